/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-total.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *key;
  const char *label;
  HwDimension dimension;
  double unit; /* of the key's number, in SI */
} totals[HW_N_TOTALS] = {
  [HW_TOTAL_FP4_DENSE]
  = { "compute.pflops.fp4.dense", N_ ("Compute, FP4 dense"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_FP4_SPARSE]
  = { "compute.pflops.fp4.sparse", N_ ("Compute, FP4 sparse"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_FP8_DENSE]
  = { "compute.pflops.fp8.dense", N_ ("Compute, FP8 dense"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_FP8_SPARSE]
  = { "compute.pflops.fp8.sparse", N_ ("Compute, FP8 sparse"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_INT8_DENSE]
  = { "compute.pflops.int8.dense", N_ ("Compute, INT8 dense"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_INT8_SPARSE]
  = { "compute.pflops.int8.sparse", N_ ("Compute, INT8 sparse"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_FP16_DENSE]
  = { "compute.pflops.fp16.dense", N_ ("Compute, FP16/BF16 dense"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_FP16_SPARSE] = { "compute.pflops.fp16.sparse",
                             N_ ("Compute, FP16/BF16 sparse"),
                             HW_DIMENSION_OPERATIONS,
                             1e15 },
  [HW_TOTAL_TF32_DENSE]
  = { "compute.pflops.tf32.dense", N_ ("Compute, TF32 dense"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_TF32_SPARSE]
  = { "compute.pflops.tf32.sparse", N_ ("Compute, TF32 sparse"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_FP64_DENSE]
  = { "compute.pflops.fp64.dense", N_ ("Compute, FP64 dense"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_FP64_SPARSE]
  = { "compute.pflops.fp64.sparse", N_ ("Compute, FP64 sparse"), HW_DIMENSION_OPERATIONS, 1e15 },
  [HW_TOTAL_HBM] = { "compute.hbm_bytes", N_ ("HBM"), HW_DIMENSION_BYTES, 1 },
  [HW_TOTAL_GPUS] = { "design.gpus", N_ ("GPUs"), HW_DIMENSION_NONE, 1 },
  [HW_TOTAL_RACKS] = { "design.racks", N_ ("Racks"), HW_DIMENSION_NONE, 1 },
  [HW_TOTAL_DEVICES] = { "design.devices", N_ ("Devices"), HW_DIMENSION_NONE, 1 },
  [HW_TOTAL_IT_NAMEPLATE]
  = { "power.it_nameplate_w", N_ ("IT power, nameplate"), HW_DIMENSION_POWER, 1 },
  [HW_TOTAL_IT_EXPECTED]
  = { "power.it_expected_w", N_ ("IT power, expected"), HW_DIMENSION_POWER, 1 },
  [HW_TOTAL_OTHER_NAMEPLATE] = { "power.other_nameplate_w",
                                 N_ ("Power of cooling and UPS, nameplate"),
                                 HW_DIMENSION_POWER,
                                 1 },
  [HW_TOTAL_LIQUID] = { "cooling.liquid_w", N_ ("Heat to liquid"), HW_DIMENSION_POWER, 1 },
  [HW_TOTAL_AIR] = { "cooling.air_w", N_ ("Heat to air"), HW_DIMENSION_POWER, 1 },
  [HW_TOTAL_UNITS_USED]
  = { "space.rack_units_used", N_ ("Rack units used"), HW_DIMENSION_RACK_UNITS, 1 },
  [HW_TOTAL_UNITS] = { "space.rack_units", N_ ("Rack units"), HW_DIMENSION_RACK_UNITS, 1 },
  [HW_TOTAL_FLOOR] = { "space.floor_m2", N_ ("Floor area"), HW_DIMENSION_AREA, 1 },
  [HW_TOTAL_MASS] = { "space.mass_kg", N_ ("Mass"), HW_DIMENSION_MASS, 1 },
  [HW_TOTAL_CAPEX] = { "cost.capex.total", N_ ("Price of the equipment"), HW_DIMENSION_MONEY, 1 },
  [HW_TOTAL_CAPEX_COMPUTE]
  = { "cost.capex.compute", N_ ("Price of compute"), HW_DIMENSION_MONEY, 1 },
  [HW_TOTAL_CAPEX_NETWORK]
  = { "cost.capex.network", N_ ("Price of the network"), HW_DIMENSION_MONEY, 1 },
  [HW_TOTAL_CAPEX_CABLES] = { "cost.capex.cables", N_ ("Price of cables"), HW_DIMENSION_MONEY, 1 },
  [HW_TOTAL_CAPEX_COOLING]
  = { "cost.capex.cooling", N_ ("Price of cooling"), HW_DIMENSION_MONEY, 1 },
  [HW_TOTAL_CAPEX_POWER] = { "cost.capex.power", N_ ("Price of power"), HW_DIMENSION_MONEY, 1 },
  [HW_TOTAL_CAPEX_BUILDING]
  = { "cost.capex.building", N_ ("Price of racks"), HW_DIMENSION_MONEY, 1 },
};

const char *
hw_total_key (HwTotal total)
{
  return totals[total].key;
}

const char *
hw_total_label (HwTotal total)
{
  return _ (totals[total].label);
}

HwDimension
hw_total_dimension (HwTotal total)
{
  return totals[total].dimension;
}

double
hw_total_key_value (HwTotal total, double si)
{
  return si / totals[total].unit;
}

gboolean
hw_total_find (const char *key, HwTotal *total)
{
  for (guint i = 0; i < HW_N_TOTALS; i++)
    if (strcmp (totals[i].key, key) == 0)
      {
        *total = i;
        return TRUE;
      }
  return FALSE;
}
