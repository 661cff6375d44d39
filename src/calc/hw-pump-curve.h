/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Head of a pump over its flow at rated speed: H = A − B·Q^C through one or three points, or
 * straight lines between points. Other speeds by the affinity laws: flow by w, head by w². */
typedef struct
{
  double shutoff_m;   /* A: head at no flow, the highest */
  double coefficient; /* B, with Q in m³/s */
  double exponent;    /* C; zero: straight lines */
  double end_m3_s;    /* where the head is used up, or the last point */
  guint n;            /* points, for straight lines */
  const double *flow; /* (array length=n): m³/s, borrowed */
  const double *head; /* (array length=n): m, borrowed */
} HwPumpCurve;

/* Shut-off head over that of the only point: EPANET manual, section 3.1. */
#define HW_PUMP_ONE_POINT_FACTOR (4.0 / 3.0)

/**
 * hw_pump_curve_through:
 * @n: one point, which is the design point; three, the first without flow, for a curve; otherwise
 *   straight lines
 * @flow: (array length=n): m³/s, rising; must outlive @self
 * @head: (array length=n): m, falling; must outlive @self
 * @one_point_factor: normally %HW_PUMP_ONE_POINT_FACTOR
 *
 * Returns: %FALSE where there is no such curve
 */
gboolean hw_pump_curve_through (
    HwPumpCurve *self, guint n, const double *flow, const double *head, double one_point_factor);

/**
 * hw_pump_curve_head:
 * @flow_m3_s: m³/s; the curve goes on beyond its end, and as straight against the pump
 * @speed: over rated speed, above zero
 * @slope: (out): how fast the head falls with the flow, m/(m³/s), zero or above
 *
 * Returns: the head that the pump adds, m
 */
double hw_pump_curve_head (const HwPumpCurve *self, double flow_m3_s, double speed, double *slope);

/* A flow to start from at rated speed: the design point, m³/s. */
double hw_pump_curve_design_flow (const HwPumpCurve *self);

/* The line through the points of a curve at a flow: the first and last go on. @n: two or more.
 * Returns: the value at @flow */
double
hw_point_curve_at (guint n, const double *flows, const double *values, double flow, double *slope);

G_END_DECLS
