/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-outage-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-geometry.h"
#include "hw-racks-layout.h"

/* Of the words; smaller boxes have none, and still smaller ones no hatching, but are filled. */
#define TEXT_SIZE 11.0
#define LEAST_SIZE 8.0
#define LEAST_HATCH 6.0

static char *
words_of (const HwOutage *outage)
{
  if (outage->seconds > 0)
    {
      g_autofree char *time = hw_quantity_format (HW_DIMENSION_TIME, outage->seconds, NULL);

      return g_strdup_printf (_ ("Stops: %s"), time);
    }
  return g_strdup (hw_outage_state_label (outage->state));
}

/* The words on a card of their own in the middle of the box, upright where that has more room. */
static void
draw_words (HwScene *scene, HwRef ref, const HwRackBox *box, const char *words, HwColour edge)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  HwColour paper = theme->colours[HW_ROLE_PAPER], ink = theme->colours[HW_ROLE_TEXT];
  double paper_scale = theme->kind == HW_THEME_PRINT ? 0.7 : 1;
  gboolean up = box->height > box->width;
  double along = up ? box->height : box->width, across = up ? box->width : box->height;
  double size = MIN (TEXT_SIZE * paper_scale, across / 1.5);
  double length = hw_scene_text_width (scene, words, size, TRUE) + size;
  HwRackBox card;

  if (length > along)
    {
      size *= along / length;
      length = along;
    }
  if (size < LEAST_SIZE * paper_scale)
    return;
  card = up ? (HwRackBox){ box->x + (across - size * 1.5) / 2,
                           box->y + (along - length) / 2,
                           size * 1.5,
                           length }
            : (HwRackBox){ box->x + (along - length) / 2,
                           box->y + (across - size * 1.5) / 2,
                           length,
                           size * 1.5 };
  hw_scene_set_layer (scene, HW_LAYER_CARD);
  hw_scene_rounded (scene, ref, card.x, card.y, card.width, card.height, 2, paper, edge, 1);
  hw_scene_set_layer (scene, HW_LAYER_CARD_DETAIL);
  (up ? hw_scene_text_up : hw_scene_text) (scene,
                                           ref,
                                           card.x,
                                           card.y,
                                           card.width,
                                           card.height,
                                           words,
                                           size,
                                           TRUE,
                                           HW_ALIGN_CENTRE,
                                           ink,
                                           paper);
}

/* A name that stands in the middle stays, where the words have room below it. Returns: whether */
static gboolean
draw_words_below (HwScene *scene, HwRef ref, const HwRackBox *box, const char *words, HwColour edge)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  double scale = theme->kind == HW_THEME_PRINT ? 0.7 : 1, size = TEXT_SIZE * scale;
  double width = hw_scene_text_width (scene, words, size, TRUE) + size;
  HwRackBox band;

  if (width > box->width - 4)
    size *= (box->width - 4) / width;
  band = (HwRackBox){ box->x + 2, box->y + box->height * 0.68, box->width - 4, size * 1.5 };
  if (size < LEAST_SIZE * scale || band.y + band.height > box->y + box->height)
    return FALSE;
  draw_words (scene, ref, &band, words, edge);
  return TRUE;
}

static void
draw_mark (HwScene *scene, HwRef ref, const HwRackBox *box, HwOutageState state, const char *words)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  HwColour edge = theme->colours[state >= HW_OUTAGE_CUT_OFF ? HW_ROLE_ERROR : HW_ROLE_WARNING];
  HwColour veil = theme->colours[HW_ROLE_PAPER];
  const HwColour none = { 0, 0, 0, 0 };

  veil.alpha = 0.55;
  hw_scene_set_layer (scene, HW_LAYER_DETAIL);
  if (MIN (box->width, box->height) < LEAST_HATCH)
    {
      hw_scene_box (scene, ref, box->x, box->y, box->width, box->height, edge, none);
      return;
    }
  if (state >= HW_OUTAGE_CUT_OFF)
    {
      hw_scene_box (scene, ref, box->x, box->y, box->width, box->height, veil, none);
      hw_scene_hatch (scene, ref, box->x, box->y, box->width, box->height, edge);
    }
  hw_scene_rounded (
      scene, ref, box->x + 1, box->y + 1, box->width - 2, box->height - 2, 0, none, edge, 2);
  if (ref.table != HW_TABLE_RACK || !draw_words_below (scene, ref, box, words, edge))
    draw_words (scene, ref, box, words, edge);
}

/* --- hall --- */

typedef struct
{
  const HwOutage *worst;
  guint n_down, n_capped; /* devices */
} RackSum;

static GHashTable *
sum_racks (const HwWhatIf *what_if)
{
  GHashTable *sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, i);
      RackSum *sum = g_hash_table_lookup (sums, GUINT_TO_POINTER (outage->rack));

      if (sum == NULL)
        {
          sum = g_new0 (RackSum, 1);
          g_hash_table_insert (sums, GUINT_TO_POINTER (outage->rack), sum);
        }
      if (outage->object.table == HW_TABLE_DEVICE && outage->state == HW_OUTAGE_CAPPED)
        sum->n_capped++;
      else if (outage->object.table == HW_TABLE_DEVICE)
        sum->n_down++;
      if (sum->worst == NULL || outage->object.table == HW_TABLE_RACK
          || (sum->worst->object.table == HW_TABLE_DEVICE && outage->state > sum->worst->state))
        sum->worst = outage;
    }
  return sums;
}

static char *
words_of_rack (const RackSum *sum)
{
  if (sum->worst->object.table == HW_TABLE_RACK)
    return words_of (sum->worst);
  if (sum->n_down > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u down", "%u down", sum->n_down),
                            sum->n_down);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u capped", "%u capped", sum->n_capped),
                          sum->n_capped);
}

void
hw_outages_draw_hall (HwScene *scene, HwResults *results, HwHandle hall, const HwViewport *view)
{
  const HwWhatIf *what_if = hw_results_what_if (results);
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (GHashTable) sums = NULL;
  GHashTableIter iter;
  gpointer key, value;

  if (what_if == NULL)
    return;
  sums = sum_racks (what_if);
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      HwHandle rack = GPOINTER_TO_UINT (key);
      const RackSum *sum = value;
      HwArea area;
      HwRackBox box;
      g_autofree char *words = NULL;

      if (hw_design_get_rack (design, rack)->object.parent != hall)
        continue;
      area = hw_rack_area (design, rack);
      box = (HwRackBox){ hw_viewport_x (view, area.x),
                         hw_viewport_y (view, area.y),
                         area.width * view->scale,
                         area.depth * view->scale };
      words = words_of_rack (sum);
      /* One device that is down does not take its rack along. */
      draw_mark (scene,
                 HW_REF (HW_TABLE_RACK, rack),
                 &box,
                 sum->worst->object.table == HW_TABLE_RACK ? sum->worst->state : HW_OUTAGE_CAPPED,
                 words);
    }
}

/* --- elevations --- */

void
hw_outages_draw_racks (HwScene *scene, HwResults *results, HwRacksLayout *layout)
{
  const HwWhatIf *what_if = hw_results_what_if (results);
  const HwViewport *view = hw_scene_get_viewport (scene);

  for (guint i = 0; what_if != NULL && i < what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, i);
      double x, y, width, height;
      gboolean shown
          = outage->object.table == HW_TABLE_RACK
                ? hw_racks_layout_rack (layout, outage->rack, &x, &y, &width, &height)
                : hw_racks_layout_device (layout, outage->object.handle, &x, &y, &width, &height);
      g_autofree char *words = NULL;
      HwRackBox box;

      if (!shown)
        continue;
      box = (HwRackBox){
        hw_viewport_x (view, x), hw_viewport_y (view, y), width * view->scale, height * view->scale
      };
      if (box.x > view->width || box.y > view->height || box.x + box.width < 0
          || box.y + box.height < 0)
        continue;
      words = words_of (outage);
      draw_mark (scene, outage->object, &box, outage->state, words);
    }
}
