/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-ranks-draw.h"

#include <glib/gi18n-lib.h>

#include "hw-geometry.h"
#include "hw-scene-fabric.h"

#define TEXT_SIZE 10.5
/* Lines of the card; more are counted. */
#define LISTED 4

/* A card at the upper right corner of the box, as wide as its words. */
static void
draw_badge (HwScene *scene, const HwRank *rank, const HwRackBox *box)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  double size = TEXT_SIZE * (theme->kind == HW_THEME_PRINT ? 0.7 : 1), width, height = size * 1.6;
  g_autofree char *text = g_strdup_printf ("#%u", rank->rank);
  const HwRef none = HW_REF (HW_TABLE_DESIGN, 0);
  double x, y;

  width = hw_scene_text_width (scene, text, size, TRUE) + size;
  /* At the corner of what is large; upon a symbol, whose text stands beside it. */
  if (box->width > 2 * width)
    {
      x = box->x + box->width - width / 2;
      y = box->y - height / 2;
    }
  else
    {
      x = box->x + box->width / 2 - width / 2;
      y = box->y - 0.85 * height;
    }
  hw_scene_set_layer (scene, HW_LAYER_CARD);
  hw_scene_rounded (scene,
                    none,
                    x,
                    y,
                    width,
                    height,
                    height / 2,
                    theme->colours[HW_ROLE_PAPER],
                    theme->colours[HW_ROLE_ERROR],
                    2);
  hw_scene_set_layer (scene, HW_LAYER_CARD_DETAIL);
  hw_scene_text (scene,
                 none,
                 x,
                 y,
                 width,
                 height,
                 text,
                 size,
                 TRUE,
                 HW_ALIGN_CENTRE,
                 theme->colours[HW_ROLE_TEXT],
                 theme->colours[HW_ROLE_PAPER]);
}

void
hw_ranks_draw (HwScene *scene, HwResults *results, HwRankPlace place_of, gpointer data)
{
  const HwRanks *ranks = hw_results_get_ranks (results);
  const HwViewport *view = hw_scene_get_viewport (scene);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!hw_results_are_ranks_shown (results))
    return;
  for (guint i = 0; i < ranks->points->len; i++)
    {
      const HwRank *rank = ranks->points->pdata[i];
      g_autofree char *spot = NULL;
      HwRackBox box;

      if (!place_of (data, rank, &box))
        continue;
      box = (HwRackBox){ hw_viewport_x (view, box.x),
                         hw_viewport_y (view, box.y),
                         box.width * view->scale,
                         box.height * view->scale };
      spot = g_strdup_printf ("%.0f,%.0f", box.x + box.width, box.y);
      /* The worst of what stands at one place. */
      if (g_hash_table_contains (taken, spot))
        continue;
      g_hash_table_add (taken, g_steal_pointer (&spot));
      draw_badge (scene, rank, &box);
    }
}

/* The next of those that are in the picture and lose as much as the first of them. Returns: how
 * many; @next: behind them */
static guint
count_alike (const HwRanks *ranks, HwRankPlace place_of, gpointer data, guint first, guint *next)
{
  const HwRank *rank = ranks->points->pdata[first];
  guint n = 0;

  for (*next = first; *next < ranks->points->len; (*next)++)
    {
      const HwRank *other = ranks->points->pdata[*next];
      HwRackBox box;

      if (other->rank != rank->rank)
        break;
      n += place_of (data, other, &box);
    }
  return n;
}

double
hw_ranks_legend (
    HwScene *scene, HwResults *results, HwRankPlace place_of, gpointer data, double below)
{
  const HwRanks *ranks = hw_results_get_ranks (results);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  guint n = 0, n_beyond = 0, next;

  if (!hw_results_are_ranks_shown (results))
    return below;
  g_strv_builder_add (lines, _ ("Single points of failure"));
  for (guint i = 0; i < ranks->points->len; i = next)
    {
      const HwRank *rank = ranks->points->pdata[i];
      g_autofree char *what = NULL;
      g_autofree char *line = NULL;
      HwRackBox box;
      guint alike;

      next = i + 1;
      if (!place_of (data, rank, &box))
        continue;
      alike = count_alike (ranks, place_of, data, i, &next);
      if (n++ >= LISTED)
        {
          n_beyond += alike;
          continue;
        }
      what = hw_rank_text (rank, alike - 1);
      line = g_strdup_printf ("#%u  %s", rank->rank, what);
      g_strv_builder_add (lines, line);
    }
  if (n == 0)
    return below;
  if (n_beyond > 0)
    {
      g_autofree char *more = g_strdup_printf (_ ("and %u more"), n_beyond);

      g_strv_builder_add (lines, more);
    }
  texts = g_strv_builder_end (lines);
  return hw_scene_fabric_note_right (scene, (const char *const *)texts, below, HW_ROLE_ERROR);
}

/* --- halls and elevations --- */

typedef struct
{
  HwDesign *design;
  HwHandle hall;
  HwRacksLayout *layout;
} Places;

static HwRef
object_of (HwDesign *design, const HwRank *rank)
{
  return rank->object != NULL ? hw_design_find (design, rank->object) : HW_REF (HW_TABLE_DESIGN, 0);
}

static gboolean
place_in_hall (gpointer data, const HwRank *rank, HwRackBox *box)
{
  const Places *self = data;
  HwHandle rack = hw_design_rack_of (self->design, object_of (self->design, rank));
  HwArea area;

  if (rack == 0 || hw_design_get_rack (self->design, rack)->object.parent != self->hall)
    return FALSE;
  area = hw_rack_area (self->design, rack);
  *box = (HwRackBox){ area.x, area.y, area.width, area.depth };
  return TRUE;
}

void
hw_ranks_draw_hall (HwScene *scene, HwResults *results, HwHandle hall)
{
  Places places = { hw_results_get_design (results), hall, NULL };

  hw_ranks_draw (scene, results, place_in_hall, &places);
}

static gboolean
place_in_racks (gpointer data, const HwRank *rank, HwRackBox *box)
{
  const Places *self = data;
  HwRef object = object_of (self->design, rank);

  if (object.handle == 0)
    return FALSE;
  if (object.table == HW_TABLE_RACK)
    return hw_racks_layout_rack (
        self->layout, object.handle, &box->x, &box->y, &box->width, &box->height);
  return object.table == HW_TABLE_DEVICE
         && hw_racks_layout_device (
             self->layout, object.handle, &box->x, &box->y, &box->width, &box->height);
}

void
hw_ranks_draw_racks (HwScene *scene, HwResults *results, HwRacksLayout *layout)
{
  Places places = { hw_results_get_design (results), 0, layout };

  hw_ranks_draw (scene, results, place_in_racks, &places);
}

void
hw_ranks_legend_hall (HwScene *scene, HwResults *results, HwHandle hall, double below)
{
  Places places = { hw_results_get_design (results), hall, NULL };

  hw_ranks_legend (scene, results, place_in_hall, &places, below);
}

void
hw_ranks_legend_racks (HwScene *scene, HwResults *results, HwRacksLayout *layout)
{
  Places places = { hw_results_get_design (results), 0, layout };

  hw_ranks_legend (scene, results, place_in_racks, &places, 0);
}
