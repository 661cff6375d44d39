/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-tray.h"

#include <math.h>

#include "hw-graph.h"

/* Cuts nearer to each other than this are one. */
#define SAME_M 1e-3

/* A place on a tray that becomes a node of the graph. */
typedef struct
{
  guint32 tray;
  double at_m;
  guint32 node;
  guint32 number; /* by which it is found again after sorting */
} Cut;

/* Two cuts that cables pass between, or a drop's way to its cut. */
typedef struct
{
  guint32 from, to; /* numbers of cuts */
  double length_m;
} Joint;

struct _HwTrayNetwork
{
  GArray *segments; /* HwTraySegment; the first links of the graph */
  HwGraph *graph;
  GArray *lengths; /* double, by link */
  guint n_drops;
  double *drop_m;
  guint32 *drop_node; /* HW_GRAPH_NONE: no tray in reach */
  /* of the last search */
  double *distance;
  guint32 *link_to; /* by node: the link by which it is reached */
  guint32 *node_to; /* and from where */
};

typedef struct
{
  double x, y;
} Point;

static Point
along (const HwTray *tray, double at_m)
{
  double dx = (tray->x2_mm - tray->x1_mm) / 1000.0, dy = (tray->y2_mm - tray->y1_mm) / 1000.0;
  double length = hypot (dx, dy);
  double share = length > 0 ? at_m / length : 0;

  return (Point){ tray->x1_mm / 1000.0 + dx * share, tray->y1_mm / 1000.0 + dy * share };
}

static double
tray_length (const HwTray *tray)
{
  return hypot (tray->x2_mm - tray->x1_mm, tray->y2_mm - tray->y1_mm) / 1000;
}

/* The place on a tray nearest to a point. Returns: m along it; @aside is the distance */
static double
nearest (const HwTray *tray, Point point, double *aside)
{
  double length = tray_length (tray);
  Point first = along (tray, 0), last = along (tray, length);
  double at = 0;
  Point foot;

  if (length > 0)
    at = ((point.x - first.x) * (last.x - first.x) + (point.y - first.y) * (last.y - first.y))
         / length;
  at = fmin (fmax (at, 0), length);
  foot = along (tray, at);
  *aside = hypot (point.x - foot.x, point.y - foot.y);
  return at;
}

static guint32
add_cut (GArray *cuts, guint tray, double at_m)
{
  Cut cut = { (guint32)tray, at_m, 0, cuts->len };

  g_array_append_val (cuts, cut);
  return cut.number;
}

static void
add_joint (GArray *joints, guint32 from, guint32 to, double length_m)
{
  Joint joint = { from, to, length_m };

  g_array_append_val (joints, joint);
}

static gboolean
crossing (const HwTray *a, const HwTray *b, double *at_a, double *at_b)
{
  double ax = a->x2_mm - a->x1_mm, ay = a->y2_mm - a->y1_mm;
  double bx = b->x2_mm - b->x1_mm, by = b->y2_mm - b->y1_mm;
  double dx = b->x1_mm - a->x1_mm, dy = b->y1_mm - a->y1_mm;
  double cross = ax * by - ay * bx;
  double share_a, share_b;

  if (cross == 0)
    return FALSE;
  share_a = (dx * by - dy * bx) / cross;
  share_b = (dx * ay - dy * ax) / cross;
  if (share_a < 0 || share_a > 1 || share_b < 0 || share_b > 1)
    return FALSE;
  *at_a = share_a * tray_length (a);
  *at_b = share_b * tray_length (b);
  return TRUE;
}

/* Trays that do not cross still meet where an end of one is above, below or beside the other. */
static void
join_end (const HwTray *trays, guint i, gboolean last, guint j, GArray *cuts, GArray *joints)
{
  double at_i = last ? tray_length (&trays[i]) : 0;
  double aside;
  double at_j = nearest (&trays[j], along (&trays[i], at_i), &aside);
  double reach = (trays[i].width_mm + trays[j].width_mm) / 2000.0;

  if (aside <= reach)
    add_joint (joints,
               add_cut (cuts, i, at_i),
               add_cut (cuts, j, at_j),
               aside + fabs ((trays[i].height_mm - trays[j].height_mm) / 1000.0));
}

static void
join_trays (const HwTray *trays, guint n_trays, GArray *cuts, GArray *joints)
{
  for (guint i = 0; i < n_trays; i++)
    for (guint j = i + 1; j < n_trays; j++)
      {
        double at_i, at_j;

        if (trays[i].room != trays[j].room)
          continue;
        if (crossing (&trays[i], &trays[j], &at_i, &at_j))
          {
            add_joint (joints,
                       add_cut (cuts, i, at_i),
                       add_cut (cuts, j, at_j),
                       fabs ((trays[i].height_mm - trays[j].height_mm) / 1000.0));
            continue;
          }
        for (int last = 0; last < 2; last++)
          {
            join_end (trays, i, last, j, cuts, joints);
            join_end (trays, j, last, i, cuts, joints);
          }
      }
}

/* A drop's cut, HW_GRAPH_NONE where no tray is in reach. */
static guint32
drop_to_tray (const HwTray *trays,
              guint n_trays,
              const HwTrayDrop *drop,
              double reach,
              GArray *cuts,
              double *way)
{
  Point point = { drop->x_mm / 1000.0, drop->y_mm / 1000.0 };
  guint best_tray = n_trays;
  double best_at = 0;

  *way = INFINITY;
  for (guint i = 0; i < n_trays; i++)
    {
      double aside;
      double at = nearest (&trays[i], point, &aside);
      double all = aside + fabs ((trays[i].height_mm - drop->height_mm) / 1000.0);

      if (trays[i].room != drop->room || aside > reach || all >= *way)
        continue;
      *way = all;
      best_tray = i;
      best_at = at;
    }
  if (best_tray < n_trays)
    return add_cut (cuts, best_tray, best_at);
  *way = NAN;
  return HW_GRAPH_NONE;
}

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  const Cut *x = a;
  const Cut *y = b;

  if (x->tray != y->tray)
    return x->tray < y->tray ? -1 : 1;
  if (x->at_m < y->at_m || x->at_m > y->at_m)
    return x->at_m < y->at_m ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

/* Cuts along each tray become nodes, and what lies between them segments. */
static guint
make_segments (HwTrayNetwork *self, GArray *cuts, GArray *links, guint32 *node_of)
{
  guint n_nodes = 0;

  g_array_sort (cuts, compare_cuts);
  for (guint i = 0; i < cuts->len; i++)
    {
      Cut *cut = &g_array_index (cuts, Cut, i);
      const Cut *before = i > 0 ? &g_array_index (cuts, Cut, i - 1) : NULL;

      if (before != NULL && before->tray == cut->tray && cut->at_m - before->at_m < SAME_M)
        cut->node = before->node;
      else
        {
          cut->node = n_nodes++;
          if (before != NULL && before->tray == cut->tray)
            {
              HwTraySegment segment = { cut->tray, before->at_m, cut->at_m };
              HwGraphLink link = { before->node, cut->node };
              double length = cut->at_m - before->at_m;

              g_array_append_val (self->segments, segment);
              g_array_append_val (links, link);
              g_array_append_val (self->lengths, length);
            }
        }
      node_of[cut->number] = cut->node;
    }
  return n_nodes;
}

HwTrayNetwork *
hw_tray_network_new (
    const HwTray *trays, guint n_trays, const HwTrayDrop *drops, guint n_drops, double most_reach_m)
{
  HwTrayNetwork *self = g_new0 (HwTrayNetwork, 1);
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  g_autoptr (GArray) joints = g_array_new (FALSE, FALSE, sizeof (Joint));
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (HwGraphLink));
  g_autofree guint32 *node_of = NULL;
  guint n_nodes;

  self->segments = g_array_new (FALSE, FALSE, sizeof (HwTraySegment));
  self->lengths = g_array_new (FALSE, FALSE, sizeof (double));
  self->n_drops = n_drops;
  self->drop_m = g_new (double, MAX (n_drops, 1));
  self->drop_node = g_new (guint32, MAX (n_drops, 1));
  for (guint i = 0; i < n_trays; i++)
    {
      add_cut (cuts, i, 0);
      add_cut (cuts, i, tray_length (&trays[i]));
    }
  join_trays (trays, n_trays, cuts, joints);
  for (guint i = 0; i < n_drops; i++)
    self->drop_node[i]
        = drop_to_tray (trays, n_trays, &drops[i], most_reach_m, cuts, &self->drop_m[i]);
  node_of = g_new (guint32, MAX (cuts->len, 1));
  n_nodes = make_segments (self, cuts, links, node_of);
  for (guint i = 0; i < n_drops; i++)
    if (self->drop_node[i] != HW_GRAPH_NONE)
      self->drop_node[i] = node_of[self->drop_node[i]];
  for (guint i = 0; i < joints->len; i++)
    {
      const Joint *joint = &g_array_index (joints, Joint, i);
      HwGraphLink link = { node_of[joint->from], node_of[joint->to] };

      g_array_append_val (links, link);
      g_array_append_val (self->lengths, joint->length_m);
    }
  self->graph = hw_graph_new (n_nodes, (const HwGraphLink *)(gpointer)links->data, links->len);
  self->distance = g_new (double, MAX (n_nodes, 1));
  self->link_to = g_new (guint32, MAX (n_nodes, 1));
  self->node_to = g_new (guint32, MAX (n_nodes, 1));
  return self;
}

void
hw_tray_network_free (HwTrayNetwork *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->segments);
  g_array_unref (self->lengths);
  hw_graph_free (self->graph);
  g_free (self->drop_m);
  g_free (self->drop_node);
  g_free (self->distance);
  g_free (self->link_to);
  g_free (self->node_to);
  g_free (self);
}

const HwTraySegment *
hw_tray_network_get_segments (const HwTrayNetwork *self, guint *n)
{
  *n = self->segments->len;
  return (const HwTraySegment *)(gpointer)self->segments->data;
}

double
hw_tray_network_drop_m (const HwTrayNetwork *self, guint drop)
{
  return self->drop_m[drop];
}

/* --- search --- */

typedef struct
{
  double distance;
  guint32 node;
} Entry;

static void
heap_push (GArray *heap, Entry entry)
{
  guint at = heap->len;

  g_array_append_val (heap, entry);
  while (at > 0 && g_array_index (heap, Entry, (at - 1) / 2).distance > entry.distance)
    {
      g_array_index (heap, Entry, at) = g_array_index (heap, Entry, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  g_array_index (heap, Entry, at) = entry;
}

static Entry
heap_pop (GArray *heap)
{
  Entry top = g_array_index (heap, Entry, 0);
  Entry last = g_array_index (heap, Entry, heap->len - 1);
  guint at = 0;

  g_array_set_size (heap, heap->len - 1);
  if (heap->len == 0)
    return top;
  while (2 * at + 1 < heap->len)
    {
      guint child = 2 * at + 1;

      if (child + 1 < heap->len
          && g_array_index (heap, Entry, child + 1).distance
                 < g_array_index (heap, Entry, child).distance)
        child++;
      if (g_array_index (heap, Entry, child).distance >= last.distance)
        break;
      g_array_index (heap, Entry, at) = g_array_index (heap, Entry, child);
      at = child;
    }
  g_array_index (heap, Entry, at) = last;
  return top;
}

void
hw_tray_network_seek (HwTrayNetwork *self, guint drop, const guint8 *closed)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint32 start = self->drop_node[drop];

  for (guint i = 0; i < hw_graph_count_nodes (self->graph); i++)
    {
      self->distance[i] = INFINITY;
      self->link_to[i] = HW_GRAPH_NONE;
    }
  if (start == HW_GRAPH_NONE)
    return;
  self->distance[start] = 0;
  heap_push (heap, (Entry){ 0, start });
  while (heap->len > 0)
    {
      Entry entry = heap_pop (heap);
      guint n;
      const HwGraphEnd *ends = hw_graph_ends (self->graph, entry.node, &n);

      if (entry.distance > self->distance[entry.node])
        continue;
      for (guint i = 0; i < n; i++)
        {
          double reached = entry.distance + g_array_index (self->lengths, double, ends[i].link);

          if (reached >= self->distance[ends[i].node]
              || (closed != NULL && ends[i].link < self->segments->len && closed[ends[i].link]))
            continue;
          self->distance[ends[i].node] = reached;
          self->link_to[ends[i].node] = ends[i].link;
          self->node_to[ends[i].node] = entry.node;
          heap_push (heap, (Entry){ reached, ends[i].node });
        }
    }
}

double
hw_tray_network_way (const HwTrayNetwork *self, guint drop, GArray *segments)
{
  guint32 node = self->drop_node[drop];

  if (node == HW_GRAPH_NONE || !isfinite (self->distance[node]))
    return INFINITY;
  for (guint32 at = node; segments != NULL && self->link_to[at] != HW_GRAPH_NONE;
       at = self->node_to[at])
    if (self->link_to[at] < self->segments->len)
      g_array_append_val (segments, self->link_to[at]);
  return self->distance[node];
}
