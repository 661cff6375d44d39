/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-cooling.h"
#include "hw-power-breaker.h"

/* What is said of the parts of one-line diagrams. */

/* --- conditions --- */

static gboolean
has_failed (const HwPowerLayout *layout, const HwPowerPart *part)
{
  const char *const *keys = hw_results_get_failed (layout->results);

  for (; keys != NULL && *keys != NULL; keys++)
    {
      HwPowerPart failed;

      if (hw_power_layout_find_part (layout, *keys, &failed) && hw_power_part_equal (&failed, part))
        return TRUE;
    }
  return FALSE;
}

HwPowerCondition
hw_power_node_condition (const HwPowerLayout *layout, guint node)
{
  const HwPowerNodeState *state = hw_power_solution_node (layout->solution, node);
  HwPowerPart part = { (gint)node, 0, 0, -1 };

  if (state->tripped > 0)
    return HW_POWER_TRIPPED;
  if (!state->live && has_failed (layout, &part))
    return HW_POWER_FAILED;
  if (hw_power_plan_node (layout->plan, node)->off)
    return HW_POWER_OFF;
  if (!state->live)
    return HW_POWER_DEAD;
  return state->over ? HW_POWER_OVER : HW_POWER_FINE;
}

/* Of the tap of a rack; of a rack PDU of that tap with its device. 0: it did not open */
static guint
trip_round (const HwPowerLayout *layout, HwHandle rack, guint tap, HwHandle device)
{
  for (guint i = 0; i < layout->solution->trips->len; i++)
    {
      const HwPowerTrip *trip = &g_array_index (layout->solution->trips, HwPowerTrip, i);

      if (trip->rack == rack
          && (device != 0 ? trip->role == HW_POWER_RACK_PDU && trip->object.handle == device
                          : trip->role == HW_POWER_TAP && trip->tap == tap))
        return trip->round;
    }
  return 0;
}

HwPowerCondition
hw_power_tap_condition (const HwPowerLayout *layout, HwHandle handle, guint index)
{
  const HwPowerRack *rack = hw_results_power_rack (layout->results, layout->solution, handle);
  const HwPowerTap *tap = &rack->taps[index];
  const HwPowerRackState *state
      = &g_array_index (layout->solution->racks, HwPowerRackState, handle);
  HwPowerPart part = { -1, handle, 0, (gint8)index };

  if (tap->dead && trip_round (layout, handle, index, 0) > 0)
    return HW_POWER_TRIPPED;
  if (tap->dead)
    return has_failed (layout, &part) ? HW_POWER_FAILED : HW_POWER_OFF;
  if ((state->live & 1u << index) == 0)
    return HW_POWER_DEAD;
  if (!isnan (tap->limit_w)
      && !hw_within (hw_power_tap_stress_w (tap, &state->taps[index]), tap->limit_w))
    return HW_POWER_OVER;
  return HW_POWER_FINE;
}

HwPowerCondition
hw_power_rack_condition (const HwPowerLayout *layout, HwHandle rack)
{
  const HwPowerRackState *state = &g_array_index (layout->solution->racks, HwPowerRackState, rack);

  if (state->n_dead > 0)
    return HW_POWER_DEAD;
  if (state->over)
    return HW_POWER_OVER;
  return state->n_capped > 0 ? HW_POWER_CAPPED : HW_POWER_FINE;
}

char *
hw_power_condition_text (HwPowerCondition condition, guint round)
{
  switch (condition)
    {
    case HW_POWER_FINE:
      break;
    case HW_POWER_CAPPED:
      return g_strdup (_ ("capped"));
    case HW_POWER_OVER:
      return g_strdup (_ ("overloaded"));
    case HW_POWER_DEAD:
      return g_strdup (_ ("no supply"));
    case HW_POWER_OFF:
      return g_strdup (_ ("switched off"));
    case HW_POWER_TRIPPED:
      return g_strdup_printf (_ ("tripped, round %u"), round);
    case HW_POWER_FAILED:
      return g_strdup (_ ("failed"));
    }
  return NULL;
}

/* --- names --- */

const char *
hw_power_element_name (HwPowerRole role)
{
  switch (role)
    {
    case HW_POWER_UTILITY:
      return _ ("utility");
    case HW_POWER_TRANSFORMER:
      return _ ("transformer");
    case HW_POWER_GENERATOR:
      return _ ("generator");
    case HW_POWER_SWITCHGEAR:
      return _ ("switchgear");
    case HW_POWER_UPS:
      return _ ("UPS");
    case HW_POWER_PDU:
      return _ ("floor PDU");
    case HW_POWER_TAP:
      return _ ("tap");
    case HW_POWER_RACK_PDU:
      return _ ("rack PDU");
    case HW_POWER_SHELF:
      return _ ("shelf");
    case HW_POWER_SUPPLY:
      return _ ("supply");
    default:
      return _ ("feed");
    }
}

/* --- figures --- */

char *
hw_power_load_text (double load_w, double limit_w)
{
  g_autofree char *load = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *limit_unit = NULL;

  if (!isfinite (limit_w))
    return hw_quantity_format (HW_DIMENSION_POWER, load_w, NULL);
  load = hw_quantity_split (HW_DIMENSION_POWER, load_w, NULL, &unit);
  limit = hw_quantity_split (HW_DIMENSION_POWER, limit_w, NULL, &limit_unit);
  /* "812 of 1 000 kW", but "812 kW of 1.2 MW". */
  if (strcmp (unit, limit_unit) == 0 || load_w == 0)
    return g_strdup_printf (_ ("%s of %s %s"), load, limit, limit_unit);
  return g_strdup_printf (_ ("%s %s of %s %s"), load, unit, limit, limit_unit);
}

char *
hw_power_share_text (double load_w, double limit_w)
{
  return limit_w > 0 ? g_strdup_printf (_ ("%.0f %%"), load_w / limit_w * 100) : NULL;
}

char *
hw_power_phase_text (const HwPowerNode *node)
{
  if (node->phases == 3)
    return g_strdup ("3 ~");
  if (node->between)
    return g_strdup_printf ("L%u–L%u", node->phase + 1u, (node->phase + 1u) % HW_PHASES + 1);
  return g_strdup_printf ("L%u", node->phase + 1u);
}

char *
hw_power_utility_text (const HwPowerRow *row)
{
  if (isnan (row->utility_voltage_v))
    return NULL;
  if (row->utility_voltage_v >= 1000)
    return g_strdup_printf (_ ("%.4g kV"), row->utility_voltage_v / 1e3);
  return g_strdup_printf (_ ("%.0f V"), row->utility_voltage_v);
}

char *
hw_power_distribution_text (const HwPowerRow *row)
{
  switch ((HwDistribution)row->distribution)
    {
    case HW_DISTRIBUTION_PANEL:
      return g_strdup (_ ("remote power panel"));
    case HW_DISTRIBUTION_PDU:
      return g_strdup (_ ("cables from the floor PDU"));
    case HW_DISTRIBUTION_BUSWAY:
      break;
    }
  if (isnan (row->busway_a))
    return g_strdup (_ ("busway"));
  return g_strdup_printf (_ ("busway of %.0f A"), row->busway_a);
}

/* --- what is pointed at --- */

static void
add_figures (GString *text, double load_w, double limit_w)
{
  g_autofree char *load = hw_power_load_text (load_w, limit_w);
  g_autofree char *share = hw_power_share_text (load_w, limit_w);

  g_string_append_printf (text, "\n%s", load);
  if (share != NULL)
    g_string_append_printf (text, ", %s", share);
}

static void
add_condition (GString *text, HwPowerCondition condition, guint round)
{
  g_autofree char *said = hw_power_condition_text (condition, round);

  if (said != NULL)
    g_string_append_printf (text, "\n%s", said);
}

/* What is lost of the voltage on the way, where conductors have a resistance. */
static void
add_drops (const HwPowerNode *node, const HwPowerNodeState *state, GString *text)
{
  if (state->drop > 0)
    g_string_append_printf (text,
                            node->role == HW_POWER_FEED
                                ? _ (", voltage drops %.1f %% to its far end")
                                : _ (", voltage drops %.1f %% from what feeds it"),
                            100 * state->drop);
  if (state->drop > 0 && state->drop_total > state->drop)
    g_string_append_printf (text, _ (", %.1f %% in all"), 100 * state->drop_total);
}

/* How a feed reaches its racks, or at what a utility is. */
static void
add_feed_way (const HwPowerLayout *self,
              const HwPowerNode *node,
              const HwPowerNodeState *state,
              GString *text)
{
  const HwPowerRow *row = node->power != 0 ? hw_design_get_power (self->design, node->power) : NULL;
  g_autofree char *said = NULL;

  if (row == NULL)
    return;
  if (node->role == HW_POWER_UTILITY)
    said = hw_power_utility_text (row);
  else if (node->role == HW_POWER_FEED)
    said = hw_power_distribution_text (row);
  if (said != NULL)
    g_string_append_printf (text, "\n%s", said);
  add_drops (node, state, text);
}

static void
describe_node (const HwPowerLayout *self, guint index, GString *text)
{
  const HwPowerNode *node = hw_power_plan_node (self->plan, index);
  const HwPowerNodeState *state = hw_power_solution_node (self->solution, index);
  HwPowerCondition condition = hw_power_node_condition (self, index);
  g_autofree char *name = hw_power_node_name (self->design, node);

  g_string_append_printf (text,
                          _ ("%s · %s, side %s"),
                          name,
                          hw_power_element_name (node->role),
                          hw_power_system_label (node->system));
  add_figures (text, state->stress_w, node->limit_w);
  if (state->loss_w > 0)
    {
      g_autofree char *loss = hw_quantity_format (HW_DIMENSION_POWER, state->loss_w, NULL);

      g_string_append_printf (text, _ (", loses %s"), loss);
    }
  if (node->role == HW_POWER_FEED && node->phases == 3 && state->load_w > 0)
    g_string_append_printf (text,
                            _ ("\nL1 %.0f A, L2 %.0f A, L3 %.0f A, neutral %.0f A"),
                            state->currents.line_a[0],
                            state->currents.line_a[1],
                            state->currents.line_a[2],
                            state->currents.neutral_a);
  add_feed_way (self, node, state, text);
  add_condition (text, condition, state->tripped);
}

static void
describe_rack (const HwPowerLayout *self, HwHandle rack, GString *text)
{
  const HwPowerRackState *state = &g_array_index (self->solution->racks, HwPowerRackState, rack);
  HwPowerRackLimit limit = hw_power_rack_limit (self->results, rack);

  g_string_append (text, hw_design_name (self->design, HW_REF (HW_TABLE_RACK, rack)));
  add_figures (text, state->power_w, limit.limit_w);
  if (limit.object.handle != 0)
    g_string_append_printf (text,
                            _ ("\nLeast on its ways: %s, %s"),
                            hw_power_element_name (limit.role),
                            hw_design_name (self->design, limit.object));
  add_condition (text, hw_power_rack_condition (self, rack), 0);
}

/* What the breaker of a tap is, or would be. */
static void
add_breaker (const HwPowerLayout *self, const HwPowerPart *part, GString *text)
{
  HwPowerTapBreaker breaker = hw_power_tap_breaker (self->results, part->rack, (guint)part->tap);

  if (isnan (breaker.rating_a))
    return;
  g_string_append_printf (text,
                          breaker.stated ? _ ("\nbreaker of %.0f A")
                                         : _ ("\nno breaker stated; with one feed less it would be "
                                              "of %.0f A, the next standard rating"),
                          breaker.rating_a);
}

static void
describe_tap (const HwPowerLayout *self, const HwPowerPart *part, GString *text)
{
  const HwPowerRack *rack = hw_results_power_rack (self->results, self->solution, part->rack);
  const HwPowerRackState *state
      = &g_array_index (self->solution->racks, HwPowerRackState, part->rack);
  const HwPowerTap *tap = &rack->taps[part->tap];

  g_string_append_printf (text,
                          _ ("Tap of %s on %s"),
                          hw_design_name (self->design, HW_REF (HW_TABLE_RACK, part->rack)),
                          hw_design_name (self->design, HW_REF (HW_TABLE_FEED, tap->feed)));
  add_figures (text, hw_power_tap_stress_w (tap, &state->taps[part->tap]), tap->limit_w);
  add_breaker (self, part, text);
  add_condition (text,
                 hw_power_tap_condition (self, part->rack, (guint)part->tap),
                 trip_round (self, part->rack, (guint)part->tap, 0));
}

static void
describe_rack_pdu (const HwPowerLayout *self, const HwPowerPart *part, GString *text)
{
  const HwPowerRack *rack = hw_results_power_rack (self->results, self->solution, part->rack);
  const HwPowerRackState *state
      = &g_array_index (self->solution->racks, HwPowerRackState, part->rack);
  g_autofree HwPhaseLoad *loads = g_new (HwPhaseLoad, MAX (rack->pdus->len, 1));
  HwPowerRackState solved;

  hw_power_rack_solve (rack, state->live, &solved, NULL, loads);
  g_string_append_printf (text,
                          _ ("%s · rack PDU"),
                          hw_design_name (self->design, HW_REF (HW_TABLE_DEVICE, part->device)));
  for (guint i = 0; i < rack->pdus->len; i++)
    {
      const HwPowerRackPdu *pdu = &g_array_index (rack->pdus, HwPowerRackPdu, i);
      guint round = trip_round (self, part->rack, 0, pdu->device);

      if (pdu->device != part->device)
        continue;
      add_figures (text, hw_power_tap_stress_w (&rack->taps[pdu->tap], &loads[i]), pdu->limit_w);
      if (pdu->dead)
        add_condition (text, round > 0 ? HW_POWER_TRIPPED : HW_POWER_FAILED, round);
    }
}

char *
hw_power_layout_part_text (const HwPowerLayout *self, const HwPowerPart *part)
{
  GString *text = g_string_new (NULL);

  if (part->node >= 0)
    describe_node (self, (guint)part->node, text);
  else if (part->device != 0 && part->tap >= 0)
    describe_rack_pdu (self, part, text);
  else if (part->tap >= 0)
    describe_tap (self, part, text);
  else
    describe_rack (self, part->rack, text);
  return g_string_free (text, FALSE);
}

/* --- what has failed --- */

static void
add_lost (GStrvBuilder *lines, const HwPowerSolution *solution)
{
  if (solution->n_dead > 0)
    {
      g_autofree char *line
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u load has no supply: %u GPUs, %.0f PFLOPS FP8",
                                          "%u loads have no supply: %u GPUs, %.0f PFLOPS FP8",
                                          solution->n_dead),
                             solution->n_dead,
                             solution->gpus_lost,
                             solution->fp8_lost / 1e15);

      g_strv_builder_add (lines, line);
    }
  if (solution->n_capped > 0)
    {
      g_autofree char *line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "%u load is capped, with %u GPUs",
                                                            "%u loads are capped, with %u GPUs",
                                                            solution->n_capped),
                                               solution->n_capped,
                                               solution->gpus_capped);

      g_strv_builder_add (lines, line);
    }
  if (solution->n_over > 0)
    {
      g_autofree char *line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "%u element is overloaded",
                                                            "%u elements are overloaded",
                                                            solution->n_over),
                                               solution->n_over);

      g_strv_builder_add (lines, line);
    }
  if (solution->trips->len > 0)
    {
      g_autofree char *trips = g_strdup_printf (
          g_dngettext (
              GETTEXT_PACKAGE, "%u breaker trips", "%u breakers trip", solution->trips->len),
          solution->trips->len);
      g_autofree char *line = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%s, in %u round", "%s, in %u rounds", solution->rounds),
          trips,
          solution->rounds);

      g_strv_builder_add (lines, line);
    }
}

char **
hw_power_layout_lost_lines (const HwPowerLayout *self)
{
  const char *const *keys = hw_results_get_failed (self->results);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (; keys != NULL && *keys != NULL; keys++)
    {
      HwPowerPart part;
      HwRef object;

      if (!hw_power_layout_find_part (self, *keys, &part))
        continue;
      object = hw_power_layout_part_object (self, &part);
      if (n < 3)
        g_string_append_printf (
            names, "%s%s", n > 0 ? ", " : "", hw_design_name (self->design, object));
      n++;
    }
  if (n == 0)
    return NULL;
  if (n > 3)
    g_string_append_printf (names, _ (" and %u more"), n - 3);
  g_string_prepend (names, _ ("Failed: "));
  g_strv_builder_add (lines, names->str);
  add_lost (lines, self->solution);
  if (self->solution->n_dead + self->solution->n_capped == 0)
    g_strv_builder_add (lines, _ ("Every load is still supplied"));
  g_strv_builder_add (lines, _ ("Click a part again to have it back; Escape has all back."));
  return g_strv_builder_end (lines);
}
