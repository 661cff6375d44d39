/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-door-heat.h"

#include "hw-rear-door.h"
#include "hw-results-private.h"

/* Whether any stands: most designs have none, and their totals ask for no loop. */
static gboolean
has_doors (HwResults *self)
{
  for (guint i = 0; i < self->total->counts->len; i++)
    if (hw_counts_of (self->total, i) > 0
        && hw_rear_door_is_one (hw_contributors_get (self->contributors, i)->product))
      return TRUE;
  return FALSE;
}

static gboolean
plan_has_doors (const HwLoopPlan *plan)
{
  for (guint i = 0; i < plan->racks->len; i++)
    if (g_array_index (plan->racks, HwLoopRack, i).is_door)
      return TRUE;
  return FALSE;
}

static gboolean
is_in (HwDesign *design, HwHandle rack, HwRef scope)
{
  const HwRack *row = hw_design_get_rack (design, rack);

  if (scope.handle == 0)
    return TRUE;
  switch (scope.table)
    {
    case HW_TABLE_DESIGN:
    case HW_TABLE_SITE:
      return TRUE;
    case HW_TABLE_HALL:
      return row->object.parent == scope.handle;
    case HW_TABLE_ROW:
      return row->row == scope.handle;
    case HW_TABLE_GROUP:
      return row->group == scope.handle;
    case HW_TABLE_RACK:
      return rack == scope.handle;
    default:
      return FALSE;
    }
}

double
hw_results_door_heat_w (HwResults *self, HwRef scope)
{
  HwDesign *design = self->design;
  double heat_w = 0;

  if (!has_doors (self))
    return 0;
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const HwLoopPlan *plan = hw_results_loop_plan (self, loop);
      const HwLoopSolution *solution;

      if (!plan_has_doors (plan))
        continue;
      solution = hw_results_loop_now (self, loop);
      for (guint i = 0; !solution->waits && i < plan->racks->len; i++)
        {
          const HwLoopRack *rack = &g_array_index (plan->racks, HwLoopRack, i);

          if (rack->is_door && is_in (design, rack->rack, scope))
            heat_w += solution->racks[i].heat_w;
        }
    }
  return heat_w;
}
