/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fluid.h"
#include "hw-geometry.h"
#include "hw-loop-plan-private.h"
#include "hw-pipe-size.h"

G_BEGIN_DECLS

/* How pipes are laid out: racks and CDUs are gathered along lines, each line gets a header, and
 * from it a branch to each of them. */

#define HW_LOOP_NONE G_MAXUINT

/* A rack or CDU on its header. */
typedef struct
{
  HwRef object;
  guint rack; /* of the plan; HW_LOOP_NONE: a CDU */
  guint cdu;
  gint32 along, across;
  guint supply, back; /* nodes of its taps */
} HwLoopItem;

/* What one header serves. */
typedef struct
{
  HwHandle row;
  gboolean turned; /* runs from north to south */
  gint32 across;
  GArray *items;                /* HwLoopItem, from west or north */
  guint near_supply, near_back; /* nodes where a main joins */
  guint far_supply, far_back;
  double demand_m3_s;
  guint n_sources;
} HwLoopLine;

typedef struct
{
  HwLoopPlan *plan;
  HwDesign *design;
  GArray *lines; /* HwLoopLine */
  gboolean near_is_low;
  HwPipeLimits limits;
  HwFluid fluid;
  double demand_m3_s;
  guint n_sources;
} HwLoopLayout;

/* Gathers the lines, and puts racks and CDUs of the plan in their order. */
void hw_loop_layout_lines (HwLoopLayout *self);

/* --- pieces --- */

guint hw_loop_layout_node (
    HwLoopLayout *self, const HwLoopLine *line, gint32 along, gint32 across, gboolean back);
guint hw_loop_layout_link (HwLoopLayout *self,
                           HwPartRole role,
                           HwRef from_object,
                           HwRef to_object,
                           guint from,
                           guint to,
                           double length_m,
                           double loss,
                           double design_m3_s);
/* @dn: 0: the smallest that keeps the limits */
void hw_loop_layout_size (HwLoopLayout *self, guint link, int dn);

/* --- from a header --- */

/* Header, pipe, hose, rack, hose, pipe, header. */
void hw_loop_layout_branch (HwLoopLayout *self, const HwLoopLine *line, const HwLoopItem *item);
/* Return header, strainer, valve, pump and exchanger, check valve, valve, supply header. */
void hw_loop_layout_source (HwLoopLayout *self, const HwLoopLine *line, const HwLoopItem *item);
/* Of the facility water, where a CDU has any. */
void hw_loop_layout_heat_rejection (HwLoopLayout *self);

G_END_DECLS
