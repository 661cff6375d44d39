/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-csv-text.h"
#include "hw-csv.h"

G_BEGIN_DECLS

/* What writes one schedule, shared by the files that know the single tables. */
typedef struct
{
  HwResults *results;
  HwDesign *design;
  HwCsvText csv;
} HwCsvWriter;

/* @text: (nullable): nothing known */
void hw_csv_add_text (HwCsvWriter *self, const char *text);
/* Empty where it is no number. */
void hw_csv_add_number (HwCsvWriter *self, double number);
void hw_csv_add_id (HwCsvWriter *self, HwTableKind table, HwHandle handle);
void hw_csv_add_name (HwCsvWriter *self, HwTableKind table, HwHandle handle);
void hw_csv_end_line (HwCsvWriter *self);
/* @names: (array zero-terminated=1) */
void hw_csv_add_header (HwCsvWriter *self, const char *const *names);

/* hw-csv-cooling.c */
void hw_csv_write_pipes (HwCsvWriter *self, HwRef object);
void hw_csv_write_valves (HwCsvWriter *self, HwRef object);
void hw_csv_write_loop_racks (HwCsvWriter *self, HwRef object);
void hw_csv_write_cdus (HwCsvWriter *self, HwRef object);

/* hw-csv-power.c */
void hw_csv_write_power (HwCsvWriter *self, HwRef object);
void hw_csv_write_panels (HwCsvWriter *self, HwRef object);
void hw_csv_write_breakers (HwCsvWriter *self, HwRef object);

/* hw-csv-cables.c */
void hw_csv_write_trays (HwCsvWriter *self, HwRef object);
void hw_csv_write_bundles (HwCsvWriter *self, HwRef object);

/* hw-csv-phases.c */
void hw_csv_write_phases (HwCsvWriter *self, HwRef object);

G_END_DECLS
