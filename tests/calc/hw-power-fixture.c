/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-fixture.h"

#include <string.h>

#include "hw-edit.h"

static HwProduct *
stand (HwCatalogue *catalogue, const char *id, HwProductKind kind, HwMounting mounting)
{
  HwProduct *product = hw_product_new (id, id, kind, mounting);

  figure_value (product, HW_FIELD_WIDTH, kind == HW_KIND_RACK ? 0.6 : 0.9);
  figure_value (product, HW_FIELD_DEPTH, 1.2);
  figure_value (product, HW_FIELD_HEIGHT, 2.2);
  figure_value (product, HW_FIELD_MASS, 500);
  if (kind == HW_KIND_RACK)
    figure_value (product, HW_FIELD_CAPACITY_UNITS, 48);
  else
    figure_value (product, HW_FIELD_POWER_NAMEPLATE, 0);
  hw_catalogue_add (catalogue, product, NULL);
  return product;
}

static HwProduct *
device (
    HwCatalogue *catalogue, const char *id, HwProductKind kind, HwMounting mounting, double power_w)
{
  HwProduct *product = hw_product_new (id, id, kind, mounting);

  figure_value (product, HW_FIELD_DEPTH, 0.9);
  figure_value (product, HW_FIELD_MASS, 20);
  figure_value (product, HW_FIELD_POWER_NAMEPLATE, power_w);
  return product;
}

static void
add_server (HwCatalogue *catalogue, const char *id, double units, double power_w, double fp8)
{
  HwProduct *product = device (catalogue, id, HW_KIND_SERVER, HW_MOUNTING_EIA, power_w);

  figure_value (product, HW_FIELD_RACK_UNITS, units);
  figure_value (product, HW_FIELD_GPUS, 8);
  figure_value (product, HW_FIELD_FP8_DENSE, fp8);
  figure_value (product, HW_FIELD_PSU_COUNT, 6);
  figure_value (product, HW_FIELD_PSU_RATING, 3300);
  hw_catalogue_add (catalogue, product, NULL);
}

static void
add_shelf (HwCatalogue *catalogue)
{
  HwProduct *shelf = device (catalogue, "shelf", HW_KIND_POWER_SHELF, HW_MOUNTING_MGX, 0);

  figure_value (shelf, HW_FIELD_RACK_UNITS, 1);
  figure_value (shelf, HW_FIELD_PSU_COUNT, 6);
  figure_value (shelf, HW_FIELD_PSU_RATING, 5500);
  figure_value (shelf, HW_FIELD_POWER_CAPACITY, 33e3);
  hw_catalogue_add (catalogue, shelf, NULL);
}

static void
add_nvl (HwCatalogue *catalogue)
{
  HwProduct *tray = device (catalogue, "tray", HW_KIND_COMPUTE_TRAY, HW_MOUNTING_MGX, 6500);
  HwProduct *assembly = hw_product_new ("nvl", "nvl", HW_KIND_ASSEMBLY, HW_MOUNTING_MGX);

  figure_value (tray, HW_FIELD_RACK_UNITS, 1);
  figure_value (tray, HW_FIELD_GPUS, 72);
  figure_value (tray, HW_FIELD_FP8_DENSE, 360e15);
  hw_catalogue_add (catalogue, tray, NULL);
  assembly->rack = g_strdup ("frame");
  for (gint16 i = 0; i < 9; i++)
    {
      HwPart part = { .product = g_strdup (i == 8 ? "tray" : "shelf"),
                      .name = g_strdup_printf ("part-%d", i + 1),
                      .position = (gint16)(2 * (20 - i)),
                      .face = HW_FACE_FRONT };
      g_array_append_val (assembly->parts, part);
    }
  figure_value (assembly, HW_FIELD_GPUS, 72);
  figure_value (assembly, HW_FIELD_FP8_DENSE, 360e15);
  figure_value (assembly, HW_FIELD_POWER_NAMEPLATE, 132e3);
  figure_value (assembly, HW_FIELD_MASS, 1360);
  hw_catalogue_add (catalogue, assembly, NULL);
}

static void
add_chain_products (HwCatalogue *catalogue)
{
  HwProduct *product;

  product = stand (catalogue, "transformer", HW_KIND_TRANSFORMER, HW_MOUNTING_FLOOR);
  figure_value (product, HW_FIELD_POWER_CAPACITY, 2e6);
  figure_value (product, HW_FIELD_NO_LOAD_LOSS, 4e3);
  figure_value (product, HW_FIELD_LOAD_LOSS, 16e3);
  product = stand (catalogue, "generator", HW_KIND_GENERATOR, HW_MOUNTING_FLOOR);
  figure_value (product, HW_FIELD_POWER_CAPACITY, 3e6);
  product = stand (catalogue, "switchgear", HW_KIND_SWITCHGEAR, HW_MOUNTING_FLOOR);
  figure_value (product, HW_FIELD_POWER_CAPACITY, 4e6);
  product = stand (catalogue, "ups", HW_KIND_UPS, HW_MOUNTING_FLOOR);
  figure_value (product, HW_FIELD_POWER_CAPACITY, 1e6);
  figure_value (product, HW_FIELD_NO_LOAD_LOSS, 20e3);
  figure_value (product, HW_FIELD_LOAD_LOSS, 20e3);
  figure_value (product, HW_FIELD_AUTONOMY, 300);
  product = stand (catalogue, "floor-pdu", HW_KIND_PDU, HW_MOUNTING_FLOOR);
  figure_value (product, HW_FIELD_POWER_CAPACITY, 500e3);
}

static HwCatalogue *
make_catalogue (void)
{
  HwCatalogue *catalogue = hw_catalogue_new ();
  HwProduct *pdu = hw_product_new ("pdu", "pdu", HW_KIND_RACK_PDU, HW_MOUNTING_SIDE);
  HwProduct *leaf;

  stand (catalogue, "rack", HW_KIND_RACK, HW_MOUNTING_EIA);
  stand (catalogue, "frame", HW_KIND_RACK, HW_MOUNTING_MGX);
  add_server (catalogue, "dgx", 10, 14300, 36e15);
  add_server (catalogue, "h100", 8, 10200, 16e15);
  leaf = device (catalogue, "switch", HW_KIND_ETHERNET_SWITCH, HW_MOUNTING_EIA, 1000);
  figure_value (leaf, HW_FIELD_RACK_UNITS, 1);
  hw_catalogue_add (catalogue, leaf, NULL);
  figure_value (pdu, HW_FIELD_HEIGHT, 1.8);
  figure_value (pdu, HW_FIELD_MASS, 15);
  figure_value (pdu, HW_FIELD_POWER_NAMEPLATE, 0);
  figure_value (pdu, HW_FIELD_POWER_CAPACITY, 34.5e3);
  figure_value (pdu, HW_FIELD_INPUT_CURRENT, 60);
  hw_catalogue_add (catalogue, pdu, NULL);
  add_shelf (catalogue);
  add_nvl (catalogue);
  add_chain_products (catalogue);
  return catalogue;
}

void
power_set_up (Fixture *fixture, gconstpointer data)
{
  fixture_open (fixture, make_catalogue (), 100000, 60000);
}

void
power_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, power_set_up, test, fixture_tear_down);
}

const HwProduct *
power_product (Fixture *fixture, const char *id)
{
  return hw_catalogue_find (fixture->catalogue, id);
}

static guint32
take (Fixture *fixture, const char *id)
{
  return hw_catalogue_adopt (
             hw_design_get_catalogue (fixture->design), fixture->catalogue, id, NULL)
      ->number;
}

HwHandle
power_chain (Fixture *fixture, HwPowerScheme scheme)
{
  HwPowerRow row = { 0 };
  HwHandle chain;

  hw_design_begin (fixture->design, "Chain");
  hw_row_init (HW_TABLE_POWER, &row);
  row.object.name = hw_design_intern (fixture->design, "chain");
  row.scheme = (guint8)scheme;
  row.power_factor = 1;
  row.ups = take (fixture, "ups");
  row.transformer = take (fixture, "transformer");
  chain = hw_edit_insert (fixture->design, HW_TABLE_POWER, &row);
  hw_design_commit (fixture->design);
  return chain;
}

/* On the next free place from the north-west on. */
static HwHandle
stand_next (Fixture *fixture, const char *product)
{
  HwHandle rack = 0;

  for (guint place = hw_design_count (fixture->design, HW_TABLE_RACK); rack == 0; place++)
    rack = hw_operation_add_rack (fixture->design,
                                  fixture->hall,
                                  0,
                                  fixture->catalogue,
                                  power_product (fixture, product),
                                  NULL,
                                  (gint32)(1000 + 1000 * (place % 95)),
                                  (gint32)(1000 + 3000 * (place / 95)),
                                  0,
                                  NULL);
  return rack;
}

HwHandle
power_unit (Fixture *fixture, HwHandle chain, const char *product, HwSide system)
{
  HwHandle unit;
  HwRack row;

  hw_design_begin (fixture->design, "Unit");
  unit = stand_next (fixture, product);
  row = *hw_design_get_rack (fixture->design, unit);
  row.power = chain;
  row.system = (guint8)system;
  hw_edit_set (fixture->design, HW_TABLE_RACK, unit, &row);
  hw_design_commit (fixture->design);
  return unit;
}

HwHandle
power_feed (Fixture *fixture, HwHandle chain, HwSide side, double amperes)
{
  HwHandle feed;
  HwFeed row;

  hw_design_begin (fixture->design, "Feed");
  feed = hw_operation_add_feed (fixture->design, "feed", side, 415, amperes, HW_BREAKER_NEC);
  row = *hw_design_get_feed (fixture->design, feed);
  row.power = chain;
  hw_edit_set (fixture->design, HW_TABLE_FEED, feed, &row);
  hw_design_commit (fixture->design);
  return feed;
}

HwHandle
power_rack (Fixture *fixture, const char *product, HwHandle a, HwHandle b, HwHandle c)
{
  HwHandle rack;
  HwRack row;

  hw_design_begin (fixture->design, "Rack");
  rack = stand_next (fixture, product);
  row = *hw_design_get_rack (fixture->design, rack);
  row.feed_a = a;
  row.feed_b = b;
  row.feed_c = c;
  hw_edit_set (fixture->design, HW_TABLE_RACK, rack, &row);
  hw_design_commit (fixture->design);
  return rack;
}

HwHandle
power_mount (Fixture *fixture, HwHandle rack, const char *product, int unit)
{
  HwSlot slot = { .position = (gint16)(2 * (unit - 1)), .face = HW_FACE_FRONT };
  g_autoptr (GError) error = NULL;
  HwHandle mounted;

  if (strcmp (product, "pdu") == 0)
    slot = (HwSlot){ .channel = unit == 1 ? HW_CHANNEL_LEFT_REAR : HW_CHANNEL_RIGHT_REAR,
                     .height_mm = 100 };
  hw_design_begin (fixture->design, "Mount");
  mounted = hw_operation_add_device (fixture->design,
                                     rack,
                                     fixture->catalogue,
                                     power_product (fixture, product),
                                     NULL,
                                     &slot,
                                     &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return mounted;
}

const char *
power_id (Fixture *fixture, HwTableKind table, HwHandle handle)
{
  static char buffers[4][HW_ID_SIZE];
  static guint next;

  return hw_design_id_text (fixture->design, HW_REF (table, handle), buffers[next++ % 4]);
}

char *
power_key (const char *rule, const char *role, const char *object)
{
  return g_strdup_printf ("%s/%s/%s", rule, role, object);
}

void
power_override (Fixture *fixture, const char *key, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Override");
  g_assert_true (hw_operation_set_override (fixture->design, key, field, value, &error));
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
}

guint
power_problems (Fixture *fixture, const char *code, char **message)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);
  guint n = 0;

  if (message != NULL)
    *message = NULL;
  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = problems->pdata[i];

      if (strcmp (problem->code, code) != 0)
        continue;
      if (n++ == 0 && message != NULL)
        *message = g_strdup (problem->message);
    }
  return n;
}

PowerSite
power_site (Fixture *fixture, guint n)
{
  PowerSite site = { .chain = power_chain (fixture, HW_SCHEME_2N) };

  site.ups[0] = power_unit (fixture, site.chain, "ups", HW_SIDE_A);
  site.ups[1] = power_unit (fixture, site.chain, "ups", HW_SIDE_B);
  site.a = power_feed (fixture, site.chain, HW_SIDE_A, 400);
  site.b = power_feed (fixture, site.chain, HW_SIDE_B, 400);
  for (guint i = 0; i < n; i++)
    {
      site.rack = power_rack (fixture, "rack", site.a, site.b, 0);
      power_mount (fixture, site.rack, "dgx", 1);
    }
  return site;
}
