/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-air-zone-private.h"

#include <math.h>

#include "hw-cooling-private.h"
#include "hw-rear-door.h"
#include "hw-results-private.h"
#include "hw-what-if.h"

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

void
hw_air_tally_add (HwAirTally *sum, const HwAirTally *tally, int sign)
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
  hw_air_tally_add (&g_array_index (sums, HwAirTally, handle), tally, sign);
}

/* Room coolers that stand in no row. */
static void
note_loose (HwResults *self, HwHandle rack, const HwRackMemory *memory)
{
  if (memory->air.n_coolers > 0 && memory->air_row == 0)
    g_hash_table_add (self->air_loose, GUINT_TO_POINTER (rack));
  else
    g_hash_table_remove (self->air_loose, GUINT_TO_POINTER (rack));
}

void
hw_air_move_rack (HwResults *self,
                  HwRackMemory *memory,
                  HwHandle rack,
                  const HwRackFigures *figures)
{
  hw_air_zones_forget (self);
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
  note_loose (self, rack, memory);
}

/* --- figures --- */

typedef const HwLoopSolution *(*LoopFunc) (HwResults *self, HwHandle loop);

/* A zone that is asked for, and what it adds up to. */
typedef struct
{
  HwHandle row;
  HwAirTally tally;
  HwAirZone zone;
} Part;

typedef struct
{
  HwHandle hall;
  Part *parts;
  guint n_parts;
  GHashTable *by_row;              /* Part by row; (nullable): there is one */
  gboolean undivided;              /* it is the whole hall */
  const struct _HwWhatIf *what_if; /* NULL: all works */
} Scope;

/* Returns: (nullable): where the rack stands in none that is asked for */
static Part *
part_at (HwResults *self, const Scope *scope, HwHandle rack)
{
  HwHandle row;

  if (scope->undivided)
    return scope->parts;
  row = hw_results_air_zone_of (self, rack);
  if (scope->by_row != NULL)
    return g_hash_table_lookup (scope->by_row, GUINT_TO_POINTER (row));
  return row == scope->parts->row ? scope->parts : NULL;
}

/* Side-cars and pumps of a loop whose pipes are in the hall. */
static void
add_loop (HwResults *self, const Scope *scope, const HwLoopSolution *solution)
{
  if (solution->plan->hall != scope->hall)
    return;
  for (guint i = 0; i < solution->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (solution->plan->racks, HwLoopRack, i);
      const HwRackFigures *figures = hw_results_rack (self, rack->rack);
      double heat_w = solution->racks[i].heat_w;
      Part *part;

      if (!rack->is_door || !(figures->air_w > 0))
        continue;
      part = part_at (self, scope, rack->rack);
      if (part == NULL)
        continue;
      part->zone.door_w += heat_w;
      /* What leaves a door as cool as the room needs no room cooler. */
      part->zone.flow_m3_s -= figures->airflow_m3_s * CLAMP (heat_w / figures->air_w, 0, 1);
    }
  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &solution->cdus[i];
      Part *part = part_at (self, scope, hw_design_rack_of (self->design, cdu->unit));

      if (part == NULL)
        continue;
      part->zone.pump_w += flow->electric_w - flow->hydraulic_w;
      if (!cdu->rating.to_air || !flow->runs)
        continue;
      part->zone.sidecar_w += flow->heat_w;
      part->zone.flow_m3_s += flow->sink_m3_s;
    }
}

/* What has stopped takes its part out of the sum, but is still there to be repaired. */
static void
take_outages (HwResults *self, const Scope *scope)
{
  for (guint i = 0; scope->what_if != NULL && i < scope->what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (scope->what_if->outages, HwOutage, i);
      HwAirTally own;
      Part *part;

      if (outage->object.table != HW_TABLE_RACK || outage->state < HW_OUTAGE_HOT
          || outage->rack >= self->memories->len
          || hw_design_get_rack (self->design, outage->rack)->object.parent != scope->hall)
        continue;
      part = part_at (self, scope, outage->rack);
      if (part == NULL)
        continue;
      own = g_array_index (self->memories, HwRackMemory, outage->rack).air;
      own.n_coolers = 0;
      hw_air_tally_add (&part->tally, &own, -1);
    }
}

static HwAirTally
tally_of_part (HwResults *self, const Scope *scope, HwHandle row)
{
  HwAirTally tally = { 0 };

  if (row != 0)
    {
      const HwAirZones *zones = hw_air_zones_get (self);

      return row < zones->zones->len && g_array_index (zones->zones, HwHandle, row) == row
                 ? g_array_index (zones->tallies, HwAirTally, row)
                 : tally;
    }
  if (scope->hall < self->air->len)
    tally = g_array_index (self->air, HwAirTally, scope->hall);
  if (!scope->undivided && scope->hall < hw_air_zones_get (self)->rests->len)
    hw_air_tally_add (
        &tally, &g_array_index (hw_air_zones_get (self)->rests, HwAirTally, scope->hall), -1);
  return tally;
}

/* Of racks and room coolers. */
static HwAirZone
zone_of_tally (HwResults *self, HwHandle hall, HwHandle row, const HwAirTally *tally)
{
  HwAirZone zone = { .bypass = hw_design_get_hall (self->design, hall)->bypass_air };

  if (row != 0)
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

static void
tally_up (HwResults *self, const Scope *scope)
{
  for (guint i = 0; i < scope->n_parts; i++)
    scope->parts[i].tally = tally_of_part (self, scope, scope->parts[i].row);
  take_outages (self, scope);
  for (guint i = 0; i < scope->n_parts; i++)
    {
      Part *part = &scope->parts[i];

      part->zone = zone_of_tally (self, scope->hall, part->row, &part->tally);
    }
}

static void
add_loops (HwResults *self, const Scope *scope, LoopFunc loop_of)
{
  HwDesign *design = self->design;

  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    add_loop (self, scope, loop_of (self, loop));
  for (guint i = 0; i < scope->n_parts; i++)
    {
      HwAirZone *zone = &scope->parts[i].zone;

      zone->heat_w = zone->it_w + zone->sidecar_w + zone->pump_w - zone->door_w;
      zone->flow_m3_s = fmax (zone->flow_m3_s, 0); /* rounding of the sums */
    }
}

static gboolean
is_hall (HwResults *self, HwHandle hall)
{
  return hall != 0 && hw_design_has (self->design, HW_TABLE_HALL, hall);
}

static HwAirZone
zone_of (HwResults *self, Scope *scope, HwHandle row, LoopFunc loop_of)
{
  Part part = { .row = row };

  if (!is_hall (self, scope->hall))
    return part.zone;
  scope->parts = &part;
  scope->n_parts = 1;
  tally_up (self, scope);
  add_loops (self, scope, loop_of);
  return part.zone;
}

HwAirZone
hw_results_air (HwResults *self, HwHandle hall)
{
  Scope scope = { .hall = hall, .undivided = TRUE, .what_if = hw_results_stopped (self) };

  return zone_of (self, &scope, 0, hw_results_loop);
}

HwAirZone
hw_air_zone_whole (HwResults *self, HwHandle hall, HwHandle zone)
{
  Scope scope = { .hall = hall };

  return zone_of (self, &scope, zone, hw_cooling_whole);
}

HwAirZone
hw_results_air_zone (HwResults *self, HwHandle hall, HwHandle zone)
{
  Scope scope = { .hall = hall, .what_if = hw_results_stopped (self) };

  return zone_of (self, &scope, zone, hw_results_loop);
}

GArray *
hw_results_air_each (HwResults *self, HwHandle hall, const GArray *zones)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HwAirZone));
  g_autoptr (GHashTable) by_row = g_hash_table_new (NULL, NULL);
  g_autofree Part *parts = g_new0 (Part, MAX (zones->len, 1));
  Scope scope = { .hall = hall,
                  .parts = parts,
                  .n_parts = zones->len,
                  .by_row = by_row,
                  .what_if = hw_results_stopped (self) };

  for (guint i = 0; i < zones->len; i++)
    {
      parts[i].row = g_array_index (zones, HwHandle, i);
      g_hash_table_insert (by_row, GUINT_TO_POINTER (parts[i].row), &parts[i]);
    }
  tally_up (self, &scope);
  add_loops (self, &scope, hw_results_loop);
  for (guint i = 0; i < zones->len; i++)
    g_array_append_val (found, parts[i].zone);
  return found;
}

HwAirZone
hw_results_air_zone_quick (HwResults *self, HwHandle hall, HwHandle row)
{
  Part part = { .row = row };
  /* What follows from failures is not sought for it. */
  Scope scope = { .hall = hall, .parts = &part, .n_parts = 1, .what_if = self->what_if };

  if (!is_hall (self, hall))
    return part.zone;
  tally_up (self, &scope);
  if (part.tally.n_exchanging > 0)
    {
      add_loops (self, &scope, hw_results_loop);
      return part.zone;
    }
  part.zone.pump_w = part.tally.pump_mw / 1e3;
  part.zone.heat_w = part.zone.it_w + part.zone.pump_w;
  return part.zone;
}
