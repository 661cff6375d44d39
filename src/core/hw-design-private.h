/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"
#include "hw-table.h"

G_BEGIN_DECLS

/* The inside of a design, for hw-design*.c, hw-edit.c and hw-history.c only. */

/* Objects by id: an open hash table of hashes and packed references (table in the highest five
 * bits). */
typedef struct
{
  guint64 *slots;
  guint32 n_slots; /* a power of two */
  guint32 used;
} HwIdIndex;

/* Racks of all halls by the cells of a square grid that their footprints touch. */
typedef struct
{
  GHashTable *cells; /* guint64 key → GArray of HwHandle */
} HwFloorIndex;

/* Who has which place of a fabric, and what is overridden. */
typedef struct
{
  GHashTable *places;    /* fabric, role, unit, slot → member */
  GHashTable *overrides; /* key, field → override */
} HwNetworkIndex;

typedef struct
{
  HwChangeKind kind;
  HwTableKind table;
  HwHandle handle;
  guint before, after; /* offsets into the log's bytes */
} HwLogEntry;

/* The edits of one transaction with what was and what is. */
typedef struct
{
  char *label;
  char *merge_key; /* nullable */
  GArray *entries; /* HwLogEntry */
  GByteArray *bytes;
  guint64 state; /* of the design after it */
} HwLog;

typedef enum
{
  HW_MODE_IDLE,
  HW_MODE_EDIT,
  HW_MODE_PREVIEW,
  HW_MODE_BUILD,
} HwMode;

struct _HwDesign
{
  GObject parent_instance;

  HwCatalogue *catalogue;
  HwSymbolPool *symbols;
  HwTable *tables[HW_N_TABLES];
  HwIdIndex ids;
  HwFloorIndex floor;
  HwNetworkIndex networks;
  GArray *names;      /* guint32 by symbol: racks and devices of that name */
  HwHandle new_phase; /* of what is added */
  guint64 seed;
  guint64 sequence; /* of seeded ids; 0: ids are random */

  HwMode mode;
  HwLog *open;      /* of the transaction or preview */
  gboolean shown;   /* observers know the preview */
  gboolean merging; /* the open transaction joins the last one */
  GPtrArray *done;  /* HwLog */
  GPtrArray *undone;
  guint64 state, clean_state, next_state;
  guint64 built_state; /* before the first transaction */
};

/* hw-design-index.c */
void hw_id_index_init (HwIdIndex *index);
void hw_id_index_clear (HwIdIndex *index);
void hw_id_index_add (HwDesign *self, HwRef ref, HwId id);
void hw_id_index_remove (HwDesign *self, HwRef ref, HwId id);
HwRef hw_id_index_find (HwDesign *self, HwId id);
void hw_id_index_expect (HwDesign *self, HwId id);
void hw_floor_index_init (HwFloorIndex *index);
void hw_floor_index_clear (HwFloorIndex *index);
void hw_floor_index_add (HwDesign *self, HwHandle rack);
void hw_floor_index_remove (HwDesign *self, HwHandle rack);

/* hw-design-network.c */
void hw_network_index_init (HwNetworkIndex *index);
void hw_network_index_clear (HwNetworkIndex *index);
void hw_network_index_add (HwDesign *self, HwTableKind table, HwHandle handle);
void hw_network_index_remove (HwDesign *self, HwTableKind table, HwHandle handle);

/* hw-edit.c: by place, key and whatever but its id */
void hw_design_index_add (HwDesign *self, HwTableKind table, HwHandle handle);
/* The raw writes below records and checks. */
HwHandle hw_raw_insert (HwDesign *self, HwTableKind table, HwHandle wanted, const void *row);
void hw_raw_remove (HwDesign *self, HwTableKind table, HwHandle handle);
void hw_raw_set (HwDesign *self, HwTableKind table, HwHandle handle, const void *row);

/* hw-history.c */
void hw_history_init (HwDesign *self);
void hw_history_clear (HwDesign *self);
void hw_history_record (HwDesign *self,
                        HwChangeKind kind,
                        HwTableKind table,
                        HwHandle handle,
                        const void *before,
                        const void *after);

G_END_DECLS
