/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hall-draw.h"
#include "hw-power.h"

G_BEGIN_DECLS

/* Where feeds run along the rear of a row of racks, one system beside the other: as a busway, or as
 * cables from a panel at the end of the row or from a floor PDU. Positions are millimetres along
 * and across the row. */

/* A busway reaches so far beyond its last racks, and a panel stands there. */
#define HW_HALL_RUN_BEYOND_MM 500.0
#define HW_HALL_RUN_APART_MM 150.0

/* A feed along a row. */
typedef struct
{
  guint node;
  HwSide system;
  HwDistribution distribution;
  double from, to; /* middles of its first and last rack */
  double begin;    /* where it comes from: beyond one of them, or where its PDU stands */
  guint n_taps;
  HwHandle unit; /* the floor PDU that cables come from, in this hall; 0: none */
  double unit_across;
} HwHallRun;

/* A tap of a rack of the row. */
typedef struct
{
  HwHandle rack;
  guint8 index; /* in its rack */
  guint8 live;
  guint run;    /* in `runs` */
  guint order;  /* on its run from where that begins, 0 the first */
  double along; /* taps of a rack stand side by side */
} HwHallTap;

typedef struct
{
  const HwHallPainter *hall;
  const HwPowerSolution *solution;
  GArray *runs;     /* HwHallRun */
  GArray *taps;     /* HwHallTap, along the row */
  HwHandle row;     /* 0: of a single rack */
  HwHandle first;   /* its first rack */
  gboolean upright; /* it runs from north to south */
  double rear;      /* across it */
  double out;       /* 1 or −1: away from the racks there */
} HwHallRow;

void hw_hall_row_init (HwHallRow *self, const HwHallPainter *hall, const HwPowerSolution *solution);
void hw_hall_row_clear (HwHallRow *self);
/* Goes to a row, or with 0 to @rack, which stands in none. Returns: whether it may be in sight */
gboolean hw_hall_row_begin (HwHallRow *self, HwHandle row, HwHandle rack);
/* Finds its runs and taps. */
void hw_hall_row_find (HwHallRow *self);

/* Across the row: where a run is, and one of its cables beside the others. */
double hw_hall_row_across (const HwHallRow *self, const HwHallRun *run);
double hw_hall_row_lane (const HwHallRow *self, const HwHallTap *tap);

G_END_DECLS
