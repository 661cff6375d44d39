/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-air-zone-private.h"

#include <glib/gi18n-lib.h>

#include "hw-aisle.h"

static HwSymbol
containment_of_row (HwDesign *design, HwHandle row)
{
  return ((const HwRow *)hw_design_row (design, HW_TABLE_ROW, row))->containment;
}

void
hw_air_zones_free (HwAirZones *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->zones);
  g_array_unref (self->tallies);
  g_array_unref (self->rests);
  g_hash_table_unref (self->loose);
  g_free (self);
}

static GArray *
array_of (gsize size, guint n)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint)size);

  g_array_set_size (array, n);
  return array;
}

/* Sums the rows of each containment of a hall at the first of them. */
static void
add_rows (HwAirZones *self, HwResults *results, HwHandle hall)
{
  HwDesign *design = results->design;
  g_autoptr (GHashTable) firsts = g_hash_table_new (NULL, NULL); /* row by name */

  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    {
      gpointer name = GUINT_TO_POINTER (containment_of_row (design, row));
      HwHandle first;

      if (name == NULL)
        continue;
      first = GPOINTER_TO_UINT (g_hash_table_lookup (firsts, name));
      if (first == 0)
        {
          first = row;
          g_hash_table_insert (firsts, name, GUINT_TO_POINTER (row));
        }
      g_array_index (self->zones, HwHandle, row) = first;
      if (row < results->air_rows->len)
        hw_air_tally_add (&g_array_index (self->tallies, HwAirTally, first),
                          &g_array_index (results->air_rows, HwAirTally, row),
                          1);
    }
}

static HwHandle
hall_of (HwDesign *design, HwTableKind table, HwHandle handle)
{
  return ((const HwObject *)hw_design_row (design, table, handle))->parent;
}

/* A contained aisle of a hall. */
typedef struct
{
  HwHandle row; /* first that names it */
  HwAisle aisle;
} Contained;

static GArray *
contained_aisles (HwAirZones *self, HwDesign *design, HwHandle hall)
{
  GArray *aisles = g_array_new (FALSE, FALSE, sizeof (Contained));

  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    {
      Contained contained = { .row = row };
      g_autoptr (GArray) rows = NULL;

      if (g_array_index (self->zones, HwHandle, row) != row)
        continue;
      rows = hw_aisle_rows (design, hall, containment_of_row (design, row));
      if (hw_aisle_between (design, rows, &contained.aisle))
        g_array_append_val (aisles, contained);
    }
  return aisles;
}

/* Returns: the first row of the aisle that a cooler stands in, or else breathes in; 0: none */
static HwHandle
aisle_of_cooler (HwDesign *design, HwHandle cooler, const GArray *aisles)
{
  HwArea area = hw_rack_area (design, cooler);
  gint16 rotation = hw_design_get_rack (design, cooler)->rotation;
  HwHandle against = 0;

  for (guint i = 0; i < aisles->len; i++)
    {
      const Contained *contained = &g_array_index (aisles, Contained, i);

      if (hw_area_intersects (&contained->aisle.area, &area))
        return contained->row;
      if (against == 0 && hw_aisle_is_faced (&contained->aisle, &area, rotation))
        against = contained->row;
    }
  return against;
}

/* Coolers that stand in no row, each to the aisle that it is at. */
static void
add_loose (HwAirZones *self, HwResults *results)
{
  HwDesign *design = results->design;
  g_autoptr (GHashTable) by_hall
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  GHashTableIter each;
  gpointer key;

  g_hash_table_iter_init (&each, results->air_loose);
  while (g_hash_table_iter_next (&each, &key, NULL))
    {
      HwHandle cooler = GPOINTER_TO_UINT (key), row;
      gpointer hall = GUINT_TO_POINTER (hall_of (design, HW_TABLE_RACK, cooler));
      GArray *aisles = g_hash_table_lookup (by_hall, hall);

      if (aisles == NULL)
        {
          aisles = contained_aisles (self, design, GPOINTER_TO_UINT (hall));
          g_hash_table_insert (by_hall, hall, aisles);
        }
      row = aisle_of_cooler (design, cooler, aisles);
      if (row == 0)
        continue;
      g_hash_table_insert (self->loose, key, GUINT_TO_POINTER (row));
      hw_air_tally_add (&g_array_index (self->tallies, HwAirTally, row),
                        &g_array_index (results->memories, HwRackMemory, cooler).air,
                        1);
    }
}

static HwAirZones *
air_zones_new (HwResults *results)
{
  HwDesign *design = results->design;
  HwAirZones *self = g_new0 (HwAirZones, 1);
  guint n_rows = hw_design_bound (design, HW_TABLE_ROW);

  self->zones = array_of (sizeof (HwHandle), n_rows);
  self->tallies = array_of (sizeof (HwAirTally), n_rows);
  self->rests = array_of (sizeof (HwAirTally), hw_design_bound (design, HW_TABLE_HALL));
  self->loose = g_hash_table_new (NULL, NULL);
  for (HwHandle hall = hw_design_next (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next (design, HW_TABLE_HALL, hall))
    add_rows (self, results, hall);
  add_loose (self, results);
  for (HwHandle row = hw_design_next (design, HW_TABLE_ROW, 0); row != 0;
       row = hw_design_next (design, HW_TABLE_ROW, row))
    {
      HwHandle *zone = &g_array_index (self->zones, HwHandle, row);
      HwHandle hall = hall_of (design, HW_TABLE_ROW, row);

      if (*zone != 0 && g_array_index (self->tallies, HwAirTally, *zone).n_coolers == 0)
        *zone = 0;
      if (*zone == row)
        hw_air_tally_add (&g_array_index (self->rests, HwAirTally, hall),
                          &g_array_index (self->tallies, HwAirTally, row),
                          1);
    }
  return self;
}

/* Of several that ask at once the first that is done is right. */
const HwAirZones *
hw_air_zones_get (HwResults *self)
{
  HwAirZones *zones = g_atomic_pointer_get (&self->air_zones);

  if (zones != NULL)
    return zones;
  zones = air_zones_new (self);
  if (g_atomic_pointer_compare_and_exchange (&self->air_zones, NULL, zones))
    return zones;
  hw_air_zones_free (zones);
  return g_atomic_pointer_get (&self->air_zones);
}

void
hw_air_zones_forget (HwResults *self)
{
  g_clear_pointer (&self->air_zones, hw_air_zones_free);
}

HwHandle
hw_results_air_zone_of_row (HwResults *self, HwHandle row)
{
  const GArray *zones;

  /* Most rows name none, and nothing is to be looked for. */
  if (row == 0 || containment_of_row (self->design, row) == 0)
    return 0;
  zones = hw_air_zones_get (self)->zones;
  return row < zones->len ? g_array_index (zones, HwHandle, row) : 0;
}

HwHandle
hw_results_air_zone_of (HwResults *self, HwHandle rack)
{
  HwHandle row = hw_design_get_rack (self->design, rack)->row;

  if (row != 0 || !g_hash_table_contains (self->air_loose, GUINT_TO_POINTER (rack)))
    return hw_results_air_zone_of_row (self, row);
  return GPOINTER_TO_UINT (
      g_hash_table_lookup (hw_air_zones_get (self)->loose, GUINT_TO_POINTER (rack)));
}

GArray *
hw_results_air_zones (HwResults *self, HwHandle hall)
{
  GArray *zones = array_of (sizeof (HwHandle), 1);

  for (HwHandle row = hw_design_first_child (self->design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (self->design, HW_TABLE_ROW, row))
    if (hw_results_air_zone_of_row (self, row) == row)
      g_array_append_val (zones, row);
  return zones;
}

char *
hw_air_zone_dup_name (HwDesign *design, HwHandle hall, HwHandle zone)
{
  const char *name = hw_design_name (design, HW_REF (HW_TABLE_HALL, hall));

  if (zone == 0)
    return g_strdup (name);
  return g_strdup_printf (
      _ ("containment %s in %s"), hw_design_text (design, containment_of_row (design, zone)), name);
}
