/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-diagram-menu.h"

#include <glib/gi18n.h>

#include "hw-component.h"
#include "hw-context-menu.h"
#include "hw-cooling.h"

static gboolean
has_failed (HwResults *results, const char *key)
{
  const char *const *failed = hw_results_get_failed (results);

  return failed != NULL && g_strv_contains (failed, key);
}

static void
append (GMenu *menu, const char *label, const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.toggle-failed", "s", key);
  g_menu_append_item (menu, item);
}

static void
append_component (GMenu *menu, HwResults *results, const HwComponent *component)
{
  g_autofree char *key = hw_component_key (results, component);
  g_autofree char *name = hw_component_label (results, component);
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  /* An underscore of a name is no mnemonic. */
  g_autofree char *plain = g_strjoinv ("__", parts);
  g_autofree char *label = g_strdup_printf (
      has_failed (results, key) ? _ ("Let %s Work Again") : _ ("Fail %s"), plain);

  append (menu, label, key);
}

/* The menu of a device of the rack, which is made for the first of its parts. */
static GMenu *
menu_of (GMenu *menu, GHashTable *menus, HwResults *results, HwRef device)
{
  GMenu *own = g_hash_table_lookup (menus, GUINT_TO_POINTER (device.handle));

  if (own != NULL)
    return own;
  own = g_menu_new ();
  g_hash_table_insert (menus, GUINT_TO_POINTER (device.handle), own);
  g_menu_append_submenu (
      menu, hw_design_name (hw_results_get_design (results), device), G_MENU_MODEL (own));
  return own;
}

void
hw_diagram_menu_add_parts (GMenu *menu, HwResults *results, HwRef object)
{
  g_autoptr (GArray) parts = hw_components_list_parts (results, object);
  g_autoptr (GHashTable) menus = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  for (guint i = 0; i < parts->len; i++)
    {
      const HwComponent *component = &g_array_index (parts, HwComponent, i);
      HwRef owner = hw_component_object (results, component);

      append_component (hw_ref_equal (owner, object) ? menu : menu_of (menu, menus, results, owner),
                        results,
                        component);
    }
}

gboolean
hw_diagram_menu_popup (GtkWidget **menu,
                       GtkWidget *parent,
                       HwResults *results,
                       const char *key,
                       HwRef object,
                       double x,
                       double y)
{
  g_autoptr (GMenu) model = g_menu_new ();

  if (key != NULL)
    append (model, has_failed (results, key) ? _ ("Let _Work Again") : _ ("Fa_il"), key);
  else
    hw_diagram_menu_add_parts (model, results, object);
  if (g_menu_model_get_n_items (G_MENU_MODEL (model)) == 0)
    return FALSE;
  hw_context_menu_popup (menu, parent, G_MENU_MODEL (model), x, y);
  return TRUE;
}
