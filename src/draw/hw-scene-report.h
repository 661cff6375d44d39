/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-rack-form.h"
#include "hw-results.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* One page that tells somebody who did not draw the design what it is: what, where, how much, how
 * fast, what is wrong and what is assumed. */

/* Draws the page into @box of a scene. @unit: device units of a point of its lettering */
void hw_report_draw (HwScene *scene, HwResults *results, const HwRackBox *box, double unit);

/* World rectangle of the page as a view shows it, in points. */
void hw_scene_report_extent (double *width, double *height);
HwScene *
hw_scene_report_build (HwResults *results, const HwTheme *theme, const HwViewport *viewport);
/* The total whose large figure is at a point of that page. Returns: whether there is one */
gboolean hw_scene_report_total_at (double x, double y, HwTotal *total);
/* Where the figure of a total is on it; FALSE: it has none */
gboolean hw_scene_report_find_total (HwTotal total, HwRackBox *box);

G_END_DECLS
