/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-cooling.h"
#include "hw-fabric-needs.h"

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

/* All that has failed works again; where nothing has, nothing stays selected. */
static void
restore_failed_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwResults *results;

  if (self->document == NULL)
    return;
  results = hw_document_get_results (self->document);
  if (hw_results_get_failed (results) != NULL)
    hw_results_set_failed (results, NULL);
  else
    hw_selection_clear (self->selection);
}

/* Of the fabric that is shown; where none is, of the first. */
static void
remove_spares_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle fabric = hw_fabric_view_get_fabric (self->fabric_view);
  HwDesign *design = hw_document_get_design (self->document);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint removed;

  if (fabric == 0)
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

static const GActionEntry entries[] = {
  { .name = "fabric-matrix", .state = "false", .change_state = matrix_cb },
  { .name = "restore-failed", .activate = restore_failed_cb },
  { .name = "remove-spare-switches", .activate = remove_spares_cb },
};

void
hw_window_add_fabric_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
hw_window_update_fabric_actions (HwWindow *self)
{
  gboolean fabrics = self->document != NULL
                     && hw_design_count (hw_document_get_design (self->document), HW_TABLE_FABRIC) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        g_str_equal (entries[i].name, "restore-failed") ? self->document != NULL : fabrics);
}
