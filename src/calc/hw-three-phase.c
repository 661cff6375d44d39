/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-three-phase.h"

#include <complex.h>
#include <math.h>

void
hw_phase_load_add_balanced (HwPhaseLoad *self, double power_w)
{
  for (guint i = 0; i < HW_PHASES; i++)
    self->neutral_w[i] += power_w / HW_PHASES;
}

void
hw_phase_load_add (HwPhaseLoad *self, const HwPhaseLoad *other, double factor)
{
  for (guint i = 0; i < HW_PHASES; i++)
    {
      self->neutral_w[i] += other->neutral_w[i] * factor;
      self->line_w[i] += other->line_w[i] * factor;
    }
}

double
hw_phase_load_total (const HwPhaseLoad *self)
{
  double total = 0;

  for (guint i = 0; i < HW_PHASES; i++)
    total += self->neutral_w[i] + self->line_w[i];
  return total;
}

HwPhaseCurrents
hw_three_phase_currents (const HwPhaseLoad *load, double voltage_v, double power_factor)
{
  HwPhaseCurrents currents = { 0 };
  double complex to_neutral[HW_PHASES], between[HW_PHASES], sum = 0;
  double mean = 0;

  for (guint i = 0; i < HW_PHASES; i++)
    {
      double angle = -2 * G_PI / 3 * i;

      to_neutral[i] = load->neutral_w[i] * sqrt (3) / voltage_v * cexp (I * angle);
      between[i] = load->line_w[i] / voltage_v * cexp (I * (angle + G_PI / 6));
      sum += to_neutral[i];
    }
  for (guint i = 0; i < HW_PHASES; i++)
    {
      double complex line = to_neutral[i] + between[i] - between[(i + 2) % HW_PHASES];

      currents.line_a[i] = cabs (line) / power_factor;
      currents.most_a = fmax (currents.most_a, currents.line_a[i]);
      mean += currents.line_a[i] / HW_PHASES;
    }
  currents.neutral_a = cabs (sum) / power_factor;
  for (guint i = 0; i < HW_PHASES && mean > 0; i++)
    currents.unbalance = fmax (currents.unbalance, fabs (currents.line_a[i] - mean) / mean);
  return currents;
}

double
hw_breaker_share (HwBreakerRule rule)
{
  return rule == HW_BREAKER_NEC ? 0.8 : 1;
}
