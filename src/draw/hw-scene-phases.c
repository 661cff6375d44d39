/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phases-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HANDLE_HEIGHT 20.0

static const HwColour no_colour = { 0, 0, 0, 0 };

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

double
hw_phases_draw_text (const HwPhasesPainter *self,
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
                        HW_PHASES_NO_REF,
                        hw_phases_device_x (self, x),
                        hw_phases_device_y (self, y),
                        width * scale,
                        size * 1.4 * scale,
                        string,
                        size * scale,
                        bold,
                        align,
                        HW_PHASES_ROLE (self, role),
                        ground)
         / scale;
}

void
hw_phases_draw_line (const HwPhasesPainter *self,
                     double x0,
                     double y0,
                     double x1,
                     double y1,
                     HwRole role,
                     double width,
                     gboolean dashed)
{
  hw_scene_line (self->scene,
                 HW_PHASES_NO_REF,
                 hw_phases_device_x (self, x0),
                 hw_phases_device_y (self, y0),
                 hw_phases_device_x (self, x1),
                 hw_phases_device_y (self, y1),
                 HW_PHASES_ROLE (self, role),
                 width * self->view.scale,
                 dashed);
}

void
hw_phases_draw_card (const HwPhasesPainter *self, const HwRackBox *box)
{
  hw_scene_rounded (self->scene,
                    HW_PHASES_NO_REF,
                    hw_phases_device_x (self, box->x),
                    hw_phases_device_y (self, box->y),
                    box->width * self->view.scale,
                    box->height * self->view.scale,
                    8 * self->view.scale,
                    HW_PHASES_ROLE (self, HW_ROLE_PAPER),
                    HW_PHASES_ROLE (self, HW_ROLE_LINE),
                    0);
}

const char *
hw_phases_name (const HwPhasesPainter *self, guint index)
{
  return hw_design_name (self->layout->design,
                         HW_REF (HW_TABLE_PHASE, hw_phases_point (self->layout, index)->phase));
}

/* --- curves --- */

static void
draw_figure (const HwPhasesPainter *self, HwPhasesChart chart)
{
  const HwPhasesLayout *layout = self->layout;
  const HwPhasesField *field = &layout->fields[chart];
  HwSum sum = hw_phases_sum (hw_phases_point (layout, layout->shown), chart, 0);
  HwColour paper = HW_PHASES_ROLE (self, HW_ROLE_PAPER);
  double x = HW_PHASES_PAD, width = layout->column, y = field->card.y;
  g_autofree char *value = hw_phases_sum_text (layout, chart, &sum);
  g_autofree char *remark = NULL;

  if (hw_phases_is_pending (layout, chart))
    remark = g_strdup (_ ("being computed"));
  else if (chart == HW_PHASES_MONEY && (layout->lacks & HW_PHASE_SERIES_CABLES) != 0)
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
  hw_phases_draw_text (self,
                       x,
                       y + 10,
                       width + 40,
                       hw_phases_title (chart),
                       11,
                       FALSE,
                       HW_ALIGN_START,
                       HW_ROLE_TEXT_DIM,
                       paper);
  hw_phases_draw_text (
      self, x, y + 28, width, value, 19, TRUE, HW_ALIGN_START, HW_ROLE_TEXT, paper);
  if (remark != NULL)
    hw_phases_draw_text (
        self, x, y + 60, width, remark, 10, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM, paper);
}

static void
draw_field (const HwPhasesPainter *self, HwPhasesChart chart)
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
                    .ground = HW_PHASES_ROLE (self, HW_ROLE_PAPER) };

  for (guint i = 0; i < field->n_curves; i++)
    curves[i] = (HwChartCurve){ field->curves[i].points,
                                field->curves[i].n_points,
                                inks[chart][i].role,
                                inks[chart][i].soft,
                                field->curves[i].label };
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  hw_phases_draw_card (self, &field->card);
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
draw_dots (const HwPhasesPainter *self, guint index)
{
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    {
      const HwPhasesField *field = &self->layout->fields[chart];

      for (guint i = 0; i < field->n_curves; i++)
        {
          const HwChartPoint *point = &field->curves[i].points[index];

          if (!isnan (point->value))
            hw_scene_rounded (
                self->scene,
                HW_PHASES_NO_REF,
                hw_phases_device_x (self, hw_chart_x (&field->axes, point->x) - 4),
                hw_phases_device_y (self, hw_chart_y (&field->axes, point->value) - 4),
                8 * self->view.scale,
                8 * self->view.scale,
                4 * self->view.scale,
                HW_PHASES_ROLE (self, HW_ROLE_PAPER),
                HW_PHASES_ROLE (self, inks[chart][i].role),
                2 * self->view.scale);
        }
    }
}

/* The slider: a plate with the name of the phase on the track, and a line down through all. */
static void
draw_slider (const HwPhasesPainter *self)
{
  const HwPhasesLayout *layout = self->layout;
  double x = hw_phases_phase_x (self, layout->shown), y = layout->track_y;
  const char *name = hw_phases_name (self, layout->shown);
  double width = fmin (hw_scene_text_width (self->scene, name, 11, TRUE) + 24, 260);
  double left = CLAMP (x - width / 2, 4, layout->width - 4 - width);

  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_phases_draw_line (self, x, y, x, bottom_of (layout), HW_ROLE_ACCENT, 1.2, FALSE);
  hw_scene_set_layer (self->scene, HW_LAYER_CARD);
  draw_dots (self, layout->shown);
  hw_scene_rounded (self->scene,
                    HW_PHASES_NO_REF,
                    hw_phases_device_x (self, left),
                    hw_phases_device_y (self, y - HANDLE_HEIGHT / 2),
                    width * self->view.scale,
                    HANDLE_HEIGHT * self->view.scale,
                    HANDLE_HEIGHT / 2 * self->view.scale,
                    HW_PHASES_ROLE (self, HW_ROLE_ACCENT),
                    no_colour,
                    0);
  hw_scene_set_layer (self->scene, HW_LAYER_CARD_DETAIL);
  hw_phases_draw_text (self,
                       left + 8,
                       y - 8,
                       width - 16,
                       name,
                       11,
                       TRUE,
                       HW_ALIGN_CENTRE,
                       HW_ROLE_ON_ACCENT,
                       HW_PHASES_ROLE (self, HW_ROLE_ACCENT));
}

void
hw_scene_phases_draw (const HwPhasesLayout *layout, HwScene *scene, const HwViewport *view)
{
  HwPhasesPainter self = { layout, scene, hw_scene_get_theme (scene), *view };

  if (layout->points->len == 0)
    return;
  hw_scene_set_layer (scene, HW_LAYER_AREA);
  hw_phases_draw_timeline (&self);
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
draw_plate (const HwPhasesPainter *self, const HwPhasesField *field, guint index)
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
                    HW_PHASES_NO_REF,
                    hw_phases_device_x (self, left),
                    hw_phases_device_y (self, top),
                    width * self->view.scale,
                    20 * self->view.scale,
                    5 * self->view.scale,
                    HW_PHASES_ROLE (self, HW_ROLE_PAPER),
                    HW_PHASES_ROLE (self, HW_ROLE_ACCENT),
                    1.2 * self->view.scale);
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY_CARD);
  hw_phases_draw_text (self,
                       left + 8,
                       top + 2,
                       width - 14,
                       value,
                       11,
                       TRUE,
                       HW_ALIGN_START,
                       HW_ROLE_TEXT,
                       HW_PHASES_ROLE (self, HW_ROLE_PAPER));
}

void
hw_scene_phases_overlay (HwScene *scene, const HwPhasesLayout *layout, gint hover, gboolean taken)
{
  HwPhasesPainter self
      = { layout, scene, hw_scene_get_theme (scene), *hw_scene_get_viewport (scene) };
  double x;

  if (hover < 0 || hover >= (gint)layout->points->len)
    return;
  x = hw_phases_phase_x (&self, (guint)hover);
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  hw_phases_draw_line (
      &self, x, layout->track_y, x, bottom_of (layout), HW_ROLE_ACCENT, taken ? 2 : 1.2, !taken);
  draw_dots (&self, (guint)hover);
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    if (layout->fields[chart].present)
      draw_plate (&self, &layout->fields[chart], (guint)hover);
}
