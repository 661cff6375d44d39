/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene-hall.h"
#include "hw-scene-racks.h"
#include "hw-shading.h"

G_BEGIN_DECLS

/* The feasibility field of a drag, upon the finished picture: what can take the thing in the hand
 * is green, what would then exceed a limit amber with its word, what cannot is grey and hatched,
 * with the word for what is in the way. Racks that were not looked at yet are looked at until
 * @deadline (g_get_monotonic_time()); the others are left as they are.
 *
 * Returns: whether every visible rack is shaded */

gboolean hw_scene_hall_shading (
    HwScene *scene, HwDesign *design, HwHandle hall, HwShading *shading, gint64 deadline);

gboolean
hw_scene_racks_shading (HwScene *scene, HwRacksLayout *layout, HwShading *shading, gint64 deadline);

typedef HwShade (*HwRackShadeFunc) (HwHandle rack, gpointer data);

/* Racks as a whole in elevations: for what goes beside them. */
void hw_scene_racks_row_shading (HwScene *scene,
                                 HwRacksLayout *layout,
                                 HwRackShadeFunc func,
                                 gpointer data);

G_END_DECLS
