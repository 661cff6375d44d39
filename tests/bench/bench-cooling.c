/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-catalogue-reader.h"
#include "hw-operations.h"
#include "hw-scene-cooling.h"

/* The whole path of an edit of a cooling loop: the edit with its totals, flows and temperatures,
 * the diagram laid out, and its picture. Processor time. */

#define CDU "coolit-chx2000"
#define WIDTH 1600
#define HEIGHT 1000
#define RUNS 100
/* Racks of one loop: with six pipes each and those of headers and CDUs about 1 000. */
#define N_RACKS 160

/* The racks of the first rows of the first hall on one loop, a CDU at the end of each row. */
static HwHandle
add_loop (HwDesign *design)
{
  g_autofree char *data = hw_data_dir ();
  g_autoptr (HwCatalogue) installed = hw_catalogue_load (data, NULL);
  const HwProduct *cdu = hw_catalogue_find (installed, CDU);
  HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0), loop;
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  char id[HW_ID_SIZE];
  guint n = 0;

  hw_design_begin (design, "Loop");
  loop = hw_operation_add_loop (design, NULL);
  hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), id);
  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0 && n < N_RACKS;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    {
      HwArea end = { 0 };
      HwHandle unit;

      g_array_set_size (racks, 0);
      for (HwHandle rack = hw_design_first_of_row (design, row); rack != 0;
           rack = hw_design_next_of_row (design, rack))
        g_array_append_val (racks, rack);
      for (guint i = 0; i < racks->len; i++, n++)
        {
          HwRef rack = HW_REF (HW_TABLE_RACK, g_array_index (racks, HwHandle, i));
          HwArea area = hw_rack_area (design, rack.handle);

          hw_operation_set (design, rack, "loop", id, NULL);
          if (area.x >= end.x)
            end = area;
        }
      unit = hw_operation_add_rack (
          design, hall, row, installed, cdu, NULL, end.x + end.width, end.y, 0, NULL);
      if (unit != 0)
        hw_operation_set (design, HW_REF (HW_TABLE_RACK, unit), "loop", id, NULL);
    }
  hw_design_commit (design);
  return loop;
}

/* Seconds of each part of the path. */
typedef struct
{
  GArray *edit, *solve, *layout, *picture, *all;
} Times;

static double
lap (double *since)
{
  double now = bench_thread_now (), taken = now - *since;

  *since = now;
  return taken;
}

/* What is edited, each by turns there and back. */
typedef enum
{
  TRIM,  /* the balancing valve of a rack */
  SHUT,  /* the supply valve of a rack */
  OFF,   /* a CDU */
  SIZE,  /* of the branch of a rack */
  WARM,  /* the supply temperature */
  LEAVE, /* a rack leaves the loop */
  N_KINDS,
} Kind;

static const struct
{
  const char *name, *role, *field, *values[2];
} kinds[N_KINDS] = {
  [TRIM] = { "a valve trimmed", "balancing-valve", "kv", { "7", "9" } },
  [SHUT] = { "a rack shut off", "supply-valve", "closed", { "yes", "no" } },
  [OFF] = { "a CDU off", "pump", "off", { "yes", "no" } },
  [SIZE] = { "a branch resized", "supply-branch", "dn", { "40", "32" } },
  [WARM] = { "supplied warmer", NULL, "supply-c", { "36", "40" } },
  [LEAVE] = { "a rack leaves the loop", NULL, "loop", { "", NULL } },
};

static void
edit (HwDesign *design, HwHandle loop, HwHandle rack, HwHandle cdu, Kind kind, guint number)
{
  const char *value = kinds[kind].values[number % 2];
  char rule[HW_ID_SIZE], id[HW_ID_SIZE];

  hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), rule);
  hw_design_id_text (design, HW_REF (HW_TABLE_RACK, kind == OFF ? cdu : rack), id);
  hw_design_begin (design, kinds[kind].name);
  if (kinds[kind].role != NULL)
    {
      g_autofree char *key = g_strjoin ("/", rule, kinds[kind].role, id, NULL);

      hw_operation_set_override (design, key, kinds[kind].field, value, NULL);
    }
  else if (kind == WARM)
    hw_operation_set (design, HW_REF (HW_TABLE_LOOP, loop), kinds[kind].field, value, NULL);
  else
    hw_operation_set (design,
                      HW_REF (HW_TABLE_RACK, rack),
                      kinds[kind].field,
                      value != NULL ? value : rule,
                      NULL);
  hw_design_commit (design);
}

/* What is edited, and what its pictures are painted upon. */
typedef struct
{
  HwResults *results;
  HwHandle loop, rack, cdu;
  cairo_surface_t *surface;
} Bench;

/* One edit up to its picture. */
static void
run (const Bench *bench, Kind kind, guint number, Times *times)
{
  HwResults *results = bench->results;
  HwHandle loop = bench->loop;
  HwDesign *design = hw_results_get_design (results);
  cairo_t *cr = cairo_create (bench->surface);
  HwViewport viewport = { 0, 0, 1, WIDTH, HEIGHT };
  g_autoptr (HwCoolingLayout) layout = NULL;
  g_autoptr (HwScene) scene = NULL;
  double x, y, width, height, edited, solve, arrange, picture, all, since;

  since = bench_thread_now ();
  edit (design, loop, bench->rack, bench->cdu, kind, number);
  edited = lap (&since);
  g_assert_true (hw_results_loop (results, loop)->steady);
  solve = lap (&since);
  layout = hw_cooling_layout_new (results, 0, loop);
  arrange = lap (&since);
  hw_cooling_layout_extent (layout, &x, &y, &width, &height);
  hw_viewport_fit (&viewport, x, y, width, height, 20);
  scene = hw_scene_cooling_build (layout, hw_theme_get (HW_THEME_LIGHT), &viewport);
  hw_scene_paint (scene, cr);
  cairo_surface_flush (bench->surface);
  picture = lap (&since);
  all = edited + solve + arrange + picture;
  g_array_append_val (times->edit, edited);
  g_array_append_val (times->solve, solve);
  g_array_append_val (times->layout, arrange);
  g_array_append_val (times->picture, picture);
  g_array_append_val (times->all, all);
  cairo_destroy (cr);
}

/* The worst edit, and what of it took so long. */
static void
tell_worst (const Times *times)
{
  guint worst = 0;

  for (guint i = 1; i < times->all->len; i++)
    if (g_array_index (times->all, double, i) > g_array_index (times->all, double, worst))
      worst = i;
  bench_say (
      "the worst of %u was edit %u: the edit %.2f, flows and temperatures %.2f, layout %.2f, "
      "picture %.2f ms\n",
      times->all->len,
      worst + 1,
      g_array_index (times->edit, double, worst) * 1e3,
      g_array_index (times->solve, double, worst) * 1e3,
      g_array_index (times->layout, double, worst) * 1e3,
      g_array_index (times->picture, double, worst) * 1e3);
}

static GArray *
seconds_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static void
measure (const Bench *bench, Kind kind, guint from, guint runs, const char *what)
{
  g_autoptr (GArray) edited = seconds_new ();
  g_autoptr (GArray) solve = seconds_new ();
  g_autoptr (GArray) layout = seconds_new ();
  g_autoptr (GArray) picture = seconds_new ();
  g_autoptr (GArray) all = seconds_new ();
  Times times = { edited, solve, layout, picture, all };

  for (guint i = from; i < from + runs; i++)
    run (bench, kind, i, &times);
  tell_worst (&times);
  bench_say ("%s, edit to picture: median %.2f ms, 95 %% %.2f ms, worst %.2f ms; of that the edit "
             "%.2f, flows and temperatures %.2f, layout %.2f, picture %.2f ms; %u passes\n",
             what,
             bench_median (all) * 1e3,
             bench_quantile (all, 0.95) * 1e3,
             bench_worst (all) * 1e3,
             bench_median (edited) * 1e3,
             bench_median (solve) * 1e3,
             bench_median (layout) * 1e3,
             bench_median (picture) * 1e3,
             hw_results_loop (bench->results, bench->loop)->n_passes);
}

int
main (void)
{
  g_autoptr (HwDesign) design = bench_design (N_RACKS * 72);
  HwHandle loop = add_loop (design);
  g_autoptr (HwResults) results = hw_results_new (design);
  const HwLoopPlan *plan = hw_results_loop (results, loop)->plan;
  Bench bench = { results,
                  loop,
                  g_array_index (plan->racks, HwLoopRack, plan->racks->len / 2).rack,
                  g_array_index (plan->cdus, HwLoopCdu, 0).rack,
                  cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT) };

  bench_say ("a loop of %u racks and %u CDUs, %u pipes and pumps, solved in %u passes\n",
             plan->racks->len,
             plan->cdus->len,
             plan->links->len - plan->racks->len,
             hw_results_loop (results, loop)->n_passes);
  /* The first picture of a program fetches its fonts and the memory of its surface: a window has
   * both when somebody edits. */
  measure (&bench, TRIM, 1, 1, "the first of the program");
  for (Kind kind = 0; kind < N_KINDS; kind++)
    measure (&bench, kind, 0, RUNS, kinds[kind].name);
  cairo_surface_destroy (bench.surface);
  return 0;
}
