/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-explain.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-facility.h"
#include "hw-power-conductor.h"
#include "hw-power-feeder.h"
#include "hw-results-private.h"

static void
set_value (HwExplanation *node, double value)
{
  if (isnan (value))
    hw_sum_add_unknown (&node->sum, 1);
  else
    hw_sum_add (&node->sum, 1, value, value, value);
}

static HwExplanation *
add (HwExplanation *node, const char *label, double value)
{
  HwExplanation *child = hw_explanation_add (node, hw_explanation_new (label, HW_DIMENSION_POWER));

  set_value (child, value);
  return child;
}

/* The figures of a product that its loss follows from. */
static void
add_figures (HwExplanation *node, const HwProduct *product)
{
  static const HwField fields[]
      = { HW_FIELD_POWER_CAPACITY, HW_FIELD_NO_LOAD_LOSS,  HW_FIELD_LOAD_LOSS,
          HW_FIELD_EFFICIENCY_25,  HW_FIELD_EFFICIENCY_50, HW_FIELD_EFFICIENCY_75,
          HW_FIELD_EFFICIENCY_100 };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const HwFigure *figure = hw_product_figure (product, fields[i]);
      g_autofree char *label = NULL;

      if (figure == NULL)
        continue;
      label = g_strdup_printf (_ ("%s of %s"), hw_field_label (fields[i]), product->name);
      hw_explanation_add (node, hw_explanation_new_figure (label, 1, figure));
    }
}

static void
explain_unit (HwResults *self, HwExplanation *stage, const HwPowerNode *node, double loss_w)
{
  g_autofree char *name = hw_power_node_name (self->design, node);
  HwExplanation *child = add (stage, name, loss_w);

  child->ref = node->object;
  if (!node->loss.known)
    {
      child->sum = (HwSum){ 0 };
      hw_sum_add_unknown (&child->sum, 1);
      child->note = g_strdup (_ ("No figure states its loss; it is not counted."));
    }
  else
    child->formula = g_strdup (_ ("a + b·β + c·β², with β the load over the rating"));
  if (node->object.table == HW_TABLE_RACK)
    add_figures (child, hw_design_rack_product (self->design, node->object.handle));
}

static double
length_of (const HwPowerConductors *conductors, guint node)
{
  guint n;
  const HwPowerSegment *segments = hw_power_conductors_of (conductors, node, &n);
  double length_m = 0;

  for (guint i = 0; i < n; i++)
    length_m += segments[i].length_m;
  return length_m;
}

/* Whether the unit above a feed stands in another hall than its racks, and nothing says how far. */
static gboolean
is_fed_from_afar (HwResults *self, const HwPowerSolution *solution, guint node)
{
  HwHandle unit = hw_power_plan_unit_above (solution->plan, node);
  guint n;
  const HwPowerSegment *segments
      = hw_power_conductors_of (hw_power_conductors (self->power), node, &n);

  return unit != 0 && n > 0 && isnan (hw_power_plan_node (solution->plan, node)->length_m)
         && hw_design_get_rack (self->design, unit)->object.parent
                != hw_design_get_rack (self->design, segments[0].rack)->object.parent;
}

/* How far the conductors of a feed go, and what is not known of them. */
static const char *
conductors_note (HwResults *self, const HwPowerSolution *solution, guint node)
{
  HwHandle power = hw_power_plan_node (solution->plan, node)->power;

  if (hw_design_get_power (self->design, power)->distribution == HW_DISTRIBUTION_PANEL)
    return _ ("%s from the panel of each row, at %s as the chain states; drops %.2f %% at its far "
              "end, by resistance alone. The way from the unit to the panel is not counted.");
  if (is_fed_from_afar (self, solution, node))
    return _ ("%s along rows, at %s as the chain states; drops %.2f %% there, by resistance alone. "
              "The way from the unit that feeds them, in another hall, is not known: state "
              "“length-mm” by an override.");
  return _ ("%s along rows and from the unit that feeds them, at %s as the chain states; drops "
            "%.2f %% at its far end, by resistance alone.");
}

/* What the busways and cables of feeds lose. Returns: how many feeds have no resistance stated */
static guint
explain_conductors (HwResults *self, const HwPowerSolution *solution, HwExplanation *node)
{
  const HwPowerConductors *conductors = hw_power_conductors (self->power);
  HwExplanation *stage = NULL;
  guint n_unknown = 0;

  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *feed = hw_power_plan_node (solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);
      HwExplanation *child;
      g_autofree char *length = NULL;
      g_autofree char *resistance = NULL;

      if (feed->role != HW_POWER_FEED)
        continue;
      n_unknown += isnan (feed->ohm_per_m);
      if (isnan (feed->ohm_per_m))
        continue;
      if (stage == NULL)
        stage = add (node, _ ("Busways and cables to racks"), solution->loss_w[HW_POWER_FEED]);
      child = add (stage, hw_design_name (self->design, feed->object), state->loss_w);
      child->ref = feed->object;
      child->formula = g_strdup (_ ("R·ℓ·(I₁² + I₂² + I₃² + I_N²), segment by segment"));
      length = hw_quantity_format (HW_DIMENSION_LENGTH, length_of (conductors, i), NULL);
      resistance = hw_quantity_format (HW_DIMENSION_RESISTANCE, feed->ohm_per_m, NULL);
      if (!(length_of (conductors, i) > 0))
        {
          child->note = g_strdup (_ ("Of no length: nothing that feeds it stands in its hall."));
          continue;
        }
      child->note = g_strdup_printf (
          conductors_note (self, solution, i), length, resistance, 100 * state->drop);
    }
  return n_unknown;
}

/* How long the conductor to a unit is, and why; what it drops. */
static char *
feeder_note (HwResults *self, const HwPowerNode *node, const HwPowerFeeder *feeder, double drop)
{
  const char *from = hw_design_name (self->design, HW_REF (HW_TABLE_RACK, feeder->from));
  g_autofree char *length = hw_quantity_format (HW_DIMENSION_LENGTH, feeder->length_m, NULL);
  g_autofree char *resistance
      = hw_quantity_format (HW_DIMENSION_RESISTANCE, feeder->ohm / feeder->length_m, NULL);

  if (isnan (feeder->length_m))
    return g_strdup_printf (
        _ ("Of no known length: %s stands in another hall; state “length-mm” by "
           "an override."),
        from);
  if (isnan (feeder->ohm))
    return g_strdup_printf (
        _ ("%s from %s; how thick it is follows from its rating and that of the conductors to "
           "racks: of cables the breaker of a tap."),
        length,
        from);
  return g_strdup_printf (
      isnan (node->length_m)
          ? _ ("%s from %s by where they stand, at %s: that of the conductors to racks, thicker by "
               "the rating; drops %.2f %%, by resistance alone.")
          : _ ("%s from %s by an override, at %s: that of the conductors to racks, thicker by the "
               "rating; drops %.2f %%, by resistance alone."),
      length,
      from,
      feeder->length_m > 0 ? resistance : "–",
      100 * drop);
}

/* What the conductors between units lose. Returns: how many have no length or resistance */
static guint
explain_feeders (HwResults *self, const HwPowerSolution *solution, HwExplanation *node)
{
  const HwPowerConductors *conductors = hw_power_conductors (self->power);
  HwExplanation *stage = NULL;
  guint n_unknown = 0;

  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *unit = hw_power_plan_node (solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);
      const HwPowerFeeder *feeder = hw_power_conductors_feeder (conductors, i);
      g_autofree char *label = NULL;
      HwExplanation *child;

      if (feeder == NULL || feeder->from == 0)
        continue;
      n_unknown += isnan (feeder->ohm);
      if (stage == NULL)
        stage = add (node, _ ("Conductors between units"), solution->feeder_loss_w);
      label = hw_power_node_name (self->design, unit);
      child = add (stage, label, isnan (feeder->ohm) ? NAN : state->feeder_loss_w);
      child->ref = unit->object;
      child->formula = g_strdup (_ ("3·R·ℓ·I²"));
      child->note = feeder_note (self, unit, feeder, state->drop);
    }
  return n_unknown;
}

/* Of the network as solved, at nameplate. */
static void
explain_losses (HwResults *self, HwExplanation *node)
{
  const HwPowerSolution *solution = hw_results_power (self);
  guint n_unknown;

  for (guint role = 0; role < HW_POWER_FEED; role++)
    {
      HwExplanation *stage = NULL;

      for (guint i = 0; i < solution->nodes->len; i++)
        {
          const HwPowerNode *unit = hw_power_plan_node (solution->plan, i);
          const HwPowerNodeState *state = hw_power_solution_node (solution, i);

          if (unit->role != role || role == HW_POWER_UTILITY || role == HW_POWER_GENERATOR
              || role == HW_POWER_BUS)
            continue;
          if (stage == NULL)
            stage = add (node, hw_power_role_label (role), solution->loss_w[role]);
          explain_unit (self, stage, unit, state->loss_w);
        }
    }
  n_unknown = explain_feeders (self, solution, node);
  n_unknown += explain_conductors (self, solution, node);
  node->note = g_strdup (
      n_unknown > 0
          ? _ (
              "At nameplate, solved from the load up; busways, cables and conductors between units "
              "count where their resistance and length are known, taps do not. Conversion in "
              "supplies and shelves is within the figures of servers and racks.")
          : _ (
              "At nameplate, solved from the load up; taps are not counted. Conversion in supplies "
              "and shelves is within the figures of servers and racks."));
}

/* Losses alone say more than that they are not known. */
static char *
part_note (const HwOperatingPoint *point, HwFacilityPart part)
{
  if (point->n_unknown[part] > 0)
    return g_strdup (part == HW_FACILITY_REJECTION && !point->outdoors
                         ? _ ("Not known without a climate.")
                         : _ ("Some of it is not known."));
  if (point->outdoors && (part == HW_FACILITY_REJECTION || part == HW_FACILITY_CHILLERS))
    return g_strdup (_ ("In the warmest hour of the climate."));
  return NULL;
}

static void
explain_facility (HwResults *self, HwExplanation *node)
{
  HwTotal total = self->expected ? HW_TOTAL_IT_EXPECTED : HW_TOTAL_IT_NAMEPLATE;
  HwOperatingPoint point;

  node->sum = hw_results_facility_power (self);
  hw_explanation_add (node, hw_results_explain (self, total, HW_REF (HW_TABLE_DESIGN, 0)));
  if (hw_sum_is_unknown (&node->sum) || !hw_results_operating_point_shown (self, &point))
    {
      node->note = g_strdup (_ ("Not known without a power chain: add one."));
      return;
    }
  for (guint part = HW_FACILITY_IT + 1; part < HW_N_FACILITY_PARTS; part++)
    {
      HwExplanation *child = add (node, hw_facility_part_label (part), point.power.part_w[part]);

      if (point.n_unknown[part] > 0 && !(point.power.part_w[part] > 0))
        child->sum = (HwSum){ 0 };
      hw_sum_add_unknown (&child->sum, point.n_unknown[part]);
      child->note = part_note (&point, part);
      if (part == HW_FACILITY_POWER_LOSS)
        explain_losses (self, child);
    }
  node->note = g_strdup (_ ("At the load that is shown; lighting and offices are not in it."));
}

HwExplanation *
hw_power_explain (HwResults *self, const char *key)
{
  HwExplanation *node, *facility;

  if (strcmp (key, "power.facility_w") == 0)
    {
      node = hw_explanation_new (_ ("Power of the site"), HW_DIMENSION_POWER);
      explain_facility (self, node);
      return node;
    }
  if (strcmp (key, "power.power_ratio") != 0)
    return NULL;
  node = hw_explanation_new (_ ("Power of the site over IT power"), HW_DIMENSION_NONE);
  node->sum = hw_results_power_ratio (self);
  node->formula = g_strdup (_ ("power of the site / IT power, at the operating point"));
  facility
      = hw_explanation_add (node, hw_explanation_new (_ ("Power of the site"), HW_DIMENSION_POWER));
  explain_facility (self, facility);
  return node;
}
