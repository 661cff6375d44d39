/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <json-glib/json-glib.h>

#include "hw-message.h"
#include "hw-product-row.h"

/* The action "win.report-geometry" (path) writes where things are in the window, in pixels of its
 * surface, and what it says, as JSON: for tests, which drive the pointer, and for people who report
 * a fault. It changes nothing but the scroll position of the catalogue.
 *
 * window {x, y, width, height} · canvas {x, y, width, height} · view · zoom · title · state ·
 * modified · undo · redo · notice · messages [title] · windows [title] · selection [id] · catalogue
 * [{id, x, y, width, height}] (rows in sight) · racks, devices [{id, name, rack?, x, y, width,
 * height}] as drawn in this view · totals {key: value} */

static void
add_rect (JsonBuilder *builder, HwWindow *self, GtkWidget *widget, const graphene_rect_t *rect)
{
  graphene_point_t corner;
  double dx = 0;
  double dy = 0;

  gtk_native_get_surface_transform (GTK_NATIVE (self), &dx, &dy);
  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self), &rect->origin, &corner))
    corner = rect->origin;
  json_builder_set_member_name (builder, "x");
  json_builder_add_double_value (builder, corner.x + dx);
  json_builder_set_member_name (builder, "y");
  json_builder_add_double_value (builder, corner.y + dy);
  json_builder_set_member_name (builder, "width");
  json_builder_add_double_value (builder, rect->size.width);
  json_builder_set_member_name (builder, "height");
  json_builder_add_double_value (builder, rect->size.height);
}

static void
add_widget (JsonBuilder *builder, HwWindow *self, const char *name, GtkWidget *widget)
{
  graphene_rect_t rect
      = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_rect (builder, self, widget, &rect);
  json_builder_end_object (builder);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_catalogue (JsonBuilder *builder, HwWindow *self)
{
  GtkWidget *list = hw_catalogue_panel_get_list (self->catalogue_panel);
  GtkWidget *viewport = gtk_widget_get_parent (list);

  json_builder_set_member_name (builder, "catalogue");
  json_builder_begin_array (builder);
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t bounds;

      if (!HW_IS_PRODUCT_ROW (row) || !gtk_widget_get_child_visible (row)
          || !gtk_widget_compute_bounds (row, viewport, &bounds) || bounds.size.height <= 0
          || bounds.origin.y < 0
          || bounds.origin.y + bounds.size.height > gtk_widget_get_height (viewport))
        continue;
      json_builder_begin_object (builder);
      add_string (builder, "id", hw_product_row_get_product (HW_PRODUCT_ROW (row))->id);
      add_rect (builder, self, viewport, &bounds);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_objects (JsonBuilder *builder, HwWindow *self, HwTableKind table, const char *name)
{
  HwDesign *design = hw_document_get_design (self->document);
  char buffer[HW_ID_SIZE];

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (HwHandle handle = hw_design_next (design, table, 0); handle != 0;
       handle = hw_design_next (design, table, handle))
    {
      HwRef ref = HW_REF (table, handle);
      graphene_rect_t rect;

      json_builder_begin_object (builder);
      add_string (builder, "id", hw_design_id_text (design, ref, buffer));
      add_string (builder, "name", hw_design_name (design, ref));
      if (table == HW_TABLE_DEVICE)
        {
          const HwDevice *device = hw_design_get_device (design, handle);

          add_string (builder, "product", hw_design_device_product (design, handle)->id);
          add_string (
              builder,
              "rack",
              hw_design_id_text (design, HW_REF (HW_TABLE_RACK, device->object.parent), buffer));
          json_builder_set_member_name (builder, "u");
          json_builder_add_double_value (builder, device->position / 2.0 + 1);
        }
      else
        {
          json_builder_set_member_name (builder, "units");
          json_builder_add_double_value (builder,
                                         hw_design_rack_product (design, handle)->half_units / 2.0);
          json_builder_set_member_name (builder, "x_mm");
          json_builder_add_int_value (builder, hw_design_get_rack (design, handle)->x_mm);
          json_builder_set_member_name (builder, "y_mm");
          json_builder_add_int_value (builder, hw_design_get_rack (design, handle)->y_mm);
        }
      if (hw_canvas_get_rect (self->canvas, ref, &rect))
        add_rect (builder, self, GTK_WIDGET (self->canvas), &rect);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_selection (JsonBuilder *builder, HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  const GArray *refs = hw_selection_get (self->selection);
  char buffer[HW_ID_SIZE];

  json_builder_set_member_name (builder, "selection");
  json_builder_begin_array (builder);
  for (guint i = 0; i < refs->len; i++)
    json_builder_add_string_value (
        builder, hw_design_id_text (design, g_array_index (refs, HwRef, i), buffer));
  json_builder_end_array (builder);
}

static void
add_totals (JsonBuilder *builder, HwWindow *self)
{
  HwResults *results = hw_document_get_results (self->document);

  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  for (guint i = 0; i < HW_N_TOTALS; i++)
    {
      HwSum sum = hw_results_total (results, i, HW_REF (HW_TABLE_DESIGN, 0));

      json_builder_set_member_name (builder, hw_total_key (i));
      if (hw_sum_is_unknown (&sum))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, sum.value * hw_total_key_factor (i));
    }
  json_builder_end_object (builder);
}

static void
add_document (JsonBuilder *builder, HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  g_autofree char *state = NULL;

  g_object_get (self->document, "state", &state, NULL);
  add_string (
      builder, "view", hw_canvas_get_view (self->canvas) == HW_VIEW_HALL ? "hall" : "racks");
  json_builder_set_member_name (builder, "zoom");
  json_builder_add_double_value (builder, hw_canvas_get_zoom (self->canvas));
  add_string (builder, "title", hw_document_get_title (self->document));
  add_string (builder, "state", state);
  json_builder_set_member_name (builder, "modified");
  json_builder_add_boolean_value (builder, hw_document_get_modified (self->document));
  json_builder_set_member_name (builder, "preview");
  json_builder_add_boolean_value (builder, hw_design_in_preview (design));
  add_string (builder, "undo", hw_design_undo_label (design));
  add_string (builder, "redo", hw_design_redo_label (design));
  json_builder_set_member_name (builder, "problems");
  json_builder_add_int_value (
      builder, hw_results_n_problems (hw_document_get_results (self->document), HW_SEVERITY_ERROR));
  add_widget (builder, self, "canvas", GTK_WIDGET (self->canvas));
  add_catalogue (builder, self);
  add_selection (builder, self);
  add_objects (builder, self, HW_TABLE_RACK, "racks");
  add_objects (builder, self, HW_TABLE_DEVICE, "devices");
  add_totals (builder, self);
}

static void
add_windows (JsonBuilder *builder)
{
  GListModel *windows = gtk_window_get_toplevels ();

  json_builder_set_member_name (builder, "windows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_visible (GTK_WIDGET (window)))
        json_builder_add_string_value (
            builder, gtk_window_get_title (window) != NULL ? gtk_window_get_title (window) : "");
    }
  json_builder_end_array (builder);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  json_builder_begin_object (builder);
  add_widget (builder, self, "window", GTK_WIDGET (self));
  add_string (builder, "notice", hw_notice_get_text (self->notice));
  add_windows (builder);
  if (self->document != NULL)
    add_document (builder, self);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  if (!json_generator_to_file (generator, g_variant_get_string (parameter, NULL), &error))
    hw_message_say (GTK_WINDOW (self), error->message, NULL, NULL);
}

/* Scrolls the catalogue to a product, so that the report has its place. */
static void
reveal_product_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    hw_catalogue_panel_find_row (self->catalogue_panel, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "report-geometry", .activate = report_cb, .parameter_type = "s" },
  { .name = "reveal-product", .activate = reveal_product_cb, .parameter_type = "s" },
};

void
hw_window_add_report_action (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
