/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-error.h"

struct _HwCatalogue
{
  GObject parent_instance;

  GPtrArray *sources;        /* owned HwSource */
  GHashTable *source_by_id;  /* borrowed */
  GPtrArray *products;       /* owned HwProduct */
  GHashTable *product_by_id; /* borrowed */
};

G_DEFINE_FINAL_TYPE (HwCatalogue, hw_catalogue, G_TYPE_OBJECT)

static void
source_free (HwSource *source)
{
  g_free (source->id);
  g_free (source->address);
  g_free (source->title);
  g_free (source->date);
  g_free (source);
}

static void
hw_catalogue_finalize (GObject *object)
{
  HwCatalogue *self = HW_CATALOGUE (object);

  g_hash_table_unref (self->source_by_id);
  g_hash_table_unref (self->product_by_id);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->products);
  G_OBJECT_CLASS (hw_catalogue_parent_class)->finalize (object);
}

static void
hw_catalogue_class_init (HwCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_catalogue_finalize;
}

static void
hw_catalogue_init (HwCatalogue *self)
{
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify)source_free);
  self->source_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->products = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_product_free);
  self->product_by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

HwCatalogue *
hw_catalogue_new (void)
{
  return g_object_new (HW_TYPE_CATALOGUE, NULL);
}

const HwSource *
hw_catalogue_add_source (
    HwCatalogue *self, const char *id, const char *address, const char *title, const char *date)
{
  HwSource *source = g_hash_table_lookup (self->source_by_id, id);

  if (source != NULL)
    return source;
  source = g_new0 (HwSource, 1);
  source->id = g_strdup (id);
  source->address = g_strdup (address);
  source->title = g_strdup (title);
  source->date = g_strdup (date);
  g_ptr_array_add (self->sources, source);
  g_hash_table_insert (self->source_by_id, source->id, source);
  return source;
}

const HwSource *
hw_catalogue_find_source (HwCatalogue *self, const char *id)
{
  return g_hash_table_lookup (self->source_by_id, id);
}

guint
hw_catalogue_n_sources (HwCatalogue *self)
{
  return self->sources->len;
}

const HwSource *
hw_catalogue_get_source (HwCatalogue *self, guint index)
{
  return index < self->sources->len ? self->sources->pdata[index] : NULL;
}

/* Larger than anything that stands in a hall: what a file says beyond counts as this. */
#define LARGEST_MM 1000000
#define MOST_HALF_UNITS 1000

static gint32
millimetres (const HwProduct *product, HwField field)
{
  double metres = hw_product_value (product, field);

  /* Rounded up: a thing of 897.1 mm needs 898. */
  return isnan (metres) ? 0 : (gint32)ceil (CLAMP (metres * 1000, 0, LARGEST_MM) - 1e-6);
}

static void
derive_sizes (HwProduct *product)
{
  HwField units = product->kind == HW_KIND_RACK ? HW_FIELD_CAPACITY_UNITS : HW_FIELD_RACK_UNITS;
  double height = hw_product_value (product, units);

  product->half_units
      = isnan (height) ? 0 : (gint16)ceil (CLAMP (height * 2, 0, MOST_HALF_UNITS) - 1e-9);
  product->width_mm = millimetres (product, HW_FIELD_WIDTH);
  product->depth_mm = millimetres (product, HW_FIELD_DEPTH);
  product->height_mm = millimetres (product, HW_FIELD_HEIGHT);
  product->usable_depth_mm = millimetres (product, HW_FIELD_USABLE_DEPTH);
  if (product->usable_depth_mm == 0)
    product->usable_depth_mm = product->depth_mm;
}

/* An assembly is as large as its rack, whichever of them comes first. */
static void
derive_assembly_sizes (HwProduct *assembly, const HwProduct *rack)
{
  assembly->half_units = rack->half_units;
  assembly->width_mm = rack->width_mm;
  assembly->depth_mm = rack->depth_mm;
  assembly->height_mm = rack->height_mm;
  assembly->usable_depth_mm = rack->usable_depth_mm;
}

static void
match_sizes (HwCatalogue *self, HwProduct *product)
{
  if (product->kind == HW_KIND_ASSEMBLY && product->rack != NULL)
    {
      const HwProduct *rack = hw_catalogue_find (self, product->rack);
      if (rack != NULL)
        derive_assembly_sizes (product, rack);
    }
  for (guint i = 0; product->kind == HW_KIND_RACK && i < self->products->len; i++)
    {
      HwProduct *other = self->products->pdata[i];
      if (other->kind == HW_KIND_ASSEMBLY && g_strcmp0 (other->rack, product->id) == 0)
        derive_assembly_sizes (other, product);
    }
}

const HwProduct *
hw_catalogue_add (HwCatalogue *self, HwProduct *product, GError **error)
{
  if (g_hash_table_contains (self->product_by_id, product->id))
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_INVALID,
                   _ ("There are two products “%s”; rename or remove one."),
                   product->id);
      hw_product_free (product);
      return NULL;
    }
  derive_sizes (product);
  match_sizes (self, product);
  g_ptr_array_add (self->products, product);
  product->number = self->products->len;
  g_hash_table_insert (self->product_by_id, product->id, product);
  return product;
}

const HwProduct *
hw_catalogue_find (HwCatalogue *self, const char *id)
{
  return g_hash_table_lookup (self->product_by_id, id);
}

const HwProduct *
hw_catalogue_get (HwCatalogue *self, guint number)
{
  return number >= 1 && number <= self->products->len ? self->products->pdata[number - 1] : NULL;
}

guint
hw_catalogue_n_products (HwCatalogue *self)
{
  return self->products->len;
}

static void
adopt_source (HwCatalogue *self, HwFigure *figure)
{
  const HwSource *source = figure->source;

  if (source != NULL)
    figure->source
        = hw_catalogue_add_source (self, source->id, source->address, source->title, source->date);
}

static const HwProduct *
add_copy (HwCatalogue *self, const HwProduct *product, GError **error)
{
  HwProduct *copy = hw_product_copy (product);

  for (guint i = 0; i < copy->figures->len; i++)
    adopt_source (self, &g_array_index (copy->figures, HwFigure, i));
  for (guint i = 0; i < copy->allocations->len; i++)
    adopt_source (self, &g_array_index (copy->allocations, HwAllocation, i).figure);
  return hw_catalogue_add (self, copy, error);
}

const HwProduct *
hw_catalogue_adopt (HwCatalogue *self, HwCatalogue *from, const char *id, GError **error)
{
  const HwProduct *product = hw_catalogue_find (self, id);

  if (product != NULL)
    return product;
  product = hw_catalogue_find (from, id);
  if (product == NULL)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_NOT_FOUND,
                   _ ("There is no product “%s” in the catalogue."),
                   id);
      return NULL;
    }
  if (product->rack != NULL && hw_catalogue_adopt (self, from, product->rack, error) == NULL)
    return NULL;
  for (guint i = 0; i < product->parts->len; i++)
    if (hw_catalogue_adopt (self, from, g_array_index (product->parts, HwPart, i).product, error)
        == NULL)
      return NULL;
  return add_copy (self, product, error);
}

HwCatalogue *
hw_catalogue_copy (HwCatalogue *self)
{
  HwCatalogue *copy = hw_catalogue_new ();

  for (guint i = 0; i < self->sources->len; i++)
    {
      const HwSource *source = self->sources->pdata[i];
      hw_catalogue_add_source (copy, source->id, source->address, source->title, source->date);
    }
  for (guint i = 0; i < self->products->len; i++)
    add_copy (copy, self->products->pdata[i], NULL);
  return copy;
}

void
hw_catalogue_adopt_cabling (HwCatalogue *self, HwCatalogue *from)
{
  for (guint i = 1; i <= hw_catalogue_n_products (from); i++)
    {
      const HwProduct *product = hw_catalogue_get (from, i);

      if (hw_kind_is_cabling (product->kind))
        hw_catalogue_adopt (self, from, product->id, NULL);
    }
}

gboolean
hw_catalogue_check (HwCatalogue *self, char **message)
{
  for (guint i = 0; i < self->products->len; i++)
    {
      const HwProduct *product = self->products->pdata[i];
      const char *missing = NULL;

      if (product->kind != HW_KIND_ASSEMBLY)
        continue;
      if (product->rack == NULL || hw_catalogue_find (self, product->rack) == NULL)
        missing = product->rack != NULL ? product->rack : "rack";
      for (guint j = 0; missing == NULL && j < product->parts->len; j++)
        {
          const char *part = g_array_index (product->parts, HwPart, j).product;
          if (hw_catalogue_find (self, part) == NULL)
            missing = part;
        }
      if (missing != NULL)
        {
          *message
              = g_strdup_printf (_ ("The assembly “%s” names the product “%s”, which is missing."),
                                 product->id,
                                 missing);
          return FALSE;
        }
    }
  return TRUE;
}
