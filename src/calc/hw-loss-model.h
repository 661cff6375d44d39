/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-product.h"

G_BEGIN_DECLS

/* What a transformer, UPS or the like loses at a load: a + b·β + c·β² with β the load over the
 * rating; facts/power-and-cost.md 1.1. */
typedef struct
{
  double rating_w; /* of what it delivers; NAN: not known */
  double a_w;      /* without load */
  double b_w, c_w; /* at the rating */
  gboolean known;  /* otherwise no figure says, and it counts as without loss */
} HwLossModel;

/**
 * hw_loss_model_fit:
 * @load: parts of the rating, above 0
 * @efficiency: at each; above 0, up to 1
 *
 * Of one point b alone, of two a and c, of three all, of more the least squares of all.
 *
 * Returns: whether the points have a solution
 */
gboolean hw_loss_model_fit (
    HwLossModel *self, double rating_w, const double *load, const double *efficiency, guint n);

/* By the losses that a product states, else by its efficiencies. @power_factor: by which a rating
 * in VA becomes one in W */
HwLossModel hw_loss_model_of_product (const HwProduct *product, double power_factor);

/* @load_w: delivered. Returns: W; nothing where the model is not known or nothing is on */
double hw_loss_model_at (const HwLossModel *self, double load_w);

/* What a product of a power chain delivers at most, by both of its ratings: W; NAN: not known */
double hw_power_product_limit_w (const HwProduct *product, double power_factor);

G_END_DECLS
