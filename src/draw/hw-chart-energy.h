/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-energy.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* PUE month by month: a bar each for what is drawn beside the IT equipment, of it, and a line for
 * the year.
 *
 * Adds to @scene, within the box in device units; @size: of its texts. */
void hw_chart_energy_draw (HwScene *scene,
                           const HwEnergy *year,
                           double x,
                           double y,
                           double width,
                           double height,
                           double size);

/* A round number not below @top whose half has few digits too: 0.04, 0.1, 0.2, 0.4 and so on. */
double hw_chart_energy_ceiling (double top);

G_END_DECLS
