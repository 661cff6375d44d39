/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-symbol.h"

G_BEGIN_DECLS

/* The stable text id of an object: a kind letter and ten digits of base 32 packed into 58 bits, or,
 * for ids that other software gave, the symbol of the text with the highest bit set. 0 is none. */
typedef guint64 HwId;

/* Room for every packed id and its end. */
#define HW_ID_SIZE 12
/* The longest id that other software may give, in bytes. */
#define HW_ID_MAX 64

/**
 * hw_id_parse:
 * @text: letters, digits, '.', '_' and '-', beginning with a letter, at most %HW_ID_MAX bytes
 *
 * Returns: the id, or 0 where @text cannot be one
 */
HwId hw_id_parse (HwSymbolPool *pool, const char *text);
/* The same of an id that something may have: keeps no text. 0: nothing has it */
HwId hw_id_lookup (const HwSymbolPool *pool, const char *text);

/* Returns: (transfer none): the text, in @buffer or in @pool */
const char *hw_id_text (const HwSymbolPool *pool, HwId id, char buffer[HW_ID_SIZE]);

/* Order of the texts, bytewise. */
int hw_id_compare (const HwSymbolPool *pool, HwId a, HwId b);

/* The id of kind @letter made of the lowest 50 bits of @bits. */
HwId hw_id_make (char letter, guint64 bits);

G_END_DECLS
