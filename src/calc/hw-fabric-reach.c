/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-reach.h"

struct _HwFabricReach
{
  const HwFabric *fabric;
  const HwFabricCable *cables;
  guint n_switches;
  gboolean joined; /* leaves meet by themselves, or by another network */
  guint *ways_up;  /* by switch: working links to the tier above */
  guint *ports;    /* by member: that reach something */
  guint8 *dead;    /* by cable */
  guint8 *cut;     /* by cable: its leaf has no way up */
  GArray *undo;    /* guint: cable, doubled, and whether it is cut instead of dead */
  GArray *found;   /* guint: members */
  GArray *broken;  /* guint: cables that are dead */
  GArray *lone;    /* guint: cables that are cut when all works */
};

static gboolean
is_member (const HwFabricReach *self, guint node)
{
  return node >= self->n_switches;
}

/* Adds to the ports of the members at a cable. */
static void
count (HwFabricReach *self, const HwFabricCable *cable, int by)
{
  if (is_member (self, cable->low))
    self->ports[cable->low - self->n_switches] += by;
  if (is_member (self, cable->high))
    self->ports[cable->high - self->n_switches] += by;
}

static void
lose (HwFabricReach *self, guint cable)
{
  const HwFabricCable *row = &self->cables[cable];

  count (self, row, -1);
  for (guint end = 0; end < 2; end++)
    {
      guint node = end == 0 ? row->low : row->high;
      guint member = node - self->n_switches;

      if (is_member (self, node) && self->ports[member] == 0)
        g_array_append_val (self->found, member);
    }
}

/* Members at a leaf without a way up. Between two members there is no leaf. */
static void
cut_leaf (HwFabricReach *self, guint leaf, gboolean note)
{
  for (guint port = 1; port <= hw_fabric_count_ports (self->fabric, leaf); port++)
    {
      gint cable = hw_fabric_cable_at (self->fabric, leaf, port);
      guint mark;

      if (cable < 0 || self->dead[cable] || self->cut[cable]
          || !(is_member (self, self->cables[cable].low)
               || is_member (self, self->cables[cable].high)))
        continue;
      self->cut[cable] = TRUE;
      mark = 2 * (guint)cable + 1;
      if (note)
        {
          g_array_append_val (self->undo, mark);
          lose (self, (guint)cable);
        }
      else
        {
          g_array_append_val (self->lone, cable);
          count (self, &self->cables[cable], -1);
        }
    }
}

HwFabricReach *
hw_fabric_reach_new (const HwFabric *fabric)
{
  HwFabricReach *self = g_new0 (HwFabricReach, 1);
  guint n, n_leaves = 0;

  self->fabric = fabric;
  self->cables = hw_fabric_get_cables (fabric, &n);
  self->n_switches = hw_fabric_count_switches (fabric);
  self->ways_up = g_new0 (guint, MAX (self->n_switches, 1));
  self->ports = g_new0 (guint, MAX (hw_fabric_count_members (fabric), 1));
  self->dead = g_new0 (guint8, MAX (n, 1));
  self->cut = g_new0 (guint8, MAX (n, 1));
  self->undo = g_array_new (FALSE, FALSE, sizeof (guint));
  self->found = g_array_new (FALSE, FALSE, sizeof (guint));
  self->broken = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lone = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->n_switches; i++)
    n_leaves += hw_fabric_get_switch (fabric, i)->role == HW_FABRIC_LEAF;
  self->joined = n_leaves < 2 || hw_fabric_get_rule (fabric)->uplinked;
  for (guint i = 0; i < n; i++)
    {
      if (self->cables[i].level == HW_FABRIC_CABLE_SPINE)
        self->ways_up[self->cables[i].low]++;
      count (self, &self->cables[i], 1);
    }
  for (guint i = 0; !self->joined && i < self->n_switches; i++)
    if (self->ways_up[i] == 0)
      cut_leaf (self, i, FALSE);
  return self;
}

void
hw_fabric_reach_free (HwFabricReach *self)
{
  if (self == NULL)
    return;
  g_free (self->ways_up);
  g_free (self->ports);
  g_free (self->dead);
  g_free (self->cut);
  g_array_unref (self->undo);
  g_array_unref (self->found);
  g_array_unref (self->broken);
  g_array_unref (self->lone);
  g_free (self);
}

void
hw_fabric_reach_fail_cable (HwFabricReach *self, guint cable)
{
  const HwFabricCable *row = &self->cables[cable];
  guint mark = 2 * cable;

  if (self->dead[cable])
    return;
  self->dead[cable] = TRUE;
  g_array_append_val (self->undo, mark);
  g_array_append_val (self->broken, cable);
  if (!self->cut[cable])
    lose (self, cable);
  if (row->level == HW_FABRIC_CABLE_SPINE && --self->ways_up[row->low] == 0 && !self->joined)
    cut_leaf (self, row->low, TRUE);
}

void
hw_fabric_reach_fail_node (HwFabricReach *self, guint node)
{
  for (guint port = 1; port <= hw_fabric_count_ports (self->fabric, node); port++)
    {
      gint cable = hw_fabric_cable_at (self->fabric, node, port);

      if (cable >= 0)
        hw_fabric_reach_fail_cable (self, (guint)cable);
    }
}

const GArray *
hw_fabric_reach_cut_off (HwFabricReach *self)
{
  return self->found;
}

void
hw_fabric_reach_reset (HwFabricReach *self)
{
  for (guint i = self->undo->len; i-- > 0;)
    {
      guint mark = g_array_index (self->undo, guint, i);
      guint cable = mark / 2;
      const HwFabricCable *row = &self->cables[cable];

      if (mark & 1)
        self->cut[cable] = FALSE;
      else
        {
          self->dead[cable] = FALSE;
          if (row->level == HW_FABRIC_CABLE_SPINE)
            self->ways_up[row->low]++;
        }
      if (!self->dead[cable] && !self->cut[cable])
        count (self, row, 1);
    }
  g_array_set_size (self->undo, 0);
  g_array_set_size (self->found, 0);
  g_array_set_size (self->broken, 0);
}

void
hw_fabric_reach_take (HwFabricReach *self, const HwFabricFailure *failure)
{
  hw_fabric_reach_reset (self);
  for (guint i = 0; i < failure->failed_nodes->len; i++)
    hw_fabric_reach_fail_node (self, g_array_index (failure->failed_nodes, guint, i));
  for (guint i = 0; i < failure->failed_cables->len; i++)
    hw_fabric_reach_fail_cable (self, g_array_index (failure->failed_cables, guint, i));
}

const GArray *
hw_fabric_reach_dead (HwFabricReach *self)
{
  return self->broken;
}

/* --- losses --- */

/* Ports that a loss has room for. */
#define MOST_PORTS 128

/* One port of a member at a cable. */
static void
add_port (const HwFabricReach *self, guint cable, guint node, guint port, GArray *losses)
{
  HwFabricLoss loss = { .member = node - self->n_switches };
  guint64 *bits = self->dead[cable] ? loss.dead : loss.cut_off;

  if (!is_member (self, node) || port > MOST_PORTS)
    return;
  bits[(port - 1) / 64] = G_GUINT64_CONSTANT (1) << ((port - 1) & 63);
  g_array_append_val (losses, loss);
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  guint32 x = ((const HwFabricLoss *)a)->member, y = ((const HwFabricLoss *)b)->member;

  return x < y ? -1 : x > y;
}

GArray *
hw_fabric_reach_losses (HwFabricReach *self, const HwFabricFailure *failure)
{
  g_autoptr (GArray) ports = g_array_new (FALSE, TRUE, sizeof (HwFabricLoss));
  GArray *losses = g_array_new (FALSE, TRUE, sizeof (HwFabricLoss));

  for (guint i = 0; i < self->undo->len + self->lone->len; i++)
    {
      guint cable = i < self->undo->len ? g_array_index (self->undo, guint, i) / 2
                                        : g_array_index (self->lone, guint, i - self->undo->len);
      const HwFabricCable *row = &self->cables[cable];

      add_port (self, cable, row->low, row->low_port, ports);
      add_port (self, cable, row->high, row->high_port, ports);
    }
  g_array_sort (ports, compare_members);
  for (guint i = 0; i < ports->len; i++)
    {
      const HwFabricLoss *port = &g_array_index (ports, HwFabricLoss, i);
      HwFabricLoss *last
          = losses->len > 0 ? &g_array_index (losses, HwFabricLoss, losses->len - 1) : NULL;

      if (failure->nodes[self->n_switches + port->member])
        continue;
      if (last == NULL || last->member != port->member)
        {
          g_array_append_val (losses, *port);
          continue;
        }
      for (guint half = 0; half < 2; half++)
        {
          last->dead[half] |= port->dead[half];
          last->cut_off[half] |= port->cut_off[half];
        }
    }
  for (guint i = 0; i < losses->len; i++)
    {
      HwFabricLoss *loss = &g_array_index (losses, HwFabricLoss, i);

      loss->n_lost
          = hw_fabric_count_ports_lost (loss->dead) + hw_fabric_count_ports_lost (loss->cut_off);
    }
  return losses;
}
