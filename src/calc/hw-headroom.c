/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-headroom.h"

#include <glib/gi18n-lib.h>

#include "hw-feasibility.h"
#include "hw-floor-field.h"
#include "hw-floor-places.h"

/* No hall is that large. */
#define MOST_PLACES 1000000

/* The limit that stops most. */
static HwLimit
most_stopped (const guint stops[HW_N_LIMITS])
{
  HwLimit limit = HW_LIMIT_NONE;
  guint most = 0;

  for (guint i = HW_LIMIT_UNITS; i < HW_N_LIMITS; i++)
    if (stops[i] > most)
      {
        most = stops[i];
        limit = (HwLimit)i;
      }
  return limit;
}

/* --- devices --- */

/* A rack that takes devices, and what stopped it by itself. */
typedef struct
{
  HwHandle rack;
  guint count;
  HwLimit limit;
} Room;

typedef struct
{
  HwResults *results;
  HwDesign *design;
  const HwProduct *product;
  HwDemand demand;
  HwLimits *limits;
  GArray *rooms; /* Room */
} Count;

static void
add_rack (Count *self, HwHandle rack)
{
  Room room = { .rack = rack };
  HwLimit blocked;
  guint most, places;

  if (hw_design_rack_product (self->design, rack)->kind != HW_KIND_RACK
      || !hw_results_rack (self->results, rack)->present)
    return;
  most = hw_limits_times (self->limits, rack, &self->demand, NULL, &room.limit);
  /* What has no place at all is not for want of power. */
  places = hw_feasibility_places (self->design, rack, self->product, MAX (most, 1), &blocked);
  room.count = MIN (places, most);
  if (places < MAX (most, 1))
    room.limit = blocked;
  hw_limits_take (self->limits, rack, &self->demand, room.count);
  g_array_append_val (self->rooms, room);
}

/* What stops the next one, where most racks stop. A rack that has filled up is stopped by what it
 * shares where that is used up too: more room in it would not help. */
static HwHeadroom
sum_up (Count *self)
{
  HwHeadroom headroom = { 0, HW_LIMIT_NONE, FALSE };
  guint stops[HW_N_LIMITS] = { 0 };

  for (guint i = 0; i < self->rooms->len; i++)
    {
      const Room *room = &g_array_index (self->rooms, Room, i);
      HwLimit shared;

      headroom.count += room->count;
      if (room->count > 0
          && hw_limits_shared_times (self->limits, room->rack, &self->demand, NULL, &shared) == 0)
        stops[shared]++;
      else
        stops[room->limit]++;
    }
  headroom.limit = most_stopped (stops);
  return headroom;
}

static HwHeadroom
count_devices (HwResults *results, const HwProduct *product, HwRef scope)
{
  g_autoptr (HwLimits) limits = hw_limits_new (results);
  g_autoptr (GArray) rooms = g_array_new (FALSE, FALSE, sizeof (Room));
  HwDesign *design = hw_results_get_design (results);
  Count count
      = { results, design, product, hw_demand_of_product (results, product), limits, rooms };

  if (scope.handle != 0 && scope.table == HW_TABLE_RACK)
    add_rack (&count, scope.handle);
  else if (scope.handle != 0 && scope.table == HW_TABLE_ROW)
    for (HwHandle rack = hw_design_first_of_row (design, scope.handle); rack != 0;
         rack = hw_design_next_of_row (design, rack))
      add_rack (&count, rack);
  else
    for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
         rack = hw_design_next (design, HW_TABLE_RACK, rack))
      if (scope.handle == 0 || scope.table != HW_TABLE_HALL
          || hw_design_get_rack (design, rack)->object.parent == scope.handle)
        add_rack (&count, rack);
  return sum_up (&count);
}

/* --- racks and floor products --- */

typedef struct
{
  HwDesign *design;
  const HwProduct *frame;
  HwDemand demand;
  HwLimits *limits;
  gboolean heavy; /* for any floor of the site */
  guint64 count;
  guint stops[HW_N_LIMITS];
} FloorCount;

/* @row: 0: all the hall */
static void
add_hall (FloorCount *self, HwHandle hall, HwHandle row)
{
  guint cooled = hw_limits_hall_times (self->limits, hall, &self->demand, MOST_PLACES);
  guint most = self->heavy ? 0 : cooled;
  guint places = row != 0
                     ? hw_floor_places_row (self->design, row, self->frame, NULL, MAX (most, 1))
                     : hw_floor_places_hall (self->design, hall, self->frame, MAX (most, 1));

  self->count += MIN (places, most);
  self->stops[places < MAX (most, 1) || self->heavy ? HW_LIMIT_FLOOR : HW_LIMIT_COOLING]++;
}

static HwHeadroom
count_on_floor (HwResults *results, HwCatalogue *from, const HwProduct *product, HwRef scope)
{
  g_autoptr (HwLimits) limits = hw_limits_new (results);
  HwDesign *design = hw_results_get_design (results);
  HwHeadroom headroom = { 0, HW_LIMIT_NONE, TRUE };
  FloorCount count = { .design = design,
                       .frame = hw_floor_frame (from, product),
                       .demand = hw_demand_of_product (results, product),
                       .limits = limits,
                       .heavy = hw_floor_limit (design, from, product) != HW_LIMIT_NONE };

  if (scope.handle != 0 && scope.table == HW_TABLE_RACK)
    return headroom;
  if (scope.handle != 0 && scope.table == HW_TABLE_ROW)
    add_hall (&count,
              ((const HwObject *)hw_design_row (design, HW_TABLE_ROW, scope.handle))->parent,
              scope.handle);
  else if (scope.handle != 0 && scope.table == HW_TABLE_HALL)
    add_hall (&count, scope.handle, 0);
  else
    for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
         hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
      add_hall (&count, hall, 0);
  headroom.count = count.count;
  headroom.limit = most_stopped (count.stops);
  return headroom;
}

HwHeadroom
hw_headroom (HwResults *results, HwCatalogue *from, const HwProduct *product, HwRef scope)
{
  if (hw_product_is_floor (product))
    return count_on_floor (results, from, product, scope);
  return count_devices (results, product, scope);
}

static char *
dup_place (HwDesign *design, HwRef scope)
{
  if (scope.handle == 0)
    return g_strdup (_ ("the site"));
  if (scope.table == HW_TABLE_ROW)
    return g_strdup_printf (_ ("row %s"), hw_design_name (design, scope));
  return g_strdup (hw_design_name (design, scope));
}

char *
hw_headroom_dup_text (HwDesign *design, HwRef scope, const HwHeadroom *headroom)
{
  g_autofree char *place = dup_place (design, scope);
  guint many = (guint)MIN (headroom->count, G_MAXINT);

  if (headroom->on_floor && scope.handle != 0 && scope.table == HW_TABLE_RACK)
    return g_strdup_printf (_ ("it stands on the floor, not in %s"), place);
  if (headroom->limit == HW_LIMIT_NONE)
    return g_strdup_printf (_ ("no rack in %s takes it"), place);
  if (many == 0)
    return g_strdup_printf (
        _ ("none fits in %s; %s binds"), place, hw_limit_label (headroom->limit));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u more fits in %s; %s binds first",
                                       "%u more fit in %s; %s binds first",
                                       many),
                          many,
                          place,
                          hw_limit_label (headroom->limit));
}
