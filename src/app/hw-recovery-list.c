/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-recovery-list.h"

#include <glib/gi18n.h>

#define RESOURCES "/io/github/hallwright/Hallwright/"

struct _HwRecoveryList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (HwRecoveryList, hw_recovery_list, GTK_TYPE_WIDGET)

char *
hw_recovery_list_describe (HwOrphan *orphan)
{
  g_autofree char *date = g_date_time_format (orphan->time, "%c");

  return g_strdup_printf (
      _ ("Recover unsaved changes of “%s” from %s"), orphan->about->title, date);
}

/* Where it belongs, and what one should know about that. */
static char *
dup_place (HwOrphan *orphan)
{
  g_autofree char *path = NULL;

  if (orphan->note != NULL)
    return g_strdup (orphan->note);
  if (orphan->original == NULL)
    return g_strdup (_ ("never saved to a file"));
  path = g_file_get_parse_name (orphan->original);
  switch (hw_orphan_compare (orphan))
    {
    case HW_DISK_CHANGED:
      return g_strdup_printf (_ ("%s · the file was written since"), path);
    case HW_DISK_MISSING:
      return g_strdup_printf (_ ("%s · the file is not there any more"), path);
    case HW_DISK_SAME:
    default:
      return g_steal_pointer (&path);
    }
}

static void
add_button (GtkWidget *box, const char *label, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
text_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (label, text);
  return label;
}

static GtkWidget *
row_new (HwOrphan *orphan)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = hw_recovery_list_describe (orphan);
  g_autofree char *place = dup_place (orphan);
  GtkWidget *place_label = text_new (place);

  gtk_widget_add_css_class (place_label, "dim");
  gtk_widget_add_css_class (place_label, "small");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), text_new (title));
  gtk_box_append (GTK_BOX (texts), place_label);
  gtk_box_append (GTK_BOX (box), texts);
  add_button (box, _ ("_Discard Changes"), "win.discard-draft", orphan->name);
  add_button (box, _ ("_Recover"), "win.recover", orphan->name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

void
hw_recovery_list_refresh (HwRecoveryList *self)
{
  g_autofree char *folder = hw_state_folder ("drafts");
  g_autoptr (GPtrArray) orphans = hw_recovery_find_all (folder);
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < orphans->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (g_ptr_array_index (orphans, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), orphans->len > 0);
}

static void
hw_recovery_list_dispose (GObject *object)
{
  g_clear_pointer (&HW_RECOVERY_LIST (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_recovery_list_parent_class)->dispose (object);
}

static void
hw_recovery_list_class_init (HwRecoveryListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_recovery_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-recovery-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HwRecoveryList, box);
  gtk_widget_class_bind_template_child (widget_class, HwRecoveryList, list);
}

static void
hw_recovery_list_init (HwRecoveryList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
