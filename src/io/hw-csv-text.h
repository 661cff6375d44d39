/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text of comma-separated values after RFC 4180, made field by field. */
typedef struct
{
  GString *text;
  gboolean begun; /* the line */
} HwCsvText;

/* @field: (nullable): nothing; quoted where it must be */
void hw_csv_text_add (HwCsvText *self, const char *field);
/* Empty where it is not finite. */
void hw_csv_text_add_number (HwCsvText *self, double number);
void hw_csv_text_end_line (HwCsvText *self);
/* A line of its own. @fields: ends with %NULL */
void hw_csv_text_add_line (HwCsvText *self, const char *const *fields);

G_END_DECLS
