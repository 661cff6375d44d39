/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-feeds.h"

#include <math.h>
#include <string.h>

#include "hw-results-private.h"

/* A rack with a figure beyond counts as this, so that sums of millions of them stay in 64 bits. */
#define MOST_W 1e9

double
hw_feed_limit_w (const HwFeed *feed)
{
  double rating = feed->voltage_v * feed->current_a * (feed->phases == 3 ? sqrt (3) : 1);

  return feed->rule == HW_BREAKER_NEC ? 0.8 * rating : rating;
}

double
hw_feed_limit_in (HwDesign *design, HwHandle feed)
{
  const HwFeed *row = hw_design_get_feed (design, feed);
  const HwPowerRow *chain;
  double limit_w = hw_feed_limit_w (row);

  if (row->power == 0)
    return limit_w;
  chain = hw_design_get_power (design, row->power);
  /* A busway bears its rating for long. */
  if (chain->distribution == HW_DISTRIBUTION_BUSWAY)
    limit_w = fmin (limit_w, row->voltage_v * chain->busway_a * (row->phases == 3 ? sqrt (3) : 1));
  return limit_w * chain->power_factor * chain->derating;
}

void
hw_feeds_judge (HwResults *self, HwHandle feed)
{
  HwFeedTally *tally;
  HwFeedFigures figures;
  guint rules = 0;

  if (feed >= self->feeds->len)
    return;
  tally = &g_array_index (self->feeds, HwFeedTally, feed);
  if (hw_results_feed (self, feed, &figures))
    rules = hw_rules_judge_feed (&figures);
  hw_results_count_broken (self, tally->rules, rules);
  tally->rules = rules;
}

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
  hw_feeds_judge (self, feed);
}

guint
hw_rack_feeds (const HwRack *rack, HwHandle *feeds)
{
  const HwHandle all[] = { rack->feed_a, rack->feed_b, rack->feed_c };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gboolean new = all[i] != 0;

      for (guint j = 0; j < n; j++)
        new = new &&feeds[j] != all[i];
      if (new)
        feeds[n++] = all[i];
    }
  return n;
}

/* Parts that are whole and add up: what division leaves is of the last feed. */
static void
count_rack (HwResults *self, const HwRackMemory *memory, int sign)
{
  gint64 load_mw = memory->load_mw, left_mw = memory->load_mw;
  guint n = 0;

  while (n < HW_POWER_TAPS && memory->feeds[n] != 0)
    n++;
  for (guint i = 0; i < n; i++)
    {
      gint64 part_mw = i + 1 < n ? load_mw / n : left_mw;

      count (self, memory->feeds[i], part_mw, n > 1 ? load_mw / (n - 1) : load_mw, sign);
      left_mw -= part_mw;
    }
}

void
hw_feeds_move_rack (HwResults *self,
                    HwRackMemory *memory,
                    const HwRack *row,
                    const HwRackFigures *figures)
{
  HwHandle feeds[HW_POWER_TAPS] = { 0 };
  gint64 load_mw = 0;

  if (row != NULL && hw_rack_feeds (row, feeds) > 0)
    load_mw = llround (MIN (hw_rack_figures_load (figures), MOST_W) * 1000);
  if (memcmp (feeds, memory->feeds, sizeof feeds) == 0 && load_mw == memory->load_mw)
    return;
  count_rack (self, memory, -1);
  memcpy (memory->feeds, feeds, sizeof feeds);
  memory->load_mw = load_mw;
  count_rack (self, memory, 1);
}

gboolean
hw_results_feed (HwResults *self, HwHandle feed, HwFeedFigures *figures)
{
  const HwFeedTally *tally;

  *figures = (HwFeedFigures){ 0 };
  if (!hw_design_has (self->design, HW_TABLE_FEED, feed))
    return FALSE;
  figures->limit_w = hw_feed_limit_in (self->design, feed);
  if (feed >= self->feeds->len)
    return TRUE;
  tally = &g_array_index (self->feeds, HwFeedTally, feed);
  figures->load_w = (double)tally->load_mw / 1000;
  figures->failover_w = (double)tally->failover_mw / 1000;
  figures->n_racks = tally->n_racks;
  return TRUE;
}
