/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-override-key.h"
#include "hw-power-private.h"
#include "hw-results-private.h"

/* What the parts of a power network go by: keys and names. */

gint
hw_power_plan_find (const HwPowerPlan *self, HwRef object)
{
  const GArray *places = object.table == HW_TABLE_FEED ? self->feeds : self->units;

  if ((object.table != HW_TABLE_FEED && object.table != HW_TABLE_RACK)
      || object.handle >= places->len)
    return -1;
  return (gint)g_array_index (places, guint, object.handle) - 1;
}

HwHandle
hw_power_plan_unit_above (const HwPowerPlan *self, guint node)
{
  const HwPowerNode *row = hw_power_plan_node (self, node);

  while (row->n_parents > 0 && !row->looped)
    {
      row = hw_power_plan_node (self, g_array_index (self->parents, guint, row->first_parent));
      if (row->object.table == HW_TABLE_RACK)
        return row->object.handle;
    }
  return 0;
}

static gint
find_utility (const HwPowerPlan *self, HwHandle power, const char *system)
{
  gint shared = -1;

  for (guint node = 0; node < self->nodes->len; node++)
    {
      const HwPowerNode *row = hw_power_plan_node (self, node);

      if (row->role != HW_POWER_UTILITY || row->power != power)
        continue;
      if (strcmp (hw_power_system_name (row->system), system) == 0)
        return (gint)node;
      shared = shared < 0 ? (gint)node : -2;
    }
  /* A shared one goes by any system of its chain. */
  for (guint i = 0; shared >= 0 && i < HW_N_SYSTEMS; i++)
    if (strcmp (hw_power_system_name (i), system) == 0)
      return shared;
  return -1;
}

gint
hw_power_plan_find_key (const HwPowerPlan *self, HwDesign *design, const char *key)
{
  g_auto (GStrv) parts = hw_override_key_split (key);
  guint n = g_strv_length (parts);
  HwRef rule = n > 0 ? hw_override_key_object (design, parts[0]) : HW_REF (HW_TABLE_DESIGN, 0);
  gint node;

  if (rule.handle == 0 || strchr (key, ':') != NULL)
    return -1;
  if (n == 1)
    return hw_power_plan_find (self, rule);
  if (n == 3 && rule.table == HW_TABLE_POWER && strcmp (parts[1], "utility") == 0)
    return find_utility (self, rule.handle, parts[2]);
  if (n != 3 || (rule.table != HW_TABLE_POWER && rule.table != HW_TABLE_FEED))
    return -1;
  node = hw_power_plan_find (self, hw_override_key_object (design, parts[2]));
  if (node < 0
      || strcmp (hw_power_role_name (hw_power_plan_node (self, (guint)node)->role), parts[1]) != 0)
    return -1;
  return node;
}

char *
hw_power_node_key (HwDesign *design, const HwPowerNode *node)
{
  char rule[HW_ID_SIZE], object[HW_ID_SIZE];

  if (node->role == HW_POWER_BUS)
    return NULL;
  if (node->role == HW_POWER_FEED)
    return g_strdup (hw_design_id_text (design, node->object, object));
  hw_design_id_text (design, HW_REF (HW_TABLE_POWER, node->power), rule);
  if (node->role == HW_POWER_UTILITY)
    return g_strdup_printf ("%s/utility/%s", rule, hw_power_system_name (node->system));
  return g_strdup_printf ("%s/%s/%s",
                          rule,
                          hw_power_role_name (node->role),
                          hw_design_id_text (design, node->object, object));
}

char *
hw_power_node_name (HwDesign *design, const HwPowerNode *node)
{
  const char *name = hw_design_name (design, node->object);

  if (node->role != HW_POWER_UTILITY && node->role != HW_POWER_BUS)
    return g_strdup (name);
  return g_strdup_printf (
      "%s, %s %s", name, hw_power_role_label (node->role), hw_power_system_label (node->system));
}

/* --- of all parts --- */

typedef struct
{
  HwDesign *design;
  GPtrArray *keys;
  HwPowerRole last;
} Listing;

/* "FEED/role/OBJECT", with a port where there is one. */
static void
add_key (Listing *self, HwHandle feed, HwPowerRole role, HwRef object, guint port)
{
  char rule[HW_ID_SIZE], id[HW_ID_SIZE];
  char *key;

  if (role > self->last)
    return;
  hw_design_id_text (self->design, HW_REF (HW_TABLE_FEED, feed), rule);
  hw_design_id_text (self->design, object, id);
  if (port > 0)
    key = g_strdup_printf ("%s/%s/%s:%u", rule, hw_power_role_name (role), id, port);
  else
    key = g_strdup_printf ("%s/%s/%s", rule, hw_power_role_name (role), id);
  g_ptr_array_add (self->keys, key);
}

static void
add_unit_keys (Listing *self, HwHandle feed, const HwPowerUnit *unit)
{
  HwRef device = HW_REF (HW_TABLE_DEVICE, unit->device);

  if (unit->device == 0)
    return;
  if (unit->port > 0)
    {
      add_key (self, feed, HW_POWER_SUPPLY, device, unit->port);
      return;
    }
  add_key (self, feed, HW_POWER_SHELF, device, 0);
  for (guint part = 1; part <= unit->parts; part++)
    add_key (self, feed, HW_POWER_SUPPLY, device, part);
}

static void
add_rack_keys (Listing *self, const HwPowerRack *rack)
{
  for (guint i = 0; i < rack->n_taps; i++)
    add_key (self, rack->taps[i].feed, HW_POWER_TAP, HW_REF (HW_TABLE_RACK, rack->rack), 0);
  for (guint i = 0; i < rack->pdus->len; i++)
    {
      const HwPowerRackPdu *pdu = &g_array_index (rack->pdus, HwPowerRackPdu, i);

      add_key (self,
               rack->taps[pdu->tap].feed,
               HW_POWER_RACK_PDU,
               HW_REF (HW_TABLE_DEVICE, pdu->device),
               0);
    }
  for (guint i = 0; self->last >= HW_POWER_SHELF && i < rack->units->len; i++)
    {
      const HwPowerUnit *unit = &g_array_index (rack->units, HwPowerUnit, i);

      add_unit_keys (self, rack->taps[unit->tap].feed, unit);
    }
}

GPtrArray *
hw_results_power_keys (HwResults *self, HwPowerRole last)
{
  const HwPowerPlan *plan = hw_power_derive (self->power);
  guint n_racks = hw_design_bound (self->design, HW_TABLE_RACK);
  Listing listing = { self->design, g_ptr_array_new_with_free_func (g_free), last };

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (plan, i);

      if (node->role <= last && node->role != HW_POWER_BUS)
        g_ptr_array_add (listing.keys, hw_power_node_key (self->design, node));
    }
  for (HwHandle handle = 1; last >= HW_POWER_TAP && handle < n_racks; handle++)
    {
      const HwPowerRack *rack = hw_power_derive_rack (self->power, handle);

      if (rack != NULL)
        add_rack_keys (&listing, rack);
    }
  return listing.keys;
}
