/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-find-window.h"

#include <glib/gi18n.h>

#include "hw-find.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
#define LIMIT 200

struct _HwFindWindow
{
  GtkWindow parent_instance;

  GtkWidget *search;
  GtkWidget *count;
  GtkWidget *list;

  HwDocument *document;
  GArray *hits; /* HwHit */
  guint total;
  GtkStringList *rows; /* one empty string a hit: rows look theirs up by position */
  GtkSingleSelection *selection;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwFindWindow, hw_find_window, GTK_TYPE_WINDOW)

static void
show_count (HwFindWindow *self)
{
  g_autofree char *total = hw_quantity_format (HW_DIMENSION_NONE, self->total, NULL);
  g_autofree char *text = NULL;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    text = g_strdup (_ ("Searches halls, rows, racks, devices, feeds and problems."));
  else if (self->total == 0)
    text = g_strdup (_ ("Nothing was found."));
  else if (self->total > LIMIT)
    text = g_strdup_printf (_ ("The first %u of %s"), (guint)LIMIT, total);
  else
    text
        = g_strdup_printf (g_dngettext (NULL, "%s was found", "%s were found", self->total), total);
  gtk_label_set_text (GTK_LABEL (self->count), text);
}

static void
search (HwFindWindow *self)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_auto (GStrv) rows = NULL;

  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hw_find (hw_document_get_results (self->document),
                        gtk_editable_get_text (GTK_EDITABLE (self->search)),
                        LIMIT,
                        &self->total);
  rows = g_new0 (char *, self->hits->len + 1);
  for (guint i = 0; i < self->hits->len; i++)
    rows[i] = g_strdup ("");
  gtk_string_list_splice (self->rows, 0, old, (const char *const *)rows);
  if (self->hits->len > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  show_count (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, HwFindWindow *self)
{
  search (self);
}

/* --- rows --- */

/* "A01 · Hall 1", where the thing is */
static char *
dup_place (HwDesign *design, HwRef ref)
{
  const HwTableClass *klass = hw_table_class (ref.table);
  GString *text = g_string_new (NULL);

  while (klass->parent != klass->table)
    {
      const HwObject *object = hw_design_row (design, ref.table, ref.handle);

      ref = HW_REF (klass->parent, object->parent);
      klass = hw_table_class (ref.table);
      if (ref.handle == 0 || ref.table == HW_TABLE_DESIGN || ref.table == HW_TABLE_SITE)
        break;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, hw_design_name (design, ref));
    }
  return g_string_free (text, FALSE);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "small");
          gtk_widget_add_css_class (label, "dim");
        }
    }
  gtk_widget_set_margin_start (box, 8);
  gtk_widget_set_margin_end (box, 8);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwFindWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  guint position = gtk_list_item_get_position (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  const HwHit *hit = &g_array_index (self->hits, HwHit, position);
  gboolean stands = hit->ref.handle != 0 && hw_design_has (design, hit->ref.table, hit->ref.handle);
  const HwProduct *product = stands ? hw_design_product_of (design, hit->ref) : NULL;
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;

  if (!stands)
    {
      gtk_label_set_text (GTK_LABEL (title), hit->message != NULL ? hit->message : "");
      gtk_label_set_text (GTK_LABEL (detail), _ ("Design"));
      return;
    }
  place = dup_place (design, hit->ref);
  text = g_strdup_printf ("%s%s%s%s%s",
                          product != NULL ? product->name
                                          : _ (hw_table_class (hit->ref.table)->label),
                          *place != '\0' ? " · " : "",
                          place,
                          hit->message != NULL ? " · " : "",
                          hit->message != NULL ? hw_design_name (design, hit->ref) : "");
  gtk_label_set_text (GTK_LABEL (title),
                      hit->message != NULL ? hit->message : hw_design_name (design, hit->ref));
  gtk_label_set_text (GTK_LABEL (detail), text);
}

/* --- choosing --- */

static void
choose (HwFindWindow *self, guint position)
{
  HwRef ref;

  if (position >= self->hits->len)
    return;
  ref = g_array_index (self->hits, HwHit, position).ref;
  g_object_ref (self);
  if (ref.handle != 0)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, &ref);
  gtk_window_close (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
activate_cb (GtkListView *list, guint position, HwFindWindow *self)
{
  choose (self, position);
}

/* The search waits a moment after each key; Enter does not. */
static void
search_activate_cb (GtkSearchEntry *entry, HwFindWindow *self)
{
  search (self);
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        HwFindWindow *self)
{
  if (key == GDK_KEY_Escape)
    {
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  if (key != GDK_KEY_Down)
    return FALSE;
  return gtk_widget_grab_focus (self->list);
}

HwFindWindow *
hw_find_window_new (GtkWindow *parent, HwDocument *document)
{
  HwFindWindow *self = g_object_new (HW_TYPE_FIND_WINDOW, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  search (self);
  return self;
}

guint
hw_find_window_get_total (HwFindWindow *self)
{
  return self->total;
}

static void
hw_find_window_dispose (GObject *object)
{
  HwFindWindow *self = HW_FIND_WINDOW (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (hw_find_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
  g_clear_pointer (&self->hits, g_array_unref);
}

static void
hw_find_window_class_init (HwFindWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_find_window_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HW_TYPE_FIND_WINDOW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-find-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HwFindWindow, search);
  gtk_widget_class_bind_template_child (widget_class, HwFindWindow, count);
  gtk_widget_class_bind_template_child (widget_class, HwFindWindow, list);
}

static void
hw_find_window_init (HwFindWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->search, keys);
}
