/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-rows.h"

G_BEGIN_DECLS

/* Pipes that can be bought: nominal sizes and their bores. */

typedef struct
{
  int dn;        /* nominal size, mm */
  double bore_m; /* inner diameter */
} HwPipeSize;

/* Returns: (array length=n): the sizes of a material, smallest first */
const HwPipeSize *hw_pipe_sizes (HwPipeMaterial material, guint *n);

/* Returns: (nullable): the size of that nominal size */
const HwPipeSize *hw_pipe_size_find (HwPipeMaterial material, int dn);

/* Returns: roughness of the new, smooth pipe, m: 0.015 mm for stainless steel (an assumption),
 * 0.0015 mm for drawn copper */
double hw_pipe_roughness (HwPipeMaterial material);

/* Roughness of a hose, m. */
#define HW_HOSE_ROUGHNESS_M 1.5e-6

/* What a size has to keep. */
typedef struct
{
  double small_velocity_m_s; /* up to HW_PIPE_SMALL_DN */
  double velocity_m_s;       /* above */
  double gradient_pa_m;
} HwPipeLimits;

#define HW_PIPE_SMALL_DN 50

/* What a pipe carries. */
typedef struct
{
  double flow_m3_s;
  double density_kg_m3;
  double viscosity_m2_s; /* kinematic */
} HwPipeDuty;

/* Returns: m/s in a bore */
double hw_pipe_velocity (double bore_m, double flow_m3_s);

/* Returns: pressure that friction takes, Pa/m, by Darcy–Weisbach */
double hw_pipe_gradient (double bore_m, double roughness_m, const HwPipeDuty *duty);

/* Whether a size keeps the limits. */
gboolean hw_pipe_keeps (HwPipeMaterial material,
                        const HwPipeSize *size,
                        const HwPipeDuty *duty,
                        const HwPipeLimits *limits);

/**
 * hw_pipe_choose:
 *
 * Returns: (transfer none): the smallest size that keeps the limits; the largest where none does
 */
const HwPipeSize *
hw_pipe_choose (HwPipeMaterial material, const HwPipeDuty *duty, const HwPipeLimits *limits);

G_END_DECLS
