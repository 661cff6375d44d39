/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cable-types.h"

#include <math.h>
#include <string.h>

/* Of one piece, with its plugs. */
static gboolean
is_whole (HwProductKind kind)
{
  return kind == HW_KIND_COPPER_CABLE || kind == HW_KIND_COPPER_SPLITTER
         || kind == HW_KIND_ACTIVE_COPPER_CABLE || kind == HW_KIND_ACTIVE_OPTICAL_CABLE;
}

static HwMedium
medium_of (HwProductKind kind)
{
  return kind == HW_KIND_ACTIVE_OPTICAL_CABLE  ? HW_MEDIUM_AOC
         : kind == HW_KIND_ACTIVE_COPPER_CABLE ? HW_MEDIUM_ACC
                                               : HW_MEDIUM_DAC;
}

static void
add_whole (GArray *types, const HwProduct *product)
{
  HwCableType type = { .id = product->id };
  double links = hw_product_value (product, HW_FIELD_PORTS);

  type.medium = medium_of (product->kind);
  type.splits = product->kind == HW_KIND_COPPER_SPLITTER;
  type.bit_s = hw_product_value (product, HW_FIELD_PORT_SPEED);
  type.reach_m = type.only_m = hw_product_value (product, HW_FIELD_REACH);
  type.diameter_m = hw_product_value (product, HW_FIELD_DIAMETER);
  type.mass_kg_m = hw_product_value (product, HW_FIELD_MASS) / type.reach_m;
  type.cable_w = hw_product_value (product, HW_FIELD_POWER_NAMEPLATE);
  type.twin_w = type.single_w = NAN;
  if (!isfinite (links) || !isfinite (type.bit_s) || !isfinite (type.reach_m))
    return;
  type.links = links > 1 ? 2 : 1;
  g_array_append_val (types, type);
}

/* The first product of a kind with so many ports, and of that speed and reach where they are given.
 */
static const HwProduct *
find (HwCatalogue *catalogue, HwProductKind kind, double ports, double bit_s, double reach_m)
{
  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);

      if (product->kind == kind && fabs (hw_product_value (product, HW_FIELD_PORTS) - ports) < 0.5
          && (isnan (bit_s)
              || fabs (hw_product_value (product, HW_FIELD_PORT_SPEED) / bit_s - 1) < 1e-9)
          && (isnan (reach_m)
              || fabs (hw_product_value (product, HW_FIELD_REACH) / reach_m - 1) < 1e-9))
        return product;
    }
  return NULL;
}

static void
add_optics (GArray *types, HwCatalogue *catalogue, const HwProduct *twin)
{
  gboolean single_mode = twin->kind == HW_KIND_SINGLE_MODE_TRANSCEIVER;
  const HwProduct *fibre = find (
      catalogue, single_mode ? HW_KIND_SINGLE_MODE_FIBRE : HW_KIND_MULTIMODE_FIBRE, 1, NAN, NAN);
  HwCableType type = { .links = 1, .twin = twin->id };
  const HwProduct *single;

  type.bit_s = hw_product_value (twin, HW_FIELD_PORT_SPEED);
  type.reach_m = hw_product_value (twin, HW_FIELD_REACH);
  if (fibre == NULL || !isfinite (type.bit_s) || !isfinite (type.reach_m))
    return;
  single = find (catalogue, twin->kind, 1, type.bit_s, type.reach_m);
  type.id = fibre->id;
  type.medium = single_mode ? HW_MEDIUM_SINGLE_MODE : HW_MEDIUM_MULTIMODE;
  type.reach_m = fmin (type.reach_m, hw_product_value (fibre, HW_FIELD_REACH));
  type.only_m = type.cable_w = NAN;
  type.diameter_m = hw_product_value (fibre, HW_FIELD_DIAMETER);
  type.mass_kg_m = hw_product_value (fibre, HW_FIELD_MASS);
  type.twin_w = hw_product_value (twin, HW_FIELD_POWER_NAMEPLATE);
  type.single = single != NULL ? single->id : NULL;
  type.single_w = single != NULL ? hw_product_value (single, HW_FIELD_POWER_NAMEPLATE) : NAN;
  g_array_append_val (types, type);
}

static int
compare_types (gconstpointer a, gconstpointer b)
{
  const HwCableType *x = a;
  const HwCableType *y = b;

  if (x->medium != y->medium)
    return x->medium < y->medium ? -1 : 1;
  if (x->splits != y->splits)
    return x->splits ? 1 : -1;
  if (x->reach_m < y->reach_m || x->reach_m > y->reach_m)
    return x->reach_m < y->reach_m ? -1 : 1;
  return strcmp (x->id, y->id);
}

GArray *
hw_cable_types_from_catalogue (HwCatalogue *catalogue)
{
  GArray *types = g_array_new (FALSE, FALSE, sizeof (HwCableType));

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);

      if (is_whole (product->kind))
        add_whole (types, product);
      else if ((product->kind == HW_KIND_MULTIMODE_TRANSCEIVER
                || product->kind == HW_KIND_SINGLE_MODE_TRANSCEIVER)
               && hw_product_value (product, HW_FIELD_PORTS) > 1)
        add_optics (types, catalogue, product);
    }
  g_array_sort (types, compare_types);
  return types;
}
