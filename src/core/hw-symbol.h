/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A string of a design, kept once; 0 is the empty string. */
typedef guint32 HwSymbol;

typedef struct _HwSymbolPool HwSymbolPool;

HwSymbolPool *hw_symbol_pool_new (void);
void hw_symbol_pool_free (HwSymbolPool *pool);
/* Returns: (transfer full): a pool of the same symbols for hw_symbol_pool_get() only, in another
 * thread if wanted; the texts themselves are shared, and the copy adds none */
HwSymbolPool *hw_symbol_pool_copy (HwSymbolPool *pool);
/* From now on hw_symbol_pool_lookup() finds what such a copy has. */
void hw_symbol_pool_index (HwSymbolPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSymbolPool, hw_symbol_pool_free)

/**
 * hw_symbol_pool_intern:
 * @text: (nullable): UTF-8; %NULL and "" are symbol 0
 *
 * Returns: the symbol of @text, the same for the same text
 */
HwSymbol hw_symbol_pool_intern (HwSymbolPool *pool, const char *text);

/* The symbol of @text where it has one; 0 where nobody interned it. */
HwSymbol hw_symbol_pool_lookup (const HwSymbolPool *pool, const char *text);

/* Returns: (transfer none): never %NULL; valid as long as the pool */
const char *hw_symbol_pool_get (const HwSymbolPool *pool, HwSymbol symbol);

G_END_DECLS
