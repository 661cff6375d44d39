/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>

#include "hw-ask.h"

/* Groups of racks. The racks are what is selected, moved, copied and removed: all of a group at
 * once. */

static GArray *
dup_racks (HwCanvas *self)
{
  if (self->document == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HwHandle));
  return hw_selection_dup_handles (self->selection, HW_TABLE_RACK);
}

static void
add_group (HwDesign *design, HwHandle group, GArray *refs)
{
  for (HwHandle rack = hw_design_first_of_group (design, group); rack != 0;
       rack = hw_design_next_of_group (design, rack))
    {
      HwRef ref = HW_REF (HW_TABLE_RACK, rack);

      g_array_append_val (refs, ref);
    }
}

HwRef
hw_canvas_select_group (HwCanvas *self, HwHandle group, gboolean add)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HwRef));

  add_group (hw_canvas_design (self), group, refs);
  if (add)
    hw_selection_add (self->selection, (const HwRef *)refs->data, refs->len);
  else
    hw_selection_set (self->selection, (const HwRef *)refs->data, refs->len);
  return refs->len > 0 ? g_array_index (refs, HwRef, 0) : HW_REF (HW_TABLE_RACK, 0);
}

HwHandle
hw_canvas_group_of (HwCanvas *self, HwRef ref)
{
  HwDesign *design = hw_canvas_design (self);
  HwHandle rack = hw_design_rack_of (design, ref);

  if (ref.table == HW_TABLE_GROUP)
    return ref.handle;
  return rack != 0 ? hw_design_get_rack (design, rack)->group : 0;
}

gboolean
hw_canvas_has_group (HwCanvas *self)
{
  const GArray *refs;

  if (self->document == NULL || hw_design_count (hw_canvas_design (self), HW_TABLE_GROUP) == 0)
    return FALSE;
  refs = hw_selection_get (self->selection);
  for (guint i = 0; i < refs->len; i++)
    if (hw_canvas_group_of (self, g_array_index (refs, HwRef, i)) != 0)
      return TRUE;
  return FALSE;
}

void
hw_canvas_select_groups (HwCanvas *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (HwRef));
  const GArray *refs;

  if (self->document == NULL)
    return;
  refs = hw_selection_get (self->selection);
  for (guint i = 0; i < refs->len; i++)
    {
      HwHandle group = hw_canvas_group_of (self, g_array_index (refs, HwRef, i));

      if (group != 0 && g_hash_table_add (seen, GUINT_TO_POINTER (group)))
        add_group (hw_canvas_design (self), group, more);
    }
  if (more->len > 0)
    hw_selection_set (self->selection, (const HwRef *)more->data, more->len);
}

void
hw_canvas_ungroup_selection (HwCanvas *self)
{
  g_autoptr (GArray) racks = dup_racks (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (racks->len == 0 || !hw_canvas_has_group (self))
    return;
  hw_canvas_carry_cancel (self);
  what = hw_canvas_dup_what (self);
  label = g_strdup_printf (_ ("Ungroup %s"), what);
  hw_design_begin (hw_canvas_design (self), label);
  done = hw_operation_ungroup_racks (hw_canvas_design (self), racks, &error);
  hw_canvas_finish (self, done, label, error);
}

/* --- the question for the name --- */

typedef struct
{
  HwCanvas *canvas;
  GtkEditable *name;
  HwHandle whole; /* the group whose racks are selected, all and no others; 0: there is none */
} Question;

static void
question_free (gpointer data)
{
  g_object_unref (((Question *)data)->canvas);
  g_free (data);
}

static HwHandle
whole_group (HwDesign *design, const GArray *racks)
{
  HwHandle group = hw_design_get_rack (design, g_array_index (racks, HwHandle, 0))->group;
  guint n = 0;

  for (guint i = 0; i < racks->len; i++)
    if (hw_design_get_rack (design, g_array_index (racks, HwHandle, i))->group != group)
      return 0;
  for (HwHandle rack = hw_design_first_of_group (design, group); rack != 0;
       rack = hw_design_next_of_group (design, rack))
    n++;
  return n == racks->len ? group : 0;
}

static char *
dup_name (Question *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
}

static gboolean
name_changed (HwAsk *ask, gpointer data, char **summary)
{
  Question *self = data;
  HwDesign *design = hw_canvas_design (self->canvas);
  g_autoptr (GArray) racks = dup_racks (self->canvas);
  g_autofree char *name = dup_name (self);
  guint leave = 0;

  for (guint i = 0; self->whole == 0 && i < racks->len; i++)
    leave += hw_design_get_rack (design, g_array_index (racks, HwHandle, i))->group != 0;
  if (leave > 0)
    *summary = g_strdup_printf (g_dngettext (NULL,
                                             "%u rack leaves the group that it is in.",
                                             "%u racks leave the groups that they are in.",
                                             leave),
                                leave);
  else
    *summary = g_strdup_printf (
        g_dngettext (NULL, "A group of %u rack.", "A group of %u racks.", racks->len), racks->len);
  return *name != '\0';
}

static void
name_accepted (HwAsk *ask, gpointer data)
{
  Question *self = data;
  HwCanvas *canvas = self->canvas;
  HwDesign *design = hw_canvas_design (canvas);
  g_autoptr (GArray) racks = dup_racks (canvas);
  g_autofree char *name = dup_name (self);
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (racks->len == 0)
    return;
  if (self->whole != 0 && hw_design_has (design, HW_TABLE_GROUP, self->whole))
    {
      HwRef group = HW_REF (HW_TABLE_GROUP, self->whole);

      label = g_strdup_printf (_ ("Rename %s"), hw_design_name (design, group));
      hw_design_begin (design, label);
      done = hw_operation_set (design, group, "name", name, &error);
    }
  else
    {
      what = hw_canvas_dup_what (canvas);
      label = g_strdup_printf (_ ("Group %s as %s"), what, name);
      hw_design_begin (design, label);
      done = hw_operation_group_racks (design, racks, name, &error) != 0;
    }
  hw_canvas_finish (canvas, done, label, error);
}

void
hw_canvas_ask_group (HwCanvas *self)
{
  g_autoptr (GArray) racks = dup_racks (self);
  g_autofree char *next = NULL;
  const char *name;
  HwDesign *design;
  Question *question;
  HwAsk *ask;

  if (racks->len == 0)
    return;
  hw_canvas_carry_cancel (self);
  design = hw_canvas_design (self);
  question = g_new0 (Question, 1);
  question->canvas = g_object_ref (self);
  question->whole = whole_group (design, racks);
  if (question->whole != 0)
    name = hw_design_name (design, HW_REF (HW_TABLE_GROUP, question->whole));
  else
    name = next = hw_operation_next_group_name (design, NULL);
  ask = hw_ask_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                    question->whole != 0 ? _ ("Rename the Group") : _ ("Group the Racks"),
                    question->whole != 0 ? _ ("_Rename") : _ ("_Group"));
  question->name = hw_ask_add_text (ask, _ ("_Name"), name);
  hw_ask_run (ask, name_changed, name_accepted, question, question_free);
}
