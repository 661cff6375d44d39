/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-arena.h"

#include <string.h>

/* Of arrays, so that vectors load well. */
#define ALIGNMENT 64

struct _HwArena
{
  char *block;
  gsize size, used;
  GPtrArray *others; /* blocks of what did not fit */
};

HwArena *
hw_arena_new (gsize n_bytes)
{
  HwArena *self = g_new0 (HwArena, 1);

  self->size = n_bytes + ALIGNMENT;
  self->block = g_malloc (self->size);
  self->others = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
hw_arena_free (HwArena *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->others);
  g_free (self->block);
  g_free (self);
}

gpointer
hw_arena_take (HwArena *self, gsize n, gsize size)
{
  gsize padding = -(guintptr)(self->block + self->used) % ALIGNMENT;
  gsize free = self->size - self->used;

  if (free <= padding || n > (free - padding) / size)
    {
      gpointer other = g_malloc_n (MAX (n, 1), size);

      g_ptr_array_add (self->others, other);
      return other;
    }
  self->used += padding + n * size;
  return self->block + self->used - n * size;
}

gpointer
hw_arena_take0 (HwArena *self, gsize n, gsize size)
{
  return memset (hw_arena_take (self, n, size), 0, n * size);
}

gsize
hw_arena_mark (const HwArena *self)
{
  return self->used;
}

void
hw_arena_release (HwArena *self, gsize mark)
{
  self->used = mark;
}
