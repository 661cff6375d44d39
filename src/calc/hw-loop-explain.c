/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-explain.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-fluid.h"
#include "hw-heat-rejection.h"
#include "hw-rack-coolant.h"
#include "hw-results-private.h"

static const struct
{
  const char *label;
  HwDimension dimension;
} figures[HW_N_LOOP_FIGURES] = {
  [HW_LOOP_HEAT] = { N_ ("Heat of the loop"), HW_DIMENSION_POWER },
  [HW_LOOP_FLOW] = { N_ ("Flow of the loop"), HW_DIMENSION_FLOW },
  [HW_LOOP_SUPPLY] = { N_ ("Supply temperature"), HW_DIMENSION_TEMPERATURE },
  [HW_LOOP_RETURN] = { N_ ("Return temperature"), HW_DIMENSION_TEMPERATURE },
  [HW_LOOP_HEAD] = { N_ ("Pressure across the CDUs"), HW_DIMENSION_PRESSURE },
  [HW_LOOP_PUMP] = { N_ ("Power of the pumps"), HW_DIMENSION_POWER },
  [HW_LOOP_CAPACITY] = { N_ ("Capacity with one CDU out"), HW_DIMENSION_POWER },
};

const char *
hw_loop_figure_label (HwLoopFigure figure)
{
  return _ (figures[figure].label);
}

HwDimension
hw_loop_figure_dimension (HwLoopFigure figure)
{
  return figures[figure].dimension;
}

typedef struct
{
  HwResults *results;
  HwDesign *design;
  const HwLoopSolution *solution;
} Source;

static void
set_value (HwExplanation *node, double value)
{
  if (isfinite (value))
    hw_sum_add (&node->sum, 1, value, value, value);
  else
    hw_sum_add_unknown (&node->sum, 1);
}

static HwExplanation *
add (HwExplanation *parent, const char *label, HwDimension dimension, double value, HwRef ref)
{
  HwExplanation *node = hw_explanation_add (parent, hw_explanation_new (label, dimension));

  set_value (node, value);
  node->ref = ref;
  return node;
}

static void
assume (HwExplanation *node, char *note_taken)
{
  node->note = note_taken;
  node->basis = 'A';
  node->confidence = 'l';
}

static HwRef
nothing (void)
{
  return HW_REF (HW_TABLE_DESIGN, 0);
}

/* --- heat and flow --- */

/* Outdoor air at which a chiller is looked at, °C: a hot day, an assumption. */
#define HOT_DAY_C 35.0

/* What it takes to get rid of the heat outdoors. Returns: (transfer full) */
static char *
rejection_text (const HwLoopSolution *solution)
{
  double facility_c = solution->facility_c;
  double mild_c = facility_c - HW_DRY_COOLER_APPROACH_K;
  double back_c = facility_c;
  HwOutdoorAir mild = { mild_c, mild_c };
  HwOutdoorAir hot = { HOT_DAY_C, HOT_DAY_C };
  HwRejection dry, trimmed;
  g_autofree char *fans = NULL;
  g_autofree char *both = NULL;

  for (guint i = 0; i < solution->plan->cdus->len; i++)
    if (solution->cdus[i].runs && solution->cdus[i].sink_in_c == facility_c)
      back_c = fmax (back_c, solution->cdus[i].sink_out_c);
  dry = hw_heat_reject (HW_REJECTION_DRY_COOLER, solution->heat_w, facility_c, back_c, &mild);
  trimmed = hw_heat_reject (HW_REJECTION_DRY_TRIMMED, solution->heat_w, facility_c, back_c, &hot);
  fans = hw_quantity_format (HW_DIMENSION_POWER, dry.fan_w + dry.compressor_w, NULL);
  both = hw_quantity_format (HW_DIMENSION_POWER, trimmed.fan_w + trimmed.compressor_w, NULL);
  return g_strdup_printf (
      _ ("A dry cooler alone makes facility water of %.1f °C up to %.1f °C outdoors and takes %s; "
         "at %.0f °C outdoors, with a chiller where it needs one, %s (assumed)."),
      facility_c,
      mild_c,
      fans,
      HOT_DAY_C,
      both);
}

/* What a loop that side-cars cool asks of the room. Returns: (transfer full) */
static char *
room_text (const HwLoopSolution *solution)
{
  double flow = 0, in = 0, out = 0;

  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwCduFlow *cdu = &solution->cdus[i];

      if (!cdu->runs)
        continue;
      flow += cdu->sink_m3_s;
      in += cdu->sink_m3_s * cdu->sink_in_c;
      out += cdu->sink_m3_s * cdu->sink_out_c;
    }
  if (!(flow > 0))
    return g_strdup (_ ("It ends in the air of the room."));
  return g_strdup_printf (_ ("It ends in the air of the room, which has to bring %.2f m³/s at "
                             "%.1f °C and gets them back at %.1f °C."),
                          flow,
                          in / flow,
                          out / flow);
}

static void
explain_heat (const Source *self, HwExplanation *node)
{
  const HwLoopSolution *solution = self->solution;
  HwExplanation *pumps;
  g_autofree char *closes = NULL;
  g_autofree char *outdoors = NULL;

  for (guint i = 0; i < solution->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (solution->plan->racks, HwLoopRack, i);
      HwRef ref = rack->object;
      if (rack->is_door)
        add (node,
             hw_design_name (self->design, ref),
             HW_DIMENSION_POWER,
             solution->racks[i].heat_w,
             ref)
            ->note
            = g_strdup (_ ("What its coil takes from the air of its rack, by effectiveness and "
                           "number of transfer units at the flows of both."));
      else if (solution->racks[i].flow_m3_s > 0)
        hw_explanation_add (node,
                            hw_results_explain_products (self->results, HW_TOTAL_LIQUID, ref));
    }
  pumps = add (
      node, _ ("Pumps"), HW_DIMENSION_POWER, solution->heat_w - solution->carried_w, nothing ());
  pumps->note = g_strdup (_ ("The hydraulic power of the pumps stays in the coolant as heat."));
  closes = g_strdup_printf (_ ("By their exchangers the CDUs reject the same to %.1e of it."),
                            solution->residual);
  outdoors = isnan (solution->facility_c) ? room_text (solution) : rejection_text (solution);
  node->note = g_strdup_printf ("%s %s", closes, outdoors);
}

/* What a rack needs is its heat over what a litre takes up from supply to return. */
static void
explain_flow (const Source *self, HwExplanation *node)
{
  const HwLoop *rule = &self->solution->plan->rule;

  for (guint i = 0; i < self->solution->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (self->solution->plan->racks, HwLoopRack, i);
      const HwRackFlow *flow = &self->solution->racks[i];
      HwRef ref = rack->object;
      HwFluid fluid = hw_fluid_at (rule->coolant, (flow->supply_c + rule->return_c) / 2);
      HwExplanation *child
          = add (node, hw_design_name (self->design, ref), HW_DIMENSION_FLOW, flow->flow_m3_s, ref);

      if (!rack->is_door && isfinite (flow->required_m3_s) && isfinite (flow->supply_c))
        child->note = g_strdup_printf (_ ("Needs %.1f L/min: %.1f kW / (%.3f kJ/L/K · %.1f K)."),
                                       flow->required_m3_s * 60e3,
                                       rack->heat_w / 1e3,
                                       hw_fluid_volumetric_heat (&fluid) / 1e6,
                                       rule->return_c - flow->supply_c);
    }
  node->note = g_strdup_printf (
      _ ("The pumps give the rack that is hardest to reach what it needs for a return of %.1f °C, "
         "which published flows come to (Lenovo LP2357). %s"),
      rule->return_c,
      hw_coolant_source (rule->coolant));
}

/* --- CDUs --- */

static void
cite_rating (HwExplanation *node, const HwLoopCdu *cdu)
{
  const HwFigure *figure = hw_product_figure (cdu->product, HW_FIELD_COOLING_CAPACITY);

  if (figure != NULL)
    hw_explanation_cite (node, figure);
}

static void
explain_capacity (const Source *self, HwExplanation *node)
{
  const HwLoopSolution *solution = self->solution;
  HwExplanation *out;

  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &solution->cdus[i];
      g_autofree char *rated
          = hw_quantity_format (HW_DIMENSION_POWER, cdu->rating.capacity_w, NULL);
      HwExplanation *child = add (node,
                                  hw_design_name (self->design, cdu->unit),
                                  HW_DIMENSION_POWER,
                                  flow->capacity_w,
                                  cdu->unit);

      cite_rating (child, cdu);
      g_free (child->note);
      child->note = g_strdup_printf (
          _ ("Rated %s at %.1f K; here %.1f K between the supply and %.1f °C, by effectiveness and "
             "NTU."),
          rated,
          cdu->rating.approach_k,
          solution->plan->rule.supply_c - flow->sink_in_c,
          flow->sink_in_c);
    }
  out = add (node,
             _ ("Less the largest, which is out"),
             HW_DIMENSION_POWER,
             solution->capacity_left_w - solution->capacity_w,
             nothing ());
  assume (out,
          g_strdup (_ ("Where a data sheet leaves it out, facility water flows as much as the "
                       "coolant.")));
}

static void
explain_pumps (const Source *self, HwExplanation *node)
{
  for (guint i = 0; i < self->solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (self->solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &self->solution->cdus[i];
      HwExplanation *child = add (node,
                                  hw_design_name (self->design, cdu->unit),
                                  HW_DIMENSION_POWER,
                                  flow->electric_w,
                                  cdu->unit);

      assume (child,
              g_strdup_printf (
                  _ ("%.1f L/min at %.1f kPa, over an efficiency of %.2f (pump) · %.2f (motor) · "
                     "%.2f (drive)."),
                  flow->flow_m3_s * 60e3,
                  flow->head_pa / 1e3,
                  HW_PUMP_EFFICIENCY,
                  HW_MOTOR_EFFICIENCY,
                  HW_DRIVE_EFFICIENCY));
    }
}

static void
explain_temperatures (const Source *self, HwExplanation *node, gboolean back)
{
  for (guint i = 0; i < self->solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (self->solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &self->solution->cdus[i];

      if (flow->runs)
        add (node,
             hw_design_name (self->design, cdu->unit),
             HW_DIMENSION_TEMPERATURE,
             hw_coolant_celsius (back ? flow->return_c : flow->supply_c),
             cdu->unit);
    }
  node->note = g_strdup (back ? _ ("Mixed from the returns of the racks, by their flows.")
                              : _ ("Held by the CDUs as long as they have water or air enough."));
}

/* Along the way of the rack that is hardest to reach. */
static void
explain_head (const Source *self, HwExplanation *node)
{
  const HwLoopPlan *plan = self->solution->plan;
  const HwLoopRack *rack;
  double rest = self->solution->head_pa;

  if (self->solution->index_rack == G_MAXUINT)
    return;
  rack = &g_array_index (plan->racks, HwLoopRack, self->solution->index_rack);
  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);
      HwRef ref = rack->object;

      if (!hw_ref_equal (link->from_object, ref) || link->to_object.handle != 0)
        continue;
      rest -= self->solution->loss_pa[i];
      add (
          node, hw_part_label (link->role), HW_DIMENSION_PRESSURE, self->solution->loss_pa[i], ref);
    }
  add (node, _ ("Headers and connections of the CDU"), HW_DIMENSION_PRESSURE, rest, nothing ());
  node->note = g_strdup_printf (_ ("By way of %s, which is hardest to reach."),
                                hw_design_name (self->design, rack->object));
}

HwExplanation *
hw_loop_explain (HwResults *results, HwHandle loop, HwLoopFigure figure)
{
  Source self = { results, hw_results_get_design (results), hw_results_loop (results, loop) };
  HwRef ref = HW_REF (HW_TABLE_LOOP, loop);
  g_autofree char *label = g_strdup_printf (
      _ ("%s of %s"), hw_loop_figure_label (figure), hw_design_name (self.design, ref));
  HwExplanation *node = hw_explanation_new (label, hw_loop_figure_dimension (figure));
  double value = hw_loop_figure (self.solution, figure);

  node->ref = ref;
  set_value (node, figure == HW_LOOP_FLOW ? value / 60e3 : value);
  switch (figure)
    {
    case HW_LOOP_HEAT:
      explain_heat (&self, node);
      break;
    case HW_LOOP_FLOW:
      explain_flow (&self, node);
      break;
    case HW_LOOP_SUPPLY:
    case HW_LOOP_RETURN:
      explain_temperatures (&self, node, figure == HW_LOOP_RETURN);
      break;
    case HW_LOOP_HEAD:
      explain_head (&self, node);
      break;
    case HW_LOOP_PUMP:
      explain_pumps (&self, node);
      break;
    case HW_LOOP_CAPACITY:
      explain_capacity (&self, node);
      break;
    case HW_N_LOOP_FIGURES:
      break;
    }
  return node;
}
