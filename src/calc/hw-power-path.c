/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-path.h"

#include "hw-results-private.h"

/* The paths of more objects together show nothing. */
#define MOST_REFS 256
#define TAPS ((1u << HW_POWER_TAPS) - 1)
/* Beside the taps of a rack. */
#define FED (1u << HW_POWER_TAPS)

typedef struct
{
  HwPowerPath *path;
  HwResults *results;
  HwDesign *design;
  gboolean down; /* something has anything below */
} Search;

/* --- inside a rack --- */

static void
add_taps (Search *self, HwHandle rack, guint taps)
{
  GArray *racks = self->path->racks;

  if (rack >= racks->len)
    g_array_set_size (racks, rack + 1);
  g_array_index (racks, guint8, rack) |= (guint8)taps;
}

static void
add_device (Search *self, HwHandle device)
{
  g_hash_table_add (self->path->devices, GUINT_TO_POINTER (device));
}

/* All that hangs on those taps, but no loads: they are the rack. */
static void
add_rack (Search *self, const HwPowerRack *rack, guint taps)
{
  add_taps (self, rack->rack, taps);
  for (guint i = 0; i < rack->pdus->len; i++)
    {
      const HwPowerRackPdu *pdu = &g_array_index (rack->pdus, HwPowerRackPdu, i);

      if ((taps & 1u << pdu->tap) != 0)
        add_device (self, pdu->device);
    }
  for (guint i = 0; i < rack->units->len; i++)
    {
      const HwPowerUnit *unit = &g_array_index (rack->units, HwPowerUnit, i);
      const HwPowerLoad *load = &g_array_index (rack->loads, HwPowerLoad, unit->load);

      if ((taps & 1u << unit->tap) != 0 && load->object.table == HW_TABLE_RACK)
        add_device (self, unit->device);
    }
}

/* A load reaches its taps through rack PDUs or the shelves of its busbar; a PDU feeds loads. */
static void
search_device (Search *self, const HwPowerRack *rack, HwHandle device)
{
  gboolean shelf = FALSE;

  for (guint i = 0; i < rack->units->len; i++)
    shelf |= g_array_index (rack->units, HwPowerUnit, i).device == device;
  for (guint i = 0; i < rack->pdus->len; i++)
    if (g_array_index (rack->pdus, HwPowerRackPdu, i).device == device)
      add_taps (self, rack->rack, 1u << g_array_index (rack->pdus, HwPowerRackPdu, i).tap);
  for (guint i = 0; i < rack->units->len; i++)
    {
      const HwPowerUnit *unit = &g_array_index (rack->units, HwPowerUnit, i);
      const HwPowerLoad *load = &g_array_index (rack->loads, HwPowerLoad, unit->load);
      HwHandle pdu
          = unit->pdu >= 0 ? g_array_index (rack->pdus, HwPowerRackPdu, unit->pdu).device : 0;

      if (pdu == device)
        add_device (self, unit->device);
      /* What is on a busbar draws through all shelves; a shelf has its own way. */
      else if (unit->device == device || (!shelf && load->object.table == HW_TABLE_RACK))
        {
          add_taps (self, rack->rack, 1u << unit->tap);
          add_device (self, unit->device);
          if (pdu != 0)
            add_device (self, pdu);
        }
    }
  if (hw_power_path_taps (self->path, rack->rack) != 0)
    add_device (self, device);
}

/* --- the network --- */

static void
mark_node (Search *self, guint node)
{
  self->path->nodes[node] |= HW_POWER_PATH_ABOVE | HW_POWER_PATH_BELOW;
  self->down = TRUE;
}

static void
search_ref (Search *self, HwRef ref)
{
  const HwPowerPlan *plan = self->path->solution->plan;
  HwHandle in = ref.handle;
  const HwPowerRack *rack;
  gint node;

  if (!hw_design_has (self->design, ref.table, ref.handle))
    return;
  if (ref.table == HW_TABLE_POWER)
    {
      for (guint i = 0; i < plan->nodes->len; i++)
        if (hw_power_plan_node (plan, i)->power == ref.handle)
          mark_node (self, i);
      return;
    }
  node = hw_power_plan_find (plan, ref);
  if (node >= 0)
    {
      mark_node (self, (guint)node);
      return;
    }
  if (ref.table == HW_TABLE_DEVICE)
    in = hw_design_get_device (self->design, ref.handle)->object.parent;
  else if (ref.table != HW_TABLE_RACK)
    return;
  rack = hw_results_power_rack (self->results, self->path->solution, in);
  if (rack == NULL)
    return;
  if (ref.table == HW_TABLE_RACK)
    add_rack (self, rack, (1u << rack->n_taps) - 1);
  else
    search_device (self, rack, ref.handle);
}

static void
search_below (Search *self)
{
  HwPowerPath *path = self->path;
  const HwPowerPlan *plan = path->solution->plan;

  for (guint i = 0; i < plan->order->len; i++)
    {
      guint index = g_array_index (plan->order, guint, i);
      const HwPowerNode *node = hw_power_plan_node (plan, index);

      for (guint n = 0; n < node->n_parents; n++)
        path->nodes[index]
            |= path->nodes[g_array_index (plan->parents, guint, node->first_parent + n)]
               & HW_POWER_PATH_BELOW;
    }
  for (HwHandle handle = hw_design_next (self->design, HW_TABLE_RACK, 0); handle != 0;
       handle = hw_design_next (self->design, HW_TABLE_RACK, handle))
    {
      const HwPowerRack *rack = hw_results_power_rack (self->results, path->solution, handle);
      guint taps = 0;

      for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
        if ((path->nodes[rack->taps[i].node] & HW_POWER_PATH_BELOW) != 0)
          taps |= 1u << i;
      if (taps == 0)
        continue;
      add_rack (self, rack, taps);
      add_taps (self, handle, FED);
      g_array_append_val (path->fed, handle);
    }
}

/* From the taps that were met, and from the nodes that were asked for. What is only below has
 * other sources beside, which are none of its business. */
static void
search_above (Search *self, const GArray *own)
{
  HwPowerPath *path = self->path;
  const HwPowerPlan *plan = path->solution->plan;

  for (guint i = 0; i < own->len; i++)
    path->nodes[g_array_index (own, guint, i)] |= HW_POWER_PATH_ABOVE;
  for (guint i = plan->order->len; i-- > 0;)
    {
      guint index = g_array_index (plan->order, guint, i);
      const HwPowerNode *node = hw_power_plan_node (plan, index);

      if ((path->nodes[index] & HW_POWER_PATH_ABOVE) == 0)
        continue;
      for (guint n = 0; n < node->n_parents; n++)
        path->nodes[g_array_index (plan->parents, guint, node->first_parent + n)]
            |= HW_POWER_PATH_ABOVE;
    }
}

/* Feeds of the taps that were met so far. */
static GArray *
dup_feeds (Search *self)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (HwHandle handle = 1; handle < self->path->racks->len; handle++)
    {
      guint taps = hw_power_path_taps (self->path, handle);
      const HwPowerRack *rack
          = taps != 0 ? hw_results_power_rack (self->results, self->path->solution, handle) : NULL;

      for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
        if ((taps & 1u << i) != 0)
          g_array_append_val (nodes, rack->taps[i].node);
    }
  return nodes;
}

static HwPowerPath *
find_path (HwResults *results, const HwRef *refs, guint n_refs)
{
  HwPowerPath *path = g_new0 (HwPowerPath, 1);
  Search self = { path, results, hw_results_get_design (results), FALSE };
  g_autoptr (GArray) feeds = NULL;

  path->n_users = 1;
  path->refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  g_array_append_vals (path->refs, refs, n_refs);
  path->solution = hw_results_power (results);
  path->nodes = g_new0 (guint8, MAX (path->solution->plan->nodes->len, 1));
  path->racks = g_array_new (FALSE, TRUE, sizeof (guint8));
  path->fed = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  path->devices = g_hash_table_new (NULL, NULL);
  if (path->solution->plan->nodes->len == 0 || n_refs == 0)
    return path;
  for (guint i = 0; i < n_refs; i++)
    search_ref (&self, refs[i]);
  feeds = dup_feeds (&self);
  search_above (&self, feeds);
  if (self.down)
    search_below (&self);
  return path;
}

static gboolean
is_of (const HwPowerPath *self, const HwRef *refs, guint n_refs)
{
  if (self->refs->len != n_refs)
    return FALSE;
  for (guint i = 0; i < n_refs; i++)
    if (!hw_ref_equal (g_array_index (self->refs, HwRef, i), refs[i]))
      return FALSE;
  return TRUE;
}

/* Frames ask for the same one again and again. */
HwPowerPath *
hw_power_path_new (HwResults *results, const HwRef *refs, guint n_refs)
{
  if (n_refs > MOST_REFS)
    n_refs = 0;
  if (results->path == NULL || !is_of (results->path, refs, n_refs))
    {
      hw_power_path_forget (results);
      results->path = find_path (results, refs, n_refs);
    }
  results->path->n_users++;
  return results->path;
}

void
hw_power_path_forget (HwResults *results)
{
  g_clear_pointer (&results->path, hw_power_path_free);
}

void
hw_power_path_free (HwPowerPath *self)
{
  if (--self->n_users > 0)
    return;
  g_array_unref (self->refs);
  g_free (self->nodes);
  g_array_unref (self->racks);
  g_array_unref (self->fed);
  g_hash_table_unref (self->devices);
  g_free (self);
}

static guint
bits_of (const HwPowerPath *self, HwHandle rack)
{
  return rack < self->racks->len ? g_array_index (self->racks, guint8, rack) : 0;
}

guint
hw_power_path_taps (const HwPowerPath *self, HwHandle rack)
{
  return bits_of (self, rack) & TAPS;
}

gboolean
hw_power_path_has (const HwPowerPath *self, HwRef ref)
{
  gint node = hw_power_plan_find (self->solution->plan, ref);

  if (node >= 0)
    return self->nodes[node] != 0;
  if (ref.table == HW_TABLE_RACK)
    return (bits_of (self, ref.handle) & FED) != 0;
  return ref.table == HW_TABLE_DEVICE
         && g_hash_table_contains (self->devices, GUINT_TO_POINTER (ref.handle));
}
