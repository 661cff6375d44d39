/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-explanation-view.h"

#include <glib/gi18n.h>

#include "hw-explanation-node.h"
#include "hw-figure-card.h"
#include "hw-source-button.h"

#define WINDOW_KEY "hw-explanation-window"
#define WINDOW_WIDTH 1180
/* Trees up to this many nodes are shown open. */
#define FEW_NODES 48
#define MAX_NOTE_LINES 4
#define WINDOW_HEIGHT 520

struct _HwExplanationView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *value;
  GtkWidget *columns;
  char *currency;
};

G_DEFINE_FINAL_TYPE (HwExplanationView, hw_explanation_view, GTK_TYPE_WIDGET)

/* --- cells --- */

static const HwExplanation *
explanation_of (GtkListItem *item)
{
  GtkTreeListRow *row = GTK_TREE_LIST_ROW (gtk_list_item_get_item (item));
  g_autoptr (HwExplanationNode) node = HW_EXPLANATION_NODE (gtk_tree_list_row_get_item (row));

  return hw_explanation_node_get (node);
}

static GtkWidget *
cell_label_new (float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
setup_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), cell_label_new (0));
  gtk_list_item_set_child (item, expander);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  const HwExplanation *explanation = explanation_of (item);
  GtkWidget *label = gtk_tree_expander_get_child (expander);

  gtk_tree_expander_set_list_row (expander, GTK_TREE_LIST_ROW (gtk_list_item_get_item (item)));
  gtk_label_set_text (GTK_LABEL (label), explanation->label);
  gtk_widget_set_tooltip_text (label, explanation->label);
}

static void
setup_value_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  gtk_list_item_set_child (item, cell_label_new (1));
}

static void
bind_value_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  const HwExplanation *explanation = explanation_of (item);
  g_autofree char *text
      = hw_sum_dup_text (&explanation->sum, explanation->dimension, self->currency);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

/* Notes are read, not guessed at. */
static void
setup_formula_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  GtkWidget *label = cell_label_new (0);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), MAX_NOTE_LINES);
  gtk_list_item_set_child (item, label);
}

static void
setup_text_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  gtk_list_item_set_child (item, cell_label_new (0));
}

static void
bind_formula_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  const HwExplanation *explanation = explanation_of (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = NULL;

  if (explanation->formula != NULL && explanation->note != NULL)
    text = g_strdup_printf ("%s · %s", explanation->formula, explanation->note);
  else
    text = g_strdup (explanation->formula != NULL ? explanation->formula : explanation->note);
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);
}

static void
setup_source_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  gtk_list_item_set_child (item, hw_source_button_new ());
}

static void
bind_source_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  const HwExplanation *explanation = explanation_of (item);

  hw_source_button_show (HW_SOURCE_BUTTON (gtk_list_item_get_child (item)),
                         explanation->source,
                         explanation->address,
                         explanation->date);
}

/* In whatever language, what the column is too narrow for can be read by pointing at it. */
static void
show_text (GtkListItem *item, const char *text)
{
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, *text != '\0' ? text : NULL);
}

static void
bind_basis_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  const HwExplanation *explanation = explanation_of (item);

  show_text (item, explanation->basis != 0 ? hw_basis_label (explanation->basis) : "");
}

static void
bind_confidence_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwExplanationView *self)
{
  const HwExplanation *explanation = explanation_of (item);

  show_text (item,
             explanation->confidence != 0 ? hw_confidence_label (explanation->confidence) : "");
}

static void
add_column (HwExplanationView *self,
            const char *title,
            int width,
            gboolean expand,
            GCallback setup,
            GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", setup, self);
  g_signal_connect (factory, "bind", bind, self);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, expand);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->columns), column);
}

/* --- the view --- */

static GListModel *
create_children_cb (gpointer item, gpointer data)
{
  return hw_explanation_node_create_children (HW_EXPLANATION_NODE (item));
}

static guint
count_nodes (const HwExplanation *explanation)
{
  guint n = 1;

  for (guint i = 0; explanation->children != NULL && i < explanation->children->len; i++)
    n += count_nodes (g_ptr_array_index (explanation->children, i));
  return n;
}

void
hw_explanation_view_show (HwExplanationView *self, HwExplanation *explanation, const char *currency)
{
  GListStore *roots = g_list_store_new (HW_TYPE_EXPLANATION_NODE);
  g_autoptr (HwExplanationNode) root = NULL;
  g_autoptr (GtkTreeListRow) first = NULL;
  g_autofree char *value = NULL;
  GtkTreeListModel *tree;
  GtkSingleSelection *selection;

  g_free (self->currency);
  self->currency = g_strdup (currency);
  value = hw_sum_dup_text (&explanation->sum, explanation->dimension, currency);
  gtk_label_set_text (GTK_LABEL (self->title), explanation->label);
  gtk_label_set_text (GTK_LABEL (self->value), value);

  root = hw_explanation_node_new (explanation);
  g_list_store_append (roots, root);
  tree = gtk_tree_list_model_new (G_LIST_MODEL (roots),
                                  FALSE,
                                  count_nodes (explanation) <= FEW_NODES,
                                  create_children_cb,
                                  NULL,
                                  NULL);
  first = gtk_tree_list_model_get_row (tree, 0);
  if (first != NULL)
    gtk_tree_list_row_set_expanded (first, TRUE);
  selection = gtk_single_selection_new (G_LIST_MODEL (tree));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->columns), GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

GtkWidget *
hw_explanation_view_new (void)
{
  return g_object_new (HW_TYPE_EXPLANATION_VIEW, NULL);
}

static void
hw_explanation_view_dispose (GObject *object)
{
  HwExplanationView *self = HW_EXPLANATION_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->currency, g_free);
  G_OBJECT_CLASS (hw_explanation_view_parent_class)->dispose (object);
}

static void
hw_explanation_view_class_init (HwExplanationViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_explanation_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_explanation_view_init (HwExplanationView *self)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  gtk_widget_set_margin_top (heading, 14);
  gtk_widget_set_margin_bottom (heading, 12);
  gtk_widget_set_margin_start (heading, 16);
  self->title = cell_label_new (0);
  gtk_widget_add_css_class (self->title, "dim");
  self->value = cell_label_new (0);
  gtk_widget_add_css_class (self->value, "figure-number");
  gtk_box_append (GTK_BOX (heading), self->title);
  gtk_box_append (GTK_BOX (heading), self->value);
  gtk_box_append (GTK_BOX (self->box), heading);

  self->columns = gtk_column_view_new (NULL);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (self->columns), FALSE);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->columns), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->columns), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Contributions"), -1);
  add_column (self, _ ("What"), 0, TRUE, G_CALLBACK (setup_name_cb), G_CALLBACK (bind_name_cb));
  add_column (
      self, _ ("Figure"), 120, FALSE, G_CALLBACK (setup_value_cb), G_CALLBACK (bind_value_cb));
  add_column (
      self, _ ("How"), 0, TRUE, G_CALLBACK (setup_formula_cb), G_CALLBACK (bind_formula_cb));
  add_column (
      self, _ ("Source"), 190, FALSE, G_CALLBACK (setup_source_cb), G_CALLBACK (bind_source_cb));
  add_column (
      self, _ ("Basis"), 210, FALSE, G_CALLBACK (setup_text_cb), G_CALLBACK (bind_basis_cb));
  add_column (self,
              _ ("Confidence"),
              150,
              FALSE,
              G_CALLBACK (setup_text_cb),
              G_CALLBACK (bind_confidence_cb));

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->columns);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), scroller);
}

/* --- in a window --- */

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

GtkWindow *
hw_explanation_window_present (GtkWindow *parent, HwExplanation *explanation, const char *currency)
{
  GtkWindow *window = g_object_get_data (G_OBJECT (parent), WINDOW_KEY);
  GtkWidget *view;

  if (window == NULL)
    {
      GtkEventController *keys = gtk_shortcut_controller_new ();

      window = GTK_WINDOW (gtk_window_new ());
      gtk_widget_add_css_class (GTK_WIDGET (window), "hallwright");
      gtk_window_set_transient_for (window, parent);
      gtk_window_set_destroy_with_parent (window, TRUE);
      gtk_window_set_hide_on_close (window, TRUE);
      gtk_window_set_default_size (window, WINDOW_WIDTH, WINDOW_HEIGHT);
      gtk_window_set_child (window, hw_explanation_view_new ());
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (keys),
          gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                            gtk_callback_action_new (close_cb, NULL, NULL)));
      gtk_widget_add_controller (GTK_WIDGET (window), keys);
      g_object_set_data (G_OBJECT (parent), WINDOW_KEY, window);
    }
  view = gtk_window_get_child (window);
  gtk_window_set_title (window, explanation->label);
  hw_explanation_view_show (HW_EXPLANATION_VIEW (view), explanation, currency);
  gtk_window_present (window);
  return window;
}
