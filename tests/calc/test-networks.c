/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-calc-design.h"
#include "hw-cooling.h"
#include "hw-edit.h"
#include "hw-fabric-name.h"
#include "hw-fabric-needs.h"
#include "hw-fabric-order.h"
#include "hw-fabric-places.h"
#include "hw-fabrics.h"
#include "hw-nvlink-fabric.h"

/* The networks beside that for compute, and NVLink domains. The made-up server has two storage
 * ports of 400 Gb/s and two in-band ports of as much; "ib" has eight ports of 400 Gb/s, "eth" eight
 * of 100 Gb/s; "tor" has four of 1 Gb/s and two uplinks of 100 Gb/s. Trays are those of an NVL72.
 */

/* As wide as product_rack(). */
#define RACK_MM 600
#define TOR_PORTS 4

static HwCatalogue *
make_catalogue (void)
{
  HwProduct *server = product_with_ports ("server", HW_KIND_SERVER, 2, 2, 400e9);
  HwProduct *diskless = product_with_ports ("diskless", HW_KIND_SERVER, 2, 2, 400e9);
  HwProduct *tray = product_with_ports ("tray", HW_KIND_COMPUTE_TRAY, 1, 4, 400e9);
  HwProduct *switch_tray = product_with_ports ("switch-tray", HW_KIND_NVLINK_SWITCH, 1, 0, 0);
  HwProduct *products[] = {
    product_rack (),
    server,
    diskless,
    product_top_of_rack (TOR_PORTS),
    tray,
    switch_tray,
    product_with_ports ("ib", HW_KIND_INFINIBAND_SWITCH, 1, 8, 400e9),
    product_with_ports ("eth", HW_KIND_ETHERNET_SWITCH, 1, 8, 100e9),
  };

  figure_value (server, HW_FIELD_STORAGE_PORTS, 2);
  figure_value (server, HW_FIELD_STORAGE_SPEED, 400e9);
  figure_value (server, HW_FIELD_IN_BAND_PORTS, 2);
  figure_value (server, HW_FIELD_IN_BAND_SPEED, 400e9);
  figure_unsupported (diskless, HW_FIELD_STORAGE_PORTS);
  figure_value (tray, HW_FIELD_GPUS, 4);
  figure_value (tray, HW_FIELD_NVLINK_BANDWIDTH, 7.2e12);
  figure_value (switch_tray, HW_FIELD_NVLINK_BANDWIDTH, 14.4e12);
  return catalogue_of (products, G_N_ELEMENTS (products));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  fixture_open (self, make_catalogue (), 60000, 10000);
  hw_fabric_places_follow (self->design);
}

static HwHandle
add_rack (Fixture *self, gint32 number)
{
  HwHandle rack;

  hw_design_begin (self->design, "Add a rack");
  rack = hw_operation_add_rack (self->design,
                                self->hall,
                                self->row,
                                self->catalogue,
                                hw_catalogue_find (self->catalogue, "eia-48u-600x1200"),
                                NULL,
                                number * RACK_MM,
                                2000,
                                0,
                                NULL);
  g_assert_cmpuint (rack, !=, 0);
  hw_design_commit (self->design);
  return rack;
}

static HwHandle
mount (Fixture *self, HwHandle rack, const char *product, int unit)
{
  HwSlot slot = { (gint16)((unit - 1) * 2), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwHandle handle;

  hw_design_begin (self->design, "Add a device");
  handle = hw_operation_add_device (self->design,
                                    rack,
                                    self->catalogue,
                                    hw_catalogue_find (self->catalogue, product),
                                    NULL,
                                    &slot,
                                    NULL);
  g_assert_cmpuint (handle, !=, 0);
  hw_design_commit (self->design);
  return handle;
}

/* So many of a product, from the bottom of new racks upwards. */
static void
mount_many (Fixture *self, const char *product, guint n, int in_rack, gint32 first_rack)
{
  int units
      = (int)hw_product_value (hw_catalogue_find (self->catalogue, product), HW_FIELD_RACK_UNITS);
  HwHandle rack = 0;

  for (guint i = 0; i < n; i++)
    {
      if (i % (guint)in_rack == 0)
        rack = add_rack (self, first_rack++);
      mount (self, rack, product, (int)(i % (guint)in_rack) * units + 1);
    }
}

static HwHandle
add_fabric (Fixture *self, HwFabricUse kind, const char *product)
{
  HwFabricRow row;
  HwHandle fabric;

  hw_design_begin (self->design, "Add a fabric");
  fabric = hw_operation_add_fabric (self->design, kind, NULL);
  row = *hw_design_get_fabric (self->design, fabric);
  row.switch_product
      = hw_catalogue_adopt (hw_design_get_catalogue (self->design), self->catalogue, product, NULL)
            ->number;
  hw_edit_set (self->design, HW_TABLE_FABRIC, fabric, &row);
  hw_design_commit (self->design);
  return fabric;
}

static const HwFabricFigures *
figures (Fixture *self, HwHandle fabric)
{
  return hw_results_fabric_figures (self->results, fabric);
}

static gboolean
has_problem (Fixture *self, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (self->results);

  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((const HwProblem *)problems->pdata[i])->code, code) == 0)
      return TRUE;
  return FALSE;
}

static guint
place (Fixture *self, HwHandle fabric)
{
  HwPlacing placing;
  g_autoptr (GError) error = NULL;

  hw_design_begin (self->design, "Place");
  g_assert_true (hw_fabric_place_needs (self->design, fabric, self->catalogue, &placing, &error));
  g_assert_no_error (error);
  hw_design_commit (self->design);
  return placing.placed;
}

/* --- storage and in-band --- */

/* Every port has at most one cable, and a member's two end at two leaves. */
static void
check_pairs (const HwFabric *fabric)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);

  for (guint node = 0; node < hw_fabric_count_nodes (fabric); node++)
    {
      guint used = 0, port;
      guint ends[2] = { 0 };

      for (guint i = 1; i <= hw_fabric_count_ports (fabric, node); i++)
        {
          gint cable = hw_fabric_cable_at (fabric, node, i);

          if (cable < 0)
            continue;
          if (used < 2)
            ends[used] = hw_fabric_other_end (&cables[cable], node, &port);
          used++;
        }
      if (hw_fabric_is_switch (fabric, node))
        continue;
      g_assert_cmpuint (used, ==, 2);
      g_assert_cmpuint (ends[0], !=, ends[1]);
    }
}

/* A leaf takes four members, so a unit is four with two leaves of four uplinks each. */
static void
test_storage (Fixture *self, gconstpointer data)
{
  HwHandle fabric = add_fabric (self, HW_FABRIC_STORAGE, "ib");
  guint n = (guint)g_test_rand_int_range (1, 32);
  guint units = (n + 3) / 4;

  mount_many (self, "server", n, 10, 0);
  mount_many (self, "diskless", 2, 10, 60);
  g_test_message ("%u servers", n);
  g_assert_cmpuint (figures (self, fabric)->members, ==, n);
  g_assert_cmpuint (figures (self, fabric)->switches[HW_FABRIC_LEAF], ==, 2 * units);
  g_assert_cmpuint (figures (self, fabric)->cables[HW_FABRIC_CABLE_MEMBER], ==, 2 * n);
  if (units <= 4)
    g_assert_cmpuint (figures (self, fabric)->cables[HW_FABRIC_CABLE_SPINE], ==, 8 * units);
  /* The one unit has eight uplinks, which one spine would take: it is not to be single. */
  g_assert_cmpuint (figures (self, fabric)->switches[HW_FABRIC_SPINE], >=, 2);
  if (units == 1)
    g_assert_cmpuint (figures (self, fabric)->switches[HW_FABRIC_SPINE], ==, 2);
  check_pairs (hw_results_fabric (self->results, fabric));
  g_assert_false (has_problem (self, "fabric-speed"));
}

/* A port of 400 Gb/s runs at the 100 Gb/s of its switch, which is no fault here. */
static void
test_in_band (Fixture *self, gconstpointer data)
{
  HwHandle fabric = add_fabric (self, HW_FABRIC_IN_BAND, "eth");
  HwHandle rack;

  mount_many (self, "server", 3, 10, 0);
  rack = add_rack (self, 10);
  mount (self, rack, "tor", 40);
  g_assert_cmpuint (figures (self, fabric)->members, ==, 4);
  g_assert_cmpfloat (
      hw_fabric_get_rule (hw_results_fabric (self->results, fabric))->port_bit_s, ==, 100e9);
  check_pairs (hw_results_fabric (self->results, fabric));
  g_assert_false (has_problem (self, "fabric-speed"));
  g_assert_false (has_problem (self, "fabric-rails"));
  g_assert_cmpuint (place (self, fabric), ==, 4);
  g_assert_true (isfinite (figures (self, fabric)->bisection_byte_s));
}

/* --- out-of-band --- */

static const HwMember *
place_of (Fixture *self, HwHandle fabric, HwHandle handle)
{
  HwHandle member = hw_design_member_of (self->design, fabric, handle);

  g_assert_cmpuint (member, !=, 0);
  return hw_design_get_member (self->design, member);
}

/* The number of the unit that a switch is. */
static gint32
unit_of (Fixture *self, HwHandle fabric, HwHandle handle)
{
  const char *position = hw_design_text (self->design, place_of (self, fabric, handle)->position);

  g_assert_true (g_str_has_prefix (position, "leaf-"));
  return (gint32)g_ascii_strtoll (position + strlen ("leaf-"), NULL, 10);
}

/* The switches of a rack share its devices; those of another rack get switches of their own. */
static void
test_top_of_rack (Fixture *self, gconstpointer data)
{
  HwHandle rack = add_rack (self, 0), other = add_rack (self, 1);
  HwHandle servers[6], tors[2], far, fabric;
  guint at[2] = { 0 };

  for (int i = 0; i < 6; i++)
    servers[i] = mount (self, rack, "server", 2 * i + 1);
  far = mount (self, other, "server", 1);
  for (int i = 0; i < 2; i++)
    tors[i] = mount (self, rack, "tor", 40 + i);
  fabric = add_fabric (self, HW_FABRIC_OUT_OF_BAND, "tor");
  for (guint i = 0; i < 6; i++)
    for (guint j = 0; j < 2; j++)
      at[j] += place_of (self, fabric, servers[i])->unit == unit_of (self, fabric, tors[j]);
  g_assert_cmpuint (at[0], ==, 3);
  g_assert_cmpuint (at[1], ==, 3);
  /* Free ports of a rack that did not come as a whole are for others too. */
  g_assert_cmpuint (figures (self, fabric)->switches[HW_FABRIC_LEAF], ==, 2);
  g_assert_cmpint (place_of (self, fabric, far)->unit, <=, 2);
  g_assert_cmpuint (figures (self, fabric)->placed[HW_FABRIC_LEAF], ==, 2);
}

/* What stands stays where it is cabled, whatever comes. */
static void
test_out_of_band (Fixture *self, gconstpointer data)
{
  HwHandle fabric = add_fabric (self, HW_FABRIC_OUT_OF_BAND, "tor");
  HwHandle rack = add_rack (self, 50);
  HwHandle first = mount (self, rack, "server", 1);
  guint n = (guint)g_test_rand_int_range (8, 40);
  gint32 unit = place_of (self, fabric, first)->unit;
  gint32 slot = place_of (self, fabric, first)->slot;
  g_autoptr (GArray) needs = NULL;

  mount_many (self, "server", n, 10, 0);
  g_test_message ("%u servers", n);
  g_assert_cmpint (place_of (self, fabric, first)->unit, ==, unit);
  g_assert_cmpint (place_of (self, fabric, first)->slot, ==, slot);
  g_assert_cmpuint (figures (self, fabric)->members, ==, n + 1);
  g_assert_cmpuint (figures (self, fabric)->cables[HW_FABRIC_CABLE_MEMBER], ==, n + 1);
  g_assert_cmpuint (
      figures (self, fabric)->switches[HW_FABRIC_LEAF], ==, (n + 1 + TOR_PORTS - 1) / TOR_PORTS);
  g_assert_cmpuint (figures (self, fabric)->switches[HW_FABRIC_SPINE], ==, 0);
  /* Four ports of 1 Gb/s over two uplinks of 100. */
  g_assert_cmpfloat_with_epsilon (figures (self, fabric)->oversubscription, 4.0 / 200, 1e-12);
  g_assert_true (isnan (figures (self, fabric)->bisection_byte_s));

  /* They go into racks that hold what they serve, under names that tell the network. */
  g_assert_cmpuint (place (self, fabric), ==, (n + 1 + TOR_PORTS - 1) / TOR_PORTS);
  needs = hw_results_needs (self->results);
  g_assert_cmpuint (needs->len, ==, 0);
  for (HwHandle each = hw_design_next (self->design, HW_TABLE_DEVICE, 0); each != 0;
       each = hw_design_next (self->design, HW_TABLE_DEVICE, each))
    if (hw_design_device_product (self->design, each)->kind == HW_KIND_ETHERNET_SWITCH)
      g_assert_true (g_str_has_prefix (
          hw_design_name (self->design, HW_REF (HW_TABLE_DEVICE, each)), "oob1-leaf-"));
  g_assert_cmpuint (place (self, fabric), ==, 0);
  g_assert_cmpint (place_of (self, fabric, first)->unit, ==, unit);
}

static void
test_uplinks (Fixture *self, gconstpointer data)
{
  HwHandle fabric = add_fabric (self, HW_FABRIC_OUT_OF_BAND, "tor");
  HwHandle in_band;

  mount_many (self, "server", 4, 10, 0);
  g_assert_false (has_problem (self, "fabric-uplinks"));
  mount_many (self, "server", 4, 10, 1);
  g_assert_true (has_problem (self, "fabric-uplinks"));
  place (self, fabric);
  in_band = add_fabric (self, HW_FABRIC_IN_BAND, "eth");
  g_assert_false (has_problem (self, "fabric-uplinks"));
  /* Eight servers and two top-of-rack switches. */
  g_assert_cmpuint (figures (self, in_band)->members, ==, 10);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) order = NULL;
  HwHandle oob = add_fabric (self, HW_FABRIC_OUT_OF_BAND, "tor");
  HwHandle storage = add_fabric (self, HW_FABRIC_STORAGE, "ib");
  HwHandle compute;

  g_assert_cmpuint (hw_fabric_order_only (self->design), ==, 0);
  compute = add_fabric (self, HW_FABRIC_COMPUTE, "ib");
  g_assert_cmpuint (hw_fabric_order_only (self->design), ==, compute);
  order = hw_fabric_order (self->design);
  g_assert_cmpuint (order->len, ==, 3);
  g_assert_cmpuint (g_array_index (order, HwHandle, 0), ==, compute);
  g_assert_cmpuint (g_array_index (order, HwHandle, 1), ==, storage);
  g_assert_cmpuint (g_array_index (order, HwHandle, 2), ==, oob);
  add_fabric (self, HW_FABRIC_COMPUTE, "ib");
  g_assert_cmpuint (hw_fabric_order_only (self->design), ==, 0);
}

/* --- NVLink --- */

/* 18 trays of four GPUs with 1.8 TB/s each, nine switch trays of 14.4 TB/s. */
static void
test_nvlink (Fixture *self, gconstpointer data)
{
  HwHandle rack = add_rack (self, 0), tray = 0;
  HwNvlinkFigures all;
  const HwNvlink *nvlink;
  HwFabric *fabric;

  hw_nvlink_figures (self->results, &all);
  g_assert_cmpuint (all.domains, ==, 0);
  g_assert_null (hw_results_fabric (self->results, HW_FABRIC_NVLINK));
  for (int i = 0; i < 18; i++)
    mount (self, rack, "tray", i + 1);
  g_assert_true (has_problem (self, "nvlink-switches"));
  for (int i = 0; i < 9; i++)
    tray = mount (self, rack, "switch-tray", 30 + i);
  g_assert_false (has_problem (self, "nvlink-switches"));
  nvlink = &hw_results_rack (self->results, rack)->nvlink;
  g_assert_cmpuint (nvlink->gpus, ==, 72);
  g_assert_cmpuint (nvlink->needed, ==, 9);
  g_assert_cmpfloat_with_epsilon (hw_nvlink_byte_s (nvlink), 129.6e12, 1);

  /* Every compute tray meets every switch tray. */
  fabric = hw_results_fabric (self->results, HW_FABRIC_NVLINK);
  g_assert_cmpuint (hw_fabric_count_switches (fabric), ==, 9);
  g_assert_cmpuint (hw_fabric_count_members (fabric), ==, 18);
  g_assert_cmpuint (hw_fabric_count_level (fabric, HW_FABRIC_CABLE_MEMBER), ==, 18 * 9);
  g_assert_cmpuint (hw_results_fabric_device (self->results, HW_FABRIC_NVLINK, 8), ==, tray);

  /* The same where one has failed, and where a compute tray of four GPUs has. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *key
          = hw_results_fabric_node_key (self->results, HW_FABRIC_NVLINK, i == 0 ? 8 : 9);

      hw_results_set_failed (self->results, (const char *const[]){ key, NULL });
      hw_nvlink_figures (self->results, &all);
      g_assert_cmpuint (all.gpus, ==, i == 0 ? 72 : 68);
      g_assert_cmpfloat_with_epsilon (all.byte_s, i == 0 ? 8 * 14.4e12 : 17 * 4 * 1.8e12, 1);
      g_assert_cmpuint (all.n_short, ==, i == 0 ? 1 : 0);
    }
  hw_results_set_failed (self->results, NULL);
  hw_nvlink_figures (self->results, &all);
  g_assert_cmpfloat_with_epsilon (all.byte_s, 129.6e12, 1);

  /* Without one, a ninth of the bandwidth is gone, and its place is seen. */
  fixture_remove (self, HW_TABLE_DEVICE, tray);
  g_assert_true (has_problem (self, "nvlink-switches"));
  nvlink = &hw_results_rack (self->results, rack)->nvlink;
  g_assert_cmpfloat_with_epsilon (hw_nvlink_byte_s (nvlink), 8 * 14.4e12, 1);
  fabric = hw_results_fabric (self->results, HW_FABRIC_NVLINK);
  g_assert_cmpuint (hw_fabric_count_switches (fabric), ==, 9);
  g_assert_cmpint (hw_fabric_get_switch (fabric, 8)->device, <, 0);
  hw_nvlink_figures (self->results, &all);
  g_assert_cmpuint (all.domains, ==, 1);
  g_assert_cmpuint (all.n_short, ==, 1);
  g_assert_cmpuint (all.gpus, ==, 72);

  /* A tray in a rack without switch trays belongs to no domain. */
  rack = add_rack (self, 2);
  mount (self, rack, "tray", 1);
  hw_nvlink_figures (self->results, &all);
  g_assert_cmpuint (all.domains, ==, 1);
  g_assert_cmpuint (all.n_short, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, fixture_tear_down)
  ADD ("/networks/storage", test_storage);
  ADD ("/networks/in-band", test_in_band);
  ADD ("/networks/top-of-rack", test_top_of_rack);
  ADD ("/networks/out-of-band", test_out_of_band);
  ADD ("/networks/uplinks", test_uplinks);
  ADD ("/networks/order", test_order);
  ADD ("/networks/nvlink", test_nvlink);
#undef ADD
  return g_test_run ();
}
