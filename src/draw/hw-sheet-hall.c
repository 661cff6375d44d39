/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-hall-draw.h"

/* Around the hall, for its walls. */
#define AROUND 6.0
#define HEADING 22.0
/* More sheets than these for one hall help nobody. */
#define MOST_TILES 400
/* The small plan that shows which part a sheet holds. */
#define KEY_WIDTH 72.0
#define KEY_HEIGHT 40.0

/* A hall over as many sheets as its scale takes; each shows one tile of it. */
typedef struct
{
  HwHandle hall;
  guint columns, rows;
  guint column, row;
  double width_mm, depth_mm; /* of a tile */
  gboolean trays;            /* with the cable trays */
} Tile;

static gboolean
is_whole (const Tile *tile)
{
  return tile->columns * tile->rows == 1;
}

/* Edges where the plan goes on, each with the sheet on which it does. */
static void
draw_matchlines (HwPage *page, const Tile *tile, const HwRackBox *box)
{
  guint number = hw_page_index (page) + 1;
  const struct
  {
    gboolean goes_on;
    HwEdge side;
    double x, y, length;
    guint sheet;
  } edges[] = {
    { tile->column > 0, HW_EDGE_WEST, box->x, box->y, box->height, number - 1 },
    { tile->column + 1 < tile->columns,
      HW_EDGE_EAST,
      box->x + box->width,
      box->y,
      box->height,
      number + 1 },
    { tile->row > 0, HW_EDGE_NORTH, box->x, box->y, box->width, number - tile->columns },
    { tile->row + 1 < tile->rows,
      HW_EDGE_SOUTH,
      box->x,
      box->y + box->height,
      box->width,
      number + tile->columns },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    if (edges[i].goes_on)
      {
        g_autofree char *text
            = g_strdup_printf (_ ("Matchline, continues on sheet %u"), edges[i].sheet);
        hw_page_matchline (page, edges[i].side, edges[i].x, edges[i].y, edges[i].length, text);
      }
}

/* The tiles of the hall, this one filled. */
static void
draw_key (HwPage *page, const Tile *tile, const HwHall *hall, double x, double y)
{
  double scale = MIN (KEY_WIDTH / hall->width_mm, KEY_HEIGHT / hall->depth_mm);
  const HwColour *colours = page->theme->colours;

  hw_scene_set_layer (page->scene, HW_LAYER_CARD);
  for (guint r = 0; r < tile->rows; r++)
    for (guint c = 0; c < tile->columns; c++)
      {
        double west = c * tile->width_mm, north = r * tile->depth_mm;
        hw_scene_box (
            page->scene,
            HW_REF (HW_TABLE_DESIGN, 0),
            x + west * scale,
            y + north * scale,
            MIN (tile->width_mm, hall->width_mm - west) * scale,
            MIN (tile->depth_mm, hall->depth_mm - north) * scale,
            colours[c == tile->column && r == tile->row ? HW_ROLE_BLOCKED : HW_ROLE_PAPER],
            colours[HW_ROLE_LINE_STRONG]);
      }
}

static void
draw_hall (HwPage *page)
{
  HwSheetSet *set = page->set;
  const Tile *tile = page->sheet->data;
  const HwHall *row = hw_design_get_hall (set->design, tile->hall);
  g_autofree char *size = hw_hall_size_text (set->design, tile->hall);
  g_autofree char *remark = g_strdup_printf (
      _ ("scale 1:%d on %s · %s"), page->sheet->scale, set->options.paper->name, size);
  HwRackBox area = page->content, bar = page->foot;
  HwHallOptions options;
  HwHallPainter painter;
  HwViewport view;
  double legend, west = tile->column * tile->width_mm, north = tile->row * tile->depth_mm;
  double around = is_whole (tile) ? AROUND : AROUND + HW_MATCHLINE;
  HwRackBox box;

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  area.y = hw_page_heading (page, area.x, area.y, area.width, page->sheet->title, remark);
  area.height -= area.y - page->content.y;
  view.scale = hw_sheet_mm (page->set) / page->sheet->scale;
  view.width = area.width;
  view.height = area.height;
  box.width = MIN (tile->width_mm, row->width_mm - west) * view.scale;
  box.height = MIN (tile->depth_mm, row->depth_mm - north) * view.scale;
  /* The hall in the middle of its area. */
  box.x = area.x + (area.width - box.width) / 2;
  box.y = area.y + around;
  view.x = west - box.x / view.scale;
  view.y = north - box.y / view.scale;
  hw_hall_options_init (&options);
  options.trays = tile->trays;
  if (tile->trays)
    {
      options.colour_by = HW_COLOUR_NONE;
      options.names = FALSE;
    }
  if (!is_whole (tile))
    {
      /* Outer walls are part of the tile, what is beyond a matchline is not. */
      double left = tile->column > 0 ? 0 : AROUND, top = tile->row > 0 ? 0 : AROUND;
      double right = tile->column + 1 < tile->columns ? 0 : AROUND;
      double bottom = tile->row + 1 < tile->rows ? 0 : AROUND;
      area = (HwRackBox){
        box.x - left, box.y - top, box.width + left + right, box.height + top + bottom
      };
      hw_scene_set_clip (page->scene, area.x, area.y, area.width, area.height);
    }
  hw_hall_painter_init (&painter, page->scene, set->results, tile->hall, &options, &view, &area);
  painter.foot = &page->foot;
  hw_hall_painter_draw (&painter);
  hw_scene_unset_clip (page->scene);
  legend = painter.cards[0].width;
  bar.width -= legend > 0 ? legend + 14 : 0;
  bar.y += 14;
  if (!is_whole (tile) && bar.width > 2.5 * KEY_WIDTH)
    {
      draw_key (page, tile, row, bar.x, page->foot.y + 4);
      bar.x += KEY_WIDTH + 18;
      bar.width -= KEY_WIDTH + 18;
    }
  hw_page_scale_bar (page, &bar);
  if (!is_whole (tile))
    draw_matchlines (page, tile, &box);
}

/* Cuts @length of the hall into parts no longer than @most, on the lines of floor tiles where it
 * has some. Returns: how many */
static guint
divide (double length, double most, gint32 floor_tile, double *part)
{
  guint n = (guint)MAX (1, ceil (length / most - 1e-9));
  double whole;

  *part = length / n;
  if (n > 1 && floor_tile > 0)
    {
      whole = ceil (*part / floor_tile) * floor_tile;
      if (whole <= most)
        *part = whole;
    }
  return (guint)ceil (length / *part - 1e-9);
}

static void
add_tiles (HwSheetSet *set, HwHandle hall, const Tile *all, int scale)
{
  const char *name = hw_design_name (set->design, HW_REF (HW_TABLE_HALL, hall));
  guint n = all->columns * all->rows;

  for (guint i = 0; i < n; i++)
    {
      Tile *tile = g_memdup2 (all, sizeof *all);
      HwSheet *sheet = hw_sheet_add (
          set,
          n > 1 ? g_strdup_printf (all->trays ? _ ("%s, tray plan, part %u of %u")
                                              : _ ("%s, floor plan, part %u of %u"),
                                   name,
                                   i + 1,
                                   n)
                : g_strdup_printf (all->trays ? _ ("%s, tray plan") : _ ("%s, floor plan"), name),
          draw_hall);
      tile->column = i % all->columns;
      tile->row = i / all->columns;
      sheet->scale = scale;
      sheet->data = tile;
      sheet->free_data = g_free;
    }
}

void
hw_sheet_add_hall (HwSheetSet *set, HwHandle hall, gboolean trays)
{
  HwRackBox frame, block, content, foot;
  double width, height;
  const HwHall *row = hw_design_get_hall (set->design, hall);
  int scale = set->options.plan_scale;
  Tile tile = { .hall = hall, .columns = 1, .rows = 1, .trays = trays };

  hw_sheet_areas (set, &frame, &block, &content, &foot);
  width = content.width;
  height = content.height - HEADING;
  tile.width_mm = row->width_mm;
  tile.depth_mm = row->depth_mm;
  if (scale > 0
      && (!hw_sheet_fits (set, scale, row->width_mm, width - 2 * AROUND)
          || !hw_sheet_fits (set, scale, row->depth_mm, height - 2 * AROUND)))
    {
      double around = 2 * (AROUND + HW_MATCHLINE);
      tile.columns = divide (row->width_mm,
                             (width - around) * scale / hw_sheet_mm (set),
                             row->tile_mm,
                             &tile.width_mm);
      tile.rows = divide (row->depth_mm,
                          (height - around) * scale / hw_sheet_mm (set),
                          row->tile_mm,
                          &tile.depth_mm);
      if (tile.columns > MOST_TILES || tile.columns * tile.rows > MOST_TILES)
        {
          tile = (Tile){ hall, 1, 1, 0, 0, row->width_mm, row->depth_mm, trays };
          scale = 0;
        }
    }
  if (scale <= 0)
    scale = hw_sheet_scale (
        set, row->width_mm, row->depth_mm, width - 2 * AROUND, height - 2 * AROUND, FALSE);
  if (scale > 0)
    add_tiles (set, hall, &tile, scale);
}

void
hw_sheet_add_halls (HwSheetSet *set)
{
  for (HwHandle hall = hw_design_first_child (set->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (set->design, HW_TABLE_HALL, hall))
    if (set->options.object.handle == 0 || set->options.object.handle == hall)
      hw_sheet_add_hall (set, hall, FALSE);
}
