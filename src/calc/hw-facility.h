/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-heat-rejection.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* What a data centre draws at one load, and where its heat goes: all but the weather. */

/* Room coolers: chilled water below the air that they give, and its rise, assumptions of practice
 * (a fan coil's approach; water 6 K apart as chillers are rated). */
#define HW_ROOM_WATER_APPROACH_K 8.0
#define HW_ROOM_WATER_RISE_K 6.0
/* Least speed of fans and pumps over rated, by usual drives. */
#define HW_LEAST_SPEED 0.3

typedef enum
{
  HW_FACILITY_IT,
  HW_FACILITY_POWER_LOSS, /* of the power chain */
  HW_FACILITY_PUMPS,      /* of CDUs and side-cars */
  HW_FACILITY_FANS,       /* of room coolers, rear doors and side-cars */
  HW_FACILITY_REJECTION,  /* fans and pumps outdoors */
  HW_FACILITY_CHILLERS,
  HW_N_FACILITY_PARTS,
} HwFacilityPart;

/* "it", "power_loss" and the like, as keys have them. */
const char *hw_facility_part_key (HwFacilityPart part);
/* For people, translated: "CDU pumps". */
const char *hw_facility_part_label (HwFacilityPart part);

/* Heat that facility water brings at one pair of temperatures. */
typedef struct
{
  double heat_w, supply_c, return_c;
} HwHeatStream;

typedef struct
{
  double load_factor;                   /* of the expected IT power */
  double inside_w[HW_N_FACILITY_PARTS]; /* known of each part but those outdoors */
  guint n_unknown[HW_N_FACILITY_PARTS]; /* contributions that are not known */
  HwRejectionKind rejection;
  GArray *streams; /* HwHeatStream */
} HwFacility;

/**
 * hw_results_facility:
 * @load_factor: IT power over the expected, more than 0
 *
 * At another load than that of the figures, heat goes with the IT power. Pumps and fans whose speed
 * is controlled run slower with it, and draw by the cube of their speed (affinity laws), down to
 * the least speed; pumps set by hand run on.
 *
 * Returns: (transfer full) (nullable): %NULL without IT power
 */
HwFacility *hw_results_facility (HwResults *self, double load_factor);
void hw_facility_free (HwFacility *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFacility, hw_facility_free)

/* What it draws in one weather. */
typedef struct
{
  double part_w[HW_N_FACILITY_PARTS];
  double total_w; /* of all parts */
  double water_kg_s;
  gboolean reached; /* the water is as cold as it is asked for */
} HwFacilityPower;

/* @air: (nullable): %NULL: nothing is known of the weather, and nothing that is outdoors is in it
 */
HwFacilityPower hw_facility_power (const HwFacility *self, const HwOutdoorAir *air);

/* --- the operating point --- */

typedef struct
{
  double load_factor; /* of the expected IT power */
  HwFacilityPower power;
  guint n_unknown[HW_N_FACILITY_PARTS]; /* contributions that are not known */
  gboolean outdoors;                    /* in the warmest hour of the climate */
} HwOperatingPoint;

/**
 * hw_results_operating_point:
 * @load_factor: IT power over the expected, more than 0
 *
 * What the site draws in the warmest hour of its climate; without one what heat rejection takes is
 * not known. Solves loops that have changed.
 *
 * Returns: %FALSE without IT power
 */
gboolean hw_results_operating_point (HwResults *self, double load_factor, HwOperatingPoint *point);
/* The same at the load that is shown: 1 of the expected, or nameplate. */
gboolean hw_results_operating_point_shown (HwResults *self, HwOperatingPoint *point);
/* Contributions that are not known, of all parts. */
guint hw_operating_point_n_unknown (const HwOperatingPoint *self);

/* Power of the site at the load that is shown. Returns: of which nothing is known without a power
 * chain or without IT power */
HwSum hw_results_facility_power (HwResults *self);
/* The same over IT power (DESIGN.md 8.2). */
HwSum hw_results_power_ratio (HwResults *self);

G_END_DECLS
