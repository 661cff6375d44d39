/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-solve-private.h"

#include <math.h>

/* Speed of pumps over rated that control may choose. */
#define LEAST_SPEED 0.3
#define MOST_SPEED 1.0
/* Control ends where the index rack has its flow to this part, or after so many tries. */
#define CONTROL_ACCURACY 1e-9
#define MAX_TRIES 60

/* What the index rack gets of what it needs, or of the pressure that is held across it. */
static double
control_ratio (HwLoopSolver *self)
{
  HwLoopSolution *solution = self->solution;
  double held_pa = self->plan->rule.pressure_pa;
  double least = INFINITY;

  solution->index_rack = G_MAXUINT;
  for (guint i = 0; i < self->plan->racks->len; i++)
    {
      guint link = hw_loop_plan_rack (self->plan, i)->link;
      double ratio = hw_hydraulics_flow (self->hydraulics, link) / solution->racks[i].required_m3_s;
      /* What is shut off needs no pump. */
      if (fabs (hw_hydraulics_flow (self->hydraulics, link)) < HW_LOOP_STILL_M3_S)
        continue;
      if (!isnan (held_pa))
        ratio = hw_hydraulics_head_loss (self->hydraulics, link) * self->pascal_m / held_pa;
      if (ratio < least)
        {
          least = ratio;
          solution->index_rack = i;
        }
    }
  return least;
}

static double
try_speed (HwLoopSolver *self, double speed)
{
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = hw_loop_plan_cdu (self->plan, i);
      if (!cdu->off)
        hw_hydraulics_set_speed (
            self->hydraulics, cdu->link, isnan (cdu->speed) ? speed : cdu->speed);
      self->solution->cdus[i].speed = isnan (cdu->speed) ? speed : cdu->speed;
    }
  self->solution->solved = hw_hydraulics_solve (self->hydraulics, &self->solution->report);
  return control_ratio (self);
}

/* Speeds between which it is, and whether they were tried. */
typedef struct
{
  double low, high;
  gboolean is_low_known, is_high_known;
} Tried;

static gboolean
is_controlled (const HwLoopSolver *self)
{
  for (guint i = 0; i < self->plan->cdus->len; i++)
    if (!hw_loop_plan_cdu (self->plan, i)->off && isnan (hw_loop_plan_cdu (self->plan, i)->speed))
      return TRUE;
  return FALSE;
}

/* What a secant from there leads to, or a better guess where it leads out of what is possible. */
static double
next_speed (const Tried *tried, double secant)
{
  if (secant > tried->low && secant < tried->high)
    return secant;
  if (secant >= tried->high && !tried->is_high_known)
    return tried->high;
  if (secant <= tried->low && !tried->is_low_known)
    return tried->low;
  return (tried->low + tried->high) / 2;
}

void
hw_loop_control_speed (HwLoopSolver *self)
{
  Tried tried = { .low = LEAST_SPEED, .high = MOST_SPEED };
  double speed = self->speed > 0 ? self->speed : MOST_SPEED;
  double last = speed, at_last = NAN;
  double at_speed = try_speed (self, speed) - 1;

  if (!is_controlled (self) || isinf (at_speed))
    return;
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      double secant = i == 0 ? speed / (1 + at_speed)
                             : speed - at_speed * (speed - last) / (at_speed - at_last);

      if (fabs (at_speed) < CONTROL_ACCURACY || (speed <= LEAST_SPEED && at_speed >= 0)
          || (speed >= MOST_SPEED && at_speed <= 0) || tried.high - tried.low < CONTROL_ACCURACY)
        break;
      if (at_speed < 0)
        {
          tried.low = speed;
          tried.is_low_known = TRUE;
        }
      else
        {
          tried.high = speed;
          tried.is_high_known = TRUE;
        }
      last = speed;
      at_last = at_speed;
      speed = next_speed (&tried, secant);
      at_speed = try_speed (self, speed) - 1;
    }
  self->speed = speed;
}
