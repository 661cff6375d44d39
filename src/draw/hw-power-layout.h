/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-needs.h"
#include "hw-scene-power.h"

G_BEGIN_DECLS

/* Where the parts of one-line diagrams stand, for hw-scene-power.c, hw-power-*-draw.c and
 * hw-power-layout*.c. World units. */

#define HW_POWER_TITLE 88.0 /* above the first stage of a block */
#define HW_POWER_STAGE 138.0
/* Stages of more units than these are grids of cells. */
#define HW_POWER_MOST_UNITS 6
#define HW_POWER_CELL_WIDTH 96.0
#define HW_POWER_CELL_HEIGHT 42.0
#define HW_POWER_GRID_OFF 28.0 /* above and below a grid */
#define HW_POWER_UNIT_PITCH 190.0
#define HW_POWER_SYMBOL 44.0
#define HW_POWER_SYMBOL_OFF 36.0 /* below the top of its stage */
#define HW_POWER_MARGIN 30.0
#define HW_POWER_SYSTEM_GAP 70.0 /* between systems */
#define HW_POWER_BUS_GAP 20.0    /* between the buses of systems */
/* Of columns of bands. */
#define HW_POWER_TRUNK 15.0 /* between trunks */
#define HW_POWER_BREAKER_X 96.0
#define HW_POWER_BREAKER 32.0
#define HW_POWER_LABEL_X 138.0
#define HW_POWER_FIRST_CARD 330.0
#define HW_POWER_PITCH 116.0
#define HW_POWER_CARD_WIDTH 96.0
#define HW_POWER_CARD_HEIGHT 104.0
#define HW_POWER_TRACK 48.0 /* between the busways of a band */
#define HW_POWER_TAP_ZONE 66.0
#define HW_POWER_BAND_GAP 44.0
#define HW_POWER_COLUMN_GAP 60.0
#define HW_POWER_BLOCK_GAP 90.0
#define HW_POWER_TAP_SIZE 11.0
#define HW_POWER_RACK_PDU_SIZE 22.0
/* Racks on one line. */
#define HW_POWER_MOST_RACKS 24
/* A bundle of racks. */
#define HW_POWER_BUNDLE_WIDTH 190.0
#define HW_POWER_BUNDLE_HEIGHT 40.0
/* Device units: narrower cards are not drawn one by one. */
#define HW_POWER_LEAST_CARD 18.0
/* Scale below which texts of parts cannot be read. */
#define HW_POWER_NEAR 0.62
#define HW_POWER_PRINT_NEAR 0.48

typedef struct
{
  double x, y, width, height;
} HwPowerBox;

/* A unit of a stage, a utility, or a stage that has no unit yet. */
typedef struct
{
  gint node;        /* of the plan; -1: to be placed */
  HwPowerNeed need; /* where it is */
  guint8 role, system;
  guint8 stage; /* in the block's stages */
  guint8 small; /* a cell of a grid */
  double x, y;  /* middle of the line through it, top of its stage; of a cell its corner */
} HwPowerSpot;

/* Feeds that share racks, on one line or a few. */
typedef struct
{
  guint node; /* feed */
  gboolean above;
  double y; /* below the top of its band */
} HwPowerTrack;

typedef struct
{
  double x, y, width, height; /* x: of its column */
  guint first, n;             /* in `racks` */
  guint first_track, n_tracks;
  guint8 first_line; /* the next lines of the same feeds have no breakers */
  guint8 continued;  /* from the column before: a first line without a breaker */
  guint column;
} HwPowerBand;

typedef struct
{
  HwHandle power; /* 0: feeds that are sources themselves */
  double x, y, width, height;
  guint8 systems; /* as bits */
  guint n_stages;
  guint8 stages[HW_POWER_FEED]; /* roles, from the top; generators stand with transformers */
  double stage_y[HW_POWER_FEED + 1];
  GArray *spots;                                  /* HwPowerSpot, by system and stage */
  double left[HW_N_SYSTEMS], right[HW_N_SYSTEMS]; /* of its units: middles of the outermost */
  double bus_y[HW_N_SYSTEMS];                     /* of the bus that its feeds hang on */
  double bands_y;
  guint first_band, n_bands;
  guint n_columns;
  double column_width;
  HwHandle weakest; /* unit; 0: none */
} HwPowerBlock;

/* Where a rack is. */
typedef struct
{
  guint band; /* + 1; 0: nowhere */
  guint index;
} HwPowerPlace;

struct _HwPowerLayout
{
  HwResults *results;
  HwDesign *design;
  const HwPowerSolution *solution;
  const HwPowerPlan *plan;
  gboolean bundled;
  gboolean sliced;
  HwPowerSlice slice;
  GArray *blocks; /* HwPowerBlock */
  GArray *bands;  /* HwPowerBand */
  GArray *tracks; /* HwPowerTrack */
  GArray *racks;  /* HwHandle */
  GArray *places; /* HwPowerPlace by handle of the rack */
  GArray *limits; /* HwPowerRackLimit by index in `racks`, found when they are asked for */
  GArray *known;  /* guint8: which are */
};

static inline const HwPowerBand *
hw_power_layout_band (const HwPowerLayout *self, guint index)
{
  return &g_array_index (self->bands, HwPowerBand, index);
}

static inline HwHandle
hw_power_layout_rack (const HwPowerLayout *self, guint index)
{
  return g_array_index (self->racks, HwHandle, index);
}

/* hw-power-layout-stages.c: places the stages of a block, and says where its bands begin. */
void hw_power_layout_place_stages (HwPowerLayout *self, HwPowerBlock *block);

/* The buses alone, for a slice. */
void hw_power_layout_place_buses (HwPowerLayout *self, HwPowerBlock *block);
/* hw-power-layout-slice.c: of the bands of a block those of its slice, in columns. */
void hw_power_layout_place_slice (HwPowerLayout *self, HwPowerBlock *block);
/* Racks on one line of a slice of that width. */
guint hw_power_slice_racks (const HwPowerSlice *slice);

/* hw-power-layout-find.c */
HwPowerBox hw_power_spot_box (const HwPowerSpot *spot);
/* @index: in `racks` */
HwPowerBox hw_power_rack_box (const HwPowerLayout *self, const HwPowerBand *band, guint index);
/* The place of the breaker of a feed in the first of its bands. */
HwPowerBox hw_power_breaker_box (const HwPowerBand *band, const HwPowerTrack *track);
/* The track of a tap of a rack of that band. Returns: (nullable) */
const HwPowerTrack *
hw_power_tap_track (const HwPowerLayout *self, const HwPowerBand *band, guint node);
/* The line of a tap: x, and from its track to its card. */
void hw_power_tap_line (const HwPowerLayout *self,
                        const HwPowerBand *band,
                        guint index,
                        const HwPowerTrack *track,
                        double *x,
                        double *track_y,
                        double *card_y);
double hw_power_trunk_x (const HwPowerBand *band, HwSide system);
const HwPowerSpot *hw_power_block_find_spot (const HwPowerBlock *block, guint node);
/* Returns: (transfer none) */
const HwPowerRackLimit *hw_power_layout_limit (const HwPowerLayout *self, guint index);
/* Whether cards are drawn one by one. */
gboolean hw_power_layout_is_open (const HwPowerLayout *self, double scale);
/* Racks of a band take so much, one by one or bundled. */
double hw_power_band_racks_width (const HwPowerLayout *self, const HwPowerBand *band);

G_END_DECLS
