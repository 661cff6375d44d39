/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-results-private.h"

#include <math.h>
#include <string.h>

#include "hw-cable-plan-private.h"
#include "hw-feeds.h"
#include "hw-ranks.h"
#include "hw-what-if.h"

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwResults, hw_results, G_TYPE_OBJECT)

static HwTerms
terms_now (HwResults *self)
{
  const HwSite *site = hw_design_get_site (self->design);

  return (HwTerms){ .expected_factor = site->expected_factor,
                    .expected = self->expected,
                    .prices = self->prices };
}

static HwMoment
moment_now (HwResults *self)
{
  const HwPhase *phase;

  if (self->phase == 0 || !hw_design_has (self->design, HW_TABLE_PHASE, self->phase))
    return (HwMoment){ .last = TRUE };
  phase = hw_design_row (self->design, HW_TABLE_PHASE, self->phase);
  return (HwMoment){ .order = phase->order };
}

/* --- all of it --- */

/* Shares or the site have changed: the counts hold, the figures do not. */
static void
judge_all (HwResults *self)
{
  g_autoptr (HwPriceBook) old = g_steal_pointer (&self->prices);
  HwTerms terms;

  self->prices = hw_price_book_new (self->design);
  terms = terms_now (self);
  hw_results_forget_stopped (self);
  hw_contributors_set_terms (self->contributors, &terms);
  hw_compositions_refigure (self->compositions, self->design, self->contributors);
  for (HwHandle rack = 1; rack < self->memories->len; rack++)
    if (hw_results_rack_memory (self, rack)->composition != NULL)
      hw_results_judge_rack (self, rack);
  hw_cooling_touch_all (self->cooling);
}

static void
clear (HwResults *self)
{
  g_clear_pointer (&self->contributors, hw_contributors_free);
  g_clear_pointer (&self->prices, hw_price_book_free);
  g_clear_pointer (&self->compositions, hw_compositions_free);
  g_clear_pointer (&self->total, hw_counts_free);
  g_clear_pointer (&self->halls, g_ptr_array_unref);
  g_clear_pointer (&self->memories, g_array_unref);
  g_clear_pointer (&self->figures, g_array_unref);
  g_clear_pointer (&self->feeds, g_array_unref);
  g_clear_pointer (&self->air, g_array_unref);
  g_clear_pointer (&self->air_rows, g_array_unref);
  g_clear_pointer (&self->air_loose, g_hash_table_unref);
  hw_air_zones_forget (self);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->never, g_hash_table_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  hw_phase_series_forget (self);
  hw_results_forget_stopped (self);
  hw_fabrics_forget_all (self);
  hw_cables_forget (self);
  memset (self->broken, 0, sizeof self->broken);
  self->n_duplicate_names = 0;
}

static void
count_anew (HwResults *self)
{
  HwTerms terms;

  clear (self);
  self->prices = hw_price_book_new (self->design);
  terms = terms_now (self);
  self->moment = moment_now (self);
  self->contributors = hw_contributors_new (hw_design_get_catalogue (self->design), &terms);
  self->compositions = hw_compositions_new ();
  self->total = hw_counts_new ();
  self->halls = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_counts_free);
  self->memories = g_array_new (FALSE, TRUE, sizeof (HwRackMemory));
  self->figures = g_array_new (FALSE, TRUE, sizeof (HwRackFigures));
  self->feeds = g_array_new (FALSE, TRUE, sizeof (HwFeedTally));
  self->air = g_array_new (FALSE, TRUE, sizeof (HwAirTally));
  self->air_rows = g_array_new (FALSE, TRUE, sizeof (HwAirTally));
  self->air_loose = g_hash_table_new (NULL, NULL);
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->never = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  hw_cooling_reset (self->cooling);
  hw_power_reset (self->power);
  hw_results_make_room (self);
  hw_results_visit_all (self);
  hw_phases_check_all (self);
}

/* --- changes --- */

static void
touch (HwResults *self, HwHandle rack)
{
  if (hw_results_rack_memory (self, rack)->visit != self->visit)
    hw_results_visit_rack (self, rack);
}

/* Whether nothing but the place and what is written on a rack has changed; with its row the air
 * that it is in does. */
static gboolean
same_contents (const HwRack *a, const HwRack *b)
{
  return a->product == b->product && a->assembly == b->assembly
         && a->object.parent == b->object.parent && a->object.name == b->object.name
         && a->row == b->row && a->object.install == b->object.install
         && a->object.removal == b->object.removal && a->feed_a == b->feed_a
         && a->feed_b == b->feed_b && a->feed_c == b->feed_c && a->loop == b->loop
         && a->power == b->power && a->system == b->system
         && (a->power_limit_w == b->power_limit_w
             || (isnan (a->power_limit_w) && isnan (b->power_limit_w)));
}

static gboolean
same_terms (const HwSite *a, const HwSite *b)
{
  return a->expected_factor == b->expected_factor && a->currency == b->currency
         && a->altitude_m == b->altitude_m && a->air_c == b->air_c && a->humidity == b->humidity
         && a->floor_limit_pa == b->floor_limit_pa && a->foot_limit_n == b->foot_limit_n
         && a->front_aisle_mm == b->front_aisle_mm && a->rear_aisle_mm == b->rear_aisle_mm;
}

static gboolean
same_limit (const HwFeed *a, const HwFeed *b)
{
  return a->voltage_v == b->voltage_v && a->current_a == b->current_a && a->phases == b->phases
         && a->rule == b->rule && a->power == b->power;
}

static void
touch_racks_of (HwResults *self, HwHandle feed)
{
  for (HwHandle rack = 1; rack < self->memories->len; rack++)
    {
      const HwRackMemory *memory = hw_results_rack_memory (self, rack);

      for (guint i = 0; memory->composition != NULL && i < HW_POWER_TAPS; i++)
        if (memory->feeds[i] == feed)
          touch (self, rack);
    }
}

/* Another limit of a feed is one of its racks too. Where the feed has come or gone, so have the
 * connections of its racks. */
static void
take_feed (HwResults *self, const HwChange *change)
{
  if (change->kind == HW_CHANGE_SET && same_limit (change->before, change->after))
    return;
  hw_feeds_judge (self, change->handle);
  if (change->kind == HW_CHANGE_SET)
    touch_racks_of (self, change->handle);
}

/* How far breakers are de-rated, the power factor and the rating of busways are those of the feeds
 * of a chain. */
static void
take_power (HwResults *self, const HwChange *change)
{
  const HwPowerRow *before = change->before;
  const HwPowerRow *after = change->after;

  if (change->kind != HW_CHANGE_SET
      || (before->power_factor == after->power_factor && before->derating == after->derating
          && before->distribution == after->distribution
          && (before->busway_a == after->busway_a
              || (isnan (before->busway_a) && isnan (after->busway_a)))))
    return;
  for (HwHandle feed = hw_design_next (self->design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next (self->design, HW_TABLE_FEED, feed))
    if (hw_design_get_feed (self->design, feed)->power == change->handle)
      {
        hw_feeds_judge (self, feed);
        touch_racks_of (self, feed);
      }
}

/* Loops follow from their rules, overrides and racks; the racks tell by themselves. */
static void
take_rule (HwResults *self, const HwChange *change)
{
  if (change->table == HW_TABLE_LOOP)
    hw_cooling_touch_loop (self->cooling, change->handle);
  if (change->kind != HW_CHANGE_SET)
    hw_cooling_touch_idle (self->cooling);
  if (change->table != HW_TABLE_OVERRIDE)
    return;
  for (guint i = 0; i < 2; i++)
    {
      const HwOverride *row = i == 0 ? change->before : change->after;
      if (row != NULL)
        hw_cooling_touch_key (self->cooling, hw_design_text (self->design, row->key));
    }
}

static void
take_change (HwResults *self, const HwChange *change)
{
  const HwObject *before = change->before;
  const HwObject *after = change->after;

  if (change->table == HW_TABLE_FEED || change->table == HW_TABLE_POWER)
    {
      if (change->table == HW_TABLE_FEED)
        take_feed (self, change);
      else
        take_power (self, change);
      return;
    }
  if (change->table == HW_TABLE_RACK)
    {
      hw_cooling_touch_rack (self->cooling, change->handle);
      if (change->kind != HW_CHANGE_SET || !same_contents (change->before, change->after))
        touch (self, change->handle);
      return;
    }
  if (before != NULL)
    touch (self, before->parent);
  if (after != NULL)
    touch (self, after->parent);
}

static void
design_changed_cb (HwDesign *design, const HwChangeSet *set, HwResults *self)
{
  HwMoment moment = moment_now (self);
  gboolean terms = FALSE, phases = FALSE;

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  hw_energy_take (self->energy, set);
  g_clear_pointer (&self->peaks, g_array_unref);
  hw_phase_series_forget (self);
  hw_results_forget_ranks (self);
  hw_air_zones_forget (self);
  hw_results_forget_stopped (self);
  if (set->cause == HW_CAUSE_RESET)
    {
      count_anew (self);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, FALSE);
      return;
    }
  hw_contributors_extend (self->contributors);
  hw_results_make_room (self);
  self->visit++;
  hw_cooling_begin_change (self->cooling);
  for (guint i = 0; i < set->n_changes; i++)
    {
      const HwChange *change = &set->changes[i];
      if (change->table == HW_TABLE_SITE && change->kind == HW_CHANGE_SET)
        terms |= !same_terms (change->before, change->after);
      else if (change->table == HW_TABLE_PRICE || change->table == HW_TABLE_EXCHANGE_RATE)
        terms = TRUE;
      else if (change->table == HW_TABLE_PHASE && change->kind == HW_CHANGE_SET)
        phases
            |= ((const HwPhase *)change->before)->order != ((const HwPhase *)change->after)->order;
    }
  if (moment.last != self->moment.last || moment.order != self->moment.order)
    phases = TRUE;
  self->moment = moment;
  for (guint i = 0; i < set->n_changes; i++)
    take_rule (self, &set->changes[i]);
  for (guint i = 0; i < set->n_changes; i++)
    if (set->changes[i].table == HW_TABLE_FEED || set->changes[i].table == HW_TABLE_POWER
        || (!phases
            && (set->changes[i].table == HW_TABLE_RACK
                || set->changes[i].table == HW_TABLE_DEVICE)))
      take_change (self, &set->changes[i]);
  hw_fabrics_take (self, set);
  hw_cables_take (self, set);
  hw_power_take (self->power, set);
  if (phases)
    {
      hw_fabrics_touch_all (self);
      hw_power_reset (self->power);
      hw_results_visit_all (self);
      hw_phases_check_all (self);
    }
  else
    hw_phases_check (self, set);
  if (terms)
    judge_all (self);
  if (set->cause != HW_CAUSE_PREVIEW)
    hw_results_stopped (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, set->cause == HW_CAUSE_PREVIEW);
}

/* --- the object --- */

static void
hw_results_dispose (GObject *object)
{
  HwResults *self = HW_RESULTS (object);

  if (self->design != NULL)
    g_clear_signal_handler (&self->changed_id, self->design);
  clear (self);
  g_clear_pointer (&self->cooling, hw_cooling_free);
  g_clear_pointer (&self->energy, hw_energy_memory_free);
  g_clear_pointer (&self->peaks, g_array_unref);
  g_clear_pointer (&self->ranks, hw_ranks_free);
  g_clear_pointer (&self->power, hw_power_free);
  g_clear_object (&self->design);
  G_OBJECT_CLASS (hw_results_parent_class)->dispose (object);
}

static void
hw_results_class_init (HwResultsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_results_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          HW_TYPE_RESULTS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          g_cclosure_marshal_VOID__BOOLEAN,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_BOOLEAN);
}

static void
hw_results_init (HwResults *self)
{
}

HwResults *
hw_results_new (HwDesign *design)
{
  HwResults *self = g_object_new (HW_TYPE_RESULTS, NULL);

  self->design = g_object_ref (design);
  self->cooling = hw_cooling_new (self);
  self->energy = hw_energy_memory_new ();
  self->power = hw_power_new (self);
  self->changed_id = g_signal_connect (design, "changed", G_CALLBACK (design_changed_cb), self);
  count_anew (self);
  return self;
}

HwDesign *
hw_results_get_design (HwResults *self)
{
  return self->design;
}

void
hw_results_forget_stopped (HwResults *self)
{
  hw_power_path_forget (self);
  g_clear_pointer (&self->what_if, hw_what_if_free);
  if (self->cooling != NULL)
    hw_cooling_touch_failed (self->cooling);
}

void
hw_results_changed (HwResults *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  hw_energy_touch (self->energy);
  g_clear_pointer (&self->peaks, g_array_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, FALSE);
}

void
hw_results_set_phase (HwResults *self, HwHandle phase)
{
  if (self->phase == phase)
    return;
  self->phase = phase;
  self->moment = moment_now (self);
  hw_results_forget_ranks (self);
  hw_results_forget_stopped (self);
  hw_fabrics_touch_all (self);
  hw_cables_outdate (self);
  hw_power_reset (self->power);
  hw_results_visit_all (self);
  hw_results_changed (self);
}

HwHandle
hw_results_get_phase (HwResults *self)
{
  return hw_design_has (self->design, HW_TABLE_PHASE, self->phase) ? self->phase : 0;
}

gboolean
hw_results_stands (HwResults *self, const HwObject *object)
{
  return hw_moment_shows (&self->moment, self->design, object);
}

gboolean
hw_results_is_planned (HwResults *self, const HwObject *object)
{
  const HwPhase *phase;

  if (self->moment.last || object->install == 0)
    return FALSE;
  phase = hw_design_row (self->design, HW_TABLE_PHASE, object->install);
  return phase->order > self->moment.order;
}

void
hw_results_set_expected (HwResults *self, gboolean expected)
{
  if (self->expected == !!expected)
    return;
  self->expected = !!expected;
  hw_phase_series_forget (self);
  judge_all (self);
  hw_results_changed (self);
}

gboolean
hw_results_get_expected (HwResults *self)
{
  return self->expected;
}

const HwRackFigures *
hw_results_rack (HwResults *self, HwHandle rack)
{
  /* Handle 0 is no rack: its figures are those of none. */
  return hw_results_rack_figures (self, rack < self->figures->len ? rack : 0);
}

const HwComposition *
hw_results_composition (HwResults *self, HwHandle rack)
{
  return rack < self->memories->len ? hw_results_rack_memory (self, rack)->composition : NULL;
}
