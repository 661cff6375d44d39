/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-name.h"
#include "hw-fabric-private.h"

/* Cables that a person moved, took away or added. All that go are unplugged first, so that cables
 * can change places, and a moved one can take the port of one that was deleted. Then it is judged
 * of all together which of them find their ports free. */

typedef struct
{
  guint override;
  guint32 node, other; /* the end that stays, and where the other goes */
  guint port, other_port;
  HwFabricCable before; /* of a move */
  guint partner;        /* the other half of a change of places, from 1; 0: none */
  gboolean move, refused;
} Pending;

static void
report (HwFabric *self, HwFabricIssue issue, guint override, gint node, guint port)
{
  HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;

  problem.issue = issue;
  problem.override = (gint32) override;
  problem.node = node;
  problem.port = port;
  hw_fabric_report (self, &problem);
}

static void
set_port (HwFabric *self, guint node, guint port, gint32 cable)
{
  self->cable_at[self->first_port[node] + port - 1] = cable;
}

static gboolean
is_free (const HwFabric *self, guint node, guint port)
{
  return hw_fabric_cable_at (self, node, port) < 0;
}

/* The cable stays in the array, at no port, until all overrides are through. */
static void
unplug (HwFabric *self, guint index)
{
  HwFabricCable *cable = &g_array_index (self->cables, HwFabricCable, index);

  set_port (self, cable->low, cable->low_port, -1);
  set_port (self, cable->high, cable->high_port, -1);
  self->n_levels[cable->level]--;
}

static void
plug_between (HwFabric *self, guint a, guint a_port, guint b, guint b_port)
{
  HwFabricLevel level = hw_fabric_level_between (self, a, b);
  guint tier_a = a < self->n_switches ? self->switches[a].role + 1u : 0;
  guint tier_b = b < self->n_switches ? self->switches[b].role + 1u : 0;
  gboolean up = tier_a <= tier_b;
  HwFabricCable cable = { .low = up ? a : b,
                          .high = up ? b : a,
                          .low_port = (guint8)(up ? a_port : b_port),
                          .high_port = (guint8)(up ? b_port : a_port),
                          .level = (guint8)level,
                          .changed = TRUE };

  hw_fabric_plug (self, &cable);
}

/* Two cables change places too where each end of one is given an end of the other: the cable at
 * @change's port is gone with an earlier move from its other end, and what joins their new ends
 * makes room for both. */
static gboolean
change_places (HwFabric *self, Pending *change, GArray *pending)
{
  gint cable = hw_fabric_cable_at (self, change->other, change->other_port);
  guint end_port;
  guint32 end;

  if (cable < 0)
    return FALSE;
  change->before = g_array_index (self->cables, HwFabricCable, cable);
  end = hw_fabric_other_end (&change->before, change->other, &end_port);
  for (guint i = 0; i < pending->len; i++)
    {
      Pending *earlier = &g_array_index (pending, Pending, i);
      guint gone_port;

      if (!earlier->move || earlier->partner != 0 || earlier->other != end
          || earlier->other_port != end_port
          || hw_fabric_other_end (&earlier->before, earlier->node, &gone_port) != change->node
          || gone_port != change->port)
        continue;
      unplug (self, (guint)cable);
      earlier->partner = pending->len + 1;
      change->partner = i + 1;
      return TRUE;
    }
  return FALSE;
}

/* Takes the cable of a deletion or move out, and remembers what is to be plugged. */
static void
take_out (HwFabric *self, const HwFabricOverride *override, guint index, GArray *pending)
{
  Pending change = { .override = index, .move = override->change == HW_FABRIC_MOVE };
  gint node = hw_fabric_find_port (self, override->at, &change.port);
  gint other = -1;
  gint cable;

  if (override->change != HW_FABRIC_DELETE)
    other = hw_fabric_find_port (self, override->to, &change.other_port);
  cable = node >= 0 ? hw_fabric_cable_at (self, (guint)node, change.port) : -1;
  change.node = (guint32)node;
  change.other = (guint32)other;
  if (node < 0
      || (override->change != HW_FABRIC_DELETE
          && (other < 0 || (other == node && change.port == change.other_port)))
      || (override->change == HW_FABRIC_DELETE && cable < 0)
      || (override->change == HW_FABRIC_MOVE && cable < 0
          && !change_places (self, &change, pending)))
    {
      report (self, HW_FABRIC_ISSUE_IDLE, index, -1, 0);
      return;
    }
  if (override->change != HW_FABRIC_ADD && cable >= 0)
    {
      change.before = g_array_index (self->cables, HwFabricCable, cable);
      unplug (self, (guint)cable);
    }
  if (override->change == HW_FABRIC_DELETE)
    self->applied[index] = TRUE;
  else
    g_array_append_val (pending, change);
}

/* Whether the port is free, and nobody before claims it. */
static gboolean
claim (const HwFabric *self, GHashTable *claims, guint node, guint port)
{
  return is_free (self, node, port)
         && g_hash_table_add (claims, GUINT_TO_POINTER (self->first_port[node] + port));
}

static void
refuse (HwFabric *self, Pending *change, guint node, guint port)
{
  change->refused = TRUE;
  report (self, HW_FABRIC_ISSUE_USED, change->override, (gint)node, port);
}

/* Judges those that are not refused yet. Returns: whether a move was refused, whose cable goes back
 * to ports that others may have counted on */
static gboolean
judge (HwFabric *self, GArray *pending)
{
  g_autoptr (GHashTable) claims = g_hash_table_new (NULL, NULL);
  gboolean again = FALSE;

  for (guint i = 0; i < pending->len; i++)
    {
      const Pending *change = &g_array_index (pending, Pending, i);

      if (!change->refused || !change->move)
        continue;
      claim (self, claims, change->before.low, change->before.low_port);
      claim (self, claims, change->before.high, change->before.high_port);
    }
  for (guint i = 0; i < pending->len; i++)
    {
      Pending *change = &g_array_index (pending, Pending, i);

      if (change->refused)
        continue;
      if (!claim (self, claims, change->node, change->port))
        refuse (self, change, change->node, change->port);
      else if (!claim (self, claims, change->other, change->other_port))
        refuse (self, change, change->other, change->other_port);
      if (!change->refused)
        continue;
      again |= change->move;
      if (change->partner != 0)
        {
          Pending *partner = &g_array_index (pending, Pending, change->partner - 1);

          if (!partner->refused)
            refuse (self, partner, partner->other, partner->other_port);
        }
    }
  return again;
}

static void
put_in (HwFabric *self, const Pending *change)
{
  if (!change->refused)
    {
      plug_between (self, change->node, change->port, change->other, change->other_port);
      self->applied[change->override] = TRUE;
    }
  else if (change->move)
    hw_fabric_plug (self, &change->before);
}

static void
drop_unplugged (HwFabric *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->cables->len; i++)
    {
      HwFabricCable cable = g_array_index (self->cables, HwFabricCable, i);

      if (hw_fabric_cable_at (self, cable.low, cable.low_port) != (gint)i)
        continue;
      set_port (self, cable.low, cable.low_port, (gint32)kept);
      set_port (self, cable.high, cable.high_port, (gint32)kept);
      g_array_index (self->cables, HwFabricCable, kept++) = cable;
    }
  g_array_set_size (self->cables, kept);
}

void
hw_fabric_apply_overrides (HwFabric *self, const HwFabricDescription *description)
{
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (Pending));

  for (guint i = 0; i < description->n_overrides; i++)
    if (description->overrides[i].change != HW_FABRIC_PIN)
      take_out (self, &description->overrides[i], i, pending);
  while (judge (self, pending))
    ;
  for (guint i = 0; i < pending->len; i++)
    put_in (self, &g_array_index (pending, Pending, i));
  drop_unplugged (self);
}
