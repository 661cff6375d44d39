/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"
#include "hw-theme.h"

G_BEGIN_DECLS

/* Which rail a part of a fabric is of, and how a rail looks. */

/* The rails whose members a leaf has. Returns: whether it is of any */
gboolean hw_fabric_leaf_rails (const HwFabric *fabric, guint node, gint *first, gint *last);
/* Rail of a leaf, or negative where its ports are of no rail, or of several. */
gint hw_fabric_leaf_rail (const HwFabric *fabric, guint node);
/* Rail of a cable, or negative where it is of none, or of several. */
gint hw_fabric_cable_rail (const HwFabric *fabric, const HwFabricCable *cable);
HwColour hw_fabric_rail_colour (const HwTheme *theme, gint rail);
static inline gboolean
hw_fabric_rail_dashed (gint rail)
{
  return rail >= 0 && rail / 4 % 2 == 1;
}

G_END_DECLS
