/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-rack-draw.h"

#include <math.h>

#include "hw-rack-device.h"
#include "hw-racks-layout.h"

/* Widths below which a cabinet has no room for a name, device units. */
#define LEAST_NAMED 30
#define ROLE(self, role) ((self)->theme->colours[role])

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

void
hw_rack_painter_init (HwRackPainter *self, HwScene *scene, HwResults *results, double scale)
{
  double unit = HW_RACK_UNIT_M * 1000 * scale;

  *self = (HwRackPainter){ .scene = scene, .results = results, .scale = scale, .unit = unit };
  self->design = hw_results_get_design (results);
  self->theme = hw_scene_get_theme (scene);
  self->texts = hw_rack_texts_new (self->design);
  self->paper = self->theme->kind == HW_THEME_PRINT;
  if (unit < 1)
    self->detail = HW_DETAIL_BLOCK;
  else if (unit < (self->paper ? 1.5 : 3))
    self->detail = HW_DETAIL_BANDS;
  else if (unit < (self->paper ? 4.9 : 8))
    self->detail = HW_DETAIL_BOXES;
  else
    self->detail = HW_DETAIL_LABELS;
  self->text = self->paper ? CLAMP (0.95 * unit, 4.5, 7.5) : CLAMP (0.68 * unit, 7, 13);
  self->plate = HW_RACKS_PLATE * scale;
  self->plate_gap = HW_RACKS_PLATE_GAP * scale;
  self->below = HW_RACKS_BELOW * scale;
}

void
hw_rack_painter_clear (HwRackPainter *self)
{
  g_clear_pointer (&self->texts, hw_rack_texts_free);
}

/* Whether a thing stands in the phase that is shown. */
static gboolean
stands (HwRackPainter *self, const HwObject *object)
{
  return hw_results_stands (self->results, object);
}

/* What comes in a later phase, or has gone: a dashed outline below all that stands. */
static void
draw_absent (HwRackPainter *self, HwRef ref, const HwRackBox *box, HwLayer layer)
{
  HwItem item = { .kind = HW_ITEM_BOX, .ref = ref, .dashed = TRUE };

  item.x = box->x + 1;
  item.y = box->y + 1;
  item.width = MAX (box->width - 2, 1);
  item.height = MAX (box->height - 2, 1);
  item.stroke = ROLE (self, HW_ROLE_LINE_STRONG);
  hw_scene_set_layer (self->scene, layer);
  hw_scene_add (self->scene, &item);
}

/* The name on it, where no standing device hides it. */
static void
draw_absent_name (HwRackPainter *self, HwRef ref, const HwRackBox *box)
{
  double pad = MIN (6, box->width * 0.04);

  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_text (self->scene,
                 ref,
                 box->x + 2 * pad,
                 box->y,
                 box->width - 4 * pad,
                 box->height,
                 hw_design_name (self->design, ref),
                 hw_rack_painter_size (self, 0.95),
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT_DIM),
                 ROLE (self, HW_ROLE_SLOT));
}

/* --- parts of a rack --- */

/* Lines between units, and their numbers beside them. */
static void
draw_units (HwRackPainter *self, const HwRackForm *form, double x, double y, gboolean channel)
{
  double unit = form->pitch * self->scale;
  double left = x + form->slots_x * self->scale, top = y + form->slots_y * self->scale;
  double width = form->slots_width * self->scale;
  double size = self->paper ? MIN (4.8, 0.85 * unit) : CLAMP (0.48 * unit, 7, 9.5);
  int n_units = form->half_units / 2;
  gboolean each = unit >= (self->paper ? 12 : 24);
  /* Beside what is in the left channel. */
  double number_x = x + (channel ? 32 * self->scale : 0.6);
  double room = left - number_x - MIN (4, 8 * self->scale);
  char widest[16];

  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  for (int i = 1; i < n_units; i++)
    hw_scene_line (self->scene,
                   no_ref,
                   left,
                   top + i * unit,
                   left + width,
                   top + i * unit,
                   ROLE (self, HW_ROLE_PAPER),
                   0,
                   FALSE);
  g_snprintf (widest, sizeof widest, "%d", n_units);
  /* All numbers or none. */
  if (self->detail < HW_DETAIL_LABELS
      || hw_scene_text_width (self->scene, widest, size, FALSE) > room)
    return;
  for (int u = 1; u <= n_units; u++)
    if (each || u == 1 || u % 6 == 0)
      {
        char text[16];
        double middle = top + (n_units - u + 0.5) * unit;
        double line = MAX (unit, size * 1.1);
        g_snprintf (text, sizeof text, "%d", u);
        hw_scene_text (self->scene,
                       no_ref,
                       number_x,
                       middle - line / 2,
                       room,
                       line,
                       text,
                       size,
                       FALSE,
                       HW_ALIGN_END,
                       ROLE (self, HW_ROLE_TEXT_DIM),
                       ROLE (self, HW_ROLE_PAPER));
      }
}

static gboolean
has_left_channel (HwRackPainter *self, HwHandle rack, HwFace face)
{
  HwChannel left = face == HW_FACE_FRONT ? HW_CHANNEL_LEFT_FRONT : HW_CHANNEL_LEFT_REAR;

  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    if (hw_design_get_device (self->design, device)->channel == left)
      return TRUE;
  return FALSE;
}

/* Neighbouring devices of one family as one band: what is seen from afar. */
static void
draw_bands (HwRackPainter *self,
            HwHandle rack,
            const HwProduct *frame,
            const HwRackForm *form,
            HwFace face,
            double x,
            double y)
{
  HwRackBox band = { 0 };
  int family = -1;

  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack);;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = device != 0 ? hw_design_get_device (self->design, device) : NULL;
      const HwProduct *product
          = device != 0 ? hw_design_device_product (self->design, device) : NULL;
      HwRackBox box = { 0 };
      int own = -1;

      if (device != 0)
        {
          if (row->channel != HW_CHANNEL_NONE || !stands (self, &row->object)
              || hw_rack_shows (frame, row, product, face) != HW_SHOWS_FACE)
            continue;
          own = (int)hw_kind_family (product->kind);
          box = hw_rack_form_units (form, row->position, product->half_units);
        }
      if (family >= 0 && own == family && fabs (box.y - band.y - band.height) < 0.5)
        {
          band.height += box.height;
          continue;
        }
      if (family >= 0)
        hw_scene_box (self->scene,
                      HW_REF (HW_TABLE_RACK, rack),
                      x + band.x * self->scale,
                      y + band.y * self->scale,
                      band.width * self->scale,
                      band.height * self->scale,
                      hw_rack_band_colour (self->theme, (HwFamily)family),
                      no_colour);
      if (device == 0)
        break;
      band = box;
      family = own;
    }
}

static void
draw_devices (HwRackPainter *self,
              HwHandle rack,
              const HwProduct *frame,
              const HwRackForm *form,
              HwFace face,
              double x,
              double y)
{
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (self->design, device);
      const HwProduct *product = hw_design_device_product (self->design, device);
      HwShows shows = hw_rack_shows (frame, row, product, face);
      HwRackBox box;

      gboolean here = stands (self, &row->object);

      if (shows == HW_SHOWS_NOT || (!here && shows == HW_SHOWS_BEHIND))
        continue;
      if (row->channel != HW_CHANNEL_NONE)
        box = hw_rack_form_channel (form, row->channel, row->height_mm, product->height_mm);
      else
        box = hw_rack_form_units (form, row->position, product->half_units);
      box.x = x + box.x * self->scale;
      box.y = y + box.y * self->scale;
      box.width *= self->scale;
      box.height *= self->scale;
      if (!here)
        {
          HwRef ref = HW_REF (HW_TABLE_DEVICE, device);

          draw_absent (self, ref, &box, HW_LAYER_BODY);
          if (self->detail >= HW_DETAIL_LABELS && row->channel == HW_CHANNEL_NONE)
            draw_absent_name (self, ref, &box);
        }
      else if (row->channel == HW_CHANNEL_REAR_DOOR)
        hw_rack_draw_door (self, device, product, &box, form->height * self->scale);
      else if (row->channel != HW_CHANNEL_NONE)
        hw_rack_draw_channel (self, device, product, &box);
      else if (shows == HW_SHOWS_FACE)
        hw_rack_draw_device (self, device, product, &box);
      else
        hw_rack_draw_blocked (self,
                              HW_REF (HW_TABLE_DEVICE, device),
                              hw_design_name (self->design, HW_REF (HW_TABLE_DEVICE, device)),
                              FALSE,
                              &box);
    }
  for (HwHandle handle = hw_design_first_child (self->design, HW_TABLE_RESERVATION, rack);
       handle != 0;
       handle = hw_design_next_child (self->design, HW_TABLE_RESERVATION, handle))
    {
      const HwReservation *row = hw_design_row (self->design, HW_TABLE_RESERVATION, handle);
      HwRackBox box = hw_rack_form_units (form, row->position, row->half_units);

      if ((!row->both && row->face != face) || !stands (self, &row->object))
        continue;
      box.x = x + box.x * self->scale;
      box.y = y + box.y * self->scale;
      box.width *= self->scale;
      box.height *= self->scale;
      hw_rack_draw_blocked (self,
                            HW_REF (HW_TABLE_RESERVATION, handle),
                            hw_design_name (self->design, HW_REF (HW_TABLE_RESERVATION, handle)),
                            TRUE,
                            &box);
    }
}

void
hw_rack_painter_face (HwRackPainter *self, HwHandle rack, HwFace face, double x, double y)
{
  const HwProduct *product = hw_design_rack_product (self->design, rack);
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  HwRackForm form;
  double width, height;

  hw_rack_form_init (&form, product);
  width = form.width * self->scale;
  height = form.height * self->scale;
  /* What stands on the floor may be wide enough for its name still. */
  if (self->detail == HW_DETAIL_BLOCK && (form.half_units > 0 || width < LEAST_NAMED))
    {
      hw_rack_painter_block (self, rack, x, y, width, height);
      return;
    }
  if (!stands (self, &hw_design_get_rack (self->design, rack)->object))
    {
      draw_absent (self, ref, &(HwRackBox){ x, y, width, height }, HW_LAYER_AREA);
      return;
    }
  if (form.half_units == 0)
    {
      hw_rack_draw_cabinet (self, rack, product, x, y, width, height);
      return;
    }
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  hw_scene_rounded (self->scene,
                    ref,
                    x,
                    y,
                    width,
                    height,
                    self->unit >= 6 || self->paper ? 2.5 : 0,
                    ROLE (self, HW_ROLE_PAPER),
                    ROLE (self, HW_ROLE_LINE_STRONG),
                    self->paper ? 0.8 : 1);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_box (self->scene,
                no_ref,
                x + form.slots_x * self->scale,
                y + form.slots_y * self->scale,
                form.slots_width * self->scale,
                form.slots_height * self->scale,
                ROLE (self, HW_ROLE_SLOT),
                no_colour);
  if (self->detail == HW_DETAIL_BANDS)
    {
      draw_bands (self, rack, product, &form, face, x, y);
      return;
    }
  if (self->unit >= (self->paper ? 2.5 : 5))
    draw_units (self, &form, x, y, has_left_channel (self, rack, face));
  draw_devices (self, rack, product, &form, face, x, y);
}
