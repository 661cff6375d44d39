/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draw-fixture.h"

#include "hw-edit.h"

static void
figure (HwProduct *product, HwField field, double value)
{
  HwFigure figure
      = { .field = field, .state = HW_FIGURE_VALUE, .value = value, .low = value, .high = value };

  g_assert_true (hw_product_add_figure (product, &figure));
}

static HwProduct *
device (HwCatalogue *catalogue,
        const char *id,
        const char *name,
        HwProductKind kind,
        HwMounting mounting,
        double units,
        double depth_m,
        double power_w,
        double mass_kg)
{
  HwProduct *product = hw_product_new (id, name, kind, mounting);

  if (units > 0)
    figure (product, HW_FIELD_RACK_UNITS, units);
  if (depth_m > 0)
    figure (product, HW_FIELD_DEPTH, depth_m);
  if (power_w > 0)
    figure (product, HW_FIELD_POWER_NAMEPLATE, power_w);
  if (mass_kg > 0)
    figure (product, HW_FIELD_MASS, mass_kg);
  return product;
}

static HwProduct *
frame (const char *id, const char *name, HwMounting mounting, double width_m, double depth_m)
{
  HwProduct *product = hw_product_new (id, name, HW_KIND_RACK, mounting);

  figure (product, HW_FIELD_CAPACITY_UNITS, 48);
  figure (product, HW_FIELD_WIDTH, width_m);
  figure (product, HW_FIELD_DEPTH, depth_m);
  figure (product, HW_FIELD_HEIGHT, 2.3);
  figure (product, HW_FIELD_MASS, 180);
  figure (product, HW_FIELD_LOAD_STATIC, 1800);
  figure (product, HW_FIELD_POWER_LIMIT, mounting == HW_MOUNTING_MGX ? 132e3 : 40e3);
  return product;
}

static void
part (HwProduct *assembly, const char *id, const char *name, int number, int unit)
{
  HwPart row = { g_strdup (id), NULL, (gint16)(2 * (unit - 1)), HW_FACE_FRONT };

  row.name = number > 0 ? g_strdup_printf ("%s %d", name, number) : g_strdup (name);
  g_array_append_val (assembly->parts, row);
}

static void
allocate (HwProduct *assembly, const char *id, HwField field, double value)
{
  HwAllocation row = {
    g_strdup (id),
    { .field = field, .state = HW_FIGURE_VALUE, .value = value, .low = value, .high = value }
  };

  g_array_append_val (assembly->allocations, row);
}

static HwProduct *
system_product (void)
{
  HwProduct *product = hw_product_new ("nvl72", "GB200 NVL72", HW_KIND_ASSEMBLY, HW_MOUNTING_MGX);

  figure (product, HW_FIELD_POWER_NAMEPLATE, 132e3);
  figure (product, HW_FIELD_MASS, 1360);
  figure (product, HW_FIELD_GPUS, 72);
  figure (product, HW_FIELD_FP8_DENSE, 360e15);
  figure (product, HW_FIELD_PRICE, 3.1e6);
  allocate (product, "tray", HW_FIELD_POWER_NAMEPLATE, 6500);
  allocate (product, "tray", HW_FIELD_MASS, 29);
  allocate (product, "tray", HW_FIELD_GPUS, 4);
  allocate (product, "tray", HW_FIELD_FP8_DENSE, 20e15);
  allocate (product, "nvswitch", HW_FIELD_POWER_NAMEPLATE, 1240);
  product->rack = g_strdup ("rack-mgx");
  part (product, "sn2201-mgx", "SN2201 OOB", 0, 46);
  for (int i = 8; i >= 5; i--)
    part (product, "shelf", "Power shelf", i, 34 + i);
  for (int i = 18; i >= 9; i--)
    part (product, "tray", "Compute tray", i, 19 + i);
  for (int i = 9; i >= 1; i--)
    part (product, "nvswitch", "NVLink switch", i, 17 + i);
  for (int i = 8; i >= 1; i--)
    part (product, "tray", "Compute tray", i, 8 + i);
  for (int i = 4; i >= 1; i--)
    part (product, "shelf", "Power shelf", i, 2 + i);
  return product;
}

static HwCatalogue *
fixture_catalogue (void)
{
  HwCatalogue *c = hw_catalogue_new ();
  HwProduct *p;

  hw_catalogue_add (c, frame ("rack-48", "48U, 600 × 1200 mm", HW_MOUNTING_EIA, 0.6, 1.2), NULL);
  hw_catalogue_add (c, frame ("rack-mgx", "MGX rack", HW_MOUNTING_MGX, 0.6, 1.068), NULL);
  p = device (c, "dgx", "DGX B200", HW_KIND_SERVER, HW_MOUNTING_EIA, 10, 0.8971, 14300, 142);
  figure (p, HW_FIELD_GPUS, 8);
  figure (p, HW_FIELD_PRICE, 450e3);
  figure (p, HW_FIELD_FP8_DENSE, 36e15);
  figure (p, HW_FIELD_HEAT_AIR, 14300);
  hw_catalogue_add (c, p, NULL);
  p = device (
      c, "tray", "GB200 compute tray", HW_KIND_COMPUTE_TRAY, HW_MOUNTING_MGX, 1, 0.799, 6500, 29);
  figure (p, HW_FIELD_GPUS, 4);
  figure (p, HW_FIELD_FP8_DENSE, 20e15);
  figure (p, HW_FIELD_HEAT_LIQUID, 5800);
  figure (p, HW_FIELD_HEAT_AIR, 700);
  hw_catalogue_add (c, p, NULL);
  p = device (c,
              "nvswitch",
              "NVLink switch tray",
              HW_KIND_NVLINK_SWITCH,
              HW_MOUNTING_MGX,
              1,
              0.8,
              1240,
              15);
  hw_catalogue_add (c, p, NULL);
  p = device (c, "shelf", "Power shelf 33 kW", HW_KIND_POWER_SHELF, HW_MOUNTING_MGX, 1, 0.8, 0, 30);
  figure (p, HW_FIELD_POWER_CAPACITY, 33e3);
  hw_catalogue_add (c, p, NULL);
  p = device (c, "sn2201-mgx", "SN2201", HW_KIND_ETHERNET_SWITCH, HW_MOUNTING_MGX, 1, 0.43, 98, 8);
  hw_catalogue_add (c, p, NULL);
  p = device (c, "sn2201", "SN2201", HW_KIND_ETHERNET_SWITCH, HW_MOUNTING_EIA, 1, 0.43, 98, 8);
  hw_catalogue_add (c, p, NULL);
  p = device (c,
              "qm9700",
              "Quantum-2 QM9700",
              HW_KIND_INFINIBAND_SWITCH,
              HW_MOUNTING_EIA,
              1,
              0.66,
              1720,
              14.8);
  hw_catalogue_add (c, p, NULL);
  p = device (c, "ufm", "UFM appliance", HW_KIND_MANAGEMENT, HW_MOUNTING_EIA, 2, 0.7, 800, 20);
  hw_catalogue_add (c, p, NULL);
  p = device (c, "storage", "Storage node", HW_KIND_STORAGE, HW_MOUNTING_EIA, 2, 0.85, 900, 32);
  hw_catalogue_add (c, p, NULL);
  p = device (c, "cdu-80", "In-rack CDU", HW_KIND_CDU_RACK, HW_MOUNTING_EIA, 4, 0.9, 1600, 130);
  figure (p, HW_FIELD_COOLING_CAPACITY, 80e3);
  hw_catalogue_add (c, p, NULL);
  p = device (c, "pdu", "Rack PDU", HW_KIND_RACK_PDU, HW_MOUNTING_SIDE, 0, 0, 0, 12);
  figure (p, HW_FIELD_HEIGHT, 1.8);
  hw_catalogue_add (c, p, NULL);
  p = device (c, "row-cdu", "Row CDU 1350", HW_KIND_CDU_ROW, HW_MOUNTING_FLOOR, 0, 1.2, 15000, 900);
  figure (p, HW_FIELD_WIDTH, 0.9);
  figure (p, HW_FIELD_HEIGHT, 2.1);
  figure (p, HW_FIELD_COOLING_CAPACITY, 1350e3);
  hw_catalogue_add (c, p, NULL);
  hw_catalogue_add (c, system_product (), NULL);
  return c;
}

const HwProduct *
fixture_product (Fixture *fixture, const char *id)
{
  const HwProduct *product = hw_catalogue_find (fixture->catalogue, id);

  g_assert_nonnull (product);
  return product;
}

HwHandle
fixture_rack (Fixture *fixture,
              HwHandle row,
              const char *id,
              const char *name,
              gint32 x_mm,
              gint32 y_mm,
              gint16 rotation)
{
  g_autoptr (GError) error = NULL;
  HwHandle rack = hw_operation_add_rack (fixture->design,
                                         fixture->hall,
                                         row,
                                         fixture->catalogue,
                                         fixture_product (fixture, id),
                                         name,
                                         x_mm,
                                         y_mm,
                                         rotation,
                                         &error);

  g_assert_no_error (error);
  return rack;
}

HwHandle
fixture_mount (
    Fixture *fixture, HwHandle rack, const char *id, const char *name, double unit, HwFace face)
{
  g_autoptr (GError) error = NULL;
  HwSlot slot = { (gint16)((unit - 1) * 2), (guint8)face, HW_CHANNEL_NONE, 0 };
  HwHandle handle;

  if (fixture_product (fixture, id)->mounting == HW_MOUNTING_SIDE)
    slot.channel = face == HW_FACE_REAR ? HW_CHANNEL_LEFT_REAR : HW_CHANNEL_RIGHT_FRONT;
  handle = hw_operation_add_device (fixture->design,
                                    rack,
                                    fixture->catalogue,
                                    fixture_product (fixture, id),
                                    name,
                                    &slot,
                                    &error);
  g_assert_no_error (error);
  return handle;
}

static void
feature (Fixture *fixture,
         HwFeatureKind kind,
         const char *name,
         gint32 x_mm,
         gint32 y_mm,
         gint32 width_mm,
         gint32 depth_mm)
{
  HwFeature row = { 0 };

  hw_row_init (HW_TABLE_FEATURE, &row);
  row.object.parent = fixture->hall;
  row.object.name = hw_design_intern (fixture->design, name);
  row.kind = (guint8)kind;
  row.x_mm = x_mm;
  row.y_mm = y_mm;
  row.width_mm = width_mm;
  row.depth_mm = depth_mm;
  hw_edit_insert (fixture->design, HW_TABLE_FEATURE, &row);
}

static void
fill_fabric (Fixture *fixture)
{
  HwReservation reservation = { 0 };

  for (int i = 1; i <= 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("Leaf %d", i);
      fixture_mount (fixture, fixture->fabric, "qm9700", name, 39 + i, HW_FACE_FRONT);
    }
  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("Spine %d", i);
      fixture_mount (fixture, fixture->fabric, "qm9700", name, 29 + i, HW_FACE_FRONT);
    }
  fixture_mount (fixture, fixture->fabric, "ufm", "UFM", 24, HW_FACE_FRONT);
  fixture_mount (fixture, fixture->fabric, "sn2201", "SN2201 rear", 20, HW_FACE_REAR);
  fixture_mount (fixture, fixture->fabric, "sn2201", "SN2201", 20, HW_FACE_FRONT);
  fixture_mount (fixture, fixture->fabric, "cdu-80", "In-rack CDU", 2, HW_FACE_FRONT);
  fixture_mount (fixture, fixture->fabric, "pdu", "PDU A", 1, HW_FACE_REAR);
  hw_row_init (HW_TABLE_RESERVATION, &reservation);
  reservation.object.parent = fixture->fabric;
  reservation.object.name = hw_design_intern (fixture->design, "Kept for storage fabric");
  reservation.position = 2 * (9 - 1);
  reservation.half_units = 8;
  reservation.both = TRUE;
  fixture->reservation = hw_edit_insert (fixture->design, HW_TABLE_RESERVATION, &reservation);
}

static void
fill_title_block (Fixture *fixture)
{
  HwDesignRow row = *hw_design_get_title (fixture->design);

  row.object.name = hw_design_intern (fixture->design, "First Blackwell hall");
  row.project = hw_design_intern (fixture->design, "Northern campus");
  row.number = hw_design_intern (fixture->design, "NC-2001");
  row.revision = hw_design_intern (fixture->design, "3");
  row.issuer = hw_design_intern (fixture->design, "Example Engineering");
  row.drawn = hw_design_intern (fixture->design, "A. Planner");
  row.date = hw_design_intern (fixture->design, "2026-11-24");
  hw_edit_set (fixture->design, HW_TABLE_DESIGN, 1, &row);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  HwHandle back;

  fixture->catalogue = fixture_catalogue ();
  fixture->design = hw_design_new ();
  hw_design_build_begin (fixture->design);
  fill_title_block (fixture);
  fixture->hall = hw_operation_add_hall (fixture->design, "Hall 1", 12000, 9000);
  fixture->row_a = hw_operation_add_row (fixture->design, fixture->hall, "A");
  fixture->row_b = hw_operation_add_row (fixture->design, fixture->hall, "B");
  fixture->system = fixture_rack (fixture, fixture->row_a, "nvl72", "A01", 2400, 1200, 0);
  fixture_rack (fixture, fixture->row_a, "nvl72", "A02", 3000, 1200, 0);
  fixture->fabric = fixture_rack (fixture, fixture->row_a, "rack-48", "A03", 3600, 1200, 0);
  fixture->servers = fixture_rack (fixture, fixture->row_a, "rack-48", "A04", 4200, 1200, 0);
  fixture->cdu = fixture_rack (fixture, fixture->row_a, "row-cdu", "CDU-1", 5400, 1200, 0);
  back = fixture_rack (fixture, fixture->row_b, "rack-48", "B01", 2400, 4800, 180);
  fixture_rack (fixture, fixture->row_b, "rack-48", "B02", 3000, 4800, 180);
  fixture_rack (fixture, 0, "rack-48", "Spare rack with a long name", 9000, 6000, 90);
  fill_fabric (fixture);
  fixture->server = fixture_mount (fixture, fixture->servers, "dgx", "dgx-01", 3, HW_FACE_FRONT);
  fixture_mount (fixture, fixture->servers, "dgx", "dgx-02", 14, HW_FACE_FRONT);
  for (int i = 0; i < 4; i++)
    fixture_mount (fixture, back, "dgx", NULL, 2 + 11 * i, HW_FACE_FRONT);
  for (int i = 0; i < 3; i++)
    fixture_mount (fixture, back, "sn2201", NULL, 12 + 11 * i, HW_FACE_FRONT);
  feature (fixture, HW_FEATURE_COLUMN, "", 7800, 3000, 600, 600);
  feature (fixture, HW_FEATURE_KEEP_OUT, "Ramp", 9600, 600, 1800, 1800);
  feature (fixture, HW_FEATURE_DOOR, "Door", 600, 8700, 1200, 300);
  feature (fixture, HW_FEATURE_NOTE, "Kept free for phase 2", 6000, 7200, 2400, 900);
  hw_design_build_end (fixture->design);
  fixture->results = hw_results_new (fixture->design);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->results);
  g_clear_object (&fixture->design);
  g_clear_object (&fixture->catalogue);
}

HwHandle
fixture_add_many (Fixture *fixture, guint n_rows, guint n_racks)
{
  g_autoptr (GError) error = NULL;
  HwHandle hall;

  hw_design_build_begin (fixture->design);
  hall = hw_operation_add_hall (
      fixture->design, "Large", (gint32)n_racks * 600 + 4800, (gint32)n_rows * 3000 + 2400);
  for (guint r = 0; r < n_rows; r++)
    {
      g_autofree char *row_name = g_strdup_printf ("R%u", r + 1);
      HwHandle row = hw_operation_add_row (fixture->design, hall, row_name);
      for (guint i = 0; i < n_racks; i++)
        {
          g_autofree char *name = g_strdup_printf ("R%u-%02u", r + 1, i + 1);
          HwRack rack = { 0 };
          HwHandle handle;
          const HwProduct *frame = hw_catalogue_adopt (
              hw_design_get_catalogue (fixture->design), fixture->catalogue, "rack-48", &error);
          g_assert_no_error (error);
          hw_row_init (HW_TABLE_RACK, &rack);
          rack.object.parent = hall;
          rack.object.name = hw_design_intern (fixture->design, name);
          rack.product = frame->number;
          rack.row = row;
          rack.x_mm = 2400 + (gint32)i * 600;
          rack.y_mm = 1200 + (gint32)r * 3000;
          handle = hw_edit_insert (fixture->design, HW_TABLE_RACK, &rack);
          for (guint u = 0; u < 42; u++)
            {
              HwDevice device = { 0 };
              g_autofree char *own = g_strdup_printf ("node-%02u", u + 1);
              const HwProduct *product
                  = hw_catalogue_adopt (hw_design_get_catalogue (fixture->design),
                                        fixture->catalogue,
                                        u % 14 < 10 ? "qm9700" : "sn2201",
                                        &error);
              g_assert_no_error (error);
              hw_row_init (HW_TABLE_DEVICE, &device);
              device.object.parent = handle;
              device.object.name = hw_design_intern (fixture->design, own);
              device.product = product->number;
              device.position = (gint16)(2 * u);
              hw_edit_insert (fixture->design, HW_TABLE_DEVICE, &device);
            }
        }
    }
  hw_design_build_end (fixture->design);
  return hall;
}
