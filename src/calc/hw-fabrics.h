/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-baseline.h"
#include "hw-fabric-growth.h"
#include "hw-fabric-input.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* The fabrics of a design, derived when somebody asks for one that an edit has touched. */

typedef struct
{
  guint switches[HW_N_FABRIC_ROLES]; /* that the rule needs, in all planes, less those failed */
  guint placed[HW_N_FABRIC_ROLES];   /* of them */
  guint spare;                       /* placed, but not needed */
  guint links[HW_N_FABRIC_LEVELS];   /* at the speed of the fabric */
  guint cables[HW_N_FABRIC_LEVELS];  /* at the speed of the switch's ports: 800 Gb/s units of
                                        twin-plane designs */
  guint members;                     /* with a place in it, managers too */
  guint ports_used, ports;           /* of its switches, as links */
  guint trees;                       /* separate fabrics that the rule comes to */
  guint tiers;
  double oversubscription; /* of the worst switch: by design, all units full; with failures
                              as cabled; NAN: it has no members, or top-of-rack switches with
                              uplinks that are not known */
  double bisection_byte_s; /* one direction; NAN: no members, or another network joins the leaves */
} HwFabricFigures;

/* The NVLink domains in place of a fabric of the design, hw-nvlink-fabric.h: what can be asked of a
 * fabric by its handle can be asked of them. */
#define HW_FABRIC_NVLINK G_MAXUINT32

/* Returns: (transfer none) (nullable): until the next change; %NULL where the rule has no switch or
 * no members, or while it waits (hw-fabric-work.h) */
HwFabric *hw_results_fabric (HwResults *self, HwHandle fabric);
/* What it was derived from, which tells the objects behind members and devices. Returns: (transfer
 * none) (nullable): until the next change; %NULL while it waits */
const HwFabricInput *hw_results_fabric_input (HwResults *self, HwHandle fabric);
/* No counts where there is no such fabric; what they were last while it waits. */
const HwFabricFigures *hw_results_fabric_figures (HwResults *self, HwHandle fabric);
/* Oversubscription, "2:1", and bisection as people read them; "—" without members. Returns:
 * (transfer full) */
char *hw_fabric_figures_ratio (const HwFabricFigures *figures);
char *hw_fabric_figures_bisection (const HwFabricFigures *figures);

/* Whether things of a standing preview would be members. */
gboolean hw_results_fabric_would_grow (HwResults *self, HwHandle fabric);
/* What the things of a standing preview would add; until it ends the fabric itself stays as it was.
 * Returns: whether they add anything */
gboolean hw_results_fabric_growth (HwResults *self, HwHandle fabric, HwFabricGrowth *growth);

/* What hw_results_set_failed() took for failed. Returns: (transfer none) (nullable): until the next
 * change; %NULL where all works */
const HwFabricFailure *hw_results_fabric_failure (HwResults *self, HwHandle fabric);
/* To ask what failures would cost. Returns: (transfer none) (nullable): until the next change */
HwFabricBaseline *hw_results_fabric_baseline (HwResults *self, HwHandle fabric);
/* The key by which a node or cable fails: "n4f…/spine/d2k…", "n4f…/switch/spine-01" where no device
 * stands for it, "n4f…/cable/d1x…:3". Returns: (transfer full) */
char *hw_results_fabric_node_key (HwResults *self, HwHandle fabric, guint node);
char *hw_results_fabric_cable_key (HwResults *self, HwHandle fabric, guint cable);

/* Members that have lost ports by what hw_results_set_failed() took for failed: switches, members
 * and cables, "n4f…/switch/spine-01", "n4f…/spine/d2k…", "n4f…/cable/d1x…:3". Returns: (transfer
 * full) (element-type HwFabricLoss) */
GArray *hw_results_fabric_losses (HwResults *self, HwHandle fabric);

/* The device that a node of a fabric is; 0: a switch still to be placed. */
HwHandle hw_results_fabric_device (HwResults *self, HwHandle fabric, guint node);
/* The rack that it stands in; 0: a switch still to be placed. */
HwHandle hw_results_fabric_rack (HwResults *self, HwHandle fabric, guint node);

/* What a rule needs and no rack holds yet. */
typedef struct
{
  HwRef rule;
  const char *role; /* "leaf", "spine", "core"; "ups" and the like of a power chain */
  const HwProduct *product;
  guint count;
} HwNeed;

/* "leaf" and the like, stable; for people, translated: "Leaf switches". */
const char *hw_fabric_role_name (HwFabricRole role);
const char *hw_fabric_role_label (HwFabricRole role);

/* Returns: (transfer full) (element-type HwNeed): of all fabrics, then of all power
 * chains, in the order of files */
GArray *hw_results_needs (HwResults *self);
/* What they add up to: power, price, mass. It is not part of the design's totals. */
HwSum hw_results_needs_total (HwResults *self, HwTotal total);

G_END_DECLS
