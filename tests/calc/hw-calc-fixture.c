/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-calc-fixture.h"

#include <string.h>

static HwFigure
value (HwField field, double low, double recommended, double high)
{
  HwFigure figure = {
    .field = field, .state = HW_FIGURE_VALUE, .value = recommended, .low = low, .high = high
  };

  figure.basis = 'T';
  figure.confidence = 'h';
  return figure;
}

static void
add (HwProduct *product, HwField field, double number)
{
  HwFigure figure = value (field, number, number, number);

  g_assert_true (hw_product_add_figure (product, &figure));
}

static void
add_range (HwProduct *product, HwField field, double low, double recommended, double high)
{
  HwFigure figure = value (field, low, recommended, high);

  g_assert_true (hw_product_add_figure (product, &figure));
}

static void
add_state (HwProduct *product, HwField field, HwFigureState state)
{
  HwFigure figure = { .field = field, .state = state, .reason = (char *)"not published" };

  g_assert_true (hw_product_add_figure (product, &figure));
}

static void
allocate (HwProduct *assembly, const char *product, HwField field, double number)
{
  HwAllocation allocation = { g_strdup (product), value (field, number, number, number) };

  g_array_append_val (assembly->allocations, allocation);
}

/* Sets all precisions: FP8 as given, the others unsupported. */
static void
add_compute (HwProduct *product, double dense, double sparse)
{
  for (guint field = HW_FIELD_FP4_DENSE; field <= HW_FIELD_FP64_SPARSE; field++)
    if (field == HW_FIELD_FP8_DENSE || field == HW_FIELD_FP8_SPARSE)
      add (product, field, field == HW_FIELD_FP8_DENSE ? dense : sparse);
    else
      add_state (product, field, HW_FIGURE_UNSUPPORTED);
}

static HwProduct *
frame (const char *id, HwMounting mounting, double mass)
{
  HwProduct *product = hw_product_new (id, id, HW_KIND_RACK, mounting);

  add (product, HW_FIELD_CAPACITY_UNITS, 48);
  add (product, HW_FIELD_WIDTH, 0.6);
  add (product, HW_FIELD_DEPTH, 1);
  add (product, HW_FIELD_MASS, mass);
  add (product, HW_FIELD_LOAD_STATIC, 500);
  add (product, HW_FIELD_PRICE, 1000);
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

  add (product, HW_FIELD_RACK_UNITS, units);
  add (product, HW_FIELD_DEPTH, 0.8);
  add (product, HW_FIELD_MASS, mass);
  add (product, HW_FIELD_POWER_NAMEPLATE, watts);
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
  add (product, HW_FIELD_GPUS, 8);
  add_compute (product, 20e15, 40e15);
  add (product, HW_FIELD_HBM, 810e9);
  add (product, HW_FIELD_POWER_NAMEPLATE, 24000);
  add (product, HW_FIELD_POWER_EXPECTED, 18000);
  add (product, HW_FIELD_POWER_LIMIT, 25000);
  add (product, HW_FIELD_HEAT_LIQUID, 15000);
  add (product, HW_FIELD_HEAT_AIR, 9000);
  add (product, HW_FIELD_MASS, 500);
  add_range (product, HW_FIELD_PRICE, 400e3, 500e3, 600e3);
  allocate (product, "tray", HW_FIELD_GPUS, 2);
  allocate (product, "tray", HW_FIELD_FP8_DENSE, 5e15);
  allocate (product, "tray", HW_FIELD_FP8_SPARSE, 10e15);
  allocate (product, "tray", HW_FIELD_HBM, 200e9);
  allocate (product, "tray", HW_FIELD_POWER_NAMEPLATE, 4500);
  allocate (product, "tray", HW_FIELD_POWER_EXPECTED, 3600);
  allocate (product, "tray", HW_FIELD_HEAT_LIQUID, 3500);
  allocate (product, "tray", HW_FIELD_HEAT_AIR, 1000);
  allocate (product, "tray", HW_FIELD_MASS, 25);
  allocate (product, "tray", HW_FIELD_PRICE, 100e3);
  allocate (product, "frame", HW_FIELD_MASS, 150);
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

  add (server, HW_FIELD_GPUS, 4);
  add_compute (server, 10e15, 20e15);
  add (server, HW_FIELD_HBM, 400e9);
  add_state (server, HW_FIELD_POWER_EXPECTED, HW_FIGURE_UNKNOWN);
  add (server, HW_FIELD_HEAT_LIQUID, 0);
  add (server, HW_FIELD_HEAT_AIR, 10000);
  add_range (server, HW_FIELD_PRICE, 300e3, 400e3, 500e3);
  add (tray, HW_FIELD_GPUS, 2);
  add_compute (tray, 5e15, 10e15);
  add (tray, HW_FIELD_HBM, 200e9);
  add (tray, HW_FIELD_POWER_EXPECTED, 4000);
  add (tray, HW_FIELD_HEAT_LIQUID, 4000);
  add (tray, HW_FIELD_PRICE, 100e3);
  add (leaf, HW_FIELD_POWER_EXPECTED, 600);
  add (leaf, HW_FIELD_HEAT_LIQUID, 0);
  add (leaf, HW_FIELD_HEAT_AIR, 1000);
  add_state (leaf, HW_FIELD_PRICE, HW_FIGURE_UNKNOWN);
  add (pump, HW_FIELD_WIDTH, 0.9);
  add (pump, HW_FIELD_DEPTH, 1.2);
  add (pump, HW_FIELD_MASS, 1000);
  add (pump, HW_FIELD_POWER_NAMEPLATE, 20000);
  add (pump, HW_FIELD_PRICE, 50e3);
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
  fixture->catalogue = make_catalogue ();
  fixture->design = hw_design_new ();
  hw_design_build_begin (fixture->design);
  fixture->hall = hw_operation_add_hall (fixture->design, "Hall 1", 20000, 10000);
  fixture->row = hw_operation_add_row (fixture->design, fixture->hall, "A");
  hw_design_build_end (fixture->design);
  fixture->results = hw_results_new (fixture->design);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->results);
  g_assert_finalize_object (fixture->design);
  g_assert_finalize_object (fixture->catalogue);
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

void
fixture_remove (Fixture *fixture, HwTableKind table, HwHandle handle)
{
  HwRef ref = HW_REF (table, handle);

  hw_design_begin (fixture->design, "Remove");
  g_assert_true (hw_operation_remove (fixture->design, &ref, 1, NULL));
  hw_design_commit (fixture->design);
}

void
fixture_set (
    Fixture *fixture, HwTableKind table, HwHandle handle, const char *attribute, const char *text)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Set");
  hw_operation_set (fixture->design, HW_REF (table, handle), attribute, text, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
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
