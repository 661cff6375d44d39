/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-canvas.h"
#include "hw-carry.h"
#include "hw-shading.h"

G_BEGIN_DECLS

/* The feasibility field above the picture of a canvas while something is dragged. It is drawn into
 * an image once for a place of the view, and racks are looked at a few milliseconds a frame. */
typedef struct _HwCanvasShading HwCanvasShading;

HwCanvasShading *hw_canvas_shading_new (GtkWidget *canvas);
void hw_canvas_shading_free (HwCanvasShading *self);

/* Forgets all: nothing is dragged any more, or the design is another. */
void hw_canvas_shading_reset (HwCanvasShading *self);
/* Draws it anew: what is shown of the racks is another. */
void hw_canvas_shading_invalidate (HwCanvasShading *self);

/* @layout: (nullable): of the elevations, NULL for the floor plan */
void hw_canvas_shading_snapshot (HwCanvasShading *self,
                                 GtkSnapshot *snapshot,
                                 const HwCarry *carry,
                                 HwResults *results,
                                 HwHandle hall,
                                 HwRacksLayout *layout,
                                 const HwViewport *viewport);

/* Returns: (transfer full) (nullable) */
typedef HwFloorField *(*HwFloorFieldFunc) (gpointer data);

/* The same for something of the floor that no HwCarry holds. @make is called once for an @owner,
 * until it is all forgotten. */
void hw_canvas_shading_snapshot_field (HwCanvasShading *self,
                                       GtkSnapshot *snapshot,
                                       gconstpointer owner,
                                       HwFloorFieldFunc make,
                                       gpointer data,
                                       const HwViewport *viewport);

/* Whether a rack is shaded by now, and how: as one that takes a device, or, in the elevations, as
 * one that a rack goes beside. */
gboolean
hw_canvas_shading_get (HwCanvasShading *self, HwDesign *design, HwHandle rack, HwShade *shade);
/* Returns: (transfer none) (nullable): where what goes onto the floor could stand */
const HwFloorField *hw_canvas_shading_get_floor (HwCanvasShading *self);

G_END_DECLS
