/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-override-key.h"
#include "hw-power-conductor.h"
#include "hw-power-local.h"
#include "hw-power-private.h"
#include "hw-results-private.h"
#include "hw-what-if.h"

HwPower *
hw_power_new (HwResults *results)
{
  HwPower *self = g_new0 (HwPower, 1);

  self->results = results;
  self->racks = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_power_rack_free);
  self->known = g_array_new (FALSE, TRUE, sizeof (guint8));
  return self;
}

static void
forget_solutions (HwPower *self)
{
  g_clear_pointer (&self->whole, hw_power_solution_free);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->reserve, hw_power_reserve_free);
  g_clear_pointer (&self->conductors, hw_power_conductors_free);
  self->current = FALSE;
}

void
hw_power_reset (HwPower *self)
{
  forget_solutions (self);
  g_clear_pointer (&self->plan, hw_power_plan_free);
  g_ptr_array_set_size (self->racks, 0);
  g_array_set_size (self->known, 0);
}

void
hw_power_free (HwPower *self)
{
  if (self == NULL)
    return;
  hw_power_reset (self);
  g_ptr_array_unref (self->racks);
  g_array_unref (self->known);
  g_free (self);
}

/* --- changes --- */

void
hw_power_touch_rack (HwPower *self, HwHandle rack)
{
  if (rack < self->known->len)
    {
      g_array_index (self->known, guint8, rack) = FALSE;
      g_clear_pointer (&self->racks->pdata[rack], hw_power_rack_free);
    }
  if (self->whole != NULL && rack < self->whole->racks->len)
    g_array_index (self->whole->racks, HwPowerRackState, rack).known = FALSE;
  if (self->conductors != NULL)
    hw_power_conductors_touch (self->conductors, rack);
  g_clear_pointer (&self->reserve, hw_power_reserve_free);
  self->current = FALSE;
  g_clear_pointer (&self->problems, g_ptr_array_unref);
}

/* Where a rack stands is nothing that it draws, but how long the conductors to it are. */
static void
take_place (HwPower *self, const HwChange *change)
{
  const HwRack *a = change->before, *b = change->after;

  if (change->kind != HW_CHANGE_SET || self->conductors == NULL || !self->conductors->any
      || (a->x_mm == b->x_mm && a->y_mm == b->y_mm && a->rotation == b->rotation
          && a->row == b->row))
    return;
  hw_power_conductors_touch (self->conductors, change->handle);
  g_clear_pointer (&self->reserve, hw_power_reserve_free);
  self->current = FALSE;
  g_clear_pointer (&self->problems, g_ptr_array_unref);
}

/* What stands on the floor as a unit of a chain. */
static gboolean
is_unit (HwPower *self, const HwRack *row)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (self->results->design);
  HwPowerRole role;

  return row != NULL && row->power != 0
         && hw_power_role_of_kind (hw_catalogue_get (catalogue, row->product)->kind, &role);
}

static gboolean
same_unit (const HwRack *a, const HwRack *b)
{
  return a->product == b->product && a->power == b->power && a->system == b->system
         && a->object.install == b->object.install && a->object.removal == b->object.removal;
}

static gboolean
touches_override (HwPower *self, const HwOverride *row)
{
  g_auto (GStrv) parts = NULL;
  HwRef rule;

  if (row == NULL)
    return FALSE;
  parts = hw_override_key_split (hw_design_text (self->results->design, row->key));
  rule = hw_override_key_object (self->results->design, parts[0]);
  return rule.handle == 0 || rule.table == HW_TABLE_POWER || rule.table == HW_TABLE_FEED;
}

/* What comes or goes may be what an override names. */
static gboolean
may_be_named (HwPower *self, const HwChange *change)
{
  return change->kind != HW_CHANGE_SET && self->plan != NULL
         && (self->plan->waiting || self->plan->bad_overrides->len > 0
             || g_hash_table_size (self->plan->inside) > 0);
}

static gboolean
touches_plan (HwPower *self, const HwChange *change)
{
  switch (change->table)
    {
    case HW_TABLE_POWER:
    case HW_TABLE_FEED:
      return TRUE;
    case HW_TABLE_SITE:
      return change->kind == HW_CHANGE_SET
             && ((const HwSite *)change->before)->voltage_v
                    != ((const HwSite *)change->after)->voltage_v;
    case HW_TABLE_RACK:
      if (is_unit (self, change->before) || is_unit (self, change->after))
        return change->kind != HW_CHANGE_SET || !same_unit (change->before, change->after);
      return may_be_named (self, change);
    case HW_TABLE_OVERRIDE:
      return touches_override (self, change->before) || touches_override (self, change->after);
    default:
      return change->table == HW_TABLE_DEVICE && may_be_named (self, change);
    }
}

void
hw_power_take (HwPower *self, const HwChangeSet *set)
{
  gboolean phases = FALSE;

  if (self->plan == NULL)
    {
      g_clear_pointer (&self->problems, g_ptr_array_unref);
      return;
    }
  for (guint i = 0; i < set->n_changes; i++)
    {
      phases = phases || set->changes[i].table == HW_TABLE_PHASE;
      if (touches_plan (self, &set->changes[i]) || phases)
        {
          hw_power_reset (self);
          return;
        }
      if (set->changes[i].table == HW_TABLE_RACK)
        take_place (self, &set->changes[i]);
    }
}

/* --- derivation --- */

const HwPowerPlan *
hw_power_derive (HwPower *self)
{
  if (self->plan == NULL)
    self->plan = hw_power_plan_new (self->results->design, &self->results->moment);
  return self->plan;
}

const HwPowerRack *
hw_power_derive_rack (HwPower *self, HwHandle rack)
{
  if (rack >= self->known->len)
    {
      guint n = MAX (hw_design_bound (self->results->design, HW_TABLE_RACK), rack + 1);

      g_array_set_size (self->known, n);
      g_ptr_array_set_size (self->racks, (gint)n);
    }
  if (!g_array_index (self->known, guint8, rack))
    {
      g_array_index (self->known, guint8, rack) = TRUE;
      self->racks->pdata[rack] = hw_power_rack_new (self->results, hw_power_derive (self), rack);
    }
  return self->racks->pdata[rack];
}

const HwPowerConductors *
hw_power_conductors (HwPower *self)
{
  if (self->conductors != NULL && !hw_power_conductors_hold (self->conductors, self))
    g_clear_pointer (&self->conductors, hw_power_conductors_free);
  if (self->conductors == NULL)
    self->conductors = hw_power_conductors_new (self);
  return self->conductors;
}

/* --- solutions --- */

const HwPowerSolution *
hw_results_power_whole (HwResults *self)
{
  HwPower *power = self->power;

  if (power->whole == NULL)
    power->whole = hw_power_solve (power, NULL, NULL);
  else if (!power->current)
    hw_power_update (power, power->whole);
  /* Several threads may read. */
  if (!power->current)
    power->current = TRUE;
  return power->whole;
}

void
hw_power_add_target (GArray *targets, const HwPowerTarget *target)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const HwPowerTarget *other = &g_array_index (targets, HwPowerTarget, i);

      if (target->node == other->node && target->rack == other->rack && target->role == other->role
          && target->index == other->index && target->part == other->part)
        return;
    }
  g_array_append_vals (targets, target, 1);
}

const HwPowerReserve *
hw_power_reserve (HwPower *self)
{
  if (self->reserve == NULL)
    self->reserve = hw_power_reserve_new (self, hw_results_power_whole (self->results));
  return self->reserve;
}

/* Each part once. */
static GArray *
find_targets (HwPower *self, const char *const *keys)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (HwPowerTarget));

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      HwPowerTarget target;

      if (hw_power_find_target (self, keys[i], &target))
        hw_power_add_target (targets, &target);
    }
  return targets;
}

HwPowerSolution *
hw_results_power_failing (HwResults *self, const char *const *keys)
{
  const HwPowerSolution *whole = hw_results_power_whole (self);
  g_autoptr (GArray) targets = find_targets (self->power, keys);

  return hw_power_solve (self->power, whole, targets);
}

const HwPowerSolution *
hw_results_power (HwResults *self)
{
  const HwPowerSolution *whole = hw_results_power_whole (self);
  const HwWhatIf *what_if = hw_results_stopped (self);

  return what_if != NULL && what_if->power != NULL ? what_if->power : whole;
}

const HwPowerRack *
hw_results_power_rack (HwResults *self, const HwPowerSolution *solution, HwHandle rack)
{
  const HwPowerRack *changed = g_hash_table_lookup (solution->changed, GUINT_TO_POINTER (rack));

  return changed != NULL ? changed : hw_power_derive_rack (self->power, rack);
}

/* --- keys --- */

static gint
find_pdu (const HwPowerRack *rack, HwHandle device)
{
  for (guint i = 0; i < rack->pdus->len; i++)
    if (g_array_index (rack->pdus, HwPowerRackPdu, i).device == device)
      return (gint)i;
  return -1;
}

/* A supply of a device, or a shelf: @port 0, or one of the supplies in it. */
static gboolean
find_unit (const HwPowerRack *rack, HwHandle device, guint port, HwPowerTarget *target)
{
  for (guint i = 0; i < rack->units->len; i++)
    {
      const HwPowerUnit *unit = &g_array_index (rack->units, HwPowerUnit, i);

      if (unit->device != device || (unit->port != 0 && unit->port != port)
          || (unit->port == 0 && port > unit->parts))
        continue;
      target->index = (guint16)i;
      target->part = unit->port == 0 ? (guint16)port : 0;
      target->role = unit->port == 0 && port == 0 ? HW_POWER_SHELF : HW_POWER_SUPPLY;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_in_rack (const HwPowerRack *rack, HwHandle device, guint port, HwPowerTarget *target)
{
  gint pdu = port == 0 ? find_pdu (rack, device) : -1;

  if (pdu < 0)
    return find_unit (rack, device, port, target);
  target->role = HW_POWER_RACK_PDU;
  target->index = (guint16)pdu;
  return TRUE;
}

static gboolean
find_tap (const HwPowerRack *rack, HwHandle feed, HwPowerTarget *target)
{
  target->role = HW_POWER_TAP;
  for (guint i = 0; i < rack->n_taps; i++)
    if (rack->taps[i].feed == feed)
      {
        target->index = (guint16)i;
        return TRUE;
      }
  return FALSE;
}

gboolean
hw_power_find_target (HwPower *self, const char *key, HwPowerTarget *target)
{
  HwDesign *design = self->results->design;
  g_auto (GStrv) parts = hw_override_key_split (key);
  guint n = g_strv_length (parts);
  HwRef rule = n > 0 ? hw_override_key_object (design, parts[0]) : HW_REF (HW_TABLE_DESIGN, 0);
  const HwPowerRack *rack;
  HwRef object;

  *target = (HwPowerTarget){ .node = hw_power_plan_find_key (hw_power_derive (self), design, key) };
  if (target->node >= 0)
    return TRUE;
  if (rule.handle == 0 || (n != 1 && n != 3)
      || (n == 3 && rule.table != HW_TABLE_FEED && rule.table != HW_TABLE_POWER))
    return FALSE;
  object = n == 1 ? rule : hw_override_key_object (design, parts[2]);
  if (object.handle == 0 || (object.table != HW_TABLE_DEVICE && object.table != HW_TABLE_RACK))
    return FALSE;
  target->rack = object.table == HW_TABLE_RACK
                     ? object.handle
                     : hw_design_get_device (design, object.handle)->object.parent;
  rack = hw_power_derive_rack (self, target->rack);
  if (rack == NULL)
    return FALSE;
  if (object.table == HW_TABLE_RACK)
    return n == 3 && rule.table == HW_TABLE_FEED
           && strcmp (parts[1], hw_power_role_name (HW_POWER_TAP)) == 0
           && find_tap (rack, rule.handle, target);
  return find_in_rack (rack, object.handle, hw_override_key_port (parts[n - 1]), target)
         && (n == 1 || strcmp (parts[1], hw_power_role_name (target->role)) == 0);
}
