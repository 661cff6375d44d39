/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-csv.h"

#include <math.h>
#include <string.h>

#include "hw-number.h"

typedef struct
{
  HwResults *results;
  HwDesign *design;
  GString *text;
  gboolean begun; /* the line */
} Writer;

/* --- fields --- */

static void
add_text (Writer *self, const char *text)
{
  if (self->begun)
    g_string_append_c (self->text, ',');
  self->begun = TRUE;
  if (text == NULL)
    return;
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (self->text, text);
      return;
    }
  g_string_append_c (self->text, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *text);
    }
  g_string_append_c (self->text, '"');
}

static void
add_number (Writer *self, double number)
{
  char buffer[HW_NUMBER_SIZE];

  add_text (self, isfinite (number) ? hw_number_format (buffer, number) : NULL);
}

/* NAN where nothing is known. */
static double
sum_value (const HwSum *sum)
{
  return hw_sum_is_unknown (sum) ? NAN : sum->value;
}

static void
end_line (Writer *self)
{
  g_string_append (self->text, "\r\n");
  self->begun = FALSE;
}

static void
add_header (Writer *self, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    add_text (self, names[i]);
  end_line (self);
}

static void
add_id (Writer *self, HwTableKind table, HwHandle handle)
{
  char buffer[HW_ID_SIZE];

  add_text (self,
            handle != 0 ? hw_design_id_text (self->design, HW_REF (table, handle), buffer) : NULL);
}

static void
add_name (Writer *self, HwTableKind table, HwHandle handle)
{
  add_text (self, handle != 0 ? hw_design_name (self->design, HW_REF (table, handle)) : NULL);
}

/* --- bill of materials --- */

static void
write_bill (Writer *self, HwRef object)
{
  static const char *const header[]
      = { "product",           "name",           "maker",      "kind",        "within assembly",
          "share of assembly", "count",          "unit price", "price",       "price low",
          "price high",        "prices unknown", "mass kg",    "nameplate W", NULL };
  g_autoptr (GArray) lines = hw_results_bill (self->results);

  add_header (self, header);
  for (guint i = 0; i < lines->len; i++)
    {
      const HwBillLine *line = &g_array_index (lines, HwBillLine, i);
      gboolean unknown = line->within || hw_sum_is_unknown (&line->price);

      add_text (self, line->product->id);
      add_text (self, line->product->name);
      add_text (self, line->product->maker);
      add_text (self, hw_kind_name (line->product->kind));
      add_text (self, line->within ? "yes" : "no");
      /* Of a product that is listed twice: what it counts for in an assembly that lacks parts. */
      add_text (self, line->share ? "yes" : "no");
      add_number (self, line->count);
      /* What is within assemblies has its price, mass and power in their lines. */
      add_number (self, line->within ? NAN : sum_value (&line->unit_price));
      add_number (self, line->within ? NAN : sum_value (&line->price));
      add_number (self, unknown ? NAN : line->price.low);
      add_number (self, unknown ? NAN : line->price.high);
      add_number (self, line->within ? NAN : line->price.n_unknown);
      add_number (self, line->within ? NAN : sum_value (&line->mass_kg));
      add_number (self, line->within ? NAN : sum_value (&line->nameplate_w));
      end_line (self);
    }
}

/* --- racks --- */

static void
write_rack (Writer *self, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  const HwProduct *assembly = hw_design_rack_assembly (self->design, rack);

  add_id (self, HW_TABLE_RACK, rack);
  add_name (self, HW_TABLE_RACK, rack);
  add_name (self, HW_TABLE_HALL, row->object.parent);
  add_name (self, HW_TABLE_ROW, row->row);
  add_text (self, hw_design_rack_product (self->design, rack)->id);
  add_text (self, assembly != NULL ? assembly->id : NULL);
  add_number (self, row->x_mm);
  add_number (self, row->y_mm);
  add_number (self, row->rotation);
  add_number (self, figures->half_units / 2.0);
  add_number (self, figures->used_half_units / 2.0);
  add_number (self, figures->n_devices);
  add_number (self, figures->gpus);
  add_number (self, figures->nameplate_w);
  add_number (self, figures->expected_w);
  add_number (self, figures->limit_w);
  add_number (self, figures->liquid_w);
  add_number (self, figures->air_w);
  add_number (self, figures->mass_kg);
  end_line (self);
}

/* --- devices --- */

static void
write_device (Writer *self, HwHandle device)
{
  const HwDevice *row = hw_design_get_device (self->design, device);
  const HwRack *rack = hw_design_get_rack (self->design, row->object.parent);
  const HwProduct *product = hw_design_device_product (self->design, device);
  static const char *const channels[]
      = { NULL, "left-front", "right-front", "left-rear", "right-rear" };
  gboolean in_units = row->channel == HW_CHANNEL_NONE;

  add_id (self, HW_TABLE_DEVICE, device);
  add_name (self, HW_TABLE_DEVICE, device);
  add_text (self, product->id);
  add_text (self, product->name);
  add_text (self, hw_kind_name (product->kind));
  add_name (self, HW_TABLE_HALL, rack->object.parent);
  add_name (self, HW_TABLE_ROW, rack->row);
  add_name (self, HW_TABLE_RACK, row->object.parent);
  add_number (self, in_units ? row->position / 2.0 + 1 : NAN);
  add_number (self, in_units ? product->half_units / 2.0 : NAN);
  add_text (self, row->face == HW_FACE_REAR ? "rear" : "front");
  add_text (self, channels[row->channel]);
  add_number (self, hw_product_value (product, HW_FIELD_POWER_NAMEPLATE));
  add_number (self, hw_product_value (product, HW_FIELD_MASS));
  end_line (self);
}

static void
write_devices (Writer *self, HwHandle rack)
{
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    write_device (self, device);
}

/* --- walks --- */

typedef void (*RackFunc) (Writer *self, HwHandle rack);

static gboolean
is_wanted (Writer *self, HwHandle rack, HwRef object)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);

  switch (object.table)
    {
    case HW_TABLE_HALL:
      return row->object.parent == object.handle;
    case HW_TABLE_ROW:
      return row->row == object.handle;
    case HW_TABLE_RACK:
      return rack == object.handle;
    default:
      return FALSE;
    }
}

static void
walk_row (Writer *self, HwHandle hall, HwHandle row, HwRef object, RackFunc function)
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
walk_racks (Writer *self, HwRef object, RackFunc function)
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
write_all_racks (Writer *self, HwRef object)
{
  static const char *const header[]
      = { "id",         "name",     "hall",     "row",        "product", "assembly", "x mm",
          "y mm",       "rotation", "units",    "units used", "devices", "gpus",     "nameplate W",
          "expected W", "limit W",  "liquid W", "air W",      "mass kg", NULL };

  add_header (self, header);
  walk_racks (self, object, write_rack);
}

static void
write_all_devices (Writer *self, HwRef object)
{
  static const char *const header[]
      = { "id", "name",     "product", "product name", "kind",        "hall",    "row", "rack",
          "u",  "height u", "face",    "channel",      "nameplate W", "mass kg", NULL };

  add_header (self, header);
  walk_racks (self, object, write_devices);
}

static const struct
{
  const char *name;
  void (*write) (Writer *self, HwRef object);
} tables[HW_N_CSV_TABLES] = {
  [HW_CSV_BILL] = { "bill", write_bill },
  [HW_CSV_DEVICES] = { "devices", write_all_devices },
  [HW_CSV_RACKS] = { "racks", write_all_racks },
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
  Writer self = { results, hw_results_get_design (results), g_string_new (NULL), FALSE };

  tables[table].write (&self, object);
  return g_string_free (self.text, FALSE);
}
