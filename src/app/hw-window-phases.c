/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-site-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-operations.h"

/* The phases of a site: their chooser in the status line, and their actions. */

/* "Phase 2 · 2027-06" */
static char *
dup_phase_label (HwDesign *design, HwHandle phase)
{
  const char *name = hw_design_name (design, HW_REF (HW_TABLE_PHASE, phase));
  const HwPhase *row = hw_design_row (design, HW_TABLE_PHASE, phase);
  const char *date = hw_design_text (design, row->date);

  return *date != '\0' ? g_strdup_printf ("%s · %s", name, date) : g_strdup (name);
}

void
hw_window_update_phases (HwWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GArray) phases = NULL;
  HwHandle chosen;
  guint shown = 0;

  g_array_set_size (self->phases, 0);
  if (self->document == NULL)
    return;
  phases = hw_operation_phases (hw_document_get_design (self->document));
  chosen = hw_results_get_phase (hw_document_get_results (self->document));
  /* What is drawn into a phase comes with it. */
  hw_design_set_new_phase (hw_document_get_design (self->document), chosen);
  gtk_string_list_append (names, _ ("All phases"));
  for (guint i = 0; i < phases->len; i++)
    {
      HwHandle phase = g_array_index (phases, HwHandle, i);
      g_autofree char *label = dup_phase_label (hw_document_get_design (self->document), phase);

      if (phase == chosen)
        shown = i + 1;
      gtk_string_list_append (names, label);
    }
  g_array_append_vals (self->phases, phases->data, phases->len);
  self->loading = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->phase_chooser), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->phase_chooser), shown);
  self->loading = FALSE;
  gtk_widget_set_visible (self->phase_chooser, phases->len > 0);
  hw_site_set_state (self, "phase", HW_TABLE_PHASE, shown > 0 ? chosen : 0);
}

static void
choose_phase (HwWindow *self, HwHandle phase)
{
  hw_results_set_phase (hw_document_get_results (self->document), phase);
  hw_canvas_phase_changed (self->canvas);
  hw_window_update_phases (self);
}

/* "": all of them have come */
static void
phase_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  HwWindow *self = data;
  HwHandle phase = hw_site_find (self, HW_TABLE_PHASE, value);

  if (self->document != NULL && (phase != 0 || *g_variant_get_string (value, NULL) == '\0'))
    choose_phase (self, phase);
}

static void
phase_chosen_cb (GtkDropDown *chooser, GParamSpec *pspec, HwWindow *self)
{
  guint selected = gtk_drop_down_get_selected (chooser);

  if (self->loading || selected > self->phases->len)
    return;
  choose_phase (self, selected == 0 ? 0 : g_array_index (self->phases, HwHandle, selected - 1));
}

static void
add_phase_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  g_autofree char *name = NULL;

  if (self->document == NULL)
    return;
  name = g_strdup_printf (_ ("Phase %u"),
                          hw_design_count (hw_document_get_design (self->document), HW_TABLE_PHASE)
                              + 1);
  hw_design_begin (hw_document_get_design (self->document), _ ("Add a phase"));
  hw_operation_add_phase (hw_document_get_design (self->document), name, NULL);
  hw_design_commit (hw_document_get_design (self->document));
}

static void
remove_phase_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle phase = hw_site_find (self, HW_TABLE_PHASE, parameter);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (phase == 0)
    return;
  label = g_strdup_printf (
      _ ("Remove %s"),
      hw_design_name (hw_document_get_design (self->document), HW_REF (HW_TABLE_PHASE, phase)));
  hw_design_begin (hw_document_get_design (self->document), label);
  done = hw_operation_remove_phase (hw_document_get_design (self->document), phase, &error);
  hw_site_finish (self, done, label, error);
}

static void
move_phase_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  g_autoptr (GVariant) id = g_variant_get_child_value (parameter, 0);
  HwHandle phase = hw_site_find (self, HW_TABLE_PHASE, id);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  const char *name;
  gboolean done;
  int by;

  if (phase == 0)
    return;
  g_variant_get_child (parameter, 1, "i", &by);
  name = hw_design_name (hw_document_get_design (self->document), HW_REF (HW_TABLE_PHASE, phase));
  label = g_strdup_printf (by < 0 ? _ ("Move %s earlier") : _ ("Move %s later"), name);
  hw_design_begin (hw_document_get_design (self->document), label);
  done = hw_operation_move_phase (hw_document_get_design (self->document), phase, by, &error);
  hw_site_finish (self, done, label, error);
}

/* What is selected comes with that phase; "": it is there from the first on. */
static void
install_phase_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  const char *id = g_variant_get_string (parameter, NULL);
  HwHandle phase = hw_site_find (self, HW_TABLE_PHASE, parameter);
  const GArray *selection;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gboolean done = TRUE;

  if (self->document == NULL || (phase == 0 && *id != '\0'))
    return;
  label = phase == 0 ? g_strdup (_ ("Install from the first phase on"))
                     : g_strdup_printf (_ ("Install in %s"),
                                        hw_design_name (hw_document_get_design (self->document),
                                                        HW_REF (HW_TABLE_PHASE, phase)));
  selection = hw_selection_get (self->selection);
  hw_design_begin (hw_document_get_design (self->document), label);
  for (guint i = 0; done && i < selection->len; i++)
    {
      HwRef ref = g_array_index (selection, HwRef, i);

      if (hw_operation_has_phases (ref.table))
        done = hw_operation_set (
            hw_document_get_design (self->document), ref, "install", id, &error);
    }
  hw_site_finish (self, done, label, error);
}

/* Later by so many phases, or earlier. */
static void
step_phase_cb (GSimpleAction *action, GVariant *steps, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    hw_phases_view_step (self->phases_view, g_variant_get_int32 (steps));
}

static const GActionEntry entries[] = {
  { .name = "phase", .parameter_type = "s", .state = "''", .change_state = phase_cb },
  { .name = "install-phase", .activate = install_phase_cb, .parameter_type = "s" },
  { .name = "step-phase", .activate = step_phase_cb, .parameter_type = "i" },
  { .name = "add-phase", .activate = add_phase_cb },
  { .name = "remove-phase", .activate = remove_phase_cb, .parameter_type = "s" },
  { .name = "move-phase", .activate = move_phase_cb, .parameter_type = "(si)" },
};

void
hw_window_add_phase_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (self->phase_chooser, "notify::selected", G_CALLBACK (phase_chosen_cb), self);
}

void
hw_window_update_phase_actions (HwWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        self->document != NULL);
}
