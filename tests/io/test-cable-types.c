/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cable-types.h"
#include "hw-catalogue-reader.h"
#include "hw-operations.h"

/* One link of a rack, or between racks of a row, cabled with what the catalogue has. */
static const HwCableType *
choose (GArray *types, double way_m, guint8 ports_a, guint8 ports_b, double bit_s)
{
  static const HwCableType *chosen;
  /* All heights are zero: the way is along the tray, and nothing is added to it. */
  HwTray tray = { 0, 0, 3000000, 0, 0, 300, 100, NAN, NAN };
  HwTrayDrop drops[] = { { 0, 0, 0 }, { (gint32)lround (way_m * 1000), 0, 0 } };
  HwCableLink link = { { { 0, 0, 1, ports_a }, { 1, 0, 2, ports_b } }, bit_s };
  HwCablingRule rule = { 0, 0, 1 };
  g_autoptr (HwCabling) cabling = hw_cabling_new (
      &tray, 1, drops, 2, &link, 1, (const HwCableType *)(gpointer)types->data, types->len, &rule);
  gint type = hw_cabling_get_run (cabling, 0)->type;

  chosen = type >= 0 ? &g_array_index (types, HwCableType, type) : NULL;
  return chosen;
}

/* Makers' reaches: passive copper to 2 m between switches, split to 3 m, active to 5 m, multimode
 * to 50 m, single mode to 100 m to an adapter and 500 m between switches. */
static void
test_reaches (void)
{
  static const struct
  {
    double way_m;
    guint8 ports_a, ports_b;
    double bit_s;
    const char *cable, *twin, *single;
  } cases[] = {
    { 0.4, 2, 2, 400e9, "mcp4y10-0.5m", NULL, NULL },
    { 1.2, 2, 2, 400e9, "mcp4y10-1.5m", NULL, NULL },
    { 2.5, 2, 2, 400e9, "mca4j80-3m", NULL, NULL },
    { 2.5, 2, 1, 400e9, "mcp7y00-3m", NULL, NULL },
    { 5, 2, 2, 400e9, "mca4j80-5m", NULL, NULL },
    { 5, 2, 1, 400e9, "fibre-om4-mpo12", "mma4z00-ns", "mma4z00-ns400" },
    { 50, 2, 2, 400e9, "fibre-om4-mpo12", "mma4z00-ns", "mma4z00-ns400" },
    { 51, 2, 1, 400e9, "fibre-os2-mpo12", "mms4x00-ns", "mms4x00-ns400" },
    { 101, 2, 2, 400e9, "fibre-os2-mpo12", "mms4x00-nm", NULL },
    { 101, 2, 1, 400e9, NULL, NULL, NULL },
    { 501, 2, 2, 400e9, NULL, NULL, NULL },
    /* XDR has no passive copper and no multimode. */
    { 0.5, 2, 2, 800e9, "mca4k50-1m", NULL, NULL },
    { 4, 2, 2, 800e9, "fibre-os2-mpo12", "mms4a00", "generic-xdr-adapter-transceiver" },
    { 10, 2, 2, 200e9, NULL, NULL, NULL },
    /* 100 Gb/s between ports of cages of their own: copper to 3 m, then optical cables to 100 m. */
    { 3, 1, 1, 100e9, "generic-100g-copper-3m", NULL, NULL },
    { 4, 1, 1, 100e9, "generic-100g-optical-5m", NULL, NULL },
    { 100, 1, 1, 100e9, "generic-100g-optical-100m", NULL, NULL },
    { 101, 1, 1, 100e9, NULL, NULL, NULL },
  };
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_load (dir, &error);
  g_autoptr (GArray) types = NULL;

  g_assert_no_error (error);
  types = hw_cable_types_from_catalogue (catalogue);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const HwCableType *type
          = choose (types, cases[i].way_m, cases[i].ports_a, cases[i].ports_b, cases[i].bit_s);

      g_test_message ("%g m", cases[i].way_m);
      g_assert_cmpstr (type != NULL ? type->id : NULL, ==, cases[i].cable);
      if (type == NULL)
        continue;
      g_assert_cmpstr (type->twin, ==, cases[i].twin);
      g_assert_cmpstr (type->single, ==, cases[i].single);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/cable-types/reaches", test_reaches);
  return g_test_run ();
}
