/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-air-zone.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cooling-private.h"
#include "hw-rear-door.h"
#include "hw-results-private.h"
#include "hw-what-if.h"

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

gboolean
hw_air_is_cooler (const HwProduct *product)
{
  return product->kind == HW_KIND_CRAH || product->kind == HW_KIND_FAN_WALL;
}

/* A figure beyond counts as this, so that sums of millions of them stay in 64 bits. */
#define MOST 1e9

static gint64
whole (double figure)
{
  return llround (CLAMP (figure, 0, MOST) * 1000);
}

/* Pumps at their rating, and what exchanges heat between a loop and the room. */
static void
tally_cdus (HwResults *self, const HwComposition *composition, HwAirTally *tally)
{
  const double loss = 1 / (HW_PUMP_EFFICIENCY * HW_MOTOR_EFFICIENCY * HW_DRIVE_EFFICIENCY) - 1;

  for (guint i = 0; i < composition->n_entries; i++)
    {
      const HwCompositionEntry *entry = &composition->entries[i];
      const HwProduct *product
          = hw_contributors_get (self->contributors, entry->contributor)->product;
      HwCduRating rating;

      if (hw_rear_door_is_one (product))
        tally->n_exchanging += entry->count;
      if (!hw_cdu_is_one (product))
        continue;
      rating = hw_cdu_rating (product);
      if (rating.to_air)
        tally->n_exchanging += entry->count;
      else if (rating.flow_m3_s > 0)
        tally->pump_mw += entry->count * whole (rating.flow_m3_s * rating.head_pa * loss);
    }
}

static HwAirTally
tally_of (HwResults *self,
          HwHandle rack,
          const HwComposition *composition,
          const HwRackFigures *figures)
{
  const HwProduct *product = hw_design_rack_product (self->design, rack);
  HwAirTally tally = { .heat_mw = whole (figures->air_w),
                       .flow_ml_s = whole (figures->airflow_m3_s * 1000),
                       .n_assumed = figures->airflow_assumed };
  double capacity, flow;

  tally_cdus (self, composition, &tally);
  if (!hw_air_is_cooler (product))
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
add_tally (HwAirTally *sum, const HwAirTally *tally, int sign)
{
  sum->heat_mw += sign * tally->heat_mw;
  sum->flow_ml_s += sign * tally->flow_ml_s;
  sum->capacity_mw += sign * tally->capacity_mw;
  sum->capacity_ml_s += sign * tally->capacity_ml_s;
  sum->pump_mw += sign * tally->pump_mw;
  sum->n_assumed += sign * tally->n_assumed;
  sum->n_coolers += sign * tally->n_coolers;
  sum->n_unknown += sign * tally->n_unknown;
  sum->n_exchanging += sign * tally->n_exchanging;
}

static void
count (GArray *sums, HwHandle handle, const HwAirTally *tally, int sign)
{
  if (handle >= sums->len)
    g_array_set_size (sums, handle + 1);
  add_tally (&g_array_index (sums, HwAirTally, handle), tally, sign);
}

void
hw_air_move_rack (HwResults *self,
                  HwRackMemory *memory,
                  HwHandle rack,
                  const HwRackFigures *figures)
{
  count (self->air, memory->air_hall, &memory->air, -1);
  count (self->air_rows, memory->air_row, &memory->air, -1);
  memory->air = (HwAirTally){ 0 };
  if (figures != NULL)
    {
      memory->air_hall = memory->hall;
      memory->air_row = hw_design_get_rack (self->design, rack)->row;
      memory->air = tally_of (self, rack, memory->composition, figures);
    }
  count (self->air, memory->air_hall, &memory->air, 1);
  count (self->air_rows, memory->air_row, &memory->air, 1);
}

/* --- what divides a hall --- */

/* The rows of a hall that name one aisle. */
typedef struct
{
  HwSymbol name;
  HwHandle row; /* the first of them, which stands for the zone */
  HwAirTally tally;
} Containment;

static HwSymbol
containment_of_row (HwDesign *design, HwHandle row)
{
  return ((const HwRow *)hw_design_row (design, HW_TABLE_ROW, row))->containment;
}

/* Those with coolers of their own, which are zones. */
static GArray *
containments_of (HwResults *self, HwHandle hall)
{
  HwDesign *design = self->design;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Containment));

  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    {
      HwSymbol name = containment_of_row (design, row);
      guint i = 0;

      if (name == 0)
        continue;
      while (i < found->len && g_array_index (found, Containment, i).name != name)
        i++;
      if (i == found->len)
        {
          Containment containment = { .name = name, .row = row };
          g_array_append_val (found, containment);
        }
      if (row < self->air_rows->len)
        add_tally (&g_array_index (found, Containment, i).tally,
                   &g_array_index (self->air_rows, HwAirTally, row),
                   1);
    }
  for (guint i = found->len; i-- > 0;)
    if (g_array_index (found, Containment, i).tally.n_coolers == 0)
      g_array_remove_index (found, i);
  return found;
}

static HwHandle
zone_of_row (HwDesign *design, const GArray *containments, HwHandle row)
{
  HwSymbol name = row != 0 ? containment_of_row (design, row) : 0;

  for (guint i = 0; name != 0 && i < containments->len; i++)
    if (g_array_index (containments, Containment, i).name == name)
      return g_array_index (containments, Containment, i).row;
  return 0;
}

HwHandle
hw_results_air_zone_of_row (HwResults *self, HwHandle row)
{
  g_autoptr (GArray) containments = NULL;

  /* Most rows name none, and nothing is to be looked for. */
  if (row == 0 || containment_of_row (self->design, row) == 0)
    return 0;
  containments = containments_of (
      self, ((const HwRow *)hw_design_row (self->design, HW_TABLE_ROW, row))->object.parent);
  return zone_of_row (self->design, containments, row);
}

HwHandle
hw_results_air_zone_of (HwResults *self, HwHandle rack)
{
  return hw_results_air_zone_of_row (self, hw_design_get_rack (self->design, rack)->row);
}

GArray *
hw_results_air_zones (HwResults *self, HwHandle hall)
{
  g_autoptr (GArray) containments = containments_of (self, hall);
  GArray *zones = g_array_new (FALSE, TRUE, sizeof (HwHandle));

  g_array_set_size (zones, 1);
  for (guint i = 0; i < containments->len; i++)
    g_array_append_val (zones, g_array_index (containments, Containment, i).row);
  return zones;
}

/* What is asked for. */
typedef struct
{
  HwHandle hall, row;
  const GArray *containments;      /* NULL: the whole hall */
  const struct _HwWhatIf *what_if; /* NULL: all works */
} Scope;

static gboolean
is_within (HwResults *self, const Scope *scope, HwHandle rack)
{
  return scope->containments == NULL
         || zone_of_row (
                self->design, scope->containments, hw_design_get_rack (self->design, rack)->row)
                == scope->row;
}

/* Side-cars and pumps of a loop whose pipes are in the hall. */
static void
add_loop (HwResults *self, HwAirZone *zone, const Scope *scope, const HwLoopSolution *solution)
{
  if (solution->plan->hall != scope->hall)
    return;
  for (guint i = 0; i < solution->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (solution->plan->racks, HwLoopRack, i);
      const HwRackFigures *figures = hw_results_rack (self, rack->rack);
      double heat_w = solution->racks[i].heat_w;

      if (!rack->is_door || !(figures->air_w > 0) || !is_within (self, scope, rack->rack))
        continue;
      zone->door_w += heat_w;
      /* What leaves a door as cool as the room needs no room cooler. */
      zone->flow_m3_s -= figures->airflow_m3_s * CLAMP (heat_w / figures->air_w, 0, 1);
    }
  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &solution->cdus[i];

      if (!is_within (self, scope, hw_design_rack_of (self->design, cdu->unit)))
        continue;
      zone->pump_w += flow->electric_w - flow->hydraulic_w;
      if (!cdu->rating.to_air || !flow->runs)
        continue;
      zone->sidecar_w += flow->heat_w;
      zone->flow_m3_s += flow->sink_m3_s;
    }
}

/* What has stopped takes its part out of the sum, but is still there to be repaired. */
static void
take_outages (HwResults *self, const Scope *scope, HwAirTally *tally)
{
  for (guint i = 0; scope->what_if != NULL && i < scope->what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (scope->what_if->outages, HwOutage, i);
      HwAirTally own;

      if (outage->object.table != HW_TABLE_RACK || outage->state < HW_OUTAGE_HOT
          || outage->rack >= self->memories->len
          || hw_design_get_rack (self->design, outage->rack)->object.parent != scope->hall
          || !is_within (self, scope, outage->rack))
        continue;
      own = g_array_index (self->memories, HwRackMemory, outage->rack).air;
      own.n_coolers = 0;
      add_tally (tally, &own, -1);
    }
}

static HwAirTally
tally_of_scope (HwResults *self, const Scope *scope)
{
  HwAirTally tally = { 0 };

  if (scope->row == 0 && scope->hall < self->air->len)
    tally = g_array_index (self->air, HwAirTally, scope->hall);
  for (guint i = 0; scope->containments != NULL && i < scope->containments->len; i++)
    {
      const Containment *containment = &g_array_index (scope->containments, Containment, i);

      if (scope->row == 0)
        add_tally (&tally, &containment->tally, -1);
      else if (containment->row == scope->row)
        tally = containment->tally;
    }
  take_outages (self, scope, &tally);
  return tally;
}

/* Of racks and room coolers. */
static HwAirZone
zone_of_tally (HwResults *self, const Scope *scope, const HwAirTally *tally)
{
  HwAirZone zone = { .bypass = hw_design_get_hall (self->design, scope->hall)->bypass_air };

  if (scope->row != 0)
    zone.bypass = 0;
  zone.it_w = tally->heat_mw / 1e3;
  zone.flow_m3_s = tally->flow_ml_s / 1e6;
  zone.capacity_w = tally->capacity_mw / 1e3;
  zone.capacity_m3_s = tally->capacity_ml_s / 1e6 * (1 - zone.bypass);
  zone.n_assumed = tally->n_assumed;
  zone.n_coolers = tally->n_coolers;
  zone.n_unknown = tally->n_unknown;
  return zone;
}

static gboolean
is_hall (HwResults *self, HwHandle hall)
{
  return hall != 0 && hw_design_has (self->design, HW_TABLE_HALL, hall);
}

typedef const HwLoopSolution *(*LoopFunc) (HwResults *self, HwHandle loop);

static HwAirZone
zone_of (HwResults *self, const Scope *scope, LoopFunc loop_of)
{
  HwDesign *design = self->design;
  HwAirTally tally = tally_of_scope (self, scope);
  HwAirZone zone = zone_of_tally (self, scope, &tally);

  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    add_loop (self, &zone, scope, loop_of (self, loop));
  zone.heat_w = zone.it_w + zone.sidecar_w + zone.pump_w - zone.door_w;
  zone.flow_m3_s = fmax (zone.flow_m3_s, 0); /* rounding of the sums */
  return zone;
}

HwAirZone
hw_results_air (HwResults *self, HwHandle hall)
{
  Scope scope = { .hall = hall, .what_if = hw_results_stopped (self) };

  return is_hall (self, hall) ? zone_of (self, &scope, hw_results_loop) : (HwAirZone){ 0 };
}

HwAirZone
hw_air_zone_whole (HwResults *self, HwHandle hall, HwHandle zone)
{
  g_autoptr (GArray) containments = NULL;
  Scope scope = { .hall = hall, .row = zone };

  if (!is_hall (self, hall))
    return (HwAirZone){ 0 };
  scope.containments = containments = containments_of (self, hall);
  return zone_of (self, &scope, hw_cooling_whole);
}

HwAirZone
hw_results_air_zone (HwResults *self, HwHandle hall, HwHandle zone)
{
  g_autoptr (GArray) containments = NULL;
  Scope scope = { .hall = hall, .row = zone, .what_if = hw_results_stopped (self) };

  if (!is_hall (self, hall))
    return (HwAirZone){ 0 };
  scope.containments = containments = containments_of (self, hall);
  return zone_of (self, &scope, hw_results_loop);
}

HwAirZone
hw_results_air_zone_quick (HwResults *self, HwHandle hall, HwHandle row)
{
  g_autoptr (GArray) containments = NULL;
  /* What follows from failures is not sought for it. */
  Scope scope = { .hall = hall, .row = row, .what_if = self->what_if };
  HwAirTally tally;
  HwAirZone zone;

  if (!is_hall (self, hall))
    return (HwAirZone){ 0 };
  scope.containments = containments = containments_of (self, hall);
  tally = tally_of_scope (self, &scope);
  if (tally.n_exchanging > 0)
    return zone_of (self, &scope, hw_results_loop);
  zone = zone_of_tally (self, &scope, &tally);
  zone.pump_w = tally.pump_mw / 1e3;
  zone.heat_w = zone.it_w + zone.pump_w;
  return zone;
}

char *
hw_air_zone_dup_name (HwDesign *design, HwHandle hall, HwHandle zone)
{
  const char *name = hw_design_name (design, HW_REF (HW_TABLE_HALL, hall));

  if (zone == 0)
    return g_strdup (name);
  return g_strdup_printf (
      _ ("containment %s in %s"), hw_design_text (design, containment_of_row (design, zone)), name);
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
