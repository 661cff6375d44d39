/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power.h"

G_BEGIN_DECLS

/**
 * hw_power_lay_row:
 * @power: chain that they come from; 0: they are sources themselves
 *
 * Gives a row feeds of its own, "ROW-A" and "ROW-B", and hangs its racks on both, in the open
 * transaction. Either carries the whole row by the rule of the chain, so that it may lose the
 * other; a chain of one system gives one feed. Their breakers are the next standard rating (NEC
 * 240.6 (A), which has those of IEC 60059 beside it here).
 *
 * Returns: how many feeds; 0 with @error where no rack of the row draws power, or no breaker is
 *   large enough
 */
guint hw_power_lay_row (HwResults *self, HwHandle row, HwHandle power, GError **error);

G_END_DECLS
