/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Lays the cables of a design from now on whenever edits have come to rest, so that no edit waits
 * for them: until then totals have what was laid last. */
void hw_cables_follow (HwResults *results);

G_END_DECLS
