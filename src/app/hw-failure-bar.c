/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-failure-bar.h"

#include <glib/gi18n.h>

#include "hw-fabric-work.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
/* What is listed; more are counted. */
#define LISTED 200

struct _HwFailureBar
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *what;
  GtkWidget *follows;
  GtkWidget *list_button;
  GtkWidget *list;

  GArray *refs; /* HwRef by line of the list */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwFailureBar, hw_failure_bar, GTK_TYPE_WIDGET)

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, HwFailureBar *self)
{
  guint index = (guint)gtk_list_box_row_get_index (row);

  if (index >= self->refs->len)
    return;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->list_button));
  g_signal_emit (self,
                 signals[SIGNAL_CHOSEN],
                 0,
                 (guint)g_array_index (self->refs, HwRef, index).table,
                 g_array_index (self->refs, HwRef, index).handle);
}

/* --- lines --- */

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_line (HwFailureBar *self, HwResults *results, const HwWhatIf *what_if, guint index)
{
  const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *cause = hw_what_if_explain (what_if, results, outage);
  const char *name = hw_design_name (hw_results_get_design (results), outage->object);
  g_autofree char *label = g_strdup_printf ("%s, %s", name, cause);

  gtk_box_append (GTK_BOX (box), label_new (name, "heading"));
  gtk_box_append (GTK_BOX (box), label_new (cause, "dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_array_append_val (self->refs, outage->object);
}

static void
fill_list (HwFailureBar *self, HwResults *results, const HwWhatIf *what_if)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_array_set_size (self->refs, 0);
  for (guint i = 0; i < MIN (what_if->outages->len, LISTED); i++)
    add_line (self, results, what_if, i);
  if (what_if->outages->len > LISTED)
    {
      g_autofree char *more = g_strdup_printf (_ ("and %u more"), what_if->outages->len - LISTED);

      gtk_list_box_append (GTK_LIST_BOX (self->list), label_new (more, "dim-label"));
    }
  gtk_widget_set_visible (self->list_button, what_if->outages->len > 0);
}

/* Of a key that names nothing: its part was removed, and may come back, or is not known until its
 * fabric has been derived. */
static const char *
nameless (HwResults *results)
{
  return hw_results_fabrics_wait (results) > 0 ? "…" : _ ("a part that is gone");
}

/* The names of what failed, a few of them. */
static char *
what_failed (HwResults *results)
{
  const char *const *keys = hw_results_get_failed (results);
  guint n = g_strv_length ((char **)keys);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (n, 3); i++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HwComponent));
      g_autofree char *label = NULL;

      if (hw_components_find (results, keys[i], TRUE, found))
        label = hw_component_label (results, &g_array_index (found, HwComponent, 0));
      else
        label = g_strdup (nameless (results));
      /* A switch may have failed in its fabric, and as the device that it is. */
      if (!g_ptr_array_find_with_equal_func (names, label, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&label));
    }
  if (n > 3)
    g_ptr_array_add (names, g_strdup_printf (_ ("%u more"), n - 3));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

void
hw_failure_bar_update (HwFailureBar *self, HwResults *results)
{
  const HwWhatIf *what_if = results != NULL ? hw_results_what_if (results) : NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *names = NULL;
  g_autofree char *what = NULL;
  g_autofree char *follows = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), what_if != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), what_if != NULL);
  if (what_if == NULL)
    return;
  names = what_failed (results);
  what = g_strdup_printf (_ ("Failed: %s"), names);
  lines = hw_what_if_lines (what_if, results);
  follows = g_strjoinv ("\n", lines);
  gtk_label_set_text (GTK_LABEL (self->what), what);
  gtk_label_set_text (GTK_LABEL (self->follows), follows);
  fill_list (self, results, what_if);
}

/* --- the widget --- */

static void
hw_failure_bar_dispose (GObject *object)
{
  g_clear_pointer (&HW_FAILURE_BAR (object)->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_failure_bar_parent_class)->dispose (object);
}

static void
hw_failure_bar_finalize (GObject *object)
{
  g_array_unref (HW_FAILURE_BAR (object)->refs);
  G_OBJECT_CLASS (hw_failure_bar_parent_class)->finalize (object);
}

static void
hw_failure_bar_class_init (HwFailureBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_failure_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_failure_bar_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HW_TYPE_FAILURE_BAR,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_UINT,
                                         G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-failure-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HwFailureBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, HwFailureBar, what);
  gtk_widget_class_bind_template_child (widget_class, HwFailureBar, follows);
  gtk_widget_class_bind_template_child (widget_class, HwFailureBar, list_button);
  gtk_widget_class_bind_template_child (widget_class, HwFailureBar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
hw_failure_bar_init (HwFailureBar *self)
{
  self->refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  gtk_widget_init_template (GTK_WIDGET (self));
}
