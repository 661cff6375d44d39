/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-totals-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cable-plan.h"
#include "hw-fabric-order.h"
#include "hw-fabrics.h"
#include "hw-nvlink-fabric.h"

/* Totals of fabrics, their cables, and what is still to place for them. */

/* Switches, cables and what they carry; with failures, what is left of it. */
static void
print_fabrics (HwCliTotals *self)
{
  HwDesign *design = hw_results_get_design (self->results);
  g_autoptr (GArray) fabrics = hw_fabric_order (design);
  g_autoptr (HwCliTable) table = hw_cli_table_new (0xfe);
  g_autofree char *lines = NULL;

  if (hw_design_count (design, HW_TABLE_FABRIC) == 0)
    return;
  hw_cli_table_add (table,
                    "",
                    _ ("leaves"),
                    _ ("spines"),
                    _ ("cores"),
                    _ ("cables"),
                    _ ("oversubscription"),
                    _ ("bisection"),
                    _ ("ports lost"),
                    NULL);
  for (guint each = 0; each < fabrics->len; each++)
    {
      HwHandle fabric = g_array_index (fabrics, HwHandle, each);
      const HwFabricFigures *figures = hw_results_fabric_figures (self->results, fabric);
      g_autoptr (GArray) losses = hw_results_fabric_losses (self->results, fabric);
      g_autofree char *leaves = g_strdup_printf ("%u", figures->switches[HW_FABRIC_LEAF]);
      g_autofree char *spines = g_strdup_printf ("%u", figures->switches[HW_FABRIC_SPINE]);
      g_autofree char *cores = g_strdup_printf ("%u", figures->switches[HW_FABRIC_CORE]);
      g_autofree char *cables = NULL;
      g_autofree char *ratio = hw_fabric_figures_ratio (figures);
      g_autofree char *bisection = hw_fabric_figures_bisection (figures);
      g_autofree char *lost = NULL;
      guint n_cables = 0, n_lost = 0;

      for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
        n_cables += figures->cables[i];
      for (guint i = 0; i < losses->len; i++)
        n_lost += g_array_index (losses, HwFabricLoss, i).n_lost;
      cables = g_strdup_printf ("%u", n_cables);
      lost = g_strdup_printf ("%u", n_lost);
      hw_cli_table_add (table,
                        hw_design_name (design, HW_REF (HW_TABLE_FABRIC, fabric)),
                        leaves,
                        spines,
                        cores,
                        cables,
                        ratio,
                        bisection,
                        lost,
                        NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Fabrics"), lines);
}

/* What NVLink joins inside of racks. */
static void
print_nvlink (HwCliTotals *self)
{
  HwNvlinkFigures figures;
  g_autofree char *gpus = NULL;
  g_autofree char *bandwidth = NULL;

  hw_nvlink_figures (self->results, &figures);
  if (figures.domains == 0)
    return;
  gpus = figures.least == figures.most
             ? g_strdup_printf ("%u", figures.most)
             : g_strdup_printf (_ ("%u to %u"), figures.least, figures.most);
  bandwidth = hw_quantity_format (HW_DIMENSION_BYTE_RATE, figures.byte_s / figures.domains, NULL);
  g_string_append_c (self->text, '\n');
  g_string_append_printf (self->text,
                          g_dngettext (GETTEXT_PACKAGE,
                                       "%u NVLink domain of %s GPUs, %s in it",
                                       "%u NVLink domains of %s GPUs, %s in each on average",
                                       figures.domains),
                          figures.domains,
                          gpus,
                          bandwidth);
  g_string_append_c (self->text, '\n');
}

/* What the fabrics are cabled with, by product. */
static void
print_cables (HwCliTotals *self)
{
  const HwCablePlan *plan = hw_results_lay_cables (self->results);
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1 | 1 << 2 | 1 << 3);
  g_autofree char *lines = NULL;

  if (plan->items->len == 0)
    return;
  hw_cli_table_add (table, "", _ ("pieces"), _ ("length"), _ ("power of each"), NULL);
  for (guint i = 0; i < plan->items->len;)
    {
      const HwProduct *product = g_array_index (plan->items, HwCableItem, i).product;
      double watts = hw_product_value (product, HW_FIELD_POWER_NAMEPLATE), metres = 0;
      g_autofree char *pieces = NULL;
      g_autofree char *length = NULL;
      g_autofree char *power = NULL;
      guint count = 0;

      for (; i < plan->items->len && g_array_index (plan->items, HwCableItem, i).product == product;
           i++)
        {
          const HwCableItem *item = &g_array_index (plan->items, HwCableItem, i);

          count += item->count;
          metres += item->count * item->length_m;
        }
      pieces = g_strdup_printf ("%u", count);
      length = metres > 0 ? g_strdup_printf ("%.0f m", metres) : g_strdup ("");
      power = isnan (watts) ? g_strdup ("") : hw_quantity_format (HW_DIMENSION_POWER, watts, NULL);
      hw_cli_table_add (table, product->name, pieces, length, power, NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text,
                          "\n%s\n%s",
                          _ ("Cables and transceivers; their power is within the nameplate of "
                             "switches and servers"),
                          lines);
}

/* What the rules need and no rack holds, with what it would add to the totals. */
static void
print_needs (HwCliTotals *self)
{
  static const HwTotal totals[] = { HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_MASS, HW_TOTAL_CAPEX };
  g_autoptr (GArray) needs = hw_results_needs (self->results);
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
  g_autofree char *lines = NULL;

  if (needs->len == 0)
    return;
  for (guint i = 0; i < needs->len; i++)
    {
      const HwNeed *need = &g_array_index (needs, HwNeed, i);
      g_autofree char *label = g_strdup_printf ("%s, %s", need->role, need->product->name);
      g_autofree char *number = g_strdup_printf ("%u", need->count);

      hw_cli_table_add (table, label, number, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    hw_cli_totals_add_sum (self,
                           table,
                           hw_total_dimension (totals[i]),
                           hw_results_needs_total (self->results, totals[i]),
                           hw_total_label (totals[i]));
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Still to place, not in the totals"), lines);
}

void
hw_cli_totals_print_fabrics (HwCliTotals *self)
{
  print_fabrics (self);
  print_nvlink (self);
  print_cables (self);
  print_needs (self);
}
