/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-product-text.h"

#include "hw-catalogue-form.h"
#include "hw-number.h"
#include "hw-rows.h"

static void
text_free (HwProductText *self)
{
  g_free (self->attribute);
  g_free (self->value);
  g_free (self);
}

/* What is not given has no text. */
static void
add (GPtrArray *texts, const char *prefix, const char *attribute, const char *value)
{
  HwProductText *text;

  if (value == NULL)
    return;
  text = g_new0 (HwProductText, 1);
  text->attribute = g_strconcat (prefix, attribute, NULL);
  text->value = g_strdup (value);
  g_ptr_array_add (texts, text);
}

/* "14.8 kg", "14 to 15 kg, 14.8 taken", "unknown: no source". Returns: (transfer full) */
static char *
value_text (const HwFigure *figure)
{
  char value[HW_NUMBER_SIZE], low[HW_NUMBER_SIZE], high[HW_NUMBER_SIZE];
  const char *unit = figure->unit != NULL ? figure->unit->name : "";
  const char *reason = figure->reason != NULL ? figure->reason : "";

  if (figure->state == HW_FIGURE_UNKNOWN)
    return g_strdup_printf ("unknown: %s", reason);
  if (figure->state == HW_FIGURE_UNSUPPORTED)
    return g_strdup_printf ("unsupported: %s", reason);
  hw_number_format (value, figure->printed);
  if (!figure->ranged)
    return g_strdup_printf ("%s %s", value, unit);
  hw_number_format (low, figure->printed_low);
  hw_number_format (high, figure->printed_high);
  return g_strdup_printf ("%s %s, from %s to %s", value, unit, low, high);
}

static void
add_figure (GPtrArray *texts, const char *name, const HwFigure *figure)
{
  g_autofree char *value = value_text (figure);
  char basis[2] = { figure->basis, '\0' };

  add (texts, name, "", value);
  add (texts, name, ".basis", figure->basis != 0 ? basis : NULL);
  add (texts, name, ".confidence", hw_confidence_text (figure->confidence));
  add (texts, name, ".source", figure->source != NULL ? figure->source->id : NULL);
  add (texts, name, ".note", figure->note);
}

static void
add_frame (GPtrArray *texts, const HwProduct *product)
{
  add (texts, "name", "", product->name);
  add (texts, "maker", "", product->maker);
  add (texts, "kind", "", hw_kind_name (product->kind));
  add (texts, "mounting", "", hw_mounting_name (product->mounting));
  add (texts, "description", "", product->description);
  add (texts, "rack", "", product->rack);
  for (guint i = 0; i < product->parts->len; i++)
    {
      const HwPart *part = &g_array_index (product->parts, HwPart, i);
      char unit[HW_NUMBER_SIZE];
      g_autofree char *name = g_strdup_printf ("part %u", i + 1);
      g_autofree char *value = g_strdup_printf ("%s, %s, U%s%s",
                                                part->name,
                                                part->product,
                                                hw_number_format (unit, part->position / 2.0 + 1),
                                                part->face == HW_FACE_REAR ? ", rear" : "");
      add (texts, name, "", value);
    }
  for (guint i = 0; i < product->allocations->len; i++)
    {
      const HwAllocation *allocation = &g_array_index (product->allocations, HwAllocation, i);
      g_autofree char *name = g_strdup_printf (
          "allocation %s %s", allocation->product, hw_field_name (allocation->figure.field));
      add_figure (texts, name, &allocation->figure);
    }
}

GPtrArray *
hw_product_texts (const HwProduct *product)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify)text_free);

  add_frame (texts, product);
  for (guint i = 0; i < product->figures->len; i++)
    {
      const HwFigure *figure = &g_array_index (product->figures, HwFigure, i);
      add_figure (texts, hw_field_name (figure->field), figure);
    }
  return texts;
}

static gboolean
texts_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const HwProductText *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);
      if (!g_str_equal (x->attribute, y->attribute) || !g_str_equal (x->value, y->value))
        return FALSE;
    }
  return TRUE;
}

gboolean
hw_figure_equal (const HwFigure *a, const HwFigure *b)
{
  g_autoptr (GPtrArray) x = g_ptr_array_new_with_free_func ((GDestroyNotify)text_free);
  g_autoptr (GPtrArray) y = g_ptr_array_new_with_free_func ((GDestroyNotify)text_free);

  if (a == NULL || b == NULL)
    return a == b;
  add_figure (x, hw_field_name (a->field), a);
  add_figure (y, hw_field_name (b->field), b);
  return texts_equal (x, y);
}

gboolean
hw_product_frame_equal (const HwProduct *a, const HwProduct *b)
{
  g_autoptr (GPtrArray) x = g_ptr_array_new_with_free_func ((GDestroyNotify)text_free);
  g_autoptr (GPtrArray) y = g_ptr_array_new_with_free_func ((GDestroyNotify)text_free);

  add_frame (x, a);
  add_frame (y, b);
  return texts_equal (x, y);
}
