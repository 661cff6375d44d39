/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Arrays that live and die together, in one block of memory. The allocator gives many blocks of
 * middling size back to the system each time, and the system clears every page anew for the next
 * ones: a pipe network of 10 000 pipes spent a quarter of its first solution on that. */
typedef struct _HwArena HwArena;

/* @n_bytes: of the block; what does not fit gets blocks of its own. */
HwArena *hw_arena_new (gsize n_bytes);
void hw_arena_free (HwArena *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwArena, hw_arena_free)

/* Returns: (transfer none): room for @n elements of @size bytes, for any type, not cleared */
gpointer hw_arena_take (HwArena *self, gsize n, gsize size);
/* The same, cleared. */
gpointer hw_arena_take0 (HwArena *self, gsize n, gsize size);

#define hw_arena_array(self, type, n) ((type *)hw_arena_take (self, n, sizeof (type)))
#define hw_arena_array0(self, type, n) ((type *)hw_arena_take0 (self, n, sizeof (type)))

/* What is taken after a mark can be let go at once, for what is taken next. */
gsize hw_arena_mark (const HwArena *self);
void hw_arena_release (HwArena *self, gsize mark);

G_END_DECLS
