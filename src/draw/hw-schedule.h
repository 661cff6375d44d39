/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-sheet-private.h"

G_BEGIN_DECLS

/* The schedule beside the elevations: what is in each rack, neighbours of one product as one line,
 * a complete assembly as one line. */

typedef enum
{
  HW_SCHEDULE_DEVICES,
  HW_SCHEDULE_ASSEMBLY, /* the rack as it was bought */
  HW_SCHEDULE_FLOOR,    /* a floor product */
  HW_SCHEDULE_RESERVED,
} HwScheduleKind;

typedef struct
{
  HwScheduleKind kind;
  HwHandle rack;
  HwHandle first;   /* device or reservation */
  guint n;          /* devices */
  gint16 low, high; /* half units, the highest not included */
} HwScheduleLine;

/* Appends the lines of a rack; few figures are asked, so that long rows are laid out fast. */
void hw_schedule_add_rack (HwDesign *design, HwHandle rack, GArray *lines);
/* Its devices and reservations alone, though it be a complete assembly. */
void hw_schedule_add_devices (HwDesign *design, HwHandle rack, GArray *lines);
/* "40–47", "side", "floor". Returns: (transfer full) */
char *hw_schedule_units_text (HwDesign *design, const HwScheduleLine *line);
/* kW and kg of a line, as in the heads of their columns; of an assembly or floor product @n times
 * that of its rack. */
void
hw_schedule_figures (HwResults *results, const HwScheduleLine *line, char **power, char **mass);
/* Whether a rack holds just what its assembly came with. */
gboolean hw_schedule_is_whole (HwDesign *design, HwHandle rack);

/* Draws @n lines from @first on. */
void hw_schedule_draw (
    HwPage *page, const GArray *lines, guint first, guint n, double x, double y, double width);

G_END_DECLS
