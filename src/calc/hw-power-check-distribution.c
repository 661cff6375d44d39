/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-power-conductor.h"
#include "hw-results-private.h"

/* What is wrong with how chains are fed and reach their racks. */

/* Informational notes 2 of NEC 215.2 (A) and 4 of 210.19 (A): feeders, or branch circuits, sized
 * for a drop of 3 % at most, and 5 % for both together, are reasonably efficient. A recommendation,
 * not a rule; https://forums.mikeholt.com/threads/215-2-2-informational-note-no-2.2571399 quotes
 * it. */
#define ADVISED_DROP 0.03
#define ADVISED_TOTAL_DROP 0.05

/* A utility so far above the voltage of its chain needs a transformer between them. */
#define SAME_VOLTAGE 1.1

static void
tell (GPtrArray *problems, HwSeverity severity, const char *code, HwRef ref, char *message)
{
  g_ptr_array_add (problems, hw_problem_new (severity, code, ref, message));
}

static gboolean
has_units (const HwPowerPlan *plan, HwHandle power, HwPowerRole role)
{
  for (guint i = 0; i < plan->nodes->len; i++)
    if (hw_power_plan_node (plan, i)->power == power && hw_power_plan_node (plan, i)->role == role)
      return TRUE;
  return FALSE;
}

/* A stage that the rule of a chain speaks of, but that it has not. */
static void
check_stages (HwPower *self, HwHandle power, GPtrArray *problems)
{
  HwDesign *design = self->results->design;
  const HwPowerRow *row = hw_design_get_power (design, power);
  HwRef ref = HW_REF (HW_TABLE_POWER, power);
  const char *name = hw_design_name (design, ref);
  double voltage_v
      = isnan (row->voltage_v) ? hw_design_get_site (design)->voltage_v : row->voltage_v;

  if (row->utility != HW_UTILITY_NONE && row->transformer == 0
      && row->utility_voltage_v > SAME_VOLTAGE * voltage_v
      && !has_units (self->plan, power, HW_POWER_TRANSFORMER))
    {
      g_autofree char *utility
          = hw_quantity_format (HW_DIMENSION_VOLTAGE, row->utility_voltage_v, NULL);
      g_autofree char *own = hw_quantity_format (HW_DIMENSION_VOLTAGE, voltage_v, NULL);

      tell (problems,
            HW_SEVERITY_WARNING,
            "power-voltage",
            ref,
            g_strdup_printf (_ ("%s is at %s and its utility at %s, with no transformer between: "
                                "choose one."),
                             name,
                             own,
                             utility));
    }
  if (row->distribution == HW_DISTRIBUTION_PDU && row->pdu == 0
      && !has_units (self->plan, power, HW_POWER_PDU))
    tell (problems,
          HW_SEVERITY_WARNING,
          "power-distribution",
          ref,
          g_strdup_printf (_ ("%s feeds its racks from floor PDUs and has none: choose one, or "
                              "another distribution."),
                           name));
}

/* A breaker protects a busway that bears at least its rating (IEC 60364-4-43: I_n ≤ I_z; NEC
 * 368.17). */
static void
check_busway (HwPower *self, HwHandle feed, GPtrArray *problems)
{
  HwDesign *design = self->results->design;
  const HwFeed *row = hw_design_get_feed (design, feed);
  const HwPowerRow *chain = hw_design_get_power (design, row->power);
  g_autofree char *breaker = NULL;
  g_autofree char *busway = NULL;

  if (chain->distribution != HW_DISTRIBUTION_BUSWAY || !(row->current_a > chain->busway_a))
    return;
  breaker = hw_quantity_format (HW_DIMENSION_CURRENT, row->current_a, NULL);
  busway = hw_quantity_format (HW_DIMENSION_CURRENT, chain->busway_a, NULL);
  tell (problems,
        HW_SEVERITY_ERROR,
        "power-busway",
        HW_REF (HW_TABLE_FEED, feed),
        g_strdup_printf (_ ("The breaker of %s is of %s and its busway of %s, which it does not "
                            "protect: choose a smaller breaker, or a larger busway."),
                         hw_design_name (design, HW_REF (HW_TABLE_FEED, feed)),
                         breaker,
                         busway));
}

/* Of one conductor, of a feed those to its racks; else of all on the way, where the sum first is
 * too large. */
static void
check_drop (HwPower *self, guint index, GPtrArray *problems)
{
  const HwPowerNode *node = hw_power_plan_node (self->plan, index);
  const HwPowerNodeState *state = hw_power_solution_node (self->whole, index);
  const char *name = hw_design_name (self->results->design, node->object);

  if (state->drop > ADVISED_DROP)
    tell (problems,
          HW_SEVERITY_WARNING,
          "power-drop",
          node->object,
          g_strdup_printf (node->role == HW_POWER_FEED
                               ? _ ("At the far end of %s the voltage drops by %.1f %%, over the "
                                    "%.0f %% that the NEC advises: choose a larger conductor, or "
                                    "feed it from nearer.")
                               : _ ("Up to %s the voltage drops by %.1f %%, over the %.0f %% that "
                                    "the NEC advises: choose a larger conductor, or place it "
                                    "nearer to what feeds it."),
                           name,
                           100 * state->drop,
                           100 * ADVISED_DROP));
  else if (state->drop_total > ADVISED_TOTAL_DROP
           && state->drop_total - state->drop <= ADVISED_TOTAL_DROP)
    tell (problems,
          HW_SEVERITY_WARNING,
          "power-drop-total",
          node->object,
          g_strdup_printf (node->role == HW_POWER_FEED
                               ? _ ("From the UPS or transformer to the far end of %s the voltage "
                                    "drops by %.1f %% in all, over the %.0f %% that the NEC "
                                    "advises: choose larger conductors, or place the units nearer "
                                    "to each other and to the racks.")
                               : _ ("From the transformer to %s the voltage drops by %.1f %% in "
                                    "all, over the %.0f %% that the NEC advises: choose larger "
                                    "conductors, or place the units nearer to each other."),
                           name,
                           100 * state->drop_total,
                           100 * ADVISED_TOTAL_DROP));
}

void
hw_power_check_distribution (HwPower *self, GPtrArray *problems)
{
  HwDesign *design = self->results->design;

  for (HwHandle power = hw_design_first_child (design, HW_TABLE_POWER, 0); power != 0;
       power = hw_design_next_child (design, HW_TABLE_POWER, power))
    check_stages (self, power, problems);
  for (guint i = 0; i < self->whole->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->plan, i);

      if (node->power == 0)
        continue;
      if (node->role == HW_POWER_FEED)
        check_busway (self, node->object.handle, problems);
      check_drop (self, i, problems);
    }
}
