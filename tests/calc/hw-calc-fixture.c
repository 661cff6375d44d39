/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-calc-fixture.h"

#include <string.h>

static void
add_compute (HwProduct *product, double dense, double sparse)
{
  figure_value (product, HW_FIELD_FP8_DENSE, dense);
  figure_value (product, HW_FIELD_FP8_SPARSE, sparse);
  figure_no_other_rates (product);
}

static HwProduct *
frame (const char *id, HwMounting mounting, double mass)
{
  HwProduct *product = hw_product_new (id, id, HW_KIND_RACK, mounting);

  figure_value (product, HW_FIELD_CAPACITY_UNITS, 48);
  figure_value (product, HW_FIELD_WIDTH, 0.6);
  figure_value (product, HW_FIELD_DEPTH, 1);
  figure_value (product, HW_FIELD_MASS, mass);
  figure_value (product, HW_FIELD_LOAD_STATIC, 500);
  figure_value (product, HW_FIELD_PRICE, 1000);
  return product;
}

static HwProduct *
device (const char *id,
        HwProductKind kind,
        HwMounting mounting,
        double units,
        double mass,
        double watts)
{
  HwProduct *product = hw_product_new (id, id, kind, mounting);

  figure_value (product, HW_FIELD_RACK_UNITS, units);
  figure_value (product, HW_FIELD_DEPTH, 0.8);
  figure_value (product, HW_FIELD_MASS, mass);
  figure_value (product, HW_FIELD_POWER_NAMEPLATE, watts);
  return product;
}

static HwProduct *
make_system (void)
{
  HwProduct *product = hw_product_new ("system", "System", HW_KIND_ASSEMBLY, HW_MOUNTING_MGX);
  HwPart top = { g_strdup ("switch"), g_strdup ("Switch"), 20, HW_FACE_FRONT };

  product->rack = g_strdup ("frame");
  g_array_append_val (product->parts, top);
  for (int i = 4; i >= 1; i--)
    {
      HwPart part
          = { g_strdup ("tray"), g_strdup_printf ("Tray %d", i), (gint16)(2 * i), HW_FACE_FRONT };
      g_array_append_val (product->parts, part);
    }
  figure_value (product, HW_FIELD_GPUS, 8);
  add_compute (product, 20e15, 40e15);
  figure_value (product, HW_FIELD_HBM, 810e9);
  figure_value (product, HW_FIELD_POWER_NAMEPLATE, 24000);
  figure_value (product, HW_FIELD_POWER_EXPECTED, 18000);
  figure_value (product, HW_FIELD_POWER_LIMIT, 25000);
  figure_value (product, HW_FIELD_HEAT_LIQUID, 15000);
  figure_value (product, HW_FIELD_HEAT_AIR, 9000);
  figure_value (product, HW_FIELD_MASS, 500);
  figure_ranged (product, HW_FIELD_PRICE, 500e3, 400e3, 600e3);
  figure_allocate (product, "tray", HW_FIELD_GPUS, 2, 2, 2);
  figure_allocate (product, "tray", HW_FIELD_FP8_DENSE, 5e15, 5e15, 5e15);
  figure_allocate (product, "tray", HW_FIELD_FP8_SPARSE, 10e15, 10e15, 10e15);
  figure_allocate (product, "tray", HW_FIELD_HBM, 200e9, 200e9, 200e9);
  figure_allocate (product, "tray", HW_FIELD_POWER_NAMEPLATE, 4500, 4500, 4500);
  figure_allocate (product, "tray", HW_FIELD_POWER_EXPECTED, 3600, 3600, 3600);
  figure_allocate (product, "tray", HW_FIELD_HEAT_LIQUID, 3500, 3500, 3500);
  figure_allocate (product, "tray", HW_FIELD_HEAT_AIR, 1000, 1000, 1000);
  figure_allocate (product, "tray", HW_FIELD_MASS, 25, 25, 25);
  figure_allocate (product, "tray", HW_FIELD_PRICE, 100e3, 100e3, 100e3);
  figure_allocate (product, "frame", HW_FIELD_MASS, 150, 150, 150);
  return product;
}

static HwCatalogue *
make_catalogue (void)
{
  HwCatalogue *catalogue = hw_catalogue_new ();
  HwProduct *server = device ("server", HW_KIND_SERVER, HW_MOUNTING_EIA, 10, 130, 10000);
  HwProduct *tray = device ("tray", HW_KIND_COMPUTE_TRAY, HW_MOUNTING_MGX, 1, 20, 5000);
  HwProduct *leaf = device ("switch", HW_KIND_INFINIBAND_SWITCH, HW_MOUNTING_EIA, 1, 15, 1000);
  HwProduct *pump = hw_product_new ("pump", "pump", HW_KIND_CDU_ROW, HW_MOUNTING_FLOOR);

  figure_value (server, HW_FIELD_GPUS, 4);
  add_compute (server, 10e15, 20e15);
  figure_value (server, HW_FIELD_HBM, 400e9);
  figure_unknown (server, HW_FIELD_POWER_EXPECTED);
  figure_value (server, HW_FIELD_HEAT_LIQUID, 0);
  figure_value (server, HW_FIELD_HEAT_AIR, 10000);
  figure_ranged (server, HW_FIELD_PRICE, 400e3, 300e3, 500e3);
  figure_value (tray, HW_FIELD_GPUS, 2);
  add_compute (tray, 5e15, 10e15);
  figure_value (tray, HW_FIELD_HBM, 200e9);
  figure_value (tray, HW_FIELD_POWER_EXPECTED, 4000);
  figure_value (tray, HW_FIELD_HEAT_LIQUID, 4000);
  figure_value (tray, HW_FIELD_PRICE, 100e3);
  figure_value (leaf, HW_FIELD_POWER_EXPECTED, 600);
  figure_value (leaf, HW_FIELD_HEAT_LIQUID, 0);
  figure_value (leaf, HW_FIELD_HEAT_AIR, 1000);
  figure_unknown (leaf, HW_FIELD_PRICE);
  figure_value (pump, HW_FIELD_WIDTH, 0.9);
  figure_value (pump, HW_FIELD_DEPTH, 1.2);
  figure_value (pump, HW_FIELD_MASS, 1000);
  figure_value (pump, HW_FIELD_POWER_NAMEPLATE, 20000);
  figure_value (pump, HW_FIELD_PRICE, 50e3);
  hw_catalogue_add (catalogue, frame ("rack", HW_MOUNTING_EIA, 100), NULL);
  hw_catalogue_add (catalogue, frame ("frame", HW_MOUNTING_MGX, 100), NULL);
  hw_catalogue_add (catalogue, server, NULL);
  hw_catalogue_add (catalogue, tray, NULL);
  hw_catalogue_add (catalogue, leaf, NULL);
  hw_catalogue_add (catalogue, pump, NULL);
  hw_catalogue_add (catalogue, make_system (), NULL);
  return catalogue;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture_open (fixture, make_catalogue (), 20000, 10000);
}

HwHandle
fixture_rack (Fixture *fixture, const char *product, gint32 x_mm, gint32 y_mm)
{
  g_autoptr (GError) error = NULL;
  HwHandle rack;

  hw_design_begin (fixture->design, "Add");
  rack = hw_operation_add_rack (fixture->design,
                                fixture->hall,
                                fixture->row,
                                fixture->catalogue,
                                hw_catalogue_find (fixture->catalogue, product),
                                NULL,
                                x_mm,
                                y_mm,
                                0,
                                &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return rack;
}

HwHandle
fixture_mount (Fixture *fixture, HwHandle rack, const char *product, double unit)
{
  g_autoptr (GError) error = NULL;
  HwSlot slot = { (gint16)((unit - 1) * 2), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwHandle handle;

  hw_design_begin (fixture->design, "Mount");
  handle = hw_operation_add_device (fixture->design,
                                    rack,
                                    fixture->catalogue,
                                    hw_catalogue_find (fixture->catalogue, product),
                                    NULL,
                                    &slot,
                                    &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return handle;
}

HwHandle
fixture_device (Fixture *fixture, HwHandle rack, const char *product)
{
  for (HwHandle device = hw_design_first_child (fixture->design, HW_TABLE_DEVICE, rack);
       device != 0;
       device = hw_design_next_child (fixture->design, HW_TABLE_DEVICE, device))
    if (strcmp (hw_design_device_product (fixture->design, device)->id, product) == 0)
      return device;
  g_assert_not_reached ();
}

double
fixture_total (Fixture *fixture, HwTotal total)
{
  return hw_results_total (fixture->results, total, HW_REF (HW_TABLE_DESIGN, 0)).value;
}
