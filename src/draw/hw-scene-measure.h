/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene.h"

G_BEGIN_DECLS

/* A distance on the floor, in millimetres: a line between two points and what it measures,
 * lengthways, across and straight. */
typedef struct
{
  gint32 x0, y0, x1, y1;
} HwMeasure;

void hw_scene_measure (HwScene *scene, const HwMeasure *measure);

/* "1 342 mm" and "1 200 × 600 mm". Returns: (transfer full): translated */
char *hw_measure_dup_length (const HwMeasure *measure);
char *hw_measure_dup_sides (const HwMeasure *measure);

G_END_DECLS
