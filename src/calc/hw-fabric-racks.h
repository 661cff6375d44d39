/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-input.h"

G_BEGIN_DECLS

/* Which top-of-rack switch the devices of a rack are cabled to. */

/**
 * hw_fabric_racks_assign:
 * @input: of a fabric of single leaves that another network joins; members and devices without a
 *     stored place get one in it
 *
 * A switch that stands in a rack with devices to be cabled serves that rack; where there are
 * several in a rack they share its devices evenly. The devices of other racks fill one switch after
 * the other, and stay with the switch that their rack began with; those that came with a whole rack
 * keep their free ports for it.
 */
void hw_fabric_racks_assign (HwDesign *design, HwFabricInput *input);

/* The unit of such a switch by its position. Returns: whether it is one */
gboolean hw_fabric_racks_unit (const char *position, guint *unit);

G_END_DECLS
