/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <string.h>

/* The diagrams of a window: networks in place of the floor plan and the elevations. */

#define PAGE_LAYOUT "layout"

gboolean
hw_window_shows_network (HwWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (self->view_stack));

  return page != NULL && strcmp (page, PAGE_LAYOUT) != 0;
}

void
hw_window_show_page (HwWindow *self, const char *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->view_stack), page);
  hw_window_update_networks (self);
  hw_window_update_view (self);
}

/* --- looking --- */

double
hw_window_get_zoom (HwWindow *self)
{
  return hw_window_shows_network (self) ? hw_diagram_get_zoom (self->fabric_diagram)
                                        : hw_canvas_get_zoom (self->canvas);
}

void
hw_window_zoom_by (HwWindow *self, double factor)
{
  if (hw_window_shows_network (self))
    hw_diagram_zoom_by (self->fabric_diagram, factor);
  else
    hw_canvas_zoom_by (self->canvas, factor);
}

void
hw_window_zoom_fit (HwWindow *self)
{
  if (hw_window_shows_network (self))
    hw_diagram_fit (self->fabric_diagram);
  else
    hw_canvas_fit (self->canvas);
}

static void
view_changed_cb (HwDiagram *diagram, HwWindow *self)
{
  if (self->document != NULL && hw_window_shows_network (self))
    hw_window_update_view (self);
}

/* --- which one --- */

static void
fabric_chosen_cb (GtkDropDown *chooser, GParamSpec *pspec, HwWindow *self)
{
  guint selected = gtk_drop_down_get_selected (chooser);

  if (!self->loading && selected < self->fabrics->len)
    hw_fabric_view_set_fabric (self->fabric_view,
                               g_array_index (self->fabrics, HwHandle, selected));
}

void
hw_window_update_networks (HwWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint shown = 0;

  g_array_set_size (self->fabrics, 0);
  if (self->document == NULL)
    return;
  for (HwHandle fabric
       = hw_design_next (hw_document_get_design (self->document), HW_TABLE_FABRIC, 0);
       fabric != 0;
       fabric = hw_design_next (hw_document_get_design (self->document), HW_TABLE_FABRIC, fabric))
    {
      if (fabric == hw_fabric_view_get_fabric (self->fabric_view))
        shown = self->fabrics->len;
      g_array_append_val (self->fabrics, fabric);
      gtk_string_list_append (names,
                              hw_design_name (hw_document_get_design (self->document),
                                              HW_REF (HW_TABLE_FABRIC, fabric)));
    }
  self->loading = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->fabric_chooser), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->fabric_chooser), shown);
  self->loading = FALSE;
  gtk_widget_set_visible (self->fabric_chooser,
                          self->fabrics->len > 1 && hw_window_shows_network (self));
}

void
hw_window_set_network_document (HwWindow *self)
{
  hw_fabric_view_set_document (self->fabric_view, self->document, self->selection);
  hw_window_update_networks (self);
}

void
hw_window_init_networks (HwWindow *self)
{
  self->fabrics = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->fabric_view = hw_fabric_view_new (self->fabric_diagram);
  g_signal_connect (self->fabric_diagram, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (self->fabric_chooser, "notify::selected", G_CALLBACK (fabric_chosen_cb), self);
}

void
hw_window_clear_networks (HwWindow *self)
{
  g_clear_pointer (&self->fabric_view, hw_fabric_view_free);
}
