/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-cli-fixture.h"

/* A rack with one server of six supplies on two feeds of a 2N chain, each with a UPS that loses 5 %
 * of what it delivers: 14.3 kW, 15.015 kW from the utility. */
static const char design[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<design xmlns=\"urn:hallwright:design:1\" format=\"1.0\" name=\"Chain\">\n"
      "<products>\n"
      "<source id=\"s\" title=\"Sheet\"/>\n"
      "<product id=\"frame\" name=\"Frame\" kind=\"rack\" mounting=\"eia\">\n"
      "<figure name=\"capacity-units\" value=\"42\" unit=\"U\" source=\"s\"/>\n"
      "<figure name=\"width\" value=\"600\" unit=\"mm\" source=\"s\"/>\n"
      "<figure name=\"depth\" value=\"1200\" unit=\"mm\" source=\"s\"/>\n"
      "</product>\n"
      "<product id=\"box\" name=\"Box\" kind=\"server\" mounting=\"eia\">\n"
      "<figure name=\"rack-units\" value=\"10\" unit=\"U\" source=\"s\"/>\n"
      "<figure name=\"depth\" value=\"800\" unit=\"mm\" source=\"s\"/>\n"
      "<figure name=\"gpus\" value=\"8\" unit=\"1\" source=\"s\"/>\n"
      "<figure name=\"power-nameplate\" value=\"14.3\" unit=\"kW\" source=\"s\"/>\n"
      "<figure name=\"psu-count\" value=\"6\" unit=\"1\" source=\"s\"/>\n"
      "<figure name=\"psu-rating\" value=\"3.3\" unit=\"kW\" source=\"s\"/>\n"
      "</product>\n"
      "<product id=\"ups\" name=\"Battery\" kind=\"ups\" mounting=\"floor\">\n"
      "<figure name=\"width\" value=\"800\" unit=\"mm\" source=\"s\"/>\n"
      "<figure name=\"depth\" value=\"800\" unit=\"mm\" source=\"s\"/>\n"
      "<figure name=\"power-nameplate\" value=\"0\" unit=\"W\" source=\"s\"/>\n"
      "<figure name=\"power-capacity\" value=\"20\" unit=\"kW\" source=\"s\"/>\n"
      "<figure name=\"efficiency-50\" value=\"95.23809523809524\" unit=\"%%\" source=\"s\"/>\n"
      "</product>\n"
      "</products>\n"
      "<site>\n"
      "<power id=\"u1\" name=\"Main\" power-factor=\"1\" ups=\"ups\"/>\n"
      "<feed id=\"e1\" name=\"A1\" power=\"u1\"/>\n"
      "<feed id=\"e2\" name=\"B1\" side=\"B\" power=\"u1\"/>\n"
      "<hall id=\"h1\" name=\"Hall\" width-mm=\"9000\" depth-mm=\"6000\">\n"
      "<rack id=\"r1\" name=\"A01\" product=\"frame\" x-mm=\"0\" y-mm=\"0\" feed-a=\"e1\""
      " feed-b=\"e2\">\n"
      "<device id=\"d1\" name=\"box-1\" product=\"box\" u=\"1\" face=\"front\"/>\n"
      "</rack>\n"
      "<rack id=\"r2\" name=\"UPS A\" product=\"ups\" x-mm=\"3000\" y-mm=\"0\" power=\"u1\"/>\n"
      "%s"
      "</hall>\n"
      "</site>\n"
      "</design>\n";

static const char second[]
    = "<rack id=\"r3\" name=\"UPS B\" product=\"ups\" x-mm=\"5000\" y-mm=\"0\" power=\"u1\""
      " system=\"B\"/>\n";

static void
write_design (Fixture *self, const char *more)
{
  g_autofree char *text = g_strdup_printf (design, more);

  fixture_write (self, "p.hallwright", text);
}

static void
test_totals (Fixture *self, gconstpointer data)
{
  write_design (self, second);
  fixture_assert (self, 0, "totals", "p.hallwright", "--json");
  g_assert_cmpfloat_with_epsilon (fixture_number (self, "power.facility_w"), 15015, 1e-6);
  g_assert_cmpfloat_with_epsilon (fixture_number (self, "power.power_ratio"), 1.05, 1e-9);
  g_assert_cmpfloat_with_epsilon (fixture_number (self, "power.feeds.0.load_w"), 7150, 1e-6);
  fixture_assert (self, 0, "totals", "p.hallwright");
  g_assert_nonnull (strstr (self->output, "Main"));
  fixture_assert (self, 0, "explain", "p.hallwright", "power.facility_w");
  g_assert_nonnull (strstr (self->output, "UPS A"));
  fixture_assert (self, 0, "explain", "p.hallwright", "power.power_ratio");
  /* Read and written, the same. */
  fixture_assert (self, 0, "rewrite", "p.hallwright", "-o", "q.hallwright");
  fixture_assert (self, 0, "totals", "q.hallwright", "--json");
  g_assert_cmpfloat_with_epsilon (fixture_number (self, "power.power_ratio"), 1.05, 1e-9);
}

/* The example with a power chain has something for every view: a PUE that lacks nothing, costs with
 * the energy of its year, phases. */
static void
test_example (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "blackwell-hall-2n.hallwright", NULL);
  double kwh, price;

  fixture_assert (self, 0, "check", path);
  fixture_assert (self, 0, "totals", path, "--json");
  g_assert_null (strstr (self->output, "pue_unknown"));
  g_assert_null (strstr (self->output, "facility_w_unknown"));
  g_assert_cmpfloat (fixture_number (self, "power.pue"), >, 1);
  g_assert_cmpfloat (
      fixture_number (self, "power.power_ratio"), >, fixture_number (self, "power.pue"));
  kwh = fixture_number (self, "power.energy.total_j") / 3.6e6;
  price = fixture_number (self, "cost.opex_per_year.energy") / kwh;
  /* The price list's electricity. */
  g_assert_cmpfloat_with_epsilon (price, 0.0826, 1e-6);
  fixture_assert (self, 0, "export", path, "--view", "phases", "--format", "csv", "-o", "p.csv");
}

static void
test_failures (Fixture *self, gconstpointer data)
{
  static const char *const keys[]
      = { "e1", "r2", "u1/ups/r2", "u1/utility/a", "e1/tap/r1", "e1/supply/d1:1" };

  write_design (self, second);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      fixture_assert (self, 0, "totals", "p.hallwright", "--json", "--fail", keys[i]);
      g_test_message ("%s", keys[i]);
      /* Three supplies of the other side, at most; without one supply still all. */
      g_assert_cmpfloat_with_epsilon (fixture_number (self, "power.feeds.0.load_w")
                                          + fixture_number (self, "power.feeds.1.load_w"),
                                      i < 5 ? 9900 : 14300,
                                      1e-6);
    }
  fixture_assert (self, 0, "totals", "p.hallwright", "--fail", "e1", "--fail", "e2");
  g_assert_nonnull (strstr (self->output, "GPUs in them: 8"));
  fixture_assert (self, 2, "totals", "p.hallwright", "--fail", "u1/utility/c");
  fixture_assert (self, 2, "totals", "p.hallwright", "--fail", "e1/supply/d1:7");
}

static void
test_needs (Fixture *self, gconstpointer data)
{
  write_design (self, "");
  fixture_assert (self, 0, "totals", "p.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "to_place.0.count"), ==, 1);
  fixture_assert (self, 0, "check", "p.hallwright");
  g_assert_nonnull (strstr (self->output, "power-to-place"));
  g_assert_nonnull (strstr (self->output, "power-supplies"));
}

static void
test_bad_input (Fixture *self, gconstpointer data)
{
  write_design (
      self,
      "<rack id=\"r3\" product=\"ups\" x-mm=\"5000\" y-mm=\"0\" power=\"u1\" system=\"E\"/>\n");
  fixture_assert (self, 3, "totals", "p.hallwright");
  write_design (self, "<rack id=\"r3\" product=\"ups\" x-mm=\"5000\" y-mm=\"0\" power=\"e1\"/>\n");
  fixture_assert (self, 3, "totals", "p.hallwright");
  write_design (
      self,
      "<rack id=\"r3\" product=\"ups\" x-mm=\"5000\" y-mm=\"0\" power=\"u1\" system=\"D\"/>\n");
  fixture_assert (self, 1, "check", "p.hallwright");
  g_assert_nonnull (strstr (self->output, "power-system"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("power/totals", test_totals);
  FIXTURE_ADD ("power/failures", test_failures);
  FIXTURE_ADD ("power/needs", test_needs);
  FIXTURE_ADD ("power/bad-input", test_bad_input);
  FIXTURE_ADD ("power/example", test_example);
  return g_test_run ();
}
