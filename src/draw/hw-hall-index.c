/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hall-index.h"

static void
hall_index_free (HwHallIndex *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

static void
changed_cb (HwResults *results, gboolean preview, GHashTable *halls)
{
  g_hash_table_remove_all (halls);
}

/* The indices of a results object go with it. */
static GHashTable *
halls_of (HwResults *results)
{
  static const char key[] = "hw-hall-index";
  GHashTable *halls = g_object_get_data (G_OBJECT (results), key);

  if (halls == NULL)
    {
      halls = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)hall_index_free);
      g_object_set_data_full (G_OBJECT (results), key, halls, (GDestroyNotify)g_hash_table_unref);
      g_signal_connect (results, "changed", G_CALLBACK (changed_cb), halls);
    }
  return halls;
}

static void
gather_row (HwDesign *design, HwHandle row, GArray *rows)
{
  gint32 west = G_MAXINT32, north = G_MAXINT32, east = G_MININT32, south = G_MININT32;
  HwHallRow form = { .row = row, .rotation = -1 };
  guint n = 0;

  for (HwHandle rack = hw_design_first_of_row (design, row); rack != 0;
       rack = hw_design_next_of_row (design, rack), n++)
    {
      HwArea area = hw_rack_area (design, rack);
      gint16 rotation = hw_design_get_rack (design, rack)->rotation;
      west = MIN (west, area.x);
      north = MIN (north, area.y);
      east = MAX (east, area.x + area.width);
      south = MAX (south, area.y + area.depth);
      form.rotation = n == 0 || form.rotation == rotation ? rotation : -1;
    }
  if (n == 0)
    return;
  form.area = (HwArea){ west, north, east - west, south - north };
  g_array_append_val (rows, form);
}

HwHallIndex *
hw_hall_index_get (HwResults *results, HwHandle hall)
{
  HwDesign *design = hw_results_get_design (results);
  GHashTable *halls = halls_of (results);
  HwHallIndex *self = g_hash_table_lookup (halls, GUINT_TO_POINTER (hall));

  if (self != NULL)
    return self;
  self = g_new0 (HwHallIndex, 1);
  self->rows = g_array_new (FALSE, FALSE, sizeof (HwHallRow));
  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    gather_row (design, row, self->rows);
  g_hash_table_insert (halls, GUINT_TO_POINTER (hall), self);
  return self;
}
