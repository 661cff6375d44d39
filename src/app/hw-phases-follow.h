/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Has what the totals of phases of a design lack worked out by another thread, whenever a view
 * asks: nobody else needs them. It goes with the results. */
void hw_phases_follow (HwResults *results);

/* The series that a view has just shown may lack something: begins where nothing is under way. What
 * is found is told by the signal of the results. */
void hw_phases_follow_ask (HwResults *results);

G_END_DECLS
