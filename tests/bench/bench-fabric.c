/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "hw-bench.h"
#include "hw-fabric-fixture.h"
#include "hw-fabric-load.h"
#include "hw-ibsim.h"

/* Fabrics: derived, checked and routed, against OpenSM on the same netlist in the same run; large
 * ones; and one server more. Usage: bench-fabric [TEST-OPENSM.PY] */

#define RUNS 11

/* Derives, checks, and routes to every destination. Returns: median seconds */
static double
derive_and_route (Plan *plan, double *derived)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) deriving = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < RUNS; i++)
    {
      double start = bench_now (), taken;
      g_autoptr (HwFabric) fabric = plan_derive (plan);
      g_autoptr (HwFabricLoad) load = NULL;

      taken = bench_now () - start;
      g_array_append_val (deriving, taken);
      load = hw_fabric_load_new (fabric, NULL);
      if (load->unreached > 0)
        exit (1);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
    }
  *derived = bench_median (deriving);
  return bench_median (seconds);
}

/* Seconds that OpenSM takes for the fabric; 0 where it cannot be had. */
static double
opensm_seconds (const HwFabric *fabric, const char *script)
{
  g_autofree char *text = hw_ibsim_write (fabric, NULL);
  g_autofree char *path = NULL;
  g_autofree char *answer = NULL;
  const char *command[] = { "python3", script, "--time", NULL, NULL };
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("hallwright-bench-XXXXXX", &path, &error);
  double seconds = 0;

  if (file < 0 || !g_close (file, &error) || !g_file_set_contents (path, text, -1, &error))
    g_error ("%s", error->message);
  command[3] = path;
  if (g_spawn_sync (
          NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &answer, NULL, NULL, NULL))
    seconds = g_ascii_strtod (answer, NULL);
  g_remove (path);
  return seconds;
}

static void
measure_against_opensm (const char *script)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 256);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  double derived;
  double own = derive_and_route (plan, &derived);
  double theirs = opensm_seconds (fabric, script);

  bench_say ("fabric of 2048 ports derived, checked and routed: %.2f ms\n", own * 1e3);
  if (theirs > 0)
    bench_say ("OpenSM on the same netlist: %.2f s, %.0f times as long\n", theirs, theirs / own);
  else
    bench_say ("OpenSM or ibsim is missing; nothing to compare with\n");
}

static void
measure_large (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 2048);
  double derived;
  double all = derive_and_route (plan, &derived);

  bench_say ("fabric of 16384 ports, three tiers: derived in %.1f ms, with all routes in %.0f ms\n",
             derived * 1e3,
             all * 1e3);
}

/* A unit with one place free, then none. */
static void
measure_one_more (void)
{
  for (guint members = 2046; members <= 2048; members += 2)
    {
      HwFabricRule rule = fabric_rule_b200 ();
      g_autoptr (Plan) plan = plan_new (rule, members);
      g_autoptr (HwFabric) before = plan_derive (plan);
      g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
      HwFabricMember member = { .id = "one-more", .place = HW_FABRIC_NO_PLACE };

      for (guint i = 0; i < members; i++)
        plan_member (plan, i)->place = hw_fabric_get_place (before, i);
      g_array_append_val (plan->members, member);
      for (int i = 0; i < RUNS; i++)
        {
          double start = bench_now (), taken;
          g_autoptr (HwFabric) after = plan_derive (plan);

          taken = bench_now () - start;
          g_array_append_val (seconds, taken);
        }
      bench_say ("one server more in a fabric of %u, %s: median %.2f ms, worst %.2f ms\n",
                 members,
                 members == 2046 ? "into a unit with room" : "opening a unit",
                 bench_median (seconds) * 1e3,
                 bench_worst (seconds) * 1e3);
    }
}

static void
measure_hundred_thousand (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_xdr (), 12500);
  gsize before = bench_resident ();
  double start = bench_now ();
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  double taken = bench_now () - start;
  gsize after = bench_resident ();
  guint n;

  hw_fabric_get_cables (fabric, &n);
  bench_say ("fabric of 100000 GPUs, XDR, %u tiers, %u cables: derived in %.0f ms, %.0f bytes a "
             "cable\n",
             hw_fabric_get_tree (fabric, 0)->tiers,
             n,
             taken * 1e3,
             (double)(after - before) / n);
}

int
main (int argc, char **argv)
{
  measure_hundred_thousand ();
  measure_against_opensm (argc > 1 ? argv[1] : TEST_OPENSM);
  measure_large ();
  measure_one_more ();
  return 0;
}
