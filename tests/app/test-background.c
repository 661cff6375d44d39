/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-background-kinds.h"
#include "hw-cable-plan.h"
#include "hw-catalogue-reader.h"
#include "hw-cooling-work.h"
#include "hw-edit.h"
#include "hw-fabric-places.h"
#include "hw-fabric-work.h"
#include "hw-fabrics.h"
#include "hw-operations.h"
#include "hw-phase-series-work.h"
#include "hw-template.h"
#include "hw-weather.h"

/* What other threads work out of a design that goes on changing comes, once all is at rest, to what
 * results made anew say of it. */

/* So many that every kind waits: beyond 2000 devices, and 240 racks and CDUs on loops. */
#define UNITS 26
#define STEPS 12
#define ROUNDS 6

typedef struct
{
  HwCatalogue *catalogue;
  HwDesign *design;
  HwResults *results;
  GPtrArray *failed; /* keys, NULL at the end */
  gboolean told;     /* since the results were last looked at */
} Build;

static void
changed_cb (HwResults *results, gboolean preview, Build *self)
{
  self->told = TRUE;
}

static void
set_up (Build *self, gconstpointer data)
{
  const HwTemplateOptions options = { .su = UNITS };
  g_autofree char *folder = hw_data_dir ();
  g_autoptr (HwWeather) weather = hw_weather_new ("Mild", "made up");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    {
      weather->dry_bulb_c[i] = 15;
      weather->dew_point_c[i] = 8;
    }
  self->catalogue = hw_catalogue_load (folder, &error);
  g_assert_no_error (error);
  self->design = hw_template_make ("superpod-gb200", &options, self->catalogue, &error);
  g_assert_no_error (error);
  hw_design_begin (self->design, "Phases");
  hw_operation_add_phase (self->design, "One", NULL);
  hw_operation_add_phase (self->design, "Two", NULL);
  hw_operation_add_power (self->design, NULL);
  hw_operation_set_climate (self->design, weather);
  hw_design_commit (self->design);
  self->failed = g_ptr_array_new_with_free_func (g_free);
  self->results = hw_results_new (self->design);
  hw_fabric_places_follow (self->design);
  hw_background_start (self->results);
  g_signal_connect (self->results, "changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Build *self, gconstpointer data)
{
  g_clear_object (&self->results);
  g_clear_object (&self->design);
  g_clear_pointer (&self->failed, g_ptr_array_unref);
  g_clear_object (&self->catalogue);
}

/* --- what a person does --- */

static HwHandle
any (HwDesign *design, HwTableKind table)
{
  HwHandle handle = (HwHandle)g_test_rand_int_range (0, (gint32)hw_design_bound (design, table));

  handle = hw_design_next (design, table, handle);
  return handle != 0 ? handle : hw_design_next (design, table, 0);
}

static void
set_phases (HwDesign *design, HwHandle rack)
{
  HwRack row = *hw_design_get_rack (design, rack);

  row.object.install = (guint16)any (design, HW_TABLE_PHASE);
  row.object.removal = 0;
  hw_edit_set (design, HW_TABLE_RACK, rack, &row);
}

/* Of all kinds that figures of networks, cables and phases follow from. */
static void
set_something (HwDesign *design)
{
  static const struct
  {
    HwTableKind table;
    const char *attribute;
    const char *values[3];
  } choices[] = {
    { HW_TABLE_LOOP, "supply-c", { "20", "25", "30" } },
    { HW_TABLE_LOOP, "return-c", { "50", "55", NULL } },
    { HW_TABLE_FABRIC, "oversubscription", { "1", "2", NULL } },
    { HW_TABLE_FABRIC, "member-ports", { "1", "4", NULL } },
    { HW_TABLE_TRAY, "height-mm", { "2600", "3200", NULL } },
    { HW_TABLE_HALL, "tray-width-mm", { "300", "600", NULL } },
    { HW_TABLE_SITE, "expected-factor", { "0.7", "0.9", NULL } },
    { HW_TABLE_LOOP, "facility-c", { "18", "24", NULL } },
    { HW_TABLE_SITE, "utilisation", { "0.5", "0.8", NULL } },
    { HW_TABLE_PHASE, "order", { "0", "1", "2" } },
    { HW_TABLE_POWER, "conductor-ohm-per-m", { "0.0001", "0.001", NULL } },
    { HW_TABLE_RACK, "rotation", { "0", "90", "180" } },
  };
  guint i = (guint)g_test_rand_int_range (0, G_N_ELEMENTS (choices));
  HwHandle handle = any (design, choices[i].table);

  if (handle != 0)
    hw_operation_set (design,
                      HW_REF (choices[i].table, handle),
                      choices[i].attribute,
                      choices[i].values[g_test_rand_int_range (0, 3)],
                      NULL);
}

static void
edit (HwDesign *design)
{
  HwRef rack = HW_REF (HW_TABLE_RACK, any (design, HW_TABLE_RACK));
  HwRef device = HW_REF (HW_TABLE_DEVICE, any (design, HW_TABLE_DEVICE));

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      hw_operation_remove (design, &rack, 1, NULL);
      break;
    case 1:
      hw_operation_remove (design, &device, 1, NULL);
      break;
    case 2:
      hw_operation_duplicate_rack (design, rack.handle, NULL);
      break;
    case 3:
    case 4:
    case 5:
      set_something (design);
      break;
    default:
      set_phases (design, rack.handle);
    }
}

/* A rack or device fails, or all works again. */
static void
fail (Build *self)
{
  HwRef object = g_test_rand_bit () ? HW_REF (HW_TABLE_RACK, any (self->design, HW_TABLE_RACK))
                                    : HW_REF (HW_TABLE_DEVICE, any (self->design, HW_TABLE_DEVICE));
  char id[HW_ID_SIZE];

  g_ptr_array_set_size (self->failed, 0);
  if (g_test_rand_int_range (0, 3) > 0)
    {
      g_ptr_array_add (self->failed, g_strdup (hw_design_id_text (self->design, object, id)));
      g_ptr_array_add (self->failed, NULL);
    }
  hw_results_set_failed (self->results,
                         self->failed->len > 0 ? (const char *const *)self->failed->pdata : NULL);
}

/* As views do. */
static void
look (Build *self)
{
  self->told = FALSE;
  hw_results_phase_series (self->results);
  hw_background_ask_phases (self->results);
  hw_results_fabric (self->results, HW_FABRIC_NVLINK);
}

/* Frames go by, and threads come to an end in them or not. */
static void
pass (Build *self)
{
  for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
    {
      g_main_context_iteration (NULL, FALSE);
      if (g_test_rand_int_range (0, 8) == 0)
        g_usleep (2000);
      if (self->told && g_test_rand_bit ())
        look (self);
    }
}

static void
step (Build *self)
{
  HwDesign *design = self->design;

  switch (g_test_rand_int_range (0, 9))
    {
    case 0:
      hw_design_undo (design);
      break;
    case 1:
      hw_design_redo (design);
      break;
    case 2:
      hw_design_preview_begin (design);
      edit (design);
      hw_design_preview_show (design);
      pass (self);
      hw_design_preview_end (design);
      break;
    case 3:
      fail (self);
      break;
    case 4:
      hw_results_set_phase (self->results, g_test_rand_bit () ? any (design, HW_TABLE_PHASE) : 0);
      break;
    case 5:
      hw_results_set_expected (self->results, g_test_rand_bit ());
      break;
    default:
      hw_design_begin (design, "Edit");
      edit (design);
      hw_design_commit (design);
    }
}

/* --- at rest --- */

static gboolean
waits (HwResults *results)
{
  return hw_results_fabrics_wait (results) > 0 || hw_results_cables_wait (results)
         || hw_results_loops_wait (results) > 0 || hw_results_phase_series_waits (results);
}

static void
come_to_rest (Build *self)
{
  do
    {
      look (self);
      while (waits (self->results) && !self->told)
        g_main_context_iteration (NULL, TRUE);
    }
  while (self->told || waits (self->results));
}

/* Of sums of thousands of figures. */
static gboolean
is_same (double a, double b)
{
  return (isnan (a) && isnan (b)) || a == b || fabs (a - b) <= 1e-6 * (fabs (a) + 1);
}

static void
assert_same (double a, double b, const char *what, guint index)
{
  if (!is_same (a, b))
    g_error ("%s %u: %.12g instead of %.12g", what, index, a, b);
}

static void
assert_same_fabric (HwResults *a, HwResults *b, HwHandle fabric)
{
  const HwFabricFigures *x = hw_results_fabric_figures (a, fabric);
  const HwFabricFigures *y = hw_results_fabric_figures (b, fabric);

  for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
    {
      g_assert_cmpuint (x->switches[i], ==, y->switches[i]);
      g_assert_cmpuint (x->placed[i], ==, y->placed[i]);
    }
  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    {
      g_assert_cmpuint (x->links[i], ==, y->links[i]);
      g_assert_cmpuint (x->cables[i], ==, y->cables[i]);
    }
  g_assert_cmpuint (x->members, ==, y->members);
  g_assert_cmpuint (x->ports_used, ==, y->ports_used);
  assert_same (x->oversubscription, y->oversubscription, "oversubscription of", fabric);
  assert_same (x->bisection_byte_s, y->bisection_byte_s, "bisection of", fabric);
  g_assert_cmpint (hw_results_fabric_failure (a, fabric) == NULL,
                   ==,
                   hw_results_fabric_failure (b, fabric) == NULL);
}

static void
assert_same_loop (HwResults *a, HwResults *b, HwHandle loop)
{
  const HwLoopSolution *x = hw_results_loop (a, loop), *y = hw_results_loop (b, loop);

  g_assert_false (x->waits);
  assert_same (x->heat_w, y->heat_w, "heat of loop", loop);
  assert_same (x->supply_c, y->supply_c, "supply of loop", loop);
  assert_same (x->return_c, y->return_c, "return of loop", loop);
  assert_same (x->capacity_w, y->capacity_w, "capacity of loop", loop);
  assert_same (1e3 * x->flow_total_m3_s, 1e3 * y->flow_total_m3_s, "flow of loop", loop);
}

static void
assert_same_phases (HwResults *a, HwResults *b)
{
  const GArray *x = hw_results_phase_series (a), *y;

  hw_results_complete_phase_series (b);
  y = hw_results_phase_series (b);
  g_assert_cmpuint (x->len, ==, y->len);
  for (guint i = 0; i < x->len; i++)
    {
      const HwPhasePoint *one = &g_array_index (x, HwPhasePoint, i);
      const HwPhasePoint *other = &g_array_index (y, HwPhasePoint, i);

      g_assert_cmpuint (one->racks_in, ==, other->racks_in);
      for (guint total = 0; total < HW_N_TOTALS; total++)
        assert_same (
            one->totals[total].value, other->totals[total].value, "total of a phase", total);
      assert_same (one->spent.value, other->spent.value, "spent by phase", i);
      assert_same (one->run_rate.value, other->run_rate.value, "run rate of phase", i);
    }
}

static void
assert_as_made_anew (Build *self)
{
  g_autoptr (HwResults) fresh = hw_results_new (self->design);

  hw_results_set_phase (fresh, hw_results_get_phase (self->results));
  hw_results_set_expected (fresh, hw_results_get_expected (self->results));
  hw_results_set_failed (fresh,
                         self->failed->len > 0 ? (const char *const *)self->failed->pdata : NULL);
  hw_results_lay_cables (fresh);
  for (HwHandle fabric = hw_design_next (self->design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (self->design, HW_TABLE_FABRIC, fabric))
    assert_same_fabric (self->results, fresh, fabric);
  assert_same_fabric (self->results, fresh, HW_FABRIC_NVLINK);
  for (HwHandle loop = hw_design_next (self->design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (self->design, HW_TABLE_LOOP, loop))
    assert_same_loop (self->results, fresh, loop);
  for (guint total = 0; total < HW_N_TOTALS; total++)
    assert_same (hw_results_total (self->results, total, HW_REF (HW_TABLE_DESIGN, 0)).value,
                 hw_results_total (fresh, total, HW_REF (HW_TABLE_DESIGN, 0)).value,
                 "total",
                 total);
  assert_same_phases (self->results, fresh);
}

/* Otherwise nothing here is tried at all. */
static void
assert_all_wait (Build *self)
{
  look (self);
  g_assert_cmpuint (hw_results_fabrics_wait (self->results), >, 0);
  g_assert_cmpuint (hw_results_loops_wait (self->results), >, 0);
  g_assert_true (hw_results_cables_wait (self->results));
  g_assert_true (hw_results_phase_series_waits (self->results));
}

static void
test_random (Build *self, gconstpointer data)
{
  assert_all_wait (self);
  for (int round = 0; round < ROUNDS; round++)
    {
      for (int i = 0; i < STEPS; i++)
        {
          step (self);
          pass (self);
        }
      come_to_rest (self);
      assert_as_made_anew (self);
    }
}

/* A window is closed while threads are at work: their ends meet nobody. */
static void
test_closed (Build *self, gconstpointer data)
{
  for (int i = 0; i < 8; i++)
    {
      hw_design_begin (self->design, "Edit");
      edit (self->design);
      hw_design_commit (self->design);
      look (self);
      for (int frames = g_test_rand_int_range (0, 30); frames > 0; frames--)
        g_main_context_iteration (NULL, FALSE);
      g_clear_object (&self->results);
      self->results = hw_results_new (self->design);
      hw_background_start (self->results);
      g_signal_connect (self->results, "changed", G_CALLBACK (changed_cb), self);
    }
  come_to_rest (self);
  assert_as_made_anew (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/background/random", Build, NULL, set_up, test_random, tear_down);
  g_test_add ("/app/background/closed", Build, NULL, set_up, test_closed, tear_down);
  return g_test_run ();
}
