/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-fabric-fixture.h"
#include "hw-fabric-load.h"

/* --- analysis, against an independent search --- */

#define MOST_NODES 80

typedef struct
{
  guint n;
  guint capacity[MOST_NODES][MOST_NODES];
} Flow;

/* Edmonds and Karp, one unit of flow a link. Returns: the greatest flow */
static guint
greatest_flow (const Flow *network, guint source, guint sink)
{
  Flow rest = *network;
  guint total = 0;

  while (TRUE)
    {
      gint from[MOST_NODES];
      guint queue[MOST_NODES], head = 0, tail = 0;

      for (guint i = 0; i < rest.n; i++)
        from[i] = -1;
      from[source] = (gint)source;
      queue[tail++] = source;
      while (head < tail && from[sink] < 0)
        {
          guint node = queue[head++];

          for (guint i = 0; i < rest.n; i++)
            if (from[i] < 0 && rest.capacity[node][i] > 0)
              {
                from[i] = (gint)node;
                queue[tail++] = i;
              }
        }
      if (from[sink] < 0)
        return total;
      for (guint i = sink; i != source; i = (guint)from[i])
        {
          rest.capacity[from[i]][i]--;
          rest.capacity[i][from[i]]++;
        }
      total++;
    }
}

/* The least flow over all ways to part the end ports into halves. */
static guint
least_bisection (const HwFabric *fabric)
{
  guint n, n_ends = 0, least = G_MAXUINT;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  guint n_switches = hw_fabric_count_switches (fabric);
  guint ends[MOST_NODES];
  Flow network = { 0 };

  /* Each end port is a node of its own; then source and sink. */
  network.n = n_switches;
  for (guint i = 0; i < n; i++)
    {
      guint low = cables[i].low;

      if (low >= n_switches)
        {
          low = network.n++;
          ends[n_ends++] = low;
        }
      g_assert_cmpuint (network.n, <, MOST_NODES - 2);
      network.capacity[low][cables[i].high]++;
      network.capacity[cables[i].high][low]++;
    }
  network.n += 2;
  g_assert_cmpuint (n_ends, <=, 16);
  for (guint half = 0; half < 1u << (n_ends - 1); half++)
    {
      Flow parted;

      if ((guint)__builtin_popcount (half) != n_ends / 2)
        continue;
      parted = network;
      for (guint i = 0; i < n_ends; i++)
        if ((half & (1u << i)) != 0)
          parted.capacity[network.n - 2][ends[i]] = 100;
        else
          parted.capacity[ends[i]][network.n - 1] = 100;
      least = MIN (least, greatest_flow (&parted, network.n - 2, network.n - 1));
    }
  return least;
}

static void
check_bisection (HwFabricRule rule, guint n_members, gboolean exact)
{
  g_autoptr (Plan) plan = NULL;
  g_autoptr (HwFabric) fabric = NULL;
  HwFabricAnalysis analysis;
  guint least;

  rule.port_bit_s = 1;
  plan = plan_new (rule, n_members);
  fabric = plan_derive (plan);
  fabric_analyse (fabric, NULL, &analysis);
  least = least_bisection (fabric);
  if (exact)
    g_assert_cmpfloat (analysis.bisection_bit_s, ==, least);
  else
    g_assert_cmpfloat (analysis.bisection_bit_s, >=, least);
}

static void
test_bisection (void)
{
  /* Two tiers: full, partly filled, oversubscribed, rails. */
  check_bisection ((HwFabricRule){ .kind = HW_FABRIC_PLAIN, .radix = 4, .rails = 1 }, 8, TRUE);
  for (guint members = 3; members <= 12; members++)
    check_bisection (
        (HwFabricRule){ .kind = HW_FABRIC_PLAIN, .radix = 8, .rails = 1 }, members, TRUE);
  for (guint members = 4; members <= 12; members += 2)
    check_bisection (
        (HwFabricRule){ .kind = HW_FABRIC_PLAIN, .radix = 6, .rails = 1, .down = 2, .up = 1 },
        members,
        TRUE);
  check_bisection ((HwFabricRule){ .radix = 8, .rails = 2 }, 7, TRUE);
  check_bisection ((HwFabricRule){ .radix = 4, .rails = 2, .tiers = 2 }, 4, TRUE);
  /* One switch. */
  check_bisection (
      (HwFabricRule){ .kind = HW_FABRIC_PLAIN, .radix = 8, .rails = 1, .tiers = 1 }, 7, TRUE);
  /* Three tiers, whole and not. */
  check_bisection (
      (HwFabricRule){
          .kind = HW_FABRIC_PLAIN, .radix = 4, .rails = 1, .tiers = 3, .block_units = 2 },
      12,
      TRUE);
  check_bisection (
      (HwFabricRule){
          .kind = HW_FABRIC_PLAIN, .radix = 4, .rails = 1, .tiers = 3, .block_units = 2 },
      10,
      FALSE);
}

/* Non-blocking with N ports of b bit/s: N · b / 2 in each direction. */
static void
test_published_bisection (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (Plan) large = plan_new (fabric_rule_b200 (), 512);
  g_autoptr (HwFabric) three = plan_derive (large);
  HwFabricAnalysis analysis;

  fabric_analyse (fabric, NULL, &analysis);
  g_assert_cmpfloat (analysis.bisection_bit_s, ==, 51.2e12);
  g_assert_cmpuint (analysis.ports[HW_FABRIC_LEAF], ==, 8 * 64);
  g_assert_cmpuint (analysis.used[HW_FABRIC_LEAF], ==, 8 * 64);
  g_assert_cmpuint (analysis.used[HW_FABRIC_SPINE], ==, 4 * 64);
  g_assert_cmpfloat (analysis.cabled[HW_FABRIC_LEAF], ==, 1);
  g_assert_true (isnan (analysis.cabled[HW_FABRIC_SPINE]));
  fabric_analyse (three, NULL, &analysis);
  g_assert_cmpfloat (analysis.bisection_bit_s, ==, 4096 * 400e9 / 2);
  g_assert_cmpfloat (analysis.cabled[HW_FABRIC_SPINE], ==, 1);
  g_assert_cmpuint (analysis.ways_over_core, ==, 64);
}

/* Half-filled leaves with all uplinks have bandwidth to spare. */
static void
test_oversubscription (void)
{
  HwFabricRule rule = fabric_rule_b200 ();
  g_autoptr (Plan) plan = plan_new (rule, 16);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (Plan) two_to_one = NULL;
  g_autoptr (HwFabric) blocking = NULL;
  HwFabricAnalysis analysis;

  fabric_analyse (fabric, NULL, &analysis);
  g_assert_cmpfloat (analysis.design[HW_FABRIC_LEAF], ==, 1);
  g_assert_cmpfloat (analysis.cabled[HW_FABRIC_LEAF], ==, 0.5);
  rule.down = 3;
  two_to_one = plan_new (rule, 96);
  blocking = plan_derive (two_to_one);
  fabric_analyse (blocking, NULL, &analysis);
  g_assert_cmpfloat (analysis.design[HW_FABRIC_LEAF], ==, 3);
  g_assert_cmpfloat (analysis.cabled[HW_FABRIC_LEAF], ==, 3);
  g_assert_cmpfloat (analysis.bisection_bit_s, ==, 16 * 16 * 400e9 / 2);
}

/* --- routing --- */

static guint64
sum_pairs (const HwFabricLoad *load)
{
  guint64 sum = 0;

  for (guint i = 0; i < HW_FABRIC_MOST_HOPS; i++)
    sum += load->pairs[i];
  return sum;
}

/* Walks from every leaf to every port and counts what crosses each cable, without the sums that
 * the load is made by. */
static void
check_walks (const HwFabric *fabric, const HwFabricFailure *failure)
{
  g_autoptr (HwFabricRouting) routing = hw_fabric_routing_new (fabric, failure);
  g_autoptr (HwFabricLoad) load = hw_fabric_load_new (fabric, failure);
  guint n, n_ends;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  const HwFabricEnd *ends = hw_fabric_routing_ends (routing, &n_ends);
  g_autofree HwFabricFlow *flows = g_new0 (HwFabricFlow, n);
  guint64 unreached = 0;

  for (guint to = 0; to < n_ends; to++)
    {
      hw_fabric_routing_seek (routing, to);
      for (guint from = 0; from < n_ends; from++)
        {
          guint node = ends[from].leaf;
          guint hops = hw_fabric_routing_hops (routing, node);
          gboolean went_down = FALSE;

          if (from == to)
            continue;
          unreached += hops == 0;
          while (hops > 1)
            {
              gint cable = hw_fabric_routing_next (routing, node);
              gboolean up;

              g_assert_cmpint (cable, >=, 0);
              g_assert_true (hw_fabric_works (failure, cables, (guint)cable));
              up = cables[cable].low == node;
              g_assert_true (up || cables[cable].high == node);
              g_assert_false (up && went_down);
              went_down = went_down || !up;
              *(up ? &flows[cable].up : &flows[cable].down) += 1;
              node = up ? cables[cable].high : cables[cable].low;
              g_assert_cmpuint (hw_fabric_routing_hops (routing, node), ==, --hops);
            }
          if (hops == 1)
            {
              g_assert_cmpuint (node, ==, ends[to].leaf);
              flows[ends[to].cable].down++;
              flows[ends[from].cable].up++;
            }
        }
    }
  g_assert_cmpuint (load->unreached, ==, unreached);
  g_assert_cmpuint (sum_pairs (load) + unreached, ==, (guint64)n_ends * (n_ends - 1));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (flows[i].up, ==, load->all_to_all[i].up);
      g_assert_cmpuint (flows[i].down, ==, load->all_to_all[i].down);
    }
}

static void
test_walks (void)
{
  static const struct
  {
    HwFabricRule rule;
    guint members;
  } cases[] = {
    { { .radix = 16, .rails = 4, .port_bit_s = 1 }, 32 },
    { { .radix = 16, .rails = 4, .port_bit_s = 1 }, 13 },
    { { .radix = 8, .rails = 2, .port_bit_s = 1, .tiers = 3 }, 40 },
    { { .kind = HW_FABRIC_RAIL_GROUPS, .radix = 8, .rails = 2, .port_bit_s = 1 }, 23 },
    { { .kind = HW_FABRIC_PLAIN, .radix = 8, .rails = 3, .port_bit_s = 1, .down = 2 }, 20 },
    { { .kind = HW_FABRIC_RAIL_GROUPS, .radix = 8, .rails = 2, .port_bit_s = 1, .tiers = 2 }, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Plan) plan = plan_new (cases[i].rule, cases[i].members);
      g_autoptr (HwFabric) fabric = plan_derive (plan);
      guint n;

      hw_fabric_get_cables (fabric, &n);
      check_walks (fabric, NULL);
      for (int j = 0; j < 10; j++)
        {
          g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);

          for (int k = g_test_rand_int_range (1, 6); k > 0; k--)
            if (g_test_rand_bit ())
              hw_fabric_failure_add_cable (failure, (guint)g_test_rand_int_range (0, (gint)n));
            else
              hw_fabric_failure_add_node (
                  failure, (guint)g_test_rand_int_range (0, (gint)hw_fabric_count_nodes (fabric)));
          check_walks (fabric, failure);
        }
    }
}

/* All links of a tier lead to equally many destinations upwards, and equally many downwards. */
static void
assert_even (const HwFabric *fabric, const HwFabricLoad *load, HwFabricLevel level)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  const HwFabricFlow *first = NULL;

  for (guint i = 0; i < n; i++)
    if (cables[i].level == level)
      {
        if (first == NULL)
          first = &load->destinations[i];
        g_assert_cmpuint (load->destinations[i].up, ==, first->up);
        g_assert_cmpuint (load->destinations[i].down, ==, first->down);
      }
  g_assert_nonnull (first);
}

/* For each number of units, as long as they are full. */
static void
test_even (void)
{
  static const guint units[] = { 1, 2, 3, 4, 5, 7, 8, 9, 12, 16 };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), units[i] * 32);
      g_autoptr (HwFabric) fabric = plan_derive (plan);

      g_autoptr (HwFabricLoad) load = hw_fabric_load_new (fabric, NULL);

      g_assert_cmpuint (load->unreached, ==, 0);
      assert_even (fabric, load, HW_FABRIC_CABLE_SPINE);
      if (units[i] > 8)
        assert_even (fabric, load, HW_FABRIC_CABLE_CORE);
    }
}

/* One switch within a leaf, three by a spine of the unit, five over the cores. */
static void
test_hops (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 9 * 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricLoad) load = hw_fabric_load_new (fabric, NULL);
  guint64 ports = 9 * 256;

  g_assert_cmpuint (load->pairs[1], ==, ports * 31);
  g_assert_cmpuint (load->pairs[3], ==, ports * (256 - 32));
  g_assert_cmpuint (load->pairs[5], ==, ports * (ports - 256));
  g_assert_cmpuint (load->unreached, ==, 0);
}

/* A ring along one rail stays in its leaf but for the two members at the unit's ends. */
static void
test_rings (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 64);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricLoad) load = hw_fabric_load_new (fabric, NULL);
  guint n, crossing = 0;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  gboolean up;

  for (guint i = 0; i < n; i++)
    if (cables[i].level == HW_FABRIC_CABLE_MEMBER)
      {
        g_assert_cmpuint (load->rings[i].up, ==, 1);
        g_assert_cmpuint (load->rings[i].down, ==, 1);
      }
    else
      crossing += load->rings[i].up;
  g_assert_cmpuint (crossing, ==, 8 * 2);
  g_assert_cmpint (
      hw_fabric_load_worst (fabric, load, load->rings, HW_N_FABRIC_LEVELS, &up), >=, 0);
}

/* --- failure --- */

static void
test_spine_fails (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);
  g_autoptr (HwFabricLoad) load = NULL;
  g_autoptr (GArray) losses = NULL;
  HwFabricAnalysis analysis;

  g_assert_true (hw_fabric_failure_add_key (failure, fabric, "spine-02"));
  g_assert_false (hw_fabric_failure_add_key (failure, fabric, "spine-05"));
  losses = fabric_losses (failure);
  g_assert_cmpuint (losses->len, ==, 0);
  fabric_analyse (fabric, failure, &analysis);
  /* A quarter of the uplinks is gone. */
  g_assert_cmpfloat (analysis.bisection_bit_s, ==, 51.2e12 * 3 / 4);
  g_assert_cmpfloat_with_epsilon (analysis.cabled[HW_FABRIC_LEAF], 4.0 / 3, 1e-12);
  g_assert_cmpuint (analysis.least_uplinks, ==, 24);
  load = hw_fabric_load_new (fabric, failure);
  g_assert_cmpuint (load->unreached, ==, 0);
}

static void
test_leaf_fails (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 40);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);
  g_autoptr (GArray) losses = NULL;

  g_assert_true (hw_fabric_failure_add_key (failure, fabric, "su01-leaf-r3"));
  g_assert_true (hw_fabric_failure_add_key (failure, fabric, "d00040:8"));
  g_assert_true (hw_fabric_failure_add_key (failure, fabric, "d00002"));
  losses = fabric_losses (failure);
  /* Rail 3 of the first unit, but for the server that is gone altogether, and one port. */
  g_assert_cmpuint (losses->len, ==, 32);
  for (guint i = 0; i < 32; i++)
    {
      const HwFabricLoss *loss = &g_array_index (losses, HwFabricLoss, i);

      g_assert_cmpuint (loss->n_lost, ==, 1);
      g_assert_cmpuint (loss->dead[0], ==, loss->member == 39 ? 1u << 7 : 1u << 2);
    }
}

static void
test_leaf_cut_off (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 32);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);
  g_autoptr (HwFabricLoad) load = NULL;
  g_autoptr (GArray) losses = NULL;

  for (guint port = 33; port <= 64; port++)
    {
      g_autofree char *key = g_strdup_printf ("su01-leaf-r1:%u", port);
      g_assert_true (hw_fabric_failure_add_key (failure, fabric, key));
    }
  losses = fabric_losses (failure);
  g_assert_cmpuint (losses->len, ==, 32);
  g_assert_cmpuint (g_array_index (losses, HwFabricLoss, 5).cut_off[0], ==, 1);
  load = hw_fabric_load_new (fabric, failure);
  g_assert_cmpuint (load->unreached, ==, 2 * 32 * 7 * 32);
}

/* Takes a cable out of both: of one it has failed, of the other it never was. */
static void
lose_cable (const HwFabric *fabric, guint cable, HwFabricFailure *failure, Plan *without)
{
  g_autofree char *key = hw_fabric_cable_key (fabric, cable);

  if (failure->cables[cable])
    return;
  hw_fabric_failure_add_cable (failure, cable);
  plan_override (without, HW_FABRIC_DELETE, key, NULL);
}

/* What is left of a fabric is what one without those cables has. */
static void
test_failed_as_absent (void)
{
  HwFabricRule rules[]
      = { fabric_rule_b200 (), fabric_rule_xdr (), fabric_rule_gb200 (), fabric_rule_b300 () };

  for (int i = 0; i < 80; i++)
    {
      HwFabricRule rule = rules[i % 4];
      guint members = (guint)g_test_rand_int_range (1, 140), n;
      g_autoptr (Plan) plan = plan_new (rule, members);
      g_autoptr (Plan) less = plan_new (rule, members);
      g_autoptr (HwFabric) fabric = plan_derive (plan);
      g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);
      g_autoptr (HwFabric) without = NULL;
      HwFabricAnalysis failed, absent;
      guint node = (guint)g_test_rand_int_range (0, (gint)hw_fabric_count_switches (fabric));
      gboolean whole = g_test_rand_bit ();

      hw_fabric_get_cables (fabric, &n);
      for (int j = g_test_rand_int_range (0, 30); j > 0; j--)
        lose_cable (fabric, (guint)g_test_rand_int_range (0, (gint)n), failure, less);
      for (guint port = 1; whole && port <= hw_fabric_count_ports (fabric, node); port++)
        if (hw_fabric_cable_at (fabric, node, port) >= 0)
          lose_cable (fabric, (guint)hw_fabric_cable_at (fabric, node, port), failure, less);
      /* That a switch itself fails changes nothing more, but that it is none without a way up. */
      if (whole && g_test_rand_bit ())
        hw_fabric_failure_add_node (failure, node);
      without = plan_derive (less);
      fabric_analyse (fabric, failure, &failed);
      fabric_analyse (without, NULL, &absent);
      g_assert_cmpfloat_with_epsilon (failed.bisection_bit_s, absent.bisection_bit_s, 1);
      for (guint k = 0; k < HW_N_FABRIC_LEVELS; k++)
        g_assert_cmpuint (failed.links[k], ==, absent.links[k]);
      for (guint k = 0; k < HW_N_FABRIC_ROLES; k++)
        g_assert_cmpuint (failed.used[k], ==, absent.used[k]);
      for (guint k = 0; k < HW_FABRIC_CORE; k++)
        g_assert_true (failed.cabled[k] == absent.cabled[k]
                       || (isnan (failed.cabled[k]) && isnan (absent.cabled[k])));
      if (!failure->nodes[node])
        g_assert_cmpuint (failed.least_uplinks, ==, absent.least_uplinks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/fabric-load/bisection", test_bisection);
  g_test_add_func ("/calc/fabric-load/published-bisection", test_published_bisection);
  g_test_add_func ("/calc/fabric-load/oversubscription", test_oversubscription);
  g_test_add_func ("/calc/fabric-load/walks", test_walks);
  g_test_add_func ("/calc/fabric-load/even", test_even);
  g_test_add_func ("/calc/fabric-load/hops", test_hops);
  g_test_add_func ("/calc/fabric-load/rings", test_rings);
  g_test_add_func ("/calc/fabric-load/spine-fails", test_spine_fails);
  g_test_add_func ("/calc/fabric-load/leaf-fails", test_leaf_fails);
  g_test_add_func ("/calc/fabric-load/leaf-cut-off", test_leaf_cut_off);
  g_test_add_func ("/calc/fabric-load/failed-as-absent", test_failed_as_absent);
  return g_test_run ();
}
