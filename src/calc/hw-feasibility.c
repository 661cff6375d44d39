/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-feasibility.h"

/* What one of them would exceed. */
static HwLimit
exceeded (HwResults *results, HwHandle rack, const HwProduct *product)
{
  g_autoptr (HwLimits) limits = hw_limits_new (results);
  HwDemand demand = hw_demand_of_product (results, product);
  HwLimit limit;

  return hw_limits_times (limits, rack, &demand, NULL, &limit) == 0 ? limit : HW_LIMIT_NONE;
}

/* A new device, with the phase that it will have. */
static gboolean
try_new (HwDesign *design, HwHandle rack, const HwProduct *product, const HwSlot *slot, HwFit *fit)
{
  HwHandle install, removal;

  hw_placement_phases (design, rack, HW_REF (HW_TABLE_DEVICE, 0), &install, &removal);
  return hw_placement_device (design, rack, product, slot, 0, install, removal, fit);
}

HwFeasibility
hw_feasibility_slot (HwResults *results,
                     HwHandle rack,
                     const HwProduct *product,
                     const HwSlot *slot)
{
  HwFeasibility result = { FALSE, HW_LIMIT_NONE };
  HwFit fit;

  result.fits = try_new (hw_results_get_design (results), rack, product, slot, &fit);
  result.limit
      = result.fits ? exceeded (results, rack, product) : hw_limit_of_obstacle (fit.obstacle);
  return result;
}

/* Side channels that are free. */
static guint
free_channels (
    HwDesign *design, HwHandle rack, const HwProduct *product, guint most, HwLimit *blocked)
{
  guint n = 0;

  *blocked = HW_LIMIT_UNITS;
  for (guint8 channel = HW_CHANNEL_LEFT_FRONT; n < most && channel <= HW_CHANNEL_REAR_DOOR;
       channel++)
    {
      HwSlot slot = { 0, HW_FACE_FRONT, channel, 0 };
      HwFit fit;
      if ((channel == HW_CHANNEL_REAR_DOOR) != (product->mounting == HW_MOUNTING_DOOR))
        continue;
      if (try_new (design, rack, product, &slot, &fit))
        n++;
      else if (fit.obstacle != HW_OBSTACLE_OCCUPIED)
        *blocked = hw_limit_of_obstacle (fit.obstacle);
    }
  return n;
}

guint
hw_feasibility_places (
    HwDesign *design, HwHandle rack, const HwProduct *product, guint most, HwLimit *blocked)
{
  const HwProduct *frame = hw_design_rack_product (design, rack);
  gint16 step = product->half_units == 1 ? 1 : 2;
  guint n = 0;

  if (product->mounting == HW_MOUNTING_SIDE || product->mounting == HW_MOUNTING_DOOR)
    return free_channels (design, rack, product, most, blocked);
  *blocked = HW_LIMIT_UNITS;
  for (gint16 at = 0; n < most && at + product->half_units <= frame->half_units; at += step)
    {
      HwSlot slot = { at, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
      HwFit fit;
      if (try_new (design, rack, product, &slot, &fit))
        {
          n++;
          at = (gint16)(at + product->half_units - step);
        }
      else if (fit.obstacle != HW_OBSTACLE_OCCUPIED && fit.obstacle != HW_OBSTACLE_RESERVED)
        {
          *blocked = hw_limit_of_obstacle (fit.obstacle);
          /* What does not mount or is too deep by itself fits nowhere in this rack. */
          if (*blocked == HW_LIMIT_MOUNTING || fit.blocker.handle == 0)
            return n;
        }
    }
  return n;
}

HwFeasibility
hw_feasibility_rack (HwResults *results, HwHandle rack, const HwProduct *product)
{
  HwFeasibility result = { FALSE, HW_LIMIT_NONE };
  HwLimit blocked;

  result.fits
      = hw_feasibility_places (hw_results_get_design (results), rack, product, 1, &blocked) > 0;
  result.limit = result.fits ? exceeded (results, rack, product) : blocked;
  return result;
}
