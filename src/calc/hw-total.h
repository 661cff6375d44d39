/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-product.h"

G_BEGIN_DECLS

/* The figures that are summed over a design, a hall, a row or a rack. */
typedef enum
{
  HW_TOTAL_FP4_DENSE, /* the twelve precisions, operations a second, in the order of HwField */
  HW_TOTAL_FP4_SPARSE,
  HW_TOTAL_FP8_DENSE,
  HW_TOTAL_FP8_SPARSE,
  HW_TOTAL_INT8_DENSE,
  HW_TOTAL_INT8_SPARSE,
  HW_TOTAL_FP16_DENSE,
  HW_TOTAL_FP16_SPARSE,
  HW_TOTAL_TF32_DENSE,
  HW_TOTAL_TF32_SPARSE,
  HW_TOTAL_FP64_DENSE,
  HW_TOTAL_FP64_SPARSE,
  HW_TOTAL_HBM,
  HW_TOTAL_GPUS,
  HW_TOTAL_RACKS,
  HW_TOTAL_DEVICES,
  HW_TOTAL_IT_NAMEPLATE,
  HW_TOTAL_IT_EXPECTED,
  HW_TOTAL_OTHER_NAMEPLATE, /* CDUs, pumps, side-cars, fans, UPS */
  HW_TOTAL_LIQUID, /* heat of the IT equipment to liquid, nameplate (expected where asked) */
  HW_TOTAL_AIR,
  HW_TOTAL_UNITS_USED, /* rack units */
  HW_TOTAL_UNITS,
  HW_TOTAL_FLOOR, /* m²: of halls for the site and halls, footprints for rows and racks */
  HW_TOTAL_MASS,
  HW_TOTAL_CAPEX, /* of everything below */
  HW_TOTAL_CAPEX_COMPUTE,
  HW_TOTAL_CAPEX_NETWORK,
  HW_TOTAL_CAPEX_CABLES, /* cables and transceivers */
  HW_TOTAL_CAPEX_COOLING,
  HW_TOTAL_CAPEX_POWER,
  HW_TOTAL_CAPEX_BUILDING, /* racks */
  HW_N_TOTALS,
} HwTotal;

/* The key of DESIGN.md 8.2: "compute.pflops.fp8.dense", "power.it_nameplate_w". */
const char *hw_total_key (HwTotal total);
/* For people, translated: "Compute, FP8 dense". */
const char *hw_total_label (HwTotal total);
HwDimension hw_total_dimension (HwTotal total);
/* A total in the unit of its key: petaflops for those of operations, else as it is. Rounded once:
 * 3.6e17 operations are 360 petaflops exactly. */
double hw_total_key_value (HwTotal total, double si);
gboolean hw_total_find (const char *key, HwTotal *total);

G_END_DECLS
