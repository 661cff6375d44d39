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

/* Ids, and numbers plus one by them. Copies of a network share them until one adds something. */
typedef struct
{
  gint n_users;
  GHashTable *nodes;
  GHashTable *links;
  GHashTable *curves;
  GStringChunk *texts;
} Names;

struct _HwPipeNetwork
{
  double viscosity_m2_s;
  GArray *nodes;  /* of HwPipeNode */
  GArray *links;  /* of HwPipeLink */
  GArray *curves; /* of Curve */
  Names *names;
};

static Names *
names_new (void)
{
  Names *self = g_new (Names, 1);

  self->n_users = 1;
  self->nodes = g_hash_table_new (g_str_hash, g_str_equal);
  self->links = g_hash_table_new (g_str_hash, g_str_equal);
  self->curves = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_string_chunk_new (4096);
  return self;
}

static void
names_unref (Names *self)
{
  if (!g_atomic_int_dec_and_test (&self->n_users))
    return;
  g_hash_table_unref (self->nodes);
  g_hash_table_unref (self->links);
  g_hash_table_unref (self->curves);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static void
clear_curve (gpointer data)
{
  Curve *curve = data;

  g_free ((gpointer)curve->x);
  g_free ((gpointer)curve->y);
}

static HwPipeNetwork *
network_new (guint n_nodes, guint n_links, Names *names_taken)
{
  HwPipeNetwork *self = g_new0 (HwPipeNetwork, 1);

  self->nodes = g_array_sized_new (FALSE, FALSE, sizeof (HwPipeNode), n_nodes);
  self->links = g_array_sized_new (FALSE, FALSE, sizeof (HwPipeLink), n_links);
  self->curves = g_array_new (FALSE, FALSE, sizeof (Curve));
  g_array_set_clear_func (self->curves, clear_curve);
  self->names = names_taken;
  return self;
}

HwPipeNetwork *
hw_pipe_network_new (void)
{
  return network_new (0, 0, names_new ());
}

HwPipeNetwork *
hw_pipe_network_copy (const HwPipeNetwork *self)
{
  HwPipeNetwork *copy = network_new (self->nodes->len, self->links->len, self->names);

  g_atomic_int_inc (&self->names->n_users);
  copy->viscosity_m2_s = self->viscosity_m2_s;
  g_array_append_vals (copy->nodes, self->nodes->data, self->nodes->len);
  g_array_append_vals (copy->links, self->links->data, self->links->len);
  for (guint i = 0; i < self->curves->len; i++)
    {
      Curve curve = g_array_index (self->curves, Curve, i);
      curve.x = g_memdup2 (curve.x, curve.n * sizeof (double));
      curve.y = g_memdup2 (curve.y, curve.n * sizeof (double));
      g_array_append_val (copy->curves, curve);
    }
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
  names_unref (self->names);
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

static const char *
enter (Names *names, GHashTable *taken, const char *id, guint number)
{
  const char *copy = g_string_chunk_insert (names->texts, id);

  g_hash_table_insert (taken, (gpointer)copy, GUINT_TO_POINTER (number + 1));
  return copy;
}

/* Before something is added: names of its own. */
static void
own_names (HwPipeNetwork *self)
{
  Names *names;

  if (g_atomic_int_get (&self->names->n_users) == 1)
    return;
  names = names_new ();
  for (guint i = 0; i < self->nodes->len; i++)
    {
      HwPipeNode *node = &g_array_index (self->nodes, HwPipeNode, i);
      node->id = enter (names, names->nodes, node->id, i);
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      HwPipeLink *link = &g_array_index (self->links, HwPipeLink, i);
      link->id = enter (names, names->links, link->id, i);
    }
  for (guint i = 0; i < self->curves->len; i++)
    {
      Curve *curve = &g_array_index (self->curves, Curve, i);
      curve->id = enter (names, names->curves, curve->id, i);
    }
  names_unref (self->names);
  self->names = names;
}

guint
hw_pipe_network_add_node (HwPipeNetwork *self, const HwPipeNode *node)
{
  HwPipeNode copy = *node;

  if (g_hash_table_contains (self->names->nodes, node->id))
    return G_MAXUINT;
  own_names (self);
  copy.id = enter (self->names, self->names->nodes, node->id, self->nodes->len);
  g_array_append_val (self->nodes, copy);
  return self->nodes->len - 1;
}

guint
hw_pipe_network_add_link (HwPipeNetwork *self, const HwPipeLink *link)
{
  HwPipeLink copy = *link;

  g_return_val_if_fail (link->from < self->nodes->len && link->to < self->nodes->len, G_MAXUINT);
  if (g_hash_table_contains (self->names->links, link->id))
    return G_MAXUINT;
  own_names (self);
  copy.id = enter (self->names, self->names->links, link->id, self->links->len);
  g_array_append_val (self->links, copy);
  return self->links->len - 1;
}

guint
hw_pipe_network_add_curve (
    HwPipeNetwork *self, const char *id, guint n, const double *x, const double *y)
{
  Curve curve = { .n = n };

  if (g_hash_table_contains (self->names->curves, id))
    return G_MAXUINT;
  own_names (self);
  curve.id = enter (self->names, self->names->curves, id, self->curves->len);
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
  return find (self->names->nodes, id, node);
}

gboolean
hw_pipe_network_find_link (const HwPipeNetwork *self, const char *id, guint *link)
{
  return find (self->names->links, id, link);
}

gboolean
hw_pipe_network_find_curve (const HwPipeNetwork *self, const char *id, guint *curve)
{
  return find (self->names->curves, id, curve);
}
