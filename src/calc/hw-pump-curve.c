/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pump-curve.h"

#include <math.h>

/* Beyond this a curve through three points is no pump's: EPANET's limit. */
#define MAX_EXPONENT 20
/* An exponent below one has no finite slope at rest. */
#define MIN_FLOW_M3_S 1e-9

static gboolean
is_falling (guint n, const double *flow, const double *head)
{
  for (guint i = 0; i < n; i++)
    {
      if (!isfinite (flow[i]) || !isfinite (head[i]) || flow[i] < 0)
        return FALSE;
      if (i > 0 && (flow[i] <= flow[i - 1] || head[i] >= head[i - 1]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fit (HwPumpCurve *self, double h0, double q1, double h1, double q2, double h2)
{
  double c = log ((h0 - h2) / (h0 - h1)) / log (q2 / q1);

  if (!(h0 > h1 && h1 > h2 && q1 > 0 && q2 > q1) || !(c > 0 && c <= MAX_EXPONENT))
    return FALSE;
  self->shutoff_m = h0;
  self->exponent = c;
  self->coefficient = (h0 - h1) / pow (q1, c);
  self->end_m3_s = pow (h0 / self->coefficient, 1 / c);
  return isfinite (self->coefficient) && self->coefficient > 0;
}

gboolean
hw_pump_curve_through (
    HwPumpCurve *self, guint n, const double *flow, const double *head, double one_point_factor)
{
  *self = (HwPumpCurve){ .n = n, .flow = flow, .head = head };
  if (n == 0 || !is_falling (n, flow, head) || !(head[0] > 0))
    return FALSE;
  if (n == 1)
    return fit (self, one_point_factor * head[0], flow[0], head[0], 2 * flow[0], 0);
  if (n == 3 && flow[0] == 0)
    return fit (self, head[0], flow[1], head[1], flow[2], head[2]);
  self->shutoff_m = head[0];
  self->end_m3_s = flow[n - 1];
  return TRUE;
}

double
hw_point_curve_at (guint n, const double *flows, const double *values, double flow, double *slope)
{
  guint low = 0, high = n - 1;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      if (flows[middle] < flow)
        low = middle;
      else
        high = middle;
    }
  *slope = (values[high] - values[low]) / (flows[high] - flows[low]);
  return values[low] + *slope * (flow - flows[low]);
}

double
hw_pump_curve_head (const HwPumpCurve *self, double flow_m3_s, double speed, double *slope)
{
  double q = fabs (flow_m3_s);
  double lost;

  if (self->exponent == 0)
    {
      /* The line goes on to negative flow as it is. */
      double at = hw_point_curve_at (self->n, self->flow, self->head, q / speed, slope);
      double line = *slope * speed;
      *slope = -line;
      return at * speed * speed + line * (flow_m3_s - q);
    }
  q = MAX (q, MIN_FLOW_M3_S);
  *slope = self->exponent * self->coefficient * pow (speed, 2 - self->exponent)
           * pow (q, self->exponent - 1);
  lost = *slope * flow_m3_s / self->exponent;
  return self->shutoff_m * speed * speed - lost;
}

double
hw_pump_curve_design_flow (const HwPumpCurve *self)
{
  if (self->exponent == 0)
    return (self->flow[0] + self->flow[self->n - 1]) / 2;
  return self->n == 1 ? self->flow[0] : self->flow[1];
}
