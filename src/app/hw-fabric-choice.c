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

/* "8 domains · 72 GPUs in each · …" */
char *
hw_fabric_choice_dup_nvlink (HwDocument *document)
{
  GString *text = g_string_new (NULL);
  g_autofree char *bandwidth = NULL;
  HwNvlinkFigures figures;

  hw_nvlink_figures (hw_document_get_results (document), &figures);
  g_string_append_printf (
      text, g_dngettext (NULL, "%u domain", "%u domains", figures.domains), figures.domains);
  g_string_append (text, " · ");
  if (figures.least < figures.most)
    g_string_append_printf (text, _ ("%u to %u GPUs in each"), figures.least, figures.most);
  else
    g_string_append_printf (
        text, g_dngettext (NULL, "%u GPU in each", "%u GPUs in each", figures.most), figures.most);
  if (figures.domains > 0)
    {
      bandwidth
          = hw_quantity_format (HW_DIMENSION_BYTE_RATE, figures.byte_s / figures.domains, NULL);
      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("%s between them, both directions"), bandwidth);
    }
  g_string_append (text, " · ");
  g_string_append (text, _ ("in the backplanes of the racks: no cables to lay"));
  return g_string_free (text, FALSE);
}
