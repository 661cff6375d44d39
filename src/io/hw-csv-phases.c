/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-csv-private.h"
#include "hw-phase-series-work.h"

static void
add_sum (HwCsvWriter *self, const HwSum *sum, double factor)
{
  hw_csv_add_number (self, hw_sum_is_unknown (sum) ? NAN : sum->value * factor);
}

static void
write_phase (HwCsvWriter *self, const HwPhasePoint *point)
{
  static const struct
  {
    HwTotal total;
    double factor;
  } columns[] = {
    { HW_TOTAL_RACKS, 1 },         { HW_TOTAL_GPUS, 1 },           { HW_TOTAL_FP4_DENSE, 1e-15 },
    { HW_TOTAL_FP8_DENSE, 1e-15 }, { HW_TOTAL_FP16_DENSE, 1e-15 }, { HW_TOTAL_IT_NAMEPLATE, 1 },
    { HW_TOTAL_IT_EXPECTED, 1 },
  };
  const HwPhase *row = hw_design_row (self->design, HW_TABLE_PHASE, point->phase);
  const HwSum *price = &point->capital;

  hw_csv_add_id (self, HW_TABLE_PHASE, point->phase);
  hw_csv_add_name (self, HW_TABLE_PHASE, point->phase);
  hw_csv_add_number (self, point->order);
  hw_csv_add_text (self, hw_design_text (self->design, row->date));
  hw_csv_add_number (self, point->racks_in);
  hw_csv_add_number (self, point->racks_out);
  hw_csv_add_number (self, point->gpus_in);
  hw_csv_add_number (self, point->gpus_out);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_sum (self, &point->totals[columns[i].total], columns[i].factor);
  add_sum (self, &point->flow_m3_s, 60e3);
  add_sum (self, price, 1);
  hw_csv_add_number (self, hw_sum_is_unknown (price) ? NAN : price->low);
  hw_csv_add_number (self, hw_sum_is_unknown (price) ? NAN : price->high);
  hw_csv_add_number (self, price->n_unknown);
  add_sum (self, &point->spent, 1);
  add_sum (self, &point->run_rate, 1);
  hw_csv_end_line (self);
}

/* What stands after each phase; the whole design's, whatever the object. */
void
hw_csv_write_phases (HwCsvWriter *self, HwRef object)
{
  static const char *const header[] = { "id",
                                        "phase",
                                        "order",
                                        "date",
                                        "racks installed",
                                        "racks removed",
                                        "GPUs installed",
                                        "GPUs removed",
                                        "racks",
                                        "GPUs",
                                        "FP4 dense PFLOPS",
                                        "FP8 dense PFLOPS",
                                        "FP16 dense PFLOPS",
                                        "IT nameplate W",
                                        "IT expected W",
                                        "coolant L/min",
                                        "capital",
                                        "capital low",
                                        "capital high",
                                        "prices unknown",
                                        "spent",
                                        "running cost a year",
                                        NULL };
  const GArray *series;

  hw_results_complete_phase_series (self->results);
  series = hw_results_phase_series (self->results);
  hw_csv_add_header (self, header);
  for (guint i = 0; i < series->len; i++)
    write_phase (self, &g_array_index (series, HwPhasePoint, i));
}
