/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Heat that rear doors take from the air of their racks and give to their loops, by the solution of
 * these: what the totals of heat to liquid have more, and those of heat to air less, than the
 * products of the racks say. Loops that wait to be solved have none yet.
 *
 * @scope: as of hw_results_total(); a device has none
 *
 * Returns: W */
double hw_results_door_heat_w (HwResults *self, HwRef scope);

G_END_DECLS
