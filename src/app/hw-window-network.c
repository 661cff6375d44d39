/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-fabric-choice.h"
#include "hw-fabrics.h"
#include "hw-loop-commands.h"

/* The diagrams of a window: networks in place of the floor plan and the elevations. */

#define PAGE_LAYOUT "layout"
#define PAGE_COOLING "cooling"
#define PAGE_FABRIC "fabric"
#define PAGE_POWER "power"
#define PAGE_PHASES "phases"
#define PAGE_REPORT "report"

gboolean
hw_window_shows_network (HwWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (self->view_stack));

  return page != NULL && strcmp (page, PAGE_LAYOUT) != 0;
}

static gboolean
shows_page (HwWindow *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->view_stack)), page) == 0;
}

static gboolean
shows_cooling (HwWindow *self)
{
  return shows_page (self, PAGE_COOLING);
}

static gboolean
shows_fabric (HwWindow *self)
{
  return shows_page (self, PAGE_FABRIC);
}

/* The diagram that is in sight, if one is. */
static HwDiagram *
shown_diagram (HwWindow *self)
{
  if (shows_page (self, PAGE_POWER))
    return self->power_diagram;
  if (shows_page (self, PAGE_PHASES))
    return self->phases_diagram;
  if (shows_page (self, PAGE_REPORT))
    return self->report_diagram;
  return shows_cooling (self) ? self->cooling_diagram : self->fabric_diagram;
}

static void
follow_cable (HwWindow *self, gint cable)
{
  hw_canvas_set_cable (self->canvas,
                       cable >= 0 ? hw_fabric_view_get_fabric (self->fabric_view) : 0,
                       cable >= 0 ? (guint)cable : 0);
}

void
hw_window_follow_cable (HwWindow *self)
{
  follow_cable (self, hw_fabric_view_get_chosen_cable (self->fabric_view));
}

void
hw_window_show_page (HwWindow *self, const char *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->view_stack), page);
  /* What is pointed at or was chosen in the fabric is followed through the hall. */
  follow_cable (self, hw_fabric_view_get_cable (self->fabric_view));
  hw_window_update_networks (self);
  hw_window_update_network_actions (self);
  hw_window_update_view (self);
}

gboolean
hw_window_show_in_cooling (HwWindow *self, HwRef ref)
{
  if (self->document == NULL || ref.handle == 0
      || !hw_design_has (hw_document_get_design (self->document), ref.table, ref.handle)
      || !(ref.table == HW_TABLE_LOOP || shows_cooling (self))
      || !hw_cooling_view_show (self->cooling_view, ref))
    return FALSE;
  if (!shows_cooling (self))
    hw_window_show_page (self, PAGE_COOLING);
  gtk_widget_grab_focus (GTK_WIDGET (self->cooling_diagram));
  return TRUE;
}

/* --- looking --- */

double
hw_window_get_zoom (HwWindow *self)
{
  return hw_window_shows_network (self) ? hw_diagram_get_zoom (shown_diagram (self))
                                        : hw_canvas_get_zoom (self->canvas);
}

void
hw_window_zoom_by (HwWindow *self, double factor)
{
  if (hw_window_shows_network (self))
    hw_diagram_zoom_by (shown_diagram (self), factor);
  else
    hw_canvas_zoom_by (self->canvas, factor);
}

void
hw_window_zoom_fit (HwWindow *self)
{
  if (hw_window_shows_network (self))
    hw_diagram_fit (shown_diagram (self));
  else
    hw_canvas_fit (self->canvas);
}

static void
view_changed_cb (HwDiagram *diagram, HwWindow *self)
{
  if (self->document != NULL && hw_window_shows_network (self))
    hw_window_update_view (self);
}

/* --- which one --- */

static void
fabric_chosen_cb (GtkDropDown *chooser, GParamSpec *pspec, HwWindow *self)
{
  guint selected = gtk_drop_down_get_selected (chooser);

  if (!self->loading && selected < self->fabrics->len)
    hw_fabric_view_set_fabric (self->fabric_view,
                               g_array_index (self->fabrics, HwHandle, selected));
}

void
hw_window_update_networks (HwWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GArray) order = NULL;
  guint shown = 0;

  g_array_set_size (self->fabrics, 0);
  if (self->document == NULL)
    return;
  order = hw_fabric_choice_list (self->document);
  for (guint i = 0; i < order->len; i++)
    {
      HwHandle fabric = g_array_index (order, HwHandle, i);

      if (fabric == hw_fabric_view_get_shown (self->fabric_view))
        shown = i;
      g_array_append_val (self->fabrics, fabric);
      gtk_string_list_append (names, hw_fabric_choice_name (self->document, fabric));
    }
  self->loading = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->fabric_chooser), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->fabric_chooser), shown);
  self->loading = FALSE;
  gtk_widget_set_visible (self->fabric_chooser, self->fabrics->len > 1 && shows_fabric (self));
  gtk_widget_set_visible (self->matrix_button, self->fabrics->len > 0 && shows_fabric (self));
}

/* NVLink domains are no object of the design: they are there with the first rack of them. */
void
hw_window_update_domains (HwWindow *self)
{
  gboolean listed = FALSE;

  if (!shows_fabric (self))
    return;
  for (guint i = 0; i < self->fabrics->len; i++)
    listed = listed || g_array_index (self->fabrics, HwHandle, i) == HW_FABRIC_NVLINK;
  if (listed != hw_fabric_choice_exists (self->document, HW_FABRIC_NVLINK))
    hw_window_update_networks (self);
}

/* --- commands upon a loop --- */

typedef guint (*LoopCommand) (HwResults *results, HwHandle loop, GError **error);

/* @done: says how many things were changed. */
static void
run_upon_loop (HwWindow *self, const char *label, LoopCommand command, char *(*done) (guint n))
{
  HwHandle loop = hw_cooling_view_get_loop (self->cooling_view);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (loop == 0)
    return;
  hw_design_begin (hw_document_get_design (self->document), label);
  n = command (hw_document_get_results (self->document), loop, &error);
  hw_design_commit (hw_document_get_design (self->document));
  text = done (n);
  hw_window_notice (self, n > 0, error != NULL ? error->message : text);
}

static char *
valves_set (guint n)
{
  return g_strdup_printf (
      g_dngettext (NULL, "%u balancing valve set", "%u balancing valves set", n), n);
}

static void
balance_loop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run_upon_loop (data, _ ("Balance the loop"), hw_loop_balance, valves_set);
}

static char *
pipes_sized (guint n)
{
  return g_strdup_printf (
      g_dngettext (NULL, "%u pipe has another size", "%u pipes have another size", n), n);
}

static void
size_loop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run_upon_loop (data, _ ("Size the pipes of the loop"), hw_loop_size_pipes, pipes_sized);
}

static char *
overrides_removed (guint n)
{
  return g_strdup_printf (g_dngettext (NULL, "%u override removed", "%u overrides removed", n), n);
}

static guint
set_back (HwResults *results, HwHandle loop, GError **error)
{
  return hw_loop_set_back (results, loop);
}

static void
reset_loop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run_upon_loop (data, _ ("Set the loop back"), set_back, overrides_removed);
}

static void
trim_valve_cb (GSimpleAction *action, GVariant *steps, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL && shows_cooling (self))
    hw_cooling_view_trim (self->cooling_view, g_variant_get_int32 (steps));
}

static void
by_temperature_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  hw_cooling_view_set_by_temperature (((HwWindow *)data)->cooling_view,
                                      g_variant_get_boolean (value));
}

static void
flowing_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  hw_cooling_view_set_flowing (((HwWindow *)data)->cooling_view, g_variant_get_boolean (value));
}

static const GActionEntry states[] = {
  { .name = "pipes-by-temperature", .state = "false", .change_state = by_temperature_cb },
  { .name = "show-flow", .state = "false", .change_state = flowing_cb },
  { .name = "trim-valve", .parameter_type = "i", .activate = trim_valve_cb },
};

static const GActionEntry entries[] = {
  { .name = "balance-loop", .activate = balance_loop_cb },
  { .name = "size-loop-pipes", .activate = size_loop_cb },
  { .name = "reset-loop", .activate = reset_loop_cb },
};

void
hw_window_update_network_actions (HwWindow *self)
{
  gboolean loops = self->document != NULL && hw_cooling_view_get_loop (self->cooling_view) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)), loops);
  hw_window_update_fabric_actions (self);
}

void
hw_window_set_network_document (HwWindow *self)
{
  hw_fabric_view_set_document (self->fabric_view, self->document, self->selection);
  hw_cooling_view_set_document (self->cooling_view, self->document, self->selection);
  hw_power_view_set_document (self->power_view, self->document, self->selection);
  hw_phases_view_set_document (self->phases_view, self->document, self->selection);
  hw_report_view_set_document (self->report_view, self->document, self->selection);
  hw_window_update_networks (self);
}

void
hw_window_init_networks (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), states, G_N_ELEMENTS (states), self);
  hw_window_add_fabric_actions (self);
  self->fabrics = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->fabric_view = hw_fabric_view_new (self->fabric_diagram);
  self->cooling_view = hw_cooling_view_new (self->cooling_diagram);
  self->phases_view = hw_phases_view_new (self->phases_diagram);
  self->report_view = hw_report_view_new (self->report_diagram);
  g_signal_connect (self->fabric_diagram, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (self->cooling_diagram, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (self->phases_diagram, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (self->report_diagram, "view-changed", G_CALLBACK (view_changed_cb), self);
  self->power_view = hw_power_view_new (self->power_diagram);
  g_signal_connect (self->power_diagram, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (self->fabric_chooser, "notify::selected", G_CALLBACK (fabric_chosen_cb), self);
}

void
hw_window_clear_networks (HwWindow *self)
{
  /* A diagram that loses its source says so, and nobody is left to be told. */
  if (self->fabric_view != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->fabric_diagram, view_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->cooling_diagram, view_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->power_diagram, view_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->phases_diagram, view_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->report_diagram, view_changed_cb, self);
    }
  g_clear_pointer (&self->fabric_view, hw_fabric_view_free);
  g_clear_pointer (&self->cooling_view, hw_cooling_view_free);
  g_clear_pointer (&self->phases_view, hw_phases_view_free);
  g_clear_pointer (&self->report_view, hw_report_view_free);
  g_clear_pointer (&self->power_view, hw_power_view_free);
}
