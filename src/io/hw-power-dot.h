/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/**
 * hw_power_dot_write:
 * @power: only this chain; 0: all
 *
 * The power network down to its racks as a graph for Graphviz: nodes by their keys, edges from what
 * feeds to what is fed, dashed where it takes over only.
 *
 * Returns: (transfer full)
 */
char *hw_power_dot_write (HwResults *results, HwHandle power);

G_END_DECLS
