/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schema-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a person states of cost: assumptions, prices, rates of exchange. */

/* What is not given is as the price list has it, which names its sources. */
#define INPUT(input, tag, title, dim, low, high)                                                   \
  NUMBER (HwCostRow, inputs[HW_COST_##input], tag, title, dim, low, high, NAN)
/* No price is greater, so that sums of them stay exact to the cent. */
#define MOST 1e12

static const HwAttribute cost_attributes[] = {
  CHOSEN_PRODUCT (HwCostRow, list, "list", N_ ("Price list"), KIND_BIT (PRICE_LIST)),
  INPUT (ELECTRICITY, "electricity-price", N_ ("Electricity, a kWh"), HW_DIMENSION_MONEY, 0, 100),
  INPUT (PUE, "assumed-pue", N_ ("PUE where none is computed"), HW_DIMENSION_NONE, 1, 10),
  INPUT (SOLD, "sold-utilisation", N_ ("GPU-hours sold, of all"), HW_DIMENSION_SHARE, 0.01, 1),
  INPUT (INTEREST, "interest-rate", N_ ("Interest a year"), HW_DIMENSION_SHARE, 0, 1),
  INPUT (IT_MONTHS, "it-months", N_ ("Life of the equipment, months"), HW_DIMENSION_NONE, 1, 600),
  INPUT (NETWORK_MONTHS,
         "network-months",
         N_ ("Life of the network, months"),
         HW_DIMENSION_NONE,
         1,
         600),
  INPUT (FACILITY_MONTHS,
         "facility-months",
         N_ ("Life of the facility, months"),
         HW_DIMENSION_NONE,
         1,
         1200),
  INPUT (
      RESIDUAL, "residual-ratio", N_ ("Residual value of the equipment"), HW_DIMENSION_SHARE, 0, 1),
  INPUT (FACILITY,
         "facility-price-per-w",
         N_ ("Facility, a W of IT power"),
         HW_DIMENSION_MONEY,
         0,
         1000),
  INPUT (FACILITY_FACTOR,
         "facility-factor",
         N_ ("Facility for AI over a conventional one"),
         HW_DIMENSION_NONE,
         0.1,
         10),
  INPUT (PLANT, "plant-share", N_ ("Plant, share of the facility"), HW_DIMENSION_SHARE, 0, 1),
  INPUT (COOLING_PLANT,
         "cooling-plant-share",
         N_ ("Cooling, share of the plant"),
         HW_DIMENSION_SHARE,
         0,
         1),
  INPUT (INSTALLATION,
         "installation-ratio",
         N_ ("Installation, of the equipment"),
         HW_DIMENSION_SHARE,
         0,
         10),
  INPUT (CONTINGENCY,
         "contingency-ratio",
         N_ ("Contingency, of facility and installation"),
         HW_DIMENSION_SHARE,
         0,
         10),
  INPUT (MAINTENANCE,
         "maintenance-ratio",
         N_ ("Maintenance a year, of the equipment"),
         HW_DIMENSION_SHARE,
         0,
         1),
  INPUT (FACILITY_MAINTENANCE,
         "facility-upkeep-per-w-month",
         N_ ("Upkeep of the facility, a W and month"),
         HW_DIMENSION_MONEY,
         0,
         100),
  INPUT (
      STAFF, "staff-per-mw-year", N_ ("Staff, a MW and year"), HW_DIMENSION_MONEY, 0, 1000000000.0),
  INPUT (WATER_USE, "water-l-per-kwh", N_ ("Water, litres a kWh of IT"), HW_DIMENSION_NONE, 0, 100),
  INPUT (WATER, "water-price-per-m3", N_ ("Water, a m³"), HW_DIMENSION_MONEY, 0, 10000.0),
  INPUT (YEARS, "tco-years", N_ ("Years of ownership"), HW_DIMENSION_NONE, 1, 50),
  NOTE (HwCostRow),
};

static const HwAttribute price_attributes[] = {
  { .name = "product",
    .label = N_ ("Product"),
    .type = HW_TYPE_PRODUCT,
    .flags = HW_ATTRIBUTE_REQUIRED | HW_ATTRIBUTE_READ_ONLY,
    .offset = G_STRUCT_OFFSET (HwPrice, product) },
  NUMBER (HwPrice, value, "value", N_ ("Price"), HW_DIMENSION_MONEY, 0, MOST, NAN),
  NUMBER (HwPrice, low, "low", N_ ("Lowest price"), HW_DIMENSION_MONEY, 0, MOST, NAN),
  NUMBER (HwPrice, high, "high", N_ ("Highest price"), HW_DIMENSION_MONEY, 0, MOST, NAN),
  TEXT (HwPrice, currency, "currency", N_ ("Currency")),
  TEXT (HwPrice, date, "date", N_ ("Date")),
  TEXT (HwPrice, source, "source", N_ ("Source")),
  NOTE (HwPrice),
};

static const HwAttribute exchange_rate_attributes[] = {
  { .name = "currency",
    .label = N_ ("Currency"),
    .type = HW_TYPE_STRING,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwExchangeRate, currency) },
  { .name = "rate",
    .label = N_ ("Worth in the site's currency"),
    .type = HW_TYPE_NUMBER,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwExchangeRate, rate),
    .minimum = 1e-9,
    .maximum = 1e9,
    .missing = NAN },
  TEXT (HwExchangeRate, date, "date", N_ ("Date")),
  NOTE (HwExchangeRate),
};

const HwTableClass hw_cost_class
    = CLASS ("cost", N_ ("Cost"), HW_TABLE_COST, HW_TABLE_COST, 0, HwCostRow, cost_attributes);
const HwTableClass hw_price_class
    = CLASS ("price", N_ ("Price"), HW_TABLE_PRICE, HW_TABLE_PRICE, 'q', HwPrice, price_attributes);
const HwTableClass hw_exchange_rate_class = CLASS ("exchange-rate",
                                                   N_ ("Exchange rate"),
                                                   HW_TABLE_EXCHANGE_RATE,
                                                   HW_TABLE_EXCHANGE_RATE,
                                                   'z',
                                                   HwExchangeRate,
                                                   exchange_rate_attributes);
