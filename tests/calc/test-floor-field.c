/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-calc-fixture.h"
#include "hw-floor-field.h"

/* The hall of the fixture is 20 × 10 m, a rack 600 × 1000 mm. */

static const HwProduct *
product (Fixture *fixture, const char *id)
{
  return hw_catalogue_find (fixture->catalogue, id);
}

static HwHandle
hall_of (Fixture *fixture)
{
  return hw_design_next (fixture->design, HW_TABLE_HALL, 0);
}

static HwFloorField *
field_of (Fixture *fixture, const HwArea *shape, guint n, const GArray *racks)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (HwArea));

  g_array_append_vals (areas, shape, n);
  return hw_floor_field_new (fixture->design, hall_of (fixture), areas, racks, NULL, 0, 0);
}

static void
add_feature (Fixture *fixture, HwFeatureKind kind, HwArea area)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Add");
  hw_operation_add_feature (fixture->design, hall_of (fixture), kind, "F", &area, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
}

static void
test_gaps (Fixture *fixture, gconstpointer data)
{
  const HwArea shape = { 0, 0, 600, 1000 };
  g_autoptr (HwFloorField) field = NULL;

  fixture_rack (fixture, "rack", 2000, 0);
  fixture_rack (fixture, "rack", 3200, 0);
  fixture_rack (fixture, "rack", 4399, 0);
  add_feature (fixture, HW_FEATURE_KEEP_OUT, (HwArea){ 2000, 1000, 2999, 2000 });
  add_feature (fixture, HW_FEATURE_NOTE, (HwArea){ 8000, 1000, 600, 600 });
  field = field_of (fixture, &shape, 1, NULL);
  g_assert_cmpint (hw_floor_field_at (field, 2300, 500), ==, HW_SHADE_TAKEN);
  /* The gap of 600 mm just holds it, that of 599 mm does not. */
  g_assert_cmpint (hw_floor_field_at (field, 2900, 500), ==, HW_SHADE_FREE);
  g_assert_cmpint (hw_floor_field_at (field, 4000, 500), ==, HW_SHADE_BLOCKED);
  g_assert_cmpint (hw_floor_field_at (field, 2500, 2000), ==, HW_SHADE_TAKEN);
  /* A note is no obstacle. */
  g_assert_cmpint (hw_floor_field_at (field, 8100, 1100), ==, HW_SHADE_FREE);
  g_assert_cmpint (hw_floor_field_at (field, 19999, 9999), ==, HW_SHADE_FREE);
  g_assert_cmpint (hw_floor_field_at (field, 20000, 5000), ==, HW_SHADE_NONE);
  g_assert_true (hw_floor_field_has_room (field));
}

/* What is moved is not in its own way, and a group has to find room for all. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  HwHandle moved[]
      = { fixture_rack (fixture, "rack", 1000, 5000), fixture_rack (fixture, "rack", 1600, 5000) };
  const HwArea shape[] = { { 1000, 5000, 600, 1000 }, { 1600, 5000, 600, 1000 } };
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (HwFloorField) field = NULL;
  g_autoptr (HwFloorField) single = NULL;

  fixture_rack (fixture, "rack", 19000, 0);
  g_array_append_vals (racks, moved, 2);
  field = field_of (fixture, shape, 2, racks);
  single = field_of (fixture, shape, 1, racks);
  g_assert_cmpint (hw_floor_field_at (field, 1300, 5500), ==, HW_SHADE_FREE);
  /* Before the rack at the wall there is room for one, but the other stands east of it. */
  g_assert_cmpint (hw_floor_field_at (single, 18900, 500), ==, HW_SHADE_FREE);
  g_assert_cmpint (hw_floor_field_at (field, 18900, 500), ==, HW_SHADE_BLOCKED);
  g_assert_cmpint (hw_floor_field_at (field, 18300, 500), ==, HW_SHADE_FREE);
  /* At the east wall too. */
  g_assert_cmpint (hw_floor_field_at (single, 19900, 5000), ==, HW_SHADE_FREE);
  g_assert_cmpint (hw_floor_field_at (field, 19900, 5000), ==, HW_SHADE_BLOCKED);
}

/* It says what placement says: tried in every place of a grid to which all sizes belong, so that no
 * gap is between its lines. */
static void
test_agrees_with_placement (Fixture *fixture, gconstpointer data)
{
  enum
  {
    STEP = 200,
    COLUMNS = 20000 / STEP,
    ROWS = 10000 / STEP,
  };
  const HwArea shape = { 0, 0, 600, 1000 };
  g_autofree guint8 *free = g_new0 (guint8, COLUMNS * ROWS);
  g_autoptr (HwFloorField) field = NULL;
  const GArray *patches;
  gint64 covered = 0;

  for (guint i = 0; i < 60; i++)
    {
      HwArea area = { g_test_rand_int_range (0, COLUMNS - 3) * STEP,
                      g_test_rand_int_range (0, ROWS - 5) * STEP,
                      g_test_rand_int_range (1, 5) * STEP,
                      g_test_rand_int_range (1, 5) * STEP };

      hw_design_begin (fixture->design, "Add");
      if (i % 2 == 0)
        hw_operation_add_rack (fixture->design,
                               hall_of (fixture),
                               0,
                               fixture->catalogue,
                               product (fixture, "rack"),
                               NULL,
                               area.x,
                               area.y,
                               (gint16)(i % 4 * 90),
                               NULL);
      else
        hw_operation_add_feature (
            fixture->design, hall_of (fixture), HW_FEATURE_COLUMN, "C", &area, NULL);
      hw_design_commit (fixture->design);
    }
  for (gint32 x = 0; x < COLUMNS; x++)
    for (gint32 y = 0; y < ROWS; y++)
      {
        HwFit fit;

        if (hw_placement_rack (fixture->design,
                               hall_of (fixture),
                               product (fixture, "rack"),
                               x * STEP,
                               y * STEP,
                               0,
                               NULL,
                               0,
                               0,
                               &fit))
          for (gint32 i = 0; i < 3 * 5; i++)
            free[(x + i % 3) * ROWS + y + i / 3] = TRUE;
      }
  field = field_of (fixture, &shape, 1, NULL);
  for (gint32 x = 0; x < COLUMNS; x++)
    for (gint32 y = 0; y < ROWS; y++)
      {
        HwShadeState state = hw_floor_field_at (field, x * STEP + STEP / 2, y * STEP + STEP / 2);

        g_assert_cmpint (state == HW_SHADE_FREE, ==, free[x * ROWS + y]);
      }
  patches = hw_floor_field_get_patches (field);
  for (guint i = 0; i < patches->len; i++)
    {
      const HwFloorPatch *patch = &g_array_index (patches, HwFloorPatch, i);

      covered += (gint64)patch->area.width * patch->area.depth;
      for (guint j = 0; j < i; j++)
        g_assert_false (
            hw_area_intersects (&patch->area, &g_array_index (patches, HwFloorPatch, j).area));
    }
  g_assert_cmpint (covered, ==, (gint64)20000 * 10000);
}

static void
test_floor_limit (Fixture *fixture, gconstpointer data)
{
  HwHandle site = 1;

  /* 1000 kg on four feet are 2452 N each. */
  g_assert_cmpint (hw_floor_limit (fixture->design, fixture->catalogue, product (fixture, "pump")),
                   ==,
                   HW_LIMIT_NONE);
  fixture_set (fixture, HW_TABLE_SITE, site, "foot-limit-n", "2400");
  g_assert_cmpint (hw_floor_limit (fixture->design, fixture->catalogue, product (fixture, "pump")),
                   ==,
                   HW_LIMIT_FLOOR);
  /* 500 kg of the whole assembly. */
  g_assert_cmpint (
      hw_floor_limit (fixture->design, fixture->catalogue, product (fixture, "system")),
      ==,
      HW_LIMIT_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/floor-field/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("gaps", test_gaps);
  ADD ("groups", test_groups);
  ADD ("agrees-with-placement", test_agrees_with_placement);
  ADD ("floor-limit", test_floor_limit);
  return g_test_run ();
}
