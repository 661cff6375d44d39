/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-writer.h"

#include "hw-catalogue-writer.h"
#include "hw-format.h"
#include "hw-number.h"
#include "hw-output.h"
#include "hw-weather.h"

#define AT(type, row, attribute) (*(const type *)((const char *)(row) + (attribute)->offset))

typedef struct
{
  HwDesign *design;
  HwXmlWriter *out;
} Writer;

/* --- products in use --- */

static void
use (HwCatalogue *catalogue, guint8 *used, const HwProduct *product)
{
  if (product == NULL || used[product->number])
    return;
  used[product->number] = TRUE;
  if (product->rack != NULL)
    use (catalogue, used, hw_catalogue_find (catalogue, product->rack));
  for (guint i = 0; i < product->parts->len; i++)
    use (catalogue,
         used,
         hw_catalogue_find (catalogue, g_array_index (product->parts, HwPart, i).product));
  for (guint i = 0; i < product->allocations->len; i++)
    use (catalogue,
         used,
         hw_catalogue_find (catalogue,
                            g_array_index (product->allocations, HwAllocation, i).product));
}

/* What rows name besides what stands somewhere: rules, prices. */
static void
use_chosen (HwDesign *design, guint8 *used, HwTableKind table)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  const HwTableClass *klass = hw_table_class (table);

  for (HwHandle rule = hw_design_next (design, table, 0); rule != 0;
       rule = hw_design_next (design, table, rule))
    for (guint i = 0; i < klass->n_attributes; i++)
      if (klass->attributes[i].type == HW_TYPE_PRODUCT)
        use (catalogue,
             used,
             hw_catalogue_get (
                 catalogue,
                 AT (guint32, hw_design_row (design, table, rule), &klass->attributes[i])));
}

/* What fabrics are cabled with is chosen among all cables that the design has. */
static void
use_cabling (HwDesign *design, guint8 *used)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (design);

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    if (hw_kind_is_cabling (hw_catalogue_get (catalogue, i)->kind))
      use (catalogue, used, hw_catalogue_get (catalogue, i));
}

/* Returns: (transfer full): a byte a product number */
static guint8 *
products_in_use (HwDesign *design)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  guint8 *used = g_new0 (guint8, hw_catalogue_n_products (catalogue) + 1);

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      use (catalogue, used, hw_design_rack_product (design, rack));
      use (catalogue, used, hw_design_rack_assembly (design, rack));
    }
  for (HwHandle device = hw_design_next (design, HW_TABLE_DEVICE, 0); device != 0;
       device = hw_design_next (design, HW_TABLE_DEVICE, device))
    use (catalogue, used, hw_design_device_product (design, device));
  use_chosen (design, used, HW_TABLE_POWER);
  use_chosen (design, used, HW_TABLE_COST);
  use_chosen (design, used, HW_TABLE_PRICE);
  use_chosen (design, used, HW_TABLE_LOOP);
  use_chosen (design, used, HW_TABLE_FABRIC);
  if (hw_design_count (design, HW_TABLE_FABRIC) > 0)
    use_cabling (design, used);
  return used;
}

static void
write_products (Writer *self)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (self->design);
  const char *foreign = hw_format_get_foreign (catalogue, "products");
  g_autofree guint8 *used = products_in_use (self->design);

  hw_xml_writer_start (self->out, "products");
  hw_xml_writer_foreign_attributes (self->out, foreign);
  hw_catalogue_write_products (catalogue, used, self->out);
  hw_xml_writer_foreign_elements (self->out, foreign);
  hw_xml_writer_end (self->out);
}

/* --- rows --- */

static void
write_attribute (Writer *self, const HwAttribute *attribute, const void *row)
{
  g_autofree char *text = NULL;
  char buffer[HW_ID_SIZE];

  if (hw_attribute_is_missing (attribute, row))
    return;
  /* The types of which there are millions, without a copy of their text. */
  switch (attribute->type)
    {
    case HW_TYPE_STRING:
      hw_xml_writer_attribute (
          self->out, attribute->name, hw_design_text (self->design, AT (HwSymbol, row, attribute)));
      return;
    case HW_TYPE_PRODUCT:
      hw_xml_writer_plain (
          self->out,
          attribute->name,
          hw_catalogue_get (hw_design_get_catalogue (self->design), AT (guint32, row, attribute))
              ->id);
      return;
    case HW_TYPE_POSITION:
      hw_xml_writer_number (self->out, attribute->name, AT (gint16, row, attribute) / 2.0 + 1);
      return;
    case HW_TYPE_CHOICE:
      hw_xml_writer_plain (
          self->out, attribute->name, attribute->choices[AT (guint8, row, attribute)]);
      return;
    case HW_TYPE_REF:
      hw_xml_writer_plain (
          self->out,
          attribute->name,
          hw_design_id_text (
              self->design, HW_REF (attribute->ref, AT (HwHandle, row, attribute)), buffer));
      return;
    default:
      text = hw_design_attribute_text (self->design, attribute, row);
      hw_xml_writer_attribute (self->out, attribute->name, text);
    }
}

/* Begins the element of an object and writes what it says of itself. */
static void
start_row (Writer *self, HwTableKind table, HwHandle handle)
{
  const HwTableClass *klass = hw_table_class (table);
  const HwObject *object = hw_design_row (self->design, table, handle);
  char buffer[HW_ID_SIZE];

  hw_xml_writer_start (self->out, klass->element);
  if (table == HW_TABLE_DESIGN)
    {
      g_autofree char *format
          = g_strdup_printf ("%d.%u", HW_FORMAT_MAJOR, hw_format_get_minor (self->design));

      hw_xml_writer_plain (self->out, "xmlns", HW_FORMAT_NAMESPACE);
      hw_xml_writer_plain (self->out, "format", format);
    }
  if (klass->letter != 0)
    hw_xml_writer_plain (
        self->out, "id", hw_id_text (hw_design_get_symbols (self->design), object->id, buffer));
  for (guint i = 0; i < klass->n_attributes; i++)
    write_attribute (self, &klass->attributes[i], object);
  if (object->foreign != 0)
    hw_xml_writer_foreign_attributes (self->out, hw_design_text (self->design, object->foreign));
}

static void
end_row (Writer *self, HwTableKind table, HwHandle handle)
{
  const HwObject *object = hw_design_row (self->design, table, handle);

  if (object->foreign != 0)
    hw_xml_writer_foreign_elements (self->out, hw_design_text (self->design, object->foreign));
  hw_xml_writer_end (self->out);
}

/* The children of a table that has none itself. */
static void
write_leaves (Writer *self, HwTableKind table, HwHandle parent)
{
  for (HwHandle handle = hw_design_first_child (self->design, table, parent); handle != 0;
       handle = hw_design_next_child (self->design, table, handle))
    {
      start_row (self, table, handle);
      end_row (self, table, handle);
    }
}

static void
write_devices (Writer *self, HwHandle rack)
{
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      start_row (self, HW_TABLE_DEVICE, device);
      write_leaves (self, HW_TABLE_MEMBER, device);
      end_row (self, HW_TABLE_DEVICE, device);
    }
}

static void
write_racks (Writer *self, HwHandle hall, HwHandle row)
{
  g_autoptr (GArray) racks = hw_design_row_racks (self->design, hall, row);

  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);

      start_row (self, HW_TABLE_RACK, rack);
      write_leaves (self, HW_TABLE_RESERVATION, rack);
      write_devices (self, rack);
      end_row (self, HW_TABLE_RACK, rack);
    }
}

static void
write_hall (Writer *self, HwHandle hall)
{
  g_autoptr (GArray) rows = hw_design_hall_rows (self->design, hall);

  start_row (self, HW_TABLE_HALL, hall);
  write_leaves (self, HW_TABLE_FEATURE, hall);
  for (guint i = 0; i < rows->len; i++)
    {
      start_row (self, HW_TABLE_ROW, g_array_index (rows, HwHandle, i));
      end_row (self, HW_TABLE_ROW, g_array_index (rows, HwHandle, i));
    }
  write_leaves (self, HW_TABLE_TRAY, hall);
  for (guint i = 0; i < rows->len; i++)
    write_racks (self, hall, g_array_index (rows, HwHandle, i));
  write_racks (self, hall, 0);
  end_row (self, HW_TABLE_HALL, hall);
}

static void
write_climate (Writer *self)
{
  HwHandle climate = hw_design_get_climate (self->design);

  if (climate == 0)
    return;
  start_row (self, HW_TABLE_CLIMATE, climate);
  write_leaves (self, HW_TABLE_CLIMATE_DAY, climate);
  end_row (self, HW_TABLE_CLIMATE, climate);
}

/* One that says nothing is as good as none. */
static void
write_cost (Writer *self)
{
  const HwTableClass *klass = hw_table_class (HW_TABLE_COST);
  const HwObject *object = hw_design_row (self->design, HW_TABLE_COST, 1);
  gboolean says = object->foreign != 0;

  for (guint i = 0; i < klass->n_attributes; i++)
    says |= !hw_attribute_is_missing (&klass->attributes[i], object);
  if (!says)
    return;
  start_row (self, HW_TABLE_COST, 1);
  end_row (self, HW_TABLE_COST, 1);
}

gboolean
hw_design_write (HwDesign *design, HwSink sink, gpointer data, GError **error)
{
  g_autoptr (HwXmlWriter) out = hw_xml_writer_new (sink, data);
  Writer self = { design, out };

  start_row (&self, HW_TABLE_DESIGN, 1);
  write_products (&self);
  write_leaves (&self, HW_TABLE_REVISION, 0);
  start_row (&self, HW_TABLE_SITE, 1);
  write_climate (&self);
  write_cost (&self);
  write_leaves (&self, HW_TABLE_PRICE, 0);
  write_leaves (&self, HW_TABLE_EXCHANGE_RATE, 0);
  write_leaves (&self, HW_TABLE_PHASE, 0);
  write_leaves (&self, HW_TABLE_POWER, 0);
  write_leaves (&self, HW_TABLE_FEED, 0);
  write_leaves (&self, HW_TABLE_LOOP, 0);
  write_leaves (&self, HW_TABLE_FABRIC, 0);
  write_leaves (&self, HW_TABLE_GROUP, 0);
  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    write_hall (&self, hall);
  write_leaves (&self, HW_TABLE_OVERRIDE, 0);
  end_row (&self, HW_TABLE_SITE, 1);
  end_row (&self, HW_TABLE_DESIGN, 1);
  return hw_xml_writer_finish (out, error);
}

static gboolean
append_cb (gpointer data, const char *bytes, gsize n, GError **error)
{
  g_string_append_len (data, bytes, n);
  return TRUE;
}

GBytes *
hw_design_write_bytes (HwDesign *design)
{
  GString *text = g_string_new (NULL);

  hw_design_write (design, append_cb, text, NULL);
  return g_string_free_to_bytes (text);
}

gboolean
hw_design_write_file (HwDesign *design, GFile *file, GError **error)
{
  g_autoptr (HwOutput) output = hw_output_open (file, error);

  return output != NULL && hw_design_write (design, hw_output_write, output, error)
         && hw_output_commit (output, error);
}
