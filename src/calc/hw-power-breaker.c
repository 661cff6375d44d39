/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-breaker.h"

#include <math.h>

static const double ratings_a[]
    = { 15,  16,  20,  25,  30,   32,   35,   40,   45,   50,   60,   63,   70,   80,  90,
        100, 110, 125, 150, 160,  175,  200,  225,  250,  300,  315,  350,  400,  450, 500,
        600, 630, 700, 800, 1000, 1200, 1250, 1600, 2000, 2500, 3000, 4000, 5000, 6000 };

double
hw_breaker_rating_for (double amperes)
{
  for (guint i = 0; i < G_N_ELEMENTS (ratings_a); i++)
    if (amperes <= ratings_a[i] * (1 + 1e-9))
      return ratings_a[i];
  return NAN;
}

/* The most that a tap carries for long, with one of the others gone or none. */
static double
most_w (const HwPowerRack *rack, guint tap)
{
  guint all = (1u << rack->n_taps) - 1;
  double most = 0;

  for (guint lost = 0; lost < rack->n_taps; lost++)
    {
      HwPowerRackState state;

      hw_power_rack_solve (rack, lost == tap ? all : all & ~(1u << lost), &state, NULL, NULL);
      most = fmax (most, hw_power_tap_stress_w (&rack->taps[tap], &state.taps[tap]));
    }
  return most;
}

HwPowerTapBreaker
hw_power_tap_breaker (HwResults *results, HwHandle handle, guint index)
{
  HwDesign *design = hw_results_get_design (results);
  const HwPowerRack *rack
      = hw_results_power_rack (results, hw_results_power_whole (results), handle);
  const HwPowerTap *tap = &rack->taps[index];
  const HwFeed *feed = hw_design_get_feed (design, tap->feed);
  double watts_per_ampere = tap->voltage_v * tap->power_factor * (tap->phases == 3 ? sqrt (3) : 1);
  double share = hw_breaker_share (feed->rule), load_w;

  if (!isnan (tap->trip_w))
    return (HwPowerTapBreaker){ tap->trip_w / watts_per_ampere, tap->limit_w, TRUE };
  if (feed->power != 0)
    {
      const HwPowerRow *chain = hw_design_get_power (design, feed->power);

      share = hw_breaker_share (chain->rule) * chain->derating;
    }
  load_w = most_w (rack, index);
  if (!(load_w > 0))
    return (HwPowerTapBreaker){ NAN, NAN, FALSE };
  {
    double rating_a = hw_breaker_rating_for (load_w / watts_per_ampere / share);

    return (HwPowerTapBreaker){ rating_a, rating_a * watts_per_ampere * share, FALSE };
  }
}
