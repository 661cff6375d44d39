/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-conformity-window.h"
#include "hw-cooling.h"
#include "hw-fabric-needs.h"
#include "hw-fabric-work.h"
#include "hw-file-dialog.h"
#include "hw-message.h"
#include "hw-operations.h"
#include "hw-override-key.h"
#include "hw-print-operation.h"

/* Commands upon the fabric that is shown, and upon what has failed in the networks. */

static void
set_matrix (HwWindow *self, gboolean matrix)
{
  hw_fabric_view_set_matrix (self->fabric_view, matrix);
  hw_window_update_view (self);
}

static void
matrix_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  set_matrix (data, g_variant_get_boolean (value));
}

/* --- adding --- */

static const char *const kind_names[] = { "compute", "storage", "in-band", "out-of-band" };

static void
add_fabric (HwWindow *self, HwFabricUse kind)
{
  HwDesign *design = hw_document_get_design (self->document);

  hw_design_begin (design, _ ("Add a fabric"));
  hw_operation_add_fabric (design, kind, NULL);
  hw_design_commit (design);
}

/* The first kind that the design does not have: another for compute would find no members left. */
static void
add_fabric_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwDesign *design;
  guint there = 0, kind = 0;

  if (self->document == NULL)
    return;
  design = hw_document_get_design (self->document);
  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    there |= 1u << hw_design_get_fabric (design, fabric)->kind;
  while (kind < G_N_ELEMENTS (kind_names) && (there & 1u << kind) != 0)
    kind++;
  add_fabric (self, kind < G_N_ELEMENTS (kind_names) ? (HwFabricUse)kind : HW_FABRIC_COMPUTE);
}

static void
add_kind_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  for (guint i = 0; self->document != NULL && i < G_N_ELEMENTS (kind_names); i++)
    if (g_str_equal (kind_names[i], g_variant_get_string (parameter, NULL)))
      add_fabric (self, (HwFabricUse)i);
}

/* --- what has failed, and what is not needed --- */

/* All that has failed works again; where nothing has, nothing stays selected. */
static void
restore_failed_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwResults *results;

  if (self->document == NULL)
    return;
  results = hw_document_get_results (self->document);
  hw_fabric_view_choose_none (self->fabric_view);
  if (hw_results_get_failed (results) != NULL)
    hw_results_set_failed (results, NULL);
  else
    hw_selection_clear (self->selection);
}

/* Of the fabric that is shown; where none is, of the first. NVLink domains have none. */
static void
remove_spares_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle fabric = hw_fabric_view_get_fabric (self->fabric_view);
  HwDesign *design = hw_document_get_design (self->document);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint removed;

  if (fabric == 0 && hw_fabric_view_get_shown (self->fabric_view) == 0)
    fabric = hw_design_next (design, HW_TABLE_FABRIC, 0);
  if (fabric == 0)
    return;
  hw_design_begin (design, _ ("Remove the spare switches"));
  removed = hw_fabric_remove_spares (design, fabric, &error);
  hw_design_commit (design);
  text = removed > 0 ? g_strdup_printf (
             g_dngettext (NULL, "%u spare switch removed", "%u spare switches removed", removed),
             removed)
                     : g_strdup (_ ("The fabric has no spare switch"));
  hw_window_notice (self, removed > 0, error != NULL ? error->message : text);
}

/* --- one cable --- */

/* By the key by which it fails. */
static void
trace_cable_cb (GSimpleAction *action, GVariant *key, gpointer data)
{
  HwWindow *self = data;
  g_auto (GStrv) parts = NULL;
  HwRef rule;

  if (self->document == NULL)
    return;
  parts = hw_override_key_split (g_variant_get_string (key, NULL));
  rule = hw_override_key_object (hw_document_get_design (self->document), parts[0]);
  if (rule.handle == 0 || rule.table != HW_TABLE_FABRIC || g_strv_length (parts) != 3)
    return;
  hw_fabric_view_choose_cable (self->fabric_view, rule.handle, parts[2]);
  hw_window_follow_cable (self);
  hw_window_update_networks (self);
}

/* --- as built --- */

static void
difference_chosen_cb (HwConformityWindow *list, guint index, HwWindow *self)
{
  hw_fabric_view_show_difference (self->fabric_view, index);
}

/* Says what differs, and lists it where something does. */
static void
compare_with (HwWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  HwIbnet *built = NULL;
  gsize length;

  if (g_file_load_contents (file, NULL, &text, &length, NULL, &error))
    built = hw_ibnet_parse (text, length, name, &error);
  if (built == NULL)
    {
      hw_message_say (
          GTK_WINDOW (self), _ ("The fabric as built cannot be read"), error->message, NULL);
      return;
    }
  g_action_group_change_action_state (
      G_ACTION_GROUP (self), "view", g_variant_new_string ("fabric"));
  hw_results_derive_fabrics (hw_document_get_results (self->document));
  hw_fabric_view_compare (self->fabric_view, built);
  lines = hw_fabric_view_dup_differences (self->fabric_view);
  if (lines[0] != NULL)
    {
      HwConformityWindow *list
          = hw_conformity_window_new (GTK_WINDOW (self), (const char *const *)lines);

      g_signal_connect_object (list, "chosen", G_CALLBACK (difference_chosen_cb), self, 0);
      gtk_window_present (GTK_WINDOW (list));
    }
}

static void
dump_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (HwWindow) self = data;

  if (file != NULL && self->document != NULL)
    compare_with (self, file);
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_file_dialog_open (GTK_WINDOW (data), HW_FILE_DUMP, dump_chosen_cb, g_object_ref (data));
}

/* Of the fabric that is shown; where that is none, of all. */
static void
print_cables_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  g_autoptr (HwPrintOperation) operation = hw_print_operation_new (self->document);
  g_autoptr (GError) error = NULL;

  hw_print_operation_narrow (
      operation,
      HW_SHEETS_CABLES,
      HW_REF (HW_TABLE_FABRIC, hw_fabric_view_get_fabric (self->fabric_view)));
  if (!hw_print_operation_print (operation, GTK_WINDOW (self), &error))
    hw_message_say (
        GTK_WINDOW (self), _ ("The cable schedule cannot be printed."), error->message, NULL);
}

/* The same with a file that is known, as a script has it. */
static void
compare_with_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  compare_with (data, file);
}

static void
forget_built_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_fabric_view_compare (((HwWindow *)data)->fabric_view, NULL);
}

static const GActionEntry entries[] = {
  { .name = "fabric-matrix", .state = "false", .change_state = matrix_cb },
  { .name = "restore-failed", .activate = restore_failed_cb },
  { .name = "remove-spare-switches", .activate = remove_spares_cb },
  { .name = "trace-cable", .activate = trace_cable_cb, .parameter_type = "s" },
  { .name = "print-cables", .activate = print_cables_cb },
  { .name = "compare-fabric", .activate = compare_cb },
  { .name = "compare-fabric-with", .activate = compare_with_cb, .parameter_type = "s" },
  { .name = "forget-fabric-as-built", .activate = forget_built_cb },
};

/* Where there is no fabric yet too. */
static const GActionEntry additions[] = {
  { .name = "add-fabric", .activate = add_fabric_cb },
  { .name = "add-kind-of-fabric", .activate = add_kind_cb, .parameter_type = "s" },
};

void
hw_window_add_fabric_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), additions, G_N_ELEMENTS (additions), self);
}

void
hw_window_update_fabric_actions (HwWindow *self)
{
  gboolean fabrics
      = self->document != NULL
        && hw_design_count (hw_document_get_design (self->document), HW_TABLE_FABRIC) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        g_str_equal (entries[i].name, "restore-failed") ? self->document != NULL : fabrics);
  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), additions[i].name)),
        self->document != NULL);
}
