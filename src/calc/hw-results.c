/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-results-private.h"

#include <math.h>
#include <string.h>

#include "hw-cable-plan-private.h"
#include "hw-feeds.h"
#include "hw-ranks.h"
#include "hw-what-if.h"

/* Racks of one name in one hall. The handles of all of them are xored, so that where one is left it
 * is known which. */
typedef struct
{
  guint64 key; /* hall and name */
  guint count;
  HwHandle mix;
} NameGroup;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwResults, hw_results, G_TYPE_OBJECT)

static HwRackMemory *
memory_of (HwResults *self, HwHandle rack)
{
  return &g_array_index (self->memories, HwRackMemory, rack);
}

static HwRackFigures *
figures_of (HwResults *self, HwHandle rack)
{
  return &g_array_index (self->figures, HwRackFigures, rack);
}

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

/* --- broken rules --- */

void
hw_results_count_broken (HwResults *self, guint before, guint after)
{
  guint changed = before ^ after;

  for (guint rule = 0; changed != 0 && rule < HW_N_RULES; rule++)
    if (changed & HW_RULE_BIT (rule))
      self->broken[rule] += after & HW_RULE_BIT (rule) ? 1 : -1;
}

static void
set_rules (HwResults *self, HwHandle rack, guint rules)
{
  HwRackMemory *memory = memory_of (self, rack);

  hw_results_count_broken (self, memory->rules, rules);
  memory->rules = rules;
  figures_of (self, rack)->severity = (guint8)hw_rules_worst (rules);
}

static void
mark_duplicate (HwResults *self, HwHandle rack, gboolean duplicate)
{
  guint rules = memory_of (self, rack)->rules;
  guint bit = HW_RULE_BIT (HW_RULE_DUPLICATE_NAME);

  set_rules (self, rack, duplicate ? rules | bit : rules & ~bit);
}

static void
leave_name (HwResults *self, HwHandle rack)
{
  HwRackMemory *memory = memory_of (self, rack);
  guint64 key = (guint64)memory->hall << 32 | memory->name;
  NameGroup *group;

  if (memory->name == 0)
    return;
  group = g_hash_table_lookup (self->names, &key);
  group->count--;
  group->mix ^= rack;
  mark_duplicate (self, rack, FALSE);
  if (group->count == 1)
    {
      self->n_duplicate_names--;
      mark_duplicate (self, group->mix, FALSE);
    }
  else if (group->count == 0)
    g_hash_table_remove (self->names, &key);
  memory->name = 0;
}

static void
enter_name (HwResults *self, HwHandle rack, HwHandle hall, HwSymbol name)
{
  guint64 key = (guint64)hall << 32 | name;
  NameGroup *group;

  if (name == 0)
    return;
  group = g_hash_table_lookup (self->names, &key);
  if (group == NULL)
    {
      group = g_new0 (NameGroup, 1);
      group->key = key;
      g_hash_table_insert (self->names, &group->key, group);
    }
  if (group->count == 1)
    {
      self->n_duplicate_names++;
      mark_duplicate (self, group->mix, TRUE);
    }
  group->count++;
  group->mix ^= rack;
  memory_of (self, rack)->name = name;
  mark_duplicate (self, rack, group->count > 1);
}

/* --- racks --- */

static HwCounts *
hall_counts (HwResults *self, HwHandle hall)
{
  if (hall >= self->halls->len)
    g_ptr_array_set_size (self->halls, (gint)hall + 1);
  if (self->halls->pdata[hall] == NULL)
    self->halls->pdata[hall] = hw_counts_new ();
  return self->halls->pdata[hall];
}

/* The lesser of two limits of which either may be unknown. */
static double
least (double a, double b)
{
  return isnan (a) ? b : isnan (b) ? a : MIN (a, b);
}

/* What its feeds leave a rack so that any one of them may go; a single feed carries all. */
static double
feeds_limit (HwResults *self, const HwRack *row)
{
  HwHandle feeds[HW_POWER_TAPS];
  guint n = hw_rack_feeds (row, feeds);
  double limit_w = NAN;

  for (guint i = 0; i < n; i++)
    limit_w = least (limit_w, hw_feed_limit_in (self->design, feeds[i]));
  return limit_w * (n > 2 ? n - 1 : 1);
}

/* Whether the rack or its door gives heat to a liquid that nobody brings. */
static gboolean
lacks_loop (HwResults *self, HwHandle rack, const HwRackFigures *figures)
{
  if (hw_design_get_rack (self->design, rack)->loop != 0)
    return FALSE;
  return figures->liquid_w > 0
         || (figures->door_w > 0 && hw_cooling_door_loop (self->cooling, rack) == 0);
}

/* What follows for one rack from its composition, its own limit, its feeds and the site. */
static void
judge_rack (HwResults *self, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwRackMemory *memory = memory_of (self, rack);
  HwRackFigures *figures = figures_of (self, rack);
  guint duplicate = memory->rules & HW_RULE_BIT (HW_RULE_DUPLICATE_NAME);

  *figures = memory->composition->figures;
  if (!isnan (row->power_limit_w))
    figures->limit_w = row->power_limit_w;
  figures->limit_w = least (figures->limit_w, feeds_limit (self, row));
  hw_feeds_move_rack (self, memory, row, figures);
  hw_air_move_rack (self, memory, rack, figures);
  set_rules (self,
             rack,
             duplicate | (lacks_loop (self, rack, figures) ? HW_RULE_BIT (HW_RULE_NO_LOOP) : 0)
                 | hw_rules_judge (
                     figures, memory->composition->complete, hw_design_get_site (self->design)));
}

static void
clear_figures (HwRackFigures *figures)
{
  *figures
      = (HwRackFigures){ .limit_w = NAN, .load_limit_kg = NAN, .severity = HW_SEVERITY_NOTE + 1 };
}

static void
forget_rack (HwResults *self, HwHandle rack)
{
  HwRackMemory *memory = memory_of (self, rack);

  if (memory->composition == NULL)
    return;
  leave_name (self, rack);
  set_rules (self, rack, 0);
  hw_feeds_move_rack (self, memory, NULL, NULL);
  hw_air_move_rack (self, memory, rack, NULL);
  hw_counts_subtract (self->total, memory->composition);
  hw_counts_subtract (hall_counts (self, memory->hall), memory->composition);
  hw_compositions_drop (self->compositions, g_steal_pointer (&memory->composition));
  clear_figures (figures_of (self, rack));
}

/* Looks at a rack anew: the one place where what it contributes changes. */
static void
visit_rack (HwResults *self, HwHandle rack)
{
  HwRackMemory *memory = memory_of (self, rack);
  const HwRack *row;
  HwComposition *now;

  memory->visit = self->visit;
  hw_cooling_touch_rack (self->cooling, rack);
  hw_power_touch_rack (self->power, rack);
  if (!hw_design_has (self->design, HW_TABLE_RACK, rack)
      || !hw_results_stands (self, hw_design_row (self->design, HW_TABLE_RACK, rack)))
    {
      forget_rack (self, rack);
      return;
    }
  row = hw_design_get_rack (self->design, rack);
  now = hw_compositions_take (
      self->compositions, self->design, self->contributors, &self->moment, rack);
  if (memory->composition != NULL
      && (memory->hall != row->object.parent || memory->name != row->object.name))
    leave_name (self, rack);
  if (now != memory->composition || memory->hall != row->object.parent)
    {
      if (memory->composition != NULL)
        {
          hw_counts_subtract (self->total, memory->composition);
          hw_counts_subtract (hall_counts (self, memory->hall), memory->composition);
        }
      hw_counts_add (self->total, now);
      hw_counts_add (hall_counts (self, row->object.parent), now);
    }
  if (memory->composition != NULL)
    hw_compositions_drop (self->compositions, memory->composition);
  memory->composition = now;
  memory->hall = row->object.parent;
  if (memory->name != row->object.name)
    enter_name (self, rack, memory->hall, row->object.name);
  judge_rack (self, rack);
}

static void
make_room (HwResults *self)
{
  guint bound = MAX (hw_design_bound (self->design, HW_TABLE_RACK), 1);
  guint n = self->memories->len;

  if (bound <= n)
    return;
  g_array_set_size (self->memories, bound);
  g_array_set_size (self->figures, bound);
  for (guint i = n; i < bound; i++)
    clear_figures (figures_of (self, i));
}

static void
visit_all (HwResults *self)
{
  self->visit++;
  for (HwHandle rack = 1; rack < self->memories->len; rack++)
    visit_rack (self, rack);
}

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
    if (memory_of (self, rack)->composition != NULL)
      judge_rack (self, rack);
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
  g_clear_pointer (&self->series, g_array_unref);
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
  make_room (self);
  visit_all (self);
  hw_phases_check_all (self);
}

/* --- changes --- */

static void
touch (HwResults *self, HwHandle rack)
{
  if (memory_of (self, rack)->visit != self->visit)
    visit_rack (self, rack);
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
      const HwRackMemory *memory = memory_of (self, rack);

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
  g_clear_pointer (&self->series, g_array_unref);
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
  make_room (self);
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
      visit_all (self);
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
  visit_all (self);
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
  g_clear_pointer (&self->series, g_array_unref);
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
  return figures_of (self, rack < self->figures->len ? rack : 0);
}

const HwComposition *
hw_results_composition (HwResults *self, HwHandle rack)
{
  return rack < self->memories->len ? memory_of (self, rack)->composition : NULL;
}
