/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-number.h"
#include "hw-results-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What one of a contributor adds, from which figure. */
static const HwFigure *
figure_of (const HwContributor *contributor, HwField field)
{
  switch (contributor->kind)
    {
    case HW_CONTRIBUTOR_PRODUCT:
      return hw_product_figure (contributor->product, field);
    case HW_CONTRIBUTOR_ALLOCATED:
      return hw_assembly_allocation (contributor->assembly, contributor->product, field);
    case HW_CONTRIBUTOR_REMAINDER:
      return hw_product_figure (contributor->assembly, field);
    }
  g_return_val_if_reached (NULL);
}

static HwSum
counted_share (const HwContributor *contributor, HwTotal total, double count)
{
  HwSum sum = { 0 };
  const HwShare *share = &contributor->shares[total];

  if (share->state == HW_SHARE_KNOWN)
    hw_sum_add (&sum, count, share->value, share->low, share->high);
  else if (share->state == HW_SHARE_UNKNOWN)
    hw_sum_add_unknown (&sum, (guint)count);
  return sum;
}

static char *
contributor_label (const HwContributor *contributor, gint64 count)
{
  const char *name = contributor->product->name;
  char number[HW_NUMBER_SIZE];

  hw_number_format (number, (double)count);
  if (contributor->kind == HW_CONTRIBUTOR_REMAINDER)
    /* TRANSLATORS: a count and a rack-scale system */
    return g_strdup_printf (_ ("%s × rack remainder of %s"), number, name);
  if (contributor->kind == HW_CONTRIBUTOR_ALLOCATED)
    /* TRANSLATORS: a count, a product, and the rack-scale system that it is part of */
    return g_strdup_printf (_ ("%s × %s in %s"), number, name, contributor->assembly->name);
  return g_strdup_printf ("%s × %s", number, name);
}

static char *
product_formula (HwDimension dimension, gint64 count, double value, const char *currency)
{
  g_autofree char *each = hw_quantity_format (dimension, value, currency);

  return g_strdup_printf ("%" G_GINT64_FORMAT " × %s", count, each);
}

/* The cited figure of the assembly less what its parts carry. */
static void
explain_remainder (HwExplanation *node,
                   const HwContributor *contributor,
                   HwField field,
                   gint64 count)
{
  const HwProduct *assembly = contributor->assembly;
  const HwFigure *cited = hw_product_figure (assembly, field);

  if (cited == NULL)
    return;
  hw_explanation_add (
      node, hw_explanation_new_figure (_ ("Cited figure of the whole"), (double)count, cited));
  for (guint i = 0; i < assembly->allocations->len; i++)
    {
      const HwAllocation *allocation = &g_array_index (assembly->allocations, HwAllocation, i);
      g_autofree char *label = NULL;
      char number[HW_NUMBER_SIZE];
      gint64 parts = 0;
      if (allocation->figure.field != field || allocation->figure.state != HW_FIGURE_VALUE)
        continue;
      for (guint j = 0; j < assembly->parts->len; j++)
        parts += strcmp (g_array_index (assembly->parts, HwPart, j).product, allocation->product)
                 == 0;
      parts = MAX (parts, 1); /* the frame is none of the parts */
      label = g_strdup_printf (_ ("Less %s × %s"),
                               hw_number_format (number, (double)(parts * count)),
                               allocation->product);
      hw_explanation_add (
          node, hw_explanation_new_figure (label, -(double)(parts * count), &allocation->figure));
    }
}

/* Where no expected figure is published: nameplate times the design's assumption. */
static void
explain_factor (HwResults *self,
                HwExplanation *node,
                const HwContributor *contributor,
                gint64 count)
{
  const HwFigure *nameplate = figure_of (contributor, HW_FIELD_POWER_NAMEPLATE);
  HwExplanation *factor
      = hw_explanation_new (_ ("Expected over nameplate power, of the design"), HW_DIMENSION_RATIO);
  double value = hw_contributors_get_factor (self->contributors);

  hw_sum_add (&factor->sum, 1, value, value, value);
  factor->basis = 'A';
  factor->confidence = 'l';
  factor->note
      = g_strdup (_ ("0.91 unless changed: the ratio of NVIDIA's 120 kW to HPE's 132 kW for one "
                     "GB200 NVL72"));
  if (nameplate != NULL && contributor->kind != HW_CONTRIBUTOR_REMAINDER)
    hw_explanation_add (node,
                        hw_explanation_new_figure (_ ("Nameplate"), (double)count, nameplate));
  hw_explanation_add (node, factor);
}

static HwExplanation *
explain_contributor (HwResults *self, HwTotal total, const HwContributor *contributor, gint64 count)
{
  HwDimension dimension = hw_total_dimension (total);
  g_autofree char *label = contributor_label (contributor, count);
  HwExplanation *node = hw_explanation_new (label, dimension);
  const char *currency = hw_design_text (self->design, hw_design_get_site (self->design)->currency);
  const HwShare *share = &contributor->shares[total];
  const HwFigure *figure = NULL;
  HwField field = HW_FIELD_MASS;

  hw_total_field (total, &field);
  figure = figure_of (contributor, field);
  node->sum = counted_share (contributor, total, (double)count);
  node->count = (double)count;
  if (share->state == HW_SHARE_KNOWN)
    node->formula = product_formula (dimension, count, share->value, currency);
  if (total == HW_TOTAL_IT_EXPECTED && share->state == HW_SHARE_KNOWN
      && (figure == NULL || figure->state != HW_FIGURE_VALUE))
    explain_factor (self, node, contributor, count);
  else if (contributor->kind == HW_CONTRIBUTOR_REMAINDER)
    explain_remainder (node, contributor, field, count);
  else if (figure != NULL)
    hw_explanation_add (node,
                        hw_explanation_new_figure (hw_field_label (field), (double)count, figure));
  else if (share->state == HW_SHARE_UNKNOWN)
    node->note = g_strdup (_ ("The product states no such figure."));
  return node;
}

/* Those that spread most first: they are what a better figure would improve. */
static int
by_spread (gconstpointer a, gconstpointer b)
{
  const HwExplanation *x = *(HwExplanation *const *)a;
  const HwExplanation *y = *(HwExplanation *const *)b;
  double spread_x = fabs (x->sum.high - x->sum.low), spread_y = fabs (y->sum.high - y->sum.low);
  double size_x = fabs (x->sum.value), size_y = fabs (y->sum.value);

  if (spread_x != spread_y)
    return spread_x > spread_y ? -1 : 1;
  if (size_x != size_y)
    return size_x > size_y ? -1 : 1;
  return strcmp (x->label, y->label);
}

static void
explain_tally (HwResults *self, HwExplanation *node, HwTotal total, const HwTally *tally)
{
  for (guint i = 0; i < tally->counts->len; i++)
    {
      const HwContributor *contributor = hw_contributors_get (self->contributors, i);
      gint64 count = g_array_index (tally->counts, gint64, i);
      if (count == 0 || contributor->shares[total].state == HW_SHARE_NONE)
        continue;
      /* What is known to add nothing is left out, unless nothing else is there to say. */
      if (contributor->shares[total].state == HW_SHARE_KNOWN
          && contributor->shares[total].value == 0 && contributor->shares[total].high == 0)
        continue;
      hw_explanation_add (node, explain_contributor (self, total, contributor, count));
    }
  g_ptr_array_sort (node->children, by_spread);
}

/* Counts have no figures behind them: the halls, or what is counted. */
static void
explain_count (HwResults *self, HwExplanation *node, HwTotal total, HwRef scope)
{
  switch (total)
    {
    case HW_TOTAL_RACKS:
      node->note = g_strdup (
          _ ("Racks that stand in the chosen phase; CDUs and side-cars are not racks."));
      break;
    case HW_TOTAL_DEVICES:
      node->note = g_strdup (_ ("Devices mounted in racks in the chosen phase."));
      break;
    case HW_TOTAL_UNITS_USED:
      node->note = g_strdup (_ ("Units that devices take; both faces of one unit count once."));
      break;
    case HW_TOTAL_UNITS:
      node->note = g_strdup (_ ("Units that the racks offer."));
      break;
    case HW_TOTAL_FLOOR:
      node->note = g_strdup (scope.handle == 0 || scope.table == HW_TABLE_HALL
                                 ? _ ("Width times depth of each hall.")
                                 : _ ("Footprints, width times depth."));
      break;
    default:
      break;
    }
}

static gboolean
is_whole (HwRef scope)
{
  return scope.handle == 0 || scope.table == HW_TABLE_DESIGN || scope.table == HW_TABLE_SITE;
}

HwExplanation *
hw_results_explain (HwResults *self, HwTotal total, HwRef scope)
{
  HwExplanation *node = hw_explanation_new (hw_total_label (total), hw_total_dimension (total));
  HwTally own = { 0 };
  HwField field;

  node->sum = hw_results_total (self, total, scope);
  node->ref = is_whole (scope) ? HW_REF (HW_TABLE_DESIGN, 0) : scope;
  if (is_whole (scope) && hw_design_count (self->design, HW_TABLE_HALL) > 1)
    for (HwHandle hall = hw_design_first_child (self->design, HW_TABLE_HALL, 0); hall != 0;
         hall = hw_design_next_child (self->design, HW_TABLE_HALL, hall))
      {
        HwRef ref = HW_REF (HW_TABLE_HALL, hall);
        HwExplanation *child = hw_explanation_add (node, hw_results_explain (self, total, ref));
        g_free (child->label);
        child->label = g_strdup (hw_design_name (self->design, ref));
      }
  else if (!hw_total_field (total, &field))
    explain_count (self, node, total, scope);
  else if (scope.handle != 0 && scope.table == HW_TABLE_DEVICE)
    hw_explanation_add (
        node,
        explain_contributor (self,
                             total,
                             hw_contributors_get (self->contributors,
                                                  hw_composition_of_device (self->design,
                                                                            self->contributors,
                                                                            scope.handle,
                                                                            self->phase_order)),
                             1));
  else
    explain_tally (self, node, total, hw_results_tally (self, scope, &own));
  hw_tally_clear (&own);
  return node;
}

/* The keys that begin like @key, or all. */
static char *
keys_like (const char *key)
{
  g_autoptr (GString) list = g_string_new (NULL);
  gsize stem = strcspn (key, ".");

  for (int pass = 0; pass < 2 && list->len == 0; pass++)
    for (guint total = 0; total < HW_N_TOTALS; total++)
      if (pass == 1 || strncmp (hw_total_key (total), key, stem + 1) == 0)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", hw_total_key (total));
  return g_strdup (list->str);
}

HwExplanation *
hw_results_explain_key (HwResults *self, const char *key, GError **error)
{
  const char *at = strchr (key, '@');
  g_autofree char *plain = at != NULL ? g_strndup (key, at - key) : g_strdup (key);
  HwRef scope = HW_REF (HW_TABLE_DESIGN, 0);
  HwTotal total;

  if (!hw_total_find (plain, &total))
    {
      g_autofree char *keys = keys_like (plain);
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_NOT_FOUND,
                   _ ("There is no figure “%s”; there are: %s."),
                   plain,
                   keys);
      return NULL;
    }
  if (at != NULL)
    {
      scope = hw_design_find (self->design, at + 1);
      if (scope.handle == 0
          || (scope.table != HW_TABLE_HALL && scope.table != HW_TABLE_ROW
              && scope.table != HW_TABLE_RACK && scope.table != HW_TABLE_DEVICE))
        {
          g_set_error (error,
                       HW_CORE_ERROR,
                       HW_CORE_ERROR_NOT_FOUND,
                       _ ("“%s” is no hall, row, rack or device of this design."),
                       at + 1);
          return NULL;
        }
    }
  return hw_results_explain (self, total, scope);
}
