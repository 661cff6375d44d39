/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-scene.h"

G_BEGIN_DECLS

/* The finished picture of a view, kept in an image somewhat larger than the view, so that panning
 * and everything that moves above it cost a copy and not a drawing. */
typedef struct _HwCanvasPicture HwCanvasPicture;

/* Returns: (transfer full): the scene for @viewport */
typedef HwScene *(*HwSceneBuilder) (const HwViewport *viewport, gpointer data);

HwCanvasPicture *hw_canvas_picture_new (HwSceneBuilder builder, gpointer data);
void hw_canvas_picture_free (HwCanvasPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCanvasPicture, hw_canvas_picture_free)

/* What it shows is another: to be drawn again when next wanted. */
void hw_canvas_picture_invalidate (HwCanvasPicture *self);

void hw_canvas_picture_snapshot (HwCanvasPicture *self,
                                 GtkSnapshot *snapshot,
                                 const HwViewport *viewport,
                                 int scale_factor);

/* How often it was drawn so far: what moves above it leaves it alone. */
guint hw_canvas_picture_count_drawings (HwCanvasPicture *self);

/* What is drawn at a point, or in a rectangle, of the view last drawn. */
HwRef hw_canvas_picture_pick (HwCanvasPicture *self, double x, double y);
/* Returns: (transfer full) (element-type HwRef) */
GArray *hw_canvas_picture_pick_area (
    HwCanvasPicture *self, double x, double y, double width, double height);

/* The scene last drawn, and what to add to a point of the view for one of the scene. Returns:
 * (transfer none) (nullable): until the next drawing */
const HwScene *hw_canvas_picture_get_scene (HwCanvasPicture *self, double *dx, double *dy);

/* Appends the ink of a small scene, with no larger bounds than it needs. */
void hw_canvas_append_scene (GtkSnapshot *snapshot, const HwScene *scene, int scale_factor);

G_END_DECLS
