/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "hw-edit.h"
#include "hw-operations-private.h"

static gboolean
is_fed (const HwRack *rack)
{
  return rack->feed_a != 0 || rack->feed_b != 0 || rack->feed_c != 0;
}

/* Along or across the row, whichever way it runs. */
static gint32
distance (const HwRack *a, const HwRack *b)
{
  return abs (a->x_mm - b->x_mm) + abs (a->y_mm - b->y_mm);
}

void
hw_operation_take_feeds_of_row (HwDesign *design, HwHandle rack)
{
  HwRack row = *hw_design_get_rack (design, rack);
  const HwProduct *product = hw_catalogue_get (hw_design_get_catalogue (design), row.product);
  const HwRack *nearest = NULL;

  /* What distributes power is a unit of a chain instead. */
  if (row.row == 0 || is_fed (&row) || hw_design_count (design, HW_TABLE_FEED) == 0
      || hw_kind_family (product->kind) == HW_FAMILY_POWER)
    return;
  for (HwHandle other = hw_design_first_of_row (design, row.row); other != 0;
       other = hw_design_next_of_row (design, other))
    {
      const HwRack *there = hw_design_get_rack (design, other);

      if (is_fed (there) && (nearest == NULL || distance (there, &row) < distance (nearest, &row)))
        nearest = there;
    }
  if (nearest == NULL)
    return;
  row.feed_a = nearest->feed_a;
  row.feed_b = nearest->feed_b;
  row.feed_c = nearest->feed_c;
  hw_edit_set (design, HW_TABLE_RACK, rack, &row);
}
