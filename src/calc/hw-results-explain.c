/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-cable-plan-private.h"
#include "hw-contributor-explain.h"
#include "hw-door-heat.h"

static double
spread_of (const HwExplanation *self)
{
  return fabs (self->sum.high - self->sum.low);
}

/* What spreads most first, then what counts most, then by name. */
static int
compare_weight (gconstpointer a, gconstpointer b)
{
  const HwExplanation *x = *(HwExplanation *const *)a;
  const HwExplanation *y = *(HwExplanation *const *)b;

  if (spread_of (x) != spread_of (y))
    return spread_of (x) > spread_of (y) ? -1 : 1;
  if (fabs (x->sum.value) != fabs (y->sum.value))
    return fabs (x->sum.value) > fabs (y->sum.value) ? -1 : 1;
  return strcmp (x->label, y->label);
}

/* How many racks of its assembly a part's count goes back to. */
static guint
racks_of (HwResults *self, const HwCounts *counts, const HwContributor *contributor)
{
  guint first, end;

  if (contributor->kind != HW_CONTRIBUTOR_PART)
    return 0;
  first = hw_contributors_first (self->contributors, contributor->assembly->number);
  end = first + hw_contributors_span (self->contributors, contributor->assembly->number);
  for (guint i = first; i < end; i++)
    if (hw_contributors_get (self->contributors, i)->kind == HW_CONTRIBUTOR_REMAINDER)
      return hw_counts_of (counts, i);
  return 0;
}

static void
explain_counts (HwResults *self, HwExplanation *node, const HwCounts *counts, HwTotal total)
{
  for (guint i = 0; i < hw_contributors_count (self->contributors); i++)
    {
      guint count = hw_counts_of (counts, i);
      const HwContributor *contributor = hw_contributors_get (self->contributors, i);
      HwExplanation *child;

      if (count == 0)
        continue;
      child = hw_contributor_explain (
          self->contributors, i, total, count, racks_of (self, counts, contributor));
      if (child != NULL)
        hw_explanation_add (node, child);
    }
}

/* --- rack units: both faces of a unit count once --- */

static void
tally_rack (HwResults *self, HwHandle rack, GArray *tally)
{
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (self->design, device);
      if (row->channel != HW_CHANNEL_NONE || !hw_results_stands (self, &row->object))
        continue;
      if (row->product >= tally->len)
        g_array_set_size (tally, row->product + 1);
      g_array_index (tally, guint, row->product)++;
    }
}

static gboolean
is_in_scope (HwResults *self, HwHandle rack, HwRef scope)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);

  if (hw_results_composition (self, rack) == NULL)
    return FALSE;
  if (scope.handle == 0)
    return TRUE;
  switch (scope.table)
    {
    case HW_TABLE_HALL:
      return row->object.parent == scope.handle;
    case HW_TABLE_ROW:
      return row->row == scope.handle;
    case HW_TABLE_GROUP:
      return row->group == scope.handle;
    case HW_TABLE_RACK:
      return rack == scope.handle;
    default:
      return TRUE;
    }
}

static void
tally_scope (HwResults *self, HwRef scope, GArray *tally)
{
  for (HwHandle rack = hw_design_next (self->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->design, HW_TABLE_RACK, rack))
    if (is_in_scope (self, rack, scope))
      tally_rack (self, rack, tally);
}

static void
explain_units_used (HwResults *self, HwExplanation *node, HwRef scope)
{
  g_autoptr (GArray) tally = g_array_new (FALSE, TRUE, sizeof (guint));
  HwCatalogue *catalogue = hw_design_get_catalogue (self->design);
  double shared = -node->sum.value;

  if (scope.handle != 0 && scope.table == HW_TABLE_DEVICE)
    {
      const HwDevice *row = hw_design_get_device (self->design, scope.handle);
      g_array_set_size (tally, row->product + 1);
      g_array_index (tally, guint, row->product) = node->sum.value > 0 ? 1 : 0;
    }
  else
    tally_scope (self, scope, tally);
  for (guint number = 1; number < tally->len; number++)
    {
      guint count = g_array_index (tally, guint, number);
      const HwProduct *product = hw_catalogue_get (catalogue, number);
      double units = count > 0 ? product->half_units / 2.0 : 0;
      const HwFigure *figure;
      g_autofree char *label = NULL;
      HwExplanation *child;

      if (count == 0)
        continue;
      label = g_strdup_printf ("%u × %s", count, product->name);
      child = hw_explanation_add (node, hw_explanation_new (label, node->dimension));
      child->count = count;
      child->formula = g_strdup_printf ("%u × %g U", count, units);
      hw_sum_add (&child->sum, count, units, units, units);
      shared += count * units;
      figure = hw_product_figure (product, HW_FIELD_RACK_UNITS);
      if (figure != NULL)
        hw_explanation_cite (child, figure);
    }
  if (shared > 0)
    {
      HwExplanation *child = hw_explanation_add (
          node, hw_explanation_new (_ ("Less units taken on both faces"), node->dimension));
      hw_sum_add (&child->sum, 1, -shared, -shared, -shared);
      child->note = g_strdup (_ ("Devices back to back take the same units once."));
    }
}

/* --- floors --- */

static void
explain_hall_floor (HwResults *self, HwExplanation *node, HwHandle hall)
{
  const HwHall *row = hw_design_get_hall (self->design, hall);
  HwRef ref = HW_REF (HW_TABLE_HALL, hall);
  g_autofree char *width = hw_quantity_format (HW_DIMENSION_LENGTH, row->width_mm / 1000.0, NULL);
  g_autofree char *depth = hw_quantity_format (HW_DIMENSION_LENGTH, row->depth_mm / 1000.0, NULL);
  HwExplanation *child = hw_explanation_new (hw_design_name (self->design, ref), node->dimension);

  child->ref = ref;
  child->sum = hw_results_total (self, HW_TOTAL_FLOOR, ref);
  child->formula = g_strdup_printf ("%s × %s", width, depth);
  child->note = g_strdup (_ ("As drawn in the design."));
  hw_explanation_add (node, child);
}

/* --- the tree --- */

static gboolean
is_whole_design (HwRef scope)
{
  return scope.handle == 0 || scope.table == HW_TABLE_DESIGN || scope.table == HW_TABLE_SITE;
}

static const char *
measure_note (HwResults *self, HwTotal total)
{
  HwField field;

  if (total <= HW_TOTAL_FP64_SPARSE && hw_total_field (total, &field))
    return (field - HW_FIELD_FP4_DENSE) % 2 == 0
               ? _ ("Dense: vendor peaks without the gain of structured sparsity; compare vendors "
                    "by "
                    "these.")
               : _ ("Sparse: vendor peaks with 2:4 structured sparsity, which only models pruned "
                    "for it reach.");
  switch (total)
    {
    case HW_TOTAL_IT_NAMEPLATE:
      return _ (
          "Nameplate: what breakers and limits go by. CDUs, pumps, side-cars, fans and UPS are "
          "not IT power.");
    case HW_TOTAL_IT_EXPECTED:
      return _ (
          "Expected: what energy and running cost go by. CDUs, pumps, side-cars, fans and UPS "
          "are not IT power.");
    case HW_TOTAL_AIR:
      return self->expected
                 ? _ ("Heat of the IT equipment at expected load. Room coolers are checked zone by "
                      "zone; that none of their air passes the racks by is an assumption where the "
                      "hall does not say otherwise.")
                 : _ (
                     "Heat of the IT equipment at nameplate load. Room coolers are checked zone by "
                     "zone; that none of their air passes the racks by is an assumption where the "
                     "hall does not say otherwise.");
    case HW_TOTAL_LIQUID:
      return self->expected ? _ ("Heat of the IT equipment at expected load.")
                            : _ ("Heat of the IT equipment at nameplate load.");
    case HW_TOTAL_MASS:
      return self->cables.plan != NULL && self->cables.plan->items->len > 0
                 ? _ ("Cables and transceivers are not in it: they hang in the trays, whose table "
                      "has their weight.")
                 : NULL;
    case HW_TOTAL_CAPEX_COMPUTE:
      return _ ("Servers, trays, NVLink switches, rack remainders, storage and management.");
    case HW_TOTAL_CAPEX_BUILDING:
      return _ ("Racks, blanking panels and generic equipment.");
    default:
      return NULL;
    }
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (sentence == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* What is summed, what the range comes from, and what is left out. */
static void
note_sum (HwResults *self, HwExplanation *node, HwTotal total)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint unknown = node->sum.n_unknown;

  add_sentence (text, measure_note (self, total));
  if (hw_sum_is_range (&node->sum) && node->children->len > 0)
    {
      const HwExplanation *widest = node->children->pdata[0];
      const char *currency = hw_price_book_currency (self->prices);
      g_autofree char *low = hw_quantity_format (node->dimension, widest->sum.low, currency);
      g_autofree char *high = hw_quantity_format (node->dimension, widest->sum.high, currency);
      g_autofree char *sentence = g_strdup_printf (
          _ ("The range spreads most by %s: %s to %s."), widest->label, low, high);
      add_sentence (text, sentence);
    }
  if (unknown > 0)
    {
      g_autofree char *sentence
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "The sum leaves out %u contribution that is not known.",
                                          "The sum leaves out %u contributions that are not known.",
                                          unknown),
                             unknown);
      add_sentence (text, sentence);
    }
  if (text->len > 0)
    node->note = g_strdup (text->str);
}

/* What rear doors move from the air of their racks to their loops. */
static void
explain_doors (HwResults *self, HwExplanation *node, HwTotal total, HwRef scope)
{
  HwExplanation *doors;
  double heat_w;

  if (total != HW_TOTAL_LIQUID && total != HW_TOTAL_AIR)
    return;
  heat_w = (total == HW_TOTAL_AIR ? -1 : 1) * hw_results_door_heat_w (self, scope);
  if (heat_w == 0)
    return;
  doors = hw_explanation_add (
      node, hw_explanation_new (_ ("Taken over by rear doors"), HW_DIMENSION_POWER));
  doors->note = g_strdup (_ ("What the coils of the doors take from the air of their racks, by the "
                             "flow and the temperature of their loops."));
  hw_sum_add (&doors->sum, 1, heat_w, heat_w, heat_w);
}

static void
explain_scope (HwResults *self, HwExplanation *node, HwTotal total, HwRef scope)
{
  g_autoptr (HwCounts) found = NULL;

  node->ref = scope;
  node->sum = hw_results_total (self, total, scope);
  if (total == HW_TOTAL_UNITS_USED)
    explain_units_used (self, node, scope);
  else
    explain_counts (self, node, hw_results_counts (self, scope, &found), total);
  if (is_whole_design (scope))
    hw_cables_explain (self, node, total);
  explain_doors (self, node, total, scope);
  g_ptr_array_sort (node->children, compare_weight);
}

static void
explain_design (HwResults *self, HwExplanation *node, HwTotal total, HwRef scope)
{
  HwHandle first = hw_design_first_child (self->design, HW_TABLE_HALL, 0);

  if (total != HW_TOTAL_FLOOR
      && (first == 0 || hw_design_next_child (self->design, HW_TABLE_HALL, first) == 0))
    {
      explain_scope (self, node, total, scope);
      return;
    }
  node->sum = hw_results_total (self, total, scope);
  for (HwHandle hall = first; hall != 0;
       hall = hw_design_next_child (self->design, HW_TABLE_HALL, hall))
    {
      HwRef ref = HW_REF (HW_TABLE_HALL, hall);
      if (total == HW_TOTAL_FLOOR)
        explain_hall_floor (self, node, hall);
      else
        explain_scope (
            self,
            hw_explanation_add (
                node, hw_explanation_new (hw_design_name (self->design, ref), node->dimension)),
            total,
            ref);
    }
  hw_cables_explain (self, node, total);
  g_ptr_array_sort (node->children, compare_weight);
}

HwExplanation *
hw_results_explain (HwResults *self, HwTotal total, HwRef scope)
{
  g_autofree char *label = NULL;
  HwExplanation *node;

  if (is_whole_design (scope))
    label = g_strdup (hw_total_label (total));
  else if (hw_design_has (self->design, scope.table, scope.handle))
    label = g_strdup_printf (
        _ ("%s of %s"), hw_total_label (total), hw_design_name (self->design, scope));
  else
    {
      label = g_strdup (hw_total_label (total));
      return hw_explanation_new (label, hw_total_dimension (total));
    }
  node = hw_explanation_new (label, hw_total_dimension (total));
  if (is_whole_design (scope))
    explain_design (self, node, total, scope);
  else if (scope.table == HW_TABLE_HALL && total == HW_TOTAL_FLOOR)
    {
      node->ref = scope;
      node->sum = hw_results_total (self, total, scope);
      explain_hall_floor (self, node, scope.handle);
    }
  else
    explain_scope (self, node, total, scope);
  note_sum (self, node, total);
  return node;
}

HwExplanation *
hw_results_explain_products (HwResults *self, HwTotal total, HwRef rack)
{
  g_autofree char *label = g_strdup_printf (
      _ ("%s of %s"), hw_total_label (total), hw_design_name (self->design, rack));
  HwExplanation *node = hw_explanation_new (label, hw_total_dimension (total));
  g_autoptr (HwCounts) found = NULL;

  node->ref = rack;
  node->sum = hw_results_products_total (self, total, rack);
  explain_counts (self, node, hw_results_counts (self, rack, &found), total);
  g_ptr_array_sort (node->children, compare_weight);
  note_sum (self, node, total);
  return node;
}
