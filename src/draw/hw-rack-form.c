/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-rack-form.h"

/* Width of a front panel: EIA-310 19 in; Open Rack version 3, 21 in equipment. */
#define PANEL_EIA_MM 482.6
#define PANEL_OCP_MM 537.0
#define WIDTH_MM 600
#define FLOOR_HEIGHT_MM 2000
/* Frame above and below the slots where the product does not state its height. */
#define FRAME_MM 60
/* A bar in a side channel. */
#define CHANNEL_MM 24
/* What is left behind a device is of little use when a shallow switch does not fit. */
#define USEFUL_DEPTH_MM 350

void
hw_rack_form_init (HwRackForm *self, const HwProduct *product)
{
  double panel = product->mounting == HW_MOUNTING_OCP ? PANEL_OCP_MM : PANEL_EIA_MM;

  *self = (HwRackForm){ .width = product->width_mm > 0 ? product->width_mm : WIDTH_MM };
  self->pitch = hw_rack_pitch_m (product) * 1000;
  if (product->kind != HW_KIND_RACK || product->half_units == 0)
    {
      self->height = product->height_mm > 0 ? product->height_mm : FLOOR_HEIGHT_MM;
      return;
    }
  self->half_units = product->half_units;
  self->slots_height = self->half_units * self->pitch / 2;
  self->height = MAX (product->height_mm, self->slots_height + 2 * FRAME_MM);
  self->slots_width = MIN (panel, self->width - 40);
  self->slots_x = (self->width - self->slots_width) / 2;
  self->slots_y = (self->height - self->slots_height) / 2;
}

HwRackBox
hw_rack_form_units (const HwRackForm *self, gint16 position, gint16 half_units)
{
  double half = self->pitch / 2;

  return (HwRackBox){ self->slots_x,
                      self->slots_y + self->slots_height - (position + half_units) * half,
                      self->slots_width,
                      half_units * half };
}

HwRackBox
hw_rack_form_channel (const HwRackForm *self, HwChannel channel, gint16 height_mm, gint32 length_mm)
{
  gboolean right = channel == HW_CHANNEL_RIGHT_FRONT || channel == HW_CHANNEL_RIGHT_REAR;
  double margin = MIN (CHANNEL_MM / 4.0, self->slots_x / 4);
  double width = MIN (CHANNEL_MM, self->slots_x - 2 * margin);
  double length = MIN (length_mm, self->height);
  double y = CLAMP (self->height - height_mm - length, 0, self->height - length);

  /* Its upper edge, which leaves what is behind the door to be seen. */
  if (channel == HW_CHANNEL_REAR_DOOR)
    return (HwRackBox){ 0, 0, self->width, self->slots_y };
  return (HwRackBox){ right ? self->width - margin - width : margin, y, width, length };
}

HwShows
hw_rack_shows (const HwProduct *rack, const HwDevice *device, const HwProduct *product, HwFace face)
{
  if (device->channel != HW_CHANNEL_NONE)
    return hw_channel_face (device->channel) == face ? HW_SHOWS_FACE : HW_SHOWS_NOT;
  if (product->half_units == 0)
    return HW_SHOWS_NOT;
  if (device->face == face)
    return HW_SHOWS_FACE;
  /* Unknown depth counts as full depth. */
  if (product->depth_mm == 0 || rack->usable_depth_mm == 0
      || rack->usable_depth_mm - product->depth_mm < USEFUL_DEPTH_MM)
    return HW_SHOWS_BEHIND;
  return HW_SHOWS_NOT;
}
