/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phases-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])
#define HANDLE_HEIGHT 20.0
#define MARK 5.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* How each field is inked. */
static const struct
{
  HwRole role, soft;
} inks[HW_N_PHASES_CHARTS][2] = {
  { { HW_ROLE_ACCENT, HW_ROLE_ACCENT_SOFT },
    { HW_ROLE_FAMILY + HW_FAMILY_NVLINK, HW_ROLE_FAMILY_SOFT + HW_FAMILY_NVLINK } },
  { { HW_ROLE_FAMILY + HW_FAMILY_NETWORK, HW_ROLE_FAMILY_SOFT + HW_FAMILY_NETWORK },
    { HW_ROLE_FAMILY + HW_FAMILY_STORAGE, HW_ROLE_FAMILY_SOFT + HW_FAMILY_STORAGE } },
  { { HW_ROLE_FAMILY + HW_FAMILY_COOLING, HW_ROLE_FAMILY_SOFT + HW_FAMILY_COOLING }, { 0 } },
  { { HW_ROLE_GOOD, HW_ROLE_GOOD_SOFT },
    { HW_ROLE_FAMILY + HW_FAMILY_RACK, HW_ROLE_FAMILY_SOFT + HW_FAMILY_RACK } },
  { { HW_ROLE_WARNING, HW_ROLE_WARNING_SOFT }, { 0 } },
};

typedef struct
{
  const HwPhasesLayout *layout;
  HwScene *scene;
  const HwTheme *theme;
  HwViewport view;
} Painter;

static double
device_x (const Painter *self, double x)
{
  return hw_viewport_x (&self->view, x);
}

static double
device_y (const Painter *self, double y)
{
  return hw_viewport_y (&self->view, y);
}

static double
text (const Painter *self,
      double x,
      double y,
      double width,
      const char *string,
      double size,
      gboolean bold,
      HwAlign align,
      HwRole role,
      HwColour ground)
{
  double scale = self->view.scale;

  return hw_scene_text (self->scene,
                        no_ref,
                        device_x (self, x),
                        device_y (self, y),
                        width * scale,
                        size * 1.4 * scale,
                        string,
                        size * scale,
                        bold,
                        align,
                        ROLE (self, role),
                        ground)
         / scale;
}

static void
line (const Painter *self,
      double x0,
      double y0,
      double x1,
      double y1,
      HwRole role,
      double width,
      gboolean dashed)
{
  hw_scene_line (self->scene,
                 no_ref,
                 device_x (self, x0),
                 device_y (self, y0),
                 device_x (self, x1),
                 device_y (self, y1),
                 ROLE (self, role),
                 width * self->view.scale,
                 dashed);
}

static void
card (const Painter *self, const HwRackBox *box)
{
  hw_scene_rounded (self->scene,
                    no_ref,
                    device_x (self, box->x),
                    device_y (self, box->y),
                    box->width * self->view.scale,
                    box->height * self->view.scale,
                    8 * self->view.scale,
                    ROLE (self, HW_ROLE_PAPER),
                    ROLE (self, HW_ROLE_LINE),
                    0);
}

static const char *
phase_name (const Painter *self, guint index)
{
  return hw_design_name (self->layout->design,
                         HW_REF (HW_TABLE_PHASE, hw_phases_point (self->layout, index)->phase));
}

static const char *
phase_date (const Painter *self, guint index)
{
  const HwPhase *row = hw_design_row (
      self->layout->design, HW_TABLE_PHASE, hw_phases_point (self->layout, index)->phase);

  return hw_design_text (self->layout->design, row->date);
}

static double
phase_x (const Painter *self, guint index)
{
  return hw_chart_x (&self->layout->axes, self->layout->at[index]);
}

/* --- title --- */

static void
draw_legend (const Painter *self)
{
  double x = self->layout->width - 205, y = 22;

  for (guint planned = 0; planned < 2; planned++)
    {
      HwItem item = { .kind = HW_ITEM_BOX,
                      .x = device_x (self, x + planned * 125),
                      .y = device_y (self, y + 2),
                      .width = 26 * self->view.scale,
                      .height = 12 * self->view.scale,
                      .radius = 3 * self->view.scale,
                      .line_width = 1.2 * self->view.scale,
                      .fill = planned ? no_colour : ROLE (self, HW_ROLE_ACCENT_SOFT),
                      .stroke = ROLE (self, HW_ROLE_ACCENT),
                      .dashed = planned };

      hw_scene_add (self->scene, &item);
      text (self,
            x + planned * 125 + 34,
            y,
            88,
            planned ? _ ("planned") : _ ("existing"),
            11,
            FALSE,
            HW_ALIGN_START,
            HW_ROLE_TEXT_DIM,
            ROLE (self, HW_ROLE_GROUND));
    }
}

static void
draw_title (const Painter *self)
{
  const HwPhasesLayout *layout = self->layout;
  guint n = layout->points->len;
  const HwPhasePoint *shown = hw_phases_point (layout, layout->shown);
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Build-out in %u phase", "Build-out in %u phases", n), n);
  g_autofree char *stands = hw_phases_count_text (
      (guint)shown->totals[HW_TOTAL_RACKS].value, (guint)shown->totals[HW_TOTAL_GPUS].value, 0);
  g_autofree char *about = NULL;
  HwColour ground = ROLE (self, HW_ROLE_GROUND);

  if (stands == NULL)
    about = g_strdup_printf (_ ("after %s: nothing stands"), phase_name (self, layout->shown));
  else
    about = g_strdup_printf (_ ("after %s: %s"), phase_name (self, layout->shown), stands);
  text (
      self, 0, 4, self->layout->width - 220, title, 15, TRUE, HW_ALIGN_START, HW_ROLE_TEXT, ground);
  text (self,
        0,
        27,
        self->layout->width - 220,
        about,
        11,
        FALSE,
        HW_ALIGN_START,
        HW_ROLE_TEXT_DIM,
        ground);
  draw_legend (self);
}

/* --- timeline --- */

static gboolean
has_problem (const Painter *self, guint index)
{
  g_autoptr (GPtrArray) problems = hw_results_problems_of (
      self->layout->results, HW_REF (HW_TABLE_PHASE, hw_phases_point (self->layout, index)->phase));

  return problems->len > 0;
}

static void
draw_name (const Painter *self, guint index, double y, gboolean planned)
{
  HwColour paper = ROLE (self, HW_ROLE_PAPER);
  const char *date = phase_date (self, index);
  const char *state = planned ? _ ("planned") : _ ("existing");
  g_autofree char *below = *date != '\0' ? g_strdup_printf ("%s · %s", date, state) : NULL;
  double x = HW_PHASES_PAD, right = self->layout->axes.x - 12;

  if (has_problem (self, index))
    {
      hw_scene_icon (self->scene,
                     no_ref,
                     device_x (self, x),
                     device_y (self, y + 6),
                     12 * self->view.scale,
                     HW_ICON_WARNING,
                     ROLE (self, HW_ROLE_WARNING));
      x += 18;
    }
  text (self,
        x,
        y + 3,
        right - x,
        phase_name (self, index),
        12,
        TRUE,
        HW_ALIGN_START,
        planned ? HW_ROLE_TEXT_DIM : HW_ROLE_TEXT,
        paper);
  text (self,
        x,
        y + 21,
        right - x,
        below != NULL ? below : state,
        10,
        FALSE,
        HW_ALIGN_START,
        HW_ROLE_TEXT_DIM,
        paper);
}

/* Inside the bar from its beginning, or before it where that is narrow and there is room. */
static void
bar_text (const Painter *self,
          double x,
          double y,
          double width,
          const char *string,
          double size,
          gboolean bold,
          HwRole role,
          HwColour fill)
{
  double needed = hw_scene_text_width (self->scene, string, size, bold);

  if (needed > width - 16 && x - self->layout->axes.x > needed + 12)
    text (self,
          x - needed - 14,
          y,
          needed + 4,
          string,
          size,
          bold,
          HW_ALIGN_END,
          role,
          ROLE (self, HW_ROLE_PAPER));
  else
    text (self, x + 10, y, width - 14, string, size, bold, HW_ALIGN_START, role, fill);
}

/* What a phase brings, and below that what it takes away. */
static void
draw_bar (const Painter *self, guint index, double y, gboolean planned)
{
  const HwPhasePoint *point = hw_phases_point (self->layout, index);
  double x = phase_x (self, index);
  double width = self->layout->axes.x + self->layout->axes.width - x;
  double top = y + (HW_PHASES_ROW - HW_PHASES_BAR) / 2;
  HwColour fill = ROLE (self, planned ? HW_ROLE_PAPER : HW_ROLE_ACCENT_SOFT);
  g_autofree char *in = hw_phases_count_text (point->racks_in, point->gpus_in, point->plant_in);
  g_autofree char *out = hw_phases_count_text (point->racks_out, point->gpus_out, point->plant_out);
  g_autofree char *adds
      = in != NULL ? g_strdup_printf ("+ %s", in) : g_strdup (_ ("installs nothing"));
  g_autofree char *takes = out != NULL ? g_strdup_printf ("− %s", out) : NULL;
  HwItem item = { .kind = HW_ITEM_BOX,
                  .ref = HW_REF (HW_TABLE_PHASE, point->phase),
                  .x = device_x (self, x),
                  .y = device_y (self, top),
                  .width = width * self->view.scale,
                  .height = HW_PHASES_BAR * self->view.scale,
                  .radius = 6 * self->view.scale,
                  .line_width = 1.2 * self->view.scale,
                  .fill = fill,
                  .stroke = ROLE (self, HW_ROLE_ACCENT),
                  .dashed = planned };

  hw_scene_add (self->scene, &item);
  bar_text (self,
            x,
            top + (takes != NULL ? 2 : 9),
            width,
            adds,
            11,
            !planned && in != NULL,
            in != NULL ? HW_ROLE_TEXT : HW_ROLE_TEXT_DIM,
            fill);
  if (takes != NULL)
    bar_text (self, x, top + 17, width, takes, 10, FALSE, HW_ROLE_TEXT_DIM, fill);
}

static void
draw_track (const Painter *self)
{
  const HwPhasesLayout *layout = self->layout;
  double y = layout->track_y, x = phase_x (self, layout->shown);
  double right = layout->axes.x + layout->axes.width;

  line (self, layout->axes.x, y, x, y, HW_ROLE_ACCENT, 3, FALSE);
  line (self, x, y, right, y, HW_ROLE_LINE, 3, FALSE);
  for (guint i = 0; i < layout->points->len; i++)
    hw_scene_rounded (self->scene,
                      no_ref,
                      device_x (self, phase_x (self, i) - MARK),
                      device_y (self, y - MARK),
                      2 * MARK * self->view.scale,
                      2 * MARK * self->view.scale,
                      MARK * self->view.scale,
                      ROLE (self, i <= layout->shown ? HW_ROLE_ACCENT : HW_ROLE_PAPER),
                      ROLE (self, i <= layout->shown ? HW_ROLE_ACCENT : HW_ROLE_LINE_STRONG),
                      1.2 * self->view.scale);
}

static void
draw_timeline (const Painter *self)
{
  const HwPhasesLayout *layout = self->layout;

  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  card (self, &layout->timeline);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_chart_draw_dates (
      &layout->axes, layout->timeline.y + 9, ROLE (self, HW_ROLE_PAPER), self->scene, &self->view);
  draw_track (self);
  for (guint i = 0; i < layout->points->len; i++)
    {
      double y = layout->axes.y + i * HW_PHASES_ROW;

      draw_name (self, i, y, i > layout->shown);
      draw_bar (self, i, y, i > layout->shown);
    }
}

/* --- curves --- */

static void
draw_figure (const Painter *self, HwPhasesChart chart)
{
  const HwPhasesLayout *layout = self->layout;
  const HwPhasesField *field = &layout->fields[chart];
  HwSum sum = hw_phases_sum (hw_phases_point (layout, layout->shown), chart, 0);
  HwColour paper = ROLE (self, HW_ROLE_PAPER);
  double x = HW_PHASES_PAD, width = layout->column, y = field->card.y;
  g_autofree char *value = hw_phases_value_text (field, sum.value);
  g_autofree char *remark = NULL;

  if (chart == HW_PHASES_MONEY && layout->cables_wait)
    remark = g_strdup (_ ("without cables, not counted yet"));
  else if (sum.n_unknown > 0)
    {
      g_autofree char *number = hw_quantity_fixed (sum.n_unknown, 0);
      remark = g_strdup_printf (
          g_dngettext (
              GETTEXT_PACKAGE, "%s figure is unknown", "%s figures are unknown", sum.n_unknown),
          number);
    }
  else if (sum.low != sum.high)
    {
      g_autofree char *low = hw_phases_value_text (field, sum.low);
      g_autofree char *high = hw_phases_value_text (field, sum.high);
      remark = g_strdup_printf (_ ("%s to %s"), low, high);
    }
  text (self,
        x,
        y + 10,
        width + 40,
        hw_phases_title (chart),
        11,
        FALSE,
        HW_ALIGN_START,
        HW_ROLE_TEXT_DIM,
        paper);
  text (self,
        x,
        y + 28,
        width,
        hw_sum_is_unknown (&sum) ? _ ("unknown") : value,
        19,
        TRUE,
        HW_ALIGN_START,
        HW_ROLE_TEXT,
        paper);
  if (remark != NULL)
    text (self, x, y + 60, width, remark, 10, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM, paper);
}

static void
draw_field (const Painter *self, HwPhasesChart chart)
{
  const HwPhasesLayout *layout = self->layout;
  const HwPhasesField *field = &layout->fields[chart];
  HwChartCurve curves[2];
  HwChart drawn = { .axes = field->axes,
                    .factor = field->factor,
                    .unit = field->unit,
                    .curves = curves,
                    .n_curves = field->n_curves,
                    .steps = TRUE,
                    .until = layout->shown + 1 < layout->points->len ? layout->at[layout->shown + 1]
                                                                     : INFINITY,
                    .label_width = layout->label_width,
                    .ground = ROLE (self, HW_ROLE_PAPER) };

  for (guint i = 0; i < field->n_curves; i++)
    curves[i] = (HwChartCurve){ field->curves[i].points,
                                field->curves[i].n_points,
                                inks[chart][i].role,
                                inks[chart][i].soft,
                                field->curves[i].label };
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  card (self, &field->card);
  draw_figure (self, chart);
  hw_chart_draw (&drawn, self->scene, &self->view);
}

/* --- what goes through all of it --- */

static double
bottom_of (const HwPhasesLayout *layout)
{
  guint last = HW_N_PHASES_CHARTS - 1;

  while (!layout->fields[last].present)
    last--;
  return layout->fields[last].axes.y + layout->fields[last].axes.height;
}

static void
draw_dots (const Painter *self, guint index)
{
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    {
      const HwPhasesField *field = &self->layout->fields[chart];

      for (guint i = 0; i < field->n_curves; i++)
        {
          const HwChartPoint *point = &field->curves[i].points[index];

          if (!isnan (point->value))
            hw_scene_rounded (self->scene,
                              no_ref,
                              device_x (self, hw_chart_x (&field->axes, point->x) - 4),
                              device_y (self, hw_chart_y (&field->axes, point->value) - 4),
                              8 * self->view.scale,
                              8 * self->view.scale,
                              4 * self->view.scale,
                              ROLE (self, HW_ROLE_PAPER),
                              ROLE (self, inks[chart][i].role),
                              2 * self->view.scale);
        }
    }
}

/* The slider: a plate with the name of the phase on the track, and a line down through all. */
static void
draw_slider (const Painter *self)
{
  const HwPhasesLayout *layout = self->layout;
  double x = phase_x (self, layout->shown), y = layout->track_y;
  const char *name = phase_name (self, layout->shown);
  double width = fmin (hw_scene_text_width (self->scene, name, 11, TRUE) + 24, 260);
  double left = CLAMP (x - width / 2, 4, layout->width - 4 - width);

  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  line (self, x, y, x, bottom_of (layout), HW_ROLE_ACCENT, 1.2, FALSE);
  hw_scene_set_layer (self->scene, HW_LAYER_CARD);
  draw_dots (self, layout->shown);
  hw_scene_rounded (self->scene,
                    no_ref,
                    device_x (self, left),
                    device_y (self, y - HANDLE_HEIGHT / 2),
                    width * self->view.scale,
                    HANDLE_HEIGHT * self->view.scale,
                    HANDLE_HEIGHT / 2 * self->view.scale,
                    ROLE (self, HW_ROLE_ACCENT),
                    no_colour,
                    0);
  hw_scene_set_layer (self->scene, HW_LAYER_CARD_DETAIL);
  text (self,
        left + 8,
        y - 8,
        width - 16,
        name,
        11,
        TRUE,
        HW_ALIGN_CENTRE,
        HW_ROLE_ON_ACCENT,
        ROLE (self, HW_ROLE_ACCENT));
}

void
hw_scene_phases_draw (const HwPhasesLayout *layout, HwScene *scene, const HwViewport *view)
{
  Painter self = { layout, scene, hw_scene_get_theme (scene), *view };

  if (layout->points->len == 0)
    return;
  hw_scene_set_layer (scene, HW_LAYER_AREA);
  draw_title (&self);
  draw_timeline (&self);
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    if (layout->fields[chart].present)
      draw_field (&self, chart);
  draw_slider (&self);
}

HwScene *
hw_scene_phases_build (const HwPhasesLayout *layout, const HwTheme *theme, const HwViewport *view)
{
  HwScene *scene = hw_scene_new_view (theme, view);

  hw_scene_phases_draw (layout, scene, view);
  return scene;
}

/* A plate with a figure at a curve, left of it where there is no room at the right. */
static void
draw_plate (const Painter *self, const HwPhasesField *field, guint index)
{
  const HwChartPoint *point = &field->curves[0].points[index];
  double x = hw_chart_x (&field->axes, point->x);
  g_autofree char *value = NULL;
  double width, left, top;

  if (isnan (point->value))
    return;
  value = hw_phases_value_text (field, point->value);
  width = hw_scene_text_width (self->scene, value, 11, TRUE) + 16;
  left = x + 10 + width < field->axes.x + field->axes.width ? x + 10 : x - 10 - width;
  top = CLAMP (hw_chart_y (&field->axes, point->value) - 10,
               field->axes.y - 4,
               field->axes.y + field->axes.height - 20);
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY);
  hw_scene_rounded (self->scene,
                    no_ref,
                    device_x (self, left),
                    device_y (self, top),
                    width * self->view.scale,
                    20 * self->view.scale,
                    5 * self->view.scale,
                    ROLE (self, HW_ROLE_PAPER),
                    ROLE (self, HW_ROLE_ACCENT),
                    1.2 * self->view.scale);
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY_CARD);
  text (self,
        left + 8,
        top + 2,
        width - 14,
        value,
        11,
        TRUE,
        HW_ALIGN_START,
        HW_ROLE_TEXT,
        ROLE (self, HW_ROLE_PAPER));
}

void
hw_scene_phases_overlay (HwScene *scene, const HwPhasesLayout *layout, gint hover, gboolean taken)
{
  Painter self = { layout, scene, hw_scene_get_theme (scene), *hw_scene_get_viewport (scene) };
  double x;

  if (hover < 0 || hover >= (gint)layout->points->len)
    return;
  x = phase_x (&self, (guint)hover);
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  line (&self, x, layout->track_y, x, bottom_of (layout), HW_ROLE_ACCENT, taken ? 2 : 1.2, !taken);
  draw_dots (&self, (guint)hover);
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    if (layout->fields[chart].present)
      draw_plate (&self, &layout->fields[chart], (guint)hover);
}
