/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-ask.h"

/* What is said of objects where they are drawn: locked, reserved, called by another name. */

void
hw_canvas_lock_selection (HwCanvas *self, gboolean locked)
{
  HwDesign *design;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  const GArray *refs;
  gboolean done = TRUE;

  if (self->document == NULL || hw_selection_count (self->selection) == 0)
    return;
  hw_canvas_carry_cancel (self);
  design = hw_canvas_design (self);
  refs = hw_selection_get (self->selection);
  what = hw_canvas_dup_what (self);
  label = locked ? g_strdup_printf (_ ("Lock %s"), what) : g_strdup_printf (_ ("Unlock %s"), what);
  hw_design_begin (design, label);
  for (guint i = 0; done && i < refs->len; i++)
    {
      HwRef ref = g_array_index (refs, HwRef, i);

      if (hw_table_class_attribute (hw_table_class (ref.table), "locked") != NULL)
        done = hw_operation_set (design, ref, "locked", locked ? "true" : "false", &error);
    }
  hw_canvas_finish (self, done, label, error);
}

/* --- reservations --- */

typedef struct
{
  HwCanvas *canvas;
  HwHandle rack;
  HwFace face;
  GtkSpinButton *unit, *units;
  GtkEditable *name;
  GtkCheckButton *both;
} Reservation;

static void
reservation_free (gpointer data)
{
  Reservation *self = data;
  HwCanvas *canvas = self->canvas;

  if (canvas->document != NULL && hw_design_in_preview (hw_canvas_design (canvas)))
    hw_design_preview_end (hw_canvas_design (canvas));
  g_object_unref (canvas);
  g_free (self);
}

/* Inside an open transaction or preview. */
static HwHandle
reserve (Reservation *self, GError **error)
{
  return hw_operation_add_reservation (hw_canvas_design (self->canvas),
                                       self->rack,
                                       gtk_editable_get_text (self->name),
                                       (gint16)(2 * gtk_spin_button_get_value (self->unit) - 2),
                                       (gint16)(2 * gtk_spin_button_get_value (self->units)),
                                       self->face,
                                       gtk_check_button_get_active (self->both),
                                       error);
}

static gboolean
reservation_changed (HwAsk *ask, gpointer data, char **summary)
{
  Reservation *self = data;
  HwDesign *design = hw_canvas_design (self->canvas);
  double first = gtk_spin_button_get_value (self->unit);
  double last = first + gtk_spin_button_get_value (self->units) - 1;
  const char *rack = hw_design_name (design, HW_REF (HW_TABLE_RACK, self->rack));
  g_autoptr (GError) error = NULL;
  gboolean good;

  hw_design_preview_begin (design);
  good = reserve (self, &error) != 0;
  hw_design_preview_end (design);
  if (!good)
    *summary = g_strdup (error->message);
  else if (last <= first)
    *summary = g_strdup_printf (_ ("Keeps U%g of %s free."), first, rack);
  else
    *summary = g_strdup_printf (_ ("Keeps U%g to U%g of %s free."), first, last, rack);
  return good;
}

static void
reservation_accepted (HwAsk *ask, gpointer data)
{
  Reservation *self = data;
  HwDesign *design = hw_canvas_design (self->canvas);
  g_autofree char *label = g_strdup_printf (
      _ ("Reserve units of %s"), hw_design_name (design, HW_REF (HW_TABLE_RACK, self->rack)));
  g_autoptr (GError) error = NULL;
  HwHandle handle;

  hw_design_begin (design, label);
  handle = reserve (self, &error);
  hw_canvas_finish (self->canvas, handle != 0, label, error);
  if (handle != 0)
    hw_selection_select_one (self->canvas->selection, HW_REF (HW_TABLE_RESERVATION, handle));
}

/* The rack to reserve in, and where. */
static HwHandle
find_units (HwCanvas *self, HwSlot *slot)
{
  HwHandle rack;

  if (self->document == NULL)
    return 0;
  rack = hw_selection_get_rack (self->selection);
  if (rack == 0 || hw_design_rack_product (hw_canvas_design (self), rack)->half_units <= 0)
    return 0;
  *slot = (HwSlot){ 0 };
  if (self->menu_rack == rack)
    *slot = self->menu_slot;
  return rack;
}

gboolean
hw_canvas_can_reserve (HwCanvas *self)
{
  HwSlot slot;

  return find_units (self, &slot) != 0;
}

void
hw_canvas_ask_reservation (HwCanvas *self)
{
  HwSlot slot;
  HwHandle rack = find_units (self, &slot);
  Reservation *question;
  HwAsk *ask;
  double units;

  if (rack == 0)
    return;
  hw_canvas_carry_cancel (self);
  units = hw_design_rack_product (hw_canvas_design (self), rack)->half_units / 2.0;
  question = g_new0 (Reservation, 1);
  question->canvas = g_object_ref (self);
  question->rack = rack;
  question->face = slot.face;
  ask = hw_ask_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Reserve Units"), _ ("_Reserve"));
  question->name = hw_ask_add_text (ask, _ ("_For"), _ ("Reserved"));
  question->unit
      = hw_ask_add_number (ask, _ ("_Lowest unit"), NULL, 1, units, 1, 1, slot.position / 2 + 1);
  question->units = hw_ask_add_number (ask, _ ("_Height"), _ ("U"), 0.5, units, 1, 1, 1);
  question->both = hw_ask_add_check (ask, _ ("Front _and rear"), TRUE);
  hw_ask_run (ask, reservation_changed, reservation_accepted, question, reservation_free);
}

/* --- names --- */

static void
rename_activate_cb (GtkEntry *entry, HwCanvas *self)
{
  HwDesign *design = hw_canvas_design (self);
  HwRef ref = hw_selection_get_primary (self->selection);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  gtk_popover_popdown (GTK_POPOVER (self->rename));
  if (ref.handle == 0 || g_str_equal (text, hw_design_name (design, ref)))
    return;
  label = g_strdup_printf (_ ("Rename %s"), hw_design_name (design, ref));
  hw_design_begin (design, label);
  done = hw_operation_set (design, ref, "name", text, &error);
  hw_canvas_finish (self, done, label, error);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
rename_gone_cb (gpointer data)
{
  g_autoptr (HwCanvas) self = data;

  g_clear_pointer (&self->rename, gtk_widget_unparent);
}

static void
rename_closed_cb (GtkPopover *popover, HwCanvas *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_idle_add_once (rename_gone_cb, g_object_ref (self));
}

void
hw_canvas_rename_selection (HwCanvas *self)
{
  GtkWidget *entry;
  graphene_rect_t rect;
  GdkRectangle place;
  HwRef ref;

  if (self->document == NULL || hw_selection_count (self->selection) != 1)
    return;
  hw_canvas_carry_cancel (self);
  ref = hw_selection_get_primary (self->selection);
  if (hw_table_class_attribute (hw_table_class (ref.table), "name") == NULL)
    return;
  if (self->rename == NULL)
    {
      self->rename = gtk_popover_new ();
      entry = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 18);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
      g_signal_connect (entry, "activate", G_CALLBACK (rename_activate_cb), self);
      g_signal_connect (self->rename, "closed", G_CALLBACK (rename_closed_cb), self);
      gtk_popover_set_child (GTK_POPOVER (self->rename), entry);
      gtk_widget_set_parent (self->rename, GTK_WIDGET (self));
    }
  entry = gtk_popover_get_child (GTK_POPOVER (self->rename));
  gtk_editable_set_text (GTK_EDITABLE (entry), hw_design_name (hw_canvas_design (self), ref));
  if (hw_canvas_get_rect (self, ref, &rect))
    place = (GdkRectangle){ (int)rect.origin.x,
                            (int)rect.origin.y,
                            MAX ((int)rect.size.width, 1),
                            MAX ((int)rect.size.height, 1) };
  else
    place = (GdkRectangle){ (int)self->menu_x, (int)self->menu_y, 1, 1 };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->rename), &place);
  gtk_popover_popup (GTK_POPOVER (self->rename));
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}
