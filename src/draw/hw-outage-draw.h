/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-racks-layout.h"
#include "hw-scene-hall.h"
#include "hw-what-if.h"

G_BEGIN_DECLS

/* What failures made of racks and devices, upon the picture of them: hatched, and said in words. */

/* Of the racks of a hall, each with the worst that became of it or of what is in it. */
void
hw_outages_draw_hall (HwScene *scene, HwResults *results, HwHandle hall, const HwViewport *view);
/* Of racks and devices in elevations. */
void hw_outages_draw_racks (HwScene *scene, HwResults *results, HwRacksLayout *layout);

G_END_DECLS
