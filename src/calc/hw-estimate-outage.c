/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-estimate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cooling.h"
#include "hw-reliability.h"

/* Outages of loops over a year, from component values that nobody has confirmed. */

/* No failure rate of CDUs is published: as of a UPS without redundancy, which Kohler gives as 50
 * 000 to 200 000 h; repaired in the 4 h that the basis of the tiers has. */
#define CDU_MTBF_H 100e3
#define CDU_MTBF_LOW_H 50e3
#define CDU_MTBF_HIGH_H 200e3
#define CDU_REPAIR_H 4.0
/* Of more CDUs than can be gone through, the smallest are counted as alike. */
#define MOST_UNITS 12

static double
outage_s (double availability)
{
  return hw_downtime_h (availability) * 3600;
}

/* --- loops --- */

static double
loop_outage_s (const HwLoopPlan *plan, double needed_w, double mtbf_h)
{
  double facility_c = hw_loop_plan_facility_c (plan);
  double capacities[MOST_UNITS], least = INFINITY;
  double each = hw_availability (mtbf_h, CDU_REPAIR_H);

  for (guint i = 0; i < plan->cdus->len; i++)
    {
      HwThermalCdu thermal = { 0 };
      double capacity_w = hw_loop_rate_cdu (plan, i, facility_c, &thermal);

      if (i < MOST_UNITS)
        capacities[i] = capacity_w;
      least = fmin (least, capacity_w);
    }
  if (plan->cdus->len <= MOST_UNITS)
    return outage_s (hw_availability_of_capacity (capacities, plan->cdus->len, needed_w, each));
  return outage_s (hw_availability_k_of_n (
      least > 0 ? (guint)fmin (ceil (needed_w / least * (1 - 1e-9)), plan->cdus->len + 1)
                : plan->cdus->len + 1,
      plan->cdus->len,
      each));
}

static void
add_loop (HwResults *results, HwExplanation *node, HwHandle loop)
{
  const HwLoopPlan *plan = hw_results_loop (results, loop)->plan;
  HwHandle hall;
  HwLoopBudget budget = hw_results_loop_budget (results, loop, &hall);
  g_autofree char *label
      = g_strdup (hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_LOOP, loop)));
  HwExplanation *child;

  if (plan->racks->len == 0)
    return;
  child = hw_explanation_add (node, hw_explanation_new (label, HW_DIMENSION_TIME));
  child->ref = HW_REF (HW_TABLE_LOOP, loop);
  if (isnan (budget.usable_w) || plan->cdus->len == 0)
    {
      hw_estimate_unknown (child,
                           plan->cdus->len == 0 ? _ ("It has no CDU.")
                                                : _ ("What one of its CDUs carries is not known."));
      return;
    }
  hw_sum_add (&child->sum,
              1,
              loop_outage_s (plan, budget.heat_w, CDU_MTBF_H),
              loop_outage_s (plan, budget.heat_w, CDU_MTBF_HIGH_H),
              loop_outage_s (plan, budget.heat_w, CDU_MTBF_LOW_H));
  child->formula = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                 "%u CDU, some of which must carry all heat",
                                                 "%u CDUs, some of which must carry all heat",
                                                 plan->cdus->len),
                                    plan->cdus->len);
}

void
hw_estimate_explain_loops (HwResults *results, HwExplanation *node)
{
  HwDesign *design = hw_results_get_design (results);
  HwExplanation *child;

  for (HwHandle loop = hw_design_first_child (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next_child (design, HW_TABLE_LOOP, loop))
    add_loop (results, node, loop);
  if (node->children->len == 0)
    {
      hw_estimate_unknown (node, _ ("No loop cools a rack."));
      return;
    }
  for (guint i = 0; i < node->children->len; i++)
    {
      const HwSum *sum = &((HwExplanation *)node->children->pdata[i])->sum;

      if (hw_sum_is_unknown (sum))
        node->sum.n_unknown++;
      else if (node->sum.n_known == 0 || sum->value > node->sum.value)
        node->sum = (HwSum){ sum->value, sum->low, sum->high, 1, node->sum.n_unknown };
    }
  child = hw_estimate_add (node,
                           _ ("Time between failures of a CDU"),
                           HW_DIMENSION_TIME,
                           CDU_MTBF_H * 3600,
                           CDU_MTBF_LOW_H * 3600,
                           CDU_MTBF_HIGH_H * 3600);
  child->source = g_strdup (HW_UPS_SOURCE);
  child->address = g_strdup (HW_UPS_ADDRESS);
  child->note = g_strdup (_ ("Assumed as of a UPS without redundancy: nothing is published of "
                             "CDUs. Unconfirmed."));
  hw_estimate_add (node,
                   _ ("Repair of a CDU"),
                   HW_DIMENSION_TIME,
                   CDU_REPAIR_H * 3600,
                   CDU_REPAIR_H * 3600,
                   CDU_REPAIR_H * 3600);
  node->note = g_strdup (_ ("Assumed, unconfirmed. The loop that is out longest, its CDUs failing "
                            "independently; pipes, facility water and controls are not in it."));
}
