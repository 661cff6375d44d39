/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-chart-tornado.h"
#include "hw-draw-checks.h"

#define WIDTH 520
#define SIZE 11.0
#define N_BARS 3

static const HwCostInfluence bars[N_BARS] = {
  { "Price of compute", HW_DIMENSION_MONEY, 7e6, 5e6, 9e6, 2, 4.5, FALSE, 0 },
  { "Life of the equipment, months", HW_DIMENSION_NONE, 48, 60, 36, 2.6, 3.8, FALSE, 'E' },
  { "A name that is far too long for the room which a chart can give to names",
    HW_DIMENSION_SHARE,
    0.05,
    0.05,
    0.08,
    3,
    3.2,
    TRUE,
    'A' },
};

static GArray *
influences_new (guint n)
{
  GArray *influences = g_array_new (FALSE, FALSE, sizeof (HwCostInfluence));

  g_array_append_vals (influences, bars, n);
  return influences;
}

static HwScene *
draw (HwTornado *chart, HwThemeKind kind)
{
  const HwTheme *theme = hw_theme_get (kind);
  HwViewport viewport = { 0, 0, 1, WIDTH, 200 };
  HwScene *scene = hw_scene_new (theme, &viewport);

  hw_scene_box (scene,
                HW_REF (HW_TABLE_DESIGN, 0),
                0,
                0,
                WIDTH,
                200,
                theme->colours[HW_ROLE_PAPER],
                (HwColour){ 0 });
  hw_tornado_draw (chart, scene, 0, 0, WIDTH);
  return scene;
}

static void
test_looks (void)
{
  g_autoptr (GArray) influences = influences_new (N_BARS);
  HwTornado chart = { influences, 3, "USD", SIZE, -1 };

  for (guint kind = 0; kind <= HW_THEME_PRINT; kind++)
    for (chart.marked = -1; chart.marked < N_BARS; chart.marked++)
      {
        g_autoptr (HwScene) scene = draw (&chart, kind);

        check_contrast (scene);
        check_texts_apart (scene);
        g_assert_true (check_has_text (scene, "Price of compute"));
        for (guint i = 0; i < hw_scene_n_items (scene); i++)
          {
            const HwItem *item = hw_scene_get_item (scene, i);
            g_assert_cmpfloat (item->x, >=, 0);
            g_assert_cmpfloat (item->x + item->width, <=, WIDTH);
            g_assert_cmpfloat (item->y + item->height, <=, MAX (200, hw_tornado_height (&chart)));
          }
      }
}

/* Lengths of bars are in the proportion of what they say, on both sides of the same line. */
static void
test_lengths (void)
{
  g_autoptr (GArray) influences = influences_new (N_BARS);
  HwTornado chart = { influences, 3, "USD", SIZE, -1 };
  const HwTheme *theme = hw_theme_get (HW_THEME_LIGHT);
  g_autoptr (HwScene) scene = draw (&chart, HW_THEME_LIGHT);
  double cheap[N_BARS], dear[N_BARS], end[N_BARS];
  guint n = 0, m = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      if (item->kind != HW_ITEM_BOX)
        continue;
      if (memcmp (&item->fill, &theme->colours[HW_ROLE_SUPPLY], sizeof item->fill) == 0)
        {
          end[n] = item->x + item->width;
          cheap[n++] = item->width;
        }
      if (memcmp (&item->fill, &theme->colours[HW_ROLE_RETURN], sizeof item->fill) == 0)
        {
          g_assert_cmpfloat_with_epsilon (item->x, end[m], 1e-6);
          dear[m++] = item->width;
        }
    }
  g_assert_cmpuint (m, >=, 2);
  g_assert_cmpfloat_with_epsilon (end[0], end[1], 1e-6);
  g_assert_cmpfloat_with_epsilon (dear[0] / cheap[0], 1.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (dear[1] / cheap[1], 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (dear[0] / dear[1], 1.5 / 0.8, 1e-6);
}

static void
test_bar_at (void)
{
  g_autoptr (GArray) influences = influences_new (N_BARS);
  HwTornado chart = { influences, 3, "USD", SIZE, -1 };
  double height = hw_tornado_height (&chart);
  g_autofree char *text = hw_tornado_dup_text (&chart, 1);
  int last = -1;

  g_assert_cmpint (hw_tornado_at (&chart, -1), ==, -1);
  g_assert_cmpint (hw_tornado_at (&chart, 0), ==, -1);
  g_assert_cmpint (hw_tornado_at (&chart, height + 1), ==, -1);
  g_assert_cmpint (hw_tornado_at (&chart, height - 1), ==, N_BARS - 1);
  for (double y = 0; y < height; y++)
    {
      int bar = hw_tornado_at (&chart, y);
      g_assert_cmpint (bar, >=, last);
      last = bar;
    }
  g_assert_nonnull (strstr (text, "60"));
  g_assert_nonnull (strstr (text, "36"));
  g_assert_nonnull (strstr (text, "3.8"));
}

/* The bar under the pointer is still seen: its middle has another colour than its row. */
static void
test_marked (void)
{
  g_autoptr (GArray) influences = influences_new (N_BARS);
  HwTornado chart = { influences, 3, "USD", SIZE, 1 };
  const HwTheme *theme = hw_theme_get (HW_THEME_LIGHT);
  g_autoptr (HwScene) scene = draw (&chart, HW_THEME_LIGHT);
  cairo_surface_t *image = check_paint (scene);
  const HwItem *bar = NULL;
  const guint32 *line;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      if (item->kind == HW_ITEM_BOX && hw_tornado_at (&chart, item->y + item->height / 2) == 1
          && memcmp (&item->fill, &theme->colours[HW_ROLE_SUPPLY], sizeof item->fill) == 0)
        bar = item;
    }
  g_assert_nonnull (bar);
  line = (const guint32 *)(cairo_image_surface_get_data (image)
                           + (int)(bar->y + bar->height / 2)
                                 * cairo_image_surface_get_stride (image));
  g_assert_cmphex (line[(int)(bar->x + bar->width / 2)] & 0xffffff, !=, line[2] & 0xffffff);
  cairo_surface_destroy (image);
}

/* Nothing that spreads: no bars, no division by nothing. */
static void
test_nothing (void)
{
  g_autoptr (GArray) none = influences_new (0);
  HwTornado chart = { none, 3, "USD", SIZE, -1 };
  g_autoptr (HwScene) scene = draw (&chart, HW_THEME_LIGHT);

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    g_assert_true (isfinite (hw_scene_get_item (scene, i)->x));
  g_assert_cmpint (hw_tornado_at (&chart, 20), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/tornado/looks", test_looks);
  g_test_add_func ("/draw/tornado/lengths", test_lengths);
  g_test_add_func ("/draw/tornado/bar-at", test_bar_at);
  g_test_add_func ("/draw/tornado/marked", test_marked);
  g_test_add_func ("/draw/tornado/nothing", test_nothing);
  return g_test_run ();
}
