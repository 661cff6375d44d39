/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fluid.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define N_POWERS 5

/* Polynomials in the temperature in °C, lowest power first; the viscosity's is that of the natural
 * logarithm of Pa·s. */
typedef struct
{
  const char *name;
  const char *label;
  const char *source;
  double lowest_c, highest_c;
  double density[N_POWERS];
  double heat_capacity[N_POWERS];
  double conductivity[N_POWERS];
  double log_viscosity[N_POWERS];
} Mixture;

/* Of the plain mixture; the inhibited one is corrected upon it. */
#define PG25                                                                                       \
  .lowest_c = 0, .highest_c = 70, .density = { 1031.2404, -0.31767558, -2.5372756e-3 },            \
  .heat_capacity = { 3863.5135, 2.4676879 },                                                       \
  .conductivity = { 0.4429091, 1.3669964e-3, -6.5598104e-6 },                                      \
  .log_viscosity = { -5.2179366, -4.5098966e-2, 3.0711677e-4, -1.0018158e-6 }

/* Water: fitted to IAPWS-IF97 (density, heat capacity), R12-08 (viscosity) and R15-11
 * (conductivity) at 0.3 MPa over 0.5 to 80 °C; the largest errors are 3e-5, 3.4e-4, 1.2e-3 and
 * 2.2e-4. http://www.iapws.org/release.html
 *
 * Propylene glycol: the ASHRAE data as fitted by Skovrup (2013), coefficients "APG" of CoolProp,
 * evaluated at 25 and 30 % by volume and written in powers of °C; terms that do not reach 1e-5 of
 * the figure up to 70 °C are left out.
 * https://github.com/CoolProp/CoolProp/blob/master/dev/incompressible_liquids/json/APG.json */
static const Mixture mixtures[HW_N_COOLANTS] = {
  [HW_COOLANT_WATER] = {
    .name = "water",
    .label = N_ ("Water"),
    .source = N_ ("IAPWS-IF97, R12-08 and R15-11 at 0.3 MPa"),
    .lowest_c = 0.5,
    .highest_c = 80,
    .density = { 999.97781, 0.05393749, -7.7797341e-3, 4.8009999e-5, -1.7598968e-7 },
    .heat_capacity = { 4216.6741, -2.7953694, 7.351894e-2, -8.6228936e-4, 4.2413405e-6 },
    .conductivity = { 0.55595635, 2.4976583e-3, -2.2298448e-5, 1.573488e-7, -6.4901136e-10 },
    .log_viscosity = { -6.3263116, -3.4239484e-2, 3.0443726e-4, -2.30348e-6, 8.5785197e-9 },
  },
  [HW_COOLANT_PG25] = {
    .name = "pg25",
    .label = N_ ("PG25 (plain)"),
    .source = N_ ("ASHRAE data for 25 per cent of propylene glycol by volume, fit by Skovrup (2013) as in "
                  "CoolProp"),
    PG25,
  },
  [HW_COOLANT_PG25_INHIBITED] = {
    .name = "pg25-inhibited",
    .label = N_ ("PG25 (inhibited, DOWFROST LC 25)"),
    .source = N_ ("DOWFROST LC 25, Dow form 0623, at 25 and 40 °C; between and beyond in "
                  "proportion to the plain mixture, with its conductivity (assumption)"),
    PG25,
  },
  [HW_COOLANT_PG30] = {
    .name = "pg30",
    .label = N_ ("PG30 (plain)"),
    .source = N_ ("ASHRAE data for 30 per cent of propylene glycol by volume, fit by Skovrup (2013) as in "
                  "CoolProp"),
    .lowest_c = 0,
    .highest_c = 70,
    .density = { 1036.23568, -0.34323475, -2.55422861e-3 },
    .heat_capacity = { 3792.98699, 2.74423637, 6.32220734e-5, -2.75716425e-7 },
    .conductivity = { 0.422678949, 1.22544391e-3, -6.03926662e-6 },
    .log_viscosity = { -4.92919823, -4.91451648e-2, 3.36323439e-4, -1.08686874e-6 },
  },
};

/* Published points of the inhibited mixture. */
#define INHIBITED_COLD_C 25.0
#define INHIBITED_WARM_C 40.0
static const HwFluid inhibited_cold = { 1030.3, 3880, 2.39e-3, 0 };
static const HwFluid inhibited_warm = { 1022.5, 3920, 1.58e-3, 0 };

const char *
hw_coolant_name (HwCoolant coolant)
{
  return mixtures[coolant].name;
}

gboolean
hw_coolant_find (const char *name, HwCoolant *coolant)
{
  for (guint i = 0; i < HW_N_COOLANTS; i++)
    if (strcmp (mixtures[i].name, name) == 0)
      {
        *coolant = i;
        return TRUE;
      }
  return FALSE;
}

const char *
hw_coolant_label (HwCoolant coolant)
{
  return _ (mixtures[coolant].label);
}

const char *
hw_coolant_source (HwCoolant coolant)
{
  return _ (mixtures[coolant].source);
}

void
hw_coolant_range (HwCoolant coolant, double *lowest_c, double *highest_c)
{
  *lowest_c = mixtures[coolant].lowest_c;
  *highest_c = mixtures[coolant].highest_c;
}

static double
polynomial (const double coefficients[N_POWERS], double t)
{
  double sum = 0;

  for (int i = N_POWERS - 1; i >= 0; i--)
    sum = sum * t + coefficients[i];
  return sum;
}

static HwFluid
mixture_at (const Mixture *mixture, double t)
{
  return (HwFluid){ .density = polynomial (mixture->density, t),
                    .heat_capacity = polynomial (mixture->heat_capacity, t),
                    .viscosity = exp (polynomial (mixture->log_viscosity, t)),
                    .conductivity = polynomial (mixture->conductivity, t) };
}

/* What is published of the finished mixture over the plain one, between its two points in
 * proportion and beyond them as at the nearer. */
static double
blend (double cold, double plain_cold, double warm, double plain_warm, double part)
{
  return (1 - part) * cold / plain_cold + part * warm / plain_warm;
}

static HwFluid
inhibited_at (const Mixture *mixture, double t)
{
  HwFluid cold = mixture_at (mixture, INHIBITED_COLD_C);
  HwFluid warm = mixture_at (mixture, INHIBITED_WARM_C);
  HwFluid fluid = mixture_at (mixture, t);
  double part = CLAMP ((t - INHIBITED_COLD_C) / (INHIBITED_WARM_C - INHIBITED_COLD_C), 0, 1);

  fluid.density
      *= blend (inhibited_cold.density, cold.density, inhibited_warm.density, warm.density, part);
  fluid.heat_capacity *= blend (inhibited_cold.heat_capacity,
                                cold.heat_capacity,
                                inhibited_warm.heat_capacity,
                                warm.heat_capacity,
                                part);
  fluid.viscosity *= blend (
      inhibited_cold.viscosity, cold.viscosity, inhibited_warm.viscosity, warm.viscosity, part);
  return fluid;
}

HwFluid
hw_fluid_at (HwCoolant coolant, double temperature_c)
{
  const Mixture *mixture = &mixtures[coolant];
  double t = CLAMP (temperature_c, mixture->lowest_c, mixture->highest_c);

  return coolant == HW_COOLANT_PG25_INHIBITED ? inhibited_at (mixture, t) : mixture_at (mixture, t);
}
