/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <math.h>
#include <string.h>

static void
test_list (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 0, "plan", "--list");
  g_assert_nonnull (strstr (self->output, "nvl72"));
  g_assert_nonnull (strstr (self->output, "empty"));
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 0, "plan", "--template", "empty", "-o", "a.hallwright");
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "design.racks"), ==, 0);
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 0);
  fixture_assert (self, 0, "check", "a.hallwright");
  g_assert_cmpstr (self->output, ==, "");
}

/* The same request gives the same bytes, and they are canonical. */
static void
test_reproducible (Fixture *self, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "45", "-o", "a.hallwright");
  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "45", "-o", "-");
  first = fixture_read (self, "a.hallwright");
  g_assert_cmpstr (first, ==, self->output);
  fixture_assert (self, 0, "rewrite", "a.hallwright", "-o", "b.hallwright");
  second = fixture_read (self, "b.hallwright");
  g_assert_cmpstr (first, ==, second);
}

static void
test_gpus_make_whole_racks (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 0, "plan", "--template", "nvl72", "--gpus", "73", "-o", "a.hallwright");
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, 144);
  g_assert_cmpfloat (fixture_number (self, "design.racks"), ==, 2);
}

/* Every rack finds its place, and rows have at most twenty. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "1000", "-o", "a.hallwright");
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, 72000);
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 132e6);
  g_assert_cmpfloat (fixture_number (self, "compute.pflops.fp8.dense"), ==, 360e3);
  text = fixture_read (self, "a.hallwright");
  g_assert_nonnull (strstr (text, "name=\"AX20\""));
  g_assert_null (strstr (text, "name=\"A21\""));
  fixture_assert (self, 0, "check", "a.hallwright");
}

/* NVIDIA's published component counts: DGX SuperPOD reference architectures for B200 (tables of the
 * fabric, and of the form with UFM, whose figures are those of the H100 too), B300 with Spectrum-X,
 * and B300 with Quantum-X800. */
static void
test_superpods (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *template, *su;
    double gpus, leaf, spine, core, node_leaf, leaf_spine, spine_core;
  } rows[] = {
    { "superpod-b200", "2", 512, 16, 8, 0, 512, 512, 0 },
    { "superpod-b200", "4", 1024, 32, 16, 0, 1024, 1024, 0 },
    { "superpod-b200", "8", 2048, 64, 32, 0, 2048, 2048, 0 },
    { "superpod-b200", "16", 4096, 128, 128, 64, 4096, 4096, 4096 },
    { "superpod-b200", "32", 8192, 256, 256, 128, 8192, 8192, 8192 },
    { "superpod-b200", "64", 16384, 512, 512, 256, 16384, 16384, 16384 },
    { "superpod-b200-ufm", "1", 248, 8, 4, 0, 252, 256, 0 },
    { "superpod-b200-ufm", "2", 504, 16, 8, 0, 508, 512, 0 },
    { "superpod-h100", "1", 248, 8, 4, 0, 252, 256, 0 },
    { "superpod-h100", "2", 504, 16, 8, 0, 508, 512, 0 },
    { "superpod-h100", "3", 760, 24, 16, 0, 764, 768, 0 },
    { "superpod-h100", "4", 1016, 32, 16, 0, 1020, 1024, 0 },
    { "superpod-b300", "1", 512, 16, 8, 0, 512, 512, 0 },
    { "superpod-b300", "2", 1024, 32, 16, 0, 1024, 1024, 0 },
    { "superpod-b300", "4", 2048, 64, 32, 0, 2048, 2048, 0 },
    { "superpod-b300", "8", 4096, 128, 64, 0, 4096, 4096, 0 },
    { "superpod-b300", "16", 8192, 256, 128, 0, 8192, 8192, 0 },
    { "superpod-b300-xdr", "1", 576, 8, 4, 0, 576, 576, 0 },
    { "superpod-b300-xdr", "2", 1152, 16, 8, 0, 1152, 1152, 0 },
    { "superpod-b300-xdr", "4", 2304, 32, 18, 0, 2304, 2304, 0 },
    { "superpod-b300-xdr", "8", 4608, 64, 36, 0, 4608, 4608, 0 },
    /* The table has 9 216 GPUs here, which contradicts its 1 296 nodes and 10 368 cables. */
    { "superpod-b300-xdr", "18", 10368, 144, 72, 0, 10368, 10368, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %s", rows[i].template, rows[i].su);
      fixture_assert (self,
                      0,
                      "plan",
                      "--template",
                      rows[i].template,
                      "--su",
                      rows[i].su,
                      "-o",
                      "a.hallwright");
      fixture_assert (self, 0, "totals", "a.hallwright", "--json");
      g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, rows[i].gpus);
      g_assert_cmpfloat (fixture_number (self, "fabrics.0.switches.leaf"), ==, rows[i].leaf);
      g_assert_cmpfloat (fixture_number (self, "fabrics.0.switches.spine"), ==, rows[i].spine);
      g_assert_cmpfloat (fixture_number (self, "fabrics.0.switches.core"), ==, rows[i].core);
      g_assert_cmpfloat (
          fixture_number (self, "fabrics.0.cables.node_leaf"), ==, rows[i].node_leaf);
      g_assert_cmpfloat (
          fixture_number (self, "fabrics.0.cables.leaf_spine"), ==, rows[i].leaf_spine);
      g_assert_cmpfloat (
          fixture_number (self, "fabrics.0.cables.spine_core"), ==, rows[i].spine_core);
      /* Everything that the fabric needs stands in a rack. */
      g_assert_nonnull (strstr (self->output, "\"to_place\": []"));
      fixture_assert (self, 0, "check", "a.hallwright");
    }
}

/* The index in the totals of the only fabric of a kind. */
static guint
fabric_of (Fixture *self, const char *kind)
{
  JsonArray *fabrics = json_object_get_array_member (fixture_object (self), "fabrics");
  guint found = json_array_get_length (fabrics);

  for (guint i = 0; i < json_array_get_length (fabrics); i++)
    if (strcmp (json_object_get_string_member (json_array_get_object_element (fabrics, i), "kind"),
                kind)
        == 0)
      {
        g_assert_cmpuint (found, ==, json_array_get_length (fabrics));
        found = i;
      }
  g_assert_cmpuint (found, <, json_array_get_length (fabrics));
  return found;
}

static double
figure_of (Fixture *self, const char *kind, const char *key)
{
  g_autofree char *path = g_strdup_printf ("fabrics.%u.%s", fabric_of (self, kind), key);

  return fixture_number (self, path);
}

/* By the rules, NVIDIA publishes no counts that could be read. Storage: two ports a node, a place
 * for every two ports that storage keeps, which is a port for four nodes; units of as many as half
 * a leaf's ports, with two leaves; as many spines as divide a leaf's uplinks, and two at least. The
 * SN4600C with 3:1 has 48 ports down and 16 up. */
static void
test_networks (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *template, *su;
    double nodes, storage_leaf, storage_spine, storage_up, in_band_leaf, in_band_spine;
  } rows[] = {
    /* 32 + 4 places in units of 32. */
    { "superpod-b200", "1", 32, 4, 2, 128, 2, 2 },
    /* 128 + 16 places: 5 units; 320 links to 64 ports a spine, of which 8 divide 32. In-band 128
     * nodes, 3 servers of management and the top-of-rack switches: 3 units. */
    { "superpod-b200", "4", 128, 10, 8, 320, 6, 2 },
    { "superpod-h100", "1", 31, 4, 2, 128, 2, 2 },
    /* SN5600 with 128 ports of 400 Gb/s: 64 + 8 places in units of 64. */
    { "superpod-b300", "1", 64, 4, 2, 256, 4, 2 },
    { "superpod-b300-xdr", "1", 72, 4, 2, 256, 4, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %s", rows[i].template, rows[i].su);
      fixture_assert (
          self, 0, "plan", "--template", rows[i].template, "--su", rows[i].su, "-o", "a");
      fixture_assert (self, 0, "totals", "a", "--json");
      g_assert_cmpuint (fabric_of (self, "compute"), ==, 0);
      g_assert_cmpfloat (figure_of (self, "storage", "switches.leaf"), ==, rows[i].storage_leaf);
      g_assert_cmpfloat (figure_of (self, "storage", "switches.spine"), ==, rows[i].storage_spine);
      g_assert_cmpfloat (figure_of (self, "storage", "cables.node_leaf"), ==, 2 * rows[i].nodes);
      g_assert_cmpfloat (figure_of (self, "storage", "cables.leaf_spine"), ==, rows[i].storage_up);
      g_assert_cmpfloat (figure_of (self, "storage", "oversubscription"), ==, 1);
      g_assert_cmpfloat (figure_of (self, "in-band", "switches.leaf"), ==, rows[i].in_band_leaf);
      g_assert_cmpfloat (figure_of (self, "in-band", "switches.spine"), ==, rows[i].in_band_spine);
      g_assert_cmpfloat (figure_of (self, "in-band", "oversubscription"), ==, 3);
      g_assert_cmpfloat (figure_of (self, "out-of-band", "switches.spine"), ==, 0);
      /* 48 ports of 1 Gb/s over two of 100. */
      g_assert_cmpfloat_with_epsilon (
          figure_of (self, "out-of-band", "oversubscription"), 0.24, 1e-12);
      g_assert_nonnull (strstr (self->output, "\"to_place\": []"));
    }
}

/* The out-of-band network has a port of every server and switch, but for its own; a switch
 * takes 48. In-band, top-of-rack switches have two uplinks like everything else. */
static void
test_out_of_band (Fixture *self, gconstpointer data)
{
  double devices, leaves;

  fixture_assert (self, 0, "plan", "--template", "superpod-b200", "--su", "4", "-o", "a");
  fixture_assert (self, 0, "totals", "a", "--json");
  leaves = figure_of (self, "out-of-band", "switches.leaf");
  devices = fixture_number (self, "design.devices") - leaves;
  g_assert_cmpfloat (figure_of (self, "out-of-band", "cables.node_leaf"), ==, devices);
  g_assert_cmpfloat (leaves, ==, ceil (devices / 48));
  /* 128 nodes and three servers of management. */
  g_assert_cmpfloat (figure_of (self, "in-band", "cables.node_leaf"), ==, 2 * (128 + 3 + leaves));
}

/* By the rules alone: 144 ports a rail and unit, 18 leaves of 32 for its four rails. */
static void
test_gb200 (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *domains = NULL;
  guint n_domains = 0;

  fixture_assert (self, 0, "plan", "--template", "superpod-gb200", "--gpus", "600", "-o", "a");
  fixture_assert (self, 0, "totals", "a", "--json");
  g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, 2 * 576);
  g_assert_cmpfloat (fixture_number (self, "fabrics.0.switches.leaf"), ==, 2 * 18);
  g_assert_cmpfloat (fixture_number (self, "fabrics.0.cables.node_leaf"), ==, 2 * 576);
  /* Each unit has its loop, with CDUs that carry it. */
  fixture_assert (self, 0, "check", "a");
  /* Storage goes over the in-band network: its 2 × 144 trays, management and top-of-rack switches,
   * of which each rack has brought two that share its 35 trays and shelves. */
  fixture_assert (self, 0, "totals", "a", "--json");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (fixture_object (self), "fabrics")),
      ==,
      3);
  g_assert_cmpfloat (figure_of (self, "out-of-band", "switches.leaf"), >, 2 * 16);
  g_assert_cmpfloat (figure_of (self, "in-band", "cables.node_leaf"),
                     ==,
                     2 * (2 * 144 + 3 + figure_of (self, "out-of-band", "switches.leaf")));
  /* A domain of 72 GPUs in each rack. */
  fixture_assert (self, 0, "export", "a", "-o", "n.csv", "--table", "nvlink");
  domains = fixture_read (self, "n.csv");
  for (char *at = strstr (domains, ",72,18,9,9,129.6,129.6\r\n"); at != NULL;
       at = strstr (at + 1, ",72,18,9,9,129.6,129.6\r\n"))
    n_domains++;
  g_assert_cmpuint (n_domains, ==, 2 * 8);
  text = fixture_read (self, "a");
  g_assert_nonnull (strstr (text, "not published"));
  g_assert_nonnull (strstr (text, " loop=\""));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--racks", "0", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--racks", "-1", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--racks", "1.5", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--su", "1", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--gpus", "99999999", "-o", "a");
  fixture_assert (self, 2, "plan", "--template", "nothing", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72");
  fixture_assert (self, 2, "plan", "-o", "a.hallwright");
  fixture_assert (self, 4, "plan", "--template", "nvl72", "-o", "no/a.hallwright");
  g_assert_false (fixture_has (self, "a.hallwright"));
}

/* What is published of clusters that were built, with the arithmetic beside where a source rounds:
 * Eos, 4 608 H100 in 576 systems, four a rack, FP8 4 PF sparse each; Microsoft's NDv6 GB300, 64
 * racks of 72 GPUs and 36 CPUs, 1 440 PF sparse FP4 each, 15 PF dense a GPU, 132 to 140 kW a rack,
 * 800 Gb/s a GPU without blocking; Meta's 24k, 3 072 systems of 10.2 kW, two a rack, 24.3 EF BF16.
 */
static void
test_built (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *template;
    guint node_racks;
    double gpus, node_w, node_high_w, fp4_dense, fp4_sparse, fp8_dense, fp8_sparse, bf16_dense,
        link_byte_s;
  } rows[] = {
    { "eos-h100", 144, 4608, 576 * 10.2e3, 576 * 10.2e3, 0, 0, 9120, 18240, 4560, 50e9 },
    { "azure-gb300",
      64,
      4608,
      64 * 132e3,
      64 * 140e3,
      69.1e3,
      92.2e3,
      23.0e3,
      46.1e3,
      11.5e3,
      100e9 },
    { "meta-24k", 1536, 24576, 3072 * 10.2e3, 31.35e6, 0, 0, 48.6e3, 97.2e3, 24.3e3, 50e9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strconcat (rows[i].template, ".hallwright", NULL);
      g_autofree char *example
          = g_build_filename (g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", name, NULL);
      g_autofree char *planned = NULL;
      g_autofree char *kept = NULL;
      g_auto (GStrv) lines = NULL;
      double node_w = 0;
      guint n = 0;

      fixture_assert (self, 0, "plan", "--template", rows[i].template, "-o", name);
      planned = fixture_read (self, name);
      g_assert_true (g_file_get_contents (example, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, planned);

      fixture_assert (self, 0, "totals", name, "--json");
      g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, rows[i].gpus);
#define ABOUT(path, published)                                                                     \
  if ((published) > 0)                                                                             \
  g_assert_cmpfloat_with_epsilon (fixture_number (self, path), published, 0.005 * (published))
      ABOUT ("compute.pflops.fp4.dense", rows[i].fp4_dense);
      ABOUT ("compute.pflops.fp4.sparse", rows[i].fp4_sparse);
      ABOUT ("compute.pflops.fp8.dense", rows[i].fp8_dense);
      ABOUT ("compute.pflops.fp8.sparse", rows[i].fp8_sparse);
      ABOUT ("compute.pflops.fp16.dense", rows[i].bf16_dense);
#undef ABOUT
      /* All ports of the GPUs, through the middle at full rate. */
      g_assert_cmpfloat (fixture_number (self, "fabrics.0.cables.node_leaf"), ==, rows[i].gpus);
      g_assert_cmpfloat (fixture_number (self, "fabrics.0.oversubscription"), ==, 1);
      g_assert_cmpfloat_with_epsilon (fixture_number (self, "fabrics.0.bisection_bytes_per_s"),
                                      rows[i].gpus / 2 * rows[i].link_byte_s,
                                      1e-9 * rows[i].gpus / 2 * rows[i].link_byte_s);

      /* Racks that hold compute, and what the compute of them draws. */
      fixture_assert (self, 0, "export", name, "-o", "-", "--format", "csv", "--view", "hall");
      lines = g_strsplit (self->output, "\n", 0);
      for (guint k = 0; lines[k] != NULL; k++)
        {
          g_auto (GStrv) cells = g_strsplit (lines[k], ",", 0);

          if (g_strv_length (cells) < 14 || g_ascii_strtod (cells[12], NULL) == 0)
            continue;
          n++;
          node_w += g_ascii_strtod (cells[13], NULL);
        }
      g_assert_cmpuint (n, ==, rows[i].node_racks);
      g_assert_cmpfloat (node_w, >=, rows[i].node_w);
      g_assert_cmpfloat (node_w, <=, rows[i].node_high_w);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("plan/list", test_list);
  FIXTURE_ADD ("plan/empty", test_empty);
  FIXTURE_ADD ("plan/reproducible", test_reproducible);
  FIXTURE_ADD ("plan/gpus-make-whole-racks", test_gpus_make_whole_racks);
  FIXTURE_ADD ("plan/many", test_many);
  FIXTURE_ADD ("plan/superpods", test_superpods);
  FIXTURE_ADD ("plan/networks", test_networks);
  FIXTURE_ADD ("plan/out-of-band", test_out_of_band);
  FIXTURE_ADD ("plan/superpod-gb200", test_gb200);
  FIXTURE_ADD ("plan/built", test_built);
  FIXTURE_ADD ("plan/refused", test_refused);
  return g_test_run ();
}
