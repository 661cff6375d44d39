/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-view-private.h"

#include "hw-fabric-name.h"
#include "hw-power-path-draw.h"
#include "hw-ranks-draw.h"

/* What lies upon the picture of a fabric: what is pointed at, selected, chosen, failed and ranked.
 */

static HwDesign *
design_of (HwFabricView *self)
{
  return hw_document_get_design (self->document);
}

/* The row and column that were clicked in the tables; FALSE where none were, or they are gone. */
static gboolean
find_chosen (HwFabricView *self, gint nodes[2])
{
  if (self->chosen[0] == NULL)
    return FALSE;
  for (int i = 0; i < 2; i++)
    nodes[i] = hw_fabric_find_node (self->fabric, self->chosen[i]);
  return nodes[0] >= 0 && nodes[1] >= 0 && hw_fabric_is_switch (self->fabric, (guint)nodes[0])
         && hw_fabric_is_switch (self->fabric, (guint)nodes[1]);
}

static void
trace_chosen (HwFabricView *self, HwScene *scene, const HwFabricPicture *picture)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  gint nodes[2];

  if (!find_chosen (self, nodes))
    return;
  for (guint i = 0; i < n; i++)
    if (cables[i].low == (guint)nodes[0] && cables[i].high == (guint)nodes[1])
      hw_scene_fabric_trace (scene, picture, -1, (gint)i);
}

static void
mark_table (HwFabricView *self, HwScene *scene)
{
  HwFabricMatrixSpot spot;
  gint nodes[2];

  if (find_chosen (self, nodes)
      && hw_fabric_matrix_find (self->table, (guint)nodes[0], (guint)nodes[1], &spot))
    hw_scene_fabric_matrix_mark (scene, self->table, &spot, TRUE);
  hw_scene_fabric_matrix_mark (scene, self->table, &self->spot, FALSE);
}

static void
trace_selected (HwFabricView *self, HwScene *scene, const HwFabricPicture *picture)
{
  const GArray *selected = hw_selection_get (self->selection);
  char buffer[HW_ID_SIZE];

  /* More than a few traces together show nothing. */
  for (guint i = 0; i < MIN (selected->len, 16); i++)
    {
      HwRef ref = g_array_index (selected, HwRef, i);
      gint node
          = hw_fabric_find_node (self->fabric, hw_design_id_text (design_of (self), ref, buffer));

      if (node >= 0)
        hw_scene_fabric_trace (scene, picture, node, -1);
    }
}

gint
hw_fabric_view_find_clicked (HwFabricView *self)
{
  g_auto (GStrv) parts = self->clicked != NULL ? g_strsplit (self->clicked, ":", 2) : NULL;
  HwFabric *fabric = NULL;
  guint64 port;
  gint node;

  if (parts == NULL || self->document == NULL || parts[1] == NULL
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT8, &port, NULL))
    return -1;
  fabric = hw_results_fabric (hw_document_get_results (self->document), self->handle);
  node = fabric != NULL ? hw_fabric_find_node (fabric, parts[0]) : -1;
  if (node < 0 || port > hw_fabric_count_ports (fabric, (guint)node))
    return -1;
  return hw_fabric_cable_at (fabric, (guint)node, (guint)port);
}

gboolean
hw_fabric_view_place_of_node (HwFabricView *self, const char *id, HwRackBox *box)
{
  gint node = hw_fabric_find_node (self->fabric, id);
  HwFabricMatrixSpot spot;

  if (node < 0)
    return FALSE;
  if (self->table == NULL)
    *box = hw_fabric_layout_node (self->layout, (guint)node);
  else if (hw_fabric_is_switch (self->fabric, (guint)node)
           && hw_fabric_matrix_name_of (self->table, (guint)node, &spot))
    *box = hw_fabric_matrix_box (self->table, &spot);
  else
    return FALSE;
  return TRUE;
}

static gboolean
place_of (gpointer data, const HwRank *rank, HwRackBox *box)
{
  return rank->object != NULL && hw_fabric_view_place_of_node (data, rank->object, box);
}

gboolean
hw_fabric_view_place_of_object (gpointer data, HwRef object, HwRackBox *box)
{
  HwFabricView *self = data;
  char id[HW_ID_SIZE];

  return hw_fabric_view_ensure (self)
         && hw_fabric_view_place_of_node (
             self, hw_design_id_text (design_of (self), object, id), box);
}

void
hw_fabric_view_overlay (gpointer data, HwScene *scene)
{
  HwFabricView *self = data;
  HwFabricPicture picture = hw_fabric_view_picture (self);
  const GArray *selection = hw_selection_get (self->selection);
  g_autoptr (HwPowerPath) path = hw_power_path_new (hw_document_get_results (self->document),
                                                    (const HwRef *)(gpointer)selection->data,
                                                    selection->len);
  double below = 0, right = 0;

  if (self->table != NULL)
    mark_table (self, scene);
  else
    {
      hw_scene_fabric_power_path (scene, &picture, path);
      trace_selected (self, scene, &picture);
      trace_chosen (self, scene, &picture);
      hw_scene_fabric_trace (scene, &picture, -1, hw_fabric_view_find_clicked (self));
      hw_scene_fabric_trace (scene, &picture, self->node, self->cable);
    }
  /* Tables say themselves how much they hold. */
  if (self->table == NULL)
    right = hw_scene_fabric_legend (scene, &picture);
  /* One card beside what was compared: two would cover nodes. */
  if (self->lost != NULL)
    below = hw_scene_fabric_note (scene, (const char *const *)self->lost, below, HW_ROLE_ERROR);
  else
    below = hw_scene_power_path_note (scene, design_of (self), path, below);
  hw_ranks_draw (scene, hw_document_get_results (self->document), place_of, self);
  hw_ranks_legend (scene, hw_document_get_results (self->document), place_of, self, right);
  if (self->told != NULL)
    hw_scene_fabric_note (scene,
                          (const char *const *)self->told,
                          below,
                          self->differences->len > 0 ? HW_ROLE_WARNING : HW_ROLE_GOOD);
}
