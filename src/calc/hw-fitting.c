/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fitting.h"

#include <math.h>

double
hw_fitting_loss (HwFitting fitting)
{
  static const double losses[HW_N_FITTINGS] = {
    [HW_FITTING_ELBOW] = 0.2,       [HW_FITTING_TEE_THROUGH] = 0.2, [HW_FITTING_TEE_BRANCH] = 1.0,
    [HW_FITTING_BALL_VALVE] = 0.05, [HW_FITTING_CHECK_VALVE] = 2.0, [HW_FITTING_ENTRANCE] = 0.5,
    [HW_FITTING_EXIT] = 1.0,
  };

  return losses[fitting];
}

double
hw_kv_for (double flow_m3_s, double pressure_pa)
{
  return flow_m3_s * 3600 / sqrt (pressure_pa / 1e5);
}
