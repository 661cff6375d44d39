/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-fixture.h"
#include "hw-fabric-location.h"

static HwFabricRule
random_rule (void)
{
  static const guint radices[] = { 8, 12, 16, 24, 40, 64, 128, 144 };
  HwFabricRule rule = { .port_bit_s = 400e9 };

  rule.kind = (HwFabricKind)g_test_rand_int_range (0, HW_N_FABRIC_KINDS);
  rule.radix = radices[g_test_rand_int_range (0, G_N_ELEMENTS (radices))];
  rule.cage_ports = (guint)g_test_rand_int_range (0, 3);
  rule.rails = (guint)g_test_rand_int_range (1, 9);
  rule.planes = (guint)g_test_rand_int_range (1, 3);
  rule.split = (guint)g_test_rand_int_range (1, 3);
  rule.down = (guint)g_test_rand_int_range (1, 4);
  rule.tiers = (guint)g_test_rand_int_range (0, 3) == 0 ? 3 : 0;
  if (g_test_rand_bit ())
    rule.unit_members = (guint)g_test_rand_int_range (1, 40);
  if (g_test_rand_bit ())
    rule.leaf_reserve = 1;
  rule.units = (guint)g_test_rand_int_range (0, 12);
  rule.keep_units = g_test_rand_bit ();
  rule.share_leaves = rule.kind == HW_FABRIC_RAIL_OPTIMISED && g_test_rand_bit ();
  return rule;
}

/* Every rail of every member ends at the leaf of its unit and rail, found here anew. */
static void
assert_rails (const HwFabric *fabric)
{
  const HwFabricRule *rule = hw_fabric_get_rule (fabric);

  for (guint i = 0; i < hw_fabric_count_members (fabric); i++)
    {
      guint node = hw_fabric_count_switches (fabric) + i;
      HwFabricPlace place = hw_fabric_get_place (fabric, i);
      guint n;
      const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);

      for (guint port = 1; port <= hw_fabric_count_ports (fabric, node); port++)
        {
          gint cable = hw_fabric_cable_at (fabric, node, port);
          const HwFabricSwitch *leaf;
          const HwFabricTree *tree;
          guint rail, plane;

          g_assert_cmpint (cable, >=, 0);
          leaf = hw_fabric_get_switch (fabric, cables[cable].high);
          tree = hw_fabric_get_tree (fabric, leaf->fabric);
          hw_fabric_port_rail (fabric, i, port, &rail, &plane);
          g_assert_cmpint (leaf->role, ==, HW_FABRIC_LEAF);
          g_assert_cmpuint (leaf->group, ==, (guint)place.unit);
          g_assert_cmpuint (leaf->plane, ==, plane);
          if (rule->kind != HW_FABRIC_PLAIN && !rule->share_leaves)
            g_assert_cmpuint (leaf->index / tree->rail_leaves, ==, rail);
          g_assert_cmpuint (cables[cable].high_port, <=, tree->down_links);
        }
    }
}

/* Between two tiers every pair of switches that is joined at all has as many links as any other. */
static void
assert_balanced (const HwFabric *fabric)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint least[HW_N_FABRIC_LEVELS], most[HW_N_FABRIC_LEVELS] = { 0 };
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  GHashTableIter iter;
  gpointer key, value;

  /* Fabrics of different sizes have different bundles. */
  if (hw_fabric_count_trees (fabric) > 1)
    return;
  for (guint i = 0; i < n; i++)
    if (hw_fabric_get_switch (fabric, cables[i].high)->role != HW_FABRIC_LEAF)
      {
        gint64 pair = ((gint64)cables[i].low << 32) | cables[i].high;
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &pair));
        g_hash_table_insert (counts, g_memdup2 (&pair, sizeof pair), GUINT_TO_POINTER (count + 1));
      }
  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    least[i] = G_MAXUINT;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint high = (guint)(*(gint64 *)key & G_MAXUINT32);
      HwFabricRole role = hw_fabric_get_switch (fabric, high)->role;

      least[role] = MIN (least[role], GPOINTER_TO_UINT (value));
      most[role] = MAX (most[role], GPOINTER_TO_UINT (value));
    }
  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    g_assert_true (most[i] == 0 || most[i] == least[i]);
}

static void
test_random (void)
{
  for (int i = 0; i < 400; i++)
    {
      g_autoptr (Plan) plan = plan_new (random_rule (), (guint)g_test_rand_int_range (0, 300));
      g_autoptr (HwFabric) fabric = plan_derive (plan);
      guint planned = plan->description.rule.units;

      fabric_assert_sound (fabric);
      if (fabric_issues (fabric, HW_FABRIC_ISSUE_RULE) > 0)
        continue;
      assert_rails (fabric);
      assert_balanced (fabric);
      /* All units that are planned keep their leaves where that is wanted. */
      if (planned > 0 && plan->description.rule.keep_units)
        {
          guint leaves = hw_fabric_count_role (fabric, HW_FABRIC_LEAF, NULL);
          const HwFabricTree *tree = hw_fabric_get_tree (fabric, 0);
          guint planes = hw_fabric_get_rule (fabric)->planes;

          g_assert_cmpuint (leaves, >=, planned * tree->unit_leaves * planes);
        }
    }
}

/* What has a place keeps it, and its ports: adding members, in a unit or in a new one, moves no
 * cable that is there, as long as the fabric is planned for them. */
static void
test_growth (void)
{
  for (int i = 0; i < 60; i++)
    {
      HwFabricRule rule = i % 2 == 0 ? fabric_rule_b200 () : fabric_rule_gb200 ();
      g_autoptr (Plan) plan = NULL;
      g_autoptr (HwFabric) before = NULL, after = NULL;
      guint n, m, first = (guint)g_test_rand_int_range (1, 200);
      const HwFabricCable *cables;

      rule.units = 12;
      plan = plan_new (rule, 400);
      g_array_set_size (plan->members, first);
      before = plan_derive (plan);
      for (guint j = 0; j < first; j++)
        plan_member (plan, j)->place = hw_fabric_get_place (before, j);
      g_array_set_size (plan->members, 400);
      for (guint j = first; j < 400; j++)
        *plan_member (plan, j)
            = (HwFabricMember){ .id = plan->texts->pdata[j], .place = HW_FABRIC_NO_PLACE };
      after = plan_derive (plan);
      cables = hw_fabric_get_cables (before, &n);
      for (guint j = 0; j < n; j++)
        {
          g_autofree char *key = hw_fabric_cable_key (before, j);
          gint cable = hw_fabric_find_cable (after, key);
          char was[HW_FABRIC_NAME_SIZE], is[HW_FABRIC_NAME_SIZE];
          const HwFabricCable *now;

          g_assert_cmpint (cable, >=, 0);
          now = &hw_fabric_get_cables (after, &m)[cable];
          g_assert_cmpstr (hw_fabric_node_id (before, cables[j].high, was),
                           ==,
                           hw_fabric_node_id (after, now->high, is));
          g_assert_cmpuint (cables[j].high_port, ==, now->high_port);
        }
    }
}

/* A member that goes leaves its place to the next that comes, and nobody else moves. */
static void
test_place_is_kept (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 40);
  g_autoptr (HwFabric) first = plan_derive (plan);
  g_autoptr (HwFabric) second = NULL;

  for (guint i = 0; i < 40; i++)
    plan_member (plan, i)->place = hw_fabric_get_place (first, i);
  plan_member (plan, 7)->place = HW_FABRIC_NO_PLACE;
  g_array_remove_index (plan->members, 3);
  second = plan_derive (plan);
  g_assert_cmpint (hw_fabric_get_place (second, 6).slot, ==, 3);
  for (guint i = 0; i < 39; i++)
    if (i != 6)
      g_assert_cmpint (hw_fabric_get_place (second, i).slot, ==, plan_member (plan, i)->place.slot);
}

static void
test_places_refused (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 6);
  g_autoptr (HwFabric) fabric = NULL;
  guint node;

  plan_member (plan, 0)->place = (HwFabricPlace){ 0, 5, 0 };
  plan_member (plan, 1)->place = (HwFabricPlace){ 0, 5, 0 };
  plan_member (plan, 2)->place = (HwFabricPlace){ 0, 32, 0 };
  plan_member (plan, 3)->place = (HwFabricPlace){ G_MAXINT32, 0, 0 };
  plan_member (plan, 4)->ports = 4;
  plan_member (plan, 5)->port_bit_s = 200e9;
  fabric = plan_derive (plan);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_PLACE), ==, 3);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_RAILS), ==, 1);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_SPEED), ==, 1);
  node = hw_fabric_count_switches (fabric);
  g_assert_cmpuint (hw_fabric_count_used (fabric, node), ==, 8);
  g_assert_cmpuint (hw_fabric_count_used (fabric, node + 1), ==, 0);
  g_assert_cmpuint (hw_fabric_count_used (fabric, node + 2), ==, 0);
  g_assert_cmpuint (hw_fabric_count_used (fabric, node + 3), ==, 0);
  g_assert_cmpuint (hw_fabric_count_used (fabric, node + 4), ==, 4);
  g_assert_cmpuint (hw_fabric_count_used (fabric, node + 5), ==, 8);
}

static void
test_several (void)
{
  HwFabricRule rule = fabric_rule_b200 ();
  g_autoptr (Plan) plan = NULL;
  g_autoptr (HwFabric) fabric = NULL;
  gint node;

  rule.tiers = 2;
  plan = plan_new (rule, 9 * 32);
  fabric = plan_derive (plan);
  g_assert_cmpuint (hw_fabric_count_trees (fabric), ==, 2);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_SEVERAL), ==, 1);
  g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_SPINE, NULL), ==, 32 + 4);
  fabric_assert_sound (fabric);
  assert_rails (fabric);
  node = hw_fabric_find_node (fabric, "f2-spine-04");
  g_assert_cmpint (node, >=, 0);
  g_assert_cmpuint (hw_fabric_count_used (fabric, (guint)node), ==, 64);
}

/* Units that nobody stands in have no switches, unless they are kept; the ports of those that are
 * there do not depend on it. */
static void
test_absent_units (void)
{
  HwFabricRule rule = fabric_rule_b200 ();
  g_autoptr (Plan) plan = NULL;
  g_autoptr (HwFabric) sparse = NULL, kept = NULL;
  guint n;
  const HwFabricCable *cables;

  rule.units = 16;
  plan = plan_new (rule, 2);
  plan_member (plan, 0)->place = (HwFabricPlace){ 2, 0, 0 };
  plan_member (plan, 1)->place = (HwFabricPlace){ 11, 31, 0 };
  sparse = plan_derive (plan);
  g_assert_cmpuint (hw_fabric_count_role (sparse, HW_FABRIC_LEAF, NULL), ==, 16);
  g_assert_cmpuint (hw_fabric_count_role (sparse, HW_FABRIC_SPINE, NULL), ==, 16);
  g_assert_cmpuint (hw_fabric_count_role (sparse, HW_FABRIC_CORE, NULL), ==, 64);
  g_assert_cmpint (hw_fabric_find_node (sparse, "su02-leaf-r1"), ==, -1);
  fabric_assert_sound (sparse);
  assert_rails (sparse);
  plan->description.rule.keep_units = TRUE;
  kept = plan_derive (plan);
  g_assert_cmpuint (hw_fabric_count_role (kept, HW_FABRIC_LEAF, NULL), ==, 128);
  cables = hw_fabric_get_cables (sparse, &n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = hw_fabric_cable_key (sparse, i);
      gint cable = hw_fabric_find_cable (kept, key);
      char one[HW_FABRIC_NAME_SIZE], two[HW_FABRIC_NAME_SIZE];
      guint m;

      g_assert_cmpint (cable, >=, 0);
      g_assert_cmpstr (hw_fabric_node_id (sparse, cables[i].high, one),
                       ==,
                       hw_fabric_node_id (kept, hw_fabric_get_cables (kept, &m)[cable].high, two));
    }
}

static void
test_names_come_back (void)
{
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (Plan) plan = plan_new (random_rule (), (guint)g_test_rand_int_range (0, 200));
      g_autoptr (HwFabric) fabric = plan_derive (plan);
      char buffer[HW_FABRIC_NAME_SIZE];

      for (guint j = 0; j < hw_fabric_count_nodes (fabric); j++)
        g_assert_cmpint (
            hw_fabric_find_node (fabric, hw_fabric_node_id (fabric, j, buffer)), ==, (gint)j);
    }
}

static void
assert_port (
    HwFabric *fabric, const char *name, guint port, HwFabricPortStyle style, const char *expected)
{
  char buffer[HW_FABRIC_NAME_SIZE];
  gint node = hw_fabric_find_node (fabric, name);

  g_assert_cmpint (node, >=, 0);
  g_assert_cmpstr (hw_fabric_port_name (fabric, (guint)node, port, style, buffer), ==, expected);
}

static void
test_ports (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 64);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabric) split = NULL;

  /* Cage c holds ports 2c - 1 and 2c. */
  assert_port (fabric, "su01-leaf-r1", 1, HW_FABRIC_PORT_CAGE, "1/1");
  assert_port (fabric, "su01-leaf-r1", 64, HW_FABRIC_PORT_CAGE, "32/2");
  assert_port (fabric, "spine-01", 17, HW_FABRIC_PORT_XDR, "sw9p1");
  assert_port (fabric, "d00001", 1, HW_FABRIC_PORT_CAGE, "mlx5_0");
  g_assert_cmpint (hw_fabric_cable_at (fabric, 0, 65), ==, -1);

  /* 32 ports down give 64 links of half the speed, the 32 up stay whole. */
  plan->description.rule.split = 2;
  split = plan_derive (plan);
  g_assert_cmpuint (hw_fabric_count_role (split, HW_FABRIC_LEAF, NULL), ==, 8);
  g_assert_cmpuint (hw_fabric_count_level (split, HW_FABRIC_CABLE_SPINE), ==, 256);
  assert_port (split, "su01-leaf-r1", 64, HW_FABRIC_PORT_CAGE, "16/2/2");
  assert_port (split, "su01-leaf-r1", 65, HW_FABRIC_PORT_CAGE, "17/1");
  assert_port (split, "su01-leaf-r1", 96, HW_FABRIC_PORT_CAGE, "32/2");
}

static void
test_devices (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = NULL;
  HwFabricDevice devices[] = {
    { "s1", NULL, HW_N_FABRIC_ROLES, NULL, 64 },
    { "s2", NULL, HW_FABRIC_SPINE, NULL, 64 },
    { "s3", NULL, HW_FABRIC_LEAF, "su01-leaf-r1", 64 },
    { "s4", NULL, HW_FABRIC_LEAF, "su01-leaf-r1", 64 },
    { "s5", NULL, HW_FABRIC_LEAF, "su09-leaf-r1", 64 },
    { "s6", NULL, HW_N_FABRIC_ROLES, NULL, 32 },
    { "s7", NULL, HW_FABRIC_LEAF, "su01-leaf-r7", 64 },
  };
  guint placed;
  char buffer[HW_FABRIC_NAME_SIZE];

  g_array_append_vals (plan->devices, devices, G_N_ELEMENTS (devices));
  plan_override (plan, HW_FABRIC_PIN, "s7", "spine-04");
  plan_override (plan, HW_FABRIC_PIN, "s8", "spine-03");
  fabric = plan_derive (plan);
  g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_LEAF, &placed), ==, 8);
  g_assert_cmpuint (placed, ==, 2);
  g_assert_cmpuint (hw_fabric_count_role (fabric, HW_FABRIC_SPINE, &placed), ==, 4);
  g_assert_cmpuint (placed, ==, 2);
  g_assert_cmpint (
      hw_fabric_device_switch (fabric, 0), ==, hw_fabric_find_node (fabric, "su01-leaf-r2"));
  g_assert_cmpint (
      hw_fabric_device_switch (fabric, 1), ==, hw_fabric_find_node (fabric, "spine-01"));
  g_assert_cmpint (
      hw_fabric_device_switch (fabric, 2), ==, hw_fabric_find_node (fabric, "su01-leaf-r1"));
  g_assert_cmpint (hw_fabric_device_switch (fabric, 3), ==, -1);
  g_assert_cmpint (hw_fabric_device_switch (fabric, 4), ==, -1);
  g_assert_cmpint (
      hw_fabric_device_switch (fabric, 6), ==, hw_fabric_find_node (fabric, "spine-04"));
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_POSITION), ==, 2);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_DEVICE), ==, 1);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_IDLE), ==, 1);
  g_assert_true (hw_fabric_override_applied (fabric, 0));
  g_assert_false (hw_fabric_override_applied (fabric, 1));
  /* A key names the device once there is one, and the position still leads to it. */
  g_assert_cmpstr (
      hw_fabric_node_id (fabric, (guint)hw_fabric_find_node (fabric, "spine-04"), buffer),
      ==,
      "s7");
  g_assert_cmpint (hw_fabric_find_cable (fabric, "s7:1"), >=, 0);
}

/* The port map of a unit of 32: a leaf has 32 servers and 8 cables to each of 4 spines, a spine 8
 * cables to each of 8 leaves, as the reference architecture has them; neighbours are one run. */
static void
test_port_runs (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  guint n_cables;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n_cables);

  for (guint i = 0; i < hw_fabric_count_switches (fabric); i++)
    {
      g_autoptr (GArray) runs = hw_fabric_port_runs (fabric, i);
      gboolean leaf = hw_fabric_get_switch (fabric, i)->role == HW_FABRIC_LEAF;
      guint next = 1, wide = 0;

      for (guint k = 0; k < runs->len; k++)
        {
          const HwFabricPortRun *run = &g_array_index (runs, HwFabricPortRun, k);

          g_assert_cmpuint (run->port, ==, next);
          g_assert_cmpint (run->far, >=, 0);
          for (guint p = 0; p < run->n; p++)
            {
              gint cable = hw_fabric_cable_at (fabric, i, run->port + p);
              guint far_port, far;

              g_assert_cmpint (cable, >=, 0);
              far = hw_fabric_other_end (&cables[cable], i, &far_port);
              g_assert_cmpuint (far, ==, (guint)run->far);
              g_assert_cmpuint (far_port, ==, run->far_port + p);
            }
          next += run->n;
          wide += run->n == 8;
        }
      g_assert_cmpuint (next, ==, 65);
      g_assert_cmpuint (runs->len, ==, leaf ? 36 : 8);
      g_assert_cmpuint (wide, ==, leaf ? 4 : 8);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/fabric/random", test_random);
  g_test_add_func ("/calc/fabric/growth", test_growth);
  g_test_add_func ("/calc/fabric/place-is-kept", test_place_is_kept);
  g_test_add_func ("/calc/fabric/places-refused", test_places_refused);
  g_test_add_func ("/calc/fabric/several", test_several);
  g_test_add_func ("/calc/fabric/absent-units", test_absent_units);
  g_test_add_func ("/calc/fabric/names-come-back", test_names_come_back);
  g_test_add_func ("/calc/fabric/ports", test_ports);
  g_test_add_func ("/calc/fabric/devices", test_devices);
  g_test_add_func ("/calc/fabric/port-runs", test_port_runs);
  return g_test_run ();
}
