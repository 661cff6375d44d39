/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-explanation.h"

#include <glib/gi18n-lib.h>

HwExplanation *
hw_explanation_new (const char *label, HwDimension dimension)
{
  HwExplanation *self = g_new0 (HwExplanation, 1);

  self->label = g_strdup (label);
  self->dimension = dimension;
  self->count = 1;
  self->ref = HW_REF (HW_TABLE_DESIGN, 0);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_explanation_free);
  return self;
}

void
hw_explanation_free (HwExplanation *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_free (self->formula);
  g_free (self->note);
  g_free (self->source);
  g_free (self->address);
  g_free (self->date);
  g_ptr_array_unref (self->children);
  g_free (self);
}

HwExplanation *
hw_explanation_add (HwExplanation *self, HwExplanation *child)
{
  g_ptr_array_add (self->children, child);
  return child;
}

void
hw_explanation_cite (HwExplanation *self, const HwFigure *figure)
{
  self->basis = figure->basis;
  self->confidence = figure->confidence;
  if (figure->source == NULL)
    return;
  self->source = g_strdup (figure->source->title);
  self->address = g_strdup (figure->source->address);
  self->date = g_strdup (figure->source->date);
}

HwExplanation *
hw_explanation_new_figure (const char *label, double count, const HwFigure *figure)
{
  HwDimension dimension = hw_field_dimension (figure->field);
  HwExplanation *self = hw_explanation_new (label, dimension);

  self->count = count;
  hw_explanation_cite (self, figure);
  switch (figure->state)
    {
    case HW_FIGURE_VALUE:
      hw_sum_add (&self->sum, count, figure->value, figure->low, figure->high);
      self->note = g_strdup (figure->note);
      if (count != 1)
        {
          /* Prices of products are in USD. */
          g_autofree char *value = hw_quantity_format (dimension, figure->value, "USD");
          self->formula = g_strdup_printf ("%g × %s", count, value);
        }
      break;
    case HW_FIGURE_UNSUPPORTED:
      hw_sum_add (&self->sum, count, 0, 0, 0);
      self->note = figure->reason != NULL ? g_strdup_printf (_ ("None: %s"), figure->reason)
                                          : g_strdup (_ ("None."));
      break;
    case HW_FIGURE_UNKNOWN:
    case HW_FIGURE_ABSENT:
      hw_sum_add_unknown (&self->sum, (guint)count);
      self->note = figure->reason != NULL ? g_strdup_printf (_ ("Not known: %s"), figure->reason)
                                          : g_strdup (_ ("Not known."));
      break;
    }
  return self;
}

const char *
hw_basis_label (char basis)
{
  switch (basis)
    {
    case 'D':
      return _ ("read in the source");
    case 'T':
      return _ ("transcribed from the source");
    case 'C':
      return _ ("calculated from cited values");
    case 'E':
      return _ ("third-party estimate");
    case 'A':
      return _ ("assumption");
    case 'U':
      return _ ("your own figure");
    default:
      return "";
    }
}

const char *
hw_confidence_label (char confidence)
{
  switch (confidence)
    {
    case 'h':
      return _ ("high confidence");
    case 'm':
      return _ ("medium confidence");
    case 'l':
      return _ ("low confidence");
    default:
      return "";
    }
}
