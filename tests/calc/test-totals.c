/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-calc-fixture.h"
#include "hw-edit.h"

/* The complete assembly gives its cited figures, though its parts have others of their own. */
static void
test_assembly (Fixture *fixture, gconstpointer data)
{
  HwSum price;
  HwHandle rack = fixture_rack (fixture, "system", 1000, 1000);
  HwHandle tray, again;

  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_GPUS), ==, 8);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_FP8_DENSE), ==, 20e15);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_FP8_SPARSE), ==, 40e15);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_HBM), ==, 810e9);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_NAMEPLATE), ==, 24000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_EXPECTED), ==, 18000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_LIQUID), ==, 15000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_AIR), ==, 9000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_MASS), ==, 500);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_DEVICES), ==, 5);
  price = hw_results_total (fixture->results, HW_TOTAL_CAPEX, HW_REF (HW_TABLE_DESIGN, 0));
  g_assert_cmpfloat (price.value, ==, 500e3);
  g_assert_cmpfloat (price.low, ==, 400e3);
  g_assert_cmpfloat (price.high, ==, 600e3);
  g_assert_cmpuint (price.n_unknown, ==, 0);

  /* Without one tray: its allocation less. */
  tray = fixture_device (fixture, rack, "tray");
  fixture_remove (fixture, HW_TABLE_DEVICE, tray);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_NAMEPLATE), ==, 19500);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_EXPECTED), ==, 14400);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_FP8_DENSE), ==, 15e15);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_MASS), ==, 475);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_LIQUID), ==, 11500);
  hw_design_undo (fixture->design);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_NAMEPLATE), ==, 24000);

  /* A fifth tray brings the figures of its product. */
  again = fixture_mount (fixture, rack, "tray", 7);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_NAMEPLATE), ==, 29000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_EXPECTED), ==, 22000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_AIR), ==, 10000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_MASS), ==, 520);
  fixture_remove (fixture, HW_TABLE_DEVICE, again);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_NAMEPLATE), ==, 24000);
}

static void
test_products (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwSum price;

  fixture_mount (fixture, rack, "server", 1);
  fixture_mount (fixture, rack, "server", 11);
  fixture_mount (fixture, rack, "switch", 40);
  fixture_rack (fixture, "pump", 3000, 1000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_IT_NAMEPLATE), ==, 21000);
  /* Servers have no expected figure: nameplate times 0.91. */
  g_assert_cmpfloat_with_epsilon (
      fixture_total (fixture, HW_TOTAL_IT_EXPECTED), 2 * 9100 + 600, 1e-9);
  fixture_set (fixture, HW_TABLE_SITE, 1, "expected-factor", "0.5");
  g_assert_cmpfloat_with_epsilon (
      fixture_total (fixture, HW_TOTAL_IT_EXPECTED), 2 * 5000 + 600, 1e-9);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_OTHER_NAMEPLATE), ==, 20000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_AIR), ==, 21000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_LIQUID), ==, 0);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_MASS), ==, 100 + 260 + 15 + 1000);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_RACKS), ==, 1);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_UNITS_USED), ==, 21);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_UNITS), ==, 48);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_FLOOR), ==, 200);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_FP4_DENSE), ==, 0);
  price = hw_results_total (fixture->results, HW_TOTAL_CAPEX, HW_REF (HW_TABLE_DESIGN, 0));
  g_assert_cmpfloat (price.value, ==, 851e3);
  g_assert_cmpfloat (price.low, ==, 651e3);
  g_assert_cmpfloat (price.high, ==, 1051e3);
  g_assert_cmpuint (price.n_unknown, ==, 1);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_CAPEX_COMPUTE), ==, 800e3);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_CAPEX_COOLING), ==, 50e3);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_CAPEX_BUILDING), ==, 1e3);
  price = hw_results_total (fixture->results, HW_TOTAL_CAPEX_NETWORK, HW_REF (HW_TABLE_DESIGN, 0));
  g_assert_true (hw_sum_is_unknown (&price));
}

static void
test_scopes (Fixture *fixture, gconstpointer data)
{
  HwHandle first = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle second = fixture_rack (fixture, "system", 1600, 1000);
  HwHandle server = fixture_mount (fixture, first, "server", 1);
  HwHandle tray = fixture_device (fixture, second, "tray");
  HwHandle extra = fixture_mount (fixture, second, "tray", 1);

#define TOTAL(table, handle)                                                                       \
  hw_results_total (fixture->results, HW_TOTAL_IT_NAMEPLATE, HW_REF (table, handle)).value
  g_assert_cmpfloat (TOTAL (HW_TABLE_RACK, first), ==, 10000);
  g_assert_cmpfloat (TOTAL (HW_TABLE_RACK, second), ==, 29000);
  g_assert_cmpfloat (TOTAL (HW_TABLE_ROW, fixture->row), ==, 39000);
  g_assert_cmpfloat (TOTAL (HW_TABLE_HALL, fixture->hall), ==, 39000);
  g_assert_cmpfloat (TOTAL (HW_TABLE_DEVICE, server), ==, 10000);
  g_assert_cmpfloat (TOTAL (HW_TABLE_DEVICE, tray), ==, 4500);
  g_assert_cmpfloat (TOTAL (HW_TABLE_DEVICE, extra), ==, 5000);
}

/* A group sums its racks of whichever row, and its tree says
 * the same. */
static void
test_group (Fixture *fixture, gconstpointer data)
{
  HwHandle racks[] = { fixture_rack (fixture, "rack", 1000, 1000),
                       fixture_rack (fixture, "system", 1600, 1000) };
  GArray both = { (char *)racks, 2 };
  HwHandle other = fixture_rack (fixture, "rack", 1000, 5000), group;
  g_autoptr (HwExplanation) tree = NULL;
  g_autofree char *key = NULL;
  char id[HW_ID_SIZE];
  g_autoptr (GError) error = NULL;

  fixture_mount (fixture, racks[0], "server", 1);
  fixture_mount (fixture, other, "server", 1);
  hw_design_begin (fixture->design, "Group");
  group = hw_operation_group_racks (fixture->design, &both, "Pod 1", &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  g_assert_cmpfloat (TOTAL (HW_TABLE_GROUP, group),
                     ==,
                     TOTAL (HW_TABLE_RACK, racks[0]) + TOTAL (HW_TABLE_RACK, racks[1]));
  key = g_strdup_printf ("power.it_nameplate_w@%s",
                         hw_design_id_text (fixture->design, HW_REF (HW_TABLE_GROUP, group), id));
  tree = hw_results_explain_key (fixture->results, key, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (tree->sum.value, ==, TOTAL (HW_TABLE_GROUP, group));
}

/* 1360 kg on 600 × 1068 mm and a further 1.2 m of aisle: 20.8 kPa, 9.80 kPa and 3.34 kN a foot. */
static void
test_floor (Fixture *fixture, gconstpointer data)
{
  HwProduct *heavy = hw_product_new ("heavy", "heavy", HW_KIND_RACK, HW_MOUNTING_EIA);
  HwFigure figures[] = { { .field = HW_FIELD_WIDTH, .value = 0.6 },
                         { .field = HW_FIELD_DEPTH, .value = 1.068 },
                         { .field = HW_FIELD_MASS, .value = 1360 } };
  const HwRackFigures *rack;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      figures[i].state = HW_FIGURE_VALUE;
      hw_product_add_figure (heavy, &figures[i]);
    }
  hw_catalogue_add (fixture->catalogue, heavy, NULL);
  rack = hw_results_rack (fixture->results, fixture_rack (fixture, "heavy", 1000, 1000));
  g_assert_cmpfloat_with_epsilon (rack->footprint_pa, 20800, 50);
  g_assert_cmpfloat_with_epsilon (rack->spread_pa, 9800, 5);
  g_assert_cmpfloat_with_epsilon (rack->foot_n, 3340, 10);
}

static void
test_phases (Fixture *fixture, gconstpointer data)
{
  HwHandle one, two, rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle old = fixture_mount (fixture, rack, "server", 1);
  HwHandle new = fixture_mount (fixture, rack, "server", 11);
  HwDevice row;

  hw_design_begin (fixture->design, "Phases");
  one = hw_operation_add_phase (fixture->design, "One", NULL);
  two = hw_operation_add_phase (fixture->design, "Two", NULL);
  row = *hw_design_get_device (fixture->design, old);
  row.object.removal = (guint16)two;
  hw_edit_set (fixture->design, HW_TABLE_DEVICE, old, &row);
  row = *hw_design_get_device (fixture->design, new);
  row.object.install = (guint16)two;
  hw_edit_set (fixture->design, HW_TABLE_DEVICE, new, &row);
  hw_design_commit (fixture->design);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_GPUS), ==, 4);
  hw_results_set_phase (fixture->results, one);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_GPUS), ==, 4);
  g_assert_cmpfloat (
      hw_results_total (fixture->results, HW_TOTAL_GPUS, HW_REF (HW_TABLE_DEVICE, old)).value,
      ==,
      4);
  g_assert_cmpfloat (
      hw_results_total (fixture->results, HW_TOTAL_GPUS, HW_REF (HW_TABLE_DEVICE, new)).value,
      ==,
      0);
  fixture_set (fixture, HW_TABLE_DEVICE, old, "removal", NULL);
  hw_results_set_phase (fixture->results, two);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_GPUS), ==, 8);
}

static void
assert_same (HwResults *kept, HwResults *fresh, HwRef scope)
{
  for (guint total = 0; total < HW_N_TOTALS; total++)
    {
      HwSum a = hw_results_total (kept, total, scope);
      HwSum b = hw_results_total (fresh, total, scope);
      g_assert_cmpfloat (a.value, ==, b.value);
      g_assert_cmpfloat (a.low, ==, b.low);
      g_assert_cmpfloat (a.high, ==, b.high);
      g_assert_cmpuint (a.n_unknown, ==, b.n_unknown);
    }
}

static HwHandle
random_handle (HwDesign *design, HwTableKind table)
{
  guint n = hw_design_count (design, table);
  HwHandle handle = 0;

  for (int i = n > 0 ? g_test_rand_int_range (0, (int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

static void
random_step (Fixture *fixture)
{
  static const char *const devices[] = { "server", "tray", "switch" };
  static const char *const racks[] = { "rack", "system", "pump" };
  HwDesign *design = fixture->design;
  HwHandle rack = random_handle (design, HW_TABLE_RACK);
  HwHandle device = random_handle (design, HW_TABLE_DEVICE);
  HwSlot slot = { (gint16)(g_test_rand_int_range (0, 48) * 2), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwRef ref = g_test_rand_int_range (0, 6) == 0 ? HW_REF (HW_TABLE_RACK, rack)
                                                : HW_REF (HW_TABLE_DEVICE, device);
  int die = g_test_rand_int_range (0, 8);

  if (die == 0)
    hw_design_undo (design);
  else if (die == 1)
    hw_design_redo (design);
  else
    {
      gboolean preview = die == 7;
      if (preview)
        hw_design_preview_begin (design);
      else
        hw_design_begin (design, "Random");
      if (die == 2 && hw_design_count (design, HW_TABLE_RACK) < 30)
        hw_operation_add_rack (
            design,
            fixture->hall,
            fixture->row,
            fixture->catalogue,
            hw_catalogue_find (fixture->catalogue, racks[g_test_rand_int_range (0, 3)]),
            NULL,
            g_test_rand_int_range (0, 20) * 1000,
            g_test_rand_int_range (0, 9) * 1000,
            0,
            NULL);
      else if (die == 3 && device != 0 && rack != 0)
        hw_operation_move_device (design, device, rack, &slot, NULL);
      else if (die == 4 && ref.handle != 0)
        hw_operation_remove (design, &ref, 1, NULL);
      else if (rack != 0)
        hw_operation_add_device (
            design,
            rack,
            fixture->catalogue,
            hw_catalogue_find (fixture->catalogue, devices[g_test_rand_int_range (0, 3)]),
            NULL,
            &slot,
            NULL);
      if (preview)
        {
          hw_design_preview_show (design);
          hw_design_preview_end (design);
        }
      else
        hw_design_commit (design);
    }
}

/* After any edits the kept totals are those of results made anew, to the last bit. */
static void
test_incremental (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 10000; i++)
    {
      random_step (fixture);
      if (i % 500 == 0 || i == 9999)
        {
          g_autoptr (HwResults) fresh = hw_results_new (fixture->design);
          assert_same (fixture->results, fresh, HW_REF (HW_TABLE_DESIGN, 0));
          assert_same (fixture->results, fresh, HW_REF (HW_TABLE_HALL, fixture->hall));
          for (guint severity = 0; severity <= HW_SEVERITY_NOTE; severity++)
            g_assert_cmpuint (hw_results_n_problems (fixture->results, severity),
                              ==,
                              hw_results_n_problems (fresh, severity));
          for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
               rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
            g_assert_cmpfloat (hw_results_rack (fixture->results, rack)->mass_kg,
                               ==,
                               hw_results_rack (fresh, rack)->mass_kg);
        }
    }
}

/* Every rack twice: all sums twice. */
static void
test_doubling (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GArray) copies = NULL;
  HwSnapshot before, after;
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);

  g_array_append_val (racks, rack);
  fixture_mount (fixture, rack, "server", 5);
  rack = fixture_rack (fixture, "system", 1600, 1000);
  g_array_append_val (racks, rack);
  hw_results_snapshot (fixture->results, &before);
  hw_design_begin (fixture->design, "Double");
  copies = hw_operation_duplicate_grid (fixture->design, racks, 1, 2, 0, 3000, NULL);
  g_assert_nonnull (copies);
  hw_design_commit (fixture->design);
  hw_results_snapshot (fixture->results, &after);
  for (guint total = 0; total < HW_N_TOTALS; total++)
    if (total != HW_TOTAL_FLOOR)
      {
        g_assert_cmpfloat (after.totals[total].value, ==, 2 * before.totals[total].value);
        g_assert_cmpfloat (after.totals[total].high, ==, 2 * before.totals[total].high);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/totals/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("an-assembly-sums-to-its-cited-figures", test_assembly);
  ADD ("products-ranges-and-unknowns", test_products);
  ADD ("scopes", test_scopes);
  ADD ("groups", test_group);
  ADD ("floor-pressures-of-the-published-example", test_floor);
  ADD ("phases", test_phases);
  ADD ("incremental-equals-fresh", test_incremental);
  ADD ("doubling-doubles", test_doubling);
  return g_test_run ();
}
