/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-air-zone.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cooling-private.h"
#include "hw-rear-door.h"
#include "hw-results-private.h"

/* Rounding of sums over many racks. */
#define ROUNDING 1e-9

static const struct
{
  const char *code;
  HwSeverity severity;
} rules[HW_N_AIR_RULES] = {
  [HW_AIR_RULE_CAPACITY] = { "air-capacity", HW_SEVERITY_ERROR },
  [HW_AIR_RULE_FLOW] = { "air-flow", HW_SEVERITY_WARNING },
  [HW_AIR_RULE_NONE] = { "air-without-cooler", HW_SEVERITY_NOTE },
};

const char *
hw_air_rule_code (HwAirRule rule)
{
  return rules[rule].code;
}

HwSeverity
hw_air_rule_severity (HwAirRule rule)
{
  return rules[rule].severity;
}

/* A figure beyond counts as this, so that sums of millions of them stay in 64 bits. */
#define MOST 1e9

static gint64
whole (double figure)
{
  return llround (CLAMP (figure, 0, MOST) * 1000);
}

static HwAirTally
tally_of (HwResults *self, HwHandle rack, const HwRackFigures *figures)
{
  const HwProduct *product = hw_design_rack_product (self->design, rack);
  HwAirTally tally = { .heat_mw = whole (figures->air_w),
                       .flow_ml_s = whole (figures->airflow_m3_s * 1000),
                       .n_assumed = figures->airflow_assumed };
  double capacity, flow;

  if (product->kind != HW_KIND_CRAH && product->kind != HW_KIND_FAN_WALL)
    return tally;
  capacity = hw_product_value (product, HW_FIELD_COOLING_CAPACITY);
  flow = hw_product_value (product, HW_FIELD_AIRFLOW);
  tally.n_coolers = 1;
  tally.n_unknown = isnan (capacity) || isnan (flow);
  tally.capacity_mw = isnan (capacity) ? 0 : whole (capacity);
  tally.capacity_ml_s = isnan (flow) ? 0 : whole (flow * 1000);
  return tally;
}

static void
count (HwResults *self, HwHandle hall, const HwAirTally *tally, int sign)
{
  HwAirTally *sum;

  if (hall >= self->air->len)
    g_array_set_size (self->air, hall + 1);
  sum = &g_array_index (self->air, HwAirTally, hall);
  sum->heat_mw += sign * tally->heat_mw;
  sum->flow_ml_s += sign * tally->flow_ml_s;
  sum->capacity_mw += sign * tally->capacity_mw;
  sum->capacity_ml_s += sign * tally->capacity_ml_s;
  sum->n_assumed += sign * tally->n_assumed;
  sum->n_coolers += sign * tally->n_coolers;
  sum->n_unknown += sign * tally->n_unknown;
}

void
hw_air_move_rack (HwResults *self,
                  HwRackMemory *memory,
                  HwHandle rack,
                  const HwRackFigures *figures)
{
  count (self, memory->air_hall, &memory->air, -1);
  memory->air = (HwAirTally){ 0 };
  if (figures != NULL)
    {
      memory->air_hall = memory->hall;
      memory->air = tally_of (self, rack, figures);
    }
  count (self, memory->air_hall, &memory->air, 1);
}

/* Side-cars and pumps of a loop whose pipes are in the hall. */
static void
add_loop (HwResults *self, HwAirZone *zone, HwHandle hall, const HwLoopSolution *solution)
{
  if (solution->plan->hall != hall)
    return;
  for (guint i = 0; i < solution->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (solution->plan->racks, HwLoopRack, i);
      const HwRackFigures *figures = hw_results_rack (self, rack->rack);
      double heat_w = solution->racks[i].heat_w;

      if (!rack->is_door || !(figures->air_w > 0))
        continue;
      zone->door_w += heat_w;
      /* What leaves a door as cool as the room needs no room cooler. */
      zone->flow_m3_s -= figures->airflow_m3_s * CLAMP (heat_w / figures->air_w, 0, 1);
    }
  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &solution->cdus[i];

      zone->pump_w += flow->electric_w - flow->hydraulic_w;
      if (!cdu->rating.to_air || !flow->runs)
        continue;
      zone->sidecar_w += flow->heat_w;
      zone->flow_m3_s += flow->sink_m3_s;
    }
}

/* Of racks and room coolers. */
static HwAirZone
zone_of_racks (HwResults *self, HwHandle hall)
{
  HwAirZone zone = { 0 };

  if (hall < self->air->len)
    {
      const HwAirTally *tally = &g_array_index (self->air, HwAirTally, hall);
      zone.it_w = tally->heat_mw / 1e3;
      zone.flow_m3_s = tally->flow_ml_s / 1e6;
      zone.capacity_w = tally->capacity_mw / 1e3;
      zone.bypass = hw_design_get_hall (self->design, hall)->bypass_air;
      zone.capacity_m3_s = tally->capacity_ml_s / 1e6 * (1 - zone.bypass);
      zone.n_assumed = tally->n_assumed;
      zone.n_coolers = tally->n_coolers;
      zone.n_unknown = tally->n_unknown;
    }
  return zone;
}

typedef const HwLoopSolution *(*LoopFunc) (HwResults *self, HwHandle loop);

static HwAirZone
zone_of_hall (HwResults *self, HwHandle hall, LoopFunc loop_of)
{
  HwDesign *design = self->design;
  HwAirZone zone = { 0 };

  if (hall == 0 || !hw_design_has (design, HW_TABLE_HALL, hall))
    return zone;
  zone = zone_of_racks (self, hall);
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    add_loop (self, &zone, hall, loop_of (self, loop));
  zone.heat_w = zone.it_w + zone.sidecar_w + zone.pump_w - zone.door_w;
  zone.flow_m3_s = fmax (zone.flow_m3_s, 0); /* rounding of the sums */
  return zone;
}

HwAirZone
hw_results_air_zone (HwResults *self, HwHandle hall)
{
  return zone_of_hall (self, hall, hw_results_loop);
}

HwAirZone
hw_air_zone_whole (HwResults *self, HwHandle hall)
{
  return zone_of_hall (self, hall, hw_cooling_whole);
}

HwAirZone
hw_results_air_zone_quick (HwResults *self, HwHandle hall)
{
  HwAirZone zone = { 0 };
  const HwCounts *counts;

  if (hall == 0 || !hw_design_has (self->design, HW_TABLE_HALL, hall))
    return zone;
  zone = zone_of_racks (self, hall);
  counts = hall < self->halls->len ? self->halls->pdata[hall] : NULL;
  for (guint i = 0; counts != NULL && i < counts->counts->len; i++)
    {
      const HwContributor *contributor = hw_contributors_get (self->contributors, i);
      guint n = hw_counts_of (counts, i);
      HwCduRating rating;

      if (n > 0 && hw_rear_door_is_one (contributor->product))
        return hw_results_air_zone (self, hall);
      if (n == 0 || !hw_cdu_is_one (contributor->product))
        continue;
      rating = hw_cdu_rating (contributor->product);
      if (rating.to_air)
        return hw_results_air_zone (self, hall);
      if (rating.flow_m3_s > 0)
        zone.pump_w += n * rating.flow_m3_s * rating.head_pa
                       * (1 / (HW_PUMP_EFFICIENCY * HW_MOTOR_EFFICIENCY * HW_DRIVE_EFFICIENCY) - 1);
    }
  zone.heat_w = zone.it_w + zone.pump_w;
  return zone;
}

guint
hw_air_zone_judge (const HwAirZone *zone)
{
  guint broken = 0;

  if (!(zone->heat_w > 0))
    return 0;
  if (zone->n_coolers == 0)
    return 1u << HW_AIR_RULE_NONE;
  /* Coolers that no source rates may carry the rest. */
  if (zone->n_unknown > 0)
    return 0;
  if (zone->heat_w > zone->capacity_w * (1 + ROUNDING))
    broken |= 1u << HW_AIR_RULE_CAPACITY;
  if (zone->flow_m3_s > zone->capacity_m3_s * (1 + ROUNDING))
    broken |= 1u << HW_AIR_RULE_FLOW;
  return broken;
}

char *
hw_air_rule_message (HwAirRule rule, const HwAirZone *zone, const char *hall)
{
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, zone->heat_w, NULL);
  g_autofree char *capacity = hw_quantity_format (HW_DIMENSION_POWER, zone->capacity_w, NULL);

  switch (rule)
    {
    case HW_AIR_RULE_CAPACITY:
      return g_strdup_printf (
          _ ("The air of %s takes up %s, and its room coolers carry %s: add coolers, or cool racks "
             "by liquid."),
          hall,
          heat,
          capacity);
    case HW_AIR_RULE_FLOW:
      if (zone->bypass > 0)
        return g_strdup_printf (
            _ ("The racks of %s move %.1f m³/s of air, and of that of its room coolers %.1f reach "
               "them: hot air comes round again. Contain the aisles or add coolers."),
            hall,
            zone->flow_m3_s,
            zone->capacity_m3_s);
      return g_strdup_printf (
          _ ("The racks of %s move %.1f m³/s of air and its room coolers %.1f: hot air comes round "
             "again. Add coolers."),
          hall,
          zone->flow_m3_s,
          zone->capacity_m3_s);
    case HW_AIR_RULE_NONE:
      return g_strdup_printf (
          _ ("The air of %s takes up %s at %.1f m³/s, and no room cooler stands in it: place CRAHs "
             "or a fan wall that carry both."),
          hall,
          heat,
          zone->flow_m3_s);
    case HW_N_AIR_RULES:
      break;
    }
  g_return_val_if_reached (NULL);
}
