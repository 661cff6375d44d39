/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cable-fixture.h"

#include "hw-edit.h"

static HwProduct *
product (const char *id, HwProductKind kind, HwMounting mounting)
{
  return hw_product_new (id, id, kind, mounting);
}

static HwProduct *
optic (const char *id, double ports, double watts, double price)
{
  HwProduct *self = product (id, HW_KIND_MULTIMODE_TRANSCEIVER, HW_MOUNTING_COMPONENT);

  figure_value (self, HW_FIELD_PORTS, ports);
  figure_value (self, HW_FIELD_PORT_SPEED, 400e9);
  figure_value (self, HW_FIELD_REACH, 50);
  figure_value (self, HW_FIELD_POWER_NAMEPLATE, watts);
  figure_value (self, HW_FIELD_PRICE, price);
  return self;
}

static HwCatalogue *
make_catalogue (void)
{
  HwProduct *products[] = {
    product ("rack", HW_KIND_RACK, HW_MOUNTING_EIA),
    product ("server", HW_KIND_SERVER, HW_MOUNTING_EIA),
    product ("switch", HW_KIND_INFINIBAND_SWITCH, HW_MOUNTING_EIA),
    product ("fibre", HW_KIND_MULTIMODE_FIBRE, HW_MOUNTING_COMPONENT),
    optic ("twin", 2, 20, 1000),
    optic ("single", 1, 10, 600),
  };

  figure_value (products[0], HW_FIELD_CAPACITY_UNITS, 42);
  figure_value (products[0], HW_FIELD_WIDTH, 0.6);
  figure_value (products[0], HW_FIELD_DEPTH, 1.2);
  for (guint i = 1; i < 3; i++)
    {
      figure_value (products[i], HW_FIELD_RACK_UNITS, i == 1 ? 10 : 1);
      figure_value (products[i], HW_FIELD_DEPTH, 0.8);
      figure_value (products[i], HW_FIELD_PORTS, i == 1 ? 2 : 8);
      figure_value (products[i], HW_FIELD_PORT_SPEED, 400e9);
      figure_value (products[i], HW_FIELD_POWER_NAMEPLATE, 1000);
    }
  figure_value (products[2], HW_FIELD_CAGES, 4);
  /* Published with passive cables: the transceivers come on top. */
  figure_value (products[2], HW_FIELD_POWER_EXPECTED, 500);
  figure_value (products[3], HW_FIELD_PORTS, 1);
  figure_value (products[3], HW_FIELD_REACH, 50);
  figure_value (products[3], HW_FIELD_DIAMETER, 0.003);
  figure_value (products[3], HW_FIELD_PRICE, 2);
  return catalogue_of (products, G_N_ELEMENTS (products));
}

static HwHandle
add_rack (CableFixture *self, HwHandle row, gint32 x_mm, gint32 y_mm, const char *id, double unit)
{
  HwCatalogue *catalogue = self->base.catalogue;
  HwSlot slot = { (gint16)((unit - 1) * 2), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwHandle rack = hw_operation_add_rack (self->base.design,
                                         self->base.hall,
                                         row,
                                         catalogue,
                                         hw_catalogue_find (catalogue, "rack"),
                                         NULL,
                                         x_mm,
                                         y_mm,
                                         0,
                                         NULL);

  g_assert_cmpuint (rack, !=, 0);
  g_assert_cmpuint (
      hw_operation_add_device (
          self->base.design, rack, catalogue, hw_catalogue_find (catalogue, id), NULL, &slot, NULL),
      !=,
      0);
  return rack;
}

void
cable_fixture_set_up (CableFixture *self, gconstpointer data)
{
  HwDesign *design;
  HwFabricRow row;

  fixture_open (&self->base, make_catalogue (), 30000, 10000);
  design = self->base.design;
  hw_catalogue_adopt_cabling (hw_design_get_catalogue (design), self->base.catalogue);
  hw_design_begin (design, "Build");
  self->second_row = hw_operation_add_row (design, self->base.hall, "B");
  self->server_rack = add_rack (self, self->base.row, 1000, 2000, "server", 1);
  self->switch_rack = add_rack (self, self->second_row, 11000, 6000, "switch", 20);
  self->fabric = hw_operation_add_fabric (design, HW_FABRIC_COMPUTE, NULL);
  row = *hw_design_get_fabric (design, self->fabric);
  row.topology = HW_TOPOLOGY_FAT_TREE;
  row.tiers = HW_TIERS_ONE;
  row.switch_product = hw_catalogue_find (hw_design_get_catalogue (design), "switch")->number;
  hw_edit_set (design, HW_TABLE_FABRIC, self->fabric, &row);
  hw_design_commit (design);
}

void
cable_fixture_tear_down (CableFixture *self, gconstpointer data)
{
  fixture_tear_down (&self->base, data);
}
