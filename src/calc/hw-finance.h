/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What money costs over time. Payments are monthly, at the end of each month, and interest is
 * compounded monthly at a twelfth of the rate a year: the convention of the published models
 * (L. A. Barroso and others, The Datacenter as a Computer, chapter 6; J. Hamilton, Overall Data
 * Center Costs, 2010). An annual annuity divided by twelve is another, slightly higher number. */

/* 8760 h a year in twelve equal months. */
#define HW_HOURS_PER_MONTH 730.0
#define HW_HOURS_PER_YEAR 8760.0

/**
 * hw_finance_payment:
 * @principal: what is paid at the beginning
 * @residual: what it is worth at the end, of the same money
 * @rate_per_year: 0.08 for 8 %; 0: straight line
 * @months: life, above 0
 *
 * The level monthly payment A = C·i / (1 − (1+i)^−n) − S·i / ((1+i)^n − 1), and (C − S) / n where
 * i = 0.
 */
double hw_finance_payment (double principal, double residual, double rate_per_year, double months);

/**
 * hw_finance_price_performance:
 * @orders_per_year: orders of magnitude that price-performance grows by, a year
 *
 * The rate a year at which hardware loses value because newer does the same for less:
 * k = orders · ln 10 (B. Cottier and others, The rising costs of training frontier AI models,
 * https://arxiv.org/abs/2405.21015).
 */
double hw_finance_price_performance (double orders_per_year);

G_END_DECLS
