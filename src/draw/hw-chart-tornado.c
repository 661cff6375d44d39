/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-chart-tornado.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* In sizes of the text. */
#define ROW 2.1
#define BAR 1.25
#define AXIS 2.2
#define GAP 0.5
/* At least, of the ends of the inputs beside the bars. */
#define LEAST_ENDS 4.0
/* Of the names, of the whole width. */
#define NAMES 0.36

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

typedef struct
{
  const HwTornado *chart;
  HwScene *scene;
  const HwTheme *theme;
  double x, y, width;
  double left, right; /* of the bars */
  double low, high;   /* costs there */
  double ends;        /* width of the ends of the inputs, beside the bars */
  HwColour ground;    /* of the texts */
} Plot;

static const HwCostInfluence *
bar_of (const HwTornado *self, guint bar)
{
  return &g_array_index (self->influences, HwCostInfluence, bar);
}

double
hw_tornado_height (const HwTornado *self)
{
  return (AXIS + ROW * self->influences->len) * self->size;
}

int
hw_tornado_at (const HwTornado *self, double y)
{
  double row = floor ((y / self->size - AXIS) / ROW);

  return row >= 0 && row < self->influences->len ? (int)row : -1;
}

static char *
dup_money (const HwTornado *self, double money)
{
  return hw_quantity_format (HW_DIMENSION_MONEY, money, self->currency);
}

static char *
dup_input (const HwTornado *self, const HwCostInfluence *bar, double value)
{
  return hw_quantity_format (bar->dimension, value, self->currency);
}

char *
hw_tornado_dup_text (const HwTornado *self, guint bar)
{
  const HwCostInfluence *influence = bar_of (self, bar);
  g_autofree char *cheap = dup_input (self, influence, influence->input_low);
  g_autofree char *dear = dup_input (self, influence, influence->input_high);
  g_autofree char *now = dup_input (self, influence, influence->input);
  g_autofree char *low = dup_money (self, influence->low);
  g_autofree char *high = dup_money (self, influence->high);

  return g_strdup_printf (
      _ ("%s %s: %s at %s, %s at %s"), influence->label, now, low, cheap, high, dear);
}

static double
place (const Plot *plot, double cost)
{
  if (plot->high <= plot->low)
    return plot->left;
  return plot->left + (plot->right - plot->left) * (cost - plot->low) / (plot->high - plot->low);
}

static void
text (const Plot *plot,
      double x,
      double y,
      double width,
      const char *words,
      HwAlign align,
      HwRole role,
      gboolean bold)
{
  hw_scene_text (plot->scene,
                 no_ref,
                 x,
                 y,
                 width,
                 ROW * plot->chart->size,
                 words,
                 plot->chart->size,
                 bold,
                 align,
                 plot->theme->colours[role],
                 plot->ground);
}

static void
draw_bar (Plot *plot, guint index)
{
  const HwTornado *chart = plot->chart;
  const HwCostInfluence *bar = bar_of (chart, index);
  const HwColour *colours = plot->theme->colours;
  HwColour none = { 0 };
  double size = chart->size;
  double y = plot->y + (AXIS + ROW * index) * size;
  double top = y + (ROW - BAR) / 2 * size;
  double from = place (plot, bar->low), middle = place (plot, chart->value);
  double to = place (plot, bar->high), names = plot->width * NAMES;
  g_autofree char *cheap = dup_input (chart, bar, bar->input_low);
  g_autofree char *dear = dup_input (chart, bar, bar->input_high);

  plot->ground = colours[HW_ROLE_PAPER];
  if (chart->marked == (int)index)
    {
      plot->ground = hw_colour_over (colours[HW_ROLE_ACCENT_SOFT], plot->ground);
      hw_scene_set_layer (plot->scene, HW_LAYER_AREA);
      hw_scene_box (plot->scene, no_ref, plot->x, y, plot->width, ROW * size, plot->ground, none);
      hw_scene_set_layer (plot->scene, HW_LAYER_BODY);
    }
  text (plot, plot->x, y, names - GAP * size, bar->label, HW_ALIGN_START, HW_ROLE_TEXT, FALSE);
  hw_scene_box (
      plot->scene, no_ref, from, top, middle - from, BAR * size, colours[HW_ROLE_SUPPLY], none);
  hw_scene_box (
      plot->scene, no_ref, middle, top, to - middle, BAR * size, colours[HW_ROLE_RETURN], none);
  /* The two are told apart without colour too. */
  hw_scene_hatch (
      plot->scene, no_ref, middle, top, to - middle, BAR * size, colours[HW_ROLE_PAPER]);
  text (plot,
        from - plot->ends,
        y,
        plot->ends - GAP * size,
        cheap,
        HW_ALIGN_END,
        HW_ROLE_TEXT_DIM,
        FALSE);
  text (plot,
        to + GAP * size,
        y,
        plot->ends - GAP * size,
        dear,
        HW_ALIGN_START,
        HW_ROLE_TEXT_DIM,
        FALSE);
}

/* The ends and the value above the bars, which begin at a line. */
static void
draw_axis (const Plot *plot)
{
  const HwTornado *chart = plot->chart;
  const HwColour *colours = plot->theme->colours;
  double size = chart->size, middle = place (plot, chart->value);
  double end = plot->y + hw_tornado_height (chart);
  double each = (plot->right - plot->left) / 3 + plot->ends;
  g_autofree char *low = dup_money (chart, plot->low);
  g_autofree char *value = dup_money (chart, chart->value);
  g_autofree char *high = dup_money (chart, plot->high);
  double half = hw_scene_text_width (plot->scene, value, size, TRUE) / 2;

  hw_scene_line (plot->scene,
                 no_ref,
                 middle,
                 plot->y + ROW * size,
                 middle,
                 end,
                 colours[HW_ROLE_TEXT],
                 0,
                 FALSE);
  text (plot, middle - each / 2, plot->y, each, value, HW_ALIGN_CENTRE, HW_ROLE_TEXT, TRUE);
  /* Where an end is near the value, that alone is written. */
  if (middle - half - plot->left
      > hw_scene_text_width (plot->scene, low, size, FALSE) / 2 + GAP * size)
    text (
        plot, plot->left - each / 2, plot->y, each, low, HW_ALIGN_CENTRE, HW_ROLE_TEXT_DIM, FALSE);
  if (plot->right - middle - half
      > hw_scene_text_width (plot->scene, high, size, FALSE) / 2 + GAP * size)
    text (plot,
          plot->right - each / 2,
          plot->y,
          each,
          high,
          HW_ALIGN_CENTRE,
          HW_ROLE_TEXT_DIM,
          FALSE);
}

/* A number that is cut off is another number. */
static double
ends_of (const HwTornado *self, HwScene *scene)
{
  double width = LEAST_ENDS * self->size;

  for (guint i = 0; i < self->influences->len; i++)
    {
      const HwCostInfluence *bar = bar_of (self, i);
      g_autofree char *cheap = dup_input (self, bar, bar->input_low);
      g_autofree char *dear = dup_input (self, bar, bar->input_high);

      width = fmax (width, hw_scene_text_width (scene, cheap, self->size, FALSE));
      width = fmax (width, hw_scene_text_width (scene, dear, self->size, FALSE));
    }
  return width + 2 * GAP * self->size;
}

void
hw_tornado_draw (const HwTornado *self, HwScene *scene, double x, double y, double width)
{
  Plot plot
      = { self, scene, hw_scene_get_theme (scene), x, y, width, 0, 0, self->value, self->value };

  hw_scene_set_layer (scene, HW_LAYER_BODY);
  plot.ends = ends_of (self, scene);
  plot.left = x + width * NAMES + plot.ends;
  plot.right = x + width - plot.ends;
  for (guint i = 0; i < self->influences->len; i++)
    {
      plot.low = MIN (plot.low, bar_of (self, i)->low);
      plot.high = MAX (plot.high, bar_of (self, i)->high);
    }
  for (guint i = 0; i < self->influences->len; i++)
    draw_bar (&plot, i);
  plot.ground = plot.theme->colours[HW_ROLE_PAPER];
  draw_axis (&plot);
}
