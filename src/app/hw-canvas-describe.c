/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>

#include "hw-canvas-items.h"

/* The drawing in words, for those who do not see it: its accessible name says what is selected, of
 * what product, where, what it draws and what is wrong with it. */

static void
add (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

static char *
dup_floor_place (HwDesign *design, HwHandle row, gint32 x_mm, gint32 y_mm)
{
  g_autofree char *place = g_strdup_printf (_ ("at %.2f, %.2f m"), x_mm / 1000.0, y_mm / 1000.0);

  if (row == 0)
    return g_steal_pointer (&place);
  return g_strdup_printf (
      _ ("row %s %s"), hw_design_name (design, HW_REF (HW_TABLE_ROW, row)), place);
}

static char *
dup_slot (HwDesign *design, const HwDevice *row, const HwProduct *product)
{
  const char *rack = hw_design_name (design, HW_REF (HW_TABLE_RACK, row->object.parent));
  double low = row->position / 2.0 + 1;
  double high = (row->position + product->half_units) / 2.0;

  if (row->channel == HW_CHANNEL_REAR_DOOR)
    return g_strdup_printf (_ ("%s, rear door"), rack);
  if (row->channel != HW_CHANNEL_NONE)
    return g_strdup_printf (_ ("%s, beside the units"), rack);
  if (high <= low)
    return g_strdup_printf (_ ("%s at U%g"), rack, low);
  return g_strdup_printf (_ ("%s at U%g–U%g"), rack, low, high);
}

static void
add_power (HwCanvas *self, HwRef ref, GString *text)
{
  HwSum sum
      = hw_results_total (hw_document_get_results (self->document), HW_TOTAL_IT_NAMEPLATE, ref);
  g_autofree char *power = NULL;

  if (hw_sum_is_unknown (&sum))
    power = g_strdup (_ ("power not known"));
  else
    power = hw_quantity_format (HW_DIMENSION_POWER, sum.value, NULL);
  add (text, power);
}

static void
add_problems (HwCanvas *self, HwRef ref, GString *text)
{
  g_autoptr (GPtrArray) problems
      = hw_results_problems_of (hw_document_get_results (self->document), ref);
  g_autofree char *count = NULL;

  if (problems->len == 0)
    return;
  count = g_strdup_printf (g_dngettext (NULL, "%u problem", "%u problems", problems->len),
                           problems->len);
  add (text, count);
  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (
        text, "%s %s", i == 0 ? ":" : ";", ((const HwProblem *)problems->pdata[i])->message);
}

/* What it is, where, and what it draws. */
static void
add_brief (HwCanvas *self, HwRef ref, GString *text)
{
  HwDesign *design = hw_canvas_design (self);
  const HwObject *object = hw_design_row (design, ref.table, ref.handle);
  g_autofree char *place = NULL;

  add (text, hw_design_name (design, ref));
  if (ref.table == HW_TABLE_RACK)
    {
      const HwRack *row = hw_design_get_rack (design, ref.handle);

      add (text, hw_design_product_of (design, ref)->name);
      place = dup_floor_place (design, row->row, row->x_mm, row->y_mm);
    }
  else if (ref.table == HW_TABLE_DEVICE)
    {
      const HwProduct *product = hw_design_device_product (design, ref.handle);

      add (text, product->name);
      place = dup_slot (design, hw_design_get_device (design, ref.handle), product);
    }
  else if (ref.table == HW_TABLE_FEATURE)
    {
      const HwFeature *row = hw_design_row (design, ref.table, ref.handle);

      place = dup_floor_place (design, 0, row->x_mm, row->y_mm);
    }
  else if (ref.table == HW_TABLE_TRAY)
    place = hw_canvas_dup_tray_load (self, ref.handle);
  add (text, place);
  if (ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE)
    add_power (self, ref, text);
  if (object->locked)
    add (text, _ ("locked"));
}

char *
hw_canvas_dup_brief (HwCanvas *self, HwRef ref)
{
  GString *text = g_string_new (NULL);

  add_brief (self, ref, text);
  return g_string_free (text, FALSE);
}

/* Returns: (transfer full) */
static char *
dup_description (HwCanvas *self)
{
  HwDesign *design;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *hall;
  guint n;

  if (self->document == NULL || self->hall == 0)
    return g_strdup (_ ("No hall"));
  design = hw_canvas_design (self);
  n = hw_selection_count (self->selection);
  if (n == 1)
    {
      HwRef one = hw_selection_get_primary (self->selection);

      add_brief (self, one, text);
      add_problems (self, one, text);
    }
  else if (n > 1)
    {
      g_autofree char *what = hw_canvas_dup_what (self);

      add (text, what);
    }
  hall = hw_design_name (design, HW_REF (HW_TABLE_HALL, self->hall));
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (
      text, self->view == HW_VIEW_HALL ? _ ("Floor plan of %s") : _ ("Elevations of %s"), hall);
  return g_strdup (text->str);
}

static void
describe_cb (gpointer data)
{
  HwCanvas *self = HW_CANVAS (data);
  g_autofree char *text = NULL;

  self->describing = 0;
  /* Previews are none of its business: the card beside the pointer says what they give. */
  if (self->document != NULL && hw_design_in_preview (hw_canvas_design (self)))
    return;
  hw_canvas_items_update (HW_CANVAS_ITEMS (self->items), self);
  text = dup_description (self);
  if (g_strcmp0 (text, self->description) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_free (self->description);
  self->description = g_steal_pointer (&text);
}

void
hw_canvas_describe (HwCanvas *self)
{
  if (self->describing == 0)
    self->describing = g_idle_add_once (describe_cb, self);
}

const char *
hw_canvas_get_description (HwCanvas *self)
{
  return self->description;
}

GtkWidget *
hw_canvas_get_items (HwCanvas *self)
{
  return self->items;
}
