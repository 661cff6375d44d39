/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-csv-private.h"
#include "hw-power-breaker.h"
#include "hw-power.h"

/* Power chains: their elements, the taps of feeds, and breakers. */

static gboolean
is_wanted (const HwPowerNode *node, HwRef object)
{
  return object.table != HW_TABLE_POWER || object.handle == 0 || node->power == object.handle;
}

static void
add_state (HwCsvWriter *self, gboolean live, gboolean over, guint tripped)
{
  char text[32];

  g_snprintf (text, sizeof text, "tripped %u", tripped);
  hw_csv_add_text (self, tripped > 0 ? text : !live ? "dead" : over ? "overloaded" : "live");
}

static void
add_load (HwCsvWriter *self, double load_w, double limit_w)
{
  hw_csv_add_number (self, load_w);
  hw_csv_add_number (self, limit_w);
  hw_csv_add_number (self, limit_w > 0 ? load_w / limit_w * 100 : NAN);
}

static void
add_key (HwCsvWriter *self, char *key_taken)
{
  hw_csv_add_text (self, key_taken);
  g_free (key_taken);
}

void
hw_csv_write_power (HwCsvWriter *self, HwRef object)
{
  static const char *const header[] = { "key",     "chain", "side",   "role",  "name", "load W",
                                        "limit W", "%",     "loss W", "state", NULL };
  const HwPowerSolution *solution = hw_results_power (self->results);

  hw_csv_add_header (self, header);
  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);

      if (node->role == HW_POWER_BUS || !is_wanted (node, object))
        continue;
      add_key (self, hw_power_node_key (self->design, node));
      hw_csv_add_name (self, HW_TABLE_POWER, node->power);
      hw_csv_add_text (self, hw_power_system_name (node->system));
      hw_csv_add_text (self, hw_power_role_name (node->role));
      add_key (self, hw_power_node_name (self->design, node));
      add_load (self, state->stress_w, node->limit_w);
      hw_csv_add_number (self, state->loss_w);
      add_state (self, state->live, state->over, state->tripped);
      hw_csv_end_line (self);
    }
}

/* --- in racks --- */

static guint
trip_round (
    const HwPowerSolution *solution, HwHandle rack, HwPowerRole role, guint tap, HwHandle pdu)
{
  for (guint i = 0; i < solution->trips->len; i++)
    {
      const HwPowerTrip *trip = &g_array_index (solution->trips, HwPowerTrip, i);

      if (trip->rack == rack && trip->role == role
          && (role == HW_POWER_TAP ? trip->tap == tap : trip->object.handle == pdu))
        return trip->round;
    }
  return 0;
}

typedef struct
{
  HwCsvWriter *csv;
  const HwPowerSolution *solution;
  HwRef object;
  gboolean breakers; /* only what has one */
} Taps;

static char *
inner_key (HwDesign *design, HwHandle feed, HwPowerRole role, HwRef object)
{
  char feed_id[HW_ID_SIZE], id[HW_ID_SIZE];

  hw_design_id_text (design, HW_REF (HW_TABLE_FEED, feed), feed_id);
  hw_design_id_text (design, object, id);
  return g_strdup_printf ("%s/%s/%s", feed_id, hw_power_role_name (role), id);
}

static void
add_phases (HwCsvWriter *self, const HwPowerTap *tap)
{
  char text[16];

  if (tap->phases == 3)
    g_snprintf (text, sizeof text, "L1-L2-L3");
  else if (tap->between)
    g_snprintf (text, sizeof text, "L%u-L%u", tap->phase + 1u, (tap->phase + 1u) % HW_PHASES + 1);
  else
    g_snprintf (text, sizeof text, "L%u", tap->phase + 1u);
  hw_csv_add_text (self, text);
}

static void
write_tap (Taps *self, HwHandle handle, const HwPowerRack *rack, guint i)
{
  const HwPowerRackState *state = &g_array_index (self->solution->racks, HwPowerRackState, handle);
  const HwPowerTap *tap = &rack->taps[i];
  double stress_w = hw_power_tap_stress_w (tap, &state->taps[i]);
  HwCsvWriter *csv = self->csv;

  if (!is_wanted (hw_power_plan_node (self->solution->plan, tap->node), self->object)
      || (self->breakers && isnan (tap->trip_w)))
    return;
  add_key (csv, inner_key (csv->design, tap->feed, HW_POWER_TAP, HW_REF (HW_TABLE_RACK, handle)));
  hw_csv_add_name (csv, HW_TABLE_FEED, tap->feed);
  hw_csv_add_text (csv, hw_power_role_name (HW_POWER_TAP));
  hw_csv_add_name (csv, HW_TABLE_RACK, handle);
  add_phases (csv, tap);
  hw_csv_add_number (csv, tap->trip_w);
  add_load (csv, stress_w, tap->limit_w);
  add_state (csv,
             (state->live & 1u << i) != 0 && !tap->dead,
             !isnan (tap->limit_w) && !hw_within (stress_w, tap->limit_w),
             trip_round (self->solution, handle, HW_POWER_TAP, i, 0));
  if (!self->breakers)
    {
      HwPowerTapBreaker breaker = hw_power_tap_breaker (csv->results, handle, i);

      hw_csv_add_number (csv, breaker.rating_a);
      hw_csv_add_text (csv, breaker.stated ? "yes" : "no");
    }
  hw_csv_end_line (csv);
}

static void
write_rack_pdus (Taps *self, HwHandle handle, const HwPowerRack *rack)
{
  const HwPowerRackState *state = &g_array_index (self->solution->racks, HwPowerRackState, handle);
  g_autofree HwPhaseLoad *loads = g_new0 (HwPhaseLoad, MAX (rack->pdus->len, 1));
  HwCsvWriter *csv = self->csv;
  HwPowerRackState solved;

  hw_power_rack_solve (rack, state->live, &solved, NULL, loads);
  for (guint i = 0; i < rack->pdus->len; i++)
    {
      const HwPowerRackPdu *pdu = &g_array_index (rack->pdus, HwPowerRackPdu, i);
      const HwPowerTap *tap = &rack->taps[pdu->tap];
      double stress_w = hw_power_tap_stress_w (tap, &loads[i]);

      if (!is_wanted (hw_power_plan_node (self->solution->plan, tap->node), self->object)
          || isnan (pdu->trip_w))
        continue;
      add_key (
          csv,
          inner_key (
              csv->design, tap->feed, HW_POWER_RACK_PDU, HW_REF (HW_TABLE_DEVICE, pdu->device)));
      hw_csv_add_name (csv, HW_TABLE_FEED, tap->feed);
      hw_csv_add_text (csv, hw_power_role_name (HW_POWER_RACK_PDU));
      hw_csv_add_name (csv, HW_TABLE_DEVICE, pdu->device);
      add_phases (csv, tap);
      hw_csv_add_number (csv, pdu->trip_w);
      add_load (csv, stress_w, pdu->limit_w);
      add_state (csv,
                 (state->live & 1u << pdu->tap) != 0 && !pdu->dead,
                 !isnan (pdu->limit_w) && !hw_within (stress_w, pdu->limit_w),
                 trip_round (self->solution, handle, HW_POWER_RACK_PDU, 0, pdu->device));
      hw_csv_end_line (csv);
    }
}

static void
walk_racks (Taps *self)
{
  HwDesign *design = self->csv->design;

  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    for (HwHandle handle = self->object.table == HW_TABLE_HALL && self->object.handle != 0
                                   && self->object.handle != hall
                               ? 0
                               : hw_design_first_child (design, HW_TABLE_RACK, hall);
         handle != 0;
         handle = hw_design_next_child (design, HW_TABLE_RACK, handle))
      {
        const HwPowerRack *rack
            = hw_results_power_rack (self->csv->results, self->solution, handle);

        for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
          write_tap (self, handle, rack, i);
        if (rack != NULL && self->breakers)
          write_rack_pdus (self, handle, rack);
      }
}

static const char *const tap_header[] = { "key",    "feed",     "role",   "of",
                                          "phases", "rating W", "load W", "limit W",
                                          "%",      "state",    NULL };

void
hw_csv_write_panels (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "key",     "feed", "role",  "of",        "phases", "rating W", "load W",
          "limit W", "%",    "state", "breaker A", "stated", NULL };
  Taps taps = { self, hw_results_power (self->results), object, FALSE };

  hw_csv_add_header (self, header);
  walk_racks (&taps);
}

void
hw_csv_write_breakers (HwCsvWriter *self, HwRef object)
{
  const HwPowerSolution *solution = hw_results_power (self->results);
  Taps taps = { self, solution, object, TRUE };

  hw_csv_add_header (self, tap_header);
  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);
      HwPowerTap line = { .phases = node->phases, .phase = node->phase, .between = node->between };

      if (isnan (node->trip_w) || !is_wanted (node, object))
        continue;
      add_key (self, hw_power_node_key (self->design, node));
      hw_csv_add_text (
          self, node->role == HW_POWER_FEED ? hw_design_name (self->design, node->object) : NULL);
      hw_csv_add_text (self, hw_power_role_name (node->role));
      add_key (self, hw_power_node_name (self->design, node));
      add_phases (self, &line);
      hw_csv_add_number (self, node->trip_w);
      add_load (self, state->stress_w, node->limit_w);
      add_state (self, state->live, state->over, state->tripped);
      hw_csv_end_line (self);
    }
  walk_racks (&taps);
}
