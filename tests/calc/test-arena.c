/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-arena.h"

/* Arrays do not overlap, whether they fit into the block or not, and stand as vectors like them. */
static void
test_arrays (void)
{
  g_autoptr (HwArena) arena = hw_arena_new (4096);
  guint8 *arrays[40];

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      arrays[i] = hw_arena_array (arena, guint8, 1 + 10 * i);
      memset (arrays[i], (int)i, 1 + 10 * i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    for (guint k = 0; k < 1 + 10 * i; k++)
      g_assert_cmpuint (arrays[i][k], ==, i);
  g_assert_cmpuint ((guintptr)arrays[1] % 64, ==, 0);
}

static void
test_cleared (void)
{
  g_autoptr (HwArena) arena = hw_arena_new (1024);
  gsize mark = hw_arena_mark (arena);

  memset (hw_arena_take (arena, 1000, 1), 0xff, 1000);
  hw_arena_release (arena, mark);
  for (guint turn = 0; turn < 3; turn++)
    {
      double *numbers = hw_arena_array0 (arena, double, 60);

      for (guint i = 0; i < 60; i++)
        g_assert_cmpfloat (numbers[i], ==, 0);
    }
}

/* What was let go is used again. */
static void
test_release (void)
{
  g_autoptr (HwArena) arena = hw_arena_new (1024);
  int *kept = hw_arena_array (arena, int, 10);
  gsize mark = hw_arena_mark (arena);
  int *first = hw_arena_array (arena, int, 100), *second;

  hw_arena_release (arena, mark);
  second = hw_arena_array (arena, int, 50);
  g_assert_true (second == first);
  g_assert_true (second >= kept + 10);
  hw_arena_array (arena, int, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/arena/arrays", test_arrays);
  g_test_add_func ("/calc/arena/cleared", test_cleared);
  g_test_add_func ("/calc/arena/release", test_release);
  return g_test_run ();
}
