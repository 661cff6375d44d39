/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* A rectangle of a floor, whole millimetres, x east and y south. */
typedef struct
{
  gint32 x, y, width, depth;
} HwArea;

gboolean hw_area_intersects (const HwArea *a, const HwArea *b);
gboolean hw_area_contains (const HwArea *outer, const HwArea *inner);

/* Footprint of @product at a place and rotation. */
HwArea hw_footprint (const HwProduct *product, gint32 x_mm, gint32 y_mm, gint16 rotation);
HwArea hw_rack_area (HwDesign *design, HwHandle rack);
/* Floor that a rear door takes behind the footprint of its rack. */
HwArea hw_door_area (const HwProduct *door, const HwArea *rack, gint16 rotation);
/* Returns: the rear door of a rack; 0: it has none */
HwHandle hw_rack_door (HwDesign *design, HwHandle rack);
/* Width of a tray whose cables are not laid, where nobody has chosen one. */
#define HW_TRAY_LEAST_WIDTH_MM 300

/* That a placed cable tray has, or that its hall gives it. */
gint32 hw_tray_width (HwDesign *design, HwHandle tray);
/* The floor below a placed cable tray; below one that lies aslant, around it. */
HwArea hw_tray_area (HwDesign *design, HwHandle tray);

/* Pitch of the slots of a rack, m. */
double hw_rack_pitch_m (const HwProduct *rack);

G_END_DECLS
