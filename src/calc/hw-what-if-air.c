/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-what-if-private.h"

#include <math.h>
#include <string.h>

#include "hw-air-zone.h"
#include "hw-air.h"
#include "hw-results-private.h"

/* Air that racks take in at most, and the height of a room whose walls are drawn but no ceiling:
 * assumptions. 35 °C is the allowable inlet of ASHRAE class A2. */
#define LIMIT_C 35.0
#define ROOM_HEIGHT_M 4.0

/* Air that does not mix with other; see hw-air-zone.h. */
typedef struct
{
  HwHandle hall, row;
} Zone;

static gboolean
is_in (HwWhatIfWork *self, const Zone *zone, HwHandle rack)
{
  return hw_results_air_zone_of (self->results, rack) == zone->row;
}

static gboolean
is_cooler (HwDesign *design, HwHandle rack)
{
  return hw_air_is_cooler (hw_design_rack_product (design, rack));
}

/* What the racks of a zone do not give to its air any more. */
static double
less_heat_w (HwWhatIfWork *self, const Zone *zone)
{
  double sum = 0;

  for (HwHandle rack = hw_design_first_child (self->design, HW_TABLE_RACK, zone->hall); rack != 0;
       rack = hw_design_next_child (self->design, HW_TABLE_RACK, rack))
    if (is_in (self, zone, rack))
      sum += hw_results_rack (self->results, rack)->air_w * (1 - hw_what_if_heat_left (self, rack));
  return sum;
}

/* Heat that the room coolers that still work leave in the air of a zone, 0 for none. They are
 * looked at as with all working where that already is too much, or where no source rates one of
 * them. */
static double
short_w (HwWhatIfWork *self, const Zone *zone)
{
  HwAirZone air = hw_air_zone_whole (self->results, zone->hall, zone->row);

  if (hw_air_zone_judge (&air) & ~(1u << HW_AIR_RULE_FLOW) || air.n_unknown > 0)
    return 0;
  for (guint i = 0; i < self->out->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (self->out->outages, HwOutage, i);

      if (outage->object.table == HW_TABLE_RACK && outage->state >= HW_OUTAGE_HOT
          && hw_design_get_rack (self->design, outage->rack)->object.parent == zone->hall
          && is_cooler (self->design, outage->rack) && is_in (self, zone, outage->rack))
        air.capacity_w -= hw_product_value (hw_design_rack_product (self->design, outage->rack),
                                            HW_FIELD_COOLING_CAPACITY);
    }
  air.heat_w -= less_heat_w (self, zone);
  return hw_within (air.heat_w, fmax (air.capacity_w, 0)) ? 0 : air.heat_w - air.capacity_w;
}

static double
share_of_racks (HwWhatIfWork *self, const Zone *zone)
{
  HwDesign *design = self->design;
  guint n = 0, n_within = 0;

  for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, zone->hall); rack != 0;
       rack = hw_design_next_child (design, HW_TABLE_RACK, rack), n++)
    n_within += is_in (self, zone, rack);
  return n > 0 ? (double)n_within / n : 1;
}

/* Until the air of a zone is at its limit: ρ·V·cp·ΔT / P; what walls and metal take up is left out.
 * Of the air of the hall a zone is taken to have as much as it has of the racks. */
static double
seconds_to_limit (HwWhatIfWork *self, const Zone *zone, double heat_w)
{
  const HwHall *hall = hw_design_get_hall (self->design, zone->hall);
  const HwSite *site = hw_design_get_site (self->design);
  double volume_m3
      = hall->width_mm / 1e3 * hall->depth_mm / 1e3 * ROOM_HEIGHT_M * share_of_racks (self, zone);

  return hw_air_density (site->air_c, site->altitude_m) * volume_m3 * HW_AIR_HEAT_CAPACITY
         * fmax (LIMIT_C - site->air_c, 0) / heat_w;
}

/* Racks of the zone that give heat to its air. Returns: whether one stops now */
static gboolean
stop_zone (HwWhatIfWork *self, const Zone *zone, double after_s)
{
  double heat_w = short_w (self, zone);
  gboolean any = FALSE;
  double seconds;

  if (!(heat_w > 0))
    return FALSE;
  seconds = self->all ? after_s + seconds_to_limit (self, zone, heat_w) : 0;
  for (HwHandle rack = hw_design_first_child (self->design, HW_TABLE_RACK, zone->hall); rack != 0;
       rack = hw_design_next_child (self->design, HW_TABLE_RACK, rack))
    {
      HwRef object = HW_REF (HW_TABLE_RACK, rack);
      const HwRackFigures *figures = hw_results_rack (self->results, rack);
      HwOutage *outage;

      if (!(figures->air_w > 0 && figures->nameplate_w > 0)
          || hw_what_if_is_down (self->out, self->design, object) || is_cooler (self->design, rack)
          || !is_in (self, zone, rack))
        continue;
      outage = hw_what_if_set_outage (self->out, self->results, object, HW_OUTAGE_HOT);
      outage->seconds = seconds;
      outage->by_air = TRUE;
      hw_what_if_stop_rack (self, rack);
      any = TRUE;
    }
  return any;
}

/* Returns: whether it had not been looked at */
static gboolean
add_zone (GArray *zones, const Zone *zone)
{
  for (guint i = 0; i < zones->len; i++)
    if (memcmp (&g_array_index (zones, Zone, i), zone, sizeof *zone) == 0)
      return FALSE;
  g_array_append_val (zones, *zone);
  return TRUE;
}

gboolean
hw_what_if_solve_air (HwWhatIfWork *self)
{
  g_autoptr (GArray) zones = g_array_new (FALSE, FALSE, sizeof (Zone));
  guint n = self->out->outages->len;
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      HwOutage outage = g_array_index (self->out->outages, HwOutage, i);
      Zone zone = { hw_design_get_rack (self->design, outage.rack)->object.parent, 0 };

      if (outage.object.table != HW_TABLE_RACK || outage.state < HW_OUTAGE_HOT
          || !is_cooler (self->design, outage.rack))
        continue;
      zone.row = hw_results_air_zone_of (self->results, outage.rack);
      if (add_zone (zones, &zone))
        any = stop_zone (self, &zone, outage.state == HW_OUTAGE_UNPOWERED ? outage.seconds : 0)
              || any;
    }
  return any;
}
