/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-graph.h"

/* A square with a diagonal twice, a node with a loop, and a node alone. */
static const HwGraphLink links[]
    = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 0 }, { 0, 2 }, { 0, 2 }, { 4, 4 } };

static void
test_ends (void)
{
  g_autoptr (HwGraph) graph = hw_graph_new (6, links, G_N_ELEMENTS (links));
  guint n;
  const HwGraphEnd *ends = hw_graph_ends (graph, 0, &n);

  g_assert_cmpuint (hw_graph_count_nodes (graph), ==, 6);
  g_assert_cmpuint (hw_graph_count_links (graph), ==, G_N_ELEMENTS (links));
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (ends[0].node, ==, 1);
  g_assert_cmpuint (ends[1].node, ==, 3);
  g_assert_cmpuint (ends[1].link, ==, 3);
  g_assert_cmpuint (ends[2].link, ==, 4);
  g_assert_cmpuint (ends[3].link, ==, 5);
  hw_graph_ends (graph, 4, &n);
  g_assert_cmpuint (n, ==, 1);
  hw_graph_ends (graph, 5, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_reach (void)
{
  g_autoptr (HwGraph) graph = hw_graph_new (6, links, G_N_ELEMENTS (links));
  guint32 distance[6];
  guint8 without_nodes[6] = { 0 };
  guint8 without_links[G_N_ELEMENTS (links)] = { 0 };

  g_assert_cmpuint (hw_graph_reach (graph, 1, NULL, NULL, distance), ==, 4);
  g_assert_cmpuint (distance[1], ==, 0);
  g_assert_cmpuint (distance[3], ==, 2);
  g_assert_cmpuint (distance[4], ==, HW_GRAPH_NONE);
  without_nodes[0] = 1;
  without_links[1] = 1;
  g_assert_cmpuint (hw_graph_reach (graph, 1, without_nodes, without_links, distance), ==, 1);
  g_assert_cmpuint (hw_graph_reach (graph, 0, without_nodes, NULL, distance), ==, 0);
  without_nodes[0] = 0;
  g_assert_cmpuint (hw_graph_reach (graph, 1, without_nodes, without_links, distance), ==, 4);
  g_assert_cmpuint (distance[2], ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/graph/ends", test_ends);
  g_test_add_func ("/core/graph/reach", test_reach);
  return g_test_run ();
}
