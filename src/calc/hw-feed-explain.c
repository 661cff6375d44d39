/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-feed-explain.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-feeds.h"
#include "hw-results-private.h"

typedef enum
{
  KEY_LOAD,
  KEY_LIMIT,
  KEY_FAILOVER,
  N_KEYS,
} Key;

static const struct
{
  const char *key;
  const char *label;
} keys[N_KEYS] = {
  { "power.feeds.load_w", N_ ("Load of the feed") },
  { "power.feeds.limit_w", N_ ("Limit of the feed") },
  { "power.feeds.failover_w", N_ ("Load with another side gone") },
};

static HwExplanation *
add (HwExplanation *node, const char *label, HwDimension dimension, double value, HwRef ref)
{
  HwExplanation *child = hw_explanation_add (node, hw_explanation_new (label, dimension));

  hw_sum_add (&child->sum, 1, value, value, value);
  child->ref = ref;
  return child;
}

/* --- loads --- */

static void
explain_racks (HwResults *self, HwExplanation *node, HwHandle feed, Key key)
{
  for (HwHandle rack = hw_design_next (self->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->design, HW_TABLE_RACK, rack))
    {
      HwRef ref = HW_REF (HW_TABLE_RACK, rack);
      HwHandle feeds[HW_POWER_TAPS] = { 0 };
      guint n = hw_rack_feeds (hw_design_get_rack (self->design, rack), feeds);
      guint shared = key == KEY_FAILOVER ? MAX (n, 2) - 1 : n;
      const HwRackFigures *figures = hw_results_rack (self, rack);
      double load_w = hw_rack_figures_load (figures);
      HwExplanation *child;
      g_autofree char *text = NULL;

      if ((feed != feeds[0] && feed != feeds[1] && feed != feeds[2]) || !(load_w > 0))
        continue;
      child = add (
          node, hw_design_name (self->design, ref), HW_DIMENSION_POWER, load_w / shared, ref);
      hw_explanation_add (child, hw_results_explain (self, HW_TOTAL_IT_NAMEPLATE, ref));
      if (figures->other_w > 0)
        add (child, _ ("Other than IT equipment"), HW_DIMENSION_POWER, figures->other_w, ref);
      text = hw_quantity_format (HW_DIMENSION_POWER, load_w, NULL);
      child->formula = g_strdup_printf ("%s / %u", text, shared);
    }
  node->note = g_strdup (
      key == KEY_LOAD ? _ ("At nameplate, all sides alive: a rack draws from each of its feeds "
                           "alike.")
                      : _ ("At nameplate, with one other feed of each rack gone: those that are "
                           "left share its load."));
}

/* --- the limit --- */

static HwExplanation *
add_factor (HwExplanation *node, const char *label, double value, HwRef ref, const char *note)
{
  HwExplanation *child = add (node, label, HW_DIMENSION_NONE, value, ref);

  child->note = g_strdup (note);
  return child;
}

static void
explain_limit (HwResults *self, HwExplanation *node, HwHandle feed)
{
  const HwFeed *row = hw_design_get_feed (self->design, feed);
  gboolean nec = row->rule == HW_BREAKER_NEC;
  HwRef ref = HW_REF (HW_TABLE_FEED, feed);

  add (node, _ ("Voltage"), HW_DIMENSION_VOLTAGE, row->voltage_v, ref);
  add (node, _ ("Rating of the breaker"), HW_DIMENSION_CURRENT, row->current_a, ref);
  add_factor (node,
              _ ("Part of the rating for continuous loads"),
              nec ? 0.8 : 1,
              ref,
              nec ? _ ("NEC 210.20 and 215.3.") : _ ("IEC 60364."));
  if (row->power != 0)
    {
      const HwPowerRow *chain = hw_design_get_power (self->design, row->power);
      HwRef rule = HW_REF (HW_TABLE_POWER, row->power);

      if (chain->distribution == HW_DISTRIBUTION_BUSWAY && !isnan (chain->busway_a))
        add (node, _ ("Rating of the busway"), HW_DIMENSION_CURRENT, chain->busway_a, rule)->note
            = g_strdup (_ ("A busway bears its rating for long: the lower of both counts."));
      add_factor (node, _ ("Power factor"), chain->power_factor, rule, NULL);
      add_factor (node, _ ("Derating"), chain->derating, rule, NULL);
    }
  node->formula = g_strdup (row->phases == 3 ? _ ("√3 · voltage · current · factors")
                                             : _ ("voltage · current · factors"));
}

HwExplanation *
hw_feed_explain (HwResults *self, const char *key, HwHandle feed)
{
  HwRef ref = HW_REF (HW_TABLE_FEED, feed);
  g_autofree char *label = NULL;
  HwExplanation *node;
  HwFeedFigures figures;
  guint i;

  for (i = 0; i < N_KEYS && strcmp (keys[i].key, key) != 0; i++)
    ;
  if (i == N_KEYS || !hw_results_feed (self, feed, &figures))
    return NULL;
  label = g_strdup_printf (_ ("%s of %s"), _ (keys[i].label), hw_design_name (self->design, ref));
  node = hw_explanation_new (label, HW_DIMENSION_POWER);
  node->ref = ref;
  if (i == KEY_LIMIT)
    {
      hw_sum_add (&node->sum, 1, figures.limit_w, figures.limit_w, figures.limit_w);
      explain_limit (self, node, feed);
      return node;
    }
  explain_racks (self, node, feed, i);
  if (i == KEY_LOAD)
    hw_sum_add (&node->sum, 1, figures.load_w, figures.load_w, figures.load_w);
  else
    hw_sum_add (&node->sum, 1, figures.failover_w, figures.failover_w, figures.failover_w);
  return node;
}
