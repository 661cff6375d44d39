/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include "hw-draft.h"
#include "hw-look-memory.h"

/* What a window looks like when it comes back: its size and panels are settings, and a document is
 * shown as it was left. */

#define KEY_PLACES "places"
#define PLACES_TYPE "a{s(ddd)}"

/* Actions whose states tell how a document is shown; each hall has its own places. */
static const char *const of_document[] = { "hall", "view", "faces", "colour-by", "phase" };

/* And those that tell how the window is, each a setting too. */
static const char *const of_window[]
    = { "show-catalogue", "show-panel",           "show-minimap", "show-trays",
        "show-pipes",     "pipes-by-temperature", "show-flow",    "show-busways" };

/* --- the document --- */

static gboolean
remembers (HwWindow *self)
{
  gboolean enabled = FALSE;

  if (self->document == NULL || hw_document_get_file (self->document) == NULL)
    return FALSE;
  g_object_get (
      gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-recent-files-enabled", &enabled, NULL);
  return enabled;
}

void
hw_window_keep_look (HwWindow *self)
{
  g_autofree char *folder = hw_state_folder ("looks");
  g_auto (GVariantDict) look = G_VARIANT_DICT_INIT (NULL);
  g_auto (GVariantBuilder) places = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (PLACES_TYPE));

  if (!remembers (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (of_document); i++)
    {
      g_autoptr (GVariant) state
          = g_action_group_get_action_state (G_ACTION_GROUP (self), of_document[i]);

      g_variant_dict_insert_value (&look, of_document[i], state);
    }
  for (guint i = 0; i < HW_N_VIEWS; i++)
    {
      HwPlace place;

      if (hw_canvas_get_place (self->canvas, (HwView)i, &place))
        g_variant_builder_add (
            &places, "{s(ddd)}", hw_window_view_name ((HwView)i), place.x, place.y, place.scale);
    }
  g_variant_dict_insert_value (&look, KEY_PLACES, g_variant_builder_end (&places));
  hw_look_memory_keep (folder, hw_document_get_file (self->document), g_variant_dict_end (&look));
}

static void
restore_places (HwWindow *self, GVariantDict *look)
{
  g_autoptr (GVariant) places
      = g_variant_dict_lookup_value (look, KEY_PLACES, G_VARIANT_TYPE (PLACES_TYPE));

  for (guint i = 0; places != NULL && i < HW_N_VIEWS; i++)
    {
      HwPlace place;

      if (g_variant_lookup (
              places, hw_window_view_name ((HwView)i), "(ddd)", &place.x, &place.y, &place.scale))
        hw_canvas_set_place (self->canvas, (HwView)i, &place);
    }
}

void
hw_window_restore_look (HwWindow *self)
{
  g_autofree char *folder = hw_state_folder ("looks");
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (GVariantDict) look = NULL;

  if (self->document == NULL)
    return;
  if (remembers (self))
    kept = hw_look_memory_recall (folder, hw_document_get_file (self->document));
  if (kept == NULL)
    {
      /* There are no racks to look at in a new design. */
      if (hw_design_next (hw_document_get_design (self->document), HW_TABLE_RACK, 0) == 0)
        hw_canvas_set_view (self->canvas, HW_VIEW_HALL);
      return;
    }

  look = g_variant_dict_new (kept);
  for (guint i = 0; i < G_N_ELEMENTS (of_document); i++)
    {
      g_autoptr (GVariant) state
          = g_variant_dict_lookup_value (look, of_document[i], G_VARIANT_TYPE_STRING);

      if (state != NULL)
        g_action_group_change_action_state (G_ACTION_GROUP (self), of_document[i], state);
    }
  restore_places (self, look);
}

/* --- the window --- */

static GtkWidget *
side_panel_of (HwWindow *self)
{
  return gtk_paned_get_end_child (GTK_PANED (self->right_paned));
}

/* Once the panel is as wide as it was, it may be made narrower again. */
static gboolean
panel_shown_cb (GtkWidget *panel, GdkFrameClock *clock, gpointer data)
{
  HwWindow *self = data;

  if (gtk_widget_get_width (panel) == 0)
    return G_SOURCE_CONTINUE;
  gtk_paned_set_position (GTK_PANED (self->right_paned),
                          gtk_paned_get_position (GTK_PANED (self->right_paned)));
  gtk_widget_set_size_request (panel, self->least_panel_width, -1);
  self->least_panel_width = 0;
  return G_SOURCE_REMOVE;
}

/* Where the handle is depends on the width of the window, which is not known yet: the panel asks
 * for its width when it is shown first. */
static void
restore_panel (HwWindow *self)
{
  GtkWidget *panel = side_panel_of (self);
  int width = g_settings_get_int (self->settings, "panel-width");

  gtk_widget_get_size_request (panel, &self->least_panel_width, NULL);
  gtk_widget_set_size_request (panel, MAX (width, self->least_panel_width), -1);
  gtk_widget_add_tick_callback (panel, panel_shown_cb, self, NULL);
}

void
hw_window_save_state (HwWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, 1));
  g_settings_set_int (self->settings, "window-height", MAX (height, 1));
  g_settings_set_boolean (
      self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_int (self->settings,
                      "catalogue-width",
                      MAX (gtk_paned_get_position (GTK_PANED (self->left_paned)), 0));
  /* 0 where it was not shown. */
  if (self->least_panel_width == 0 && gtk_widget_get_width (side_panel_of (self)) > 0)
    g_settings_set_int (self->settings, "panel-width", gtk_widget_get_width (side_panel_of (self)));
  for (guint i = 0; i < G_N_ELEMENTS (of_window); i++)
    {
      g_autoptr (GVariant) state
          = g_action_group_get_action_state (G_ACTION_GROUP (self), of_window[i]);

      g_settings_set_value (self->settings, of_window[i], state);
    }
}

void
hw_window_restore_state (HwWindow *self)
{
  g_autofree char *view = NULL;

  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_paned_set_position (GTK_PANED (self->left_paned),
                          g_settings_get_int (self->settings, "catalogue-width"));
  restore_panel (self);
  for (guint i = 0; i < G_N_ELEMENTS (of_window); i++)
    {
      g_autoptr (GVariant) state = g_settings_get_value (self->settings, of_window[i]);

      g_action_group_change_action_state (G_ACTION_GROUP (self), of_window[i], state);
    }
  view = g_settings_get_string (self->settings, "last-view");
  g_action_group_change_action_state (G_ACTION_GROUP (self), "view", g_variant_new_string (view));
}
