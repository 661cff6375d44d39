/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-rack-texts.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-number.h"
#include "hw-theme.h"

struct _HwRackTexts
{
  HwDesign *design;
  GPtrArray *products; /* HwProductTexts by number of the product; %NULL: not asked yet */
};

static void
texts_free (gpointer data)
{
  HwProductTexts *texts = data;

  if (texts == NULL)
    return;
  g_free (texts->key);
  g_free (texts->key_tall);
  g_free (texts->secondary);
  g_free (texts);
}

HwRackTexts *
hw_rack_texts_new (HwDesign *design)
{
  HwRackTexts *self = g_new0 (HwRackTexts, 1);

  self->design = design;
  self->products = g_ptr_array_new_with_free_func (texts_free);
  return self;
}

void
hw_rack_texts_free (HwRackTexts *self)
{
  g_ptr_array_unref (self->products);
  g_free (self);
}

static double
known (const HwProduct *product, HwField field)
{
  double value = hw_product_value (product, field);

  return isnan (value) ? 0 : value;
}

/* How it is cooled, where that is known: "liquid", "air", "liquid and air". */
static const char *
cooling_text (const HwProduct *product)
{
  double liquid = known (product, HW_FIELD_HEAT_LIQUID), air = known (product, HW_FIELD_HEAT_AIR);

  /* A share below a tenth is not what it is cooled by. */
  if (liquid <= 0 && air <= 0)
    return NULL;
  if (air < 0.1 * liquid)
    return _ ("liquid");
  if (liquid < 0.1 * air)
    return _ ("air");
  return _ ("liquid and air");
}

static HwProductTexts *
texts_new (const HwProduct *product)
{
  HwProductTexts *texts = g_new0 (HwProductTexts, 1);
  double capacity = known (product, HW_FIELD_POWER_CAPACITY);
  double cooling = known (product, HW_FIELD_COOLING_CAPACITY);
  double power = known (product, HW_FIELD_POWER_NAMEPLATE);
  const char *cooled = cooling_text (product);
  GString *secondary = g_string_new (NULL);

  texts->family = hw_kind_family (product->kind);
  texts->gpus = (guint)known (product, HW_FIELD_GPUS);
  if (capacity > 0)
    texts->key_tall = hw_quantity_format (HW_DIMENSION_POWER, capacity, NULL);
  else if (cooling > 0)
    texts->key_tall = hw_quantity_format (HW_DIMENSION_POWER, cooling, NULL);
  else if (power > 0)
    texts->key_tall = hw_quantity_format (HW_DIMENSION_POWER, power, NULL);
  texts->key
      = texts->gpus > 0 ? g_strdup_printf (_ ("%u GPU"), texts->gpus) : g_strdup (texts->key_tall);
  if (product->half_units > 0)
    {
      char units[HW_NUMBER_SIZE];
      hw_number_format (units, product->half_units / 2.0);
      g_string_append_printf (secondary, _ ("%sU"), units);
      g_string_append (secondary, " · ");
    }
  g_string_append (secondary, product->name);
  if (cooled != NULL)
    g_string_append_printf (secondary, " · %s", cooled);
  texts->secondary = g_string_free (secondary, FALSE);
  return texts;
}

const HwProductTexts *
hw_rack_texts_product (HwRackTexts *self, const HwProduct *product)
{
  if (product->number >= self->products->len)
    g_ptr_array_set_size (self->products, (int)product->number + 1);
  if (g_ptr_array_index (self->products, product->number) == NULL)
    g_ptr_array_index (self->products, product->number) = texts_new (product);
  return g_ptr_array_index (self->products, product->number);
}

char *
hw_units_text (gint16 position, gint16 half_units)
{
  char low[HW_NUMBER_SIZE], high[HW_NUMBER_SIZE];

  hw_number_format (low, position / 2.0 + 1);
  if (half_units <= 2)
    return g_strdup_printf ("U%s", low);
  hw_number_format (high, (position + half_units) / 2.0);
  return g_strdup_printf ("U%s–U%s", low, high);
}

char *
hw_row_title (HwDesign *design, HwHandle hall, HwHandle row)
{
  const char *name;

  if (row == 0)
    return g_strdup (hw_design_first_child (design, HW_TABLE_ROW, hall) != 0 ? _ ("Racks in no row")
                                                                             : _ ("All racks"));
  name = hw_design_name (design, HW_REF (HW_TABLE_ROW, row));
  /* "A" says too little; "Row A" and "Storage" say enough. */
  if (g_utf8_strlen (name, -1) > 3)
    return g_strdup (name);
  return g_strdup_printf (_ ("Row %s"), name);
}

const char *
hw_rack_product_name (HwDesign *design, HwHandle rack)
{
  return hw_design_product_of (design, HW_REF (HW_TABLE_RACK, rack))->name;
}

char *
hw_rack_mass_text (const HwRackFigures *figures)
{
  g_autofree char *mass = NULL;

  if (!(figures->mass_kg > 0))
    return NULL;
  mass = hw_quantity_format (HW_DIMENSION_MASS, figures->mass_kg, NULL);
  return g_strdup_printf ("%s%s", figures->n_unknown_mass > 0 ? "≥ " : "", mass);
}

double
hw_rack_power_ratio (const HwRackFigures *figures)
{
  return figures->limit_w > 0 ? hw_rack_figures_load (figures) / figures->limit_w : NAN;
}

guint
hw_rack_power_role (double ratio)
{
  if (ratio > 1 + 1e-9)
    return HW_ROLE_ERROR;
  return ratio >= 0.9 ? HW_ROLE_WARNING : HW_ROLE_GOOD;
}

void
hw_rack_power_texts (const HwRackFigures *figures, char **load, char **limit)
{
  double drawn = hw_rack_figures_load (figures);
  g_autofree char *power = hw_quantity_format (HW_DIMENSION_POWER, drawn, NULL);

  /* What is not known is not counted as nothing. */
  *load = g_strdup_printf ("%s%s", figures->n_unknown_power > 0 ? "≥ " : "", power);
  if (figures->limit_w > 0)
    {
      g_autofree char *of = hw_quantity_format (HW_DIMENSION_POWER, figures->limit_w, NULL);
      *limit
          = g_strdup_printf (hw_within (drawn, figures->limit_w) ? _ ("of %s") : _ ("over %s"), of);
    }
  else
    *limit = g_strdup (_ ("no limit known"));
}
