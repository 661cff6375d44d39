/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"

static void
figure (HwProduct *product, HwField field, double value)
{
  static const HwSource source = { (char *)"made-up", NULL, (char *)"Made up for tests", NULL };
  const char *unit = hw_field_dimension (field) == HW_DIMENSION_LENGTH ? "m" : "U";
  HwFigure figure = { .field = field,
                      .state = HW_FIGURE_VALUE,
                      .value = value,
                      .low = value,
                      .high = value,
                      .printed = value,
                      .printed_low = value,
                      .printed_high = value,
                      .unit = hw_unit_find (unit),
                      .basis = 'A',
                      .confidence = 'l',
                      .source = &source };

  g_assert_true (hw_product_add_figure (product, &figure));
}

static HwProduct *
device (const char *id, HwProductKind kind, HwMounting mounting, double units, double depth_m)
{
  HwProduct *product = hw_product_new (id, id, kind, mounting);

  figure (product, HW_FIELD_RACK_UNITS, units);
  if (depth_m > 0)
    figure (product, HW_FIELD_DEPTH, depth_m);
  return product;
}

static HwProduct *
frame (const char *id, HwMounting mounting, double units, double width_m, double depth_m)
{
  HwProduct *product = hw_product_new (id, id, HW_KIND_RACK, mounting);

  figure (product, HW_FIELD_CAPACITY_UNITS, units);
  figure (product, HW_FIELD_WIDTH, width_m);
  figure (product, HW_FIELD_DEPTH, depth_m);
  figure (product, HW_FIELD_HEIGHT, 2.3);
  return product;
}

HwCatalogue *
fixture_catalogue (void)
{
  HwCatalogue *catalogue = hw_catalogue_new ();
  HwProduct *system = hw_product_new ("system", "System", HW_KIND_ASSEMBLY, HW_MOUNTING_MGX);
  HwProduct *pdu = hw_product_new ("pdu", "pdu", HW_KIND_RACK_PDU, HW_MOUNTING_SIDE);
  HwProduct *cdu = hw_product_new ("row-cdu", "row-cdu", HW_KIND_CDU_ROW, HW_MOUNTING_FLOOR);

  figure (pdu, HW_FIELD_HEIGHT, 1.8);
  figure (cdu, HW_FIELD_WIDTH, 0.9);
  figure (cdu, HW_FIELD_DEPTH, 1.243);
  system->rack = g_strdup ("rack-mgx");
  for (int i = 3; i >= 0; i--)
    {
      HwPart part = {
        g_strdup ("tray"), g_strdup_printf ("Tray %d", i + 1), (gint16)(2 * i), HW_FACE_FRONT
      };
      g_array_append_val (system->parts, part);
    }
  hw_catalogue_add (catalogue, system, NULL);
  hw_catalogue_add (catalogue, pdu, NULL);
  hw_catalogue_add (catalogue, cdu, NULL);
  hw_catalogue_add (catalogue, frame ("rack-48", HW_MOUNTING_EIA, 48, 0.6, 1.2), NULL);
  hw_catalogue_add (catalogue, frame ("rack-mgx", HW_MOUNTING_MGX, 48, 0.6, 1.068), NULL);
  hw_catalogue_add (
      catalogue, device ("server", HW_KIND_SERVER, HW_MOUNTING_EIA, 10, 0.8971), NULL);
  hw_catalogue_add (
      catalogue, device ("switch", HW_KIND_ETHERNET_SWITCH, HW_MOUNTING_EIA, 1, 0.432), NULL);
  hw_catalogue_add (catalogue, device ("half", HW_KIND_GENERIC, HW_MOUNTING_EIA, 0.5, 0.3), NULL);
  hw_catalogue_add (catalogue, device ("deep", HW_KIND_GENERIC, HW_MOUNTING_EIA, 1, 0), NULL);
  hw_catalogue_add (catalogue, device ("too-deep", HW_KIND_GENERIC, HW_MOUNTING_EIA, 1, 1.3), NULL);
  hw_catalogue_add (
      catalogue, device ("tray", HW_KIND_COMPUTE_TRAY, HW_MOUNTING_MGX, 1, 0.799), NULL);
  return catalogue;
}

const HwProduct *
fixture_product (Fixture *fixture, const char *id)
{
  const HwProduct *product = hw_catalogue_find (fixture->catalogue, id);

  g_assert_nonnull (product);
  return product;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->catalogue = fixture_catalogue ();
  fixture->design = hw_design_new ();
  hw_design_build_begin (fixture->design);
  fixture->hall = hw_operation_add_hall (fixture->design, "Hall 1", 10000, 8000);
  fixture->row = hw_operation_add_row (fixture->design, fixture->hall, "A");
  fixture->rack = hw_operation_add_rack (fixture->design,
                                         fixture->hall,
                                         fixture->row,
                                         fixture->catalogue,
                                         fixture_product (fixture, "rack-48"),
                                         NULL,
                                         1200,
                                         1200,
                                         0,
                                         &error);
  g_assert_no_error (error);
  hw_design_build_end (fixture->design);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->design);
  g_assert_finalize_object (fixture->catalogue);
}

HwSlot
fixture_slot (double unit, HwFace face)
{
  HwSlot slot = { (gint16)((unit - 1) * 2), (guint8)face, HW_CHANNEL_NONE, 0 };

  return slot;
}

HwHandle
fixture_mount (Fixture *fixture, HwHandle rack, const char *id, double unit)
{
  g_autoptr (GError) error = NULL;
  HwSlot slot = fixture_slot (unit, HW_FACE_FRONT);
  HwHandle device;

  hw_design_begin (fixture->design, "Mount");
  device = hw_operation_add_device (fixture->design,
                                    rack,
                                    fixture->catalogue,
                                    fixture_product (fixture, id),
                                    NULL,
                                    &slot,
                                    &error);
  g_assert_no_error (error);
  g_assert_true (hw_design_commit (fixture->design));
  return device;
}
