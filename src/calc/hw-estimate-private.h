/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-estimate.h"

G_BEGIN_DECLS

/* Shared by the files that estimate. */

/* A part that @node rests on, an assumption until it is cited. */
HwExplanation *hw_estimate_add (HwExplanation *node,
                                const char *label,
                                HwDimension dimension,
                                double value,
                                double low,
                                double high);
void hw_estimate_cite (HwExplanation *node, char basis, const char *source, const char *address);
/* The figure is not known, and why. */
void hw_estimate_unknown (HwExplanation *node, const char *reason);

/* Of which the mean time between failures of a UPS is. */
#define HW_UPS_SOURCE "Maximising availability in power protection systems, Kohler"
#define HW_UPS_ADDRESS                                                                             \
  "https://www.kohler-ups.sg/maximising-availability-in-power-protection-systems/"

/* hw-estimate-feeds.c */
void hw_estimate_explain_feeds (HwResults *results, HwExplanation *node);
/* hw-estimate-outage.c */
void hw_estimate_explain_loops (HwResults *results, HwExplanation *node);

G_END_DECLS
