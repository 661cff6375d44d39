/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-estimate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-power.h"
#include "hw-reliability.h"

/* Outages of racks over a year by the graph of the power chains, from component values that nobody
 * has confirmed. Units of a stage are one node of it, of which so many must be there as carry its
 * load. */

#define IEEE_SOURCE "IEEE 493-1997, as commonly cited"
/* Share of the failures of like units that takes all of them at once (β-factor): an assumption. */
#define COMMON 0.05
#define COMMON_HIGH 0.1
/* A feed that is a source itself stands for a transformer and its breaker. */
#define SOURCE_ROLE HW_POWER_TRANSFORMER
/* Of a rack: at most so many feeds. */
#define MOST_TAPS HW_POWER_TAPS

/* Failures a year, and hours of a repair. */
static const struct
{
  double rate, repair_h;
  const char *label, *source, *address, *note;
} parts[HW_N_POWER_ROLES] = {
  [HW_POWER_UTILITY] = { 1.2,
                         4,
                         N_ ("Utility"),
                         NULL,
                         NULL,
                         N_ ("Assumed: the failures of a site of tier I. Unconfirmed.") },
  [HW_POWER_TRANSFORMER]
  = { 0.0036, 153, N_ ("Dry transformer"), IEEE_SOURCE, NULL, N_ ("Unconfirmed.") },
  [HW_POWER_GENERATOR] = { 87.6,
                           1,
                           N_ ("Generator"),
                           NULL,
                           NULL,
                           N_ ("Assumed: it does not start once in a hundred times. "
                               "Unconfirmed.") },
  [HW_POWER_SWITCHGEAR] = { 0.0027,
                            147,
                            N_ ("Switchgear"),
                            IEEE_SOURCE,
                            NULL,
                            N_ ("As a draw-out breaker. Unconfirmed.") },
  [HW_POWER_UPS] = { 0.0876,
                     4,
                     N_ ("UPS"),
                     HW_UPS_SOURCE,
                     HW_UPS_ADDRESS,
                     N_ ("Once in 100 000 h; 50 000 to 200 000 h are published. Unconfirmed.") },
  [HW_POWER_PDU]
  = { 0.0035, 2.2, N_ ("PDU"), IEEE_SOURCE, NULL, N_ ("As a moulded-case breaker. Unconfirmed.") },
  [HW_POWER_FEED]
  = { 0.0035, 2.2, N_ ("Breaker of a feed"), IEEE_SOURCE, NULL, N_ ("Unconfirmed.") },
};

typedef struct
{
  HwResults *results;
  const HwPowerSolution *solution;
  double common;        /* share of failures */
  guint *stages;        /* node of the graph by node of the plan; 0: not in it */
  GArray *availability; /* double by node of the graph; the first is the grid, always there */
  GArray *links;        /* HwGraphLink */
  guint used;           /* roles in it, as bits */
} Model;

/* Of a rack and all that hang on the same. */
typedef struct
{
  guint feeds[MOST_TAPS]; /* nodes of the plan */
  guint n, needed;
} Taps;

/* Utility and generators stand in for each other: what takes all of one is no end. */
static double
common_of (const Model *self, HwPowerRole role)
{
  return role == HW_POWER_UTILITY || role == HW_POWER_GENERATOR ? 0 : self->common;
}

static double
availability_of (const Model *self, HwPowerRole role)
{
  return hw_availability_of_rate ((1 - common_of (self, role)) * parts[role].rate,
                                  parts[role].repair_h);
}

static gboolean
is_alike (const HwPowerNode *a, const HwPowerNode *b)
{
  return a->power == b->power && a->role == b->role && a->system == b->system;
}

/* How many of the units of a stage, of that many, carry what it carries. */
static guint
needed_of (const Model *self, guint first, guint *n)
{
  const HwPowerNode *node = hw_power_plan_node (self->solution->plan, first);
  double load_w = 0, least_w = INFINITY;

  *n = 0;
  for (guint i = first; i < self->solution->nodes->len; i++)
    {
      const HwPowerNode *other = hw_power_plan_node (self->solution->plan, i);

      if (!is_alike (node, other) || other->off)
        continue;
      (*n)++;
      load_w += hw_power_solution_node (self->solution, i)->load_w;
      least_w = fmin (least_w, isnan (other->limit_w) ? INFINITY : other->limit_w);
    }
  return (guint)fmin (fmax (ceil (load_w / least_w * (1 - 1e-9)), 1), fmax (*n, 1));
}

static guint
add_node (Model *self, double availability)
{
  g_array_append_val (self->availability, availability);
  return self->availability->len - 1;
}

static void
add_stage (Model *self, guint index)
{
  const HwPowerPlan *plan = self->solution->plan;
  const HwPowerNode *node = hw_power_plan_node (plan, index);
  guint n, needed;

  /* Busbars are never alike: one stands behind each stage. */
  for (guint i = 0; i < index && node->role != HW_POWER_BUS; i++)
    if (is_alike (node, hw_power_plan_node (plan, i)))
      {
        self->stages[index] = self->stages[i];
        return;
      }
  if (node->role == HW_POWER_BUS)
    {
      self->stages[index] = add_node (self, 1);
      return;
    }
  needed = needed_of (self, index, &n);
  self->stages[index]
      = add_node (self, hw_availability_k_of_n (needed, n, availability_of (self, node->role)));
  self->used |= 1u << node->role;
}

static void
add_link (Model *self, guint from, guint to)
{
  HwGraphLink link = { from, to };

  for (guint i = 0; i < self->links->len; i++)
    if (g_array_index (self->links, HwGraphLink, i).from == from
        && g_array_index (self->links, HwGraphLink, i).to == to)
      return;
  if (from != to)
    g_array_append_val (self->links, link);
}

/* All but the feeds, of which there may be many. */
static void
build (Model *self)
{
  const HwPowerPlan *plan = self->solution->plan;

  self->stages = g_new0 (guint, plan->nodes->len + 1);
  self->availability = g_array_new (FALSE, FALSE, sizeof (double));
  self->links = g_array_new (FALSE, FALSE, sizeof (HwGraphLink));
  add_node (self, 1);
  for (guint i = 0; i < plan->nodes->len; i++)
    if (hw_power_plan_node (plan, i)->role != HW_POWER_FEED && !hw_power_plan_node (plan, i)->off)
      add_stage (self, i);
  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (plan, i);

      if (self->stages[i] != 0 && (node->n_parents == 0 || node->role == HW_POWER_GENERATOR))
        add_link (self, 0, self->stages[i]);
      for (guint j = 0; self->stages[i] != 0 && j < node->n_parents; j++)
        {
          guint parent = self->stages[g_array_index (plan->parents, guint, node->first_parent + j)];

          if (parent != 0)
            add_link (self, parent, self->stages[i]);
        }
    }
}

static void
clear (Model *self)
{
  g_free (self->stages);
  g_array_unref (self->availability);
  g_array_unref (self->links);
}

/* That one of these feeds has a way from the grid. */
static double
joined (const Model *self, const guint *feeds, guint n)
{
  const HwPowerPlan *plan = self->solution->plan;
  guint n_nodes = self->availability->len, rack = n_nodes + n;
  g_autoptr (GArray) links = g_array_copy (self->links);
  g_autofree double *nodes = g_new (double, rack + 1);
  g_autoptr (HwGraph) graph = NULL;

  for (guint i = 0; i < n_nodes; i++)
    nodes[i] = g_array_index (self->availability, double, i);
  nodes[rack] = 1;
  for (guint i = 0; i < n; i++)
    {
      const HwPowerNode *feed = hw_power_plan_node (plan, feeds[i]);
      HwGraphLink down = { n_nodes + i, rack };

      nodes[n_nodes + i] = availability_of (self, HW_POWER_FEED);
      if (feed->n_parents == 0)
        nodes[n_nodes + i] *= availability_of (self, SOURCE_ROLE);
      g_array_append_val (links, down);
      for (guint j = 0; j < MAX (feed->n_parents, 1); j++)
        {
          guint parent
              = feed->n_parents == 0
                    ? 0
                    : self->stages[g_array_index (plan->parents, guint, feed->first_parent + j)];
          HwGraphLink link = { parent, n_nodes + i };

          if (parent != 0 || feed->n_parents == 0)
            g_array_append_val (links, link);
        }
    }
  graph = hw_graph_new (rack + 1, (const HwGraphLink *)(gpointer)links->data, links->len);
  return hw_reliability_of_paths (graph, nodes, NULL, 0, rack).low;
}

static double
availability_of_taps (const Model *self, const Taps *taps)
{
  double all = 1, least = 1;

  if (taps->needed <= 1)
    return joined (self, taps->feeds, taps->n);
  /* Ways that share something are there together oftener than by chance: this is at the safe side.
   */
  for (guint i = 0; i < taps->n; i++)
    {
      double one = joined (self, &taps->feeds[i], 1);

      all *= one;
      least = fmin (least, one);
    }
  return taps->needed < taps->n ? hw_availability_k_of_n (taps->needed, taps->n, least) : all;
}

/* How many of its feeds a rack needs so that nothing of it is dead or capped, whichever they are.
 */
static guint
needed_feeds (const HwPowerRack *rack)
{
  for (guint needed = 1; needed < rack->n_taps; needed++)
    {
      gboolean enough = TRUE;

      for (guint live = 0; live < 1u << rack->n_taps && enough; live++)
        {
          HwPowerRackState state = { 0 };

          if ((guint)__builtin_popcount (live) != needed)
            continue;
          hw_power_rack_solve (rack, live, &state, NULL, NULL);
          enough = state.n_dead + state.n_capped == 0;
        }
      if (enough)
        return needed;
    }
  return rack->n_taps;
}

/* Where a feed hangs; feeds that hang there are alike. */
static guint
place_of (const Model *self, guint feed)
{
  const HwPowerNode *node = hw_power_plan_node (self->solution->plan, feed);

  return node->n_parents == 0 ? 0
                              : self->stages[g_array_index (
                                  self->solution->plan->parents, guint, node->first_parent)];
}

/* Racks by how they hang on the graph. Returns: (transfer full) (element-type Taps) */
static GArray *
list_taps (const Model *self, guint *without)
{
  HwDesign *design = hw_results_get_design (self->results);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Taps));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *without = 0;
  for (HwHandle handle = hw_design_next (design, HW_TABLE_RACK, 0); handle != 0;
       handle = hw_design_next (design, HW_TABLE_RACK, handle))
    {
      const HwRackFigures *figures = hw_results_rack (self->results, handle);
      const HwPowerRack *rack;
      GString *key;
      Taps taps = { .n = 0 };

      if (!figures->present || !(hw_rack_figures_load (figures) > 0))
        continue;
      rack = hw_results_power_rack (self->results, self->solution, handle);
      if (rack == NULL || rack->n_taps == 0)
        {
          (*without)++;
          continue;
        }
      taps.needed = needed_feeds (rack);
      key = g_string_new (NULL);
      g_string_append_printf (key, "%u", taps.needed);
      for (; taps.n < rack->n_taps; taps.n++)
        {
          taps.feeds[taps.n] = rack->taps[taps.n].node;
          g_string_append_printf (key, " %u", place_of (self, taps.feeds[taps.n]));
        }
      if (g_hash_table_add (seen, g_string_free (key, FALSE)))
        g_array_append_val (found, taps);
    }
  return found;
}

/* Failures that take all units of a role at once are in series with everything. */
static double
common_availability (const Model *self)
{
  double all = 1;

  for (guint role = 0; role < HW_N_POWER_ROLES; role++)
    if (self->used >> role & 1)
      all *= hw_availability_of_rate (common_of (self, role) * parts[role].rate,
                                      parts[role].repair_h);
  return all;
}

/* Of the rack that is out longest. @all: how racks hang on the graph; listed where it is NULL */
static double
worst_outage_s (
    HwResults *results, double common, GArray **all, guint *used, guint *without, Taps *worst)
{
  Model model = { .results = results,
                  .solution = hw_results_power_whole (results),
                  .common = common,
                  .used = 1u << HW_POWER_FEED };
  double least = 1;

  build (&model);
  if (*all == NULL)
    *all = list_taps (&model, without);
  for (guint i = 0; i < (*all)->len; i++)
    {
      const Taps *taps = &g_array_index (*all, Taps, i);
      double availability = availability_of_taps (&model, taps);

      if (place_of (&model, taps->feeds[0]) == 0)
        model.used |= 1u << SOURCE_ROLE;
      if (availability <= least)
        *worst = *taps;
      least = fmin (least, availability);
    }
  least *= common_availability (&model);
  *used = model.used;
  clear (&model);
  return hw_downtime_h (least) * 3600;
}

static void
add_part (HwExplanation *node, HwPowerRole role)
{
  double out
      = hw_downtime_h (hw_availability_of_rate (parts[role].rate, parts[role].repair_h)) * 3600;
  HwExplanation *child
      = hw_estimate_add (node, _ (parts[role].label), HW_DIMENSION_TIME, out, out, out);

  if (parts[role].source != NULL)
    hw_estimate_cite (child, 'E', parts[role].source, parts[role].address);
  child->confidence = 'l';
  child->formula
      = g_strdup_printf (_ ("%g failures a year × %g h"), parts[role].rate, parts[role].repair_h);
  child->note = g_strdup (_ (parts[role].note));
}

void
hw_estimate_explain_feeds (HwResults *results, HwExplanation *node)
{
  g_autoptr (GArray) all = NULL;
  guint used, without;
  Taps worst = { .n = 0 };
  double value_s = worst_outage_s (results, COMMON, &all, &used, &without, &worst);
  double low_s = worst_outage_s (results, 0, &all, &used, &without, &worst);
  double high_s = worst_outage_s (results, COMMON_HIGH, &all, &used, &without, &worst);

  for (guint role = 0; role < HW_N_POWER_ROLES; role++)
    if (used >> role & 1 && parts[role].label != NULL)
      add_part (node, role);
  if (all->len == 0)
    {
      hw_estimate_unknown (node, _ ("No rack names a feed."));
      return;
    }
  hw_estimate_add (
      node, _ ("Failures that take all alike at once"), HW_DIMENSION_SHARE, COMMON, 0, COMMON_HIGH);
  /* Where all feeds must be there, what takes them at once is the lesser evil. */
  hw_sum_add (&node->sum,
              1,
              value_s,
              fmin (value_s, fmin (low_s, high_s)),
              fmax (value_s, fmax (low_s, high_s)));
  node->formula = g_strdup_printf (
      _ ("the rack that is out longest: %u of its %u feeds must be there; racks without feeds: %u"),
      worst.needed,
      worst.n,
      without);
  node->note = g_strdup (
      _ ("Unconfirmed. By the ways through the power chains, with what they share; units of a "
         "stage count as many as its load needs. Maintenance and operators are not in it."));
}
