/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes JSON, indented by two spaces, keys in the order of the calls, numbers as in our files: the
 * shortest decimal that reads back the same. (json-glib prints seventeen digits of each.) */
typedef struct _HwJsonWriter HwJsonWriter;

HwJsonWriter *hw_json_writer_new (void);
void hw_json_writer_free (HwJsonWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwJsonWriter, hw_json_writer_free)

/* @key: of a member of an object; %NULL for the root and in arrays */
void hw_json_writer_begin_object (HwJsonWriter *self, const char *key);
void hw_json_writer_begin_array (HwJsonWriter *self, const char *key);
/* Ends the object or array that was begun last. */
void hw_json_writer_end (HwJsonWriter *self);

/* @text: (nullable): `null` where %NULL */
void hw_json_writer_string (HwJsonWriter *self, const char *key, const char *text);
/* NAN and infinities are `null`. */
void hw_json_writer_number (HwJsonWriter *self, const char *key, double number);
void hw_json_writer_null (HwJsonWriter *self, const char *key);

/* Returns: (transfer full): all that was written, with a line end */
char *hw_json_writer_finish (HwJsonWriter *self);

G_END_DECLS
