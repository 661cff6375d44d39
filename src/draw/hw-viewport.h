/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* World units (mm of the floor, or mm of the elevation sheet) to device units (px or points):
 * device = (world - origin) · scale. */
typedef struct
{
  double x, y;          /* world point at the device's upper left corner */
  double scale;         /* device units a world unit */
  double width, height; /* of the visible area, device units */
} HwViewport;

static inline double
hw_viewport_x (const HwViewport *v, double x)
{
  return (x - v->x) * v->scale;
}
static inline double
hw_viewport_y (const HwViewport *v, double y)
{
  return (y - v->y) * v->scale;
}
static inline double
hw_viewport_world_x (const HwViewport *v, double x)
{
  return v->x + x / v->scale;
}
static inline double
hw_viewport_world_y (const HwViewport *v, double y)
{
  return v->y + y / v->scale;
}

/* Shows the whole world rectangle with @margin device units around, centred. */
void
hw_viewport_fit (HwViewport *self, double x, double y, double width, double height, double margin);
/* Zooms by @factor, the world point under the device point stays. */
void hw_viewport_zoom_at (HwViewport *self, double device_x, double device_y, double factor);
void hw_viewport_pan (HwViewport *self, double device_dx, double device_dy);

G_END_DECLS
