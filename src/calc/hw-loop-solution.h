/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hydraulics.h"
#include "hw-loop-plan.h"

G_BEGIN_DECLS

/* How a loop flows and how warm it gets: flows by hydraulics, temperatures by the heat of its racks
 * and the exchangers of its CDUs, each fed with what the other finds until both stand still. */

/* Efficiencies of pump, motor and drive, assumptions. */
#define HW_PUMP_EFFICIENCY 0.65
#define HW_MOTOR_EFFICIENCY 0.9
#define HW_DRIVE_EFFICIENCY 0.96

typedef struct
{
  double flow_m3_s;
  double required_m3_s; /* at the temperature that it is supplied with */
  double supply_c, return_c;
  double heat_w; /* that the coolant takes; of a door by effectiveness and NTU */
  double loss_pa;
  double inlet_pa; /* gauge; NAN without a vessel */
} HwRackFlow;

typedef struct
{
  gboolean runs;
  double flow_m3_s;
  double head_pa;     /* across the CDU */
  double speed;       /* of its pumps, over rated */
  gboolean beyond;    /* its rated flow, where no source gives its curve */
  double hydraulic_w; /* that stays in the coolant as heat */
  double electric_w;
  double supply_c, return_c; /* of the coolant */
  double sink_in_c, sink_out_c;
  double sink_m3_s;  /* facility water or air that it uses */
  double heat_w;     /* rejected, by effectiveness and NTU */
  double enthalpy_w; /* the same by what the coolant gives up */
  double capacity_w; /* at this supply and sink, at its rated flow */
  gboolean holds;    /* the supply temperature of the rule */
} HwCduFlow;

typedef struct
{
  HwLoopPlan *plan;
  HwHydraulics *hydraulics; /* as solved last, nodes and links as in the plan */
  /* by link, node, rack and CDU of the plan */
  double *flow_m3_s;
  double *loss_pa; /* in the sense of the link; of pumps negative */
  double *node_c;  /* NAN: nothing flows, or no temperature is steady */
  double *node_pa; /* gauge; NAN without a vessel */
  HwRackFlow *racks;
  HwCduFlow *cdus;
  /* the loop */
  double rack_heat_w; /* to liquid, of all racks */
  double carried_w;   /* of those with flow */
  double heat_w;      /* carried, with pump heat: what the CDUs reject */
  double flow_total_m3_s;
  double supply_c, return_c; /* mixed; NAN where not steady */
  double head_pa;            /* the largest across a CDU */
  double pump_w;             /* electrical */
  double capacity_w;         /* of all running CDUs */
  double capacity_left_w;    /* with the largest of them out */
  double residual;           /* of the energy balance, relative */
  double density, heat_capacity;
  double facility_c; /* water that comes in; NAN where no CDU has any */
  guint index_rack;  /* the one with least flow for its need; G_MAXUINT: none */
  gboolean solved;   /* flows are right */
  gboolean steady;   /* and so are temperatures */
  gboolean has_vessel;
  gboolean waits; /* to be solved: what flows is not known yet */
  HwHydraulicReport report;
  guint n_passes;
} HwLoopSolution;

/* @plan: (transfer full); any thread may solve it. */
HwLoopSolution *hw_loop_solve (HwLoopPlan *plan);
/* The same before anything of it is known. @plan: (transfer full) */
HwLoopSolution *hw_loop_solution_new_waiting (HwLoopPlan *plan);
void hw_loop_solution_free (HwLoopSolution *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwLoopSolution, hw_loop_solution_free)

/**
 * hw_loop_network:
 * @density: kg/m³, for heads
 *
 * The plan as a pipe network, nodes and links in the same order.
 */
HwPipeNetwork *hw_loop_network (const HwLoopPlan *plan, double density);

/* Returns: pressure that friction in a pipe takes, Pa/m, fittings left out */
double hw_loop_link_gradient (const HwLoopSolution *self, guint link);

/* Returns: pressure that a fitting of the plan takes at the flow of its link, Pa */
double hw_loop_fitting_loss_pa (const HwLoopSolution *self, guint fitting);

/* Whether a rack has what it needs, rounding of the speed control aside. */
static inline gboolean
hw_rack_flow_suffices (const HwRackFlow *flow)
{
  return flow->flow_m3_s >= flow->required_m3_s * (1 - 1e-6);
}

G_END_DECLS
