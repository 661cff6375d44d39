/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fragment.h"

#include <string.h>

#include "hw-edit.h"
#include "hw-fragment-private.h"

#define CARRIER " xmlns:s=\"" HW_FRAGMENT_NAMESPACE "\" s:carrier=\"true\""

typedef struct
{
  HwDesign *from, *to;
} Copy;

static guint32
translate_product (HwDesign *from, HwDesign *to, guint32 number)
{
  const HwProduct *product = hw_catalogue_get (hw_design_get_catalogue (from), number);

  if (product == NULL)
    return 0;
  product = hw_catalogue_adopt (
      hw_design_get_catalogue (to), hw_design_get_catalogue (from), product->id, NULL);
  return product != NULL ? product->number : 0;
}

void
hw_fragment_translate (
    HwDesign *from, HwDesign *to, HwTableKind table, void *row, HwFragmentMap map, gpointer data)
{
  const HwTableClass *klass = hw_table_class (table);
  HwObject *object = row;

  for (guint i = 0; i < klass->n_attributes; i++)
    {
      const HwAttribute *attribute = &klass->attributes[i];
      void *field = (char *)row + attribute->offset;

      switch (attribute->type)
        {
        case HW_TYPE_STRING:
          *(HwSymbol *)field = hw_design_intern (to, hw_design_text (from, *(HwSymbol *)field));
          break;
        case HW_TYPE_PRODUCT:
          *(guint32 *)field = translate_product (from, to, *(guint32 *)field);
          break;
        case HW_TYPE_REF:
        case HW_TYPE_PHASE:
          {
            HwHandle handle = hw_attribute_get_ref (attribute, row);

            hw_attribute_set_ref (
                attribute, row, handle != 0 ? map (attribute->ref, handle, data) : 0);
            break;
          }
        default:
          break;
        }
    }
  object->foreign = hw_design_intern (to, hw_design_text (from, object->foreign));
}

gboolean
hw_fragment_member_is_copied (const HwMember *member)
{
  return member->role != HW_MEMBER_SWITCH;
}

/* --- out of a design --- */

static HwHandle bring (HwTableKind table, HwHandle handle, gpointer data);

/* The row as it is to be in the fragment. */
static HwObject *
dup_row (Copy *copy, HwTableKind table, HwHandle handle)
{
  const HwTableClass *klass = hw_table_class (table);
  HwObject *row = g_memdup2 (hw_design_row (copy->from, table, handle), klass->row_size);
  char buffer[HW_ID_SIZE];

  row->id = hw_id_parse (hw_design_get_symbols (copy->to),
                         hw_id_text (hw_design_get_symbols (copy->from), row->id, buffer));
  if (klass->parent != table && klass->parent > HW_TABLE_SITE)
    row->parent = bring (klass->parent, row->parent, copy);
  hw_fragment_translate (copy->from, copy->to, table, row, bring, copy);
  return row;
}

/* The object in the fragment, which is copied if it is not there yet; without its children. */
static HwHandle
bring (HwTableKind table, HwHandle handle, gpointer data)
{
  Copy *copy = data;
  char buffer[HW_ID_SIZE];
  HwRef there
      = hw_design_find (copy->to, hw_design_id_text (copy->from, HW_REF (table, handle), buffer));
  g_autofree HwObject *row = NULL;

  if (there.handle != 0)
    return there.handle;
  row = dup_row (copy, table, handle);
  /* What the rack is a member of is all that counts of one that was not chosen. */
  if (table == HW_TABLE_RACK)
    row->foreign = hw_design_intern (copy->to, CARRIER);
  return hw_edit_insert (copy->to, table, row);
}

/* A device with the fabrics that it is a member of; the places in them are those of the original.
 */
static void
bring_device (Copy *copy, HwHandle device)
{
  bring (HW_TABLE_DEVICE, device, copy);
  for (HwHandle member = hw_design_first_child (copy->from, HW_TABLE_MEMBER, device); member != 0;
       member = hw_design_next_child (copy->from, HW_TABLE_MEMBER, member))
    {
      g_autofree HwMember *row = NULL;

      if (!hw_fragment_member_is_copied (hw_design_get_member (copy->from, member)))
        continue;
      row = (HwMember *)dup_row (copy, HW_TABLE_MEMBER, member);
      row->unit = row->slot = 0;
      row->rail = 1;
      hw_edit_insert (copy->to, HW_TABLE_MEMBER, row);
    }
}

static void
bring_rack (Copy *copy, HwHandle rack)
{
  g_autofree HwObject *row = dup_row (copy, HW_TABLE_RACK, rack);

  hw_edit_insert (copy->to, HW_TABLE_RACK, row);
  for (HwHandle child = hw_design_first_child (copy->from, HW_TABLE_RESERVATION, rack); child != 0;
       child = hw_design_next_child (copy->from, HW_TABLE_RESERVATION, child))
    bring (HW_TABLE_RESERVATION, child, copy);
  for (HwHandle child = hw_design_first_child (copy->from, HW_TABLE_DEVICE, rack); child != 0;
       child = hw_design_next_child (copy->from, HW_TABLE_DEVICE, child))
    bring_device (copy, child);
}

HwDesign *
hw_fragment_new (HwDesign *design, const HwRef *refs, guint n)
{
  HwDesign *fragment = hw_design_new ();
  Copy copy = { design, fragment };

  hw_design_build_begin (fragment);
  for (guint i = 0; i < n; i++)
    if (refs[i].table == HW_TABLE_RACK)
      bring_rack (&copy, refs[i].handle);
  for (guint i = 0; i < n; i++)
    {
      char buffer[HW_ID_SIZE];

      /* A device may have come with its rack. */
      if (refs[i].table == HW_TABLE_DEVICE
          && hw_design_find (fragment, hw_design_id_text (design, refs[i], buffer)).handle == 0)
        bring_device (&copy, refs[i].handle);
      else if (refs[i].table == HW_TABLE_FEATURE)
        bring (refs[i].table, refs[i].handle, &copy);
    }
  hw_design_build_end (fragment);
  return fragment;
}

gboolean
hw_fragment_is_carrier (HwDesign *fragment, HwHandle rack)
{
  HwSymbol foreign = hw_design_get_rack (fragment, rack)->object.foreign;

  return foreign != 0 && strstr (hw_design_text (fragment, foreign), HW_FRAGMENT_NAMESPACE) != NULL;
}

guint
hw_fragment_count (HwDesign *fragment)
{
  guint count = hw_design_count (fragment, HW_TABLE_FEATURE);

  for (HwHandle rack = hw_design_next (fragment, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (fragment, HW_TABLE_RACK, rack))
    {
      if (!hw_fragment_is_carrier (fragment, rack))
        count++;
      else
        for (HwHandle device = hw_design_first_child (fragment, HW_TABLE_DEVICE, rack); device != 0;
             device = hw_design_next_child (fragment, HW_TABLE_DEVICE, device))
          count++;
    }
  return count;
}
