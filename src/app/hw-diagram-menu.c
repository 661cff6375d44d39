/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-diagram-menu.h"

#include <glib/gi18n.h>

#include "hw-cooling.h"

GtkWidget *
hw_diagram_menu_new (GtkWidget *parent)
{
  GtkWidget *menu = gtk_popover_menu_new_from_model (NULL);

  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_parent (menu, parent);
  return menu;
}

void
hw_diagram_menu_popup (GtkWidget *menu, HwResults *results, const char *key, double x, double y)
{
  const char *const *failed = hw_results_get_failed (results);
  gboolean has_failed = failed != NULL && g_strv_contains (failed, key);
  g_autoptr (GMenu) model = g_menu_new ();
  g_autoptr (GMenuItem) item
      = g_menu_item_new (has_failed ? _ ("Let _Work Again") : _ ("Fa_il"), NULL);

  g_menu_item_set_action_and_target (item, "win.toggle-failed", "s", key);
  g_menu_append_item (model, item);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (menu), G_MENU_MODEL (model));
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (menu));
}
