/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-csv-private.h"

#include <math.h>
#include <string.h>

#include "hw-csv-text.h"

/* --- fields --- */

void
hw_csv_add_text (HwCsvWriter *self, const char *text)
{
  hw_csv_text_add (&self->csv, text);
}

void
hw_csv_add_number (HwCsvWriter *self, double number)
{
  hw_csv_text_add_number (&self->csv, number);
}

/* NAN where nothing is known. */
static double
sum_value (const HwSum *sum)
{
  return hw_sum_is_unknown (sum) ? NAN : sum->value;
}

void
hw_csv_end_line (HwCsvWriter *self)
{
  hw_csv_text_end_line (&self->csv);
}

void
hw_csv_add_header (HwCsvWriter *self, const char *const *names)
{
  hw_csv_text_add_line (&self->csv, names);
}

void
hw_csv_add_id (HwCsvWriter *self, HwTableKind table, HwHandle handle)
{
  char buffer[HW_ID_SIZE];

  hw_csv_add_text (
      self, handle != 0 ? hw_design_id_text (self->design, HW_REF (table, handle), buffer) : NULL);
}

void
hw_csv_add_name (HwCsvWriter *self, HwTableKind table, HwHandle handle)
{
  hw_csv_add_text (self,
                   handle != 0 ? hw_design_name (self->design, HW_REF (table, handle)) : NULL);
}

/* --- bill of materials --- */

static void
write_bill (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "product", "name",        "maker",    "kind",      "within assembly", "share of assembly",
          "count",   "unit price",  "price",    "price low", "price high",      "prices unknown",
          "mass kg", "nameplate W", "length m", NULL };
  g_autoptr (GArray) lines = hw_results_bill (self->results);

  hw_csv_add_header (self, header);
  for (guint i = 0; i < lines->len; i++)
    {
      const HwBillLine *line = &g_array_index (lines, HwBillLine, i);
      gboolean unknown = line->within || hw_sum_is_unknown (&line->price);
      gboolean weighed = !line->within && !line->cabling;

      hw_csv_add_text (self, line->product->id);
      hw_csv_add_text (self, line->product->name);
      hw_csv_add_text (self, line->product->maker);
      hw_csv_add_text (self, hw_kind_name (line->product->kind));
      hw_csv_add_text (self, line->within ? "yes" : "no");
      /* Of a product that is listed twice: what it counts for in an assembly that lacks parts. */
      hw_csv_add_text (self, line->share ? "yes" : "no");
      hw_csv_add_number (self, line->count);
      /* What is within assemblies has its price, mass and power in their lines; the power of
       * cables is in the devices that they join, their mass is not counted. */
      hw_csv_add_number (self, line->within ? NAN : sum_value (&line->unit_price));
      hw_csv_add_number (self, line->within ? NAN : sum_value (&line->price));
      hw_csv_add_number (self, unknown ? NAN : line->price.low);
      hw_csv_add_number (self, unknown ? NAN : line->price.high);
      hw_csv_add_number (self, line->within ? NAN : line->price.n_unknown);
      hw_csv_add_number (self, weighed ? sum_value (&line->mass_kg) : NAN);
      hw_csv_add_number (self, weighed ? sum_value (&line->nameplate_w) : NAN);
      /* Of each of so many cables. */
      hw_csv_add_number (self, line->length_m > 0 ? line->length_m : NAN);
      hw_csv_end_line (self);
    }
}

/* --- racks --- */

static void
write_rack (HwCsvWriter *self, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  const HwProduct *assembly = hw_design_rack_assembly (self->design, rack);

  hw_csv_add_id (self, HW_TABLE_RACK, rack);
  hw_csv_add_name (self, HW_TABLE_RACK, rack);
  hw_csv_add_name (self, HW_TABLE_HALL, row->object.parent);
  hw_csv_add_name (self, HW_TABLE_ROW, row->row);
  hw_csv_add_text (self, hw_design_rack_product (self->design, rack)->id);
  hw_csv_add_text (self, assembly != NULL ? assembly->id : NULL);
  hw_csv_add_number (self, row->x_mm);
  hw_csv_add_number (self, row->y_mm);
  hw_csv_add_number (self, row->rotation);
  hw_csv_add_number (self, figures->half_units / 2.0);
  hw_csv_add_number (self, figures->used_half_units / 2.0);
  hw_csv_add_number (self, figures->n_devices);
  hw_csv_add_number (self, figures->gpus);
  hw_csv_add_number (self, figures->nameplate_w);
  hw_csv_add_number (self, figures->expected_w);
  hw_csv_add_number (self, figures->limit_w);
  hw_csv_add_number (self, figures->liquid_w);
  hw_csv_add_number (self, figures->air_w);
  hw_csv_add_number (self, figures->mass_kg);
  hw_csv_end_line (self);
}

/* --- devices --- */

static void
write_device (HwCsvWriter *self, HwHandle device)
{
  const HwDevice *row = hw_design_get_device (self->design, device);
  const HwRack *rack = hw_design_get_rack (self->design, row->object.parent);
  const HwProduct *product = hw_design_device_product (self->design, device);
  static const char *const channels[]
      = { NULL, "left-front", "right-front", "left-rear", "right-rear", "rear-door" };
  gboolean in_units = row->channel == HW_CHANNEL_NONE;

  hw_csv_add_id (self, HW_TABLE_DEVICE, device);
  hw_csv_add_name (self, HW_TABLE_DEVICE, device);
  hw_csv_add_text (self, product->id);
  hw_csv_add_text (self, product->name);
  hw_csv_add_text (self, hw_kind_name (product->kind));
  hw_csv_add_name (self, HW_TABLE_HALL, rack->object.parent);
  hw_csv_add_name (self, HW_TABLE_ROW, rack->row);
  hw_csv_add_name (self, HW_TABLE_RACK, row->object.parent);
  hw_csv_add_number (self, in_units ? row->position / 2.0 + 1 : NAN);
  hw_csv_add_number (self, in_units ? product->half_units / 2.0 : NAN);
  hw_csv_add_text (self, row->face == HW_FACE_REAR ? "rear" : "front");
  hw_csv_add_text (self, channels[row->channel]);
  hw_csv_add_number (self, hw_product_value (product, HW_FIELD_POWER_NAMEPLATE));
  hw_csv_add_number (self, hw_product_value (product, HW_FIELD_MASS));
  hw_csv_end_line (self);
}

static void
write_devices (HwCsvWriter *self, HwHandle rack)
{
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    write_device (self, device);
}

/* --- walks --- */

typedef void (*RackFunc) (HwCsvWriter *self, HwHandle rack);

static gboolean
is_wanted (HwCsvWriter *self, HwHandle rack, HwRef object)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);

  switch (object.table)
    {
    case HW_TABLE_HALL:
      return row->object.parent == object.handle;
    case HW_TABLE_ROW:
      return row->row == object.handle;
    case HW_TABLE_GROUP:
      return row->group == object.handle;
    case HW_TABLE_RACK:
      return rack == object.handle;
    default:
      return FALSE;
    }
}

static void
walk_row (HwCsvWriter *self, HwHandle hall, HwHandle row, HwRef object, RackFunc function)
{
  g_autoptr (GArray) racks = hw_design_row_racks (self->design, hall, row);

  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);

      if (object.handle == 0 || is_wanted (self, rack, object))
        function (self, rack);
    }
}

/* Racks in the order in which people go along them. */
static void
walk_racks (HwCsvWriter *self, HwRef object, RackFunc function)
{
  for (HwHandle hall = hw_design_first_child (self->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (self->design, HW_TABLE_HALL, hall))
    {
      g_autoptr (GArray) rows = hw_design_hall_rows (self->design, hall);

      for (guint i = 0; i < rows->len; i++)
        walk_row (self, hall, g_array_index (rows, HwHandle, i), object, function);
      walk_row (self, hall, 0, object, function);
    }
}

static void
write_all_racks (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "id",         "name",     "hall",     "row",        "product", "assembly", "x mm",
          "y mm",       "rotation", "units",    "units used", "devices", "gpus",     "nameplate W",
          "expected W", "limit W",  "liquid W", "air W",      "mass kg", NULL };

  hw_csv_add_header (self, header);
  walk_racks (self, object, write_rack);
}

static void
write_all_devices (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "id", "name",     "product", "product name", "kind",        "hall",    "row", "rack",
          "u",  "height u", "face",    "channel",      "nameplate W", "mass kg", NULL };

  hw_csv_add_header (self, header);
  walk_racks (self, object, write_devices);
}

static void
write_domain (HwCsvWriter *self, HwHandle rack)
{
  const HwNvlink *nvlink = &hw_results_rack (self->results, rack)->nvlink;

  if (!hw_nvlink_is_there (nvlink))
    return;
  hw_csv_add_id (self, HW_TABLE_RACK, rack);
  hw_csv_add_name (self, HW_TABLE_RACK, rack);
  hw_csv_add_number (self, nvlink->gpus);
  hw_csv_add_number (self, nvlink->trays);
  hw_csv_add_number (self, nvlink->switches);
  hw_csv_add_number (self, nvlink->needed > 0 ? nvlink->needed : NAN);
  hw_csv_add_number (self, hw_nvlink_byte_s (nvlink) / 1e12);
  hw_csv_add_number (self, nvlink->gpu_byte_s / 1e12);
  hw_csv_end_line (self);
}

/* Bandwidths in both directions together, as NVIDIA states them. */
static void
write_nvlink (HwCsvWriter *self, HwRef object)
{
  static const char *const header[] = {
    "id",         "rack",         "gpus", "compute trays", "switch trays", "switch trays needed",
    "links TB/s", "of GPUs TB/s", NULL
  };

  hw_csv_add_header (self, header);
  walk_racks (self, object, write_domain);
}

static const struct
{
  const char *name;
  void (*write) (HwCsvWriter *self, HwRef object);
} tables[HW_N_CSV_TABLES] = {
  [HW_CSV_BILL] = { "bill", write_bill },
  [HW_CSV_DEVICES] = { "devices", write_all_devices },
  [HW_CSV_RACKS] = { "racks", write_all_racks },
  [HW_CSV_NVLINK] = { "nvlink", write_nvlink },
  [HW_CSV_PIPES] = { "pipes", hw_csv_write_pipes },
  [HW_CSV_VALVES] = { "valves", hw_csv_write_valves },
  [HW_CSV_LOOP_RACKS] = { "loop-racks", hw_csv_write_loop_racks },
  [HW_CSV_CDUS] = { "cdus", hw_csv_write_cdus },
  [HW_CSV_TRAYS] = { "trays", hw_csv_write_trays },
  [HW_CSV_BUNDLES] = { "bundles", hw_csv_write_bundles },
  [HW_CSV_PHASES] = { "phases", hw_csv_write_phases },
  [HW_CSV_POWER] = { "power", hw_csv_write_power },
  [HW_CSV_PANELS] = { "panels", hw_csv_write_panels },
  [HW_CSV_BREAKERS] = { "breakers", hw_csv_write_breakers },
};

const char *
hw_csv_table_name (HwCsvTable table)
{
  return tables[table].name;
}

gboolean
hw_csv_table_find (const char *name, HwCsvTable *table)
{
  for (guint i = 0; i < HW_N_CSV_TABLES; i++)
    if (strcmp (tables[i].name, name) == 0)
      {
        *table = i;
        return TRUE;
      }
  return FALSE;
}

char *
hw_csv_write (HwResults *results, HwCsvTable table, HwRef object)
{
  HwCsvWriter self = { results, hw_results_get_design (results), { g_string_new (NULL), FALSE } };

  tables[table].write (&self, object);
  return g_string_free (self.csv.text, FALSE);
}
