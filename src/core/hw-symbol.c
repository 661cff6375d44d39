/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-symbol.h"

#include <string.h>

/* Texts lie behind each other in blocks; a symbol is the index of its text's address. The hash
 * table is open and holds symbols only, so that half a million names cost little beside their
 * bytes. */
typedef struct
{
  gatomicrefcount ref_count; /* pools that read them */
  GStringChunk *chunk;
} Texts;

struct _HwSymbolPool
{
  Texts *shared;
  GPtrArray *texts;
  guint32 *slots;   /* NULL: no text is looked for */
  guint32 n_slots;  /* a power of two */
  gboolean is_copy; /* which reads texts and adds none */
};

static guint32
text_hash (const char *text)
{
  guint32 hash = 2166136261u;

  for (const guchar *p = (const guchar *)text; *p != '\0'; p++)
    hash = (hash ^ *p) * 16777619u;
  return hash ^ (hash >> 15);
}

/* Enters all texts in a table of so many slots. */
static void
fill (HwSymbolPool *pool, guint32 n_slots)
{
  g_free (pool->slots);
  pool->n_slots = n_slots;
  pool->slots = g_new0 (guint32, pool->n_slots);
  for (guint32 i = 1; i < pool->texts->len; i++)
    {
      guint32 at = text_hash (pool->texts->pdata[i]) & (pool->n_slots - 1);
      while (pool->slots[at] != 0)
        at = (at + 1) & (pool->n_slots - 1);
      pool->slots[at] = i;
    }
}

HwSymbolPool *
hw_symbol_pool_new (void)
{
  HwSymbolPool *pool = g_new0 (HwSymbolPool, 1);

  pool->shared = g_new0 (Texts, 1);
  g_atomic_ref_count_init (&pool->shared->ref_count);
  pool->shared->chunk = g_string_chunk_new (4096);
  pool->texts = g_ptr_array_new ();
  pool->n_slots = 128;
  pool->slots = g_new0 (guint32, pool->n_slots);
  g_ptr_array_add (pool->texts, g_string_chunk_insert (pool->shared->chunk, ""));
  return pool;
}

void
hw_symbol_pool_free (HwSymbolPool *pool)
{
  if (pool == NULL)
    return;
  if (g_atomic_ref_count_dec (&pool->shared->ref_count))
    {
      g_string_chunk_free (pool->shared->chunk);
      g_free (pool->shared);
    }
  g_ptr_array_unref (pool->texts);
  g_free (pool->slots);
  g_free (pool);
}

HwSymbolPool *
hw_symbol_pool_copy (HwSymbolPool *pool)
{
  HwSymbolPool *copy = g_new0 (HwSymbolPool, 1);

  g_atomic_ref_count_inc (&pool->shared->ref_count);
  copy->shared = pool->shared;
  copy->is_copy = TRUE;
  /* New texts go behind those that are read. */
  copy->texts = g_ptr_array_copy (pool->texts, NULL, NULL);
  return copy;
}

void
hw_symbol_pool_index (HwSymbolPool *pool)
{
  guint32 n_slots = 128;

  while (n_slots < 2 * pool->texts->len)
    n_slots *= 2;
  fill (pool, n_slots);
}

HwSymbol
hw_symbol_pool_intern (HwSymbolPool *pool, const char *text)
{
  guint32 at;

  g_return_val_if_fail (!pool->is_copy, 0);
  if (text == NULL || *text == '\0')
    return 0;
  at = text_hash (text) & (pool->n_slots - 1);
  while (pool->slots[at] != 0)
    {
      if (strcmp (pool->texts->pdata[pool->slots[at]], text) == 0)
        return pool->slots[at];
      at = (at + 1) & (pool->n_slots - 1);
    }
  pool->slots[at] = pool->texts->len;
  g_ptr_array_add (pool->texts, g_string_chunk_insert (pool->shared->chunk, text));
  if (pool->texts->len * 2 > pool->n_slots)
    fill (pool, 2 * pool->n_slots);
  return pool->texts->len - 1;
}

HwSymbol
hw_symbol_pool_lookup (const HwSymbolPool *pool, const char *text)
{
  guint32 at = text_hash (text) & (pool->n_slots - 1);

  g_return_val_if_fail (pool->slots != NULL, 0);
  while (pool->slots[at] != 0)
    {
      if (strcmp (pool->texts->pdata[pool->slots[at]], text) == 0)
        return pool->slots[at];
      at = (at + 1) & (pool->n_slots - 1);
    }
  return 0;
}

const char *
hw_symbol_pool_get (const HwSymbolPool *pool, HwSymbol symbol)
{
  g_return_val_if_fail (symbol < pool->texts->len, "");
  return pool->texts->pdata[symbol];
}
