/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-panel.h"

#include <glib/gi18n.h>

#include "hw-bubble.h"
#include "hw-catalogue-filter.h"
#include "hw-context-menu.h"
#include "hw-family-icon.h"
#include "hw-product-facts.h"
#include "hw-product-row.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
/* Rows made in one go, so that no frame waits for all. */
#define ROWS_AT_ONCE 16
#define DRAG_ICON_OFFSET -14

struct _HwCataloguePanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *search;
  HwCatalogueFilter *filter;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *placeholder;
  GtkWidget *menu;   /* nullable: of the row that was asked about */
  GtkWidget *bubble; /* nullable: beside a row */

  HwCatalogue *catalogue;
  GPtrArray *products; /* borrowed from the catalogue, in the order of the list */
  guint n_filled;
  guint filling; /* idle source */
  char *query;   /* case-folded, never NULL */
};

G_DEFINE_FINAL_TYPE (HwCataloguePanel, hw_catalogue_panel, GTK_TYPE_WIDGET)

/* --- the list --- */

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  HwCataloguePanel *self = HW_CATALOGUE_PANEL (data);

  const HwProduct *product = hw_product_row_get_product (HW_PRODUCT_ROW (row));

  return (*self->query == '\0' || hw_product_matches (product, self->query))
         && hw_catalogue_filter_matches (self->filter, product);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  HwFamily family = hw_kind_family (hw_product_row_get_product (HW_PRODUCT_ROW (row))->kind);
  GtkWidget *label;

  if (before != NULL
      && hw_kind_family (hw_product_row_get_product (HW_PRODUCT_ROW (before))->kind) == family)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  label = gtk_label_new (hw_family_label (family));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group-title");
  gtk_list_box_row_set_header (row, label);
}

static void
fill_some (HwCataloguePanel *self, guint n)
{
  for (guint i = 0; i < n && self->n_filled < self->products->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         hw_product_row_new (g_ptr_array_index (self->products, self->n_filled++)));
}

static gboolean
fill_cb (gpointer data)
{
  HwCataloguePanel *self = HW_CATALOGUE_PANEL (data);

  fill_some (self, ROWS_AT_ONCE);
  if (self->n_filled < self->products->len)
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return hw_product_compare (*(const HwProduct *const *)a, *(const HwProduct *const *)b);
}

static void
show_placeholder (HwCataloguePanel *self)
{
  gtk_label_set_text (GTK_LABEL (self->placeholder),
                      self->products->len == 0 ? _ ("The catalogue is empty.")
                                               : _ ("No product matches."));
}

void
hw_catalogue_panel_set_catalogue (HwCataloguePanel *self, HwCatalogue *catalogue)
{
  GtkWidget *row;

  if (!g_set_object (&self->catalogue, catalogue))
    return;
  g_clear_handle_id (&self->filling, g_source_remove);
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_ptr_array_set_size (self->products, 0);
  self->n_filled = 0;
  if (catalogue == NULL)
    return;

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);

      if (hw_product_is_placeable (product))
        g_ptr_array_add (self->products, (gpointer)product);
    }
  g_ptr_array_sort (self->products, compare_cb);
  show_placeholder (self);
  hw_catalogue_filter_set_catalogue (self->filter, catalogue);
  self->filling = g_idle_add (fill_cb, self);
}

/* --- searching --- */

static void
filter_again (HwCataloguePanel *self)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_list_box_invalidate_headers (GTK_LIST_BOX (self->list));
}

gboolean
hw_catalogue_panel_set_filter (HwCataloguePanel *self, const char *key, const char *value)
{
  return hw_catalogue_filter_set (self->filter, key, value);
}

static void
search (HwCataloguePanel *self)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  g_free (self->query);
  self->query = g_utf8_casefold (text, -1);
  filter_again (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, HwCataloguePanel *self)
{
  search (self);
}

static GtkListBoxRow *
first_visible_row (HwCataloguePanel *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

/* Down leads from the search into what it found. */
static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint key,
               guint code,
               GdkModifierType state,
               HwCataloguePanel *self)
{
  GtkListBoxRow *row;

  if (key != GDK_KEY_Down)
    return FALSE;
  search (self);
  row = first_visible_row (self);
  if (row == NULL)
    return FALSE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

static void
place (HwCataloguePanel *self, GtkListBoxRow *row)
{
  const HwProduct *product = hw_product_row_get_product (HW_PRODUCT_ROW (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.place-product", "s", product->id);
}

/* Enter in the search places the first that it found. The search waits a moment after each key;
 * Enter and Down do not. */
static void
search_activate_cb (GtkSearchEntry *entry, HwCataloguePanel *self)
{
  GtkListBoxRow *row;

  search (self);
  row = first_visible_row (self);
  if (row != NULL)
    {
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
      place (self, row);
    }
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, HwCataloguePanel *self)
{
  place (self, row);
}

void
hw_catalogue_panel_search (HwCataloguePanel *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
}

void
hw_catalogue_panel_focus_search (HwCataloguePanel *self)
{
  gtk_widget_grab_focus (self->search);
}

static void
scroll_to (HwCataloguePanel *self, GtkWidget *row)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, self->list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

GtkWidget *
hw_catalogue_panel_find_row (HwCataloguePanel *self, const char *id)
{
  GtkListBoxRow *row;

  fill_some (self, G_MAXUINT);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (g_str_equal (hw_product_row_get_product (HW_PRODUCT_ROW (row))->id, id))
      {
        scroll_to (self, GTK_WIDGET (row));
        return GTK_WIDGET (row);
      }
  return NULL;
}

const HwProduct *
hw_catalogue_panel_get_chosen (HwCataloguePanel *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row != NULL ? hw_product_row_get_product (HW_PRODUCT_ROW (row)) : NULL;
}

void
hw_catalogue_panel_show_bubble (HwCataloguePanel *self, const char *id, GtkWidget *content)
{
  GtkWidget *row = hw_catalogue_panel_find_row (self, id);
  GdkRectangle at = { gtk_widget_get_width (GTK_WIDGET (self)), 0, 1, 1 };
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    at.y = (int)(bounds.origin.y + bounds.size.height / 2);
  hw_bubble_show (&self->bubble, GTK_WIDGET (self), &at, content);
}

GtkWidget *
hw_catalogue_panel_get_bubble (HwCataloguePanel *self)
{
  return self->bubble != NULL && gtk_widget_get_visible (self->bubble) ? self->bubble : NULL;
}

GtkWidget *
hw_catalogue_panel_get_list (HwCataloguePanel *self)
{
  return self->list;
}

/* --- dragging --- */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, HwCataloguePanel *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int)y);

  if (row == NULL)
    return NULL;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  return gdk_content_provider_new_typed (HW_TYPE_PRODUCT_ID,
                                         hw_product_row_get_product (HW_PRODUCT_ROW (row))->id);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, HwCataloguePanel *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  const HwProduct *product;
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *box;
  GtkWidget *mark;

  if (row == NULL)
    return;
  product = hw_product_row_get_product (HW_PRODUCT_ROW (row));
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  mark = g_object_new (HW_TYPE_FAMILY_ICON, NULL);
  hw_family_icon_set_family (HW_FAMILY_ICON (mark), hw_kind_family (product->kind));
  gtk_box_append (GTK_BOX (box), mark);
  gtk_widget_add_css_class (box, "drag-icon");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), box);
  /* Small, and beside the pointer: it hides neither the name on the ghost nor the card. */
  gdk_drag_set_hotspot (drag, DRAG_ICON_OFFSET, DRAG_ICON_OFFSET);
}

/* --- what can be done with a product --- */

static void
add_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static void
show_menu (HwCataloguePanel *self, GtkListBoxRow *row, int x, int y)
{
  const char *id = hw_product_row_get_product (HW_PRODUCT_ROW (row))->id;
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  add_item (menu, _ ("_Place at the First Place that Fits"), "win.place-product", id);
  add_item (menu, _ ("_Replace Selected With This"), "win.replace-product", id);
  add_item (menu, _ ("How Many _More Fit"), "win.headroom", id);
  add_item (menu, _ ("_Figures and Sources"), "win.show-product", id);
  hw_context_menu_popup (&self->menu, GTK_WIDGET (self), G_MENU_MODEL (menu), x, y);
}

static void
secondary_cb (GtkGestureClick *gesture, int n_press, double x, double y, HwCataloguePanel *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int)y);
  graphene_point_t at;

  if (row != NULL
      && gtk_widget_compute_point (
          self->list, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float)x, (float)y), &at))
    show_menu (self, row, (int)at.x, (int)at.y);
}

static gboolean
list_key_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             HwCataloguePanel *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row == NULL)
    return FALSE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self), &bounds))
        show_menu (self,
                   row,
                   (int)(bounds.origin.x + bounds.size.width / 2),
                   (int)(bounds.origin.y + bounds.size.height / 2));
      return TRUE;
    }
  if (key != GDK_KEY_space)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.show-product",
                              "s",
                              hw_product_row_get_product (HW_PRODUCT_ROW (row))->id);
  return TRUE;
}

static void
attach_controllers (HwCataloguePanel *self)
{
  GtkEventController *controller;

  controller = GTK_EVENT_CONTROLLER (gtk_drag_source_new ());
  gtk_drag_source_set_actions (GTK_DRAG_SOURCE (controller), GDK_ACTION_COPY);
  g_signal_connect (controller, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (self->list, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_SECONDARY);
  g_signal_connect (controller, "released", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (self->list, controller);

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (list_key_cb), self);
  gtk_widget_add_controller (self->list, controller);

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, controller);
}

static void
hw_catalogue_panel_dispose (GObject *object)
{
  HwCataloguePanel *self = HW_CATALOGUE_PANEL (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (hw_catalogue_panel_parent_class)->dispose (object);
}

static void
hw_catalogue_panel_finalize (GObject *object)
{
  HwCataloguePanel *self = HW_CATALOGUE_PANEL (object);

  g_ptr_array_unref (self->products);
  g_free (self->query);
  G_OBJECT_CLASS (hw_catalogue_panel_parent_class)->finalize (object);
}

static void
hw_catalogue_panel_class_init (HwCataloguePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_catalogue_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_catalogue_panel_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (HW_TYPE_CATALOGUE_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-catalogue-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, HwCataloguePanel, box);
  gtk_widget_class_bind_template_child (widget_class, HwCataloguePanel, search);
  gtk_widget_class_bind_template_child (widget_class, HwCataloguePanel, filter);
  gtk_widget_class_bind_template_child (widget_class, HwCataloguePanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, HwCataloguePanel, list);
  gtk_widget_class_bind_template_child (widget_class, HwCataloguePanel, placeholder);
}

static void
hw_catalogue_panel_init (HwCataloguePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel");
  self->products = g_ptr_array_new ();
  self->query = g_strdup ("");

  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, self, NULL);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (filter_again), self);
  attach_controllers (self);
}
