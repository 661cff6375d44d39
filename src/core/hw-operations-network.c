/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-fragment-private.h"
#include "hw-override-key.h"

/* The rules of networks, the places of their members, and overrides. */

/* "tcs2" after "tcs1". */
static HwSymbol
next_rule_name (HwDesign *design, HwTableKind table, const char *stem)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", stem, number);
      HwSymbol symbol = hw_design_intern (design, name);
      HwHandle rule = hw_design_next (design, table, 0);

      while (rule != 0 && ((const HwObject *)hw_design_row (design, table, rule))->name != symbol)
        rule = hw_design_next (design, table, rule);
      if (rule == 0)
        return symbol;
    }
}

HwHandle
hw_operation_add_power (HwDesign *design, const char *name)
{
  HwPowerRow row = { 0 };

  hw_row_init (HW_TABLE_POWER, &row);
  row.object.name = name != NULL ? hw_design_intern (design, name)
                                 : next_rule_name (design, HW_TABLE_POWER, "power");
  return hw_edit_insert (design, HW_TABLE_POWER, &row);
}

HwHandle
hw_operation_add_loop (HwDesign *design, const char *name)
{
  HwLoop row = { 0 };

  hw_row_init (HW_TABLE_LOOP, &row);
  row.object.name = name != NULL ? hw_design_intern (design, name)
                                 : next_rule_name (design, HW_TABLE_LOOP, "tcs");
  return hw_edit_insert (design, HW_TABLE_LOOP, &row);
}

HwHandle
hw_operation_add_fabric (HwDesign *design, HwFabricUse kind, const char *name)
{
  static const char *const stems[] = { "compute", "storage", "inband", "oob" };
  HwFabricRow row = { 0 };

  hw_row_init (HW_TABLE_FABRIC, &row);
  row.kind = (guint8)kind;
  /* Elsewhere the two ports of a member end at two leaves, as rails do. */
  if (kind == HW_FABRIC_OUT_OF_BAND)
    row.topology = HW_TOPOLOGY_FAT_TREE;
  row.object.name = name != NULL ? hw_design_intern (design, name)
                                 : next_rule_name (design, HW_TABLE_FABRIC, stems[kind]);
  return hw_edit_insert (design, HW_TABLE_FABRIC, &row);
}

static HwMember
member_row (HwDesign *design, HwHandle fabric, HwHandle device, HwHandle member)
{
  HwMember row = { 0 };

  if (member != 0)
    return *hw_design_get_member (design, member);
  hw_row_init (HW_TABLE_MEMBER, &row);
  row.object.parent = device;
  row.fabric = fabric;
  return row;
}

static HwHandle
put_member (HwDesign *design, HwHandle member, const HwMember *row, GError **error)
{
  if (!hw_operation_check_row (design, HW_REF (HW_TABLE_MEMBER, member), row, error))
    return 0;
  if (member == 0)
    return hw_edit_insert (design, HW_TABLE_MEMBER, row);
  hw_edit_set (design, HW_TABLE_MEMBER, member, row);
  return member;
}

HwHandle
hw_operation_set_place (HwDesign *design,
                        HwHandle fabric,
                        HwHandle device,
                        HwMemberRole role,
                        gint32 unit,
                        gint32 slot,
                        guint rail,
                        GError **error)
{
  HwHandle member = hw_design_member_of (design, fabric, device);
  HwMember row = member_row (design, fabric, device, member);

  row.role = (guint8)role;
  row.position = 0;
  row.unit = unit;
  row.slot = slot;
  row.rail = (guint8)rail;
  return put_member (design, member, &row, error);
}

HwHandle
hw_operation_set_position (
    HwDesign *design, HwHandle fabric, HwHandle device, const char *position, GError **error)
{
  HwHandle member = hw_design_member_of (design, fabric, device);
  HwMember row = member_row (design, fabric, device, member);

  row.role = HW_MEMBER_SWITCH;
  row.position = position != NULL ? hw_design_intern (design, position) : 0;
  row.unit = row.slot = 0;
  row.rail = 1;
  return put_member (design, member, &row, error);
}

void
hw_operation_copy_members (HwDesign *design, HwHandle from, HwHandle to)
{
  for (HwHandle member = hw_design_first_child (design, HW_TABLE_MEMBER, from); member != 0;
       member = hw_design_next_child (design, HW_TABLE_MEMBER, member))
    {
      HwMember row = *hw_design_get_member (design, member);

      if (!hw_fragment_member_is_copied (&row))
        continue;
      row.object.id = 0;
      row.object.parent = to;
      row.unit = row.slot = 0;
      row.rail = 1;
      hw_edit_insert (design, HW_TABLE_MEMBER, &row);
    }
}

static gboolean
check_position (HwDesign *design, HwHandle handle, const HwMember *row, GError **error)
{
  const char *position = hw_design_text (design, row->position);
  HwHandle other = 0;

  if (row->fabric != 0 && row->position != 0)
    other = hw_design_switch_at (design, row->fabric, position);
  if (other == 0 || other == handle)
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("%s of %s is %s; give that another position first."),
               position,
               hw_design_name (design, HW_REF (HW_TABLE_FABRIC, row->fabric)),
               hw_design_name (design, HW_REF (HW_TABLE_MEMBER, other)));
  return FALSE;
}

gboolean
hw_operation_check_member (HwDesign *design, HwHandle handle, const HwMember *row, GError **error)
{
  HwHandle other;

  for (other = hw_design_first_child (design, HW_TABLE_MEMBER, row->object.parent); other != 0;
       other = hw_design_next_child (design, HW_TABLE_MEMBER, other))
    if (other != handle && row->fabric != 0
        && hw_design_get_member (design, other)->fabric == row->fabric)
      {
        g_set_error (error,
                     HW_CORE_ERROR,
                     HW_CORE_ERROR_REFUSED,
                     _ ("%s has a place in %s already."),
                     hw_design_name (design, HW_REF (HW_TABLE_DEVICE, row->object.parent)),
                     hw_design_name (design, HW_REF (HW_TABLE_FABRIC, row->fabric)));
        return FALSE;
      }
  if (row->role == HW_MEMBER_SWITCH)
    return check_position (design, handle, row, error);
  if (row->fabric == 0 || row->unit == 0 || row->slot == 0)
    return TRUE;
  other = hw_design_member_at (design, row->fabric, row->unit, row->slot, row->rail);
  if (other == 0 || other == handle)
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("Unit %d, slot %d of %s is the place of %s; give that another one first."),
               row->unit,
               row->slot,
               hw_design_name (design, HW_REF (HW_TABLE_FABRIC, row->fabric)),
               hw_design_name (design, HW_REF (HW_TABLE_MEMBER, other)));
  return FALSE;
}

/* --- overrides --- */

gboolean
hw_operation_check_override (HwDesign *design,
                             HwHandle handle,
                             const HwOverride *row,
                             GError **error)
{
  const char *key = hw_design_text (design, row->key);
  const char *field = hw_design_text (design, row->field);
  HwHandle other = hw_design_find_override (design, key, field);

  if (!hw_override_key_check (key, error))
    return FALSE;
  if (*field == '\0' || row->value == 0)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_INVALID,
                   _ ("The override of “%s” needs a field and a value."),
                   key);
      return FALSE;
    }
  if (other == 0 || other == handle)
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("“%s” of “%s” is overridden already."),
               field,
               key);
  return FALSE;
}

/* The same on every branch, so that a merge sees one override where both sides made it: 64-bit
 * FNV-1a of key and field. */
static HwId
override_id (HwDesign *design, const char *key, const char *field)
{
  g_autofree char *text = g_strconcat (key, "#", field, NULL);
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  HwId id;

  for (const char *at = text; *at != '\0'; at++)
    hash = (hash ^ (guchar)*at) * G_GUINT64_CONSTANT (0x100000001b3);
  id = hw_id_make (hw_table_class (HW_TABLE_OVERRIDE)->letter, hash ^ hash >> 50);
  return hw_design_find_id (design, id).handle == 0 ? id : 0;
}

gboolean
hw_operation_set_override (
    HwDesign *design, const char *key, const char *field, const char *value, GError **error)
{
  HwHandle override = hw_design_find_override (design, key, field);
  HwOverride row = { 0 };

  if (value == NULL)
    {
      if (override != 0)
        hw_edit_remove (design, HW_TABLE_OVERRIDE, override);
      return TRUE;
    }
  if (override != 0)
    return hw_operation_set (design, HW_REF (HW_TABLE_OVERRIDE, override), "value", value, error);
  hw_row_init (HW_TABLE_OVERRIDE, &row);
  row.object.id = override_id (design, key, field);
  row.key = hw_design_intern (design, key);
  row.field = hw_design_intern (design, field);
  row.value = hw_design_intern (design, value);
  if (!hw_operation_check_row (design, HW_REF (HW_TABLE_OVERRIDE, 0), &row, error))
    return FALSE;
  hw_edit_insert (design, HW_TABLE_OVERRIDE, &row);
  return TRUE;
}

guint
hw_operation_remove_idle_overrides (HwDesign *design)
{
  guint n = 0;

  for (HwHandle override = hw_design_next (design, HW_TABLE_OVERRIDE, 0); override != 0;
       override = hw_design_next (design, HW_TABLE_OVERRIDE, override))
    if (hw_override_is_idle (design, override))
      {
        hw_edit_remove (design, HW_TABLE_OVERRIDE, override);
        n++;
      }
  return n;
}
