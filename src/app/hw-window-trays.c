/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-operations.h"
#include "hw-tray-plan.h"

/* Cable trays of the hall that is shown. */

/* The hall; 0: there is none. */
static HwHandle
shown_hall (HwWindow *self)
{
  return self->document != NULL ? hw_canvas_get_hall (self->canvas) : 0;
}

/* Through the middle of the hall, to be put where it belongs. */
static void
add_tray_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle handle = shown_hall (self);
  HwDesign *design;
  const HwHall *hall;
  g_autofree char *name = NULL;

  if (handle == 0)
    return;
  design = hw_document_get_design (self->document);
  hall = hw_design_get_hall (design, handle);
  name = g_strdup_printf (_ ("Tray %u"), hw_design_count (design, HW_TABLE_TRAY) + 1);
  hw_design_begin (design, _ ("Add a cable tray"));
  hw_operation_add_tray (
      design, handle, name, 0, hall->depth_mm / 2, hall->width_mm, hall->depth_mm / 2, NULL);
  hw_design_commit (design);
}

/* Makes objects of the trays that follow from the rows, each to be changed by itself. */
static void
keep_trays_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle hall = shown_hall (self);
  g_autofree char *text = NULL;
  guint n;

  if (hall == 0)
    return;
  hw_design_begin (hw_document_get_design (self->document), _ ("Place the trays of the rows"));
  n = hw_tray_plan_keep (hw_document_get_design (self->document), hall);
  hw_design_commit (hw_document_get_design (self->document));
  text = g_strdup_printf (g_dngettext (NULL, "%u tray placed", "%u trays placed", n), n);
  hw_window_notice (self, n > 0, text);
}

static void
show_trays_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  hw_canvas_set_trays (((HwWindow *)data)->canvas, g_variant_get_boolean (value));
}

static const GActionEntry entries[] = {
  { .name = "show-trays", .state = "false", .change_state = show_trays_cb },
  { .name = "add-tray", .activate = add_tray_cb },
  { .name = "keep-trays", .activate = keep_trays_cb },
};

void
hw_window_add_tray_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
hw_window_update_tray_actions (HwWindow *self)
{
  for (guint i = 1; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        shown_hall (self) != 0);
}
