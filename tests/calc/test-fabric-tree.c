/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-failure.h"
#include "hw-fabric-fixture.h"

/* Counts against the published component tables: DGX SuperPOD reference architectures for B200,
 * H100 and B200 with UFM, B300 with Spectrum-X, and B300 with Quantum-X800. */

typedef struct
{
  guint units, members, leaf, spine, core, node_leaf, leaf_spine, spine_core;
} Row;

static void
check_row (HwFabricRule rule, const Row *row)
{
  g_autoptr (Plan) plan = plan_new (rule, row->members);
  g_autoptr (HwFabric) fabric = plan_derive (plan);

  g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_LEAF, NULL), ==, row->leaf);
  g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_SPINE, NULL), ==, row->spine);
  g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_CORE, NULL), ==, row->core);
  g_assert_cmpuint (hw_fabric_count_cables (fabric, HW_FABRIC_CABLE_MEMBER), ==, row->node_leaf);
  g_assert_cmpuint (hw_fabric_count_cables (fabric, HW_FABRIC_CABLE_SPINE), ==, row->leaf_spine);
  g_assert_cmpuint (hw_fabric_count_cables (fabric, HW_FABRIC_CABLE_CORE), ==, row->spine_core);
  g_assert_cmpuint (hw_fabric_count_trees (fabric), ==, 1);
  fabric_assert_sound (fabric);
}

static void
test_b200 (void)
{
  static const Row rows[] = {
    { 2, 64, 16, 8, 0, 512, 512, 0 },
    { 4, 128, 32, 16, 0, 1024, 1024, 0 },
    { 8, 256, 64, 32, 0, 2048, 2048, 0 },
    { 16, 512, 128, 128, 64, 4096, 4096, 4096 },
    { 64, 2048, 512, 512, 256, 16384, 16384, 16384 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (fabric_rule_b200 (), &rows[i]);
}

static void
test_xdr (void)
{
  static const Row rows[] = {
    { 1, 72, 8, 4, 0, 576, 576, 0 },
    { 2, 144, 16, 8, 0, 1152, 1152, 0 },
    /* The greatest with two tiers: 144 leaves. */
    { 18, 1296, 144, 72, 0, 10368, 10368, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (fabric_rule_xdr (), &rows[i]);
}

/* Cables are published in units of 800 Gb/s, two links of 400 Gb/s each. */
static void
test_b300 (void)
{
  static const Row rows[] = {
    { 1, 64, 16, 8, 0, 512, 512, 0 },
    { 2, 128, 32, 16, 0, 1024, 1024, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (fabric_rule_b300 (), &rows[i]);
}

/* One node fewer than units hold; the management appliances take four of its eight leaf ports. */
static void
test_ufm (void)
{
  static const struct
  {
    guint units, members, leaf, spine, below, above;
  } rows[] = { { 1, 31, 8, 4, 252, 256 }, { 2, 63, 16, 8, 508, 512 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HwFabricRule rule = fabric_rule_b200 ();
      g_autoptr (Plan) plan = NULL;
      g_autoptr (HwFabric) fabric = NULL;

      rule.units = rows[i].units;
      rule.unit_reserve = 1;
      plan = plan_new (rule, rows[i].members + 2);
      for (guint j = 0; j < 2; j++)
        {
          plan_member (plan, j)->appliance = TRUE;
          plan_member (plan, j)->ports = 2;
        }
      fabric = plan_derive (plan);
      g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_LEAF, NULL), ==, rows[i].leaf);
      g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_SPINE, NULL), ==, rows[i].spine);
      g_assert_cmpuint (hw_fabric_count_cables (fabric, HW_FABRIC_CABLE_MEMBER), ==, rows[i].below);
      g_assert_cmpuint (hw_fabric_count_cables (fabric, HW_FABRIC_CABLE_SPINE), ==, rows[i].above);
      fabric_assert_sound (fabric);
      /* Each on the last place of the last unit, on rails of its own. */
      for (guint j = 0; j < 2; j++)
        {
          HwFabricPlace place = hw_fabric_get_place (fabric, j);

          g_assert_cmpint (place.unit, ==, (gint)rows[i].units - 1);
          g_assert_cmpint (place.slot, ==, 31);
          g_assert_cmpint (place.rail, ==, 2 * (gint)j);
        }
    }
}

/* End ports of full trees: k²/2 with two tiers, k³/4 with three. */
static void
test_limits (void)
{
  static const struct
  {
    guint radix, two, three;
  } sizes[] = { { 64, 2048, 65536 }, { 128, 8192, 524288 }, { 144, 10368, 746496 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      HwFabricRule rule
          = { .kind = HW_FABRIC_PLAIN, .radix = sizes[i].radix, .rails = 1, .port_bit_s = 1 };
      HwFabricTree tree;
      guint most;

      rule.tiers = 2;
      g_assert_cmpint (hw_fabric_tree_capacity (&rule, 1, &most), ==, HW_FABRIC_FITS);
      g_assert_cmpuint (most * hw_fabric_unit_places (&rule), ==, sizes[i].two);
      g_assert_cmpint (hw_fabric_tree_resolve (&rule, most, &tree), ==, HW_FABRIC_FITS);
      g_assert_cmpuint (hw_fabric_tree_count (&tree, HW_FABRIC_SPINE), ==, sizes[i].radix / 2);
      g_assert_cmpint (hw_fabric_tree_resolve (&rule, most + 1, &tree), ==, HW_FABRIC_TOO_MANY);
      rule.tiers = 3;
      g_assert_cmpint (hw_fabric_tree_capacity (&rule, 1, &most), ==, HW_FABRIC_FITS);
      g_assert_cmpuint (most * hw_fabric_unit_places (&rule), ==, sizes[i].three);
      g_assert_cmpint (hw_fabric_tree_resolve (&rule, most, &tree), ==, HW_FABRIC_FITS);
      g_assert_cmpuint (
          hw_fabric_tree_count (&tree, HW_FABRIC_LEAF), ==, sizes[i].radix * sizes[i].radix / 2);
      g_assert_cmpuint (
          hw_fabric_tree_count (&tree, HW_FABRIC_SPINE), ==, sizes[i].radix * sizes[i].radix / 2);
      g_assert_cmpuint (
          hw_fabric_tree_count (&tree, HW_FABRIC_CORE), ==, sizes[i].radix * sizes[i].radix / 4);
      rule.tiers = 1;
      g_assert_cmpuint (hw_fabric_unit_places (&rule), ==, sizes[i].radix);
    }
}

/* The ways to put 144 ports of a rail on leaves of 64 ports: 32, 36 or 24 down. */
static void
test_gb200 (void)
{
  HwFabricRule rule = fabric_rule_gb200 ();
  HwFabricTree tree;

  g_assert_cmpint (hw_fabric_tree_resolve (&rule, 16, &tree), ==, HW_FABRIC_FITS);
  g_assert_cmpuint (tree.rail_leaves, ==, 5);
  g_assert_cmpuint (tree.unit_leaves, ==, 20);
  rule.down = 9;
  rule.up = 7;
  g_assert_cmpint (hw_fabric_tree_resolve (&rule, 16, &tree), ==, HW_FABRIC_FITS);
  g_assert_cmpuint (tree.down_ports, ==, 36);
  g_assert_cmpuint (tree.up_ports, ==, 28);
  g_assert_cmpuint (tree.rail_leaves, ==, 4);
  rule.down = rule.up = 0;
  rule.down_ports = 24;
  g_assert_cmpint (hw_fabric_tree_resolve (&rule, 16, &tree), ==, HW_FABRIC_FITS);
  g_assert_cmpuint (tree.unit_leaves, ==, 24);
  rule.down_ports = 0;
  rule.kind = HW_FABRIC_RAIL_OPTIMISED;
  rule.share_leaves = TRUE;
  g_assert_cmpint (hw_fabric_tree_resolve (&rule, 3, &tree), ==, HW_FABRIC_FITS);
  g_assert_cmpuint (tree.unit_leaves, ==, 18);
}

/* A rail and a block of four units: four leaves, four spines, eight parallel links. */
static void
test_rail_groups (void)
{
  HwFabricRule rule = fabric_rule_b200 ();
  HwFabricTree tree;

  rule.kind = HW_FABRIC_RAIL_GROUPS;
  rule.block_units = 4;
  g_assert_cmpint (hw_fabric_tree_resolve (&rule, 16, &tree), ==, HW_FABRIC_FITS);
  g_assert_cmpuint (tree.block_groups, ==, 8);
  g_assert_cmpuint (tree.group_leaves, ==, 4);
  g_assert_cmpuint (tree.group_spines, ==, 4);
  g_assert_cmpuint (tree.bundle, ==, 8);
  g_assert_cmpuint (hw_fabric_tree_count (&tree, HW_FABRIC_LEAF), ==, 128);
  g_assert_cmpuint (hw_fabric_tree_count (&tree, HW_FABRIC_SPINE), ==, 128);
  g_assert_cmpuint (hw_fabric_tree_count (&tree, HW_FABRIC_CORE), ==, 64);
}

/* More leaves than a spine has ports: a third tier. */
static void
test_third_tier (void)
{
  HwFabricRule rule = fabric_rule_b200 ();
  HwFabricTree tree;

  for (guint units = 1; units <= 64; units++)
    {
      g_assert_cmpint (hw_fabric_tree_resolve (&rule, units, &tree), ==, HW_FABRIC_FITS);
      g_assert_cmpuint (tree.tiers, ==, units <= 8 ? 2 : 3);
      /* Enough ports for all links, and equal bundles at every tier. */
      g_assert_cmpuint (tree.group_spines * tree.bundle, ==, tree.up_ports);
      g_assert_cmpuint (tree.spine_down + tree.spine_up, <=, 64);
      if (tree.tiers == 3)
        {
          g_assert_cmpuint (tree.set_cores * tree.core_bundle, ==, tree.spine_up);
          g_assert_cmpuint (tree.blocks * tree.core_bundle, <=, 64);
        }
    }
}

static void
test_oversubscription (void)
{
  HwFabricRule rule = fabric_rule_b200 ();
  HwFabricTree tree;

  for (guint down = 1; down <= 7; down++)
    for (guint up = 1; up <= down; up++)
      {
        rule.down = down;
        rule.up = up;
        g_assert_cmpint (hw_fabric_tree_resolve (&rule, 2, &tree), ==, HW_FABRIC_FITS);
        g_assert_cmpuint (tree.down_ports * up, <=, tree.up_ports * down);
        g_assert_cmpuint (tree.down_ports + tree.up_ports, <=, 64);
        /* One more port down would not do. */
        g_assert_cmpuint ((tree.down_ports + 1) * (down + up), >, 64 * down);
      }
}

/* With two spines at least, one may fail even where one had the ports. */
static void
test_least_spines (void)
{
  HwFabricRule rule = { .radix = 64, .rails = 2, .port_bit_s = 100e9, .least_spines = 2 };
  HwFabricTree tree;

  for (guint units = 1; units <= 32; units++)
    {
      g_assert_cmpint (hw_fabric_tree_resolve (&rule, units, &tree), ==, HW_FABRIC_FITS);
      /* Two leaves a unit with 32 uplinks each, shared out evenly. */
      g_assert_cmpuint (tree.group_spines, >=, 2);
      g_assert_cmpuint (tree.group_spines * tree.bundle, ==, 32);
      g_assert_cmpuint (tree.spine_down, <=, 64);
    }
  g_assert_cmpint (hw_fabric_tree_resolve (&rule, 1, &tree), ==, HW_FABRIC_FITS);
  g_assert_cmpuint (tree.group_spines, ==, 2);
  rule.least_spines = 0;
  g_assert_cmpint (hw_fabric_tree_resolve (&rule, 1, &tree), ==, HW_FABRIC_FITS);
  g_assert_cmpuint (tree.group_spines, ==, 1);
}

/* Leaves that another network joins: as many as there are units, and nothing above them. */
static void
test_uplinked (void)
{
  HwFabricRule rule = { .kind = HW_FABRIC_PLAIN,
                        .radix = 48,
                        .rails = 1,
                        .tiers = 1,
                        .port_bit_s = 1e9,
                        .uplinked = TRUE };
  guint n = (guint)g_test_rand_int_range (1, 2000);
  g_autoptr (Plan) plan = plan_new (rule, n);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricFailure) failure = NULL;
  g_autoptr (GArray) losses = NULL;
  char name[HW_FABRIC_NAME_SIZE];
  guint most;

  g_test_message ("%u members", n);
  fabric_assert_sound (fabric);
  g_assert_cmpuint (hw_fabric_count_trees (fabric), ==, 1);
  g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_LEAF, NULL), ==, (n + 47) / 48);
  g_assert_cmpuint (hw_fabric_count_switches (fabric), ==, (n + 47) / 48);
  g_assert_cmpuint (hw_fabric_count_level (fabric, HW_FABRIC_CABLE_MEMBER), ==, n);
  g_assert_cmpstr (hw_fabric_switch_name (fabric, 0, name), ==, "leaf-01");
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_SEVERAL), ==, 0);
  /* Without a switch its own members are cut off, and no others. */
  failure = hw_fabric_failure_new (fabric);
  hw_fabric_failure_add_node (failure, 0);
  losses = fabric_losses (failure);
  g_assert_cmpuint (losses->len, ==, MIN (n, 48));
  /* Two tiers are joined by themselves. */
  rule.tiers = 2;
  g_assert_cmpint (hw_fabric_tree_capacity (&rule, 1, &most), ==, HW_FABRIC_BAD_TIERS);
}

static void
test_unsound (void)
{
  static const struct
  {
    HwFabricRule rule;
    HwFabricFit fit;
  } cases[] = {
    { { .radix = 1, .rails = 1 }, HW_FABRIC_BAD_SWITCH },
    { { .radix = 255, .rails = 1 }, HW_FABRIC_BAD_SWITCH },
    { { .radix = 64 }, HW_FABRIC_BAD_RAILS },
    { { .radix = 64, .rails = 65 }, HW_FABRIC_BAD_RAILS },
    { { .radix = 64, .rails = 8, .down_ports = 40 }, HW_FABRIC_BAD_PORTS },
    { { .radix = 64, .rails = 8, .leaf_reserve = 32 }, HW_FABRIC_BAD_PORTS },
    { { .radix = 64, .rails = 8, .split = 3 }, HW_FABRIC_BAD_SPLIT },
    { { .radix = 64, .rails = 8, .split = 2, .cage_ports = 2, .down_ports = 31 },
      HW_FABRIC_BAD_SPLIT },
    { { .radix = 64, .rails = 8, .tiers = 1 }, HW_FABRIC_BAD_TIERS },
    { { .radix = 64, .rails = 8, .tiers = 4 }, HW_FABRIC_BAD_TIERS },
    { { .radix = 4, .rails = 8, .tiers = 2 }, HW_FABRIC_BAD_UNIT },
    { { .radix = 64, .rails = 8, .tiers = 3, .block_units = 5 }, HW_FABRIC_BAD_BLOCK },
    { { .kind = HW_FABRIC_PLAIN, .radix = 64, .rails = 8, .tiers = 1, .unit_members = 9 },
      HW_FABRIC_BAD_UNIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HwFabricRule rule = cases[i].rule;
      g_autoptr (Plan) plan = NULL;
      g_autoptr (HwFabric) fabric = NULL;
      guint most;

      g_assert_cmpint (hw_fabric_tree_capacity (&rule, 1, &most), ==, cases[i].fit);
      rule.port_bit_s = 400e9;
      plan = plan_new (rule, 3);
      fabric = plan_derive (plan);
      g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_RULE), ==, 1);
      g_assert_cmpuint (hw_fabric_count_switches (fabric), ==, 0);
      g_assert_cmpuint (hw_fabric_count_members (fabric), ==, 3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/fabric-tree/b200", test_b200);
  g_test_add_func ("/calc/fabric-tree/xdr", test_xdr);
  g_test_add_func ("/calc/fabric-tree/b300", test_b300);
  g_test_add_func ("/calc/fabric-tree/ufm", test_ufm);
  g_test_add_func ("/calc/fabric-tree/limits", test_limits);
  g_test_add_func ("/calc/fabric-tree/gb200", test_gb200);
  g_test_add_func ("/calc/fabric-tree/rail-groups", test_rail_groups);
  g_test_add_func ("/calc/fabric-tree/third-tier", test_third_tier);
  g_test_add_func ("/calc/fabric-tree/oversubscription", test_oversubscription);
  g_test_add_func ("/calc/fabric-tree/least-spines", test_least_spines);
  g_test_add_func ("/calc/fabric-tree/uplinked", test_uplinked);
  g_test_add_func ("/calc/fabric-tree/unsound", test_unsound);
  return g_test_run ();
}
