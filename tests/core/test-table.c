/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-table.h"

typedef struct
{
  int key;
} Row;

static int
by_key (const void *a, const void *b, gpointer data)
{
  return ((const Row *)a)->key - ((const Row *)b)->key;
}

/* A list of an owner holds its members in order, whatever is linked and unlinked. */
static void
test_order (void)
{
  HwTable *table = hw_table_new (sizeof (Row), 2, by_key, NULL);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (int step = 0; step < 3000; step++)
    {
      guint n = 0;
      int last = G_MININT;
      if (members->len == 0 || g_test_rand_bit () || g_test_rand_bit ())
        {
          HwHandle handle = hw_table_insert (table, 0);
          ((Row *)hw_table_row (table, handle))->key = g_test_rand_int_range (0, 500);
          hw_table_link (table, 0, 3, handle);
          hw_table_link (table, 1, 5, handle);
          g_array_append_val (members, handle);
        }
      else
        {
          guint at = (guint)g_test_rand_int_range (0, (int)members->len);
          HwHandle handle = g_array_index (members, HwHandle, at);
          hw_table_unlink (table, 0, 3, handle);
          hw_table_unlink (table, 1, 5, handle);
          hw_table_remove (table, handle);
          g_array_remove_index_fast (members, at);
          g_assert_false (hw_table_has (table, handle));
        }
      for (HwHandle h = hw_table_first (table, 0, 3); h != 0; h = hw_table_after (table, 0, h), n++)
        {
          int key = ((Row *)hw_table_row (table, h))->key;
          g_assert_true (hw_table_has (table, h));
          g_assert_cmpint (key, >=, last);
          last = key;
        }
      g_assert_cmpuint (n, ==, members->len);
      g_assert_cmpuint (hw_table_count (table), ==, members->len);
    }
  hw_table_free (table);
}

static void
test_handles (void)
{
  HwTable *table = hw_table_new (sizeof (Row), 1, NULL, NULL);
  guint n = 0;

  for (int i = 0; i < 5000; i++)
    ((Row *)hw_table_row (table, hw_table_insert (table, 0)))->key = i;
  hw_table_remove (table, 17);
  hw_table_remove (table, 4000);
  g_assert_cmpuint (hw_table_insert (table, 17), ==, 17);
  g_assert_cmpint (((Row *)hw_table_row (table, 17))->key, ==, 0);
  for (HwHandle h = hw_table_next (table, 0); h != 0; h = hw_table_next (table, h))
    n++;
  g_assert_cmpuint (n, ==, 4999);
  g_assert_cmpuint (hw_table_next (table, 3999), ==, 4001);
  g_assert_cmpuint (hw_table_next (table, 5000), ==, 0);
  hw_table_free (table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/table/lists-stay-in-order", test_order);
  g_test_add_func ("/core/table/handles-come-back", test_handles);
  return g_test_run ();
}
