/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "hw-fitting.h"
#include "hw-loop-layout-private.h"

/* How far a closing pipe of a ring runs beside its header, on either end. */
#define RING_MM 600

/* The most that may flow between two sides, of which either may have to feed the other alone. */
static double
crossing_flow (double low_m3_s, guint low_sources, double high_m3_s, guint high_sources)
{
  if (low_sources == 0 && high_sources == 0)
    return fmax (low_m3_s, high_m3_s);
  return fmax (low_sources > 0 ? high_m3_s : 0, high_sources > 0 ? low_m3_s : 0);
}

/* One size for a header from end to end: its largest crossing. */
static double
header_flow (HwLoopLayout *self, const HwLoopLine *line)
{
  double low = 0;
  double most = 0;
  double others_m3_s = self->demand_m3_s - line->demand_m3_s;
  guint others = self->n_sources - line->n_sources;
  guint low_sources = 0;

  if (self->near_is_low)
    {
      low = others_m3_s;
      low_sources = others;
      most = crossing_flow (low, low_sources, line->demand_m3_s, line->n_sources);
    }
  for (guint i = 0; i < line->items->len; i++)
    {
      const HwLoopItem *item = &g_array_index (line->items, HwLoopItem, i);
      if (item->rack != HW_LOOP_NONE)
        low += g_array_index (self->plan->racks, HwLoopRack, item->rack).design_m3_s;
      else
        low_sources++;
      if (i + 1 < line->items->len || (!self->near_is_low && self->lines->len > 1))
        most = fmax (most,
                     crossing_flow (low,
                                    low_sources,
                                    fmax (self->demand_m3_s - low, 0),
                                    self->n_sources - low_sources));
    }
  return most;
}

static double
distance_m (HwLoopLayout *self, guint from, guint to)
{
  const HwLoopNode *a = &g_array_index (self->plan->nodes, HwLoopNode, from);
  const HwLoopNode *b = &g_array_index (self->plan->nodes, HwLoopNode, to);

  return (abs (a->x_mm - b->x_mm) + abs (a->y_mm - b->y_mm)) / 1000.0;
}

static void
join (HwLoopLayout *self,
      HwPartRole role,
      HwRef from_object,
      HwRef to_object,
      guint from,
      guint to,
      double more_m,
      double loss,
      double flow)
{
  guint link = hw_loop_layout_link (self,
                                    role,
                                    from_object,
                                    to_object,
                                    from,
                                    to,
                                    distance_m (self, from, to) + more_m,
                                    loss,
                                    flow);

  hw_loop_layout_size (self, link, self->plan->rule.header_dn);
}

static const HwLoopItem *
item_at (const HwLoopLine *line, guint index)
{
  return &g_array_index (line->items, HwLoopItem, index);
}

/* From the end that is far from the CDUs back past each of them. */
static void
add_run_back (HwLoopLayout *self, HwLoopLine *line, guint far, HwRef far_object, double flow)
{
  guint n = line->items->len;
  guint at = far;
  HwRef object = far_object;

  for (guint i = 0; i < n; i++)
    {
      HwLoopItem *item
          = &g_array_index (line->items, HwLoopItem, self->near_is_low ? n - 1 - i : i);
      if (item->cdu == HW_LOOP_NONE)
        continue;
      item->back = hw_loop_layout_node (self, line, item->along, line->across, TRUE);
      join (self,
            HW_PART_RETURN_RUN_BACK,
            object,
            item->object,
            at,
            item->back,
            0,
            2 * hw_fitting_loss (HW_FITTING_ELBOW),
            flow);
      at = item->back;
      object = item->object;
    }
  if (self->lines->len > 1)
    {
      const HwLoopItem *end = item_at (line, self->near_is_low ? 0 : n - 1);
      line->near_back = hw_loop_layout_node (self, line, end->along, line->across, TRUE);
      join (self,
            HW_PART_RETURN_RUN_BACK,
            object,
            end->object,
            at,
            line->near_back,
            0,
            2 * hw_fitting_loss (HW_FITTING_ELBOW),
            flow);
    }
}

static void
add_headers (HwLoopLayout *self, HwLoopLine *line)
{
  gboolean reverse = self->plan->rule.topology == HW_LOOP_REVERSE_RETURN && line->demand_m3_s > 0;
  guint n = line->items->len;
  double flow = header_flow (self, line);
  double tee = hw_fitting_loss (HW_FITTING_TEE_THROUGH);
  const HwLoopItem *last = NULL;
  guint far_rack = HW_LOOP_NONE;

  for (guint i = 0; i < n; i++)
    {
      HwLoopItem *item = &g_array_index (line->items, HwLoopItem, i);
      item->supply = hw_loop_layout_node (self, line, item->along, line->across, FALSE);
      if (i > 0)
        join (self,
              HW_PART_SUPPLY_HEADER,
              item_at (line, i - 1)->object,
              item->object,
              item_at (line, i - 1)->supply,
              item->supply,
              0,
              tee,
              flow);
      if (reverse && item->rack == HW_LOOP_NONE)
        continue;
      item->back = hw_loop_layout_node (self, line, item->along, line->across, TRUE);
      if (last != NULL)
        join (self,
              HW_PART_RETURN_HEADER,
              last->object,
              item->object,
              last->back,
              item->back,
              0,
              tee,
              flow);
      last = item;
      if (far_rack == HW_LOOP_NONE || self->near_is_low)
        far_rack = i;
    }
  line->near_supply = item_at (line, self->near_is_low ? 0 : n - 1)->supply;
  line->far_supply = item_at (line, self->near_is_low ? n - 1 : 0)->supply;
  line->near_back = item_at (line, self->near_is_low ? 0 : n - 1)->back;
  line->far_back = item_at (line, self->near_is_low ? n - 1 : 0)->back;
  if (reverse)
    add_run_back (
        self, line, item_at (line, far_rack)->back, item_at (line, far_rack)->object, flow);
}

static void
add_mains (HwLoopLayout *self, gboolean near)
{
  double before_m3_s = 0;
  guint before = 0;

  for (guint i = 0; i + 1 < self->lines->len; i++)
    {
      const HwLoopLine *line = &g_array_index (self->lines, HwLoopLine, i);
      const HwLoopLine *next = line + 1;
      gboolean low = near == self->near_is_low;
      HwRef a = item_at (line, low ? 0 : line->items->len - 1)->object;
      HwRef b = item_at (next, low ? 0 : next->items->len - 1)->object;
      double loss
          = 2 * hw_fitting_loss (HW_FITTING_ELBOW) + hw_fitting_loss (HW_FITTING_TEE_THROUGH);
      double flow;

      before_m3_s += line->demand_m3_s;
      before += line->n_sources;
      flow = crossing_flow (
          before_m3_s, before, self->demand_m3_s - before_m3_s, self->n_sources - before);
      join (self,
            near ? HW_PART_SUPPLY_MAIN : HW_PART_SUPPLY_RING,
            a,
            b,
            near ? line->near_supply : line->far_supply,
            near ? next->near_supply : next->far_supply,
            0,
            loss,
            flow);
      join (self,
            near ? HW_PART_RETURN_MAIN : HW_PART_RETURN_RING,
            a,
            b,
            near ? line->near_back : line->far_back,
            near ? next->near_back : next->far_back,
            0,
            loss,
            flow);
    }
}

/* One row becomes a ring by a pipe beside its header, several by a main at the far end too. */
static void
close_ring (HwLoopLayout *self)
{
  const HwLoopLine *line = &g_array_index (self->lines, HwLoopLine, 0);
  guint n = line->items->len;
  double loss = 4 * hw_fitting_loss (HW_FITTING_ELBOW);
  double flow;

  if (self->lines->len > 1)
    {
      add_mains (self, FALSE);
      return;
    }
  if (n < 3)
    return;
  flow = header_flow (self, line);
  join (self,
        HW_PART_SUPPLY_RING,
        item_at (line, 0)->object,
        item_at (line, n - 1)->object,
        line->near_supply,
        line->far_supply,
        2 * RING_MM / 1000.0,
        loss,
        flow);
  join (self,
        HW_PART_RETURN_RING,
        item_at (line, 0)->object,
        item_at (line, n - 1)->object,
        line->near_back,
        line->far_back,
        2 * RING_MM / 1000.0,
        loss,
        flow);
}

/* Only one vessel fixes the pressure: that of the first CDU. */
static void
keep_one_vessel (HwLoopPlan *plan)
{
  gboolean first = TRUE;

  for (guint i = 0; i < plan->fittings->len; i++)
    {
      HwLoopFitting *fitting = &g_array_index (plan->fittings, HwLoopFitting, i);
      if (fitting->role != HW_PART_VESSEL)
        continue;
      fitting->fitted = first;
      first = FALSE;
    }
}

void
hw_loop_lay_out (HwLoopPlan *plan, HwDesign *design)
{
  const HwLoop *rule = &plan->rule;
  HwLoopLayout self = { .plan = plan, .design = design };

  if (plan->racks->len + plan->cdus->len == 0)
    return;
  self.limits
      = (HwPipeLimits){ rule->branch_limit_m_s, rule->header_limit_m_s, rule->gradient_limit_pa_m };
  self.fluid = hw_fluid_at (rule->coolant, rule->supply_c);
  hw_loop_layout_lines (&self);
  for (guint i = 0; i < self.lines->len; i++)
    add_headers (&self, &g_array_index (self.lines, HwLoopLine, i));
  add_mains (&self, TRUE);
  if (rule->topology == HW_LOOP_RING_MAIN)
    close_ring (&self);
  for (guint i = 0; i < self.lines->len; i++)
    {
      const HwLoopLine *line = &g_array_index (self.lines, HwLoopLine, i);
      for (guint j = 0; j < line->items->len; j++)
        {
          const HwLoopItem *item = item_at (line, j);
          if (item->rack != HW_LOOP_NONE)
            hw_loop_layout_branch (&self, line, item);
          else
            hw_loop_layout_source (&self, line, item);
        }
    }
  keep_one_vessel (plan);
  hw_loop_layout_heat_rejection (&self);
  g_array_unref (self.lines);
}
