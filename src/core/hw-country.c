/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-country.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Both lists by code: one is what files and inspector choose from, one what they mean. */
const char *const hw_country_codes[] = {
  "none", "AE", "AU", "BR", "CA", "CH", "CN", "DE", "ES", "FI", "FR", "GB",
  "IE",   "IN", "JP", "KR", "NL", "NO", "PL", "SE", "SG", "US", "ZA", NULL,
};

static const HwCountry countries[] = {
  { "none", NULL, NAN, 0 },
  { "AE", N_ ("United Arab Emirates"), 561.1, 2022 },
  { "AU", N_ ("Australia"), 548.7, 2023 },
  { "BR", N_ ("Brazil"), 98.3, 2023 },
  { "CA", N_ ("Canada"), 170.0, 2023 },
  { "CH", N_ ("Switzerland"), 34.8, 2023 },
  { "CN", N_ ("China"), 582.3, 2023 },
  { "DE", N_ ("Germany"), 381.0, 2023 },
  { "ES", N_ ("Spain"), 174.1, 2023 },
  { "FI", N_ ("Finland"), 79.2, 2023 },
  { "FR", N_ ("France"), 56.0, 2023 },
  { "GB", N_ ("United Kingdom"), 237.6, 2023 },
  { "IE", N_ ("Ireland"), 290.8, 2023 },
  { "IN", N_ ("India"), 713.4, 2023 },
  { "JP", N_ ("Japan"), 485.4, 2023 },
  { "KR", N_ ("Korea"), 430.6, 2023 },
  { "NL", N_ ("Netherlands"), 267.6, 2023 },
  { "NO", N_ ("Norway"), 30.1, 2023 },
  { "PL", N_ ("Poland"), 661.9, 2023 },
  { "SE", N_ ("Sweden"), 40.7, 2023 },
  { "SG", N_ ("Singapore"), 470.8, 2023 },
  { "US", N_ ("United States"), 369.5, 2023 },
  { "ZA", N_ ("South Africa"), 707.7, 2023 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (countries) + 1 == G_N_ELEMENTS (hw_country_codes));

const HwCountry *
hw_country_get (guint choice)
{
  g_return_val_if_fail (choice < G_N_ELEMENTS (countries), &countries[0]);
  return &countries[choice];
}
