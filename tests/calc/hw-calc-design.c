/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-calc-design.h"

void
fixture_open (Fixture *fixture, HwCatalogue *catalogue, int width_mm, int depth_mm)
{
  fixture->catalogue = catalogue;
  fixture->design = hw_design_new ();
  hw_design_build_begin (fixture->design);
  fixture->hall = hw_operation_add_hall (fixture->design, "Hall 1", width_mm, depth_mm);
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

void
fixture_remove (Fixture *fixture, HwTableKind table, HwHandle handle)
{
  HwRef ref = HW_REF (table, handle);
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Remove");
  g_assert_true (hw_operation_remove (fixture->design, &ref, 1, &error));
  g_assert_no_error (error);
  g_assert_true (hw_design_commit (fixture->design));
}

void
fixture_set (
    Fixture *fixture, HwTableKind table, HwHandle handle, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Set");
  hw_operation_set (fixture->design, HW_REF (table, handle), name, text, &error);
  g_assert_no_error (error);
  g_assert_true (hw_design_commit (fixture->design));
}

/* --- figures --- */

void
figure_ranged (HwProduct *product, HwField field, double value, double low, double high)
{
  HwFigure figure = { .field = field,
                      .state = HW_FIGURE_VALUE,
                      .value = value,
                      .low = low,
                      .high = high,
                      .ranged = low != high,
                      .basis = 'T',
                      .confidence = 'h' };

  g_assert_true (hw_product_add_figure (product, &figure));
}

void
figure_value (HwProduct *product, HwField field, double number)
{
  figure_ranged (product, field, number, number, number);
}

void
figure_unknown (HwProduct *product, HwField field)
{
  HwFigure figure = {
    .field = field, .state = HW_FIGURE_UNKNOWN, .reason = (char *)"not published", .confidence = 'l'
  };

  g_assert_true (hw_product_add_figure (product, &figure));
}

void
figure_unsupported (HwProduct *product, HwField field)
{
  HwFigure figure
      = { .field = field, .state = HW_FIGURE_UNSUPPORTED, .reason = (char *)"has no such units" };

  g_assert_true (hw_product_add_figure (product, &figure));
}

void
figure_allocate (
    HwProduct *assembly, const char *id, HwField field, double number, double low, double high)
{
  HwAllocation allocation = { g_strdup (id),
                              { .field = field,
                                .state = HW_FIGURE_VALUE,
                                .value = number,
                                .low = low,
                                .high = high,
                                .basis = 'C',
                                .confidence = 'l' } };

  g_array_append_val (assembly->allocations, allocation);
}

void
figure_no_other_rates (HwProduct *product)
{
  for (HwField field = HW_FIELD_FP4_DENSE; field <= HW_FIELD_FP64_SPARSE; field++)
    if (hw_product_figure (product, field) == NULL)
      figure_unsupported (product, field);
}

HwProduct *
product_with_ports (const char *id, HwProductKind kind, double units, double ports, double speed)
{
  HwProduct *product = hw_product_new (id, id, kind, HW_MOUNTING_EIA);

  figure_value (product, HW_FIELD_RACK_UNITS, units);
  figure_value (product, HW_FIELD_DEPTH, 0.8);
  figure_value (product, HW_FIELD_POWER_NAMEPLATE, 1000);
  if (ports > 0)
    {
      figure_value (product, HW_FIELD_PORTS, ports);
      figure_value (product, HW_FIELD_PORT_SPEED, speed);
    }
  return product;
}

HwProduct *
product_rack (void)
{
  HwProduct *rack = hw_product_new ("eia-48u-600x1200", "rack", HW_KIND_RACK, HW_MOUNTING_EIA);

  figure_value (rack, HW_FIELD_CAPACITY_UNITS, 48);
  figure_value (rack, HW_FIELD_WIDTH, 0.6);
  figure_value (rack, HW_FIELD_DEPTH, 1.2);
  return rack;
}

HwProduct *
product_top_of_rack (double ports)
{
  HwProduct *tor = product_with_ports ("tor", HW_KIND_ETHERNET_SWITCH, 1, ports, 1e9);

  figure_value (tor, HW_FIELD_IN_BAND_PORTS, 2);
  figure_value (tor, HW_FIELD_IN_BAND_SPEED, 100e9);
  return tor;
}

HwCatalogue *
catalogue_of (HwProduct *const *products, guint n_products)
{
  HwCatalogue *catalogue = hw_catalogue_new ();

  for (guint i = 0; i < n_products; i++)
    g_assert_nonnull (hw_catalogue_add (catalogue, products[i], NULL));
  return catalogue;
}
