/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-plan.h"

#include <glib/gi18n-lib.h>

/* What the roles and schemes of power chains mean. */

static const struct
{
  const char *name, *label;
} roles[HW_N_POWER_ROLES] = {
  [HW_POWER_UTILITY] = { "utility", N_ ("Utility") },
  [HW_POWER_TRANSFORMER] = { "transformer", N_ ("Transformers") },
  [HW_POWER_GENERATOR] = { "generator", N_ ("Generators") },
  [HW_POWER_SWITCHGEAR] = { "switchgear", N_ ("Switchgear") },
  [HW_POWER_UPS] = { "ups", N_ ("UPS") },
  [HW_POWER_PDU] = { "pdu", N_ ("Floor PDUs") },
  [HW_POWER_BUS] = { "bus", N_ ("Busbar") },
  [HW_POWER_FEED] = { "feed", N_ ("Feeds") },
  [HW_POWER_TAP] = { "tap", N_ ("Taps") },
  [HW_POWER_RACK_PDU] = { "rack-pdu", N_ ("Rack PDUs") },
  [HW_POWER_SHELF] = { "shelf", N_ ("Power shelves") },
  [HW_POWER_SUPPLY] = { "supply", N_ ("Power supplies") },
};

const char *
hw_power_role_name (HwPowerRole role)
{
  return roles[role].name;
}

const char *
hw_power_role_label (HwPowerRole role)
{
  return _ (roles[role].label);
}

gboolean
hw_power_role_of_kind (HwProductKind kind, HwPowerRole *role)
{
  switch (kind)
    {
    case HW_KIND_TRANSFORMER:
      *role = HW_POWER_TRANSFORMER;
      return TRUE;
    case HW_KIND_GENERATOR:
      *role = HW_POWER_GENERATOR;
      return TRUE;
    case HW_KIND_SWITCHGEAR:
      *role = HW_POWER_SWITCHGEAR;
      return TRUE;
    case HW_KIND_UPS:
      *role = HW_POWER_UPS;
      return TRUE;
    case HW_KIND_PDU:
      *role = HW_POWER_PDU;
      return TRUE;
    default:
      return FALSE;
    }
}

const char *
hw_power_system_name (HwSide system)
{
  static const char *const names[HW_N_SYSTEMS] = { "a", "b", "c", "d", "reserve" };

  return names[system];
}

const char *
hw_power_system_label (HwSide system)
{
  static const char *const labels[HW_N_SYSTEMS] = { "A", "B", "C", "D", N_ ("reserve") };

  return system == HW_SIDE_RESERVE ? _ (labels[system]) : labels[system];
}

guint
hw_power_n_systems (const HwPowerRow *row)
{
  switch (row->scheme)
    {
    case HW_SCHEME_2N:
      return 2;
    case HW_SCHEME_3N_2:
      return 3;
    case HW_SCHEME_4N_3:
      return 4;
    case HW_SCHEME_CATCHER:
      return row->blocks;
    default:
      return 1;
    }
}

gboolean
hw_power_has_system (const HwPowerRow *row, HwSide system)
{
  if (system == HW_SIDE_RESERVE)
    return row->scheme == HW_SCHEME_CATCHER;
  return system < hw_power_n_systems (row);
}

double
hw_power_scheme_share (const HwPowerRow *row)
{
  guint n = hw_power_n_systems (row);

  return row->scheme == HW_SCHEME_CATCHER || n == 1 ? 1 : (n - 1) / (double)n;
}

guint32
hw_power_stage_product (const HwPowerRow *row, HwPowerRole role)
{
  switch (role)
    {
    case HW_POWER_TRANSFORMER:
      return row->transformer;
    case HW_POWER_GENERATOR:
      return row->generator;
    case HW_POWER_SWITCHGEAR:
      return row->switchgear;
    case HW_POWER_UPS:
      return row->ups;
    case HW_POWER_PDU:
      return row->pdu;
    default:
      return 0;
    }
}
