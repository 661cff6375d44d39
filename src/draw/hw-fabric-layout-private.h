/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-layout.h"

G_BEGIN_DECLS

/* How wide things are. */
typedef struct
{
  double leaf_width, leaf_pitch, spine_width, spine_pitch;
  guint rows;
} HwFabricMeasure;

struct _HwFabricLayout
{
  HwFabricMeasure measure;
  const HwFabric *fabric;
  HwRackBox *boxes; /* by node */
  gint32 *home;     /* by node */
  guint32 *order;
  guint n_order;
  GArray *units; /* HwFabricUnit */
  GArray *sets;  /* HwFabricSet */
  double rows[HW_N_FABRIC_ROLES + 1];
  double width, height, title;
  double own_rows[HW_N_FABRIC_ROLES + 1], own_height; /* before it is spread */
  double spread;
  HwFabricGrouping *groupings[HW_N_FABRIC_LEVELS][HW_N_FABRIC_GROUPINGS]; /* nullable */
};

#define HW_FABRIC_LAYOUT_UNIT(self, i) (&g_array_index ((self)->units, HwFabricUnit, i))
#define HW_FABRIC_LAYOUT_SET(self, i) (&g_array_index ((self)->sets, HwFabricSet, i))

/* Who belongs to which unit or set, and in which order. */
void hw_fabric_layout_collect (HwFabricLayout *self);

G_END_DECLS
