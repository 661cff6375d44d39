/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pump-control.h"

#include <math.h>

#define MAX_SOLVES 40
/* How near the index load comes to what it needs, in parts of that, and at least. */
#define ACCURACY 1e-7
#define ACCURACY_M 1e-8

typedef struct
{
  HwHydraulics *solver;
  guint n_pumps;
  const guint *pumps;
  guint n_loads;
  const guint *loads;
  const double *required_m;
  HwPumpControlReport *report;
} Control;

/* Solves at a speed whose square is @square. Returns: FALSE where that fails */
static gboolean
try_square (Control *self, double square, double *surplus)
{
  HwPumpControlReport *report = self->report;

  report->speed = sqrt (square);
  report->n_solves++;
  report->surplus_m = G_MAXDOUBLE;
  for (guint i = 0; i < self->n_pumps; i++)
    hw_hydraulics_set_speed (self->solver, self->pumps[i], report->speed);
  if (!hw_hydraulics_solve (self->solver, NULL))
    return FALSE;
  for (guint i = 0; i < self->n_loads; i++)
    {
      double has = hw_hydraulics_head_loss (self->solver, self->loads[i]) - self->required_m[i];

      if (hw_hydraulics_status (self->solver, self->loads[i]) >= HW_LINK_STOPPED
          || has >= report->surplus_m)
        continue;
      report->surplus_m = has;
      report->index = i;
    }
  *surplus = report->surplus_m;
  return TRUE;
}

static gboolean
is_near (const Control *self)
{
  double required = self->required_m[self->report->index];

  return fabs (self->report->surplus_m) <= ACCURACY * fabs (required) + ACCURACY_M;
}

/* Where the head would be right if it were as the square of the speed. */
static double
guess_square (const Control *self, double square)
{
  double required = self->required_m[self->report->index];
  double has = self->report->surplus_m + required;

  return has > 0 && required > 0 ? square * required / has : 2 * square;
}

gboolean
hw_pump_control_hold (HwHydraulics *solver,
                      guint n_pumps,
                      const guint *pumps,
                      guint n_loads,
                      const guint *loads,
                      const double *required_m,
                      double lowest,
                      double highest,
                      HwPumpControlReport *report)
{
  Control self = { solver, n_pumps, pumps, n_loads, loads, required_m, report };
  double low = lowest * lowest, high = highest * highest;
  double low_surplus = 0, high_surplus = 0, square, surplus;
  gboolean has_low = FALSE, has_high = FALSE;
  int side = 0;

  *report = (HwPumpControlReport){ 0 };
  square = n_pumps > 0 ? hw_pipe_network_link (hw_hydraulics_get_network (solver), pumps[0])->speed
                       : highest;
  square = CLAMP (square * square, low, high);
  while (report->n_solves < MAX_SOLVES)
    {
      if (!try_square (&self, square, &surplus))
        return FALSE;
      report->held = n_loads > 0 && report->surplus_m < G_MAXDOUBLE && is_near (&self);
      if (report->held || (surplus < 0 && square >= high) || (surplus > 0 && square <= low))
        break;
      /* An end that stays twice counts half (the "Illinois" rule), so that both come nearer. */
      if (surplus < 0)
        {
          if (side < 0)
            high_surplus /= 2;
          side = -1;
          low = square;
          low_surplus = surplus;
          has_low = TRUE;
        }
      else
        {
          if (side > 0)
            low_surplus /= 2;
          side = 1;
          high = square;
          high_surplus = surplus;
          has_high = TRUE;
        }
      if (has_low && has_high)
        square = low + (high - low) * -low_surplus / (high_surplus - low_surplus);
      else
        square = CLAMP (guess_square (&self, square), low, high);
    }
  report->enough = report->surplus_m >= 0 || is_near (&self);
  return TRUE;
}
