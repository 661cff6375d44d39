/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

/* Actions that change the selection, or go through the clipboard: hw-canvas-*.c does the work. */

static const char *const edge_names[] = { "west", "east", "north", "south" };

#define PLAIN(name, call)                                                                          \
  static void name (GSimpleAction *action, GVariant *parameter, gpointer data)                     \
  {                                                                                                \
    HwCanvas *canvas = ((HwWindow *)data)->canvas;                                                 \
                                                                                                   \
    call;                                                                                          \
  }

PLAIN (cut_cb, hw_canvas_cut_selection (canvas))
PLAIN (copy_cb, hw_canvas_copy_selection (canvas))
PLAIN (paste_cb, hw_canvas_paste (canvas, FALSE))
PLAIN (paste_here_cb, hw_canvas_paste (canvas, TRUE))
PLAIN (duplicate_many_cb, hw_canvas_ask_copies (canvas))
PLAIN (duplicate_grid_cb, hw_canvas_ask_grid (canvas))
PLAIN (lock_cb, hw_canvas_lock_selection (canvas, TRUE))
PLAIN (unlock_cb, hw_canvas_lock_selection (canvas, FALSE))
PLAIN (reserve_cb, hw_canvas_ask_reservation (canvas))
PLAIN (rename_cb, hw_canvas_rename_selection (canvas))
PLAIN (pick_up_cb, hw_canvas_pick_up (canvas))
PLAIN (select_row_cb, hw_canvas_select_row (canvas))
PLAIN (select_groups_cb, hw_canvas_select_groups (canvas))
PLAIN (make_group_cb, hw_canvas_ask_group (canvas))
PLAIN (ungroup_cb, hw_canvas_ungroup_selection (canvas))
PLAIN (contain_aisle_cb, hw_canvas_contain_aisle (canvas))
PLAIN (open_aisle_cb, hw_canvas_open_aisle (canvas))

static void
align_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (edge_names); i++)
    if (g_str_equal (name, edge_names[i]))
      hw_canvas_align_selection (((HwWindow *)data)->canvas, (HwEdge)i);
}

static void
distribute_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_canvas_distribute_selection (((HwWindow *)data)->canvas,
                                  g_str_equal (g_variant_get_string (parameter, NULL), "down"));
}

static void
replace_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_canvas_replace_selection (((HwWindow *)data)->canvas, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "cut", .activate = cut_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "paste", .activate = paste_cb },
  { .name = "paste-here", .activate = paste_here_cb },
  { .name = "duplicate-many", .activate = duplicate_many_cb },
  { .name = "duplicate-grid", .activate = duplicate_grid_cb },
  { .name = "align", .activate = align_cb, .parameter_type = "s" },
  { .name = "distribute", .activate = distribute_cb, .parameter_type = "s" },
  { .name = "replace-product", .activate = replace_cb, .parameter_type = "s" },
  { .name = "lock", .activate = lock_cb },
  { .name = "unlock", .activate = unlock_cb },
  { .name = "reserve-units", .activate = reserve_cb },
  { .name = "rename", .activate = rename_cb },
  { .name = "pick-up", .activate = pick_up_cb },
  { .name = "select-row", .activate = select_row_cb },
  { .name = "select-groups", .activate = select_groups_cb },
  { .name = "make-group", .activate = make_group_cb },
  { .name = "ungroup", .activate = ungroup_cb },
  { .name = "contain-aisle", .activate = contain_aisle_cb },
  { .name = "open-aisle", .activate = open_aisle_cb },
};

void
hw_window_add_edit_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
enable (HwWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
hw_window_update_edit_actions (HwWindow *self)
{
  gboolean document = self->document != NULL;
  guint n = 0, racks = 0, devices = 0, features = 0, locked = 0;
  gboolean grouped = document && hw_canvas_has_group (self->canvas);
  gboolean contained = FALSE;
  guint rows = document ? hw_canvas_count_rows (self->canvas, &contained) : 0;

  if (document)
    {
      n = hw_selection_count (self->selection);
      racks = hw_selection_count_table (self->selection, HW_TABLE_RACK);
      devices = hw_selection_count_table (self->selection, HW_TABLE_DEVICE);
      features = hw_selection_count_table (self->selection, HW_TABLE_FEATURE);
      locked = hw_selection_count_locked (self->selection);
    }
  enable (self, "paste", document);
  enable (self, "paste-here", document);
  enable (self, "copy", racks + devices + features > 0);
  enable (self, "cut", racks + devices + features > 0);
  enable (self, "duplicate", racks + devices + features > 0);
  enable (self, "duplicate-many", racks + devices + features > 0);
  enable (self, "duplicate-grid", racks + features > 0);
  enable (self, "rotate", racks > 0);
  enable (self, "align", racks + features > 1);
  enable (self, "distribute", racks + features > 2);
  enable (self, "replace-product", n > 0 && racks + devices == n);
  enable (self, "lock", locked < n);
  enable (self, "unlock", locked > 0);
  enable (self, "rename", n == 1);
  enable (self, "reserve-units", document && hw_canvas_can_reserve (self->canvas));
  enable (self, "pick-up", document);
  enable (self, "select-row", racks + devices > 0);
  enable (self, "select-groups", grouped);
  enable (self, "make-group", racks > 0);
  enable (self, "ungroup", racks > 0 && grouped);
  enable (self, "contain-aisle", rows > 1);
  enable (self, "open-aisle", contained);
}
