/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-check.h"

#include <math.h>

#include "hw-air.h"
#include "hw-loop-capacity.h"
#include "hw-loop-thermal.h"
#include "hw-loop-warming.h"
#include "hw-pipe-size.h"

#define NONE G_MAXUINT

/* Rounding of a flow that is just enough, or of a heat that is just carried. */
#define ROUNDING 1e-6

static const struct
{
  const char *code;
  HwSeverity severity;
} rules[HW_N_LOOP_RULES] = {
  [HW_LOOP_RULE_NO_CDU] = { "loop-without-cdu", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_CDU_UNKNOWN] = { "cdu-unknown", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_STRAY] = { "loop-across-halls", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_OVERRIDE] = { "loop-override", HW_SEVERITY_NOTE },
  [HW_LOOP_RULE_VESSEL_NONE] = { "vessel-missing", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_VESSEL_TWO] = { "vessel-doubled", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_UNSOLVED] = { "loop-unsolved", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_NO_SINK] = { "loop-without-sink", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_RACK_SHUT] = { "rack-shut", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_RACK_FLOW] = { "rack-flow", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_RACK_FLOW_LIMIT] = { "rack-flow-limit", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_SUPPLY_WARM] = { "supply-warm", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_DOOR_WARM] = { "door-warm", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_DEW_POINT] = { "dew-point", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_RETURN_HOT] = { "return-hot", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_CAPACITY] = { "cdu-capacity", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_SPARE] = { "cdu-spare", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_PUMP_SPARE] = { "pump-spare", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_SUPPLY_LOST] = { "supply-lost", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_PUMP_CURVE] = { "pump-curve", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_PRESSURE_HIGH] = { "pressure-high", HW_SEVERITY_ERROR },
  [HW_LOOP_RULE_PRESSURE_LOW] = { "pressure-low", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_PRESSURE_PIPE] = { "pressure-pipe", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_CHECK_VALVE] = { "check-valve", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_IMBALANCE] = { "loop-imbalance", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_VELOCITY_HIGH] = { "velocity-high", HW_SEVERITY_WARNING },
  [HW_LOOP_RULE_VELOCITY_LOW] = { "velocity-low", HW_SEVERITY_NOTE },
  [HW_LOOP_RULE_GRADIENT] = { "pipe-gradient", HW_SEVERITY_NOTE },
};

const char *
hw_loop_rule_code (HwLoopRule rule)
{
  return rules[rule].code;
}

HwSeverity
hw_loop_rule_severity (HwLoopRule rule)
{
  return rules[rule].severity;
}

typedef struct
{
  const HwLoopSolution *solution;
  const HwLoopPlan *plan;
  GArray *findings;
} Check;

static HwRef
loop_ref (const Check *self)
{
  return HW_REF (HW_TABLE_LOOP, self->plan->loop);
}

static void
find (Check *self, HwLoopRule rule, HwRef ref, double has, double limit, guint part, guint count)
{
  HwLoopFinding finding = { rule, ref, has, limit, part, count };

  g_array_append_val (self->findings, finding);
}

/* --- the plan --- */

static guint
count_vessels (const HwLoopPlan *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->fittings->len; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (plan->fittings, HwLoopFitting, i);
      n += fitting->role == HW_PART_VESSEL && fitting->fitted;
    }
  return n;
}

static void
check_cdus (Check *self)
{
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &self->solution->cdus[i];

      if (isnan (cdu->rating.capacity_w))
        find (self, HW_LOOP_RULE_CDU_UNKNOWN, cdu->unit, NAN, NAN, NONE, 1);
      if (flow->beyond)
        find (self,
              HW_LOOP_RULE_PUMP_CURVE,
              cdu->unit,
              flow->flow_m3_s * 60e3,
              cdu->rating.flow_m3_s * 60e3,
              NONE,
              1);
      if (flow->runs && self->solution->has_vessel)
        {
          double suction = self->solution->node_pa[hw_loop_plan_link (self->plan, cdu->link)->from];
          if (suction < HW_LOOP_SUCTION_PA)
            find (self,
                  HW_LOOP_RULE_PRESSURE_LOW,
                  cdu->unit,
                  suction / 1e5,
                  HW_LOOP_SUCTION_PA / 1e5,
                  NONE,
                  1);
        }
    }
}

/* N + 1 of pumps is not that of CDUs: at the head of the loop those that are left are to give what
 * the CDU gives now. */
static void
check_pumps (Check *self)
{
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &self->solution->cdus[i];
      double left_m3_s = hw_cdu_flow_left (&cdu->rating, flow->head_pa);

      if (flow->runs && left_m3_s < flow->flow_m3_s * (1 - ROUNDING))
        find (self,
              HW_LOOP_RULE_PUMP_SPARE,
              cdu->unit,
              left_m3_s * 60e3,
              flow->flow_m3_s * 60e3,
              NONE,
              cdu->rating.n_pumps);
    }
}

static void
check_plan (Check *self)
{
  const HwLoopPlan *plan = self->plan;
  guint vessels = count_vessels (plan);

  for (guint i = 0; i < plan->strays->len; i++)
    find (self,
          HW_LOOP_RULE_STRAY,
          HW_REF (HW_TABLE_RACK, g_array_index (plan->strays, HwHandle, i)),
          NAN,
          NAN,
          NONE,
          1);
  for (guint i = 0; i < plan->bad_overrides->len; i++)
    find (self,
          HW_LOOP_RULE_OVERRIDE,
          HW_REF (HW_TABLE_OVERRIDE, g_array_index (plan->bad_overrides, HwHandle, i)),
          NAN,
          NAN,
          NONE,
          1);
  if (plan->cdus->len == 0)
    {
      if (plan->racks->len > 0)
        find (self, HW_LOOP_RULE_NO_CDU, loop_ref (self), NAN, NAN, NONE, plan->racks->len);
      return;
    }
  if (vessels == 0)
    find (self, HW_LOOP_RULE_VESSEL_NONE, loop_ref (self), NAN, NAN, NONE, 0);
  else if (vessels > 1)
    find (self, HW_LOOP_RULE_VESSEL_TWO, loop_ref (self), NAN, NAN, NONE, vessels);
}

/* --- racks --- */

static void
check_rack (Check *self, guint i)
{
  const HwLoopRack *rack = &g_array_index (self->plan->racks, HwLoopRack, i);
  const HwRackFlow *flow = &self->solution->racks[i];
  HwRef ref = rack->object;

  if (fabs (flow->flow_m3_s) < HW_LOOP_STILL_M3_S)
    {
      find (self,
            HW_LOOP_RULE_RACK_SHUT,
            ref,
            hw_loop_rack_seconds_still (self->plan, i),
            flow->required_m3_s * 60e3,
            NONE,
            1);
      return;
    }
  if (flow->required_m3_s > rack->flow_limit_m3_s * (1 + ROUNDING))
    find (self,
          HW_LOOP_RULE_RACK_FLOW_LIMIT,
          ref,
          flow->required_m3_s * 60e3,
          rack->flow_limit_m3_s * 60e3,
          NONE,
          1);
  else if (!hw_rack_flow_suffices (flow))
    find (self,
          HW_LOOP_RULE_RACK_FLOW,
          ref,
          flow->flow_m3_s * 60e3,
          flow->required_m3_s * 60e3,
          NONE,
          1);
  if (flow->supply_c > rack->supply_limit_c + ROUNDING)
    find (self, HW_LOOP_RULE_SUPPLY_WARM, ref, flow->supply_c, rack->supply_limit_c, NONE, 1);
  if (rack->is_door && self->solution->steady && hw_rack_flow_suffices (flow)
      && flow->heat_w < rack->heat_w * HW_LOOP_DOOR_PART)
    find (self, HW_LOOP_RULE_DOOR_WARM, ref, flow->heat_w / 1e3, rack->heat_w / 1e3, NONE, 1);
  if (flow->return_c > rack->return_limit_c + ROUNDING)
    find (self, HW_LOOP_RULE_RETURN_HOT, ref, flow->return_c, rack->return_limit_c, NONE, 1);
  if (flow->inlet_pa > HW_LOOP_PRESSURE_PA)
    find (self,
          HW_LOOP_RULE_PRESSURE_HIGH,
          ref,
          flow->inlet_pa / 1e5,
          HW_LOOP_PRESSURE_PA / 1e5,
          NONE,
          1);
}

/* Flows of racks of one kind, each over what it needs, which counts out unlike loads. */
static void
check_balance (Check *self)
{
  double least = INFINITY, most = 0, sum = 0;
  guint n = 0;
  guint part = NONE;

  for (guint i = 0; i < self->plan->racks->len; i++)
    {
      const HwRackFlow *flow = &self->solution->racks[i];
      double share = flow->flow_m3_s / flow->required_m3_s;

      if (fabs (flow->flow_m3_s) < HW_LOOP_STILL_M3_S || !(share > 0))
        continue;
      if (share > most)
        part = g_array_index (self->plan->racks, HwLoopRack, i).link;
      least = fmin (least, share);
      most = fmax (most, share);
      sum += share;
      n++;
    }
  if (n > 1 && (most - least) / (sum / n) > HW_LOOP_IMBALANCE)
    find (self,
          HW_LOOP_RULE_IMBALANCE,
          loop_ref (self),
          (most - least) / (sum / n) * 100,
          HW_LOOP_IMBALANCE * 100,
          part,
          n);
}

/* --- capacity --- */

static void
check_capacity (Check *self)
{
  const HwLoopSolution *solution = self->solution;
  double spare_w
      = hw_loop_usable_w (&self->plan->rule, solution->capacity_w, solution->capacity_left_w);
  gboolean lost = FALSE;

  for (guint i = 0; i < self->plan->cdus->len; i++)
    lost |= solution->cdus[i].runs && !solution->cdus[i].holds;
  if (solution->heat_w > solution->capacity_w * (1 + ROUNDING))
    find (self,
          HW_LOOP_RULE_CAPACITY,
          loop_ref (self),
          solution->heat_w,
          solution->capacity_w,
          NONE,
          1);
  else if (solution->heat_w > spare_w * (1 + ROUNDING))
    find (self, HW_LOOP_RULE_SPARE, loop_ref (self), solution->heat_w, spare_w, NONE, 1);
  if (lost)
    find (self,
          HW_LOOP_RULE_SUPPLY_LOST,
          loop_ref (self),
          solution->supply_c,
          self->plan->rule.supply_c,
          NONE,
          1);
}

static void
check_dew_point (Check *self)
{
  double limit = hw_air_dew_point (self->plan->air_c, self->plan->humidity) + HW_LOOP_DEW_MARGIN_K;

  if (self->solution->supply_c < limit)
    find (self, HW_LOOP_RULE_DEW_POINT, loop_ref (self), self->solution->supply_c, limit, NONE, 1);
}

static void
check_valves (Check *self)
{
  guint missing = 0;

  for (guint i = 0; i < self->plan->fittings->len; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (self->plan->fittings, HwLoopFitting, i);
      missing += fitting->role == HW_PART_CHECK_VALVE && !fitting->fitted;
    }
  if (missing > 0 && self->plan->cdus->len > 1)
    find (self, HW_LOOP_RULE_CHECK_VALVE, loop_ref (self), NAN, NAN, NONE, missing);
}

/* --- pipes --- */

/* The worst of many pipes, and how many there are. */
typedef struct
{
  guint part, count;
  double worst;
} Worst;

static void
note_worst (Worst *self, guint part, double value, gboolean is_worse)
{
  self->count++;
  if (self->count > 1 && !is_worse)
    return;
  self->part = part;
  self->worst = value;
}

static void
report_worst (Check *self, HwLoopRule rule, const Worst *worst, double limit)
{
  if (worst->count > 0)
    find (self, rule, loop_ref (self), worst->worst, limit, worst->part, worst->count);
}

static void
check_pipes (Check *self)
{
  const HwLoop *rule = &self->plan->rule;
  Worst fast = { 0 }, slow = { 0 }, steep = { 0 };

  for (guint i = 0; i < self->plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (self->plan, i);
      double flow = fabs (self->solution->flow_m3_s[i]);
      double velocity, gradient;

      if (link->dn == 0 || flow < HW_LOOP_STILL_M3_S)
        continue;
      velocity = hw_pipe_velocity (link->bore_m, flow);
      gradient = hw_loop_link_gradient (self->solution, i);
      if (velocity > HW_LOOP_VELOCITY_HIGH_M_S)
        note_worst (&fast, i, velocity, velocity > fast.worst);
      if (velocity < HW_LOOP_VELOCITY_LOW_M_S)
        note_worst (&slow, i, velocity, velocity < slow.worst);
      if (gradient > rule->gradient_limit_pa_m && link->role != HW_PART_SUPPLY_HOSE
          && link->role != HW_PART_RETURN_HOSE)
        note_worst (&steep, i, gradient, gradient > steep.worst);
    }
  report_worst (self, HW_LOOP_RULE_VELOCITY_HIGH, &fast, HW_LOOP_VELOCITY_HIGH_M_S);
  report_worst (self, HW_LOOP_RULE_VELOCITY_LOW, &slow, HW_LOOP_VELOCITY_LOW_M_S);
  report_worst (self, HW_LOOP_RULE_GRADIENT, &steep, rule->gradient_limit_pa_m);
}

/* Of every other node: a rack whose return is shut has what its header has, and a header that of
 * the CDUs. */
static void
check_pressure (Check *self)
{
  Worst high = { 0 };

  for (guint i = 0; i < self->plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (self->plan, i);
      double pascal = fmax (self->solution->node_pa[link->from], self->solution->node_pa[link->to]);

      if (link->dn > 0 && pascal > HW_LOOP_PRESSURE_PA)
        note_worst (&high, i, pascal / 1e5, pascal / 1e5 > high.worst);
    }
  report_worst (self, HW_LOOP_RULE_PRESSURE_PIPE, &high, HW_LOOP_PRESSURE_PA / 1e5);
}

static gboolean
is_branch_shut (const HwLoopPlan *plan, HwRef rack)
{
  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);

      if (link->closed && link->to_object.handle == 0 && hw_ref_equal (link->from_object, rack))
        return TRUE;
    }
  return FALSE;
}

/* Each rack by a part of its own branch, which is told of each: what takes the heat away is then
 * not at fault. */
static gboolean
are_all_branches_shut (const HwLoopPlan *plan)
{
  for (guint i = 0; i < plan->racks->len; i++)
    if (!is_branch_shut (plan, g_array_index (plan->racks, HwLoopRack, i).object))
      return FALSE;
  return TRUE;
}

GArray *
hw_loop_check (const HwLoopSolution *solution)
{
  Check self = { solution, solution->plan, g_array_new (FALSE, FALSE, sizeof (HwLoopFinding)) };

  check_plan (&self);
  if (self.plan->cdus->len == 0 || self.plan->racks->len == 0)
    return self.findings;
  if (!solution->solved)
    {
      find (&self,
            HW_LOOP_RULE_UNSOLVED,
            loop_ref (&self),
            solution->report.head_error_m,
            NAN,
            NONE,
            solution->report.n_steps);
      return self.findings;
    }
  check_cdus (&self);
  if (self.plan->rule.spare != HW_SPARE_NONE)
    check_pumps (&self);
  if (!solution->steady && !are_all_branches_shut (self.plan))
    find (&self,
          HW_LOOP_RULE_NO_SINK,
          loop_ref (&self),
          solution->rack_heat_w,
          /* Where it stands still each rack has its own coolant only. */
          solution->flow_total_m3_s > HW_LOOP_STILL_M3_S ? hw_loop_seconds_uncooled (self.plan)
                                                         : NAN,
          NONE,
          1);
  for (guint i = 0; i < self.plan->racks->len; i++)
    check_rack (&self, i);
  if (solution->steady)
    {
      check_capacity (&self);
      check_dew_point (&self);
    }
  check_valves (&self);
  check_balance (&self);
  check_pipes (&self);
  check_pressure (&self);
  return self.findings;
}
