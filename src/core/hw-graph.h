/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Nodes and links of a network, with the links of each node at hand: power, cooling and fabric
 * alike. A graph never changes; what stands at its nodes and links is kept beside it, by number. */

#define HW_GRAPH_NONE G_MAXUINT32

typedef struct
{
  guint32 from, to;
} HwGraphLink;

/* A link as one of its nodes sees it. */
typedef struct
{
  guint32 node; /* the other one */
  guint32 link;
} HwGraphEnd;

typedef struct _HwGraph HwGraph;

/**
 * hw_graph_new:
 * @links: (array length=n_links): nodes below @n_nodes; parallel links are several
 *
 * Takes time and room in proportion to nodes and links.
 */
HwGraph *hw_graph_new (guint n_nodes, const HwGraphLink *links, guint n_links);
void hw_graph_free (HwGraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwGraph, hw_graph_free)

guint hw_graph_count_nodes (const HwGraph *self);
guint hw_graph_count_links (const HwGraph *self);
/* Returns: (transfer none) (array length=n): by link number; a link to itself stands once */
const HwGraphEnd *hw_graph_ends (const HwGraph *self, guint node, guint *n);

/**
 * hw_graph_reach:
 * @without_nodes: (nullable): a byte a node; those that are not zero are as if not there
 * @without_links: (nullable): the same of links
 * @distance: (array): receives the links on the shortest way from @from, %HW_GRAPH_NONE where
 *   there is none
 *
 * Returns: nodes reached, @from among them
 */
guint hw_graph_reach (const HwGraph *self,
                      guint from,
                      const guint8 *without_nodes,
                      const guint8 *without_links,
                      guint32 *distance);

G_END_DECLS
