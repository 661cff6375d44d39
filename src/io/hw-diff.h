/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

typedef enum
{
  HW_DIFFERENCE_ADDED,
  HW_DIFFERENCE_REMOVED,
  HW_DIFFERENCE_CHANGED,
} HwDifferenceKind;

/* One difference between two designs: an object that only one has, or one attribute of both. */
typedef struct
{
  HwDifferenceKind kind;
  const char *element; /* "rack", "device" and so on, "product" */
  char *id;
  char *name;
  char *attribute; /* (nullable): of a change; "parent" where it moved to another hall or rack */
  char *from;      /* (nullable): as in files; %NULL: not given */
  char *to;        /* (nullable) */
} HwDifference;

/* "added", "removed", "changed" */
const char *hw_difference_kind_name (HwDifferenceKind kind);

/**
 * hw_diff:
 *
 * Compares by id, attribute by attribute. The children of an object that only one design has are
 * listed as well. Of the products that both carry their figures are compared; which products a
 * design carries follows from its objects and is no difference of its own.
 *
 * Returns: (transfer full) (element-type HwDifference): in the order of dependence
 */
GPtrArray *hw_diff (HwDesign *from, HwDesign *to);

G_END_DECLS
