/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Schedules as comma-separated values after RFC 4180: one header line, lines end in CR LF, UTF-8,
 * numbers in the unit that the header names. What is not known is empty. */

typedef enum
{
  HW_CSV_BILL,       /* bill of materials */
  HW_CSV_DEVICES,    /* every device with its place */
  HW_CSV_RACKS,      /* every rack with its figures */
  HW_CSV_NVLINK,     /* NVLink domains */
  HW_CSV_PIPES,      /* of cooling loops: pipes and hoses */
  HW_CSV_VALVES,     /* valves, couplings, strainers and vessels */
  HW_CSV_LOOP_RACKS, /* racks with what they get and need */
  HW_CSV_CDUS,
  HW_CSV_TRAYS,    /* cable trays with what lies in them */
  HW_CSV_BUNDLES,  /* cables of one kind between the same two racks */
  HW_CSV_PHASES,   /* what comes and goes with each phase, and what stands then */
  HW_CSV_POWER,    /* power chains: utilities, units, feeds */
  HW_CSV_PANELS,   /* taps of feeds */
  HW_CSV_BREAKERS, /* of units, feeds, taps and rack PDUs */
  HW_N_CSV_TABLES,
} HwCsvTable;

/* "bill", "devices", "racks", "nvlink", "pipes", "valves", "loop-racks", "cdus", "trays",
 * "bundles", "phases", "power", "panels", "breakers" */
const char *hw_csv_table_name (HwCsvTable table);
gboolean hw_csv_table_find (const char *name, HwCsvTable *table);

/**
 * hw_csv_write:
 * @object: only what stands in this hall, row or rack, or belongs to this loop or power chain;
 * handle 0: everything. Not for the bill.
 *
 * Returns: (transfer full): the text
 */
char *hw_csv_write (HwResults *results, HwCsvTable table, HwRef object);

G_END_DECLS
