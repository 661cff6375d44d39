/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-draw-checks.h"
#include "hw-draw-fabric.h"
#include "hw-fabric-name.h"
#include "hw-scene-fabric-matrix.h"

/* Fabrics as tables of how many cables join which switches. */

/* Each cable between switches is counted in one cell, where it is found again. */
static void
test_tables_count_all (void)
{
  for (guint s = 0; s < N_DRAWN_SHAPES; s++)
    {
      DrawnFabric f;
      guint n, n_parts, in_cells = 0, between = 0;
      const HwFabricCable *cables;
      const HwFabricMatrixPart *parts;
      double x, y, width, height;

      drawn_fabric_init (&f, drawn_shapes[s].kind, drawn_shapes[s].units, drawn_shapes[s].slots);
      {
        g_autoptr (HwFabricMatrix) matrix = hw_fabric_matrix_new (f.fabric, NULL);

        cables = hw_fabric_get_cables (f.fabric, &n);
        parts = hw_fabric_matrix_parts (matrix, &n_parts);
        hw_fabric_matrix_extent (matrix, &x, &y, &width, &height);
        for (guint i = 0; i < n_parts; i++)
          {
            in_cells += parts[i].cables;
            /* Bundles between the same tiers are equal: that is the rule. */
            g_assert_cmpuint (parts[i].unequal, ==, 0);
            g_assert_cmpuint (
                parts[i].cables, ==, parts[i].usual * parts[i].n_rows * parts[i].n_columns);
          }
        for (guint i = 0; i < n; i++)
          {
            HwFabricMatrixSpot spot, found;
            HwRackBox box;

            if (cables[i].level == HW_FABRIC_CABLE_MEMBER)
              continue;
            between++;
            g_assert_true (hw_fabric_matrix_find (matrix, cables[i].low, cables[i].high, &spot));
            box = hw_fabric_matrix_box (matrix, &spot);
            g_assert_cmpfloat (box.x + box.width, <=, x + width + 1e-6);
            g_assert_cmpfloat (box.y + box.height, <=, y + height + 1e-6);
            found = hw_fabric_matrix_at (matrix, box.x + box.width / 2, box.y + box.height / 2);
            g_assert_cmpint (found.part, ==, spot.part);
            g_assert_cmpuint (hw_fabric_matrix_row (matrix, (guint)found.part, (guint)found.row),
                              ==,
                              cables[i].low);
            g_assert_cmpuint (
                hw_fabric_matrix_column (matrix, (guint)found.part, (guint)found.column),
                ==,
                cables[i].high);
          }
        g_assert_cmpuint (in_cells, ==, between);
      }
      drawn_fabric_clear (&f);
    }
}

/* With three tiers spines stand as columns beside leaves and as rows beside cores. */
static void
test_tables_of_three_tiers (void)
{
  DrawnFabric f;
  guint n, cores = 0, leaves = 0;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 12, 32);
  {
    g_autoptr (HwFabricMatrix) matrix = hw_fabric_matrix_new (f.fabric, NULL);
    const HwFabricMatrixPart *parts = hw_fabric_matrix_parts (matrix, &n);

    for (guint i = 0; i < n; i++)
      {
        leaves += parts[i].level == HW_FABRIC_CABLE_SPINE ? parts[i].n_rows : 0;
        cores += parts[i].level == HW_FABRIC_CABLE_CORE ? parts[i].n_columns : 0;
      }
    g_assert_cmpuint (leaves, ==, hw_fabric_count_role (f.fabric, HW_FABRIC_LEAF, NULL));
    g_assert_cmpuint (cores, ==, hw_fabric_count_role (f.fabric, HW_FABRIC_CORE, NULL));
    g_assert_cmpuint (cores, >, 0);
  }
  drawn_fabric_clear (&f);
}

/* Near by each cell says its number; those of a failed spine say none, and are marked from afar. */
static void
test_tables_show_numbers (void)
{
  DrawnFabric f;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 1, 32);
  {
    g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (f.fabric);
    g_autoptr (HwFabricMatrix) matrix = NULL;
    g_autoptr (HwScene) scene = NULL;
    HwViewport view = { 0, 0, 1, 1600, 1000 };
    double x, y, width, height;
    guint eights = 0, zeros = 0;

    g_assert_true (hw_fabric_failure_add_key (failure, f.fabric, "spine-03"));
    f.picture.failure = failure;
    matrix = hw_fabric_matrix_new (f.fabric, failure);
    hw_fabric_matrix_extent (matrix, &x, &y, &width, &height);
    hw_viewport_fit (&view, x, y, width, height, 20);
    scene = hw_scene_fabric_matrix_build (&f.picture, matrix, hw_theme_get (HW_THEME_LIGHT), &view);
    for (guint i = 0; i < hw_scene_n_items (scene); i++)
      {
        const HwItem *item = hw_scene_get_item (scene, i);

        if (item->kind != HW_ITEM_TEXT)
          continue;
        eights += strcmp (hw_scene_get_text (scene, item), "8") == 0;
        zeros += strcmp (hw_scene_get_text (scene, item), "0") == 0;
      }
    g_assert_cmpuint (eights, ==, 8 * 3);
    g_assert_cmpuint (zeros, ==, 8);
    check_texts_apart (scene);
    for (HwThemeKind kind = HW_THEME_LIGHT; kind <= HW_THEME_PRINT; kind++)
      for (view.scale = 2; view.scale > 0.1; view.scale /= 2)
        {
          g_autoptr (HwScene) other
              = hw_scene_fabric_matrix_build (&f.picture, matrix, hw_theme_get (kind), &view);

          check_contrast (other);
        }
  }
  drawn_fabric_clear (&f);
}

/* The last row and column of a table are written like any other, at the very edge of the view. */
static void
test_last_cells (void)
{
  DrawnFabric f;
  g_autoptr (HwFabricMatrix) matrix = NULL;
  const HwFabricMatrixPart *part;
  guint n;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 12, 32);
  matrix = hw_fabric_matrix_new (f.fabric, NULL);
  part = &hw_fabric_matrix_parts (matrix, &n)[0];
  for (double scale = 1; scale < 5; scale *= 1.7)
    {
      double right = part->x + part->n_columns * HW_FABRIC_CELL_WIDTH;
      double bottom = part->y + part->n_rows * HW_FABRIC_CELL_HEIGHT;
      HwViewport view = { right - 400 / scale, bottom - 300 / scale, scale, 400, 300 };
      double cell_x = hw_viewport_x (&view, right - HW_FABRIC_CELL_WIDTH / 2);
      double cell_y = hw_viewport_y (&view, bottom - HW_FABRIC_CELL_HEIGHT / 2);
      g_autoptr (HwScene) scene
          = hw_scene_fabric_matrix_build (&f.picture, matrix, hw_theme_get (HW_THEME_LIGHT), &view);
      g_autofree char *usual = g_strdup_printf ("%u", part->usual);
      gboolean found = FALSE;

      for (guint i = 0; i < hw_scene_n_items (scene); i++)
        {
          const HwItem *item = hw_scene_get_item (scene, i);

          found |= item->kind == HW_ITEM_TEXT
                   && strcmp (hw_scene_get_text (scene, item), usual) == 0 && item->x <= cell_x
                   && item->x + item->width >= cell_x && item->y <= cell_y
                   && item->y + item->height >= cell_y;
        }
      g_assert_true (found);
    }
  drawn_fabric_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/fabric-tables/count-all", test_tables_count_all);
  g_test_add_func ("/draw/fabric-tables/three-tiers", test_tables_of_three_tiers);
  g_test_add_func ("/draw/fabric-tables/numbers", test_tables_show_numbers);
  g_test_add_func ("/draw/fabric-tables/last-cells", test_last_cells);
  return g_test_run ();
}
