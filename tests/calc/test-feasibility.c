/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-calc-fixture.h"
#include "hw-feasibility.h"
#include "hw-headroom.h"

static HwHeadroom
headroom (Fixture *fixture, const char *product, HwTableKind table, HwHandle handle)
{
  return hw_headroom (fixture->results,
                      fixture->catalogue,
                      hw_catalogue_find (fixture->catalogue, product),
                      HW_REF (table, handle));
}

static void
test_headroom (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwHeadroom room;

  /* 48 units take four servers of ten; 500 kg take three of 130 kg. */
  room = headroom (fixture, "server", HW_TABLE_RACK, rack);
  g_assert_cmpuint (room.count, ==, 3);
  g_assert_cmpint (room.limit, ==, HW_LIMIT_MASS);
  fixture_set (fixture, HW_TABLE_RACK, rack, "power-limit-w", "25000");
  room = headroom (fixture, "server", HW_TABLE_RACK, rack);
  g_assert_cmpuint (room.count, ==, 2);
  g_assert_cmpint (room.limit, ==, HW_LIMIT_POWER);
  fixture_mount (fixture, rack, "server", 6);
  room = headroom (fixture, "server", HW_TABLE_RACK, rack);
  g_assert_cmpuint (room.count, ==, 1);
  /* Trays need another mounting. */
  room = headroom (fixture, "tray", HW_TABLE_RACK, rack);
  g_assert_cmpuint (room.count, ==, 0);
  g_assert_cmpint (room.limit, ==, HW_LIMIT_MOUNTING);
  /* 15 kg switches: 370 kg left, 38 units, 15 kW left at 1 kW. */
  room = headroom (fixture, "switch", HW_TABLE_RACK, rack);
  g_assert_cmpuint (room.count, ==, 15);
  fixture_rack (fixture, "rack", 2000, 1000);
  room = headroom (fixture, "server", HW_TABLE_ROW, fixture->row);
  g_assert_cmpuint (room.count, ==, 4);
  g_assert_cmpuint (headroom (fixture, "server", HW_TABLE_HALL, fixture->hall).count, ==, 4);
  g_assert_cmpuint (headroom (fixture, "server", HW_TABLE_DESIGN, 0).count, ==, 4);
}

/* Two servers are what a breaker of 230 V · 125 A = 28.75 kW carries, in whichever of its racks. */
static void
test_shared_feed (Fixture *fixture, gconstpointer data)
{
  HwHandle first = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle second = fixture_rack (fixture, "rack", 2000, 1000);
  HwHandle feed;
  HwHeadroom room;
  char id[HW_ID_SIZE];

  hw_design_begin (fixture->design, "Feed");
  feed = hw_operation_add_feed (fixture->design, "A", HW_SIDE_A, 230, 125, HW_BREAKER_IEC);
  hw_design_commit (fixture->design);
  fixture_set (fixture, HW_TABLE_FEED, feed, "phases", "1");
  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_FEED, feed), id);
  fixture_set (fixture, HW_TABLE_RACK, first, "feed-a", id);
  fixture_set (fixture, HW_TABLE_RACK, second, "feed-a", id);
  room = headroom (fixture, "server", HW_TABLE_RACK, second);
  g_assert_cmpuint (room.count, ==, 2);
  room = headroom (fixture, "server", HW_TABLE_ROW, fixture->row);
  g_assert_cmpuint (room.count, ==, 2);
  g_assert_cmpint (room.limit, ==, HW_LIMIT_POWER);
  fixture_mount (fixture, first, "server", 1);
  g_assert_cmpuint (headroom (fixture, "server", HW_TABLE_RACK, second).count, ==, 1);
}

static void
check_floor (Fixture *fixture, const char *product, HwTableKind table, HwHandle handle, guint count)
{
  HwHeadroom room = headroom (fixture, product, table, handle);

  g_assert_cmpuint (room.count, ==, count);
  g_assert_cmpint (room.limit, ==, HW_LIMIT_FLOOR);
  g_assert_true (room.on_floor);
}

/* The hall is 20 × 10 m, its aisles 1.2 m before and behind. Racks of 0.6 × 1 m stand 33 in a row,
 * and four rows are 4 · 1 m with five aisles: 10 m. Pumps of 0.9 × 1.2 m are 22 in a row and want
 * no aisle behind: from the north an aisle, two rows back to back, an aisle, two rows, an aisle,
 * and one more, 9.6 m. */
static void
test_free_floor (Fixture *fixture, gconstpointer data)
{
  check_floor (fixture, "rack", HW_TABLE_HALL, fixture->hall, 4 * 33);
  check_floor (fixture, "rack", HW_TABLE_DESIGN, 0, 4 * 33);
  check_floor (fixture, "pump", HW_TABLE_HALL, fixture->hall, 5 * 22);
  check_floor (fixture, "rack", HW_TABLE_ROW, fixture->row, 0);
}

/* A row is lengthened to the walls and to what is in the way, and its gaps are filled where they
 * are wide enough. */
static void
test_along_row (Fixture *fixture, gconstpointer data)
{
  HwArea column = { 10000, 4200, 300, 300 };
  g_autoptr (GError) error = NULL;
  HwHandle rack = fixture_rack (fixture, "rack", 1300, 4000);

  /* Two to the wall in the west, 30 of 18.1 m in the east. */
  check_floor (fixture, "rack", HW_TABLE_ROW, fixture->row, 2 + 30);
  fixture_rack (fixture, "rack", 3699, 4000);
  /* Of 1 799 mm between them, two. */
  check_floor (fixture, "rack", HW_TABLE_ROW, fixture->row, 2 + 2 + 26);
  hw_design_begin (fixture->design, "Column");
  hw_operation_add_feature (
      fixture->design, fixture->hall, HW_FEATURE_COLUMN, "C", &column, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  /* 4 299 to 10 000. */
  check_floor (fixture, "rack", HW_TABLE_ROW, fixture->row, 2 + 2 + 9);
  check_floor (fixture, "pump", HW_TABLE_ROW, fixture->row, 1 + 1 + 6);
  g_assert_cmpuint (headroom (fixture, "rack", HW_TABLE_RACK, rack).count, ==, 0);
}

/* New rows leave the aisles of those that stand: south of the one in the middle of the hall, and
 * north of it, one row has its place. */
static void
test_beside_rows (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 33; i++)
    fixture_rack (fixture, "rack", 600 * i, 4500);
  check_floor (fixture, "rack", HW_TABLE_ROW, fixture->row, 0);
  check_floor (fixture, "rack", HW_TABLE_HALL, fixture->hall, 2 * 33);
}

/* What presses too hard on the floor of the site fits nowhere. */
static void
test_heavy (Fixture *fixture, gconstpointer data)
{
  fixture_set (fixture, HW_TABLE_SITE, 1, "foot-limit-n", "2000");
  check_floor (fixture, "pump", HW_TABLE_HALL, fixture->hall, 0);
  check_floor (fixture, "rack", HW_TABLE_HALL, fixture->hall, 4 * 33);
}

static void
check_text (Fixture *fixture, const char *product, HwRef scope, const char *expected)
{
  HwHeadroom room = headroom (fixture, product, scope.table, scope.handle);
  g_autofree char *text = hw_headroom_dup_text (fixture->design, scope, &room);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_sentences (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);

  check_text (
      fixture, "server", HW_REF (HW_TABLE_RACK, rack), "3 more fit in A01; mass binds first");
  fixture_set (fixture, HW_TABLE_RACK, rack, "power-limit-w", "15000");
  check_text (
      fixture, "server", HW_REF (HW_TABLE_DESIGN, 0), "1 more fits in the site; power binds first");
  check_text (fixture, "tray", HW_REF (HW_TABLE_RACK, rack), "none fits in A01; mounting binds");
  check_text (fixture, "pump", HW_REF (HW_TABLE_RACK, rack), "it stands on the floor, not in A01");
  fixture_remove (fixture, HW_TABLE_RACK, rack);
  check_text (fixture, "server", HW_REF (HW_TABLE_DESIGN, 0), "no rack in the site takes it");
}

static void
test_slots (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  const HwProduct *server = hw_catalogue_find (fixture->catalogue, "server");
  HwSlot slot = { 0, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwFeasibility found;

  fixture_mount (fixture, rack, "server", 11);
  found = hw_feasibility_slot (fixture->results, rack, server, &slot);
  g_assert_true (found.fits);
  g_assert_cmpint (found.limit, ==, HW_LIMIT_NONE);
  slot.position = 10;
  found = hw_feasibility_slot (fixture->results, rack, server, &slot);
  g_assert_false (found.fits);
  g_assert_cmpint (found.limit, ==, HW_LIMIT_UNITS);
  fixture_set (fixture, HW_TABLE_RACK, rack, "power-limit-w", "15000");
  slot.position = 0;
  found = hw_feasibility_slot (fixture->results, rack, server, &slot);
  g_assert_true (found.fits);
  g_assert_cmpint (found.limit, ==, HW_LIMIT_POWER);
  found = hw_feasibility_rack (fixture->results, rack, server);
  g_assert_true (found.fits);
  found = hw_feasibility_rack (
      fixture->results, rack, hw_catalogue_find (fixture->catalogue, "tray"));
  g_assert_false (found.fits);
  g_assert_cmpint (found.limit, ==, HW_LIMIT_MOUNTING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/feasibility/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("headroom-and-what-binds-first", test_headroom);
  ADD ("racks-share-their-feed", test_shared_feed);
  ADD ("free-floor", test_free_floor);
  ADD ("along-a-row", test_along_row);
  ADD ("beside-rows", test_beside_rows);
  ADD ("too-heavy-for-the-floor", test_heavy);
  ADD ("headroom-in-a-sentence", test_sentences);
  ADD ("slots-and-racks", test_slots);
  return g_test_run ();
}
