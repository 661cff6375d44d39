/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-rows.h"

G_BEGIN_DECLS

#define HW_N_COOLANTS (HW_COOLANT_WATER + 1)

/* A fluid at one temperature. */
typedef struct
{
  double density;       /* kg/m³ */
  double heat_capacity; /* J/(kg·K) */
  double viscosity;     /* dynamic, Pa·s */
  double conductivity;  /* W/(m·K) */
} HwFluid;

/* As files name it: "pg25-inhibited". */
const char *hw_coolant_name (HwCoolant coolant);
gboolean hw_coolant_find (const char *name, HwCoolant *coolant);
/* For people, translated. */
const char *hw_coolant_label (HwCoolant coolant);
/* Where the figures come from, translated; says what of them is assumed. */
const char *hw_coolant_source (HwCoolant coolant);

/**
 * hw_coolant_range:
 * @lowest_c: (out): °C
 * @highest_c: (out): °C
 *
 * Where hw_fluid_at() holds.
 */
void hw_coolant_range (HwCoolant coolant, double *lowest_c, double *highest_c);

/**
 * hw_fluid_at:
 * @temperature_c: °C; beyond the coolant's range the figures are those of its nearer end
 *
 * Density, heat capacity, viscosity and conductivity of the liquid at the pressures of cooling
 * loops, where pressure does not matter.
 */
HwFluid hw_fluid_at (HwCoolant coolant, double temperature_c);

/* Kinematic viscosity, m²/s. */
static inline double
hw_fluid_kinematic_viscosity (const HwFluid *fluid)
{
  return fluid->viscosity / fluid->density;
}

/* Heat that a volume takes up, J/(m³·K). */
static inline double
hw_fluid_volumetric_heat (const HwFluid *fluid)
{
  return fluid->density * fluid->heat_capacity;
}

G_END_DECLS
