/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <math.h>

/* From the plan into a rack: its elevation opens where it stood, and grows from there to its place.
 * Whoever moves the view meanwhile has it at once. */

#define GLIDE_US 260000

struct _HwCanvasGlide
{
  guint tick;
  gint64 began_us; /* 0: with the first frame */
  HwHandle rack;
  double from_x, from_y, from_scale; /* middle of the rack in pixels of the canvas */
  HwViewport to;
};

void
hw_canvas_stop_glide (HwCanvas *self)
{
  HwCanvasGlide *glide = g_steal_pointer (&self->glide);

  if (glide == NULL)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), glide->tick);
  g_free (glide);
}

/* Shows what is @part of the way from where the rack stood in the plan. */
static gboolean
show_part (HwCanvas *self, const HwCanvasGlide *glide, double part)
{
  HwViewport *viewport = hw_canvas_viewport (self);
  double x, y, width, height, middle_x, middle_y, scale;

  if (!hw_canvas_world_rect (self, HW_REF (HW_TABLE_RACK, glide->rack), &x, &y, &width, &height))
    return FALSE;
  x += width / 2;
  y += height / 2;
  scale = glide->from_scale * pow (glide->to.scale / glide->from_scale, part);
  middle_x = glide->from_x + part * (hw_viewport_x (&glide->to, x) - glide->from_x);
  middle_y = glide->from_y + part * (hw_viewport_y (&glide->to, y) - glide->from_y);
  viewport->scale = scale;
  viewport->x = x - middle_x / scale;
  viewport->y = y - middle_y / scale;
  return TRUE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HwCanvas *self = HW_CANVAS (widget);
  HwCanvasGlide *glide = self->glide;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double part;

  if (glide->began_us == 0)
    glide->began_us = now;
  part = MIN ((double)(now - glide->began_us) / GLIDE_US, 1);
  /* Fast at first, then at rest: nobody waits for the end. */
  if (self->view != HW_VIEW_RACKS || part >= 1 || !show_part (self, glide, 1 - pow (1 - part, 3)))
    {
      if (self->view == HW_VIEW_RACKS)
        {
          HwViewport *viewport = hw_canvas_viewport (self);

          viewport->x = glide->to.x;
          viewport->y = glide->to.y;
          viewport->scale = glide->to.scale;
        }
      hw_canvas_stop_glide (self);
    }
  hw_canvas_emit_view_changed (self);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

void
hw_canvas_enter_rack (HwCanvas *self, HwHandle rack)
{
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  double x, y, width, height;
  graphene_rect_t there;
  gboolean animations = TRUE, seen;
  HwCanvasGlide *glide;

  seen = self->view == HW_VIEW_HALL && hw_canvas_get_rect (self, ref, &there);
  hw_canvas_set_view (self, HW_VIEW_RACKS);
  hw_canvas_show (self, ref);
  g_object_get (
      gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  if (!seen || !animations || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || !hw_canvas_world_rect (self, ref, &x, &y, &width, &height))
    return;
  glide = g_new0 (HwCanvasGlide, 1);
  glide->rack = rack;
  glide->from_x = there.origin.x + there.size.width / 2;
  glide->from_y = there.origin.y + there.size.height / 2;
  glide->from_scale = MAX (there.size.width, there.size.height) / MAX (width, height);
  glide->to = *hw_canvas_viewport (self);
  show_part (self, glide, 0);
  self->glide = glide;
  glide->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}
