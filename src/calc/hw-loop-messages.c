/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-loop-check.h"
#include "hw-rack-coolant.h"

/* Capacity that is none but for rounding. */
#define LEAST_W 1.0

/* "return branch of A08" */
static char *
name_part (HwDesign *design, const HwLoopPlan *plan, guint part)
{
  const HwLoopLink *link = hw_loop_plan_link (plan, part);
  const char *from = hw_design_name (design, link->from_object);

  if (link->to_object.handle == 0)
    return g_strdup_printf (_ ("%s, %s"), hw_part_label (link->role), from);
  else
    {
      g_autofree char *first = g_strdup (from);
      return g_strdup_printf (_ ("%s, %s to %s"),
                              hw_part_label (link->role),
                              first,
                              hw_design_name (design, link->to_object));
    }
}

/* Of an override that the loop does not take: its value cannot be, or nothing is called so. */
static char *
override_message (HwDesign *design, const HwLoopPlan *plan, HwHandle override, const char *loop)
{
  const HwOverride *row = hw_design_row (design, HW_TABLE_OVERRIDE, override);
  g_autofree char *name = NULL;
  HwLoopPart part;

  if (!hw_loop_plan_find (plan, design, hw_design_text (design, row->key), &part))
    return g_strdup_printf (_ ("The override of %s fits nothing in %s: change it or set it back."),
                            hw_design_name (design, HW_REF (HW_TABLE_OVERRIDE, override)),
                            loop);
  if (part.fitting != HW_LOOP_NO_PART)
    {
      const HwLoopFitting *fitting = &g_array_index (plan->fittings, HwLoopFitting, part.fitting);

      name = g_strdup_printf (
          _ ("%s, %s"), hw_part_label (fitting->role), hw_design_name (design, fitting->object));
    }
  else
    name = name_part (design, plan, part.link);
  return g_strdup_printf (_ ("%s cannot have the value “%s”: change it or set it back."),
                          name,
                          hw_design_text (design, row->value));
}

static char *
rack_message (const HwLoopFinding *finding, const char *name)
{
  g_autofree char *celsius = hw_coolant_celsius_text (finding->has);
  g_autofree char *time = NULL;

  switch (finding->rule)
    {
    case HW_LOOP_RULE_STRAY:
      return g_strdup_printf (
          _ ("%s stands in another hall than the CDUs of its loop: give it a loop of its own "
             "hall."),
          name);
    case HW_LOOP_RULE_RACK_SHUT:
      time = hw_quantity_format (HW_DIMENSION_TIME, finding->has, NULL);
      if (isfinite (finding->has))
        return g_strdup_printf (
            _ ("No coolant flows through %s, which needs %.0f L/min and is too warm in %s: open "
               "its valves and those of its header, or shut the rack down."),
            name,
            finding->limit,
            time);
      return g_strdup_printf (
          _ ("No coolant flows through %s, which needs %.0f L/min: open its valves and those of "
             "its header, or shut the rack down."),
          name,
          finding->limit);
    case HW_LOOP_RULE_RACK_FLOW:
      return g_strdup_printf (
          _ ("%s gets %.1f of %.1f L/min: balance the loop, widen its pipes, add a CDU, or supply "
             "colder."),
          name,
          finding->has,
          finding->limit);
    case HW_LOOP_RULE_RACK_FLOW_LIMIT:
      if (isinf (finding->has))
        return g_strdup_printf (
            _ ("%s is supplied as warm as it may return: supply colder, or aim at a warmer "
               "return."),
            name);
      return g_strdup_printf (
          _ ("%s needs %.1f L/min at its supply temperature, above its limit of %.0f: supply "
             "colder, or aim at a warmer return."),
          name,
          finding->has,
          finding->limit);
    case HW_LOOP_RULE_SUPPLY_WARM:
      return g_strdup_printf (_ ("%s is supplied with %s °C, above its limit of %.0f °C: supply "
                                 "colder or add a CDU."),
                              name,
                              celsius,
                              finding->limit);
    case HW_LOOP_RULE_DOOR_WARM:
      return g_strdup_printf (
          _ ("%s takes %.1f of %.1f kW from its air, as its coolant is too warm: put it on a loop "
             "that supplies colder, or supply this one colder."),
          name,
          finding->has,
          finding->limit);
    case HW_LOOP_RULE_RETURN_HOT:
      return g_strdup_printf (
          _ ("%s returns %s °C, above its limit of %.0f °C: give it more flow."),
          name,
          celsius,
          finding->limit);
    case HW_LOOP_RULE_PRESSURE_HIGH:
      return g_strdup_printf (
          _ ("%s has %.1f bar at its inlet, above %.0f bar: lower the static pressure or the "
             "speed of the pumps."),
          name,
          finding->has,
          finding->limit);
    default:
      return NULL;
    }
}

static char *
cdu_message (const HwLoopFinding *finding, const char *name)
{
  switch (finding->rule)
    {
    case HW_LOOP_RULE_CDU_UNKNOWN:
      return g_strdup_printf (
          _ ("The capacity of %s is not known: its loop is worked out without it. Choose a product "
             "with a figure."),
          name);
    case HW_LOOP_RULE_PUMP_CURVE:
      return g_strdup_printf (_ ("%s pumps %.0f L/min, beyond the %.0f that it is rated for: add a "
                                 "CDU or throttle the loop."),
                              name,
                              finding->has,
                              finding->limit);
    case HW_LOOP_RULE_PUMP_SPARE:
      return g_strdup_printf (_ ("With one of its pumps out %s gives %.0f of %.0f L/min: add a "
                                 "CDU, widen the pipes, or "
                                 "plan without a spare."),
                              name,
                              finding->has,
                              finding->limit);
    case HW_LOOP_RULE_PRESSURE_LOW:
      return g_strdup_printf (
          _ ("%s has %.2f bar at its suction, below %.1f bar: raise the static pressure."),
          name,
          finding->has,
          finding->limit);
    default:
      return NULL;
    }
}

static char *
pipe_message (const HwLoopFinding *finding, const char *loop, const char *part)
{
  switch (finding->rule)
    {
    case HW_LOOP_RULE_PRESSURE_PIPE:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "In %s %u pipe has more than the %.0f bar that racks bear (%.1f bar: %s), "
                       "which a rack has too once its return is shut: lower the static pressure or "
                       "the speed of the pumps.",
                       "In %s %u pipes have more than the %.0f bar that racks bear (most %.1f bar: "
                       "%s), which a rack has too once its return is shut: lower the static "
                       "pressure or the speed of the pumps.",
                       finding->count),
          loop,
          finding->count,
          finding->limit,
          finding->has,
          part);
    case HW_LOOP_RULE_VELOCITY_HIGH:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "In %s %u pipe flows faster than %.1f m/s (%.2f m/s: %s): widen it.",
                       "In %s %u pipes flow faster than %.1f m/s (most %.2f m/s: %s): widen them.",
                       finding->count),
          loop,
          finding->count,
          finding->limit,
          finding->has,
          part);
    case HW_LOOP_RULE_VELOCITY_LOW:
      return g_strdup_printf (
          g_dngettext (
              GETTEXT_PACKAGE,
              "In %s %u pipe flows slower than %.1f m/s (%.2f m/s: %s): air and dirt may "
              "settle; narrow it, unless it carries more with a CDU out.",
              "In %s %u pipes flow slower than %.1f m/s (least %.2f m/s: %s): air and dirt "
              "may settle; narrow them, unless they carry more with a CDU out.",
              finding->count),
          loop,
          finding->count,
          finding->limit,
          finding->has,
          part);
    default:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "In %s %u pipe takes more than %.0f Pa/m (%.0f Pa/m: %s): widen it.",
                       "In %s %u pipes take more than %.0f Pa/m (most %.0f Pa/m: %s): widen them.",
                       finding->count),
          loop,
          finding->count,
          finding->limit,
          finding->has,
          part);
    }
}

/* Of loops that side-cars cool. */
static char *
sidecar_message (const HwLoopFinding *finding, const char *loop)
{
  g_autofree char *celsius = hw_coolant_celsius_text (finding->has);
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, finding->has, NULL);
  g_autofree char *limit = hw_quantity_format (HW_DIMENSION_POWER, finding->limit, NULL);

  switch (finding->rule)
    {
    case HW_LOOP_RULE_CAPACITY:
      return g_strdup_printf (_ ("%s carries %s, and its side-cars pass %s to the air of the room: "
                                 "add a side-car or bring colder air."),
                              loop,
                              heat,
                              limit);
    case HW_LOOP_RULE_SUPPLY_LOST:
      return g_strdup_printf (_ ("%s is supplied with %s instead of %.1f °C: bring colder air to "
                                 "its side-cars, or add one."),
                              loop,
                              celsius,
                              finding->limit);
    default:
      if (isfinite (finding->limit))
        {
          g_autofree char *time = hw_quantity_format (HW_DIMENSION_TIME, finding->limit, NULL);

          return g_strdup_printf (
              _ ("Nothing takes the %s of %s away, whose coolant is too warm in %s: open the "
                 "valves of its side-cars, or switch one on."),
              heat,
              loop,
              time);
        }
      return g_strdup_printf (_ ("Nothing takes the %s of %s away: open the valves of its "
                                 "side-cars, or switch one on."),
                              heat,
                              loop);
    }
}

/* Carried, but not with the spare ones out. */
static char *
spare_message (const HwLoopFinding *finding, const HwLoopSolution *solution, const char *loop)
{
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, finding->has, NULL);
  g_autofree char *limit = hw_quantity_format (HW_DIMENSION_POWER, finding->limit, NULL);
  gboolean to_air = isnan (solution->facility_c);

  if (solution->plan->rule.spare == HW_SPARE_ALL)
    return g_strdup_printf (
        to_air ? _ ("%s is not 2N: half of its side-cars take %s of its %s. Add side-cars, bring "
                    "colder air, or plan without a spare.")
               : _ ("%s is not 2N: half of its CDUs take %s of its %s. Add CDUs, bring colder "
                    "facility water, or plan without a spare."),
        loop,
        limit,
        heat);
  /* The difference of two sums of watts is seldom none. */
  if (finding->limit < LEAST_W)
    return g_strdup_printf (
        to_air ? _ ("%s is not N + 1: with one side-car out nothing takes its %s. Add a side-car, "
                    "or plan without a spare.")
               : _ ("%s is not N + 1: with one CDU out nothing takes its %s. Add a CDU, or plan "
                    "without a spare."),
        loop,
        heat);
  return g_strdup_printf (
      to_air ? _ ("%s is not N + 1: with one side-car out the others take %s of its %s. Add a "
                  "side-car, bring colder air, or plan without a spare.")
             : _ ("%s is not N + 1: with one CDU out the others take %s of its %s. Add a CDU, "
                  "bring colder facility water, or plan without a spare."),
      loop,
      limit,
      heat);
}

static char *
heat_message (const HwLoopFinding *finding, const char *loop)
{
  g_autofree char *celsius = hw_coolant_celsius_text (finding->has);
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, finding->has, NULL);
  g_autofree char *limit = hw_quantity_format (HW_DIMENSION_POWER, finding->limit, NULL);

  switch (finding->rule)
    {
    case HW_LOOP_RULE_CAPACITY:
      return g_strdup_printf (
          _ ("%s carries %s, and its CDUs take %s at this approach: add a CDU or bring colder "
             "facility water."),
          loop,
          heat,
          limit);
    case HW_LOOP_RULE_SUPPLY_LOST:
      return g_strdup_printf (
          _ ("%s is supplied with %s instead of %.1f °C: bring more or colder facility water, or "
             "add a CDU."),
          loop,
          celsius,
          finding->limit);
    default:
      if (isfinite (finding->limit))
        {
          g_autofree char *time = hw_quantity_format (HW_DIMENSION_TIME, finding->limit, NULL);

          return g_strdup_printf (
              _ ("Nothing takes the %s of %s away, whose coolant is too warm in %s: open the "
                 "valves of its CDUs, switch one on, or give it facility water."),
              heat,
              loop,
              time);
        }
      return g_strdup_printf (
          _ ("Nothing takes the %s of %s away: open the valves of its CDUs, switch one on, or give "
             "it facility water."),
          heat,
          loop);
    }
}

static char *
loop_message (const HwLoopFinding *finding, const char *loop)
{
  switch (finding->rule)
    {
    case HW_LOOP_RULE_NO_CDU:
      return g_strdup_printf (
          _ ("%s has no CDU: place one and put it on the loop, or move its racks to another loop."),
          loop);
    case HW_LOOP_RULE_VESSEL_NONE:
      return g_strdup_printf (_ ("%s has no expansion vessel: its pressure is not fixed. Fit one."),
                              loop);
    case HW_LOOP_RULE_VESSEL_TWO:
      return g_strdup_printf (
          _ ("%s has %u expansion vessels, between which coolant may shift: leave one."),
          loop,
          finding->count);
    case HW_LOOP_RULE_UNSOLVED:
      return g_strdup_printf (
          _ ("The flows of %s were not found in %u steps (%.2g m are left): set its overrides "
             "back."),
          loop,
          finding->count,
          finding->has);
    case HW_LOOP_RULE_DEW_POINT:
      return g_strdup_printf (
          _ ("%s is supplied with %.1f °C; below %.1f °C water may condense on it from the air of "
             "the room: supply warmer or dry the air."),
          loop,
          finding->has,
          finding->limit);
    case HW_LOOP_RULE_CHECK_VALVE:
      return g_strdup_printf (
          _ ("%s has parallel CDUs, of which %u has no check valve: one that stops lets coolant "
             "past the racks. Fit check valves."),
          loop,
          finding->count);
    case HW_LOOP_RULE_IMBALANCE:
      return g_strdup_printf (
          _ ("In %s the flows of the racks differ by %.0f %% of their mean: balance the loop, pipe "
             "it in reverse return, or widen its header."),
          loop,
          finding->has);
    default:
      return NULL;
    }
}

char *
hw_loop_finding_message (HwDesign *design,
                         const HwLoopSolution *solution,
                         const HwLoopFinding *finding)
{
  const HwLoopPlan *plan = solution->plan;
  g_autofree char *loop = g_strdup (hw_design_name (design, HW_REF (HW_TABLE_LOOP, plan->loop)));
  g_autofree char *part = NULL;
  char *message;

  switch (finding->rule)
    {
    case HW_LOOP_RULE_OVERRIDE:
      return override_message (design, plan, finding->ref.handle, loop);
    case HW_LOOP_RULE_VELOCITY_HIGH:
    case HW_LOOP_RULE_VELOCITY_LOW:
    case HW_LOOP_RULE_GRADIENT:
    case HW_LOOP_RULE_PRESSURE_PIPE:
      part = name_part (design, plan, finding->part);
      return pipe_message (finding, loop, part);
    case HW_LOOP_RULE_SPARE:
      return spare_message (finding, solution, loop);
    case HW_LOOP_RULE_CAPACITY:
    case HW_LOOP_RULE_NO_SINK:
    case HW_LOOP_RULE_SUPPLY_LOST:
      return isnan (solution->facility_c) ? sidecar_message (finding, loop)
                                          : heat_message (finding, loop);
    case HW_LOOP_RULE_RACK_FLOW:
      /* The pressure is what a person set, so that no other cure helps. */
      if (isfinite (plan->rule.pressure_pa))
        return g_strdup_printf (
            _ ("%s gets %.1f of %.1f L/min: hold more than %.0f kPa, balance the loop, or supply "
               "colder."),
            hw_design_name (design, finding->ref),
            finding->has,
            finding->limit,
            plan->rule.pressure_pa / 1e3);
      return rack_message (finding, hw_design_name (design, finding->ref));
    default:
      message = rack_message (finding, hw_design_name (design, finding->ref));
      if (message == NULL)
        message = cdu_message (finding, hw_design_name (design, finding->ref));
      return message != NULL ? message : loop_message (finding, loop);
    }
}
