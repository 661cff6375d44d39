/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-cooling.h"
#include "hw-fabric-name.h"
#include "hw-fabric-needs.h"
#include "hw-fabric-problem.h"
#include "hw-fabric-work.h"
#include "hw-fabrics-private.h"
#include "hw-nvlink-fabric.h"
#include "hw-override-key.h"

void
hw_fabrics_memory_clear (HwFabricMemory *self)
{
  g_clear_pointer (&self->failure, hw_fabric_failure_free);
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_clear_pointer (&self->baseline, hw_fabric_baseline_free);
  g_clear_pointer (&self->fabric, hw_fabric_free);
  g_clear_pointer (&self->input, hw_fabric_input_free);
}

static void
memory_free (gpointer data)
{
  if (data == NULL)
    return;
  hw_fabrics_memory_clear (data);
  g_free (data);
}

/* Letting a large fabric go may take longer than a frame has. */
static void
spend (HwResults *self, HwFabricMemory *memory)
{
  HwFabricMemory spent = { .input = g_steal_pointer (&memory->input),
                           .fabric = g_steal_pointer (&memory->fabric),
                           .baseline = g_steal_pointer (&memory->baseline),
                           .nodes = g_steal_pointer (&memory->nodes),
                           .failure = g_steal_pointer (&memory->failure) };

  if (self->spent_fabrics == NULL)
    {
      self->spent_fabrics = g_array_new (FALSE, FALSE, sizeof (HwFabricMemory));
      g_array_set_clear_func (self->spent_fabrics, (GDestroyNotify)hw_fabrics_memory_clear);
    }
  g_array_append_val (self->spent_fabrics, spent);
}

static void
touch (HwResults *self, HwFabricMemory *memory)
{
  hw_fabrics_memory_clear (memory);
  memory->stamp = ++self->fabrics_serial;
}

HwFabricMemory *
hw_fabrics_memory (HwResults *self, HwHandle fabric)
{
  if (self->fabrics == NULL)
    self->fabrics = g_ptr_array_new_with_free_func (memory_free);
  if (fabric >= self->fabrics->len)
    g_ptr_array_set_size (self->fabrics, (gint)fabric + 1);
  if (self->fabrics->pdata[fabric] == NULL)
    {
      HwFabricMemory *memory = g_new0 (HwFabricMemory, 1);

      memory->figures = hw_fabrics_no_figures;
      memory->stamp = ++self->fabrics_serial;
      self->fabrics->pdata[fabric] = memory;
    }
  return self->fabrics->pdata[fabric];
}

void
hw_fabrics_derive (HwFabricInput *input, HwFabricMemory *memory)
{
  memory->input = input;
  memory->figures = hw_fabrics_no_figures;
  if (!hw_fabric_input_is_complete (input))
    return;
  memory->fabric = hw_fabric_derive (&input->description);
  hw_fabrics_figure (memory);
}

void
hw_fabrics_derive_now (HwResults *self, HwHandle fabric, HwFabricMemory *memory)
{
  g_autoptr (HwNvlinkSurvey) survey
      = fabric == HW_FABRIC_NVLINK ? hw_nvlink_survey_new (self) : NULL;
  HwFabricInput *input = survey == NULL ? hw_fabric_input_new (self->design, fabric, &self->moment)
                                        : hw_nvlink_input_new (self->design, &self->moment, survey);

  memory->of_preview = hw_design_in_preview (self->design);
  hw_fabrics_derive (input, memory);
  if (memory->fabric != NULL && hw_results_get_failed (self) != NULL)
    hw_fabrics_judge (self, fabric, memory);
}

HwFabricMemory *
hw_fabrics_derived (HwResults *self, HwHandle fabric)
{
  HwFabricMemory *memory;

  if (fabric != HW_FABRIC_NVLINK && !hw_design_has (self->design, HW_TABLE_FABRIC, fabric))
    return NULL;
  memory = hw_fabrics_memory (self, hw_fabrics_place (fabric));
  if (memory->input != NULL)
    return memory;
  if (!hw_results_fabric_waits (self, fabric))
    hw_fabrics_derive_now (self, fabric, memory);
  else if (self->fabrics_asked != NULL)
    self->fabrics_asked (self->fabrics_asked_data);
  return memory;
}

HwFabric *
hw_results_fabric (HwResults *self, HwHandle fabric)
{
  HwFabricMemory *memory = hw_fabrics_derived (self, fabric);

  return memory != NULL ? memory->fabric : NULL;
}

HwFabricBaseline *
hw_results_fabric_baseline (HwResults *self, HwHandle fabric)
{
  HwFabricMemory *memory = hw_fabrics_derived (self, fabric);

  return memory != NULL ? memory->baseline : NULL;
}

const HwFabricInput *
hw_results_fabric_input (HwResults *self, HwHandle fabric)
{
  HwFabricMemory *memory = hw_fabrics_derived (self, fabric);

  return memory != NULL ? memory->input : NULL;
}

const HwFabricFigures *
hw_results_fabric_figures (HwResults *self, HwHandle fabric)
{
  HwFabricMemory *memory = hw_fabrics_derived (self, fabric);

  return memory != NULL ? &memory->figures : &hw_fabrics_no_figures;
}

HwHandle
hw_fabrics_device (const HwFabricMemory *memory, guint node)
{
  gint device;

  if (!hw_fabric_is_switch (memory->fabric, node))
    return g_array_index (
        memory->input->member_devices, HwHandle, hw_fabric_member_of (memory->fabric, node));
  device = hw_fabric_get_switch (memory->fabric, node)->device;
  return device < 0 ? 0 : g_array_index (memory->input->switch_devices, HwHandle, device);
}

HwHandle
hw_results_fabric_device (HwResults *self, HwHandle handle, guint node)
{
  const HwFabricMemory *memory = hw_fabrics_derived (self, handle);

  return memory != NULL && memory->fabric != NULL ? hw_fabrics_device (memory, node) : 0;
}

HwHandle
hw_results_fabric_rack (HwResults *self, HwHandle handle, guint node)
{
  HwHandle device = hw_results_fabric_device (self, handle, node);

  return device != 0 ? hw_design_rack_of (self->design, HW_REF (HW_TABLE_DEVICE, device)) : 0;
}

/* --- what is still to place --- */

const char *
hw_fabric_role_name (HwFabricRole role)
{
  static const char *const names[] = { "leaf", "spine", "core" };

  return names[role];
}

const char *
hw_fabric_role_label (HwFabricRole role)
{
  static const char *const labels[]
      = { N_ ("Leaf switches"), N_ ("Spine switches"), N_ ("Core switches") };

  return _ (labels[role]);
}

GArray *
hw_results_needs (HwResults *self)
{
  GArray *needs = g_array_new (FALSE, FALSE, sizeof (HwNeed));

  for (HwHandle fabric = hw_design_first_child (self->design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (self->design, HW_TABLE_FABRIC, fabric))
    {
      const HwFabricFigures *figures = hw_results_fabric_figures (self, fabric);
      HwNeed need = { .rule = HW_REF (HW_TABLE_FABRIC, fabric) };

      need.product = hw_catalogue_get (hw_design_get_catalogue (self->design),
                                       hw_design_get_fabric (self->design, fabric)->switch_product);
      for (guint role = 0; role < HW_N_FABRIC_ROLES; role++)
        {
          need.role = hw_fabric_role_name (role);
          need.count = figures->switches[role] - figures->placed[role];
          if (need.count > 0)
            g_array_append_val (needs, need);
        }
    }
  hw_power_add_needs (self, needs);
  return needs;
}

HwSum
hw_results_needs_total (HwResults *self, HwTotal total)
{
  g_autoptr (GArray) needs = hw_results_needs (self);
  HwSum sum = { 0 };

  for (guint i = 0; i < needs->len; i++)
    {
      const HwNeed *need = &g_array_index (needs, HwNeed, i);
      guint index = hw_contributors_first (self->contributors, need->product->number);
      const HwShare *share = &hw_contributors_get (self->contributors, index)->shares[total];

      if (share->state == HW_SHARE_KNOWN)
        hw_sum_add (&sum, need->count, share->value, share->low, share->high);
      else if (share->state == HW_SHARE_UNKNOWN)
        hw_sum_add_unknown (&sum, need->count);
    }
  return sum;
}

/* --- changes --- */

void
hw_fabrics_forget_all (HwResults *self)
{
  g_clear_pointer (&self->fabrics, g_ptr_array_unref);
  g_clear_pointer (&self->spent_fabrics, g_array_unref);
}

void
hw_fabrics_forget (HwResults *self, HwHandle fabric)
{
  if (self->fabrics != NULL && fabric < self->fabrics->len && self->fabrics->pdata[fabric] != NULL)
    {
      if (hw_fabrics_are_large (self))
        spend (self, self->fabrics->pdata[fabric]);
      touch (self, self->fabrics->pdata[fabric]);
    }
}

void
hw_fabrics_touch_all (HwResults *self)
{
  for (guint i = 0; self->fabrics != NULL && i < self->fabrics->len; i++)
    hw_fabrics_forget (self, i);
}

/* Fabrics that would take a device of that product. */
static void
forget_takers (HwResults *self, guint32 number)
{
  const HwProduct *product = hw_catalogue_get (hw_design_get_catalogue (self->design), number);

  for (HwHandle fabric = hw_design_next (self->design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (self->design, HW_TABLE_FABRIC, fabric))
    {
      const HwFabricRow *row = hw_design_get_fabric (self->design, fabric);

      if (hw_fabric_takes_node (self->design, row, product)
          || hw_fabric_takes_switch (self->design, row, product))
        hw_fabrics_forget (self, fabric);
    }
}

static void
forget_memberships (HwResults *self, HwHandle device)
{
  if (!hw_design_has (self->design, HW_TABLE_DEVICE, device))
    return;
  for (HwHandle member = hw_design_first_child (self->design, HW_TABLE_MEMBER, device); member != 0;
       member = hw_design_next_child (self->design, HW_TABLE_MEMBER, member))
    hw_fabrics_forget (self, hw_design_get_member (self->design, member)->fabric);
}

/* Where a device stands in its rack is nothing to a fabric. */
static gboolean
same_to_fabrics (const HwDevice *a, const HwDevice *b)
{
  return a->product == b->product && a->object.name == b->object.name
         && a->object.install == b->object.install && a->object.removal == b->object.removal
         && a->object.parent == b->object.parent;
}

static void
take_device (HwResults *self, const HwChange *change)
{
  const HwDevice *before = change->before;
  const HwDevice *after = change->after;

  if (change->kind == HW_CHANGE_SET && same_to_fabrics (before, after))
    return;
  if (before != NULL)
    forget_takers (self, before->product);
  if (after != NULL && (before == NULL || before->product != after->product))
    forget_takers (self, after->product);
  forget_memberships (self, change->handle);
}

/* Of a rack that comes or goes the devices are told of one by one. */
static void
take_rack (HwResults *self, const HwChange *change)
{
  const HwRack *before = change->before;
  const HwRack *after = change->after;

  if (change->kind != HW_CHANGE_SET
      || (before->object.install == after->object.install
          && before->object.removal == after->object.removal
          && before->object.parent == after->object.parent))
    return;
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, change->handle);
       device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      forget_takers (self, hw_design_get_device (self->design, device)->product);
      forget_memberships (self, device);
    }
}

static void
take_override (HwResults *self, const HwOverride *row)
{
  g_auto (GStrv) parts = NULL;
  HwRef rule;

  if (row == NULL)
    return;
  parts = hw_override_key_split (hw_design_text (self->design, row->key));
  rule = hw_override_key_object (self->design, parts[0]);
  if (rule.handle != 0 && rule.table == HW_TABLE_FABRIC)
    hw_fabrics_forget (self, rule.handle);
}

static void
take_member (HwResults *self, const HwMember *row)
{
  if (row != NULL)
    hw_fabrics_forget (self, row->fabric);
}

void
hw_fabrics_take (HwResults *self, const HwChangeSet *set)
{
  if (set->cause == HW_CAUSE_PREVIEW)
    {
      hw_fabrics_take_preview (self, set);
      return;
    }
  if (set->cause == HW_CAUSE_PREVIEW_END)
    {
      hw_fabrics_end_preview (self);
      return;
    }
  if (self->fabrics == NULL)
    return;
  for (guint i = 0; i < set->n_changes; i++)
    if (set->changes[i].table == HW_TABLE_DEVICE || set->changes[i].table == HW_TABLE_RACK)
      {
        hw_fabrics_forget (self, HW_FABRICS_NVLINK_PLACE);
        break;
      }
  for (guint i = 0; i < set->n_changes; i++)
    switch (set->changes[i].table)
      {
      case HW_TABLE_FABRIC:
        /* What one does not take another may. */
        if (set->changes[i].kind != HW_CHANGE_SET)
          hw_fabrics_forget_all (self);
        hw_fabrics_touch_all (self);
        return;
      case HW_TABLE_DEVICE:
        take_device (self, &set->changes[i]);
        break;
      case HW_TABLE_RACK:
        take_rack (self, &set->changes[i]);
        break;
      case HW_TABLE_MEMBER:
        take_member (self, set->changes[i].before);
        take_member (self, set->changes[i].after);
        break;
      case HW_TABLE_OVERRIDE:
        take_override (self, set->changes[i].before);
        take_override (self, set->changes[i].after);
        break;
      default:
        break;
      }
}

/* --- problems --- */

typedef struct
{
  HwResults *results;
  HwHandle handle;
  const HwFabricMemory *memory;
  HwFabricProblemFunc func;
  gpointer data;
} Telling;

static void
tell (Telling *self, HwSeverity severity, const char *code, HwRef ref, char *message)
{
  self->func (self->data, self->handle, severity, code, ref, message);
}

/* The object that a problem is about first. */
static HwRef
object_of (Telling *self, const HwFabricProblem *problem)
{
  HwHandle device = 0;

  if (problem->override >= 0)
    return HW_REF (HW_TABLE_OVERRIDE,
                   g_array_index (self->memory->input->override_rows, HwHandle, problem->override));
  if (problem->device >= 0)
    device = g_array_index (self->memory->input->switch_devices, HwHandle, problem->device);
  else if (problem->node >= 0)
    device = hw_results_fabric_device (self->results, self->handle, (guint)problem->node);
  return device != 0 ? HW_REF (HW_TABLE_DEVICE, device) : HW_REF (HW_TABLE_FABRIC, self->handle);
}

static void
tell_unplaced (Telling *self)
{
  const HwFabricFigures *figures = &self->memory->figures;
  HwRef rule = HW_REF (HW_TABLE_FABRIC, self->handle);
  HwDesign *design = self->results->design;
  guint missing = 0;

  for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
    missing += figures->switches[i] - figures->placed[i];
  if (missing > 0)
    tell (self,
          HW_SEVERITY_WARNING,
          "fabric-to-place",
          rule,
          g_strdup_printf (
              g_dngettext (GETTEXT_PACKAGE,
                           "%u switch of %s has no place yet; use “Place What This Fabric Needs”.",
                           "%u switches of %s have no place yet; use “Place What This Fabric "
                           "Needs”.",
                           missing),
              missing,
              hw_design_name (design, rule)));
  if (figures->spare > 0)
    tell (self,
          HW_SEVERITY_NOTE,
          "fabric-spare",
          rule,
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u switch of %s is not needed; remove it, or plan for "
                                        "more units.",
                                        "%u switches of %s are not needed; remove them, or plan "
                                        "for more units.",
                                        figures->spare),
                           figures->spare,
                           hw_design_name (design, rule)));
}

/* Top-of-rack switches that no in-band network takes. */
static void
tell_uplinks (Telling *self)
{
  HwDesign *design = self->results->design;
  const HwFabricRow *row = hw_design_get_fabric (design, self->handle);
  const HwProduct *product
      = hw_catalogue_get (hw_design_get_catalogue (design), row->switch_product);

  if (!hw_fabric_get_rule (self->memory->fabric)->uplinked
      || self->memory->figures.switches[HW_FABRIC_LEAF] < 2)
    return;
  for (HwHandle other = hw_design_next (design, HW_TABLE_FABRIC, 0); other != 0;
       other = hw_design_next (design, HW_TABLE_FABRIC, other))
    if (hw_design_get_fabric (design, other)->kind == HW_FABRIC_IN_BAND
        && hw_fabric_takes_node (design, hw_design_get_fabric (design, other), product))
      return;
  tell (self,
        HW_SEVERITY_WARNING,
        "fabric-uplinks",
        HW_REF (HW_TABLE_FABRIC, self->handle),
        g_strdup_printf (_ ("Nothing joins the switches of %s; add an in-band network that takes "
                            "their uplinks, or choose two tiers."),
                         hw_design_name (design, HW_REF (HW_TABLE_FABRIC, self->handle))));
}

static void
tell_fabric (Telling *self)
{
  HwDesign *design = self->results->design;
  const HwFabricRow *row = hw_design_get_fabric (design, self->handle);
  HwRef rule = HW_REF (HW_TABLE_FABRIC, self->handle);
  const HwFabricProblem *problems;
  guint n;

  if (hw_results_fabric_waits (self->results, self->handle))
    return;
  if (row->switch_product == 0)
    {
      tell (self,
            HW_SEVERITY_ERROR,
            "fabric-switch",
            rule,
            g_strdup_printf (_ ("%s has no switch; choose one in its rule."),
                             hw_design_name (design, rule)));
      return;
    }
  if (self->memory->fabric == NULL)
    {
      tell (self,
            HW_SEVERITY_NOTE,
            "fabric-empty",
            rule,
            g_strdup_printf (_ ("%s has no members; place what is to be on it."),
                             hw_design_name (design, rule)));
      return;
    }
  problems = hw_fabric_get_problems (self->memory->fabric, &n);
  for (guint i = 0; i < n; i++)
    tell (self,
          hw_fabric_issue_severity (problems[i].issue),
          hw_fabric_issue_code (problems[i].issue),
          object_of (self, &problems[i]),
          hw_fabric_problem_message (self->memory->fabric, &problems[i]));
  tell_unplaced (self);
  tell_uplinks (self);
}

void
hw_fabrics_each_problem (HwResults *self, HwFabricProblemFunc func, gpointer data)
{
  for (HwHandle fabric = hw_design_first_child (self->design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (self->design, HW_TABLE_FABRIC, fabric))
    {
      Telling telling = { self, fabric, hw_fabrics_derived (self, fabric), func, data };

      tell_fabric (&telling);
    }
  hw_fabrics_each_change (self, func, data);
}
