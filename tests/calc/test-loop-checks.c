/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cooling.h"
#include "hw-edit.h"
#include "hw-fluid.h"
#include "hw-loop-fixture.h"
#include "hw-rack-coolant.h"

/* Checks of facts/cooling.md, section 14, that test-loop.c does not hold. */

static const HwLoopFinding *
find (Fixture *fixture, HwLoopRule rule)
{
  const GArray *findings = hw_results_loop_findings (fixture->results, loop_handle (fixture));

  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, HwLoopFinding, i).rule == rule)
      return &g_array_index (findings, HwLoopFinding, i);
  return NULL;
}

static gboolean
says (Fixture *fixture, HwLoopRule rule, const char *words)
{
  g_autofree char *message
      = hw_loop_finding_message (fixture->design,
                                 hw_results_loop (fixture->results, loop_handle (fixture)),
                                 find (fixture, rule));

  return strstr (message, words) != NULL;
}

static void
set_site (Fixture *fixture, const char *attribute, const char *text)
{
  fixture_set (
      fixture, HW_TABLE_SITE, hw_design_next (fixture->design, HW_TABLE_SITE, 0), attribute, text);
}

/* Check 4: what is held at the index rack is less than it needs. */
static void
test_too_little_held (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  loop_set (fixture, "pressure-pa", "10000");
  g_assert_true (says (fixture, HW_LOOP_RULE_RACK_FLOW, "hold more than 10 kPa"));
}

/* Check 2. Air of 24 °C has its dew point at 12.9 °C where it is half saturated, and at 18.2 °C at
 * 70 % (psychrometric chart); 2 K are kept off it. */
static void
test_dew_point (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 2, 3000);
  loop_set (fixture, "supply-c", "19");
  g_assert_null (find (fixture, HW_LOOP_RULE_DEW_POINT));
  set_site (fixture, "humidity", "0.7");
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_DEW_POINT));
  g_assert_cmpfloat_with_epsilon (find (fixture, HW_LOOP_RULE_DEW_POINT)->limit, 20.2, 0.1);
  loop_set (fixture, "supply-c", "21");
  g_assert_null (find (fixture, HW_LOOP_RULE_DEW_POINT));
  /* Warmer air of the same humidity holds more. */
  set_site (fixture, "air-c", "30");
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_DEW_POINT));
}

/* Check 3. */
static void
test_hot_return (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 2, 3000);
  loop_set (fixture, "return-c", "64");
  g_assert_null (find (fixture, HW_LOOP_RULE_RETURN_HOT));
  loop_set (fixture, "return-c", "67");
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_RETURN_HOT));
  g_assert_cmpfloat_with_epsilon (find (fixture, HW_LOOP_RULE_RETURN_HOT)->limit, 65, 1e-9);
}

/* Check 4. Three racks need 252 L/min of the 300 that the CDU is rated for, four need 335, which a
 * low resistance would let it pump. */
static void
test_beyond_rating (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "small", 2000);
  loop_racks (fixture, 3, 3000);
  g_assert_null (find (fixture, HW_LOOP_RULE_PUMP_CURVE));
  loop_racks (fixture, 1, 4800);
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_PUMP_CURVE));
}

/* Check 5, of pumps: one of two gives little more than its half, which four racks do with and
 * fourteen do not. Where no spare is planned nothing is said. */
static void
test_pump_out (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "two-pumps", 2000);
  loop_racks (fixture, 4, 3000);
  g_assert_null (find (fixture, HW_LOOP_RULE_PUMP_SPARE));
  loop_racks (fixture, 10, 6000);
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_PUMP_SPARE));
  g_assert_true (says (fixture, HW_LOOP_RULE_PUMP_SPARE, "one of its pumps out"));
  loop_set (fixture, "spare", "n");
  g_assert_null (find (fixture, HW_LOOP_RULE_PUMP_SPARE));
}

/* Check 7. The racks stand 5 bar, the pumps want half a bar at their suction. */
static void
test_pressures (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  double inlet_pa = 0, outlet_pa;
  g_autofree char *between = NULL;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 8, 3000);
  g_assert_null (find (fixture, HW_LOOP_RULE_PRESSURE_HIGH));
  g_assert_null (find (fixture, HW_LOOP_RULE_PRESSURE_LOW));
  g_assert_null (find (fixture, HW_LOOP_RULE_PRESSURE_PIPE));
  /* The CDU gives its supply so much that pipes have more than racks bear, before racks do. */
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  for (guint i = 0; i < 8; i++)
    inlet_pa = fmax (inlet_pa, solution->racks[i].inlet_pa);
  outlet_pa
      = solution
            ->node_pa[hw_loop_plan_link (solution->plan,
                                         g_array_index (solution->plan->cdus, HwLoopCdu, 0).link)
                          ->to];
  g_assert_cmpfloat (outlet_pa, >, inlet_pa + 1e3);
  between = g_strdup_printf ("%.0f", 2e5 + HW_LOOP_PRESSURE_PA - (inlet_pa + outlet_pa) / 2);
  loop_set (fixture, "static-pa", between);
  g_assert_null (find (fixture, HW_LOOP_RULE_PRESSURE_HIGH));
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_PRESSURE_PIPE));
  g_assert_true (says (fixture, HW_LOOP_RULE_PRESSURE_PIPE, "CDU"));
  loop_set (fixture, "static-pa", "490000");
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_PRESSURE_HIGH));
  loop_set (fixture, "static-pa", "40000");
  g_assert_null (find (fixture, HW_LOOP_RULE_PRESSURE_HIGH));
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_PRESSURE_LOW));
}

static void
test_other_hall (Fixture *fixture, gconstpointer data)
{
  HwHandle hall, rack;
  HwRack row;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 2, 3000);
  hw_design_begin (fixture->design, "Other");
  hall = hw_operation_add_hall (fixture->design, "Other", 20000, 20000);
  rack = hw_operation_add_rack (fixture->design,
                                hall,
                                0,
                                fixture->catalogue,
                                hw_catalogue_find (fixture->catalogue, "nvl"),
                                NULL,
                                3000,
                                3000,
                                0,
                                NULL);
  row = *hw_design_get_rack (fixture->design, rack);
  row.loop = loop_handle (fixture);
  hw_edit_set (fixture->design, HW_TABLE_RACK, rack, &row);
  hw_design_commit (fixture->design);
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_STRAY));
  g_assert_cmpuint (find (fixture, HW_LOOP_RULE_STRAY)->ref.handle, ==, rack);
}

/* A side-car passes what its coil can at the air that there is: at 5 K over the air a third of what
 * it is rated for at 15 K, and less where the air is thin. What it lacks is asked of the room. */
static void
test_sidecar_air (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  double low, high;

  loop_member (fixture, "pod", 3000);
  loop_member (fixture, "sidecar", 3600);
  loop_set (fixture, "spare", "n");
  set_site (fixture, "air-c", "30");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat (solution->cdus[0].sink_in_c, ==, 30);
  low = solution->capacity_w;
  g_assert_cmpfloat_with_epsilon (low, 240e3 * 5 / 15, 2e3);
  set_site (fixture, "altitude-m", "3000");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  high = solution->capacity_w;
  g_assert_cmpfloat (high, <, 0.9 * low);
  g_assert_null (find (fixture, HW_LOOP_RULE_CAPACITY));
  set_site (fixture, "air-c", "34");
  g_assert_true (says (fixture, HW_LOOP_RULE_CAPACITY, "colder air"));
  set_site (fixture, "air-c", "36");
  g_assert_true (says (fixture, HW_LOOP_RULE_SUPPLY_LOST, "colder air"));
}

/* A CDU that no source rates is named, and the loop goes on with the others. */
static void
test_unrated_cdu (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 2, 3000);
  loop_member (fixture, "unrated", 8000);
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_CDU_UNKNOWN));
  g_assert_null (find (fixture, HW_LOOP_RULE_RACK_FLOW));
  loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
}

/* What cannot be is not done: a Kv next to nothing, a pump ten times as fast. */
static void
test_values_out_of_range (Fixture *fixture, gconstpointer data)
{
  HwRef cdu = HW_REF (HW_TABLE_RACK, loop_member (fixture, "cdu", 2000)), rack;
  double flow;

  rack = HW_REF (HW_TABLE_RACK, loop_member (fixture, "nvl", 3000));
  flow = hw_results_loop (fixture->results, loop_handle (fixture))->racks[0].flow_m3_s;
  loop_override (fixture, "balancing-valve", rack, "kv", "0.000001");
  loop_override (fixture, "pump", cdu, "speed", "10");
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_OVERRIDE));
  g_assert_cmpfloat_with_epsilon (
      hw_results_loop (fixture->results, loop_handle (fixture))->racks[0].flow_m3_s, flow, 1e-9);
  /* The least valve in the widest pipe lets next to nothing through. */
  loop_override (fixture, "supply-branch", rack, "dn", "1000");
  loop_override (fixture, "balancing-valve", rack, "kv", "0.001");
  loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
  g_assert_nonnull (find (fixture, HW_LOOP_RULE_RACK_FLOW));
}

/* A branch of a litre a minute or less carries its heat like any other: here a balancing valve that
 * is all but shut. */
static void
test_trickle (Fixture *fixture, gconstpointer data)
{
  HwRef rack;

  loop_member (fixture, "cdu", 2000);
  loop_member (fixture, "cdu", 8000);
  loop_racks (fixture, 3, 3000);
  rack = HW_REF (HW_TABLE_RACK, loop_member (fixture, "nvl", 5400));
  for (double kv = 1; kv > 9e-4; kv /= 10)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (text, sizeof text, "%.7f", kv);
      loop_override (fixture, "balancing-valve", rack, "kv", text);
      loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
    }
}

/* What all but nothing flows through would boil its coolant: no temperature is told then, only that
 * it is beyond. */
static void
test_boiling (Fixture *fixture, gconstpointer data)
{
  HwRef rack;
  const HwLoopFinding *finding;
  g_autofree char *message = NULL;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 3, 3000);
  rack = HW_REF (HW_TABLE_RACK, loop_member (fixture, "nvl", 5400));
  loop_override (fixture, "balancing-valve", rack, "kv", "0.01");
  finding = find (fixture, HW_LOOP_RULE_RETURN_HOT);
  g_assert_nonnull (finding);
  g_assert_cmpfloat (finding->has, >, HW_COOLANT_BOILING_C);
  g_assert_true (isnan (hw_coolant_celsius (finding->has)));
  message = hw_loop_finding_message (
      fixture->design, hw_results_loop (fixture->results, loop_handle (fixture)), finding);
  g_assert_nonnull (strstr (message, "> 100 °C"));
  g_assert_cmpfloat (hw_coolant_celsius (55.5), ==, 55.5);
}

/* A rack behind a shut valve has its own coolant and that of its branch, 3 m of hoses and more: how
 * long it lasts is told. */
static void
test_time_left (Fixture *fixture, gconstpointer data)
{
  HwRef shut;
  HwFluid fluid;
  double kelvin, joule_m3;
  const HwLoopFinding *finding;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 3, 3000);
  shut = HW_REF (HW_TABLE_RACK, loop_rack_number (fixture, 2));
  loop_override (fixture, "return-valve", shut, "closed", "yes");
  fluid = hw_fluid_at (HW_COOLANT_PG25, HW_RACK_RETURN_C);
  joule_m3 = fluid.density * fluid.heat_capacity;
  kelvin = 65 - HW_RACK_RETURN_C;
  finding = find (fixture, HW_LOOP_RULE_RACK_SHUT);
  g_assert_nonnull (finding);
  g_assert_true (hw_ref_equal (finding->ref, shut));
  g_assert_cmpfloat (finding->has, >, joule_m3 * 0.042 * kelvin / 115e3);
  g_assert_cmpfloat (finding->has, <, joule_m3 * 0.05 * kelvin / 115e3);
  g_assert_true (says (fixture, HW_LOOP_RULE_RACK_SHUT, "and is too warm in"));
  /* One that aims at the limit has no time that is known. */
  loop_set (fixture, "return-c", "65");
  finding = find (fixture, HW_LOOP_RULE_RACK_SHUT);
  g_assert_nonnull (finding);
  g_assert_true (isnan (finding->has));
  g_assert_false (says (fixture, HW_LOOP_RULE_RACK_SHUT, "too warm"));
}

/* What a spare is wanting for. */
static void
test_spare_words (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 11, 3000);
  g_assert_true (says (fixture, HW_LOOP_RULE_SPARE, "not N + 1: with one CDU out nothing takes"));
  loop_member (fixture, "small", 1000);
  g_assert_true (says (fixture, HW_LOOP_RULE_SPARE, "with one CDU out the others take 3"));
  loop_set (fixture, "spare", "2n");
  g_assert_true (says (fixture, HW_LOOP_RULE_SPARE, "is not 2N: half of its CDUs take"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/loop-checks/too-little-held", test_too_little_held);
  loop_test ("/calc/loop-checks/boiling", test_boiling);
  loop_test ("/calc/loop-checks/time-left", test_time_left);
  loop_test ("/calc/loop-checks/spare-words", test_spare_words);
  loop_test ("/calc/loop-checks/dew-point", test_dew_point);
  loop_test ("/calc/loop-checks/hot-return", test_hot_return);
  loop_test ("/calc/loop-checks/beyond-rated-flow", test_beyond_rating);
  loop_test ("/calc/loop-checks/pump-out", test_pump_out);
  loop_test ("/calc/loop-checks/pressures", test_pressures);
  loop_test ("/calc/loop-checks/other-hall", test_other_hall);
  loop_test ("/calc/loop-checks/side-car-air", test_sidecar_air);
  loop_test ("/calc/loop-checks/unrated-cdu", test_unrated_cdu);
  loop_test ("/calc/loop-checks/values-out-of-range", test_values_out_of_range);
  loop_test ("/calc/loop-checks/trickle", test_trickle);
  return g_test_run ();
}
