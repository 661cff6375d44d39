/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-catalogue-parser.h"
#include "hw-edit.h"
#include "hw-format.h"
#include "hw-io-error.h"
#include "hw-number.h"
#include "hw-operations.h"
#include "hw-xml-reader.h"

#define ATTRIBUTES_MAX 32
/* Own elements nest six deep: design, site, hall, rack, device, member. */
#define FRAMES_MAX 8
#define ROW_MAX 256

/* A table's names as the reader has them, so that they compare by address. */
typedef struct
{
  const HwTableClass *klass;
  const char *element;
  const char *attributes[ATTRIBUTES_MAX];
  guint64 required;
  union
  {
    HwObject object;
    char bytes[ROW_MAX];
  } fresh; /* the row of a file that says nothing */
} Table;

typedef enum
{
  FRAME_ROW, /* of a table */
  FRAME_PRODUCTS,
} FrameKind;

/* An open element. */
typedef struct
{
  FrameKind kind;
  HwTableKind table;
  HwHandle handle; /* 0: it was refused; its children are read, but go nowhere */
  GString *kept;   /* nullable */
} Frame;

/* A reference to something that stands further down. */
typedef struct
{
  HwTableKind table;
  HwHandle handle;
  const HwAttribute *attribute;
  char *id;
  guint line;
} Forward;

typedef struct
{
  HwDesign *design;
  HwFindings *findings;
  HwXmlReader *reader;
  HwCatalogueParser *products;
  Table tables[HW_N_TABLES];
  const char *id, *format, *products_element; /* interned */
  gboolean seen[HW_N_TABLES];                 /* elements of that table */
  gboolean seen_products;
  Frame frames[FRAMES_MAX];
  guint depth;
  GArray *forwards;            /* of Forward */
  char product[HW_ID_MAX + 1]; /* the one named last; half of all devices are like the one before */
  guint32 product_number;
} Reader;

static void
forward_clear (gpointer data)
{
  g_free (((Forward *)data)->id);
}

static void
prepare_tables (Reader *self)
{
  for (guint i = 0; i < HW_N_TABLES; i++)
    {
      Table *table = &self->tables[i];

      table->klass = hw_table_class (i);
      g_assert (table->klass->n_attributes <= ATTRIBUTES_MAX && table->klass->row_size <= ROW_MAX);
      table->element = hw_xml_reader_intern (self->reader, table->klass->element);
      for (guint j = 0; j < table->klass->n_attributes; j++)
        {
          const HwAttribute *attribute = &table->klass->attributes[j];

          table->attributes[j] = hw_xml_reader_intern (self->reader, attribute->name);
          if ((attribute->flags & HW_ATTRIBUTE_REQUIRED) != 0)
            table->required |= G_GUINT64_CONSTANT (1) << j;
        }
      hw_row_init (i, &table->fresh);
    }
  /* Design and site stand already, with the defaults that hw_design_new() states. */
  memcpy (&self->tables[HW_TABLE_DESIGN].fresh,
          hw_design_get_title (self->design),
          sizeof (HwDesignRow));
  memcpy (&self->tables[HW_TABLE_SITE].fresh, hw_design_get_site (self->design), sizeof (HwSite));
  self->id = hw_xml_reader_intern (self->reader, "id");
  self->format = hw_xml_reader_intern (self->reader, "format");
  self->products_element = hw_xml_reader_intern (self->reader, "products");
}

/* --- rows --- */

static void
read_id (Reader *self, HwObject *object, const char *text)
{
  HwSymbolPool *symbols = hw_design_get_symbols (self->design);

  object->id = hw_id_parse (symbols, text);
  if (object->id == 0)
    hw_xml_reader_find (self->reader, _ ("“%s” cannot be an id"), text);
  else
    hw_design_expect_id (self->design, object->id);
}

static void
check_id (Reader *self, HwObject *object)
{
  char text[HW_ID_SIZE];

  if (hw_design_find_id (self->design, object->id).handle == 0)
    return;
  hw_xml_reader_find (self->reader,
                      _ ("the id “%s” is taken by another object"),
                      hw_id_text (hw_design_get_symbols (self->design), object->id, text));
  object->id = 0;
}

/* Keeps a reference for later if there is nothing of that id so far. */
static gboolean
is_forward (Reader *self, HwTableKind table, const HwAttribute *attribute, const char *text)
{
  Forward forward = { table, 0, attribute, NULL, 0 };

  if (attribute->type != HW_TYPE_REF || hw_design_find (self->design, text).handle != 0)
    return FALSE;
  forward.id = g_strdup (text);
  forward.line = hw_xml_reader_line (self->reader);
  g_array_append_val (self->forwards, forward);
  return TRUE;
}

static gboolean
read_product (
    Reader *self, const HwAttribute *attribute, gpointer row, const char *text, GError **error)
{
  guint32 *number = (guint32 *)((char *)row + attribute->offset);

  if (self->product_number != 0 && strcmp (text, self->product) == 0)
    {
      *number = self->product_number;
      return TRUE;
    }
  if (!hw_design_attribute_parse (self->design, attribute, row, text, error))
    return FALSE;
  g_strlcpy (self->product, text, sizeof self->product);
  self->product_number = *number;
  return TRUE;
}

static gboolean
read_attribute (Reader *self, const Table *table, guint index, void *row, const char *text)
{
  const HwAttribute *attribute = &table->klass->attributes[index];
  g_autoptr (GError) error = NULL;

  if (is_forward (self, table->klass->table, attribute, text))
    return TRUE;
  if (attribute->type == HW_TYPE_PRODUCT && read_product (self, attribute, row, text, &error))
    return TRUE;
  if (attribute->type != HW_TYPE_PRODUCT
      && hw_design_attribute_parse (self->design, attribute, row, text, &error))
    return TRUE;
  hw_xml_reader_find (self->reader, "%s: %s", table->klass->element, error->message);
  return FALSE;
}

/* The attribute of that name, which most often stands right behind the one before. */
static guint
find_attribute (const Table *table, const char *name, guint from)
{
  guint n = table->klass->n_attributes;

  for (guint i = 0; i < n; i++)
    {
      guint index = from + i < n ? from + i : from + i - n;

      if (table->attributes[index] == name)
        return index;
    }
  return n;
}

static gboolean
check_required (Reader *self, const Table *table, const HwObject *object, guint64 seen)
{
  guint64 missing = table->required & ~seen;

  if (table->klass->letter != 0 && (seen >> 63) == 0)
    hw_xml_reader_find (self->reader, _ ("“%s” needs the attribute “id”"), table->klass->element);
  for (guint i = 0; i < table->klass->n_attributes; i++)
    if ((missing >> i & 1) != 0)
      hw_xml_reader_find (self->reader,
                          _ ("“%s” needs the attribute “%s”"),
                          table->klass->element,
                          table->klass->attributes[i].name);
  return missing == 0 && (table->klass->letter == 0 || object->id != 0);
}

/* Returns: whether @row is complete and everything in it can be */
static gboolean
read_row (Reader *self,
          const Table *table,
          const HwXmlAttribute *attributes,
          guint n,
          gpointer row,
          GString **kept)
{
  guint64 seen = 0;
  guint next = 0;
  gboolean good = TRUE;

  memcpy (row, &table->fresh, table->klass->row_size);
  for (guint i = 0; i < n; i++)
    {
      const HwXmlAttribute *attribute = &attributes[i];

      if (attribute->prefix == NULL && attribute->name == self->id && table->klass->letter != 0)
        {
          read_id (self, row, hw_xml_reader_value (self->reader, attribute));
          seen |= G_GUINT64_CONSTANT (1) << 63;
          continue;
        }
      if (attribute->prefix == NULL)
        {
          guint index = find_attribute (table, attribute->name, next);

          if (index < table->klass->n_attributes)
            {
              const char *text = hw_xml_reader_value (self->reader, attribute);

              good &= read_attribute (self, table, index, row, text);
              seen |= G_GUINT64_CONSTANT (1) << index;
              next = index + 1;
              continue;
            }
          /* The root's version was read before everything else. */
          if (table->klass->table == HW_TABLE_DESIGN && attribute->name == self->format)
            continue;
        }
      hw_xml_reader_other_attribute (self->reader, table->klass->element, attribute, kept);
    }
  check_id (self, row);
  return check_required (self, table, row, seen) && good;
}

/* What the object is called in findings. */
static char *
describe (Reader *self, HwTableKind table, const void *row)
{
  const char *name = hw_design_text (self->design, ((const HwObject *)row)->name);
  guint32 number = table == HW_TABLE_DEVICE ? ((const HwDevice *)row)->product
                   : table == HW_TABLE_RACK ? ((const HwRack *)row)->product
                                            : 0;
  const HwProduct *product = hw_catalogue_get (hw_design_get_catalogue (self->design), number);
  char unit[HW_NUMBER_SIZE];

  if (*name == '\0')
    name = product != NULL ? product->name : hw_table_class (table)->element;
  if (table != HW_TABLE_DEVICE || ((const HwDevice *)row)->channel != HW_CHANNEL_NONE)
    return g_strdup (name);
  hw_number_format (unit, ((const HwDevice *)row)->position / 2.0 + 1);
  return g_strdup_printf (_ ("%s at U%s"), name, unit);
}

/* What the schema cannot say of a device: it is either in units or in a channel. */
static gboolean
check_device (Reader *self, const HwDevice *device)
{
  if ((device->channel == HW_CHANNEL_NONE) == (device->position >= 0))
    return TRUE;
  hw_xml_reader_find (self->reader, _ ("a device has either “u” or “channel”"));
  return FALSE;
}

static gboolean
check_place (Reader *self, HwTableKind table, HwHandle handle, const void *row, guint line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (hw_operation_check_row (self->design, HW_REF (table, handle), row, &error))
    return TRUE;
  name = describe (self, table, row);
  hw_findings_add (self->findings, line, "%s: %s", name, error->message);
  return FALSE;
}

/* Returns: the handle of the new row, or 0 where it was refused */
static HwHandle
insert_row (Reader *self, HwTableKind table, HwHandle parent, gpointer row)
{
  if (hw_table_is_single (table))
    {
      /* What it holds is read on, for what else is wrong. */
      check_place (self, table, 1, row, hw_xml_reader_line (self->reader));
      hw_edit_set (self->design, table, 1, row);
      return 1;
    }
  if (hw_table_class (table)->parent != table && parent == 0)
    return 0;
  ((HwObject *)row)->parent = hw_table_class (table)->parent != table ? parent : 0;
  if (table == HW_TABLE_DEVICE && !check_device (self, row))
    return 0;
  if (!check_place (self, table, 0, row, hw_xml_reader_line (self->reader)))
    return 0;
  return hw_edit_insert (self->design, table, row);
}

static void
open_row (Reader *self, HwTableKind table, const HwXmlAttribute *attributes, guint n)
{
  HwHandle parent = self->depth > 0 ? self->frames[self->depth - 1].handle : 0;
  Frame frame = { FRAME_ROW, table, 0, NULL };
  guint first = self->forwards->len;
  union
  {
    HwObject object;
    char bytes[ROW_MAX];
  } row;

  if (read_row (self, &self->tables[table], attributes, n, &row, &frame.kept))
    frame.handle = insert_row (self, table, parent, &row);
  if (frame.handle == 0)
    g_array_set_size (self->forwards, first);
  for (guint i = first; i < self->forwards->len; i++)
    g_array_index (self->forwards, Forward, i).handle = frame.handle;
  self->frames[self->depth++] = frame;
}

/* --- elements --- */

static HwXmlVerdict
start_root (Reader *self, const char *name, const HwXmlAttribute *attributes, guint n)
{
  const HwXmlAttribute *format = NULL;
  guint minor;

  if (name != self->tables[HW_TABLE_DESIGN].element)
    {
      hw_xml_reader_find (
          self->reader, _ ("this is no design: its root element is “%s”, not “design”"), name);
      return HW_XML_SKIP;
    }
  for (guint i = 0; i < n; i++)
    if (attributes[i].prefix == NULL && attributes[i].name == self->format)
      format = &attributes[i];
  if (!hw_xml_reader_root (self->reader, format, &minor))
    return HW_XML_SKIP;
  hw_format_set_minor (self->design, minor);
  open_row (self, HW_TABLE_DESIGN, attributes, n);
  return HW_XML_ENTER;
}

static HwXmlVerdict
start_products (Reader *self, const HwXmlAttribute *attributes, guint n)
{
  Frame frame = { FRAME_PRODUCTS };

  for (guint i = 0; i < n; i++)
    hw_xml_reader_other_attribute (self->reader, "products", &attributes[i], &frame.kept);
  if (frame.kept != NULL)
    hw_catalogue_parser_set_kept (self->products, g_steal_pointer (&frame.kept));
  self->seen_products = TRUE;
  self->frames[self->depth++] = frame;
  return HW_XML_ENTER;
}

/* Whether elements of @table stand in those of @parent. */
static gboolean
belongs (HwTableKind table, HwTableKind parent)
{
  HwTableKind above = hw_table_class (table)->parent;

  if (table == HW_TABLE_DESIGN)
    return FALSE;
  if (table == HW_TABLE_SITE || table == HW_TABLE_REVISION)
    return parent == HW_TABLE_DESIGN;
  return parent == (above != table ? above : HW_TABLE_SITE);
}

static HwXmlVerdict
start_cb (gpointer data, const char *name, const HwXmlAttribute *attributes, guint n)
{
  Reader *self = data;
  const Frame *top;

  if (self->depth == 0)
    return start_root (self, name, attributes, n);
  top = &self->frames[self->depth - 1];
  if (top->kind == FRAME_PRODUCTS)
    return hw_catalogue_parser_start (self->products, name, attributes, n);
  if (name == self->products_element && top->table == HW_TABLE_DESIGN && !self->seen_products)
    return start_products (self, attributes, n);
  /* From the end: devices are by far the most frequent. */
  for (guint table = HW_N_TABLES; table-- > 0;)
    if (name == self->tables[table].element && belongs (table, top->table))
      {
        if (hw_table_is_single (table) && self->seen[table])
          break;
        self->seen[table] = TRUE;
        open_row (self, table, attributes, n);
        return HW_XML_ENTER;
      }
  return hw_xml_reader_other_element (self->reader, name, self->tables[top->table].klass->element);
}

static void
store_kept (Reader *self, Frame *frame)
{
  const HwTableClass *klass = hw_table_class (frame->table);

  if (frame->handle != 0)
    {
      g_autofree HwObject *row
          = g_memdup2 (hw_design_row (self->design, frame->table, frame->handle), klass->row_size);

      row->foreign = hw_design_intern (self->design, frame->kept->str);
      hw_edit_set (self->design, frame->table, frame->handle, row);
    }
  g_string_free (g_steal_pointer (&frame->kept), TRUE);
}

static void
end_cb (gpointer data)
{
  Reader *self = data;
  Frame *top = &self->frames[self->depth - 1];

  if (top->kind == FRAME_PRODUCTS && !hw_catalogue_parser_is_done (self->products))
    {
      hw_catalogue_parser_end (self->products);
      return;
    }
  if (top->kind == FRAME_PRODUCTS)
    hw_catalogue_parser_finish (self->products);
  else if (top->kept != NULL)
    store_kept (self, top);
  self->depth--;
}

static void
kept_cb (gpointer data, const char *text)
{
  Reader *self = data;
  Frame *top = &self->frames[self->depth - 1];

  if (top->kind == FRAME_PRODUCTS)
    hw_catalogue_parser_kept (self->products, text);
  else
    hw_xml_capture_piece (&top->kept, text);
}

/* --- the whole --- */

static void
resolve (Reader *self, const Forward *forward)
{
  const HwTableClass *klass = hw_table_class (forward->table);
  g_autofree void *row
      = g_memdup2 (hw_design_row (self->design, forward->table, forward->handle), klass->row_size);
  g_autoptr (GError) error = NULL;

  if (!hw_design_attribute_parse (self->design, forward->attribute, row, forward->id, &error))
    hw_findings_add (self->findings, forward->line, "%s: %s", klass->element, error->message);
  else if (check_place (self, forward->table, forward->handle, row, forward->line))
    hw_edit_set (self->design, forward->table, forward->handle, row);
}

HwDesign *
hw_design_read_stream (GInputStream *stream,
                       const char *name,
                       HwFindings **findings,
                       GError **error)
{
  static const HwXmlHandler handler = { start_cb, end_cb, kept_cb };
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autoptr (HwFindings) found = hw_findings_new (name);
  Reader self = { design, found };
  g_autoptr (HwXmlReader) reader = hw_xml_reader_new (&handler, &self, found);
  g_autoptr (HwCatalogueParser) products
      = hw_catalogue_parser_new (hw_design_get_catalogue (design), found);
  g_autoptr (GArray) forwards = g_array_new (FALSE, FALSE, sizeof (Forward));
  gboolean good;

  g_array_set_clear_func (forwards, forward_clear);
  self.reader = reader;
  self.products = products;
  self.forwards = forwards;
  hw_catalogue_parser_attach (products, reader);
  prepare_tables (&self);
  hw_design_build_begin (design);
  good = hw_xml_reader_run (reader, stream, error);
  for (guint i = 0; good && i < forwards->len; i++)
    resolve (&self, &g_array_index (forwards, Forward, i));
  for (guint i = 0; i < self.depth; i++)
    if (self.frames[i].kept != NULL)
      g_string_free (self.frames[i].kept, TRUE);
  hw_design_build_end (design);
  good = good && hw_findings_check (found, error);
  if (findings != NULL)
    *findings = g_steal_pointer (&found);
  return good ? g_steal_pointer (&design) : NULL;
}

HwDesign *
hw_design_read_named (GFile *file, const char *name, HwFindings **findings, GError **error)
{
  g_autofree char *own_name = name == NULL ? g_file_get_parse_name (file) : g_strdup (name);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &reason);
  gboolean absent;

  if (stream != NULL)
    return hw_design_read_stream (G_INPUT_STREAM (stream), own_name, findings, error);
  absent = g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_set_error (error,
               HW_IO_ERROR,
               HW_IO_ERROR_READ,
               "%s: %s",
               own_name,
               absent ? _ ("there is no such file") : reason->message);
  if (findings != NULL)
    *findings = hw_findings_new (own_name);
  return NULL;
}

HwDesign *
hw_design_read_file (GFile *file, HwFindings **findings, GError **error)
{
  return hw_design_read_named (file, NULL, findings, error);
}

HwDesign *
hw_design_read_bytes (GBytes *bytes, const char *name, HwFindings **findings, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return hw_design_read_stream (stream, name, findings, error);
}
