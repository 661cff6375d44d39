/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hydraulics.h"
#include "hw-pipe-friction.h"
#include "hw-pump-curve.h"
#include "hw-sparse.h"

G_BEGIN_DECLS

/* The solver's own numbers: links by kind, pipes first, so that their friction is one loop; nodes
 * in the order of elimination, the fixed ones behind. A matrix entry of a fixed node goes to a slot
 * that is not looked at. */
struct _HwHydraulics
{
  HwPipeNetwork *network;
  const HwHydraulicConstants *constants;
  double accuracy;
  guint max_steps;

  guint n_links;
  guint n_nodes;
  guint n_unknown;
  guint *link_at;                        /* by the network's link */
  guint *link_of;                        /* the other way round */
  guint *node_at;                        /* by the network's node */
  guint *node_of;                        /* the other way round */
  guint first[HW_N_PIPE_LINK_KINDS + 1]; /* where each kind begins */

  guint *from; /* by link */
  guint *to;
  int *slots;
  int *diagonals; /* by node */
  HwSparse *matrix;

  /* Coefficients. */
  HwPipeFriction *friction;
  HwPumpCurve *pumps; /* by link less first[HW_PIPE_LINK_PUMP] */
  double *square;     /* by link: minor loss over the square of the flow */
  double *usual_flow; /* to start from */
  guint8 *status;     /* HwLinkStatus by link */
  guint *watched;     /* links that open and close by themselves */
  guint n_watched;

  /* The solution. */
  double *flow;
  double *head;
  double *demand;
  gboolean balanced; /* whether the flows balance at all nodes */

  /* What a step works in. */
  double *loss;     /* by link, then its error */
  double *gradient; /* by link, then its inverse */
  double *change;   /* by node: right side, then change of head */

  /* What closed links cut off. */
  gboolean parted;    /* whether `pins` is of the present status */
  guint8 *is_cut_off; /* by node */
  GArray *pins;       /* of guint: a node of each part that is cut off */
  guint n_cut_off;
};

/* Computes what depends on a link's values but not on its flow. */
void hw_hydraulics_prepare_link (HwHydraulics *self, guint at);
/* Losses and gradients of all links at their flows. */
void hw_hydraulics_lose (HwHydraulics *self);
/* Opens and closes what does so by itself. Returns: whether any did */
gboolean hw_hydraulics_watch (HwHydraulics *self);
void hw_hydraulics_change_status (HwHydraulics *self, guint at, HwLinkStatus status);

/* Finds what is cut off, unless that is known. */
void hw_hydraulics_part (HwHydraulics *self);
/* Puts the heads of what is cut off between those around. */
void hw_hydraulics_settle_cut_off (HwHydraulics *self);

G_END_DECLS
