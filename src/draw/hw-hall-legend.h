/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hall-draw.h"

G_BEGIN_DECLS

/* Height of an entry of the legend, and its width beside the scale. */
#define HW_HALL_ENTRY_HEIGHT 17
#define HW_HALL_ENTRY_WIDTH 145
/* What stands before the text of an entry, with the gap between: a square, or a stroke. */
#define HW_HALL_ENTRY_SQUARE 18
#define HW_HALL_ENTRY_STROKE 31

/* Where the next entry of the card goes. */
typedef struct
{
  double x, y, width, f;
  double top;
  guint n, per_column; /* 0: all in one */
} HwHallEntries;

/* The text of an entry, @left behind its symbol; the next goes below, or atop the next column. */
void hw_hall_entry_text (HwHallPainter *self, HwHallEntries *at, double left, const char *text);

/* Of what is laid in a hall: pipes, busways and cables to racks, trays, containments of aisles. */
guint hw_hall_n_network_entries (const HwHallPainter *self);
void hw_hall_draw_network_entries (HwHallPainter *self, HwHallEntries *at);

G_END_DECLS
