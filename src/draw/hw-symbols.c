/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-symbols.h"

static void
set_source (cairo_t *cr, HwColour colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

/* The exclamation mark inside: a bar and a dot, in a square of 1. */
static void
bar_and_dot (cairo_t *cr, double top, double bottom)
{
  cairo_rectangle (cr, 0.44, top, 0.12, (bottom - top) * 0.62);
  cairo_rectangle (cr, 0.44, bottom - (bottom - top) * 0.22, 0.12, (bottom - top) * 0.22);
}

/* Two triangles that meet in the middle. */
static void
two_triangles (cairo_t *cr)
{
  cairo_move_to (cr, 0.05, 0.2);
  cairo_line_to (cr, 0.95, 0.8);
  cairo_line_to (cr, 0.95, 0.2);
  cairo_line_to (cr, 0.05, 0.8);
  cairo_close_path (cr);
}

/* Symbols of pipework: outlines upon a ground of @inner. */
static void
paint_part (cairo_t *cr, HwIcon icon, HwColour fill, HwColour inner)
{
  cairo_set_line_width (cr, 0.08);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch (icon)
    {
    case HW_ICON_VALVE:
    case HW_ICON_VALVE_SHUT:
    case HW_ICON_CHECK_VALVE:
    case HW_ICON_BALANCING:
      two_triangles (cr);
      set_source (cr, icon == HW_ICON_VALVE_SHUT ? fill : inner);
      cairo_fill_preserve (cr);
      set_source (cr, fill);
      cairo_stroke (cr);
      break;
    case HW_ICON_HEAT_REJECTION:
    case HW_ICON_STRAINER:
      cairo_rectangle (cr, 0.12, 0.12, 0.76, 0.76);
      break;
    default:
      cairo_arc (cr, 0.5, 0.5, 0.45, 0, 2 * G_PI);
      break;
    }
  /* A pump stands on its card, not on a pipe. */
  if (icon != HW_ICON_PUMP)
    {
      set_source (cr, inner);
      cairo_fill_preserve (cr);
    }
  set_source (cr, fill);
  cairo_stroke (cr);
  if (icon == HW_ICON_CHECK_VALVE)
    {
      cairo_move_to (cr, 0.05, 0.2);
      cairo_line_to (cr, 0.5, 0.5);
      cairo_line_to (cr, 0.05, 0.8);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  else if (icon == HW_ICON_BALANCING)
    {
      cairo_move_to (cr, 0.5, 0.5);
      cairo_line_to (cr, 0.5, 0.08);
      cairo_move_to (cr, 0.28, 0.08);
      cairo_line_to (cr, 0.72, 0.08);
      cairo_stroke (cr);
    }
  else if (icon == HW_ICON_STRAINER)
    {
      static const double dash[] = { 0.12, 0.08 };
      cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
      cairo_move_to (cr, 0.12, 0.88);
      cairo_line_to (cr, 0.88, 0.12);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  else if (icon == HW_ICON_HEAT_REJECTION)
    {
      /* Blades, as a lying eight. */
      cairo_move_to (cr, 0.5, 0.5);
      cairo_curve_to (cr, 0.3, 0.25, 0.2, 0.3, 0.2, 0.5);
      cairo_curve_to (cr, 0.2, 0.7, 0.3, 0.75, 0.5, 0.5);
      cairo_curve_to (cr, 0.7, 0.25, 0.8, 0.3, 0.8, 0.5);
      cairo_curve_to (cr, 0.8, 0.7, 0.7, 0.75, 0.5, 0.5);
      cairo_stroke (cr);
    }
  else if (icon == HW_ICON_PUMP)
    {
      cairo_move_to (cr, 0.28, 0.11);
      cairo_line_to (cr, 0.95, 0.5);
      cairo_line_to (cr, 0.28, 0.89);
      cairo_stroke (cr);
    }
  else if (icon == HW_ICON_VESSEL)
    {
      cairo_move_to (cr, 0.05, 0.5);
      cairo_curve_to (cr, 0.3, 0.3, 0.7, 0.7, 0.95, 0.5);
      cairo_stroke (cr);
    }
}

static void
line (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
}

static void
wave (cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x, y);
  cairo_curve_to (cr, x + 0.06, y - 0.14, x + 0.14, y + 0.14, x + 0.2, y);
}

static void
ground_square (cairo_t *cr, HwColour fill, HwColour inner)
{
  cairo_rectangle (cr, 0.06, 0.06, 0.88, 0.88);
  set_source (cr, inner);
  cairo_fill_preserve (cr);
  set_source (cr, fill);
  cairo_stroke (cr);
}

static void
ground_circle (cairo_t *cr, double y, double radius, HwColour fill, HwColour inner)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0.5, y, radius, 0, 2 * G_PI);
  set_source (cr, inner);
  cairo_fill_preserve (cr);
  set_source (cr, fill);
  cairo_stroke (cr);
}

static void
paint_breaker (cairo_t *cr, gboolean open, HwColour fill, HwColour inner)
{
  /* The line below it is cut. */
  cairo_rectangle (cr, 0.2, 0.36, 0.6, 0.28);
  set_source (cr, inner);
  cairo_fill (cr);
  set_source (cr, fill);
  line (cr, 0, 0.5, 0.26, 0.5);
  line (cr, 0.78, 0.5, 1, 0.5);
  line (cr, 0.16, 0.36, 0.36, 0.64);
  line (cr, 0.16, 0.64, 0.36, 0.36);
  line (cr, 0.78, 0.5, open ? 0.36 : 0.26, open ? 0.08 : 0.5);
  cairo_stroke (cr);
}

/* Symbols of one-line diagrams: outlines upon a ground of @inner. */
static void
paint_electrical (cairo_t *cr, HwIcon icon, HwColour fill, HwColour inner)
{
  cairo_set_line_width (cr, 0.055);
  switch (icon)
    {
    case HW_ICON_UTILITY:
      ground_square (cr, fill, inner);
      line (cr, 0.06, 0.06, 0.94, 0.94);
      line (cr, 0.06, 0.94, 0.94, 0.06);
      line (cr, 0.06, 0.5, 0.94, 0.5);
      line (cr, 0.5, 0.06, 0.5, 0.94);
      break;
    case HW_ICON_TRANSFORMER:
      ground_circle (cr, 0.33, 0.3, fill, inner);
      ground_circle (cr, 0.67, 0.3, fill, inner);
      cairo_arc (cr, 0.5, 0.33, 0.3, 0, G_PI);
      break;
    case HW_ICON_GENERATOR:
      ground_circle (cr, 0.5, 0.45, fill, inner);
      cairo_arc (cr, 0.5, 0.5, 0.22, 0, 1.72 * G_PI);
      cairo_move_to (cr, 0.5, 0.5);
      cairo_line_to (cr, 0.72, 0.5);
      break;
    case HW_ICON_SWITCHGEAR:
      ground_square (cr, fill, inner);
      cairo_stroke (cr);
      cairo_rectangle (cr, 0.16, 0.44, 0.68, 0.12);
      cairo_fill (cr);
      for (int i = 0; i < 3; i++)
        line (cr, 0.28 + 0.22 * i, 0.5, 0.28 + 0.22 * i, 0.82);
      line (cr, 0.5, 0.18, 0.5, 0.5);
      break;
    case HW_ICON_UPS:
      ground_square (cr, fill, inner);
      line (cr, 0.06, 0.5, 0.94, 0.5);
      line (cr, 0.06, 0.5, 0.94, 0.06);
      line (cr, 0.06, 0.94, 0.94, 0.5);
      wave (cr, 0.16, 0.19);
      line (cr, 0.62, 0.36, 0.82, 0.36);
      line (cr, 0.16, 0.63, 0.36, 0.63);
      wave (cr, 0.62, 0.8);
      break;
    case HW_ICON_DISTRIBUTION:
      ground_square (cr, fill, inner);
      line (cr, 0.5, 0.06, 0.5, 0.36);
      line (cr, 0.2, 0.36, 0.8, 0.36);
      for (int i = 0; i < 4; i++)
        line (cr, 0.2 + 0.2 * i, 0.36, 0.2 + 0.2 * i, 0.78);
      break;
    case HW_ICON_TRANSFER_SWITCH:
      ground_circle (cr, 0.5, 0.45, fill, inner);
      line (cr, 0.1, 0.3, 0.32, 0.3);
      line (cr, 0.1, 0.7, 0.32, 0.7);
      line (cr, 0.9, 0.5, 0.68, 0.5);
      line (cr, 0.68, 0.5, 0.3, 0.34);
      break;
    case HW_ICON_FAILED:
      cairo_set_line_width (cr, 0.16);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      line (cr, 0.12, 0.12, 0.88, 0.88);
      line (cr, 0.12, 0.88, 0.88, 0.12);
      break;
    default:
      cairo_set_line_width (cr, 0.09);
      paint_breaker (cr, icon == HW_ICON_BREAKER_OPEN, fill, inner);
      break;
    }
  set_source (cr, fill);
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
}

void
hw_symbols_paint (cairo_t *cr,
                  HwIcon icon,
                  double x,
                  double y,
                  double size,
                  HwColour fill,
                  HwColour inner,
                  HwColour ring)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size, size);
  cairo_new_path (cr);
  if (ring.alpha > 0)
    {
      set_source (cr, ring);
      cairo_arc (cr, 0.5, 0.5, HW_ICON_RING, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  set_source (cr, fill);
  switch (icon)
    {
    case HW_ICON_ERROR:
      cairo_arc (cr, 0.5, 0.5, 0.48, 0, 2 * G_PI);
      cairo_fill (cr);
      set_source (cr, inner);
      bar_and_dot (cr, 0.2, 0.8);
      cairo_fill (cr);
      break;
    case HW_ICON_WARNING:
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_width (cr, 0.1);
      cairo_move_to (cr, 0.5, 0.1);
      cairo_line_to (cr, 0.95, 0.9);
      cairo_line_to (cr, 0.05, 0.9);
      cairo_close_path (cr);
      cairo_fill_preserve (cr);
      cairo_stroke (cr);
      set_source (cr, inner);
      bar_and_dot (cr, 0.34, 0.86);
      cairo_fill (cr);
      break;
    case HW_ICON_NOTE:
      cairo_set_line_width (cr, 0.16);
      cairo_arc (cr, 0.5, 0.5, 0.38, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case HW_ICON_LOCK:
      cairo_rectangle (cr, 0.2, 0.46, 0.6, 0.44);
      cairo_fill (cr);
      cairo_set_line_width (cr, 0.12);
      cairo_arc (cr, 0.5, 0.42, 0.2, G_PI, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case HW_ICON_NORTH:
      cairo_move_to (cr, 0.5, 0.02);
      cairo_line_to (cr, 0.74, 0.98);
      cairo_line_to (cr, 0.5, 0.78);
      cairo_line_to (cr, 0.26, 0.98);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case HW_ICON_VALVE:
    case HW_ICON_VALVE_SHUT:
    case HW_ICON_CHECK_VALVE:
    case HW_ICON_STRAINER:
    case HW_ICON_PUMP:
    case HW_ICON_VESSEL:
    case HW_ICON_BALANCING:
    case HW_ICON_HEAT_REJECTION:
      paint_part (cr, icon, fill, inner);
      break;
    case HW_ICON_UTILITY:
    case HW_ICON_TRANSFORMER:
    case HW_ICON_GENERATOR:
    case HW_ICON_SWITCHGEAR:
    case HW_ICON_UPS:
    case HW_ICON_DISTRIBUTION:
    case HW_ICON_TRANSFER_SWITCH:
    case HW_ICON_BREAKER:
    case HW_ICON_BREAKER_OPEN:
    case HW_ICON_FAILED:
      paint_electrical (cr, icon, fill, inner);
      break;
    }
  cairo_restore (cr);
}
