/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-structure-window.h"

#include <glib/gi18n.h>

#include "hw-attribute-row.h"
#include "hw-structure-columns.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"

struct _HwStructureWindow
{
  GtkWindow parent_instance;

  GtkWidget *explanation;
  GtkWidget *list;
  GtkWidget *add;
  GtkWidget *add_kind; /* in its place for fabrics, of which there are several kinds */
  GtkWidget *remove;
  GtkWidget *earlier;
  GtkWidget *later;
  GtkWidget *place;
  GtkWidget *show;
  GtkWidget *tidy;
  GtkWidget *attributes;

  HwDocument *document;
  HwTableKind table;
  GSignalGroup *results_signals;
  GtkStringList *ids;
  GtkSingleSelection *selection;
  GPtrArray *rows; /* HwAttributeRow, borrowed from the box */
  HwHandle shown;  /* whose attributes are below */
  guint pending;   /* idle source */
  gboolean taking;
};

G_DEFINE_FINAL_TYPE (HwStructureWindow, hw_structure_window, GTK_TYPE_WINDOW)

static HwDesign *
design_of (HwStructureWindow *self)
{
  return hw_document_get_design (self->document);
}

/* Handle of the object at a place of the list; 0: none. */
static HwHandle
handle_at (HwStructureWindow *self, guint position)
{
  const char *id = gtk_string_list_get_string (self->ids, position);
  HwRef ref;

  if (id == NULL)
    return 0;
  ref = hw_design_find (design_of (self), id);
  return ref.table == self->table ? ref.handle : 0;
}

static HwHandle
get_selected (HwStructureWindow *self)
{
  return handle_at (self, gtk_single_selection_get_selected (self->selection));
}

/* --- what is selected --- */

/* The order of phases is changed by the buttons, which look after what takes turns. */
static gboolean
is_shown (const HwAttribute *attribute)
{
  return (attribute->flags & HW_ATTRIBUTE_HIDDEN) == 0 && !g_str_equal (attribute->name, "order");
}

static void
show_attributes (HwStructureWindow *self)
{
  HwHandle selected = get_selected (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->ids));
  guint position = gtk_single_selection_get_selected (self->selection);
  const HwTableClass *klass = hw_table_class (self->table);

  gtk_widget_set_sensitive (self->remove, selected != 0);
  gtk_widget_set_sensitive (self->place, selected != 0);
  gtk_widget_set_sensitive (self->show, selected != 0);
  gtk_widget_set_sensitive (self->earlier, selected != 0 && position > 0);
  gtk_widget_set_sensitive (self->later, selected != 0 && position + 1 < n);
  if (selected != self->shown)
    {
      g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
      HwRef ref = HW_REF (self->table, selected);
      GtkWidget *child;

      g_array_append_val (refs, ref);
      g_ptr_array_set_size (self->rows, 0);
      while ((child = gtk_widget_get_first_child (self->attributes)) != NULL)
        gtk_box_remove (GTK_BOX (self->attributes), child);
      self->shown = selected;
      for (guint i = 0; selected != 0 && i < klass->n_attributes; i++)
        if (is_shown (&klass->attributes[i]))
          {
            GtkWidget *row = hw_attribute_row_new (self->document, &klass->attributes[i], refs);

            gtk_box_append (GTK_BOX (self->attributes), row);
            g_ptr_array_add (self->rows, row);
          }
    }
  for (guint i = 0; i < self->rows->len; i++)
    hw_attribute_row_refresh (g_ptr_array_index (self->rows, i));
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, HwStructureWindow *self)
{
  if (!self->taking)
    show_attributes (self);
}

static void
select_handle (HwStructureWindow *self, HwHandle wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->ids)); i++)
    if (handle_at (self, i) == wanted)
      gtk_single_selection_set_selected (self->selection, i);
}

/* --- the list --- */

static void
take (HwStructureWindow *self, HwHandle wanted)
{
  HwHandle selected = wanted != 0 ? wanted : get_selected (self);
  g_autoptr (GArray) objects = hw_structure_objects (design_of (self), self->table);
  g_auto (GStrv) ids = g_new0 (char *, objects->len + 1);

  for (guint i = 0; i < objects->len; i++)
    {
      char buffer[HW_ID_SIZE];
      HwRef ref = HW_REF (self->table, g_array_index (objects, HwHandle, i));

      ids[i] = g_strdup (hw_design_id_text (design_of (self), ref, buffer));
    }
  self->taking = TRUE;
  gtk_string_list_splice (
      self->ids, 0, g_list_model_get_n_items (G_LIST_MODEL (self->ids)), (const char *const *)ids);
  select_handle (self, selected);
  self->taking = FALSE;
  show_attributes (self);
}

static gboolean
pending_cb (gpointer data)
{
  HwStructureWindow *self = HW_STRUCTURE_WINDOW (data);

  self->pending = 0;
  if (!hw_design_in_preview (design_of (self)))
    take (self, 0);
  return G_SOURCE_REMOVE;
}

static void
results_changed_cb (HwResults *results, gboolean preview, HwStructureWindow *self)
{
  if (self->pending == 0 && !preview)
    self->pending = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, pending_cb, self, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const HwStructureColumn *column = g_object_get_data (G_OBJECT (factory), "column");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->number ? 1 : 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HwStructureWindow *self)
{
  const HwStructureColumn *column = g_object_get_data (G_OBJECT (factory), "column");
  GtkWidget *label = gtk_list_item_get_child (item);
  HwHandle handle = handle_at (self, gtk_list_item_get_position (item));
  g_autofree char *text = NULL;
  gboolean over = FALSE;

  if (handle != 0)
    text = column->text (hw_document_get_results (self->document), handle, &over);
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  if (over)
    gtk_widget_add_css_class (label, "over");
  else
    gtk_widget_remove_css_class (label, "over");
}

static void
add_columns (HwStructureWindow *self)
{
  guint n;
  const HwStructureColumn *columns = hw_structure_columns (self->table, &n);

  for (guint i = 0; i < n; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_object_set_data (G_OBJECT (factory), "column", (gpointer)&columns[i]);
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
      column = gtk_column_view_column_new (_ (columns[i].title), factory);
      /* What is longest: the name, or what changed. */
      gtk_column_view_column_set_expand (column,
                                         i == (self->table == HW_TABLE_REVISION ? n - 1 : 0));
      gtk_column_view_append_column (GTK_COLUMN_VIEW (self->list), column);
    }
}

/* --- buttons --- */

static void
act (HwStructureWindow *self, const char *verb, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *name = g_strdup_printf ("%s-%s", verb, hw_table_class (self->table)->element);

  g_action_group_activate_action (G_ACTION_GROUP (parent), name, parameter);
}

static void
add (HwStructureWindow *self, const char *verb, GVariant *parameter)
{
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *id;

  for (guint i = 0; (id = gtk_string_list_get_string (self->ids, i)) != NULL; i++)
    g_hash_table_add (before, g_strdup (id));
  act (self, verb, parameter);
  take (self, 0);
  for (guint i = 0; (id = gtk_string_list_get_string (self->ids, i)) != NULL; i++)
    if (!g_hash_table_contains (before, id))
      gtk_single_selection_set_selected (self->selection, i);
}

static void
add_cb (GtkButton *button, HwStructureWindow *self)
{
  add (self, "add", NULL);
}

static void
add_kind_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  add (data, "add-kind-of", parameter);
}

static void
remove_cb (GtkButton *button, HwStructureWindow *self)
{
  const char *id
      = gtk_string_list_get_string (self->ids, gtk_single_selection_get_selected (self->selection));

  if (id != NULL)
    act (self, "remove", g_variant_new_string (id));
}

/* An action of the main window upon what is selected. */
static void
act_on_selected (HwStructureWindow *self, const char *action)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *id
      = gtk_string_list_get_string (self->ids, gtk_single_selection_get_selected (self->selection));

  if (id != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (parent), action, g_variant_new_string (id));
}

static void
place_cb (GtkButton *button, HwStructureWindow *self)
{
  act_on_selected (self, "place-needs");
}

static void
show_cb (GtkButton *button, HwStructureWindow *self)
{
  act_on_selected (self, "select-object");
}

static void
move_cb (GtkButton *button, HwStructureWindow *self)
{
  const char *id
      = gtk_string_list_get_string (self->ids, gtk_single_selection_get_selected (self->selection));

  if (id != NULL)
    act (self, "move", g_variant_new ("(si)", id, GTK_WIDGET (button) == self->earlier ? -1 : 1));
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* --- the window --- */

static const struct
{
  HwTableKind table;
  const char *title, *explanation;
  gboolean ordered; /* by buttons */
  gboolean added;   /* by a button; else by the views */
  int width;
} kinds[] = {
  { HW_TABLE_PHASE,
    N_ ("Phases"),
    N_ ("What is built when: objects are installed and removed in phases, which their properties "
        "name. The drawing shows what stands in the chosen phase."),
    TRUE,
    TRUE,
    640 },
  { HW_TABLE_POWER,
    N_ ("Power Chains"),
    N_ ("Rules of the way from the utility to the feeds. Feeds name their chain and side; UPS, "
        "transformers and the like name the chain and system that they are a unit of."),
    FALSE,
    TRUE,
    860 },
  { HW_TABLE_FEED,
    N_ ("Feeds"),
    N_ ("Electrical feeds of the site. The properties of racks name up to three; each carries its "
        "share, and more when another fails."),
    FALSE,
    TRUE,
    780 },
  { HW_TABLE_LOOP,
    N_ ("Cooling Loops"),
    N_ ("Rules of the liquid cooling loops. The properties of racks name their loop; pipes, valves "
        "and pumps follow from the rule."),
    FALSE,
    TRUE,
    780 },
  { HW_TABLE_FABRIC,
    N_ ("Fabrics"),
    N_ ("Rules of the networks. Switches and cables that they need follow from the rule and the "
        "members."),
    FALSE,
    TRUE,
    1120 },
  { HW_TABLE_GROUP,
    N_ ("Groups"),
    N_ ("Racks that belong together, of whichever rows: a pod, a scalable unit. Select racks in "
        "the plan and group them there; removing a group leaves its racks."),
    FALSE,
    FALSE,
    780 },
  { HW_TABLE_REVISION,
    N_ ("Revisions"),
    N_ ("Issues of the drawings, as the cover lists them. The title block names the one that was "
        "added last."),
    FALSE,
    TRUE,
    780 },
  { HW_TABLE_TRAY,
    N_ ("Cable Trays"),
    N_ ("Trays that were placed. Those above rows and across them follow from the properties of "
        "the hall, and need not be placed."),
    FALSE,
    TRUE,
    780 },
  { HW_TABLE_OVERRIDE,
    N_ ("Overrides"),
    N_ ("What was changed by hand of pipes, valves, cables and switches that follow from a rule. "
        "Removing one sets it back."),
    FALSE,
    FALSE,
    780 },
};

static void
set_document (HwStructureWindow *self, HwDocument *document, HwTableKind table)
{
  guint kind = 0;

  while (kinds[kind].table != table)
    kind++;
  self->document = g_object_ref (document);
  self->table = table;
  gtk_window_set_title (GTK_WINDOW (self), _ (kinds[kind].title));
  gtk_label_set_text (GTK_LABEL (self->explanation), _ (kinds[kind].explanation));
  gtk_widget_set_visible (self->add, kinds[kind].added && table != HW_TABLE_FABRIC);
  gtk_widget_set_visible (self->add_kind, table == HW_TABLE_FABRIC);
  gtk_widget_set_visible (self->earlier, kinds[kind].ordered);
  gtk_widget_set_visible (self->later, kinds[kind].ordered);
  gtk_widget_set_visible (self->place, table == HW_TABLE_FABRIC || table == HW_TABLE_POWER);
  if (table == HW_TABLE_POWER)
    gtk_button_set_label (GTK_BUTTON (self->place), _ ("Place What This Chain Needs"));
  gtk_widget_set_visible (self->show, table == HW_TABLE_GROUP);
  gtk_widget_set_visible (self->tidy, table == HW_TABLE_OVERRIDE);
  gtk_window_set_default_size (GTK_WINDOW (self), kinds[kind].width, 620);
  add_columns (self);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_group_set_target (self->results_signals, hw_document_get_results (document));
}

HwStructureWindow *
hw_structure_window_present (GtkWindow *parent,
                             HwDocument *document,
                             HwTableKind table,
                             HwHandle selected)
{
  GListModel *windows = gtk_window_get_toplevels ();
  HwStructureWindow *self = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && self == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (HW_IS_STRUCTURE_WINDOW (window) && gtk_window_get_transient_for (window) == parent
          && HW_STRUCTURE_WINDOW (window)->table == table
          && HW_STRUCTURE_WINDOW (window)->document == document)
        self = HW_STRUCTURE_WINDOW (window);
    }
  if (self == NULL)
    {
      self = g_object_new (HW_TYPE_STRUCTURE_WINDOW, "transient-for", parent, NULL);
      set_document (self, document, table);
    }
  take (self, selected);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

static void
hw_structure_window_dispose (GObject *object)
{
  HwStructureWindow *self = HW_STRUCTURE_WINDOW (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  g_clear_object (&self->results_signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->ids);
  G_OBJECT_CLASS (hw_structure_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
hw_structure_window_finalize (GObject *object)
{
  g_ptr_array_unref (HW_STRUCTURE_WINDOW (object)->rows);
  G_OBJECT_CLASS (hw_structure_window_parent_class)->finalize (object);
}

static void
hw_structure_window_class_init (HwStructureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_structure_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_structure_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-structure-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, explanation);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, list);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, add);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, add_kind);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, remove);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, earlier);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, later);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, tidy);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, place);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, show);
  gtk_widget_class_bind_template_child (widget_class, HwStructureWindow, attributes);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
hw_structure_window_init (HwStructureWindow *self)
{
  static const GActionEntry rules[]
      = { { .name = "add-fabric", .activate = add_kind_cb, .parameter_type = "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), rules, G_N_ELEMENTS (rules), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "rules", G_ACTION_GROUP (group));
  self->rows = g_ptr_array_new ();
  self->ids = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->ids)));
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (self->add, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  g_signal_connect (self->place, "clicked", G_CALLBACK (place_cb), self);
  g_signal_connect (self->show, "clicked", G_CALLBACK (show_cb), self);
  g_signal_connect (self->earlier, "clicked", G_CALLBACK (move_cb), self);
  g_signal_connect (self->later, "clicked", G_CALLBACK (move_cb), self);
  self->results_signals = g_signal_group_new (HW_TYPE_RESULTS);
  g_signal_group_connect (self->results_signals, "changed", G_CALLBACK (results_changed_cb), self);
}
