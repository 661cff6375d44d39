/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The cheapest cut of the end ports of a fabric into two halves. Regular trees have many parts and
 * few kinds of them, so parts are counted by their kind. */

/* What a switch, or switches together, have by working cables. */
typedef struct
{
  guint ports;      /* end ports below */
  guint links_down; /* to switches of the tier below */
  guint links_up;
  gboolean top; /* no tier is above */
} HwFabricPart;

typedef struct
{
  HwFabricPart part;
  guint count; /* 0: none is left */
} HwFabricPartKind;

/* @parts: (element-type HwFabricPart): they are sorted.
 * Returns: (transfer full) (element-type HwFabricPartKind) */
GArray *hw_fabric_part_kinds_new (GArray *parts);
/* One part is another from now on. @after: (nullable): it is gone */
void
hw_fabric_part_kinds_change (GArray *kinds, const HwFabricPart *before, const HwFabricPart *after);

/**
 * hw_fabric_part_kinds_bisection:
 * @link_bit_s: of a link between switches
 * @port_bit_s: of an end port
 *
 * Parts stay whole, but for ports that are cut off one by one.
 *
 * Returns: bit/s, the least bandwidth that parts half of the ports from the rest
 */
double hw_fabric_part_kinds_bisection (const GArray *kinds, double link_bit_s, double port_bit_s);

G_END_DECLS
