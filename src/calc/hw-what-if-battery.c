/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-what-if-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-power-peak.h"
#include "hw-results-private.h"

static gboolean
failed_itself (const HwWhatIf *self, guint node)
{
  return hw_power_solution_node (self->power, node)->tripped > 0
         || hw_what_if_node_failed (self, node);
}

static double
rated_autonomy_s (HwResults *results, const HwPowerNode *node)
{
  const HwProduct *product;

  if (node->role != HW_POWER_UPS || node->object.table != HW_TABLE_RACK)
    return NAN;
  product = hw_design_rack_product (results->design, node->object.handle);
  return hw_product_value (product, HW_FIELD_AUTONOMY);
}

/* At a load, by the energy that the time at the rating tells; a standby carries its rating. */
static double
ups_s (HwResults *results, const HwPowerNode *node, double load_w)
{
  double rated_s = rated_autonomy_s (results, node);

  if (isnan (rated_s) || !(load_w > 0) || isnan (node->limit_w))
    return isnan (rated_s) ? 0 : rated_s;
  return hw_autonomy_s (rated_s * node->limit_w, 1, load_w);
}

/* What a node lives on that has lost its source: the batteries above it that are first empty, as
 * they share its load. */
static double
node_s (const HwWhatIf *self, HwResults *results, guint index)
{
  const HwPowerPlan *plan = self->power->plan;
  const HwPowerNode *node = hw_power_plan_node (plan, index);
  const HwPowerSolution *whole = hw_results_power_whole (results);
  double least = INFINITY;

  if (node->off || node->looped || failed_itself (self, index)
      || !hw_power_solution_node (whole, index)->live)
    return 0;
  if (node->role == HW_POWER_UPS)
    return ups_s (results, node, hw_power_solution_node (whole, index)->load_w);
  for (guint i = 0; i < node->n_parents; i++)
    {
      double above
          = node_s (self, results, g_array_index (plan->parents, guint, node->first_parent + i));

      if (above > 0)
        least = fmin (least, above);
    }
  return isfinite (least) ? least : 0;
}

double
hw_what_if_battery_s (const HwWhatIf *self, HwResults *results, HwHandle rack)
{
  const HwPowerRack *power
      = self->power != NULL ? hw_results_power_rack (results, self->power, rack) : NULL;
  double longest = 0;

  for (guint i = 0; power != NULL && i < power->n_taps; i++)
    {
      const HwPowerTap *tap = &power->taps[i];

      if (!tap->dead && !hw_power_solution_node (self->power, tap->node)->live)
        longest = fmax (longest, node_s (self, results, tap->node));
    }
  return longest;
}

/* --- what is told of them --- */

typedef struct
{
  double battery_s;    /* of UPS that have lost their source; INFINITY: there are none */
  double bridge_s;     /* of UPS behind a generator that took over, likewise */
  guint n_lost;        /* such UPS */
  guint n_generators;  /* in the chain */
  gboolean takes_over; /* a generator does */
} Chain;

static void
look_at (const HwWhatIf *self, HwResults *results, guint index, Chain *chain)
{
  const HwPowerNode *node = hw_power_plan_node (self->power->plan, index);
  const HwPowerNodeState *now = hw_power_solution_node (self->power, index);
  const HwPowerNodeState *before = hw_power_solution_node (hw_results_power_whole (results), index);
  double seconds;

  if (node->role == HW_POWER_GENERATOR)
    {
      chain->n_generators += !node->off;
      chain->takes_over = chain->takes_over || (now->input_w > 0 && !(before->input_w > 0));
    }
  if (node->role != HW_POWER_UPS || !before->live || failed_itself (self, index))
    return;
  seconds = ups_s (results, node, now->live ? now->load_w : before->load_w);
  if (!(seconds > 0))
    return;
  if (now->live)
    chain->bridge_s = fmin (chain->bridge_s, seconds);
  else
    {
      chain->battery_s = fmin (chain->battery_s, seconds);
      chain->n_lost++;
    }
}

static void
add_chain (const Chain *chain, const char *name, GStrvBuilder *lines)
{
  gboolean lost = chain->n_lost > 0 && isfinite (chain->battery_s);
  double seconds = lost ? chain->battery_s : chain->bridge_s;
  g_autofree char *time
      = isfinite (seconds) ? hw_quantity_format (HW_DIMENSION_TIME, seconds, NULL) : NULL;
  g_autofree char *text = NULL;

  if (lost)
    text = g_strdup_printf (
        chain->n_generators == 0
            ? _ ("%s: UPS batteries carry its loads on for %s, and it has no generator")
            : _ ("%s: UPS batteries carry its loads on for %s, and no generator takes over there"),
        name,
        time);
  else if (chain->takes_over)
    text = time != NULL
               ? g_strdup_printf (
                   _ ("%s: a generator takes over, and UPS batteries last %s until it has started"),
                   name,
                   time)
               : g_strdup_printf (
                   _ ("%s: a generator takes over; no battery known bridges its start"), name);
  if (text != NULL)
    g_strv_builder_add (lines, text);
}

void
hw_what_if_add_battery_lines (const HwWhatIf *self, HwResults *results, GStrvBuilder *lines)
{
  HwDesign *design = results->design;

  if (self->power == NULL)
    return;
  for (HwHandle power = hw_design_next (design, HW_TABLE_POWER, 0); power != 0;
       power = hw_design_next (design, HW_TABLE_POWER, power))
    {
      Chain chain = { .battery_s = INFINITY, .bridge_s = INFINITY };

      for (guint i = 0; i < self->power->plan->nodes->len; i++)
        if (hw_power_plan_node (self->power->plan, i)->power == power)
          look_at (self, results, i, &chain);
      add_chain (&chain, hw_design_name (design, HW_REF (HW_TABLE_POWER, power)), lines);
    }
}
