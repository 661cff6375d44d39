/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-facility.h"
#include "hw-weather.h"

G_BEGIN_DECLS

/* Energy, water and carbon of a year: the power of the facility hour by hour through the climate of
 * the site, at its mean IT power. Metrics by ISO/IEC 30134: 2 (PUE, and partial PUE of one
 * boundary), 8 (CUE), 9 (WUE); of a design they are designed ones. Lighting and offices are not in
 * them. */

typedef struct
{
  double part_j[HW_N_FACILITY_PARTS]; /* known ones */
  guint n_unknown[HW_N_FACILITY_PARTS];
  double total_j;                /* of the parts */
  double pue;                    /* total over IT, at least 1 */
  double pue_cooling, pue_power; /* IT and that subsystem over IT; NAN: not known */
  double water_m3;
  double wue_m3_j;    /* water over IT energy */
  double carbon_kg_j; /* of electricity; NAN: neither the site nor its country says */
  double carbon_kg;   /* CO₂ equivalent; NAN: not known */
  double utilisation; /* of the site */
  double month_j[HW_YEAR_MONTHS], month_it_j[HW_YEAR_MONTHS];
  guint free_hours;   /* without any chiller */
  guint missed_hours; /* in which the water does not get as cold as it is asked for */
} HwEnergy;

/**
 * hw_results_energy_per_year:
 * @energy: (out): filled where %TRUE
 *
 * Worked out when it is asked for, and kept until something changes.
 *
 * Returns: %FALSE without a whole climate or without IT power
 */
gboolean hw_results_energy_per_year (HwResults *self, HwEnergy *energy);

/* Of a facility through one year, carbon left out. Returns: sums of hours */
HwEnergy
hw_facility_energy (const HwFacility *facility, const HwWeather *weather, double pressure_pa);

/* The figures of the year that have a key. */
typedef enum
{
  HW_ENERGY_PUE,         /* "power.pue" */
  HW_ENERGY_TOTAL,       /* "power.energy.total_j" */
  HW_ENERGY_IT,          /* "power.energy.it_j" */
  HW_ENERGY_PUE_COOLING, /* "power.energy.ppue_cooling" */
  HW_ENERGY_PUE_POWER,   /* "power.energy.ppue_power" */
  HW_ENERGY_WUE,         /* "power.energy.wue_l_per_kwh" */
  HW_ENERGY_CUE,         /* "power.energy.cue_kg_per_kwh" */
  HW_ENERGY_CARBON,      /* "power.energy.carbon_kg" */
  HW_ENERGY_WATER,       /* "power.energy.water_m3" */
  HW_N_ENERGY_FIGURES,
} HwEnergyFigure;

const char *hw_energy_figure_key (HwEnergyFigure figure);
/* For people, translated. */
const char *hw_energy_figure_label (HwEnergyFigure figure);
/* What the number in files measures. Figures a kilowatt-hour have none: their unit is
 * hw_energy_figure_unit(). */
HwDimension hw_energy_figure_dimension (HwEnergyFigure figure);
/* "L/kWh" where no dimension says it; "" elsewhere */
const char *hw_energy_figure_unit (HwEnergyFigure figure);
gboolean hw_energy_find (const char *key, HwEnergyFigure *figure);
/* In the unit of its key. Returns: a sum of which nothing is known without a climate */
HwSum hw_results_energy (HwResults *self, HwEnergyFigure figure);
/* Returns: (transfer full): as people read it, with its unit, "≥ 1.062" where parts of it are not
 * known; a dash where nothing is */
char *hw_results_energy_text (HwResults *self, HwEnergyFigure figure);

/* Returns: (transfer full): the tree behind a figure */
HwExplanation *hw_results_explain_energy (HwResults *self, HwEnergyFigure figure);
/* @key: "power.energy.hours_without_chiller" or "power.energy.parts_j.it" and the like
 * Returns: (transfer full) (nullable): %NULL for another key */
HwExplanation *hw_results_explain_energy_part (HwResults *self, const char *key);

G_END_DECLS
