/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-net-fixture.h"

#include <string.h>

#include "hw-edit.h"
#include "hw-fabric-places.h"

static HwCatalogue *
make_catalogue (void)
{
  HwProduct *products[] = {
    product_rack (),
    product_with_ports ("server", HW_KIND_SERVER, 10, 2, 400e9),
    product_with_ports ("wide", HW_KIND_SERVER, 10, 4, 400e9),
    product_with_ports ("slow", HW_KIND_SERVER, 10, 2, 200e9),
    product_with_ports ("switch", HW_KIND_INFINIBAND_SWITCH, 1, 8, 400e9),
    product_with_ports ("other", HW_KIND_ETHERNET_SWITCH, 1, 8, 400e9),
  };

  figure_value (products[4], HW_FIELD_CAGES, 4);
  return catalogue_of (products, G_N_ELEMENTS (products));
}

HwHandle
net_add_rack (Net *self, gint32 x_mm)
{
  HwHandle rack;

  hw_design_begin (self->base.design, "Add a rack");
  rack = hw_operation_add_rack (self->base.design,
                                self->base.hall,
                                self->base.row,
                                self->base.catalogue,
                                hw_catalogue_find (self->base.catalogue, "eia-48u-600x1200"),
                                NULL,
                                x_mm,
                                2000,
                                0,
                                NULL);
  g_assert_cmpuint (rack, !=, 0);
  hw_design_commit (self->base.design);
  return rack;
}

HwHandle
net_mount (Net *self, HwHandle rack, const char *product, double unit)
{
  HwSlot slot = { (gint16)((unit - 1) * 2), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwHandle handle;

  hw_design_begin (self->base.design, "Add a device");
  handle = hw_operation_add_device (self->base.design,
                                    rack,
                                    self->base.catalogue,
                                    hw_catalogue_find (self->base.catalogue, product),
                                    NULL,
                                    &slot,
                                    NULL);
  g_assert_cmpuint (handle, !=, 0);
  hw_design_commit (self->base.design);
  return handle;
}

HwHandle
net_add_fabric (Net *self)
{
  HwFabricRow row;
  HwHandle fabric;
  HwDesign *design = self->base.design;

  hw_design_begin (design, "Add a fabric");
  fabric = hw_operation_add_fabric (design, HW_FABRIC_COMPUTE, NULL);
  row = *hw_design_get_fabric (design, fabric);
  row.switch_product
      = hw_catalogue_adopt (hw_design_get_catalogue (design), self->base.catalogue, "switch", NULL)
            ->number;
  hw_edit_set (design, HW_TABLE_FABRIC, fabric, &row);
  hw_design_commit (design);
  return fabric;
}

void
net_set_up (Net *self, gconstpointer data)
{
  fixture_open (&self->base, make_catalogue (), 30000, 10000);
  hw_fabric_places_follow (self->base.design);
  self->fabric = net_add_fabric (self);
}

void
net_tear_down (Net *self, gconstpointer data)
{
  fixture_tear_down (&self->base, data);
}

const HwMember *
net_place_of (Net *self, HwHandle handle)
{
  HwHandle member = hw_design_member_of (self->base.design, self->fabric, handle);

  g_assert_cmpuint (member, !=, 0);
  return hw_design_get_member (self->base.design, member);
}

const HwFabricFigures *
net_figures (Net *self)
{
  return hw_results_fabric_figures (self->base.results, self->fabric);
}

gboolean
net_has_problem (Net *self, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (self->base.results);
  guint counted = 0;

  for (guint i = 0; i <= HW_SEVERITY_NOTE; i++)
    counted += hw_results_n_problems (self->base.results, i);
  g_assert_cmpuint (counted, ==, problems->len);
  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((const HwProblem *)problems->pdata[i])->code, code) == 0)
      return TRUE;
  return FALSE;
}

void
net_fill (Net *self, guint racks)
{
  for (guint i = 0; i < racks; i++)
    {
      HwHandle rack = net_add_rack (self, (gint32)(i + 1) * 600);

      for (int unit = 1; unit <= 31; unit += 10)
        net_mount (self, rack, "server", unit);
    }
}

gboolean
net_place (Net *self, HwPlacing *placing, GError **error)
{
  gboolean done;

  hw_design_begin (self->base.design, "Place");
  done = hw_fabric_place_needs (
      self->base.design, self->fabric, self->base.catalogue, placing, error);
  hw_design_commit (self->base.design);
  return done;
}
