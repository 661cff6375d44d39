/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-reader.h"
#include "hw-io-error.h"
#include "hw-operations.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define BIT(field) (G_GUINT64_CONSTANT (1) << HW_FIELD_##field)
#define RATES                                                                                      \
  (BIT (FP4_DENSE) | BIT (FP4_SPARSE) | BIT (FP8_DENSE) | BIT (FP8_SPARSE) | BIT (INT8_DENSE)      \
   | BIT (INT8_SPARSE) | BIT (FP16_DENSE) | BIT (FP16_SPARSE) | BIT (TF32_DENSE)                   \
   | BIT (TF32_SPARSE) | BIT (FP64_DENSE) | BIT (FP64_SPARSE))
#define LOADS                                                                                      \
  (BIT (POWER_NAMEPLATE) | BIT (POWER_EXPECTED) | BIT (HEAT_LIQUID) | BIT (HEAT_AIR) | BIT (PRICE))
#define MOUNTED (BIT (RACK_UNITS) | BIT (MASS) | BIT (DEPTH))
#define STANDING (BIT (HEIGHT) | BIT (WIDTH) | BIT (DEPTH) | BIT (MASS))
#define COMPUTE (MOUNTED | BIT (GPUS) | RATES | BIT (HBM) | LOADS)
#define SWITCH (MOUNTED | BIT (PORTS) | BIT (PORT_SPEED) | LOADS)
#define CABLE (BIT (PORTS) | BIT (REACH) | BIT (PRICE))
#define COPPER (CABLE | BIT (PORT_SPEED) | BIT (DIAMETER) | BIT (POWER_NAMEPLATE))
#define TRANSCEIVER (CABLE | BIT (PORT_SPEED) | BIT (POWER_NAMEPLATE))
#define COOLER (STANDING | BIT (POWER_NAMEPLATE) | BIT (COOLING_CAPACITY) | BIT (PRICE))

#define CHAIN (STANDING | BIT (POWER_NAMEPLATE) | BIT (POWER_CAPACITY) | BIT (PRICE))

/* What data/catalogue/README.md asks of each kind, if only as unknown. */
static const guint64 required[HW_N_KINDS] = {
  [HW_KIND_SERVER] = COMPUTE,
  [HW_KIND_COMPUTE_TRAY] = COMPUTE,
  [HW_KIND_NVLINK_SWITCH] = COMPUTE,
  [HW_KIND_INFINIBAND_SWITCH] = SWITCH,
  [HW_KIND_ETHERNET_SWITCH] = SWITCH,
  [HW_KIND_MANAGEMENT] = MOUNTED | LOADS,
  [HW_KIND_STORAGE] = MOUNTED | LOADS,
  [HW_KIND_GENERIC] = MOUNTED | LOADS,
  [HW_KIND_BLANKING] = MOUNTED | LOADS,
  [HW_KIND_POWER_SHELF] = MOUNTED | LOADS | BIT (POWER_CAPACITY),
  [HW_KIND_RACK_PDU] = MOUNTED | LOADS | BIT (POWER_CAPACITY),
  [HW_KIND_CDU_RACK] = MOUNTED | BIT (POWER_NAMEPLATE) | BIT (COOLING_CAPACITY) | BIT (APPROACH)
                       | BIT (COOLANT_FLOW) | BIT (PRICE),
  [HW_KIND_CDU_ROW] = COOLER,
  [HW_KIND_SIDECAR] = COOLER,
  [HW_KIND_REAR_DOOR] = COOLER,
  [HW_KIND_CRAH] = COOLER,
  [HW_KIND_FAN_WALL] = COOLER,
  [HW_KIND_UPS] = CHAIN,
  [HW_KIND_TRANSFORMER] = CHAIN,
  [HW_KIND_GENERATOR] = CHAIN,
  [HW_KIND_SWITCHGEAR] = CHAIN,
  [HW_KIND_PDU] = CHAIN,
  [HW_KIND_RACK]
  = STANDING | BIT (CAPACITY_UNITS) | BIT (USABLE_DEPTH) | BIT (LOAD_STATIC) | BIT (PRICE),
  [HW_KIND_COPPER_CABLE] = COPPER,
  [HW_KIND_COPPER_SPLITTER] = COPPER,
  [HW_KIND_ACTIVE_COPPER_CABLE] = COPPER,
  [HW_KIND_ACTIVE_OPTICAL_CABLE] = COPPER,
  [HW_KIND_MULTIMODE_FIBRE] = CABLE | BIT (DIAMETER),
  [HW_KIND_SINGLE_MODE_FIBRE] = CABLE | BIT (DIAMETER),
  [HW_KIND_MULTIMODE_TRANSCEIVER] = TRANSCEIVER,
  [HW_KIND_SINGLE_MODE_TRANSCEIVER] = TRANSCEIVER,
  [HW_KIND_ASSEMBLY] = BIT (GPUS) | RATES | BIT (HBM) | BIT (MASS) | LOADS,
};

static HwCatalogue *
load (void)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (GError) error = NULL;
  HwCatalogue *catalogue = hw_catalogue_load (dir, &error);

  g_assert_no_error (error);
  return catalogue;
}

static void
test_loads (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();
  g_autofree char *message = NULL;

  g_assert_cmpuint (hw_catalogue_n_products (catalogue), >, 50);
  g_assert_true (hw_catalogue_check (catalogue, &message));
  g_assert_cmpfloat (
      hw_product_value (hw_catalogue_find (catalogue, "dgx-b200"), HW_FIELD_POWER_NAMEPLATE),
      ==,
      14300);
}

static void
test_required_figures (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);
      guint64 wanted = required[product->kind];

      for (guint field = HW_FIELD_COST; field < HW_N_FIELDS; field++)
        if ((product->kind == HW_KIND_PRICE_LIST) != (hw_product_figure (product, field) != NULL))
          g_error ("%s: %s", product->id, hw_field_name (field));
      if (product->mounting == HW_MOUNTING_COMPONENT && (wanted & BIT (REACH)) == 0)
        continue;
      if (product->mounting == HW_MOUNTING_SIDE)
        wanted = (wanted & ~BIT (RACK_UNITS)) | BIT (HEIGHT);
      if (product->mounting == HW_MOUNTING_FLOOR && (wanted & BIT (RACK_UNITS)) != 0)
        wanted = (wanted & ~BIT (RACK_UNITS)) | STANDING;
      for (guint field = 0; field <= HW_FIELD_PRICE; field++)
        if ((wanted >> field & 1) != 0 && hw_product_figure (product, field) == NULL)
          g_error ("%s has no %s", product->id, hw_field_name (field));
    }
}

static void
check_origin (const HwProduct *product, const HwFigure *figure)
{
  const char *name = hw_field_name (figure->field);
  gboolean assumed;

  g_test_message ("%s %s", product->id, name);
  if (figure->state == HW_FIGURE_UNKNOWN)
    {
      g_assert_nonnull (figure->reason);
      g_assert_cmpint (*figure->reason, !=, '\0');
      return;
    }
  g_assert_nonnull (figure->source);
  g_assert_cmpint (figure->basis, !=, 0);
  g_assert_cmpint (figure->confidence, !=, 0);
  assumed = strcmp (figure->source->id, "assumption") == 0;
  g_assert_cmpint (assumed, ==, figure->basis == 'A');
  if (assumed)
    g_assert_nonnull (figure->note);
}

static void
test_every_figure_has_its_origin (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);

      for (guint j = 0; j < product->figures->len; j++)
        check_origin (product, &g_array_index (product->figures, HwFigure, j));
      for (guint j = 0; j < product->allocations->len; j++)
        check_origin (product, &g_array_index (product->allocations, HwAllocation, j).figure);
    }
}

/* Where power, liquid and air are known, they add up. */
static void
test_heat_is_power (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);
      double power = hw_product_value (product, HW_FIELD_POWER_NAMEPLATE);
      double heat = hw_product_value (product, HW_FIELD_HEAT_LIQUID)
                    + hw_product_value (product, HW_FIELD_HEAT_AIR);

      g_test_message ("%s", product->id);
      if (!isnan (power) && !isnan (heat))
        g_assert_cmpfloat_with_epsilon (power, heat, 0.001);
    }
}

static guint
count_parts (const HwProduct *assembly, const char *id)
{
  guint n = strcmp (assembly->rack, id) == 0;

  for (guint i = 0; i < assembly->parts->len; i++)
    n += strcmp (g_array_index (assembly->parts, HwPart, i).product, id) == 0;
  return n;
}

/* What is left of a figure is never negative, at either end of a range. */
static void
check_allocations (const HwProduct *assembly, HwField field)
{
  const HwFigure *figure = hw_product_figure (assembly, field);
  double sum = 0, low = 0, high = 0;
  guint n = 0;

  for (guint i = 0; i < assembly->allocations->len; i++)
    {
      const HwAllocation *allocation = &g_array_index (assembly->allocations, HwAllocation, i);
      guint count = count_parts (assembly, allocation->product);

      if (allocation->figure.field != field)
        continue;
      g_assert_cmpuint (count, >, 0);
      sum += allocation->figure.value * count;
      low += allocation->figure.low * count;
      high += allocation->figure.high * count;
      n++;
    }
  if (n == 0)
    return;
  g_test_message ("%s %s: %g", assembly->id, hw_field_name (field), sum);
  g_assert_nonnull (figure);
  g_assert_cmpint (figure->state, ==, HW_FIGURE_VALUE);
  g_assert_cmpfloat (sum, <=, figure->value * (1 + 1e-9));
  g_assert_cmpfloat (low, <=, figure->low * (1 + 1e-9));
  g_assert_cmpfloat (high, <=, figure->high * (1 + 1e-9));
  if (field == HW_FIELD_GPUS || (RATES >> field & 1) != 0)
    g_assert_cmpfloat_with_epsilon (sum, figure->value, figure->value * 1e-9);
}

/* The share of @field that one part of @product carries. */
static double
allocated (const HwProduct *assembly, const char *product, HwField field)
{
  for (guint i = 0; i < assembly->allocations->len; i++)
    {
      const HwAllocation *allocation = &g_array_index (assembly->allocations, HwAllocation, i);

      if (allocation->figure.field == field && strcmp (allocation->product, product) == 0)
        return allocation->figure.value;
    }
  return 0;
}

static void
test_allocations_stay_within (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();
  guint n = 0;

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *assembly = hw_catalogue_get (catalogue, i);

      if (assembly->kind != HW_KIND_ASSEMBLY)
        continue;
      n++;
      for (guint field = 0; field < HW_FIELD_COST; field++)
        check_allocations (assembly, field);
      for (guint j = 0; j < assembly->parts->len; j++)
        {
          const char *part = g_array_index (assembly->parts, HwPart, j).product;

          g_assert_cmpfloat_with_epsilon (allocated (assembly, part, HW_FIELD_POWER_NAMEPLATE),
                                          allocated (assembly, part, HW_FIELD_HEAT_LIQUID)
                                              + allocated (assembly, part, HW_FIELD_HEAT_AIR),
                                          0.001);
        }
    }
  g_assert_cmpuint (n, >, 0);
}

/* Whatever can be placed finds a place: each assembly with all its parts. */
static void
test_assemblies_fit_their_racks (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();
  g_autoptr (HwDesign) design = hw_design_new ();
  HwHandle hall;
  gint32 x = 0;

  hw_design_begin (design, "test");
  hall = hw_operation_add_hall (design, "Hall", 100000, 5000);
  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);
      g_autoptr (GError) error = NULL;

      if (product->kind != HW_KIND_ASSEMBLY)
        continue;
      hw_operation_add_rack (design, hall, 0, catalogue, product, NULL, x, 0, 0, &error);
      g_assert_no_error (error);
      x += 2000;
    }
  g_assert_true (hw_design_commit (design));
}

static void
test_files_name_each_other (void)
{
  g_autofree char *dir = g_dir_make_tmp ("hallwright-XXXXXX", NULL);
  g_autofree char *a = g_build_filename (dir, "a.xml", NULL);
  g_autofree char *b = g_build_filename (dir, "b.xml", NULL);
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_new ();
  g_autoptr (HwCatalogue) broken = hw_catalogue_new ();
  g_autoptr (GFile) first = g_file_new_for_path (a);
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  const HwFigure *figure;

  g_file_set_contents (a,
                       "<catalogue xmlns=\"urn:hallwright:design:1\" format=\"1.0\">\n"
                       "<product id=\"p\" name=\"P\" kind=\"generic\" mounting=\"eia\">\n"
                       "<figure name=\"mass\" value=\"2\" unit=\"kg\" source=\"s\"/></product>\n"
                       "<assembly id=\"q\" name=\"Q\" rack=\"r\"/></catalogue>",
                       -1,
                       NULL);
  g_file_set_contents (b,
                       "<catalogue xmlns=\"urn:hallwright:design:1\" format=\"1.0\">\n"
                       "<source id=\"s\" title=\"S\"/>\n"
                       "<product id=\"r\" name=\"R\" kind=\"rack\" mounting=\"eia\"/></catalogue>",
                       -1,
                       NULL);
  g_assert_true (hw_catalogue_read_dir (dir, catalogue, NULL, &error));
  g_assert_no_error (error);
  figure = hw_product_figure (hw_catalogue_find (catalogue, "p"), HW_FIELD_MASS);
  g_assert_cmpstr (figure->source->title, ==, "S");

  /* Alone the first one is not complete, and the findings say where. */
  g_assert_false (hw_catalogue_read_file (first, broken, &findings, &error));
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID);
  g_assert_cmpuint (hw_findings_count (findings), ==, 2);
  g_assert_cmpuint (hw_findings_get (findings, 0)->line, ==, 3);
  g_assert_cmpuint (hw_findings_get (findings, 1)->line, ==, 4);
  g_assert_cmpstr (hw_findings_get (findings, 0)->file, ==, a);
  g_unlink (a);
  g_unlink (b);
  g_rmdir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/catalogue/loads", test_loads);
  g_test_add_func ("/io/catalogue/required-figures", test_required_figures);
  g_test_add_func ("/io/catalogue/every-figure-has-its-origin", test_every_figure_has_its_origin);
  g_test_add_func ("/io/catalogue/heat-is-power", test_heat_is_power);
  g_test_add_func ("/io/catalogue/allocations-stay-within", test_allocations_stay_within);
  g_test_add_func ("/io/catalogue/assemblies-fit-their-racks", test_assemblies_fit_their_racks);
  g_test_add_func ("/io/catalogue/files-name-each-other", test_files_name_each_other);
  return g_test_run ();
}
