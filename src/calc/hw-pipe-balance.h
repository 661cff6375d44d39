/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hydraulics.h"

G_BEGIN_DECLS

/* Balancing: how far each balancing valve is to be closed so that each branch gets the flow that it
 * needs, whatever the others do. */

typedef struct
{
  guint valve;          /* a link of kind valve, whose loss coefficient is that when fully open */
  double required_m3_s; /* in the direction of the valve, above zero */
} HwPipeBranch;

typedef struct
{
  double loss_coefficient; /* K to set the valve to, its own where it has to be fully open */
  double flow_m3_s;        /* what flows then */
  double surplus_m;        /* what the valve loses beyond its loss when fully open */
  gboolean met;            /* the branch gets what it needs */
} HwPipeBalance;

/**
 * hw_pipe_balance:
 * @network: without faults; not changed
 * @branches: (array length=n): each valve once
 * @balances: (out caller-allocates) (array length=n): for each branch
 * @index: (out) (nullable): the branch with the least surplus
 *
 * Takes each valve as one that holds its flow and sees what it has to lose for that (the head
 * between its ends); the network is then solved with the valves so set. Where the index branch has
 * a surplus, the pumps could run slower by that head.
 *
 * Returns: %FALSE where a solution did not converge or a branch is no open valve
 */
gboolean hw_pipe_balance (const HwPipeNetwork *network,
                          const HwHydraulicConstants *constants,
                          guint n,
                          const HwPipeBranch *branches,
                          HwPipeBalance *balances,
                          guint *index);

/* Sets the valves of a network to what was found. */
void hw_pipe_balance_apply (HwPipeNetwork *network,
                            guint n,
                            const HwPipeBranch *branches,
                            const HwPipeBalance *balances);

/* Returns: (transfer full): a copy in which each valve holds its required flow where it can */
HwPipeNetwork *
hw_pipe_network_holding (const HwPipeNetwork *network, guint n, const HwPipeBranch *branches);

G_END_DECLS
