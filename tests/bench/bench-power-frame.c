/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-edit.h"
#include "hw-operations.h"
#include "hw-scene-power.h"

/* A frame of the one-line diagram of 14 000 racks on 1 400 feeds drawn anew, at several zooms, and
 * what it takes to lay it out. Processor time. */

#define RACKS 14000
#define RACKS_A_FEED 20
#define RUNS 7

static HwHandle
add_feed (HwDesign *design, HwHandle chain, HwSide side, guint number)
{
  g_autofree char *name = g_strdup_printf ("BW-%u%c", number, side == HW_SIDE_A ? 'A' : 'B');
  HwHandle feed = hw_operation_add_feed (design, name, side, 415, 5000, HW_BREAKER_NEC);
  HwFeed row = *hw_design_get_feed (design, feed);

  row.power = chain;
  hw_edit_set (design, HW_TABLE_FEED, feed, &row);
  return feed;
}

static void
feed_racks (HwDesign *design)
{
  HwHandle chain, a = 0, b = 0;
  guint n = 0;

  hw_design_build_begin (design);
  chain = hw_operation_add_power (design, NULL);
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack), n++)
    {
      HwRack row = *hw_design_get_rack (design, rack);

      if (n % RACKS_A_FEED == 0)
        {
          a = add_feed (design, chain, HW_SIDE_A, n / RACKS_A_FEED + 1);
          b = add_feed (design, chain, HW_SIDE_B, n / RACKS_A_FEED + 1);
        }
      row.feed_a = a;
      row.feed_b = b;
      hw_edit_set (design, HW_TABLE_RACK, rack, &row);
    }
  hw_design_build_end (design);
}

static double
frame (const HwPowerLayout *layout, const HwViewport *viewport, guint *items)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int)viewport->width, (int)viewport->height);
  cairo_t *cr = cairo_create (surface);
  double start = bench_thread_now ();
  g_autoptr (HwScene) scene
      = hw_scene_power_build (layout, hw_theme_get (HW_THEME_LIGHT), viewport);

  hw_scene_paint (scene, cr);
  cairo_surface_flush (surface);
  *items = hw_scene_n_items (scene);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return bench_thread_now () - start;
}

int
main (void)
{
  g_autoptr (HwDesign) design = bench_design (RACKS * 72);
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (HwPowerLayout) layout = NULL;
  HwViewport viewport = { 0, 0, 1, 1600, 1000 };
  double x, y, width, height, start, solved;

  feed_racks (design);
  start = bench_thread_now ();
  hw_results_power (results);
  solved = bench_thread_now ();
  layout = hw_power_layout_new (results, 0, 0, FALSE);
  bench_say ("%u racks on %u feeds: solved in %.1f ms, laid out in %.1f ms\n",
             hw_design_count (design, HW_TABLE_RACK),
             hw_design_count (design, HW_TABLE_FEED),
             (solved - start) * 1e3,
             (bench_thread_now () - solved) * 1e3);
  hw_power_layout_extent (layout, &x, &y, &width, &height);
  hw_viewport_fit (&viewport, x, y, width, height, 28);
  for (; viewport.scale < 2; hw_viewport_zoom_at (&viewport, 500, 500, 2))
    {
      g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
      guint items = 0;

      for (int i = 0; i < RUNS; i++)
        {
          double taken = frame (layout, &viewport, &items);
          g_array_append_val (seconds, taken);
        }
      bench_say ("at %6.2f %%: median %.2f ms, worst %.2f ms, %u items\n",
                 viewport.scale * 100,
                 bench_median (seconds) * 1e3,
                 bench_worst (seconds) * 1e3,
                 items);
    }
  return 0;
}
