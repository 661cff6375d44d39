/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-catalogue-reader.h"
#include "hw-cooling-work.h"
#include "hw-headroom.h"
#include "hw-operations.h"
#include "hw-results.h"
#include "hw-scene-cooling.h"
#include "hw-scene-hall.h"
#include "hw-scene-racks.h"
#include "hw-scene-shading.h"

#define WIDTH 1600
#define HEIGHT 1000
/* Of the design: what is dragged for the field. */
#define CDU "coolit-chx2000"
#define FIELD_PRODUCT "gb200-compute-tray"
/* Of the reference: as many boxes as the design has racks. */
#define N_BOXES 13889
#define N_COLOURS 5
#define BOXES_ACROSS 145
#define N_ZOOMS 24
/* The most of diagrams in the window. */
#define DIAGRAM_SCALE 6.0
#define N_FRAMES 9
#define ZOOM_STEP 1.4

typedef HwScene *(*Build) (gpointer data, const HwViewport *viewport);

typedef struct
{
  HwResults *results;
  HwHandle hall;
  HwRacksLayout *layout;
  HwShading *shading;
  HwCoolingLayout *cooling;
  double most_scale; /* that its view zooms to; 0: more than is measured */
} View;

static HwScene *
build_hall (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwHallOptions options;

  hw_hall_options_init (&options);
  return hw_scene_hall_build (
      view->results, view->hall, &options, hw_theme_get (HW_THEME_LIGHT), viewport);
}

/* With pipes of the loops, coloured by what flows through the racks. */
static HwScene *
build_hall_pipes (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwHallOptions options;

  hw_hall_options_init (&options);
  options.pipes = TRUE;
  options.colour_by = HW_COLOUR_RETURN;
  return hw_scene_hall_build (
      view->results, view->hall, &options, hw_theme_get (HW_THEME_LIGHT), viewport);
}

static HwScene *
build_cooling (gpointer data, const HwViewport *viewport)
{
  return hw_scene_cooling_build (((View *)data)->cooling, hw_theme_get (HW_THEME_LIGHT), viewport);
}

static HwScene *
build_racks (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwRacksOptions options = { HW_FACES_FRONT };

  return hw_scene_racks_build (
      view->results, view->layout, &options, hw_theme_get (HW_THEME_LIGHT), viewport);
}

/* The field of a drag, all racks looked at: what a step of the drag draws upon the picture. */
static HwScene *
build_hall_field (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwScene *scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), viewport);

  hw_scene_hall_shading (
      scene, hw_results_get_design (view->results), view->hall, view->shading, G_MAXINT64);
  return scene;
}

static HwScene *
build_racks_field (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwScene *scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), viewport);

  hw_scene_racks_shading (scene, view->layout, view->shading, G_MAXINT64);
  return scene;
}

/* Looking at every rack for the first time, which the window does in slices. */
static HwShading *
measure_looking (View *view, const char *id)
{
  HwDesign *design = hw_results_get_design (view->results);
  const HwProduct *product = hw_catalogue_find (hw_design_get_catalogue (design), id);
  HwShading *shading;
  double start = bench_now ();

  if (product == NULL)
    return NULL;
  shading = hw_shading_new (view->results, product, NULL);
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    hw_shading_rack (shading, rack);
  bench_say ("field of %s, looking at all racks once: %.2f ms\n", id, (bench_now () - start) * 1e3);
  return shading;
}

static void
measure_headroom (View *view, const char *id)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (hw_results_get_design (view->results));
  const HwProduct *product = hw_catalogue_find (catalogue, id);
  double start = bench_now ();
  HwHeadroom room = hw_headroom (view->results, catalogue, product, HW_REF (HW_TABLE_DESIGN, 0));

  bench_say ("headroom of %s in the site, %" G_GUINT64_FORMAT " more: %.2f ms\n",
             id,
             room.count,
             (bench_now () - start) * 1e3);
}

/* A loop a row, each with a CDU at an end where there is room: none has been solved. */
static void
add_loops (HwDesign *design)
{
  g_autofree char *data = hw_data_dir ();
  g_autoptr (HwCatalogue) installed = hw_catalogue_load (data, NULL);
  const HwProduct *cdu = hw_catalogue_find (installed, CDU);
  HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0);
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  guint n = 0;

  hw_design_begin (design, "Loops");
  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    {
      char id[HW_ID_SIZE];
      HwArea area, end = { 0 };
      HwHandle loop = hw_operation_add_loop (design, NULL);

      hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), id);
      g_array_set_size (racks, 0);
      for (HwHandle rack = hw_design_first_of_row (design, row); rack != 0;
           rack = hw_design_next_of_row (design, rack))
        g_array_append_val (racks, rack);
      for (guint i = 0; i < racks->len; i++)
        {
          HwRef rack = HW_REF (HW_TABLE_RACK, g_array_index (racks, HwHandle, i));

          hw_operation_set (design, rack, "loop", id, NULL);
          area = hw_rack_area (design, rack.handle);
          if (area.x >= end.x)
            end = area;
        }
      n += hw_operation_add_rack (
               design, hall, row, installed, cdu, NULL, end.x + end.width, end.y, 0, NULL)
           != 0;
    }
  hw_design_commit (design);
  bench_say ("%u loops with %u CDUs\n", hw_design_count (design, HW_TABLE_LOOP), n);
}

/* All racks and CDUs on the first of them. */
static void
join_loops (HwDesign *design)
{
  HwHandle loop = hw_design_first_child (design, HW_TABLE_LOOP, 0);
  char id[HW_ID_SIZE];

  hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), id);
  hw_design_begin (design, "One loop");
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    hw_operation_set (design, HW_REF (HW_TABLE_RACK, rack), "loop", id, NULL);
  hw_design_commit (design);
}

/* A step of the drag of a rack of a loop: its flows, temperatures and margin beside the pointer. */
static void
measure_loop_drag (View *view)
{
  HwDesign *design = hw_results_get_design (view->results);
  HwHandle loop = hw_design_first_child (design, HW_TABLE_LOOP, 0);
  HwHandle rack
      = g_array_index (hw_results_loop (view->results, loop)->plan->racks, HwLoopRack, 0).rack;
  HwRack row = *hw_design_get_rack (design, rack);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  HwSnapshot before;

  hw_results_n_problems (view->results, HW_SEVERITY_ERROR);
  hw_results_snapshot (view->results, &before);
  for (guint i = 0; i < 4 * N_FRAMES; i++)
    {
      double start = bench_thread_now (), taken;
      g_autoptr (GArray) lines = NULL;

      hw_design_preview_begin (design);
      hw_operation_move_rack (design,
                              rack,
                              view->hall,
                              row.row,
                              row.x_mm,
                              row.y_mm + 10 * (gint32)(i % 4),
                              row.rotation,
                              NULL);
      hw_design_preview_show (design);
      lines = hw_results_consequences (view->results, &before, rack);
      hw_design_preview_end (design);
      taken = bench_thread_now () - start;
      g_array_append_val (steps, taken);
    }
  bench_say ("drag of a rack of a loop, a step: median %.2f ms, worst %.2f ms\n",
             bench_median (steps) * 1e3,
             bench_worst (steps) * 1e3);
}

/* What every rack still takes, which looks up each loop once. */
static void
measure_limits (View *view, const char *id)
{
  HwDesign *design = hw_results_get_design (view->results);
  g_autoptr (HwLimits) limits = hw_limits_new (view->results);
  HwDemand demand = hw_demand_of_product (view->results,
                                          hw_catalogue_find (hw_design_get_catalogue (design), id));
  double worst = 0, sum = 0;
  HwLimit limit;

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      double start = bench_thread_now (), taken;

      hw_limits_times (limits, rack, &demand, NULL, &limit);
      taken = bench_thread_now () - start;
      sum += taken;
      worst = MAX (worst, taken);
    }
  bench_say ("limits of all racks: %.2f ms, worst of one %.3f ms\n", sum * 1e3, worst * 1e3);
}

/* --- the reference: as many boxes as there are racks, by Cairo itself --- */

static double
reference_frame (cairo_surface_t *surface)
{
  static const double colours[N_COLOURS][3] = {
    { 0.86, 0.91, 0.98 }, { 0.90, 0.96, 0.88 }, { 0.99, 0.93, 0.84 },
    { 0.95, 0.88, 0.96 }, { 0.88, 0.88, 0.90 },
  };
  double start = bench_thread_now ();
  cairo_t *cr = cairo_create (surface);

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  for (guint colour = 0; colour < N_COLOURS; colour++)
    {
      for (guint i = colour; i < N_BOXES; i += N_COLOURS)
        cairo_rectangle (cr, i % BOXES_ACROSS * 11, i / BOXES_ACROSS * 10, 10, 9);
      cairo_set_source_rgb (cr, colours[colour][0], colours[colour][1], colours[colour][2]);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  return bench_thread_now () - start;
}

/* --- frames --- */

static double
frame (cairo_surface_t *surface, Build build, View *view, const HwViewport *viewport, guint *items)
{
  double start = bench_thread_now ();
  cairo_t *cr = cairo_create (surface);
  g_autoptr (HwScene) scene = build (view, viewport);

  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
  *items = hw_scene_n_items (scene);
  return bench_thread_now () - start;
}

typedef struct
{
  double slowest; /* median of a zoom, seconds and multiples of the reference */
  double slowest_ratio;
  double worst; /* any frame but the first of all */
  double worst_scale;
} Summary;

static void
measure_zoom (const char *name,
              Build build,
              View *view,
              cairo_surface_t *surface,
              HwViewport *viewport,
              guint n_frames,
              Summary *summary)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (double));
  double first = 0, median, worst, reference;
  guint items = 0;

  for (guint i = 0; i < n_frames; i++)
    {
      double taken = frame (surface, build, view, viewport, &items);
      if (i == 0)
        first = taken;
      g_array_append_val (frames, taken);
      /* In between, so that what slows the machine down slows both. */
      taken = reference_frame (surface);
      g_array_append_val (references, taken);
      hw_viewport_pan (viewport, 7, 3);
    }
  median = bench_median (frames);
  worst = bench_worst (frames);
  reference = bench_median (references);
  bench_say ("%s, %8.5f px/mm, %6u items: median %5.2f ms, %4.2f × the reference; first %5.2f ms, "
             "worst %5.2f ms\n",
             name,
             viewport->scale,
             items,
             median * 1e3,
             median / reference,
             first * 1e3,
             worst * 1e3);
  if (summary->slowest_ratio < median / reference)
    {
      summary->slowest_ratio = median / reference;
      summary->slowest = median;
    }
  if (summary->worst < worst)
    {
      summary->worst = worst;
      summary->worst_scale = viewport->scale;
    }
}

/* Frames at each of many zooms about the middle of the picture, after a first one. */
static void
measure (const char *name, Build build, View *view, double x, double y, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  HwViewport viewport = { 0, 0, 1, WIDTH, HEIGHT };
  Summary summary = { 0 };
  double first;
  guint items;

  hw_viewport_fit (&viewport, x, y, width, height, 20);
  /* Its memory is not the picture's. */
  reference_frame (surface);
  first = frame (surface, build, view, &viewport, &items);
  for (guint step = 0;
       step < N_ZOOMS && (view->most_scale == 0 || viewport.scale <= view->most_scale);
       step++)
    {
      measure_zoom (name, build, view, surface, &viewport, N_FRAMES, &summary);
      hw_viewport_zoom_at (&viewport, WIDTH / 2.0, HEIGHT / 2.0, ZOOM_STEP);
    }
  bench_say ("%s: first frame %.2f ms, slowest median %.2f ms, %.2f × the reference, worst frame "
             "%.2f ms at %.5f px/mm\n",
             name,
             first * 1e3,
             summary.slowest * 1e3,
             summary.slowest_ratio,
             summary.worst * 1e3,
             summary.worst_scale);
  cairo_surface_destroy (surface);
}

/* The whole hall right after an edit: what a picture keeps of it is gathered anew. */
static void
measure_edited (View *view, double x, double y, double width, double height)
{
  HwDesign *design = hw_results_get_design (view->results);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  HwViewport viewport = { 0, 0, 1, WIDTH, HEIGHT };
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  HwRef device = HW_REF (HW_TABLE_DEVICE, hw_design_bound (design, HW_TABLE_DEVICE) / 2);
  guint items;

  hw_viewport_fit (&viewport, x, y, width, height, 20);
  for (guint i = 0; i < 2 * N_FRAMES; i++)
    {
      double taken;

      if (i % 2 == 0)
        {
          hw_design_begin (design, "Remove");
          hw_operation_remove (design, &device, 1, NULL);
          hw_design_commit (design);
        }
      else
        hw_design_undo (design);
      taken = frame (surface, build_hall, view, &viewport, &items);
      if (i > 0)
        g_array_append_val (frames, taken);
    }
  bench_say ("whole hall after an edit: median %.2f ms, worst %.2f ms\n",
             bench_median (frames) * 1e3,
             bench_worst (frames) * 1e3);
  cairo_surface_destroy (surface);
}

/* The first pictures of loops that nobody has solved, and what the main thread does for them until
 * they are, piece by piece. */
static void
measure_waiting (View *view, double x, double y, double width, double height)
{
  HwViewport viewport = { 0, 0, 1, WIDTH, HEIGHT };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (double));
  double start = bench_thread_now (), first, solving = 0;
  guint items;

  hw_results_solve_in_background (view->results);
  /* Forgets all that follows from the heat. */
  hw_results_set_expected (view->results, TRUE);
  hw_results_set_expected (view->results, FALSE);
  start = bench_thread_now ();
  view->cooling = hw_cooling_layout_new (view->results, 0, 0);
  hw_cooling_layout_spread (view->cooling);
  hw_cooling_layout_extent (view->cooling, &x, &y, &width, &height);
  hw_viewport_fit (&viewport, x, y, width, height, 20);
  first = bench_thread_now () - start + frame (surface, build_cooling, view, &viewport, &items);
  hw_cooling_layout_free (view->cooling);
  while (hw_results_loops_wait (view->results) > 0)
    {
      HwCoolingWork *work;
      double taken;

      start = bench_thread_now ();
      work = hw_cooling_work_new (view->results);
      taken = bench_thread_now () - start;
      start = bench_thread_now ();
      hw_cooling_work_run (work);
      solving += bench_thread_now () - start;
      start = bench_thread_now ();
      hw_cooling_work_take (work, view->results);
      hw_cooling_work_free (work);
      taken += bench_thread_now () - start;
      g_array_append_val (pieces, taken);
    }
  hw_results_loops_solved (view->results);
  bench_say ("cooling, first frame while all loops wait: %.2f ms; solved in %u pieces, %.0f ms of "
             "another thread, worst piece %.2f ms of this one\n",
             first * 1e3,
             pieces->len,
             solving * 1e3,
             bench_worst (pieces) * 1e3);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_autoptr (HwDesign) design = bench_design (1000000);
  g_autoptr (HwResults) results = hw_results_new (design);
  View view = { results, hw_design_first_child (design, HW_TABLE_HALL, 0), NULL, NULL, NULL };
  double x, y, width, height, rack_x, rack_y, rack_width, rack_height, start;

  hw_scene_hall_extent (design, view.hall, &x, &y, &width, &height);
  measure ("hall", build_hall, &view, x, y, width, height);
  measure_edited (&view, x, y, width, height);
  view.shading = measure_looking (&view, FIELD_PRODUCT);
  if (view.shading == NULL)
    return 1;
  measure_headroom (&view, FIELD_PRODUCT);
  measure_headroom (&view, "gb200-nvl72");
  measure ("hall field", build_hall_field, &view, x, y, width, height);
  start = bench_now ();
  view.layout = hw_racks_layout_new (design, view.hall, 0, 0, HW_FACES_FRONT);
  bench_say ("racks, layout of all rows: %.2f ms\n", (bench_now () - start) * 1e3);
  hw_racks_layout_extent (view.layout, &x, &y, &width, &height);
  measure ("racks", build_racks, &view, x, y, width, height);
  hw_racks_layout_rack (view.layout,
                        hw_design_next (design, HW_TABLE_RACK, 0),
                        &rack_x,
                        &rack_y,
                        &rack_width,
                        &rack_height);
  /* The middle of all lies between rows: nearer, about a rack. */
  measure ("racks nearer", build_racks, &view, rack_x, rack_y, 40 * rack_width, 12 * rack_height);
  measure ("racks field", build_racks_field, &view, x, y, width, height);
  measure ("racks field nearer",
           build_racks_field,
           &view,
           rack_x,
           rack_y,
           40 * rack_width,
           12 * rack_height);
  hw_shading_free (view.shading);
  hw_racks_layout_free (view.layout);
  add_loops (design);
  measure_limits (&view, FIELD_PRODUCT);
  measure_headroom (&view, FIELD_PRODUCT);
  measure_headroom (&view, "gb200-nvl72");
  hw_scene_hall_extent (design, view.hall, &x, &y, &width, &height);
  measure_waiting (&view, x, y, width, height);
  measure_loop_drag (&view);
  measure ("hall with pipes", build_hall_pipes, &view, x, y, width, height);
  start = bench_now ();
  view.cooling = hw_cooling_layout_new (results, 0, 0);
  hw_cooling_layout_spread (view.cooling);
  hw_cooling_layout_set_by_temperature (view.cooling, TRUE);
  bench_say ("cooling, layout of all loops: %.2f ms\n", (bench_now () - start) * 1e3);
  hw_cooling_layout_extent (view.cooling, &x, &y, &width, &height);
  view.most_scale = DIAGRAM_SCALE;
  measure ("cooling", build_cooling, &view, x, y, width, height);
  hw_cooling_layout_free (view.cooling);
  join_loops (design);
  start = bench_now ();
  hw_results_loop (results, hw_design_first_child (design, HW_TABLE_LOOP, 0));
  bench_say ("one loop of all racks, solved: %.0f ms\n", (bench_now () - start) * 1e3);
  hw_scene_hall_extent (design, view.hall, &x, &y, &width, &height);
  view.most_scale = 0;
  measure ("hall with the pipes of one loop", build_hall_pipes, &view, x, y, width, height);
  return 0;
}
