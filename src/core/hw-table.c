/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-table.h"

#include <string.h>

#define BLOCK_BITS 10
#define BLOCK_ROWS (1u << BLOCK_BITS)
#define IN_BLOCK(handle) ((handle) & (BLOCK_ROWS - 1))

typedef struct
{
  HwHandle next, previous;
} Link;

typedef struct
{
  HwHandle first, last;
} Ends;

struct _HwTable
{
  gsize row_size;
  guint n_lists;
  HwTableOrder order;
  gpointer order_data;
  GPtrArray *rows;                  /* blocks of BLOCK_ROWS rows */
  GPtrArray *links[HW_TABLE_LISTS]; /* blocks of Link */
  GArray *ends[HW_TABLE_LISTS];     /* Ends by owner */
  GArray *stamps;                   /* guint64 a block: when it was last written to */
  guint64 clock;                    /* of the stamps */
  GArray *standing;                 /* a bit a handle, in guint64 */
  GArray *free;                     /* handles given back */
  HwHandle bound;                   /* one more than the greatest handle ever given */
  guint count;
};

static inline Link *
link_of (const HwTable *table, guint list, HwHandle handle)
{
  return (Link *)table->links[list]->pdata[handle >> BLOCK_BITS] + IN_BLOCK (handle);
}

/* Before anything of the block is written. */
static inline void
touch (HwTable *table, HwHandle handle)
{
  g_array_index (table->stamps, guint64, handle >> BLOCK_BITS) = ++table->clock;
}

static inline Link *
link_to_write (HwTable *table, guint list, HwHandle handle)
{
  touch (table, handle);
  return link_of (table, list, handle);
}

static Ends *
ends_of (const HwTable *table, guint list, HwHandle owner)
{
  GArray *ends = table->ends[list];

  if (owner >= ends->len)
    g_array_set_size (ends, owner + 1);
  return &g_array_index (ends, Ends, owner);
}

static inline guint64 *
word_of (const HwTable *table, HwHandle handle)
{
  return &g_array_index (table->standing, guint64, handle >> 6);
}

HwTable *
hw_table_new (gsize row_size, guint n_lists, HwTableOrder order, gpointer data)
{
  HwTable *table = g_new0 (HwTable, 1);

  g_assert (n_lists >= 1 && n_lists <= HW_TABLE_LISTS);
  table->row_size = row_size;
  table->n_lists = n_lists;
  table->order = order;
  table->order_data = data;
  table->rows = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_lists; i++)
    {
      table->links[i] = g_ptr_array_new_with_free_func (g_free);
      table->ends[i] = g_array_new (FALSE, TRUE, sizeof (Ends));
    }
  table->stamps = g_array_new (FALSE, TRUE, sizeof (guint64));
  table->standing = g_array_new (FALSE, TRUE, sizeof (guint64));
  table->free = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  table->bound = 1; /* 0 is none */
  return table;
}

void
hw_table_free (HwTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->rows);
  for (guint i = 0; i < table->n_lists; i++)
    {
      g_ptr_array_unref (table->links[i]);
      g_array_unref (table->ends[i]);
    }
  g_array_unref (table->stamps);
  g_array_unref (table->standing);
  g_array_unref (table->free);
  g_free (table);
}

static inline void *
row_of (const HwTable *table, HwHandle handle)
{
  return (char *)table->rows->pdata[handle >> BLOCK_BITS] + IN_BLOCK (handle) * table->row_size;
}

static void
add_block (HwTable *table)
{
  /* What was never a row is copied with the others. */
  g_ptr_array_add (table->rows, g_malloc0 (table->row_size * BLOCK_ROWS));
  for (guint i = 0; i < table->n_lists; i++)
    g_ptr_array_add (table->links[i], g_new0 (Link, BLOCK_ROWS));
  g_array_set_size (table->stamps, table->rows->len);
}

/* Takes @wanted out of the free handles; those freed last are asked for first. */
static void
claim (HwTable *table, HwHandle wanted)
{
  for (guint i = table->free->len; i > 0; i--)
    if (g_array_index (table->free, HwHandle, i - 1) == wanted)
      {
        g_array_remove_index_fast (table->free, i - 1);
        return;
      }
  g_assert_not_reached ();
}

HwHandle
hw_table_insert (HwTable *table, HwHandle wanted)
{
  HwHandle handle;

  if (wanted != 0)
    {
      g_assert (wanted < table->bound && !hw_table_has (table, wanted));
      claim (table, wanted);
      handle = wanted;
    }
  else if (table->free->len > 0)
    {
      handle = g_array_index (table->free, HwHandle, table->free->len - 1);
      g_array_set_size (table->free, table->free->len - 1);
    }
  else
    {
      handle = table->bound++;
      if (handle >> BLOCK_BITS >= table->rows->len)
        add_block (table);
      if (handle >> 6 >= table->standing->len)
        g_array_set_size (table->standing, (handle >> 6) + 1);
    }
  *word_of (table, handle) |= G_GUINT64_CONSTANT (1) << (handle & 63);
  table->count++;
  touch (table, handle);
  memset (row_of (table, handle), 0, table->row_size);
  return handle;
}

void
hw_table_remove (HwTable *table, HwHandle handle)
{
  g_assert (hw_table_has (table, handle));
  *word_of (table, handle) &= ~(G_GUINT64_CONSTANT (1) << (handle & 63));
  table->count--;
  g_array_append_val (table->free, handle);
}

const void *
hw_table_row (const HwTable *table, HwHandle handle)
{
  return row_of (table, handle);
}

void
hw_table_set (HwTable *table, HwHandle handle, const void *row)
{
  touch (table, handle);
  memcpy (row_of (table, handle), row, table->row_size);
}

gboolean
hw_table_has (const HwTable *table, HwHandle handle)
{
  return handle != 0 && handle < table->bound
         && (*word_of (table, handle) >> (handle & 63) & 1) != 0;
}

guint
hw_table_count (const HwTable *table)
{
  return table->count;
}

HwHandle
hw_table_next (const HwTable *table, HwHandle handle)
{
  HwHandle from = handle + 1;

  for (guint at = from >> 6; at < table->standing->len; at++, from = at << 6)
    {
      guint64 word = g_array_index (table->standing, guint64, at) >> (from & 63);
      if (word != 0)
        return from + (guint)__builtin_ctzll (word);
    }
  return 0;
}

HwHandle
hw_table_bound (const HwTable *table)
{
  return table->bound;
}

void
hw_table_link (HwTable *table, guint list, HwHandle owner, HwHandle handle)
{
  Ends *ends = ends_of (table, list, owner);
  Link *link = link_to_write (table, list, handle);
  HwHandle after = ends->last;

  /* From the end: readers and templates bring rows in order, so this is one comparison. */
  if (list == 0 && table->order != NULL)
    while (after != 0
           && table->order (
                  hw_table_row (table, after), hw_table_row (table, handle), table->order_data)
                  > 0)
      after = link_of (table, list, after)->previous;
  link->previous = after;
  if (after == 0)
    {
      link->next = ends->first;
      ends->first = handle;
    }
  else
    {
      link->next = link_of (table, list, after)->next;
      link_to_write (table, list, after)->next = handle;
    }
  if (link->next == 0)
    ends->last = handle;
  else
    link_to_write (table, list, link->next)->previous = handle;
}

void
hw_table_unlink (HwTable *table, guint list, HwHandle owner, HwHandle handle)
{
  Ends *ends = ends_of (table, list, owner);
  Link *link = link_to_write (table, list, handle);

  if (link->previous == 0)
    ends->first = link->next;
  else
    link_to_write (table, list, link->previous)->next = link->next;
  if (link->next == 0)
    ends->last = link->previous;
  else
    link_to_write (table, list, link->next)->previous = link->previous;
  link->next = link->previous = 0;
}

HwHandle
hw_table_first (const HwTable *table, guint list, HwHandle owner)
{
  return owner < table->ends[list]->len ? g_array_index (table->ends[list], Ends, owner).first : 0;
}

HwHandle
hw_table_after (const HwTable *table, guint list, HwHandle handle)
{
  return link_of (table, list, handle)->next;
}

/* --- copies --- */

HwTable *
hw_table_new_like (const HwTable *table)
{
  return hw_table_new (table->row_size, table->n_lists, NULL, NULL);
}

static void
copy_array (GArray *to, const GArray *from)
{
  g_array_set_size (to, 0);
  if (from->len > 0)
    g_array_append_vals (to, from->data, from->len);
}

gboolean
hw_table_catch_up (HwTable *copy, const HwTable *table, gint64 deadline)
{
  while (copy->rows->len < table->rows->len)
    {
      g_ptr_array_add (copy->rows, NULL);
      for (guint i = 0; i < table->n_lists; i++)
        g_ptr_array_add (copy->links[i], NULL);
    }
  g_array_set_size (copy->stamps, table->rows->len);
  for (guint b = 0; b < table->rows->len; b++)
    {
      guint64 *stamp = &g_array_index (copy->stamps, guint64, b);

      if (*stamp == g_array_index (table->stamps, guint64, b))
        continue;
      g_free (copy->rows->pdata[b]);
      copy->rows->pdata[b] = g_memdup2 (table->rows->pdata[b], table->row_size * BLOCK_ROWS);
      for (guint i = 0; i < table->n_lists; i++)
        {
          g_free (copy->links[i]->pdata[b]);
          copy->links[i]->pdata[b]
              = g_memdup2 (table->links[i]->pdata[b], sizeof (Link) * BLOCK_ROWS);
        }
      *stamp = g_array_index (table->stamps, guint64, b);
      if (g_get_monotonic_time () >= deadline)
        return FALSE;
    }
  for (guint i = 0; i < table->n_lists; i++)
    copy_array (copy->ends[i], table->ends[i]);
  copy_array (copy->standing, table->standing);
  copy->bound = table->bound;
  copy->count = table->count;
  return TRUE;
}
