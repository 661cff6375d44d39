/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#define MIN_SCALE 0.0005
#define MAX_SCALE 8.0

static gboolean
is_active (gpointer data)
{
  return ((HwCanvas *)data)->document != NULL;
}

void
hw_canvas_zoom_at (HwCanvas *self, double x, double y, double factor)
{
  HwViewport *viewport = hw_canvas_viewport (self);
  double scale = CLAMP (viewport->scale * factor, MIN_SCALE, MAX_SCALE);

  if (self->document == NULL || scale == viewport->scale)
    return;
  hw_viewport_zoom_at (viewport, x, y, scale / viewport->scale);
  hw_canvas_viewport_moved (self);
}

static void
zoom (gpointer data, double x, double y, double factor)
{
  hw_canvas_zoom_at (data, x, y, factor);
}

static void
pan (gpointer data, double dx, double dy)
{
  hw_canvas_pan (data, dx, dy);
}

/* Space struck alone takes things, held it pans. */
static void
tapped (gpointer data)
{
  hw_canvas_pick_up (data);
}

void
hw_canvas_attach_navigation (HwCanvas *self)
{
  static const HwNavigatorMoves moves = { is_active, zoom, pan, tapped };

  self->navigator = hw_navigator_new (GTK_WIDGET (self), &moves, self);
}
