/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-component.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-air-zone.h"
#include "hw-cooling-private.h"
#include "hw-fabric-name.h"
#include "hw-fabrics-private.h"
#include "hw-override-key.h"
#include "hw-results-private.h"

static HwComponent *
add (GArray *found, HwComponentKind kind)
{
  HwComponent component = { .kind = (guint8)kind,
                            .object = HW_REF (HW_TABLE_DESIGN, 0),
                            .part = { HW_LOOP_NO_PART, HW_LOOP_NO_PART, HW_LOOP_NO_PART },
                            .target = { .node = -1 } };

  g_array_append_val (found, component);
  return &g_array_index (found, HwComponent, found->len - 1);
}

/* --- by key --- */

static gboolean
is_whole (HwRef ref)
{
  return ref.handle != 0 && (ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE);
}

/* A node of a fabric that a device stands for is that device, whatever network it fails in. */
static void
find_in_fabric (HwResults *self, HwHandle handle, const char *key, GArray *found)
{
  HwFabricMemory *memory = hw_fabrics_derived (self, handle);
  g_autoptr (HwFabricFailure) failure = NULL;

  if (memory == NULL || memory->fabric == NULL)
    return;
  failure = hw_fabric_failure_new (memory->fabric);
  if (!hw_fabrics_add_failure (self, handle, memory->fabric, failure, key))
    return;
  for (guint i = 0; i < failure->failed_nodes->len; i++)
    {
      guint node = g_array_index (failure->failed_nodes, guint, i);
      HwHandle device = hw_fabrics_device (memory, node);
      HwComponent *component = add (found, device != 0 ? HW_COMPONENT_OBJECT : HW_COMPONENT_NODE);

      component->object = HW_REF (HW_TABLE_DEVICE, device);
      component->network = handle;
      component->index = node;
    }
  for (guint i = 0; i < failure->failed_cables->len; i++)
    {
      HwComponent *component = add (found, HW_COMPONENT_CABLE);

      component->network = handle;
      component->index = g_array_index (failure->failed_cables, guint, i);
    }
}

static void
find_in_fabrics (HwResults *self, const char *key, gboolean cables, GArray *found)
{
  g_auto (GStrv) parts = hw_override_key_split (key);
  HwRef rule;

  if (g_strv_length (parts) < 3 || (!cables && strcmp (parts[1], "cable") == 0))
    return;
  rule = hw_override_key_object (self->design, parts[0]);
  if (rule.handle != 0 && rule.table == HW_TABLE_FABRIC)
    find_in_fabric (self, rule.handle, key, found);
  else if (strcmp (parts[0], "nvlink") == 0)
    find_in_fabric (self, HW_FABRIC_NVLINK, key, found);
}

gboolean
hw_components_find (HwResults *self, const char *key, gboolean cables, GArray *found)
{
  HwDesign *design = self->design;
  guint before = found->len;
  HwPowerTarget target;
  HwLoopPart part;

  if (*key == '\0')
    return FALSE;
  if (is_whole (hw_design_find (design, key)))
    add (found, HW_COMPONENT_OBJECT)->object = hw_design_find (design, key);
  if (hw_power_find_target (self->power, key, &target))
    add (found, HW_COMPONENT_POWER)->target = target;
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const HwLoopPlan *plan = hw_cooling_whole (self, loop)->plan;
      HwComponent *component;

      if (!hw_loop_plan_find (plan, design, key, &part))
        continue;
      component = add (found, HW_COMPONENT_LOOP);
      component->network = loop;
      component->part = part;
      if (part.cdu != HW_LOOP_NO_PART)
        component->part.link = g_array_index (plan->cdus, HwLoopCdu, part.cdu).link;
    }
  find_in_fabrics (self, key, cables, found);
  return found->len > before;
}

/* --- all of them --- */

static void
list_power_of_rack (HwResults *self, HwHandle handle, GArray *list)
{
  const HwPowerRack *rack = hw_power_derive_rack (self->power, handle);

  if (rack == NULL)
    return;
  for (guint i = 0; i < rack->n_taps; i++)
    add (list, HW_COMPONENT_POWER)->target
        = (HwPowerTarget){ -1, handle, HW_POWER_TAP, (guint16)i, 0, 0 };
  for (guint i = 0; i < rack->pdus->len; i++)
    add (list, HW_COMPONENT_POWER)->target
        = (HwPowerTarget){ -1, handle, HW_POWER_RACK_PDU, (guint16)i, 0, 0 };
  for (guint i = 0; i < rack->units->len; i++)
    {
      const HwPowerUnit *unit = &g_array_index (rack->units, HwPowerUnit, i);

      /* What a source does not tell cannot be named. */
      if (unit->device == 0 || g_array_index (rack->loads, HwPowerLoad, unit->load).assumed)
        continue;
      add (list, HW_COMPONENT_POWER)->target
          = (HwPowerTarget){ -1,         handle, unit->port == 0 ? HW_POWER_SHELF : HW_POWER_SUPPLY,
                             (guint16)i, 0,      0 };
      for (guint16 part = 1; unit->port == 0 && part <= unit->parts; part++)
        add (list, HW_COMPONENT_POWER)->target
            = (HwPowerTarget){ -1, handle, HW_POWER_SUPPLY, (guint16)i, part, 0 };
    }
}

static void
list_power (HwResults *self, GArray *list)
{
  const HwPowerPlan *plan = hw_power_derive (self->power);

  for (guint i = 0; i < plan->nodes->len; i++)
    add (list, HW_COMPONENT_POWER)->target.node = (gint)i;
  for (HwHandle rack = hw_design_next (self->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->design, HW_TABLE_RACK, rack))
    list_power_of_rack (self, rack, list);
}

static void
list_loop (HwResults *self, HwHandle loop, GArray *list)
{
  const HwLoopPlan *plan = hw_cooling_whole (self, loop)->plan;

  for (guint i = 0; i < plan->links->len; i++)
    {
      HwComponent *component;
      guint role = hw_loop_plan_link (plan, i)->role;

      /* Racks and CDUs fail as objects. */
      if (role == HW_PART_RACK)
        continue;
      component = add (list, HW_COMPONENT_LOOP);
      component->network = loop;
      component->part.link = i;
      for (guint cdu = 0; role == HW_PART_PUMP && cdu < plan->cdus->len; cdu++)
        if (g_array_index (plan->cdus, HwLoopCdu, cdu).link == i)
          component->part.cdu = cdu;
    }
  for (guint i = 0; i < plan->fittings->len; i++)
    if (g_array_index (plan->fittings, HwLoopFitting, i).fitted)
      {
        HwComponent *component = add (list, HW_COMPONENT_LOOP);

        component->network = loop;
        component->part.fitting = i;
      }
}

static void
list_fabric (HwResults *self, HwHandle handle, GArray *list)
{
  const HwFabric *fabric = hw_results_fabric (self, handle);
  guint n;

  if (fabric == NULL)
    return;
  for (guint i = 0; i < hw_fabric_count_switches (fabric); i++)
    if (hw_results_fabric_device (self, handle, i) == 0)
      {
        HwComponent *component = add (list, HW_COMPONENT_NODE);

        component->network = handle;
        component->index = i;
      }
  hw_fabric_get_cables (fabric, &n);
  for (guint i = 0; i < n; i++)
    {
      HwComponent *component = add (list, HW_COMPONENT_CABLE);

      component->network = handle;
      component->index = i;
    }
}

/* CDUs are listed by their pumps. */
static void
list_coolers (HwResults *self, GArray *list)
{
  HwDesign *design = self->design;

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    if (hw_results_rack (self, rack)->present
        && hw_air_is_cooler (hw_design_rack_product (design, rack)))
      add (list, HW_COMPONENT_OBJECT)->object = HW_REF (HW_TABLE_RACK, rack);
}

/* Devices that do nothing, and shelves and rack PDUs, which are listed in the power network, are
 * left out. */
static void
list_devices (HwResults *self, GArray *list)
{
  HwDesign *design = self->design;

  for (HwHandle device = hw_design_next (design, HW_TABLE_DEVICE, 0); device != 0;
       device = hw_design_next (design, HW_TABLE_DEVICE, device))
    {
      const HwProduct *product = hw_design_device_product (design, device);

      if (!hw_results_stands (self, hw_design_row (design, HW_TABLE_DEVICE, device))
          || product->kind == HW_KIND_RACK_PDU || product->kind == HW_KIND_POWER_SHELF
          || !(hw_product_value (product, HW_FIELD_POWER_NAMEPLATE) > 0
               || hw_product_value (product, HW_FIELD_GPUS) > 0))
        continue;
      add (list, HW_COMPONENT_OBJECT)->object = HW_REF (HW_TABLE_DEVICE, device);
    }
}

GArray *
hw_components_list (HwResults *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (HwComponent));
  HwDesign *design = self->design;

  list_power (self, list);
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    list_loop (self, loop, list);
  list_coolers (self, list);
  list_devices (self, list);
  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    list_fabric (self, fabric, list);
  return list;
}

/* --- names --- */

static HwRef
rack_part_object (HwResults *self, const HwPowerTarget *target)
{
  const HwPowerRack *rack = hw_power_derive_rack (self->power, target->rack);

  switch (target->role)
    {
    case HW_POWER_TAP:
      return HW_REF (HW_TABLE_RACK, target->rack);
    case HW_POWER_RACK_PDU:
      return HW_REF (HW_TABLE_DEVICE,
                     g_array_index (rack->pdus, HwPowerRackPdu, target->index).device);
    default:
      return HW_REF (HW_TABLE_DEVICE,
                     g_array_index (rack->units, HwPowerUnit, target->index).device);
    }
}

GArray *
hw_components_list_parts (HwResults *self, HwRef object)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (HwComponent));
  guint n = 0;

  if (object.table == HW_TABLE_RACK)
    list_power_of_rack (self, object.handle, list);
  if (object.table != HW_TABLE_DEVICE)
    return list;
  list_power_of_rack (
      self, hw_design_get_device (self->design, object.handle)->object.parent, list);
  for (guint i = 0; i < list->len; i++)
    if (hw_ref_equal (rack_part_object (self, &g_array_index (list, HwComponent, i).target),
                      object))
      g_array_index (list, HwComponent, n++) = g_array_index (list, HwComponent, i);
  g_array_set_size (list, n);
  return list;
}

/* Which of a device's supplies, or of a shelf's; 0: all of it. */
static guint
port_of (HwResults *self, const HwPowerTarget *target)
{
  const HwPowerRack *rack = hw_power_derive_rack (self->power, target->rack);

  if (target->role != HW_POWER_SUPPLY)
    return 0;
  return target->part != 0 ? target->part
                           : g_array_index (rack->units, HwPowerUnit, target->index).port;
}

static char *
power_key (HwResults *self, const HwPowerTarget *target)
{
  const HwPowerRack *rack;
  char feed[HW_ID_SIZE], object[HW_ID_SIZE];
  guint tap = 0, port;

  if (target->node >= 0)
    return hw_power_node_key (
        self->design, hw_power_plan_node (hw_power_derive (self->power), (guint)target->node));
  rack = hw_power_derive_rack (self->power, target->rack);
  if (target->role == HW_POWER_TAP)
    tap = target->index;
  hw_design_id_text (self->design, HW_REF (HW_TABLE_FEED, rack->taps[tap].feed), feed);
  hw_design_id_text (self->design, rack_part_object (self, target), object);
  port = port_of (self, target);
  if (port == 0)
    return g_strdup_printf ("%s/%s/%s", feed, hw_power_role_name (target->role), object);
  return g_strdup_printf ("%s/%s/%s:%u", feed, hw_power_role_name (target->role), object, port);
}

char *
hw_component_key (HwResults *self, const HwComponent *component)
{
  char buffer[HW_ID_SIZE];
  const HwLoopPlan *plan;

  switch ((HwComponentKind)component->kind)
    {
    case HW_COMPONENT_POWER:
      return power_key (self, &component->target);
    case HW_COMPONENT_LOOP:
      plan = hw_cooling_whole (self, component->network)->plan;
      return component->part.fitting != HW_LOOP_NO_PART
                 ? hw_loop_fitting_key (self->design, plan, component->part.fitting)
                 : hw_loop_link_key (self->design, plan, component->part.link);
    case HW_COMPONENT_OBJECT:
      return g_strdup (hw_design_id_text (self->design, component->object, buffer));
    case HW_COMPONENT_NODE:
      return hw_results_fabric_node_key (self, component->network, component->index);
    case HW_COMPONENT_CABLE:
      return hw_results_fabric_cable_key (self, component->network, component->index);
    }
  g_return_val_if_reached (NULL);
}

/* One of them, where hw_power_role_label() means all. */
static const char *
role_label (guint role)
{
  static const char *const labels[HW_N_POWER_ROLES] = {
    [HW_POWER_UTILITY] = N_ ("Utility"),
    [HW_POWER_TRANSFORMER] = N_ ("Transformer"),
    [HW_POWER_GENERATOR] = N_ ("Generator"),
    [HW_POWER_SWITCHGEAR] = N_ ("Switchgear"),
    [HW_POWER_UPS] = N_ ("UPS"),
    [HW_POWER_PDU] = N_ ("Floor PDU"),
    [HW_POWER_BUS] = N_ ("Busbar"),
    [HW_POWER_FEED] = N_ ("Feed"),
    [HW_POWER_TAP] = N_ ("Tap"),
    [HW_POWER_RACK_PDU] = N_ ("Rack PDU"),
    [HW_POWER_SHELF] = N_ ("Power shelf"),
    [HW_POWER_SUPPLY] = N_ ("Power supply"),
  };

  return _ (labels[role]);
}

char *
hw_component_node_label (HwDesign *design, const HwPowerNode *node)
{
  g_autofree char *name = hw_power_node_name (design, node);

  /* Feeds, and the buses of a chain, are called so by their names. */
  if (node->role == HW_POWER_UTILITY || node->role == HW_POWER_BUS || node->role == HW_POWER_FEED)
    return g_steal_pointer (&name);
  return hw_kind_and_name (role_label (node->role), name);
}

static char *
power_label (HwResults *self, const HwPowerTarget *target)
{
  const HwPowerRack *rack;
  guint port;

  if (target->node >= 0)
    return hw_component_node_label (
        self->design, hw_power_plan_node (hw_power_derive (self->power), (guint)target->node));
  rack = hw_power_derive_rack (self->power, target->rack);
  if (target->role == HW_POWER_TAP)
    return g_strdup_printf (
        _ ("Tap of %s on %s"),
        hw_design_name (self->design, HW_REF (HW_TABLE_RACK, target->rack)),
        hw_design_name (self->design, HW_REF (HW_TABLE_FEED, rack->taps[target->index].feed)));
  port = port_of (self, target);
  if (port == 0)
    return hw_kind_and_name (role_label (target->role),
                             hw_design_name (self->design, rack_part_object (self, target)));
  return g_strdup_printf (_ ("%s %u of %s"),
                          role_label (target->role),
                          port,
                          hw_design_name (self->design, rack_part_object (self, target)));
}

static char *
loop_label (HwResults *self, const HwComponent *component)
{
  const HwLoopPlan *plan = hw_cooling_whole (self, component->network)->plan;
  HwPartRole role;
  HwRef object;

  if (component->part.fitting != HW_LOOP_NO_PART)
    {
      const HwLoopFitting *fitting
          = &g_array_index (plan->fittings, HwLoopFitting, component->part.fitting);

      role = fitting->role;
      object = fitting->object;
    }
  else
    {
      role = hw_loop_plan_link (plan, component->part.link)->role;
      object = hw_loop_plan_link (plan, component->part.link)->from_object;
    }
  return g_strdup_printf (
      _ ("%s at %s"), hw_part_label (role), hw_design_name (self->design, object));
}

static char *
end_label (HwResults *self, HwHandle handle, guint node)
{
  HwHandle device = hw_results_fabric_device (self, handle, node);
  char buffer[HW_FABRIC_NAME_SIZE];

  if (device != 0)
    return g_strdup (hw_design_name (self->design, HW_REF (HW_TABLE_DEVICE, device)));
  return g_strdup (hw_fabric_node_id (hw_results_fabric (self, handle), node, buffer));
}

char *
hw_component_label (HwResults *self, const HwComponent *component)
{
  const HwFabricCable *cable;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  guint n;

  switch ((HwComponentKind)component->kind)
    {
    case HW_COMPONENT_POWER:
      return power_label (self, &component->target);
    case HW_COMPONENT_LOOP:
      return loop_label (self, component);
    case HW_COMPONENT_OBJECT:
      return g_strdup (hw_design_name (self->design, component->object));
    case HW_COMPONENT_NODE:
      return end_label (self, component->network, component->index);
    case HW_COMPONENT_CABLE:
      cable = &hw_fabric_get_cables (hw_results_fabric (self, component->network),
                                     &n)[component->index];
      low = end_label (self, component->network, cable->low);
      high = end_label (self, component->network, cable->high);
      return g_strdup_printf (
          _ ("Cable %s:%u to %s:%u"), low, cable->low_port, high, cable->high_port);
    }
  g_return_val_if_reached (NULL);
}

HwRef
hw_component_object (HwResults *self, const HwComponent *component)
{
  const HwLoopPlan *plan;
  HwHandle device;
  guint n;

  switch ((HwComponentKind)component->kind)
    {
    case HW_COMPONENT_POWER:
      return component->target.node >= 0
                 ? hw_power_plan_node (hw_power_derive (self->power), (guint)component->target.node)
                       ->object
                 : rack_part_object (self, &component->target);
    case HW_COMPONENT_LOOP:
      plan = hw_cooling_whole (self, component->network)->plan;
      if (component->part.fitting != HW_LOOP_NO_PART)
        return g_array_index (plan->fittings, HwLoopFitting, component->part.fitting).object;
      return hw_loop_plan_link (plan, component->part.link)->from_object;
    case HW_COMPONENT_OBJECT:
      return component->object;
    case HW_COMPONENT_NODE:
      return HW_REF (HW_TABLE_DESIGN, 0);
    case HW_COMPONENT_CABLE:
      device = hw_results_fabric_device (
          self,
          component->network,
          hw_fabric_get_cables (hw_results_fabric (self, component->network), &n)[component->index]
              .low);
      return HW_REF (device != 0 ? HW_TABLE_DEVICE : HW_TABLE_DESIGN, device);
    }
  g_return_val_if_reached (HW_REF (HW_TABLE_DESIGN, 0));
}
