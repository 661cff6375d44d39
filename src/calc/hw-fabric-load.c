/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-load.h"

#include <string.h>

/* Side by side, as every step counts in both. */
typedef struct
{
  HwFabricFlow flows;
  HwFabricFlow destinations;
} Tally;

typedef struct
{
  const HwFabric *fabric;
  const HwFabricCable *cables;
  Tally *tallies; /* by cable */
  HwFabricRouting *routing;
  HwFabricLoad *load;
  const HwFabricEnd *ends;
  guint n_ends;
  guint32 *at_switch; /* ends of each switch */
  guint32 *inflow;    /* flows that come to each switch, for the destination at hand */
  guint n_switches;
  guint32 sources[HW_FABRIC_MOST_HOPS]; /* of the leaf at hand, by switches on the way */
  guint32 reached;
  guint32 *before; /* by end: the one before it in its ring; n_ends: none */
} Work;

typedef struct
{
  guint32 rail, plane; /* plane in the lower half */
  HwFabricPlace place;
  guint32 end;
} RingPlace;

static int
compare_ring_places (gconstpointer a, gconstpointer b)
{
  const RingPlace *x = a;
  const RingPlace *y = b;

  if (x->plane != y->plane)
    return x->plane < y->plane ? -1 : 1;
  if (x->rail != y->rail)
    return x->rail < y->rail ? -1 : 1;
  if (x->place.unit != y->place.unit)
    return x->place.unit < y->place.unit ? -1 : 1;
  if (x->place.slot != y->place.slot)
    return x->place.slot < y->place.slot ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

/* Appliances take no part in collective traffic. */
static void
make_rings (Work *work)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (RingPlace));
  guint first = 0;

  for (guint i = 0; i < work->n_ends; i++)
    {
      guint member = hw_fabric_member_of (work->fabric, work->ends[i].node);
      RingPlace place = { .end = i, .place = hw_fabric_get_place (work->fabric, member) };

      work->before[i] = work->n_ends;
      if (hw_fabric_is_appliance (work->fabric, member))
        continue;
      hw_fabric_port_rail (work->fabric, member, work->ends[i].port, &place.rail, &place.plane);
      g_array_append_val (places, place);
    }
  g_array_sort (places, compare_ring_places);
  for (guint i = 0; i < places->len; i++)
    {
      const RingPlace *place = &g_array_index (places, RingPlace, i);
      gboolean last
          = i + 1 == places->len || place[1].rail != place->rail || place[1].plane != place->plane;

      if (!last)
        work->before[place[1].end] = place->end;
      else if (i > first)
        work->before[g_array_index (places, RingPlace, first).end] = place->end;
      if (last)
        first = i + 1;
    }
}

/* Counts @flow flows to one destination. Returns: the switch where they arrive */
static guint32
forward_all (const Work *work, guint32 node, guint cable, guint32 flow)
{
  Tally *tally = &work->tallies[cable];

  if (work->cables[cable].low == node)
    {
      tally->flows.up += flow;
      tally->destinations.up++;
      return work->cables[cable].high;
    }
  tally->flows.down += flow;
  tally->destinations.down++;
  return work->cables[cable].low;
}

/* Ports that reach the destination, it among them, by switches on the way. */
static guint32
count_sources (Work *work)
{
  guint n;
  const guint32 *order = hw_fabric_routing_order (work->routing, &n);
  guint32 reached = 0;

  memset (work->sources, 0, sizeof work->sources);
  for (guint i = 0; i < n; i++)
    {
      guint hops = hw_fabric_routing_hops (work->routing, order[i]);

      work->sources[MIN (hops, HW_FABRIC_MOST_HOPS - 1)] += work->at_switch[order[i]];
      reached += work->at_switch[order[i]];
    }
  return reached;
}

/* From every port to this one: flows gather switch by switch, the farthest first. */
static void
add_all_to_all (Work *work, guint destination)
{
  HwFabricLoad *load = work->load;
  const HwFabricEnd *end = &work->ends[destination];
  guint n;
  const guint32 *order = hw_fabric_routing_order (work->routing, &n);

  if (destination == 0 || end[-1].leaf != end->leaf)
    work->reached = count_sources (work);
  for (guint i = 0; i < HW_FABRIC_MOST_HOPS; i++)
    load->pairs[i] += work->sources[i];
  load->pairs[1]--;
  load->unreached += work->n_ends - work->reached;
  memcpy (work->inflow, work->at_switch, work->n_switches * sizeof *work->inflow);
  for (guint i = 0; i + 1 < n; i++)
    {
      guint32 flow = work->inflow[order[i]];
      guint cable;

      if (flow == 0)
        continue;
      cable = (guint)hw_fabric_routing_next (work->routing, order[i]);
      work->inflow[forward_all (work, order[i], cable, flow)] += flow;
    }
  forward_all (work, end->leaf, end->cable, work->reached - 1);
}

static guint32
forward_ring (const Work *work, guint32 node, guint cable)
{
  HwFabricFlow *flow = &work->load->rings[cable];

  if (work->cables[cable].low == node)
    {
      flow->up++;
      return work->cables[cable].high;
    }
  flow->down++;
  return work->cables[cable].low;
}

static void
add_ring (Work *work, guint destination)
{
  const HwFabricEnd *end = &work->ends[destination];
  const HwFabricEnd *from;
  guint32 node;

  if (work->before[destination] == work->n_ends)
    return;
  from = &work->ends[work->before[destination]];
  if (hw_fabric_routing_hops (work->routing, from->leaf) == 0)
    return;
  forward_ring (work, from->node, from->cable);
  for (node = from->leaf; node != end->leaf;)
    node = forward_ring (work, node, (guint)hw_fabric_routing_next (work->routing, node));
  forward_ring (work, end->leaf, end->cable);
}

/* What a port sends goes to all that it reaches: as many as reach it, for ways are there in both
 * directions or in none. */
static void
finish (Work *work)
{
  for (guint i = 0; i < work->n_ends; i++)
    {
      Tally *tally = &work->tallies[work->ends[i].cable];

      tally->flows.up = tally->destinations.up = tally->flows.down;
    }
  for (guint i = 0; i < work->load->n_cables; i++)
    {
      work->load->all_to_all[i] = work->tallies[i].flows;
      work->load->destinations[i] = work->tallies[i].destinations;
    }
}

HwFabricLoad *
hw_fabric_load_new (const HwFabric *fabric, const HwFabricFailure *failure)
{
  HwFabricLoad *self = g_new0 (HwFabricLoad, 1);
  g_autoptr (HwFabricRouting) routing = hw_fabric_routing_new (fabric, failure);
  g_autofree guint32 *at_switch = g_new0 (guint32, hw_fabric_count_switches (fabric) + 1);
  g_autofree guint32 *inflow = g_new0 (guint32, hw_fabric_count_switches (fabric) + 1);
  g_autofree guint32 *before = NULL;
  g_autofree Tally *tallies = NULL;
  Work work = { .fabric = fabric, .routing = routing, .load = self };

  work.cables = hw_fabric_get_cables (fabric, &self->n_cables);
  work.ends = hw_fabric_routing_ends (routing, &work.n_ends);
  self->all_to_all = g_new0 (HwFabricFlow, MAX (self->n_cables, 1));
  self->rings = g_new0 (HwFabricFlow, MAX (self->n_cables, 1));
  self->destinations = g_new0 (HwFabricFlow, MAX (self->n_cables, 1));
  before = g_new (guint32, MAX (work.n_ends, 1));
  tallies = g_new0 (Tally, MAX (self->n_cables, 1));
  work.tallies = tallies;
  work.n_switches = hw_fabric_count_switches (fabric);
  work.at_switch = at_switch;
  work.inflow = inflow;
  work.before = before;
  for (guint i = 0; i < work.n_ends; i++)
    at_switch[work.ends[i].leaf]++;
  make_rings (&work);
  for (guint i = 0; i < work.n_ends; i++)
    {
      hw_fabric_routing_seek (routing, i);
      add_all_to_all (&work, i);
      add_ring (&work, i);
    }
  finish (&work);
  return self;
}

void
hw_fabric_load_free (HwFabricLoad *self)
{
  if (self == NULL)
    return;
  g_free (self->all_to_all);
  g_free (self->rings);
  g_free (self->destinations);
  g_free (self);
}

gint
hw_fabric_load_worst (const HwFabric *fabric,
                      const HwFabricLoad *self,
                      const HwFabricFlow *flows,
                      HwFabricLevel level,
                      gboolean *up)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  gint worst = -1;
  guint32 most = 0;

  *up = FALSE;
  for (guint i = 0; i < self->n_cables; i++)
    {
      guint32 load = MAX (flows[i].up, flows[i].down);

      if (level == HW_N_FABRIC_LEVELS ? cables[i].level == HW_FABRIC_CABLE_MEMBER
                                      : cables[i].level != level)
        continue;
      if (worst >= 0 && load <= most)
        continue;
      worst = (gint)i;
      most = load;
      *up = flows[i].up >= flows[i].down;
    }
  return worst;
}

guint
hw_fabric_load_fullest (const HwFabric *fabric, const HwFabricLoad *self)
{
  gboolean up;
  gint cable = hw_fabric_load_worst (fabric, self, self->all_to_all, HW_N_FABRIC_LEVELS, &up);

  if (cable < 0)
    return 0;
  return up ? self->all_to_all[cable].up : self->all_to_all[cable].down;
}
