/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>

#include "hw-operations.h"
#include "hw-product-facts.h"

/* What the keyboard and the menus do with the selection. Each is one named step of the history, or
 * a notice that says why not. */

#define FINE_STEP_MM 10

static gboolean
has_selection (HwCanvas *self)
{
  return self->document != NULL && hw_selection_count (self->selection) > 0;
}

char *
hw_canvas_dup_what (HwCanvas *self)
{
  const GArray *refs = hw_selection_get (self->selection);
  HwRef first = g_array_index (refs, HwRef, 0);
  HwRef last = g_array_index (refs, HwRef, refs->len - 1);

  if (refs->len == 1)
    return g_strdup (hw_design_name (hw_canvas_design (self), first));
  if (first.table == last.table && first.table == HW_TABLE_RACK)
    return g_strdup_printf (g_dngettext (NULL, "%u rack", "%u racks", refs->len), refs->len);
  if (first.table == last.table && first.table == HW_TABLE_DEVICE)
    return g_strdup_printf (g_dngettext (NULL, "%u device", "%u devices", refs->len), refs->len);
  return g_strdup_printf (g_dngettext (NULL, "%u object", "%u objects", refs->len), refs->len);
}

void
hw_canvas_finish (HwCanvas *self, gboolean done, const char *label, const GError *error)
{
  HwDesign *design = hw_canvas_design (self);

  if (done)
    {
      hw_design_commit (design);
      if (label != NULL)
        hw_canvas_notice (self, TRUE, "%s", label);
    }
  else
    {
      hw_design_rollback (design);
      hw_canvas_notice (self, FALSE, "%s", error->message);
    }
}

static void
remove_selection (HwCanvas *self, gboolean cut)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GArray) refs = NULL;
  gboolean done;

  if (!has_selection (self))
    return;
  hw_canvas_carry_cancel (self);
  refs = g_array_copy ((GArray *)hw_selection_get (self->selection));
  what = hw_canvas_dup_what (self);
  label = cut ? g_strdup_printf (_ ("Cut %s"), what) : g_strdup_printf (_ ("Remove %s"), what);
  hw_design_begin (hw_canvas_design (self), label);
  done
      = hw_operation_remove (hw_canvas_design (self), (const HwRef *)refs->data, refs->len, &error);
  hw_canvas_finish (self, done, label, error);
}

void
hw_canvas_delete_selection (HwCanvas *self)
{
  remove_selection (self, FALSE);
}

void
hw_canvas_cut_selection (HwCanvas *self)
{
  if (hw_canvas_copy_selection (self))
    remove_selection (self, TRUE);
}

void
hw_canvas_duplicate_selection (HwCanvas *self)
{
  hw_canvas_duplicate_many (self, 1);
}

void
hw_canvas_rotate_selection (HwCanvas *self)
{
  HwDesign *design;
  g_autoptr (GArray) racks = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  gboolean done = TRUE;

  if (!has_selection (self))
    return;
  design = hw_canvas_design (self);
  racks = hw_selection_dup_handles (self->selection, HW_TABLE_RACK);
  if (racks->len == 0)
    return;
  what = hw_canvas_dup_what (self);
  label = g_strdup_printf (_ ("Turn %s"), what);
  hw_design_begin (design, label);
  for (guint i = 0; done && i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      int rotation = (hw_design_get_rack (design, rack)->rotation + 90) % 360;
      g_autofree char *text = g_strdup_printf ("%d", rotation);

      done = hw_operation_set (design, HW_REF (HW_TABLE_RACK, rack), "rotation", text, &error);
    }
  hw_canvas_finish (self, done, NULL, error);
}

void
hw_canvas_select_all (HwCanvas *self)
{
  HwDesign *design;
  g_autoptr (GArray) refs = NULL;
  HwHandle inside;

  if (self->document == NULL || self->hall == 0)
    return;
  design = hw_canvas_design (self);
  refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  inside = self->view == HW_VIEW_RACKS ? hw_selection_get_rack (self->selection) : 0;

  for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, self->hall); rack != 0;
       rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
    {
      HwRef ref = HW_REF (HW_TABLE_RACK, rack);

      if (self->view == HW_VIEW_HALL)
        {
          g_array_append_val (refs, ref);
          continue;
        }
      /* In elevations: the devices of the rack at hand, else all. */
      if (inside != 0 && rack != inside)
        continue;
      for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
           device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
        {
          ref = HW_REF (HW_TABLE_DEVICE, device);
          g_array_append_val (refs, ref);
        }
    }
  for (HwHandle feature = hw_design_first_child (design, HW_TABLE_FEATURE, self->hall);
       self->view == HW_VIEW_HALL && feature != 0;
       feature = hw_design_next_child (design, HW_TABLE_FEATURE, feature))
    {
      HwRef ref = HW_REF (HW_TABLE_FEATURE, feature);

      g_array_append_val (refs, ref);
    }
  hw_selection_set (self->selection, (const HwRef *)refs->data, refs->len);
}

void
hw_canvas_select_row (HwCanvas *self)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  const GArray *selected;
  HwDesign *design;

  if (!has_selection (self))
    return;
  design = hw_canvas_design (self);
  selected = hw_selection_get (self->selection);
  for (guint i = 0; i < selected->len; i++)
    {
      HwHandle row;
      HwRef ref
          = HW_REF (HW_TABLE_RACK, hw_design_rack_of (design, g_array_index (selected, HwRef, i)));

      if (ref.handle == 0)
        continue;
      row = hw_design_get_rack (design, ref.handle)->row;
      g_array_append_val (refs, ref);
      for (HwHandle rack = row != 0 ? hw_design_first_of_row (design, row) : 0; rack != 0;
           rack = hw_design_next_of_row (design, rack))
        {
          ref = HW_REF (HW_TABLE_RACK, rack);
          g_array_append_val (refs, ref);
        }
    }
  if (refs->len > 0)
    hw_selection_set (self->selection, (const HwRef *)refs->data, refs->len);
}

/* --- nudging --- */

void
hw_canvas_nudge (HwCanvas *self, int dx, int dy, gboolean fine)
{
  HwDesign *design;
  g_autoptr (GArray) devices = NULL;
  g_autoptr (GArray) racks = NULL;
  g_autoptr (GArray) features = NULL;
  g_autoptr (GArray) trays = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  g_autofree char *key = NULL;
  gboolean done = TRUE;

  if (self->carry != NULL)
    {
      hw_canvas_carry_step (self, dx, dy, fine);
      return;
    }
  if (hw_canvas_feature_step (self, dx, dy, fine))
    return;
  if (!has_selection (self))
    {
      hw_canvas_pan (self, -40 * dx, 40 * dy);
      return;
    }
  design = hw_canvas_design (self);
  devices = hw_selection_dup_handles (self->selection, HW_TABLE_DEVICE);
  racks = hw_selection_dup_handles (self->selection, HW_TABLE_RACK);
  features = hw_selection_dup_handles (self->selection, HW_TABLE_FEATURE);
  trays = hw_selection_dup_handles (self->selection, HW_TABLE_TRAY);
  if (self->view == HW_VIEW_RACKS)
    {
      g_array_set_size (racks, 0);
      g_array_set_size (features, 0);
      g_array_set_size (trays, 0);
    }
  else
    g_array_set_size (devices, 0);
  if (racks->len + features->len + trays->len + (dy != 0 ? devices->len : 0) == 0)
    return;

  what = hw_canvas_dup_what (self);
  label = g_strdup_printf (_ ("Move %s"), what);
  /* Steps with the same things held are one step of the history. */
  key = g_strdup_printf ("nudge:%u:%u:%u",
                         hw_selection_get_primary (self->selection).table,
                         hw_selection_get_primary (self->selection).handle,
                         hw_selection_count (self->selection));
  hw_design_begin_merge (design, label, key);
  if (racks->len + features->len + trays->len > 0)
    {
      const HwHall *hall = hw_design_get_hall (design, self->hall);
      int step = fine ? FINE_STEP_MM : MAX (hall->tile_mm, FINE_STEP_MM);

      done = hw_operation_shift_floor (
          design, racks, features, trays, dx * step, -dy * step, &error);
    }
  else
    done = hw_operation_shift_devices (design, devices, dy * (fine ? 1 : 2), &error);
  hw_canvas_finish (self, done, NULL, error);
}

/* --- from the catalogue by key --- */

static gboolean
carry_to_some_rack (HwCanvas *self, HwCarry *carry)
{
  HwDesign *design = hw_canvas_design (self);
  HwHandle selected = hw_selection_get_rack (self->selection);

  if (selected != 0)
    {
      hw_carry_to_rack (carry, selected);
      return TRUE;
    }
  for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, self->hall); rack != 0;
       rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
    {
      hw_carry_to_rack (carry, rack);
      if (hw_carry_fits (carry))
        return TRUE;
    }
  return FALSE;
}

/* What is put down without a place goes on where somebody stands, not into a corner: beside the
 * rack that is selected, else at the last row of the hall. */
static HwHandle
rack_to_go_on_from (HwCanvas *self)
{
  HwDesign *design = hw_canvas_design (self);
  HwHandle found = hw_selection_get_rack (self->selection);

  for (HwHandle rack = found == 0 ? hw_design_first_child (design, HW_TABLE_RACK, self->hall) : 0;
       rack != 0;
       rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
    if (hw_design_get_rack (design, rack)->row != 0)
      found = rack;
  return found;
}

void
hw_canvas_place_product (HwCanvas *self, const char *id)
{
  HwCatalogue *from;
  const HwProduct *product;
  HwCarry *carry;

  if (self->document == NULL || self->hall == 0)
    return;
  product = hw_document_find_product (self->document, id, &from);
  if (product == NULL || !hw_product_is_placeable (product))
    return;

  hw_canvas_carry_cancel (self);
  carry = self->carry = hw_carry_new_product (self->document, from, product);
  if (hw_carry_is_floor (carry))
    hw_carry_to_free_floor (carry, self->hall, rack_to_go_on_from (self));
  else if (!carry_to_some_rack (self, carry))
    {
      hw_canvas_carry_cancel (self);
      hw_canvas_notice (self,
                        FALSE,
                        _ ("No rack of this hall has room for %s; add a rack first."),
                        product->name);
      return;
    }
  hw_canvas_carry_drop (self);
}
