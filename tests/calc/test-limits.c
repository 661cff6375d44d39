/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-headroom.h"
#include "hw-loop-fixture.h"
#include "hw-shading.h"

/* Cooling as a limit of what still fits, and the problems that it foretells. */

static const HwProduct *
product (Fixture *fixture, const char *id)
{
  return hw_catalogue_find (fixture->catalogue, id);
}

static void
check_headroom (
    Fixture *fixture, const char *id, HwTableKind table, HwHandle scope, guint count, HwLimit limit)
{
  HwHeadroom room = hw_headroom (
      fixture->results, fixture->catalogue, product (fixture, id), HW_REF (table, scope));

  g_assert_cmpuint (room.count, ==, count);
  g_assert_cmpint (room.limit, ==, limit);
}

static void
check_shade (Fixture *fixture, const char *id, HwHandle rack, HwShadeState state, HwLimit limit)
{
  g_autoptr (HwShading) shading = hw_shading_new (fixture->results, product (fixture, id), NULL);
  HwShade shade = hw_shading_rack (shading, rack);

  g_assert_cmpint (shade.state, ==, state);
  g_assert_cmpint (shade.limit, ==, limit);
}

static gboolean
has_problem (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);

  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((HwProblem *)problems->pdata[i])->code, code) == 0)
      return TRUE;
  return FALSE;
}

/* What is cooled by liquid wants a loop, and one with a CDU. */
static void
test_no_loop (Fixture *fixture, gconstpointer data)
{
  HwHandle off = loop_member (fixture, "frame", 3000);
  HwHandle on = loop_member (fixture, "frame", 4000);

  loop_set (fixture, "spare", "n");
  fixture_set (fixture, HW_TABLE_RACK, off, "loop", "");
  check_shade (fixture, "tray", off, HW_SHADE_WARNED, HW_LIMIT_COOLING);
  check_shade (fixture, "tray", on, HW_SHADE_WARNED, HW_LIMIT_COOLING);
  check_shade (fixture, "server", off, HW_SHADE_FREE, HW_LIMIT_NONE);
  check_headroom (fixture, "tray", HW_TABLE_RACK, off, 0, HW_LIMIT_COOLING);
  loop_member (fixture, "small", 5000);
  check_shade (fixture, "tray", off, HW_SHADE_WARNED, HW_LIMIT_COOLING);
  check_shade (fixture, "tray", on, HW_SHADE_FREE, HW_LIMIT_NONE);
  g_assert_false (has_problem (fixture, "rack-without-loop"));
  loop_device (fixture, off, "tray", 1);
  g_assert_true (has_problem (fixture, "rack-without-loop"));
}

/* 300 kW of one CDU, less 230 kW of two racks and the 1 kW that 300 L/min at 2 bar leave, take 13
 * trays of 5 kW, wherever on the loop they go. */
static void
test_loop (Fixture *fixture, gconstpointer data)
{
  HwHandle first, second;

  loop_set (fixture, "spare", "n");
  loop_racks (fixture, 2, 3000);
  first = loop_member (fixture, "frame", 5000);
  second = loop_member (fixture, "frame", 6000);
  loop_member (fixture, "small", 7000);
  check_headroom (fixture, "tray", HW_TABLE_RACK, first, 13, HW_LIMIT_COOLING);
  check_headroom (fixture, "tray", HW_TABLE_RACK, second, 13, HW_LIMIT_COOLING);
  check_headroom (fixture, "tray", HW_TABLE_ROW, fixture->row, 13, HW_LIMIT_COOLING);
  check_headroom (fixture, "tray", HW_TABLE_HALL, fixture->hall, 13, HW_LIMIT_COOLING);
  check_headroom (fixture, "tray", HW_TABLE_DESIGN, 0, 13, HW_LIMIT_COOLING);
  /* With one CDU to spare the second of them adds nothing but the heat of its pump; without, 68 and
   * 300 kW take 73 trays, more than the floor bears: 12 kPa on 0.6 · (1.2 + 1.2) m are 1 762 kg, of
   * which the rack is 500. */
  loop_member (fixture, "small", 9000);
  check_headroom (fixture, "tray", HW_TABLE_RACK, first, 42, HW_LIMIT_FLOOR);
  loop_set (fixture, "spare", "n+1");
  check_headroom (fixture, "tray", HW_TABLE_RACK, first, 13, HW_LIMIT_COOLING);
  for (int i = 0; i < 13; i++)
    loop_device (fixture, first, "tray", 1 + i);
  g_assert_false (has_problem (fixture, "cdu-spare"));
  check_shade (fixture, "tray", second, HW_SHADE_WARNED, HW_LIMIT_COOLING);
  loop_device (fixture, second, "tray", 1);
  g_assert_true (has_problem (fixture, "cdu-spare"));
}

/* What is moved along a loop that is full loads it no more. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  HwHandle from = loop_member (fixture, "frame", 5000);
  HwHandle to = loop_member (fixture, "frame", 6000);
  HwHandle tray = 0;
  g_autoptr (HwShading) shading = NULL;
  GArray moved = { (char *)&tray, 1 };

  loop_set (fixture, "spare", "n");
  loop_member (fixture, "small", 7000);
  loop_racks (fixture, 2, 3000);
  for (int i = 0; i < 13; i++)
    tray = loop_device (fixture, from, "tray", 1 + i);
  check_shade (fixture, "tray", to, HW_SHADE_WARNED, HW_LIMIT_COOLING);
  shading = hw_shading_new (fixture->results, product (fixture, "tray"), &moved);
  g_assert_cmpint (hw_shading_rack (shading, to).limit, ==, HW_LIMIT_NONE);
  g_assert_cmpint (hw_shading_rack (shading, from).limit, ==, HW_LIMIT_NONE);
}

/* The flow of a rack carries less the warmer it is supplied: 130 L/min, 10 K below the return, some
 * 90 kW. */
static void
test_rack_flow (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member (fixture, "nvl", 3000);

  loop_set (fixture, "spare", "n");
  loop_member (fixture, "cdu", 7000);
  loop_set (fixture, "supply-c", "25");
  loop_set (fixture, "return-c", "55");
  check_shade (fixture, "tray", rack, HW_SHADE_FREE, HW_LIMIT_NONE);
  loop_set (fixture, "supply-c", "45");
  check_shade (fixture, "tray", rack, HW_SHADE_WARNED, HW_LIMIT_COOLING);
  g_assert_true (has_problem (fixture, "rack-flow-limit"));
}

/* 40 kW of air from one rack are two servers of 14.3 kW; a room cooler carries the heat of twelve
 * and the air of nine. */
static void
test_air (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member (fixture, "frame", 3000);

  for (int i = 1; i < 6; i++)
    loop_member (fixture, "frame", 3000 + 600 * i);
  check_headroom (fixture, "server", HW_TABLE_RACK, rack, 2, HW_LIMIT_COOLING);
  check_headroom (fixture, "server", HW_TABLE_HALL, fixture->hall, 12, HW_LIMIT_COOLING);
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  check_headroom (fixture, "server", HW_TABLE_RACK, rack, 2, HW_LIMIT_COOLING);
  check_headroom (fixture, "server", HW_TABLE_HALL, fixture->hall, 9, HW_LIMIT_COOLING);
}

/* Of racks on the floor a loop takes as many as it has room for: 1 368 kW, less 4.9 kW of the
 * pumps, are eleven of 115 kW. */
static void
test_racks (Fixture *fixture, gconstpointer data)
{
  HwHeadroom room = hw_headroom (fixture->results,
                                 fixture->catalogue,
                                 product (fixture, "nvl"),
                                 HW_REF (HW_TABLE_HALL, fixture->hall));

  g_assert_cmpint (room.limit, ==, HW_LIMIT_FLOOR);
  loop_set (fixture, "spare", "n");
  loop_member (fixture, "cdu", 3000);
  check_headroom (fixture, "nvl", HW_TABLE_HALL, fixture->hall, 11, HW_LIMIT_COOLING);
  loop_racks (fixture, 2, 4000);
  check_headroom (fixture, "nvl", HW_TABLE_HALL, fixture->hall, 9, HW_LIMIT_COOLING);
  check_headroom (fixture, "nvl", HW_TABLE_DESIGN, 0, 9, HW_LIMIT_COOLING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/limits/liquid-wants-a-loop", test_no_loop);
  loop_test ("/calc/limits/racks-share-their-loop", test_loop);
  loop_test ("/calc/limits/what-is-moved-loads-no-more", test_moved);
  loop_test ("/calc/limits/flow-of-a-rack", test_rack_flow);
  loop_test ("/calc/limits/air", test_air);
  loop_test ("/calc/limits/racks-on-the-floor", test_racks);
  return g_test_run ();
}
