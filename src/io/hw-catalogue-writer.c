/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-writer.h"

#include <string.h>

#include "hw-catalogue-form.h"
#include "hw-format.h"
#include "hw-rows.h"

typedef struct
{
  HwCatalogue *catalogue;
  HwXmlWriter *out;
  GString *key; /* of the open element, for hw_format_get_foreign() */
} Writer;

static void
start (Writer *self, HwFormKind form)
{
  hw_xml_writer_start (self->out, hw_form_get (form)->element);
}

static void
text (Writer *self, HwColumn column, const char *value)
{
  hw_xml_writer_attribute (self->out, hw_column_name (column), value);
}

static void
number (Writer *self, HwColumn column, double value)
{
  hw_xml_writer_number (self->out, hw_column_name (column), value);
}

/* Ends an element without children of ours. */
static void
end_leaf (Writer *self)
{
  const char *foreign = hw_format_get_foreign (self->catalogue, self->key->str);

  hw_xml_writer_foreign_attributes (self->out, foreign);
  hw_xml_writer_foreign_elements (self->out, foreign);
  hw_xml_writer_end (self->out);
}

/* The columns that figures and allocations have in common, in their order. */
static void
write_measure (Writer *self, const HwFigure *figure)
{
  char basis[2] = { figure->basis, '\0' };

  if (figure->state == HW_FIGURE_VALUE)
    {
      number (self, HW_COLUMN_VALUE, figure->printed);
      if (figure->ranged)
        {
          number (self, HW_COLUMN_LOW, figure->printed_low);
          number (self, HW_COLUMN_HIGH, figure->printed_high);
        }
    }
  text (self, HW_COLUMN_UNIT, figure->unit != NULL ? figure->unit->name : NULL);
  if (figure->state == HW_FIGURE_UNKNOWN)
    text (self, HW_COLUMN_UNKNOWN, figure->reason);
  if (figure->state == HW_FIGURE_UNSUPPORTED)
    text (self, HW_COLUMN_UNSUPPORTED, figure->reason);
  text (self, HW_COLUMN_BASIS, figure->basis != 0 ? basis : NULL);
  text (self, HW_COLUMN_CONFIDENCE, hw_confidence_text (figure->confidence));
  text (self, HW_COLUMN_SOURCE, figure->source != NULL ? figure->source->id : NULL);
  text (self, HW_COLUMN_NOTE, figure->note);
}

static void
write_figure (Writer *self, const HwProduct *product, const HwFigure *figure)
{
  start (self, HW_FORM_FIGURE);
  text (self, HW_COLUMN_NAME, hw_field_name (figure->field));
  write_measure (self, figure);
  g_string_printf (self->key, "product/%s/figure/%s", product->id, hw_field_name (figure->field));
  end_leaf (self);
}

static void
write_part (Writer *self, const HwProduct *product, guint index)
{
  const HwPart *part = &g_array_index (product->parts, HwPart, index);

  start (self, HW_FORM_PART);
  text (self, HW_COLUMN_PRODUCT, part->product);
  text (self, HW_COLUMN_NAME, part->name);
  number (self, HW_COLUMN_U, part->position / 2.0 + 1);
  if (part->face == HW_FACE_REAR)
    text (self, HW_COLUMN_FACE, "rear");
  g_string_printf (self->key, "product/%s/part/%u", product->id, index);
  end_leaf (self);
}

static void
write_allocation (Writer *self, const HwProduct *product, guint index)
{
  const HwAllocation *allocation = &g_array_index (product->allocations, HwAllocation, index);

  start (self, HW_FORM_ALLOCATION);
  text (self, HW_COLUMN_PRODUCT, allocation->product);
  text (self, HW_COLUMN_FIGURE, hw_field_name (allocation->figure.field));
  write_measure (self, &allocation->figure);
  g_string_printf (self->key, "product/%s/allocation/%u", product->id, index);
  end_leaf (self);
}

static void
write_product (Writer *self, const HwProduct *product)
{
  gboolean assembly = product->kind == HW_KIND_ASSEMBLY;
  const char *foreign;

  g_string_printf (self->key, "product/%s", product->id);
  foreign = hw_format_get_foreign (self->catalogue, self->key->str);
  start (self, assembly ? HW_FORM_ASSEMBLY : HW_FORM_PRODUCT);
  text (self, HW_COLUMN_ID, product->id);
  text (self, HW_COLUMN_NAME, product->name);
  text (self, HW_COLUMN_MAKER, product->maker);
  if (!assembly)
    {
      text (self, HW_COLUMN_KIND, hw_kind_name (product->kind));
      text (self, HW_COLUMN_MOUNTING, hw_mounting_name (product->mounting));
    }
  text (self, HW_COLUMN_RACK, product->rack);
  text (self, HW_COLUMN_DESCRIPTION, product->description);
  hw_xml_writer_foreign_attributes (self->out, foreign);
  for (guint i = 0; i < product->figures->len; i++)
    write_figure (self, product, &g_array_index (product->figures, HwFigure, i));
  for (guint i = 0; i < product->parts->len; i++)
    write_part (self, product, i);
  for (guint i = 0; i < product->allocations->len; i++)
    write_allocation (self, product, i);
  hw_xml_writer_foreign_elements (self->out, foreign);
  hw_xml_writer_end (self->out);
}

static void
write_source (Writer *self, const HwSource *source)
{
  start (self, HW_FORM_SOURCE);
  text (self, HW_COLUMN_ID, source->id);
  text (self, HW_COLUMN_ADDRESS, source->address);
  text (self, HW_COLUMN_TITLE, source->title);
  text (self, HW_COLUMN_DATE, source->date);
  g_string_printf (self->key, "source/%s", source->id);
  end_leaf (self);
}

/* Products and assemblies apart, each by id. */
static int
compare_products (gconstpointer a, gconstpointer b)
{
  const HwProduct *x = *(const HwProduct *const *)a;
  const HwProduct *y = *(const HwProduct *const *)b;
  int order = (x->kind == HW_KIND_ASSEMBLY) - (y->kind == HW_KIND_ASSEMBLY);

  return order != 0 ? order : strcmp (x->id, y->id);
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const HwSource *const *)a)->id, (*(const HwSource *const *)b)->id);
}

static void
cite (GHashTable *known, GPtrArray *sources, const HwFigure *figure)
{
  if (figure->source != NULL && g_hash_table_add (known, (gpointer)figure->source))
    g_ptr_array_add (sources, (gpointer)figure->source);
}

static GPtrArray *
cited_sources (const GPtrArray *products)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  GPtrArray *sources = g_ptr_array_new ();

  for (guint i = 0; i < products->len; i++)
    {
      const HwProduct *product = g_ptr_array_index (products, i);

      for (guint j = 0; j < product->figures->len; j++)
        cite (known, sources, &g_array_index (product->figures, HwFigure, j));
      for (guint j = 0; j < product->allocations->len; j++)
        cite (known, sources, &g_array_index (product->allocations, HwAllocation, j).figure);
    }
  g_ptr_array_sort (sources, compare_sources);
  return sources;
}

void
hw_catalogue_write_products (HwCatalogue *catalogue, const guint8 *used, HwXmlWriter *writer)
{
  g_autoptr (GString) key = g_string_new (NULL);
  Writer self = { catalogue, writer, key };
  g_autoptr (GPtrArray) products = g_ptr_array_new ();
  g_autoptr (GPtrArray) sources = NULL;

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    if (used[i])
      g_ptr_array_add (products, (gpointer)hw_catalogue_get (catalogue, i));
  g_ptr_array_sort (products, compare_products);
  sources = cited_sources (products);
  for (guint i = 0; i < sources->len; i++)
    write_source (&self, g_ptr_array_index (sources, i));
  for (guint i = 0; i < products->len; i++)
    write_product (&self, g_ptr_array_index (products, i));
}
