/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cooling.h"
#include "hw-edit.h"
#include "hw-loop-fixture.h"

static HwHandle
random_handle (HwDesign *design, HwTableKind table)
{
  HwHandle handle = 0;
  guint n = hw_design_count (design, table);

  for (int i = n > 0 ? g_test_rand_int_range (0, (int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

static const char *
random_of (const char *const *texts, gsize n)
{
  return texts[g_test_rand_int_range (0, (int)n)];
}

#define RANDOM_OF(texts) random_of (texts, G_N_ELEMENTS (texts))

static void
random_rule (HwDesign *design, HwHandle loop)
{
  static const char *const topologies[] = { "direct-return", "reverse-return", "ring-main" };
  static const char *const coolants[] = { "pg25", "pg25-inhibited", "pg30", "water" };
  static const char *const sizes[] = { "0", "40", "65", "100", "150" };
  static const char *const supplies[] = { "17", "25", "35", "40", "48" };
  static const char *const waters[] = { "12", "30", "38", "" };
  static const char *const spares[] = { "n", "n+1", "2n" };
  HwRef ref = HW_REF (HW_TABLE_LOOP, loop);

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      hw_operation_set (design, ref, "topology", RANDOM_OF (topologies), NULL);
      break;
    case 1:
      hw_operation_set (design, ref, "coolant", RANDOM_OF (coolants), NULL);
      break;
    case 2:
      hw_operation_set (design, ref, "header-dn", RANDOM_OF (sizes), NULL);
      break;
    case 3:
      hw_operation_set (design, ref, "supply-c", RANDOM_OF (supplies), NULL);
      break;
    case 4:
      hw_operation_set (design, ref, "facility-c", RANDOM_OF (waters), NULL);
      break;
    default:
      hw_operation_set (design, ref, "spare", RANDOM_OF (spares), NULL);
    }
}

static void
random_override (HwDesign *design, HwHandle loop, HwHandle rack)
{
  static const struct
  {
    const char *role, *field, *value;
  } changes[] = {
    { "supply-valve", "closed", "yes" },
    { "return-valve", "closed", "yes" },
    { "balancing-valve", "kv", "6" },
    { "supply-branch", "dn", "32" },
    { "pump", "off", "yes" },
    { "pump", "speed", "0.7" },
    { "check-valve", "fitted", "no" },
    { "vessel", "fitted", "yes" },
    { "cdu-return-valve", "closed", "yes" },
  };
  guint i = (guint)g_test_rand_int_range (0, G_N_ELEMENTS (changes));
  char rule[HW_ID_SIZE], id[HW_ID_SIZE];
  g_autofree char *key = NULL;

  hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), rule);
  hw_design_id_text (design, HW_REF (HW_TABLE_RACK, rack), id);
  key = g_strjoin ("/", rule, changes[i].role, id, NULL);
  hw_operation_set_override (design,
                             key,
                             changes[i].field,
                             g_test_rand_int_range (0, 3) == 0 ? NULL : changes[i].value,
                             NULL);
}

static void
random_edit (Fixture *fixture)
{
  static const char *const products[]
      = { "nvl", "nvl", "nvl", "pod", "cdu", "cdu", "small", "sidecar", "frame" };
  HwDesign *design = fixture->design;
  HwHandle loop = random_handle (design, HW_TABLE_LOOP);
  HwHandle rack = random_handle (design, HW_TABLE_RACK);
  HwHandle device = random_handle (design, HW_TABLE_DEVICE);
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
    case 1:
    case 2:
      if (hw_design_count (design, HW_TABLE_RACK) < 30)
        rack = hw_operation_add_rack (design,
                                      random_handle (design, HW_TABLE_HALL),
                                      g_test_rand_bit () ? fixture->row : 0,
                                      fixture->catalogue,
                                      hw_catalogue_find (fixture->catalogue, RANDOM_OF (products)),
                                      NULL,
                                      1000 * g_test_rand_int_range (0, 38),
                                      3000 * g_test_rand_int_range (0, 6),
                                      90 * g_test_rand_int_range (0, 4),
                                      NULL);
      /* and onto a loop */
      G_GNUC_FALLTHROUGH;
    case 3:
    case 4:
      if (rack != 0)
        {
          HwRack row = *hw_design_get_rack (design, rack);
          row.loop = loop;
          hw_edit_set (design, HW_TABLE_RACK, rack, &row);
        }
      break;
    case 5:
      if (rack != 0)
        {
          HwRack row = *hw_design_get_rack (design, rack);
          row.x_mm = 1000 * g_test_rand_int_range (0, 38);
          hw_edit_set (design, HW_TABLE_RACK, rack, &row);
        }
      break;
    case 6:
      if (rack != 0 && g_test_rand_bit ())
        hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 7:
      ref = HW_REF (HW_TABLE_DEVICE, device);
      if (device != 0)
        hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 8:
      ref = HW_REF (HW_TABLE_LOOP, loop);
      if (hw_design_count (design, HW_TABLE_LOOP) < 3)
        hw_operation_add_loop (design, NULL);
      else if (g_test_rand_int_range (0, 4) == 0)
        hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 9:
      if (loop != 0)
        random_rule (design, loop);
      break;
    default:
      if (loop != 0 && rack != 0)
        random_override (design, loop, rack);
    }
}

static void
random_step (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  int way = g_test_rand_int_range (0, 12);

  if (way == 0)
    hw_design_undo (design);
  else if (way == 1)
    hw_design_redo (design);
  else if (way == 2)
    {
      hw_design_preview_begin (design);
      random_edit (fixture);
      hw_design_preview_show (design);
      hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR);
      hw_design_preview_end (design);
    }
  else
    {
      hw_design_begin (design, "Random");
      random_edit (fixture);
      hw_design_commit (design);
    }
}

static gboolean
same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static void
assert_same_loops (Fixture *fixture, HwResults *fresh)
{
  HwDesign *design = fixture->design;

  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const HwLoopSolution *a = hw_results_loop (fixture->results, loop);
      const HwLoopSolution *b = hw_results_loop (fresh, loop);

      for (guint figure = 0; figure < HW_N_LOOP_FIGURES; figure++)
        g_assert_true (same (hw_loop_figure (a, figure), hw_loop_figure (b, figure)));
      g_assert_cmpuint (a->plan->links->len, ==, b->plan->links->len);
      for (guint i = 0; i < a->plan->links->len; i++)
        g_assert_true (same (a->flow_m3_s[i], b->flow_m3_s[i]));
      for (guint i = 0; i < a->plan->nodes->len; i++)
        g_assert_true (same (a->node_c[i], b->node_c[i]) && same (a->node_pa[i], b->node_pa[i]));
      if (a->plan->cdus->len > 0 && a->plan->racks->len > 0)
        loop_assert_sound (a);
    }
  for (guint severity = 0; severity <= HW_SEVERITY_NOTE; severity++)
    g_assert_cmpuint (hw_results_n_problems (fixture->results, severity),
                      ==,
                      hw_results_n_problems (fresh, severity));
}

/* The count is that of the list. */
static void
assert_counted (HwResults *results)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (results);
  guint n = 0;

  for (guint severity = 0; severity <= HW_SEVERITY_NOTE; severity++)
    n += hw_results_n_problems (results, severity);
  g_assert_cmpuint (n, ==, problems->len);
}

/* Whatever is done, each loop is that of results made anew, bit for bit, and its energy closes. */
static void
test_kept_is_fresh (Fixture *fixture, gconstpointer data)
{
  hw_design_begin (fixture->design, "Hall");
  hw_operation_add_hall (fixture->design, "Second", 40000, 20000);
  hw_design_commit (fixture->design);
  for (int i = 0; i < 2000; i++)
    {
      random_step (fixture);
      if (i % 20 == 0)
        {
          g_autoptr (HwResults) fresh = hw_results_new (fixture->design);
          assert_same_loops (fixture, fresh);
          assert_counted (fixture->results);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/loop-random/kept-is-fresh-and-energy-closes", test_kept_is_fresh);
  return g_test_run ();
}
