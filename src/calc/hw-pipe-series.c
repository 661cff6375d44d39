/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-size.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const HwPipeSize stainless_en[] = {
  { "DN 15", 17.3e-3 },   { "DN 20", 22.9e-3 },   { "DN 25", 29.7e-3 },   { "DN 32", 38.4e-3 },
  { "DN 40", 44.3e-3 },   { "DN 50", 56.3e-3 },   { "DN 65", 72.1e-3 },   { "DN 80", 84.9e-3 },
  { "DN 100", 110.3e-3 }, { "DN 125", 135.7e-3 }, { "DN 150", 164.3e-3 }, { "DN 200", 215.1e-3 },
  { "DN 250", 269.0e-3 }, { "DN 300", 318.7e-3 }, { "DN 350", 350.4e-3 }, { "DN 400", 401.2e-3 },
};

static const HwPipeSize asme_10s[] = {
  { "NPS ½", 17.12e-3 },   { "NPS ¾", 22.45e-3 },   { "NPS 1", 27.86e-3 },  { "NPS 1¼", 36.62e-3 },
  { "NPS 1½", 42.72e-3 },  { "NPS 2", 54.79e-3 },   { "NPS 2½", 66.93e-3 }, { "NPS 3", 82.80e-3 },
  { "NPS 4", 108.20e-3 },  { "NPS 5", 134.50e-3 },  { "NPS 6", 161.48e-3 }, { "NPS 8", 211.56e-3 },
  { "NPS 10", 264.67e-3 }, { "NPS 12", 314.71e-3 },
};

static const HwPipeSize asme_40s[] = {
  { "NPS ½", 15.80e-3 },   { "NPS ¾", 20.93e-3 },   { "NPS 1", 26.64e-3 },  { "NPS 1¼", 35.04e-3 },
  { "NPS 1½", 40.90e-3 },  { "NPS 2", 52.51e-3 },   { "NPS 2½", 62.71e-3 }, { "NPS 3", 77.92e-3 },
  { "NPS 4", 102.26e-3 },  { "NPS 5", 128.20e-3 },  { "NPS 6", 154.06e-3 }, { "NPS 8", 202.72e-3 },
  { "NPS 10", 254.51e-3 }, { "NPS 12", 303.23e-3 },
};

static const HwPipeSize copper[] = {
  { "15 × 1", 13e-3 },   { "22 × 1", 20e-3 }, { "28 × 1.5", 25e-3 },   { "35 × 1.5", 32e-3 },
  { "42 × 1.5", 39e-3 }, { "54 × 2", 50e-3 }, { "76.1 × 2", 72.1e-3 }, { "108 × 2.5", 103e-3 },
};

static const struct
{
  const char *name;
  const char *label;
  const char *source;
  double roughness_m;
  guint n;
  const HwPipeSize *sizes;
} series_table[HW_N_PIPE_SERIES] = {
  [HW_PIPE_SERIES_STAINLESS_EN] = {
    "stainless-en",
    N_ ("Stainless steel, EN"),
    N_ ("Outside diameters ISO 4200 series 1 (EN 10220), walls 2.0 and 2.6 mm (assumption); "
        "roughness of commercial steel 0.045 mm"),
    0.045e-3,
    G_N_ELEMENTS (stainless_en),
    stainless_en,
  },
  [HW_PIPE_SERIES_ASME_10S] = {
    "asme-10s",
    N_ ("Stainless steel, ASME schedule 10S"),
    N_ ("ASME B36.19 schedule 10S; roughness of commercial steel 0.045 mm"),
    0.045e-3,
    G_N_ELEMENTS (asme_10s),
    asme_10s,
  },
  [HW_PIPE_SERIES_ASME_40S] = {
    "asme-40s",
    N_ ("Stainless steel, ASME schedule 40S"),
    N_ ("ASME B36.19 schedule 40S; roughness of commercial steel 0.045 mm"),
    0.045e-3,
    G_N_ELEMENTS (asme_40s),
    asme_40s,
  },
  [HW_PIPE_SERIES_COPPER] = {
    "copper",
    N_ ("Copper"),
    N_ ("EN 1057, common walls; roughness of drawn copper 0.0015 mm"),
    0.0015e-3,
    G_N_ELEMENTS (copper),
    copper,
  },
};

const char *
hw_pipe_series_name (HwPipeSeries series)
{
  return series_table[series].name;
}

gboolean
hw_pipe_series_find (const char *name, HwPipeSeries *series)
{
  for (guint i = 0; i < HW_N_PIPE_SERIES; i++)
    if (strcmp (series_table[i].name, name) == 0)
      {
        *series = i;
        return TRUE;
      }
  return FALSE;
}

const char *
hw_pipe_series_label (HwPipeSeries series)
{
  return _ (series_table[series].label);
}

const char *
hw_pipe_series_source (HwPipeSeries series)
{
  return _ (series_table[series].source);
}

double
hw_pipe_series_roughness (HwPipeSeries series)
{
  return series_table[series].roughness_m;
}

const HwPipeSize *
hw_pipe_series_sizes (HwPipeSeries series, guint *n)
{
  *n = series_table[series].n;
  return series_table[series].sizes;
}
