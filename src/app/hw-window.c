/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-preferences.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"

G_DEFINE_FINAL_TYPE (HwWindow, hw_window, GTK_TYPE_APPLICATION_WINDOW)

void
hw_window_notice (HwWindow *self, gboolean undoable, const char *text)
{
  hw_notice_show (self->notice, text, undoable);
}

/* --- title and status --- */

static void
update_title (HwWindow *self)
{
  g_autofree char *state = NULL;
  g_autofree char *title = NULL;
  const char *name;

  if (self->document == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("Hallwright"));
      return;
    }
  name = hw_document_get_title (self->document);
  g_object_get (self->document, "state", &state, NULL);
  gtk_label_set_text (GTK_LABEL (self->document_title), name);
  gtk_label_set_text (GTK_LABEL (self->document_state), state);
  gtk_widget_set_tooltip_text (self->title_box, state);
  title = g_strdup_printf (hw_document_get_modified (self->document) ? _ ("• %s – Hallwright")
                                                                     : _ ("%s – Hallwright"),
                           name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
update_history (HwWindow *self)
{
  HwDesign *design;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  if (self->document == NULL)
    return;
  design = hw_document_get_design (self->document);
  if (hw_design_can_undo (design))
    undo = g_strdup_printf (_ ("Undo %s (Ctrl+Z)"), hw_design_undo_label (design));
  if (hw_design_can_redo (design))
    redo = g_strdup_printf (_ ("Redo %s (Ctrl+Shift+Z)"), hw_design_redo_label (design));
  gtk_widget_set_tooltip_text (self->undo_button, undo != NULL ? undo : _ ("Nothing to undo"));
  gtk_widget_set_tooltip_text (self->redo_button, redo != NULL ? redo : _ ("Nothing to redo"));
}

static char *
dup_count (HwWindow *self, HwTotal total, gulong *count)
{
  HwSum sum = hw_results_total (
      hw_document_get_results (self->document), total, HW_REF (HW_TABLE_DESIGN, 0));

  *count = (gulong)sum.value;
  return hw_quantity_format (HW_DIMENSION_NONE, sum.value, NULL);
}

static void
update_status (HwWindow *self)
{
  GString *text;
  gulong n_racks, n_gpus, n_devices;
  g_autofree char *racks = NULL;
  g_autofree char *gpus = NULL;
  g_autofree char *devices = NULL;

  if (self->document == NULL)
    return;
  racks = dup_count (self, HW_TOTAL_RACKS, &n_racks);
  gpus = dup_count (self, HW_TOTAL_GPUS, &n_gpus);
  devices = dup_count (self, HW_TOTAL_DEVICES, &n_devices);
  text = g_string_new (NULL);
  g_string_append_printf (text, g_dngettext (NULL, "%s rack", "%s racks", n_racks), racks);
  g_string_append (text, " · ");
  g_string_append_printf (text, g_dngettext (NULL, "%s GPU", "%s GPUs", n_gpus), gpus);
  g_string_append (text, " · ");
  g_string_append_printf (text, g_dngettext (NULL, "%s device", "%s devices", n_devices), devices);
  if (self->selection != NULL && hw_selection_count (self->selection) > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("%u selected"), hw_selection_count (self->selection));
    }
  gtk_label_set_text (GTK_LABEL (self->status_label), text->str);
  g_string_free (text, TRUE);
}

static void
update_halls (HwWindow *self)
{
  HwDesign *design;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint shown = 0;

  g_array_set_size (self->halls, 0);
  if (self->document == NULL)
    return;
  design = hw_document_get_design (self->document);
  for (HwHandle hall = hw_design_next (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next (design, HW_TABLE_HALL, hall))
    {
      if (hall == hw_canvas_get_hall (self->canvas))
        shown = self->halls->len;
      g_array_append_val (self->halls, hall);
      gtk_string_list_append (names, hw_design_name (design, HW_REF (HW_TABLE_HALL, hall)));
    }
  self->loading = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->hall_chooser), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->hall_chooser), shown);
  self->loading = FALSE;
  gtk_widget_set_visible (self->hall_chooser, self->halls->len > 1);
}

void
hw_window_update_view (HwWindow *self)
{
  g_autofree char *zoom = g_strdup_printf (_ ("%.0f %%"), 100 * hw_window_get_zoom (self));
  gboolean racks
      = hw_canvas_get_view (self->canvas) == HW_VIEW_RACKS && !hw_window_shows_network (self);

  gtk_label_set_text (GTK_LABEL (self->zoom_label), zoom);
  gtk_widget_set_visible (self->face_chooser, racks);
  self->loading = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->face_chooser),
                              hw_canvas_get_faces (self->canvas));
  for (guint i = 0; i < self->halls->len; i++)
    if (g_array_index (self->halls, HwHandle, i) == hw_canvas_get_hall (self->canvas))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->hall_chooser), i);
  self->loading = FALSE;
  hw_window_update_hall_state (self);
  hw_window_update_actions (self);
}

/* --- what happens elsewhere --- */

static void
document_notify_cb (HwDocument *document, GParamSpec *pspec, HwWindow *self)
{
  update_title (self);
  if (g_str_equal (pspec->name, "file"))
    hw_window_watch_file (self);
}

static void
history_changed_cb (HwDesign *design, HwWindow *self)
{
  update_history (self);
  hw_window_update_actions (self);
}

static void
design_changed_cb (HwDesign *design, const HwChangeSet *set, HwWindow *self)
{
  gboolean halls = set->cause == HW_CAUSE_RESET;
  gboolean phases = halls, fabrics = halls, loops = halls;

  if (set->cause == HW_CAUSE_PREVIEW || set->cause == HW_CAUSE_PREVIEW_END)
    return;
  hw_notice_outdate (self->notice);
  /* The cables have other numbers now. */
  hw_canvas_set_cable (self->canvas, 0, 0);
  hw_window_update_edit_actions (self); /* something may be locked now */
  for (guint i = 0; i < set->n_changes && !(halls && phases && fabrics && loops); i++)
    {
      fabrics = fabrics || set->changes[i].table == HW_TABLE_FABRIC;
      loops = loops || set->changes[i].table == HW_TABLE_LOOP;
      halls = halls || set->changes[i].table == HW_TABLE_HALL;
      phases = phases || set->changes[i].table == HW_TABLE_PHASE;
    }
  if (halls)
    update_halls (self);
  if (fabrics)
    hw_window_update_networks (self);
  if (loops)
    hw_window_update_network_actions (self);
  if (phases)
    hw_window_update_phases (self);
}

static void
results_changed_cb (HwResults *results, gboolean preview, HwWindow *self)
{
  if (hw_design_in_preview (hw_results_get_design (results)))
    return;
  update_status (self);
  hw_window_follow_cable (self);
  hw_window_update_domains (self);
  hw_canvas_renew_trays (self->canvas);
  hw_canvas_renew_failures (self->canvas);
  hw_window_update_failures (self);
}

/* What is selected is told next to the headline figures, what is told of the design below all. */
static void
show_selection (HwWindow *self)
{
  HwRef primary = self->selection != NULL ? hw_selection_get_primary (self->selection)
                                          : HW_REF (HW_TABLE_DESIGN, 0);

  if (hw_totals_panel_raise_inset (self->totals_panel, primary.handle != 0) && primary.handle != 0)
    gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->side_scroller)), 0);
}

static void
selection_changed_cb (HwSelection *selection, HwWindow *self)
{
  update_status (self);
  hw_window_update_actions (self);
  hw_window_update_failures (self);
  show_selection (self);
}

static void
canvas_view_changed_cb (HwCanvas *canvas, HwWindow *self)
{
  if (self->document != NULL)
    hw_window_update_view (self);
}

static void
canvas_notice_cb (HwCanvas *canvas, const char *text, gboolean undoable, HwWindow *self)
{
  hw_window_notice (self, undoable, text);
}

static void
canvas_explain_cb (HwCanvas *canvas, HwWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-product-of-selection", NULL);
}

static void
problem_activated_cb (HwProblemsPanel *panel, const HwRef *ref, HwWindow *self)
{
  if (!hw_window_show_in_cooling (self, *ref))
    hw_window_show_object (self, *ref);
}

static void
hall_chosen_cb (GtkDropDown *chooser, GParamSpec *pspec, HwWindow *self)
{
  guint selected = gtk_drop_down_get_selected (chooser);

  if (!self->loading && selected < self->halls->len)
    hw_canvas_set_hall (self->canvas, g_array_index (self->halls, HwHandle, selected));
}

static void
faces_chosen_cb (GtkDropDown *chooser, GParamSpec *pspec, HwWindow *self)
{
  if (!self->loading)
    hw_canvas_set_faces (self->canvas, (HwFaces)gtk_drop_down_get_selected (chooser));
}

/* --- the document --- */

HwDocument *
hw_window_get_document (HwWindow *self)
{
  return self->document;
}

gboolean
hw_window_is_free (HwWindow *self)
{
  return self->document == NULL || hw_document_is_pristine (self->document);
}

void
hw_window_set_document (HwWindow *self, HwDocument *document)
{
  HwDesign *design = document != NULL ? hw_document_get_design (document) : NULL;
  gboolean shown = document != NULL;

  hw_window_keep_look (self);
  hw_window_close_structure (self);
  /* What it says, and would undo, is of the design that goes. */
  hw_notice_dismiss (self->notice);
  if (self->drawing_set != NULL)
    gtk_window_destroy (GTK_WINDOW (self->drawing_set));
  g_set_object (&self->document, document);
  hw_window_keep_drafts (self);
  hw_window_watch_file (self);
  g_clear_object (&self->selection);
  if (shown)
    self->selection = hw_selection_new (design);

  hw_canvas_set_document (self->canvas, document, self->selection);
  hw_window_set_network_document (self);
  hw_totals_panel_set_document (self->totals_panel, document);
  hw_inspector_set_document (self->inspector, document, self->selection);
  hw_problems_panel_set_document (self->problems_panel, document);
  if (shown)
    hw_catalogue_panel_set_catalogue (self->catalogue_panel, self->catalogue);

  g_signal_group_set_target (self->document_signals, document);
  g_signal_group_set_target (self->design_signals, design);
  g_signal_group_set_target (self->results_signals,
                             shown ? hw_document_get_results (document) : NULL);
  g_signal_group_set_target (self->selection_signals, self->selection);
  show_selection (self);

  gtk_widget_set_visible (self->save_button, shown);
  gtk_widget_set_visible (self->history_buttons, shown);
  gtk_widget_set_visible (self->view_switcher, shown);
  gtk_widget_set_visible (self->title_box, shown);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), shown ? "design" : "start");
  if (!shown)
    hw_start_page_populate (self->start_page);

  update_title (self);
  update_history (self);
  update_halls (self);
  hw_window_update_phases (self);
  hw_window_restore_look (self);
  update_status (self);
  hw_window_update_failures (self);
  hw_window_update_view (self);
  if (shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* --- the window --- */

static gboolean
hw_window_close_request (GtkWindow *window)
{
  HwWindow *self = HW_WINDOW (window);

  if (!hw_window_confirm_close (self))
    return TRUE;
  hw_window_keep_look (self);
  hw_window_save_state (self);
  if (self->keeper != NULL)
    hw_draft_keeper_close (self->keeper);
  return GTK_WINDOW_CLASS (hw_window_parent_class)->close_request (window);
}

HwWindow *
hw_window_new (GtkApplication *application, HwCatalogue *catalogue, GSettings *settings)
{
  HwWindow *self = g_object_new (HW_TYPE_WINDOW, "application", application, NULL);

  self->catalogue = g_object_ref (catalogue);
  g_set_object (&self->settings, settings);
  hw_window_restore_state (self);
  hw_window_set_document (self, NULL);
  return self;
}

static void
hw_window_dispose (GObject *object)
{
  HwWindow *self = HW_WINDOW (object);

  hw_window_clear_networks (self);
  g_clear_handle_id (&self->disk_check, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  g_clear_object (&self->keeper);
  g_clear_weak_pointer (&self->drawing_set);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->design_signals);
  g_clear_object (&self->results_signals);
  g_clear_object (&self->selection_signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (hw_window_parent_class)->dispose (object);
}

static void
hw_window_finalize (GObject *object)
{
  HwWindow *self = HW_WINDOW (object);

  g_array_unref (self->halls);
  g_array_unref (self->fabrics);
  g_array_unref (self->phases);
  G_OBJECT_CLASS (hw_window_parent_class)->finalize (object);
}

static void
hw_window_class_init (HwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hw_window_dispose;
  object_class->finalize = hw_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hw_window_close_request;

  g_type_ensure (HW_TYPE_CANVAS);
  g_type_ensure (HW_TYPE_CATALOGUE_PANEL);
  g_type_ensure (HW_TYPE_DIAGRAM);
  g_type_ensure (HW_TYPE_DISK_BAR);
  g_type_ensure (HW_TYPE_FAILURE_BAR);
  g_type_ensure (HW_TYPE_INSPECTOR);
  g_type_ensure (HW_TYPE_NOTICE);
  g_type_ensure (HW_TYPE_PROBLEMS_PANEL);
  g_type_ensure (HW_TYPE_START_PAGE);
  g_type_ensure (HW_TYPE_TOTALS_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HwWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, history_buttons);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, view_switcher);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, title_box);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, document_title);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, document_state);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, left_paned);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, right_paned);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, side_panel);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, status_label);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, hall_chooser);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, fabric_chooser);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, matrix_button);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, phase_chooser);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, face_chooser);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, catalogue_panel);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, view_stack);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, fabric_diagram);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, cooling_diagram);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, power_diagram);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, phases_diagram);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, report_diagram);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, totals_panel);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, side_scroller);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, problems_panel);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, disk_bar);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, failure_bar);

  /* In the bubble phase, so that a field that has something to undo comes first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
}

static void
hw_window_init (HwWindow *self)
{
  self->halls = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->phases = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  gtk_widget_init_template (GTK_WIDGET (self));
  hw_window_init_networks (self);
  hw_window_add_actions (self);
  hw_window_add_site_actions (self);
  hw_window_add_tray_actions (self);
  hw_window_add_power_actions (self);
  hw_window_add_climate_actions (self);
  hw_window_add_cost_actions (self);
  hw_window_add_template_actions (self);
  hw_window_add_edit_actions (self);
  hw_window_add_headroom_actions (self);
  hw_window_add_failure_actions (self);
  hw_window_add_file_actions (self);
  hw_window_add_close_actions (self);
  hw_window_add_disk_actions (self);
  hw_window_add_recovery_actions (self);
  hw_window_add_report_action (self);

  self->document_signals = g_signal_group_new (HW_TYPE_DOCUMENT);
  g_signal_group_connect (self->document_signals, "notify", G_CALLBACK (document_notify_cb), self);
  self->design_signals = g_signal_group_new (HW_TYPE_DESIGN);
  g_signal_group_connect (self->design_signals, "changed", G_CALLBACK (design_changed_cb), self);
  g_signal_group_connect (
      self->design_signals, "history-changed", G_CALLBACK (history_changed_cb), self);
  self->results_signals = g_signal_group_new (HW_TYPE_RESULTS);
  g_signal_group_connect (self->results_signals, "changed", G_CALLBACK (results_changed_cb), self);
  self->selection_signals = g_signal_group_new (HW_TYPE_SELECTION);
  g_signal_group_connect (
      self->selection_signals, "changed", G_CALLBACK (selection_changed_cb), self);

  g_signal_connect (self->canvas, "view-changed", G_CALLBACK (canvas_view_changed_cb), self);
  g_signal_connect (self->canvas, "notice", G_CALLBACK (canvas_notice_cb), self);
  g_signal_connect (self->canvas, "explain", G_CALLBACK (canvas_explain_cb), self);
  g_signal_connect (self->problems_panel, "activated", G_CALLBACK (problem_activated_cb), self);
  g_signal_connect (self->hall_chooser, "notify::selected", G_CALLBACK (hall_chosen_cb), self);
  g_signal_connect (self->face_chooser, "notify::selected", G_CALLBACK (faces_chosen_cb), self);
}
