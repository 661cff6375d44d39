/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-heat-rejection.h"
#include "hw-loop-thermal.h"
#include "hw-loop-warming.h"

gboolean
hw_cooling_can_shut (const HwLoopFitting *fitting)
{
  return fitting->role != HW_PART_CHECK_VALVE && fitting->role != HW_PART_STRAINER
         && HW_PART_IS_PASSED (fitting->role);
}

static char *
describe_fitting (HwResults *results, const HwCoolingPart *part)
{
  const HwLoopSolution *solution = hw_results_loop (results, part->loop);
  const HwLoopFitting *fitting
      = &g_array_index (solution->plan->fittings, HwLoopFitting, part->index);
  const char *name = hw_design_name (hw_results_get_design (results), fitting->object);
  double litres = solution->flow_m3_s[fitting->link] * 60e3;

  if (fitting->role == HW_PART_HEAT_REJECTION)
    return g_strdup_printf (
        fitting->closed ? _ ("Heat rejection of %s has failed: its facility water takes no heat")
                        : _ ("Heat rejection of %s: %s"),
        name,
        hw_rejection_label (hw_design_get_site (hw_results_get_design (results))->rejection));
  if (!hw_cooling_can_shut (fitting))
    return g_strdup_printf (_ ("%s, %s: %.1f L/min"), hw_part_label (fitting->role), name, litres);
  if (fitting->closed)
    return g_strdup_printf (
        _ ("%s, %s: shut. Click to open it."), hw_part_label (fitting->role), name);
  if (fitting->role == HW_PART_BALANCING_VALVE)
    return g_strdup_printf (_ ("%s, %s: %.1f L/min, Kv %.2f m³/h. Drag up or down to trim it, "
                               "click to shut it."),
                            hw_part_label (fitting->role),
                            name,
                            litres,
                            fitting->kv);
  return g_strdup_printf (
      _ ("%s, %s: %.1f L/min. Click to shut it."), hw_part_label (fitting->role), name, litres);
}

const HwLoopCdu *
hw_cooling_part_cdu (HwResults *results, const HwCoolingPart *part)
{
  const HwLoopPlan *plan = hw_results_loop_plan (results, part->loop);

  for (guint i = 0; i < plan->cdus->len; i++)
    if (g_array_index (plan->cdus, HwLoopCdu, i).link == part->index)
      return &g_array_index (plan->cdus, HwLoopCdu, i);
  return NULL;
}

static char *
describe_pump (HwResults *results, const HwCoolingPart *part)
{
  const HwLoopCdu *cdu = hw_cooling_part_cdu (results, part);
  const char *name;

  if (cdu == NULL)
    return NULL;
  name = hw_design_name (hw_results_get_design (results), cdu->unit);
  return g_strdup_printf (cdu->off ? _ ("%s is off. Click to switch it on.")
                                   : _ ("%s runs. Click to see the loop without it."),
                          name);
}

/* Where it stands still with the time that its coolant lasts. */
static char *
describe_flow (const HwLoopSolution *solution, guint rack, const char *name)
{
  const HwRackFlow *flow = &solution->racks[rack];
  double seconds = fabs (flow->flow_m3_s) < HW_LOOP_STILL_M3_S
                       ? hw_loop_rack_seconds_still (solution->plan, rack)
                       : NAN;
  g_autofree char *time = NULL;

  if (isnan (seconds))
    return g_strdup_printf (
        _ ("%s: %.1f of %.1f L/min"), name, flow->flow_m3_s * 60e3, flow->required_m3_s * 60e3);
  time = hw_quantity_format (HW_DIMENSION_TIME, seconds, NULL);
  return g_strdup_printf (_ ("%s: no flow of %.1f L/min; its coolant is too warm in %s"),
                          name,
                          flow->required_m3_s * 60e3,
                          time);
}

char *
hw_cooling_describe_rack (HwResults *results, HwRef object)
{
  const HwLoopSolution *solution
      = hw_results_loop (results, hw_loop_of (hw_results_get_design (results), object));

  for (guint i = 0; solution != NULL && i < solution->plan->racks->len; i++)
    if (hw_ref_equal (g_array_index (solution->plan->racks, HwLoopRack, i).object, object))
      return describe_flow (solution, i, hw_design_name (hw_results_get_design (results), object));
  return g_strdup (hw_design_name (hw_results_get_design (results), object));
}

char *
hw_cooling_describe_part (HwResults *results, const HwCoolingPart *part)
{
  return part->is_fitting ? describe_fitting (results, part) : describe_pump (results, part);
}
