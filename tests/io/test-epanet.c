/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-epanet.h"
#include "hw-io-error.h"

#include <math.h>
#include <string.h>

static char *
fixture_text (const char *name, const char *suffix, gsize *n)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "epanet", file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, n, &error);
  g_assert_no_error (error);
  return text;
}

/* Whether EPANET's solution is the less exact one: it lets closed links leak, and active valves by
 * a little more than they are set to. */
static gboolean
is_rough (const HwHydraulics *solver)
{
  for (guint i = 0; i < hw_pipe_network_n_links (hw_hydraulics_get_network (solver)); i++)
    if (hw_hydraulics_status (solver, i) != HW_LINK_OPEN)
      return TRUE;
  return FALSE;
}

static void
assert_link (const HwEpanet *network, const HwHydraulics *solver, char **fields)
{
  static const double per_lps[] = { 1, 60, 3.6 };
  gboolean rough = is_rough (solver);
  double flow = g_ascii_strtod (fields[2], NULL), loss = g_ascii_strtod (fields[3], NULL);
  double velocity = g_ascii_strtod (fields[4], NULL), found;
  guint link;

  g_assert_true (hw_pipe_network_find_link (network->network, fields[1], &link));
  found
      = hw_hydraulics_flow (solver, link) / hw_epanet_m3_s (network->unit) / per_lps[network->unit];
  g_assert_cmpfloat (
      fabs (found - flow), <=, rough ? 1e-5 * fabs (flow) + 3e-5 : 1e-6 * fabs (flow) + 1e-6);
  g_assert_cmpfloat (fabs (hw_hydraulics_head_loss (solver, link) - loss), <=, rough ? 1e-3 : 1e-4);
  g_assert_cmpfloat (
      fabs (hw_hydraulics_velocity (solver, link) - velocity), <=, 1e-5 * velocity + 1e-4);
  g_assert_cmpint (strcmp (fields[5], "closed") == 0,
                   ==,
                   hw_hydraulics_status (solver, link) >= HW_LINK_STOPPED);
}

/* Against EPANET's own solutions. */
static void
test_solutions (gconstpointer name)
{
  gsize n;
  g_autofree char *text = fixture_text (name, ".inp", &n);
  g_autofree char *solution = fixture_text (name, ".csv", NULL);
  g_auto (GStrv) rows = g_strsplit (g_strstrip (solution), "\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwEpanet) network = hw_epanet_read (name, text, n, NULL, &error);
  g_autoptr (HwHydraulics) solver = NULL;
  guint n_links = 0, n_nodes = 0;

  g_assert_no_error (error);
  solver = hw_hydraulics_new (network->network, &hw_hydraulic_constants_epanet);
  g_assert_true (hw_hydraulics_solve (solver, NULL));
  for (char **row = rows; *row != NULL; row++)
    {
      g_auto (GStrv) fields = g_strsplit (*row, ",", -1);
      guint node;

      if (strcmp (fields[0], "link") == 0)
        {
          assert_link (network, solver, fields);
          n_links++;
          continue;
        }
      g_assert_true (hw_pipe_network_find_node (network->network, fields[1], &node));
      g_assert_cmpfloat (
          fabs (hw_hydraulics_head (solver, node) - g_ascii_strtod (fields[2], NULL)),
          <=,
          is_rough (solver) ? 1e-3 : 1e-4);
      n_nodes++;
    }
  g_assert_cmpuint (n_links, ==, hw_pipe_network_n_links (network->network));
  g_assert_cmpuint (n_nodes, ==, hw_pipe_network_n_nodes (network->network));
}

#define SMALL                                                                                      \
  "[JUNCTIONS]\n"                                                                                  \
  "j 0 0\n"                                                                                        \
  "[RESERVOIRS]\n"                                                                                 \
  "r 10\n"                                                                                         \
  "[PIPES]\n"                                                                                      \
  "p r j 5 40 0.045 0 Open\n"                                                                      \
  "[OPTIONS]\n"                                                                                    \
  "UNITS LPS\n"                                                                                    \
  "HEADLOSS D-W\n"

static HwEpanet *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  HwEpanet *network = hw_epanet_read ("a.inp", text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return network;
}

static void
test_reads (void)
{
  g_autoptr (HwEpanet) network = read_text (
      "[title]\nTwo lines\n of it\n\n"
      "[JUNCTIONS]\r\n j,3,0.6 ; a comment\r\n\"j 2\" 1\r\n"
      "[COORDINATES]\n j 1 2\n[ENERGY]\nGlobal Price 3\n"
      "[RESERVOIRS]\nr 10\n[TANKS]\nt 5 2 0 4 10 0\n"
      "[PIPES]\np r j 5 40 .045 CV\nq j \"j 2\" 5 40 0.045 1.5\ns t j 5. 4e1 0.045 0 closed\n"
      "[PUMPS]\nu r j HEAD c SPEED 0.9\n"
      "[VALVES]\nv j \"j 2\" 50 tcv 7 3\nw r \"j 2\" 50 FCV 60\n"
      "[CURVES]\nc 60 20\n"
      "[STATUS]\nv Open\nu 0.8\n"
      "[OPTIONS]\nUnits LPM\nHeadloss d-w\nViscosity 1\nDemand Multiplier 2\nTrials 40\n"
      "Accuracy 0.001\nSpecific Gravity 1.02\nQuality None mg/L\n"
      "[END]\nnothing is read here\n");
  const HwPipeLink *link;
  double unit = hw_epanet_m3_s (HW_EPANET_LPM);

  g_assert_cmpstr (network->title, ==, "Two lines\n of it");
  g_assert_cmpint (network->unit, ==, HW_EPANET_LPM);
  g_assert_cmpuint (network->trials, ==, 40);
  g_assert_cmpfloat (network->specific_gravity, ==, 1.02);
  g_assert_cmpfloat (fabs (unit - 1e-3 / 60), <=, 1e-9);
  g_assert_cmpfloat (
      fabs (hw_pipe_network_get_viscosity (network->network) - 1.02193344e-6), <=, 1e-14);
  g_assert_cmpfloat (
      fabs (hw_pipe_network_node (network->network, 0)->demand_m3_s - 1.2 * unit), <=, 1e-15);
  g_assert_cmpstr (hw_pipe_network_node (network->network, 1)->id, ==, "j 2");
  g_assert_cmpfloat (hw_pipe_network_node (network->network, 3)->head_m, ==, 7);
  g_assert_true (hw_pipe_network_link (network->network, 0)->check);
  g_assert_cmpfloat (hw_pipe_network_link (network->network, 0)->bore_m, ==, 0.04);
  g_assert_cmpfloat (hw_pipe_network_link (network->network, 1)->minor_loss, ==, 1.5);
  g_assert_true (hw_pipe_network_link (network->network, 2)->closed);
  g_assert_cmpfloat (hw_pipe_network_link (network->network, 3)->speed, ==, 0.8);
  /* Fully open: the loss that stands last. */
  link = hw_pipe_network_link (network->network, 4);
  g_assert_cmpint (link->kind, ==, HW_PIPE_LINK_VALVE);
  g_assert_cmpfloat (link->minor_loss, ==, 3);
  link = hw_pipe_network_link (network->network, 5);
  g_assert_cmpint (link->kind, ==, HW_PIPE_LINK_FLOW_CONTROL);
  g_assert_cmpfloat (fabs (link->set_flow_m3_s - 1e-3), <=, 1e-8);
}

/* What is written reads back as the same network, to the last digit of its solution. */
static void
test_writes (gconstpointer name)
{
  gsize n;
  g_autofree char *text = fixture_text (name, ".inp", &n);
  g_autoptr (HwEpanet) first = hw_epanet_read (name, text, n, NULL, NULL);
  g_autofree char *written
      = hw_epanet_write (first->network, NULL, first->title, first->unit, first->specific_gravity);
  g_autoptr (HwEpanet) second = read_text (written);
  g_autoptr (HwHydraulics) one = hw_hydraulics_new (first->network, &hw_hydraulic_constants_epanet);
  g_autoptr (HwHydraulics) two
      = hw_hydraulics_new (second->network, &hw_hydraulic_constants_epanet);
  guint n_links = hw_pipe_network_n_links (first->network);

  g_assert_cmpstr (first->title, ==, second->title);
  g_assert_cmpuint (n_links, ==, hw_pipe_network_n_links (second->network));
  g_assert_true (hw_hydraulics_solve (one, NULL) && hw_hydraulics_solve (two, NULL));
  for (guint i = 0; i < n_links; i++)
    {
      guint k;

      g_assert_true (hw_pipe_network_find_link (
          second->network, hw_pipe_network_link (first->network, i)->id, &k));
      g_assert_cmpfloat (
          fabs (hw_hydraulics_flow (one, i) - hw_hydraulics_flow (two, k)), <=, 1e-9);
      g_assert_cmpint (hw_hydraulics_status (one, i), ==, hw_hydraulics_status (two, k));
    }
}

/* A loop as a design has it: true SI, a viscosity to each pipe, a rack by a power law, ids that
 * EPANET does not take. What EPANET's arithmetic makes of the file differs by 0.04 % at most. */
static void
test_exports (void)
{
  g_autoptr (HwPipeNetwork) network = hw_pipe_network_new ();
  const double flow[] = { 0, 2e-3, 4e-3 }, head[] = { 24, 20, 8 };
  const double viscosities[] = { 1.348e-6, 0.966e-6 };
  guint vessel, nodes[4], curve;
  g_autoptr (HwHydraulics) ours = NULL;
  g_autoptr (HwHydraulics) theirs = NULL;
  g_autoptr (HwEpanet) read = NULL;
  g_autofree char *text = NULL;

  hw_pipe_network_set_viscosity (network, viscosities[0]);
  vessel = hw_pipe_network_add_node (
      network, &(HwPipeNode){ .id = "a vessel", .fixed = TRUE, .head_m = 15 });
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("loop/node;of a very long name/number %u", i);
      nodes[i] = hw_pipe_network_add_node (network, &(HwPipeNode){ .id = id });
    }
  curve = hw_pipe_network_add_curve (network, "a curve", 3, flow, head);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("pipe \"%u\"", i);
      hw_pipe_network_add_link (network,
                                &(HwPipeLink){ .id = id,
                                               .kind = HW_PIPE_LINK_PIPE,
                                               .from = i == 2 ? vessel : nodes[1 + i],
                                               .to = i == 2 ? nodes[0] : nodes[2 + i],
                                               .length_m = 20,
                                               .bore_m = 0.0443,
                                               .roughness_m = i == 1 ? 0 : 4.5e-5,
                                               .minor_loss = 3,
                                               .viscosity_m2_s = viscosities[i % 2] });
    }
  hw_pipe_network_add_link (network,
                            &(HwPipeLink){ .id = "pump",
                                           .kind = HW_PIPE_LINK_PUMP,
                                           .from = nodes[0],
                                           .to = nodes[1],
                                           .curve = curve,
                                           .speed = 0.9 });
  hw_pipe_network_add_link (network,
                            &(HwPipeLink){ .id = "rack",
                                           .kind = HW_PIPE_LINK_POWER,
                                           .from = nodes[3],
                                           .to = nodes[0],
                                           .coefficient = 1.3e6,
                                           .exponent = 1.8965 });
  ours = hw_hydraulics_new (network, &hw_hydraulic_constants_si);
  g_assert_true (hw_hydraulics_solve (ours, NULL));
  text = hw_epanet_write (network, ours, "[of a design]", HW_EPANET_LPM, 1.01);
  read = read_text (text);
  theirs = hw_hydraulics_new (read->network, &hw_hydraulic_constants_epanet);
  g_assert_true (hw_hydraulics_solve (theirs, NULL));
  g_assert_cmpuint (hw_pipe_network_n_links (read->network), ==, 5);
  /* Pipes stand first, then the pump, then the rack. */
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat (fabs (hw_hydraulics_flow (theirs, i) - hw_hydraulics_flow (ours, i)),
                       <=,
                       4e-4 * fabs (hw_hydraulics_flow (ours, i)) + 1e-9);
}

/* Each is refused at its line, with the word that is to be mended. */
static void
test_refuses (void)
{
  static const struct
  {
    const char *text;
    guint line;
    const char *word;
  } cases[] = {
    { "", 1, "UNITS" },
    { "j 0 0\n", 1, "section" },
    { SMALL "[GADGETS]\n", 10, "[GADGETS]" },
    { SMALL "[RULES]\nRULE 1\n", 11, "[RULES]" },
    { SMALL "[CONTROLS]\nLINK p CLOSED AT TIME 1\n", 11, "[CONTROLS]" },
    { SMALL "[PATTERNS]\n1 1.0\n", 11, "[PATTERNS]" },
    { SMALL "[EMITTERS]\nj 1\n", 11, "[EMITTERS]" },
    { SMALL "[OPTIONS]\nUNITS GPM\n", 11, "GPM" },
    { SMALL "[OPTIONS]\nHEADLOSS H-W\n", 11, "H-W" },
    { SMALL "[OPTIONS]\nHEADLOSS C-M\n", 11, "C-M" },
    { SMALL "[OPTIONS]\nVISCOSITY nan\n", 11, "nan" },
    { SMALL "[OPTIONS]\nVISCOSITY -1\n", 11, "viscosity" },
    { SMALL "[OPTIONS]\nACCURACY 0\n", 11, "accuracy" },
    { SMALL "[OPTIONS]\nSPIN 0\n", 11, "SPIN" },
    { SMALL "[OPTIONS]\nDEMAND MODEL PDA\n", 11, "DDA" },
    { SMALL "[JUNCTIONS]\nj 0 0\n", 11, "“j”" },
    { SMALL "[JUNCTIONS]\nk 0 0\n", 11, "“k”" },
    { SMALL "[JUNCTIONS]\nk 0 0 daily\n", 11, "daily" },
    { SMALL "[JUNCTIONS]\nan-id-that-is-longer-than-thirty-one 0 0\n", 11, "31" },
    { SMALL "[PIPES]\np r j 5 40 0.045\n", 11, "“p”" },
    { SMALL "[PIPES]\nq r x 5 40 0.045\n", 11, "“x”" },
    { SMALL "[PIPES]\nq r j 0 40 0.045\n", 11, "length" },
    { SMALL "[PIPES]\nq r j 5 0 0.045\n", 11, "bore" },
    { SMALL "[PIPES]\nq r j 5 0x28 0.045\n", 11, "0x28" },
    { SMALL "[PIPES]\nq r j 5 1e999 0.045\n", 11, "1e999" },
    { SMALL "[PIPES]\nq r j 5 40\n", 11, "missing" },
    { SMALL "[PIPES]\nq r j 5 40 0.045 0 Ajar\n", 11, "Ajar" },
    { SMALL "[PIPES]\nq r r 5 40 0.045\n", 11, "begins" },
    { SMALL "[VALVES]\nv r j 40 PRV 20\n", 11, "PRV" },
    { SMALL "[VALVES]\nv r j 40 PSV 20\n", 11, "PSV" },
    { SMALL "[VALVES]\nv r j 40 PBV 20\n", 11, "PBV" },
    { SMALL "[VALVES]\nv r j 40 GPV c\n", 11, "“c”" },
    { SMALL "[VALVES]\nv r j 40 TCV -3\n", 11, "loss" },
    { SMALL "[PUMPS]\nu r j POWER 3\n", 11, "POWER" },
    { SMALL "[PUMPS]\nu r j\n", 11, "curve" },
    { SMALL "[PUMPS]\nu r j HEAD c\n[CURVES]\nc 0 5\nc 1 7\nc 2 9\n", 11, "curve" },
    { SMALL "[STATUS]\nx Open\n", 11, "“x”" },
    { SMALL "[STATUS]\np Ajar\n", 11, "Ajar" },
    { SMALL "[STATUS]\np 3\n", 11, "“p”" },
    { SMALL "[JUNCTIONS]\nk 0 0\nl 0 0\n[PIPES]\nq k l 5 40 0.045\n", 11, "vessel" },
    { "[JUNCTIONS]\nj 0\nk 0\n[PIPES]\np j k 5 40 0.1\n[OPTIONS]\nUNITS LPS\nHEADLOSS D-W\n",
      2,
      "reservoir" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *start = g_strdup_printf ("a.inp:%u: ", cases[i].line);
      HwEpanet *network
          = hw_epanet_read ("a.inp", cases[i].text, strlen (cases[i].text), NULL, &error);

      g_assert_null (network);
      g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID);
      if (!g_str_has_prefix (error->message, start)
          || strstr (error->message, cases[i].word) == NULL)
        g_error ("case %u: %s", i, error->message);
    }
}

/* All that is wrong comes at once. */
static void
test_all_findings (void)
{
  static const char text[]
      = SMALL "[PIPES]\nq r x 5 40 0.045\ns y j 5 40 0.045\n[OPTIONS]\nSPIN 1\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (HwFindings) findings = NULL;

  g_assert_null (hw_epanet_read ("a.inp", text, strlen (text), &findings, &error));
  g_assert_cmpuint (hw_findings_count (findings), ==, 3);
  g_assert_cmpuint (hw_findings_get (findings, 0)->line, ==, 11);
  g_assert_cmpuint (hw_findings_get (findings, 1)->line, ==, 12);
  g_assert_cmpuint (hw_findings_get (findings, 2)->line, ==, 14);
}

/* Whatever bytes come, they are read or refused, and what is read has a solution or says why not.
 */
static void
test_damaged (void)
{
  gsize n;
  g_autofree char *whole = fixture_text ("special-links", ".inp", &n);

  for (int round = 0; round < 400; round++)
    {
      g_autofree char *text = g_memdup2 (whole, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (HwEpanet) network = NULL;
      g_autoptr (HwHydraulics) solver = NULL;
      HwHydraulicReport report;

      for (int i = g_test_rand_int_range (1, 6); i > 0; i--)
        text[g_test_rand_int_range (0, (gint32)n)] = (char)g_test_rand_int_range (0, 256);
      network = hw_epanet_read ("a.inp", text, n, NULL, &error);
      g_assert_true ((network == NULL) == (error != NULL));
      if (network == NULL)
        continue;
      solver = hw_hydraulics_new (network->network, &hw_hydraulic_constants_epanet);
      hw_hydraulics_solve (solver, &report);
      g_assert_cmpuint (report.n_steps, <=, 200);
      for (guint i = 0; i < hw_pipe_network_n_links (network->network); i++)
        g_assert_true (isfinite (hw_hydraulics_flow (solver, i)));
      for (guint i = 0; i < hw_pipe_network_n_nodes (network->network); i++)
        g_assert_true (isfinite (hw_hydraulics_head (solver, i)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/io/epanet/single-loop", "single-loop", test_solutions);
  g_test_add_data_func ("/io/epanet/two-cdus", "two-cdus", test_solutions);
  g_test_add_data_func ("/io/epanet/special-links", "special-links", test_solutions);
  g_test_add_data_func ("/io/epanet/closed-racks", "closed-racks", test_solutions);
  g_test_add_data_func ("/io/epanet/mesh", "mesh", test_solutions);
  g_test_add_func ("/io/epanet/reads", test_reads);
  g_test_add_data_func ("/io/epanet/writes-loop", "two-cdus", test_writes);
  g_test_add_data_func ("/io/epanet/writes-special-links", "special-links", test_writes);
  g_test_add_func ("/io/epanet/exports-a-design", test_exports);
  g_test_add_func ("/io/epanet/refuses-by-name-and-line", test_refuses);
  g_test_add_func ("/io/epanet/all-findings-at-once", test_all_findings);
  g_test_add_func ("/io/epanet/damaged-files", test_damaged);
  return g_test_run ();
}
