/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cable trays above racks, and the shortest ways along them. Trays are straight and level; where
 * two meet or cross, cables pass from one to the other, up or down where their heights differ.
 * Places are those of the hall: x east, y south, whole millimetres. */

typedef struct
{
  gint32 x1_mm, y1_mm, x2_mm, y2_mm; /* centre line */
  gint32 height_mm;                  /* of its floor above the hall's */
  gint32 width_mm, depth_mm;         /* inside */
  double most_fill;      /* share of width × depth that cables may take; NAN: no limit */
  double most_load_kg_m; /* NAN: not known */
  guint32 room;          /* trays and racks of different rooms never meet */
} HwTray;

/* Where the cables of a rack leave it towards a tray. */
typedef struct
{
  gint32 x_mm, y_mm;
  gint32 height_mm; /* above the floor */
  guint32 room;
} HwTrayDrop;

/* A piece of a tray between two places where cables can enter, leave or turn. */
typedef struct
{
  guint32 tray;
  double from_m, to_m; /* along it, from its first end */
} HwTraySegment;

typedef struct _HwTrayNetwork HwTrayNetwork;

/**
 * hw_tray_network_new:
 * @drops: each goes to the tray that is nearest, on the level and upwards together
 * @most_reach_m: how far beside a tray a drop may be
 */
HwTrayNetwork *hw_tray_network_new (const HwTray *trays,
                                    guint n_trays,
                                    const HwTrayDrop *drops,
                                    guint n_drops,
                                    double most_reach_m);
void hw_tray_network_free (HwTrayNetwork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTrayNetwork, hw_tray_network_free)

/* Returns: (transfer none) (array length=n) */
const HwTraySegment *hw_tray_network_get_segments (const HwTrayNetwork *self, guint *n);

/* The way of a drop to its tray, m; NAN where no tray is in reach. */
double hw_tray_network_drop_m (const HwTrayNetwork *self, guint drop);

/**
 * hw_tray_network_seek:
 * @closed: (nullable): a byte a segment; those that are not zero are not passed
 *
 * Finds the shortest ways from a drop to all others (Dijkstra 1959, with a heap).
 */
void hw_tray_network_seek (HwTrayNetwork *self, guint drop, const guint8 *closed);

/**
 * hw_tray_network_way:
 * @segments: (nullable) (element-type guint32): receives the segments passed, from the far end
 *
 * Returns: m from the tray above the drop that was sought to the tray above @drop, the drops
 * themselves not counted; INFINITY where there is no way
 */
double hw_tray_network_way (const HwTrayNetwork *self, guint drop, GArray *segments);

G_END_DECLS
