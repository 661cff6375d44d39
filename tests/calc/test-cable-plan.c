/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cable-fixture.h"

/* Cables of a design along its trays. */

typedef CableFixture Hall;

/* Half a metre in each rack, up from the middle of the server (5 units of 44.45 mm) and of the
 * switch (19.5 of them) to the top of racks of 2 m, 0.7 m to the trays, along and across. */
#define RISE (0.5 + 2 - 0.222 + 0.7 + 0.7 + 2 - 0.867 + 0.5)
#define ALONG (10 + 0.3 + 0.3 + 4)

static const HwCablePlan *
lay (Hall *self)
{
  return hw_results_lay_cables (self->base.results);
}

static const HwCableRun *
run_of (Hall *self, guint cable)
{
  const HwCablePlanPart *part = hw_cable_plan_part (lay (self), self->fabric);

  g_assert_nonnull (part);
  g_assert_cmpuint (part->n, ==, 2);
  return hw_cabling_get_run (lay (self)->cabling, part->first + cable);
}

static void
set (Hall *self, HwTableKind table, HwHandle handle, const char *attribute, const char *value)
{
  hw_design_begin (self->base.design, "Set");
  g_assert_true (
      hw_operation_set (self->base.design, HW_REF (table, handle), attribute, value, NULL));
  hw_design_commit (self->base.design);
}

static guint
count_problems (Hall *self, const char *code)
{
  g_autoptr (GPtrArray) problems = NULL;
  guint n = 0;

  lay (self);
  problems = hw_results_problems (self->base.results);
  for (guint i = 0; i < problems->len; i++)
    n += strcmp (((const HwProblem *)problems->pdata[i])->code, code) == 0;
  return n;
}

static double
total (Hall *self, HwTotal kind)
{
  return hw_results_total (self->base.results, kind, HW_REF (HW_TABLE_DESIGN, 0)).value;
}

/* A tray above each row and one at either end; a metre of slack, and the next whole metre. */
static void
test_length (Hall *self, gconstpointer data)
{
  g_autoptr (GArray) way = NULL;

  g_assert_cmpuint (lay (self)->trays->trays->len, ==, 4);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpfloat_with_epsilon (run_of (self, i)->way_m, RISE + ALONG, 2e-3);
      g_assert_cmpfloat (run_of (self, i)->length_m, ==, ceil (RISE + ALONG + 1));
    }
  way = hw_cable_plan_way (lay (self), self->fabric, 0);
  /* From the server along its row, across, and along the other row to the switch. */
  g_assert_cmpuint (way->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (
        hw_tray_plan_origin (lay (self)->trays, g_array_index (way, HwTraySegment, i).tray)->row,
        ==,
        i == 0   ? self->base.row
        : i == 1 ? 0
                 : self->second_row);
  set (self, HW_TABLE_FABRIC, self->fabric, "slack-mm", "3500");
  g_assert_cmpfloat (run_of (self, 0)->length_m, ==, ceil (RISE + ALONG + 3.5));
  set (self, HW_TABLE_HALL, self->base.hall, "tray-height-mm", "3700");
  g_assert_cmpfloat_with_epsilon (run_of (self, 0)->way_m, RISE + ALONG + 2, 2e-3);
}

/* Both ports of the server are in one cage of the switch: two fibres of 21 m, a transceiver at each
 * port and one in the switch. The switch's expected power has none, its nameplate has. */
static void
test_totals (Hall *self, gconstpointer data)
{
  double metres = ceil (RISE + ALONG + 1);
  double price = 2 * metres * 2 + 2 * 600 + 1000;
  double capital = total (self, HW_TOTAL_CAPEX), nameplate = total (self, HW_TOTAL_IT_NAMEPLATE);
  double expected = total (self, HW_TOTAL_IT_EXPECTED);
  g_autoptr (HwExplanation) explanation = NULL;
  g_autoptr (GArray) bill = NULL;
  HwSum listed = { 0 };

  lay (self);
  g_assert_cmpfloat_with_epsilon (total (self, HW_TOTAL_CAPEX_CABLES), price, 1e-6);
  g_assert_cmpfloat_with_epsilon (total (self, HW_TOTAL_CAPEX), capital + price, 1e-6);
  g_assert_cmpfloat (total (self, HW_TOTAL_IT_NAMEPLATE), ==, nameplate);
  g_assert_cmpfloat_with_epsilon (total (self, HW_TOTAL_IT_EXPECTED), expected + 20 * 0.91, 1e-6);
  /* What hangs in trays is no mass of the floor, and the explanation says so. */
  explanation = hw_results_explain_key (self->base.results, "space.mass_kg", NULL);
  g_assert_nonnull (strstr (explanation->note, "Cables"));
  g_clear_pointer (&explanation, hw_explanation_free);
  explanation = hw_results_explain_key (self->base.results, "cost.capex.cables", NULL);
  g_assert_cmpfloat_with_epsilon (explanation->sum.value, price, 1e-6);
  g_assert_cmpuint (explanation->children->len, ==, 1);
  bill = hw_results_bill (self->base.results);
  for (guint i = 0; i < bill->len; i++)
    if (g_array_index (bill, HwBillLine, i).cabling)
      hw_sum_add_sum (&listed, &g_array_index (bill, HwBillLine, i).price);
  g_assert_cmpfloat_with_epsilon (listed.value, price, 1e-6);
}

/* Trays that a person placed: shorter ones beside those derived, or none but them. */
static void
test_placed (Hall *self, gconstpointer data)
{
  HwDesign *design = self->base.design;

  set (self, HW_TABLE_HALL, self->base.hall, "trays", "placed");
  g_assert_true (isnan (run_of (self, 0)->way_m));
  g_assert_cmpuint (lay (self)->n_wayless, ==, 2);
  g_assert_cmpuint (count_problems (self, "cable-no-way"), ==, 1);
  hw_design_begin (design, "Add trays");
  hw_operation_add_tray (design, self->base.hall, "Down", 1300, 2600, 1300, 6600, NULL);
  hw_operation_add_tray (design, self->base.hall, "Along", 1300, 6600, 11300, 6600, NULL);
  hw_design_commit (design);
  g_assert_cmpfloat_with_epsilon (run_of (self, 0)->way_m, RISE + 14, 2e-3);
  g_assert_cmpuint (count_problems (self, "cable-no-way"), ==, 0);
  hw_design_undo (design);
  g_assert_cmpuint (count_problems (self, "cable-no-way"), ==, 1);
}

/* Derived trays become objects of the design, and cables go as before. */
static void
test_keep (Hall *self, gconstpointer data)
{
  double way = run_of (self, 0)->way_m;

  hw_design_begin (self->base.design, "Keep");
  g_assert_cmpuint (hw_tray_plan_keep (self->base.design, self->base.hall), ==, 4);
  hw_design_commit (self->base.design);
  g_assert_cmpuint (hw_design_count (self->base.design, HW_TABLE_TRAY), ==, 4);
  g_assert_cmpuint (lay (self)->trays->trays->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (run_of (self, 0)->way_m, way, 1e-9);
  hw_design_undo (self->base.design);
  g_assert_cmpuint (hw_design_count (self->base.design, HW_TABLE_TRAY), ==, 0);
}

/* A placed tray stands in for that of its row, and with none of its own it comes besides. */
static void
test_stands_in (Hall *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwHandle tray;

  hw_design_begin (design, "Add a tray");
  tray = hw_operation_add_tray (design, self->base.hall, "High", 1000, 2600, 11600, 2600, NULL);
  hw_operation_set (design, HW_REF (HW_TABLE_TRAY, tray), "height-mm", "3000", NULL);
  hw_operation_set (
      design,
      HW_REF (HW_TABLE_TRAY, tray),
      "row",
      hw_design_id_text (design, HW_REF (HW_TABLE_ROW, self->base.row), (char[HW_ID_SIZE]){ 0 }),
      NULL);
  hw_design_commit (design);
  g_assert_cmpuint (lay (self)->trays->trays->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    if (hw_tray_plan_origin (lay (self)->trays, i)->row == self->base.row)
      {
        g_assert_cmpuint (hw_tray_plan_origin (lay (self)->trays, i)->placed, ==, tray);
        g_assert_cmpint (hw_tray_plan_get (lay (self)->trays, i)->height_mm, ==, 3000);
      }
  set (self, HW_TABLE_TRAY, tray, "row", NULL);
  g_assert_cmpuint (lay (self)->trays->trays->len, ==, 5);
}

/* Two fibres of 3 mm take 14.1 mm² of 500. */
static void
test_overfull (Hall *self, gconstpointer data)
{
  g_assert_cmpuint (count_problems (self, "tray-overfull"), ==, 0);
  set (self, HW_TABLE_HALL, self->base.hall, "tray-width-mm", "50");
  set (self, HW_TABLE_HALL, self->base.hall, "tray-depth-mm", "10");
  set (self, HW_TABLE_HALL, self->base.hall, "tray-fill", "0.02");
  for (guint i = 0; i < 4; i++)
    if (hw_tray_plan_origin (lay (self)->trays, i)->row == self->base.row)
      g_assert_cmpfloat_with_epsilon (
          hw_cable_plan_load (lay (self), i).fill, 2 * G_PI / 4 * 9 / 500, 1e-9);
  g_assert_cmpuint (count_problems (self, "tray-overfull"), ==, 2);
  hw_design_undo (self->base.design);
  g_assert_cmpuint (count_problems (self, "tray-overfull"), ==, 0);
}

/* Steps of 150 mm up to 900 mm, then layers. */
static void
test_widths (Hall *self, gconstpointer data)
{
  static const struct
  {
    double area_m2;
    gint32 width_mm;
    guint layers;
  } cases[] = {
    { 0.015, 300, 1 }, { 0.0151, 450, 1 }, { 0.045, 900, 1 }, { 0.046, 900, 2 }, { 0.2, 900, 5 }
  };

  /* Half of 100 mm in depth. */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwTrayPlan) plan = hw_tray_plan_new (self->base.design, NULL);

      g_assert_cmpint (hw_tray_plan_widen (plan, 0, cases[i].area_m2), ==, cases[i].width_mm > 300);
      g_assert_cmpint (hw_tray_plan_get (plan, 0)->width_mm, ==, cases[i].width_mm);
      g_assert_cmpuint (hw_tray_plan_origin (plan, 0)->layers, ==, cases[i].layers);
      g_assert_cmpint (hw_tray_plan_get (plan, 0)->depth_mm, ==, 100 * cases[i].layers);
    }
}

/* An edit leaves the totals as they were until the cables are laid again; a preview does not even
 * ask for that. */
static void
test_lazy (Hall *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwRef rack = HW_REF (HW_TABLE_RACK, self->switch_rack);
  double before;

  g_assert_true (hw_results_cables_wait (self->base.results));
  lay (self);
  before = total (self, HW_TOTAL_CAPEX_CABLES);
  hw_design_preview_begin (design);
  hw_operation_remove (design, &rack, 1, NULL);
  hw_design_preview_show (design);
  g_assert_nonnull (hw_results_cables (self->base.results));
  hw_design_preview_end (design);
  g_assert_nonnull (hw_results_cables (self->base.results));
  hw_design_begin (design, "Remove");
  hw_operation_remove (design, &rack, 1, NULL);
  hw_design_commit (design);
  g_assert_null (hw_results_cables (self->base.results));
  g_assert_true (hw_results_cables_wait (self->base.results));
  g_assert_cmpfloat (total (self, HW_TOTAL_CAPEX_CABLES), ==, before);
  g_assert_cmpuint (lay (self)->n_waiting, ==, 2);
  g_assert_cmpuint (lay (self)->n_wayless, ==, 0);
  g_assert_cmpfloat (total (self, HW_TOTAL_CAPEX_CABLES), ==, 0);
  hw_design_undo (design);
  lay (self);
  g_assert_cmpfloat (total (self, HW_TOTAL_CAPEX_CABLES), ==, before);
}

static gpointer
run_cb (gpointer laying)
{
  hw_cable_laying_run (laying);
  return NULL;
}

/* What another thread has laid is taken as if it had been laid at once, but not where the design
 * has moved on since. */
static void
test_in_thread (Hall *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwRef rack = HW_REF (HW_TABLE_RACK, self->switch_rack);
  g_autoptr (HwCableLaying) early = NULL;
  g_autoptr (HwCableLaying) late = NULL;
  double before;

  lay (self);
  before = total (self, HW_TOTAL_CAPEX_CABLES);
  g_assert_cmpfloat (before, >, 0);
  set (self, HW_TABLE_HALL, self->base.hall, "tray-height-mm", "2700");
  early = hw_results_begin_cables (self->base.results);
  hw_design_begin (design, "Remove");
  hw_operation_remove (design, &rack, 1, NULL);
  hw_design_commit (design);
  g_thread_join (g_thread_new ("lay", run_cb, early));
  g_assert_false (hw_results_take_cables (self->base.results, early));
  g_assert_null (hw_results_cables (self->base.results));
  hw_design_undo (design);
  late = hw_results_begin_cables (self->base.results);
  g_thread_join (g_thread_new ("lay", run_cb, late));
  g_assert_true (hw_results_take_cables (self->base.results, late));
  g_assert_false (hw_results_cables_wait (self->base.results));
  g_assert_cmpfloat_with_epsilon (run_of (self, 0)->way_m, ALONG + RISE, 2e-3);
  g_assert_cmpfloat (total (self, HW_TOTAL_CAPEX_CABLES), >=, before);
}

/* Halls are rooms of their own: no tray leads from one to another. */
static void
test_halls (Hall *self, gconstpointer data)
{
  HwDesign *design = self->base.design;

  hw_design_begin (design, "Add a hall");
  hw_operation_add_hall (design, "Other", 30000, 10000);
  hw_design_commit (design);
  g_assert_cmpuint (lay (self)->n_wayless, ==, 0);
  g_assert_nonnull (strstr (hw_tray_plan_origin (lay (self)->trays, 0)->name, " / "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/cable-plan/" path,                                                            \
              Hall,                                                                                \
              NULL,                                                                                \
              cable_fixture_set_up,                                                                \
              function,                                                                            \
              cable_fixture_tear_down)
  ADD ("length", test_length);
  ADD ("totals", test_totals);
  ADD ("placed", test_placed);
  ADD ("keep", test_keep);
  ADD ("stands-in", test_stands_in);
  ADD ("overfull", test_overfull);
  ADD ("widths", test_widths);
  ADD ("lazy", test_lazy);
  ADD ("in-thread", test_in_thread);
  ADD ("halls", test_halls);
  return g_test_run ();
}
