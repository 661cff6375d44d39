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
        count (self, &self->cables[cable], -1);
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
}
