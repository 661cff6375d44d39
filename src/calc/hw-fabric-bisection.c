/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-bisection.h"

#include <math.h>

static int
compare_numbers (guint a, guint b)
{
  return a < b ? -1 : a > b;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const HwFabricPart *x = a, *y = b;

  if (x->ports != y->ports)
    return compare_numbers (x->ports, y->ports);
  if (x->links_up != y->links_up)
    return compare_numbers (x->links_up, y->links_up);
  if (x->links_down != y->links_down)
    return compare_numbers (x->links_down, y->links_down);
  return x->top - y->top;
}

GArray *
hw_fabric_part_kinds_new (GArray *parts)
{
  GArray *kinds = g_array_new (FALSE, FALSE, sizeof (HwFabricPartKind));

  g_array_sort (parts, compare_parts);
  for (guint i = 0; i < parts->len; i++)
    {
      HwFabricPartKind kind = { g_array_index (parts, HwFabricPart, i), 1 };
      HwFabricPartKind *last
          = kinds->len > 0 ? &g_array_index (kinds, HwFabricPartKind, kinds->len - 1) : NULL;

      if (last != NULL && compare_parts (&last->part, &kind.part) == 0)
        last->count++;
      else
        g_array_append_val (kinds, kind);
    }
  return kinds;
}

/* Returns: the first kind that does not come before a part */
static guint
place_of (const GArray *kinds, const HwFabricPart *part)
{
  guint low = 0, high = kinds->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_parts (&g_array_index (kinds, HwFabricPartKind, middle).part, part) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
hw_fabric_part_kinds_change (GArray *kinds, const HwFabricPart *before, const HwFabricPart *after)
{
  guint at = place_of (kinds, before);
  HwFabricPartKind fresh = { .count = 1 };

  g_array_index (kinds, HwFabricPartKind, at).count--;
  if (after == NULL)
    return;
  at = place_of (kinds, after);
  fresh.part = *after;
  if (at < kinds->len
      && compare_parts (&g_array_index (kinds, HwFabricPartKind, at).part, after) == 0)
    g_array_index (kinds, HwFabricPartKind, at).count++;
  else
    g_array_insert_val (kinds, at, fresh);
}

/* --- the cheapest half --- */

typedef struct
{
  const GArray *kinds; /* HwFabricPartKind: with ports, those with most parts last */
  double link_bit_s, port_bit_s;
  guint64 n_ports;
} Cut;

/* Kinds that a cut tells apart. */
static GArray *
kinds_with_ports (const GArray *kinds)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HwFabricPartKind));
  guint most = 0;

  for (guint i = 0; i < kinds->len; i++)
    {
      const HwFabricPartKind *kind = &g_array_index (kinds, HwFabricPartKind, i);
      HwFabricPartKind *last
          = found->len > 0 ? &g_array_index (found, HwFabricPartKind, found->len - 1) : NULL;

      if (kind->part.ports == 0 || kind->count == 0)
        continue;
      if (last != NULL && last->part.ports == kind->part.ports
          && last->part.links_up == kind->part.links_up)
        last->count += kind->count;
      else
        g_array_append_val (found, *kind);
    }
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, HwFabricPartKind, i).count
        > g_array_index (found, HwFabricPartKind, most).count)
      most = i;
  if (found->len > 0)
    {
      HwFabricPartKind kind = g_array_index (found, HwFabricPartKind, most);

      g_array_remove_index (found, most);
      g_array_append_val (found, kind);
    }
  return found;
}

/* The cost of a side with so many ports, others cut off one by one to make it half. */
static double
cost (const Cut *self, guint64 ports, double links)
{
  guint64 half = self->n_ports / 2;

  return links * self->link_bit_s
         + (double)(ports > half ? ports - half : half - ports) * self->port_bit_s;
}

/* --- by all combinations, where there are few kinds --- */

#define MOST_COMBINATIONS 20000

static gboolean
are_few (const GArray *kinds)
{
  double combinations = 1;

  for (guint i = 0; i + 1 < kinds->len; i++)
    combinations *= g_array_index (kinds, HwFabricPartKind, i).count + 1.0;
  return combinations <= MOST_COMBINATIONS;
}

/* Of all sides with @ports so far, and parts of the kinds from @at on. */
static double
cheapest_side (const Cut *self, guint at, guint64 ports, double links)
{
  const HwFabricPartKind *kind;
  double best = INFINITY;

  if (at >= self->kinds->len)
    return cost (self, ports, links);
  kind = &g_array_index (self->kinds, HwFabricPartKind, at);
  if (at + 1 < self->kinds->len)
    {
      for (guint n = 0; n <= kind->count; n++)
        best = MIN (best,
                    cheapest_side (self,
                                   at + 1,
                                   ports + (guint64)n * kind->part.ports,
                                   links + (double)n * kind->part.links_up));
      return best;
    }
  /* Along the last kind the cost has one bend: it is least there or at an end. */
  {
    guint64 half = self->n_ports / 2;
    guint64 bend = half > ports ? (half - ports) / kind->part.ports : 0;
    const guint64 counts[] = { 0, bend, bend + 1, kind->count };

    for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
      if (counts[i] <= kind->count)
        best = MIN (best,
                    cost (self,
                          ports + counts[i] * kind->part.ports,
                          links + (double)counts[i] * kind->part.links_up));
  }
  return best;
}

/* --- by a knapsack, where there are many --- */

/* Takes @times parts like @part into the halves that @least prices by their ports, in steps. */
static void
add_part (double *least, guint64 n_steps, guint step, const HwFabricPart *part, guint times)
{
  guint64 steps = (guint64)(part->ports / step) * times;
  double links = (double)part->links_up * times;

  for (guint64 i = n_steps; i >= steps; i--)
    least[i] = MIN (least[i], least[i - steps] + links);
}

static guint
common_divisor (guint a, guint b)
{
  while (b > 0)
    {
      guint rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

/* Like parts are taken in by powers of two. */
static double
cheapest_filling (const Cut *self)
{
  g_autofree double *least = NULL;
  guint64 n_steps;
  guint step = 0;
  double best = INFINITY;

  for (guint i = 0; i < self->kinds->len; i++)
    step = common_divisor (step, g_array_index (self->kinds, HwFabricPartKind, i).part.ports);
  n_steps = self->n_ports / step;
  least = g_new (double, n_steps + 1);
  for (guint64 i = 0; i <= n_steps; i++)
    least[i] = i == 0 ? 0 : INFINITY;
  for (guint i = 0; i < self->kinds->len; i++)
    {
      const HwFabricPartKind *kind = &g_array_index (self->kinds, HwFabricPartKind, i);
      guint left = kind->count;

      for (guint times = 1; left > 0; times *= 2)
        {
          times = MIN (times, left);
          add_part (least, n_steps, step, &kind->part, times);
          left -= times;
        }
    }
  for (guint64 i = 0; i <= n_steps; i++)
    best = MIN (best, cost (self, i * step, least[i]));
  return best;
}

double
hw_fabric_part_kinds_bisection (const GArray *kinds, double link_bit_s, double port_bit_s)
{
  g_autoptr (GArray) found = kinds_with_ports (kinds);
  Cut cut = { .kinds = found, .link_bit_s = link_bit_s, .port_bit_s = port_bit_s };

  for (guint i = 0; i < found->len; i++)
    {
      const HwFabricPartKind *kind = &g_array_index (found, HwFabricPartKind, i);

      cut.n_ports += (guint64)kind->part.ports * kind->count;
    }
  return are_few (found) ? cheapest_side (&cut, 0, 0, 0) : cheapest_filling (&cut);
}
