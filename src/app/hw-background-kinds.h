/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* From now on other threads derive the fabrics, lay the cables, solve the loops and total the
 * phases of a design, while it goes on; what they find is told by the signal of the results. */
void hw_background_start (HwResults *results);

/* The phases that a view has just shown may lack something; nobody but views needs them. */
void hw_background_ask_phases (HwResults *results);

G_END_DECLS
