/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-theme.h"

G_BEGIN_DECLS

/* Small symbols that differ in shape, not in colour only; those of pipework lie along a pipe that
 * runs from left to right, or look alike from the side. */
typedef enum
{
  HW_ICON_ERROR,   /* a disc with a bar */
  HW_ICON_WARNING, /* a triangle with a bar */
  HW_ICON_NOTE,    /* a ring */
  HW_ICON_LOCK,
  HW_ICON_NORTH,          /* an arrow upwards */
  HW_ICON_VALVE,          /* two triangles, after ISO 14617 like those below */
  HW_ICON_VALVE_SHUT,     /* the same, filled */
  HW_ICON_CHECK_VALVE,    /* one of them filled */
  HW_ICON_STRAINER,       /* a square with a dashed diagonal */
  HW_ICON_PUMP,           /* a circle with a triangle in the sense of the flow, to the right */
  HW_ICON_VESSEL,         /* a round vessel with its diaphragm */
  HW_ICON_BALANCING,      /* a valve with a hand wheel */
  HW_ICON_HEAT_REJECTION, /* a square with a fan */
  /* One-line diagrams after IEC 60617, on a line that runs from above to below. */
  HW_ICON_UTILITY,         /* a square with crossed lines: a network */
  HW_ICON_TRANSFORMER,     /* two circles */
  HW_ICON_GENERATOR,       /* a circle with G */
  HW_ICON_SWITCHGEAR,      /* a bar with breakers */
  HW_ICON_UPS,             /* rectifier above inverter */
  HW_ICON_DISTRIBUTION,    /* a square with outgoing branches */
  HW_ICON_TRANSFER_SWITCH, /* a change-over contact in a circle */
  /* Of feeds, on a line that runs from left to right. */
  HW_ICON_BREAKER,      /* a closed contact with a cross */
  HW_ICON_BREAKER_OPEN, /* the same open */
  HW_ICON_FAILED,       /* a cross */
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
