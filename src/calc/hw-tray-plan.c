/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-tray-plan.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "hw-edit.h"
#include "hw-geometry.h"
#include "hw-operations.h"

/* Racks stand in one line while their middles are no further apart. */
#define LINE_MM 600
/* Trays across rows are no further apart: an assumption. */
#define CROSS_MM 15000
/* Width of those at least, where nobody has chosen one. */
#define CROSS_WIDTH_MM 600
#define WIDTH_STEP_MM 150
#define MOST_WIDTH_MM 900
#define MOST_LAYERS 20

/* Racks that one tray serves. */
typedef struct
{
  HwHandle row;      /* the first; 0: racks of none */
  gboolean turned;   /* runs from north to south */
  gboolean replaced; /* a placed tray stands in for it */
  gint32 across;
  gint32 low, high; /* of the racks, along it */
  gint32 low_across, high_across;
} Line;

typedef struct
{
  HwTrayPlan *plan;
  HwDesign *design;
  const HwMoment *moment; /* nullable */
  HwHandle hall;
  const HwHall *rule;
  GArray *lines; /* Line */
  guint n_unnamed, n_cross;
} Planner;

static gboolean
stands (const Planner *self, const HwObject *object)
{
  return self->moment == NULL || hw_moment_shows (self->moment, self->design, object);
}

/* --- lines of racks --- */

static Line *
line_of (Planner *self, HwHandle row, gboolean turned, gint32 across)
{
  Line fresh = { .row = row,
                 .turned = turned,
                 .across = across,
                 .low = G_MAXINT32,
                 .high = G_MININT32,
                 .low_across = G_MAXINT32,
                 .high_across = G_MININT32 };

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);

      if (row != 0
              ? line->row == row
              : line->row == 0 && line->turned == turned && abs (line->across - across) <= LINE_MM)
        return line;
    }
  g_array_append_val (self->lines, fresh);
  return &g_array_index (self->lines, Line, self->lines->len - 1);
}

static void
add_rack (Planner *self, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwArea area = hw_rack_area (self->design, rack);
  gboolean turned = row->rotation == 90 || row->rotation == 270;
  gint32 x = area.x + area.width / 2, y = area.y + area.depth / 2;
  Line *line = line_of (self, row->row, turned, turned ? x : y);
  gint32 along = line->turned ? area.y : area.x, across = line->turned ? area.x : area.y;

  line->low = MIN (line->low, along);
  line->high = MAX (line->high, along + (line->turned ? area.depth : area.width));
  line->low_across = MIN (line->low_across, across);
  line->high_across = MAX (line->high_across, across + (line->turned ? area.width : area.depth));
  line->across = line->low_across + (line->high_across - line->low_across) / 2;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *x = a;
  const Line *y = b;

  if (x->turned != y->turned)
    return x->turned ? 1 : -1;
  if (x->across != y->across)
    return x->across < y->across ? -1 : 1;
  return x->low < y->low ? -1 : x->low > y->low;
}

/* Rows that continue one another have one tray. */
static void
join_lines (Planner *self)
{
  g_array_sort (self->lines, compare_lines);
  for (guint i = 1; i < self->lines->len;)
    {
      Line *before = &g_array_index (self->lines, Line, i - 1);
      const Line *line = &g_array_index (self->lines, Line, i);

      if (line->turned != before->turned || line->across - before->across > LINE_MM
          || line->replaced || before->replaced)
        {
          i++;
          continue;
        }
      before->low = MIN (before->low, line->low);
      before->high = MAX (before->high, line->high);
      before->row = before->row != 0 ? before->row : line->row;
      g_array_remove_index (self->lines, i);
    }
}

static void
find_lines (Planner *self)
{
  for (HwHandle rack = hw_design_first_child (self->design, HW_TABLE_RACK, self->hall); rack != 0;
       rack = hw_design_next_child (self->design, HW_TABLE_RACK, rack))
    if (stands (self, hw_design_row (self->design, HW_TABLE_RACK, rack)))
      add_rack (self, rack);
  for (HwHandle tray = hw_design_first_child (self->design, HW_TABLE_TRAY, self->hall); tray != 0;
       tray = hw_design_next_child (self->design, HW_TABLE_TRAY, tray))
    {
      const HwTrayRow *row = hw_design_row (self->design, HW_TABLE_TRAY, tray);

      if (row->row == 0 || !stands (self, &row->object))
        continue;
      for (guint i = 0; i < self->lines->len; i++)
        if (g_array_index (self->lines, Line, i).row == row->row)
          g_array_index (self->lines, Line, i).replaced = TRUE;
    }
  join_lines (self);
}

/* --- trays --- */

/* With several halls the name says which. */
static const char *
full_name (Planner *self, const char *name)
{
  g_autofree char *text = NULL;

  if (hw_design_count (self->design, HW_TABLE_HALL) > 1)
    text = g_strdup_printf (
        "%s / %s", hw_design_name (self->design, HW_REF (HW_TABLE_HALL, self->hall)), name);
  return g_string_chunk_insert_const (self->plan->texts, text != NULL ? text : name);
}

static void
add_tray (Planner *self, HwTray tray, HwHandle row, HwHandle placed, gint32 least, const char *name)
{
  HwTrayOrigin origin = { self->hall,
                          row,
                          placed,
                          tray.width_mm <= 0,
                          1,
                          full_name (self, name),
                          g_string_chunk_insert_const (self->plan->texts, name) };

  if (origin.by_fill)
    tray.width_mm = least;
  tray.room = self->hall;
  tray.most_fill = self->rule->tray_fill;
  g_array_append_val (self->plan->trays, tray);
  g_array_append_val (self->plan->origins, origin);
}

static HwTray
tray_along (const Planner *self, gboolean turned, gint32 across, gint32 low, gint32 high)
{
  HwTray tray = { .height_mm = self->rule->tray_height_mm,
                  .depth_mm = self->rule->tray_depth_mm,
                  .width_mm = self->rule->tray_width_mm,
                  .most_load_kg_m = NAN };

  tray.x1_mm = turned ? across : low;
  tray.y1_mm = turned ? low : across;
  tray.x2_mm = turned ? across : high;
  tray.y2_mm = turned ? high : across;
  return tray;
}

static void
add_row_tray (Planner *self, const Line *line, gint32 low, gint32 high)
{
  g_autofree char *name = NULL;

  if (line->replaced)
    return;
  if (line->row != 0)
    name = g_strdup_printf (_ ("Tray %s"),
                            hw_design_name (self->design, HW_REF (HW_TABLE_ROW, line->row)));
  else
    name = g_strdup_printf (_ ("Tray %u"), ++self->n_unnamed);
  add_tray (self,
            tray_along (self, line->turned, line->across, low, high),
            line->row,
            0,
            HW_TRAY_LEAST_WIDTH_MM,
            name);
}

static void
add_cross_trays (Planner *self, gboolean turned, gint32 first, gint32 last, gint32 low, gint32 high)
{
  gint32 n = MAX ((high - low + CROSS_MM - 1) / CROSS_MM, 1);

  for (gint32 i = 0; i <= n; i++)
    {
      HwTray tray
          = tray_along (self, !turned, low + (gint32)((gint64)(high - low) * i / n), first, last);
      g_autofree char *name = g_strdup_printf (_ ("Cross tray %u"), ++self->n_cross);

      tray.width_mm = self->rule->cross_tray_width_mm;
      add_tray (self, tray, 0, 0, CROSS_WIDTH_MM, name);
    }
}

/* The lines of one direction, long enough to meet those of the other, and the trays across. */
static void
add_grid (Planner *self, gboolean turned)
{
  gint32 low = G_MAXINT32, high = G_MININT32, first = G_MAXINT32, last = G_MININT32;
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      if (line->turned != turned)
        {
          low = MIN (low, line->across);
          high = MAX (high, line->across);
          continue;
        }
      low = MIN (low, line->low);
      high = MAX (high, line->high);
      first = MIN (first, line->across);
      last = MAX (last, line->across);
      n++;
    }
  for (guint i = 0; i < self->lines->len; i++)
    if (g_array_index (self->lines, Line, i).turned == turned)
      add_row_tray (self, &g_array_index (self->lines, Line, i), low, high);
  if (n > 1)
    add_cross_trays (self, turned, first, last, low, high);
}

static void
add_placed (Planner *self)
{
  for (HwHandle handle = hw_design_first_child (self->design, HW_TABLE_TRAY, self->hall);
       handle != 0;
       handle = hw_design_next_child (self->design, HW_TABLE_TRAY, handle))
    {
      const HwTrayRow *row = hw_design_row (self->design, HW_TABLE_TRAY, handle);
      HwTray tray = { .x1_mm = row->x1_mm,
                      .y1_mm = row->y1_mm,
                      .x2_mm = row->x2_mm,
                      .y2_mm = row->y2_mm,
                      .most_load_kg_m = row->load_limit_kg_m };

      if (!stands (self, &row->object))
        continue;
      tray.height_mm = row->height_mm > 0 ? row->height_mm : self->rule->tray_height_mm;
      tray.width_mm = row->width_mm > 0 ? row->width_mm : self->rule->tray_width_mm;
      tray.depth_mm = row->depth_mm > 0 ? row->depth_mm : self->rule->tray_depth_mm;
      add_tray (self,
                tray,
                row->row,
                handle,
                HW_TRAY_LEAST_WIDTH_MM,
                hw_design_name (self->design, HW_REF (HW_TABLE_TRAY, handle)));
    }
}

static void
add_hall (Planner *self, HwHandle hall)
{
  self->hall = hall;
  self->rule = hw_design_get_hall (self->design, hall);
  self->n_unnamed = self->n_cross = 0;
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  if (self->rule->trays == HW_TRAYS_DERIVED)
    {
      find_lines (self);
      add_grid (self, FALSE);
      add_grid (self, TRUE);
    }
  add_placed (self);
  g_clear_pointer (&self->lines, g_array_unref);
}

HwTrayPlan *
hw_tray_plan_new (HwDesign *design, const HwMoment *moment)
{
  HwTrayPlan *self = g_new0 (HwTrayPlan, 1);
  Planner planner = { .plan = self, .design = design, .moment = moment };

  self->trays = g_array_new (FALSE, FALSE, sizeof (HwTray));
  self->origins = g_array_new (FALSE, FALSE, sizeof (HwTrayOrigin));
  self->texts = g_string_chunk_new (1024);
  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    add_hall (&planner, hall);
  return self;
}

void
hw_tray_plan_free (HwTrayPlan *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->trays);
  g_array_unref (self->origins);
  g_string_chunk_free (self->texts);
  g_free (self);
}

gboolean
hw_tray_plan_widen (HwTrayPlan *self, guint index, double area_m2)
{
  HwTray *tray = &g_array_index (self->trays, HwTray, index);
  HwTrayOrigin *origin = &g_array_index (self->origins, HwTrayOrigin, index);
  gint32 depth_mm = tray->depth_mm / (gint32)origin->layers, width_mm = tray->width_mm;
  double limit_mm2 = tray->most_fill * (1 + 1e-9), area_mm2 = area_m2 * 1e6;
  guint layers = origin->layers;

  if (!origin->by_fill || isnan (tray->most_fill))
    return FALSE;
  while (width_mm < MOST_WIDTH_MM && area_mm2 > limit_mm2 * width_mm * depth_mm * layers)
    width_mm += WIDTH_STEP_MM;
  while (layers < MOST_LAYERS && area_mm2 > limit_mm2 * width_mm * depth_mm * layers)
    layers++;
  if (width_mm == tray->width_mm && layers == origin->layers)
    return FALSE;
  tray->width_mm = width_mm;
  tray->depth_mm = depth_mm * (gint32)layers;
  origin->layers = layers;
  return TRUE;
}

HwRef
hw_tray_plan_ref (const HwTrayPlan *self, guint tray)
{
  const HwTrayOrigin *origin = hw_tray_plan_origin (self, tray);

  if (origin->placed != 0)
    return HW_REF (HW_TABLE_TRAY, origin->placed);
  if (origin->row != 0)
    return HW_REF (HW_TABLE_ROW, origin->row);
  return HW_REF (HW_TABLE_HALL, origin->hall);
}

guint
hw_tray_plan_keep (HwDesign *design, HwHandle hall)
{
  g_autoptr (HwTrayPlan) plan = hw_tray_plan_new (design, NULL);
  guint n = 0;

  for (guint i = 0; i < plan->trays->len; i++)
    {
      const HwTray *tray = hw_tray_plan_get (plan, i);
      const HwTrayOrigin *origin = hw_tray_plan_origin (plan, i);
      HwHandle handle;
      HwTrayRow row;

      if (origin->hall != hall || origin->placed != 0)
        continue;
      handle = hw_operation_add_tray (
          design, hall, origin->own_name, tray->x1_mm, tray->y1_mm, tray->x2_mm, tray->y2_mm, NULL);
      if (handle == 0)
        continue;
      row = *(const HwTrayRow *)hw_design_row (design, HW_TABLE_TRAY, handle);
      row.row = origin->row;
      if (!origin->by_fill && tray->width_mm != hw_design_get_hall (design, hall)->tray_width_mm)
        row.width_mm = tray->width_mm;
      hw_edit_set (design, HW_TABLE_TRAY, handle, &row);
      n++;
    }
  hw_operation_set (design, HW_REF (HW_TABLE_HALL, hall), "trays", "placed", NULL);
  return n;
}
