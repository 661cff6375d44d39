/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-fixture.h"

static void
assert_joined (HwFabric *fabric, const char *a, const char *b)
{
  gint cable = hw_fabric_find_cable (fabric, a);

  g_assert_cmpint (cable, >=, 0);
  g_assert_cmpint (hw_fabric_find_cable (fabric, b), ==, cable);
}

static Plan *
two_units (void)
{
  return plan_new (fabric_rule_b200 (), 60);
}

static void
test_move (void)
{
  g_autoptr (Plan) plan = two_units ();
  g_autoptr (HwFabric) fabric = NULL;

  /* The second unit has four places free. */
  plan_override (plan, HW_FABRIC_MOVE, "d00001:1", "su02-leaf-r1:32");
  fabric = plan_derive (plan);
  assert_joined (fabric, "d00001:1", "su02-leaf-r1:32");
  g_assert_cmpint (hw_fabric_find_cable (fabric, "su01-leaf-r1:1"), ==, -1);
  g_assert_true (hw_fabric_override_applied (fabric, 0));
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_WRONG_RAIL), ==, 1);
  fabric_assert_sound (fabric);
  /* On another port of its own leaf it is where it belongs. */
  plan_override (plan, HW_FABRIC_MOVE, "d00060:2", "su02-leaf-r2:30");
  g_clear_pointer (&fabric, hw_fabric_free);
  fabric = plan_derive (plan);
  assert_joined (fabric, "d00060:2", "su02-leaf-r2:30");
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_WRONG_RAIL), ==, 1);
}

/* What the overrides exchange: the first two rails of a member. */
static HwFabric *
derive_swapped (Plan *plan)
{
  HwFabric *fabric = plan_derive (plan);

  assert_joined (fabric, "d00001:1", "su01-leaf-r2:1");
  assert_joined (fabric, "d00001:2", "su01-leaf-r1:1");
  fabric_assert_sound (fabric);
  return fabric;
}

/* OpenSM takes exchanged rails without a word. */
static void
test_swap (void)
{
  g_autoptr (Plan) plan = two_units ();
  g_autoptr (HwFabric) fabric = NULL;

  plan_override (plan, HW_FABRIC_MOVE, "d00001:1", "su01-leaf-r2:1");
  plan_override (plan, HW_FABRIC_MOVE, "d00001:2", "su01-leaf-r1:1");
  fabric = derive_swapped (plan);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_WRONG_RAIL), ==, 2);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_UNEVEN), ==, 0);
}

/* Both ends of one cable are given the ends of another: the same change of places. One such move
 * alone would take a port that is in use. */
static void
test_swap_by_ends (void)
{
  g_autoptr (Plan) plan = two_units ();
  g_autoptr (HwFabric) fabric = NULL;

  plan_override (plan, HW_FABRIC_MOVE, "d00001:1", "su01-leaf-r2:1");
  plan_override (plan, HW_FABRIC_MOVE, "su01-leaf-r1:1", "d00001:2");
  fabric = derive_swapped (plan);
  g_assert_true (hw_fabric_override_applied (fabric, 0));
  g_assert_true (hw_fabric_override_applied (fabric, 1));
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_USED), ==, 0);
  g_assert_cmpuint (hw_fabric_count_level (fabric, HW_FABRIC_CABLE_MEMBER), ==, 60 * 8);
}

/* Three in a ring; and where the third cannot go, all stay, and no cable is lost. */
static void
test_ring (void)
{
  for (int refused = 0; refused < 2; refused++)
    {
      g_autoptr (Plan) plan = two_units ();
      g_autoptr (HwFabric) fabric = NULL;

      plan_override (plan, HW_FABRIC_MOVE, "d00001:1", "su01-leaf-r2:1");
      plan_override (plan, HW_FABRIC_MOVE, "d00001:2", "su01-leaf-r3:1");
      plan_override (
          plan, HW_FABRIC_MOVE, "d00001:3", refused ? "su01-leaf-r4:1" : "su01-leaf-r1:1");
      fabric = plan_derive (plan);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpint (hw_fabric_override_applied (fabric, i), ==, !refused);
      g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_USED), ==, refused ? 3 : 0);
      assert_joined (fabric, "d00001:1", refused ? "su01-leaf-r1:1" : "su01-leaf-r2:1");
      assert_joined (fabric, "d00001:3", refused ? "su01-leaf-r3:1" : "su01-leaf-r1:1");
      g_assert_cmpuint (hw_fabric_count_level (fabric, HW_FABRIC_CABLE_MEMBER), ==, 60 * 8);
      fabric_assert_sound (fabric);
    }
}

static void
test_delete_and_add (void)
{
  g_autoptr (Plan) plan = two_units ();
  g_autoptr (HwFabric) fabric = NULL;

  plan_override (plan, HW_FABRIC_DELETE, "su01-leaf-r1:33", NULL);
  plan_override (plan, HW_FABRIC_DELETE, "d00003:4", NULL);
  plan_override (plan, HW_FABRIC_ADD, "su01-leaf-r1:33", "su01-leaf-r4:3");
  fabric = plan_derive (plan);
  assert_joined (fabric, "su01-leaf-r1:33", "su01-leaf-r4:3");
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_UNEVEN), ==, 1);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_UNCABLED), ==, 1);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_LEVEL), ==, 1);
  g_assert_cmpuint (hw_fabric_count_level (fabric, HW_FABRIC_CABLE_OTHER), ==, 1);
  g_assert_cmpuint (hw_fabric_count_level (fabric, HW_FABRIC_CABLE_MEMBER), ==, 60 * 8 - 1);
  fabric_assert_sound (fabric);
}

static void
test_used (void)
{
  g_autoptr (Plan) plan = two_units ();
  g_autoptr (HwFabric) fabric = NULL;

  plan_override (plan, HW_FABRIC_MOVE, "d00001:1", "su01-leaf-r1:2");
  plan_override (plan, HW_FABRIC_ADD, "d00002:1", "su02-leaf-r1:31");
  fabric = plan_derive (plan);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_USED), ==, 2);
  assert_joined (fabric, "d00001:1", "su01-leaf-r1:1");
  assert_joined (fabric, "d00002:1", "su01-leaf-r1:2");
  g_assert_false (hw_fabric_override_applied (fabric, 0));
  g_assert_false (hw_fabric_override_applied (fabric, 1));
  fabric_assert_sound (fabric);
}

/* What names things that are gone stays, does nothing, and says so. */
static void
test_idle (void)
{
  static const struct
  {
    HwFabricChange change;
    const char *at, *to;
  } idle[] = {
    { HW_FABRIC_DELETE, "d09999:1", "" },
    { HW_FABRIC_DELETE, "d00001:9", "" },
    { HW_FABRIC_DELETE, "d00001:0", "" },
    { HW_FABRIC_DELETE, "d00001", "" },
    { HW_FABRIC_DELETE, "su02-leaf-r1:31", "" },
    { HW_FABRIC_MOVE, "d00001:1", "su03-leaf-r1:1" },
    { HW_FABRIC_MOVE, "d00001:1", "nonsense" },
    { HW_FABRIC_MOVE, "d00001:1", "d00001:1" },
    { HW_FABRIC_ADD, "", "" },
    { HW_FABRIC_ADD, "su02-leaf-r1:31", "su02-leaf-r1:99999999999999999999" },
  };
  g_autoptr (Plan) plan = two_units ();
  g_autoptr (HwFabric) plain = plan_derive (plan);
  g_autoptr (HwFabric) fabric = NULL;
  guint n, m;

  for (guint i = 0; i < G_N_ELEMENTS (idle); i++)
    plan_override (plan, idle[i].change, idle[i].at, idle[i].to);
  fabric = plan_derive (plan);
  g_assert_cmpuint (fabric_issues (fabric, HW_FABRIC_ISSUE_IDLE), ==, G_N_ELEMENTS (idle));
  for (guint i = 0; i < G_N_ELEMENTS (idle); i++)
    g_assert_false (hw_fabric_override_applied (fabric, i));
  hw_fabric_get_cables (plain, &n);
  hw_fabric_get_cables (fabric, &m);
  g_assert_cmpuint (n, ==, m);
}

/* Random changes never give a port two cables, and a fabric without them is as before. */
static void
test_random (void)
{
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (Plan) plan = two_units ();
      g_autoptr (HwFabric) fabric = NULL;
      static const char *const names[]
          = { "d00001", "d00002", "d00060", "su01-leaf-r1", "su02-leaf-r1", "spine-01" };

      for (int j = g_test_rand_int_range (1, 12); j > 0; j--)
        {
          g_autofree char *at = g_strdup_printf (
              "%s:%d", names[g_test_rand_int_range (0, 6)], g_test_rand_int_range (1, 9));
          g_autofree char *to = g_strdup_printf (
              "%s:%d", names[g_test_rand_int_range (0, 6)], g_test_rand_int_range (1, 40));
          plan_override (plan, (HwFabricChange)g_test_rand_int_range (0, 3), at, to);
        }
      fabric = plan_derive (plan);
      fabric_assert_sound (fabric);
      for (guint j = 0; j < plan->overrides->len; j++)
        {
          const HwFabricOverride *override = &g_array_index (plan->overrides, HwFabricOverride, j);

          if (hw_fabric_override_applied (fabric, j) && override->change != HW_FABRIC_DELETE)
            assert_joined (fabric, override->at, override->to);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/fabric-overrides/move", test_move);
  g_test_add_func ("/calc/fabric-overrides/swap", test_swap);
  g_test_add_func ("/calc/fabric-overrides/swap-by-ends", test_swap_by_ends);
  g_test_add_func ("/calc/fabric-overrides/ring", test_ring);
  g_test_add_func ("/calc/fabric-overrides/delete-and-add", test_delete_and_add);
  g_test_add_func ("/calc/fabric-overrides/used", test_used);
  g_test_add_func ("/calc/fabric-overrides/idle", test_idle);
  g_test_add_func ("/calc/fabric-overrides/random", test_random);
  return g_test_run ();
}
