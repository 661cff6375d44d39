/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-private.h"

#include <string.h>

/* Racks and rows in the order in which they stand. */

/* By place along a row of either direction: the axis that the row runs along is found from its
 * extent. */
typedef struct
{
  HwDesign *design;
  gboolean south; /* the row runs north to south */
} RackSort;

static int
rack_order (gconstpointer a, gconstpointer b, gpointer data)
{
  const RackSort *sort = data;
  const HwRack *x = hw_design_get_rack (sort->design, *(const HwHandle *)a);
  const HwRack *y = hw_design_get_rack (sort->design, *(const HwHandle *)b);
  gint32 first[2] = { sort->south ? x->y_mm : x->x_mm, sort->south ? y->y_mm : y->x_mm };
  gint32 second[2] = { sort->south ? x->x_mm : x->y_mm, sort->south ? y->x_mm : y->y_mm };

  if (first[0] != first[1])
    return first[0] < first[1] ? -1 : 1;
  if (second[0] != second[1])
    return second[0] < second[1] ? -1 : 1;
  return hw_id_compare (sort->design->symbols, x->object.id, y->object.id);
}

GArray *
hw_design_row_racks (HwDesign *self, HwHandle hall, HwHandle row)
{
  GArray *racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  gint32 west = G_MAXINT32, east = G_MININT32, north = G_MAXINT32, south = G_MININT32;
  RackSort sort = { self, FALSE };
  HwHandle rack = row != 0 ? hw_design_first_of_row (self, row)
                           : hw_design_first_child (self, HW_TABLE_RACK, hall);

  while (rack != 0)
    {
      const HwRack *data = hw_design_get_rack (self, rack);
      if (row != 0 || data->row == 0)
        {
          g_array_append_val (racks, rack);
          west = MIN (west, data->x_mm);
          east = MAX (east, data->x_mm);
          north = MIN (north, data->y_mm);
          south = MAX (south, data->y_mm);
        }
      rack = row != 0 ? hw_design_next_of_row (self, rack)
                      : hw_design_next_child (self, HW_TABLE_RACK, rack);
    }
  /* Racks that are in no row are listed line by line, like text. */
  sort.south = racks->len > 0 && (row == 0 || south - north > east - west);
  g_array_sort_with_data (racks, rack_order, &sort);
  return racks;
}

typedef struct
{
  HwHandle row;
  gint32 x, y; /* of its north-westernmost rack */
} RowPlace;

static int
row_order (gconstpointer a, gconstpointer b, gpointer data)
{
  HwDesign *self = data;
  const RowPlace *x = a;
  const RowPlace *y = b;
  const HwRow *row_x, *row_y;
  int order;

  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  if (x->x != y->x)
    return x->x < y->x ? -1 : 1;
  row_x = hw_design_row (self, HW_TABLE_ROW, x->row);
  row_y = hw_design_row (self, HW_TABLE_ROW, y->row);
  order = strcmp (hw_design_text (self, row_x->object.name),
                  hw_design_text (self, row_y->object.name));
  return order != 0 ? order : hw_id_compare (self->symbols, row_x->object.id, row_y->object.id);
}

GArray *
hw_design_hall_rows (HwDesign *self, HwHandle hall)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (RowPlace));
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle row = hw_design_first_child (self, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (self, HW_TABLE_ROW, row))
    {
      RowPlace place = { row, G_MAXINT32, G_MAXINT32 };
      for (HwHandle rack = hw_design_first_of_row (self, row); rack != 0;
           rack = hw_design_next_of_row (self, rack))
        {
          const HwRack *data = hw_design_get_rack (self, rack);
          place.x = MIN (place.x, data->x_mm);
          place.y = MIN (place.y, data->y_mm);
        }
      g_array_append_val (places, place);
    }
  g_array_sort_with_data (places, row_order, self);
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (rows, g_array_index (places, RowPlace, i).row);
  return rows;
}
