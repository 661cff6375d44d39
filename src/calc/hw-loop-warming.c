/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-warming.h"

#include <math.h>

#include "hw-fluid.h"

double
hw_loop_rack_limit_c (const HwLoopRack *rack)
{
  return isnan (rack->return_limit_c) ? HW_COOLANT_LIMIT_C : rack->return_limit_c;
}

static double
link_volume_m3 (const HwLoopLink *link)
{
  return isfinite (link->bore_m) ? G_PI / 4 * link->bore_m * link->bore_m * link->length_m : 0;
}

/* Whether a link is a part of the branch of what the link of a rack names. */
static gboolean
is_of_branch (const HwLoopPlan *plan, guint link, HwRef object)
{
  const HwLoopLink *row = hw_loop_plan_link (plan, link);

  return row->to_object.handle == 0 && hw_ref_equal (row->from_object, object);
}

/* A branch is laid out in one go: its links are side by side. */
double
hw_loop_rack_volume_m3 (const HwLoopPlan *plan, guint rack)
{
  const HwLoopRack *row = &g_array_index (plan->racks, HwLoopRack, rack);
  double sum = HW_RACK_COOLANT_M3;

  for (guint i = row->link; i > 0 && is_of_branch (plan, i - 1, row->object); i--)
    sum += link_volume_m3 (hw_loop_plan_link (plan, i - 1));
  for (guint i = row->link; i < plan->links->len && is_of_branch (plan, i, row->object); i++)
    sum += link_volume_m3 (hw_loop_plan_link (plan, i));
  return sum;
}

double
hw_loop_volume_m3 (const HwLoopPlan *plan)
{
  double sum = HW_RACK_COOLANT_M3 * plan->racks->len;

  for (guint i = 0; i < plan->links->len; i++)
    sum += link_volume_m3 (hw_loop_plan_link (plan, i));
  return sum;
}

double
hw_loop_seconds_to_warm (
    const HwLoopPlan *plan, double volume_m3, double heat_w, double start_c, double limit_c)
{
  HwFluid fluid = hw_fluid_at (plan->rule.coolant, plan->rule.return_c);

  return hw_fluid_volumetric_heat (&fluid) * volume_m3 * (limit_c - start_c) / heat_w;
}

double
hw_loop_rack_seconds_still (const HwLoopPlan *plan, guint rack)
{
  const HwLoopRack *row = &g_array_index (plan->racks, HwLoopRack, rack);
  double limit_c = hw_loop_rack_limit_c (row);

  if (row->is_door || !(row->heat_w > 0) || !(plan->rule.return_c < limit_c))
    return NAN;
  return hw_loop_seconds_to_warm (
      plan, hw_loop_rack_volume_m3 (plan, rack), row->heat_w, plan->rule.return_c, limit_c);
}

double
hw_loop_seconds_uncooled (const HwLoopPlan *plan)
{
  double heat_w = 0, limit_c = INFINITY;

  for (guint i = 0; i < plan->racks->len; i++)
    {
      const HwLoopRack *row = &g_array_index (plan->racks, HwLoopRack, i);

      /* A door bears what its coolant may be; what it does not take stays in the air. */
      if (row->is_door)
        continue;
      heat_w += row->heat_w;
      limit_c = fmin (limit_c, hw_loop_rack_limit_c (row));
    }
  if (!(heat_w > 0) || !(plan->rule.return_c < limit_c))
    return NAN;
  return hw_loop_seconds_to_warm (
      plan, hw_loop_volume_m3 (plan), heat_w, plan->rule.return_c, limit_c);
}
