/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include "hw-power-path-draw.h"
#include "hw-ranks-draw.h"
#include "hw-style.h"

/* What a frame of the canvas is made of: its picture, what is selected with its networks, and what
 * the hand holds. */

HwScene *
hw_canvas_build_scene (const HwViewport *viewport, gpointer data)
{
  HwCanvas *self = data;
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  HwResults *results = hw_document_get_results (self->document);

  self->drew_preview = hw_design_in_preview (hw_canvas_design (self));
  if (self->view == HW_VIEW_HALL)
    {
      /* The picture is larger than the view; the legend belongs to the view. */
      HwHallOptions options = self->hall_options;
      options.legend = FALSE;
      return hw_scene_hall_build (results, self->hall, &options, theme, viewport);
    }
  return hw_scene_racks_build (results, self->layout, &self->racks_options, theme, viewport);
}

static void
add_overlay (HwCanvas *self,
             HwScene *scene,
             const GArray *selection,
             HwRef hover,
             const HwRackGhost *rack,
             const HwDeviceGhost *device)
{
  if (self->view == HW_VIEW_HALL)
    hw_scene_hall_overlay (scene, hw_canvas_design (self), self->hall, selection, hover, rack);
  else
    hw_scene_racks_overlay (scene, self->layout, selection, hover, device);
}

/* Cables and power paths of what is pointed at, else of what is selected. Of the latter the path is
 * shown in any case; of what the pointer passes only where its ways are drawn. */
static void
follow_networks (HwCanvas *self, HwScene *scene)
{
  const GArray *selection = hw_selection_get (self->selection);
  gboolean hall = self->view == HW_VIEW_HALL;
  gboolean pointed = self->hover.table == HW_TABLE_RACK || self->hover.table == HW_TABLE_DEVICE;
  HwResults *results = hw_document_get_results (self->document);
  g_autoptr (HwPowerPath) path = NULL;
  const HwRef *refs;
  guint n;

  pointed = pointed && hall && self->hover.handle != 0
            && (self->hall_options.trays || self->hall_options.busways);
  refs = pointed ? &self->hover : (const HwRef *)(gpointer)selection->data;
  n = pointed ? 1 : selection->len;
  if (hall && self->hall_options.trays)
    hw_scene_hall_cables_of (scene, results, self->hall, refs, n);
  path = hw_power_path_new (results, refs, n);
  if (hall)
    hw_scene_hall_power_path (scene, results, self->hall, path, self->hall_options.busways);
  else
    {
      hw_scene_racks_power_path (scene, self->layout, path);
      hw_scene_power_path_note (scene, hw_canvas_design (self), path, 0);
    }
}

static void
snapshot_selection (HwCanvas *self, GtkSnapshot *snapshot, const HwTheme *theme)
{
  gboolean legend = self->view == HW_VIEW_HALL;
  HwResults *results = hw_document_get_results (self->document);

  if (self->selection_node == NULL
      && (legend || hw_results_are_ranks_shown (results) || self->cable_fabric != 0
          || hw_selection_count (self->selection) > 0))
    {
      g_autoptr (HwScene) scene = hw_scene_new (theme, hw_canvas_viewport (self));
      GtkSnapshot *own = gtk_snapshot_new ();

      if (legend)
        {
          double below = hw_scene_hall_legend (scene, results, self->hall, &self->hall_options);

          hw_ranks_legend_hall (scene, results, self->hall, below);
        }
      else
        hw_ranks_legend_racks (scene, results, self->layout);
      if (legend && self->cable_fabric != 0)
        hw_scene_hall_cable (scene, results, self->hall, self->cable_fabric, self->cable);
      else if (self->cable_fabric != 0)
        hw_scene_racks_cable (scene, self->layout, results, self->cable_fabric, self->cable);
      follow_networks (self, scene);
      add_overlay (
          self, scene, hw_selection_get (self->selection), HW_REF (HW_TABLE_DESIGN, 0), NULL, NULL);
      hw_canvas_append_scene (own, scene, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
      self->selection_node = gtk_snapshot_free_to_node (own);
    }
  if (self->selection_node != NULL)
    gtk_snapshot_append_node (snapshot, self->selection_node);
}

static void
snapshot_hand (HwCanvas *self, GtkSnapshot *snapshot, const HwTheme *theme)
{
  g_autoptr (HwScene) scene = hw_scene_new (theme, hw_canvas_viewport (self));

  if (self->carry == NULL)
    {
      if (self->hover.handle != 0)
        add_overlay (self, scene, NULL, self->hover, NULL, NULL);
    }
  else if (self->view == HW_VIEW_HALL)
    {
      for (guint i = 0; i < hw_carry_n_rack_ghosts (self->carry); i++)
        {
          HwRackGhost ghost;

          hw_carry_get_rack_ghost (self->carry, i, &ghost);
          add_overlay (self, scene, NULL, HW_REF (HW_TABLE_DESIGN, 0), &ghost, NULL);
        }
    }
  else
    {
      for (guint i = 0; i < hw_carry_n_device_ghosts (self->carry); i++)
        {
          HwDeviceGhost ghost;

          hw_carry_get_group_ghost (self->carry, i, &ghost);
          add_overlay (self, scene, NULL, HW_REF (HW_TABLE_DESIGN, 0), NULL, &ghost);
        }
    }
  hw_canvas_append_scene (snapshot, scene, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

void
hw_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HwCanvas *self = HW_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  const HwTheme *theme = hw_style_get_theme (widget);

  if (self->document != NULL && self->hall != 0 && width > 0 && height > 0)
    {
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
      hw_canvas_picture_snapshot (
          self->picture, snapshot, hw_canvas_viewport (self), gtk_widget_get_scale_factor (widget));
      if (!hw_canvas_snapshot_feature_field (self, snapshot))
        hw_canvas_shading_snapshot (self->shading,
                                    snapshot,
                                    self->carry,
                                    hw_document_get_results (self->document),
                                    self->hall,
                                    self->view == HW_VIEW_RACKS ? self->layout : NULL,
                                    hw_canvas_viewport (self));
      snapshot_selection (self, snapshot, theme);
      snapshot_hand (self, snapshot, theme);
      hw_canvas_snapshot_feature (self, snapshot);
      hw_canvas_snapshot_band (self, snapshot);
      hw_canvas_snapshot_measure (self, snapshot);
      hw_canvas_snapshot_minimap (self, snapshot);
      gtk_snapshot_pop (snapshot);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      gtk_widget_snapshot_child (widget, child, snapshot);
}
