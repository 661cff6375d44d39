/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-shortcuts-window.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *keys; /* %NULL: a heading */
  const char *text;
} Shortcut;

/* Of the keys, those that are called otherwise on keyboards of other languages. */
static const char *const named_keys[] = {
  NC_ ("key", "Ctrl"),   NC_ ("key", "Shift"), NC_ ("key", "Delete"), NC_ ("key", "Alt"),
  NC_ ("key", "Escape"), NC_ ("key", "Enter"), NC_ ("key", "Space"),
};

static const Shortcut shortcuts[] = {
  { NULL, N_ ("Designs") },
  { "Ctrl N", N_ ("New window") },
  { "Ctrl O", N_ ("Open") },
  { "Ctrl S", N_ ("Save") },
  { "Ctrl Shift S", N_ ("Save as") },
  { "Ctrl P", N_ ("Print") },
  { "Ctrl W", N_ ("Close the window") },
  { "Ctrl Q", N_ ("Quit") },
  { NULL, N_ ("Changing") },
  { "Ctrl Z", N_ ("Undo") },
  { "Ctrl Shift Z", N_ ("Redo") },
  { "Delete", N_ ("Remove the selection") },
  { "Ctrl X", N_ ("Cut") },
  { "Ctrl C", N_ ("Copy") },
  { "Ctrl V", N_ ("Paste at the next free place") },
  { "Ctrl D", N_ ("Duplicate to the next free place") },
  { "Ctrl Shift D", N_ ("Duplicate many times") },
  { "Ctrl Shift G", N_ ("Duplicate racks over a grid") },
  { "Ctrl G", N_ ("Group racks, or rename their group") },
  { "Ctrl U", N_ ("Ungroup racks") },
  { "F2", N_ ("Rename") },
  { "Ctrl L", N_ ("Lock") },
  { "Ctrl Shift L", N_ ("Unlock") },
  { "R", N_ ("Turn racks by 90°") },
  { "↑ ↓", N_ ("Move devices by a unit, racks by a tile") },
  { "Shift ↑ ↓", N_ ("Move by half a unit, or a centimetre") },
  { "Enter", N_ ("Pick up, and drop; arrows move it meanwhile") },
  { "Tab", N_ ("Select the next object") },
  { "Shift PgDn", N_ ("Add the next object to the selection") },
  { "Escape", N_ ("Give up a drag, have back what has failed, select nothing") },
  { NULL, N_ ("Catalogue") },
  { "Ctrl F", N_ ("Search") },
  { "Enter", N_ ("Place at the first place that fits") },
  { "Space", N_ ("Figures and sources of the product") },
  { NULL, N_ ("Looking") },
  { "Ctrl Shift F", N_ ("Find in the design") },
  { "Ctrl 1", N_ ("Floor plan") },
  { "Ctrl 2", N_ ("Rack elevations") },
  { "Ctrl 3", N_ ("The fabric as a diagram") },
  { "Ctrl 4", N_ ("The cooling loops as a diagram") },
  { "Ctrl 5", N_ ("The power chains as one-line diagrams") },
  { "Ctrl 6", N_ ("The phases with their dates and figures; ← and → go to another") },
  { "Ctrl 7", N_ ("The report: one page for those who did not draw the design") },
  { "Ctrl ↑",
    N_ ("Open the balancing valve of the rack in the cooling diagram; ↓ closes it, Home "
        "sets it back") },
  { "F", N_ ("Fit everything") },
  { "Z", N_ ("Fit the selection") },
  { "M", N_ ("Measure on the floor plan; Escape ends") },
  { "+ −", N_ ("Zoom; so does the wheel") },
  { "Space", N_ ("Held while dragging: pan; so does the middle button") },
  { "Ctrl A", N_ ("Select all") },
  { "Ctrl R", N_ ("Select the whole row") },
  { "Alt", N_ ("Held while clicking a rack: select its whole group") },
  { "F9", N_ ("Catalogue on or off") },
  { "Ctrl F9", N_ ("Totals and properties on or off") },
};

static const char *
key_name (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (named_keys); i++)
    if (g_str_equal (named_keys[i], key))
      return g_dpgettext2 (NULL, "key", key);
  return key;
}

static GtkWidget *
keys_new (const char *keys)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_auto (GStrv) parts = g_strsplit (keys, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      GtkWidget *key = gtk_label_new (key_name (parts[i]));

      gtk_widget_add_css_class (key, "keycap");
      gtk_box_append (GTK_BOX (box), key);
    }
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  return box;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

GtkWindow *
hw_shortcuts_window_present (GtkWindow *parent)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_window_set_title (window, _ ("Keyboard Shortcuts"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_destroy_with_parent (window, TRUE);
  gtk_window_set_default_size (window, 480, 640);
  gtk_widget_add_css_class (GTK_WIDGET (window), "hallwright");

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_widget_set_margin_top (grid, 12);
  gtk_widget_set_margin_bottom (grid, 24);
  gtk_widget_set_margin_start (grid, 24);
  gtk_widget_set_margin_end (grid, 24);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkWidget *label = gtk_label_new (_ (shortcuts[i].text));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      if (shortcuts[i].keys == NULL)
        {
          gtk_widget_add_css_class (label, "group-title");
          gtk_grid_attach (GTK_GRID (grid), label, 0, (int)i, 2, 1);
          continue;
        }
      gtk_grid_attach (GTK_GRID (grid), keys_new (shortcuts[i].keys), 0, (int)i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), label, 1, (int)i, 1, 1);
    }
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_window_set_child (window, scroller);

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  gtk_window_present (window);
  return window;
}
