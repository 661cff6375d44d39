/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-epanet-fields.h"

#include <glib/gi18n-lib.h>

/* EPANET's unit of kinematic viscosity: 1.1e-5 ft²/s. */
#define VISCOSITY_UNIT_M2_S (1.1e-5 * 0.3048 * 0.3048)
/* A viscosity above this is a multiple of that unit. */
#define VISCOSITY_LIMIT 1e-3

/* Cubic feet a second in each unit, as EPANET rounds them: src/types.h of EPANET 2.3.5. */
static const struct
{
  const char *name;
  double per_cubic_foot_s;
} units[HW_N_EPANET_UNITS] = { { "LPS", 28.317 }, { "LPM", 1699.0 }, { "CMH", 101.94 } };

double
hw_epanet_m3_s (HwEpanetUnit unit)
{
  return 0.3048 * 0.3048 * 0.3048 / units[unit].per_cubic_foot_s;
}

const char *
hw_epanet_unit_name (HwEpanetUnit unit)
{
  return units[unit].name;
}

static void
read_unit (HwEpanetReader *self)
{
  for (guint i = 0; i < HW_N_EPANET_UNITS; i++)
    if (self->line->n == 2 && hw_epanet_is_word (self->line->fields[1], units[i].name))
      {
        self->result->unit = i;
        self->has_units = TRUE;
        return;
      }
  self->has_units = TRUE;
  hw_epanet_complain (self,
                      _ ("units “%s” are not read: LPS, LPM and CMH are"),
                      self->line->n > 1 ? self->line->fields[1] : "");
}

static void
read_friction (HwEpanetReader *self)
{
  self->has_friction = TRUE;
  if (self->line->n != 2 || !hw_epanet_is_word (self->line->fields[1], "D-W"))
    hw_epanet_complain (self,
                        _ ("head loss “%s” is not read: D-W (Darcy-Weisbach) is"),
                        self->line->n > 1 ? self->line->fields[1] : "");
}

static void
read_viscosity (HwEpanetReader *self)
{
  double value;

  if (!hw_epanet_number (self, 1, _ ("viscosity"), &value))
    return;
  if (!(value > 0))
    hw_epanet_complain (self, _ ("the viscosity must be above zero"));
  else
    hw_pipe_network_set_viscosity (self->result->network,
                                   value > VISCOSITY_LIMIT ? value * VISCOSITY_UNIT_M2_S : value);
}

/* A figure that must be above zero. */
static void
read_positive (HwEpanetReader *self, guint field, const char *what, double *value)
{
  double found;

  if (!hw_epanet_number (self, field, what, &found))
    return;
  if (found > 0)
    *value = found;
  else
    hw_epanet_complain (self, _ ("the %s must be above zero"), what);
}

static void
read_option (HwEpanetReader *self)
{
  /* They change how EPANET goes about it, or what it reports, not what comes out. */
  static const char *const ignored[]
      = { "UNBALANCED", "QUALITY",  "DIFFUSIVITY", "TOLERANCE", "MAP",       "PRESSURE",
          "CHECKFREQ",  "MAXCHECK", "DAMPLIMIT",   "PATTERN",   "HEADERROR", "FLOWCHANGE",
          "EMITTER",    "SEGMENTS", "MINIMUM",     "REQUIRED",  "BACKFLOW" };
  const char *word = self->line->fields[0];
  const char *second = self->line->n > 1 ? self->line->fields[1] : "";
  double trials = self->result->trials;

  if (hw_epanet_is_word (word, "UNITS"))
    read_unit (self);
  else if (hw_epanet_is_word (word, "HEADLOSS"))
    read_friction (self);
  else if (hw_epanet_is_word (word, "VISCOSITY"))
    read_viscosity (self);
  else if (hw_epanet_is_word (word, "ACCURACY"))
    read_positive (self, 1, _ ("accuracy"), &self->result->accuracy);
  else if (hw_epanet_is_word (word, "TRIALS"))
    {
      read_positive (self, 1, _ ("number of trials"), &trials);
      self->result->trials = (guint)CLAMP (trials, 1, 1e6);
    }
  else if (hw_epanet_is_word (word, "SPECIFIC") && hw_epanet_is_word (second, "GRAVITY"))
    read_positive (self, 2, _ ("specific gravity"), &self->result->specific_gravity);
  else if (hw_epanet_is_word (word, "DEMAND") && hw_epanet_is_word (second, "MULTIPLIER"))
    read_positive (self, 2, _ ("demand multiplier"), &self->demand_factor);
  else if (hw_epanet_is_word (word, "DEMAND") && hw_epanet_is_word (second, "MODEL"))
    {
      if (self->line->n != 3 || !hw_epanet_is_word (self->line->fields[2], "DDA"))
        hw_epanet_complain (self, _ ("demand models other than DDA are not read"));
    }
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
        if (hw_epanet_is_word (word, ignored[i]))
          return;
      hw_epanet_complain (self, _ ("there is no option “%s”"), word);
    }
}

static void
read_time (HwEpanetReader *self)
{
  double duration;

  if (!hw_epanet_is_word (self->line->fields[0], "DURATION") || self->line->n < 2)
    return;
  if (!hw_epanet_to_number (self->line->fields[1], &duration) || duration != 0)
    hw_findings_note (self->findings,
                      self->line->number,
                      _ ("only the first state is solved, not what happens over the duration"));
}

/* What EPANET takes where nothing is said is not known here. */
static void
check_options (HwEpanetReader *self)
{
  guint last = hw_epanet_lines_last (self->lines);

  if (!self->has_units)
    hw_findings_add (self->findings,
                     last,
                     _ ("[OPTIONS] has no UNITS, which means gallons: LPS, LPM or CMH are read"));
  if (!self->has_friction)
    hw_findings_add (self->findings,
                     last,
                     _ ("[OPTIONS] has no HEADLOSS, which means Hazen-Williams: D-W is read"));
}

void
hw_epanet_read_options (HwEpanetReader *self)
{
  hw_pipe_network_set_viscosity (self->result->network, VISCOSITY_UNIT_M2_S);
  hw_epanet_read_section (self, HW_EPANET_OPTIONS, read_option);
  hw_epanet_read_section (self, HW_EPANET_TIMES, read_time);
  check_options (self);
}
