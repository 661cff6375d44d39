/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hall-index.h"

#include <math.h>

static void
hall_index_free (HwHallIndex *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->containments);
  g_array_unref (self->groups);
  g_clear_pointer (&self->flows, g_array_unref);
  g_clear_pointer (&self->loops, g_array_unref);
  g_free (self);
}

static void
changed_cb (HwResults *results, gboolean preview, GHashTable *halls)
{
  g_hash_table_remove_all (halls);
}

/* The indices of a results object go with it. */
static GHashTable *
halls_of (HwResults *results)
{
  static const char key[] = "hw-hall-index";
  GHashTable *halls = g_object_get_data (G_OBJECT (results), key);

  if (halls == NULL)
    {
      halls = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)hall_index_free);
      g_object_set_data_full (G_OBJECT (results), key, halls, (GDestroyNotify)g_hash_table_unref);
      g_signal_connect (results, "changed", G_CALLBACK (changed_cb), halls);
    }
  return halls;
}

static void
gather_row (HwDesign *design, HwHandle row, GArray *rows)
{
  gint32 west = G_MAXINT32, north = G_MAXINT32, east = G_MININT32, south = G_MININT32;
  HwHallRow form = { .row = row, .rotation = -1 };
  guint n = 0;

  for (HwHandle rack = hw_design_first_of_row (design, row); rack != 0;
       rack = hw_design_next_of_row (design, rack), n++)
    {
      HwArea area = hw_rack_area (design, rack);
      gint16 rotation = hw_design_get_rack (design, rack)->rotation;
      west = MIN (west, area.x);
      north = MIN (north, area.y);
      east = MAX (east, area.x + area.width);
      south = MAX (south, area.y + area.depth);
      form.rotation = n == 0 || form.rotation == rotation ? rotation : -1;
    }
  if (n == 0)
    return;
  form.area = (HwArea){ west, north, east - west, south - north };
  g_array_append_val (rows, form);
}

/* Once for each name: by the first of its rows. */
static void
gather_containment (HwDesign *design, HwHandle hall, HwHandle row, GArray *containments)
{
  HwHallContainment found = { .row = row };
  g_autoptr (GArray) rows = NULL;

  found.name = ((const HwRow *)hw_design_row (design, HW_TABLE_ROW, row))->containment;
  if (found.name == 0)
    return;
  for (guint i = 0; i < containments->len; i++)
    if (g_array_index (containments, HwHallContainment, i).name == found.name)
      return;
  rows = hw_aisle_rows (design, hall, found.name);
  if (hw_aisle_between (design, rows, &found.aisle))
    g_array_append_val (containments, found);
}

/* --- groups --- */

/* This runs at every step of a drag: of larger groups each area is tried with the next one only,
 * and of the largest none. */
#define EACH_WITH_EACH 48
#define LOOKED_AT 1024
/* What stands nearer leaves no room for a line of its own. */
#define BESIDE_MM 120

static HwArea
around (const HwArea *a, const HwArea *b)
{
  gint32 x = MIN (a->x, b->x), y = MIN (a->y, b->y);
  gint32 right = MAX (a->x + a->width, b->x + b->width);
  gint32 bottom = MAX (a->y + a->depth, b->y + b->depth);

  return (HwArea){ x, y, right - x, bottom - y };
}

/* Whether racks that are not of the group stand in an area. */
static gboolean
has_others (HwDesign *design, HwHandle hall, HwHandle group, const HwArea *area)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  hw_design_racks_in (design, hall, area->x, area->y, area->width, area->depth, racks);
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      HwArea own = hw_rack_area (design, rack);

      if (hw_design_get_rack (design, rack)->group != group && hw_area_intersects (&own, area))
        return TRUE;
    }
  return FALSE;
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const HwArea *x = a, *y = b;

  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->x < y->x ? -1 : x->x > y->x;
}

/* Merges areas as long as no other rack comes between; along lines first. */
static void
merge_areas (HwDesign *design, HwHandle hall, HwHandle group, GArray *areas)
{
  guint reach = areas->len > EACH_WITH_EACH ? 1 : areas->len;

  g_array_sort (areas, by_place);
  for (guint i = 0; i < areas->len; i++)
    for (guint j = i + 1; j < MIN (areas->len, i + 1 + reach);)
      {
        HwArea *first = &g_array_index (areas, HwArea, i);
        HwArea both = around (first, &g_array_index (areas, HwArea, j));

        if (has_others (design, hall, group, &both))
          {
            j++;
            continue;
          }
        *first = both;
        g_array_remove_index (areas, j);
      }
}

/* Which of its sides others stand at. */
static void
look_beside (HwDesign *design, HwHandle hall, HwHallGroup *part)
{
  const HwArea *a = &part->area;
  const HwArea strips[HW_N_SIDES] = {
    [HW_SIDE_WEST] = { a->x - BESIDE_MM, a->y, BESIDE_MM, a->depth },
    [HW_SIDE_NORTH] = { a->x, a->y - BESIDE_MM, a->width, BESIDE_MM },
    [HW_SIDE_EAST] = { a->x + a->width, a->y, BESIDE_MM, a->depth },
    [HW_SIDE_SOUTH] = { a->x, a->y + a->depth, a->width, BESIDE_MM },
  };

  for (guint side = 0; side < HW_N_SIDES; side++)
    part->beside[side] = has_others (design, hall, part->group, &strips[side]);
}

static void
gather_group (HwDesign *design, HwHandle hall, HwHandle group, GArray *groups)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (HwArea));
  HwArea whole = { 0 };

  for (HwHandle rack = hw_design_first_of_group (design, group); rack != 0;
       rack = hw_design_next_of_group (design, rack))
    {
      HwArea area;

      if (hw_design_get_rack (design, rack)->object.parent != hall)
        continue;
      area = hw_rack_area (design, rack);
      whole = areas->len == 0 ? area : around (&whole, &area);
      g_array_append_val (areas, area);
    }
  if (areas->len == 0)
    return;
  if (areas->len > LOOKED_AT || !has_others (design, hall, group, &whole))
    {
      g_array_set_size (areas, 1);
      g_array_index (areas, HwArea, 0) = whole;
    }
  else
    merge_areas (design, hall, group, areas);
  for (guint i = 0; i < areas->len; i++)
    {
      HwHallGroup part = { .group = group, .area = g_array_index (areas, HwArea, i) };

      look_beside (design, hall, &part);
      g_array_append_val (groups, part);
    }
}

HwHallIndex *
hw_hall_index_get (HwResults *results, HwHandle hall)
{
  HwDesign *design = hw_results_get_design (results);
  GHashTable *halls = halls_of (results);
  HwHallIndex *self = g_hash_table_lookup (halls, GUINT_TO_POINTER (hall));

  if (self != NULL)
    return self;
  self = g_new0 (HwHallIndex, 1);
  self->rows = g_array_new (FALSE, FALSE, sizeof (HwHallRow));
  self->containments = g_array_new (FALSE, FALSE, sizeof (HwHallContainment));
  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    {
      gather_row (design, row, self->rows);
      gather_containment (design, hall, row, self->containments);
    }
  self->groups = g_array_new (FALSE, FALSE, sizeof (HwHallGroup));
  for (HwHandle group = hw_design_first_child (design, HW_TABLE_GROUP, 0); group != 0;
       group = hw_design_next_child (design, HW_TABLE_GROUP, group))
    gather_group (design, hall, group, self->groups);
  g_hash_table_insert (halls, GUINT_TO_POINTER (hall), self);
  return self;
}

static GArray *
gather_flows (HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);
  static const HwRackFlow none = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };
  GArray *flows = g_array_new (FALSE, FALSE, sizeof (HwRackFlow));

  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const HwLoopSolution *solution = hw_results_loop_now (results, loop);

      for (guint i = 0; i < solution->plan->racks->len; i++)
        {
          const HwLoopRack *row = &g_array_index (solution->plan->racks, HwLoopRack, i);

          while (row->rack >= flows->len)
            g_array_append_val (flows, none);
          /* The flow through a rack says more of it than that through its door. */
          if (!row->is_door || isnan (g_array_index (flows, HwRackFlow, row->rack).flow_m3_s))
            g_array_index (flows, HwRackFlow, row->rack) = solution->racks[i];
        }
    }
  return flows;
}

const GArray *
hw_hall_index_flows (HwResults *results, HwHallIndex *self)
{
  if (self->flows == NULL)
    self->flows = gather_flows (results);
  return self->flows;
}

static void
loop_clear (gpointer data)
{
  HwHallLoop *loop = data;

  g_array_unref (loop->spans);
  g_clear_pointer (&loop->far, g_array_unref);
}

static void
measure_runs (HwHallLoop *loop)
{
  const HwLoopPlan *plan = loop->solution->plan;
  gint32 west = G_MAXINT32, north = G_MAXINT32, east = G_MININT32, south = G_MININT32;

  for (; loop->n_runs < plan->links->len; loop->n_runs++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, loop->n_runs);
      const guint ends[] = { link->from, link->to };

      if (link->role >= HW_PART_SUPPLY_BRANCH)
        break;
      loop->has_mains |= link->role == HW_PART_SUPPLY_MAIN;
      for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
        {
          const HwLoopNode *node = &g_array_index (plan->nodes, HwLoopNode, ends[i]);

          west = MIN (west, node->x_mm);
          east = MAX (east, node->x_mm);
          north = MIN (north, node->y_mm);
          south = MAX (south, node->y_mm);
        }
    }
  if (loop->n_runs > 0)
    loop->area = (HwArea){ west, north, east - west, south - north };
}

/* The pipes of so many links are looked for in one go: eight branches. */
#define SPAN_LINKS 40

static HwArea
link_area (const HwLoopPlan *plan, const HwLoopLink *link)
{
  const HwLoopNode *from = &g_array_index (plan->nodes, HwLoopNode, link->from);
  const HwLoopNode *to = &g_array_index (plan->nodes, HwLoopNode, link->to);

  return (HwArea){ MIN (from->x_mm, to->x_mm),
                   MIN (from->y_mm, to->y_mm),
                   ABS (from->x_mm - to->x_mm),
                   ABS (from->y_mm - to->y_mm) };
}

static gboolean
is_header (const HwLoopLink *link)
{
  return link->role == HW_PART_SUPPLY_HEADER || link->role == HW_PART_RETURN_HEADER;
}

/* Whether a link goes on where a span ends: a header as long as it is straight. */
static gboolean
goes_on (const HwLoopPlan *plan, const HwHallSpan *span, const HwLoopLink *link, const HwArea *both)
{
  gboolean header = is_header (hw_loop_plan_link (plan, span->first));

  if (header != is_header (link))
    return FALSE;
  return header ? both->width == 0 || both->depth == 0
                : link->role >= HW_PART_SUPPLY_BRANCH && span->n < SPAN_LINKS;
}

static void
gather_spans (HwHallLoop *loop)
{
  const HwLoopPlan *plan = loop->solution->plan;

  loop->spans = g_array_new (FALSE, FALSE, sizeof (HwHallSpan));
  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);
      HwHallSpan own = { i, 1, link_area (plan, link) };

      if (i > 0)
        {
          HwHallSpan *span = &g_array_index (loop->spans, HwHallSpan, loop->spans->len - 1);
          HwArea both = around (&span->area, &own.area);

          if (goes_on (plan, span, link, &both))
            {
              span->area = both;
              span->n++;
              continue;
            }
        }
      g_array_append_val (loop->spans, own);
    }
}

GArray *
hw_hall_index_loops (HwResults *results, HwHandle hall)
{
  HwHallIndex *self = hw_hall_index_get (results, hall);
  HwDesign *design = hw_results_get_design (results);

  if (self->loops != NULL)
    return self->loops;
  self->loops = g_array_new (FALSE, FALSE, sizeof (HwHallLoop));
  g_array_set_clear_func (self->loops, loop_clear);
  for (HwHandle loop = hw_design_first_child (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next_child (design, HW_TABLE_LOOP, loop))
    {
      HwHallLoop row = { .solution = hw_results_loop_now (results, loop) };

      if (row.solution->plan->hall != hall)
        continue;
      measure_runs (&row);
      gather_spans (&row);
      self->any_mains |= row.has_mains;
      g_array_append_val (self->loops, row);
    }
  return self->loops;
}
