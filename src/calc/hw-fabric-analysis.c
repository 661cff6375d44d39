/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-analysis.h"

#include <math.h>

/* What a switch, or switches together, have below and above them, by working cables. */
typedef struct
{
  guint ports;     /* end ports below */
  double down, up; /* bit/s */
} Below;

typedef struct
{
  const HwFabric *fabric;
  const HwFabricFailure *failure;
  const HwFabricCable *cables;
  guint n_cables;
  double port_bit_s, member_bit_s;
  Below *switches;
} Work;

static void
tally (Work *work, HwFabricAnalysis *analysis)
{
  for (guint i = 0; i < work->n_cables; i++)
    {
      const HwFabricCable *cable = &work->cables[i];
      gboolean member = !hw_fabric_is_switch (work->fabric, cable->low);
      double bit_s = member ? work->member_bit_s : work->port_bit_s;

      if (!hw_fabric_works (work->failure, work->cables, i)
          || !hw_fabric_is_switch (work->fabric, cable->high))
        continue;
      analysis->used[hw_fabric_get_switch (work->fabric, cable->high)->role]++;
      work->switches[cable->high].down += bit_s;
      work->switches[cable->high].ports += member;
      if (member)
        continue;
      analysis->used[hw_fabric_get_switch (work->fabric, cable->low)->role]++;
      work->switches[cable->low].up += bit_s;
    }
}

static void
find_ratios (const Work *work, HwFabricAnalysis *analysis)
{
  const HwFabricTree *tree = hw_fabric_get_tree (work->fabric, 0);

  for (guint role = 0; role < HW_FABRIC_CORE; role++)
    analysis->design[role] = analysis->cabled[role] = NAN;
  analysis->least_uplinks = G_MAXUINT;
  for (guint i = 0; i < hw_fabric_count_switches (work->fabric); i++)
    {
      HwFabricRole role = hw_fabric_get_switch (work->fabric, i)->role;
      const Below *below = &work->switches[i];

      analysis->ports[role] += hw_fabric_count_ports (work->fabric, i);
      if (work->failure != NULL && work->failure->nodes[i])
        continue;
      if (role + 1u
          >= hw_fabric_get_tree (work->fabric, hw_fabric_get_switch (work->fabric, i)->fabric)
                 ->tiers)
        continue;
      if (below->down > 0)
        analysis->cabled[role] = fmax (analysis->cabled[role], below->down / below->up);
      if (role == HW_FABRIC_LEAF)
        analysis->least_uplinks
            = MIN (analysis->least_uplinks, (guint)lround (below->up / work->port_bit_s));
    }
  if (analysis->least_uplinks == G_MAXUINT)
    analysis->least_uplinks = 0;
  if (tree == NULL || tree->tiers < 2)
    return;
  analysis->design[HW_FABRIC_LEAF] = (double)tree->down_ports / tree->up_ports;
  analysis->ways_in_group = tree->group_spines;
  if (tree->tiers < 3)
    return;
  analysis->design[HW_FABRIC_SPINE] = (double)tree->spine_down / tree->spine_up;
  analysis->ways_over_core = tree->group_spines * tree->set_cores;
}

static int
compare_below (gconstpointer a, gconstpointer b)
{
  const Below *x = a;
  const Below *y = b;

  if (x->ports != y->ports)
    return x->ports < y->ports ? -1 : 1;
  return x->up < y->up ? -1 : x->up > y->up;
}

/* Like parts. */
typedef struct
{
  Below part;
  guint count;
} Kind;

/* Returns: (transfer full) (element-type Kind): of parts with ports, those with most parts last */
static GArray *
kinds_of (GArray *parts)
{
  GArray *kinds = g_array_new (FALSE, FALSE, sizeof (Kind));
  guint most = 0;

  g_array_sort (parts, compare_below);
  for (guint i = 0; i < parts->len; i++)
    {
      Kind kind = { g_array_index (parts, Below, i), 1 };
      Kind *last = kinds->len > 0 ? &g_array_index (kinds, Kind, kinds->len - 1) : NULL;

      if (kind.part.ports == 0)
        continue;
      if (last != NULL && compare_below (&last->part, &kind.part) == 0)
        last->count++;
      else
        g_array_append_val (kinds, kind);
    }
  for (guint i = 0; i < kinds->len; i++)
    if (g_array_index (kinds, Kind, i).count > g_array_index (kinds, Kind, most).count)
      most = i;
  if (kinds->len > 0)
    {
      Kind kind = g_array_index (kinds, Kind, most);

      g_array_remove_index (kinds, most);
      g_array_append_val (kinds, kind);
    }
  return kinds;
}

/* --- by all combinations, where there are few kinds --- */

#define MOST_COMBINATIONS 20000

static gboolean
are_few (GArray *kinds)
{
  double combinations = 1;

  for (guint i = 0; i + 1 < kinds->len; i++)
    combinations *= g_array_index (kinds, Kind, i).count + 1.0;
  return combinations <= MOST_COMBINATIONS;
}

/* The cost of a side with so many ports, others cut off one by one to make it half. */
static double
cost (const Work *work, guint64 n_ports, guint64 ports, double up)
{
  guint64 half = n_ports / 2;

  return up + (double)(ports > half ? ports - half : half - ports) * work->member_bit_s;
}

/* Of all sides with @ports so far, and parts of the kinds from @at on. */
static double
cheapest_side (const Work *work, GArray *kinds, guint at, guint64 n_ports, guint64 ports, double up)
{
  const Kind *kind;
  double best = INFINITY;

  if (at >= kinds->len)
    return cost (work, n_ports, ports, up);
  kind = &g_array_index (kinds, Kind, at);
  if (at + 1 < kinds->len)
    {
      for (guint n = 0; n <= kind->count; n++)
        best = MIN (best,
                    cheapest_side (work,
                                   kinds,
                                   at + 1,
                                   n_ports,
                                   ports + (guint64)n * kind->part.ports,
                                   up + n * kind->part.up));
      return best;
    }
  /* Along the last kind the cost has one bend: it is least there or at an end. */
  {
    guint64 half = n_ports / 2;
    guint64 bend = half > ports ? (half - ports) / kind->part.ports : 0;
    const guint64 counts[] = { 0, bend, bend + 1, kind->count };

    for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
      if (counts[i] <= kind->count)
        best = MIN (best,
                    cost (work,
                          n_ports,
                          ports + counts[i] * kind->part.ports,
                          up + counts[i] * kind->part.up));
  }
  return best;
}

/* --- by a knapsack, where there are many --- */

/* Takes @times parts like @part into the halves that @least prices by their ports. */
static void
add_part (double *least, guint n_ports, const Below *part, guint times)
{
  guint64 ports = (guint64)part->ports * times;
  double up = part->up * times;

  for (guint64 i = n_ports; i >= ports; i--)
    least[i] = MIN (least[i], least[i - ports] + up);
}

/* Like parts are taken in by powers of two. */
static double
cheapest_filling (const Work *work, GArray *kinds, guint n_ports)
{
  g_autofree double *least = g_new (double, n_ports + 1);
  double best = INFINITY;

  for (guint i = 0; i <= n_ports; i++)
    least[i] = i == 0 ? 0 : INFINITY;
  for (guint i = 0; i < kinds->len; i++)
    {
      const Kind *kind = &g_array_index (kinds, Kind, i);
      guint left = kind->count;

      for (guint times = 1; left > 0; times *= 2)
        {
          times = MIN (times, left);
          add_part (least, n_ports, &kind->part, times);
          left -= times;
        }
    }
  for (guint i = 0; i <= n_ports; i++)
    best = MIN (best, cost (work, n_ports, i, least[i]));
  return best;
}

/* The least bandwidth that parts half of the ports from the rest where parts stay whole but for
 * ports that are cut off one by one. */
static double
cheapest_half (const Work *work, GArray *parts)
{
  g_autoptr (GArray) kinds = kinds_of (parts);
  guint n_ports = 0;

  for (guint i = 0; i < kinds->len; i++)
    n_ports += g_array_index (kinds, Kind, i).part.ports * g_array_index (kinds, Kind, i).count;
  return are_few (kinds) ? cheapest_side (work, kinds, 0, n_ports, 0, 0)
                         : cheapest_filling (work, kinds, n_ports);
}

/* The parts at each height: leaves, groups under one set of spines, whole trees. */
static double
bisection_of_plane (const Work *work, guint plane)
{
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (Below));
  g_autoptr (GArray) groups = g_array_new (FALSE, TRUE, sizeof (Below));
  g_autoptr (GArray) trees = g_array_new (FALSE, TRUE, sizeof (Below));
  guint first_group = 0, fabric = 0;
  double least;

  g_array_set_size (trees, hw_fabric_count_trees (work->fabric));
  for (guint i = 0; i < hw_fabric_count_switches (work->fabric); i++)
    {
      const HwFabricSwitch *position = hw_fabric_get_switch (work->fabric, i);
      guint group;
      const Below *below = &work->switches[i];

      if (position->plane != plane)
        continue;
      while (fabric < position->fabric)
        {
          const HwFabricTree *passed = hw_fabric_get_tree (work->fabric, fabric++);
          first_group += passed->blocks * passed->block_groups;
        }
      g_array_index (trees, Below, position->fabric).ports += below->ports;
      if (position->role == HW_FABRIC_CORE)
        continue;
      if (position->role == HW_FABRIC_LEAF)
        g_array_append_val (leaves, *below);
      group = hw_fabric_group (work->fabric, i);
      if (first_group + group >= groups->len)
        g_array_set_size (groups, first_group + group + 1);
      g_array_index (groups, Below, first_group + group).ports += below->ports;
      if (position->role == HW_FABRIC_SPINE)
        g_array_index (groups, Below, first_group + group).up += below->up;
    }
  if (leaves->len == 0)
    return 0;
  least = fmin (cheapest_half (work, leaves), cheapest_half (work, groups));
  return fmin (least, cheapest_half (work, trees));
}

void
hw_fabric_analyse (const HwFabric *fabric,
                   const HwFabricFailure *failure,
                   HwFabricAnalysis *analysis)
{
  const HwFabricRule *rule = hw_fabric_get_rule (fabric);
  Work work = { .fabric = fabric, .failure = failure };
  g_autofree Below *switches = g_new0 (Below, hw_fabric_count_switches (fabric) + 1);

  *analysis = (HwFabricAnalysis){ 0 };
  work.cables = hw_fabric_get_cables (fabric, &work.n_cables);
  work.port_bit_s = rule->port_bit_s;
  work.member_bit_s = rule->port_bit_s / rule->split;
  work.switches = switches;
  tally (&work, analysis);
  find_ratios (&work, analysis);
  /* What joins the leaves is not known here. */
  for (guint plane = 0; plane < rule->planes && !rule->uplinked; plane++)
    analysis->bisection_bit_s += bisection_of_plane (&work, plane);
}
