/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-remark.h"

#include <glib/gi18n-lib.h>

#include "hw-network-remark.h"

/* Nodes that come in a later phase. */
static guint
count_planned (HwResults *results, HwHandle handle)
{
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (HwFabricInput) all = NULL;
  guint n = 0;

  if (hw_results_get_phase (results) == 0)
    return 0;
  all = hw_fabric_input_new (design, handle, NULL);
  for (guint i = 0; i < all->member_devices->len; i++)
    {
      const HwDevice *device
          = hw_design_get_device (design, g_array_index (all->member_devices, HwHandle, i));

      n += hw_results_is_planned (results, &device->object)
           || hw_results_is_planned (results,
                                     hw_design_row (design, HW_TABLE_RACK, device->object.parent));
    }
  return n;
}

char *
hw_fabric_remark (HwResults *results, HwHandle handle)
{
  static const char *const kinds[HW_N_FABRIC_KINDS]
      = { N_ ("rail-optimised fat tree"), N_ ("fat tree"), N_ ("rail-group-aligned fat tree") };
  const HwFabric *fabric = hw_results_fabric (results, handle);
  const HwFabricFigures *figures = hw_results_fabric_figures (results, handle);
  const HwFabricRule *rule;
  g_autofree char *speed = NULL;
  g_autofree char *bisection = NULL;
  char *other;
  guint planned;
  GString *text;

  if (fabric == NULL)
    return g_strdup ("");
  other = hw_network_remark (results, handle);
  if (other != NULL)
    return other;
  rule = hw_fabric_get_rule (fabric);
  speed = hw_quantity_format (HW_DIMENSION_BIT_RATE, rule->port_bit_s / MAX (rule->split, 1), NULL);
  bisection = hw_quantity_format (HW_DIMENSION_BYTE_RATE, figures->bisection_byte_s, NULL);
  text = g_string_new (rule->share_leaves && rule->kind == HW_FABRIC_RAIL_OPTIMISED
                           ? _ ("rail-optimised fat tree, rails share leaves")
                           : _ (kinds[rule->kind]));
  g_string_append (text, " · ");
  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%u tier", "%u tiers", figures->tiers), figures->tiers);
  g_string_append (text, " · ");
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u node", "%u nodes", figures->members),
                          figures->members);
  g_string_append_printf (text, " · %u × %s · ", figures->links[HW_FABRIC_CABLE_MEMBER], speed);
  if (figures->oversubscription > 1 + 1e-9)
    g_string_append_printf (text, _ ("oversubscribed %.3g:1"), figures->oversubscription);
  else
    g_string_append (text, _ ("non-blocking"));
  g_string_append (text, " · ");
  g_string_append_printf (text, _ ("bisection %s each way"), bisection);
  planned = count_planned (results, handle);
  if (planned > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (
          text,
          g_dngettext (GETTEXT_PACKAGE, "%u more planned", "%u more planned", planned),
          planned);
    }
  return g_string_free (text, FALSE);
}

const char *
hw_fabric_switch_label (HwResults *results, HwHandle handle)
{
  HwDesign *design = hw_results_get_design (results);
  const HwFabricInput *input = hw_results_fabric_input (results, handle);
  guint32 product = 0;

  if (handle != HW_FABRIC_NVLINK)
    product = hw_design_get_fabric (design, handle)->switch_product;
  else if (input->switch_devices->len > 0)
    product = hw_design_get_device (design, g_array_index (input->switch_devices, HwHandle, 0))
                  ->product;
  if (product == 0)
    return NULL;
  return hw_catalogue_get (hw_design_get_catalogue (design), product)->name;
}
