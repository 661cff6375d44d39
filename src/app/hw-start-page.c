/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-start-page.h"

#include <glib/gi18n.h>

#include "hw-catalogue-reader.h"
#include "hw-example-tile.h"
#include "hw-recovery-list.h"
#include "hw-template.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
#define MAX_RECENT 8
#define SUFFIX ".hallwright"

struct _HwStartPage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  HwRecoveryList *recoveries;
  GtkWidget *examples_title;
  GtkWidget *examples;
  GtkWidget *templates;
  GtkWidget *recent_title;
  GtkWidget *recent;

  GQueue tiles; /* HwExampleTile that are still to be loaded, borrowed */
  gboolean populated;
  guint loading;    /* idle source */
  guint populating; /* idle source */
};

G_DEFINE_FINAL_TYPE (HwStartPage, hw_start_page, GTK_TYPE_WIDGET)

/* --- examples --- */

/* One at a time, each in an idle moment of its own, and none behind a design that is shown. */
static gboolean
load_cb (gpointer data)
{
  HwStartPage *self = HW_START_PAGE (data);
  GtkWidget *tile;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->loading = 0;
      return G_SOURCE_REMOVE;
    }
  tile = g_queue_pop_head (&self->tiles);
  if (tile != NULL && !hw_example_tile_load (HW_EXAMPLE_TILE (tile)))
    gtk_flow_box_remove (GTK_FLOW_BOX (self->examples), gtk_widget_get_parent (tile));
  if (!g_queue_is_empty (&self->tiles))
    return G_SOURCE_CONTINUE;
  self->loading = 0;
  return G_SOURCE_REMOVE;
}

static void
load_tiles (HwStartPage *self)
{
  if (self->loading == 0 && !g_queue_is_empty (&self->tiles))
    self->loading = g_idle_add (load_cb, self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static void
add_examples (HwStartPage *self)
{
  g_autofree char *data_dir = hw_data_dir ();
  g_autofree char *folder = g_build_filename (data_dir, "examples", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      GtkWidget *tile = hw_example_tile_new (path);

      gtk_flow_box_append (GTK_FLOW_BOX (self->examples), tile);
      /* The tile is a button; the cell around it need not take the focus too. */
      gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
      g_queue_push_tail (&self->tiles, tile);
    }
  gtk_widget_set_visible (self->examples_title, names->len > 0);
  load_tiles (self);
}

/* --- reference designs --- */

static void
add_templates (HwStartPage *self)
{
  for (guint i = 0; i < hw_template_count (); i++)
    {
      GtkWidget *row, *label;

      /* There is a button for a hall of nothing. */
      if (g_str_equal (hw_template_id (i), "empty"))
        continue;
      row = gtk_list_box_row_new ();
      label = gtk_label_new (hw_template_label (i));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.ask-template");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", hw_template_id (i));
      gtk_list_box_append (GTK_LIST_BOX (self->templates), row);
    }
}

/* They stand below the examples: brought into sight, with the keyboard on the first. */
static void
from_reference_cb (GtkButton *button, HwStartPage *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->templates), 0);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  if (first == NULL)
    return;
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  gtk_widget_grab_focus (GTK_WIDGET (first));
}

/* --- recent files --- */

static GtkWidget *
recent_row_new (GtkRecentInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (gtk_recent_info_get_display_name (info));
  g_autofree char *place = gtk_recent_info_get_uri_display (info);
  GtkWidget *folder = gtk_label_new (place);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (folder), 1);
  gtk_label_set_ellipsize (GTK_LABEL (folder), PANGO_ELLIPSIZE_START);
  gtk_widget_set_hexpand (folder, TRUE);
  gtk_widget_add_css_class (folder, "dim");
  gtk_widget_add_css_class (folder, "small");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), folder);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", gtk_recent_info_get_uri (info));
  return row;
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  GDateTime *left = gtk_recent_info_get_visited ((GtkRecentInfo *)a);
  GDateTime *right = gtk_recent_info_get_visited ((GtkRecentInfo *)b);

  return g_date_time_compare (right, left);
}

static void
fill_recent (HwStartPage *self)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  GList *items = g_list_sort (gtk_recent_manager_get_items (manager), compare_recent);
  GtkWidget *row;
  guint n = 0;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->recent), 0)))
         != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->recent), row);
  for (GList *item = items; item != NULL && n < MAX_RECENT; item = item->next)
    {
      GtkRecentInfo *info = item->data;

      if (!gtk_recent_info_is_local (info)
          || !g_str_has_suffix (gtk_recent_info_get_uri (info), SUFFIX))
        continue;
      if (!gtk_recent_info_exists (info))
        {
          gtk_recent_manager_remove_item (manager, gtk_recent_info_get_uri (info), NULL);
          continue;
        }
      gtk_list_box_append (GTK_LIST_BOX (self->recent), recent_row_new (info));
      n++;
    }
  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
  gtk_widget_set_visible (self->recent_title, n > 0);
  gtk_widget_set_visible (self->recent, n > 0);
}

static gboolean
populate_cb (gpointer data)
{
  HwStartPage *self = HW_START_PAGE (data);

  self->populating = 0;
  hw_recovery_list_refresh (self->recoveries);
  fill_recent (self);
  if (!self->populated)
    {
      add_templates (self);
      add_examples (self);
    }
  self->populated = TRUE;
  return G_SOURCE_REMOVE;
}

void
hw_start_page_populate (HwStartPage *self)
{
  if (self->populating == 0)
    self->populating = g_idle_add (populate_cb, self);
}

static void
hw_start_page_map (GtkWidget *widget)
{
  HwStartPage *self = HW_START_PAGE (widget);

  GTK_WIDGET_CLASS (hw_start_page_parent_class)->map (widget);
  load_tiles (self);
}

static void
hw_start_page_dispose (GObject *object)
{
  HwStartPage *self = HW_START_PAGE (object);

  g_clear_handle_id (&self->loading, g_source_remove);
  g_clear_handle_id (&self->populating, g_source_remove);
  g_queue_clear (&self->tiles);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_start_page_parent_class)->dispose (object);
}

static void
hw_start_page_class_init (HwStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_start_page_dispose;
  widget_class->map = hw_start_page_map;
  g_type_ensure (HW_TYPE_RECOVERY_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwStartPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HwStartPage, recoveries);
  gtk_widget_class_bind_template_child (widget_class, HwStartPage, examples_title);
  gtk_widget_class_bind_template_child (widget_class, HwStartPage, examples);
  gtk_widget_class_bind_template_child (widget_class, HwStartPage, templates);
  gtk_widget_class_bind_template_callback (widget_class, from_reference_cb);
  gtk_widget_class_bind_template_child (widget_class, HwStartPage, recent_title);
  gtk_widget_class_bind_template_child (widget_class, HwStartPage, recent);
}

static void
hw_start_page_init (HwStartPage *self)
{
  g_queue_init (&self->tiles);
  gtk_widget_init_template (GTK_WIDGET (self));
}
