/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-friction.h"

#include <math.h>
#include <string.h>

#define LAMINAR_END 2000.0
#define TURBULENT_START 4000.0

/* Swamee and Jain: f = (c·ln (ε/(3.7·D) + 5.74/Re^0.9))⁻² with c = −2/ln 10. */
#define SWAMEE_JAIN_REYNOLDS 5.74
#define SWAMEE_JAIN_EXPONENT 0.9
#define SWAMEE_JAIN_FACTOR (-2.0 / G_LN10)

/* All columns in one block, one behind the other. */
typedef enum
{
  COLUMN_RESISTANCE, /* L/(2·g·D·A²): friction loss over f·Q², s²/m⁵ */
  COLUMN_MINOR,      /* minor loss over Q², s²/m⁵ */
  COLUMN_REYNOLDS,   /* Reynolds number over the flow, s/m³ */
  COLUMN_ROUGHNESS,  /* ε/(3.7·D) */
  N_COLUMNS,
} Column;

struct _HwPipeFriction
{
  guint n;
  double *columns;
};

HwPipeFriction *
hw_pipe_friction_new (guint n)
{
  HwPipeFriction *self = g_new0 (HwPipeFriction, 1);

  self->n = n;
  self->columns = g_new0 (double, (gsize)n *N_COLUMNS + 1);
  return self;
}

void
hw_pipe_friction_free (HwPipeFriction *self)
{
  if (self == NULL)
    return;
  g_free (self->columns);
  g_free (self);
}

static inline double *
column (const HwPipeFriction *self, Column which)
{
  return self->columns + (gsize)which * self->n;
}

/* What the cubic takes from the turbulent end. */
static void
transition (double roughness, double *fa, double *fb)
{
  const double y1 = 0.0032889547634515; /* 5.74/4000^0.9 */
  double y2 = roughness + y1;
  double y3 = SWAMEE_JAIN_FACTOR * log (y2);

  *fa = 1 / (y3 * y3);
  *fb = *fa * (2 + 2 * SWAMEE_JAIN_EXPONENT * SWAMEE_JAIN_FACTOR * y1 / (y2 * y3));
}

/* Dunlop's cubic in @r, Re/2000: it has the value and the slope of either formula at its ends.
 * @fa: friction factor at the turbulent end; @fb: twice that and the flow times its derivative
 * there;
 * @slope: (out): derivative times @r */
static inline __attribute__ ((always_inline)) double
cubic (double r, double fa, double fb, double *slope)
{
  double c1 = 0.128 - 17 * fa + 2.5 * fb;
  double c2 = -0.128 + 13 * fa - 2 * fb;
  double c3 = 0.032 - 3 * fa + 0.5 * fb;

  *slope = r * (c1 + r * (2 * c2 + 3 * r * c3));
  return 7 * fa - fb + r * (c1 + r * (c2 + r * c3));
}

void
hw_pipe_friction_set (HwPipeFriction *self,
                      guint index,
                      double length_m,
                      double bore_m,
                      double roughness_m,
                      double viscosity_m2_s,
                      double gravity,
                      double minor)
{
  double area = G_PI / 4 * bore_m * bore_m;
  double resistance = length_m / (2 * gravity * bore_m * area * area);
  double reynolds = 4 / (G_PI * bore_m * viscosity_m2_s);
  double roughness = roughness_m / (3.7 * bore_m);

  column (self, COLUMN_RESISTANCE)[index] = resistance;
  column (self, COLUMN_MINOR)[index] = minor;
  column (self, COLUMN_REYNOLDS)[index] = reynolds;
  column (self, COLUMN_ROUGHNESS)[index] = roughness;
}

static inline __attribute__ ((always_inline)) guint64
bits_of (double x)
{
  guint64 bits;

  memcpy (&bits, &x, sizeof bits);
  return bits;
}

static inline __attribute__ ((always_inline)) double
double_of (guint64 bits)
{
  double x;

  memcpy (&x, &bits, sizeof x);
  return x;
}

/* Logarithm of a positive normal number, without branch or table: x = 2^k·m with m about 1, and
 * the series of ln ((1 + s)/(1 − s)). Relative error below 1e-14. The exponent becomes a double by
 * standing in the mantissa of 2^52, as vector units of 2013 cannot convert 64-bit integers. */
static inline __attribute__ ((always_inline)) double
fast_log (double x)
{
  const guint64 root_half = G_GUINT64_CONSTANT (0x3fe6a09e667f3bcd);
  const guint64 one = G_GUINT64_CONSTANT (0x3ff0000000000000);
  guint64 bits = bits_of (x);
  guint64 exponent = (bits + (one - root_half)) >> 52;
  double m = double_of (bits - (exponent << 52) + one);
  double k = double_of (exponent | G_GUINT64_CONSTANT (0x4330000000000000)) - 4503599627371519.0;
  double s = (m - 1) / (m + 1);
  double z = s * s;
  double series = 1.0 / 17;

  series = series * z + 1.0 / 15;
  series = series * z + 1.0 / 13;
  series = series * z + 1.0 / 11;
  series = series * z + 1.0 / 9;
  series = series * z + 1.0 / 7;
  series = series * z + 1.0 / 5;
  series = series * z + 1.0 / 3;
  return k * G_LN2 + 2 * s * (1 + z * series);
}

/* Exponential for |x| below 700: e^x = 2^k·e^r with |r| ≤ ln 2/2, and Taylor's series.
 * Adding 1.5·2^52 rounds to a whole number, which then stands in the lowest bits. */
static inline __attribute__ ((always_inline)) double
fast_exp (double x)
{
  const double rounder = 6755399441055744.0;
  double shifted = x * (1 / G_LN2) + rounder;
  double r = x - (shifted - rounder) * G_LN2;
  double series = 1.0 / 479001600;

  series = series * r + 1.0 / 39916800;
  series = series * r + 1.0 / 3628800;
  series = series * r + 1.0 / 362880;
  series = series * r + 1.0 / 40320;
  series = series * r + 1.0 / 5040;
  series = series * r + 1.0 / 720;
  series = series * r + 1.0 / 120;
  series = series * r + 1.0 / 24;
  series = series * r + 1.0 / 6;
  series = series * r + 1.0 / 2;
  series = series * r + 1;
  series = series * r + 1;
  return double_of (bits_of (series) + (bits_of (shifted) << 52));
}

/* Inlined into a function for each set of instructions. */
static inline __attribute__ ((always_inline)) void
loss_of_all (guint n,
             const double *restrict resistance,
             const double *restrict minor,
             const double *restrict reynolds,
             const double *restrict roughness,
             const double *restrict flow,
             double *restrict loss,
             double *restrict gradient)
{
  for (guint i = 0; i < n; i++)
    {
      double q = fabs (flow[i]);
      double re = reynolds[i] * q;
      gboolean is_laminar = re <= LAMINAR_END;
      gboolean is_turbulent = re >= TURBULENT_START;

      /* Turbulent, or where that begins; f1 is the derivative of f times the flow. */
      double y1
          = SWAMEE_JAIN_REYNOLDS
            * fast_exp (-SWAMEE_JAIN_EXPONENT * fast_log (is_turbulent ? re : TURBULENT_START));
      double y2 = roughness[i] + y1;
      double y3 = SWAMEE_JAIN_FACTOR * fast_log (y2);
      double inverse = 1 / (y2 * y3 * y3 * y3);
      double turbulent = y2 * y3 * inverse;
      double turbulent_1 = 2 * SWAMEE_JAIN_EXPONENT * SWAMEE_JAIN_FACTOR * y1 * inverse;

      /* Between. */
      double between_1,
          between = cubic (re / LAMINAR_END, turbulent, 2 * turbulent + turbulent_1, &between_1);

      double f = is_turbulent ? turbulent : between;
      double f1 = is_turbulent ? turbulent_1 : between_1;
      double rq = resistance[i] * q;
      double laminar = 64 * resistance[i] / reynolds[i];
      double over_flow = is_laminar ? laminar : rq * f;
      double slope = is_laminar ? laminar : rq * (2 * f + f1);

      loss[i] = flow[i] * (over_flow + minor[i] * q);
      gradient[i] = slope + 2 * minor[i] * q;
    }
}

#define LOSS_OF(self, flow, loss, gradient)                                                        \
  loss_of_all ((self)->n,                                                                          \
               column (self, COLUMN_RESISTANCE),                                                   \
               column (self, COLUMN_MINOR),                                                        \
               column (self, COLUMN_REYNOLDS),                                                     \
               column (self, COLUMN_ROUGHNESS),                                                    \
               flow,                                                                               \
               loss,                                                                               \
               gradient)

#ifdef __x86_64__
__attribute__ ((target ("avx2,fma"))) static void
loss_avx2 (const HwPipeFriction *self, const double *flow, double *loss, double *gradient)
{
  LOSS_OF (self, flow, loss, gradient);
}

__attribute__ ((target ("avx512f,avx512dq"))) static void
loss_avx512 (const HwPipeFriction *self, const double *flow, double *loss, double *gradient)
{
  LOSS_OF (self, flow, loss, gradient);
}
#endif

void
hw_pipe_friction_loss (const HwPipeFriction *self,
                       const double *flow,
                       double *loss,
                       double *gradient)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq"))
    {
      loss_avx512 (self, flow, loss, gradient);
      return;
    }
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    {
      loss_avx2 (self, flow, loss, gradient);
      return;
    }
#endif
  LOSS_OF (self, flow, loss, gradient);
}

void
hw_pipe_friction_loss_at (
    const HwPipeFriction *self, guint index, double flow, double *loss, double *gradient)
{
  loss_of_all (1,
               column (self, COLUMN_RESISTANCE) + index,
               column (self, COLUMN_MINOR) + index,
               column (self, COLUMN_REYNOLDS) + index,
               column (self, COLUMN_ROUGHNESS) + index,
               &flow,
               loss,
               gradient);
}

double
hw_pipe_friction_factor (double reynolds, double relative_roughness)
{
  double roughness = relative_roughness / 3.7;
  double fa, fb, slope, y;

  if (reynolds <= LAMINAR_END)
    return 64 / reynolds;
  if (reynolds < TURBULENT_START)
    {
      transition (roughness, &fa, &fb);
      return cubic (reynolds / LAMINAR_END, fa, fb, &slope);
    }
  y = SWAMEE_JAIN_FACTOR
      * log (roughness + SWAMEE_JAIN_REYNOLDS / pow (reynolds, SWAMEE_JAIN_EXPONENT));
  return 1 / (y * y);
}

double
hw_minor_loss_resistance (double loss_coefficient, double bore_m, double gravity)
{
  double square = bore_m * bore_m;

  return 8 * loss_coefficient / (G_PI * G_PI * gravity * square * square);
}

/* Δp = 1 bar·(Q/Kv)² with Q in m³/h, and Δp = K·ρ·V²/2 with V = 4·Q/(π·d²). */
#define KV_CONSTANT (1e5 * 3600 * 3600 * G_PI * G_PI / (8 * 1000.0))

double
hw_valve_loss_coefficient (double kv, double bore_m)
{
  return KV_CONSTANT * pow (bore_m, 4) / (kv * kv);
}

double
hw_valve_kv (double loss_coefficient, double bore_m)
{
  return sqrt (KV_CONSTANT / loss_coefficient) * bore_m * bore_m;
}
