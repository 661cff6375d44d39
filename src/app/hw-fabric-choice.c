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
