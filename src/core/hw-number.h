/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Long enough for every number that hw_number_format() writes. */
#define HW_NUMBER_SIZE 40

/**
 * hw_number_format:
 * @buffer: (out caller-allocates): receives the text
 * @value: a finite number
 *
 * The shortest decimal that reads back as the same double, in the C locale.
 *
 * Returns: (transfer none): @buffer
 */
const char *hw_number_format (char buffer[HW_NUMBER_SIZE], double value);

/**
 * hw_number_parse:
 * @text: the whole text is the number; no white space, no locale
 * @value: (out): the number
 *
 * Returns: %FALSE where @text is not a finite decimal number ("nan", "inf", "1e999", "0x10")
 */
gboolean hw_number_parse (const char *text, double *value);

/**
 * hw_number_parse_integer:
 * @text: the whole text is the number
 * @value: (out): the number
 *
 * Returns: %FALSE where @text is not a decimal integer of 32 bits
 */
gboolean hw_number_parse_integer (const char *text, gint32 *value);

G_END_DECLS
