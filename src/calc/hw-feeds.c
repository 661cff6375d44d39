/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-feeds.h"

#include <math.h>

#include "hw-results-private.h"

/* A rack with a figure beyond counts as this, so that sums of millions of them stay in 64 bits. */
#define MOST_W 1e9

double
hw_feed_limit_w (const HwFeed *feed)
{
  double rating = feed->voltage_v * feed->current_a * (feed->phases == 3 ? sqrt (3) : 1);

  return feed->rule == HW_BREAKER_NEC ? 0.8 * rating : rating;
}

/* Milliwatts in whole numbers: what is added is taken off again without a rest. */
static void
count (HwResults *self, HwHandle feed, gint64 load_mw, gint64 failover_mw, int sign)
{
  HwFeedTally *tally;

  if (feed == 0)
    return;
  if (feed >= self->feeds->len)
    g_array_set_size (self->feeds, feed + 1);
  tally = &g_array_index (self->feeds, HwFeedTally, feed);
  tally->load_mw += sign * load_mw;
  tally->failover_mw += sign * failover_mw;
  tally->n_racks += sign;
}

void
hw_feeds_count_rack (HwResults *self,
                     const HwRackMemory *memory,
                     const HwRackFigures *figures,
                     int sign)
{
  gint64 load_mw = llround (MIN (figures->nameplate_w + figures->other_w, MOST_W) * 1000);
  gboolean both = memory->feed_a != 0 && memory->feed_b != 0 && memory->feed_a != memory->feed_b;

  count (self, memory->feed_a, both ? load_mw / 2 : load_mw, load_mw, sign);
  if (both || memory->feed_a == 0)
    count (self, memory->feed_b, both ? load_mw - load_mw / 2 : load_mw, load_mw, sign);
}

gboolean
hw_results_feed (HwResults *self, HwHandle feed, HwFeedFigures *figures)
{
  const HwFeedTally *tally;

  *figures = (HwFeedFigures){ 0 };
  if (!hw_design_has (self->design, HW_TABLE_FEED, feed))
    return FALSE;
  figures->limit_w = hw_feed_limit_w (hw_design_row (self->design, HW_TABLE_FEED, feed));
  if (feed >= self->feeds->len)
    return TRUE;
  tally = &g_array_index (self->feeds, HwFeedTally, feed);
  figures->load_w = (double)tally->load_mw / 1000;
  figures->failover_w = (double)tally->failover_mw / 1000;
  figures->n_racks = (guint)tally->n_racks;
  return TRUE;
}
