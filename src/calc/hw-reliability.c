/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-reliability.h"

#include <math.h>

/* GPU-hours for each interruption: 16 384 GPUs for 54 days. */
#define RUN_GPU_HOURS (16384.0 * 54 * 24)
#define ALL_INTERRUPTIONS 419
#define HARDWARE_INTERRUPTIONS 324
/* The other operator: 6.50 failures in 1 000 days of nodes of eight GPUs; 7.9 h were measured at
 * the least, and the rate was projected from so many on. */
#define OTHER_GPU_HOURS (1000 / 6.5 * 24 * 8)
#define OTHER_MEASURED_H 7.9
#define OTHER_PROJECTED_GPUS 16384.0
/* Beyond which a first-order formula says nothing. */
#define MOST_LOSS 0.3

double
hw_availability (double mtbf_h, double mttr_h)
{
  return mtbf_h / (mtbf_h + mttr_h);
}

double
hw_availability_of_rate (double failures_per_year, double repair_h)
{
  return 1 / (1 + failures_per_year * repair_h / HW_HOURS_PER_YEAR);
}

double
hw_downtime_h (double availability)
{
  return (1 - availability) * HW_HOURS_PER_YEAR;
}

double
hw_availability_series (const double *parts, guint n)
{
  double all = 1;

  for (guint i = 0; i < n; i++)
    all *= parts[i];
  return all;
}

double
hw_availability_k_of_n (guint k, guint n, double availability)
{
  double sum = 0, ways = 1;

  if (k > n)
    return 0;
  /* The smaller terms first: what is lost is less than the last digit. */
  for (guint out = 0; out <= n; out++)
    {
      guint there = n - out;

      if (there >= k)
        sum += ways * pow (availability, there) * pow (1 - availability, out);
      ways = ways * there / (out + 1);
    }
  return fmin (sum, 1);
}

double
hw_availability_common_cause (
    guint k, guint n, double failures_per_year, double repair_h, double beta)
{
  double alone = hw_availability_of_rate ((1 - beta) * failures_per_year, repair_h);
  double common = hw_availability_of_rate (beta * failures_per_year, repair_h);

  return hw_availability_k_of_n (k, n, alone) * common;
}

double
hw_mtbf_of_pair_h (double mtbf_h, double mttr_h)
{
  return mtbf_h * mtbf_h / (2 * mttr_h);
}

double
hw_availability_of_capacity (const double *capacities, guint n, double needed, double availability)
{
  double sum = 0;

  g_return_val_if_fail (n <= 20, NAN);
  for (guint set = 0; set < 1u << n; set++)
    {
      double capacity = 0, chance = 1;

      for (guint i = 0; i < n; i++)
        {
          gboolean there = set >> i & 1;

          capacity += there ? capacities[i] : 0;
          chance *= there ? availability : 1 - availability;
        }
      /* As limits are compared everywhere. */
      if (needed <= capacity * (1 + 1e-9))
        sum += chance;
    }
  return fmin (sum, 1);
}

HwMtti
hw_mtti (double gpus)
{
  HwMtti mtti = { RUN_GPU_HOURS / ALL_INTERRUPTIONS / gpus,
                  OTHER_GPU_HOURS / gpus,
                  RUN_GPU_HOURS / HARDWARE_INTERRUPTIONS / gpus };

  /* Between what was measured and what was projected, straight in logarithms. */
  if (gpus < OTHER_PROJECTED_GPUS)
    {
      double slope = log (OTHER_GPU_HOURS / OTHER_PROJECTED_GPUS / OTHER_MEASURED_H)
                     / log (OTHER_PROJECTED_GPUS / HW_MTTI_LEAST_GPUS);
      mtti.low = OTHER_MEASURED_H * pow (gpus / HW_MTTI_LEAST_GPUS, slope);
    }
  return mtti;
}

double
hw_checkpoint_interval_s (double write_s, double mtti_s)
{
  return sqrt (2 * write_s * mtti_s);
}

double
hw_training_time_ratio (double mtti_s, double restart_s, double write_s, double interval_s)
{
  double loss = (restart_s + interval_s / 2) / mtti_s;

  return loss <= MOST_LOSS ? (1 - loss) / (1 + write_s / interval_s) : NAN;
}
