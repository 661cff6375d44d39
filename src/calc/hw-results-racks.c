/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-results-private.h"

#include <math.h>

#include "hw-feeds.h"

/* What each rack contributes: the one place where that changes, with the names that several have
 * and the rules that it breaks. */

/* Racks of one name in one hall. The handles of all of them are xored, so that where one is left it
 * is known which. */
typedef struct
{
  guint64 key; /* hall and name */
  guint count;
  HwHandle mix;
} NameGroup;

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
  HwRackMemory *memory = hw_results_rack_memory (self, rack);

  hw_results_count_broken (self, memory->rules, rules);
  memory->rules = rules;
  hw_results_rack_figures (self, rack)->severity = (guint8)hw_rules_worst (rules);
}

static void
mark_duplicate (HwResults *self, HwHandle rack, gboolean duplicate)
{
  guint rules = hw_results_rack_memory (self, rack)->rules;
  guint bit = HW_RULE_BIT (HW_RULE_DUPLICATE_NAME);

  set_rules (self, rack, duplicate ? rules | bit : rules & ~bit);
}

static void
leave_name (HwResults *self, HwHandle rack)
{
  HwRackMemory *memory = hw_results_rack_memory (self, rack);
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
  hw_results_rack_memory (self, rack)->name = name;
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

void
hw_results_judge_rack (HwResults *self, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwRackMemory *memory = hw_results_rack_memory (self, rack);
  HwRackFigures *figures = hw_results_rack_figures (self, rack);
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
  HwRackMemory *memory = hw_results_rack_memory (self, rack);

  if (memory->composition == NULL)
    return;
  leave_name (self, rack);
  set_rules (self, rack, 0);
  hw_feeds_move_rack (self, memory, NULL, NULL);
  hw_air_move_rack (self, memory, rack, NULL);
  hw_counts_subtract (self->total, memory->composition);
  hw_counts_subtract (hall_counts (self, memory->hall), memory->composition);
  hw_compositions_drop (self->compositions, g_steal_pointer (&memory->composition));
  clear_figures (hw_results_rack_figures (self, rack));
}

void
hw_results_visit_rack (HwResults *self, HwHandle rack)
{
  HwRackMemory *memory = hw_results_rack_memory (self, rack);
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
  hw_results_judge_rack (self, rack);
}

void
hw_results_make_room (HwResults *self)
{
  guint bound = MAX (hw_design_bound (self->design, HW_TABLE_RACK), 1);
  guint n = self->memories->len;

  if (bound <= n)
    return;
  g_array_set_size (self->memories, bound);
  g_array_set_size (self->figures, bound);
  for (guint i = n; i < bound; i++)
    clear_figures (hw_results_rack_figures (self, i));
}

void
hw_results_visit_all (HwResults *self)
{
  self->visit++;
  for (HwHandle rack = 1; rack < self->memories->len; rack++)
    hw_results_visit_rack (self, rack);
}
