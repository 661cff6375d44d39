/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-find.h"

#include <string.h>

/* What is known of a name or a product. */
enum
{
  UNSEEN,
  MATCHES,
  DIFFERS,
};

typedef struct
{
  HwDesign *design;
  char **words;         /* case-folded */
  GByteArray *names;    /* by symbol */
  GByteArray *products; /* by number */
  GArray *hits;
  guint limit;
  guint total;
} Search;

static gboolean
matches (const Search *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The place of @number in a table that grows as it is asked. */
static guint8 *
place_of (GByteArray *table, guint32 number)
{
  guint old = table->len;

  if (number >= old)
    {
      g_byte_array_set_size (table, number + number / 2 + 64);
      memset (table->data + old, UNSEEN, table->len - old);
    }
  return &table->data[number];
}

static gboolean
name_matches (Search *self, HwSymbol name)
{
  guint8 *known = place_of (self->names, name);

  if (*known == UNSEEN)
    *known = name != 0 && matches (self, hw_design_text (self->design, name)) ? MATCHES : DIFFERS;
  return *known == MATCHES;
}

static gboolean
product_matches (Search *self, guint32 number)
{
  guint8 *known = place_of (self->products, number);

  if (*known == UNSEEN)
    {
      const HwProduct *product = hw_catalogue_get (hw_design_get_catalogue (self->design), number);
      g_autofree char *text = g_strjoin (
          " ", product->name, product->id, product->maker != NULL ? product->maker : "", NULL);
      *known = matches (self, text) ? MATCHES : DIFFERS;
    }
  return *known == MATCHES;
}

static void
found (Search *self, HwRef ref, HwFoundBy by, const char *message)
{
  HwHit hit = { ref, by, NULL };

  self->total++;
  if (self->hits->len >= self->limit)
    return;
  hit.message = g_strdup (message);
  g_array_append_val (self->hits, hit);
}

/* A thing is its product, and in a rack the assembly that it came as. */
static gboolean
thing_matches (Search *self, HwTableKind table, const HwObject *object)
{
  if (table == HW_TABLE_DEVICE)
    return product_matches (self, ((const HwDevice *)object)->product);
  if (table == HW_TABLE_RACK)
    {
      const HwRack *rack = (const HwRack *)object;
      return product_matches (self, rack->product)
             || (rack->assembly != 0 && product_matches (self, rack->assembly));
    }
  return FALSE;
}

static void
search_table (Search *self, HwTableKind table)
{
  for (HwHandle handle = hw_design_next (self->design, table, 0); handle != 0;
       handle = hw_design_next (self->design, table, handle))
    {
      const HwObject *object = hw_design_row (self->design, table, handle);

      if (name_matches (self, object->name))
        found (self, HW_REF (table, handle), HW_FOUND_NAME, NULL);
      else if (thing_matches (self, table, object))
        found (self, HW_REF (table, handle), HW_FOUND_PRODUCT, NULL);
    }
}

static void
hit_clear (gpointer data)
{
  g_free (((HwHit *)data)->message);
}

GArray *
hw_find (HwResults *results, const char *text, guint limit, guint *total)
{
  static const HwTableKind tables[]
      = { HW_TABLE_HALL,    HW_TABLE_GROUP,       HW_TABLE_ROW,    HW_TABLE_RACK, HW_TABLE_FEED,
          HW_TABLE_FEATURE, HW_TABLE_RESERVATION, HW_TABLE_DEVICE, HW_TABLE_TRAY };
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (folded), " \t", -1);
  g_autoptr (GPtrArray) problems = NULL;
  Search self = { .limit = limit };

  self.design = hw_results_get_design (results);
  self.words = words;
  self.hits = g_array_new (FALSE, FALSE, sizeof (HwHit));
  g_array_set_clear_func (self.hits, hit_clear);
  *total = 0;
  if (*folded == '\0')
    return self.hits;

  self.names = g_byte_array_new ();
  self.products = g_byte_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    search_table (&self, tables[i]);
  problems = hw_results_problems (results);
  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = g_ptr_array_index (problems, i);

      if (matches (&self, problem->message))
        found (&self, problem->ref, HW_FOUND_PROBLEM, problem->message);
    }
  g_byte_array_unref (self.names);
  g_byte_array_unref (self.products);
  *total = self.total;
  return self.hits;
}
