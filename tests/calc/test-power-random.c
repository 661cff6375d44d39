/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-power-fixture.h"

/* Random designs, edits and failures: what is kept up to date equals what is found from nothing, to
 * the last bit, and no energy is lost on the way. */

#define EDITS 60

static HwHandle
any (HwDesign *design, HwTableKind table)
{
  guint n = hw_design_count (design, table);
  HwHandle handle = 0;

  for (int i = n > 0 ? g_test_rand_int_range (0, (int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

static HwHandle
maybe (HwDesign *design, HwTableKind table)
{
  return g_test_rand_int_range (0, 4) == 0 ? 0 : any (design, table);
}

static void
set_choice (HwDesign *design, HwRef ref, const char *attribute, const char *const *values, int n)
{
  if (ref.handle == 0)
    return;
  hw_design_begin (design, "Choice");
  hw_operation_set (design, ref, attribute, values[g_test_rand_int_range (0, n)], NULL);
  hw_design_commit (design);
}

static void
change_rack (HwDesign *design)
{
  HwHandle rack = any (design, HW_TABLE_RACK);
  HwRack row;

  if (rack == 0)
    return;
  row = *hw_design_get_rack (design, rack);
  row.feed_a = maybe (design, HW_TABLE_FEED);
  row.feed_b = maybe (design, HW_TABLE_FEED);
  row.feed_c = maybe (design, HW_TABLE_FEED);
  row.power = maybe (design, HW_TABLE_POWER);
  row.system = (guint8)g_test_rand_int_range (0, HW_N_SYSTEMS);
  hw_design_begin (design, "Rack");
  hw_edit_set (design, HW_TABLE_RACK, rack, &row);
  hw_design_commit (design);
}

/* Its conductors are longer then. */
static void
move_rack (HwDesign *design)
{
  HwHandle rack = any (design, HW_TABLE_RACK);
  HwRack row;

  if (rack == 0)
    return;
  row = *hw_design_get_rack (design, rack);
  row.y_mm += g_test_rand_int_range (0, 500);
  hw_design_begin (design, "Move");
  hw_edit_set (design, HW_TABLE_RACK, rack, &row);
  hw_design_commit (design);
}

static void
change_override (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  HwHandle unit = any (design, HW_TABLE_RACK), other = any (design, HW_TABLE_RACK);
  HwHandle feed = any (design, HW_TABLE_FEED), device = any (design, HW_TABLE_DEVICE);
  HwHandle chain = any (design, HW_TABLE_POWER);
  g_autofree char *key = NULL;
  g_autofree char *end = NULL;
  g_autofree char *value = NULL;
  const char *field = "fed-from";

  if (unit == 0 || feed == 0 || device == 0 || chain == 0)
    return;
  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      key = power_key (power_id (fixture, HW_TABLE_POWER, chain),
                       "ups",
                       power_id (fixture, HW_TABLE_RACK, unit));
      value = g_strdup (power_id (fixture, HW_TABLE_RACK, other));
      break;
    case 1:
      key = power_key (
          power_id (fixture, HW_TABLE_FEED, feed), "tap", power_id (fixture, HW_TABLE_RACK, unit));
      field = "rating-a";
      value = g_strdup_printf ("%d", g_test_rand_int_range (0, 300));
      break;
    case 2:
      end = g_strdup_printf (
          "%s:%d", power_id (fixture, HW_TABLE_DEVICE, device), g_test_rand_int_range (1, 8));
      key = power_key (power_id (fixture, HW_TABLE_FEED, feed), "supply", end);
      field = "feed";
      value = g_strdup (power_id (fixture, HW_TABLE_FEED, any (design, HW_TABLE_FEED)));
      break;
    case 3:
      key = power_key (power_id (fixture, HW_TABLE_POWER, chain),
                       g_test_rand_bit () ? "ups" : "switchgear",
                       power_id (fixture, HW_TABLE_RACK, unit));
      field = "length-mm";
      value = g_strdup_printf ("%d", g_test_rand_int_range (0, 60000));
      break;
    default:
      key = power_key (power_id (fixture, HW_TABLE_POWER, chain),
                       "ups",
                       power_id (fixture, HW_TABLE_RACK, unit));
      field = "limit-w";
      value = g_strdup_printf ("%d", g_test_rand_int_range (0, 400000));
    }
  hw_design_begin (design, "Override");
  hw_operation_set_override (design, key, field, value, NULL);
  hw_design_commit (design);
}

static void
mount_something (Fixture *fixture)
{
  static const char *const devices[] = { "dgx", "h100", "switch", "pdu", "shelf" };
  HwHandle rack = any (fixture->design, HW_TABLE_RACK);
  const HwProduct *product
      = power_product (fixture, devices[g_test_rand_int_range (0, G_N_ELEMENTS (devices))]);
  HwSlot slot = { .position = (gint16)(2 * g_test_rand_int_range (0, 40)) };

  if (product->mounting == HW_MOUNTING_SIDE)
    slot = (HwSlot){ .channel = HW_CHANNEL_LEFT_REAR, .height_mm = 100 };
  if (rack == 0)
    return;
  hw_design_begin (fixture->design, "Mount");
  hw_operation_add_device (fixture->design, rack, fixture->catalogue, product, NULL, &slot, NULL);
  hw_design_commit (fixture->design);
}

static void
remove_something (HwDesign *design)
{
  static const HwTableKind tables[]
      = { HW_TABLE_RACK, HW_TABLE_DEVICE, HW_TABLE_FEED, HW_TABLE_POWER };
  HwTableKind table = tables[g_test_rand_int_range (0, G_N_ELEMENTS (tables))];
  HwRef ref = HW_REF (table, any (design, table));

  if (ref.handle == 0)
    return;
  hw_design_begin (design, "Remove");
  hw_operation_remove (design, &ref, 1, NULL);
  hw_design_commit (design);
}

static void
edit (Fixture *fixture)
{
  static const char *const units[]
      = { "ups", "transformer", "generator", "switchgear", "floor-pdu" };
  static const char *const schemes[] = { "n", "n+1", "2n", "3n/2", "4n/3", "catcher" };
  static const char *const utilities[] = { "each", "shared", "none" };
  static const char *const currents[] = { "20", "100", "400", "2000" };
  static const char *const phases[] = { "1", "3", "3" };
  static const char *const distributions[] = { "busway", "rpp", "pdu" };
  static const char *const resistances[] = { "0", "0.0001", "0.002" };
  static const char *const lengths[] = { "0", "4", "30" };
  static const char *const ratings[] = { NULL, "60", "250" };
  HwDesign *design = fixture->design;

  switch (g_test_rand_int_range (0, 18))
    {
    case 0:
      if (hw_design_count (design, HW_TABLE_POWER) < 3)
        power_chain (fixture, g_test_rand_int_range (0, 6));
      break;
    case 1:
    case 2:
      if (hw_design_count (design, HW_TABLE_POWER) > 0)
        power_unit (fixture,
                    any (design, HW_TABLE_POWER),
                    units[g_test_rand_int_range (0, G_N_ELEMENTS (units))],
                    g_test_rand_int_range (0, HW_N_SYSTEMS));
      break;
    case 3:
    case 4:
      power_feed (fixture,
                  maybe (design, HW_TABLE_POWER),
                  g_test_rand_int_range (0, HW_N_SYSTEMS),
                  g_test_rand_int_range (10, 600));
      break;
    case 5:
    case 6:
      power_rack (fixture,
                  g_test_rand_bit () ? "nvl" : "rack",
                  maybe (design, HW_TABLE_FEED),
                  maybe (design, HW_TABLE_FEED),
                  maybe (design, HW_TABLE_FEED));
      break;
    case 7:
    case 8:
      mount_something (fixture);
      break;
    case 9:
      change_rack (design);
      break;
    case 10:
      change_override (fixture);
      break;
    case 11:
      set_choice (design,
                  HW_REF (HW_TABLE_POWER, any (design, HW_TABLE_POWER)),
                  g_test_rand_bit () ? "scheme" : "utility",
                  g_test_rand_bit () ? schemes : utilities,
                  3);
      break;
    case 12:
      set_choice (design,
                  HW_REF (HW_TABLE_FEED, any (design, HW_TABLE_FEED)),
                  g_test_rand_bit () ? "current-a" : "phases",
                  g_test_rand_bit () ? currents : phases,
                  3);
      break;
    case 13:
      if (hw_design_can_undo (design))
        hw_design_undo (design);
      break;
    case 14:
      set_choice (design,
                  HW_REF (HW_TABLE_POWER, any (design, HW_TABLE_POWER)),
                  "distribution",
                  distributions,
                  3);
      set_choice (design,
                  HW_REF (HW_TABLE_POWER, any (design, HW_TABLE_POWER)),
                  "conductor-ohm-per-m",
                  resistances,
                  3);
      break;
    case 15:
      move_rack (design);
      break;
    case 16:
      set_choice (
          design, HW_REF (HW_TABLE_POWER, any (design, HW_TABLE_POWER)), "rise-m", lengths, 3);
      set_choice (design,
                  HW_REF (HW_TABLE_POWER, any (design, HW_TABLE_POWER)),
                  g_test_rand_bit () ? "tap-a" : "busway-a",
                  ratings,
                  3);
      break;
    default:
      remove_something (design);
    }
}

static void
assert_bits (double a, double b)
{
  g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
}

static void
assert_same (const HwPowerSolution *a, const HwPowerSolution *b)
{
  g_assert_cmpuint (a->nodes->len, ==, b->nodes->len);
  for (guint i = 0; i < a->nodes->len; i++)
    {
      const HwPowerNodeState *x = hw_power_solution_node (a, i);
      const HwPowerNodeState *y = hw_power_solution_node (b, i);

      g_assert_cmpint (x->live, ==, y->live);
      g_assert_cmpint (x->tripped, ==, y->tripped);
      assert_bits (x->load_w, y->load_w);
      assert_bits (x->input_w, y->input_w);
      assert_bits (x->stress_w, y->stress_w);
      assert_bits (x->feeder_loss_w, y->feeder_loss_w);
      assert_bits (x->drop, y->drop);
      assert_bits (x->drop_total, y->drop_total);
    }
  assert_bits (a->power_w, b->power_w);
  assert_bits (a->losses_w, b->losses_w);
  assert_bits (a->input_w, b->input_w);
  assert_bits (a->fp8_lost, b->fp8_lost);
  g_assert_cmpuint (a->gpus_lost, ==, b->gpus_lost);
  g_assert_cmpuint (a->gpus_capped, ==, b->gpus_capped);
  g_assert_cmpuint (a->n_over, ==, b->n_over);
  g_assert_cmpuint (a->trips->len, ==, b->trips->len);
}

static void
assert_sound (const HwPowerSolution *solution)
{
  g_assert_true (isfinite (solution->input_w) && isfinite (solution->power_w));
  g_assert_cmpfloat_with_epsilon (solution->input_w,
                                  solution->power_w + solution->losses_w,
                                  1e-9 * fmax (solution->input_w, 1));
  g_assert_cmpfloat (solution->power_w, <=, solution->wanted_w * (1 + 1e-9));
  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);

      g_assert_true (isfinite (state->load_w) && isfinite (state->stress_w)
                     && isfinite (state->loss_w));
      g_assert_true (state->live || state->input_w == 0);
    }
}

static char *
random_key (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  HwHandle feed = any (design, HW_TABLE_FEED), device = any (design, HW_TABLE_DEVICE);
  HwHandle rack = any (design, HW_TABLE_RACK);
  g_autofree char *end = NULL;

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      if (device == 0 || feed == 0)
        return g_strdup ("none");
      end = g_strdup_printf (
          "%s:%d", power_id (fixture, HW_TABLE_DEVICE, device), g_test_rand_int_range (1, 7));
      return power_key (power_id (fixture, HW_TABLE_FEED, feed), "supply", end);
    case 1:
      return g_strdup (device != 0 ? power_id (fixture, HW_TABLE_DEVICE, device) : "none");
    case 2:
      if (rack == 0 || feed == 0)
        return g_strdup ("none");
      return power_key (
          power_id (fixture, HW_TABLE_FEED, feed), "tap", power_id (fixture, HW_TABLE_RACK, rack));
    case 3:
      return g_strdup (rack != 0 ? power_id (fixture, HW_TABLE_RACK, rack) : "none");
    default:
      return g_strdup (feed != 0 ? power_id (fixture, HW_TABLE_FEED, feed) : "none");
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < EDITS; i++)
    {
      g_autoptr (HwResults) fresh = NULL;
      g_autoptr (HwPowerSolution) a = NULL;
      g_autoptr (HwPowerSolution) b = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      edit (fixture);
      if (g_test_rand_int_range (0, 3) > 0)
        continue;
      fresh = hw_results_new (fixture->design);
      assert_same (hw_results_power (fixture->results), hw_results_power (fresh));
      assert_sound (hw_results_power (fixture->results));
      first = random_key (fixture);
      second = random_key (fixture);
      {
        const char *keys[] = { first, second, NULL };

        a = hw_results_power_failing (fixture->results, keys);
        b = hw_results_power_failing (fresh, keys);
      }
      assert_same (a, b);
      assert_sound (a);
      g_assert_cmpfloat_with_epsilon (hw_results_power_loss_w (fresh, 1),
                                      hw_results_power (fresh)->losses_w,
                                      1e-6 + 1e-9 * hw_results_power (fresh)->losses_w);
      g_assert_cmpuint (hw_results_n_problems (fresh, HW_SEVERITY_WARNING),
                        ==,
                        hw_results_n_problems (fixture->results, HW_SEVERITY_WARNING));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("/calc/power-random/%u", i);

      power_test (path, test_random);
    }
  return g_test_run ();
}
