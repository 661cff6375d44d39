/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-explanation-view.h"
#include "hw-headroom-box.h"
#include "hw-message.h"
#include "hw-operations.h"
#include "hw-preferences.h"
#include "hw-product-sheet.h"
#include "hw-shortcuts-window.h"

/* What the window can do, but for files: each is an action, which menus, buttons, keys and tests
 * use. */

static const char *const view_names[]
    = { "hall", "racks", "fabric", "cooling", "power", "phases", "report" };
static const char *const face_names[] = { "front", "rear", "both" };
static const char *const colour_names[]
    = { "power", "heat", "mass", "fill", "air", "supply", "return", "margin", "kind" };

static int
find_name (const char *const *names, guint n, GVariant *value)
{
  const char *name = g_variant_get_string (value, NULL);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return (int)i;
  return -1;
}

const char *
hw_window_view_name (HwView view)
{
  return view_names[view];
}

/* --- history --- */

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  hw_notice_dismiss (self->notice);
  if (self->document != NULL)
    hw_design_undo (hw_document_get_design (self->document));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    hw_design_redo (hw_document_get_design (self->document));
}

/* --- the selection --- */

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_canvas_delete_selection (((HwWindow *)data)->canvas);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_canvas_duplicate_selection (((HwWindow *)data)->canvas);
}

static void
rotate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_canvas_rotate_selection (((HwWindow *)data)->canvas);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_canvas_select_all (((HwWindow *)data)->canvas);
}

static void
select_none_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->selection != NULL)
    hw_selection_clear (self->selection);
}

static void
nudge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  int dx, dy;
  gboolean fine;

  g_variant_get (parameter, "(iib)", &dx, &dy, &fine);
  hw_canvas_nudge (((HwWindow *)data)->canvas, dx, dy, fine);
}

static void
select_object_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwRef ref;

  if (self->document == NULL)
    return;
  ref = hw_design_find (hw_document_get_design (self->document),
                        g_variant_get_string (parameter, NULL));
  hw_window_show_object (self, ref);
}

static void
place_product_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_canvas_place_product (((HwWindow *)data)->canvas, g_variant_get_string (parameter, NULL));
}

static void
add_hall_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwDesign *design;
  g_autofree char *name = NULL;
  HwHandle hall;

  if (self->document == NULL)
    return;
  design = hw_document_get_design (self->document);
  name = g_strdup_printf (_ ("Hall %u"), hw_design_count (design, HW_TABLE_HALL) + 1);
  hw_design_begin (design, _ ("Add a hall"));
  hall = hw_operation_add_hall (design, name, HW_FIRST_HALL_WIDTH_MM, HW_FIRST_HALL_DEPTH_MM);
  hw_operation_add_row (design, hall, "A");
  hw_design_commit (design);
  hw_window_show_page (self, "layout");
  hw_canvas_set_hall (self->canvas, hall);
  hw_selection_select_one (self->selection, HW_REF (HW_TABLE_HALL, hall));
}

/* --- looking --- */

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_window_zoom_by (data, 1.25);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_window_zoom_by (data, 1 / 1.25);
}

static void
zoom_fit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_window_zoom_fit (data);
}

static void
zoom_selection_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_canvas_fit_selection (((HwWindow *)data)->canvas);
}

static void
show_in_racks_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwRef ref;

  if (self->selection == NULL)
    return;
  ref = hw_selection_get_primary (self->selection);
  hw_window_show_page (self, "layout");
  hw_canvas_set_view (self->canvas, HW_VIEW_RACKS);
  hw_canvas_show (self->canvas, ref);
}

static void
view_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  HwWindow *self = data;
  int view = find_name (view_names, G_N_ELEMENTS (view_names), value);

  if (view < 0)
    return;
  g_simple_action_set_state (action, value);
  if (view < HW_N_VIEWS)
    hw_canvas_set_view (self->canvas, (HwView)view);
  hw_window_show_page (self, view < HW_N_VIEWS ? "layout" : view_names[view]);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-view", view_names[view]);
}

static void
faces_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  int faces = find_name (face_names, G_N_ELEMENTS (face_names), value);

  if (faces < 0)
    return;
  g_simple_action_set_state (action, value);
  hw_canvas_set_faces (((HwWindow *)data)->canvas, (HwFaces)faces);
}

static void
colour_by_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  int colour = find_name (colour_names, G_N_ELEMENTS (colour_names), value);

  if (colour < 0)
    return;
  g_simple_action_set_state (action, value);
  hw_canvas_set_colour_by (((HwWindow *)data)->canvas, (HwColourBy)colour);
}

static void
show_pipes_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  hw_canvas_set_pipes (((HwWindow *)data)->canvas, g_variant_get_boolean (value));
}

static void
show_busways_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  hw_canvas_set_busways (((HwWindow *)data)->canvas, g_variant_get_boolean (value));
}

static void
show_catalogue_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  gtk_widget_set_visible (GTK_WIDGET (((HwWindow *)data)->catalogue_panel),
                          g_variant_get_boolean (value));
}

static void
show_panel_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  gtk_widget_set_visible (((HwWindow *)data)->side_panel, g_variant_get_boolean (value));
}

/* On the floor plan only; Escape puts it away. */
static void
measure_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  HwWindow *self = data;

  if (g_variant_get_boolean (value))
    {
      hw_window_show_page (self, "layout");
      hw_canvas_set_view (self->canvas, HW_VIEW_HALL);
    }
  g_simple_action_set_state (action, value);
  hw_canvas_set_measuring (self->canvas, g_variant_get_boolean (value));
}

static void
show_minimap_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  hw_canvas_set_minimap (((HwWindow *)data)->canvas, g_variant_get_boolean (value));
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  g_action_group_change_action_state (
      G_ACTION_GROUP (self), "show-catalogue", g_variant_new_boolean (TRUE));
  hw_catalogue_panel_focus_search (self->catalogue_panel);
}

/* "fp8", "fp8-sparse" */
static void
precision_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const names[] = { "fp4", "fp8", "int8", "fp16", "tf32", "fp64" };
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), "-", 2);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (parts[0], names[i]) == 0)
      hw_totals_panel_set_precision (
          ((HwWindow *)data)->totals_panel, i, g_strcmp0 (parts[1], "sparse") == 0);
}

/* --- asking --- */

static void
explain (HwWindow *self, const char *key)
{
  g_autoptr (GError) error = NULL;
  HwDesign *design = hw_document_get_design (self->document);
  HwExplanation *explanation
      = hw_results_explain_key (hw_document_get_results (self->document), key, &error);

  if (explanation == NULL)
    {
      hw_message_say (
          GTK_WINDOW (self), _ ("This figure cannot be explained."), error->message, NULL);
      return;
    }
  hw_explanation_window_present (GTK_WINDOW (self),
                                 explanation,
                                 hw_design_text (design, hw_design_get_site (design)->currency));
}

static void
explain_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    explain (self, g_variant_get_string (parameter, NULL));
}

static void
explain_selection_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  char buffer[HW_ID_SIZE];
  g_autofree char *key = NULL;
  HwRef ref;

  if (self->selection == NULL)
    return;
  ref = hw_selection_get_primary (self->selection);
  if (ref.handle == 0)
    return;
  key = g_strdup_printf ("%s@%s",
                         hw_total_key (HW_TOTAL_IT_NAMEPLATE),
                         hw_design_id_text (hw_document_get_design (self->document), ref, buffer));
  explain (self, key);
}

/* With how many more of it fit about what is selected, or in the hall that is shown. */
static void
show_product (HwWindow *self, const HwProduct *product)
{
  GtkWidget *more = NULL;

  if (self->document != NULL)
    {
      HwRef scope = hw_selection_get_primary (self->selection);
      HwCatalogue *from;

      if (scope.handle == 0)
        scope = HW_REF (HW_TABLE_HALL, hw_canvas_get_hall (self->canvas));
      if (hw_document_find_product (self->document, product->id, &from) != NULL)
        more = hw_headroom_box_new (hw_document_get_results (self->document), from, product, scope);
    }
  hw_product_sheet_present (GTK_WINDOW (self), product, more);
}

static void
show_product_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  const char *id = g_variant_get_string (parameter, NULL);
  const HwProduct *product;
  HwCatalogue *from;

  if (self->document != NULL)
    product = hw_document_find_product (self->document, id, &from);
  else
    product = hw_catalogue_find (self->catalogue, id);
  if (product != NULL)
    show_product (self, product);
}

static void
show_product_of_selection_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  const HwProduct *product;

  if (self->selection == NULL)
    return;
  product = hw_design_product_of (hw_document_get_design (self->document),
                                  hw_selection_get_primary (self->selection));
  /* Of the design, not of the catalogue: these are the figures that count here. */
  if (product != NULL)
    show_product (self, product);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_shortcuts_window_present (GTK_WINDOW (data));
}

/* --- all of them --- */

static const GActionEntry entries[] = {
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "delete", .activate = delete_cb },
  { .name = "duplicate", .activate = duplicate_cb },
  { .name = "rotate", .activate = rotate_cb },
  { .name = "select-all", .activate = select_all_cb },
  { .name = "select-none", .activate = select_none_cb },
  { .name = "select-object", .activate = select_object_cb, .parameter_type = "s" },
  { .name = "nudge", .activate = nudge_cb, .parameter_type = "(iib)" },
  { .name = "place-product", .activate = place_product_cb, .parameter_type = "s" },
  { .name = "add-hall", .activate = add_hall_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "zoom-fit", .activate = zoom_fit_cb },
  { .name = "zoom-selection", .activate = zoom_selection_cb },
  { .name = "show-in-racks", .activate = show_in_racks_cb },
  { .name = "view", .parameter_type = "s", .state = "'hall'", .change_state = view_cb },
  { .name = "faces", .parameter_type = "s", .state = "'front'", .change_state = faces_cb },
  { .name = "show-pipes", .state = "false", .change_state = show_pipes_cb },
  { .name = "show-busways", .state = "false", .change_state = show_busways_cb },
  { .name = "colour-by", .parameter_type = "s", .state = "'power'", .change_state = colour_by_cb },
  { .name = "show-catalogue", .state = "true", .change_state = show_catalogue_cb },
  { .name = "show-panel", .state = "true", .change_state = show_panel_cb },
  { .name = "measure", .state = "false", .change_state = measure_cb },
  { .name = "show-minimap", .state = "true", .change_state = show_minimap_cb },
  { .name = "search", .activate = search_cb },
  { .name = "precision", .activate = precision_cb, .parameter_type = "s" },
  { .name = "explain", .activate = explain_cb, .parameter_type = "s" },
  { .name = "explain-selection", .activate = explain_selection_cb },
  { .name = "show-product", .activate = show_product_cb, .parameter_type = "s" },
  { .name = "show-product-of-selection", .activate = show_product_of_selection_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
};

void
hw_window_add_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
enable (HwWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (HwWindow *self, const char *name, const char *value)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (value));
}

void
hw_window_update_actions (HwWindow *self)
{
  static const char *const of_document[]
      = { "save",       "save-as",    "save-to",  "print",        "export-pdf",    "drawing-set",
          "export-to",  "select-all", "zoom-in",  "zoom-out",     "zoom-fit",      "view",
          "faces",      "colour-by",  "search",   "add-hall",     "place-product", "explain",
          "start-page", "measure",    "headroom", "headroom-here" };
  static const char *const of_selection[]
      = { "delete",         "duplicate",         "rotate",        "select-none",
          "zoom-selection", "explain-selection", "show-in-racks", "show-product-of-selection" };
  gboolean document = self->document != NULL;
  gboolean selection = self->selection != NULL && hw_selection_count (self->selection) > 0;
  HwDesign *design = document ? hw_document_get_design (self->document) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_document); i++)
    enable (self, of_document[i], document);
  for (guint i = 0; i < G_N_ELEMENTS (of_selection); i++)
    enable (self, of_selection[i], selection);
  hw_window_update_site_actions (self);
  hw_window_update_tray_actions (self);
  hw_window_update_climate_actions (self);
  hw_window_update_cost_actions (self);
  hw_window_update_power_actions (self);
  hw_window_update_network_actions (self);
  enable (self, "undo", document && hw_design_can_undo (design));
  enable (self, "redo", document && hw_design_can_redo (design));
  set_state (self,
             "view",
             hw_window_shows_network (self)
                 ? gtk_stack_get_visible_child_name (GTK_STACK (self->view_stack))
                 : view_names[hw_canvas_get_view (self->canvas)]);
  set_state (self, "faces", face_names[hw_canvas_get_faces (self->canvas)]);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "measure")),
      g_variant_new_boolean (hw_canvas_get_measuring (self->canvas)));
  hw_window_update_edit_actions (self);
}
