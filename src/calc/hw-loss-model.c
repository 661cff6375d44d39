/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loss-model.h"

#include <math.h>
#include <string.h>

#define MOST_POINTS 4
#define TERMS 3

/* Solves @n equations in place by elimination with pivots. Returns: whether there is one solution
 */
static gboolean
solve (double matrix[TERMS][TERMS + 1], guint n)
{
  for (guint column = 0; column < n; column++)
    {
      guint pivot = column;

      for (guint row = column + 1; row < n; row++)
        if (fabs (matrix[row][column]) > fabs (matrix[pivot][column]))
          pivot = row;
      if (fabs (matrix[pivot][column]) < 1e-12)
        return FALSE;
      for (guint i = 0; i <= n; i++)
        {
          double kept = matrix[column][i];

          matrix[column][i] = matrix[pivot][i];
          matrix[pivot][i] = kept;
        }
      for (guint row = 0; row < n; row++)
        {
          double factor = matrix[row][column] / matrix[column][column];

          for (guint i = column; row != column && i <= n; i++)
            matrix[row][i] -= factor * matrix[column][i];
        }
    }
  for (guint i = 0; i < n; i++)
    matrix[i][n] /= matrix[i][i];
  return TRUE;
}

gboolean
hw_loss_model_fit (
    HwLossModel *self, double rating_w, const double *load, const double *efficiency, guint n)
{
  /* Which powers of the load stand for one, two and more points. */
  static const guint powers[][TERMS] = { { 1 }, { 0, 2 }, { 0, 1, 2 } };
  guint terms = MIN (n, TERMS);
  double matrix[TERMS][TERMS + 1];
  double found[TERMS] = { 0 };

  memset (matrix, 0, sizeof matrix);
  *self = (HwLossModel){ .rating_w = rating_w };
  if (n == 0 || !(rating_w > 0))
    return FALSE;
  for (guint point = 0; point < n; point++)
    {
      double loss_w = load[point] * rating_w * (1 / efficiency[point] - 1);

      for (guint row = 0; row < terms; row++)
        {
          double weight = pow (load[point], powers[terms - 1][row]);

          for (guint column = 0; column < terms; column++)
            matrix[row][column] += weight * pow (load[point], powers[terms - 1][column]);
          matrix[row][terms] += weight * loss_w;
        }
    }
  if (!solve (matrix, terms))
    return FALSE;
  for (guint i = 0; i < terms; i++)
    found[powers[terms - 1][i]] = matrix[i][terms];
  self->a_w = found[0];
  self->b_w = found[1];
  self->c_w = found[2];
  self->known = TRUE;
  return TRUE;
}

static double
rating_of (const HwProduct *product, HwField field, double power_factor)
{
  const HwFigure *figure = hw_product_figure (product, field);
  double value = hw_product_value (product, field);

  if (figure != NULL && figure->unit != NULL && figure->unit->dimension == HW_DIMENSION_APPARENT)
    return value * power_factor;
  return value;
}

double
hw_power_product_limit_w (const HwProduct *product, double power_factor)
{
  return fmin (rating_of (product, HW_FIELD_POWER_CAPACITY, power_factor),
               hw_product_value (product, HW_FIELD_APPARENT_CAPACITY) * power_factor);
}

HwLossModel
hw_loss_model_of_product (const HwProduct *product, double power_factor)
{
  static const HwField fields[MOST_POINTS] = {
    HW_FIELD_EFFICIENCY_25, HW_FIELD_EFFICIENCY_50, HW_FIELD_EFFICIENCY_75, HW_FIELD_EFFICIENCY_100
  };
  double load[MOST_POINTS], efficiency[MOST_POINTS];
  double no_load_w = hw_product_value (product, HW_FIELD_NO_LOAD_LOSS);
  double load_w = hw_product_value (product, HW_FIELD_LOAD_LOSS);
  HwLossModel model = { .rating_w = hw_power_product_limit_w (product, power_factor) };
  guint n = 0;

  if (no_load_w >= 0 && load_w >= 0 && model.rating_w > 0)
    {
      model.a_w = no_load_w;
      model.c_w = load_w;
      model.known = TRUE;
      return model;
    }
  for (guint i = 0; i < MOST_POINTS; i++)
    {
      double value = hw_product_value (product, fields[i]);

      if (!(value > 0 && value <= 1))
        continue;
      load[n] = (i + 1) / (double)MOST_POINTS;
      efficiency[n++] = value;
    }
  hw_loss_model_fit (&model, model.rating_w, load, efficiency, n);
  return model;
}

double
hw_loss_model_at (const HwLossModel *self, double load_w)
{
  double part;

  if (!self->known)
    return 0;
  part = load_w / self->rating_w;
  return fmax (self->a_w + part * (self->b_w + part * self->c_w), 0);
}
