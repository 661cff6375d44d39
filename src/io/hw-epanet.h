/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-findings.h"
#include "hw-hydraulics.h"

G_BEGIN_DECLS

/* Pipe networks in EPANET's input format (EPANET 2.2 user manual, appendix C): one steady state
 * with Darcy-Weisbach friction in metric units. */

typedef enum
{
  HW_EPANET_LPS, /* L/s */
  HW_EPANET_LPM, /* L/min */
  HW_EPANET_CMH, /* m³/h */
  HW_N_EPANET_UNITS,
} HwEpanetUnit;

/* EPANET rounds its units: how many of the unit make its cubic foot a second, by which flows are
 * to be divided and multiplied to agree with it. */
double hw_epanet_m3_s (HwEpanetUnit unit);
const char *hw_epanet_unit_name (HwEpanetUnit unit);

typedef struct
{
  HwPipeNetwork *network; /* without faults */
  char *title;            /* lines as they were, empty where there are none */
  HwEpanetUnit unit;
  double specific_gravity;
  double accuracy; /* of the file, 1e-3 where it says nothing */
  guint trials;
} HwEpanet;

/**
 * hw_epanet_read:
 * @name: of the file, as people know it
 * @text: need not end with a zero
 * @findings: (out) (transfer full) (nullable): with what was left out as notes
 *
 * Refuses what would change the flows and is not known here, by name and line.
 *
 * Returns: (transfer full): the network; %NULL with HW_IO_ERROR_INVALID, whose message has one
 * `FILE:LINE: reason` a line
 */
HwEpanet *
hw_epanet_read (const char *name, const char *text, gsize n, HwFindings **findings, GError **error);

/* As hw_epanet_read(); HW_IO_ERROR_READ where the bytes cannot be had. */
HwEpanet *hw_epanet_read_stream (GInputStream *stream,
                                 const char *name,
                                 HwFindings **findings,
                                 GError **error);

/**
 * hw_epanet_write:
 * @solver: (nullable): solved; where the viscosity differs from pipe to pipe, EPANET's one is made
 *   up for at these flows
 * @title: lines
 *
 * Power laws become curves by points, ids that EPANET does not take numbers. EPANET's constants
 * are not those of SI: its flows differ by up to 0.04 %.
 *
 * Returns: (transfer full): the file
 */
char *hw_epanet_write (const HwPipeNetwork *network,
                       const HwHydraulics *solver,
                       const char *title,
                       HwEpanetUnit unit,
                       double specific_gravity);

void hw_epanet_free (HwEpanet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwEpanet, hw_epanet_free)

G_END_DECLS
