/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <string.h>

static void
plan (Fixture *self)
{
  fixture_assert (
      self, 0, "plan", "--template", "superpod-b200", "--su", "1", "-o", "a.hallwright");
}

/* The id of the fabric of a kind, as the totals say it. */
static char *
fabric_of (Fixture *self, const char *kind)
{
  JsonArray *fabrics;

  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  fabrics = json_object_get_array_member (fixture_object (self), "fabrics");
  for (guint i = 0; i < json_array_get_length (fabrics); i++)
    {
      JsonObject *fabric = json_array_get_object_element (fabrics, i);

      if (strcmp (json_object_get_string_member (fabric, "kind"), kind) == 0)
        return g_strdup (json_object_get_string_member (fabric, "id"));
    }
  g_error ("there is no fabric for %s", kind);
}

static guint
occurrences (const char *text, const char *of)
{
  guint count = 0;

  for (const char *at = strstr (text, of); at != NULL; at = strstr (at + 1, of))
    count++;
  return count;
}

static void
test_export (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name, *format, *table, *needle;
    guint count;
  } cases[] = {
    { "a.net", NULL, NULL, "\nSwitch 64 \"", 12 },
    { "a.dot", NULL, NULL, " [label=\"8\"];", 32 },
    { "a.conf", "slurm", NULL, "SwitchName=su01 Nodes=", 1 },
    { "a.topo", "ibdm", NULL, "\n    P64 -> ", 12 },
    { "roots", "roots", NULL, "0x5", 4 },
    { "cables.csv", NULL, "cables", "\r\n", 513 },
    { "p2p.csv", NULL, "point-to-point", "\r\n", 513 },
    { "ports.csv", NULL, "ports", "\r\n", 1 + 12 * 64 },
    /* Every cable is in reach of multimode optics, 50 m. */
    { "laid.csv", NULL, "cables", ",fibre-om4-mpo12,", 512 },
  };
  g_autofree char *id = NULL;

  plan (self);
  id = fabric_of (self, "compute");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      if (cases[i].format != NULL)
        fixture_assert (self,
                        0,
                        "export",
                        "a.hallwright",
                        "-o",
                        cases[i].name,
                        "--object",
                        id,
                        "--format",
                        cases[i].format);
      else if (cases[i].table != NULL)
        fixture_assert (self,
                        0,
                        "export",
                        "a.hallwright",
                        "-o",
                        cases[i].name,
                        "--object",
                        id,
                        "--table",
                        cases[i].table);
      else
        fixture_assert (self, 0, "export", "a.hallwright", "-o", cases[i].name, "--object", id);
      text = fixture_read (self, cases[i].name);
      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (occurrences (text, cases[i].needle), ==, cases[i].count);
    }
}

/* What has failed is struck out of the sheet, which says so, and left out of the netlist and of its
 * roots; schedules are of what is bought. */
static void
test_failed (Fixture *self, gconstpointer data)
{
  static const char *const refused[] = { "csv", "dot", "slurm", "ibdm" };
  g_autofree char *id = NULL;
  g_autofree char *key = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *net = NULL;
  g_autofree char *roots = NULL;

  plan (self);
  id = fabric_of (self, "compute");
  key = g_strdup_printf ("%s/switch/spine-02", id);
#define EXPORT(status, name, ...)                                                                  \
  fixture_assert (self, status, "export", "a.hallwright", "-o", name, "--object", id, __VA_ARGS__)
  EXPORT (0, "whole.svg", "--view", "fabric");
  EXPORT (0, "failed.svg", "--view", "fabric", "--fail", key);
  EXPORT (0, "a.net", "--fail", key);
  EXPORT (0, "roots", "--format", "roots", "--fail", key);
  whole = fixture_read (self, "whole.svg");
  failed = fixture_read (self, "failed.svg");
  net = fixture_read (self, "a.net");
  roots = fixture_read (self, "roots");
  g_assert_cmpstr (whole, !=, failed);
  g_assert_cmpuint (occurrences (net, "\nSwitch 64 \""), ==, 11);
  g_assert_cmpuint (occurrences (roots, "0x5"), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    EXPORT (2, "a", "--view", "fabric", "--format", refused[i], "--fail", key);
  EXPORT (2, "a.svg", "--view", "fabric", "--fail", "spine-02");
#undef EXPORT
}

/* Formats of InfiniBand are refused for Ethernet and NVLink; the others are for all. Where none is
 * named, the one for compute is meant. */
static void
test_networks (Fixture *self, gconstpointer data)
{
  static const char *const formats[] = { "net", "roots", "ibdm" };
  g_autofree char *id = NULL;
  g_autofree char *storage = NULL;
  g_autofree char *named = NULL;
  g_autofree char *unnamed = NULL;
  g_autofree char *compute = NULL;
  g_autofree char *ports = NULL;

  plan (self);
  id = fabric_of (self, "in-band");
  storage = fabric_of (self, "storage");
  compute = fabric_of (self, "compute");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      fixture_assert (
          self, 2, "export", "a.hallwright", "-o", "a", "--format", formats[i], "--object", id);
      g_assert_nonnull (strstr (self->messages, "Ethernet"));
      g_assert_false (fixture_has (self, "a"));
      fixture_assert (self,
                      0,
                      "export",
                      "a.hallwright",
                      "-o",
                      "b",
                      "--format",
                      formats[i],
                      "--object",
                      storage);
    }
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "a.dot", "--object", id);
  fixture_assert (
      self, 0, "export", "a.hallwright", "-o", "p.csv", "--table", "ports", "--object", id);
  ports = fixture_read (self, "p.csv");
  g_assert_nonnull (strstr (ports, ",inband0\r\n"));
  g_assert_null (strstr (ports, "mlx5"));
  fixture_write (self, "dump.net", "");
  fixture_assert (self, 2, "conform", "a.hallwright", "dump.net", "--object", id);
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "n.dot", "--object", "nvlink");

  fixture_assert (self, 0, "export", "a.hallwright", "-o", "named.net", "--object", compute);
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "unnamed.net");
  named = fixture_read (self, "named.net");
  unnamed = fixture_read (self, "unnamed.net");
  g_assert_cmpstr (named, ==, unnamed);

  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "2", "-o", "b.hallwright");
  fixture_assert (self, 0, "export", "b.hallwright", "-o", "n.dot", "--object", "nvlink");
  fixture_assert (self, 2, "export", "b.hallwright", "-o", "n.net", "--object", "nvlink");
  g_assert_false (fixture_has (self, "n.net"));
}

static char *
table (Fixture *self, const char *name)
{
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "a.csv", "--table", name);
  return fixture_read (self, "a.csv");
}

/* Sixteen racks of two servers, eight cables each, in the row of the leaves; the spines in another
 * row. */
static void
test_cabling (Fixture *self, gconstpointer data)
{
  g_autofree char *trays = NULL;
  g_autofree char *bundles = NULL;
  g_autofree char *pulls = NULL;
  g_autofree char *bill = NULL;

  plan (self);
  trays = table (self, "trays");
  /* Above each of two rows, and across at both ends. */
  g_assert_cmpuint (occurrences (trays, "\r\n"), ==, 1 + 2 + 2);
  bundles = table (self, "bundles");
  g_assert_cmpuint (occurrences (bundles, ",fibre-om4-mpo12,16,"), ==, 16);
  g_assert_cmpuint (occurrences (bundles, ",fibre-om4-mpo12,256,"), ==, 1);
  pulls = table (self, "pulls");
  g_assert_cmpuint (occurrences (pulls, "\r\nTray A,"), ==, 512);
  g_assert_cmpuint (occurrences (pulls, "\r\nTray B,"), ==, 256);
  /* Both ends of 512 cables, two to a cage, and for storage one end of 64; their other ends are
   * cages of one port. */
  bill = table (self, "bill");
  g_assert_nonnull (strstr (bill, "mma4z00-ns,MMA4Z00-NS,NVIDIA,multimode-transceiver,no,no,544,"));
  g_assert_nonnull (
      strstr (bill, "mma4z00-ns400,MMA4Z00-NS400,NVIDIA,multimode-transceiver,no,no,64,"));
  /* The out-of-band network has copper of its own. */
  g_assert_nonnull (strstr (bill, "\r\ngeneric-cat6-"));
}

/* The trays of a reference design hold its cables, however large it is. */
static void
test_trays_suffice (Fixture *self, gconstpointer data)
{
  static const char *const units[] = { "4", "16", "64" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      fixture_assert (
          self, 0, "plan", "--template", "superpod-b200", "--su", units[i], "-o", "a.hallwright");
      fixture_assert (self, 0, "check", "a.hallwright");
      g_assert_null (strstr (self->output, "tray-"));
    }
}

/* What the cables cost is a figure of its own, and one of the sum. */
static void
test_cost (Fixture *self, gconstpointer data)
{
  JsonObject *cost, *capex;
  double sum = 0, out_of_band, in_band;

  plan (self);
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  out_of_band = fixture_number (self, "fabrics.3.cables.node_leaf");
  in_band = fixture_number (self, "fabrics.2.cables.node_leaf")
            + fixture_number (self, "fabrics.2.cables.leaf_spine");
  cost = json_object_get_object_member (fixture_object (self), "cost");
  capex = json_object_get_object_member (cost, "capex");
  for (guint i = 0; i < 8; i++)
    {
      static const char *const classes[] = { "compute", "network",  "cables",       "cooling",
                                             "power",   "building", "installation", "contingency" };

      sum += json_object_get_double_member (capex, classes[i]);
    }
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (capex, "total"), sum, 1);
  /* 544 transceivers. Without a price: fibres of 512 cables for compute and 64 for storage, whose
   * servers have 64 transceivers of one port; 64 copper cables for two links each; and the cables
   * of the networks for management. */
  g_assert_cmpfloat (json_object_get_double_member (capex, "cables"), ==, 544 * 924.0);
  g_assert_cmpint (json_object_get_int_member (capex, "cables_unknown"),
                   ==,
                   512 + 64 + 64 + 64 + (gint64)(out_of_band + in_band));
}

static void
test_no_fabric (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 0, "plan", "--template", "empty", "-o", "a.hallwright");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "a.net");
  g_assert_false (fixture_has (self, "a.net"));
  plan (self);
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "a.net", "--object", "nonsense");
  g_assert_false (fixture_has (self, "a.net"));
}

/* What is exported conforms; what is missing from it, or stands elsewhere, is said. */
static void
test_conform (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) less = NULL;
  char *first;

  plan (self);
  id = fabric_of (self, "compute");
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "a.net", "--object", id);
  fixture_assert (self, 0, "conform", "a.hallwright", "a.net", "--object", id);
  g_assert_cmpstr (self->output, ==, "");

  /* Without the first adapter's end of its cable, and without the leaf's. */
  text = fixture_read (self, "a.net");
  less = g_string_new (text);
  first = strstr (less->str, "\n[1] ");
  g_string_erase (less, first - less->str, strchr (first + 1, '\n') - first);
  first = strstr (strstr (less->str, "\nSwitch "), "\n[1] ");
  g_string_erase (less, first - less->str, strchr (first + 1, '\n') - first);
  fixture_write (self, "b.net", less->str);
  fixture_assert (self, 1, "conform", "a.hallwright", "b.net", "--object", id);
  g_assert_true (g_str_has_prefix (self->output, "missing: "));
  g_assert_cmpuint (occurrences (self->output, "\n"), ==, 1);
  fixture_assert (self, 1, "conform", "a.hallwright", "b.net", "--object", id, "--json");
  g_assert_nonnull (strstr (self->output, "\"missing\""));
}

static void
test_bad_dump (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;

  plan (self);
  id = fabric_of (self, "compute");
  fixture_write (self, "bad.net", "Switch 64 \"a\"\n[65] \"b\"[1]\n");
  fixture_assert (self, 3, "conform", "a.hallwright", "bad.net", "--object", id);
  g_assert_nonnull (strstr (self->messages, "bad.net:2: "));
  fixture_assert (self, 3, "conform", "a.hallwright", "none.net", "--object", id);
  fixture_assert (self, 2, "conform", "a.hallwright");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("fabric/export", test_export);
  FIXTURE_ADD ("fabric/failed", test_failed);
  FIXTURE_ADD ("fabric/networks", test_networks);
  FIXTURE_ADD ("fabric/cabling", test_cabling);
  FIXTURE_ADD ("fabric/trays-suffice", test_trays_suffice);
  FIXTURE_ADD ("fabric/cost", test_cost);
  FIXTURE_ADD ("fabric/no-fabric", test_no_fabric);
  FIXTURE_ADD ("fabric/conform", test_conform);
  FIXTURE_ADD ("fabric/bad-dump", test_bad_dump);
  return g_test_run ();
}
