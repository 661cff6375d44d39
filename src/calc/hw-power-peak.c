/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-peak.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-feeds.h"
#include "hw-results-private.h"

HwSum
hw_results_rack_peak (HwResults *self, HwHandle rack)
{
  const HwComposition *composition = hw_results_composition (self, rack);
  const HwProduct *assembly;
  double cited_w, swing_w;
  gboolean stated = FALSE;
  HwSum sum = { 0 };

  if (composition == NULL)
    return sum;
  assembly = hw_design_rack_assembly (self->design, rack);
  cited_w = assembly != NULL && composition->complete
                ? hw_product_value (assembly, HW_FIELD_POWER_PEAK)
                : NAN;
  if (!isnan (cited_w))
    {
      hw_sum_add (&sum, 1, cited_w, cited_w, cited_w);
      return sum;
    }
  for (guint i = 0; i < composition->n_entries; i++)
    {
      const HwContributor *contributor
          = hw_contributors_get (self->contributors, composition->entries[i].contributor);
      const HwShare *share = &contributor->shares[HW_TOTAL_IT_NAMEPLATE];
      guint n = composition->entries[i].count;
      double peak_w = contributor->kind == HW_CONTRIBUTOR_PRODUCT
                          ? hw_product_value (contributor->product, HW_FIELD_POWER_PEAK)
                          : NAN;

      /* Within an assembly its own figures are allocated, and those are nameplates. */
      stated = stated || !isnan (peak_w);
      if (!isnan (peak_w))
        hw_sum_add (&sum, n, peak_w, peak_w, peak_w);
      else if (share->state == HW_SHARE_KNOWN)
        hw_sum_add (&sum, n, share->value, share->value, share->value);
      else if (share->state == HW_SHARE_UNKNOWN)
        hw_sum_add_unknown (&sum, n);
    }
  swing_w = HW_TRANSIENT_FACTOR * composition->figures.expected_w;
  if (!stated && composition->figures.gpus > 0 && swing_w > sum.value)
    sum.value = sum.low = sum.high = swing_w;
  return sum;
}

HwPeak
hw_peak_judge (double peak_w, double continuous_w, double rated_w)
{
  if (!isnan (rated_w) && !hw_within (peak_w, rated_w))
    return HW_PEAK_BEYOND;
  if (!isnan (continuous_w) && !hw_within (peak_w, continuous_w))
    return HW_PEAK_TRANSIENT;
  return HW_PEAK_WITHIN;
}

/* --- feeds --- */

static void
add_rack (HwResults *self, GArray *peaks, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwHandle feeds[HW_POWER_TAPS];
  guint n = hw_rack_feeds (row, feeds);
  double peak_w = n > 0 ? hw_results_rack_peak (self, rack).value : 0;

  for (guint i = 0; i < n; i++)
    g_array_index (peaks, HwFeedPeak, feeds[i]).peak_w += peak_w / n;
}

static GArray *
peaks_of (HwResults *self)
{
  HwDesign *design = self->design;

  if (self->peaks != NULL)
    return self->peaks;
  self->peaks = g_array_new (FALSE, TRUE, sizeof (HwFeedPeak));
  if (hw_design_count (design, HW_TABLE_FEED) == 0)
    return self->peaks;
  g_array_set_size (self->peaks, hw_design_bound (design, HW_TABLE_FEED));
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    add_rack (self, self->peaks, rack);
  for (HwHandle feed = hw_design_next (design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next (design, HW_TABLE_FEED, feed))
    {
      HwFeedPeak *peak = &g_array_index (self->peaks, HwFeedPeak, feed);
      HwFeed whole = *(const HwFeed *)hw_design_row (design, HW_TABLE_FEED, feed);
      double continuous_w = hw_feed_limit_w (&whole);

      /* Without the part that is kept back for long loads. */
      whole.rule = HW_BREAKER_IEC;
      peak->rated_w = hw_feed_limit_w (&whole);
      peak->peak = hw_peak_judge (peak->peak_w, continuous_w, peak->rated_w);
    }
  return self->peaks;
}

gboolean
hw_results_feed_peak (HwResults *self, HwHandle feed, HwFeedPeak *figures)
{
  if (feed == 0 || !hw_design_has (self->design, HW_TABLE_FEED, feed))
    return FALSE;
  *figures = g_array_index (peaks_of (self), HwFeedPeak, feed);
  return TRUE;
}

/* --- chains --- */

/* What racks take above what their feeds carry for long, by handle of the feed. */
static double *
surges (HwResults *self)
{
  HwDesign *design = self->design;
  double *more_w = g_new0 (double, hw_design_bound (design, HW_TABLE_FEED) + 1);

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      HwHandle feeds[HW_POWER_TAPS];
      guint n = hw_rack_feeds (hw_design_get_rack (design, rack), feeds);
      double more = n > 0 ? hw_results_rack_peak (self, rack).value
                                - hw_results_rack (self, rack)->nameplate_w
                          : 0;

      for (guint i = 0; i < n; i++)
        more_w[feeds[i]] += fmax (more, 0) / n;
    }
  return more_w;
}

/* Units of a stage in parallel share what comes: the first tells it for all. */
static gboolean
is_told (const GArray *told, const HwPowerNode *node)
{
  for (guint i = 0; i < told->len; i++)
    {
      const HwPowerNode *other = g_array_index (told, const HwPowerNode *, i);

      if (other->power == node->power && other->role == node->role && other->system == node->system)
        return TRUE;
    }
  return FALSE;
}

static void
each_unit_problem (HwResults *self, HwPeakProblemFunc func, gpointer data)
{
  const HwPowerSolution *solution = hw_results_power_whole (self);
  g_autofree double *more_w = surges (self);
  g_autofree double *load_w = hw_results_power_surge (self, more_w);
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (const HwPowerNode *));

  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);
      g_autofree char *peak = NULL;
      g_autofree char *limit = NULL;

      /* One that is too small for the load without any peak is told of elsewhere. */
      if (node->object.table != HW_TABLE_RACK || isnan (node->limit_w) || !state->live
          || !hw_within (state->load_w, node->limit_w) || hw_within (load_w[i], node->limit_w)
          || is_told (told, node))
        continue;
      g_array_append_val (told, node);
      peak = hw_quantity_format (HW_DIMENSION_POWER, load_w[i], NULL);
      limit = hw_quantity_format (HW_DIMENSION_POWER, node->limit_w, NULL);
      func (data,
            HW_SEVERITY_NOTE,
            "unit-peak",
            node->object,
            g_strdup_printf (_ ("What %s (%s) carries peaks at %s, above its %s: look at the "
                                "overload that it bears, or smooth the power of the racks."),
                             hw_design_name (self->design, node->object),
                             hw_power_role_label (node->role),
                             peak,
                             limit));
    }
}

/* --- what is told of them --- */

void
hw_peaks_each_problem (HwResults *self, HwPeakProblemFunc func, gpointer data)
{
  HwDesign *design = self->design;

  for (HwHandle feed = hw_design_first_child (design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next_child (design, HW_TABLE_FEED, feed))
    {
      HwRef ref = HW_REF (HW_TABLE_FEED, feed);
      HwFeedPeak figures;
      HwFeedFigures steady;
      g_autofree char *peak = NULL;
      g_autofree char *rated = NULL;

      if (!hw_results_feed_peak (self, feed, &figures) || figures.peak != HW_PEAK_BEYOND)
        continue;
      /* One that is too small for the load without any peak is told of by a rule of its own. */
      hw_results_feed (self, feed, &steady);
      if (!hw_within (steady.load_w, steady.limit_w))
        continue;
      peak = hw_quantity_format (HW_DIMENSION_POWER, figures.peak_w, NULL);
      rated = hw_quantity_format (HW_DIMENSION_POWER, figures.rated_w, NULL);
      func (data,
            HW_SEVERITY_NOTE,
            "feed-peak",
            ref,
            g_strdup_printf (_ ("The racks of feed %s peak at %s together, above its breaker's %s: "
                                "look at the breaker's curve, raise it, or smooth their power."),
                             hw_design_name (design, ref),
                             peak,
                             rated));
    }
  if (hw_design_count (design, HW_TABLE_POWER) > 0)
    each_unit_problem (self, func, data);
}

/* --- stores --- */

double
hw_autonomy_s (double stored_j, double efficiency, double load_w)
{
  if (!(stored_j >= 0 && efficiency > 0 && efficiency <= 1 && load_w >= 0))
    return NAN;
  return load_w > 0 ? stored_j * efficiency / load_w : INFINITY;
}

double
hw_generator_run_s (
    double fuel_m3, double idle_m3_s, double full_m3_s, double rated_w, double load_w)
{
  double flow_m3_s;

  if (!(fuel_m3 >= 0 && idle_m3_s >= 0 && full_m3_s > 0 && full_m3_s >= idle_m3_s && rated_w > 0
        && load_w >= 0 && hw_within (load_w, rated_w)))
    return NAN;
  flow_m3_s = idle_m3_s + (full_m3_s - idle_m3_s) * load_w / rated_w;
  return flow_m3_s > 0 ? fuel_m3 / flow_m3_s : INFINITY;
}
