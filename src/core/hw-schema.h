/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-product.h"
#include "hw-rows.h"

G_BEGIN_DECLS

/* What each table is called in files and which attributes its rows have. The one description that
 * reader, writer, inspector, differ and merger go by. */

typedef enum
{
  HW_TYPE_STRING,     /* HwSymbol */
  HW_TYPE_REF,        /* HwHandle of table `ref` */
  HW_TYPE_PHASE,      /* guint16 handle of a phase */
  HW_TYPE_PRODUCT,    /* guint32 number of a product */
  HW_TYPE_INTEGER,    /* gint32 */
  HW_TYPE_NUMBER,     /* double, NAN where not given */
  HW_TYPE_CHOICE,     /* guint8 index into `choices` */
  HW_TYPE_BOOLEAN,    /* guint8 */
  HW_TYPE_POSITION,   /* gint16 half units from the bottom, written from u="1" */
  HW_TYPE_HALF_UNITS, /* gint16, written in units */
  HW_TYPE_ROTATION,   /* gint16 degrees */
  HW_TYPE_SMALL,      /* gint16 */
  HW_TYPE_BYTE,       /* guint8 number, one of `choices` where there are any */
} HwAttributeType;

typedef enum
{
  HW_ATTRIBUTE_REQUIRED = 1 << 0,
  HW_ATTRIBUTE_HIDDEN = 1 << 1,    /* not for the inspector */
  HW_ATTRIBUTE_READ_ONLY = 1 << 2, /* not changed by hand: product, assembly */
  HW_ATTRIBUTE_OWNER = 1 << 3,     /* of a reference: the object goes with what it refers to */
} HwAttributeFlags;

typedef struct
{
  const char *name;  /* in files */
  const char *label; /* for people, to be translated */
  HwAttributeType type;
  HwAttributeFlags flags;
  guint16 offset;
  HwTableKind ref;
  const char *const *choices;
  guint64 kinds;           /* of products: a bit for each HwProductKind that they may be; 0: any */
  HwDimension dimension;   /* of numbers and integers; lengths named -mm are millimetres */
  double minimum, maximum; /* of numbers and integers */
  double missing;          /* value where the file does not give it; such a value is not written */
} HwAttribute;

typedef struct
{
  const char *element;
  const char *label; /* one such object, for people, to be translated */
  HwTableKind table;
  HwTableKind parent; /* the same as table where it has none */
  char letter;        /* of its ids; 0: there is one row, that always stands, and it has no id */
  gsize row_size;
  const HwAttribute *attributes; /* in the order of files; id comes before them */
  guint n_attributes;
} HwTableClass;

const HwTableClass *hw_table_class (HwTableKind table);
/* Whether the table has one row, handle 1, that always stands: design, site, cost. */
gboolean hw_table_is_single (HwTableKind table);
const HwTableClass *hw_table_class_for_element (const char *element);
/* Returns: (nullable) */
const HwAttribute *hw_table_class_attribute (const HwTableClass *klass, const char *name);

/* Sets all attributes of a zeroed row to what a file that says nothing means. */
void hw_row_init (HwTableKind table, void *row);

/* Handles of other objects that the row refers to are at attribute->offset. */
HwHandle hw_attribute_get_ref (const HwAttribute *attribute, const void *row);
void hw_attribute_set_ref (const HwAttribute *attribute, void *row, HwHandle handle);
/* Gives @to the value that @from has. */
void hw_attribute_copy (const HwAttribute *attribute, void *to, const void *from);
/* Whether both rows have the same value. */
gboolean hw_attribute_equal (const HwAttribute *attribute, const void *a, const void *b);
/* Whether the row has the value of a file that says nothing. */
gboolean hw_attribute_is_missing (const HwAttribute *attribute, const void *row);

G_END_DECLS
