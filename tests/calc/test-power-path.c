/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-fixture.h"
#include "hw-power-path.h"

typedef struct
{
  HwHandle chain, a, b;
  HwHandle ups_a[2], ups_b;
  HwHandle both, only_a; /* racks */
  HwHandle server, pdu_a, pdu_b;
} Site;

/* Side A with two UPS, side B with one; a rack on both, with a PDU on each, and one on A alone. */
static Site
fill (Fixture *fixture)
{
  Site site = { .chain = power_chain (fixture, HW_SCHEME_2N) };

  site.ups_a[0] = power_unit (fixture, site.chain, "ups", HW_SIDE_A);
  site.ups_a[1] = power_unit (fixture, site.chain, "ups", HW_SIDE_A);
  site.ups_b = power_unit (fixture, site.chain, "ups", HW_SIDE_B);
  site.a = power_feed (fixture, site.chain, HW_SIDE_A, 400);
  site.b = power_feed (fixture, site.chain, HW_SIDE_B, 400);
  site.both = power_rack (fixture, "rack", site.a, site.b, 0);
  site.only_a = power_rack (fixture, "rack", site.a, 0, 0);
  site.server = power_mount (fixture, site.both, "dgx", 1);
  power_mount (fixture, site.only_a, "dgx", 1);
  site.pdu_a = power_mount (fixture, site.both, "pdu", 1);
  site.pdu_b = power_mount (fixture, site.both, "pdu", 2);
  return site;
}

static HwPowerPath *
path_of (Fixture *fixture, HwTableKind table, HwHandle handle)
{
  HwRef ref = HW_REF (table, handle);

  return hw_power_path_new (fixture->results, &ref, 1);
}

static gboolean
has (const HwPowerPath *path, HwTableKind table, HwHandle handle)
{
  return hw_power_path_has (path, HW_REF (table, handle));
}

/* From a rack all units of both its sides lie on the way, and no other rack. */
static void
test_rack (Fixture *fixture, gconstpointer data)
{
  Site site = fill (fixture);
  g_autoptr (HwPowerPath) both = path_of (fixture, HW_TABLE_RACK, site.both);
  g_autoptr (HwPowerPath) only_a = path_of (fixture, HW_TABLE_RACK, site.only_a);

  g_assert_true (has (both, HW_TABLE_FEED, site.a));
  g_assert_true (has (both, HW_TABLE_FEED, site.b));
  g_assert_true (has (both, HW_TABLE_RACK, site.ups_a[0]));
  g_assert_true (has (both, HW_TABLE_RACK, site.ups_a[1]));
  g_assert_true (has (both, HW_TABLE_RACK, site.ups_b));
  g_assert_true (has (both, HW_TABLE_DEVICE, site.pdu_a));
  g_assert_true (has (both, HW_TABLE_DEVICE, site.pdu_b));
  g_assert_cmpuint (hw_power_path_taps (both, site.both), ==, 3);
  g_assert_cmpuint (hw_power_path_taps (both, site.only_a), ==, 0);
  g_assert_cmpuint (both->fed->len, ==, 0);
  g_assert_false (has (both, HW_TABLE_RACK, site.only_a));
  g_assert_true (has (only_a, HW_TABLE_RACK, site.ups_a[1]));
  g_assert_false (has (only_a, HW_TABLE_FEED, site.b));
  g_assert_false (has (only_a, HW_TABLE_RACK, site.ups_b));
}

/* A unit or feed shows what it feeds, and of that only the taps on its own side. */
static void
test_below (Fixture *fixture, gconstpointer data)
{
  Site site = fill (fixture);
  g_autoptr (HwPowerPath) ups_a = path_of (fixture, HW_TABLE_RACK, site.ups_a[0]);
  g_autoptr (HwPowerPath) feed_b = path_of (fixture, HW_TABLE_FEED, site.b);
  g_autoptr (HwPowerPath) chain = path_of (fixture, HW_TABLE_POWER, site.chain);

  g_assert_cmpuint (ups_a->fed->len, ==, 2);
  g_assert_true (has (ups_a, HW_TABLE_FEED, site.a));
  g_assert_false (has (ups_a, HW_TABLE_FEED, site.b));
  g_assert_false (has (ups_a, HW_TABLE_RACK, site.ups_a[1]));
  g_assert_cmpuint (hw_power_path_taps (ups_a, site.both), ==, 1);
  g_assert_true (has (ups_a, HW_TABLE_DEVICE, site.pdu_a));
  g_assert_false (has (ups_a, HW_TABLE_DEVICE, site.pdu_b));

  g_assert_cmpuint (feed_b->fed->len, ==, 1);
  g_assert_true (has (feed_b, HW_TABLE_RACK, site.both));
  g_assert_true (has (feed_b, HW_TABLE_RACK, site.ups_b));
  g_assert_false (has (feed_b, HW_TABLE_RACK, site.ups_a[0]));
  g_assert_false (has (feed_b, HW_TABLE_RACK, site.only_a));

  g_assert_cmpuint (chain->fed->len, ==, 2);
  g_assert_true (has (chain, HW_TABLE_RACK, site.ups_b));
  g_assert_cmpuint (hw_power_path_taps (chain, site.both), ==, 3);
}

/* What is kept for the next frame follows edits and failures. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  Site site = fill (fixture);
  char id[HW_ID_SIZE];
  const char *failed[]
      = { hw_design_id_text (fixture->design, HW_REF (HW_TABLE_FEED, site.b), id), NULL };
  HwPowerPath *path = path_of (fixture, HW_TABLE_FEED, site.b);
  HwHandle more;

  g_assert_cmpuint (path->fed->len, ==, 1);
  hw_power_path_free (path);
  more = power_rack (fixture, "rack", site.a, site.b, 0);
  path = path_of (fixture, HW_TABLE_FEED, site.b);
  g_assert_cmpuint (path->fed->len, ==, 2);
  g_assert_true (has (path, HW_TABLE_RACK, more));
  hw_power_path_free (path);
  hw_results_set_failed (fixture->results, failed);
  path = path_of (fixture, HW_TABLE_FEED, site.b);
  g_assert_true (path->solution == hw_results_power (fixture->results));
  hw_power_path_free (path);
  hw_results_set_failed (fixture->results, NULL);
  path = path_of (fixture, HW_TABLE_FEED, site.b);
  g_assert_true (path->solution == hw_results_power (fixture->results));
  hw_power_path_free (path);
}

/* A server draws through both PDUs; one of these feeds it from its own side. */
static void
test_devices (Fixture *fixture, gconstpointer data)
{
  Site site = fill (fixture);
  g_autoptr (HwPowerPath) server = path_of (fixture, HW_TABLE_DEVICE, site.server);
  g_autoptr (HwPowerPath) pdu = path_of (fixture, HW_TABLE_DEVICE, site.pdu_b);

  g_assert_true (has (server, HW_TABLE_DEVICE, site.pdu_a));
  g_assert_true (has (server, HW_TABLE_DEVICE, site.pdu_b));
  g_assert_true (has (server, HW_TABLE_RACK, site.ups_b));
  g_assert_cmpuint (hw_power_path_taps (server, site.both), ==, 3);
  g_assert_true (has (pdu, HW_TABLE_DEVICE, site.server));
  g_assert_false (has (pdu, HW_TABLE_DEVICE, site.pdu_a));
  g_assert_true (has (pdu, HW_TABLE_FEED, site.b));
  g_assert_false (has (pdu, HW_TABLE_FEED, site.a));
}

/* A tray on a busbar draws through all shelves, one shelf through its own feed. */
static void
test_shelves (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 400);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 400);
  HwHandle rack = power_rack (fixture, "nvl", a, b, 0);
  HwHandle tray = 0, shelf = 0;
  guint shelves = 0;
  g_autoptr (HwPowerPath) whole = NULL;
  g_autoptr (HwPowerPath) one = NULL;

  for (HwHandle device = hw_design_first_child (fixture->design, HW_TABLE_DEVICE, rack);
       device != 0;
       device = hw_design_next_child (fixture->design, HW_TABLE_DEVICE, device))
    if (hw_design_device_product (fixture->design, device)->kind == HW_KIND_POWER_SHELF)
      shelf = device;
    else
      tray = device;
  whole = path_of (fixture, HW_TABLE_DEVICE, tray);
  one = path_of (fixture, HW_TABLE_DEVICE, shelf);
  g_assert_cmpuint (hw_power_path_taps (whole, rack), ==, 3);
  for (HwHandle device = hw_design_first_child (fixture->design, HW_TABLE_DEVICE, rack);
       device != 0;
       device = hw_design_next_child (fixture->design, HW_TABLE_DEVICE, device))
    if (hw_design_device_product (fixture->design, device)->kind == HW_KIND_POWER_SHELF)
      {
        g_assert_true (has (whole, HW_TABLE_DEVICE, device));
        shelves += has (one, HW_TABLE_DEVICE, device);
      }
  g_assert_cmpuint (shelves, ==, 1);
  g_assert_true (has (one, HW_TABLE_FEED, a) != has (one, HW_TABLE_FEED, b));
}

/* What is not on any feed has no way, nor has what is not there. */
static void
test_without (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = power_rack (fixture, "rack", 0, 0, 0);
  HwHandle server = power_mount (fixture, rack, "dgx", 1);
  g_autoptr (HwPowerPath) none = NULL;
  g_autoptr (HwPowerPath) gone = NULL;

  power_feed (fixture, 0, HW_SIDE_A, 400);
  none = path_of (fixture, HW_TABLE_DEVICE, server);
  gone = path_of (fixture, HW_TABLE_RACK, 999);
  g_assert_false (has (none, HW_TABLE_DEVICE, server));
  g_assert_cmpuint (none->fed->len, ==, 0);
  g_assert_false (has (gone, HW_TABLE_RACK, 999));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/calc/power-path/rack", test_rack);
  power_test ("/calc/power-path/below", test_below);
  power_test ("/calc/power-path/kept", test_kept);
  power_test ("/calc/power-path/devices", test_devices);
  power_test ("/calc/power-path/shelves", test_shelves);
  power_test ("/calc/power-path/without", test_without);
  return g_test_run ();
}
