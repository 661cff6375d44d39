/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fabric.h"

#include "hw-cable-plan.h"
#include "hw-cable-schedule.h"
#include "hw-fabric-exchange.h"
#include "hw-fabric-order.h"
#include "hw-fabrics.h"
#include "hw-ibsim.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const formats[] = { "net", "roots", "dot", "slurm", "ibdm", NULL };
/* In place of an id. */
#define NVLINK "nvlink"

static const char *const tables[] = { "cables", "point-to-point", "ports", "pulls", NULL };

gboolean
hw_cli_is_fabric_format (const char *format)
{
  return g_strv_contains (formats, format);
}

gboolean
hw_cli_leaves_out_failed (const char *format)
{
  return strcmp (format, "net") == 0 || strcmp (format, "roots") == 0;
}

gboolean
hw_cli_is_fabric_table (const char *table)
{
  return g_strv_contains (tables, table);
}

/* The ids of the fabrics that are derived, one behind the other. */
static char *
list_fabrics (HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (GArray) fabrics = hw_fabric_order (design);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < fabrics->len; i++)
    {
      HwHandle fabric = g_array_index (fabrics, HwHandle, i);
      char buffer[HW_ID_SIZE];

      if (hw_results_fabric (results, fabric) == NULL)
        continue;
      g_string_append_printf (ids,
                              "%s%s",
                              ids->len > 0 ? ", " : "",
                              hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, fabric), buffer));
    }
  return g_string_free (ids, FALSE);
}

HwFabric *
hw_cli_fabric (const char *command, HwResults *results, const char *id, HwHandle *handle)
{
  HwDesign *design = hw_results_get_design (results);
  HwRef ref = HW_REF (HW_TABLE_FABRIC, 0);
  g_autofree char *ids = NULL;

  if (g_strcmp0 (id, NVLINK) == 0)
    ref.handle = HW_FABRIC_NVLINK;
  else if (id != NULL)
    ref = hw_design_find (design, id);
  else
    ref.handle = hw_fabric_order_only (design);
  *handle = ref.table == HW_TABLE_FABRIC ? ref.handle : 0;
  if (*handle != 0 && hw_results_fabric (results, *handle) != NULL)
    return hw_results_fabric (results, *handle);
  ids = list_fabrics (results);
  if (*ids == '\0')
    hw_cli_refuse (command, _ ("the design has no fabric with a switch and members"));
  else if (id != NULL)
    hw_cli_refuse (command, _ ("“%s” is no fabric of this design; there are %s"), id, ids);
  else
    hw_cli_refuse (command, _ ("there are several fabrics; choose one by --object: %s"), ids);
  return NULL;
}

static const HwProduct *
switch_product (HwResults *results, HwHandle handle)
{
  HwDesign *design = hw_results_get_design (results);
  const HwFabricRow *row = hw_design_row (design, HW_TABLE_FABRIC, handle);

  return hw_catalogue_get (hw_design_get_catalogue (design), row->switch_product);
}

gboolean
hw_cli_is_infiniband (HwResults *results, HwHandle fabric)
{
  return fabric != HW_FABRIC_NVLINK
         && switch_product (results, fabric)->kind == HW_KIND_INFINIBAND_SWITCH;
}

/* How the cables of the fabric are laid. Returns: (transfer full): names of the trays */
static const char **
add_cabling (HwResults *results, HwHandle handle, HwCableSchedule *schedule)
{
  const HwCablePlan *plan = hw_results_lay_cables (results);
  const char **trays = g_new0 (const char *, plan->trays->trays->len + 1);

  for (guint i = 0; i < plan->trays->trays->len; i++)
    trays[i] = hw_tray_plan_origin (plan->trays, i)->name;
  schedule->cabling = plan->cabling;
  schedule->first = hw_cable_plan_part (plan, handle)->first;
  schedule->types = (const HwCableType *)(gpointer)plan->types->data;
  schedule->trays = trays;
  return trays;
}

static char *
write_table (HwResults *results, HwHandle handle, HwFabric *fabric, const char *table)
{
  g_autoptr (HwFabricLocations) locations = hw_fabric_locations_new (results, handle);
  HwCableSchedule schedule
      = { .fabric = fabric, .locations = locations->nodes, .style = hw_fabric_port_style (fabric) };
  g_autofree const char **trays = NULL;

  if (strcmp (table, "point-to-point") == 0)
    return hw_cable_schedule_point_to_point (&schedule);
  if (strcmp (table, "ports") == 0)
    return hw_cable_schedule_ports (&schedule);
  trays = add_cabling (results, handle, &schedule);
  if (strcmp (table, "pulls") == 0)
    return hw_cable_schedule_pulls (&schedule);
  return hw_cable_schedule_cables (&schedule);
}

HwCliStatus
hw_cli_export_fabric (
    HwResults *results, const char *id, const char *format, const char *table, const char *output)
{
  HwHandle handle;
  HwFabric *fabric = hw_cli_fabric ("export", results, id, &handle);
  g_autofree char *text = NULL;

  if (fabric == NULL)
    return HW_CLI_USAGE;
  if (handle == HW_FABRIC_NVLINK && strcmp (format, "dot") != 0)
    {
      hw_cli_refuse ("export",
                     _ ("NVLink runs in the backplanes of racks and has no cables; export it as "
                        ".dot, or its figures with --table nvlink"));
      return HW_CLI_USAGE;
    }
  if (strcmp (format, "csv") != 0 && strcmp (format, "dot") != 0 && strcmp (format, "slurm") != 0
      && !hw_cli_is_infiniband (results, handle))
    {
      hw_cli_refuse (
          "export",
          _ ("%s is Ethernet; “%s” is a format of InfiniBand. Choose an InfiniBand "
             "fabric by --object, or export this one as .dot or .csv"),
          hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_FABRIC, handle)),
          format);
      return HW_CLI_USAGE;
    }
  if (strcmp (format, "net") == 0)
    text = hw_ibsim_write (fabric, hw_results_fabric_failure (results, handle));
  else if (strcmp (format, "roots") == 0)
    text = hw_ibsim_write_roots (fabric, hw_results_fabric_failure (results, handle));
  else if (strcmp (format, "dot") == 0)
    text = hw_fabric_write_dot (fabric);
  else if (strcmp (format, "slurm") == 0)
    text = hw_fabric_write_slurm (fabric);
  else if (strcmp (format, "ibdm") == 0)
    text = hw_fabric_write_ibdm (fabric, switch_product (results, handle)->id);
  else
    text = write_table (results, handle, fabric, table);
  return hw_cli_write (output, text, strlen (text));
}
