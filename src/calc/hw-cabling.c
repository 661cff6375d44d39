/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "hw-cabling-private.h"

/* --- ways --- */

typedef struct
{
  guint32 from, to, link;
} Pair;

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *x = a;
  const Pair *y = b;

  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  if (x->to != y->to)
    return x->to < y->to ? -1 : 1;
  return x->link < y->link ? -1 : x->link > y->link;
}

static void
group_links (HwCabling *self)
{
  g_autofree Pair *pairs = g_new (Pair, MAX (self->n_links, 1));

  for (guint i = 0; i < self->n_links; i++)
    {
      guint32 a = self->links[i].ends[0].drop, b = self->links[i].ends[1].drop;
      pairs[i] = (Pair){ MIN (a, b), MAX (a, b), i };
    }
  qsort (pairs, self->n_links, sizeof *pairs, compare_pairs);
  for (guint i = 0; i < self->n_links; i++)
    {
      HwCablingGroup *last
          = self->groups->len > 0
                ? &g_array_index (self->groups, HwCablingGroup, self->groups->len - 1)
                : NULL;

      self->order[i] = pairs[i].link;
      if (last != NULL && last->from == pairs[i].from && last->to == pairs[i].to)
        last->n++;
      else
        {
          HwCablingGroup group = { pairs[i].from, pairs[i].to, i, 1, 0, 0, 0 };
          g_array_append_val (self->groups, group);
        }
    }
}

static void
take_way (HwCabling *self, HwCablingGroup *group)
{
  group->first_segment = self->path->len;
  group->way_m = hw_tray_network_way (self->network, group->to, self->path);
  group->n_segments = self->path->len - group->first_segment;
}

static void
find_ways (HwCabling *self)
{
  guint32 sought = G_MAXUINT32;

  for (guint i = 0; i < self->groups->len; i++)
    {
      HwCablingGroup *group = &g_array_index (self->groups, HwCablingGroup, i);

      if (group->from == group->to)
        continue;
      if (group->from != sought)
        hw_tray_network_seek (self->network, group->from, NULL);
      sought = group->from;
      take_way (self, group);
    }
}

/* From a port to the tray above its rack. */
static double
rise (const HwCabling *self, const HwCableEnd *end)
{
  return self->rule.in_rack_m + abs (self->drops[end->drop].height_mm - end->height_mm) / 1000.0
         + hw_tray_network_drop_m (self->network, end->drop);
}

void
hw_cabling_measure (HwCabling *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const HwCablingGroup *group = &g_array_index (self->groups, HwCablingGroup, i);

      for (guint j = group->first; j < group->first + group->n; j++)
        {
          const HwCableLink *link = &self->links[self->order[j]];
          HwCableRun *run = &self->runs[self->order[j]];

          run->first_segment = group->first_segment;
          run->n_segments = group->n_segments;
          if (group->from == group->to)
            run->way_m = 2 * self->rule.in_rack_m
                         + abs (link->ends[0].height_mm - link->ends[1].height_mm) / 1000.0;
          else
            run->way_m = rise (self, &link->ends[0]) + group->way_m + rise (self, &link->ends[1]);
          if (!isfinite (run->way_m))
            run->way_m = NAN;
        }
    }
}

/* --- fill --- */

/* Straight cables of two links are counted once, the tails of split ones each. */
static gboolean
lies_in_tray (const HwCabling *self, guint link)
{
  const HwCableRun *run = &self->runs[link];

  return run->type >= 0
         && (run->with < 0 || (guint)run->with > link || self->types[run->type].splits);
}

static void
add_fill (HwCabling *self, const HwCablingGroup *group, int sign)
{
  HwTrayFill sum = { 0 };

  for (guint i = group->first; i < group->first + group->n; i++)
    {
      const HwCableType *type;

      if (!lies_in_tray (self, self->order[i]))
        continue;
      type = &self->types[self->runs[self->order[i]].type];
      sum.cables++;
      sum.unknown += isnan (type->diameter_m) || isnan (type->mass_kg_m);
      if (!isnan (type->diameter_m))
        sum.area_m2 += G_PI / 4 * type->diameter_m * type->diameter_m;
      if (!isnan (type->mass_kg_m))
        sum.mass_kg_m += type->mass_kg_m;
    }
  for (guint i = group->first_segment; i < group->first_segment + group->n_segments; i++)
    {
      HwTrayFill *fill = &self->fill[g_array_index (self->path, guint32, i)];

      fill->cables += (guint)sign * sum.cables;
      fill->unknown += (guint)sign * sum.unknown;
      fill->area_m2 += sign * sum.area_m2;
      fill->mass_kg_m += sign * sum.mass_kg_m;
    }
}

static void
fill_trays (HwCabling *self)
{
  memset (self->fill, 0, self->n_segments * sizeof *self->fill);
  for (guint i = 0; i < self->groups->len; i++)
    add_fill (self, &g_array_index (self->groups, HwCablingGroup, i), 1);
}

static gboolean
passes_overfull (const HwCabling *self, const HwCablingGroup *group)
{
  for (guint i = group->first_segment; i < group->first_segment + group->n_segments; i++)
    if (hw_cabling_is_overfull (self, g_array_index (self->path, guint32, i)))
      return TRUE;
  return FALSE;
}

static double
group_area (HwCabling *self, const HwCablingGroup *group)
{
  double area = 0;

  for (guint i = group->first; i < group->first + group->n; i++)
    {
      const HwCableRun *run = &self->runs[self->order[i]];

      if (lies_in_tray (self, self->order[i]) && !isnan (self->types[run->type].diameter_m))
        area += G_PI / 4 * self->types[run->type].diameter_m * self->types[run->type].diameter_m;
    }
  return area;
}

/* Moves groups that pass an overfull tray to where there is room. Returns: whether any was moved */
static gboolean
relieve (HwCabling *self)
{
  g_autofree guint8 *closed = g_new0 (guint8, MAX (self->n_segments, 1));
  gboolean moved = FALSE;

  for (guint i = self->groups->len; i-- > 0;)
    {
      HwCablingGroup *group = &g_array_index (self->groups, HwCablingGroup, i);
      HwCablingGroup other = *group;
      double area;

      if (!passes_overfull (self, group))
        continue;
      area = group_area (self, group);
      add_fill (self, group, -1);
      for (guint j = 0; j < self->n_segments; j++)
        closed[j] = self->fill[j].area_m2 + area > self->fill_limit_m2[j] * (1 + 1e-9);
      hw_tray_network_seek (self->network, group->from, closed);
      take_way (self, &other);
      if (isfinite (other.way_m))
        {
          *group = other;
          moved = TRUE;
        }
      add_fill (self, group, 1);
    }
  return moved;
}

/* --- the whole --- */

static void
limit_segment (HwCabling *self, guint segment)
{
  const HwTray *tray = &self->trays[self->segments[segment].tray];
  double section = tray->width_mm / 1000.0 * tray->depth_mm / 1000.0;

  self->fill_limit_m2[segment] = isnan (tray->most_fill) ? INFINITY : section * tray->most_fill;
  self->load_limit_kg_m[segment] = isnan (tray->most_load_kg_m) ? INFINITY : tray->most_load_kg_m;
}

static void
copy_segments (HwCabling *self)
{
  const HwTraySegment *segments = hw_tray_network_get_segments (self->network, &self->n_segments);

  self->segments = g_memdup2 (segments, self->n_segments * sizeof *segments);
  self->fill = g_new0 (HwTrayFill, MAX (self->n_segments, 1));
  self->fill_limit_m2 = g_new (double, MAX (self->n_segments, 1));
  self->load_limit_kg_m = g_new (double, MAX (self->n_segments, 1));
  for (guint i = 0; i < self->n_segments; i++)
    limit_segment (self, i);
}

void
hw_cabling_set_tray (HwCabling *self, guint index, const HwTray *tray)
{
  self->trays[index] = *tray;
  for (guint i = 0; i < self->n_segments; i++)
    if (self->segments[i].tray == index)
      limit_segment (self, i);
}

static gpointer
copy_of (gconstpointer rows, guint n, gsize size)
{
  return n > 0 ? g_memdup2 (rows, n * size) : NULL;
}

HwCabling *
hw_cabling_new (const HwTray *trays,
                guint n_trays,
                const HwTrayDrop *drops,
                guint n_drops,
                const HwCableLink *links,
                guint n_links,
                const HwCableType *types,
                guint n_types,
                const HwCablingRule *rule)
{
  HwCabling *self = g_new0 (HwCabling, 1);

  self->trays = copy_of (trays, n_trays, sizeof *trays);
  self->drops = copy_of (drops, n_drops, sizeof *drops);
  self->links = copy_of (links, n_links, sizeof *links);
  self->types = copy_of (types, n_types, sizeof *types);
  self->n_links = n_links;
  self->n_types = n_types;
  self->rule = *rule;
  self->network
      = hw_tray_network_new (self->trays, n_trays, self->drops, n_drops, rule->most_reach_m);
  copy_segments (self);
  self->runs = g_new0 (HwCableRun, MAX (n_links, 1));
  self->order = g_new (guint32, MAX (n_links, 1));
  self->groups = g_array_new (FALSE, FALSE, sizeof (HwCablingGroup));
  self->path = g_array_new (FALSE, FALSE, sizeof (guint32));
  group_links (self);
  find_ways (self);
  hw_cabling_measure (self);
  hw_cabling_choose (self);
  fill_trays (self);
  /* A longer way can take another cable, so what lies in the trays is counted again. */
  if (relieve (self))
    {
      hw_cabling_measure (self);
      hw_cabling_choose (self);
      fill_trays (self);
    }
  return self;
}

void
hw_cabling_free (HwCabling *self)
{
  if (self == NULL)
    return;
  g_free (self->trays);
  g_free ((gpointer)self->drops);
  g_free ((gpointer)self->links);
  g_free ((gpointer)self->types);
  hw_tray_network_free (self->network);
  g_free (self->segments);
  g_free (self->fill);
  g_free (self->fill_limit_m2);
  g_free (self->load_limit_kg_m);
  g_free (self->runs);
  g_free (self->order);
  g_array_unref (self->groups);
  g_array_unref (self->path);
  g_free (self);
}

const HwCableRun *
hw_cabling_get_run (const HwCabling *self, guint link)
{
  g_assert (link < self->n_links);
  return &self->runs[link];
}

const guint32 *
hw_cabling_get_path (const HwCabling *self, guint link, guint *n)
{
  *n = self->runs[link].n_segments;
  return (const guint32 *)(gpointer)self->path->data + self->runs[link].first_segment;
}

/* Ways are sought from the lower drop, and listed from the other end. */
guint32
hw_cabling_get_step (const HwCabling *self, guint link, guint index)
{
  const HwCableRun *run = &self->runs[link];
  gboolean forward = self->links[link].ends[0].drop > self->links[link].ends[1].drop;

  g_assert (index < run->n_segments);
  return g_array_index (
      self->path, guint32, run->first_segment + (forward ? index : run->n_segments - 1 - index));
}

const HwTraySegment *
hw_cabling_get_segments (const HwCabling *self, guint *n)
{
  *n = self->n_segments;
  return self->segments;
}

const HwTrayFill *
hw_cabling_get_fill (const HwCabling *self, guint segment)
{
  return &self->fill[segment];
}

double
hw_cabling_fill_share (const HwCabling *self, guint segment)
{
  const HwTray *tray = &self->trays[self->segments[segment].tray];

  return self->fill[segment].area_m2 / (tray->width_mm / 1000.0 * tray->depth_mm / 1000.0);
}

gboolean
hw_cabling_is_overfull (const HwCabling *self, guint segment)
{
  return self->fill[segment].area_m2 > self->fill_limit_m2[segment] * (1 + 1e-9);
}

gboolean
hw_cabling_is_overloaded (const HwCabling *self, guint segment)
{
  return self->fill[segment].mass_kg_m > self->load_limit_kg_m[segment] * (1 + 1e-9);
}
