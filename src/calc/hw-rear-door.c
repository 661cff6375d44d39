/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-rear-door.h"

#include <math.h>

#include "hw-air.h"
#include "hw-cdu.h"
#include "hw-fluid.h"
#include "hw-rack-coolant.h"

gboolean
hw_rear_door_is_one (const HwProduct *product)
{
  return product->kind == HW_KIND_REAR_DOOR && product->mounting == HW_MOUNTING_DOOR;
}

static double
value_or (const HwProduct *product, HwField field, double assumed)
{
  double value = hw_product_value (product, field);

  return value > 0 && isfinite (value) ? value : assumed;
}

HwRearDoor
hw_rear_door_rate (const HwProduct *product)
{
  HwRearDoor door = { .capacity_w = hw_product_value (product, HW_FIELD_COOLING_CAPACITY) };
  double density = hw_air_density (HW_SIDECAR_AIR_C, 0);
  double assumed = hw_air_flow (door.capacity_w, density, HW_REAR_DOOR_AIR_RISE_K);
  double air_kg_s = value_or (product, HW_FIELD_AIRFLOW, assumed) * density;
  HwFluid water = hw_fluid_at (HW_COOLANT_WATER, HW_REAR_DOOR_WATER_C);
  HwStream hot = { air_kg_s * HW_AIR_HEAT_CAPACITY, air_kg_s };
  HwStream cold;

  door.approach_k = value_or (product, HW_FIELD_APPROACH, HW_REAR_DOOR_APPROACH_K);
  door.flow_m3_s = value_or (product, HW_FIELD_COOLANT_FLOW, door.capacity_w * HW_CDU_FLOW_M3_S_W);
  cold = (HwStream){ door.flow_m3_s * hw_fluid_volumetric_heat (&water),
                     door.flow_m3_s * water.density };
  if (!hw_exchanger_calibrate (
          &door.coil, HW_EXCHANGER_CROSSFLOW, door.capacity_w, door.approach_k, &hot, &cold))
    door.coil = (HwExchanger){ 0 };
  return door;
}

double
hw_rear_door_takes_w (const HwRearDoor *door, double air_c, double supply_c)
{
  return door->capacity_w * CLAMP ((air_c - supply_c) / door->approach_k, 0, 1);
}

double
hw_rear_door_curve (const HwRearDoor *door)
{
  if (!(door->flow_m3_s > 0))
    return INFINITY;
  return HW_REAR_DOOR_LOSS_PA / pow (door->flow_m3_s, HW_RACK_CURVE_POWER);
}
