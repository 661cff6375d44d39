/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-power-row.h"
#include "hw-window-site-private.h"

/* Commands upon the feeds of racks. */

/* The row that is selected, or of the rack that is; 0: none. */
static HwHandle
selected_row (HwWindow *self)
{
  HwDesign *design;
  HwHandle rack;
  HwRef ref;

  if (self->document == NULL)
    return 0;
  design = hw_document_get_design (self->document);
  ref = hw_selection_get_primary (self->selection);
  rack = hw_design_rack_of (design, ref);
  if (rack != 0)
    return hw_design_get_rack (design, rack)->row;
  return ref.table == HW_TABLE_ROW ? ref.handle : 0;
}

/* From the first chain, where there is one. */
static void
lay_row_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle row = selected_row (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HwDesign *design;
  guint n;

  if (row == 0)
    return;
  design = hw_document_get_design (self->document);
  hw_design_begin (design, _ ("Lay out the feeds of a row"));
  n = hw_power_lay_row (hw_document_get_results (self->document),
                        row,
                        hw_design_first_child (design, HW_TABLE_POWER, 0),
                        &error);
  text = g_strdup_printf (g_dngettext (NULL, "%u feed laid out", "%u feeds laid out", n), n);
  hw_site_finish (self, n > 0, text, error);
}

static const GActionEntry entries[] = {
  { .name = "lay-row-feeds", .activate = lay_row_cb },
};

void
hw_window_add_power_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
hw_window_update_power_actions (HwWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        selected_row (self) != 0);
}
