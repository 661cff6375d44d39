/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-report-private.h"

#include "hw-canvas-items.h"
#include "hw-cooling.h"
#include "hw-product-row.h"

/* Where the objects of the design are in the window, for its report. */

void
hw_report_add_rect (JsonBuilder *builder,
                    HwWindow *self,
                    GtkWidget *widget,
                    const graphene_rect_t *rect)
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

void
hw_report_add_widget (JsonBuilder *builder, HwWindow *self, const char *name, GtkWidget *widget)
{
  graphene_rect_t rect
      = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  hw_report_add_rect (builder, self, widget, &rect);
  json_builder_end_object (builder);
}

void
hw_report_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
hw_report_add_catalogue (JsonBuilder *builder, HwWindow *self)
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
      hw_report_add_string (builder, "id", hw_product_row_get_product (HW_PRODUCT_ROW (row))->id);
      hw_report_add_rect (builder, self, viewport, &bounds);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* How a rack is shaded while something is dragged; left out where it is not. */
static void
add_shading (JsonBuilder *builder, HwWindow *self, HwHandle rack)
{
  static const char *const states[] = { "none", "free", "warned", "blocked", "taken" };
  HwShade shade;
  g_autofree char *text = NULL;

  if (!hw_canvas_get_shade (self->canvas, rack, &shade))
    return;
  text = g_strdup_printf ("%s: %s", states[shade.state], hw_limit_label (shade.limit));
  hw_report_add_string (builder, "shading", text);
}

static gboolean
is_in_sight (HwWindow *self, HwRef ref)
{
  const graphene_rect_t view
      = GRAPHENE_RECT_INIT (0,
                            0,
                            gtk_widget_get_width (GTK_WIDGET (self->canvas)),
                            gtk_widget_get_height (GTK_WIDGET (self->canvas)));
  graphene_rect_t rect;

  return hw_canvas_get_rect (self->canvas, ref, &rect)
         && graphene_rect_intersection (&rect, &view, NULL);
}

void
hw_report_add_counts (JsonBuilder *builder, HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);

  json_builder_set_member_name (builder, "count");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "racks");
  json_builder_add_int_value (builder, hw_design_count (design, HW_TABLE_RACK));
  json_builder_set_member_name (builder, "devices");
  json_builder_add_int_value (builder, hw_design_count (design, HW_TABLE_DEVICE));
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "selected");
  json_builder_add_int_value (builder, hw_selection_count (self->selection));
}

/* How the floor is shaded while a rack is dragged: rectangles in millimetres. */
void
hw_report_add_floor_field (JsonBuilder *builder, HwWindow *self)
{
  static const char *const states[] = { "none", "free", "warned", "blocked", "taken" };
  const HwFloorField *field = hw_canvas_get_floor_field (self->canvas);
  const GArray *patches = field != NULL ? hw_floor_field_get_patches (field) : NULL;

  json_builder_set_member_name (builder, "floor_field");
  json_builder_begin_array (builder);
  for (guint i = 0; patches != NULL && i < patches->len; i++)
    {
      const HwFloorPatch *patch = &g_array_index (patches, HwFloorPatch, i);

      json_builder_begin_object (builder);
      hw_report_add_string (builder, "state", states[patch->state]);
      json_builder_set_member_name (builder, "x_mm");
      json_builder_add_int_value (builder, patch->area.x);
      json_builder_set_member_name (builder, "y_mm");
      json_builder_add_int_value (builder, patch->area.y);
      json_builder_set_member_name (builder, "width_mm");
      json_builder_add_int_value (builder, patch->area.width);
      json_builder_set_member_name (builder, "depth_mm");
      json_builder_add_int_value (builder, patch->area.depth);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
hw_report_add_objects (JsonBuilder *builder, HwWindow *self, HwTableKind table, const char *name)
{
  HwDesign *design = hw_document_get_design (self->document);
  gboolean all = hw_design_count (design, table) <= HW_REPORT_LISTED;
  guint n = 0;
  char buffer[HW_ID_SIZE];

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (HwHandle handle = hw_design_next (design, table, 0);
       handle != 0 && (all || n < HW_REPORT_LISTED);
       handle = hw_design_next (design, table, handle))
    {
      HwRef ref = HW_REF (table, handle);
      graphene_rect_t rect;

      if (!all && !is_in_sight (self, ref))
        continue;
      n++;
      json_builder_begin_object (builder);
      hw_report_add_string (builder, "id", hw_design_id_text (design, ref, buffer));
      hw_report_add_string (builder, "name", hw_design_name (design, ref));
      json_builder_set_member_name (builder, "locked");
      json_builder_add_boolean_value (
          builder, ((const HwObject *)hw_design_row (design, table, handle))->locked);
      if (table == HW_TABLE_DEVICE)
        {
          const HwDevice *device = hw_design_get_device (design, handle);

          hw_report_add_string (builder, "product", hw_design_device_product (design, handle)->id);
          hw_report_add_string (
              builder,
              "rack",
              hw_design_id_text (design, HW_REF (HW_TABLE_RACK, device->object.parent), buffer));
          json_builder_set_member_name (builder, "u");
          json_builder_add_double_value (builder, device->position / 2.0 + 1);
          hw_report_add_string (builder, "face", device->face == HW_FACE_REAR ? "rear" : "front");
          json_builder_set_member_name (builder, "channel");
          json_builder_add_int_value (builder, device->channel);
          json_builder_set_member_name (builder, "height_mm");
          json_builder_add_int_value (builder, device->height_mm);
        }
      else if (table == HW_TABLE_FEATURE)
        {
          const HwFeature *feature = hw_design_row (design, table, handle);

          json_builder_set_member_name (builder, "x_mm");
          json_builder_add_int_value (builder, feature->x_mm);
          json_builder_set_member_name (builder, "y_mm");
          json_builder_add_int_value (builder, feature->y_mm);
        }
      else if (table == HW_TABLE_TRAY)
        {
          const HwTrayRow *tray = hw_design_row (design, table, handle);

          json_builder_set_member_name (builder, "x1_mm");
          json_builder_add_int_value (builder, tray->x1_mm);
          json_builder_set_member_name (builder, "y1_mm");
          json_builder_add_int_value (builder, tray->y1_mm);
        }
      else if (table == HW_TABLE_RACK)
        {
          json_builder_set_member_name (builder, "units");
          json_builder_add_double_value (builder,
                                         hw_design_rack_product (design, handle)->half_units / 2.0);
          json_builder_set_member_name (builder, "x_mm");
          json_builder_add_int_value (builder, hw_design_get_rack (design, handle)->x_mm);
          json_builder_set_member_name (builder, "y_mm");
          json_builder_add_int_value (builder, hw_design_get_rack (design, handle)->y_mm);
          json_builder_set_member_name (builder, "rotation");
          json_builder_add_int_value (builder, hw_design_get_rack (design, handle)->rotation);
          hw_report_add_string (
              builder,
              "row",
              hw_design_get_rack (design, handle)->row != 0 ? hw_design_name (
                  design, HW_REF (HW_TABLE_ROW, hw_design_get_rack (design, handle)->row))
                                                            : NULL);
          hw_report_add_string (
              builder,
              "group",
              hw_design_name (design,
                              HW_REF (HW_TABLE_GROUP, hw_design_get_rack (design, handle)->group)));
          add_shading (builder, self, handle);
        }
      if (hw_canvas_get_rect (self->canvas, ref, &rect))
        hw_report_add_rect (builder, self, GTK_WIDGET (self->canvas), &rect);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
hw_report_add_reservations (JsonBuilder *builder, HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  char buffer[HW_ID_SIZE];

  json_builder_set_member_name (builder, "reservations");
  json_builder_begin_array (builder);
  for (HwHandle handle = hw_design_next (design, HW_TABLE_RESERVATION, 0); handle != 0;
       handle = hw_design_next (design, HW_TABLE_RESERVATION, handle))
    {
      const HwReservation *row = hw_design_row (design, HW_TABLE_RESERVATION, handle);
      HwRef ref = HW_REF (HW_TABLE_RESERVATION, handle);

      json_builder_begin_object (builder);
      hw_report_add_string (builder, "id", hw_design_id_text (design, ref, buffer));
      hw_report_add_string (builder, "name", hw_design_name (design, ref));
      hw_report_add_string (
          builder,
          "rack",
          hw_design_id_text (design, HW_REF (HW_TABLE_RACK, row->object.parent), buffer));
      json_builder_set_member_name (builder, "u");
      json_builder_add_double_value (builder, row->position / 2.0 + 1);
      json_builder_set_member_name (builder, "units");
      json_builder_add_double_value (builder, row->half_units / 2.0);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
