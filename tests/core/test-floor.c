/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"
#include "hw-edit.h"

static HwObstacle
obstacle (Fixture *fixture, const char *id, gint32 x, gint32 y, gint16 rotation)
{
  HwFit fit;

  hw_placement_rack (fixture->design,
                     fixture->hall,
                     fixture_product (fixture, id),
                     x,
                     y,
                     rotation,
                     NULL,
                     0,
                     0,
                     &fit);
  return fit.obstacle;
}

/* Rack A01 stands at 1200, 1200 with 600 × 1200 mm in a hall of 10 000 × 8000 mm. */
static void
test_collisions (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (obstacle (fixture, "rack-48", 1800, 1200, 0), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (obstacle (fixture, "rack-48", 1799, 1200, 0), ==, HW_OBSTACLE_ON_RACK);
  g_assert_cmpint (obstacle (fixture, "rack-48", 1200, 2400, 90), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (obstacle (fixture, "rack-48", 1200, 2399, 90), ==, HW_OBSTACLE_ON_RACK);
  g_assert_cmpint (obstacle (fixture, "rack-48", 9400, 6800, 0), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (obstacle (fixture, "rack-48", 9401, 6800, 0), ==, HW_OBSTACLE_OUTSIDE_HALL);
  g_assert_cmpint (obstacle (fixture, "rack-48", 9400, 6800, 90), ==, HW_OBSTACLE_OUTSIDE_HALL);
  g_assert_cmpint (obstacle (fixture, "rack-48", -1, 0, 0), ==, HW_OBSTACLE_OUTSIDE_HALL);
  g_assert_cmpint (obstacle (fixture, "system", 5000, 5000, 0), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (obstacle (fixture, "server", 5000, 5000, 0), ==, HW_OBSTACLE_NOT_ON_FLOOR);
}

static void
test_features (Fixture *fixture, gconstpointer data)
{
  HwFeature feature = { 0 };

  hw_row_init (HW_TABLE_FEATURE, &feature);
  feature.object.parent = fixture->hall;
  feature.x_mm = feature.y_mm = 5000;
  feature.width_mm = feature.depth_mm = 400;
  hw_design_begin (fixture->design, "Column");
  hw_edit_insert (fixture->design, HW_TABLE_FEATURE, &feature);
  feature.x_mm = 7000;
  feature.kind = HW_FEATURE_NOTE;
  hw_edit_insert (fixture->design, HW_TABLE_FEATURE, &feature);
  hw_design_commit (fixture->design);
  g_assert_cmpint (obstacle (fixture, "rack-48", 5300, 4500, 0), ==, HW_OBSTACLE_ON_FEATURE);
  g_assert_cmpint (obstacle (fixture, "rack-48", 5400, 4500, 0), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (obstacle (fixture, "rack-48", 7000, 4500, 0), ==, HW_OBSTACLE_NONE);
}

/* The index finds what a walk over all racks finds, each rack once. */
static void
test_index (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;

  hw_design_begin (design, "Many");
  for (int i = 0; i < 200; i++)
    hw_operation_add_rack (design,
                           fixture->hall,
                           0,
                           fixture->catalogue,
                           fixture_product (fixture, "rack-48"),
                           "x",
                           g_test_rand_int_range (0, 9400),
                           g_test_rand_int_range (0, 6800),
                           (gint16)(g_test_rand_int_range (0, 4) * 90),
                           NULL);
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_RACK), >, 15);
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HwHandle));
      HwArea area = { g_test_rand_int_range (-3000, 10000),
                      g_test_rand_int_range (-3000, 8000),
                      g_test_rand_int_range (1, 9000),
                      g_test_rand_int_range (1, 9000) };
      guint expected = 0;
      hw_design_racks_in (design, fixture->hall, area.x, area.y, area.width, area.depth, found);
      for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
           rack = hw_design_next (design, HW_TABLE_RACK, rack))
        {
          HwArea footprint = hw_rack_area (design, rack);
          guint times = 0;
          for (guint j = 0; j < found->len; j++)
            times += g_array_index (found, HwHandle, j) == rack;
          g_assert_cmpuint (times, ==, hw_area_intersects (&footprint, &area) ? 1 : 0);
          expected += times;
        }
      g_assert_cmpuint (found->len, ==, expected);
    }
}

static void
snap (Fixture *fixture,
      const char *id,
      gint32 x,
      gint32 y,
      gint32 expected_x,
      gint32 expected_y,
      HwHandle expected_row)
{
  gint16 rotation = 0;
  HwHandle row;

  hw_placement_snap_rack (
      fixture->design, fixture->hall, fixture_product (fixture, id), NULL, &x, &y, &rotation, &row);
  g_assert_cmpint (x, ==, expected_x);
  g_assert_cmpint (y, ==, expected_y);
  g_assert_cmpuint (row, ==, expected_row);
}

static void
test_snap (Fixture *fixture, gconstpointer data)
{
  /* Beside A01, fronts (south) aligned, and into its row. */
  snap (fixture, "rack-48", 1950, 1300, 1800, 1200, fixture->row);
  snap (fixture, "rack-48", 420, 1100, 600, 1200, fixture->row);
  snap (fixture, "rack-mgx", 1900, 1200, 1800, 1332, fixture->row);
  /* To a tile joint of 600 mm, else to 10 mm, and never through the wall. */
  snap (fixture, "rack-48", 4850, 4730, 4800, 4800, 0);
  snap (fixture, "rack-48", 5104, 5096, 5100, 5100, 0);
  snap (fixture, "rack-48", 20000, -700, 9400, 0, 0);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  g_autoptr (GArray) racks = NULL;
  HwHandle second;

  hw_design_begin (design, "Duplicate");
  second = hw_operation_duplicate_rack (design, fixture->rack, NULL);
  hw_design_commit (design);
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_RACK, second)), ==, "A02");
  g_assert_cmpint (hw_design_get_rack (design, second)->x_mm, ==, 1800);
  hw_design_begin (design, "Move");
  g_assert_true (
      hw_operation_move_rack (design, second, fixture->hall, fixture->row, 600, 1200, 0, NULL));
  hw_design_commit (design);
  racks = hw_design_row_racks (design, fixture->hall, fixture->row);
  g_assert_cmpuint (racks->len, ==, 2);
  g_assert_cmpuint (g_array_index (racks, HwHandle, 0), ==, second);
  g_assert_cmpuint (g_array_index (racks, HwHandle, 1), ==, fixture->rack);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/floor/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("racks-do-not-overlap", test_collisions);
  ADD ("columns-are-kept-clear", test_features);
  ADD ("grid-finds-what-a-walk-finds", test_index);
  ADD ("snap-to-neighbour-and-tile", test_snap);
  ADD ("rows-follow-place", test_rows);
  return g_test_run ();
}
