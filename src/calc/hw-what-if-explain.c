/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-what-if-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-air-zone.h"
#include "hw-fabrics-private.h"
#include "hw-results-private.h"

/* Causes within causes are told up to this depth. */
#define MOST_DEPTH 8

const char *
hw_outage_state_name (HwOutageState state)
{
  static const char *const names[] = { "works", "capped", "cut-off", "hot", "unpowered", "failed" };

  return names[state];
}

const char *
hw_outage_state_label (HwOutageState state)
{
  static const char *const labels[] = { N_ ("Works"),   N_ ("Capped"),   N_ ("Cut off"),
                                        N_ ("Too hot"), N_ ("No power"), N_ ("Failed") };

  return _ (labels[state]);
}

/* --- power --- */

/* Why a node is dead, from the first cause down to it. */
static char *
node_cause (const HwWhatIf *self, HwResults *results, guint index, guint depth)
{
  const HwPowerPlan *plan = self->power->plan;
  const HwPowerNode *node = hw_power_plan_node (plan, index);
  const HwPowerNodeState *state = hw_power_solution_node (self->power, index);
  g_autofree char *label = hw_component_node_label (results->design, node);

  if (hw_what_if_node_failed (self, index))
    return g_strdup_printf (_ ("%s has failed"), label);
  if (state->tripped > 0)
    return g_strdup_printf (
        _ ("%s was overloaded and opened in round %u"), label, (guint)state->tripped);
  for (guint i = 0; i < node->n_parents && depth < MOST_DEPTH; i++)
    {
      guint parent = g_array_index (plan->parents, guint, node->first_parent + i);

      if (!hw_power_solution_node (self->power, parent)->live)
        {
          g_autofree char *above = node_cause (self, results, parent, depth + 1);

          return g_strdup_printf (_ ("%s → %s"), above, label);
        }
    }
  return g_strdup_printf (_ ("%s has no source"), label);
}

static gboolean
tap_failed (const HwWhatIf *self, HwHandle rack, guint tap)
{
  for (guint i = 0; i < self->components->len; i++)
    {
      const HwPowerTarget *target = &g_array_index (self->components, HwComponent, i).target;

      if (g_array_index (self->components, HwComponent, i).kind == HW_COMPONENT_POWER
          && target->node < 0 && target->rack == rack && target->role == HW_POWER_TAP
          && target->index == tap)
        return TRUE;
    }
  return FALSE;
}

/* Each feed of the rack that is dead, each tap that opened, and parts in it that failed. */
static void
add_power_causes (const HwWhatIf *self, HwResults *results, HwHandle handle, GPtrArray *causes)
{
  const HwPowerRack *rack = hw_results_power_rack (results, self->power, handle);

  for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
    {
      const HwPowerTap *tap = &rack->taps[i];
      const char *feed = hw_design_name (results->design, HW_REF (HW_TABLE_FEED, tap->feed));

      if (!hw_power_solution_node (self->power, tap->node)->live)
        g_ptr_array_add (causes, node_cause (self, results, tap->node, 0));
      else if (tap->dead && tap_failed (self, handle, i))
        g_ptr_array_add (causes, g_strdup_printf (_ ("the tap on %s has failed"), feed));
      else if (tap->dead)
        g_ptr_array_add (causes,
                         g_strdup_printf (_ ("the tap on %s was overloaded and opened"), feed));
    }
  for (guint i = 0; i < self->power->trips->len; i++)
    {
      const HwPowerTrip *trip = &g_array_index (self->power->trips, HwPowerTrip, i);

      if (trip->role == HW_POWER_RACK_PDU && trip->rack == handle)
        g_ptr_array_add (causes,
                         g_strdup_printf (_ ("%s was overloaded and opened in round %u"),
                                          hw_design_name (results->design, trip->object),
                                          (guint)trip->round));
    }
  for (guint i = 0; i < self->components->len; i++)
    {
      const HwComponent *component = &g_array_index (self->components, HwComponent, i);

      if (component->kind == HW_COMPONENT_POWER && component->target.node < 0
          && component->target.rack == handle && component->target.role != HW_POWER_TAP)
        {
          g_autofree char *label = hw_component_label (results, component);

          g_ptr_array_add (causes, g_strdup_printf (_ ("%s has failed"), label));
        }
    }
}

/* --- cooling --- */

static char *
explain (const HwWhatIf *self, HwResults *results, const HwOutage *outage, guint depth);

/* What of its loop does not work. */
static void
add_loop_causes (
    const HwWhatIf *self, HwResults *results, HwHandle rack, GPtrArray *causes, guint depth)
{
  HwHandle loop = hw_design_get_rack (results->design, rack)->loop;
  const HwLoopSolution *solution = hw_results_loop (results, loop);

  for (guint i = 0; i < self->components->len; i++)
    {
      const HwComponent *component = &g_array_index (self->components, HwComponent, i);

      if (component->kind == HW_COMPONENT_LOOP && component->network == loop
          && component->part.cdu == HW_LOOP_NO_PART)
        {
          g_autofree char *label = hw_component_label (results, component);

          g_ptr_array_add (causes, g_strdup_printf (_ ("%s has failed"), label));
        }
    }
  for (guint i = 0; solution != NULL && depth < MOST_DEPTH && i < solution->plan->cdus->len; i++)
    {
      HwRef unit = g_array_index (solution->plan->cdus, HwLoopCdu, i).unit;
      const HwOutage *outage = hw_what_if_outage (self, results->design, unit);
      g_autofree char *why = NULL;
      g_autofree char *name = NULL;

      if (outage == NULL || outage->state < HW_OUTAGE_HOT)
        continue;
      name = hw_kind_and_name (_ ("CDU"), hw_design_name (results->design, unit));
      why = explain (self, results, outage, depth + 1);
      g_ptr_array_add (causes, g_strdup_printf (_ ("%s: %s"), name, why));
    }
}

/* Room coolers of its air that have stopped. */
static void
add_air_causes (
    const HwWhatIf *self, HwResults *results, HwHandle rack, GPtrArray *causes, guint depth)
{
  HwDesign *design = results->design;
  HwHandle hall = hw_design_get_rack (design, rack)->object.parent;
  HwHandle zone = hw_results_air_zone_of (results, rack);

  for (guint i = 0; depth < MOST_DEPTH && i < self->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (self->outages, HwOutage, i);
      g_autofree char *why = NULL;

      if (outage->object.table != HW_TABLE_RACK || outage->state < HW_OUTAGE_HOT
          || hw_design_get_rack (design, outage->rack)->object.parent != hall
          || !hw_air_is_cooler (hw_design_rack_product (design, outage->rack))
          || hw_results_air_zone_of (results, outage->rack) != zone)
        continue;
      why = explain (self, results, outage, depth + 1);
      g_ptr_array_add (
          causes,
          g_strdup_printf (_ ("room cooler %s: %s"), hw_design_name (design, outage->object), why));
    }
}

/* --- the whole --- */

static char *
join (const char *what, GPtrArray *causes)
{
  g_autofree char *list = NULL;

  if (causes->len == 0)
    return g_strdup (what);
  g_ptr_array_add (causes, NULL);
  list = g_strjoinv (_ ("; "), (char **)causes->pdata);
  return g_strdup_printf (_ ("%s: %s"), what, list);
}

static char *
explain (const HwWhatIf *self, HwResults *results, const HwOutage *outage, guint depth)
{
  g_autoptr (GPtrArray) causes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *what = NULL;
  g_autofree char *time = NULL;

  switch ((HwOutageState)outage->state)
    {
    case HW_OUTAGE_NONE:
      break;
    case HW_OUTAGE_FAILED:
      return g_strdup (_ ("failed"));
    case HW_OUTAGE_CUT_OFF:
      return g_strdup (_ ("cut off: no port into the compute fabric works"));
    case HW_OUTAGE_HOT:
      time = hw_quantity_format (HW_DIMENSION_TIME, outage->seconds, NULL);
      what = g_strdup_printf (outage->by_air  ? _ ("air gets too warm, stops in %s")
                              : outage->still ? _ ("coolant stands still, stops in %s")
                                              : _ ("coolant gets too warm, stops in %s"),
                              time);
      if (outage->by_air)
        add_air_causes (self, results, outage->rack, causes, depth);
      else
        add_loop_causes (self, results, outage->rack, causes, depth);
      return join (what, causes);
    case HW_OUTAGE_UNPOWERED:
      add_power_causes (self, results, outage->rack, causes);
      if (!(outage->seconds > 0))
        return join (_ ("no power"), causes);
      time = hw_quantity_format (HW_DIMENSION_TIME, outage->seconds, NULL);
      what = g_strdup_printf (_ ("no power when the UPS battery is empty, in %s"), time);
      return join (what, causes);
    case HW_OUTAGE_CAPPED:
      what = g_strdup_printf (
          _ ("capped to %.1f of %.1f kW"), outage->power_w / 1e3, outage->wanted_w / 1e3);
      add_power_causes (self, results, outage->rack, causes);
      return join (what, causes);
    }
  return g_strdup (hw_outage_state_label (outage->state));
}

char *
hw_what_if_explain (const HwWhatIf *self, HwResults *results, const HwOutage *outage)
{
  return explain (self, results, outage, 0);
}

/* What is left of the bisection of each compute fabric that lost some. */
static void
add_bisections (GStrvBuilder *lines, HwResults *results)
{
  HwDesign *design = results->design;

  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    {
      const HwFabricMemory *memory = hw_fabrics_derived (results, fabric);
      g_autofree char *left = NULL;
      g_autofree char *of = NULL;
      g_autofree char *text = NULL;

      if (!hw_what_if_needs_fabric (design, fabric) || memory->failure == NULL
          || !(memory->figures.bisection_byte_s < memory->whole.bisection_byte_s))
        continue;
      left = hw_quantity_format (HW_DIMENSION_BYTE_RATE, memory->figures.bisection_byte_s, NULL);
      of = hw_quantity_format (HW_DIMENSION_BYTE_RATE, memory->whole.bisection_byte_s, NULL);
      text = g_strdup_printf (_ ("Bisection of %s: %s of %s"),
                              hw_design_name (design, HW_REF (HW_TABLE_FABRIC, fabric)),
                              left,
                              of);
      g_strv_builder_add (lines, text);
    }
}

char **
hw_what_if_lines (const HwWhatIf *self, HwResults *results)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  HwRef all = HW_REF (HW_TABLE_DESIGN, 0);
  double gpus = hw_results_total (results, HW_TOTAL_GPUS, all).value;
  HwSum fp8 = hw_results_total (results, HW_TOTAL_FP8_DENSE, all);
  double lost = hw_what_if_lost (self, results, HW_TOTAL_FP8_DENSE);
  g_autofree char *left = NULL;
  g_autofree char *of = NULL;
  char text[256];

  g_snprintf (text, sizeof text, _ ("GPUs: %.0f of %.0f work"), gpus - self->gpus_lost, gpus);
  g_strv_builder_add (lines, text);
  if (!hw_sum_is_unknown (&fp8))
    {
      left = hw_quantity_format (hw_total_dimension (HW_TOTAL_FP8_DENSE), fp8.value - lost, NULL);
      of = hw_quantity_format (hw_total_dimension (HW_TOTAL_FP8_DENSE), fp8.value, NULL);
      g_snprintf (text, sizeof text, _ ("FP8 dense: %s of %s"), left, of);
      g_strv_builder_add (lines, text);
    }
  if (self->gpus_capped > 0)
    {
      g_snprintf (text,
                  sizeof text,
                  _ ("Capped: %u GPUs, %.1f kW short"),
                  self->gpus_capped,
                  self->capped_w / 1e3);
      g_strv_builder_add (lines, text);
    }
  if (self->overloads > 0)
    {
      g_snprintf (text, sizeof text, _ ("Overloads: %u"), self->overloads);
      g_strv_builder_add (lines, text);
    }
  hw_what_if_add_battery_lines (self, results, lines);
  add_bisections (lines, results);
  return g_strv_builder_end (lines);
}
