/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>

#include "hw-bubble.h"
#include "hw-context-menu.h"
#include "hw-diagram-menu.h"
#include "hw-operations.h"

/* The context menu: what can be done with what lies under the pointer. */

#define MENUS "/io/github/hallwright/Hallwright/hw-canvas-menus.ui"
/* As many products as fit a menu that one can survey. */
#define PRODUCTS_MAX 16

/* The rack and the unit under a point where nothing is mounted. */
static gboolean
find_empty_units (HwCanvas *self, HwRef ref, double x, double y)
{
  const HwViewport *viewport = hw_canvas_viewport (self);

  self->menu_rack = 0;
  if (self->view != HW_VIEW_RACKS
      || (ref.handle != 0 && ref.table != HW_TABLE_RACK && ref.table != HW_TABLE_HALL))
    return FALSE;
  self->menu_rack = hw_racks_layout_slot_at (self->layout,
                                             hw_viewport_world_x (viewport, x),
                                             hw_viewport_world_y (viewport, y),
                                             &self->menu_slot);
  return self->menu_rack != 0
         && hw_design_rack_product (hw_canvas_design (self), self->menu_rack)->half_units > 0;
}

static const char *
kind_of (HwRef ref, gboolean units)
{
  if (units)
    return "units";
  if (ref.handle == 0)
    return "floor";
  switch (ref.table)
    {
    case HW_TABLE_RACK:
      return "rack";
    case HW_TABLE_DEVICE:
      return "device";
    case HW_TABLE_RESERVATION:
      return "reservation";
    case HW_TABLE_FEATURE:
      return "feature";
    default:
      return "floor";
    }
}

void
hw_canvas_append_named (GMenu *menu, const char *name, const char *action, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* Products of the same kind, which may take the place of the selected ones. */
static void
add_replacements (HwCanvas *self, GMenu *menu, HwRef ref)
{
  HwDesign *design = hw_canvas_design (self);
  HwCatalogue *catalogue = hw_document_get_catalogue (self->document);
  const HwProduct *present = ref.table == HW_TABLE_RACK
                                 ? hw_design_rack_product (design, ref.handle)
                                 : hw_design_device_product (design, ref.handle);
  g_autoptr (GMenu) products = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  int n = 0;

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue) && n < PRODUCTS_MAX; i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);

      if (product->kind != present->kind || product->mounting != present->mounting
          || g_str_equal (product->id, present->id))
        continue;
      hw_canvas_append_named (products, product->name, "win.replace-product", product->id);
      n++;
    }
  if (n == 0)
    return;
  g_menu_append_submenu (section, _ ("Re_place With"), G_MENU_MODEL (products));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* With which phase the selection may come. */
static void
add_phases (HwCanvas *self, GMenu *menu)
{
  HwDesign *design = hw_canvas_design (self);
  g_autoptr (GArray) phases = hw_operation_phases (design);
  g_autoptr (GMenu) names = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenuItem) first = g_menu_item_new (_ ("From the First On"), NULL);

  if (phases->len == 0)
    return;
  g_menu_item_set_action_and_target (first, "win.install-phase", "s", "");
  g_menu_append_item (names, first);
  for (guint i = 0; i < phases->len; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_PHASE, g_array_index (phases, HwHandle, i));
      char id[HW_ID_SIZE];

      hw_canvas_append_named (names,
                              hw_design_name (design, ref),
                              "win.install-phase",
                              hw_design_id_text (design, ref, id));
    }
  g_menu_append_submenu (section, _ ("_Install in Phase"), G_MENU_MODEL (names));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* What of the power network is in a rack or device and can fail by itself. */
static void
add_parts (HwCanvas *self, GMenu *menu, HwRef ref)
{
  g_autoptr (GMenu) parts = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  hw_diagram_menu_add_parts (parts, hw_document_get_results (self->document), ref);
  if (g_menu_model_get_n_items (G_MENU_MODEL (parts)) == 0)
    return;
  g_menu_append_submenu (section, _ ("Fail a Par_t"), G_MENU_MODEL (parts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

void
hw_canvas_show_menu (HwCanvas *self, HwRef ref, double x, double y)
{
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenuModel *rest;
  gboolean units = find_empty_units (self, ref, x, y);

  if (ref.handle != 0 && ref.table == HW_TABLE_GROUP)
    ref = hw_canvas_select_group (self, ref.handle, FALSE);

  hw_canvas_carry_cancel (self);
  self->menu_x = x;
  self->menu_y = y;
  self->menu_kind = kind_of (ref, units);
  if (units)
    ref = HW_REF (HW_TABLE_RACK, self->menu_rack);
  if (!hw_selection_contains (self->selection, ref))
    hw_selection_select_one (self->selection, ref);

  /* First: they are of this very place, and the rest is long. */
  if (self->document != NULL)
    hw_canvas_add_tray_cables (self, menu, x, y);
  builder = gtk_builder_new_from_resource (MENUS);
  rest = G_MENU_MODEL (gtk_builder_get_object (builder, self->menu_kind));
  /* Its sections one by one: sections of a section would be drawn without lines between. */
  for (int i = 0; i < g_menu_model_get_n_items (rest); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (rest, i, G_MENU_LINK_SECTION);

      g_menu_append_section (menu, NULL, section);
    }
  if (ref.handle != 0 && !units && (ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE))
    {
      add_parts (self, menu, ref);
      add_replacements (self, menu, ref);
    }
  if (ref.handle != 0 && !units && hw_operation_has_phases (ref.table))
    add_phases (self, menu);
  hw_context_menu_popup (&self->menu, GTK_WIDGET (self), G_MENU_MODEL (menu), x, y);
}

void
hw_canvas_show_bubble (HwCanvas *self, HwRef ref, GtkWidget *content)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  GdkRectangle at = { (int)viewport->width / 2, (int)viewport->height / 2, 1, 1 };
  graphene_rect_t rect;

  if (ref.handle != 0 && hw_canvas_get_rect (self, ref, &rect))
    {
      at.x = (int)CLAMP (rect.origin.x + rect.size.width, 0, viewport->width - 1);
      at.y = (int)CLAMP (rect.origin.y + rect.size.height / 2, 0, viewport->height - 1);
    }
  hw_bubble_show (&self->bubble, GTK_WIDGET (self), &at, content);
}

GtkWidget *
hw_canvas_get_bubble (HwCanvas *self)
{
  return self->bubble != NULL && gtk_widget_get_visible (self->bubble) ? self->bubble : NULL;
}

const char *
hw_canvas_get_menu_kind (HwCanvas *self)
{
  return hw_context_menu_is_open (self->menu) ? self->menu_kind : NULL;
}
