/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-order.h"

GArray *
hw_fabric_order (HwDesign *design)
{
  GArray *fabrics = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (guint kind = HW_FABRIC_COMPUTE; kind <= HW_FABRIC_OUT_OF_BAND; kind++)
    for (HwHandle fabric = hw_design_first_child (design, HW_TABLE_FABRIC, 0); fabric != 0;
         fabric = hw_design_next_child (design, HW_TABLE_FABRIC, fabric))
      if (hw_design_get_fabric (design, fabric)->kind == kind)
        g_array_append_val (fabrics, fabric);
  return fabrics;
}

HwHandle
hw_fabric_order_only (HwDesign *design)
{
  g_autoptr (GArray) fabrics = hw_fabric_order (design);
  HwHandle first = fabrics->len > 0 ? g_array_index (fabrics, HwHandle, 0) : 0;

  if (fabrics->len < 2)
    return first;
  /* Those for compute stand first. */
  return hw_design_get_fabric (design, first)->kind == HW_FABRIC_COMPUTE
                 && hw_design_get_fabric (design, g_array_index (fabrics, HwHandle, 1))->kind
                        != HW_FABRIC_COMPUTE
             ? first
             : 0;
}
