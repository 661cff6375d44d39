/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-theme.h"

G_BEGIN_DECLS

/* Small symbols that differ in shape, not in colour only. */
typedef enum
{
  HW_ICON_ERROR,   /* a disc with a bar */
  HW_ICON_WARNING, /* a triangle with a bar */
  HW_ICON_NOTE,    /* a ring */
  HW_ICON_LOCK,
  HW_ICON_NORTH, /* an arrow upwards */
} HwIcon;

/* Radius of the disc behind an icon, as part of its size. */
#define HW_ICON_RING 0.66

/* Inks @icon into the square at @x, @y; its inner marks in what reads upon @fill. A @ring that is
 * not transparent is a disc behind it. */
void hw_symbols_paint (cairo_t *cr,
                       HwIcon icon,
                       double x,
                       double y,
                       double size,
                       HwColour fill,
                       HwColour inner,
                       HwColour ring);

G_END_DECLS
