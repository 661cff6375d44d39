/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cable-schedule.h"
#include "hw-fabric-fixture.h"

/* Two units, a rack for each four servers, the switches in one rack. */
typedef struct
{
  Plan *plan;
  HwFabric *fabric;
  HwFabricLocation *locations;
  GPtrArray *texts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  guint n_switches;

  fixture->plan = plan_new (fabric_rule_b200 (), 40);
  fixture->fabric = plan_derive (fixture->plan);
  fixture->texts = g_ptr_array_new_with_free_func (g_free);
  fixture->locations = g_new0 (HwFabricLocation, hw_fabric_count_nodes (fixture->fabric));
  n_switches = hw_fabric_count_switches (fixture->fabric);
  for (guint i = n_switches; i < hw_fabric_count_nodes (fixture->fabric); i++)
    {
      fixture->locations[i].rack = g_strdup_printf ("R%02u", (i - n_switches) / 4 + 1);
      fixture->locations[i].unit = g_strdup_printf ("%u", (i - n_switches) % 4 * 10 + 1);
      g_ptr_array_add (fixture->texts, (gpointer)fixture->locations[i].rack);
      g_ptr_array_add (fixture->texts, (gpointer)fixture->locations[i].unit);
    }
  for (guint i = 0; i < n_switches; i++)
    fixture->locations[i].rack = "N, 1";
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hw_fabric_free (fixture->fabric);
  plan_free (fixture->plan);
  g_free (fixture->locations);
  g_ptr_array_unref (fixture->texts);
}

static guint
count_lines (const char *text)
{
  guint lines = 0;

  for (const char *at = strstr (text, "\r\n"); at != NULL; at = strstr (at + 2, "\r\n"))
    lines++;
  return lines;
}

static HwCableSchedule
schedule_of (Fixture *fixture)
{
  return (HwCableSchedule){ .fabric = fixture->fabric,
                            .locations = fixture->locations,
                            .style = HW_FABRIC_PORT_CAGE };
}

static void
test_point_to_point (Fixture *fixture, gconstpointer data)
{
  HwCableSchedule schedule = schedule_of (fixture);
  g_autofree char *text = hw_cable_schedule_point_to_point (&schedule);
  g_autofree char *xdr = NULL;
  guint n;

  hw_fabric_get_cables (fixture->fabric, &n);
  g_assert_cmpuint (count_lines (text), ==, n + 1);
  g_assert_true (g_str_has_prefix (text, "Rack,U,Name,HCA/Port,Rack,U,Name,Port\r\n"));
  /* Adapter 2 of the first server is mlx5_1, on rail 2; the fifth server stands in the next rack.
   */
  g_assert_nonnull (strstr (text, "\r\nR01,1,d00001,2,\"N, 1\",,su01-leaf-r2,1/1\r\n"));
  g_assert_nonnull (strstr (text, "\r\nR02,1,d00005,1,\"N, 1\",,su01-leaf-r1,3/1\r\n"));
  g_assert_nonnull (strstr (text, "\r\n\"N, 1\",,su01-leaf-r1,17/1,\"N, 1\",,spine-01,1/1\r\n"));
  schedule.style = HW_FABRIC_PORT_XDR;
  xdr = hw_cable_schedule_point_to_point (&schedule);
  g_assert_nonnull (strstr (xdr, "\r\nR02,1,d00005,1,\"N, 1\",,su01-leaf-r1,sw3p1\r\n"));
}

static void
test_ports (Fixture *fixture, gconstpointer data)
{
  HwCableSchedule schedule = schedule_of (fixture);
  g_autofree char *text = hw_cable_schedule_ports (&schedule);

  g_assert_cmpuint (count_lines (text), ==, 1 + 24 * 64);
  g_assert_nonnull (strstr (text, "\r\n\"N, 1\",,su01-leaf-r2,1/1,R01,1,d00001,mlx5_1\r\n"));
  /* Eight servers in the second unit: the ninth port is free. */
  g_assert_nonnull (strstr (text, "\r\n\"N, 1\",,su02-leaf-r1,5/1,,,,\r\n"));
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  HwCableSchedule schedule = schedule_of (fixture);
  g_autofree char *low = hw_cable_schedule_label (&schedule, 0, FALSE);
  g_autofree char *high = hw_cable_schedule_label (&schedule, 0, TRUE);

  g_assert_cmpstr (low, ==, "R01 U1 d00001 mlx5_0 / N, 1 su01-leaf-r1 1/1");
  g_assert_cmpstr (high, ==, "N, 1 su01-leaf-r1 1/1 / R01 U1 d00001 mlx5_0");
}

/* Laid along one tray: products, lengths and pull lists. */
static void
test_laid (Fixture *fixture, gconstpointer data)
{
  static const HwTray tray = { 0, 0, 20000, 0, 3000, 300, 100, NAN, NAN };
  static const char *const names[] = { "T1", NULL };
  static const HwCableType type = { .id = "fibre",
                                    .medium = HW_MEDIUM_MULTIMODE,
                                    .bit_s = 400e9,
                                    .links = 1,
                                    .reach_m = 50,
                                    .only_m = NAN,
                                    .twin = "twin",
                                    .single = "single" };
  static const HwCablingRule rule = { 0.5, 0, 1 };
  HwCableSchedule schedule = schedule_of (fixture);
  HwTrayDrop drops[11];
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fixture->fabric, &n);
  g_autofree HwCableLink *links = g_new0 (HwCableLink, n);
  g_autoptr (HwCabling) cabling = NULL;
  g_autofree char *text = NULL;
  g_autofree char *pulls = NULL;
  guint n_switches = hw_fabric_count_switches (fixture->fabric);

  for (guint i = 0; i < 11; i++)
    drops[i] = (HwTrayDrop){ (gint32)i * 1000, 0, 2000 };
  for (guint i = 0; i < n; i++)
    {
      gboolean member = cables[i].low >= n_switches;

      links[i].bit_s = 400e9;
      links[i].ends[0] = (HwCableEnd){ member ? (cables[i].low - n_switches) / 4 + 1 : 0,
                                       1000,
                                       cables[i].low * 256u + cables[i].low_port,
                                       1 };
      links[i].ends[1] = (HwCableEnd){ 0, 1000, cables[i].high * 256u + cables[i].high_port, 1 };
    }
  cabling = hw_cabling_new (&tray, 1, drops, 11, links, n, &type, 1, &rule);
  schedule.cabling = cabling;
  schedule.types = &type;
  schedule.trays = names;
  text = hw_cable_schedule_cables (&schedule);
  g_assert_cmpuint (count_lines (text), ==, n + 1);
  /* Two metres up at each end, one along, and half a metre of slack. */
  g_assert_nonnull (
      strstr (text, "\r\nd00001:1,R01,1,d00001,mlx5_0,\"N, 1\",,su01-leaf-r1,1/1,fibre,6,5,T1,"));
  /* Within the rack no tray is passed. */
  g_assert_nonnull (strstr (text, "spine-01,1/1,fibre,1,0,,"));
  pulls = hw_cable_schedule_pulls (&schedule);
  g_assert_cmpuint (count_lines (pulls), ==, 1 + 320);
  /* The farthest rack first. */
  g_assert_nonnull (strstr (pulls, "trays\r\nT1,d00037:1,R10,\"N, 1\",fibre,15,14,T1\r\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/io/cable-schedule/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("point-to-point", test_point_to_point);
  ADD ("ports", test_ports);
  ADD ("labels", test_labels);
  ADD ("laid", test_laid);
  return g_test_run ();
}
