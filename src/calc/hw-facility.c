/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-facility.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-air-zone.h"
#include "hw-air.h"
#include "hw-power.h"
#include "hw-psychrometry.h"
#include "hw-results-private.h"

/* Streams whose temperatures differ by less are one: no sensor tells them apart. */
#define ALIKE_K 0.05
/* Heat to liquid that no loop carries, of all of it, which rounding does not make. */
#define STRAY 1e-6

static const struct
{
  const char *key, *label;
} parts[HW_N_FACILITY_PARTS] = {
  [HW_FACILITY_IT] = { "it", N_ ("IT equipment") },
  [HW_FACILITY_POWER_LOSS] = { "power_loss", N_ ("Losses of the power chain") },
  [HW_FACILITY_PUMPS] = { "pumps", N_ ("Pumps of cooling loops") },
  [HW_FACILITY_FANS] = { "fans", N_ ("Fans of room coolers, doors and side-cars") },
  [HW_FACILITY_REJECTION] = { "rejection", N_ ("Fans and pumps of heat rejection") },
  [HW_FACILITY_CHILLERS] = { "chillers", N_ ("Chillers") },
};

const char *
hw_facility_part_key (HwFacilityPart part)
{
  return parts[part].key;
}

const char *
hw_facility_part_label (HwFacilityPart part)
{
  return _ (parts[part].label);
}

void
hw_facility_free (HwFacility *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->streams);
  g_free (self);
}

static void
add_stream (HwFacility *self, double heat_w, double supply_c, double return_c)
{
  HwHeatStream stream = { heat_w, supply_c, return_c };

  if (!(heat_w > 0))
    return;
  if (!isfinite (supply_c) || !isfinite (return_c))
    {
      self->n_unknown[HW_FACILITY_REJECTION]++;
      return;
    }
  for (guint i = 0; i < self->streams->len; i++)
    {
      HwHeatStream *other = &g_array_index (self->streams, HwHeatStream, i);

      if (fabs (other->supply_c - supply_c) > ALIKE_K
          || fabs (other->return_c - return_c) > ALIKE_K)
        continue;
      other->heat_w += heat_w;
      return;
    }
  g_array_append_val (self->streams, stream);
}

/* The losses of the power chain at @load_factor of the nameplate power; NAN: the design has none.
 */
static double
chain_loss_w (HwResults *results, double load_factor)
{
  return hw_design_count (hw_results_get_design (results), HW_TABLE_POWER) > 0
             ? hw_results_power_loss_w (results, load_factor)
             : NAN;
}

/* What the loads are over those that the figures of loops and air are for. */
typedef struct
{
  HwResults *results;
  HwFacility *facility;
  double ratio;
} Load;

/* Of a machine that runs at @speed over rated where the figures are: power at the load over that
 * there. */
static double
slower (const Load *load, double speed)
{
  double ratio = fmax (load->ratio, speed > 0 ? fmin (HW_LEAST_SPEED / speed, 1) : 0);

  return ratio * ratio * ratio;
}

/* --- loops --- */

/* Returns: heat of racks that the coolant takes, doors left out, as the figures have it */
static double
add_loop (const Load *load, const HwLoopSolution *solution)
{
  HwFacility *facility = load->facility;
  double carried_w = 0;

  for (guint i = 0; i < solution->plan->racks->len; i++)
    if (!g_array_index (solution->plan->racks, HwLoopRack, i).is_door)
      carried_w += solution->racks[i].heat_w;
  if (solution->plan->racks->len == 0)
    return 0;
  if (!solution->solved || !solution->steady)
    {
      facility->n_unknown[HW_FACILITY_PUMPS]++;
      return 0;
    }
  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &solution->cdus[i];
      double pump = isnan (cdu->speed) ? slower (load, flow->speed) : 1;

      facility->inside_w[HW_FACILITY_PUMPS] += flow->electric_w * pump;
      if (flow->runs && !cdu->rating.to_air)
        add_stream (facility,
                    (flow->heat_w - flow->hydraulic_w) * load->ratio + flow->hydraulic_w * pump,
                    flow->sink_in_c,
                    flow->sink_out_c);
    }
  return carried_w;
}

static void
add_loops (const Load *load)
{
  HwDesign *design = hw_results_get_design (load->results);
  HwSum liquid = hw_results_total (load->results, HW_TOTAL_LIQUID, HW_REF (HW_TABLE_DESIGN, 0));
  double carried_w = 0;

  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    carried_w += add_loop (load, hw_results_loop (load->results, loop));
  /* Nobody knows how warm the water is that takes the rest. */
  if (liquid.value - carried_w > STRAY * liquid.value)
    load->facility->n_unknown[HW_FACILITY_REJECTION]++;
}

/* --- air --- */

/* Room coolers of a hall, by kind. */
static void
add_coolers (const Load *load, const HwCounts *counts, const HwAirZone *zone)
{
  HwResults *results = load->results;
  double speed = zone->capacity_m3_s > 0 ? fmin (zone->flow_m3_s / zone->capacity_m3_s, 1) : 1;
  double slow = fmax (speed * load->ratio, HW_LEAST_SPEED);

  for (guint i = 0; counts != NULL && i < counts->counts->len; i++)
    {
      const HwContributor *contributor = hw_contributors_get (results->contributors, i);
      guint n = hw_counts_of (counts, i);
      HwProductKind kind = contributor->product->kind;
      gboolean door = kind == HW_KIND_REAR_DOOR || kind == HW_KIND_SIDECAR;
      double fans_w = hw_product_value (contributor->product, HW_FIELD_POWER_NAMEPLATE);

      if (n == 0 || (!hw_air_is_cooler (contributor->product) && !door))
        continue;
      if (isnan (fans_w))
        load->facility->n_unknown[HW_FACILITY_FANS] += n;
      else
        load->facility->inside_w[HW_FACILITY_FANS] += n * fans_w * (door ? 1 : slow * slow * slow);
    }
}

static void
add_hall (const Load *load, HwHandle hall)
{
  HwResults *results = load->results;
  HwFacility *facility = load->facility;
  HwAirZone zone = hw_results_air (results, hall);
  double before_w = facility->inside_w[HW_FACILITY_FANS];
  double heat_w, supply_c;

  add_coolers (load, hall < results->halls->len ? results->halls->pdata[hall] : NULL, &zone);
  heat_w = zone.heat_w * load->ratio;
  if (heat_w > 0 && zone.n_coolers == 0)
    facility->n_unknown[HW_FACILITY_FANS]++;
  /* What fans draw ends in the air that they move. */
  supply_c = hw_design_get_site (results->design)->air_c - HW_ROOM_WATER_APPROACH_K;
  add_stream (facility,
              heat_w + facility->inside_w[HW_FACILITY_FANS] - before_w,
              supply_c,
              supply_c + HW_ROOM_WATER_RISE_K);
}

/* --- the whole --- */

HwFacility *
hw_results_facility (HwResults *self, double load_factor)
{
  HwRef whole = HW_REF (HW_TABLE_DESIGN, 0);
  HwSum expected = hw_results_total (self, HW_TOTAL_IT_EXPECTED, whole);
  HwSum shown = self->expected ? expected : hw_results_total (self, HW_TOTAL_IT_NAMEPLATE, whole);
  HwFacility *facility;
  Load load = { .results = self };
  double nameplate_w = hw_results_total (self, HW_TOTAL_IT_NAMEPLATE, whole).value;
  double loss_w;

  if (!(expected.value > 0 && shown.value > 0))
    return NULL;
  facility = g_new0 (HwFacility, 1);
  facility->streams = g_array_new (FALSE, FALSE, sizeof (HwHeatStream));
  facility->load_factor = load_factor;
  facility->rejection = hw_design_get_site (self->design)->rejection;
  facility->inside_w[HW_FACILITY_IT] = expected.value * load_factor;
  facility->n_unknown[HW_FACILITY_IT] = expected.n_unknown;
  load.facility = facility;
  load.ratio = expected.value * load_factor / shown.value;
  loss_w = chain_loss_w (self, expected.value * load_factor / nameplate_w);
  if (isnan (loss_w))
    facility->n_unknown[HW_FACILITY_POWER_LOSS] = 1;
  else
    {
      facility->inside_w[HW_FACILITY_POWER_LOSS] = loss_w;
      facility->n_unknown[HW_FACILITY_POWER_LOSS] = hw_results_power_n_unknown_losses (self);
    }
  add_loops (&load);
  for (HwHandle hall = hw_design_next (self->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next (self->design, HW_TABLE_HALL, hall))
    add_hall (&load, hall);
  return facility;
}

HwFacilityPower
hw_facility_power (const HwFacility *self, const HwOutdoorAir *air)
{
  HwFacilityPower power = { .reached = TRUE };

  for (guint i = 0; air != NULL && i < self->streams->len; i++)
    {
      const HwHeatStream *stream = &g_array_index (self->streams, HwHeatStream, i);
      HwRejection rejection = hw_heat_reject (
          self->rejection, stream->heat_w, stream->supply_c, stream->return_c, air);

      power.part_w[HW_FACILITY_REJECTION] += rejection.fan_w;
      power.part_w[HW_FACILITY_CHILLERS] += rejection.compressor_w;
      power.water_kg_s += rejection.water_kg_s;
      power.reached &= rejection.supply_c <= stream->supply_c;
    }
  for (guint part = 0; part < HW_N_FACILITY_PARTS; part++)
    {
      power.part_w[part] += self->inside_w[part];
      power.total_w += power.part_w[part];
    }
  return power;
}

/* --- the operating point --- */

/* In the warmest hour of the year. Returns: %FALSE without a climate */
static gboolean
warmest_air (HwResults *results, HwOutdoorAir *air)
{
  const HwWeather *weather = hw_results_weather (results);
  double pressure_pa = hw_air_pressure (hw_design_get_site (results->design)->altitude_m);
  guint warmest = 0;

  if (weather == NULL)
    return FALSE;
  for (guint hour = 1; hour < HW_YEAR_HOURS; hour++)
    if (weather->dry_bulb_c[hour] > weather->dry_bulb_c[warmest])
      warmest = hour;
  air->dry_bulb_c = weather->dry_bulb_c[warmest];
  air->wet_bulb_c = hw_wet_bulb (air->dry_bulb_c, weather->dew_point_c[warmest], pressure_pa);
  return TRUE;
}

gboolean
hw_results_operating_point (HwResults *self, double load_factor, HwOperatingPoint *point)
{
  g_autoptr (HwFacility) facility = hw_results_facility (self, load_factor);
  HwOutdoorAir air;

  if (facility == NULL)
    return FALSE;
  *point = (HwOperatingPoint){ .load_factor = load_factor };
  memcpy (point->n_unknown, facility->n_unknown, sizeof point->n_unknown);
  point->outdoors = warmest_air (self, &air);
  point->power = hw_facility_power (facility, point->outdoors ? &air : NULL);
  if (!point->outdoors && facility->streams->len > 0)
    point->n_unknown[HW_FACILITY_REJECTION]++;
  return TRUE;
}

gboolean
hw_results_operating_point_shown (HwResults *self, HwOperatingPoint *point)
{
  HwRef whole = HW_REF (HW_TABLE_DESIGN, 0);
  double expected_w = hw_results_total (self, HW_TOTAL_IT_EXPECTED, whole).value;
  double nameplate_w = hw_results_total (self, HW_TOTAL_IT_NAMEPLATE, whole).value;

  return expected_w > 0
         && hw_results_operating_point (self, self->expected ? 1 : nameplate_w / expected_w, point);
}

guint
hw_operating_point_n_unknown (const HwOperatingPoint *self)
{
  guint n = 0;

  for (guint part = 0; part < HW_N_FACILITY_PARTS; part++)
    n += self->n_unknown[part];
  return n;
}

/* Without a chain most of it is not derived: a sum of the rest would be taken for the whole. */
static HwSum
shown_over (HwResults *self, gboolean it)
{
  HwOperatingPoint point;
  HwSum sum = { .n_unknown = 1 };
  double value;

  if (hw_design_count (self->design, HW_TABLE_POWER) == 0
      || !hw_results_operating_point_shown (self, &point))
    return sum;
  value = point.power.total_w / (it ? point.power.part_w[HW_FACILITY_IT] : 1);
  return (HwSum){ value, value, value, 1, hw_operating_point_n_unknown (&point) };
}

HwSum
hw_results_facility_power (HwResults *self)
{
  return shown_over (self, FALSE);
}

HwSum
hw_results_power_ratio (HwResults *self)
{
  return shown_over (self, TRUE);
}
