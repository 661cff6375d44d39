/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-report-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-hall-draw.h"
#include "hw-sheet-private.h"

#define LINE 1.35 /* height of a line of text over its size */
/* Of a bar with its texts, points. */
#define LEAST_LINE 10.0
#define MOST_HALLS 3
#define TEXT_SIZE 8.0
/* Below a plan, for its legend, whose size is its own: device units. */
#define FOOT 58.0
#define LEAST_WITH_FOOT 130.0
#define LEAST_FOOT_WIDTH 270.0

double
hw_report_text (const HwReport *self,
                const HwRackBox *box,
                const char *text,
                double size,
                gboolean bold,
                HwAlign align,
                HwRole role)
{
  return hw_scene_text (self->scene,
                        HW_REF (HW_TABLE_DESIGN, 0),
                        box->x,
                        box->y,
                        box->width,
                        box->height,
                        text,
                        size * self->unit,
                        bold,
                        align,
                        self->theme->colours[role],
                        self->ground);
}

double
hw_report_lines (const HwReport *self,
                 HwRef ref,
                 const HwRackBox *box,
                 const char *text,
                 double size,
                 HwRole role)
{
  double height = LINE * size * self->unit, y = 0;

  while (*text != '\0' && y + height <= box->height * (1 + 1e-9))
    {
      gboolean last = y + 2 * height > box->height;
      gsize n = last ? strlen (text)
                     : hw_scene_fill_line (self->scene, text, size * self->unit, box->width);
      g_autofree char *line = g_strndup (text, n);

      hw_scene_text (self->scene,
                     ref,
                     box->x,
                     box->y + y,
                     box->width,
                     height,
                     g_strchomp (line),
                     size * self->unit,
                     FALSE,
                     HW_ALIGN_START,
                     self->theme->colours[role],
                     self->ground);
      y += height;
      text += n;
      while (*text == ' ')
        text++;
    }
  return y;
}

void
hw_report_heading (const HwReport *self, HwRackBox *box, const char *text, const char *remark)
{
  HwRackBox line = { box->x, box->y, box->width, 14 * self->unit };
  double taken = hw_report_text (self, &line, text, 10, TRUE, HW_ALIGN_START, HW_ROLE_TEXT);

  if (remark != NULL)
    {
      line.x += taken + 8 * self->unit;
      line.width -= taken + 8 * self->unit;
      hw_report_text (self, &line, remark, 7.5, FALSE, HW_ALIGN_END, HW_ROLE_TEXT_DIM);
    }
  hw_scene_line (self->scene,
                 HW_REF (HW_TABLE_DESIGN, 0),
                 box->x,
                 box->y + 16 * self->unit,
                 box->x + box->width,
                 box->y + 16 * self->unit,
                 self->theme->colours[HW_ROLE_LINE],
                 0,
                 FALSE);
  box->y += 21 * self->unit;
  box->height -= 21 * self->unit;
}

/* --- large figures --- */

static void
draw_figure (
    const HwReport *self, const HwRackBox *box, const char *label, HwTotal total, const char *below)
{
  HwSum sum = hw_results_total (self->results, total, HW_REF (HW_TABLE_DESIGN, 0));
  g_autofree char *unit = NULL;
  g_autofree char *digits
      = hw_quantity_split (hw_total_dimension (total), sum.value, self->currency, &unit);
  g_autofree char *number = hw_sum_is_unknown (&sum)
                                ? g_strdup (_ ("unknown"))
                                : g_strdup_printf ("%s%s", sum.n_unknown > 0 ? "≥ " : "", digits);
  double pad = 8 * self->unit, taken;
  HwRackBox line = { box->x + pad, box->y + 5 * self->unit, box->width - 2 * pad, 11 * self->unit };

  hw_scene_rounded (self->scene,
                    HW_REF (HW_TABLE_DESIGN, 0),
                    box->x,
                    box->y,
                    box->width,
                    box->height,
                    4 * self->unit,
                    (HwColour){ 0, 0, 0, 0 },
                    self->theme->colours[HW_ROLE_LINE],
                    0);
  hw_report_text (self, &line, label, 7.5, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM);
  line.y += 12 * self->unit;
  line.height = 22 * self->unit;
  taken = hw_report_text (self, &line, number, 17, TRUE, HW_ALIGN_START, HW_ROLE_TEXT);
  line.x += taken + 4 * self->unit;
  line.width = MAX (line.width - taken - 4 * self->unit, 0);
  line.y += 2.5 * self->unit;
  if (!hw_sum_is_unknown (&sum) && unit != NULL)
    hw_report_text (self, &line, unit, 9, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM);
  line = (HwRackBox){
    box->x + pad, box->y + 38 * self->unit, box->width - 2 * pad, 11 * self->unit
  };
  if (below != NULL)
    hw_report_text (self, &line, below, 7.5, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM);
}

static char *
format_total (const HwReport *self, HwTotal total, const char *format)
{
  HwSum sum = hw_results_total (self->results, total, HW_REF (HW_TABLE_DESIGN, 0));
  g_autofree char *value
      = hw_quantity_format (hw_total_dimension (total), sum.value, self->currency);

  return hw_sum_is_unknown (&sum) ? NULL : g_strdup_printf (format, value);
}

static char *
dup_liquid_share (const HwReport *self)
{
  HwRef design = HW_REF (HW_TABLE_DESIGN, 0);
  HwSum liquid = hw_results_total (self->results, HW_TOTAL_LIQUID, design);
  HwSum air = hw_results_total (self->results, HW_TOTAL_AIR, design);

  if (hw_sum_is_unknown (&liquid) || liquid.value + air.value <= 0)
    return NULL;
  return g_strdup_printf (_ ("%.0f %% of the heat"),
                          100 * liquid.value / (liquid.value + air.value));
}

static char *
dup_cost_range (const HwReport *self)
{
  HwSum sum = hw_results_total (self->results, HW_TOTAL_CAPEX, HW_REF (HW_TABLE_DESIGN, 0));

  return hw_sum_is_range (&sum) ? hw_sum_range_text (&sum, HW_DIMENSION_MONEY, self->currency)
                                : NULL;
}

/* Below this the figures stand in two lines, points. */
#define TWO_LINES 80.0
#define FIGURE_GAP 8.0

HwTotal
hw_report_figure (guint index, const HwRackBox *all, double unit, HwRackBox *box)
{
  static const HwTotal totals[HW_REPORT_FIGURES]
      = { HW_TOTAL_GPUS,   HW_TOTAL_FP8_DENSE, HW_TOTAL_IT_NAMEPLATE,
          HW_TOTAL_LIQUID, HW_TOTAL_RACKS,     HW_TOTAL_CAPEX };
  guint rows = all->height > TWO_LINES * unit ? 2 : 1, columns = HW_REPORT_FIGURES / rows;
  double gap = FIGURE_GAP * unit;

  box->width = (all->width - (columns - 1) * gap) / columns;
  box->height = (all->height - (rows - 1) * gap) / rows;
  box->x = all->x + index % columns * (box->width + gap);
  box->y = all->y + (double)(index / columns) * (box->height + gap);
  return totals[index];
}

/* What is told below a figure. Returns: (transfer full) (nullable) */
static char *
dup_below (const HwReport *self, HwTotal total)
{
  switch (total)
    {
    case HW_TOTAL_GPUS:
      return format_total (self, HW_TOTAL_HBM, _ ("%s of memory"));
    case HW_TOTAL_FP8_DENSE:
      return format_total (self, HW_TOTAL_FP16_DENSE, _ ("%s BF16 dense"));
    case HW_TOTAL_IT_NAMEPLATE:
      return format_total (self, HW_TOTAL_IT_EXPECTED, _ ("%s expected"));
    case HW_TOTAL_LIQUID:
      return dup_liquid_share (self);
    case HW_TOTAL_RACKS:
      return format_total (self, HW_TOTAL_FLOOR, _ ("%s of floor"));
    default:
      return dup_cost_range (self);
    }
}

void
hw_report_draw_figures (const HwReport *self, const HwRackBox *box)
{
  const char *labels[HW_REPORT_FIGURES] = {
    _ ("GPUs"),  _ ("Compute, FP8 dense"),     _ ("IT power, nameplate"), _ ("Heat to liquid"),
    _ ("Racks"), _ ("Price of what is placed")
  };

  for (guint i = 0; i < HW_REPORT_FIGURES; i++)
    {
      HwRackBox own;
      HwTotal total = hw_report_figure (i, box, self->unit, &own);
      g_autofree char *below = dup_below (self, total);

      draw_figure (self, &own, labels[i], total, below);
    }
}

/* --- where --- */

/* @foot: (nullable): where its legend goes */
static void
draw_hall (const HwReport *self, const HwRackBox *box, const HwRackBox *foot, HwHandle hall)
{
  HwHallOptions options;
  HwHallPainter painter;
  HwViewport view = { 0 };
  double x, y, width, height;

  hw_hall_options_init (&options);
  options.grid = FALSE;
  options.legend = foot != NULL;
  hw_scene_hall_extent (self->design, hall, &x, &y, &width, &height);
  view.width = box->width;
  view.height = box->height;
  hw_viewport_fit (&view, x, y, width, height, 2 * self->unit);
  /* The painter's scene begins elsewhere. */
  view.x -= box->x / view.scale;
  view.y -= box->y / view.scale;
  hw_hall_painter_init (&painter, self->scene, self->results, hall, &options, &view, box);
  painter.foot = foot;
  hw_hall_painter_draw (&painter);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
}

/* Of these first halls the one that computes most: its legend says the most. */
static HwHandle
fullest_hall (const HwReport *self, guint n)
{
  HwHandle hall = hw_design_first_child (self->design, HW_TABLE_HALL, 0), fullest = hall;
  double most = 0;

  for (guint i = 0; i < n; i++, hall = hw_design_next_child (self->design, HW_TABLE_HALL, hall))
    {
      HwSum gpus = hw_results_total (self->results, HW_TOTAL_GPUS, HW_REF (HW_TABLE_HALL, hall));

      if (gpus.value > most)
        fullest = hall;
      most = MAX (most, gpus.value);
    }
  return fullest;
}

void
hw_report_draw_halls (const HwReport *self, const HwRackBox *box)
{
  HwRackBox rest = *box, foot;
  guint n = hw_design_count (self->design, HW_TABLE_HALL), shown = MIN (n, MOST_HALLS), i = 0;
  double gap = 10 * self->unit, width;
  g_autofree char *more
      = n > shown ? g_strdup_printf (_ ("the first %u of %u halls"), shown, n) : NULL;
  HwHandle fullest;
  gboolean legend;

  hw_report_heading (self, &rest, _ ("Where it stands"), more);
  if (n == 0)
    return;
  /* A low plan says more than its legend. */
  legend = rest.height > LEAST_WITH_FOOT && rest.width > LEAST_FOOT_WIDTH;
  foot = (HwRackBox){ rest.x, rest.y + rest.height - FOOT, rest.width, FOOT };
  if (legend)
    rest.height -= FOOT + 4;
  fullest = fullest_hall (self, shown);
  width = (rest.width - (shown - 1) * gap) / shown;
  hw_scene_set_clip (self->scene, box->x, box->y, box->width, box->height);
  for (HwHandle hall = hw_design_first_child (self->design, HW_TABLE_HALL, 0);
       hall != 0 && i < shown;
       hall = hw_design_next_child (self->design, HW_TABLE_HALL, hall), i++)
    {
      HwRackBox own = { rest.x + i * (width + gap), rest.y, width, rest.height };

      draw_hall (self, &own, legend && hall == fullest ? &foot : NULL, hall);
    }
  hw_scene_unset_clip (self->scene);
}

/* --- bars --- */

typedef struct
{
  const char *label;
  HwSum sum;
  HwColour colour;
} Bar;

/* Of their labels, of the whole width. */
#define LEAST_LABEL 0.27
#define MOST_LABEL 0.42

/* Label, bar with the range as a whisker, and the figure, a line each, largest first. */
static void
draw_bars (const HwReport *self, const HwRackBox *box, Bar *bars, guint n, HwDimension dimension)
{
  guint fits = MAX ((guint)(box->height / (LEAST_LINE * self->unit)), 1);
  double line = MIN (15 * self->unit, box->height / MAX (MIN (n, fits), 1)), most = 0;
  double label = box->width * LEAST_LABEL, figure = box->width * 0.3, gap = 6 * self->unit;
  double left, width;

  /* What is least goes together. */
  if (n > fits)
    {
      for (guint i = fits; i < n; i++)
        hw_sum_add_sum (&bars[fits - 1].sum, &bars[i].sum);
      bars[fits - 1].label = _ ("Others");
      bars[fits - 1].colour = self->theme->colours[HW_ROLE_TEXT_DIM];
      n = fits;
    }
  for (guint i = 0; i < n; i++)
    {
      double own = hw_scene_text_width (self->scene, bars[i].label, TEXT_SIZE * self->unit, FALSE);

      most = MAX (most, MAX (bars[i].sum.high, bars[i].sum.value));
      label = CLAMP (own + gap, label, box->width * MOST_LABEL);
    }
  left = box->x + label + gap;
  width = box->width - label - figure - 2 * gap;
  for (guint i = 0; i < n; i++)
    {
      double y = box->y + i * line, thick = line * 0.55, middle = y + line / 2;
      HwRackBox text = { box->x, y, label, line };
      g_autofree char *value = hw_sum_text (&bars[i].sum, dimension, self->currency);

      hw_report_text (self, &text, bars[i].label, TEXT_SIZE, FALSE, HW_ALIGN_START, HW_ROLE_TEXT);
      if (bars[i].sum.value > 0)
        hw_scene_box (self->scene,
                      HW_REF (HW_TABLE_DESIGN, 0),
                      left,
                      middle - thick / 2,
                      MAX (bars[i].sum.value / most * width, self->unit),
                      thick,
                      bars[i].colour,
                      (HwColour){ 0, 0, 0, 0 });
      if (most > 0 && hw_sum_is_range (&bars[i].sum))
        {
          double low = left + bars[i].sum.low / most * width;
          double high = left + bars[i].sum.high / most * width;
          HwColour ink = self->theme->colours[HW_ROLE_TEXT];

          hw_scene_line (
              self->scene, HW_REF (HW_TABLE_DESIGN, 0), low, middle, high, middle, ink, 0, FALSE);
          for (guint end = 0; end < 2; end++)
            hw_scene_line (self->scene,
                           HW_REF (HW_TABLE_DESIGN, 0),
                           end == 0 ? low : high,
                           middle - thick / 2,
                           end == 0 ? low : high,
                           middle + thick / 2,
                           ink,
                           0,
                           FALSE);
        }
      text.x = box->x + box->width - figure;
      text.width = figure;
      hw_report_text (self, &text, value, TEXT_SIZE, FALSE, HW_ALIGN_END, HW_ROLE_TEXT);
    }
}

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  double left = ((const Bar *)a)->sum.value, right = ((const Bar *)b)->sum.value;

  return (left < right) - (left > right);
}

void
hw_report_draw_power (const HwReport *self, const HwRackBox *box)
{
  g_autoptr (GArray) bill = hw_results_bill_placed (self->results);
  Bar bars[HW_N_FAMILIES] = { { NULL } };
  HwRackBox rest = *box;
  guint n = 0;

  for (HwFamily family = 0; family < HW_N_FAMILIES; family++)
    {
      bars[n].label = hw_family_label (family);
      bars[n].colour = self->theme->colours[HW_ROLE_FAMILY + family];
      bars[n].sum = (HwSum){ 0 };
      for (guint i = 0; i < bill->len; i++)
        {
          const HwBillLine *line = &g_array_index (bill, HwBillLine, i);

          if (!line->within && hw_kind_family (line->product->kind) == family)
            hw_sum_add_sum (&bars[n].sum, &line->nameplate_w);
        }
      if (bars[n].sum.value > 0 || hw_sum_is_unknown (&bars[n].sum))
        n++;
    }
  qsort (bars, n, sizeof (Bar), compare_bars);
  hw_report_heading (self, &rest, _ ("What draws the power"), _ ("nameplate"));
  draw_bars (self, &rest, bars, n, HW_DIMENSION_POWER);
}

void
hw_report_draw_cost (const HwReport *self, const HwRackBox *box)
{
  static const struct
  {
    HwTotal total;
    const char *label;
  } classes[] = {
    { HW_TOTAL_CAPEX_COMPUTE, N_ ("Compute") }, { HW_TOTAL_CAPEX_NETWORK, N_ ("Network") },
    { HW_TOTAL_CAPEX_CABLES, N_ ("Cables") },   { HW_TOTAL_CAPEX_COOLING, N_ ("Cooling") },
    { HW_TOTAL_CAPEX_POWER, N_ ("Power") },     { HW_TOTAL_CAPEX_BUILDING, N_ ("Racks") },
  };
  Bar bars[G_N_ELEMENTS (classes)];
  HwRackBox rest = *box;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      HwSum sum = hw_results_total (self->results, classes[i].total, HW_REF (HW_TABLE_DESIGN, 0));

      if (sum.n_known + sum.n_unknown > 0)
        bars[n++] = (Bar){ _ (classes[i].label), sum, self->theme->colours[HW_ROLE_ACCENT] };
    }
  qsort (bars, n, sizeof (Bar), compare_bars);
  hw_report_heading (self, &rest, _ ("What it costs"), _ ("ranges where sources differ"));
  draw_bars (self, &rest, bars, n, HW_DIMENSION_MONEY);
}

/* --- what is wrong --- */

void
hw_report_draw_problems (const HwReport *self, const HwRackBox *box)
{
  static const struct
  {
    HwIcon icon;
    HwRole role;
  } looks[] = { [HW_SEVERITY_ERROR] = { HW_ICON_ERROR, HW_ROLE_ERROR },
                [HW_SEVERITY_WARNING] = { HW_ICON_WARNING, HW_ROLE_WARNING },
                [HW_SEVERITY_NOTE] = { HW_ICON_NOTE, HW_ROLE_TEXT_DIM } };
  g_autoptr (GPtrArray) problems = hw_results_problems (self->results);
  HwRackBox rest = *box;
  double line = LINE * TEXT_SIZE * self->unit;
  guint errors = hw_results_n_problems (self->results, HW_SEVERITY_ERROR);
  guint warnings = hw_results_n_problems (self->results, HW_SEVERITY_WARNING);
  g_autofree char *error_text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors", errors), errors);
  g_autofree char *warning_text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", warnings), warnings);
  g_autofree char *remark = g_strdup_printf ("%s, %s", error_text, warning_text);

  hw_report_heading (self, &rest, _ ("What is wrong"), remark);
  if (problems->len == 0)
    hw_report_text (self,
                    &(HwRackBox){ rest.x, rest.y, rest.width, line },
                    _ ("Nothing that the checks know of."),
                    TEXT_SIZE,
                    FALSE,
                    HW_ALIGN_START,
                    HW_ROLE_TEXT);
  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = g_ptr_array_index (problems, i);
      guint left = problems->len - i;
      double room = left > 1 ? rest.height - line : rest.height;
      HwRackBox text = {
        rest.x + 13 * self->unit, rest.y, rest.width - 13 * self->unit, MIN (room, 3 * line)
      };

      if (room < line)
        {
          g_autofree char *more = g_strdup_printf (_ ("and %u more"), left);

          hw_report_text (self,
                          &(HwRackBox){ text.x, rest.y, text.width, line },
                          more,
                          TEXT_SIZE,
                          FALSE,
                          HW_ALIGN_START,
                          HW_ROLE_TEXT_DIM);
          return;
        }
      hw_scene_icon (self->scene,
                     problem->ref,
                     rest.x,
                     rest.y + 1.2 * self->unit,
                     9 * self->unit,
                     looks[problem->severity].icon,
                     self->theme->colours[looks[problem->severity].role]);
      room = hw_report_lines (self, problem->ref, &text, problem->message, TEXT_SIZE, HW_ROLE_TEXT)
             + 3 * self->unit;
      hw_scene_target (self->scene, problem->ref, rest.x, rest.y, rest.width, room);
      rest.y += room;
      rest.height -= room;
    }
}

/* --- what is assumed --- */

static void
assume (const HwReport *self, HwRackBox *rest, const char *label, const char *value)
{
  double line = LINE * TEXT_SIZE * self->unit;
  HwRackBox text = { rest->x, rest->y, rest->width * 0.68, line };

  if (rest->height < line)
    return;
  hw_report_text (self, &text, label, TEXT_SIZE, FALSE, HW_ALIGN_START, HW_ROLE_TEXT);
  text.x += text.width;
  text.width = rest->width - text.width;
  hw_report_text (self, &text, value, TEXT_SIZE, FALSE, HW_ALIGN_END, HW_ROLE_TEXT);
  rest->y += line + 1.5 * self->unit;
  rest->height -= line + 1.5 * self->unit;
}

static void
assume_quantity (
    const HwReport *self, HwRackBox *rest, const char *label, HwDimension dimension, double value)
{
  g_autofree char *text = hw_quantity_format (dimension, value, self->currency);

  assume (self, rest, label, text);
}

/* What has no figure in the sources, and so is not in the sums. */
static void
tell_unknown (const HwReport *self, HwRackBox *rest, HwTotal total, const char *label)
{
  HwSum sum = hw_results_total (self->results, total, HW_REF (HW_TABLE_DESIGN, 0));
  g_autofree char *unknown = hw_quantity_fixed (sum.n_unknown, 0);
  g_autofree char *all = hw_quantity_fixed ((double)sum.n_known + sum.n_unknown, 0);
  g_autofree char *text = g_strdup_printf (_ ("%s of %s"), unknown, all);

  if (sum.n_unknown > 0)
    assume (self, rest, label, text);
}

void
hw_report_draw_assumptions (const HwReport *self, const HwRackBox *box)
{
  const HwSite *site = hw_design_get_site (self->design);
  HwRackBox rest = *box;

  hw_report_heading (self, &rest, _ ("What is assumed"), NULL);
  assume_quantity (self,
                   &rest,
                   _ ("Expected over nameplate, if not known"),
                   HW_DIMENSION_SHARE,
                   site->expected_factor);
  assume_quantity (self, &rest, _ ("Voltage, line to line"), HW_DIMENSION_VOLTAGE, site->voltage_v);
  assume_quantity (self, &rest, _ ("Air of the rooms"), HW_DIMENSION_TEMPERATURE, site->air_c);
  assume_quantity (
      self, &rest, _ ("Floor, distributed load"), HW_DIMENSION_PRESSURE, site->floor_limit_pa);
  tell_unknown (self, &rest, HW_TOTAL_CAPEX, _ ("Prices that no source tells"));
  tell_unknown (self, &rest, HW_TOTAL_IT_NAMEPLATE, _ ("Powers that no source tells"));
  tell_unknown (self, &rest, HW_TOTAL_MASS, _ ("Masses that no source tells"));
  if (rest.height > 2 * LINE * TEXT_SIZE * self->unit)
    hw_report_lines (self,
                     HW_REF (HW_TABLE_DESIGN, 0),
                     &rest,
                     _ ("Every figure is a sum that ends in a cited source or in one of these "
                        "assumptions; “≥” marks sums that lack something."),
                     7.5,
                     HW_ROLE_TEXT_DIM);
}
