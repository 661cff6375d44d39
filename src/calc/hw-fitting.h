/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Losses of fittings and valves as K of h = K · V² / 2g, V in the bore of the pipe. Elbows, tees,
 * ends and valves as listed at https://www.lmnoeng.com/surface.htm and
 * https://pe-calc.com/cheat-sheets/minor-loss-coefficients.html, flanged or welded. */

typedef enum
{
  HW_FITTING_ELBOW, /* 90°, long radius */
  HW_FITTING_TEE_THROUGH,
  HW_FITTING_TEE_BRANCH,
  HW_FITTING_BALL_VALVE, /* full bore */
  HW_FITTING_CHECK_VALVE,
  HW_FITTING_ENTRANCE,
  HW_FITTING_EXIT,
  HW_N_FITTINGS,
} HwFitting;

double hw_fitting_loss (HwFitting fitting);

/* Kv of parts for which no data sheet is chosen, so that they take a pressure at the flow that they
 * are made for, as water would; assumptions all. */
#define HW_STRAINER_PA 10e3 /* clean */
#define HW_COUPLING_PA 10e3 /* pair of quick disconnects; no Kv of that size is published */
#define HW_BALANCING_PA 5e3 /* wide open */

/* Returns: m³/h at 1 bar */
double hw_kv_for (double flow_m3_s, double pressure_pa);

G_END_DECLS
