/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-air.h"

#include <math.h>

/* Specific gas constant of dry air, J/kg/K. */
#define GAS_CONSTANT 287.05

double
hw_air_pressure (double altitude_m)
{
  return 101325 * pow (1 - 2.25577e-5 * altitude_m, 5.2559);
}

double
hw_air_density (double temperature_c, double altitude_m)
{
  return hw_air_pressure (altitude_m) / (GAS_CONSTANT * (temperature_c + 273.15));
}

double
hw_air_flow (double heat_w, double density, double rise_k)
{
  if (heat_w == 0)
    return 0;
  return rise_k > 0 && density > 0 ? heat_w / (density * HW_AIR_HEAT_CAPACITY * rise_k) : NAN;
}

double
hw_air_rise (double heat_w, double density, double flow)
{
  if (heat_w == 0)
    return 0;
  return flow > 0 && density > 0 ? heat_w / (density * HW_AIR_HEAT_CAPACITY * flow) : NAN;
}

double
hw_air_dew_point (double temperature_c, double humidity)
{
  const double a = 17.625;
  const double b = 243.04;
  double gamma;

  if (!(humidity > 0))
    return NAN;
  gamma = log (humidity) + a * temperature_c / (b + temperature_c);
  return b * gamma / (a - gamma);
}
