/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Load and limit of one electrical feed. A rack on two feeds draws half from each, and all from the
 * one that is left when the other is gone; of three a third, and half. */
typedef struct
{
  double load_w;     /* nameplate, both sides alive */
  double failover_w; /* another side of its racks gone */
  double limit_w;    /* what its breaker carries for long */
  guint n_racks;
} HwFeedFigures;

/* The feeds that a rack is on, each once. @feeds: (out): of three. Returns: how many */
guint hw_rack_feeds (const HwRack *rack, HwHandle *feeds);

/* Returns: no walk; %FALSE where there is no such feed */
gboolean hw_results_feed (HwResults *self, HwHandle feed, HwFeedFigures *figures);

/**
 * hw_feed_limit_w:
 *
 * √3 · V · I on three phases, V · I on one, at unity power factor; 80 % of it for a continuous load
 * under the NEC (210.20, 215.3), all of it under IEC 60364.
 *
 * Returns: W
 */
double hw_feed_limit_w (const HwFeed *feed);

/* The same of a feed of the design: with a power chain at its power factor, and de-rated as that
 * says. */
double hw_feed_limit_in (HwDesign *design, HwHandle feed);

G_END_DECLS
