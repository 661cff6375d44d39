/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-viewport.h"

void
hw_viewport_fit (HwViewport *self, double x, double y, double width, double height, double margin)
{
  /* A window smaller than its margins still shows something. */
  double free_width = MAX (self->width - 2 * margin, 1);
  double free_height = MAX (self->height - 2 * margin, 1);

  width = MAX (width, 1);
  height = MAX (height, 1);
  self->scale = MIN (free_width / width, free_height / height);
  self->x = x + width / 2 - self->width / 2 / self->scale;
  self->y = y + height / 2 - self->height / 2 / self->scale;
}

void
hw_viewport_zoom_at (HwViewport *self, double device_x, double device_y, double factor)
{
  double x = hw_viewport_world_x (self, device_x);
  double y = hw_viewport_world_y (self, device_y);

  self->scale *= factor;
  self->x = x - device_x / self->scale;
  self->y = y - device_y / self->scale;
}

void
hw_viewport_pan (HwViewport *self, double device_dx, double device_dy)
{
  self->x -= device_dx / self->scale;
  self->y -= device_dy / self->scale;
}
