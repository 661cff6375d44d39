/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cabling.h"

G_BEGIN_DECLS

/* Links between the same two racks, which go the same way. */
typedef struct
{
  guint32 from, to; /* drops, from ≤ to */
  guint32 first, n; /* in `order` */
  double way_m;     /* along the trays */
  guint32 first_segment, n_segments;
} HwCablingGroup;

struct _HwCabling
{
  HwTray *trays;
  const HwTrayDrop *drops;
  const HwCableLink *links;
  guint n_links;
  const HwCableType *types;
  guint n_types;
  HwCablingRule rule;

  HwTrayNetwork *network;
  HwTraySegment *segments;
  guint n_segments;
  double *fill_limit_m2; /* by segment; INFINITY: none */
  double *load_limit_kg_m;
  HwTrayFill *fill;

  HwCableRun *runs;
  GArray *groups; /* HwCablingGroup */
  guint32 *order; /* links by group */
  GArray *path;   /* guint32 */
};

/* Lengths of all links from the ways of their groups. */
void hw_cabling_measure (HwCabling *self);
/* The type, stock length and partner of each link. */
void hw_cabling_choose (HwCabling *self);

G_END_DECLS
