/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-air-zone.h"
#include "hw-cable-plan-private.h"
#include "hw-cooling-work.h"
#include "hw-cost-private.h"
#include "hw-power-peak.h"
#include "hw-what-if.h"

/* What problems are sorted by, after their severity: the whole design and its feeds first, then
 * hall, rack from north to south and west to east. */
typedef struct
{
  HwProblem *problem;
  guint rule;
  guint hall; /* number in the order of halls, from 1; 0 for the design and its feeds */
  gint32 y, x;
  HwId id;
} SortedProblem;

typedef struct
{
  HwResults *results;
  GArray *sorted;             /* SortedProblem */
  GArray *shared[HW_N_RULES]; /* HwRef: of rules that are one problem for the design */
  GHashTable *named;          /* hall and name → GArray of HwRef */
  guint hall;                 /* number of the one that is looked at */
  guint n_fabric;             /* problems of fabrics so far */
} Collection;

static void
collect (Collection *self, HwRule rule, HwRef ref, char *message, GArray *others)
{
  SortedProblem sorted = { .rule = rule };

  sorted.problem = hw_problem_new (hw_rule_severity (rule), hw_rule_code (rule), ref, message);
  sorted.problem->others = others;
  if (ref.handle != 0 && ref.table == HW_TABLE_FEED)
    sorted.id
        = ((const HwObject *)hw_design_row (self->results->design, ref.table, ref.handle))->id;
  else if (ref.handle != 0 && rule < HW_RULE_FLOOR_SPREAD)
    {
      const HwRack *row = hw_design_get_rack (self->results->design, ref.handle);
      sorted.hall = self->hall;
      sorted.y = row->y_mm;
      sorted.x = row->x_mm;
      sorted.id = row->object.id;
    }
  g_array_append_val (self->sorted, sorted);
}

static void
collect_rack (Collection *self, HwHandle rack)
{
  const HwRackMemory *memory = &g_array_index (self->results->memories, HwRackMemory, rack);
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);

  for (guint rule = 0; memory->rules >> rule != 0; rule++)
    {
      if (!(memory->rules & HW_RULE_BIT (rule)))
        continue;
      if (hw_rule_is_single (rule))
        collect (self, rule, ref, hw_rule_rack_message (self->results, rule, rack), NULL);
      else if (rule == HW_RULE_DUPLICATE_NAME)
        {
          gpointer key = GUINT_TO_POINTER (memory->name);
          GArray *racks = g_hash_table_lookup (self->named, key);
          if (racks == NULL)
            {
              racks = g_array_new (FALSE, FALSE, sizeof (HwRef));
              g_hash_table_insert (self->named, key, racks);
            }
          g_array_append_val (racks, ref);
        }
      else
        g_array_append_val (self->shared[rule], ref);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  HwDesign *design = data;
  const HwRack *x = hw_design_get_rack (design, ((const HwRef *)a)->handle);
  const HwRack *y = hw_design_get_rack (design, ((const HwRef *)b)->handle);

  if (x->y_mm != y->y_mm)
    return x->y_mm < y->y_mm ? -1 : 1;
  if (x->x_mm != y->x_mm)
    return x->x_mm < y->x_mm ? -1 : 1;
  return hw_id_compare (hw_design_get_symbols (design), x->object.id, y->object.id);
}

/* The northernmost of the racks of one name stands for all. */
static void
collect_names (Collection *self)
{
  HwDesign *design = self->results->design;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->named);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GArray *racks = value;
      HwRef first;
      char *message;

      g_array_sort_with_data (racks, compare_places, design);
      first = g_array_index (racks, HwRef, 0);
      message = hw_rule_design_message (self->results, HW_RULE_DUPLICATE_NAME, racks);
      g_array_remove_index (racks, 0);
      collect (self, HW_RULE_DUPLICATE_NAME, first, message, g_array_ref (racks));
    }
  g_hash_table_remove_all (self->named);
}

static void
collect_feeds (Collection *self)
{
  for (HwHandle feed = 1; feed < self->results->feeds->len; feed++)
    {
      guint rules = g_array_index (self->results->feeds, HwFeedTally, feed).rules;
      for (guint rule = HW_RULE_FEED_LOAD; rule < HW_N_RULES; rule++)
        if (rules & HW_RULE_BIT (rule))
          collect (self,
                   rule,
                   HW_REF (HW_TABLE_FEED, feed),
                   hw_rule_feed_message (self->results, rule, feed),
                   NULL);
    }
}

/* Numbers of halls in their order, from 1. */
static guint
hall_number (HwDesign *design, HwHandle hall)
{
  guint number = 0;

  for (HwHandle other = hw_design_first_child (design, HW_TABLE_HALL, 0); other != 0;
       other = hw_design_next_child (design, HW_TABLE_HALL, other))
    {
      number++;
      if (other == hall)
        break;
    }
  return number;
}

static void
collect_finding (Collection *self, const HwLoopSolution *solution, const HwLoopFinding *finding)
{
  HwDesign *design = self->results->design;
  const HwObject *object = hw_design_row (design, finding->ref.table, finding->ref.handle);
  SortedProblem sorted = { .rule = HW_N_RULES + finding->rule, .id = object->id };
  HwHandle rack = finding->ref.table == HW_TABLE_RACK ? finding->ref.handle : 0;

  if (finding->ref.table == HW_TABLE_DEVICE)
    rack = object->parent;
  if (rack != 0)
    {
      const HwRack *row = hw_design_get_rack (design, rack);
      sorted.hall = hall_number (design, row->object.parent);
      sorted.y = row->y_mm;
      sorted.x = row->x_mm;
    }
  sorted.problem = hw_problem_new (hw_loop_rule_severity (finding->rule),
                                   hw_loop_rule_code (finding->rule),
                                   finding->ref,
                                   hw_loop_finding_message (design, solution, finding));
  g_array_append_val (self->sorted, sorted);
}

static void
collect_loops (Collection *self)
{
  HwDesign *design = self->results->design;

  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const HwLoopSolution *solution = hw_results_loop_now (self->results, loop);
      const GArray *findings = hw_results_loop_findings_now (self->results, loop);
      for (guint i = 0; i < findings->len; i++)
        collect_finding (self, solution, &g_array_index (findings, HwLoopFinding, i));
    }
}

static void
collect_air_zone (Collection *self, HwHandle hall, HwHandle zone, const HwAirZone *air, guint index)
{
  HwDesign *design = self->results->design;
  HwRef ref = zone != 0 ? HW_REF (HW_TABLE_ROW, zone) : HW_REF (HW_TABLE_HALL, hall);
  guint broken = hw_air_zone_judge (air);
  g_autofree char *name = broken != 0 ? hw_air_zone_dup_name (design, hall, zone) : NULL;

  for (guint rule = 0; rule < HW_N_AIR_RULES; rule++)
    {
      SortedProblem sorted
          = { .rule = HW_N_RULES + HW_N_LOOP_RULES + rule,
              .hall = self->hall,
              .y = G_MININT32 + (gint32)index,
              .id = ((const HwObject *)hw_design_row (design, ref.table, ref.handle))->id };
      if (!(broken & 1u << rule))
        continue;
      sorted.problem = hw_problem_new (hw_air_rule_severity (rule),
                                       hw_air_rule_code (rule),
                                       ref,
                                       hw_air_rule_message (rule, air, name));
      g_array_append_val (self->sorted, sorted);
    }
}

static void
collect_air (Collection *self)
{
  HwDesign *design = self->results->design;

  self->hall = 0;
  /* What side-cars and doors give to and take from the air is not known yet. */
  if (hw_results_loops_wait (self->results) > 0)
    return;
  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    {
      g_autoptr (GArray) zones = hw_results_air_zones (self->results, hall);
      g_autoptr (GArray) figures = hw_results_air_each (self->results, hall, zones);

      self->hall++;
      for (guint i = 0; i < zones->len; i++)
        collect_air_zone (self,
                          hall,
                          g_array_index (zones, HwHandle, i),
                          &g_array_index (figures, HwAirZone, i),
                          i);
    }
}

/* Problems of fabrics stand before those of halls of the same severity. */
static void
collect_fabric_cb (
    gpointer data, HwHandle fabric, HwSeverity severity, const char *code, HwRef ref, char *message)
{
  Collection *self = data;
  SortedProblem sorted = { .rule = HW_N_RULES + self->n_fabric++ };

  sorted.problem = hw_problem_new (severity, code, ref, message);
  /* 0: of a change whose fabric is gone. */
  if (fabric != 0)
    sorted.id
        = ((const HwObject *)hw_design_row (self->results->design, HW_TABLE_FABRIC, fabric))->id;
  g_array_append_val (self->sorted, sorted);
}

/* Those of cables and trays, and peaks of feeds, stand behind them. */
static void
collect_cables_cb (gpointer data, HwSeverity severity, const char *code, HwRef ref, char *message)
{
  Collection *self = data;
  SortedProblem sorted = { .rule = HW_N_RULES + self->n_fabric++ };

  sorted.problem = hw_problem_new (severity, code, ref, message);
  g_array_append_val (self->sorted, sorted);
}

static void
collect_power (Collection *self)
{
  const GPtrArray *problems = hw_power_problems (self->results->power);

  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = problems->pdata[i];
      SortedProblem sorted = { .rule = HW_N_RULES + self->n_fabric++ };

      sorted.problem = hw_problem_new (
          problem->severity, problem->code, problem->ref, g_strdup (problem->message));
      if (problem->others != NULL)
        sorted.problem->others = g_array_ref (problem->others);
      g_array_append_val (self->sorted, sorted);
    }
}

static const char *
outage_code (const HwOutage *outage)
{
  if (outage->state == HW_OUTAGE_CUT_OFF)
    return "cut-off";
  return outage->still ? hw_loop_rule_code (HW_LOOP_RULE_RACK_SHUT) : "coolant-lost";
}

/* What stops by what has failed in other networks. */
static void
collect_outages (Collection *self)
{
  const HwWhatIf *what_if = hw_results_what_if (self->results);
  HwDesign *design = self->results->design;

  for (guint i = 0; what_if != NULL && i < what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, i);
      SortedProblem sorted = { .rule = HW_N_RULES + self->n_fabric++ };
      g_autofree char *cause = NULL;

      if (!hw_outage_is_problem (outage))
        continue;
      cause = hw_what_if_explain (what_if, self->results, outage);
      sorted.problem = hw_problem_new (
          HW_SEVERITY_ERROR,
          outage_code (outage),
          outage->object,
          g_strdup_printf (_ ("%s: %s"), hw_design_name (design, outage->object), cause));
      g_array_append_val (self->sorted, sorted);
    }
}

static guint
count_outages (HwResults *self)
{
  const HwWhatIf *what_if = hw_results_what_if (self);
  guint n = 0;

  for (guint i = 0; what_if != NULL && i < what_if->outages->len; i++)
    n += hw_outage_is_problem (&g_array_index (what_if->outages, HwOutage, i));
  return n;
}

/* By how much a rack breaks a rule that is one problem for all racks. */
static double
badness (HwResults *self, HwRule rule, const GArray *racks, guint i)
{
  const HwRackFigures *figures = hw_results_rack (self, g_array_index (racks, HwRef, i).handle);

  return rule == HW_RULE_RACK_AIR ? figures->air_w : figures->footprint_pa;
}

/* Takes out where to look first: the rack that breaks it most. */
static HwRef
take_worst (HwResults *self, HwRule rule, GArray *racks)
{
  guint worst = 0;
  HwRef ref;

  for (guint i = 1; i < racks->len; i++)
    if (badness (self, rule, racks, i) > badness (self, rule, racks, worst))
      worst = i;
  ref = g_array_index (racks, HwRef, worst);
  g_array_remove_index (racks, worst);
  return ref;
}

static void
collect_shared (Collection *self, HwRule rule)
{
  GArray *racks = self->shared[rule];
  HwRef ref = HW_REF (HW_TABLE_DESIGN, 0);
  char *message;

  if (racks->len == 0)
    return;
  message = hw_rule_design_message (self->results, rule, racks);
  if (rule == HW_RULE_FLOOR_SPREAD || rule == HW_RULE_RACK_AIR)
    ref = take_worst (self->results, rule, racks);
  else if (rule >= HW_RULE_NEVER_STANDS)
    {
      ref = g_array_index (racks, HwRef, 0);
      g_array_remove_index (racks, 0);
    }
  if (rule == HW_RULE_RACK_AIR)
    self->hall
        = hall_number (self->results->design,
                       hw_design_get_rack (self->results->design, ref.handle)->object.parent);
  collect (self, rule, ref, message, g_array_ref (racks));
}

static int
compare_problems (gconstpointer a, gconstpointer b, gpointer data)
{
  const SortedProblem *x = a;
  const SortedProblem *y = b;

  if (x->problem->severity != y->problem->severity)
    return x->problem->severity < y->problem->severity ? -1 : 1;
  if (x->hall != y->hall)
    return x->hall < y->hall ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  if (x->x != y->x)
    return x->x < y->x ? -1 : 1;
  if (x->id != y->id)
    return hw_id_compare (data, x->id, y->id);
  return (int)x->rule - (int)y->rule;
}

static void
find_problems (HwResults *self)
{
  Collection collection = { .results = self };
  HwDesign *design = self->design;

  collection.sorted = g_array_new (FALSE, FALSE, sizeof (SortedProblem));
  collection.named = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  for (guint rule = 0; rule < HW_N_RULES; rule++)
    collection.shared[rule] = g_array_new (FALSE, FALSE, sizeof (HwRef));
  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    {
      collection.hall++;
      for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, hall); rack != 0;
           rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
        collect_rack (&collection, rack);
      collect_names (&collection);
    }
  hw_phases_list (self, collection.shared[HW_RULE_NEVER_STANDS]);
  for (HwRule rule = HW_RULE_PHASE_DATE; rule <= HW_RULE_PHASE_FALL; rule++)
    hw_phases_list_broken (design, rule, collection.shared[rule]);
  for (guint rule = 0; rule < HW_N_RULES; rule++)
    {
      collect_shared (&collection, rule);
      g_array_unref (collection.shared[rule]);
    }
  collect_feeds (&collection);
  collect_loops (&collection);
  collect_air (&collection);
  hw_fabrics_each_problem (self, collect_fabric_cb, &collection);
  hw_cables_each_problem (self, collect_cables_cb, &collection);
  hw_peaks_each_problem (self, collect_cables_cb, &collection);
  collect_power (&collection);
  hw_cost_each_problem (self, collect_cables_cb, &collection);
  hw_energy_each_problem (self, collect_cables_cb, &collection);
  collect_outages (&collection);
  g_array_sort_with_data (collection.sorted, compare_problems, hw_design_get_symbols (design));
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_problem_free);
  for (guint i = 0; i < collection.sorted->len; i++)
    g_ptr_array_add (self->problems, g_array_index (collection.sorted, SortedProblem, i).problem);
  g_array_unref (collection.sorted);
  g_hash_table_unref (collection.named);
}

static gboolean
concerns (const HwProblem *problem, HwRef ref)
{
  if (hw_ref_equal (problem->ref, ref))
    return TRUE;
  for (guint i = 0; problem->others != NULL && i < problem->others->len; i++)
    if (hw_ref_equal (g_array_index (problem->others, HwRef, i), ref))
      return TRUE;
  return FALSE;
}

GPtrArray *
hw_results_problems (HwResults *self)
{
  GPtrArray *problems = g_ptr_array_new ();

  if (self->problems == NULL)
    find_problems (self);
  for (guint i = 0; i < self->problems->len; i++)
    g_ptr_array_add (problems, self->problems->pdata[i]);
  return problems;
}

static guint
count_air (HwResults *self, HwHandle hall, HwSeverity severity)
{
  g_autoptr (GArray) zones = hw_results_air_zones (self, hall);
  g_autoptr (GArray) figures = hw_results_air_each (self, hall, zones);
  guint n = 0;

  for (guint i = 0; i < zones->len; i++)
    {
      guint broken = hw_air_zone_judge (&g_array_index (figures, HwAirZone, i));

      for (guint rule = 0; rule < HW_N_AIR_RULES; rule++)
        n += (broken & 1u << rule) && hw_air_rule_severity (rule) == severity;
    }
  return n;
}

typedef struct
{
  HwSeverity severity;
  guint n;
} Tally;

static void
count_fabric_cb (
    gpointer data, HwHandle fabric, HwSeverity severity, const char *code, HwRef ref, char *message)
{
  Tally *tally = data;

  tally->n += severity == tally->severity;
  g_free (message);
}

static void
count_cables_cb (gpointer data, HwSeverity severity, const char *code, HwRef ref, char *message)
{
  Tally *tally = data;

  tally->n += severity == tally->severity;
  g_free (message);
}

guint
hw_results_n_problems (HwResults *self, HwSeverity severity)
{
  Tally fabrics = { severity, 0 };
  guint n = 0;

  hw_fabrics_each_problem (self, count_fabric_cb, &fabrics);
  hw_cables_each_problem (self, count_cables_cb, &fabrics);
  hw_peaks_each_problem (self, count_cables_cb, &fabrics);
  hw_cost_each_problem (self, count_cables_cb, &fabrics);
  hw_energy_each_problem (self, count_cables_cb, &fabrics);
  for (guint rule = 0; rule < HW_N_RULES; rule++)
    {
      if (hw_rule_severity (rule) != severity)
        continue;
      if (rule == HW_RULE_DUPLICATE_NAME)
        n += self->n_duplicate_names;
      else if (hw_rule_is_single (rule))
        n += self->broken[rule];
      else if (self->broken[rule] > 0)
        n++;
    }
  n += hw_cooling_count (self->cooling, severity);
  for (guint i = 0; i < hw_power_problems (self->power)->len; i++)
    n += ((const HwProblem *)self->power->problems->pdata[i])->severity == severity;
  for (HwHandle hall = hw_design_next (self->design, HW_TABLE_HALL, 0);
       hall != 0 && hw_results_loops_wait (self) == 0;
       hall = hw_design_next (self->design, HW_TABLE_HALL, hall))
    n += count_air (self, hall, severity);
  if (severity == HW_SEVERITY_ERROR)
    n += count_outages (self);
  return n + fabrics.n;
}

GPtrArray *
hw_results_problems_of (HwResults *self, HwRef ref)
{
  GPtrArray *problems = g_ptr_array_new ();

  if (self->problems == NULL)
    find_problems (self);
  for (guint i = 0; i < self->problems->len; i++)
    if (concerns (self->problems->pdata[i], ref))
      g_ptr_array_add (problems, self->problems->pdata[i]);
  return problems;
}
