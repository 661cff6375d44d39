/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-template-private.h"

#include "hw-edit.h"
#include "hw-fabric-input.h"
#include "hw-fabric-needs.h"
#include "hw-operations.h"

/* The networks beside that for compute. Their counts follow from the rules; NVIDIA publishes none
 * that could be read. */

#define OUT_OF_BAND_SWITCH "sn2201"
/* Storage is given a port for so many nodes, an assumption: it is sized by the workload. */
#define NODES_A_STORAGE_PORT 4

static HwHandle
add (HwDesign *design,
     HwCatalogue *catalogue,
     HwFabricUse kind,
     const char *switch_id,
     const char *note,
     GError **error)
{
  const HwProduct *product
      = hw_catalogue_adopt (hw_design_get_catalogue (design), catalogue, switch_id, error);
  HwFabricRow row;
  HwHandle fabric;

  if (product == NULL)
    return 0;
  fabric = hw_operation_add_fabric (design, kind, NULL);
  row = *hw_design_get_fabric (design, fabric);
  row.switch_product = product->number;
  row.object.note = hw_design_intern (design, note);
  hw_edit_set (design, HW_TABLE_FABRIC, fabric, &row);
  return fabric;
}

/* As many units as hold the members and what is kept for storage. */
static void
size_storage (HwDesign *design, HwHandle fabric, gint32 nodes)
{
  g_autoptr (HwFabricInput) input = NULL;
  HwFabricRow row = *hw_design_get_fabric (design, fabric);
  guint places;

  row.storage_ports = nodes / NODES_A_STORAGE_PORT;
  row.keep_units = TRUE;
  hw_edit_set (design, HW_TABLE_FABRIC, fabric, &row);
  input = hw_fabric_input_new (design, fabric, NULL);
  places = MAX (hw_fabric_unit_places (&input->description.rule), 1);
  row.units = (gint32)((input->members->len + input->description.rule.unit_reserve + places - 1)
                       / places);
  hw_edit_set (design, HW_TABLE_FABRIC, fabric, &row);
}

static HwHandle
add_storage (
    HwDesign *design, const HwSuperpod *plan, gint32 nodes, HwCatalogue *catalogue, GError **error)
{
  HwHandle fabric = add (design,
                         catalogue,
                         HW_FABRIC_STORAGE,
                         plan->storage_switch,
                         "Counts by the rule, not published: two leaves a unit, a port for storage "
                         "for every four nodes.",
                         error);

  if (fabric != 0)
    size_storage (design, fabric, nodes);
  return fabric;
}

static HwHandle
add_in_band (HwDesign *design, const HwSuperpod *plan, HwCatalogue *catalogue, GError **error)
{
  HwHandle fabric = add (design,
                         catalogue,
                         HW_FABRIC_IN_BAND,
                         plan->in_band_switch,
                         plan->storage_switch != NULL
                             ? "Counts by the rule, not published: two leaves a unit."
                             : "Storage and in-band management share this fabric. Counts by the "
                               "rule, not published: two leaves a unit.",
                         error);
  HwFabricRow row;

  if (fabric == 0)
    return 0;
  row = *hw_design_get_fabric (design, fabric);
  row.oversubscription = plan->in_band_ratio;
  hw_edit_set (design, HW_TABLE_FABRIC, fabric, &row);
  return fabric;
}

gboolean
hw_template_networks (
    HwDesign *design, const HwSuperpod *plan, gint32 nodes, HwCatalogue *catalogue, GError **error)
{
  HwHandle fabrics[3] = { 0 };
  guint n = 0;
  guint placed;

  if (plan->storage_switch != NULL)
    fabrics[n++] = add_storage (design, plan, nodes, catalogue, error);
  fabrics[n++] = add_in_band (design, plan, catalogue, error);
  fabrics[n++] = add (design,
                      catalogue,
                      HW_FABRIC_OUT_OF_BAND,
                      OUT_OF_BAND_SWITCH,
                      "One port a device, as the rule has it; counts are not published.",
                      error);
  for (guint i = 0; i < n; i++)
    if (fabrics[i] == 0)
      return FALSE;
  /* Switches of the one are members of the other, until no more are needed. */
  do
    {
      placed = 0;
      for (guint i = 0; i < n; i++)
        {
          HwPlacing placing;

          if (!hw_fabric_place_needs (design, fabrics[i], catalogue, &placing, error))
            return FALSE;
          placed += placing.placed;
        }
    }
  while (placed > 0);
  return TRUE;
}
