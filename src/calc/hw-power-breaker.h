/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power.h"

G_BEGIN_DECLS

/* Standard ratings of breakers, and the one that a tap would have. */

/* The next standard rating, of NEC 240.6 (A) or of IEC 60059, that is not below a current, A; NAN:
 * there is none so large. */
double hw_breaker_rating_for (HwBreakerRule rule, double amperes);

typedef struct
{
  double rating_a; /* NAN: nothing hangs on it, or no rating is large enough */
  double limit_w;  /* that it carries for long, on all its phases */
  gboolean stated; /* by its chain or an override; otherwise no breaker of its own limits the tap */
} HwPowerTapBreaker;

/**
 * hw_power_tap_breaker:
 * @tap: of the rack
 *
 * Where none is stated, what it would be: the next standard rating that bears for long, by the rule
 * of the chain, what the tap carries when any one of the other feeds of its rack is gone: so that
 * this is 80 % of it at most by NEC 215.3, all of it by IEC 60364-4-43, with the de-rating of the
 * site.
 */
HwPowerTapBreaker hw_power_tap_breaker (HwResults *results, HwHandle rack, guint tap);

G_END_DECLS
