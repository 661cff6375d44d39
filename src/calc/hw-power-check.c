/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-feeds.h"
#include "hw-power-needs.h"
#include "hw-power-private.h"
#include "hw-results-private.h"

/* What is wrong with the power network. */

/* A three-phase circuit more uneven than this is told of where it is used to more than half: common
 * practice keeps phases within a tenth of each other. */
#define MOST_UNBALANCE 0.1
#define USED 0.5

typedef struct
{
  HwPower *power;
  HwResults *results;
  HwDesign *design;
  const HwPowerSolution *whole;
  GPtrArray *problems;
} Check;

static HwProblem *
tell (Check *self, HwSeverity severity, const char *code, HwRef ref, char *message)
{
  HwProblem *problem = hw_problem_new (severity, code, ref, message);

  g_ptr_array_add (self->problems, problem);
  return problem;
}

static char *
watts (double power_w)
{
  return hw_quantity_format (HW_DIMENSION_POWER, power_w, NULL);
}

/* --- nodes --- */

static void
tell_limit (Check *self, const HwPowerNode *node, const HwPowerNodeState *state)
{
  g_autofree char *name = hw_power_node_name (self->design, node);
  g_autofree char *load = watts (state->stress_w);
  g_autofree char *limit = watts (node->limit_w);
  HwFeedFigures figures;

  if (node->limit_w == 0)
    {
      tell (self,
            HW_SEVERITY_ERROR,
            "power-limit",
            node->object,
            g_strdup_printf (_ ("%s has a limit of zero and carries nothing; correct it."), name));
      return;
    }
  if (!state->over)
    return;
  /* Feeds over their sum of loads are a problem of their own. */
  if (node->role == HW_POWER_FEED && hw_results_feed (self->results, node->object.handle, &figures)
      && !hw_within (figures.load_w, figures.limit_w))
    return;
  tell (self,
        HW_SEVERITY_ERROR,
        "power-load",
        node->object,
        g_strdup_printf (
            _ ("%s carries %s of %s, by its most loaded phase: move racks, or add a unit."),
            name,
            load,
            limit));
}

static void
tell_source (Check *self, const HwPowerNode *node, const HwPowerNodeState *state)
{
  g_autofree char *name = hw_power_node_name (self->design, node);
  const HwPowerRow *row = node->power != 0 ? hw_design_get_power (self->design, node->power) : NULL;

  if (node->ring)
    tell (self,
          HW_SEVERITY_ERROR,
          "power-loop",
          node->object,
          g_strdup_printf (_ ("%s is fed by itself, and so by nothing; remove the override that "
                              "closes the ring."),
                           name));
  else if (row != NULL && node->role != HW_POWER_UTILITY && node->role != HW_POWER_BUS
           && !hw_power_has_system (row, node->system))
    tell (self,
          HW_SEVERITY_ERROR,
          "power-system",
          node->object,
          g_strdup_printf (_ ("%s is of system %s, which %s has not; choose another system or "
                              "scheme."),
                           name,
                           hw_power_system_label (node->system),
                           hw_design_name (self->design, HW_REF (HW_TABLE_POWER, node->power))));
  else if (!state->live && !node->off && node->role == HW_POWER_FEED)
    tell (self,
          HW_SEVERITY_ERROR,
          "power-source",
          node->object,
          g_strdup_printf (_ ("Nothing feeds %s; give its chain a utility feed or a generator."),
                           name));
}

static void
tell_unbalance (Check *self, const HwPowerNode *node, const HwPowerNodeState *state)
{
  g_autofree char *name = NULL;
  g_autofree char *neutral = NULL;

  if (node->role < HW_POWER_PDU || node->phases != 3 || state->currents.unbalance <= MOST_UNBALANCE
      || !(state->stress_w > USED * node->limit_w))
    return;
  name = hw_power_node_name (self->design, node);
  neutral = hw_quantity_format (HW_DIMENSION_CURRENT, state->currents.neutral_a, NULL);
  tell (self,
        HW_SEVERITY_NOTE,
        "power-unbalance",
        node->object,
        g_strdup_printf (_ ("The phases of %s differ by %.0f %% from their mean, with %s in the "
                            "neutral: spread single-phase loads over the lines."),
                         name,
                         100 * state->currents.unbalance,
                         neutral));
}

static void
check_nodes (Check *self)
{
  for (guint i = 0; i < self->whole->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->power->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (self->whole, i);

      tell_source (self, node, state);
      tell_limit (self, node, state);
      tell_unbalance (self, node, state);
    }
}

static void
tell_overrides (Check *self, const GArray *overrides)
{
  for (guint i = 0; overrides != NULL && i < overrides->len; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_OVERRIDE, g_array_index (overrides, HwHandle, i));
      const HwOverride *row = hw_design_get_override (self->design, ref.handle);

      tell (self,
            HW_SEVERITY_WARNING,
            "power-override",
            ref,
            g_strdup_printf (_ ("“%s” of “%s” cannot be “%s”; correct or remove the override."),
                             hw_design_text (self->design, row->field),
                             hw_design_text (self->design, row->key),
                             hw_design_text (self->design, row->value)));
    }
}

/* --- racks --- */

/* Racks that share one problem, and the one that is named. */
typedef struct
{
  GArray *refs; /* HwRef */
  double left_w, wanted_w;
  HwRef object, feed;
} Shared;

/* What is left of the load of a rack that loses most by the loss of a feed. */
static void
check_supplies (Check *self, const HwPowerRack *rack, Shared *shared)
{
  g_autofree double *loads_w = g_new (double, MAX (rack->loads->len, 1));
  guint all = g_array_index (self->whole->racks, HwPowerRackState, rack->rack).live;
  HwRef ref = HW_REF (HW_TABLE_RACK, rack->rack);
  gboolean any = FALSE;

  for (guint tap = 0; rack->n_taps > 1 && tap < rack->n_taps; tap++)
    {
      HwPowerRackState state;

      if (!(all >> tap & 1) || (all & ~(1u << tap)) == 0)
        continue;
      hw_power_rack_solve (rack, all & ~(1u << tap), &state, loads_w, NULL);
      for (guint i = 0; state.n_capped + state.n_dead > 0 && i < rack->loads->len; i++)
        {
          const HwPowerLoad *load = &g_array_index (rack->loads, HwPowerLoad, i);

          if (hw_within (load->power_w, loads_w[i]))
            continue;
          any = TRUE;
          if (shared->wanted_w > 0
              && loads_w[i] * shared->wanted_w >= shared->left_w * load->power_w)
            continue;
          shared->left_w = loads_w[i];
          shared->wanted_w = load->power_w;
          shared->object = load->object;
          shared->feed = HW_REF (HW_TABLE_FEED, rack->taps[tap].feed);
        }
    }
  if (any)
    g_array_append_val (shared->refs, ref);
}

static void
tell_supplies (Check *self, Shared *shared)
{
  g_autofree char *left = watts (shared->left_w);
  g_autofree char *wanted = watts (shared->wanted_w);
  HwProblem *problem;
  char *message;

  if (shared->refs->len == 0)
    return;
  if (shared->refs->len == 1)
    message = g_strdup_printf (
        _ ("Without feed %s the supplies of %s carry %s of its %s: put them on more feeds, or cap "
           "it."),
        hw_design_name (self->design, shared->feed),
        hw_design_name (self->design, shared->object),
        left,
        wanted);
  else
    message = g_strdup_printf (
        _ ("In %u racks supplies do not carry their load without one of their feeds; those of %s "
           "carry %s of its %s: put them on more feeds, or cap it."),
        shared->refs->len,
        hw_design_name (self->design, shared->object),
        left,
        wanted);
  problem = tell (
      self, HW_SEVERITY_WARNING, "power-supplies", g_array_index (shared->refs, HwRef, 0), message);
  g_array_remove_index (shared->refs, 0);
  problem->others = g_array_ref (shared->refs);
}

/* A tap or rack PDU with more than it may carry. */
static void
tell_tap (Check *self, HwHandle rack)
{
  tell (self,
        HW_SEVERITY_ERROR,
        "power-tap",
        HW_REF (HW_TABLE_RACK, rack),
        g_strdup_printf (_ ("A tap or rack PDU of %s carries more than it may for long: move a "
                            "device, or choose a greater one."),
                         hw_design_name (self->design, HW_REF (HW_TABLE_RACK, rack))));
}

static void
tell_unfed (Check *self, GArray *refs)
{
  HwProblem *problem;
  HwRef first;

  if (refs->len == 0 || hw_design_count (self->design, HW_TABLE_POWER) == 0)
    return;
  first = g_array_index (refs, HwRef, 0);
  problem = tell (
      self,
      HW_SEVERITY_WARNING,
      "power-unfed",
      first,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u rack with a load hangs on no feed, %s: give it one.",
                                    "%u racks with a load hang on no feed, %s among them: give "
                                    "them feeds.",
                                    refs->len),
                       refs->len,
                       hw_design_name (self->design, first)));
  g_array_remove_index (refs, 0);
  problem->others = g_array_ref (refs);
}

static void
check_racks (Check *self)
{
  g_autoptr (GArray) unfed = g_array_new (FALSE, FALSE, sizeof (HwRef));
  g_autoptr (GArray) short_racks = g_array_new (FALSE, FALSE, sizeof (HwRef));
  Shared shared = { .refs = short_racks };

  for (HwHandle handle = 1; handle < self->whole->racks->len; handle++)
    {
      const HwPowerRack *rack = hw_power_derive_rack (self->power, handle);
      const HwRackFigures *figures = hw_results_rack (self->results, handle);
      HwRef ref = HW_REF (HW_TABLE_RACK, handle);

      if (rack == NULL)
        {
          if (figures->present && hw_rack_figures_load (figures) > 0)
            g_array_append_val (unfed, ref);
          /* There is nothing in it that they could change. */
          if (figures->present)
            tell_overrides (
                self, g_hash_table_lookup (self->power->plan->inside, GUINT_TO_POINTER (handle)));
          continue;
        }
      tell_overrides (self, rack->bad_overrides);
      if (g_array_index (self->whole->racks, HwPowerRackState, handle).over)
        tell_tap (self, handle);
      check_supplies (self, rack, &shared);
    }
  tell_supplies (self, &shared);
  tell_unfed (self, unfed);
}

/* --- chains after a failure --- */

/* What is worst after one failure. */
typedef struct
{
  HwPowerTarget target; /* that failed, or the first of a system */
  gint over;            /* node; -1: none */
  double excess;        /* of it, over its limit */
  guint n_dead;
  guint gpus;
  gboolean system;
} Worst;

static void
fail_and_judge (Check *self, HwHandle power, const GArray *targets, Worst *worst)
{
  g_autoptr (HwPowerSolution) solution = hw_power_solve (self->power, self->whole, targets);
  Worst now = { .target = g_array_index (targets, HwPowerTarget, 0),
                .over = -1,
                .n_dead = solution->n_dead - MIN (solution->n_dead, self->whole->n_dead),
                .gpus = solution->gpus_lost - MIN (solution->gpus_lost, self->whole->gpus_lost),
                .system = targets->len > 1 };

  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->power->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);

      /* The feeds tell by themselves what they would carry alone. */
      if (node->power != power || node->role == HW_POWER_FEED || !state->over
          || hw_power_solution_node (self->whole, i)->over
          || state->stress_w / node->limit_w <= now.excess)
        continue;
      now.over = (gint)i;
      now.excess = state->stress_w / node->limit_w;
    }
  if (now.n_dead > worst->n_dead || (now.n_dead == worst->n_dead && now.excess > worst->excess))
    *worst = now;
}

static void
tell_worst (Check *self, HwHandle power, const Worst *worst)
{
  HwRef chain = HW_REF (HW_TABLE_POWER, power);
  const HwPowerNode *gone;
  g_autofree char *lost = NULL;
  const HwPowerNodeState *state;

  if (worst->n_dead == 0 && worst->over < 0)
    return;
  gone = hw_power_plan_node (self->power->plan, (guint)worst->target.node);
  lost = worst->system ? g_strdup_printf (_ ("system %s"), hw_power_system_label (gone->system))
                       : hw_power_node_name (self->design, gone);
  if (worst->n_dead > 0)
    {
      tell (self,
            HW_SEVERITY_WARNING,
            "power-scheme",
            chain,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "Without %s of %s %u load is lost, and %u GPUs with it: "
                                          "put racks on feeds of two systems, or add units.",
                                          "Without %s of %s %u loads are lost, and %u GPUs with "
                                          "them: put racks on feeds of two systems, or add units.",
                                          worst->n_dead),
                             lost,
                             hw_design_name (self->design, chain),
                             worst->n_dead,
                             worst->gpus));
      return;
    }
  {
    const HwPowerNode *over = hw_power_plan_node (self->power->plan, (guint)worst->over);
    g_autofree char *name = hw_power_node_name (self->design, over);
    g_autofree char *limit = watts (over->limit_w);
    g_autofree char *load = watts (worst->excess * over->limit_w);

    state = hw_power_solution_node (self->whole, (guint)worst->over);
    tell (self,
          HW_SEVERITY_WARNING,
          "power-scheme",
          over->object,
          g_strdup_printf (
              _ ("Without %s of %s, %s would carry %s of %s: add a unit, or move racks."),
              lost,
              hw_design_name (self->design, chain),
              name,
              load,
              limit));
    g_assert (!state->over);
  }
}

/* Each system as a whole, and one unit of each stage that has several: alike units fail alike. */
static void
check_scheme (Check *self, HwHandle power)
{
  const HwPowerRow *row = hw_design_get_power (self->design, power);
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (HwPowerTarget));
  guint seen[HW_N_POWER_ROLES][HW_N_SYSTEMS] = { { 0 } };
  Worst worst = { .over = -1 };

  if (row->scheme == HW_SCHEME_N)
    return;
  for (guint system = 0; row->scheme != HW_SCHEME_N_PLUS_1 && system < HW_N_SYSTEMS; system++)
    {
      g_array_set_size (targets, 0);
      for (guint i = 0; i < self->whole->nodes->len; i++)
        {
          const HwPowerNode *node = hw_power_plan_node (self->power->plan, i);
          HwPowerTarget target = { .node = (gint)i };

          if (node->power == power && node->system == system && node->role != HW_POWER_FEED
              && (node->role != HW_POWER_UTILITY || row->utility == HW_UTILITY_EACH))
            g_array_append_val (targets, target);
        }
      if (targets->len > 0)
        fail_and_judge (self, power, targets, &worst);
    }
  for (guint i = 0; i < self->whole->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->power->plan, i);
      HwPowerTarget target = { .node = (gint)i };
      guint *n = &seen[node->role][node->system];

      /* The second one: where there is none the system goes with it. */
      if (node->power != power || node->object.table != HW_TABLE_RACK
          || ++*n != (row->scheme == HW_SCHEME_N_PLUS_1 ? 1 : 2))
        continue;
      g_array_set_size (targets, 0);
      g_array_append_val (targets, target);
      fail_and_judge (self, power, targets, &worst);
    }
  tell_worst (self, power, &worst);
}

static void
check_needs (Check *self, HwHandle power)
{
  g_autoptr (GArray) needs = hw_power_needs (self->results, power);
  HwRef ref = HW_REF (HW_TABLE_POWER, power);
  guint missing = 0;

  for (guint i = 0; i < needs->len; i++)
    missing += g_array_index (needs, HwPowerNeed, i).count;
  if (missing > 0)
    tell (self,
          HW_SEVERITY_WARNING,
          "power-to-place",
          ref,
          g_strdup_printf (
              g_dngettext (GETTEXT_PACKAGE,
                           "%u unit of %s has no place yet; use “Place What This Chain Needs”.",
                           "%u units of %s have no place yet; use “Place What This Chain Needs”.",
                           missing),
              missing,
              hw_design_name (self->design, ref)));
}

/* What a chain without generators lives on when the utility is gone. */
static void
check_ride_through (Check *self, HwHandle power)
{
  const HwPowerRow *row = hw_design_get_power (self->design, power);
  const char *name = hw_design_name (self->design, HW_REF (HW_TABLE_POWER, power));
  double autonomy_s = hw_results_power_chain (self->results, power).autonomy_s;
  gboolean any = FALSE;
  g_autofree char *time = hw_quantity_format (HW_DIMENSION_TIME, autonomy_s, NULL);

  for (guint i = 0; i < self->whole->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->power->plan, i);

      if (node->power == power && node->role == HW_POWER_GENERATOR)
        return;
      any = any || (node->power == power && node->role == HW_POWER_UPS);
    }
  if (!any || row->utility == HW_UTILITY_NONE)
    return;
  tell (self,
        HW_SEVERITY_NOTE,
        "power-generator",
        HW_REF (HW_TABLE_POWER, power),
        isnan (autonomy_s)
            ? g_strdup_printf (_ ("%s has no generator, and how long its UPS carry it without the "
                                  "utility is not known."),
                               name)
            : g_strdup_printf (_ ("%s has no generator: without the utility its UPS carry it for "
                                  "%s at their rating."),
                               name,
                               time));
}

GPtrArray *
hw_power_problems (HwPower *self)
{
  HwDesign *design = self->results->design;
  Check check = { .power = self, .results = self->results, .design = design };

  if (self->problems != NULL)
    return self->problems;
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_problem_free);
  if (hw_design_count (design, HW_TABLE_FEED) + hw_design_count (design, HW_TABLE_POWER) == 0)
    return self->problems;
  check.problems = self->problems;
  check.whole = hw_results_power_whole (self->results);
  check_nodes (&check);
  tell_overrides (&check, self->plan->bad_overrides);
  hw_power_check_distribution (self, self->problems);
  check_racks (&check);
  for (HwHandle power = hw_design_first_child (design, HW_TABLE_POWER, 0); power != 0;
       power = hw_design_next_child (design, HW_TABLE_POWER, power))
    {
      check_needs (&check, power);
      check_scheme (&check, power);
      check_ride_through (&check, power);
    }
  return self->problems;
}
