/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-energy-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-air.h"
#include "hw-country.h"
#include "hw-psychrometry.h"
#include "hw-results-private.h"

#define HOUR_S 3600.0
#define KWH_J 3.6e6
#define WATER_KG_M3 1000.0
/* Digits of the metrics, as they are published. */
#define METRIC_DIGITS 3

struct _HwEnergyMemory
{
  HwWeather *weather;
  gboolean weather_known; /* that there is one, or none */
  HwEnergy year;
  gboolean has_year;
  gboolean year_known;
};

HwEnergyMemory *
hw_energy_memory_new (void)
{
  return g_new0 (HwEnergyMemory, 1);
}

void
hw_energy_memory_free (HwEnergyMemory *self)
{
  if (self == NULL)
    return;
  hw_weather_free (self->weather);
  g_free (self);
}

void
hw_energy_touch (HwEnergyMemory *self)
{
  self->year_known = FALSE;
}

void
hw_energy_take (HwEnergyMemory *self, const HwChangeSet *set)
{
  gboolean weather = set->cause == HW_CAUSE_RESET;

  for (guint i = 0; i < set->n_changes && !weather; i++)
    weather = set->changes[i].table == HW_TABLE_CLIMATE
              || set->changes[i].table == HW_TABLE_CLIMATE_DAY;
  if (weather)
    {
      g_clear_pointer (&self->weather, hw_weather_free);
      self->weather_known = FALSE;
    }
  hw_energy_touch (self);
}

gboolean
hw_energy_is_current (const HwEnergyMemory *self)
{
  return self->year_known;
}

const HwWeather *
hw_results_weather (HwResults *self)
{
  HwEnergyMemory *memory = self->energy;

  if (!memory->weather_known)
    memory->weather = hw_design_dup_weather (self->design, NULL);
  memory->weather_known = TRUE;
  return memory->weather;
}

/* --- the year --- */

static void
add_hour (HwEnergy *year, const HwFacilityPower *power, guint month)
{
  for (guint part = 0; part < HW_N_FACILITY_PARTS; part++)
    year->part_j[part] += power->part_w[part] * HOUR_S;
  year->month_j[month] += power->total_w * HOUR_S;
  year->month_it_j[month] += power->part_w[HW_FACILITY_IT] * HOUR_S;
  year->water_m3 += power->water_kg_s * HOUR_S / WATER_KG_M3;
  year->free_hours += power->part_w[HW_FACILITY_CHILLERS] == 0;
  year->missed_hours += !power->reached;
}

/* Energy of one subsystem beside that of the IT equipment. */
static double
partial (const HwEnergy *year, const HwFacilityPart *parts, guint n)
{
  double energy_j = year->part_j[HW_FACILITY_IT];

  for (guint i = 0; i < n; i++)
    {
      /* Nothing known of a part that is not known: so is the metric. */
      if (year->n_unknown[parts[i]] > 0 && year->part_j[parts[i]] == 0)
        return NAN;
      energy_j += year->part_j[parts[i]];
    }
  return energy_j / year->part_j[HW_FACILITY_IT];
}

/* Without evaporation the dry bulb says it all, and weather is told in tenths: most hours are like
 * one before. */
typedef struct
{
  const HwFacility *facility;
  const HwWeather *weather;
  double pressure_pa;
  GHashTable *known; /* HwFacilityPower by dry bulb; NULL where the wet bulb counts */
} Hours;

static HwFacilityPower
power_of_hour (const Hours *self, guint hour)
{
  const double *dry_c = &self->weather->dry_bulb_c[hour];
  HwOutdoorAir air = { *dry_c, *dry_c };
  const HwFacilityPower *known;
  HwFacilityPower power;

  if (self->known == NULL)
    {
      air.wet_bulb_c = hw_wet_bulb (*dry_c, self->weather->dew_point_c[hour], self->pressure_pa);
      return hw_facility_power (self->facility, &air);
    }
  known = g_hash_table_lookup (self->known, dry_c);
  if (known != NULL)
    return *known;
  power = hw_facility_power (self->facility, &air);
  g_hash_table_insert (self->known, (gpointer)dry_c, g_memdup2 (&power, sizeof power));
  return power;
}

HwEnergy
hw_facility_energy (const HwFacility *facility, const HwWeather *weather, double pressure_pa)
{
  static const HwFacilityPart cooling[]
      = { HW_FACILITY_PUMPS, HW_FACILITY_FANS, HW_FACILITY_REJECTION, HW_FACILITY_CHILLERS };
  static const HwFacilityPart power[] = { HW_FACILITY_POWER_LOSS };
  HwEnergy year = { .utilisation = facility->load_factor, .carbon_kg_j = NAN, .carbon_kg = NAN };
  gboolean wet
      = facility->rejection == HW_REJECTION_ADIABATIC || facility->rejection == HW_REJECTION_TOWER;
  g_autoptr (GHashTable) known
      = wet ? NULL : g_hash_table_new_full (g_double_hash, g_double_equal, NULL, g_free);
  const Hours hours = { facility, weather, pressure_pa, known };

  memcpy (year.n_unknown, facility->n_unknown, sizeof year.n_unknown);
  for (guint day = 0; day < HW_YEAR_DAYS; day++)
    {
      guint month, day_of_month;

      hw_day_to_date (day, &month, &day_of_month);
      for (guint hour = day * HW_DAY_HOURS; hour < (day + 1) * HW_DAY_HOURS; hour++)
        {
          HwFacilityPower now = power_of_hour (&hours, hour);

          add_hour (&year, &now, month - 1);
        }
    }
  for (guint part = 0; part < HW_N_FACILITY_PARTS; part++)
    year.total_j += year.part_j[part];
  year.pue = year.total_j / year.part_j[HW_FACILITY_IT];
  year.pue_cooling = partial (&year, cooling, G_N_ELEMENTS (cooling));
  year.pue_power = partial (&year, power, G_N_ELEMENTS (power));
  year.wue_m3_j = year.water_m3 / year.part_j[HW_FACILITY_IT];
  return year;
}

static double
carbon_kg_j (const HwSite *site)
{
  double g_kwh = isnan (site->carbon_g_kwh) ? hw_country_get (site->country)->carbon_g_kwh
                                            : site->carbon_g_kwh;

  return g_kwh / 1000 / KWH_J;
}

gboolean
hw_results_energy_per_year (HwResults *self, HwEnergy *energy)
{
  HwEnergyMemory *memory = self->energy;
  const HwSite *site = hw_design_get_site (self->design);

  if (!memory->year_known)
    {
      const HwWeather *weather = hw_results_weather (self);
      g_autoptr (HwFacility) facility
          = weather != NULL ? hw_results_facility (self, site->utilisation) : NULL;

      memory->has_year = facility != NULL;
      if (facility != NULL)
        {
          memory->year = hw_facility_energy (facility, weather, hw_air_pressure (site->altitude_m));
          memory->year.carbon_kg_j = carbon_kg_j (site);
          memory->year.carbon_kg = memory->year.total_j * memory->year.carbon_kg_j;
        }
      memory->year_known = TRUE;
    }
  if (memory->has_year)
    *energy = memory->year;
  return memory->has_year;
}

/* --- figures --- */

static const struct
{
  const char *key, *label, *unit;
  HwDimension dimension;
} figures[HW_N_ENERGY_FIGURES] = {
  [HW_ENERGY_PUE] = { "power.pue", N_ ("PUE"), "", HW_DIMENSION_RATIO },
  [HW_ENERGY_TOTAL] = { "power.energy.total_j", N_ ("Energy of a year"), "", HW_DIMENSION_ENERGY },
  [HW_ENERGY_IT] = { "power.energy.it_j", N_ ("IT energy of a year"), "", HW_DIMENSION_ENERGY },
  [HW_ENERGY_PUE_COOLING]
  = { "power.energy.ppue_cooling", N_ ("Partial PUE, cooling"), "", HW_DIMENSION_RATIO },
  [HW_ENERGY_PUE_POWER]
  = { "power.energy.ppue_power", N_ ("Partial PUE, power chain"), "", HW_DIMENSION_RATIO },
  [HW_ENERGY_WUE] = { "power.energy.wue_l_per_kwh", N_ ("WUE"), "L/kWh", HW_DIMENSION_RATIO },
  [HW_ENERGY_CUE] = { "power.energy.cue_kg_per_kwh", N_ ("CUE"), "kg/kWh", HW_DIMENSION_RATIO },
  [HW_ENERGY_CARBON] = { "power.energy.carbon_kg", N_ ("Carbon of a year"), "", HW_DIMENSION_MASS },
  [HW_ENERGY_WATER] = { "power.energy.water_m3", N_ ("Water of a year"), "", HW_DIMENSION_VOLUME },
};

const char *
hw_energy_figure_key (HwEnergyFigure figure)
{
  return figures[figure].key;
}

const char *
hw_energy_figure_label (HwEnergyFigure figure)
{
  return _ (figures[figure].label);
}

HwDimension
hw_energy_figure_dimension (HwEnergyFigure figure)
{
  return figures[figure].dimension;
}

const char *
hw_energy_figure_unit (HwEnergyFigure figure)
{
  return figures[figure].unit;
}

gboolean
hw_energy_find (const char *key, HwEnergyFigure *figure)
{
  for (guint i = 0; i < HW_N_ENERGY_FIGURES; i++)
    if (strcmp (figures[i].key, key) == 0)
      {
        *figure = i;
        return TRUE;
      }
  return FALSE;
}

static double
figure_value (const HwEnergy *year, HwEnergyFigure figure)
{
  switch (figure)
    {
    case HW_ENERGY_PUE:
      return year->pue;
    case HW_ENERGY_TOTAL:
      return year->total_j;
    case HW_ENERGY_IT:
      return year->part_j[HW_FACILITY_IT];
    case HW_ENERGY_PUE_COOLING:
      return year->pue_cooling;
    case HW_ENERGY_PUE_POWER:
      return year->pue_power;
    case HW_ENERGY_WUE:
      return year->wue_m3_j * 1000 * KWH_J;
    case HW_ENERGY_CUE:
      return year->carbon_kg / year->part_j[HW_FACILITY_IT] * KWH_J;
    case HW_ENERGY_CARBON:
      return year->carbon_kg;
    case HW_ENERGY_WATER:
      return year->water_m3;
    case HW_N_ENERGY_FIGURES:
      break;
    }
  g_return_val_if_reached (NAN);
}

/* Contributions to a figure that nobody knows. */
static guint
figure_unknown (const HwEnergy *year, HwEnergyFigure figure)
{
  guint n = 0;

  for (guint part = 0; part < HW_N_FACILITY_PARTS; part++)
    {
      gboolean counts = TRUE;

      if (figure == HW_ENERGY_IT)
        counts = part == HW_FACILITY_IT;
      else if (figure == HW_ENERGY_WUE || figure == HW_ENERGY_WATER)
        counts = part == HW_FACILITY_REJECTION || part == HW_FACILITY_IT;
      else if (figure == HW_ENERGY_PUE_COOLING)
        counts = part != HW_FACILITY_POWER_LOSS;
      else if (figure == HW_ENERGY_PUE_POWER)
        counts = part == HW_FACILITY_POWER_LOSS || part == HW_FACILITY_IT;
      n += counts ? year->n_unknown[part] : 0;
    }
  return n;
}

HwSum
hw_results_energy (HwResults *self, HwEnergyFigure figure)
{
  HwSum sum = { 0 };
  HwEnergy year;
  double value = NAN;

  if (hw_results_energy_per_year (self, &year))
    {
      value = figure_value (&year, figure);
      hw_sum_add_unknown (&sum, figure_unknown (&year, figure));
    }
  if (isnan (value))
    sum.n_unknown = MAX (sum.n_unknown, 1);
  else
    hw_sum_add (&sum, 1, value, value, value);
  return sum;
}

char *
hw_results_energy_text (HwResults *self, HwEnergyFigure figure)
{
  HwSum sum = hw_results_energy (self, figure);
  g_autofree char *number = NULL;

  if (hw_sum_is_unknown (&sum))
    return g_strdup ("–");
  if (figures[figure].dimension != HW_DIMENSION_RATIO)
    number = hw_quantity_format (figures[figure].dimension, sum.value, NULL);
  else
    number = hw_quantity_fixed (sum.value, METRIC_DIGITS);
  return g_strdup_printf ("%s%s%s%s",
                          sum.n_unknown > 0 ? "≥\302\240" : "",
                          number,
                          *figures[figure].unit != '\0' ? "\302\240" : "",
                          figures[figure].unit);
}
