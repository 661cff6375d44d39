/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-floor-field.h"

#include <math.h>
#include <stdlib.h>

#define SLACK (1 + 1e-9)
/* Racks in the hand times things in the way that are looked at together; beyond, the grabbed rack
 * stands for all. */
#define MOST_PAIRS 400000

struct _HwFloorField
{
  GArray *patches; /* HwFloorPatch */
};

typedef struct
{
  gint32 from, to;
} Span;

typedef struct
{
  gint32 at;
  gint8 free, taken; /* how many begin or, below zero, end here */
} Edge;

typedef struct
{
  gint32 from, to;
  guint8 state;
} Run;

/* --- what is in the way --- */

static int
compare_handles (gconstpointer a, gconstpointer b)
{
  HwHandle x = *(const HwHandle *)a, y = *(const HwHandle *)b;

  return (x > y) - (x < y);
}

static gboolean
among (const GArray *handles, HwHandle handle)
{
  return handles != NULL && handles->len > 0
         && g_array_binary_search ((GArray *)handles, &handle, compare_handles, NULL);
}

static void
add_obstacle (HwDesign *design,
              const HwObject *object,
              HwArea area,
              HwHandle install,
              HwHandle removal,
              GArray *obstacles)
{
  if (hw_placement_coexist (design, install, removal, object->install, object->removal))
    g_array_append_val (obstacles, area);
}

static int
by_y (gconstpointer a, gconstpointer b)
{
  const HwArea *x = a, *y = b;

  return (x->y > y->y) - (x->y < y->y);
}

static GArray *
obstacles_of (HwDesign *design,
              HwHandle hall,
              const GArray *racks,
              const GArray *features,
              HwHandle install,
              HwHandle removal)
{
  GArray *obstacles = g_array_new (FALSE, FALSE, sizeof (HwArea));

  for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, hall); rack != 0;
       rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
    if (!among (racks, rack))
      add_obstacle (design,
                    &hw_design_get_rack (design, rack)->object,
                    hw_rack_area (design, rack),
                    install,
                    removal,
                    obstacles);
  for (HwHandle feature = hw_design_first_child (design, HW_TABLE_FEATURE, hall); feature != 0;
       feature = hw_design_next_child (design, HW_TABLE_FEATURE, feature))
    {
      const HwFeature *row = hw_design_row (design, HW_TABLE_FEATURE, feature);

      if (row->kind != HW_FEATURE_NOTE && !among (features, feature))
        add_obstacle (design,
                      &row->object,
                      (HwArea){ row->x_mm, row->y_mm, row->width_mm, row->depth_mm },
                      install,
                      removal,
                      obstacles);
    }
  g_array_sort (obstacles, by_y);
  return obstacles;
}

/* --- lines from north to south --- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint32 x = *(const gint32 *)a, y = *(const gint32 *)b;

  return (x > y) - (x < y);
}

/* Sorted, each once, those within @from and @to only, which are among them. */
static void
tidy (GArray *lines, gint32 from, gint32 to)
{
  guint kept = 0;

  g_array_append_val (lines, from);
  g_array_append_val (lines, to);
  g_array_sort (lines, compare_numbers);
  for (guint i = 0; i < lines->len; i++)
    {
      gint32 line = g_array_index (lines, gint32, i);

      if (line < from || line > to || (kept > 0 && line == g_array_index (lines, gint32, kept - 1)))
        continue;
      g_array_index (lines, gint32, kept++) = line;
    }
  g_array_set_size (lines, kept);
}

static void
add_line (GArray *lines, gint32 line)
{
  g_array_append_val (lines, line);
}

/* --- where its north-west corner can be --- */

static int
by_start (gconstpointer a, gconstpointer b)
{
  const Span *x = a, *y = b;

  return (x->from > y->from) - (x->from < y->from);
}

/* What is left of @from to @to, both included, without the inside of @blocked. */
static void
add_free (GArray *blocked, gint32 from, gint32 to, gint32 width, HwArea cover, GArray *covers)
{
  gint32 start = from;

  g_array_sort (blocked, by_start);
  for (guint i = 0; i <= blocked->len; i++)
    {
      const Span *span = i < blocked->len ? &g_array_index (blocked, Span, i) : NULL;
      gint32 end = span != NULL ? MIN (span->from, to) : to;

      /* A gap of no width is just as wide as the thing itself. */
      if (end >= start)
        {
          cover.x = start;
          cover.width = end - start + width;
          g_array_append_val (covers, cover);
        }
      if (span != NULL)
        start = MAX (start, span->to);
      if (start > to)
        break;
    }
}

/* What it would cover, in all the places where it can stand. @blockers: sorted by y; its corner
 * cannot be inside them. @corners: where it can be at all */
static GArray *
covers_of (const GArray *blockers, const HwArea *corners, const HwArea *shape)
{
  GArray *covers = g_array_new (FALSE, FALSE, sizeof (HwArea));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) blocked = g_array_new (FALSE, FALSE, sizeof (Span));
  gint32 right = corners->x + corners->width, bottom = corners->y + corners->depth;
  guint next = 0;

  for (guint i = 0; i < blockers->len; i++)
    {
      const HwArea *area = &g_array_index (blockers, HwArea, i);

      add_line (lines, area->y);
      add_line (lines, area->y + area->depth);
    }
  tidy (lines, corners->y, bottom);
  for (guint i = 0; i < lines->len; i++)
    {
      gint32 line = g_array_index (lines, gint32, i);
      gint32 following = i + 1 < lines->len ? g_array_index (lines, gint32, i + 1) : line;
      guint kept = 0;

      /* Upon the line itself those count that begin before it and end behind it... */
      for (; next < blockers->len && g_array_index (blockers, HwArea, next).y < line; next++)
        g_array_append_val (active, next);
      g_array_set_size (blocked, 0);
      for (guint a = 0; a < active->len; a++)
        {
          guint index = g_array_index (active, guint, a);
          const HwArea *area = &g_array_index (blockers, HwArea, index);
          Span span = { area->x, area->x + area->width };

          if (area->y + area->depth <= line)
            continue;
          g_array_index (active, guint, kept++) = index;
          if (area->y < line)
            g_array_append_val (blocked, span);
        }
      g_array_set_size (active, kept);
      add_free (
          blocked, corners->x, right, shape->width, (HwArea){ 0, line, 0, shape->depth }, covers);
      if (following == line)
        break;
      /* ... and from it to the next those that begin upon it too. */
      for (; next < blockers->len && g_array_index (blockers, HwArea, next).y <= line; next++)
        g_array_append_val (active, next);
      g_array_set_size (blocked, 0);
      for (guint a = 0; a < active->len; a++)
        {
          const HwArea *area = &g_array_index (blockers, HwArea, g_array_index (active, guint, a));
          Span span = { area->x, area->x + area->width };

          g_array_append_val (blocked, span);
        }
      add_free (blocked,
                corners->x,
                right,
                shape->width,
                (HwArea){ 0, line, 0, following - line + shape->depth },
                covers);
    }
  g_array_sort (covers, by_y);
  return covers;
}

/* --- patches --- */

static int
by_place (gconstpointer a, gconstpointer b)
{
  const Edge *x = a, *y = b;

  return (x->at > y->at) - (x->at < y->at);
}

/* Adds the edges of those of @areas that lie between two lines, and drops the ones that end. @next:
 * (inout): the first that has not begun */
static void
add_edges (const GArray *areas,
           GArray *active,
           guint *next,
           gint32 line,
           gboolean taken,
           gint32 width,
           GArray *edges)
{
  guint kept = 0;

  for (; *next < areas->len && g_array_index (areas, HwArea, *next).y <= line; (*next)++)
    g_array_append_val (active, *next);
  for (guint i = 0; i < active->len; i++)
    {
      guint index = g_array_index (active, guint, i);
      const HwArea *area = &g_array_index (areas, HwArea, index);
      Edge from = { MAX (area->x, 0), !taken, taken };
      Edge to = { MIN (area->x + area->width, width), taken ? 0 : -1, taken ? -1 : 0 };

      if (area->y + area->depth <= line)
        continue;
      g_array_index (active, guint, kept++) = index;
      if (from.at >= to.at)
        continue;
      g_array_append_val (edges, from);
      g_array_append_val (edges, to);
    }
  g_array_set_size (active, kept);
}

static void
runs_of (GArray *edges, gint32 width, GArray *runs)
{
  gint32 at = 0;
  int free = 0, taken = 0;

  g_array_set_size (runs, 0);
  g_array_sort (edges, by_place);
  for (guint i = 0; i <= edges->len; i++)
    {
      const Edge *edge = i < edges->len ? &g_array_index (edges, Edge, i) : NULL;
      gint32 to = edge != NULL ? edge->at : width;

      if (to > at)
        {
          Run *last = runs->len > 0 ? &g_array_index (runs, Run, runs->len - 1) : NULL;
          Run run = { at,
                      to,
                      taken > 0  ? HW_SHADE_TAKEN
                      : free > 0 ? HW_SHADE_FREE
                                 : HW_SHADE_BLOCKED };

          if (last != NULL && last->state == run.state)
            last->to = to;
          else
            g_array_append_val (runs, run);
          at = to;
        }
      if (edge != NULL)
        {
          free += edge->free;
          taken += edge->taken;
        }
    }
}

static void
add_patches (HwFloorField *self, const GArray *runs, gint32 from, gint32 to)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      HwFloorPatch patch = { { run->from, from, run->to - run->from, to - from }, run->state };

      g_array_append_val (self->patches, patch);
    }
}

static gboolean
same_runs (const GArray *a, const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const Run *x = &g_array_index (a, Run, i), *y = &g_array_index (b, Run, i);

      if (x->from != y->from || x->to != y->to || x->state != y->state)
        return FALSE;
    }
  return TRUE;
}

/* Strip by strip from north to south; strips that are alike are one. */
static void
cut (HwFloorField *self, const HwHall *hall, const GArray *covers, const GArray *obstacles)
{
  const GArray *both[] = { covers, obstacles };
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GArray) active_covers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) active_obstacles = g_array_new (FALSE, FALSE, sizeof (guint));
  guint next_cover = 0, next_obstacle = 0;
  gint32 begun = 0;

  for (guint b = 0; b < G_N_ELEMENTS (both); b++)
    for (guint i = 0; i < both[b]->len; i++)
      {
        const HwArea *area = &g_array_index (both[b], HwArea, i);

        add_line (lines, area->y);
        add_line (lines, area->y + area->depth);
      }
  tidy (lines, 0, hall->depth_mm);
  for (guint i = 0; i + 1 < lines->len; i++)
    {
      gint32 line = g_array_index (lines, gint32, i);

      g_array_set_size (edges, 0);
      add_edges (covers, active_covers, &next_cover, line, FALSE, hall->width_mm, edges);
      add_edges (obstacles, active_obstacles, &next_obstacle, line, TRUE, hall->width_mm, edges);
      runs_of (edges, hall->width_mm, runs);
      if (i > 0 && !same_runs (runs, above))
        {
          add_patches (self, above, begun, line);
          begun = line;
        }
      g_array_set_size (above, 0);
      g_array_append_vals (above, runs->data, runs->len);
    }
  add_patches (self, above, begun, hall->depth_mm);
}

HwFloorField *
hw_floor_field_new (HwDesign *design,
                    HwHandle hall,
                    const GArray *shape,
                    const GArray *racks,
                    const GArray *features,
                    HwHandle install,
                    HwHandle removal)
{
  HwFloorField *self = g_new0 (HwFloorField, 1);
  const HwHall *bounds = hw_design_get_hall (design, hall);
  const HwArea *first = &g_array_index (shape, HwArea, 0);
  g_autoptr (GArray) obstacles = obstacles_of (design, hall, racks, features, install, removal);
  g_autoptr (GArray) blockers = g_array_new (FALSE, FALSE, sizeof (HwArea));
  g_autoptr (GArray) covers = NULL;
  guint n = (guint64)shape->len * obstacles->len > MOST_PAIRS ? 1 : shape->len;
  gint32 left = 0, top = 0, right = G_MAXINT32, bottom = G_MAXINT32;

  self->patches = g_array_new (FALSE, FALSE, sizeof (HwFloorPatch));
  for (guint s = 0; s < n; s++)
    {
      const HwArea *part = &g_array_index (shape, HwArea, s);
      gint32 dx = part->x - first->x, dy = part->y - first->y;

      left = MAX (left, -dx);
      top = MAX (top, -dy);
      right = MIN (right, bounds->width_mm - part->width - dx);
      bottom = MIN (bottom, bounds->depth_mm - part->depth - dy);
      for (guint i = 0; i < obstacles->len; i++)
        {
          const HwArea *area = &g_array_index (obstacles, HwArea, i);
          HwArea blocker = { area->x - part->width - dx,
                             area->y - part->depth - dy,
                             area->width + part->width,
                             area->depth + part->depth };

          g_array_append_val (blockers, blocker);
        }
    }
  /* Those of one part are in the order of the obstacles. */
  if (n > 1)
    g_array_sort (blockers, by_y);
  if (right >= left && bottom >= top)
    covers = covers_of (blockers, &(HwArea){ left, top, right - left, bottom - top }, first);
  else
    covers = g_array_new (FALSE, FALSE, sizeof (HwArea));
  cut (self, bounds, covers, obstacles);
  return self;
}

void
hw_floor_field_free (HwFloorField *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->patches);
  g_free (self);
}

const GArray *
hw_floor_field_get_patches (const HwFloorField *self)
{
  return self->patches;
}

gboolean
hw_floor_field_has_room (const HwFloorField *self)
{
  for (guint i = 0; i < self->patches->len; i++)
    if (g_array_index (self->patches, HwFloorPatch, i).state == HW_SHADE_FREE)
      return TRUE;
  return FALSE;
}

HwShadeState
hw_floor_field_at (const HwFloorField *self, gint32 x_mm, gint32 y_mm)
{
  for (guint i = 0; i < self->patches->len; i++)
    {
      const HwFloorPatch *patch = &g_array_index (self->patches, HwFloorPatch, i);

      if (x_mm >= patch->area.x && x_mm < patch->area.x + patch->area.width && y_mm >= patch->area.y
          && y_mm < patch->area.y + patch->area.depth)
        return patch->state;
    }
  return HW_SHADE_NONE;
}

const HwProduct *
hw_floor_frame (HwCatalogue *from, const HwProduct *product)
{
  const HwProduct *rack = NULL;

  if (product->kind == HW_KIND_ASSEMBLY && product->rack != NULL)
    rack = hw_catalogue_find (from, product->rack);
  return rack != NULL ? rack : product;
}

HwLimit
hw_floor_limit (HwDesign *design, HwCatalogue *from, const HwProduct *product)
{
  const HwSite *site = hw_design_get_site (design);
  const HwProduct *frame = hw_floor_frame (from, product);
  double force = hw_product_value (product, HW_FIELD_MASS) * HW_GRAVITY;
  double aisles = (site->front_aisle_mm / 2.0 + site->rear_aisle_mm / 2.0) / 1000;
  double width, depth;

  width = hw_product_value (frame, HW_FIELD_WIDTH);
  depth = hw_product_value (frame, HW_FIELD_DEPTH);
  /* As press_on_floor() of the composition; unknown figures compare as false. */
  if (force / (width * (depth + aisles)) > site->floor_limit_pa * SLACK
      || force / 4 > site->foot_limit_n * SLACK)
    return HW_LIMIT_FLOOR;
  return HW_LIMIT_NONE;
}
