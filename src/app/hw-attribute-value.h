/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* Values of attributes as people write them: files say SI and ids, people say kW and words. */

gboolean hw_attribute_value_is_number (const HwAttribute *attribute);
/* Returns: (nullable): the unit that its values are shown in; %NULL: none */
const char *hw_attribute_value_unit (const HwAttribute *attribute);
/* A number as people here write it. Returns: (transfer full) */
char *hw_attribute_value_dup_number (double value);
/* Reads one with a point or comma. */
gboolean hw_attribute_value_parse (const char *shown, double *value);
/* @text: (nullable): as in files. Returns: (transfer full): "" where nothing is known */
char *hw_attribute_value_dup_shown (const HwAttribute *attribute, const char *text);
/* Returns: (transfer full) (nullable): as in files; what is not a number goes on as it is, to be
 * refused with the reason */
char *hw_attribute_value_dup_text (const HwAttribute *attribute, const char *shown);
/* Why a number cannot be, with the bounds in the unit that people write it in. @text: (nullable):
 * as in files. Returns: (transfer full) (nullable): %NULL where its bounds allow it, or it is none
 */
char *hw_attribute_value_dup_refusal (const HwAttribute *attribute, const char *text);
/* One of the choices of an attribute, translated. */
const char *hw_attribute_value_label (const char *choice);

G_END_DECLS
