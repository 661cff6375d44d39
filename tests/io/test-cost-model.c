/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-catalogue-reader.h"
#include "hw-cost-reader.h"
#include "hw-io-error.h"

#define BEGIN                                                                                      \
  "<cost-model xmlns=\"urn:hallwright:design:1\" format=\"1.0\" interest-rate=\"0.08\">\n"

static HwCostModel *
load (const char *name)
{
  g_autofree char *dir = hw_data_dir ();
  g_autofree char *path = g_build_filename (dir, "examples", "cost", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  HwCostModel *model = hw_cost_model_read_file (file, name, &error);

  g_assert_no_error (error);
  return model;
}

static HwCostModel *
parse (const char *text, GError **error)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (text, (gssize)strlen (text), NULL);

  return hw_cost_model_read_stream (stream, "m.xml", error);
}

static double
line (const GArray *lines, guint index)
{
  return g_array_index (lines, HwCostLine, index).per_month;
}

/* As printed: 0.08, 0.13, 0.17, 0.19 USD a watt and month; the last is cut, not rounded. */
static void
test_barroso (void)
{
  static const double printed[] = { 0.08, 0.13, 0.17, 0.19 };
  g_autoptr (HwCostModel) model = load ("barroso-per-watt.xml");
  g_autoptr (GArray) lines = hw_cost_model_lines (model);

  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (printed));
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpfloat_with_epsilon (line (lines, i), printed[i], 0.01);
}

/* The published split in whole percents, and each line to the dollar. */
static void
test_hamilton (void)
{
  static const double dollars[] = { 1998103, 294869, 626211, 137461, 474208 };
  static const double percents[] = { 57, 8, 18, 4, 13 };
  g_autoptr (HwCostModel) model = load ("hamilton-2010.xml");
  g_autoptr (GArray) lines = hw_cost_model_lines (model);
  HwCostFigures figures;

  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (dollars));
  for (guint i = 0; i < lines->len; i++)
    {
      g_assert_cmpfloat (round (line (lines, i)), ==, dollars[i]);
      g_assert_cmpfloat (round (g_array_index (lines, HwCostLine, i).share * 100), ==, percents[i]);
    }
  hw_cost_model_evaluate (model, &figures);
  g_assert_cmpfloat (round (figures.per_month), ==, 3530851);
  /* "Fully burdened power": the plant and the energy. */
  g_assert_cmpfloat_with_epsilon (
      (line (lines, 2) + line (lines, 4)) / figures.per_month, 0.312, 5e-4);
}

static void
assert_cents (double money, double printed)
{
  g_assert_cmpfloat (round (money * 100), ==, round (printed * 100));
}

/* Epoch AI, model_costs_updated.csv, to the cent. */
static void
test_epoch (void)
{
  g_autoptr (HwCostModel) model = load ("epoch-llama-3.1-405b.xml");
  HwCostFigures figures;

  hw_cost_model_evaluate (model, &figures);
  g_assert_cmpfloat (figures.run.chip_hours, ==, 35094528);
  g_assert_cmpfloat_with_epsilon (figures.run.per_chip_hour, 1.63607607, 5e-9);
  assert_cents (figures.run.hardware, 57417317.44);
  assert_cents (figures.run.network, 13468259.65);
  assert_cents (figures.run.energy_kwh, 36915056.64);
  assert_cents (figures.run.energy, 2846150.87);
  assert_cents (figures.run.nominal, 73731727.95);
  assert_cents (figures.run.total, 73415549.41);
}

/* Constructed in facts/power-and-cost.md, 3.5, and worked out there. */
static void
test_unit (void)
{
  g_autoptr (HwCostModel) model = load ("nvl72-unit.xml");
  g_autoptr (GArray) lines = hw_cost_model_lines (model);
  HwCostFigures figures;
  double it;

  hw_cost_model_evaluate (model, &figures);
  it = figures.capital[HW_CAPITAL_COMPUTE] + figures.capital[HW_CAPITAL_NETWORK];
  assert_cents (it, 42849336.89);
  assert_cents (figures.capital[HW_CAPITAL_BUILDING], 15233400);
  assert_cents (line (lines, 0) + line (lines, 1), 868830.05);
  assert_cents (line (lines, 2), 145578.30);
  assert_cents (figures.running[HW_RUNNING_ENERGY], 69463.30);
  assert_cents (figures.running[HW_RUNNING_MAINTENANCE], 178538.90);
  assert_cents (figures.per_month, 1262410.55);
  g_assert_cmpfloat_with_epsilon (figures.per_gpu_hour, 3.00231, 5e-6);
  g_assert_cmpfloat_with_epsilon (figures.per_gpu_hour_sold, 3.75289, 5e-6);
  assert_cents (figures.per_pflops, 20167.62);
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *entry;
    guint line;
    const char *mentions;
  } wrong[] = {
    { "<asset name=\"a\" class=\"compute\" unit-cost=\"-1\" months=\"12\"/>", 2, "unit-cost" },
    { "\n<asset name=\"a\" class=\"compute\" unit-cost=\"1\" months=\"0\"/>", 3, "months" },
    { "<asset name=\"a\" class=\"compute\" unit-cost=\"nan\" months=\"12\"/>", 2, "nan" },
    { "<asset name=\"a\" class=\"compute\" unit-cost=\"inf\" months=\"12\"/>", 2, "inf" },
    { "<asset name=\"a\" class=\"compute\" months=\"12\"/>", 2, "unit-cost" },
    { "<asset name=\"a\" class=\"shop\" unit-cost=\"1\" months=\"12\"/>", 2, "shop" },
    { "<asset name=\"a\" unit-cost=\"1\" months=\"12\"/>", 2, "class" },
    { "<asset name=\"a\" class=\"network\" unit-cost=\"1\" months=\"1\" network-share=\"1\"/>",
      2,
      "network-share" },
    { "<asset name=\"a\" class=\"compute\" unit-cost=\"1\" months=\"12\" colour=\"red\"/>",
      2,
      "colour" },
    { "<energy name=\"e\" power-w=\"1\" electricity-price=\"-0.1\"/>", 2, "electricity-price" },
    { "<energy name=\"e\" power-w=\"1\" electricity-price=\"1\" pue=\"0.9\"/>", 2, "pue" },
    { "<gift/>", 2, "gift" },
    { "<run chips=\"1\" hours=\"1\" price-per-chip=\"1\" orders-per-year=\"0.1\" power-w=\"1\" "
      "electricity-price=\"1\" index-from=\"0\"/>",
      2,
      "index-from" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strconcat (BEGIN, wrong[i].entry, "\n</cost-model>\n", NULL);
      g_autofree char *prefix = g_strdup_printf ("m.xml:%u: ", wrong[i].line);
      g_autoptr (GError) error = NULL;
      g_autoptr (HwCostModel) model = parse (text, &error);

      g_assert_null (model);
      g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      g_assert_nonnull (strstr (error->message, wrong[i].mentions));
    }
}

static void
test_roots (void)
{
  static const char *const wrong[] = {
    "<design xmlns=\"urn:hallwright:design:1\" format=\"1.0\"/>",
    "<cost-model format=\"1.0\"/>",
    "<cost-model xmlns=\"urn:hallwright:design:1\"/>",
    "<cost-model xmlns=\"urn:hallwright:design:1\" format=\"1.0\" currency=\"dollars\"/>",
    "<cost-model xmlns=\"urn:hallwright:design:1\" format=\"1.0\" sold-utilisation=\"0\"/>",
    "<cost-model xmlns=\"urn:hallwright:design:1\" format=\"1.0\">",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwCostModel) model = parse (wrong[i], &error);

      g_assert_null (model);
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cost-model/barroso", test_barroso);
  g_test_add_func ("/cost-model/hamilton", test_hamilton);
  g_test_add_func ("/cost-model/epoch", test_epoch);
  g_test_add_func ("/cost-model/unit", test_unit);
  g_test_add_func ("/cost-model/wrong", test_wrong);
  g_test_add_func ("/cost-model/roots", test_roots);
  return g_test_run ();
}
