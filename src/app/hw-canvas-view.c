/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include "hw-geometry.h"
#include "hw-style.h"
#include "hw-zoom-centre.h"

/* Logical pixels a millimetre at 100 %: a rack unit 16 px high, a floor tile of 600 mm 36 px wide.
 */
#define RACKS_SCALE 0.36
#define HALL_SCALE 0.06
#define MAX_ZOOM 12.0
#define MIN_ZOOM 0.01
#define MARGIN 28
/* At most this large when something small is to fill the view. */
#define SHOW_ZOOM 1.2

static double
full_scale (HwCanvas *self)
{
  return self->view == HW_VIEW_HALL ? HALL_SCALE : RACKS_SCALE;
}

guint
hw_canvas_count_drawings (HwCanvas *self)
{
  return hw_canvas_picture_count_drawings (self->picture);
}

double
hw_canvas_get_zoom (HwCanvas *self)
{
  return hw_canvas_viewport (self)->scale / full_scale (self);
}

void
hw_canvas_viewport_moved (HwCanvas *self)
{
  hw_canvas_stop_glide (self);
  self->placed[self->view] = TRUE;
  self->follow_fit[self->view] = FALSE;
  hw_canvas_emit_view_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
has_room (HwCanvas *self)
{
  const HwViewport *viewport = hw_canvas_viewport (self);

  return viewport->width > 2 * MARGIN && viewport->height > 2 * MARGIN;
}

/* About the middle of what is shown. */
static void
limit_scale (HwCanvas *self, double max_zoom)
{
  HwViewport *viewport = hw_canvas_viewport (self);
  double max_scale = max_zoom * full_scale (self);

  if (viewport->scale > max_scale)
    hw_viewport_zoom_at (
        viewport, viewport->width / 2, viewport->height / 2, max_scale / viewport->scale);
}

static void
fit_world (HwCanvas *self, double x, double y, double width, double height, double max_zoom)
{
  if (width <= 0 || height <= 0 || !has_room (self))
    return;
  hw_viewport_fit (hw_canvas_viewport (self), x, y, width, height, MARGIN);
  limit_scale (self, max_zoom);
}

/* Of all that the view shows. */
static void
extent (HwCanvas *self, double *x, double *y, double *width, double *height)
{
  if (self->view == HW_VIEW_HALL)
    hw_scene_hall_extent (hw_canvas_design (self), self->hall, x, y, width, height);
  else
    hw_racks_layout_extent (self->layout, x, y, width, height);
}

void
hw_canvas_fit_now (HwCanvas *self)
{
  double x, y, width, height;

  hw_canvas_stop_glide (self);
  if (self->document == NULL || self->hall == 0)
    return;
  if (self->view == HW_VIEW_HALL && has_room (self))
    {
      hw_scene_hall_fit (hw_document_get_results (self->document),
                         self->hall,
                         &self->hall_options,
                         hw_style_get_theme (GTK_WIDGET (self)),
                         hw_canvas_viewport (self),
                         MARGIN);
      limit_scale (self, MAX_ZOOM);
    }
  else if (self->view != HW_VIEW_HALL)
    {
      extent (self, &x, &y, &width, &height);
      fit_world (self, x, y, width, height, MAX_ZOOM);
    }
  self->placed[self->view] = hw_canvas_viewport (self)->width > 0;
  self->follow_fit[self->view] = self->placed[self->view];
}

/* Goes to the wanted place, once. */
static gboolean
go_to_wanted (HwCanvas *self)
{
  HwViewport *viewport = hw_canvas_viewport (self);
  HwPlace *wanted = &self->wanted[self->view];
  double least = MIN_ZOOM * full_scale (self);
  double most = MAX_ZOOM * full_scale (self);
  double x, y, width, height;

  if (!(wanted->scale > 0) || viewport->width <= 0 || self->document == NULL || self->hall == 0)
    return FALSE;
  viewport->scale = CLAMP (wanted->scale, least, most);
  viewport->x = wanted->x - viewport->width / 2 / viewport->scale;
  viewport->y = wanted->y - viewport->height / 2 / viewport->scale;
  wanted->scale = 0;
  extent (self, &x, &y, &width, &height);
  if (!(x < hw_viewport_world_x (viewport, viewport->width)
        && hw_viewport_world_x (viewport, 0) < x + width
        && y < hw_viewport_world_y (viewport, viewport->height)
        && hw_viewport_world_y (viewport, 0) < y + height))
    return FALSE;
  self->placed[self->view] = TRUE;
  self->follow_fit[self->view] = FALSE;
  return TRUE;
}

void
hw_canvas_ensure_placed (HwCanvas *self)
{
  if (!self->placed[self->view] && !go_to_wanted (self))
    hw_canvas_fit_now (self);
}

gboolean
hw_canvas_get_place (HwCanvas *self, HwView view, HwPlace *place)
{
  const HwViewport *viewport = &self->viewports[view];

  if (self->wanted[view].scale > 0)
    *place = self->wanted[view];
  else if (self->placed[view] && !self->follow_fit[view])
    *place = (HwPlace){ hw_viewport_world_x (viewport, viewport->width / 2),
                        hw_viewport_world_y (viewport, viewport->height / 2),
                        viewport->scale };
  else
    return FALSE;
  return TRUE;
}

void
hw_canvas_set_place (HwCanvas *self, HwView view, const HwPlace *place)
{
  self->wanted[view] = *place;
  self->placed[view] = FALSE;
  if (view != self->view)
    return;
  hw_canvas_emit_view_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hw_canvas_fit (HwCanvas *self)
{
  hw_canvas_fit_now (self);
  hw_canvas_emit_view_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
place_of (gpointer data, HwRef object, HwRackBox *box)
{
  return hw_canvas_world_rect (data, object, &box->x, &box->y, &box->width, &box->height);
}

void
hw_canvas_zoom_by (HwCanvas *self, double factor)
{
  double x, y;

  hw_zoom_centre (hw_canvas_viewport (self), self->selection, place_of, self, &x, &y);
  hw_canvas_zoom_at (self, x, y, factor);
}

void
hw_canvas_pan (HwCanvas *self, double dx, double dy)
{
  hw_viewport_pan (hw_canvas_viewport (self), dx, dy);
  hw_canvas_viewport_moved (self);
}

static gboolean
hall_rect (HwCanvas *self, HwRef ref, double *x, double *y, double *width, double *height)
{
  HwDesign *design = hw_canvas_design (self);
  HwArea area = { 0 };

  switch (ref.table)
    {
    case HW_TABLE_DEVICE:
      return hall_rect (
          self, HW_REF (HW_TABLE_RACK, hw_design_rack_of (design, ref)), x, y, width, height);
    case HW_TABLE_RACK:
      if (hw_design_get_rack (design, ref.handle)->object.parent != self->hall)
        return FALSE;
      area = hw_rack_area (design, ref.handle);
      break;
    case HW_TABLE_FEATURE:
      {
        const HwFeature *feature = hw_design_row (design, HW_TABLE_FEATURE, ref.handle);

        area = (HwArea){ feature->x_mm, feature->y_mm, feature->width_mm, feature->depth_mm };
        break;
      }
    case HW_TABLE_TRAY:
      area = hw_tray_area (design, ref.handle);
      break;
    case HW_TABLE_HALL:
      {
        const HwHall *hall = hw_design_get_hall (design, ref.handle);

        area = (HwArea){ 0, 0, hall->width_mm, hall->depth_mm };
        break;
      }
    default:
      return FALSE;
    }
  *x = area.x;
  *y = area.y;
  *width = area.width;
  *height = area.depth;
  return TRUE;
}

gboolean
hw_canvas_world_rect (
    HwCanvas *self, HwRef ref, double *x, double *y, double *width, double *height)
{
  if (self->document == NULL || self->hall == 0 || ref.handle == 0
      || !hw_design_has (hw_canvas_design (self), ref.table, ref.handle))
    return FALSE;
  if (self->view == HW_VIEW_HALL)
    return hall_rect (self, ref, x, y, width, height);
  if (ref.table == HW_TABLE_DEVICE)
    return hw_racks_layout_device (self->layout, ref.handle, x, y, width, height);
  if (ref.table == HW_TABLE_RACK)
    return hw_racks_layout_rack (self->layout, ref.handle, x, y, width, height);
  return FALSE;
}

gboolean
hw_canvas_get_rect (HwCanvas *self, HwRef ref, graphene_rect_t *rect)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  double x, y, width, height;

  if (!hw_canvas_world_rect (self, ref, &x, &y, &width, &height))
    return FALSE;
  *rect = GRAPHENE_RECT_INIT (hw_viewport_x (viewport, x),
                              hw_viewport_y (viewport, y),
                              width * viewport->scale,
                              height * viewport->scale);
  return TRUE;
}

void
hw_canvas_fit_selection (HwCanvas *self)
{
  const GArray *refs;
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  if (self->selection == NULL)
    return;
  refs = hw_selection_get (self->selection);
  for (guint i = 0; i < refs->len; i++)
    {
      double x, y, width, height;

      if (!hw_canvas_world_rect (self, g_array_index (refs, HwRef, i), &x, &y, &width, &height))
        continue;
      left = MIN (left, x);
      top = MIN (top, y);
      right = MAX (right, x + width);
      bottom = MAX (bottom, y + height);
    }
  if (left > right)
    {
      hw_canvas_fit (self);
      return;
    }
  fit_world (self, left, top, right - left, bottom - top, 3 * SHOW_ZOOM);
  hw_canvas_viewport_moved (self);
}

static HwHandle
hall_of (HwDesign *design, HwRef ref)
{
  switch (ref.table)
    {
    case HW_TABLE_HALL:
      return ref.handle;
    case HW_TABLE_RACK:
    case HW_TABLE_ROW:
    case HW_TABLE_FEATURE:
    case HW_TABLE_TRAY:
      return ((const HwObject *)hw_design_row (design, ref.table, ref.handle))->parent;
    case HW_TABLE_DEVICE:
    case HW_TABLE_RESERVATION:
      {
        const HwObject *object = hw_design_row (design, ref.table, ref.handle);

        return hw_design_get_rack (design, object->parent)->object.parent;
      }
    default:
      return 0;
    }
}

void
hw_canvas_show (HwCanvas *self, HwRef ref)
{
  HwDesign *design;
  HwHandle hall;
  double x, y, width, height;

  if (self->document == NULL || ref.handle == 0)
    return;
  design = hw_canvas_design (self);
  if (!hw_design_has (design, ref.table, ref.handle))
    return;
  hall = hall_of (design, ref);
  if (hall != 0)
    hw_canvas_set_hall (self, hall);
  if (ref.table == HW_TABLE_DEVICE || ref.table == HW_TABLE_RESERVATION)
    hw_canvas_set_view (self, HW_VIEW_RACKS);
  else if (ref.table == HW_TABLE_HALL || ref.table == HW_TABLE_FEATURE || ref.table == HW_TABLE_ROW
           || ref.table == HW_TABLE_TRAY)
    hw_canvas_set_view (self, HW_VIEW_HALL);
  hw_canvas_ensure_placed (self);

  /* A device is shown with the whole of its rack. */
  if (self->view == HW_VIEW_RACKS && ref.table == HW_TABLE_DEVICE)
    ref = HW_REF (HW_TABLE_RACK, hw_design_rack_of (design, ref));
  if (hw_canvas_world_rect (self, ref, &x, &y, &width, &height))
    {
      double margin = MAX (width, height) * (self->view == HW_VIEW_RACKS ? 0.08 : 1.0);

      fit_world (self, x - margin, y - margin, width + 2 * margin, height + 2 * margin, SHOW_ZOOM);
      hw_canvas_viewport_moved (self);
    }
}
