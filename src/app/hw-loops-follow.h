/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Solves from now on in a thread of its own what takes long of the cooling loops of a design, piece
 * by piece, so that no frame waits for them. */
void hw_loops_follow (HwResults *results);

G_END_DECLS
