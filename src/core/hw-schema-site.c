/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schema-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-country.h"

/* The design as a whole, its site and climate, phases and revisions. */

static const char *const rejections[]
    = { "dry-trimmed", "dry-cooler", "chiller", "adiabatic", "tower", NULL };

static const HwAttribute design_attributes[] = {
  NAME (HwDesignRow),
  TEXT (HwDesignRow, project, "project", N_ ("Project")),
  TEXT (HwDesignRow, number, "number", N_ ("Drawing number")),
  TEXT (HwDesignRow, revision, "revision", N_ ("Revision")),
  TEXT (HwDesignRow, issuer, "issuer", N_ ("Issued by")),
  TEXT (HwDesignRow, drawn, "drawn", N_ ("Drawn by")),
  TEXT (HwDesignRow, checked, "checked", N_ ("Checked by")),
  TEXT (HwDesignRow, date, "date", N_ ("Date")),
  TEXT (HwDesignRow, job, "job", N_ ("Training job")),
  NUMBER (HwDesignRow,
          job_parameters,
          "job-parameters",
          N_ ("Parameters of the job"),
          HW_DIMENSION_NONE,
          1,
          1e18,
          NAN),
  NUMBER (HwDesignRow,
          job_tokens,
          "job-tokens",
          N_ ("Tokens of the job"),
          HW_DIMENSION_NONE,
          1,
          1e18,
          NAN),
  NOTE (HwDesignRow),
};

/* The factor is the ratio of the two published figures of one rack, 120 kW (NVIDIA) to 132 kW
 * (HPE). Floor: TIA-569 as quoted by GSA, 12.0 kPa and 4.5 kN. Aisles of 1.2 m, of which half each
 * carries load of the rack beside it. Air of 24 °C, half saturated, is an assumption: within the
 * recommended 18 to 27 °C. */
static const HwAttribute site_attributes[] = {
  NAME (HwSite),
  TEXT (HwSite, currency, "currency", N_ ("Currency")),
  NUMBER (HwSite,
          voltage_v,
          "voltage-v",
          N_ ("Voltage, line to line"),
          HW_DIMENSION_VOLTAGE,
          100,
          1000,
          415),
  NUMBER (HwSite, altitude_m, "altitude-m", N_ ("Altitude"), HW_DIMENSION_LENGTH, -500, 6000, 0),
  NUMBER (HwSite, air_c, "air-c", N_ ("Air of the rooms"), HW_DIMENSION_TEMPERATURE, 5, 50, 24),
  NUMBER (HwSite, humidity, "humidity", N_ ("Relative humidity"), HW_DIMENSION_SHARE, 0.05, 1, 0.5),
  NUMBER (HwSite,
          expected_factor,
          "expected-factor",
          N_ ("Expected over nameplate power"),
          HW_DIMENSION_SHARE,
          0,
          1,
          0.91),
  NUMBER (HwSite,
          floor_limit_pa,
          "floor-limit-pa",
          N_ ("Floor load limit"),
          HW_DIMENSION_PRESSURE,
          0,
          1e6,
          12000),
  NUMBER (HwSite,
          foot_limit_n,
          "foot-limit-n",
          N_ ("Point load limit"),
          HW_DIMENSION_FORCE,
          0,
          1e6,
          4500),
  MILLIMETRES (HwSite, front_aisle_mm, "front-aisle-mm", N_ ("Front aisle"), 0, 0, 20000, 1200),
  MILLIMETRES (HwSite, rear_aisle_mm, "rear-aisle-mm", N_ ("Rear aisle"), 0, 0, 20000, 1200),
  NUMBER (HwSite,
          utilisation,
          "utilisation",
          N_ ("Utilisation over the year"),
          HW_DIMENSION_SHARE,
          0.01,
          1,
          1),
  CHOICE (HwSite, rejection, "rejection", N_ ("Heat rejection"), rejections, 0),
  CHOICE (HwSite, country, "country", N_ ("Country of the grid"), hw_country_codes, 0),
  NUMBER (HwSite,
          carbon_g_kwh,
          "carbon-g-kwh",
          N_ ("Carbon of electricity, g/kWh"),
          HW_DIMENSION_NONE,
          0,
          3000,
          NAN),
  NOTE (HwSite),
};

static const HwAttribute climate_attributes[] = {
  NAME (HwClimate),
  TEXT (HwClimate, source, "source", N_ ("Source")),
  NUMBER (
      HwClimate, latitude_deg, "latitude-deg", N_ ("Latitude, °"), HW_DIMENSION_NONE, -90, 90, NAN),
  NUMBER (HwClimate,
          longitude_deg,
          "longitude-deg",
          N_ ("Longitude, °"),
          HW_DIMENSION_NONE,
          -180,
          180,
          NAN),
  NUMBER (
      HwClimate, altitude_m, "altitude-m", N_ ("Altitude"), HW_DIMENSION_LENGTH, -500, 6000, NAN),
  NOTE (HwClimate),
};

#define REQUIRED_BYTE(row, member, tag, title, high)                                               \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_BYTE, .flags = HW_ATTRIBUTE_REQUIRED,             \
    .offset = G_STRUCT_OFFSET (row, member), .minimum = 1, .maximum = high, .missing = 0           \
  }
#define HOURS(row, member, tag, title)                                                             \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_STRING, .flags = HW_ATTRIBUTE_REQUIRED,           \
    .offset = G_STRUCT_OFFSET (row, member)                                                        \
  }

static const HwAttribute climate_day_attributes[] = {
  REQUIRED_BYTE (HwClimateDay, month, "month", N_ ("Month"), 12),
  REQUIRED_BYTE (HwClimateDay, day, "day", N_ ("Day"), 31),
  HOURS (HwClimateDay, dry_bulb, "dry-bulb-c", N_ ("Dry bulb, °C by hour")),
  HOURS (HwClimateDay, dew_point, "dew-point-c", N_ ("Dew point, °C by hour")),
};

static const HwAttribute phase_attributes[] = {
  NAME (HwPhase),
  { .name = "order",
    .label = N_ ("Order"),
    .type = HW_TYPE_INTEGER,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwPhase, order),
    .minimum = 0,
    .maximum = 10000,
    .missing = -1 },
  TEXT (HwPhase, date, "date", N_ ("Date")),
  NOTE (HwPhase),
};

static const HwAttribute revision_attributes[] = {
  NAME (HwRevision),
  TEXT (HwRevision, date, "date", N_ ("Date")),
  TEXT (HwRevision, drawn, "drawn", N_ ("Drawn by")),
  NOTE (HwRevision),
};

const HwTableClass hw_design_class = CLASS (
    "design", N_ ("Design"), HW_TABLE_DESIGN, HW_TABLE_DESIGN, 0, HwDesignRow, design_attributes);
const HwTableClass hw_site_class
    = CLASS ("site", N_ ("Site"), HW_TABLE_SITE, HW_TABLE_SITE, 0, HwSite, site_attributes);
const HwTableClass hw_phase_class
    = CLASS ("phase", N_ ("Phase"), HW_TABLE_PHASE, HW_TABLE_PHASE, 'p', HwPhase, phase_attributes);
const HwTableClass hw_climate_class = CLASS ("climate",
                                             N_ ("Climate"),
                                             HW_TABLE_CLIMATE,
                                             HW_TABLE_CLIMATE,
                                             'k',
                                             HwClimate,
                                             climate_attributes);
const HwTableClass hw_climate_day_class = CLASS ("climate-day",
                                                 N_ ("Day of the climate"),
                                                 HW_TABLE_CLIMATE_DAY,
                                                 HW_TABLE_CLIMATE,
                                                 'y',
                                                 HwClimateDay,
                                                 climate_day_attributes);
const HwTableClass hw_revision_class = CLASS ("revision",
                                              N_ ("Revision"),
                                              HW_TABLE_REVISION,
                                              HW_TABLE_REVISION,
                                              'x',
                                              HwRevision,
                                              revision_attributes);
