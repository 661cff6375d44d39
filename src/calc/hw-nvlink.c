/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-nvlink.h"

#include <math.h>

static double
known (const HwProduct *product, HwField field)
{
  double value = hw_product_value (product, field);

  return isnan (value) ? 0 : value;
}

void
hw_nvlink_add (HwNvlink *self, const HwProduct *product, guint count)
{
  double byte_s = known (product, HW_FIELD_NVLINK_BANDWIDTH);

  if (byte_s <= 0)
    return;
  if (product->kind == HW_KIND_COMPUTE_TRAY)
    {
      self->trays += (guint16)count;
      self->gpus += (guint16)(count * known (product, HW_FIELD_GPUS));
      self->gpu_byte_s += count * byte_s;
    }
  else if (product->kind == HW_KIND_NVLINK_SWITCH)
    {
      self->switches += (guint16)count;
      self->switch_byte_s += count * byte_s;
    }
  /* Figures are rounded: less than a hundredth of a tray is no tray. */
  if (self->switches > 0)
    self->needed = (guint16)ceil (self->gpu_byte_s * self->switches / self->switch_byte_s - 0.01);
}
