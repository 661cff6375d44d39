/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* The totals of a design phase by phase, in the order of the phases. */

typedef struct
{
  HwHandle phase;
  gint32 order;
  guint32 day; /* first day of its date as g_date_get_julian() counts; 0: none is known */
  /* What comes and goes with it, GPUs of changed racks too; what has no install phase comes with
   * the first. */
  guint racks_in, racks_out;
  guint plant_in, plant_out; /* what stands on the floor and is no rack: CDUs, UPS, generators */
  guint gpus_in, gpus_out;
  /* What stands once it is built, as hw_results_total() has it of the whole design. Those that
   * cables add to have them where the results have laid them. */
  HwSum totals[HW_N_TOTALS];
  /* Coolant that the racks of all loops ask for at the supply temperatures of their rules, m³/s;
   * racks with heat to liquid but without a loop count as unknown. */
  HwSum flow_m3_s;
  /* Capital of what stands, as "cost.capex.total" is reckoned: with facility, installation and
   * contingency where a price list tells of them. */
  HwSum capital;
  /* The same of all that has come until then, also of what has gone again; of cables what the
   * totals rose by, of the facility what the most power until then needed. */
  HwSum spent;
  /* Money a year for running what stands, as "cost.opex_per_year.total"; energy and water over
   * those of the IT equipment are those of the last phase throughout. */
  HwSum run_rate;
} HwPhasePoint;

/* What is not in a series yet, bits. */
typedef enum
{
  HW_PHASE_SERIES_CABLES = 1 << 0, /* prices, power and mass of what networks are cabled with */
  HW_PHASE_SERIES_ENERGY
  = 1 << 1, /* over that of the IT equipment: what running costs is unknown */
} HwPhaseSeriesLacks;

/**
 * hw_results_phase_series:
 *
 * Found by one pass over the design: each rack is looked at once, and once more for each phase that
 * changes it. Kept until the design changes.
 *
 * Returns: (transfer none) (element-type HwPhasePoint): empty where the design has no phases
 */
const GArray *hw_results_phase_series (HwResults *self);

/* Returns: %HwPhaseSeriesLacks of the series that was given last, which will come: by themselves,
 * or by a piece of work (hw-phase-series-work.h) */
guint hw_results_phase_series_lacks (HwResults *self);

G_END_DECLS
