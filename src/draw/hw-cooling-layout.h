/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene-cooling.h"

G_BEGIN_DECLS

/* Where the parts of the diagrams stand, for hw-scene-cooling*.c and hw-cooling-layout.c. World
 * units. */

#define HW_COOLING_TITLE 90.0  /* above the first row of a loop */
#define HW_COOLING_BAND 640.0  /* a row of racks with its headers */
#define HW_COOLING_SUPPLY 60.0 /* header below the top of its band */
#define HW_COOLING_CARD_TOP 180.0
#define HW_COOLING_CARD_HEIGHT 260.0
#define HW_COOLING_RETURN 560.0
#define HW_COOLING_CARD_WIDTH 100.0
#define HW_COOLING_PITCH 128.0
#define HW_COOLING_CDU_X 60.0
#define HW_COOLING_CDU_WIDTH 190.0
#define HW_COOLING_CDU_PITCH 330.0
#define HW_COOLING_SUPPLY_RISER 280.0
#define HW_COOLING_RETURN_RISER 304.0
#define HW_COOLING_FIRST_CARD 330.0
/* Beside the first card, in front of it and behind the last one. */
#define HW_COOLING_SIDES (HW_COOLING_FIRST_CARD + 40.0)
/* Title, problem and legend of a loop, however few its racks; among many loops they give way. */
#define HW_COOLING_HEAD 720.0
#define HW_COOLING_LEGEND 220.0
/* Racks that are planned, in lines below those that stand. */
#define HW_COOLING_PLANNED_TOP 12.0
#define HW_COOLING_PLANNED_WIDTH 120.0
#define HW_COOLING_PLANNED_HEIGHT 36.0
#define HW_COOLING_PLANNED_GAP 8.0
#define HW_COOLING_GAP 60.0 /* between loops */
#define HW_COOLING_VALVE 18.0
#define HW_COOLING_REJECTION 26.0
/* Of symbols on branches, from the ends of the card. */
#define HW_COOLING_VALVE_OFF 62.0
#define HW_COOLING_BALANCING_OFF 36.0

/* One row of racks. */
typedef struct
{
  double y;
  guint first, n; /* racks of the plan */
} HwCoolingBand;

typedef struct
{
  HwHandle loop;
  const HwLoopSolution *solution;
  const GArray *findings;
  double x, y, width, height; /* what is in it has its own x, and the y of the whole */
  double head;                /* width of its title */
  GArray *bands;              /* HwCoolingBand */
  GArray *planned;            /* HwHandle of racks */
  double planned_y;           /* where they stand, below the top of the block */
  char *sort_key;             /* nullable: of its name, where many are spread */
} HwCoolingBlock;

struct _HwCoolingLayout
{
  HwResults *results;
  HwDesign *design;
  GArray *blocks; /* HwCoolingBlock */
  gboolean by_temperature;
  double coldest_c, warmest_c; /* of the scale; the first is greater where none is known */
  GArray *runs;                /* HwCoolingRun: of the picture that was built last */
};

/* A straight piece of a pipe in which something flows, world units, from where it comes. */
typedef struct
{
  double x0, y0, x1, y1;
  double part; /* of the flow of its loop */
} HwCoolingRun;

typedef struct
{
  double x, y, width, height;
} HwCoolingBox;

HwCoolingBox hw_cooling_rack_box (const HwCoolingBand *band, guint rack);
/* Where a planned rack is marked. */
HwCoolingBox hw_cooling_planned_box (const HwCoolingBlock *block, guint index);
HwCoolingBox hw_cooling_cdu_box (const HwCoolingBlock *block, guint cdu);

typedef enum
{
  HW_COOLING_PART_PLAIN,
  HW_COOLING_PART_CLOSED,
  HW_COOLING_PART_OFF,
} HwCoolingState;

/* A symbol on a pipe. */
typedef struct
{
  HwCoolingPart part;
  HwCoolingBox box;
  HwIcon icon;
  HwCoolingState state;
} HwCoolingSymbol;

/* Calls @func for every symbol of a loop. Returns: whether it stopped because @func said so */
gboolean hw_cooling_each_symbol (const HwCoolingLayout *self,
                                 const HwCoolingBlock *block,
                                 gboolean (*func) (const HwCoolingSymbol *symbol, gpointer data),
                                 gpointer data);

G_END_DECLS
