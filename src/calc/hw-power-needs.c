/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-needs.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-edit.h"
#include "hw-fabrics.h"
#include "hw-operations.h"
#include "hw-placement.h"
#include "hw-power-private.h"
#include "hw-results-private.h"

/* A load that rounding makes a bit more than so many units carry needs no further one. */
#define SLACK 1e-9
#define MOST_UNITS 1000
/* Of the search for places on the floor. */
#define STEP_MM 300

/* --- loads of systems, whatever stands of the chain --- */

/* Load of the feeds of each system, with each of them gone in turn, and with none. */
typedef struct
{
  double load_w[HW_N_SYSTEMS + 1][HW_N_SYSTEMS];
} SystemLoads;

static guint
taps_without (HwPower *self, const HwPowerRack *rack, HwHandle power, guint gone, guint8 *systems)
{
  guint live = 0;

  for (guint i = 0; i < rack->n_taps; i++)
    {
      const HwPowerNode *feed = hw_power_plan_node (self->plan, rack->taps[i].node);

      systems[i] = feed->power == power ? feed->system : HW_N_SYSTEMS;
      live |= (systems[i] == gone ? 0u : 1u) << i;
    }
  return live;
}

static void
add_rack (HwPower *self, const HwPowerRack *rack, HwHandle power, SystemLoads *loads)
{
  const guint all = (1u << rack->n_taps) - 1;
  HwPowerRackState whole, state;
  guint8 systems[HW_POWER_TAPS];

  hw_power_rack_solve (rack, all, &whole, NULL, NULL);
  for (guint gone = 0; gone <= HW_N_SYSTEMS; gone++)
    {
      guint live
          = taps_without (self, rack, power, gone < HW_N_SYSTEMS ? gone : G_MAXUINT, systems);
      const HwPowerRackState *now = &whole;

      if (live != all)
        {
          hw_power_rack_solve (rack, live, &state, NULL, NULL);
          now = &state;
        }
      for (guint i = 0; i < rack->n_taps; i++)
        if (systems[i] < HW_N_SYSTEMS)
          loads->load_w[gone][systems[i]] += hw_phase_load_total (&now->taps[i]);
    }
}

/* What each system is to carry so that the scheme holds. */
static void
design_loads (HwPower *self, HwHandle power, double *load_w)
{
  const HwPowerRow *row = hw_design_get_power (self->results->design, power);
  guint n_racks = hw_design_bound (self->results->design, HW_TABLE_RACK);
  SystemLoads loads = { 0 };

  hw_power_derive (self);
  for (HwHandle handle = 1; handle < n_racks; handle++)
    {
      const HwPowerRack *rack = hw_power_derive_rack (self, handle);

      if (rack != NULL)
        add_rack (self, rack, power, &loads);
    }
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    {
      load_w[system] = 0;
      for (guint gone = 0; gone <= HW_N_SYSTEMS; gone++)
        load_w[system] = fmax (load_w[system], loads.load_w[gone][system]);
    }
  for (guint system = 0; row->scheme == HW_SCHEME_CATCHER && system < HW_SIDE_RESERVE; system++)
    load_w[HW_SIDE_RESERVE] = fmax (load_w[HW_SIDE_RESERVE], loads.load_w[HW_N_SYSTEMS][system]);
}

/* --- units of a stage --- */

/* What stands of a stage. */
typedef struct
{
  double limit_w, most_w;
  guint n;
} Standing;

static Standing
standing (const HwPowerPlan *plan, HwHandle power, HwPowerRole role, HwSide system)
{
  Standing stage = { 0 };

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (plan, i);

      if (node->power != power || node->role != role || node->system != system)
        continue;
      stage.n++;
      stage.limit_w += isnan (node->limit_w) ? INFINITY : node->limit_w;
      stage.most_w = fmax (stage.most_w, node->limit_w);
    }
  return stage;
}

static gboolean
has_spare (const HwPowerRow *row, HwPowerRole role)
{
  return row->scheme == HW_SCHEME_N_PLUS_1
         && (role == HW_POWER_UPS || role == HW_POWER_TRANSFORMER || role == HW_POWER_GENERATOR);
}

static double
limit_of (const HwPowerRow *row, HwPowerRole role, const HwProduct *product)
{
  double limit_w = hw_power_product_limit_w (product, row->power_factor);

  if (role == HW_POWER_SWITCHGEAR || role == HW_POWER_PDU)
    limit_w *= hw_breaker_share (row->rule) * row->derating;
  return limit_w;
}

static guint
count_missing (const Standing *stage, double limit_w, gboolean spare, double load_w)
{
  guint n = 0;

  if (!(limit_w > 0))
    return stage->n > (spare ? 1 : 0) ? 0 : 1 + (spare ? 1 : 0) - stage->n;
  for (; n < MOST_UNITS; n++)
    {
      double usable_w = stage->limit_w + n * limit_w;

      if (spare)
        usable_w -= fmax (stage->most_w, n > 0 ? limit_w : 0);
      if (stage->n + n > 0 && usable_w * (1 + SLACK) >= load_w)
        break;
    }
  return n;
}

static void
add_system (HwResults *self, HwHandle power, HwSide system, double load_w, GArray *needs)
{
  static const HwPowerRole upwards[] = {
    HW_POWER_PDU, HW_POWER_UPS, HW_POWER_SWITCHGEAR, HW_POWER_GENERATOR, HW_POWER_TRANSFORMER
  };
  const HwPowerRow *row = hw_design_get_power (self->design, power);

  for (guint i = 0; load_w > 0 && i < G_N_ELEMENTS (upwards); i++)
    {
      HwPowerRole role = upwards[i];
      const HwProduct *product = hw_catalogue_get (hw_design_get_catalogue (self->design),
                                                   hw_power_stage_product (row, role));
      Standing stage = standing (self->power->plan, power, role, system);
      HwPowerNeed need = { power, role, system, product, 0, load_w };
      HwLossModel loss;
      guint n;

      if (product == NULL)
        continue;
      need.count
          = count_missing (&stage, limit_of (row, role, product), has_spare (row, role), load_w);
      if (need.count > 0)
        g_array_append_val (needs, need);
      loss = hw_loss_model_of_product (product, row->power_factor);
      n = stage.n + need.count;
      if (role != HW_POWER_GENERATOR && n > 0)
        load_w += n * hw_loss_model_at (&loss, load_w / n);
    }
}

static int
compare_needs (gconstpointer a, gconstpointer b)
{
  const HwPowerNeed *x = a;
  const HwPowerNeed *y = b;

  return x->role != y->role ? (int)x->role - (int)y->role : (int)x->system - (int)y->system;
}

GArray *
hw_power_needs (HwResults *self, HwHandle power)
{
  GArray *needs = g_array_new (FALSE, FALSE, sizeof (HwPowerNeed));
  const HwPowerRow *row = hw_design_get_power (self->design, power);
  double load_w[HW_N_SYSTEMS];

  design_loads (self->power, power, load_w);
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    if (hw_power_has_system (row, system))
      add_system (self, power, system, load_w[system], needs);
  g_array_sort (needs, compare_needs);
  return needs;
}

void
hw_power_add_needs (HwResults *self, GArray *needs)
{
  for (HwHandle power = hw_design_first_child (self->design, HW_TABLE_POWER, 0); power != 0;
       power = hw_design_next_child (self->design, HW_TABLE_POWER, power))
    {
      g_autoptr (GArray) own = hw_power_needs (self, power);

      /* Those of all systems together. */
      for (guint i = 0; i < own->len;)
        {
          const HwPowerNeed *first = &g_array_index (own, HwPowerNeed, i);
          HwNeed need = { .rule = HW_REF (HW_TABLE_POWER, power),
                          .role = hw_power_role_name (first->role),
                          .product = first->product };

          for (; i < own->len && g_array_index (own, HwPowerNeed, i).role == first->role; i++)
            need.count += g_array_index (own, HwPowerNeed, i).count;
          g_array_append_val (needs, need);
        }
    }
}

/* --- placing --- */

static gboolean
find_place (HwDesign *design, HwHandle hall, const HwProduct *product, gint32 *x_mm, gint32 *y_mm)
{
  const HwHall *row = hw_design_get_hall (design, hall);
  HwFit fit;

  for (*y_mm = row->depth_mm - product->depth_mm; *y_mm >= 0; *y_mm -= STEP_MM)
    for (*x_mm = 0; *x_mm + product->width_mm <= row->width_mm; *x_mm += STEP_MM)
      if (hw_placement_rack (design, hall, product, *x_mm, *y_mm, 0, NULL, 0, 0, &fit))
        return TRUE;
  return FALSE;
}

static gboolean
place_unit (HwResults *self, const HwPowerNeed *need, HwHandle hall, GError **error)
{
  HwDesign *design = self->design;
  gint32 x_mm, y_mm;
  HwHandle unit;
  HwRack row;

  if (!find_place (design, hall, need->product, &x_mm, &y_mm))
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_REFUSED,
                   _ ("%s has no room left for %s; make room there, or place it elsewhere."),
                   hw_design_name (design, HW_REF (HW_TABLE_HALL, hall)),
                   need->product->name);
      return FALSE;
    }
  unit = hw_operation_add_rack (
      design, hall, 0, hw_design_get_catalogue (design), need->product, NULL, x_mm, y_mm, 0, error);
  if (unit == 0)
    return FALSE;
  row = *hw_design_get_rack (design, unit);
  row.power = need->power;
  row.system = (guint8)need->system;
  hw_edit_set (design, HW_TABLE_RACK, unit, &row);
  return TRUE;
}

guint
hw_power_place_needs (HwResults *self, HwHandle power, HwHandle hall, GError **error)
{
  g_autoptr (GArray) needs = hw_power_needs (self, power);
  guint placed = 0;

  for (guint i = 0; i < needs->len; i++)
    {
      const HwPowerNeed *need = &g_array_index (needs, HwPowerNeed, i);

      for (guint j = 0; j < need->count; j++)
        {
          if (!place_unit (self, need, hall, error))
            return 0;
          placed++;
        }
    }
  if (placed == 0)
    g_set_error (error,
                 HW_CORE_ERROR,
                 HW_CORE_ERROR_REFUSED,
                 _ ("%s lacks nothing."),
                 hw_design_name (self->design, HW_REF (HW_TABLE_POWER, power)));
  return placed;
}
