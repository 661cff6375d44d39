/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Why something was found. */
typedef enum
{
  HW_FOUND_NAME,
  HW_FOUND_PRODUCT, /* its product's name, maker or id */
  HW_FOUND_PROBLEM, /* the message of a problem */
} HwFoundBy;

typedef struct
{
  HwRef ref;
  HwFoundBy by;
  char *message; /* of a problem, else %NULL */
} HwHit;

/**
 * hw_find:
 * @text: words that all must occur; case does not matter
 * @limit: so many hits at most
 * @total: (out): how many there are in all
 *
 * Searches halls, rows, racks, devices, feeds, floor features and reservations by name and product,
 * then the problems. Each name and each product is looked at once, however many objects have it.
 *
 * Returns: (transfer full) (element-type HwHit): halls first, devices last, then problems
 */
GArray *hw_find (HwResults *results, const char *text, guint limit, guint *total);

G_END_DECLS
