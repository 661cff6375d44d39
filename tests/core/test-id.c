/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-core-fixture.h"

static void
test_round_trip (void)
{
  static const char *const ids[] = { "d0123456789", "rzzzzzzzzzz", "h0000000000", "rack-7",
                                     "A",           "R01.x_y",     "dAAAAAAAAAA", "di123456789" };
  g_autoptr (HwSymbolPool) pool = hw_symbol_pool_new ();
  char buffer[HW_ID_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      HwId id = hw_id_parse (pool, ids[i]);
      g_assert_cmpuint (id, !=, 0);
      g_assert_cmpstr (hw_id_text (pool, id, buffer), ==, ids[i]);
      for (guint j = 0; j < i; j++)
        {
          HwId other = hw_id_parse (pool, ids[j]);
          g_assert_cmpuint (id, !=, other);
          g_assert_cmpint (hw_id_compare (pool, id, other) < 0, ==, strcmp (ids[i], ids[j]) < 0);
        }
    }
}

static void
test_refuses (void)
{
  g_autoptr (HwSymbolPool) pool = hw_symbol_pool_new ();
  g_autofree char *longest = g_strnfill (HW_ID_MAX, 'a');
  g_autofree char *too_long = g_strnfill (HW_ID_MAX + 1, 'a');

  g_assert_cmpuint (hw_id_parse (pool, ""), ==, 0);
  g_assert_cmpuint (hw_id_parse (pool, "1abc"), ==, 0);
  g_assert_cmpuint (hw_id_parse (pool, "a b"), ==, 0);
  g_assert_cmpuint (hw_id_parse (pool, "a/b"), ==, 0);
  g_assert_cmpuint (hw_id_parse (pool, too_long), ==, 0);
  g_assert_cmpuint (hw_id_parse (pool, longest), !=, 0);
}

static void
test_seeded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwDesign) other = hw_design_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  hw_design_seed_ids (fixture->design, 7);
  hw_design_seed_ids (other, 7);
  for (int i = 0; i < 5000; i++)
    {
      HwId id = hw_design_new_id (fixture->design, HW_TABLE_DEVICE);
      g_assert_cmpuint (id, ==, hw_design_new_id (other, HW_TABLE_DEVICE));
      g_assert_true (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
    }
}

static void
test_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  char buffer[HW_ID_SIZE];

  for (int i = 0; i < 40; i++)
    {
      HwHandle device = fixture_mount (fixture, fixture->rack, "switch", i + 1);
      g_array_append_val (refs, device);
    }
  /* Half are taken out: the index must close its gaps. */
  hw_design_begin (fixture->design, "Remove");
  for (guint i = 0; i < refs->len; i += 2)
    {
      HwRef ref = HW_REF (HW_TABLE_DEVICE, g_array_index (refs, HwHandle, i));
      g_autofree char *id = g_strdup (hw_design_id_text (fixture->design, ref, buffer));
      g_assert_true (hw_operation_remove (fixture->design, &ref, 1, NULL));
      g_assert_cmpuint (hw_design_find (fixture->design, id).handle, ==, 0);
    }
  hw_design_commit (fixture->design);
  for (guint i = 1; i < refs->len; i += 2)
    {
      HwRef ref = HW_REF (HW_TABLE_DEVICE, g_array_index (refs, HwHandle, i));
      HwRef found
          = hw_design_find (fixture->design, hw_design_id_text (fixture->design, ref, buffer));
      g_assert_true (hw_ref_equal (found, ref));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/id/round-trip-and-order", test_round_trip);
  g_test_add_func ("/core/id/refuses-what-is-no-name", test_refuses);
  g_test_add ("/core/id/seeded-ids-repeat-and-differ",
              Fixture,
              NULL,
              fixture_set_up,
              test_seeded,
              fixture_tear_down);
  g_test_add (
      "/core/id/found-until-removed", Fixture, NULL, fixture_set_up, test_found, fixture_tear_down);
  return g_test_run ();
}
