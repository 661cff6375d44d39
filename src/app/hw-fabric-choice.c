/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-choice.h"

#include <glib/gi18n.h>

#include "hw-fabric-order.h"
#include "hw-fabrics.h"
#include "hw-nvlink-fabric.h"

GArray *
hw_fabric_choice_list (HwDocument *document)
{
  GArray *list = hw_fabric_order (hw_document_get_design (document));
  HwHandle nvlink = HW_FABRIC_NVLINK;

  if (hw_fabric_choice_exists (document, nvlink))
    g_array_append_val (list, nvlink);
  return list;
}

HwHandle
hw_fabric_choice_first (HwDocument *document)
{
  g_autoptr (GArray) list = hw_fabric_choice_list (document);

  return list->len > 0 ? g_array_index (list, HwHandle, 0) : 0;
}

gboolean
hw_fabric_choice_exists (HwDocument *document, HwHandle fabric)
{
  return fabric == HW_FABRIC_NVLINK
             ? hw_nvlink_is_anywhere (hw_document_get_results (document))
             : hw_design_has (hw_document_get_design (document), HW_TABLE_FABRIC, fabric);
}

const char *
hw_fabric_choice_name (HwDocument *document, HwHandle fabric)
{
  return fabric == HW_FABRIC_NVLINK
             ? _ ("NVLink domains")
             : hw_design_name (hw_document_get_design (document), HW_REF (HW_TABLE_FABRIC, fabric));
}

char *
hw_fabric_choice_dup_switch (HwDocument *document, HwHandle fabric)
{
  HwDesign *design = hw_document_get_design (document);
  const HwFabricInput *input = hw_results_fabric_input (hw_document_get_results (document), fabric);
  guint32 product = 0;

  if (fabric != HW_FABRIC_NVLINK)
    product = hw_design_get_fabric (design, fabric)->switch_product;
  else if (input->switch_devices->len > 0)
    product = hw_design_get_device (design, g_array_index (input->switch_devices, HwHandle, 0))
                  ->product;
  if (product == 0)
    return NULL;
  return g_strdup (hw_catalogue_get (hw_design_get_catalogue (design), product)->name);
}
