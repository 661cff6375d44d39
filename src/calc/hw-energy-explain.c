/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-country.h"
#include "hw-energy-private.h"
#include "hw-results-private.h"

/* What the figures of a year consist of, down to cited figures and stated assumptions. */

#define KWH_J 3.6e6

#define PART_KEYS "power.energy.parts_j."
#define HOURS_KEY "power.energy.hours_without_chiller"

typedef struct
{
  HwResults *results;
  HwDesign *design;
  const HwSite *site;
  HwEnergy year;
} Source;

static void
set_value (HwExplanation *node, double value)
{
  if (isfinite (value))
    hw_sum_add (&node->sum, 1, value, value, value);
  else
    hw_sum_add_unknown (&node->sum, 1);
}

static HwExplanation *
add (HwExplanation *parent, const char *label, HwDimension dimension, double value)
{
  HwExplanation *node = hw_explanation_add (parent, hw_explanation_new (label, dimension));

  set_value (node, value);
  return node;
}

static void
assume (HwExplanation *node, char *note_taken)
{
  g_free (node->note);
  node->note = note_taken;
  node->basis = 'A';
  node->confidence = 'l';
}

/* Whose weather it was. */
static void
cite_climate (const Source *self, HwExplanation *node)
{
  HwHandle climate = hw_design_get_climate (self->design);
  const HwClimate *row = hw_design_row (self->design, HW_TABLE_CLIMATE, climate);
  const char *source = hw_design_text (self->design, row->source);

  node->ref = HW_REF (HW_TABLE_CLIMATE, climate);
  node->source = g_strdup (*source != '\0' ? source : hw_design_name (self->design, node->ref));
}

static char *
part_note (const Source *self, HwFacilityPart part)
{
  const HwEnergy *year = &self->year;

  switch (part)
    {
    case HW_FACILITY_IT:
      return NULL;
    case HW_FACILITY_POWER_LOSS:
      return year->n_unknown[part] > 0 ? g_strdup (
                 _ ("The design has no power chain whose losses are known: place it, or "
                    "read this PUE as without them."))
                                       : g_strdup (_ ("From the load upward, stage by stage."));
    case HW_FACILITY_PUMPS:
      return g_strdup_printf (
          _ ("As the loops are solved; at other loads by the cube of the speed (affinity laws), "
             "which is at least %.1f of the rated one."),
          HW_LEAST_SPEED);
    case HW_FACILITY_FANS:
      return g_strdup_printf (
          _ ("Room coolers as fast as the air of their hall needs, by the cube of the speed, which "
             "is at least %.1f; doors and side-cars at nameplate."),
          HW_LEAST_SPEED);
    case HW_FACILITY_REJECTION:
      return g_strdup_printf (
          _ ("By %s: fans and pumps draw 1/%.0f of the heat. The water is %.0f K above the dry "
             "bulb of a dry cooler, %.0f K above the wet bulb of a tower."),
          hw_rejection_label (self->site->rejection),
          HW_DRY_COOLER_COP,
          HW_DRY_COOLER_APPROACH_K,
          HW_TOWER_APPROACH_K);
    case HW_FACILITY_CHILLERS:
      return g_strdup_printf (
          _ ("%u hours of the year go without a chiller. Else it takes the heat over %.2f · T_e / "
             "(T_c − T_e); water for room coolers is %.0f K below the air of the rooms."),
          year->free_hours,
          HW_CHILLER_QUALITY,
          HW_ROOM_WATER_APPROACH_K);
    case HW_N_FACILITY_PARTS:
      break;
    }
  g_return_val_if_reached (NULL);
}

/* The energy of IT equipment: power, utilisation, hours. */
static HwExplanation *
add_it (const Source *self, HwExplanation *parent, double value, HwDimension dimension)
{
  HwExplanation *node = add (parent, hw_facility_part_label (HW_FACILITY_IT), dimension, value);
  HwExplanation *share;
  HwSum power = hw_results_total (self->results, HW_TOTAL_IT_EXPECTED, HW_REF (HW_TABLE_DESIGN, 0));
  g_autofree char *text = hw_quantity_format (HW_DIMENSION_POWER, power.value, NULL);

  node->formula
      = g_strdup_printf (_ ("%s · %g · %d h"), text, self->year.utilisation, HW_YEAR_HOURS);
  hw_sum_add_unknown (&node->sum, self->year.n_unknown[HW_FACILITY_IT]);
  hw_explanation_add (
      node, hw_results_explain (self->results, HW_TOTAL_IT_EXPECTED, HW_REF (HW_TABLE_DESIGN, 0)));
  share = add (node, _ ("Utilisation over the year"), HW_DIMENSION_SHARE, self->year.utilisation);
  assume (
      share,
      g_strdup (
          _ ("Of the site: mean of the year over expected power; 1 where nobody says otherwise.")));
  share->ref = HW_REF (HW_TABLE_SITE, 1);
  return node;
}

/* @scale: of the energies in the unit of the figure; they add up to it */
static void
add_parts (
    const Source *self, HwExplanation *node, double scale, HwDimension dimension, guint among)
{
  add_it (self, node, self->year.part_j[HW_FACILITY_IT] * scale, dimension);
  for (guint part = HW_FACILITY_IT + 1; part < HW_N_FACILITY_PARTS; part++)
    {
      double energy_j = self->year.part_j[part];
      guint unknown = self->year.n_unknown[part];
      HwExplanation *child;

      if (!(among >> part & 1))
        continue;
      child = add (node,
                   hw_facility_part_label (part),
                   dimension,
                   unknown > 0 && energy_j == 0 ? NAN : energy_j * scale);
      if (unknown > 0 && energy_j > 0)
        hw_sum_add_unknown (&child->sum, unknown);
      assume (child, part_note (self, part));
      if (part == HW_FACILITY_REJECTION || part == HW_FACILITY_CHILLERS)
        cite_climate (self, child);
      if (dimension == HW_DIMENSION_RATIO && energy_j > 0)
        {
          g_autofree char *text = hw_quantity_format (HW_DIMENSION_ENERGY, energy_j, NULL);
          g_autofree char *it
              = hw_quantity_format (HW_DIMENSION_ENERGY, self->year.part_j[HW_FACILITY_IT], NULL);

          child->formula = g_strdup_printf ("%s / %s", text, it);
        }
    }
}

static void
add_carbon_factor (const Source *self, HwExplanation *node)
{
  const HwCountry *country = hw_country_get (self->site->country);
  double g_kwh = self->year.carbon_kg_j * 1000 * KWH_J;
  HwExplanation *factor = add (node, _ ("Carbon of electricity, g/kWh"), HW_DIMENSION_NONE, g_kwh);

  factor->ref = HW_REF (HW_TABLE_SITE, 1);
  if (!isnan (self->site->carbon_g_kwh))
    {
      assume (factor, g_strdup (_ ("Of the site.")));
      return;
    }
  if (country->name == NULL)
    {
      factor->note = g_strdup (_ ("Neither the site nor its country says: choose one of them."));
      return;
    }
  factor->note = g_strdup_printf (_ ("Of the grid of %s in %u."), _ (country->name), country->year);
  factor->basis = 'D';
  factor->confidence = 'm';
  factor->source = g_strdup (HW_COUNTRY_CARBON_TITLE);
  factor->address = g_strdup (HW_COUNTRY_CARBON_ADDRESS);
}

static void
explain_carbon (const Source *self, HwExplanation *node)
{
  hw_explanation_add (node, hw_results_explain_energy (self->results, HW_ENERGY_TOTAL));
  add_carbon_factor (self, node);
  node->formula = g_strdup (_ ("energy of the year · carbon of electricity"));
}

static void
explain_water (const Source *self, HwExplanation *node)
{
  assume (
      node,
      g_strdup_printf (
          _ ("Water that evaporates takes 2.45 MJ/kg with it; going round %.0f times, %.2f times "
             "as much is drawn. Published ranges, L/kWh: dry coolers 0 to 0.10, adiabatic 0.10 "
             "to 0.40, open towers 1.2 to 2.0 (yobitel.com, WUE). By %s."),
          HW_WATER_CYCLES,
          1 / (1 - 1 / HW_WATER_CYCLES),
          hw_rejection_label (self->site->rejection)));
  cite_climate (self, node);
}

static void
explain_year (const Source *self, HwExplanation *node, HwEnergyFigure figure)
{
  guint all = (1u << HW_N_FACILITY_PARTS) - 1;
  guint power = 1u << HW_FACILITY_POWER_LOSS;
  double over_it = 1 / self->year.part_j[HW_FACILITY_IT];

  switch (figure)
    {
    case HW_ENERGY_PUE:
      add_parts (self, node, over_it, HW_DIMENSION_RATIO, all);
      node->note = g_strdup (_ (
          "Energy of the data centre over that of its IT equipment, of a year (ISO/IEC 30134-2). "
          "Designed, not measured; lighting and offices are not in it."));
      break;
    case HW_ENERGY_PUE_COOLING:
      add_parts (self, node, over_it, HW_DIMENSION_RATIO, all & ~power);
      break;
    case HW_ENERGY_PUE_POWER:
      add_parts (self, node, over_it, HW_DIMENSION_RATIO, power);
      break;
    case HW_ENERGY_TOTAL:
      add_parts (self, node, 1, HW_DIMENSION_ENERGY, all);
      break;
    case HW_ENERGY_IT:
      add_it (self, node, self->year.part_j[HW_FACILITY_IT], HW_DIMENSION_ENERGY);
      break;
    case HW_ENERGY_WUE:
      hw_explanation_add (node, hw_results_explain_energy (self->results, HW_ENERGY_WATER));
      hw_explanation_add (node, hw_results_explain_energy (self->results, HW_ENERGY_IT));
      node->note = g_strdup (_ ("Water of the site over IT energy (ISO/IEC 30134-9)."));
      break;
    case HW_ENERGY_CUE:
      hw_explanation_add (node, hw_results_explain_energy (self->results, HW_ENERGY_PUE));
      add_carbon_factor (self, node);
      node->note = g_strdup (_ (
          "PUE times the carbon of electricity, as all energy is of the grid (ISO/IEC 30134-8)."));
      break;
    case HW_ENERGY_CARBON:
      explain_carbon (self, node);
      break;
    case HW_ENERGY_WATER:
      explain_water (self, node);
      break;
    case HW_N_ENERGY_FIGURES:
      break;
    }
}

static char *
missing_text (HwDesign *design)
{
  guint missing;
  g_autoptr (HwWeather) weather = hw_design_dup_weather (design, &missing);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The climate lacks %u day of the year: import it again.",
                                       "The climate lacks %u days of the year: import it again.",
                                       missing),
                          missing);
}

void
hw_energy_each_problem (HwResults *self, HwPeakProblemFunc func, gpointer data)
{
  HwHandle climate = hw_design_get_climate (self->design);

  if (climate != 0 && hw_results_weather (self) == NULL)
    func (data,
          HW_SEVERITY_WARNING,
          "climate-incomplete",
          HW_REF (HW_TABLE_CLIMATE, climate),
          missing_text (self->design));
}

/* Why there is no year. */
static char *
absent_note (HwResults *results)
{
  if (hw_results_weather (results) != NULL)
    return g_strdup (_ ("There is no IT power."));
  if (hw_design_get_climate (results->design) == 0)
    return g_strdup (_ ("The site has no climate: import a weather file."));
  return missing_text (results->design);
}

HwExplanation *
hw_results_explain_energy (HwResults *self, HwEnergyFigure figure)
{
  const char *unit = hw_energy_figure_unit (figure);
  g_autofree char *label = *unit == '\0'
                               ? g_strdup (hw_energy_figure_label (figure))
                               : g_strdup_printf ("%s, %s", hw_energy_figure_label (figure), unit);
  HwExplanation *node = hw_explanation_new (label, hw_energy_figure_dimension (figure));
  Source source = { self, hw_results_get_design (self), NULL, { { 0 } } };

  node->sum = hw_results_energy (self, figure);
  if (!hw_results_energy_per_year (self, &source.year))
    {
      node->note = absent_note (self);
      return node;
    }
  source.site = hw_design_get_site (source.design);
  explain_year (&source, node, figure);
  return node;
}

/* One part of the energy of a year. */
static void
explain_part (const Source *self, HwExplanation *node, HwFacilityPart part)
{
  if (part == HW_FACILITY_IT)
    add_it (self, node, self->year.part_j[part], HW_DIMENSION_ENERGY);
  else
    assume (node, part_note (self, part));
  if (part == HW_FACILITY_REJECTION || part == HW_FACILITY_CHILLERS)
    cite_climate (self, node);
}

HwExplanation *
hw_results_explain_energy_part (HwResults *self, const char *key)
{
  Source source = { self, hw_results_get_design (self), NULL, { { 0 } } };
  gboolean of_part = g_str_has_prefix (key, PART_KEYS);
  HwExplanation *node;
  guint part = 0;

  while (of_part && part < HW_N_FACILITY_PARTS
         && strcmp (hw_facility_part_key (part), key + strlen (PART_KEYS)) != 0)
    part++;
  if (of_part ? part == HW_N_FACILITY_PARTS : strcmp (key, HOURS_KEY) != 0)
    return NULL;
  node = of_part ? hw_explanation_new (hw_facility_part_label (part), HW_DIMENSION_ENERGY)
                 : hw_explanation_new (_ ("Hours of a year without a chiller"), HW_DIMENSION_NONE);
  if (!hw_results_energy_per_year (self, &source.year))
    {
      hw_sum_add_unknown (&node->sum, 1);
      node->note = absent_note (self);
      return node;
    }
  source.site = hw_design_get_site (source.design);
  if (!of_part)
    {
      set_value (node, source.year.free_hours);
      assume (node, part_note (&source, HW_FACILITY_CHILLERS));
      cite_climate (&source, node);
      return node;
    }
  if (source.year.n_unknown[part] == 0 || source.year.part_j[part] > 0)
    set_value (node, source.year.part_j[part]);
  hw_sum_add_unknown (&node->sum, source.year.n_unknown[part]);
  explain_part (&source, node, part);
  return node;
}
