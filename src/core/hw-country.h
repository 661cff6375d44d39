/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Countries whose electricity is known by its carbon. */

typedef struct
{
  const char *code;    /* ISO 3166-1 alpha-2; "none" for the first, which is no country */
  const char *name;    /* for people, to be translated; NULL for the first */
  double carbon_g_kwh; /* CO₂ equivalent of its grid, g/kWh; NAN for the first */
  guint year;          /* that the figure is of */
} HwCountry;

/* The codes as choices of an attribute, ending with %NULL. */
extern const char *const hw_country_codes[];

/* @choice: index into the codes */
const HwCountry *hw_country_get (guint choice);

#define HW_COUNTRY_CARBON_TITLE "codecarbon, global_energy_mix.json"
#define HW_COUNTRY_CARBON_ADDRESS "https://github.com/mlco2/codecarbon"

G_END_DECLS
