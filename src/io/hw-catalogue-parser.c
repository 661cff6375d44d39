/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-parser.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-catalogue-values.h"
#include "hw-format.h"
#include "hw-rows.h"

/* Below the element that holds the products: a product, and in it a figure. */
#define LEVELS 3

/* Something that a line names and that may come later. */
typedef struct
{
  char *id;
  const char *file;
  guint line;
  HwProduct *product; /* borrowed: whose figure cites it; NULL where @id is a product itself */
  gint figure;        /* index into its figures, or, below zero, ~index into its allocations */
} Mention;

typedef struct
{
  HwProduct *product;
  const char *file;
  guint line;
} Pending;

struct _HwCatalogueParser
{
  HwCatalogue *catalogue;
  HwFindings *findings;
  HwXmlReader *reader;
  GArray *pending;  /* of Pending */
  GArray *mentions; /* of Mention */
  guint level;
  HwFormKind form;    /* of the open element at level 1 */
  HwProduct *product; /* the open one, owned by pending; NULL where it is no good */
  char *keys[LEVELS]; /* of the open elements, for hw_format_set_foreign() */
  GString *kept[LEVELS];
};

static void
mention_clear (gpointer data)
{
  g_free (((Mention *)data)->id);
}

static void
pending_clear (gpointer data)
{
  hw_product_free (((Pending *)data)->product);
}

HwCatalogueParser *
hw_catalogue_parser_new (HwCatalogue *catalogue, HwFindings *findings)
{
  HwCatalogueParser *self = g_new0 (HwCatalogueParser, 1);

  self->catalogue = catalogue;
  self->findings = findings;
  self->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  g_array_set_clear_func (self->pending, pending_clear);
  self->mentions = g_array_new (FALSE, FALSE, sizeof (Mention));
  g_array_set_clear_func (self->mentions, mention_clear);
  self->keys[0] = g_strdup ("products");
  return self;
}

void
hw_catalogue_parser_free (HwCatalogueParser *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pending);
  g_array_unref (self->mentions);
  for (guint i = 0; i < LEVELS; i++)
    {
      g_free (self->keys[i]);
      if (self->kept[i] != NULL)
        g_string_free (self->kept[i], TRUE);
    }
  g_free (self);
}

void
hw_catalogue_parser_attach (HwCatalogueParser *self, HwXmlReader *reader)
{
  self->reader = reader;
}

/* --- ids --- */

static gboolean
is_id (const char *text)
{
  gsize n = strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-");

  return n > 0 && n <= HW_ID_MAX && text[n] == '\0';
}

static gboolean
check_id (HwCatalogueParser *self, const char *id)
{
  if (is_id (id))
    return TRUE;
  hw_xml_reader_find (self->reader,
                      _ ("“%s” cannot be an id: it takes up to %d letters, digits, points, "
                         "underscores and hyphens"),
                      id,
                      HW_ID_MAX);
  return FALSE;
}

static void
mention (HwCatalogueParser *self, const char *id, HwProduct *product, gint figure)
{
  Mention mentioned = { g_strdup (id),
                        hw_findings_get_file (self->findings),
                        hw_xml_reader_line (self->reader),
                        product,
                        figure };

  g_array_append_val (self->mentions, mentioned);
}

/* --- figures --- */

static void
take_figure (HwCatalogueParser *self, HwValues *values)
{
  HwFigure figure = { 0 };

  if (hw_values_read_figure (values, self->reader, HW_COLUMN_NAME, &figure))
    {
      if (!hw_product_add_figure (self->product, &figure))
        hw_xml_reader_find (self->reader,
                            _ ("“%s” has the figure “%s” twice"),
                            self->product->id,
                            hw_field_name (figure.field));
      else if (values->text[HW_COLUMN_SOURCE] != NULL)
        mention (self,
                 values->text[HW_COLUMN_SOURCE],
                 self->product,
                 (gint)self->product->figures->len - 1);
    }
  hw_figure_clear (&figure);
}

static void
take_allocation (HwCatalogueParser *self, HwValues *values)
{
  HwAllocation allocation = { 0 };

  if (!hw_values_read_figure (values, self->reader, HW_COLUMN_FIGURE, &allocation.figure))
    {
      hw_figure_clear (&allocation.figure);
      return;
    }
  mention (self, values->text[HW_COLUMN_PRODUCT], NULL, 0);
  allocation.product = g_steal_pointer (&values->text[HW_COLUMN_PRODUCT]);
  g_array_append_val (self->product->allocations, allocation);
  if (values->text[HW_COLUMN_SOURCE] != NULL)
    mention (self,
             values->text[HW_COLUMN_SOURCE],
             self->product,
             ~((gint)self->product->allocations->len - 1));
}

static void
take_part (HwCatalogueParser *self, HwValues *values)
{
  const char *face = values->text[HW_COLUMN_FACE];
  HwPart part = { 0 };
  double u = 0;

  if (!hw_values_read_number (values, self->reader, HW_COLUMN_U, &u))
    return;
  if (u < 1 || u > 500 || u * 2 != floor (u * 2))
    {
      hw_xml_reader_find (self->reader,
                          _ ("u=\"%s\" is not a position in whole or half rack units from 1"),
                          values->text[HW_COLUMN_U]);
      return;
    }
  if (face != NULL && strcmp (face, "front") != 0 && strcmp (face, "rear") != 0)
    {
      hw_xml_reader_find (self->reader, _ ("face=\"%s\" is neither front nor rear"), face);
      return;
    }
  mention (self, values->text[HW_COLUMN_PRODUCT], NULL, 0);
  part.product = g_steal_pointer (&values->text[HW_COLUMN_PRODUCT]);
  part.name = g_steal_pointer (&values->text[HW_COLUMN_NAME]);
  part.position = (gint16)((u - 1) * 2);
  part.face = face != NULL && *face == 'r' ? HW_FACE_REAR : HW_FACE_FRONT;
  g_array_append_val (self->product->parts, part);
}

/* --- sources and products --- */

static void
take_source (HwCatalogueParser *self, const HwValues *values)
{
  const char *id = values->text[HW_COLUMN_ID];
  const HwSource *known = hw_catalogue_find_source (self->catalogue, id);

  if (!check_id (self, id))
    return;
  if (known != NULL
      && (g_strcmp0 (known->address, values->text[HW_COLUMN_ADDRESS]) != 0
          || g_strcmp0 (known->title, values->text[HW_COLUMN_TITLE]) != 0
          || g_strcmp0 (known->date, values->text[HW_COLUMN_DATE]) != 0))
    {
      hw_xml_reader_find (self->reader, _ ("there are two sources “%s”"), id);
      return;
    }
  hw_catalogue_add_source (self->catalogue,
                           id,
                           values->text[HW_COLUMN_ADDRESS],
                           values->text[HW_COLUMN_TITLE],
                           values->text[HW_COLUMN_DATE]);
}

static void
take_product (HwCatalogueParser *self, HwProductKind kind, HwMounting mounting, HwValues *values)
{
  Pending pending
      = { NULL, hw_findings_get_file (self->findings), hw_xml_reader_line (self->reader) };

  if (!check_id (self, values->text[HW_COLUMN_ID]))
    return;
  self->product
      = hw_product_new (values->text[HW_COLUMN_ID], values->text[HW_COLUMN_NAME], kind, mounting);
  self->product->maker = g_steal_pointer (&values->text[HW_COLUMN_MAKER]);
  self->product->description = g_steal_pointer (&values->text[HW_COLUMN_DESCRIPTION]);
  self->product->rack = g_steal_pointer (&values->text[HW_COLUMN_RACK]);
  if (self->product->rack != NULL)
    mention (self, self->product->rack, NULL, 0);
  pending.product = self->product;
  g_array_append_val (self->pending, pending);
}

static void
take_single (HwCatalogueParser *self, HwValues *values)
{
  HwProductKind kind;
  HwMounting mounting;

  if (!hw_kind_find (values->text[HW_COLUMN_KIND], &kind) || kind == HW_KIND_ASSEMBLY)
    hw_xml_reader_find (
        self->reader, _ ("“%s” is not a kind of product"), values->text[HW_COLUMN_KIND]);
  else if (!hw_mounting_find (values->text[HW_COLUMN_MOUNTING], &mounting))
    hw_xml_reader_find (
        self->reader, _ ("“%s” is not a mounting"), values->text[HW_COLUMN_MOUNTING]);
  else
    take_product (self, kind, mounting, values);
}

/* --- elements --- */

/* The form of the element @name in the open element. */
static HwFormKind
form_here (const HwCatalogueParser *self, const char *name)
{
  HwFormKind i = self->level == 0 ? HW_FORM_SOURCE : HW_FORM_FIGURE;
  HwFormKind end = self->level == 0                                   ? HW_FORM_FIGURE
                   : self->level == 2 || self->form == HW_FORM_SOURCE ? HW_FORM_SOURCE
                   : self->form == HW_FORM_ASSEMBLY                   ? HW_N_FORMS
                                                                      : HW_FORM_PART;

  for (; i < end; i++)
    if (strcmp (hw_form_get (i)->element, name) == 0)
      return i;
  return HW_N_FORMS;
}

static const char *
open_element (const HwCatalogueParser *self)
{
  if (self->level == 0)
    return "products";
  return self->level == 1 ? hw_form_get (self->form)->element : "figure";
}

static void
take (HwCatalogueParser *self, HwFormKind form, HwValues *values)
{
  if (form >= HW_FORM_FIGURE && self->product == NULL)
    return;
  switch (form)
    {
    case HW_FORM_SOURCE:
      take_source (self, values);
      break;
    case HW_FORM_PRODUCT:
      take_single (self, values);
      break;
    case HW_FORM_ASSEMBLY:
      take_product (self, HW_KIND_ASSEMBLY, HW_MOUNTING_FLOOR, values);
      break;
    case HW_FORM_FIGURE:
      take_figure (self, values);
      break;
    case HW_FORM_PART:
      take_part (self, values);
      break;
    case HW_FORM_ALLOCATION:
      take_allocation (self, values);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Under which key foreign text of the element is kept. */
static char *
make_key (const HwCatalogueParser *self, HwFormKind form, const HwValues *values)
{
  switch (form)
    {
    case HW_FORM_FIGURE:
      return g_strdup_printf ("%s/figure/%s", self->keys[1], values->text[HW_COLUMN_NAME]);
    case HW_FORM_PART:
      return g_strdup_printf ("%s/part/%u", self->keys[1], self->product->parts->len);
    case HW_FORM_ALLOCATION:
      return g_strdup_printf ("%s/allocation/%u", self->keys[1], self->product->allocations->len);
    default:
      return g_strdup_printf (
          "%s/%s", form == HW_FORM_SOURCE ? "source" : "product", values->text[HW_COLUMN_ID]);
    }
}

HwXmlVerdict
hw_catalogue_parser_start (HwCatalogueParser *self,
                           const char *name,
                           const HwXmlAttribute *attributes,
                           guint n_attributes)
{
  HwFormKind form = form_here (self, name);
  g_auto (HwValues) values = { { NULL } };
  gboolean complete;

  if (form == HW_N_FORMS)
    return hw_xml_reader_other_element (self->reader, name, open_element (self));
  self->level++;
  g_clear_pointer (&self->keys[self->level], g_free);
  if (self->level == 1)
    {
      self->form = form;
      self->product = NULL;
    }
  complete = hw_values_fill (&values,
                             self->reader,
                             hw_form_get (form),
                             attributes,
                             n_attributes,
                             &self->kept[self->level]);
  if (complete && (form < HW_FORM_FIGURE || self->product != NULL))
    self->keys[self->level] = make_key (self, form, &values);
  if (complete)
    take (self, form, &values);
  return HW_XML_ENTER;
}

static void
store_kept (HwCatalogueParser *self, guint level)
{
  if (self->kept[level] == NULL)
    return;
  if (self->keys[level] != NULL)
    hw_format_set_foreign (self->catalogue, self->keys[level], self->kept[level]->str);
  g_string_free (g_steal_pointer (&self->kept[level]), TRUE);
}

void
hw_catalogue_parser_end (HwCatalogueParser *self)
{
  store_kept (self, self->level);
  self->level--;
}

void
hw_catalogue_parser_kept (HwCatalogueParser *self, const char *text)
{
  hw_xml_capture_piece (&self->kept[self->level], text);
}

void
hw_catalogue_parser_set_kept (HwCatalogueParser *self, GString *kept)
{
  self->kept[0] = kept;
}

gboolean
hw_catalogue_parser_is_done (const HwCatalogueParser *self)
{
  return self->level == 0;
}

/* --- the end --- */

static void
resolve_source (HwCatalogueParser *self, const Mention *mentioned)
{
  const HwSource *source = hw_catalogue_find_source (self->catalogue, mentioned->id);
  HwFigure *figure
      = mentioned->figure >= 0
            ? &g_array_index (mentioned->product->figures, HwFigure, mentioned->figure)
            : &g_array_index (mentioned->product->allocations, HwAllocation, ~mentioned->figure)
                   .figure;
  g_autofree char *message = NULL;

  figure->source = source;
  if (source != NULL)
    return;
  message = g_strdup_printf (_ ("there is no source “%s”"), mentioned->id);
  hw_findings_add_at (self->findings, mentioned->file, mentioned->line, message);
}

void
hw_catalogue_parser_finish (HwCatalogueParser *self)
{
  store_kept (self, 0);
  for (guint i = 0; i < self->mentions->len; i++)
    if (g_array_index (self->mentions, Mention, i).product != NULL)
      resolve_source (self, &g_array_index (self->mentions, Mention, i));
  for (guint i = 0; i < self->pending->len; i++)
    {
      Pending *pending = &g_array_index (self->pending, Pending, i);
      g_autoptr (GError) error = NULL;

      if (hw_catalogue_add (self->catalogue, g_steal_pointer (&pending->product), &error) == NULL)
        hw_findings_add_at (self->findings, pending->file, pending->line, error->message);
    }
  for (guint i = 0; i < self->mentions->len; i++)
    {
      const Mention *mentioned = &g_array_index (self->mentions, Mention, i);
      g_autofree char *message = NULL;

      if (mentioned->product != NULL || hw_catalogue_find (self->catalogue, mentioned->id) != NULL)
        continue;
      message = g_strdup_printf (_ ("there is no product “%s”"), mentioned->id);
      hw_findings_add_at (self->findings, mentioned->file, mentioned->line, message);
    }
}
