/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-network.h"

typedef struct
{
  const char *id;
  guint n;
  const double *x;
  const double *y;
} Curve;

struct _HwPipeNetwork
{
  double viscosity_m2_s;
  GArray *nodes;  /* of HwPipeNode */
  GArray *links;  /* of HwPipeLink */
  GArray *curves; /* of Curve */
  /* Number plus one by id, of ids that `ids` owns. */
  GHashTable *node_ids;
  GHashTable *link_ids;
  GHashTable *curve_ids;
  GStringChunk *ids;
};

static void
clear_curve (gpointer data)
{
  Curve *curve = data;

  g_free ((gpointer)curve->x);
  g_free ((gpointer)curve->y);
}

HwPipeNetwork *
hw_pipe_network_new (void)
{
  HwPipeNetwork *self = g_new0 (HwPipeNetwork, 1);

  self->nodes = g_array_new (FALSE, FALSE, sizeof (HwPipeNode));
  self->links = g_array_new (FALSE, FALSE, sizeof (HwPipeLink));
  self->curves = g_array_new (FALSE, FALSE, sizeof (Curve));
  g_array_set_clear_func (self->curves, clear_curve);
  self->node_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->link_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->curve_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_string_chunk_new (4096);
  return self;
}

HwPipeNetwork *
hw_pipe_network_copy (const HwPipeNetwork *self)
{
  HwPipeNetwork *copy = hw_pipe_network_new ();

  copy->viscosity_m2_s = self->viscosity_m2_s;
  for (guint i = 0; i < self->nodes->len; i++)
    hw_pipe_network_add_node (copy, hw_pipe_network_node (self, i));
  for (guint i = 0; i < self->curves->len; i++)
    {
      const Curve *curve = &g_array_index (self->curves, Curve, i);
      hw_pipe_network_add_curve (copy, curve->id, curve->n, curve->x, curve->y);
    }
  for (guint i = 0; i < self->links->len; i++)
    hw_pipe_network_add_link (copy, hw_pipe_network_link (self, i));
  return copy;
}

void
hw_pipe_network_free (HwPipeNetwork *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->nodes);
  g_array_unref (self->links);
  g_array_unref (self->curves);
  g_hash_table_unref (self->node_ids);
  g_hash_table_unref (self->link_ids);
  g_hash_table_unref (self->curve_ids);
  g_string_chunk_free (self->ids);
  g_free (self);
}

void
hw_pipe_network_set_viscosity (HwPipeNetwork *self, double viscosity_m2_s)
{
  self->viscosity_m2_s = viscosity_m2_s;
}

double
hw_pipe_network_get_viscosity (const HwPipeNetwork *self)
{
  return self->viscosity_m2_s;
}

/* Returns: a copy of the id that lives as long as the network; %NULL where it is taken */
static const char *
take_id (HwPipeNetwork *self, GHashTable *taken, const char *id, guint number)
{
  const char *copy;

  if (g_hash_table_contains (taken, id))
    return NULL;
  copy = g_string_chunk_insert (self->ids, id);
  g_hash_table_insert (taken, (gpointer)copy, GUINT_TO_POINTER (number + 1));
  return copy;
}

guint
hw_pipe_network_add_node (HwPipeNetwork *self, const HwPipeNode *node)
{
  HwPipeNode copy = *node;

  copy.id = take_id (self, self->node_ids, node->id, self->nodes->len);
  if (copy.id == NULL)
    return G_MAXUINT;
  g_array_append_val (self->nodes, copy);
  return self->nodes->len - 1;
}

guint
hw_pipe_network_add_link (HwPipeNetwork *self, const HwPipeLink *link)
{
  HwPipeLink copy = *link;

  g_return_val_if_fail (link->from < self->nodes->len && link->to < self->nodes->len, G_MAXUINT);
  copy.id = take_id (self, self->link_ids, link->id, self->links->len);
  if (copy.id == NULL)
    return G_MAXUINT;
  g_array_append_val (self->links, copy);
  return self->links->len - 1;
}

guint
hw_pipe_network_add_curve (
    HwPipeNetwork *self, const char *id, guint n, const double *x, const double *y)
{
  Curve curve = { .n = n };

  curve.id = take_id (self, self->curve_ids, id, self->curves->len);
  if (curve.id == NULL)
    return G_MAXUINT;
  curve.x = g_memdup2 (x, n * sizeof (double));
  curve.y = g_memdup2 (y, n * sizeof (double));
  g_array_append_val (self->curves, curve);
  return self->curves->len - 1;
}

guint
hw_pipe_network_n_nodes (const HwPipeNetwork *self)
{
  return self->nodes->len;
}

guint
hw_pipe_network_n_links (const HwPipeNetwork *self)
{
  return self->links->len;
}

guint
hw_pipe_network_n_curves (const HwPipeNetwork *self)
{
  return self->curves->len;
}

const HwPipeNode *
hw_pipe_network_node (const HwPipeNetwork *self, guint node)
{
  return &g_array_index (self->nodes, HwPipeNode, node);
}

const HwPipeLink *
hw_pipe_network_link (const HwPipeNetwork *self, guint link)
{
  return &g_array_index (self->links, HwPipeLink, link);
}

guint
hw_pipe_network_curve (const HwPipeNetwork *self, guint curve, const double **x, const double **y)
{
  const Curve *found = &g_array_index (self->curves, Curve, curve);

  *x = found->x;
  *y = found->y;
  return found->n;
}

const char *
hw_pipe_network_curve_id (const HwPipeNetwork *self, guint curve)
{
  return g_array_index (self->curves, Curve, curve).id;
}

void
hw_pipe_network_set_link (HwPipeNetwork *self, guint link, const HwPipeLink *values)
{
  HwPipeLink *mine = &g_array_index (self->links, HwPipeLink, link);
  HwPipeLink changed = *values;

  changed.id = mine->id;
  changed.from = mine->from;
  changed.to = mine->to;
  *mine = changed;
}

void
hw_pipe_network_set_node (HwPipeNetwork *self, guint node, const HwPipeNode *values)
{
  HwPipeNode *mine = &g_array_index (self->nodes, HwPipeNode, node);
  HwPipeNode changed = *values;

  changed.id = mine->id;
  changed.fixed = mine->fixed;
  *mine = changed;
}

static gboolean
find (GHashTable *ids, const char *id, guint *number)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (ids, id));

  *number = found - 1;
  return found != 0;
}

gboolean
hw_pipe_network_find_node (const HwPipeNetwork *self, const char *id, guint *node)
{
  return find (self->node_ids, id, node);
}

gboolean
hw_pipe_network_find_link (const HwPipeNetwork *self, const char *id, guint *link)
{
  return find (self->link_ids, id, link);
}

gboolean
hw_pipe_network_find_curve (const HwPipeNetwork *self, const char *id, guint *curve)
{
  return find (self->curve_ids, id, curve);
}
