/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-places.h"

#include "hw-fabric-input.h"
#include "hw-fabric-name.h"
#include "hw-operations.h"

/* Those of top-of-rack switches have one already in the input, stored or not. */
static gboolean
is_stored (HwDesign *design, HwHandle fabric, HwHandle device)
{
  HwHandle member = hw_design_member_of (design, fabric, device);
  const HwMember *row = member != 0 ? hw_design_get_member (design, member) : NULL;

  return row != NULL && (row->position != 0 || (row->unit > 0 && row->slot > 0));
}

/* Whether the input has a place for it: but for top-of-rack switches it is the stored one, which
 * is found sooner so than among the members of the design. */
static gboolean
is_whole (const HwFabricInput *input, guint member)
{
  HwFabricPlace place = g_array_index (input->members, HwFabricMember, member).place;

  return place.unit >= 0 && place.slot >= 0;
}

static guint
give_nodes (HwDesign *design, HwHandle handle, const HwFabricInput *input, const HwFabric *fabric)
{
  gboolean told = !input->description.rule.uplinked;
  guint given = 0;

  for (guint i = 0; i < input->members->len; i++)
    {
      HwFabricPlace place = hw_fabric_get_place (fabric, i);
      HwHandle device = g_array_index (input->member_devices, HwHandle, i);

      if (place.unit < 0 || (told && is_whole (input, i)) || is_stored (design, handle, device))
        continue;
      if (hw_operation_set_place (design,
                                  handle,
                                  device,
                                  hw_fabric_is_appliance (fabric, i) ? HW_MEMBER_MANAGER
                                                                     : HW_MEMBER_NODE,
                                  place.unit + 1,
                                  place.slot + 1,
                                  (guint)place.rail + 1,
                                  NULL)
          != 0)
        given++;
    }
  return given;
}

static guint
give_switches (HwDesign *design,
               HwHandle handle,
               const HwFabricInput *input,
               const HwFabric *fabric)
{
  guint given = 0;

  for (guint i = 0; i < input->devices->len; i++)
    {
      gint node = hw_fabric_device_switch (fabric, i);
      HwHandle device = g_array_index (input->switch_devices, HwHandle, i);
      char name[HW_FABRIC_NAME_SIZE];

      if (node < 0 || is_stored (design, handle, device))
        continue;
      if (hw_operation_set_position (
              design, handle, device, hw_fabric_switch_name (fabric, (guint)node, name), NULL)
          != 0)
        given++;
    }
  return given;
}

guint
hw_fabric_places_give (HwDesign *design, HwHandle handle)
{
  g_autoptr (HwFabricInput) input = hw_fabric_input_new (design, handle, NULL);
  g_autoptr (HwFabric) fabric = NULL;

  if (input->n_unplaced == 0 || !hw_fabric_input_is_complete (input))
    return 0;
  fabric = hw_fabric_derive_places (&input->description);
  return give_nodes (design, handle, input, fabric) + give_switches (design, handle, input, fabric);
}

/* --- fabrics that a transaction touches --- */

/* Fabrics that a device may have joined: those that take its product, and those that it is a member
 * of without a place. */
static void
touch_device (HwDesign *design, HwHandle device, GHashTable *touched)
{
  const HwProduct *product;

  if (!hw_design_has (design, HW_TABLE_DEVICE, device))
    return;
  product = hw_design_device_product (design, device);
  for (HwHandle fabric = hw_design_first_child (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (design, HW_TABLE_FABRIC, fabric))
    {
      const HwFabricRow *row = hw_design_get_fabric (design, fabric);

      if (hw_fabric_takes_node (design, row, product)
          || hw_fabric_takes_switch (design, row, product))
        g_hash_table_add (touched, GUINT_TO_POINTER (fabric));
    }
}

static void
touch_rack (HwDesign *design, HwHandle rack, GHashTable *touched)
{
  if (!hw_design_has (design, HW_TABLE_RACK, rack))
    return;
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    touch_device (design, device, touched);
}

static void
touch (HwDesign *design, const HwChange *change, GHashTable *touched)
{
  switch (change->table)
    {
    case HW_TABLE_DEVICE:
      if (change->kind == HW_CHANGE_INSERT
          || (change->kind == HW_CHANGE_SET
              && ((const HwDevice *)change->before)->product
                     != ((const HwDevice *)change->after)->product))
        touch_device (design, change->handle, touched);
      break;
    case HW_TABLE_RACK:
      /* Into the hall of another fabric. */
      if (change->kind == HW_CHANGE_SET
          && ((const HwRack *)change->before)->object.parent
                 != ((const HwRack *)change->after)->object.parent)
        touch_rack (design, change->handle, touched);
      break;
    case HW_TABLE_FABRIC:
      if (change->kind != HW_CHANGE_REMOVE)
        g_hash_table_add (touched, GUINT_TO_POINTER (change->handle));
      break;
    case HW_TABLE_MEMBER:
      if (change->kind != HW_CHANGE_REMOVE)
        g_hash_table_add (touched, GUINT_TO_POINTER (((const HwMember *)change->after)->fabric));
      break;
    default:
      break;
    }
}

static void
completing_cb (HwDesign *design, const HwChangeSet *set, gpointer data)
{
  g_autoptr (GHashTable) touched = NULL;

  /* What is only looked at takes no place. */
  if (hw_design_count (design, HW_TABLE_FABRIC) == 0 || hw_design_in_preview (design))
    return;
  touched = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < set->n_changes; i++)
    touch (design, &set->changes[i], touched);
  /* In the order of files: what several would take goes to the first. */
  for (HwHandle fabric = hw_design_first_child (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (design, HW_TABLE_FABRIC, fabric))
    if (g_hash_table_contains (touched, GUINT_TO_POINTER (fabric)))
      hw_fabric_places_give (design, fabric);
}

void
hw_fabric_places_follow (HwDesign *design)
{
  g_signal_connect (design, "completing", G_CALLBACK (completing_cb), NULL);
}
