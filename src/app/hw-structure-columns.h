/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* What a table of phases, feeds, revisions, loops, fabrics, groups or overrides shows of each. */
typedef struct
{
  const char *title; /* to be translated */
  gboolean number;   /* stands at the right */
  /* Returns: (transfer full); *over: whether it is more than it may be */
  char *(*text) (HwResults *results, HwHandle handle, gboolean *over);
} HwStructureColumn;

const HwStructureColumn *hw_structure_columns (HwTableKind table, guint *n);
/* The objects of the table in the order of the list. Returns: (transfer full) (element-type
 * HwHandle) */
GArray *hw_structure_objects (HwDesign *design, HwTableKind table);

/* Those of cable trays: hw-structure-trays.c */
const HwStructureColumn *hw_structure_tray_columns (guint *n);
/* Those of prices and exchange rates: hw-structure-cost.c */
const HwStructureColumn *hw_structure_cost_columns (HwTableKind table, guint *n);

G_END_DECLS
