/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-finance.h"

#include <math.h>

double
hw_finance_payment (double principal, double residual, double rate_per_year, double months)
{
  double i = rate_per_year / 12;
  /* (1+i)^n − 1, exact for the smallest rates too. */
  double growth = expm1 (months * log1p (i));

  if (growth == 0)
    return (principal - residual) / months;
  return principal * i * (1 + growth) / growth - residual * i / growth;
}

double
hw_finance_price_performance (double orders_per_year)
{
  return orders_per_year * G_LN10;
}
