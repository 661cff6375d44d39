/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-what-if-private.h"

#include "hw-fabrics-private.h"
#include "hw-power-local.h"
#include "hw-results-private.h"

static void
fail_object (HwWhatIfWork *self, HwRef object)
{
  gint node;

  if (hw_what_if_set_outage (self->out, self->results, object, HW_OUTAGE_FAILED) == NULL)
    return;
  if (object.table == HW_TABLE_DEVICE)
    {
      hw_what_if_stop_device (self, object.handle);
      return;
    }
  hw_what_if_stop_rack (self, object.handle);
  node = hw_power_plan_find (hw_power_derive (self->results->power), object);
  if (node >= 0)
    hw_power_add_target (self->targets, &(HwPowerTarget){ .node = node });
}

/* A part that is a whole rack or device fails as that. */
static void
fail_placed (HwWhatIfWork *self, HwRef object, const HwComponent *component)
{
  const HwPowerTarget *target = &component->target;

  if (component->kind == HW_COMPONENT_POWER && target->node < 0 && target->role != HW_POWER_RACK_PDU
      && target->role != HW_POWER_SHELF)
    return;
  if (object.table == HW_TABLE_RACK || object.table == HW_TABLE_DEVICE)
    fail_object (self, object);
}

/* What gets too warm stops. */
static gboolean
solve_heat (HwWhatIfWork *self)
{
  gboolean by_coolant = hw_what_if_solve_loops (self);

  return hw_what_if_solve_air (self) || by_coolant;
}

/* --- the whole --- */

static HwWhatIf *
what_if_new (const GArray *components)
{
  HwWhatIf *self = g_new0 (HwWhatIf, 1);

  self->components = g_array_new (FALSE, FALSE, sizeof (HwComponent));
  if (components->len > 0)
    g_array_append_vals (self->components, components->data, components->len);
  self->outages = g_array_new (FALSE, TRUE, sizeof (HwOutage));
  self->racks = g_hash_table_new (NULL, NULL);
  self->devices = g_hash_table_new (NULL, NULL);
  self->loops = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_loop_solution_free);
  self->lost = hw_counts_new ();
  return self;
}

void
hw_what_if_free (HwWhatIf *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->components);
  g_array_unref (self->outages);
  g_hash_table_unref (self->racks);
  g_hash_table_unref (self->devices);
  g_clear_pointer (&self->power, hw_power_solution_free);
  g_ptr_array_unref (self->loops);
  hw_counts_free (self->lost);
  g_free (self);
}

void
hw_what_if_prepare (HwResults *results)
{
  HwDesign *design = results->design;

  hw_results_power_whole (results);
  hw_power_reserve (results->power);
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    hw_power_derive_rack (results->power, rack);
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    hw_cooling_whole (results, loop);
}

HwWhatIf *
hw_what_if_evaluate (HwResults *results, const GArray *components, gboolean all)
{
  HwWhatIfWork self = { .results = results,
                        .design = results->design,
                        .whole = hw_results_power_whole (results),
                        .out = what_if_new (components),
                        .all = all };

  self.targets = g_array_new (FALSE, FALSE, sizeof (HwPowerTarget));
  self.local = hw_power_locals_new ();
  self.loops = g_array_new (FALSE, FALSE, sizeof (HwWhatIfLoop));
  self.out->rounds = 1;
  for (guint i = 0; i < components->len; i++)
    {
      const HwComponent *component = &g_array_index (components, HwComponent, i);

      if (component->kind == HW_COMPONENT_POWER)
        hw_power_add_target (self.targets, &component->target);
      if (component->kind == HW_COMPONENT_OBJECT || component->kind == HW_COMPONENT_POWER)
        fail_placed (&self, hw_component_object (results, component), component);
      else if (component->kind == HW_COMPONENT_LOOP && component->part.cdu != HW_LOOP_NO_PART)
        fail_object (&self, hw_component_object (results, component));
    }
  for (hw_what_if_solve_power (&self); solve_heat (&self); hw_what_if_solve_power (&self))
    self.out->rounds++;
  hw_what_if_sum_up (&self);
  for (guint i = 0; i < self.loops->len; i++)
    if (g_array_index (self.loops, HwWhatIfLoop, i).solution != NULL)
      g_ptr_array_add (self.out->loops, g_array_index (self.loops, HwWhatIfLoop, i).solution);
  g_array_unref (self.targets);
  g_array_unref (self.local);
  g_array_unref (self.loops);
  return self.out;
}

/* --- fabrics --- */

gboolean
hw_what_if_needs_fabric (HwDesign *design, HwHandle fabric)
{
  return hw_design_get_fabric (design, fabric)->kind == HW_FABRIC_COMPUTE;
}

static void
take_fabric (HwWhatIf *self, HwResults *results, HwHandle handle)
{
  const HwFabricFailure *failure = hw_results_fabric_failure (results, handle);
  const GArray *members;

  if (failure == NULL)
    return;
  members = hw_fabric_baseline_cut_off (hw_results_fabric_baseline (results, handle), failure);
  for (guint i = 0; i < members->len; i++)
    {
      HwHandle device = hw_results_fabric_device (results,
                                                  handle,
                                                  hw_fabric_count_switches (failure->fabric)
                                                      + g_array_index (members, guint, i));

      if (device != 0)
        hw_what_if_cut_off (self, results, device);
    }
}

HwWhatIf *
hw_results_stopped (HwResults *self)
{
  const char *const *keys = hw_results_get_failed (self);
  g_autoptr (GArray) components = NULL;

  if (keys == NULL || self->stopping)
    return NULL;
  if (self->what_if != NULL)
    return self->what_if;
  /* Keys may name nodes of fabrics, which are derived for that, and judged when it is known what
   * stops. */
  self->stopping = TRUE;
  components = g_array_new (FALSE, FALSE, sizeof (HwComponent));
  for (guint i = 0; keys[i] != NULL; i++)
    hw_components_find (self, keys[i], FALSE, components);
  self->what_if = hw_what_if_evaluate (self, components, TRUE);
  self->stopping = FALSE;
  hw_fabrics_judge_all (self);
  return self->what_if;
}

const HwWhatIf *
hw_results_what_if (HwResults *self)
{
  HwWhatIf *what_if = hw_results_stopped (self);
  HwDesign *design = self->design;

  if (what_if == NULL || what_if->fabrics)
    return what_if;
  what_if->fabrics = TRUE;
  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    if (hw_what_if_needs_fabric (design, fabric))
      take_fabric (what_if, self, fabric);
  return what_if;
}
