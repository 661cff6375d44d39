/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-rack-draw.h"

G_BEGIN_DECLS

/* What is in a rack, each in a box of device units. */

void hw_rack_draw_device (HwRackPainter *self,
                          HwHandle device,
                          const HwProduct *product,
                          const HwRackBox *box);
/* A rear door: its upper edge with its name, and its leaf as a frame of @height, so that the
 * devices behind it are seen. */
void hw_rack_draw_door (HwRackPainter *self,
                        HwHandle device,
                        const HwProduct *product,
                        const HwRackBox *box,
                        double height);
void hw_rack_draw_channel (HwRackPainter *self,
                           HwHandle device,
                           const HwProduct *product,
                           const HwRackBox *box);
/* Units that nothing can be put in: behind a deep device, or @reserved. */
void hw_rack_draw_blocked (
    HwRackPainter *self, HwRef ref, const char *name, gboolean reserved, const HwRackBox *box);
/* A floor product that is no rack. */
void hw_rack_draw_cabinet (HwRackPainter *self,
                           HwHandle rack,
                           const HwProduct *product,
                           double x,
                           double y,
                           double width,
                           double height);

/* Between the strong and the soft colour of a family: for areas without text. */
HwColour hw_rack_band_colour (const HwTheme *theme, HwFamily family);

G_END_DECLS
