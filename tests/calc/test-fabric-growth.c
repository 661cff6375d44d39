/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-fixture.h"
#include "hw-fabric-growth.h"
#include "hw-fabric-impact.h"

/* What more members add, and what failed parts cost: held against fabrics that are derived with and
 * without them, and against numbers worked by hand. */

static HwFabricRule
random_rule (void)
{
  HwFabricRule (*const rules[]) (void)
      = { fabric_rule_b200, fabric_rule_xdr, fabric_rule_gb200, fabric_rule_b300 };
  HwFabricRule rule = rules[g_test_rand_int_range (0, G_N_ELEMENTS (rules))]();

  if (g_test_rand_bit ())
    rule.keep_units = TRUE;
  if (g_test_rand_bit ())
    rule.units = (guint)g_test_rand_int_range (1, 9);
  if (g_test_rand_bit ())
    rule.unit_reserve = (guint)g_test_rand_int_range (1, 4);
  if (rule.kind == HW_FABRIC_RAIL_OPTIMISED && g_test_rand_bit ())
    rule.leaf_reserve = (guint)g_test_rand_int_range (1, 4);
  if (g_test_rand_bit ())
    rule.kind = HW_FABRIC_PLAIN;
  return rule;
}

/* Those that are there have their places already, as members of a design do. */
static void
keep_places (Plan *plan, const HwFabric *fabric, guint n)
{
  for (guint i = 0; i < n; i++)
    plan_member (plan, i)->place = hw_fabric_get_place (fabric, i);
}

static void
check_growth (const HwFabricRule *rule, guint n, guint more)
{
  g_autoptr (Plan) small = plan_new (*rule, n);
  g_autoptr (Plan) large = plan_new (*rule, n + more);
  g_autoptr (HwFabric) before = plan_derive (small);
  g_autoptr (HwFabric) after = NULL;
  HwFabricGrowth growth;

  keep_places (large, before, n);
  after = plan_derive (large);
  if (hw_fabric_count_trees (before) == 0)
    return;
  g_assert_true (hw_fabric_grow (before, more, &growth));
  g_assert_cmpuint (growth.members, ==, more);
  for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
    g_assert_cmpuint (growth.switches[i],
                      ==,
                      hw_fabric_count_role (after, i, NULL)
                          - hw_fabric_count_role (before, i, NULL));
  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    g_assert_cmpuint (
        growth.links[i], ==, hw_fabric_count_level (after, i) - hw_fabric_count_level (before, i));
}

static void
test_growth_random (void)
{
  for (guint i = 0; i < 150; i++)
    {
      HwFabricRule rule = random_rule ();
      guint n = (guint)g_test_rand_int_range (1, 400);

      /* Fewer tiers or another number of spines for the larger one take switches away too, which
       * is no growth: whole units keep the tree. */
      rule.units = MAX (rule.units, (n + 80) / MAX (hw_fabric_unit_places (&rule), 1) + 2);
      check_growth (&rule, n, (guint)g_test_rand_int_range (1, 70));
    }
}

/* A DGX B200 in a unit with room: 8 ports and 8 cables. The 33rd opens a unit: 8 leaves with 32
 * links to spines each, of which two units need 8 instead of 4. */
static void
test_growth_b200 (void)
{
  HwFabricRule rule = fabric_rule_b200 ();
  g_autoptr (Plan) plan = plan_new (rule, 31);
  g_autoptr (Plan) full = plan_new (rule, 32);
  g_autoptr (HwFabric) with_room = plan_derive (plan);
  g_autoptr (HwFabric) without = plan_derive (full);
  HwFabricGrowth growth;

  g_assert_true (hw_fabric_grow (with_room, 1, &growth));
  g_assert_cmpuint (growth.ports, ==, 8);
  g_assert_cmpuint (hw_fabric_growth_switches (&growth), ==, 0);
  g_assert_cmpuint (growth.links[HW_FABRIC_CABLE_MEMBER], ==, 8);
  g_assert_cmpuint (growth.links[HW_FABRIC_CABLE_SPINE], ==, 0);
  g_assert_true (hw_fabric_grow (without, 1, &growth));
  g_assert_cmpuint (growth.switches[HW_FABRIC_LEAF], ==, 8);
  g_assert_cmpuint (growth.switches[HW_FABRIC_SPINE], ==, 4);
  g_assert_cmpuint (growth.links[HW_FABRIC_CABLE_SPINE], ==, 256);
}

/* One of four spines less: a quarter of the bisection, 32 links down over 24 up, no rail lost; a
 * leaf less: one rail of the 32 servers of its unit. */
static void
test_impact (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricBaseline) baseline = hw_fabric_baseline_new (fabric);
  g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);
  g_autoptr (HwFabricImpact) spine = NULL;
  g_autoptr (HwFabricImpact) leaf = NULL;

  /* Nothing of it stands yet: that is a plan and no loss. */
  g_assert_null (hw_fabric_impact_new (baseline, NULL));
  g_assert_true (hw_fabric_failure_add_key (failure, fabric, "spine-02"));
  spine = hw_fabric_impact_new (baseline, failure);
  g_assert_cmpuint (spine->switches, ==, 1);
  g_assert_cmpfloat_with_epsilon (spine->bisection_bit_s[0], 128 * 400e9, 1);
  g_assert_cmpfloat_with_epsilon (spine->bisection_bit_s[1], 96 * 400e9, 1);
  g_assert_cmpfloat_with_epsilon (spine->oversubscription[1], 32.0 / 24, 1e-9);
  g_assert_cmpuint (spine->losses->len, ==, 0);
  g_assert_cmpuint (
      hw_fabric_fullest_link (fabric, spine->out), >, hw_fabric_fullest_link (fabric, NULL));

  g_assert_true (hw_fabric_failure_add_key (failure, fabric, "su01-leaf-r3"));
  leaf = hw_fabric_impact_new (baseline, failure);
  g_assert_cmpuint (leaf->switches, ==, 2);
  g_assert_cmpuint (leaf->losses->len, ==, 32);
  g_assert_cmpuint (leaf->dead_ports, ==, 32);
  g_assert_cmpuint (leaf->cut_off_ports, ==, 0);
}

/* Three of four spines stand: the fourth is missed as if it had failed. */
static void
test_missing (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) bare = plan_derive (plan);
  g_autoptr (HwFabric) fabric = NULL;
  g_autoptr (HwFabricBaseline) baseline = NULL;
  g_autoptr (HwFabricImpact) impact = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n = hw_fabric_count_switches (bare);

  for (guint i = 0; i + 1 < n; i++)
    {
      char name[HW_FABRIC_NAME_SIZE];
      HwFabricDevice device = { .role = HW_N_FABRIC_ROLES, .ports = 64 };

      g_ptr_array_add (texts, g_strdup_printf ("w%u", i));
      g_ptr_array_add (texts, g_strdup (hw_fabric_switch_name (bare, i, name)));
      device.id = texts->pdata[2 * i];
      device.position = texts->pdata[2 * i + 1];
      g_array_append_val (plan->devices, device);
    }
  fabric = plan_derive (plan);
  baseline = hw_fabric_baseline_new (fabric);
  impact = hw_fabric_impact_new (baseline, NULL);
  g_assert_cmpuint (impact->switches, ==, 0);
  g_assert_cmpuint (impact->missing, ==, 1);
  g_assert_cmpfloat_with_epsilon (impact->bisection_bit_s[1], 96 * 400e9, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/fabric-growth/random", test_growth_random);
  g_test_add_func ("/calc/fabric-growth/b200", test_growth_b200);
  g_test_add_func ("/calc/fabric-growth/impact", test_impact);
  g_test_add_func ("/calc/fabric-growth/missing", test_missing);
  return g_test_run ();
}
