/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-private.h"

#include <string.h>

/* Places in fabrics and overridden fields, found without a walk. */

/* 16 bits each of unit and slot, 7 of rail: as much as the schema allows. */
static guint64
place_key (HwHandle fabric, gint32 unit, gint32 slot, guint rail)
{
  return (guint64)fabric << 40 | (guint64)rail << 32 | (guint64)unit << 16 | (guint64)slot;
}

/* Bit 39 tells it from the places of nodes. */
static guint64
position_key (HwHandle fabric, HwSymbol position)
{
  return (guint64)fabric << 40 | G_GUINT64_CONSTANT (1) << 39 | position;
}

static guint64
override_key (HwSymbol key, HwSymbol field)
{
  return (guint64)key << 32 | field;
}

/* FALSE for a member that has no place yet. */
static gboolean
get_key (HwDesign *self, HwTableKind table, HwHandle handle, guint64 *key)
{
  const HwMember *member;

  if (table == HW_TABLE_OVERRIDE)
    {
      const HwOverride *override = hw_design_get_override (self, handle);

      *key = override_key (override->key, override->field);
      return TRUE;
    }
  member = hw_design_get_member (self, handle);
  if (member->role == HW_MEMBER_SWITCH)
    {
      *key = position_key (member->fabric, member->position);
      return member->fabric != 0 && member->position != 0;
    }
  *key = place_key (member->fabric, member->unit, member->slot, member->rail);
  return member->fabric != 0 && member->unit > 0 && member->slot > 0;
}

static GHashTable *
index_of (HwDesign *self, HwTableKind table)
{
  return table == HW_TABLE_OVERRIDE ? self->networks.overrides : self->networks.places;
}

void
hw_network_index_init (HwNetworkIndex *index)
{
  index->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  index->overrides = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
hw_network_index_clear (HwNetworkIndex *index)
{
  g_clear_pointer (&index->places, g_hash_table_unref);
  g_clear_pointer (&index->overrides, g_hash_table_unref);
}

void
hw_network_index_add (HwDesign *self, HwTableKind table, HwHandle handle)
{
  guint64 key;

  if (get_key (self, table, handle, &key))
    g_hash_table_replace (
        index_of (self, table), g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (handle));
}

/* While two members change places, one has that of the other already. */
void
hw_network_index_remove (HwDesign *self, HwTableKind table, HwHandle handle)
{
  guint64 key;

  if (get_key (self, table, handle, &key)
      && GPOINTER_TO_UINT (g_hash_table_lookup (index_of (self, table), &key)) == handle)
    g_hash_table_remove (index_of (self, table), &key);
}

HwHandle
hw_design_member_at (HwDesign *self, HwHandle fabric, gint32 unit, gint32 slot, guint rail)
{
  guint64 key = place_key (fabric, unit, slot, rail);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->networks.places, &key));
}

HwHandle
hw_design_switch_at (HwDesign *self, HwHandle fabric, const char *position)
{
  guint64 key = position_key (fabric, hw_symbol_pool_lookup (self->symbols, position));

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->networks.places, &key));
}

HwHandle
hw_design_member_of (HwDesign *self, HwHandle fabric, HwHandle device)
{
  HwHandle member = hw_design_first_child (self, HW_TABLE_MEMBER, device);

  while (member != 0 && hw_design_get_member (self, member)->fabric != fabric)
    member = hw_design_next_child (self, HW_TABLE_MEMBER, member);
  return member;
}

HwHandle
hw_design_find_override (HwDesign *self, const char *key, const char *field)
{
  guint64 packed = override_key (hw_symbol_pool_lookup (self->symbols, key),
                                 hw_symbol_pool_lookup (self->symbols, field));

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->networks.overrides, &packed));
}
