/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cabling.h"

/* Lengths and reaches of the makers' parts: straight DAC to 2 m, its splitter to 3 m, active copper
 * to 5 m, multimode to 50 m, single mode to 100 m and, between switches, to 500 m. */
#define COPPER(id, medium, splits, length)                                                         \
  {                                                                                                \
    id, medium, 400e9, 2, splits, length, length, 0.01, 0.2, 0.2, NULL, NULL, NAN, NAN             \
  }
#define OPTICS(id, medium, reach, twin, single)                                                    \
  {                                                                                                \
    id, medium, 400e9, 1, FALSE, reach, NAN, 0.003, 0.01, NAN, twin, single, 17, 9                 \
  }

static const HwCableType types[] = {
  COPPER ("dac-1", HW_MEDIUM_DAC, FALSE, 1),
  COPPER ("dac-2", HW_MEDIUM_DAC, FALSE, 2),
  COPPER ("splitter-3", HW_MEDIUM_DAC, TRUE, 3),
  COPPER ("acc-5", HW_MEDIUM_ACC, FALSE, 5),
  OPTICS ("multimode", HW_MEDIUM_MULTIMODE, 50, "twin-mm", "single-mm"),
  OPTICS ("single-mode", HW_MEDIUM_SINGLE_MODE, 100, "twin-sm", "single-sm"),
  OPTICS ("single-mode-far", HW_MEDIUM_SINGLE_MODE, 500, "twin-far", NULL),
};

static const HwCablingRule plain_rule = { .slack_m = 0.5, .in_rack_m = 0.5, .most_reach_m = 1 };

/* One tray of 60 m west to east at 3 m, racks of 2 m below it. */
static const HwTray row = { 0, 0, 60000, 0, 3000, 300, 100, 0.4, NAN };

static HwTrayDrop
drop_at (gint32 x_mm, gint32 y_mm)
{
  return (HwTrayDrop){ x_mm, y_mm, 2000 };
}

static HwCableLink
link_between (guint32 a, guint32 cage_a, guint8 ports_a, guint32 b, guint32 cage_b, guint8 ports_b)
{
  return (HwCableLink){ { { a, 1500, cage_a, ports_a }, { b, 1000, cage_b, ports_b } }, 400e9 };
}

static HwCabling *
lay (const HwTray *trays,
     guint n_trays,
     const HwTrayDrop *drops,
     guint n_drops,
     const HwCableLink *links,
     guint n_links)
{
  return hw_cabling_new (
      trays, n_trays, drops, n_drops, links, n_links, types, G_N_ELEMENTS (types), &plain_rule);
}

static const char *
type_of (const HwCabling *cabling, guint link)
{
  gint type = hw_cabling_get_run (cabling, link)->type;

  return type >= 0 ? types[type].id : "none";
}

/* Half a metre in each rack, 0.5 and 1 m up to its top, 1 m to the tray at each end, 10 m along. */
static void
test_length (void)
{
  HwTrayDrop drops[] = { drop_at (1000, 0), drop_at (11000, 0) };
  HwCableLink link = link_between (0, 1, 2, 1, 2, 2);
  g_autoptr (HwCabling) cabling = lay (&row, 1, drops, 2, &link, 1);
  const HwCableRun *run = hw_cabling_get_run (cabling, 0);
  guint n;

  g_assert_cmpfloat_with_epsilon (run->way_m, 0.5 + 0.5 + 1 + 10 + 1 + 1 + 0.5, 1e-9);
  g_assert_cmpstr (type_of (cabling, 0), ==, "multimode");
  g_assert_cmpfloat (run->length_m, ==, 15);
  hw_cabling_get_path (cabling, 0, &n);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_in_rack (void)
{
  HwTrayDrop drop = drop_at (1000, 0);
  /* Straight between two switches of a rack, by both ports of a cage. */
  HwCableLink links[] = { link_between (0, 1, 2, 0, 2, 2), link_between (0, 1, 2, 0, 2, 2) };
  g_autoptr (HwCabling) cabling = lay (&row, 1, &drop, 1, links, 2);
  g_autoptr (GArray) needs = hw_cabling_needs (cabling);

  g_assert_cmpfloat_with_epsilon (hw_cabling_get_run (cabling, 0)->way_m, 1.5, 1e-9);
  g_assert_cmpstr (type_of (cabling, 0), ==, "dac-2");
  g_assert_cmpfloat (hw_cabling_get_run (cabling, 0)->length_m, ==, 2);
  g_assert_cmpint (hw_cabling_get_run (cabling, 0)->with, ==, 1);
  g_assert_cmpint (hw_cabling_get_run (cabling, 1)->with, ==, 0);
  /* One cable for both links. */
  g_assert_cmpuint (needs->len, ==, 1);
  g_assert_cmpuint (g_array_index (needs, HwCablingNeed, 0).count, ==, 1);
}

/* A twin-port cage whose two links part takes no copper, unless it is to cages of one port. */
static void
test_parting (void)
{
  HwTrayDrop drop = drop_at (1000, 0);
  HwCableLink parting[] = { link_between (0, 1, 2, 0, 2, 2), link_between (0, 1, 2, 0, 3, 2) };
  HwCableLink splitting[] = { link_between (0, 1, 2, 0, 2, 1), link_between (0, 1, 2, 0, 3, 1) };
  g_autoptr (HwCabling) optical = lay (&row, 1, &drop, 1, parting, 2);
  g_autoptr (HwCabling) copper = lay (&row, 1, &drop, 1, splitting, 2);
  g_autoptr (GArray) needs = hw_cabling_needs (optical);

  g_assert_cmpstr (type_of (optical, 0), ==, "multimode");
  g_assert_cmpstr (type_of (optical, 1), ==, "multimode");
  /* Two fibres of 2 m, and a transceiver in each of three cages. */
  g_assert_cmpuint (needs->len, ==, 2);
  g_assert_cmpuint (g_array_index (needs, HwCablingNeed, 0).count, ==, 2);
  g_assert_cmpfloat (g_array_index (needs, HwCablingNeed, 0).length_m, ==, 2);
  g_assert_cmpstr (g_array_index (needs, HwCablingNeed, 1).id, ==, "twin-mm");
  g_assert_cmpuint (g_array_index (needs, HwCablingNeed, 1).count, ==, 3);
  g_assert_cmpfloat (g_array_index (needs, HwCablingNeed, 1).power_w, ==, 3 * 17);
  g_assert_cmpstr (type_of (copper, 0), ==, "splitter-3");
  g_assert_cmpstr (type_of (copper, 1), ==, "splitter-3");
}

/* Both fibres of a transceiver are of one medium: one long link takes its neighbours with it. */
static void
test_one_medium (void)
{
  HwTrayDrop drops[] = { drop_at (1000, 0), drop_at (11000, 0), drop_at (59000, 0) };
  HwCableLink links[] = {
    link_between (0, 1, 2, 1, 2, 2), /* short, from the same cage as */
    link_between (0, 1, 2, 2, 3, 2), /* one beyond 50 m */
    link_between (0, 4, 2, 1, 2, 2), /* short, to the same cage as the first */
    link_between (0, 5, 2, 1, 6, 2), /* apart from them */
  };
  g_autoptr (HwCabling) cabling = lay (&row, 1, drops, 3, links, 4);

  g_assert_cmpstr (type_of (cabling, 0), ==, "single-mode");
  g_assert_cmpstr (type_of (cabling, 1), ==, "single-mode");
  g_assert_cmpstr (type_of (cabling, 2), ==, "single-mode");
  g_assert_cmpstr (type_of (cabling, 3), ==, "multimode");
  g_assert_cmpfloat (hw_cabling_get_run (cabling, 1)->length_m, ==, 63);
}

/* Beyond 100 m there is a transceiver for switches and none for adapters. */
static void
test_ends (void)
{
  HwTray far = { 0, 0, 300000, 0, 3000, 300, 100, NAN, NAN };
  HwTrayDrop drops[] = { drop_at (1000, 0), drop_at (290000, 0) };
  HwCableLink links[] = { link_between (0, 1, 2, 1, 2, 2), link_between (0, 3, 2, 1, 4, 1) };
  g_autoptr (HwCabling) cabling = lay (&far, 1, drops, 2, links, 2);

  g_assert_cmpstr (type_of (cabling, 0), ==, "single-mode-far");
  g_assert_cmpstr (type_of (cabling, 1), ==, "none");
  g_assert_true (isnan (hw_cabling_get_run (cabling, 1)->length_m));
}

static void
test_no_way (void)
{
  HwTrayDrop drops[] = { drop_at (1000, 0), drop_at (5000, 3000), drop_at (5000, 0) };
  HwTray apart[] = { row, { 0, 20000, 60000, 20000, 3000, 300, 100, NAN, NAN } };
  HwCableLink links[] = { link_between (0, 1, 2, 1, 2, 2), link_between (0, 3, 2, 2, 4, 2) };
  g_autoptr (HwCabling) cabling = NULL;
  guint n;

  /* No tray within a metre of the second rack. */
  cabling = lay (apart, 2, drops, 3, links, 2);
  g_assert_true (isnan (hw_cabling_get_run (cabling, 0)->way_m));
  g_assert_cmpint (hw_cabling_get_run (cabling, 0)->type, ==, -1);
  g_assert_cmpint (hw_cabling_get_run (cabling, 1)->type, >=, 0);
  /* A tray above it that nothing joins to the other does not help. */
  drops[1].y_mm = 20000;
  g_clear_pointer (&cabling, hw_cabling_free);
  cabling = lay (apart, 2, drops, 3, links, 2);
  g_assert_true (isnan (hw_cabling_get_run (cabling, 0)->way_m));
  hw_cabling_get_path (cabling, 0, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* Across three trays: a crossing in plan half a metre apart in height, and a T. */
static void
test_turns (void)
{
  static const HwTray trays[] = {
    { 0, 0, 20000, 0, 3000, 300, 100, NAN, NAN },
    { 10000, -5000, 10000, 10000, 3500, 300, 100, NAN, NAN },
    { 10000, 10000, 30000, 10000, 3500, 300, 100, NAN, NAN },
  };
  HwTrayDrop drops[] = { drop_at (2000, 0), drop_at (25000, 10000) };
  g_autoptr (HwTrayNetwork) network = hw_tray_network_new (trays, 3, drops, 2, 1);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint32));

  hw_tray_network_seek (network, 0, NULL);
  g_assert_cmpfloat_with_epsilon (hw_tray_network_way (network, 1, path), 8 + 0.5 + 10 + 15, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_tray_network_drop_m (network, 1), 1.5, 1e-9);
  g_assert_cmpuint (path->len, ==, 3);
}

/* Two trays side by side, joined at both ends: what does not fit into the near one goes round. */
static void
test_fill (void)
{
  HwTray ring[] = {
    { 0, 0, 20000, 0, 3000, 100, 100, 0.01, NAN },
    { 0, 5000, 20000, 5000, 3000, 300, 100, 0.4, 1 },
    { 0, 0, 0, 5000, 3000, 300, 100, NAN, NAN },
    { 20000, 0, 20000, 5000, 3000, 300, 100, NAN, NAN },
  };
  HwTrayDrop drops[]
      = { drop_at (0, 0), drop_at (20000, 0), drop_at (0, 100), drop_at (20000, 100) };
  HwCableLink links[40];
  g_autoptr (HwCabling) cabling = NULL;
  const HwTraySegment *segments;
  guint n, near_cables = 0, far_cables = 0;

  /* 1 % of 10 000 mm² is 100 mm²: 14 fibres of 7.07 mm². Two racks at each end, 10 links a pair. */
  for (guint i = 0; i < 40; i++)
    links[i] = link_between (i % 2 * 2, 100 + i, 2, 1 + i / 2 % 2 * 2, 200 + i, 2);
  cabling = lay (ring, 4, drops, 4, links, 40);
  segments = hw_cabling_get_segments (cabling, &n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_false (hw_cabling_is_overfull (cabling, i));
      if (segments[i].tray == 0)
        near_cables = MAX (near_cables, hw_cabling_get_fill (cabling, i)->cables);
      if (segments[i].tray == 1)
        far_cables = MAX (far_cables, hw_cabling_get_fill (cabling, i)->cables);
    }
  g_assert_cmpuint (near_cables, ==, 10);
  g_assert_cmpuint (far_cables, ==, 30);
  for (guint i = 0; i < n; i++)
    if (segments[i].tray == 1 && hw_cabling_get_fill (cabling, i)->cables == 30)
      {
        g_assert_cmpfloat_with_epsilon (
            hw_cabling_fill_share (cabling, i), 30 * G_PI / 4 * 9 / 30000, 1e-9);
        g_assert_cmpfloat_with_epsilon (hw_cabling_get_fill (cabling, i)->mass_kg_m, 0.3, 1e-9);
        g_assert_false (hw_cabling_is_overloaded (cabling, i));
      }
  /* With nowhere to go they stay, and the tray is overfull. */
  g_clear_pointer (&cabling, hw_cabling_free);
  cabling = lay (ring, 1, drops, 4, links, 40);
  g_assert_true (hw_cabling_is_overfull (cabling, 0) || hw_cabling_is_overfull (cabling, 1));
}

/* Random grids: each way is no longer than the way over any third rack (triangle inequality), the
 * same in both directions, and as long as its segments where all trays have one height. */
static void
test_random (void)
{
  for (int run = 0; run < 50; run++)
    {
      g_autoptr (GArray) trays = g_array_new (FALSE, FALSE, sizeof (HwTray));
      HwTrayDrop drops[12];
      g_autoptr (HwTrayNetwork) network = NULL;
      double ways[12][12];
      guint n;
      const HwTraySegment *segments;

      for (int i = g_test_rand_int_range (1, 6); i > 0; i--)
        {
          gint32 at = g_test_rand_int_range (0, 30) * 1000;
          HwTray across = { 0, at, 30000, at, 3000, 300, 100, NAN, NAN };
          HwTray along = { at, 0, at, 30000, 3000, 300, 100, NAN, NAN };

          g_array_append_val (trays, across);
          if (g_test_rand_bit ())
            g_array_append_val (trays, along);
        }
      for (guint i = 0; i < 12; i++)
        drops[i] = drop_at (g_test_rand_int_range (0, 30000), g_test_rand_int_range (0, 30000));
      network
          = hw_tray_network_new ((const HwTray *)(gpointer)trays->data, trays->len, drops, 12, 5);
      segments = hw_tray_network_get_segments (network, &n);
      for (guint i = 0; i < 12; i++)
        {
          hw_tray_network_seek (network, i, NULL);
          for (guint j = 0; j < 12; j++)
            {
              g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint32));
              double length = 0;

              ways[i][j] = hw_tray_network_way (network, j, path);
              for (guint k = 0; k < path->len; k++)
                {
                  const HwTraySegment *segment = &segments[g_array_index (path, guint32, k)];
                  length += segment->to_m - segment->from_m;
                }
              if (isfinite (ways[i][j]))
                g_assert_cmpfloat_with_epsilon (ways[i][j], length, 1e-6);
            }
        }
      for (guint i = 0; i < 12; i++)
        for (guint j = 0; j < 12; j++)
          for (guint k = 0; k < 12; k++)
            {
              g_assert_true (isinf (ways[i][j]) == isinf (ways[j][i]));
              if (isfinite (ways[i][k]) && isfinite (ways[k][j]))
                g_assert_cmpfloat (ways[i][j], <=, ways[i][k] + ways[k][j] + 1e-6);
            }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/cabling/length", test_length);
  g_test_add_func ("/calc/cabling/in-rack", test_in_rack);
  g_test_add_func ("/calc/cabling/parting", test_parting);
  g_test_add_func ("/calc/cabling/one-medium", test_one_medium);
  g_test_add_func ("/calc/cabling/ends", test_ends);
  g_test_add_func ("/calc/cabling/no-way", test_no_way);
  g_test_add_func ("/calc/cabling/turns", test_turns);
  g_test_add_func ("/calc/cabling/fill", test_fill);
  g_test_add_func ("/calc/cabling/random", test_random);
  return g_test_run ();
}
