/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-network-remark.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-nvlink-fabric.h"

/* "8 domains · 72 GPUs in each · …" */
static char *
dup_nvlink (HwResults *results)
{
  GString *text = g_string_new (NULL);
  g_autofree char *bandwidth = NULL;
  HwNvlinkFigures figures;

  hw_nvlink_figures (results, &figures);
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u domain", "%u domains", figures.domains),
                          figures.domains);
  g_string_append (text, " · ");
  if (figures.least < figures.most)
    g_string_append_printf (text, _ ("%u to %u GPUs in each"), figures.least, figures.most);
  else
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, "%u GPU in each", "%u GPUs in each", figures.most),
        figures.most);
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

/* "top-of-rack switches · 327 × 1 Gb/s · …" */
static char *
dup_top_of_rack (HwResults *results, HwHandle handle, const HwFabricRule *rule)
{
  const HwFabricFigures *figures = hw_results_fabric_figures (results, handle);
  GString *text = g_string_new (_ ("top-of-rack switches"));
  g_autofree char *speed = hw_quantity_format (HW_DIMENSION_BIT_RATE, rule->port_bit_s, NULL);

  g_string_append_printf (text, " · %u × %s · ", figures->links[HW_FABRIC_CABLE_MEMBER], speed);
  g_string_append (text, _ ("joined by the in-band network"));
  g_string_append (text, " · ");
  if (isnan (figures->oversubscription))
    g_string_append (text, _ ("speed of the uplinks not known"));
  else
    g_string_append_printf (text, _ ("uplinks %.3g:1"), figures->oversubscription);
  return g_string_free (text, FALSE);
}

char *
hw_network_remark (HwResults *results, HwHandle handle)
{
  const HwFabric *fabric = hw_results_fabric (results, handle);

  if (handle == HW_FABRIC_NVLINK)
    return dup_nvlink (results);
  if (fabric == NULL || !hw_fabric_get_rule (fabric)->uplinked)
    return NULL;
  return dup_top_of_rack (results, handle, hw_fabric_get_rule (fabric));
}
