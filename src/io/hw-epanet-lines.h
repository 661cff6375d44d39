/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-findings.h"

G_BEGIN_DECLS

/* The lines of a file in EPANET's format by section, so that sections may come in any order. */

typedef enum
{
  HW_EPANET_TITLE,
  HW_EPANET_JUNCTIONS,
  HW_EPANET_RESERVOIRS,
  HW_EPANET_TANKS,
  HW_EPANET_PIPES,
  HW_EPANET_PUMPS,
  HW_EPANET_VALVES,
  HW_EPANET_CURVES,
  HW_EPANET_DEMANDS,
  HW_EPANET_STATUS,
  HW_EPANET_OPTIONS,
  HW_EPANET_TIMES,
  HW_EPANET_REFUSED, /* known, would change the flows */
  HW_EPANET_IGNORED, /* known, does not change the flows */
  HW_N_EPANET_SECTIONS,
} HwEpanetSection;

/* Fields behind these are not looked at. */
#define HW_EPANET_MAX_FIELDS 40

typedef struct
{
  guint number; /* from 1 */
  const char *section;
  guint n;
  char **fields;
  char *text; /* of titles: the whole line */
} HwEpanetLine;

typedef struct _HwEpanetLines HwEpanetLines;

/* Findings are unknown sections and lines that stand in none. */
HwEpanetLines *hw_epanet_lines_new (const char *text, gsize n, HwFindings *findings);
void hw_epanet_lines_free (HwEpanetLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwEpanetLines, hw_epanet_lines_free)

guint hw_epanet_lines_n (const HwEpanetLines *self, HwEpanetSection section);
const HwEpanetLine *
hw_epanet_lines_get (const HwEpanetLines *self, HwEpanetSection section, guint index);
/* How many lines the file has. */
guint hw_epanet_lines_last (const HwEpanetLines *self);

G_END_DECLS
