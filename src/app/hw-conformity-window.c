/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-conformity-window.h"

#include <glib/gi18n.h>

struct _HwConformityWindow
{
  GtkWindow parent_instance;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwConformityWindow, hw_conformity_window, GTK_TYPE_WINDOW)

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 10);
  gtk_widget_set_margin_end (label, 10);
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
selected_cb (GtkSingleSelection *model, GParamSpec *pspec, HwConformityWindow *self)
{
  guint selected = gtk_single_selection_get_selected (model);

  if (selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, selected);
}

HwConformityWindow *
hw_conformity_window_new (GtkWindow *parent, const char *const *lines)
{
  HwConformityWindow *self = g_object_new (
      HW_TYPE_CONFORMITY_WINDOW, "transient-for", parent, "title", _ ("As Built"), NULL);
  GtkSingleSelection *model = gtk_single_selection_new (G_LIST_MODEL (gtk_string_list_new (lines)));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list, *scrolled = gtk_scrolled_window_new ();

  gtk_single_selection_set_autoselect (model, FALSE);
  gtk_single_selection_set_can_unselect (model, TRUE);
  gtk_single_selection_set_selected (model, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (model, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (model), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What differs between the fabric as built and as designed"),
                                  -1);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_window_set_child (GTK_WINDOW (self), scrolled);
  return self;
}

static void
hw_conformity_window_class_init (HwConformityWindowClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HW_TYPE_CONFORMITY_WINDOW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_UINT);
  gtk_widget_class_add_binding_action (
      GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_conformity_window_init (HwConformityWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 620, 380);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hallwright");
}
