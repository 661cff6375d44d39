/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"

/* Groups of racks. One that has lost its last rack goes with it: an empty group says nothing. */

static HwHandle
group_of (HwDesign *design, HwHandle rack)
{
  return hw_design_get_rack (design, rack)->group;
}

static void
set_group (HwDesign *design, HwHandle rack, HwHandle group)
{
  HwRack row = *hw_design_get_rack (design, rack);

  row.group = group;
  hw_edit_set (design, HW_TABLE_RACK, rack, &row);
}

static gboolean
all_unlocked (HwDesign *design, const GArray *racks, GError **error)
{
  for (guint i = 0; i < racks->len; i++)
    if (!hw_operation_check_unlocked (
            design, HW_REF (HW_TABLE_RACK, g_array_index (racks, HwHandle, i)), error))
      return FALSE;
  return TRUE;
}

void
hw_operation_drop_empty_groups (HwDesign *design, const GArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      HwHandle group = g_array_index (groups, HwHandle, i);

      if (group != 0 && hw_design_has (design, HW_TABLE_GROUP, group)
          && hw_design_first_of_group (design, group) == 0)
        hw_edit_remove (design, HW_TABLE_GROUP, group);
    }
}

void
hw_operation_set_group (HwDesign *design, const GArray *racks, HwHandle group)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      HwHandle before = group_of (design, rack);

      if (before != 0)
        g_array_append_val (left, before);
      set_group (design, rack, group);
    }
  hw_operation_drop_empty_groups (design, left);
}

static gboolean
is_taken (HwDesign *design, const char *name)
{
  for (HwHandle group = hw_design_next (design, HW_TABLE_GROUP, 0); group != 0;
       group = hw_design_next (design, HW_TABLE_GROUP, group))
    if (strcmp (hw_design_name (design, HW_REF (HW_TABLE_GROUP, group)), name) == 0)
      return TRUE;
  return FALSE;
}

char *
hw_operation_next_group_name (HwDesign *design, const char *like)
{
  const char *text = like != NULL && *like != '\0' ? like : _ ("Group");
  gsize end = strlen (text);
  int width;
  g_autofree char *stem = NULL;
  guint64 number;

  while (end > 0 && g_ascii_isdigit (text[end - 1]))
    end--;
  /* "Pod 08" after "Pod 07" */
  width = MAX ((int)MIN (strlen (text + end), 9), 1);
  number = text[end] != '\0' ? g_ascii_strtoull (text + end, NULL, 10) : like != NULL ? 1 : 0;
  stem = text[end] != '\0' ? g_strndup (text, end) : g_strconcat (text, " ", NULL);
  for (;;)
    {
      g_autofree char *name = g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, stem, width, ++number);

      if (!is_taken (design, name))
        return g_steal_pointer (&name);
    }
}

char *
hw_operation_free_group_name (HwDesign *design, const char *name)
{
  return is_taken (design, name) ? hw_operation_next_group_name (design, name) : g_strdup (name);
}

static HwHandle
add_group (HwDesign *design, const char *name)
{
  HwGroup row = { 0 };

  hw_row_init (HW_TABLE_GROUP, &row);
  row.object.name = hw_design_intern (design, name);
  return hw_edit_insert (design, HW_TABLE_GROUP, &row);
}

HwHandle
hw_operation_group_racks (HwDesign *design, const GArray *racks, const char *name, GError **error)
{
  g_autofree char *next = NULL;
  HwHandle group;

  g_return_val_if_fail (racks->len > 0, 0);
  if (!all_unlocked (design, racks, error))
    return 0;
  if (name == NULL)
    name = next = hw_operation_next_group_name (design, NULL);
  group = add_group (design, name);
  hw_operation_set_group (design, racks, group);
  return group;
}

gboolean
hw_operation_ungroup_racks (HwDesign *design, const GArray *racks, GError **error)
{
  if (!all_unlocked (design, racks, error))
    return FALSE;
  hw_operation_set_group (design, racks, 0);
  return TRUE;
}

static guint
count_of (HwDesign *design, HwHandle group)
{
  guint n = 0;

  for (HwHandle rack = hw_design_first_of_group (design, group); rack != 0;
       rack = hw_design_next_of_group (design, rack))
    n++;
  return n;
}

void
hw_operation_group_copies (HwDesign *design, const GArray *origins, const GArray *copies)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint sets = origins->len > 0 ? copies->len / origins->len : 0;
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < origins->len; i++)
    {
      HwHandle group = group_of (design, g_array_index (origins, HwHandle, i));

      key = GUINT_TO_POINTER (group);
      if (group != 0)
        g_hash_table_insert (
            counts,
            key,
            GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      HwHandle group = GPOINTER_TO_UINT (key);

      /* Others are in it too: the copies belong to them. */
      if (count_of (design, group) != GPOINTER_TO_UINT (value) * (sets + 1))
        continue;
      for (guint set = 0; set < sets; set++)
        {
          g_autofree char *name = hw_operation_next_group_name (
              design, hw_design_name (design, HW_REF (HW_TABLE_GROUP, group)));
          HwHandle own = add_group (design, name);

          for (guint i = 0; i < origins->len; i++)
            if (group_of (design, g_array_index (origins, HwHandle, i)) == group)
              set_group (design, g_array_index (copies, HwHandle, set * origins->len + i), own);
        }
    }
}
