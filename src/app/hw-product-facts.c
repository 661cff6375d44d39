/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-product-facts.h"

#include <glib/gi18n.h>
#include <math.h>

typedef char HwProductId;

static HwProductId *
product_id_copy (HwProductId *id)
{
  return g_strdup (id);
}

static void
product_id_free (HwProductId *id)
{
  g_free (id);
}

G_DEFINE_BOXED_TYPE (HwProductId, hw_product_id, product_id_copy, product_id_free)

gboolean
hw_product_goes_on_floor (const HwProduct *product)
{
  return product->kind == HW_KIND_ASSEMBLY || hw_product_is_floor (product);
}

gboolean
hw_product_is_placeable (const HwProduct *product)
{
  return hw_product_goes_on_floor (product) || hw_product_is_device (product);
}

static void
add_text (GString *line, const char *text)
{
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, text);
}

static void
add_quantity (GString *line, const HwProduct *product, HwField field)
{
  double value = hw_product_value (product, field);
  g_autofree char *text = NULL;

  /* Unknown and zero say nothing in a line of key facts. */
  if (!(value > 0))
    return;
  text = hw_quantity_format (hw_field_dimension (field), value, NULL);
  add_text (line, text);
}

static void
add_units (GString *line, const HwProduct *product)
{
  g_autofree char *text = NULL;

  if (product->half_units <= 0)
    return;
  text = g_strdup_printf ("%gU", product->half_units / 2.0);
  add_text (line, text);
}

static void
add_gpus (GString *line, const HwProduct *product)
{
  double gpus = hw_product_value (product, HW_FIELD_GPUS);
  g_autofree char *text = NULL;

  if (!(gpus > 0))
    return;
  /* TRANSLATORS: graphics processors of one product */
  text = g_strdup_printf (C_ ("product", "%g GPU"), gpus);
  add_text (line, text);
}

static void
add_ports (GString *line, const HwProduct *product)
{
  double ports = hw_product_value (product, HW_FIELD_PORTS);
  double speed = hw_product_value (product, HW_FIELD_PORT_SPEED);
  g_autofree char *text = NULL;
  g_autofree char *rate = NULL;

  if (!(ports > 0))
    return;
  if (speed > 0)
    {
      rate = hw_quantity_format (hw_field_dimension (HW_FIELD_PORT_SPEED), speed, NULL);
      text = g_strdup_printf ("%g × %s", ports, rate);
    }
  else
    text = g_strdup_printf (g_dngettext (NULL, "%g port", "%g ports", (gulong)ports), ports);
  add_text (line, text);
}

static void
add_coolant (GString *line, const HwProduct *product)
{
  double liquid = hw_product_value (product, HW_FIELD_HEAT_LIQUID);
  double air = hw_product_value (product, HW_FIELD_HEAT_AIR);

  if (liquid > 0)
    add_text (line, _ ("liquid"));
  else if (air > 0)
    add_text (line, _ ("air"));
}

static void
add_footprint (GString *line, const HwProduct *product)
{
  g_autofree char *text = NULL;

  if (product->width_mm <= 0 || product->depth_mm <= 0)
    return;
  text = g_strdup_printf (_ ("%d × %d mm"), product->width_mm, product->depth_mm);
  add_text (line, text);
}

char *
hw_product_dup_facts (const HwProduct *product)
{
  GString *line = g_string_new (NULL);
  HwFamily family = hw_kind_family (product->kind);

  if (product->kind != HW_KIND_ASSEMBLY)
    add_units (line, product);
  add_gpus (line, product);
  if (family == HW_FAMILY_NETWORK || family == HW_FAMILY_NVLINK)
    add_ports (line, product);
  if (family == HW_FAMILY_COOLING)
    add_quantity (line, product, HW_FIELD_COOLING_CAPACITY);
  else if (family == HW_FAMILY_POWER)
    add_quantity (line, product, HW_FIELD_POWER_CAPACITY);
  else
    add_quantity (line, product, HW_FIELD_POWER_NAMEPLATE);
  if (family == HW_FAMILY_COMPUTE)
    add_coolant (line, product);
  if (product->kind != HW_KIND_ASSEMBLY && hw_product_is_floor (product))
    add_footprint (line, product);
  if (family == HW_FAMILY_RACK)
    add_quantity (line, product, HW_FIELD_LOAD_STATIC);
  if (line->len == 0)
    g_string_append (line, hw_kind_label (product->kind));
  return g_string_free (line, FALSE);
}

char *
hw_figure_dup_text (const HwFigure *figure)
{
  HwDimension dimension = hw_field_dimension (figure->field);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  switch (figure->state)
    {
    case HW_FIGURE_UNKNOWN:
      return g_strdup (_ ("not known"));
    case HW_FIGURE_UNSUPPORTED:
      return g_strdup (_ ("not supported"));
    case HW_FIGURE_ABSENT:
      return g_strdup ("–");
    case HW_FIGURE_VALUE:
    default:
      break;
    }
  if (!figure->ranged)
    return hw_quantity_format (dimension, figure->value, figure->unit ? figure->unit->name : NULL);
  low = hw_quantity_format (dimension, figure->low, figure->unit ? figure->unit->name : NULL);
  high = hw_quantity_format (dimension, figure->high, figure->unit ? figure->unit->name : NULL);
  return g_strdup_printf ("%s – %s", low, high);
}

int
hw_product_compare (const HwProduct *a, const HwProduct *b)
{
  int order = (int)hw_kind_family (a->kind) - (int)hw_kind_family (b->kind);

  if (order == 0)
    order = (b->kind == HW_KIND_ASSEMBLY) - (a->kind == HW_KIND_ASSEMBLY);
  if (order == 0)
    order = (int)a->kind - (int)b->kind;
  if (order == 0)
    order = g_utf8_collate (a->name, b->name);
  return order;
}

gboolean
hw_product_matches (const HwProduct *product, const char *query)
{
  g_autofree char *all = g_strjoin (" ",
                                    product->name,
                                    product->maker != NULL ? product->maker : "",
                                    hw_kind_label (product->kind),
                                    hw_family_label (hw_kind_family (product->kind)),
                                    product->id,
                                    NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);
  g_auto (GStrv) words = g_strsplit (query, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
