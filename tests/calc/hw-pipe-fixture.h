/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hydraulics.h"

G_BEGIN_DECLS

/* Pipe networks for tests. */

#define PIPE_VISCOSITY 1.35e-6

#define pipe_assert_near(value, expected, relative)                                                \
  g_assert_cmpfloat (fabs ((value) - (double)(expected)), <=, (relative)*fabs ((double)(expected)))

HwPipeNetwork *pipe_network (void);
guint pipe_add_node (HwPipeNetwork *network, const char *id);
guint pipe_add_vessel (HwPipeNetwork *network, const char *id, double head);
HwPipeLink pipe_of (const char *id, guint from, guint to, double length, double bore);
guint
pipe_add (HwPipeNetwork *network, const char *id, guint from, guint to, double length, double bore);
guint pipe_add_pump (HwPipeNetwork *network, const char *id, guint from, guint to);
HwHydraulics *pipe_solver (const HwPipeNetwork *network);
void pipe_assert_solves (HwHydraulics *solver);
/* Loss of a pipe by the textbook, with the functions of the C library: by Hagen and Poiseuille
 * where it is laminar, as at a flow next to nothing the friction factor is beyond all numbers. */
double pipe_loss (const HwPipeLink *pipe, double flow);
/* Every node balances, and every pipe's loss is that of its flow: no more is needed for a solution,
 * as the heads then close around every loop. */
void pipe_assert_laws (const HwHydraulics *solver, const HwPipeNetwork *network);
/* A closed loop: the pump's head is what the pipe and the rack lose at its flow. */
guint pipe_add_loop (HwPipeNetwork *network, guint *pump);
/* A grid with chords, vessels, pumps, check valves and closed links at random. */
HwPipeNetwork *pipe_random_network (void);

G_END_DECLS
