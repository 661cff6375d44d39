/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-breaker.h"

#include <math.h>

/* NEC 240.6 (A). */
static const double nec_a[]
    = { 15,  20,  25,   30,   35,   40,   45,   50,   60,   70,   80,  90,  100,
        110, 125, 150,  175,  200,  225,  250,  300,  350,  400,  450, 500, 600,
        700, 800, 1000, 1200, 1600, 2000, 2500, 3000, 4000, 5000, 6000 };
/* IEC 60059, below 100 A as breakers have it: 13, 32 and 63 A. */
static const double iec_a[]
    = { 10,  13,  16,  20,  25,  32,   40,   50,   63,   80,   100,  125,  160,  200, 250,
        315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300 };

double
hw_breaker_rating_for (HwBreakerRule rule, double amperes)
{
  const double *ratings_a = rule == HW_BREAKER_NEC ? nec_a : iec_a;
  guint n = rule == HW_BREAKER_NEC ? G_N_ELEMENTS (nec_a) : G_N_ELEMENTS (iec_a);

  for (guint i = 0; i < n; i++)
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
  HwBreakerRule rule = feed->rule;
  double derating = 1, share, load_w;

  if (!isnan (tap->trip_w))
    return (HwPowerTapBreaker){ tap->trip_w / watts_per_ampere, tap->limit_w, TRUE };
  if (feed->power != 0)
    {
      const HwPowerRow *chain = hw_design_get_power (design, feed->power);

      rule = chain->rule;
      derating = chain->derating;
    }
  share = hw_breaker_share (rule) * derating;
  load_w = most_w (rack, index);
  if (!(load_w > 0))
    return (HwPowerTapBreaker){ NAN, NAN, FALSE };
  {
    double rating_a = hw_breaker_rating_for (rule, load_w / watts_per_ampere / share);

    return (HwPowerTapBreaker){ rating_a, rating_a * watts_per_ampere * share, FALSE };
  }
}
