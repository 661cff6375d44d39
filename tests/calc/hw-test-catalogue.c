/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-test-catalogue.h"

#include <math.h>
#include <string.h>

#include "hw-feeds.h"

static HwProduct *
device (const char *id, HwProductKind kind, HwMounting mounting, double units, double depth)
{
  HwProduct *product = hw_product_new (id, id, kind, mounting);

  figure_value (product, HW_FIELD_RACK_UNITS, units);
  figure_value (product, HW_FIELD_DEPTH, depth);
  return product;
}

static HwProduct *
stand (const char *id, HwProductKind kind, HwMounting mounting, double width, double depth)
{
  HwProduct *product = hw_product_new (id, id, kind, mounting);

  figure_value (product, HW_FIELD_WIDTH, width);
  figure_value (product, HW_FIELD_DEPTH, depth);
  figure_value (product, HW_FIELD_HEIGHT, 2.2);
  return product;
}

static HwProduct *
make_rack (void)
{
  HwProduct *rack = stand ("rack", HW_KIND_RACK, HW_MOUNTING_EIA, 0.6, 1.2);

  figure_value (rack, HW_FIELD_CAPACITY_UNITS, 48);
  figure_value (rack, HW_FIELD_MASS, 120);
  figure_value (rack, HW_FIELD_LOAD_STATIC, 500);
  figure_value (rack, HW_FIELD_POWER_LIMIT, 40e3);
  figure_value (rack, HW_FIELD_PRICE, 2500);
  return rack;
}

static HwProduct *
make_server (HwCatalogue *catalogue)
{
  HwProduct *server = device ("server", HW_KIND_SERVER, HW_MOUNTING_EIA, 10, 0.8971);
  HwFigure nameplate = { .field = HW_FIELD_POWER_NAMEPLATE,
                         .state = HW_FIGURE_VALUE,
                         .value = 14300,
                         .low = 14300,
                         .high = 14300,
                         .basis = 'D',
                         .confidence = 'h',
                         .note = (char *)"at most" };

  nameplate.source = hw_catalogue_add_source (
      catalogue, "guide", "https://example.org/guide", "Server guide", "2026-11-24");
  g_assert_true (hw_product_add_figure (server, &nameplate));
  figure_value (server, HW_FIELD_MASS, 142.4);
  figure_value (server, HW_FIELD_GPUS, 8);
  figure_value (server, HW_FIELD_FP8_DENSE, 36e15);
  figure_value (server, HW_FIELD_FP8_SPARSE, 72e15);
  figure_value (server, HW_FIELD_HBM, 1440e9);
  figure_no_other_rates (server);
  figure_unsupported (server, HW_FIELD_HEAT_LIQUID);
  figure_value (server, HW_FIELD_HEAT_AIR, 14300);
  figure_ranged (server, HW_FIELD_PRICE, 500e3, 450e3, 550e3);
  return server;
}

static HwProduct *
make_leaf (void)
{
  HwProduct *leaf = device ("leaf", HW_KIND_INFINIBAND_SWITCH, HW_MOUNTING_EIA, 1, 0.6);

  figure_value (leaf, HW_FIELD_MASS, 20);
  figure_value (leaf, HW_FIELD_POWER_NAMEPLATE, 1700);
  figure_value (leaf, HW_FIELD_POWER_EXPECTED, 1500);
  figure_value (leaf, HW_FIELD_HEAT_LIQUID, 0);
  figure_value (leaf, HW_FIELD_HEAT_AIR, 1700);
  figure_value (leaf, HW_FIELD_PRICE, 30e3);
  return leaf;
}

static HwProduct *
make_simple (HwProduct *product, double mass, double power, double price)
{
  figure_value (product, HW_FIELD_MASS, mass);
  figure_value (product, HW_FIELD_POWER_NAMEPLATE, power);
  figure_value (product, HW_FIELD_PRICE, price);
  return product;
}

static HwProduct *
make_pdu (void)
{
  HwProduct *pdu = hw_product_new ("pdu", "pdu", HW_KIND_RACK_PDU, HW_MOUNTING_SIDE);

  figure_value (pdu, HW_FIELD_HEIGHT, 1.8);
  return make_simple (pdu, 15, 0, 2000);
}

static HwProduct *
make_frame (void)
{
  HwProduct *frame = stand ("frame", HW_KIND_RACK, HW_MOUNTING_MGX, 0.6, 1.068);

  figure_value (frame, HW_FIELD_CAPACITY_UNITS, 48);
  figure_value (frame, HW_FIELD_MASS, 185);
  figure_unknown (frame, HW_FIELD_LOAD_STATIC);
  figure_value (frame, HW_FIELD_POWER_LIMIT, 132e3);
  figure_unknown (frame, HW_FIELD_PRICE);
  return frame;
}

static HwProduct *
make_tray (void)
{
  HwProduct *tray = device ("tray", HW_KIND_COMPUTE_TRAY, HW_MOUNTING_MGX, 1, 0.799);

  figure_value (tray, HW_FIELD_GPUS, 4);
  figure_value (tray, HW_FIELD_FP4_DENSE, 40e15);
  figure_value (tray, HW_FIELD_FP8_DENSE, 20e15);
  figure_no_other_rates (tray);
  figure_value (tray, HW_FIELD_HBM, 744e9);
  figure_value (tray, HW_FIELD_MASS, 29);
  figure_value (tray, HW_FIELD_POWER_NAMEPLATE, 6500);
  figure_unknown (tray, HW_FIELD_POWER_EXPECTED);
  figure_value (tray, HW_FIELD_HEAT_LIQUID, 5800);
  figure_ranged (tray, HW_FIELD_PRICE, 155e3, 100e3, 210e3);
  return tray;
}

static HwProduct *
make_nvswitch (void)
{
  HwProduct *tray = device ("nvswitch", HW_KIND_NVLINK_SWITCH, HW_MOUNTING_MGX, 1, 0.8);

  figure_unknown (tray, HW_FIELD_MASS);
  figure_value (tray, HW_FIELD_POWER_NAMEPLATE, 1240);
  figure_value (tray, HW_FIELD_POWER_EXPECTED, 1127);
  figure_value (tray, HW_FIELD_HEAT_LIQUID, 1240);
  figure_unknown (tray, HW_FIELD_PRICE);
  return tray;
}

static void
add_parts (HwProduct *assembly, const char *id, int from, int to)
{
  for (int unit = to; unit >= from; unit--)
    {
      HwPart part = {
        g_strdup (id), g_strdup_printf ("%s %d", id, unit), (gint16)(2 * unit - 2), HW_FACE_FRONT
      };
      g_array_append_val (assembly->parts, part);
    }
}

static HwProduct *
make_nvl (void)
{
  HwProduct *nvl = hw_product_new ("nvl", "nvl", HW_KIND_ASSEMBLY, HW_MOUNTING_MGX);

  nvl->rack = g_strdup ("frame");
  add_parts (nvl, "nvswitch", 20, 28);
  add_parts (nvl, "tray", 1, 18);
  figure_value (nvl, HW_FIELD_GPUS, 72);
  figure_value (nvl, HW_FIELD_FP4_DENSE, 720e15);
  figure_value (nvl, HW_FIELD_FP8_DENSE, 360e15);
  figure_no_other_rates (nvl);
  figure_value (nvl, HW_FIELD_HBM, 13.4e12);
  figure_value (nvl, HW_FIELD_MASS, 1360);
  figure_value (nvl, HW_FIELD_POWER_NAMEPLATE, 132e3);
  figure_value (nvl, HW_FIELD_POWER_EXPECTED, 120e3);
  figure_value (nvl, HW_FIELD_HEAT_LIQUID, 115e3);
  figure_value (nvl, HW_FIELD_HEAT_AIR, 17e3);
  figure_ranged (nvl, HW_FIELD_PRICE, 3.1e6, 2e6, 4.2e6);
  figure_allocate (nvl, "frame", HW_FIELD_MASS, 185, 185, 185);
  figure_allocate (nvl, "tray", HW_FIELD_MASS, 29, 29, 29);
  figure_allocate (nvl, "tray", HW_FIELD_GPUS, 4, 4, 4);
  figure_allocate (nvl, "tray", HW_FIELD_FP4_DENSE, 40e15, 40e15, 40e15);
  figure_allocate (nvl, "tray", HW_FIELD_FP8_DENSE, 20e15, 20e15, 20e15);
  figure_allocate (nvl, "tray", HW_FIELD_HBM, 744e9, 744e9, 744e9);
  figure_allocate (nvl, "tray", HW_FIELD_POWER_NAMEPLATE, 6500, 6500, 6500);
  figure_allocate (nvl, "tray", HW_FIELD_POWER_EXPECTED, 5909, 5909, 5909);
  figure_allocate (nvl, "tray", HW_FIELD_HEAT_LIQUID, 5768, 5768, 5768);
  figure_allocate (nvl, "tray", HW_FIELD_HEAT_AIR, 732, 732, 732);
  figure_allocate (nvl, "tray", HW_FIELD_PRICE, 155e3, 100e3, 210e3);
  figure_allocate (nvl, "nvswitch", HW_FIELD_POWER_NAMEPLATE, 1240, 1240, 1240);
  figure_allocate (nvl, "nvswitch", HW_FIELD_POWER_EXPECTED, 1127, 1127, 1127);
  figure_allocate (nvl, "nvswitch", HW_FIELD_HEAT_LIQUID, 1240, 1240, 1240);
  return nvl;
}

static HwProduct *
make_blind_cdu (void)
{
  HwProduct *cdu = device ("blind-cdu", HW_KIND_CDU_RACK, HW_MOUNTING_EIA, 4, 0.8);

  figure_value (cdu, HW_FIELD_MASS, 90);
  figure_unknown (cdu, HW_FIELD_POWER_NAMEPLATE);
  figure_value (cdu, HW_FIELD_PRICE, 60e3);
  return cdu;
}

static HwProduct *
make_pod (void)
{
  HwProduct *pod = hw_product_new ("pod", "pod", HW_KIND_ASSEMBLY, HW_MOUNTING_MGX);

  pod->rack = g_strdup ("frame");
  add_parts (pod, "tray", 1, 2);
  figure_value (pod, HW_FIELD_GPUS, 8);
  figure_value (pod, HW_FIELD_HBM, 1488e9);
  figure_no_other_rates (pod);
  figure_value (pod, HW_FIELD_MASS, 300);
  figure_value (pod, HW_FIELD_POWER_NAMEPLATE, 10e3);
  figure_value (pod, HW_FIELD_HEAT_LIQUID, 6e3);
  figure_value (pod, HW_FIELD_HEAT_AIR, 4e3);
  figure_allocate (pod, "tray", HW_FIELD_GPUS, 4, 4, 4);
  figure_allocate (pod, "tray", HW_FIELD_POWER_NAMEPLATE, 4e3, 4e3, 4e3);
  figure_allocate (pod, "tray", HW_FIELD_HEAT_LIQUID, 3e3, 3e3, 3e3);
  return pod;
}

static HwCatalogue *
make_catalogue (void)
{
  HwCatalogue *catalogue = hw_catalogue_new ();
  HwProduct *products[] = {
    make_rack (),
    make_server (catalogue),
    make_leaf (),
    make_simple (device ("half", HW_KIND_GENERIC, HW_MOUNTING_EIA, 0.5, 0.3), 5, 100, 100),
    device ("mystery", HW_KIND_SERVER, HW_MOUNTING_EIA, 2, 0.8),
    make_simple (device ("cdu", HW_KIND_CDU_RACK, HW_MOUNTING_EIA, 4, 0.8), 90, 2500, 60e3),
    make_simple (
        stand ("row-cdu", HW_KIND_CDU_ROW, HW_MOUNTING_FLOOR, 0.9, 1.2), 1000, 9000, 150e3),
    make_pdu (),
    make_frame (),
    make_tray (),
    make_nvswitch (),
    make_nvl (),
    make_blind_cdu (),
    make_pod (),
  };

  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    g_assert_nonnull (hw_catalogue_add (catalogue, products[i], NULL));
  return catalogue;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture_open (fixture, make_catalogue (), 100000, 50000);
}

void
fixture_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

const HwProduct *
fixture_product (Fixture *fixture, const char *id)
{
  const HwProduct *product = hw_catalogue_find (fixture->catalogue, id);

  g_assert_nonnull (product);
  return product;
}

HwHandle
fixture_rack_at (Fixture *fixture, const char *id, int x_mm, int y_mm)
{
  g_autoptr (GError) error = NULL;
  HwHandle rack;

  hw_design_begin (fixture->design, "Add rack");
  rack = hw_operation_add_rack (fixture->design,
                                fixture->hall,
                                0,
                                fixture->catalogue,
                                fixture_product (fixture, id),
                                NULL,
                                x_mm,
                                y_mm,
                                0,
                                &error);
  g_assert_no_error (error);
  g_assert_true (hw_design_commit (fixture->design));
  return rack;
}

HwHandle
fixture_rack (Fixture *fixture, const char *id)
{
  guint n = hw_design_bound (fixture->design, HW_TABLE_RACK);

  return fixture_rack_at (fixture, id, 1000 * (int)(n % 95), 2000 * (int)(n / 95));
}

HwHandle
fixture_mount (Fixture *fixture, HwHandle rack, const char *id, double unit, HwFace face)
{
  g_autoptr (GError) error = NULL;
  const HwProduct *product = fixture_product (fixture, id);
  HwSlot slot = { .position = (gint16)((unit - 1) * 2), .face = (guint8)face };
  HwHandle device;

  if (product->mounting == HW_MOUNTING_SIDE)
    slot = (HwSlot){ .channel = HW_CHANNEL_LEFT_REAR };
  hw_design_begin (fixture->design, "Mount");
  device = hw_operation_add_device (
      fixture->design, rack, fixture->catalogue, product, NULL, &slot, &error);
  g_assert_no_error (error);
  g_assert_true (hw_design_commit (fixture->design));
  return device;
}

HwHandle
fixture_device (Fixture *fixture, HwHandle rack, int unit)
{
  for (HwHandle device = hw_design_first_child (fixture->design, HW_TABLE_DEVICE, rack);
       device != 0;
       device = hw_design_next_child (fixture->design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (fixture->design, device);
      if (row->position == 2 * unit - 2 && row->face == HW_FACE_FRONT
          && row->channel == HW_CHANNEL_NONE)
        return device;
    }
  g_assert_not_reached ();
}

HwSum
fixture_total (Fixture *fixture, HwTotal total)
{
  return hw_results_total (fixture->results, total, HW_REF (HW_TABLE_DESIGN, 0));
}

double
fixture_value (Fixture *fixture, HwTotal total)
{
  return fixture_total (fixture, total).value;
}

void
fixture_assert_total (Fixture *fixture, HwTotal total, double middle, double low, double high)
{
  HwSum sum = fixture_total (fixture, total);

  g_assert_cmpfloat_with_epsilon (sum.value, middle, 1e-12 * fabs (middle));
  g_assert_cmpfloat_with_epsilon (sum.low, low, 1e-12 * fabs (low));
  g_assert_cmpfloat_with_epsilon (sum.high, high, 1e-12 * fabs (high));
}

guint
fixture_problems (Fixture *fixture, const char *code, char **message)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);
  guint n = 0, all = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = problems->pdata[i];
      if (strcmp (problem->code, code) != 0)
        continue;
      if (n++ == 0 && message != NULL)
        *message = g_strdup (problem->message);
    }
  /* What is counted is what is listed. */
  for (guint severity = HW_SEVERITY_ERROR; severity <= HW_SEVERITY_NOTE; severity++)
    all += hw_results_n_problems (fixture->results, severity);
  g_assert_cmpuint (all, ==, problems->len);
  return n;
}

static void
assert_same_bits (double a, double b)
{
  g_assert_true (a == b || (isnan (a) && isnan (b)));
}

static void
assert_same_totals (HwResults *a, HwResults *b, HwRef scope)
{
  for (guint total = 0; total < HW_N_TOTALS; total++)
    {
      HwSum x = hw_results_total (a, total, scope);
      HwSum y = hw_results_total (b, total, scope);
      assert_same_bits (x.value, y.value);
      assert_same_bits (x.low, y.low);
      assert_same_bits (x.high, y.high);
      g_assert_cmpuint (x.n_known, ==, y.n_known);
      g_assert_cmpuint (x.n_unknown, ==, y.n_unknown);
    }
}

static void
assert_same_figures (const HwRackFigures *a, const HwRackFigures *b)
{
  const double x[]
      = { a->nameplate_w, a->expected_w,   a->other_w,    a->limit_w,   a->liquid_w,
          a->air_w,       a->mass_kg,      a->mounted_kg, a->fp8_dense, a->load_limit_kg,
          a->spread_pa,   a->footprint_pa, a->foot_n };
  const double y[]
      = { b->nameplate_w, b->expected_w,   b->other_w,    b->limit_w,   b->liquid_w,
          b->air_w,       b->mass_kg,      b->mounted_kg, b->fp8_dense, b->load_limit_kg,
          b->spread_pa,   b->footprint_pa, b->foot_n };

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    assert_same_bits (x[i], y[i]);
  g_assert_cmpint (a->used_half_units, ==, b->used_half_units);
  g_assert_cmpint (a->half_units, ==, b->half_units);
  g_assert_cmpint (a->n_devices, ==, b->n_devices);
  g_assert_cmpint (a->n_unknown_power, ==, b->n_unknown_power);
  g_assert_cmpint (a->n_unknown_mass, ==, b->n_unknown_mass);
  g_assert_cmpuint (a->gpus, ==, b->gpus);
  g_assert_cmpint (a->severity, ==, b->severity);
  g_assert_cmpint (a->present, ==, b->present);
}

static void
assert_same_feeds (HwResults *a, HwResults *b)
{
  HwDesign *design = hw_results_get_design (a);

  for (HwHandle feed = hw_design_next (design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next (design, HW_TABLE_FEED, feed))
    {
      HwFeedFigures x, y;
      g_assert_true (hw_results_feed (a, feed, &x));
      g_assert_true (hw_results_feed (b, feed, &y));
      assert_same_bits (x.load_w, y.load_w);
      assert_same_bits (x.failover_w, y.failover_w);
      assert_same_bits (x.limit_w, y.limit_w);
      g_assert_cmpuint (x.n_racks, ==, y.n_racks);
    }
}

static void
assert_same_problems (HwResults *a, HwResults *b)
{
  g_autoptr (GPtrArray) x = hw_results_problems (a);
  g_autoptr (GPtrArray) y = hw_results_problems (b);

  g_assert_cmpuint (x->len, ==, y->len);
  for (guint i = 0; i < x->len; i++)
    {
      const HwProblem *p = x->pdata[i];
      const HwProblem *q = y->pdata[i];
      g_assert_cmpstr (p->code, ==, q->code);
      g_assert_cmpstr (p->message, ==, q->message);
      g_assert_true (hw_ref_equal (p->ref, q->ref));
    }
  for (guint severity = HW_SEVERITY_ERROR; severity <= HW_SEVERITY_NOTE; severity++)
    g_assert_cmpuint (hw_results_n_problems (a, severity), ==, hw_results_n_problems (b, severity));
}

void
fixture_assert_same_results (HwResults *a, HwResults *b)
{
  static const HwTableKind scopes[] = { HW_TABLE_HALL, HW_TABLE_ROW, HW_TABLE_RACK };
  HwDesign *design = hw_results_get_design (a);

  assert_same_totals (a, b, HW_REF (HW_TABLE_DESIGN, 0));
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    for (HwHandle handle = hw_design_next (design, scopes[i], 0); handle != 0;
         handle = hw_design_next (design, scopes[i], handle))
      assert_same_totals (a, b, HW_REF (scopes[i], handle));
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    assert_same_figures (hw_results_rack (a, rack), hw_results_rack (b, rack));
  assert_same_feeds (a, b);
  assert_same_problems (a, b);
}
