/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-limits-private.h"

#include <math.h>

#include "hw-air-zone.h"
#include "hw-cooling.h"
#include "hw-feeds.h"
#include "hw-rear-door.h"
#include "hw-results-private.h"

/* What is shared, with what it carries by now. */
typedef struct
{
  gboolean known; /* has been looked up */
  HwHandle hall;  /* of a loop */
  double limit, load;
  double flow_limit, flow; /* of air, m³/s */
} Pool;

/* --- what is in the hand, which still counts where it stands --- */

static gboolean
is_on_loop (HwResults *results, HwHandle rack, HwHandle loop)
{
  return hw_design_get_rack (results->design, rack)->loop == loop;
}

static gboolean
is_in_open_air (HwResults *results, HwHandle rack, HwHandle hall)
{
  return hw_design_get_rack (results->design, rack)->object.parent == hall
         && hw_results_air_zone_of (results, rack) == 0;
}

static gboolean
is_in_zone (HwResults *results, HwHandle rack, HwHandle zone)
{
  return hw_results_air_zone_of (results, rack) == zone;
}

static gboolean
is_on_feed (HwResults *results, HwHandle rack, HwHandle feed)
{
  const HwRack *row = hw_design_get_rack (results->design, rack);

  return row->feed_a == feed || row->feed_b == feed || row->feed_c == feed;
}

/* --- pools --- */

HwLimits *
hw_limits_new (HwResults *results)
{
  HwLimits *self = g_new0 (HwLimits, 1);

  self->results = results;
  self->loops = g_array_new (FALSE, TRUE, sizeof (Pool));
  self->halls = g_array_new (FALSE, TRUE, sizeof (Pool));
  self->zones = g_array_new (FALSE, TRUE, sizeof (Pool));
  self->feeds = g_array_new (FALSE, TRUE, sizeof (Pool));
  self->systems = g_array_new (FALSE, TRUE, sizeof (Pool));
  return self;
}

void
hw_limits_free (HwLimits *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->loops);
  g_array_unref (self->halls);
  g_array_unref (self->zones);
  g_array_unref (self->feeds);
  g_array_unref (self->systems);
  g_free (self);
}

static Pool *
pool_at (GArray *pools, HwHandle handle)
{
  if (handle >= pools->len)
    g_array_set_size (pools, handle + 1);
  return &g_array_index (pools, Pool, handle);
}

static Pool *
loop_pool (HwLimits *self, HwHandle loop, const GArray *ignore)
{
  Pool *pool = pool_at (self->loops, loop);
  HwLoopBudget budget;

  if (pool->known)
    return pool;
  budget = hw_results_loop_budget (self->results, loop, &pool->hall);
  pool->known = TRUE;
  pool->limit = budget.usable_w;
  pool->load
      = budget.heat_w - hw_demand_held_where (self->results, ignore, is_on_loop, loop).liquid_w;
  return pool;
}

/* @zone: of hw_results_air_zone_of() */
static Pool *
air_pool (HwLimits *self, HwHandle hall, HwHandle zone_row, const GArray *ignore)
{
  Pool *pool = zone_row != 0 ? pool_at (self->zones, zone_row) : pool_at (self->halls, hall);
  HwDemand held;
  HwAirZone zone;

  if (pool->known)
    return pool;
  zone = hw_results_air_zone_quick (self->results, hall, zone_row);
  held = zone_row != 0 ? hw_demand_held_where (self->results, ignore, is_in_zone, zone_row)
                       : hw_demand_held_where (self->results, ignore, is_in_open_air, hall);
  pool->known = TRUE;
  pool->limit = pool->flow_limit = NAN;
  /* Without room coolers nothing is known of how the air is cooled; those that no source rates may
   * carry the rest. */
  if (zone.n_coolers > 0 && zone.n_unknown == 0)
    {
      pool->limit = zone.capacity_w;
      pool->flow_limit = zone.capacity_m3_s;
    }
  pool->load = zone.heat_w - held.air_w;
  pool->flow = zone.flow_m3_s - held.air_m3_s;
  return pool;
}

/* What one feed of a rack carries of it with another one gone. */
static double
failover_part (guint n_feeds)
{
  return n_feeds > 1 ? 1.0 / (n_feeds - 1) : 1;
}

/* With the other side of its racks gone, which is the most that it is asked to carry. */
static Pool *
feed_pool (HwLimits *self, HwHandle feed, const GArray *ignore)
{
  Pool *pool = pool_at (self->feeds, feed);
  HwFeedFigures figures;

  if (pool->known)
    return pool;
  pool->known = TRUE;
  pool->limit = hw_results_feed (self->results, feed, &figures) ? figures.limit_w : NAN;
  pool->load
      = figures.failover_w - hw_demand_held_where (self->results, ignore, is_on_feed, feed).power_w;
  return pool;
}

/* What a door brings to its loop: of the air that comes to its rack so much as it still takes. */
typedef struct
{
  HwHandle loop; /* 0: no door, or none that is connected */
  double room_w;
  double cool_w; /* of that with coolant as warm as its loop supplies, so that the room is spared */
} DoorRoom;

/* Of a loop that is solved what it does supply, else what it is to: questions of limits solve none.
 */
static double
supply_c_of (HwLimits *self, HwHandle loop)
{
  const HwLoopSolution *solution = hw_results_loop_if_solved (self->results, loop);

  return solution != NULL && isfinite (solution->supply_c)
             ? solution->supply_c
             : hw_design_get_loop (self->results->design, loop)->supply_c;
}

/* By the coolant of its loop, a door that is too warm spares the room less than its rating. */
static double
door_takes_w (HwLimits *self, HwHandle rack, HwHandle loop)
{
  const HwComposition *composition = hw_results_composition (self->results, rack);
  const HwSite *site = hw_design_get_site (self->results->design);
  double supply_c = supply_c_of (self, loop), sum = 0;

  for (guint i = 0; i < composition->n_entries; i++)
    {
      const HwCompositionEntry *entry = &composition->entries[i];
      const HwProduct *product
          = hw_contributors_get (self->results->contributors, entry->contributor)->product;
      HwRearDoor door;

      if (!hw_rear_door_is_one (product))
        continue;
      door = hw_rear_door_rate (product);
      sum += entry->count * fmax (hw_rear_door_takes_w (&door, site->air_c, supply_c), 0);
    }
  return sum;
}

static DoorRoom
door_room (HwLimits *self, HwHandle rack, const GArray *ignore)
{
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  DoorRoom room = { 0 };
  double air_w;

  if (!(figures->door_w > 0))
    return room;
  room.loop = hw_cooling_door_loop (self->results->cooling, rack);
  if (room.loop == 0)
    room.loop = hw_design_get_rack (self->results->design, rack)->loop;
  air_w = figures->air_w - hw_demand_held (self->results, ignore, rack).air_w;
  room.room_w = fmax (figures->door_w - air_w, 0);
  if (room.loop != 0)
    room.cool_w = fmax (door_takes_w (self, rack, room.loop) - air_w, 0);
  return room;
}

/* How often the air of a hall bears the heat, of which a door takes the first @cool_w, and the
 * flow, which such a door returns as cool as it came. One that is over its limit bears nothing that
 * reaches it. */
static guint
air_times (const Pool *pool, const HwDemand *each, double cool_w)
{
  guint by_door = hw_limit_times (cool_w, 0, each->air_w);
  guint by_heat = hw_limit_times (pool->limit, pool->load - cool_w, each->air_w);
  guint by_flow = hw_limit_times (
      pool->flow_limit, pool->flow - cool_w / each->air_w * each->air_m3_s, each->air_m3_s);

  if (pool->load > pool->limit * HW_LIMITS_SLACK)
    by_heat = MIN (by_heat, by_door);
  if (pool->flow > pool->flow_limit * HW_LIMITS_SLACK)
    by_flow = MIN (by_flow, by_door);
  return MAX (MIN (by_heat, by_flow), by_door);
}

/* How often a loop bears the heat to liquid, and to the air of a door until it takes no more. */
static guint
loop_times (const Pool *pool, double liquid_w, double air_w, double room_w)
{
  guint n = hw_limit_times (pool->limit, pool->load, liquid_w + air_w);

  return n * air_w <= room_w ? n : hw_limit_times (pool->limit, pool->load + room_w, liquid_w);
}

/* What a system of a chain is to carry of a feed of it, so that its scheme holds with the racks
 * spread evenly over the other systems. */
static double
system_part (HwLimits *self, const HwFeed *feed)
{
  return 1 / hw_power_scheme_share (hw_design_get_power (self->results->design, feed->power));
}

/* Of so many watts in a rack on so many feeds, what comes on the system of one. */
static double
on_system (HwLimits *self, HwHandle feed, guint n_feeds, double power_w)
{
  const HwFeed *row = hw_design_get_feed (self->results->design, feed);

  return row->power != 0 ? power_w / n_feeds * system_part (self, row) : 0;
}

static double
held_on_system (HwLimits *self, const GArray *ignore, const HwFeed *system)
{
  HwDesign *design = self->results->design;
  double held_w = 0;

  for (guint i = 0; ignore != NULL && i < ignore->len; i++)
    {
      HwHandle device = g_array_index (ignore, HwHandle, i);
      HwHandle feeds[HW_POWER_TAPS];
      guint n;

      if (!hw_design_has (design, HW_TABLE_DEVICE, device))
        continue;
      n = hw_rack_feeds (
          hw_design_get_rack (design, hw_design_get_device (design, device)->object.parent), feeds);
      for (guint j = 0; j < n; j++)
        {
          const HwFeed *feed = hw_design_get_feed (design, feeds[j]);

          if (feed->power == system->power && feed->side == system->side)
            held_w += on_system (
                self, feeds[j], n, hw_demand_of_device (self->results, device).power_w);
        }
    }
  return held_w;
}

/* NULL: the feed is a source itself */
static Pool *
system_pool (HwLimits *self, HwHandle handle, const GArray *ignore)
{
  HwDesign *design = self->results->design;
  const HwFeed *feed = hw_design_get_feed (design, handle);
  guint key = feed->power * HW_N_SYSTEMS + feed->side;
  Pool *pool;

  if (feed->power == 0)
    return NULL;
  pool = pool_at (self->systems, key);
  if (pool->known)
    return pool;
  pool->known = TRUE;
  pool->limit = hw_power_system_limit_w (self->results->power, feed->power, feed->side);
  pool->load = -held_on_system (self, ignore, feed);
  for (HwHandle other = hw_design_next (design, HW_TABLE_FEED, 0); other != 0;
       other = hw_design_next (design, HW_TABLE_FEED, other))
    {
      const HwFeed *row = hw_design_get_feed (design, other);
      HwFeedFigures figures;

      if (row->power == feed->power && row->side == feed->side
          && hw_results_feed (self->results, other, &figures))
        pool->load += figures.load_w * system_part (self, row);
    }
  return pool;
}

guint
hw_limits_shared_times (
    HwLimits *self, HwHandle rack, const HwDemand *each, const GArray *ignore, HwLimit *limit)
{
  const HwRack *row = hw_design_get_rack (self->results->design, rack);
  DoorRoom door = door_room (self, rack, ignore);
  gboolean shares = door.loop == row->loop;
  HwHandle feeds[HW_POWER_TAPS];
  guint n_feeds = hw_rack_feeds (row, feeds);
  guint least = G_MAXUINT;
  const Pool *pool;

  *limit = HW_LIMIT_NONE;
  for (guint i = 0; i < n_feeds && each->power_w > 0; i++)
    {
      pool = feed_pool (self, feeds[i], ignore);
      hw_limits_narrow (
          &least,
          limit,
          hw_limit_times (pool->limit, pool->load, each->power_w * failover_part (n_feeds)),
          HW_LIMIT_POWER);
      pool = system_pool (self, feeds[i], ignore);
      if (pool != NULL)
        hw_limits_narrow (&least,
                          limit,
                          hw_limit_times (pool->limit,
                                          pool->load,
                                          on_system (self, feeds[i], n_feeds, each->power_w)),
                          HW_LIMIT_POWER);
    }
  if (each->liquid_w > 0 && row->loop != 0)
    {
      pool = loop_pool (self, row->loop, ignore);
      hw_limits_narrow (&least,
                        limit,
                        /* No pipe leads to another hall. */
                        pool->hall != row->object.parent ? 0
                                                         : loop_times (pool,
                                                                       each->liquid_w,
                                                                       shares ? each->air_w : 0,
                                                                       shares ? door.room_w : 0),
                        HW_LIMIT_COOLING);
    }
  if (each->air_w > 0 && door.loop != 0 && (!shares || !(each->liquid_w > 0)))
    hw_limits_narrow (&least,
                      limit,
                      loop_times (loop_pool (self, door.loop, ignore), 0, each->air_w, door.room_w),
                      HW_LIMIT_COOLING);
  if (each->air_w > 0)
    {
      pool = air_pool (
          self, row->object.parent, hw_results_air_zone_of (self->results, rack), ignore);
      hw_limits_narrow (&least, limit, air_times (pool, each, door.cool_w), HW_LIMIT_COOLING);
    }
  return least;
}

void
hw_limits_take (HwLimits *self, HwHandle rack, const HwDemand *each, guint count)
{
  const HwRack *row = hw_design_get_rack (self->results->design, rack);
  DoorRoom door = door_room (self, rack, NULL);
  double air_w = fmax (count * each->air_w - door.cool_w, 0);
  Pool *air
      = air_pool (self, row->object.parent, hw_results_air_zone_of (self->results, rack), NULL);
  HwHandle feeds[HW_POWER_TAPS];
  guint n_feeds = hw_rack_feeds (row, feeds);

  for (guint i = 0; i < n_feeds; i++)
    {
      Pool *system = system_pool (self, feeds[i], NULL);

      pool_at (self->feeds, feeds[i])->load += count * each->power_w * failover_part (n_feeds);
      if (system != NULL)
        system->load += count * on_system (self, feeds[i], n_feeds, each->power_w);
    }
  if (row->loop != 0)
    pool_at (self->loops, row->loop)->load += count * each->liquid_w;
  if (door.loop != 0)
    pool_at (self->loops, door.loop)->load += fmin (count * each->air_w, door.room_w);
  air->load += air_w;
  if (each->air_w > 0)
    air->flow += air_w / each->air_w * each->air_m3_s;
}

guint
hw_limits_hall_times (HwLimits *self, HwHandle hall, const HwDemand *each, guint most)
{
  HwDesign *design = self->results->design;
  const Pool *air = air_pool (self, hall, 0, NULL);
  guint by_air = MIN (hw_limit_times (air->limit, air->load, each->air_w),
                      hw_limit_times (air->flow_limit, air->flow, each->air_m3_s));
  guint64 by_liquid = 0;
  gboolean any = FALSE;

  most = MIN (most, by_air);
  if (!(each->liquid_w > 0))
    return most;
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0 && by_liquid < most;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const Pool *pool = loop_pool (self, loop, NULL);

      if (pool->hall != hall)
        continue;
      any = TRUE;
      by_liquid += hw_limit_times (pool->limit, pool->load, each->liquid_w);
    }
  return any ? (guint)MIN (by_liquid, most) : most;
}

void
hw_limits_release (HwLimits *self, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->results->design, rack);
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  HwHandle door = door_room (self, rack, NULL).loop;
  double air_w = figures->air_w;
  Pool *air
      = air_pool (self, row->object.parent, hw_results_air_zone_of (self->results, rack), NULL);
  HwHandle feeds[HW_POWER_TAPS];
  guint n_feeds = hw_rack_feeds (row, feeds);

  for (guint i = 0; i < n_feeds; i++)
    {
      Pool *system = system_pool (self, feeds[i], NULL);
      double load_w = hw_rack_figures_load (figures);

      feed_pool (self, feeds[i], NULL)->load -= load_w * failover_part (n_feeds);
      if (system != NULL)
        system->load -= on_system (self, feeds[i], n_feeds, load_w);
    }
  if (row->loop != 0)
    loop_pool (self, row->loop, NULL)->load -= figures->liquid_w;
  if (figures->door_w > 0 && door != 0)
    loop_pool (self, door, NULL)->load -= fmin (figures->air_w, figures->door_w);
  if (figures->door_w > 0 && door != 0)
    air_w = fmax (air_w - door_takes_w (self, rack, door), 0);
  air->load -= air_w;
  if (figures->air_w > 0)
    air->flow -= air_w / figures->air_w * figures->airflow_m3_s;
}
