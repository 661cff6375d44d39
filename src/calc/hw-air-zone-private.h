/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-air-zone.h"
#include "hw-results-private.h"

G_BEGIN_DECLS

/* What divides the air of halls: the rows of a hall that name one aisle are a zone where coolers of
 * their own stand in them or, without a row, in the aisle or against it. */
struct _HwAirZones
{
  GArray *zones;     /* HwHandle: the zone of each row */
  GArray *tallies;   /* HwAirTally: of each zone, at the row that stands for it */
  GArray *rests;     /* HwAirTally by hall: of its zones together */
  GHashTable *loose; /* row that stands for the zone, by cooler without a row */
};

/* Any thread may ask. Returns: (transfer none): until the next change */
const HwAirZones *hw_air_zones_get (HwResults *self);

void hw_air_tally_add (HwAirTally *sum, const HwAirTally *tally, int sign);

G_END_DECLS
