/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <string.h>

static void
plan_one (Fixture *self)
{
  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "1", "-o", "a.hallwright");
}

/* Takes the first line with @part out of a.hallwright. */
static void
remove_line (Fixture *self, const char *part)
{
  g_autofree char *text = fixture_read (self, "a.hallwright");
  char *found = strstr (text, part);
  char *end = strchr (found, '\n') + 1;
  char *start = found;

  while (start > text && start[-1] != '\n')
    start--;
  memmove (start, end, strlen (end) + 1);
  fixture_write (self, "a.hallwright", text);
}

static void
test_one_rack (Fixture *self, gconstpointer data)
{
  plan_one (self);
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "compute.pflops.fp8.dense"), ==, 360);
  g_assert_cmpfloat (fixture_number (self, "compute.pflops.fp8.sparse"), ==, 720);
  g_assert_cmpfloat (fixture_number (self, "compute.pflops.fp4.dense"), ==, 720);
  g_assert_cmpfloat (fixture_number (self, "compute.pflops.fp4.sparse"), ==, 1440);
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 132000);
  g_assert_cmpfloat (fixture_number (self, "power.it_expected_w"), ==, 120000);
  g_assert_cmpfloat (fixture_number (self, "cooling.liquid_w"), ==, 115000);
  g_assert_cmpfloat (fixture_number (self, "cooling.air_w"), ==, 17000);
  g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, 72);
  g_assert_cmpfloat (fixture_number (self, "design.devices"), ==, 37);
  g_assert_cmpfloat (fixture_number (self, "space.rack_units"), ==, 48);
  g_assert_cmpfloat (fixture_number (self, "space.mass_kg"), ==, 1360);
}

/* Without one tray the rack has that tray's share less, and nothing else changes. */
static void
test_one_tray_less (Fixture *self, gconstpointer data)
{
  plan_one (self);
  remove_line (self, "product=\"gb200-compute-tray\" u=");
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "compute.pflops.fp8.dense"), ==, 340);
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 125500);
  g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, 68);
  g_assert_cmpfloat (fixture_number (self, "design.devices"), ==, 36);
  fixture_assert (self, 0, "rewrite", "a.hallwright", "-o", "a.hallwright");
}

/* Load at expected power is what cooling has to carry then. */
static void
test_expected (Fixture *self, gconstpointer data)
{
  double liquid, air;

  plan_one (self);
  fixture_assert (self, 0, "totals", "a.hallwright", "--json", "--expected");
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 132000);
  liquid = fixture_number (self, "cooling.liquid_w");
  air = fixture_number (self, "cooling.air_w");
  g_assert_cmpfloat (liquid, <, 115000);
  g_assert_cmpfloat_with_epsilon (liquid + air, 120000, 1);
}

/* Keys, their order and what is not built yet: DESIGN.md 8.2. */
static void
test_keys (Fixture *self, gconstpointer data)
{
  static const char *const keys[] = { "design", "compute", "power",    "cooling",  "fabrics",
                                      "space",  "cost",    "to_place", "problems", NULL };
  static const char *const none[] = { "facility_w", "power_ratio", "pue", NULL };
  const char *at;
  JsonObject *root, *power;

  plan_one (self);
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  at = self->output;
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("\n  \"%s\": ", keys[i]);

      at = strstr (at, line);
      g_assert_nonnull (at);
    }
  root = fixture_object (self);
  g_assert_cmpuint (json_object_get_size (root), ==, 9);
  power = json_object_get_object_member (root, "power");
  for (guint i = 0; none[i] != NULL; i++)
    g_assert_true (json_object_get_null_member (power, none[i]));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (power, "feeds")), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "fabrics")), ==, 0);
  g_assert_nonnull (strstr (self->output, "\"it_nameplate_w\": 132000,"));
}

/* A price that is known as a range has its ends beside. */
static void
test_ranges (Fixture *self, gconstpointer data)
{
  double value, low, high;

  plan_one (self);
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  value = fixture_number (self, "cost.capex.total");
  low = fixture_number (self, "cost.capex.total_low");
  high = fixture_number (self, "cost.capex.total_high");
  g_assert_cmpfloat (low, <, value);
  g_assert_cmpfloat (value, <, high);
}

/* The example hall's loop, by the numbers of its racks: 230 kW with the heat of the pumps, and 20.5
 * K between 35 and 55.5 °C ask for 167.5 L/min of PG25. */
static void
test_loops (Fixture *self, gconstpointer data)
{
  g_autofree char *example = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "first-blackwell-hall.hallwright", NULL);
  JsonObject *loop;
  double flow;

  fixture_assert (self, 0, "totals", example, "--json");
  loop = json_array_get_object_element (
      json_object_get_array_member (
          json_object_get_object_member (fixture_object (self), "cooling"), "loops"),
      0);
  flow = json_object_get_double_member (loop, "flow_lpm");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (loop, "heat_w"), 230e3, 300);
  g_assert_cmpfloat_with_epsilon (flow, 167.5, 2);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (loop, "supply_c"), 35, 1e-6);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (loop, "return_c"), 55.5, 0.2);
  g_assert_cmpfloat (json_object_get_double_member (loop, "head_pa"), >, 30e3);
  g_assert_cmpfloat (json_object_get_double_member (loop, "pump_w"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (loop, "capacity_w"), ==, 0);
  fixture_assert (self, 0, "totals", example);
  g_assert_nonnull (strstr (self->output, "TCS-1"));
}

/* The example hall's networks, by the ports of its members: 36 trays of four rails and two ports of
 * the fabric manager need a leaf a rail in each of two racks and, of 64 ports, four spines; the two
 * servers of eight ports share one switch. Nothing is left to place, and no switch stands idle. */
static void
test_example_fabrics (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    int leaf, spine, members;
  } fabrics[] = { { "compute", 8, 4, 36 * 4 + 2 }, { "compute", 1, 0, 2 * 8 } };
  g_autofree char *example = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "first-blackwell-hall.hallwright", NULL);
  JsonArray *list;

  fixture_assert (self, 0, "totals", example, "--json");
  list = json_object_get_array_member (fixture_object (self), "fabrics");
  g_assert_cmpuint (json_array_get_length (list), ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (fabrics); i++)
    {
      JsonObject *fabric = json_array_get_object_element (list, i);
      JsonObject *switches = json_object_get_object_member (fabric, "switches");
      JsonObject *cables = json_object_get_object_member (fabric, "cables");

      g_assert_cmpstr (json_object_get_string_member (fabric, "kind"), ==, fabrics[i].kind);
      g_assert_cmpint (json_object_get_int_member (switches, "leaf"), ==, fabrics[i].leaf);
      g_assert_cmpint (json_object_get_int_member (switches, "spine"), ==, fabrics[i].spine);
      g_assert_cmpint (json_object_get_int_member (cables, "node_leaf"), ==, fabrics[i].members);
    }
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (fixture_object (self), "to_place")),
      ==,
      0);
  fixture_assert (self, 0, "check", example);
  g_assert_null (strstr (self->output, "fabric-"));
  g_assert_null (strstr (self->output, "cable-"));
}

/* What fails by its key, or a CDU by its id. */
static void
test_fail (Fixture *self, gconstpointer data)
{
  static const char *const keys[]
      = { "ct4g8n2wq7x/supply-valve/rx4j7aabcsp", "rr7dkwqf25c", "ct4g8n2wq7x/pump/rr7dkwqf25c" };
  static const double heats[] = { 115e3, 0, 0 };
  g_autofree char *example = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "first-blackwell-hall.hallwright", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonObject *loop;
      fixture_assert (self, 0, "totals", example, "--json", "--fail", keys[i]);
      loop = json_array_get_object_element (
          json_object_get_array_member (
              json_object_get_object_member (fixture_object (self), "cooling"), "loops"),
          0);
      g_assert_cmpfloat_with_epsilon (
          json_object_get_double_member (loop, "heat_w"), heats[i], 300);
      g_assert_nonnull (strstr (self->output, "rack-shut"));
    }
  fixture_assert (self, 2, "totals", example, "--fail", "ct4g8n2wq7x/supply-valve/rr7dkwqf25c");
}

static void
test_text (Fixture *self, gconstpointer data)
{
  plan_one (self);
  fixture_assert (self, 0, "totals", "a.hallwright");
  g_assert_nonnull (strstr (self->output, "1 rack, 37 devices, 72 GPUs"));
  g_assert_nonnull (strstr (self->output, "360"));
  g_assert_null (strstr (self->output, " nan"));
}

static void
test_explain (Fixture *self, gconstpointer data)
{
  plan_one (self);
  fixture_assert (self, 0, "explain", "a.hallwright", "power.it_nameplate_w");
  g_assert_nonnull (strstr (self->output, "18 ×"));
  g_assert_nonnull (strstr (self->output, "https://"));
  /* What stands beside a figure is in its tree. */
  fixture_assert (self, 0, "explain", "a.hallwright", "cost.capex.total_low");
  g_assert_true (g_str_has_prefix (self->output, "Capital"));
  fixture_assert (self, 0, "explain", "a.hallwright", "cost.capex.compute_unknown");
  fixture_assert (self, 2, "explain", "a.hallwright", "power.nothing");
  fixture_assert (self, 2, "explain", "a.hallwright", "_low");
  fixture_assert (self, 2, "explain", "a.hallwright", "power.it_nameplate_w@nobody");
}

static const char crowded[]
    = "<design xmlns=\"urn:hallwright:design:1\" format=\"1.0\" name=\"Crowded\">\n"
      "<products>\n"
      "<source id=\"s\" title=\"Sheet\"/>\n"
      "<product id=\"frame\" name=\"Frame\" kind=\"rack\" mounting=\"eia\">\n"
      "<figure name=\"capacity-units\" value=\"42\" unit=\"U\" source=\"s\"/>\n"
      "<figure name=\"width\" value=\"600\" unit=\"mm\" source=\"s\"/>\n"
      "<figure name=\"depth\" value=\"1200\" unit=\"mm\" source=\"s\"/>\n"
      "<figure name=\"mass\" unknown=\"not weighed\"/>\n"
      "</product>\n"
      "<product id=\"box\" name=\"Box\" kind=\"server\" mounting=\"eia\">\n"
      "<figure name=\"rack-units\" value=\"4\" unit=\"U\" source=\"s\"/>\n"
      "<figure name=\"depth\" value=\"800\" unit=\"mm\" source=\"s\"/>\n"
      "<figure name=\"power-nameplate\" value=\"6\" unit=\"kW\" source=\"s\"/>\n"
      "<figure name=\"mass\" value=\"50\" unit=\"kg\" source=\"s\"/>\n"
      "</product>\n"
      "</products>\n"
      "<site>\n"
      "<phase id=\"p1\" order=\"1\"/>\n"
      "<phase id=\"p2\" order=\"2\"/>\n"
      "<hall id=\"h1\" name=\"Hall\" width-mm=\"6000\" depth-mm=\"6000\">\n"
      "<rack id=\"r1\" name=\"A01\" product=\"frame\" x-mm=\"0\" y-mm=\"0\""
      " power-limit-w=\"10000\">\n"
      "<device id=\"d1\" name=\"box-1\" product=\"box\" u=\"1\" face=\"front\"/>\n"
      "<device id=\"d2\" name=\"box-2\" product=\"box\" u=\"5\" face=\"front\""
      " install=\"p2\"/>\n"
      "</rack>\n"
      "</hall>\n"
      "</site>\n"
      "</design>\n";

static void
test_check (Fixture *self, gconstpointer data)
{
  JsonArray *problems;
  JsonObject *first;

  fixture_write (self, "b.hallwright", crowded);
  fixture_assert (self, 1, "check", "b.hallwright");
  g_assert_true (g_str_has_prefix (self->output, "error: "));
  fixture_assert (self, 1, "check", "b.hallwright", "--json");
  json_parser_load_from_data (self->json, self->output, -1, NULL);
  problems = json_node_get_array (json_parser_get_root (self->json));
  g_assert_cmpuint (json_array_get_length (problems), >, 0);
  first = json_array_get_object_element (problems, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "severity"), ==, "error");
  g_assert_nonnull (json_object_get_string_member (first, "code"));
  g_assert_nonnull (json_object_get_string_member (first, "message"));
  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (first, "objects"), 0), ==, "r1");
}

static void
test_phases (Fixture *self, gconstpointer data)
{
  fixture_write (self, "b.hallwright", crowded);
  fixture_assert (self, 0, "totals", "b.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 12000);
  fixture_assert (self, 0, "totals", "b.hallwright", "--json", "--phase", "p1");
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 6000);
  fixture_assert (self, 2, "totals", "b.hallwright", "--phase", "r1");
}

/* Two phases, with every second rack in the later one. */
static void
plan_phases (Fixture *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) phased = g_string_new (NULL);
  const char *from, *at;
  guint n = 0;

  fixture_assert (self, 0, "plan", "--template", "superpod-b200", "--su", "1", "-o", "a");
  text = fixture_read (self, "a");
  from = strchr (strstr (text, "<site"), '>') + 1;
  g_string_append_len (phased, text, from - text);
  g_string_append (phased,
                   "<phase id=\"pa\" order=\"1\" date=\"2026-09\"/>"
                   "<phase id=\"pb\" order=\"2\" date=\"2027-02-15\"/>");
  for (; (at = strstr (from, "<rack ")) != NULL; from = at + strlen ("<rack "))
    {
      g_string_append_len (phased, from, at - from);
      g_string_append (phased, n++ % 2 == 0 ? "<rack " : "<rack install=\"pb\" ");
    }
  g_string_append (phased, from);
  fixture_write (self, "b.hallwright", phased->str);
}

/* The schedule of phases and the totals of each say the same, cables counted. */
static void
test_phase_schedule (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  plan_phases (self);
  fixture_assert (self, 0, "export", "b.hallwright", "--view", "phases", "-o", "phases.csv");
  text = fixture_read (self, "phases.csv");
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  for (guint i = 1; i <= 2; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      fixture_assert (self, 0, "totals", "b.hallwright", "--json", "--phase", cells[0]);
      g_assert_cmpfloat (
          g_ascii_strtod (cells[8], NULL), ==, fixture_number (self, "design.racks"));
      g_assert_cmpfloat (g_ascii_strtod (cells[9], NULL), ==, fixture_number (self, "design.gpus"));
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[11], NULL),
                                      fixture_number (self, "compute.pflops.fp8.dense"),
                                      1e-6);
      g_assert_cmpfloat (
          g_ascii_strtod (cells[13], NULL), ==, fixture_number (self, "power.it_nameplate_w"));
      g_assert_cmpfloat_with_epsilon (
          g_ascii_strtod (cells[14], NULL), fixture_number (self, "power.it_expected_w"), 0.01);
      g_assert_cmpfloat (fixture_number (self, "cost.capex.cables"), >, 0);
      g_assert_cmpfloat_with_epsilon (
          g_ascii_strtod (cells[16], NULL), fixture_number (self, "cost.capex.total"), 0.01);
    }
}

/* Estimates are in the text and explain themselves; they are no keys of the JSON. */
static void
test_estimates (Fixture *self, gconstpointer data)
{
  static const char *const keys[]
      = { "delivered.training_flops",        "delivered.hpl_flops",
          "delivered.training_time_s",       "reliability.mtti_s",
          "reliability.training_time_ratio", "reliability.feed_outage_s",
          "reliability.loop_outage_s" };

  fixture_assert (self, 0, "plan", "--template", "superpod-b200", "--su", "8", "-o", "a");
  fixture_assert (self, 0, "totals", "a");
  g_assert_nonnull (strstr (self->output, "\nDelivered\n"));
  g_assert_nonnull (strstr (self->output, "\nReliability\n"));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    fixture_assert (self, 0, "explain", "a", keys[i]);
  /* 2 040 GPUs of 2.25 PFLOPS, of which 35 to 45 % are delivered. */
  fixture_assert (self, 0, "explain", "a", "delivered.training_flops");
  g_assert_nonnull (strstr (self->output, "https://stevengong.co/notes/Model-FLOPs-Utilization"));
  fixture_assert (self, 0, "explain", "a", "reliability.mtti_s");
  g_assert_nonnull (strstr (self->output, "arXiv 2407.21783"));
  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "2", "-o", "small");
  fixture_assert (self, 0, "explain", "small", "reliability.mtti_s");
  g_assert_nonnull (strstr (self->output, "not known"));
  g_assert_nonnull (strstr (self->output, "does not hold"));
}

/* What nobody knows is null or counted, never zero. */
static void
test_unknown (Fixture *self, gconstpointer data)
{
  JsonObject *space;

  fixture_write (self, "b.hallwright", crowded);
  fixture_assert (self, 0, "totals", "b.hallwright", "--json");
  space = json_object_get_object_member (fixture_object (self), "space");
  g_assert_cmpfloat (json_object_get_double_member (space, "mass_kg"), ==, 100);
  g_assert_cmpint (json_object_get_int_member (space, "mass_kg_unknown"), ==, 1);
}

/* A spine and a cable of a fabric; totals are those of what is left. */
static void
test_fail_fabric (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autofree char *spine = NULL;
  g_autofree char *nothing = NULL;
  const char *at;
  double bisection;

  fixture_assert (self, 0, "plan", "--template", "superpod-b200-ufm", "--su", "1", "-o", "a");
  text = fixture_read (self, "a");
  at = strstr (text, "<fabric id=\"");
  g_assert_nonnull (at);
  at += strlen ("<fabric id=\"");
  id = g_strndup (at, strcspn (at, "\""));
  spine = g_strdup_printf ("%s/spine/spine-01", id);
  nothing = g_strdup_printf ("%s/spine/spine-09", id);

  fixture_assert (self, 0, "totals", "a", "--json");
  bisection = fixture_number (self, "fabrics.0.bisection_bytes_per_s");
  fixture_assert (self, 0, "totals", "a", "--json", "--fail", spine);
  g_assert_cmpfloat (fixture_number (self, "fabrics.0.switches.spine"), ==, 3);
  g_assert_cmpfloat (fixture_number (self, "fabrics.0.cables.leaf_spine"), ==, 256 - 64);
  g_assert_cmpfloat (fixture_number (self, "fabrics.0.cables.node_leaf"), ==, 252);
  g_assert_cmpfloat (fixture_number (self, "fabrics.0.bisection_bytes_per_s"), <, bisection);
  fixture_assert (self, 0, "totals", "a", "--fail", spine);
  g_assert_nonnull (strstr (self->output, "Fabrics"));
  fixture_assert (self, 2, "totals", "a", "--fail", nothing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("totals/loops", test_loops);
  FIXTURE_ADD ("totals/example-fabrics", test_example_fabrics);
  FIXTURE_ADD ("totals/fail", test_fail);
  FIXTURE_ADD ("totals/one-rack", test_one_rack);
  FIXTURE_ADD ("totals/one-tray-less", test_one_tray_less);
  FIXTURE_ADD ("totals/expected", test_expected);
  FIXTURE_ADD ("totals/keys", test_keys);
  FIXTURE_ADD ("totals/ranges", test_ranges);
  FIXTURE_ADD ("totals/text", test_text);
  FIXTURE_ADD ("totals/phases", test_phases);
  FIXTURE_ADD ("totals/phase-schedule", test_phase_schedule);
  FIXTURE_ADD ("totals/estimates", test_estimates);
  FIXTURE_ADD ("totals/unknown", test_unknown);
  FIXTURE_ADD ("explain", test_explain);
  FIXTURE_ADD ("check", test_check);
  FIXTURE_ADD ("totals/fail-fabric", test_fail_fabric);
  return g_test_run ();
}
