/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-results-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FINE (HW_SEVERITY_NOTE + 1)
/* More lines than this hide the place where the thing is to go. */
#define MOST_LINES 7

static void
consequence_clear (gpointer data)
{
  HwConsequence *self = data;

  g_free (self->label);
  g_free (self->text);
}

static void
add (GArray *lines, const char *label, char *text, guint severity)
{
  HwConsequence line = { g_strdup (label), text, (HwSeverity)severity };

  if (lines->len < MOST_LINES)
    g_array_append_val (lines, line);
  else
    consequence_clear (&line);
}

static char *
signed_text (HwDimension dimension, double value, const char *currency)
{
  g_autofree char *text = hw_quantity_format (dimension, value, currency);

  return value > 0 ? g_strdup_printf ("+%s", text) : g_steal_pointer (&text);
}

static void
add_delta (
    HwResults *self, GArray *lines, const char *label, HwTotal total, const HwSnapshot *before)
{
  const char *currency = hw_design_text (self->design, hw_design_get_site (self->design)->currency);
  HwSum now = hw_results_total (self, total, HW_REF (HW_TABLE_DESIGN, 0));
  const HwSum *was = &before->totals[total];
  HwDimension dimension = hw_total_dimension (total);
  double change = now.value - was->value;
  char *text;

  if (fabs (change) > 1e-9 * fabs (now.value) + 1e-12)
    {
      double low = now.low - was->low, high = now.high - was->high;
      text = signed_text (dimension, change, currency);
      if (fabs (high - low) > 1e-9 * fabs (change))
        {
          g_autofree char *value = text;
          g_autofree char *from = hw_quantity_format (dimension, MIN (low, high), currency);
          g_autofree char *to = hw_quantity_format (dimension, MAX (low, high), currency);
          text = g_strdup_printf (_ ("%s (%s to %s)"), value, from, to);
        }
      add (lines, label, text, FINE);
    }
  else if (now.n_unknown > was->n_unknown)
    add (lines, label, g_strdup (_ ("not known")), HW_SEVERITY_NOTE);
}

static void
add_load (HwResults *self, GArray *lines, HwHandle rack)
{
  const HwRackFigures *figures = hw_results_rack (self, rack);
  double load = figures->nameplate_w + figures->other_w;
  g_autofree char *text = NULL;
  g_autofree char *limit = NULL;

  if (isnan (figures->limit_w))
    return;
  text = hw_quantity_format (HW_DIMENSION_POWER, load, NULL);
  limit = hw_quantity_format (HW_DIMENSION_POWER, figures->limit_w, NULL);
  add (lines,
       hw_design_name (self->design, HW_REF (HW_TABLE_RACK, rack)),
       g_strdup_printf (_ ("%s of %s"), text, limit),
       load > figures->limit_w * (1 + 1e-9) ? HW_SEVERITY_ERROR : FINE);
}

static void
add_floor (HwResults *self, GArray *lines, HwHandle rack)
{
  const HwSite *site = hw_design_get_site (self->design);
  const HwRackFigures *figures = hw_results_rack (self, rack);
  g_autofree char *spread = hw_quantity_format (HW_DIMENSION_PRESSURE, figures->spread_pa, NULL);
  g_autofree char *limit = hw_quantity_format (HW_DIMENSION_PRESSURE, site->floor_limit_pa, NULL);

  add (lines,
       _ ("Floor, spread"),
       g_strdup_printf (_ ("%s of %s"), spread, limit),
       figures->spread_pa > site->floor_limit_pa * (1 + 1e-9) ? HW_SEVERITY_ERROR : FINE);
}

GArray *
hw_results_consequences (HwResults *self, const HwSnapshot *before, HwHandle rack)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (HwConsequence));

  g_array_set_clear_func (lines, consequence_clear);
  add_delta (self, lines, _ ("FP8 dense"), HW_TOTAL_FP8_DENSE, before);
  add_delta (self, lines, _ ("IT power"), HW_TOTAL_IT_NAMEPLATE, before);
  if (rack != 0 && hw_results_rack (self, rack)->present)
    add_load (self, lines, rack);
  add_delta (self, lines, _ ("To liquid"), HW_TOTAL_LIQUID, before);
  add_delta (self, lines, _ ("Price"), HW_TOTAL_CAPEX, before);
  add_delta (self, lines, _ ("Mass"), HW_TOTAL_MASS, before);
  if (rack != 0 && hw_results_rack (self, rack)->present)
    add_floor (self, lines, rack);
  return lines;
}
