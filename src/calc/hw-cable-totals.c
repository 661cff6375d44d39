/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cable-plan-private.h"
#include "hw-contributor-explain.h"
#include "hw-fabric-work.h"
#include "hw-geometry.h"

/* What cables and transceivers add to the totals of the design, and what is wrong with them. */

/* --- when they are laid --- */

const HwCablePlan *
hw_results_lay_cables (HwResults *self)
{
  g_autoptr (HwCableLaying) laying = NULL;

  if (self->cables.plan != NULL && self->cables.current)
    return self->cables.plan;
  hw_results_derive_fabrics (self);
  laying = hw_results_begin_cables (self);
  hw_cable_laying_run (laying);
  hw_results_take_cables (self, laying);
  return self->cables.plan;
}

gboolean
hw_results_take_cables (HwResults *self, HwCableLaying *laying)
{
  if (hw_cable_laying_serial (laying) != self->cables.serial)
    return FALSE;
  hw_cables_outdate (self);
  self->cables.plan = hw_cable_laying_finish (laying, self->cables.plan);
  self->cables.current = TRUE;
  hw_results_changed (self);
  return TRUE;
}

const HwCablePlan *
hw_results_cables (HwResults *self)
{
  return self->cables.current ? self->cables.plan : NULL;
}

gboolean
hw_results_cables_wait (HwResults *self)
{
  return !self->cables.current
         && (self->cables.plan != NULL || hw_design_count (self->design, HW_TABLE_FABRIC) > 0);
}

void
hw_cables_forget (HwResults *self)
{
  g_clear_pointer (&self->cables.plan, hw_cable_plan_free);
  hw_cables_outdate (self);
}

void
hw_cables_outdate (HwResults *self)
{
  self->cables.current = FALSE;
  self->cables.serial++;
}

static gboolean
same_time (const HwObject *a, const HwObject *b)
{
  return a->install == b->install && a->removal == b->removal;
}

/* Whether cables end where they did. */
static gboolean
same_device (const HwDevice *a, const HwDevice *b)
{
  return a->product == b->product && a->object.parent == b->object.parent
         && a->position == b->position && a->height_mm == b->height_mm && a->channel == b->channel
         && same_time (&a->object, &b->object);
}

static gboolean
same_rack (const HwRack *a, const HwRack *b)
{
  return a->product == b->product && a->object.parent == b->object.parent && a->row == b->row
         && a->x_mm == b->x_mm && a->y_mm == b->y_mm && a->rotation == b->rotation
         && same_time (&a->object, &b->object);
}

static gboolean
touches (HwResults *self, const HwChange *change)
{
  switch (change->table)
    {
    case HW_TABLE_HALL:
    case HW_TABLE_FABRIC:
    case HW_TABLE_ROW:
    case HW_TABLE_TRAY:
    case HW_TABLE_MEMBER:
    case HW_TABLE_OVERRIDE:
      return TRUE;
    case HW_TABLE_DEVICE:
      return change->kind != HW_CHANGE_SET || !same_device (change->before, change->after);
    case HW_TABLE_RACK:
      return change->kind != HW_CHANGE_SET || !same_rack (change->before, change->after);
    case HW_TABLE_PHASE:
      return self->phase != 0;
    default:
      return FALSE;
    }
}

void
hw_cables_take (HwResults *self, const HwChangeSet *set)
{
  /* A preview lays nothing, and its end is as it was. */
  if (set->cause == HW_CAUSE_PREVIEW || set->cause == HW_CAUSE_PREVIEW_END)
    return;
  for (guint i = 0; i < set->n_changes; i++)
    if (touches (self, &set->changes[i]))
      {
        hw_cables_outdate (self);
        return;
      }
}

/* --- totals --- */

/* The total of a contributor that a total of cables is made of. FALSE: cables add nothing to it.
 * Mass is that of what stands on the floor; trays hang. */
static gboolean
source_of (HwResults *self, HwTotal total, HwTotal *source, gboolean *draws)
{
  *source = total;
  *draws = total == HW_TOTAL_IT_EXPECTED || total == HW_TOTAL_AIR;
  if (total == HW_TOTAL_AIR)
    {
      *source = HW_TOTAL_IT_EXPECTED;
      return self->expected;
    }
  return total == HW_TOTAL_CAPEX || total == HW_TOTAL_CAPEX_CABLES || total == HW_TOTAL_IT_EXPECTED;
}

static const HwShare *
share_of (HwResults *self, const HwCableItem *item, HwTotal total)
{
  guint index = hw_contributors_first (self->contributors, item->product->number);

  return &hw_contributors_get (self->contributors, index)->shares[total];
}

/* Fibres are sold and priced by the metre, all else by the piece. */
static gboolean
is_by_metre (const HwProduct *product)
{
  return product->kind == HW_KIND_MULTIMODE_FIBRE || product->kind == HW_KIND_SINGLE_MODE_FIBRE;
}

static HwSum
item_sum (HwResults *self, const HwCableItem *item, HwTotal total, gboolean draws)
{
  const HwShare *share = share_of (self, item, total);
  double count = draws ? item->draw_count : item->count;
  HwSum sum = { 0 };

  if (share->state == HW_SHARE_UNKNOWN)
    hw_sum_add_unknown (&sum, (guint)ceil (count));
  else if (share->state == HW_SHARE_KNOWN && count > 0)
    {
      double by = !draws && is_by_metre (item->product) ? item->length_m : 1;

      hw_sum_add (&sum, count, by * share->value, by * share->low, by * share->high);
    }
  return sum;
}

/* What is cabled stands in for products of the design's catalogue, whose contributors come as it
 * grows. */
HwSum
hw_cables_total (HwResults *self, HwTotal total)
{
  HwSum all = { 0 };
  HwTotal source;
  gboolean draws;

  if (self->cables.plan == NULL || !source_of (self, total, &source, &draws))
    return all;
  for (guint i = 0; i < self->cables.plan->items->len; i++)
    {
      const HwCableItem *item = &g_array_index (self->cables.plan->items, HwCableItem, i);
      HwSum sum;

      /* Passive cables, and fibres, draw nothing. */
      if (draws && item->draw_count <= 0)
        continue;
      sum = item_sum (self, item, source, draws);
      hw_sum_add_sum (&all, &sum);
    }
  return all;
}

/* --- explanations --- */

static HwExplanation *
explain_item (HwResults *self, const HwCableItem *item, HwTotal source, gboolean draws)
{
  guint index = hw_contributors_first (self->contributors, item->product->number);
  guint count = draws ? (guint)ceil (item->draw_count) : item->count;
  HwExplanation *child = hw_contributor_explain (self->contributors, index, source, count, 0);

  if (child == NULL)
    return NULL;
  child->sum = item_sum (self, item, source, draws);
  if (item->length_m > 0)
    {
      g_free (child->label);
      child->label = g_strdup_printf (
          _ ("%u × %s, %g\302\240m"), count, item->product->name, item->length_m);
      if (is_by_metre (item->product) && child->formula != NULL)
        {
          g_autofree char *old = g_steal_pointer (&child->formula);

          child->formula = g_strdup_printf ("%s × %g m", old, item->length_m);
        }
    }
  return child;
}

static const char *
note_of (HwTotal total)
{
  if (total == HW_TOTAL_IT_EXPECTED || total == HW_TOTAL_AIR)
    return _ ("Transceivers in switches whose expected power is published with passive cables; "
              "nameplate figures, and what follows from them, have the transceivers in them.");
  return _ (
      "Each cable as long as its way along the trays and the slack of its fabric, in the next "
      "length that is sold; fibres by the metre.");
}

void
hw_cables_explain (HwResults *self, HwExplanation *node, HwTotal total)
{
  HwExplanation *cables;
  HwTotal source;
  gboolean draws;

  if (self->cables.plan == NULL || self->cables.plan->items->len == 0
      || !source_of (self, total, &source, &draws))
    return;
  cables = hw_explanation_new (_ ("Cables and transceivers"), node->dimension);
  cables->sum = hw_cables_total (self, total);
  cables->note = g_strdup (note_of (total));
  for (guint i = 0; i < self->cables.plan->items->len; i++)
    {
      const HwCableItem *item = &g_array_index (self->cables.plan->items, HwCableItem, i);
      HwExplanation *child
          = draws && item->draw_count <= 0 ? NULL : explain_item (self, item, source, draws);

      if (child != NULL)
        hw_explanation_add (cables, child);
    }
  if (cables->children->len > 0)
    hw_explanation_add (node, cables);
  else
    hw_explanation_free (cables);
}

/* --- bill --- */

void
hw_cables_bill (HwResults *self, GArray *bill)
{
  const HwCablePlan *plan = hw_results_lay_cables (self);

  for (guint i = 0; i < plan->items->len; i++)
    {
      const HwCableItem *item = &g_array_index (plan->items, HwCableItem, i);
      const HwShare *price = share_of (self, item, HW_TOTAL_CAPEX);
      HwBillLine line
          = { .product = item->product, .count = item->count, .length_m = item->length_m };
      double by;

      line.cabling = TRUE;
      line.by_metre = is_by_metre (item->product);
      by = line.by_metre ? item->length_m : 1;
      line.price = item_sum (self, item, HW_TOTAL_CAPEX, FALSE);
      if (price->state == HW_SHARE_KNOWN)
        hw_sum_add (&line.unit_price, 1, by * price->value, by * price->low, by * price->high);
      else
        hw_sum_add_unknown (&line.unit_price, 1);
      g_array_append_val (bill, line);
    }
}

/* --- problems --- */

static void
tell_tray (HwResults *self, guint tray, HwCableProblemFunc func, gpointer data)
{
  const HwCablePlan *plan = self->cables.plan;
  HwTrayLoad load = hw_cable_plan_load (plan, tray);
  const HwTray *row = hw_tray_plan_get (plan->trays, tray);
  const char *name = hw_tray_plan_origin (plan->trays, tray)->name;
  HwRef ref = hw_tray_plan_ref (plan->trays, tray);

  if (load.overfull)
    func (data,
          HW_SEVERITY_WARNING,
          "tray-overfull",
          ref,
          g_strdup_printf (_ ("%s is overfull: %u cables take %.0f %% of its section, of %.0f %% "
                              "allowed; make it wider, or place another tray beside it."),
                           name,
                           load.cables,
                           load.fill * 100,
                           row->most_fill * 100));
  if (load.overloaded)
    func (data,
          HW_SEVERITY_ERROR,
          "tray-overloaded",
          ref,
          g_strdup_printf (_ ("%s carries %.1f kg/m of %.1f kg/m allowed; place another tray "
                              "beside it."),
                           name,
                           load.mass_kg_m,
                           row->most_load_kg_m));
}

void
hw_cables_each_problem (HwResults *self, HwCableProblemFunc func, gpointer data)
{
  const HwCablePlan *plan = hw_results_cables (self);

  if (plan == NULL)
    return;
  for (guint i = 0; i < plan->trays->trays->len; i++)
    tell_tray (self, i, func, data);
  if (plan->n_wayless > 0)
    func (data,
          HW_SEVERITY_WARNING,
          "cable-no-way",
          HW_REF (HW_TABLE_DESIGN, 0),
          g_strdup_printf (
              g_dngettext (GETTEXT_PACKAGE,
                           "No tray leads from one end of %u cable to the other; place one that "
                           "joins them.",
                           "No tray leads from one end of %u cables to the other; place some that "
                           "join them.",
                           plan->n_wayless),
              plan->n_wayless));
  if (plan->n_typeless > 0)
    func (
        data,
        HW_SEVERITY_NOTE,
        "cable-no-product",
        HW_REF (HW_TABLE_DESIGN, 0),
        g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE,
                         "For %u cable the design has no product of that speed and length; its "
                         "price is not in the totals.",
                         "For %u cables the design has no product of that speed and length; their "
                         "price is not in the totals.",
                         plan->n_typeless),
            plan->n_typeless));
}
