/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-product.h"

G_BEGIN_DECLS

/* Elements and attributes of products in files: the one description that parser and writer go by.
 */

/* In the order in which they are written. */
typedef enum
{
  HW_COLUMN_ID,
  HW_COLUMN_PRODUCT,
  HW_COLUMN_FIGURE,
  HW_COLUMN_NAME,
  HW_COLUMN_ADDRESS,
  HW_COLUMN_TITLE,
  HW_COLUMN_DATE,
  HW_COLUMN_MAKER,
  HW_COLUMN_KIND,
  HW_COLUMN_MOUNTING,
  HW_COLUMN_RACK,
  HW_COLUMN_DESCRIPTION,
  HW_COLUMN_VALUE,
  HW_COLUMN_LOW,
  HW_COLUMN_HIGH,
  HW_COLUMN_UNIT,
  HW_COLUMN_UNKNOWN,
  HW_COLUMN_UNSUPPORTED,
  HW_COLUMN_BASIS,
  HW_COLUMN_CONFIDENCE,
  HW_COLUMN_SOURCE,
  HW_COLUMN_NOTE,
  HW_COLUMN_U,
  HW_COLUMN_FACE,
  HW_N_COLUMNS,
} HwColumn;

typedef enum
{
  HW_FORM_SOURCE,
  HW_FORM_PRODUCT,
  HW_FORM_ASSEMBLY,
  HW_FORM_FIGURE,
  HW_FORM_PART,
  HW_FORM_ALLOCATION,
  HW_N_FORMS,
} HwFormKind;

typedef struct
{
  const char *element;
  guint32 columns; /* a bit each */
  guint32 required;
} HwForm;

const HwForm *hw_form_get (HwFormKind kind);
const char *hw_column_name (HwColumn column);
/* Returns: the column of @form of that name, %HW_N_COLUMNS where it has none */
HwColumn hw_form_find (const HwForm *form, const char *name);

/* "high", "medium" and "low" as in files; 0 and %NULL where it is none of them. */
char hw_confidence_parse (const char *text);
const char *hw_confidence_text (char confidence);

G_END_DECLS
