/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-rack-form.h"
#include "hw-selection.h"
#include "hw-viewport.h"

G_BEGIN_DECLS

/* Where an object is, world units. Returns: %FALSE where it is not in the picture */
typedef gboolean (*HwObjectPlace) (gpointer data, HwRef object, HwRackBox *box);

/**
 * hw_zoom_centre:
 * @selection: (nullable)
 * @place_of: (nullable)
 * @x: (out): widget pixels
 * @y: (out)
 *
 * The point that stays where it is when keys or buttons zoom, which have no pointer: the middle of
 * what is selected and in sight, else the middle of the view.
 */
void hw_zoom_centre (const HwViewport *viewport,
                     HwSelection *selection,
                     HwObjectPlace place_of,
                     gpointer data,
                     double *x,
                     double *y);

G_END_DECLS
