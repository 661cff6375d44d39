/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phases-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The head of the picture of phases: what it shows, and a row for each phase below its dates. */

#define MARK 5.0

static const HwColour no_colour = { 0, 0, 0, 0 };

static const char *
phase_date (const HwPhasesPainter *self, guint index)
{
  const HwPhase *row = hw_design_row (
      self->layout->design, HW_TABLE_PHASE, hw_phases_point (self->layout, index)->phase);

  return hw_design_text (self->layout->design, row->date);
}

/* --- title --- */

static void
draw_legend (const HwPhasesPainter *self)
{
  double x = self->layout->width - 205, y = 22;

  for (guint planned = 0; planned < 2; planned++)
    {
      HwItem item = { .kind = HW_ITEM_BOX,
                      .x = hw_phases_device_x (self, x + planned * 125),
                      .y = hw_phases_device_y (self, y + 2),
                      .width = 26 * self->view.scale,
                      .height = 12 * self->view.scale,
                      .radius = 3 * self->view.scale,
                      .line_width = 1.2 * self->view.scale,
                      .fill = planned ? no_colour : HW_PHASES_ROLE (self, HW_ROLE_ACCENT_SOFT),
                      .stroke = HW_PHASES_ROLE (self, HW_ROLE_ACCENT),
                      .dashed = planned };

      hw_scene_add (self->scene, &item);
      hw_phases_draw_text (self,
                           x + planned * 125 + 34,
                           y,
                           88,
                           planned ? _ ("planned") : _ ("existing"),
                           11,
                           FALSE,
                           HW_ALIGN_START,
                           HW_ROLE_TEXT_DIM,
                           HW_PHASES_ROLE (self, HW_ROLE_GROUND));
    }
}

static void
draw_title (const HwPhasesPainter *self)
{
  const HwPhasesLayout *layout = self->layout;
  guint n = layout->points->len;
  const HwPhasePoint *shown = hw_phases_point (layout, layout->shown);
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Build-out in %u phase", "Build-out in %u phases", n), n);
  g_autofree char *stands = hw_phases_count_text (
      (guint)shown->totals[HW_TOTAL_RACKS].value, (guint)shown->totals[HW_TOTAL_GPUS].value, 0);
  g_autofree char *about = NULL;
  HwColour ground = HW_PHASES_ROLE (self, HW_ROLE_GROUND);

  if (stands == NULL)
    about = g_strdup_printf (_ ("after %s: nothing stands"), hw_phases_name (self, layout->shown));
  else
    about = g_strdup_printf (_ ("after %s: %s"), hw_phases_name (self, layout->shown), stands);
  hw_phases_draw_text (
      self, 0, 4, self->layout->width - 220, title, 15, TRUE, HW_ALIGN_START, HW_ROLE_TEXT, ground);
  hw_phases_draw_text (self,
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
has_problem (const HwPhasesPainter *self, guint index)
{
  g_autoptr (GPtrArray) problems = hw_results_problems_of (
      self->layout->results, HW_REF (HW_TABLE_PHASE, hw_phases_point (self->layout, index)->phase));

  return problems->len > 0;
}

static void
draw_name (const HwPhasesPainter *self, guint index, double y, gboolean planned)
{
  HwColour paper = HW_PHASES_ROLE (self, HW_ROLE_PAPER);
  const char *date = phase_date (self, index);
  const char *state = planned ? _ ("planned") : _ ("existing");
  g_autofree char *below = *date != '\0' ? g_strdup_printf ("%s · %s", date, state) : NULL;
  double x = HW_PHASES_PAD, right = self->layout->axes.x - 12;

  if (has_problem (self, index))
    {
      hw_scene_icon (self->scene,
                     HW_PHASES_NO_REF,
                     hw_phases_device_x (self, x),
                     hw_phases_device_y (self, y + 6),
                     12 * self->view.scale,
                     HW_ICON_WARNING,
                     HW_PHASES_ROLE (self, HW_ROLE_WARNING));
      x += 18;
    }
  hw_phases_draw_text (self,
                       x,
                       y + 3,
                       right - x,
                       hw_phases_name (self, index),
                       12,
                       TRUE,
                       HW_ALIGN_START,
                       planned ? HW_ROLE_TEXT_DIM : HW_ROLE_TEXT,
                       paper);
  hw_phases_draw_text (self,
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
bar_text (const HwPhasesPainter *self,
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
    hw_phases_draw_text (self,
                         x - needed - 14,
                         y,
                         needed + 4,
                         string,
                         size,
                         bold,
                         HW_ALIGN_END,
                         role,
                         HW_PHASES_ROLE (self, HW_ROLE_PAPER));
  else
    hw_phases_draw_text (
        self, x + 10, y, width - 14, string, size, bold, HW_ALIGN_START, role, fill);
}

/* What a phase brings, and below that what it takes away. */
static void
draw_bar (const HwPhasesPainter *self, guint index, double y, gboolean planned)
{
  const HwPhasePoint *point = hw_phases_point (self->layout, index);
  double x = hw_phases_phase_x (self, index);
  double width = self->layout->axes.x + self->layout->axes.width - x;
  double top = y + (HW_PHASES_ROW - HW_PHASES_BAR) / 2;
  HwColour fill = HW_PHASES_ROLE (self, planned ? HW_ROLE_PAPER : HW_ROLE_ACCENT_SOFT);
  g_autofree char *in = hw_phases_count_text (point->racks_in, point->gpus_in, point->plant_in);
  g_autofree char *out = hw_phases_count_text (point->racks_out, point->gpus_out, point->plant_out);
  g_autofree char *adds
      = in != NULL ? g_strdup_printf ("+ %s", in) : g_strdup (_ ("installs nothing"));
  g_autofree char *takes = out != NULL ? g_strdup_printf ("− %s", out) : NULL;
  HwItem item = { .kind = HW_ITEM_BOX,
                  .ref = HW_REF (HW_TABLE_PHASE, point->phase),
                  .x = hw_phases_device_x (self, x),
                  .y = hw_phases_device_y (self, top),
                  .width = width * self->view.scale,
                  .height = HW_PHASES_BAR * self->view.scale,
                  .radius = 6 * self->view.scale,
                  .line_width = 1.2 * self->view.scale,
                  .fill = fill,
                  .stroke = HW_PHASES_ROLE (self, HW_ROLE_ACCENT),
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
draw_track (const HwPhasesPainter *self)
{
  const HwPhasesLayout *layout = self->layout;
  double y = layout->track_y, x = hw_phases_phase_x (self, layout->shown);
  double right = layout->axes.x + layout->axes.width;

  hw_phases_draw_line (self, layout->axes.x, y, x, y, HW_ROLE_ACCENT, 3, FALSE);
  hw_phases_draw_line (self, x, y, right, y, HW_ROLE_LINE, 3, FALSE);
  for (guint i = 0; i < layout->points->len; i++)
    hw_scene_rounded (
        self->scene,
        HW_PHASES_NO_REF,
        hw_phases_device_x (self, hw_phases_phase_x (self, i) - MARK),
        hw_phases_device_y (self, y - MARK),
        2 * MARK * self->view.scale,
        2 * MARK * self->view.scale,
        MARK * self->view.scale,
        HW_PHASES_ROLE (self, i <= layout->shown ? HW_ROLE_ACCENT : HW_ROLE_PAPER),
        HW_PHASES_ROLE (self, i <= layout->shown ? HW_ROLE_ACCENT : HW_ROLE_LINE_STRONG),
        1.2 * self->view.scale);
}

static void
draw_rows (const HwPhasesPainter *self)
{
  const HwPhasesLayout *layout = self->layout;

  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  hw_phases_draw_card (self, &layout->timeline);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_chart_draw_dates (&layout->axes,
                       layout->timeline.y + 9,
                       HW_PHASES_ROLE (self, HW_ROLE_PAPER),
                       self->scene,
                       &self->view);
  draw_track (self);
  for (guint i = 0; i < layout->points->len; i++)
    {
      double y = layout->axes.y + i * HW_PHASES_ROW;

      draw_name (self, i, y, i > layout->shown);
      draw_bar (self, i, y, i > layout->shown);
    }
}

void
hw_phases_draw_timeline (const HwPhasesPainter *self)
{
  draw_title (self);
  draw_rows (self);
}
