/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-product-sheet.h"

#include <glib/gi18n.h>

#include "hw-explanation.h"
#include "hw-family-icon.h"
#include "hw-product-facts.h"
#include "hw-source-button.h"

#define WIDTH 760
#define HEIGHT 620

static GtkWidget *
label_new (const char *text, const char *style, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
heading_new (const HwProduct *product)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = g_object_new (HW_TYPE_FAMILY_ICON, "valign", GTK_ALIGN_START, NULL);
  g_autofree char *facts = hw_product_dup_facts (product);
  g_autofree char *line = g_strdup_printf ("%s%s%s · %s",
                                           product->maker != NULL ? product->maker : "",
                                           product->maker != NULL ? " · " : "",
                                           hw_kind_label (product->kind),
                                           facts);

  hw_family_icon_set_family (HW_FAMILY_ICON (icon), hw_kind_family (product->kind));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (texts), label_new (product->name, "message-title", 0));
  gtk_box_append (GTK_BOX (texts), label_new (line, "dim", 0));
  if (product->description != NULL)
    gtk_box_append (GTK_BOX (texts), label_new (product->description, NULL, 0));
  gtk_box_append (GTK_BOX (box), texts);
  return box;
}

static char *
dup_remark (const HwFigure *figure)
{
  GString *text = g_string_new (NULL);
  const char *parts[] = {
    figure->basis != 0 ? hw_basis_label (figure->basis) : NULL,
    figure->confidence != 0 ? hw_confidence_label (figure->confidence) : NULL,
    figure->reason,
    figure->note,
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

static void
add_figure (GtkGrid *grid, int row, const HwFigure *figure)
{
  g_autofree char *value = hw_figure_dup_text (figure);
  g_autofree char *remark = dup_remark (figure);
  GtkWidget *source = hw_source_button_new ();
  GtkWidget *name = label_new (hw_field_label (figure->field), "dim", 0);
  GtkWidget *notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  hw_source_button_show (HW_SOURCE_BUTTON (source),
                         figure->source != NULL ? figure->source->title : NULL,
                         figure->source != NULL ? figure->source->address : NULL,
                         figure->source != NULL ? figure->source->date : NULL);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, label_new (value, NULL, 1), 1, row, 1, 1);
  gtk_box_append (GTK_BOX (notes), source);
  if (*remark != '\0')
    {
      GtkWidget *label = label_new (remark, "dim", 0);

      gtk_widget_add_css_class (label, "small");
      gtk_widget_set_margin_start (label, 5);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
      gtk_box_append (GTK_BOX (notes), label);
    }
  gtk_widget_set_hexpand (notes, TRUE);
  gtk_grid_attach (grid, notes, 2, row, 1, 1);
  gtk_widget_set_valign (gtk_grid_get_child_at (grid, 1, row), GTK_ALIGN_START);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

GtkWindow *
hw_product_sheet_present (GtkWindow *parent, const HwProduct *product, GtkWidget *more)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *grid = gtk_grid_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_title (window, product->name);
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_destroy_with_parent (window, TRUE);
  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  gtk_widget_add_css_class (GTK_WIDGET (window), "hallwright");

  gtk_widget_set_margin_top (box, 20);
  gtk_widget_set_margin_bottom (box, 20);
  gtk_widget_set_margin_start (box, 20);
  gtk_widget_set_margin_end (box, 20);
  gtk_box_append (GTK_BOX (box), heading_new (product));
  if (more != NULL)
    gtk_box_append (GTK_BOX (box), more);

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  for (guint i = 0; i < product->figures->len; i++)
    add_figure (GTK_GRID (grid), (int)i, &g_array_index (product->figures, HwFigure, i));
  gtk_box_append (GTK_BOX (box), grid);

  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_window_set_child (window, scroller);

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  gtk_window_present (window);
  return window;
}
