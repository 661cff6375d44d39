/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-form.h"

#include <string.h>

#define BIT(column) (1u << HW_COLUMN_##column)

static const char *const names[HW_N_COLUMNS] = {
  [HW_COLUMN_ID] = "id",
  [HW_COLUMN_PRODUCT] = "product",
  [HW_COLUMN_FIGURE] = "figure",
  [HW_COLUMN_NAME] = "name",
  [HW_COLUMN_ADDRESS] = "address",
  [HW_COLUMN_TITLE] = "title",
  [HW_COLUMN_DATE] = "date",
  [HW_COLUMN_MAKER] = "maker",
  [HW_COLUMN_KIND] = "kind",
  [HW_COLUMN_MOUNTING] = "mounting",
  [HW_COLUMN_RACK] = "rack",
  [HW_COLUMN_DESCRIPTION] = "description",
  [HW_COLUMN_VALUE] = "value",
  [HW_COLUMN_LOW] = "low",
  [HW_COLUMN_HIGH] = "high",
  [HW_COLUMN_UNIT] = "unit",
  [HW_COLUMN_UNKNOWN] = "unknown",
  [HW_COLUMN_UNSUPPORTED] = "unsupported",
  [HW_COLUMN_BASIS] = "basis",
  [HW_COLUMN_CONFIDENCE] = "confidence",
  [HW_COLUMN_SOURCE] = "source",
  [HW_COLUMN_NOTE] = "note",
  [HW_COLUMN_U] = "u",
  [HW_COLUMN_FACE] = "face",
};

#define MEASURE                                                                                    \
  (BIT (VALUE) | BIT (LOW) | BIT (HIGH) | BIT (UNIT) | BIT (UNSUPPORTED) | BIT (BASIS)             \
   | BIT (CONFIDENCE) | BIT (SOURCE) | BIT (NOTE))

static const HwForm forms[HW_N_FORMS] = {
  [HW_FORM_SOURCE]
  = { "source", BIT (ID) | BIT (ADDRESS) | BIT (TITLE) | BIT (DATE), BIT (ID) | BIT (TITLE) },
  [HW_FORM_PRODUCT]
  = { "product",
      BIT (ID) | BIT (NAME) | BIT (MAKER) | BIT (KIND) | BIT (MOUNTING) | BIT (DESCRIPTION),
      BIT (ID) | BIT (NAME) | BIT (KIND) | BIT (MOUNTING) },
  [HW_FORM_ASSEMBLY] = { "assembly",
                         BIT (ID) | BIT (NAME) | BIT (MAKER) | BIT (RACK) | BIT (DESCRIPTION),
                         BIT (ID) | BIT (NAME) | BIT (RACK) },
  [HW_FORM_FIGURE] = { "figure", BIT (NAME) | BIT (UNKNOWN) | MEASURE, BIT (NAME) },
  [HW_FORM_PART]
  = { "part", BIT (PRODUCT) | BIT (NAME) | BIT (U) | BIT (FACE), BIT (PRODUCT) | BIT (U) },
  [HW_FORM_ALLOCATION]
  = { "allocation", BIT (PRODUCT) | BIT (FIGURE) | MEASURE, BIT (PRODUCT) | BIT (FIGURE) },
};

const HwForm *
hw_form_get (HwFormKind kind)
{
  return &forms[kind];
}

const char *
hw_column_name (HwColumn column)
{
  return names[column];
}

HwColumn
hw_form_find (const HwForm *form, const char *name)
{
  HwColumn column = 0;

  while (column < HW_N_COLUMNS
         && ((form->columns >> column & 1) == 0 || strcmp (names[column], name) != 0))
    column++;
  return column;
}

static const char *const confidences[] = { "high", "medium", "low" };

char
hw_confidence_parse (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (confidences); i++)
    if (strcmp (confidences[i], text) == 0)
      return confidences[i][0];
  return 0;
}

const char *
hw_confidence_text (char confidence)
{
  for (guint i = 0; i < G_N_ELEMENTS (confidences); i++)
    if (confidences[i][0] == confidence)
      return confidences[i];
  return NULL;
}
