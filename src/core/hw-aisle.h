/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-geometry.h"

G_BEGIN_DECLS

/* What the rows beside an aisle turn to it. */
typedef enum
{
  HW_AISLE_COLD,  /* their fronts */
  HW_AISLE_HOT,   /* their rears */
  HW_AISLE_MIXED, /* one this, the other that, or a row its racks both ways */
} HwAisleKind;

/* The floor between rows of racks. */
typedef struct
{
  HwArea area;
  HwAisleKind kind;
  gboolean across; /* goes from west to east */
} HwAisle;

/**
 * hw_aisle_between:
 * @rows: (element-type HwHandle): of one hall
 *
 * The floor between the rows of two sides, as long as the longest of them together; of a single
 * row, that behind it to the width of the site's rear aisles.
 *
 * Returns: whether there is any: no racks stand in the rows, or the sides meet
 */
gboolean hw_aisle_between (HwDesign *design, const GArray *rows, HwAisle *aisle);

/* Whether a room cooler beside an aisle turns to it what racks turn there: its front, where it
 * blows, to a cold one, its rear to a hot one. @area: @rotation: of the cooler */
gboolean hw_aisle_is_faced (const HwAisle *aisle, const HwArea *area, gint16 rotation);

/* Returns: (transfer full) (element-type HwHandle): the rows of a hall that give on the aisle that
 * is called so */
GArray *hw_aisle_rows (HwDesign *design, HwHandle hall, HwSymbol name);

G_END_DECLS
