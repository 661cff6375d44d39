/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-name.h"
#include "hw-fabric-private.h"

/* Cables that a person moved, took away or added. All that go are unplugged first, so that two
 * cables can change places, and a moved one can take the port of one that was deleted. */

typedef struct
{
  guint override;
  guint32 node, other, former; /* the end that stays, where the other goes, and where it was */
  guint port, other_port, former_port;
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
plug_between (HwFabric *self, guint a, guint a_port, guint b, guint b_port, gboolean changed)
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
                          .changed = changed != FALSE };

  hw_fabric_plug (self, &cable);
}

/* Takes the cable of a deletion or move out, and remembers what is to be plugged. */
static void
take_out (HwFabric *self, const HwFabricOverride *override, guint index, GArray *pending)
{
  Pending change = { .override = index };
  gint node = hw_fabric_find_port (self, override->at, &change.port);
  gint other = -1;
  gint cable;

  if (override->change != HW_FABRIC_DELETE)
    other = hw_fabric_find_port (self, override->to, &change.other_port);
  cable = node >= 0 ? hw_fabric_cable_at (self, (guint)node, change.port) : -1;
  if (node < 0 || (override->change != HW_FABRIC_ADD && cable < 0)
      || (override->change != HW_FABRIC_DELETE
          && (other < 0 || (other == node && change.port == change.other_port))))
    {
      report (self, HW_FABRIC_ISSUE_IDLE, index, -1, 0);
      return;
    }
  change.node = (guint32)node;
  change.other = (guint32)other;
  if (override->change != HW_FABRIC_ADD)
    {
      change.former = hw_fabric_other_end (
          &g_array_index (self->cables, HwFabricCable, cable), change.node, &change.former_port);
      unplug (self, (guint)cable);
    }
  if (override->change == HW_FABRIC_DELETE)
    self->applied[index] = TRUE;
  else
    g_array_append_val (pending, change);
}

static void
put_in (HwFabric *self, const HwFabricOverride *override, const Pending *change)
{
  if (!is_free (self, change->node, change->port))
    report (self, HW_FABRIC_ISSUE_USED, change->override, (gint)change->node, change->port);
  else if (!is_free (self, change->other, change->other_port))
    {
      report (
          self, HW_FABRIC_ISSUE_USED, change->override, (gint)change->other, change->other_port);
      if (override->change == HW_FABRIC_MOVE && is_free (self, change->former, change->former_port))
        plug_between (self, change->node, change->port, change->former, change->former_port, FALSE);
    }
  else
    {
      plug_between (self, change->node, change->port, change->other, change->other_port, TRUE);
      self->applied[change->override] = TRUE;
    }
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
  for (guint i = 0; i < pending->len; i++)
    {
      const Pending *change = &g_array_index (pending, Pending, i);

      put_in (self, &description->overrides[change->override], change);
    }
  drop_unplugged (self);
}
