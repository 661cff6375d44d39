/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-pipe-network.h"

G_BEGIN_DECLS

/* Flows and heads of a pipe network by the global gradient algorithm (Todini and Pilati, "A
 * gradient algorithm for the analysis of pipe networks", Computer Applications in Water Supply 1,
 * Research Studies Press 1988). Each step balances all nodes; what is left over is the error of the
 * links' losses, which falls quadratically.
 *
 * A solver keeps the order of elimination and the last solution: after a change it starts from
 * there. There is no other state, so that solvers may run side by side. */
typedef struct _HwHydraulics HwHydraulics;

/* The arithmetic's constants, which differ between SI and EPANET's customary units. */
typedef struct
{
  double gravity;            /* of friction, m/s² */
  double minor_gravity;      /* of minor losses, m/s² */
  double one_point_factor;   /* shut-off head over design head of a pump given by one point */
  double open_loss_s_m2;     /* loss over flow of an open valve without loss coefficient */
  double set_flow_loss_s_m2; /* loss over flow beyond what a flow control valve lets through */
  double head_tolerance_m;   /* of deciding whether a check valve or pump lets through */
  double flow_tolerance_m3_s;
} HwHydraulicConstants;

/* For designs: true SI. */
extern const HwHydraulicConstants hw_hydraulic_constants_si;
/* For networks in EPANET's format: g = 32.2 ft/s² in friction and 8/(π²·0.02517) ft/s² in minor
 * losses, 1.33334 for one-point pumps, and its tolerances (EPANET 2.3.5, src/types.h,
 * src/input1.c). */
extern const HwHydraulicConstants hw_hydraulic_constants_epanet;

/* How a link ended up. */
typedef enum
{
  HW_LINK_OPEN,
  HW_LINK_ACTIVE,  /* a flow control valve that holds its flow */
  HW_LINK_STOPPED, /* closed by itself: a check valve against the flow, a pump that cannot lift */
  HW_LINK_CLOSED,  /* by hand, or switched off */
} HwLinkStatus;

/* "open", "active", "stopped", "closed" */
const char *hw_link_status_name (HwLinkStatus status);

typedef struct
{
  gboolean converged;
  guint n_steps;       /* matrices factored */
  double head_error_m; /* largest error of a link's loss */
  double flow_error;   /* of all flows, over their sum */
  guint n_cut_off;     /* nodes that closed links part from every fixed head */
  double unmet_m3_s;   /* demand that cannot reach them */
  gboolean singular;   /* the arithmetic failed at `node` */
  guint node;
} HwHydraulicReport;

/**
 * hw_hydraulics_new:
 * @network: without faults; copied
 * @constants: static
 *
 * Returns: (nullable): a solver that starts from flows guessed by the bores; %NULL where
 * hw_pipe_network_faults() finds anything
 */
HwHydraulics *hw_hydraulics_new (const HwPipeNetwork *network,
                                 const HwHydraulicConstants *constants);
/* As hw_hydraulics_new(), but @network_taken becomes the solver's, also where it returns %NULL. */
HwHydraulics *hw_hydraulics_new_take (HwPipeNetwork *network_taken,
                                      const HwHydraulicConstants *constants);
void hw_hydraulics_free (HwHydraulics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwHydraulics, hw_hydraulics_free)

const HwPipeNetwork *hw_hydraulics_get_network (const HwHydraulics *self);

/* How exact: the error of all flows over their sum, 1e-8 at first; the most steps, 200 at first. */
void hw_hydraulics_set_accuracy (HwHydraulics *self, double accuracy);
void hw_hydraulics_set_max_steps (HwHydraulics *self, guint n);

/**
 * hw_hydraulics_set_link:
 * @values: as in hw_pipe_network_set_link(); the kind stays too, and there must be no fault in it
 *
 * Changes a link; the next solution starts from the last one.
 */
void hw_hydraulics_set_link (HwHydraulics *self, guint link, const HwPipeLink *values);
void hw_hydraulics_set_closed (HwHydraulics *self, guint link, gboolean closed);
void hw_hydraulics_set_speed (HwHydraulics *self, guint pump, double speed);
void hw_hydraulics_set_viscosity (HwHydraulics *self, guint pipe, double viscosity_m2_s);
void hw_hydraulics_set_node (HwHydraulics *self, guint node, const HwPipeNode *values);

/* Forgets the last solution. */
void hw_hydraulics_restart (HwHydraulics *self);

/**
 * hw_hydraulics_solve:
 * @report: (out) (nullable): how it went
 *
 * Returns: whether it converged. Where it did not, flows and heads are those of the last step:
 * finite, the flows balanced, but not the solution.
 */
gboolean hw_hydraulics_solve (HwHydraulics *self, HwHydraulicReport *report);

/* Of the last solution. Flow in m³/s, from `from` to `to`; exactly zero where it is closed. */
double hw_hydraulics_flow (const HwHydraulics *self, guint link);
/* The head at `from` less that at `to`, m: negative for a pump. */
double hw_hydraulics_head_loss (const HwHydraulics *self, guint link);
/* m/s in the bore, above zero; 0 where a link has none. */
double hw_hydraulics_velocity (const HwHydraulics *self, guint link);
HwLinkStatus hw_hydraulics_status (const HwHydraulics *self, guint link);
/* Whether a pump runs beyond the end of its curve. */
gboolean hw_hydraulics_is_beyond_curve (const HwHydraulics *self, guint link);
/* m. Of a part that closed links cut off, as if they all leaked alike. */
double hw_hydraulics_head (const HwHydraulics *self, guint node);
/* Whether closed links part it from every fixed head. */
gboolean hw_hydraulics_is_cut_off (const HwHydraulics *self, guint node);

G_END_DECLS
