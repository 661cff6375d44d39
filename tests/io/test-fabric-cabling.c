/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cable-types.h"
#include "hw-catalogue-reader.h"
#include "hw-fabric-cabling.h"
#include "hw-fabric-fixture.h"

/* A unit of servers along one tray, its switches in the rack at its end, cabled from the catalogue.
 */
static GArray *
needs_of (const HwFabric *fabric, guint8 member_cage_ports, HwCatalogue *catalogue)
{
  HwTray tray = { 0, 0, 20000, 0, 2500, 300, 100, NAN, NAN };
  HwCablingRule rule = { 0.1, 0.2, 1 };
  HwTrayDrop drops[17];
  guint n_nodes = hw_fabric_count_nodes (fabric), n_switches = hw_fabric_count_switches (fabric);
  g_autofree HwFabricStand *stands = g_new0 (HwFabricStand, n_nodes);
  g_autoptr (GArray) links = NULL;
  g_autoptr (GArray) types = hw_cable_types_from_catalogue (catalogue);
  g_autoptr (HwCabling) cabling = NULL;

  for (guint i = 0; i < 17; i++)
    drops[i] = (HwTrayDrop){ (gint32)i * 600, 0, 2000 };
  for (guint i = 0; i < n_nodes; i++)
    stands[i] = i < n_switches
                    ? (HwFabricStand){ 0, 1000 + (gint32)i * 45, 0 }
                    : (HwFabricStand){ 1 + (i - n_switches) / 2 % 16, 500, member_cage_ports };
  links = hw_fabric_cable_links (fabric, stands, 0);
  cabling = hw_cabling_new (&tray,
                            1,
                            drops,
                            17,
                            (const HwCableLink *)(gpointer)links->data,
                            links->len,
                            (const HwCableType *)(gpointer)types->data,
                            types->len,
                            &rule);
  return hw_cabling_needs (cabling);
}

static guint
count_of (const GArray *needs, const char *prefix)
{
  guint count = 0;

  for (guint i = 0; i < needs->len; i++)
    if (g_str_has_prefix (g_array_index (needs, HwCablingNeed, i).id, prefix))
      count += g_array_index (needs, HwCablingNeed, i).count;
  return count;
}

static HwCatalogue *
load (void)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (GError) error = NULL;
  HwCatalogue *catalogue = hw_catalogue_load (dir, &error);

  g_assert_no_error (error);
  return catalogue;
}

/* Each cage of a DGX B200 holds two rails, whose fibres part: 256 fibres, four transceivers a
 * server and sixteen a leaf. Leaf and spine of one rack take copper, a cable for two links. */
static void
test_b200 (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (GArray) needs = needs_of (fabric, 2, catalogue);

  g_assert_cmpuint (count_of (needs, "mcp4y10-"), ==, 256 / 2);
  g_assert_cmpuint (count_of (needs, "fibre-om4"), ==, 256);
  g_assert_cmpuint (count_of (needs, "mma4z00-ns"), ==, 32 * 4 + 8 * 16);
  g_assert_cmpuint (count_of (needs, "mma4z00-ns400"), ==, 0);
}

/* Cages of one port take transceivers of their own. */
static void
test_single_cages (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (GArray) needs = needs_of (fabric, 1, catalogue);

  g_assert_cmpuint (count_of (needs, "mcp4y10-"), ==, 256 / 2);
  /* The servers next to the switches are in reach of split copper. */
  g_assert_cmpuint (count_of (needs, "mcp7y00-") * 2 + count_of (needs, "fibre-om4"), ==, 256);
  g_assert_cmpuint (count_of (needs, "mma4z00-ns400"), ==, count_of (needs, "fibre-om4"));
}

/* The catalogue has nothing for half the speed: the links stay without a cable. */
static void
test_split (void)
{
  HwFabricRule rule = fabric_rule_b200 ();
  g_autoptr (HwCatalogue) catalogue = load ();
  g_autoptr (Plan) plan = NULL;
  g_autoptr (HwFabric) fabric = NULL;
  g_autoptr (GArray) needs = NULL;

  rule.split = 2;
  plan = plan_new (rule, 64);
  fabric = plan_derive (plan);
  needs = needs_of (fabric, 1, catalogue);
  g_assert_cmpuint (count_of (needs, "mcp4y10-"), ==, 256 / 2);
  g_assert_cmpuint (count_of (needs, "fibre-"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/fabric-cabling/b200", test_b200);
  g_test_add_func ("/io/fabric-cabling/single-cages", test_single_cages);
  g_test_add_func ("/io/fabric-cabling/split", test_split);
  return g_test_run ();
}
