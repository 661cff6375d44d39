/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-arena.h"
#include "hw-hydraulics.h"
#include "hw-pipe-friction.h"
#include "hw-pump-curve.h"
#include "hw-sparse.h"

G_BEGIN_DECLS

/* Links whose loss is found each by itself, when their values alone have changed; of more the loop
 * over all is not slower. */
#define HW_HYDRAULICS_FEW 16

/* The solver's own numbers. Links stand by kind, pipes first, so that their friction is one loop.
 *
 * Links in series have one flow, and their losses add up: a "run" is such a series between two
 * nodes where the flow may divide, and the matrix holds runs and their end nodes only. What opens
 * and closes by itself is a run of its own. Nodes stand in the order of elimination, then the fixed
 * ones, then those inside runs. A matrix entry of a fixed node goes to a slot that is not looked
 * at. */
struct _HwHydraulics
{
  HwPipeNetwork *network;
  const HwHydraulicConstants *constants;
  double accuracy;
  guint max_steps;

  HwArena *memory; /* of all arrays that follow */
  guint n_links;
  guint n_nodes;
  guint n_unknown;                       /* nodes in the matrix */
  guint n_ends;                          /* nodes that are not inside runs */
  guint *link_at;                        /* by the network's link */
  guint *link_of;                        /* the other way round */
  guint *node_at;                        /* by the network's node */
  guint *node_of;                        /* the other way round */
  guint first[HW_N_PIPE_LINK_KINDS + 1]; /* where each kind begins */

  /* Links. */
  guint *run;     /* which it belongs to */
  gint8 *along;   /* 1 where it points as its run does, else −1 */
  double *square; /* minor loss over the square of the flow, of those behind the pipes */
  guint8 *status; /* HwLinkStatus */
  double *flow;
  double *loss;
  double *gradient;
  gboolean lost; /* whether losses are those of the flows, but for the links that follow */
  guint stale[HW_HYDRAULICS_FEW]; /* links whose values have changed since */
  guint n_stale;
  HwPipeFriction *friction;
  HwPumpCurve *pumps; /* by link less first[HW_PIPE_LINK_PUMP] */
  guint *watched;     /* links that open and close by themselves */
  guint n_watched;

  /* Runs. */
  guint n_runs;
  guint *run_starts;  /* in `members`, one more than there are runs */
  guint *members;     /* links in their order */
  guint *inner_nodes; /* the node behind each member, of the last the run's end */
  guint *from;
  guint *to;
  int *slots;
  guint *n_closed; /* members that are closed */
  double *run_flow;
  double *run_error;  /* of the loss */
  double *run_weight; /* inverse gradient, 0 where closed */

  /* Nodes. */
  HwSparse *matrix;
  int *diagonals; /* of those at the ends of runs */
  double *head;
  double *demand;
  double *change;   /* right side, then change of head */
  double imbalance; /* what part of the last imbalance of the nodes the steps have left */
  guint n_since;    /* steps since something opened or closed */

  /* What closed links cut off. */
  gboolean parted;    /* whether the following is of the present status */
  guint8 *is_cut_off; /* by node */
  GArray *pins;       /* of guint: a node of each part that is cut off */
  guint n_cut_off;
};

/* Finds the runs and numbers links, nodes and runs. Returns: whether the matrix could be made */
gboolean hw_hydraulics_arrange (HwHydraulics *self);
/* Frees what hw_hydraulics_arrange() made. */
void hw_hydraulics_disarrange (HwHydraulics *self);
/* Whether a link opens and closes by itself. */
gboolean hw_hydraulics_is_watched (const HwPipeLink *link);

/* Computes what depends on a link's values but not on its flow. */
void hw_hydraulics_prepare_link (HwHydraulics *self, guint at);
/* Losses and gradients of all links at their flows. */
void hw_hydraulics_lose (HwHydraulics *self);
/* Of one. */
void hw_hydraulics_lose_link (HwHydraulics *self, guint at);

/* Opens and closes what does so by itself. Returns: whether any did */
gboolean hw_hydraulics_watch (HwHydraulics *self);
void hw_hydraulics_change_status (HwHydraulics *self, guint at, HwLinkStatus status);

/* Finds what is cut off, unless that is known. */
void hw_hydraulics_part (HwHydraulics *self);
/* Puts the heads of what is cut off between those around. */
void hw_hydraulics_settle_cut_off (HwHydraulics *self);

G_END_DECLS
