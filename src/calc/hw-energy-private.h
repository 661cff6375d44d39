/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-change-set.h"
#include "hw-energy.h"
#include "hw-power-peak.h"

G_BEGIN_DECLS

/* What HwResults keeps of its year. */
typedef struct _HwEnergyMemory HwEnergyMemory;

HwEnergyMemory *hw_energy_memory_new (void);
void hw_energy_memory_free (HwEnergyMemory *self);
/* The figures are others. */
void hw_energy_touch (HwEnergyMemory *self);
/* The design has changed: its weather too, where @set says so. */
void hw_energy_take (HwEnergyMemory *self, const HwChangeSet *set);
/* Whether the year is known without working anything out. */
gboolean hw_energy_is_current (const HwEnergyMemory *self);
/* Tells @func of a climate that no year can be made of; it takes the message. */
void hw_energy_each_problem (HwResults *self, HwPeakProblemFunc func, gpointer data);
/* Returns: (transfer none) (nullable): the year of the site, until the next change */
const HwWeather *hw_results_weather (HwResults *self);

G_END_DECLS
