/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-headroom-box.h"

/* How many more of a product fit, in a bubble beside what was asked about. */

#define MARGIN 6
#define WIDTH_CHARS 44

/* What is selected, or the hall that is shown. */
static HwRef
scope_of (HwWindow *self)
{
  HwRef scope = hw_selection_get_primary (self->selection);

  if (scope.handle == 0)
    scope = HW_REF (HW_TABLE_HALL, hw_canvas_get_hall (self->canvas));
  return scope;
}

static GtkWidget *
content_new (HwWindow *self, HwCatalogue *from, const HwProduct *product)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (product->name);
  GtkWidget *more = hw_headroom_box_new (
      hw_document_get_results (self->document), from, product, scope_of (self));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), WIDTH_CHARS);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);
  if (more == NULL)
    {
      more = gtk_label_new (_ ("Counts are of what goes into racks or onto the floor."));
      gtk_label_set_xalign (GTK_LABEL (more), 0);
      gtk_label_set_wrap (GTK_LABEL (more), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (more), WIDTH_CHARS);
    }
  gtk_box_append (GTK_BOX (box), more);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  return box;
}

static void
headroom_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  const char *id = g_variant_get_string (parameter, NULL);
  const HwProduct *product;
  HwCatalogue *from;

  if (self->document == NULL)
    return;
  product = hw_document_find_product (self->document, id, &from);
  if (product != NULL)
    hw_catalogue_panel_show_bubble (self->catalogue_panel, id, content_new (self, from, product));
}

/* Of the selected device; else of the product that is chosen in the catalogue. */
static void
headroom_here_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  const HwProduct *product;
  HwCatalogue *from;
  HwRef ref;

  if (self->document == NULL)
    return;
  ref = hw_selection_get_primary (self->selection);
  if (ref.handle != 0 && ref.table == HW_TABLE_DEVICE)
    product = hw_design_device_product (hw_document_get_design (self->document), ref.handle);
  else
    product = hw_catalogue_panel_get_chosen (self->catalogue_panel);
  if (product != NULL)
    product = hw_document_find_product (self->document, product->id, &from);
  if (product == NULL)
    {
      hw_window_notice (self, FALSE, _ ("Choose a product in the catalogue first."));
      return;
    }
  hw_canvas_show_bubble (self->canvas, ref, content_new (self, from, product));
}

static const GActionEntry entries[] = {
  { .name = "headroom", .activate = headroom_cb, .parameter_type = "s" },
  { .name = "headroom-here", .activate = headroom_here_cb },
};

void
hw_window_add_headroom_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
