/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-view-private.h"

#include <glib/gi18n.h>

#include "hw-fabric-choice.h"
#include "hw-fabric-name.h"
#include "hw-fabric-remark.h"
#include "hw-fabric-work.h"

/* How far from a cable the pointer still means it, logical pixels. */
#define REACH 5.0
/* Of the height of the view that the tiers may take; cards have the rest. */
#define SPREAD_PART 0.55

static HwDesign *
design_of (HwFabricView *self)
{
  return hw_document_get_design (self->document);
}

/* The layout stays for as long as the fabric is the same: what fails moves nothing. */
static void
drop_figures (HwFabricView *self)
{
  hw_fabric_view_forget_lost (self);
  hw_fabric_view_forget_differences (self);
  self->known = self->stale = FALSE;
  self->node = self->cable = -1;
  self->spot = HW_FABRIC_NO_SPOT;
  g_clear_pointer (&self->table, hw_fabric_matrix_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->remark, g_free);
  g_clear_pointer (&self->switch_label, g_free);
}

static void
drop_layout (HwFabricView *self)
{
  drop_figures (self);
  g_clear_pointer (&self->layout, hw_fabric_layout_free);
  g_clear_pointer (&self->fabric, hw_fabric_free);
}

/* --- what it is --- */

gboolean
hw_fabric_view_ensure (HwFabricView *self)
{
  HwFabric *fabric;

  if (self->known)
    return TRUE;
  if (self->document == NULL || !hw_fabric_choice_exists (self->document, self->handle))
    fabric = NULL;
  else
    fabric = hw_results_fabric (hw_document_get_results (self->document), self->handle);
  if (fabric == NULL || fabric != self->fabric)
    drop_layout (self);
  if (fabric == NULL || hw_fabric_count_nodes (fabric) == 0)
    return FALSE;
  if (self->fabric == NULL)
    self->fabric = hw_fabric_hold (fabric);
  self->known = TRUE;
  hw_fabric_view_find_lost (self);
  hw_fabric_view_find_differences (self);
  if (self->matrix)
    self->table = hw_fabric_matrix_new (
        self->fabric,
        hw_results_fabric_failure (hw_document_get_results (self->document), self->handle));
  else if (self->layout == NULL)
    self->layout = hw_fabric_layout_new (self->fabric);
  self->title = g_strdup (hw_fabric_choice_name (self->document, self->handle));
  self->remark = hw_fabric_remark (hw_document_get_results (self->document), self->handle);
  self->switch_label
      = g_strdup (hw_fabric_switch_label (hw_document_get_results (self->document), self->handle));
  return TRUE;
}

HwFabricPicture
hw_fabric_view_picture (HwFabricView *self)
{
  return (HwFabricPicture){
    .fabric = self->fabric,
    .layout = self->layout,
    .design = design_of (self),
    .title = self->title,
    .remark = self->remark,
    .switch_label = self->switch_label,
    .failure = hw_results_fabric_failure (hw_document_get_results (self->document), self->handle),
  };
}

/* --- the diagram's source --- */

/* A wide tree would be a strip in the middle of a high view. */
static void
spread (HwFabricView *self)
{
  int view_width = gtk_widget_get_width (GTK_WIDGET (self->diagram));
  int view_height = gtk_widget_get_height (GTK_WIDGET (self->diagram));
  double x, y, width, height;

  if (view_width <= 0 || view_height <= 0)
    return;
  hw_fabric_layout_extent (self->layout, &x, &y, &width, &height);
  hw_fabric_layout_spread (self->layout, width * view_height / view_width * SPREAD_PART);
}

static gboolean
extent (gpointer data, double *x, double *y, double *width, double *height)
{
  HwFabricView *self = data;

  if (!hw_fabric_view_ensure (self))
    return FALSE;
  if (self->table != NULL)
    hw_fabric_matrix_extent (self->table, x, y, width, height);
  else
    {
      spread (self);
      hw_fabric_layout_extent (self->layout, x, y, width, height);
    }
  return TRUE;
}

static HwScene *
build (gpointer data, const HwTheme *theme, const HwViewport *viewport)
{
  HwFabricView *self = data;
  HwFabricPicture picture = hw_fabric_view_picture (self);
  HwScene *scene = self->table != NULL
                       ? hw_scene_fabric_matrix_build (&picture, self->table, theme, viewport)
                       : hw_scene_fabric_build (&picture, theme, viewport);

  hw_fabric_view_mark_differences (self, scene, &picture);
  return scene;
}

/* --- the hand --- */

static gint
node_of_spot (HwFabricView *self, const HwFabricMatrixSpot *spot)
{
  if (spot->part < 0 || (spot->row >= 0 && spot->column >= 0))
    return -1;
  return spot->row >= 0
             ? (gint)hw_fabric_matrix_row (self->table, (guint)spot->part, (guint)spot->row)
             : (gint)hw_fabric_matrix_column (self->table, (guint)spot->part, (guint)spot->column);
}

/* Only what is drawn one by one can be pointed at. */
static gint
node_at (HwFabricView *self, double scale, double world_x, double world_y)
{
  gint node = hw_fabric_layout_node_at (self->layout, world_x, world_y);

  return node >= 0
                 && hw_fabric_layout_is_open (
                     self->layout, scale, hw_fabric_is_switch (self->fabric, (guint)node))
             ? node
             : -1;
}

static gboolean
point (gpointer data, const HwScene *scene, double x, double y, double world_x, double world_y)
{
  HwFabricView *self = data;
  HwFabricMatrixSpot spot = HW_FABRIC_NO_SPOT;
  gint node = -1, cable = -1;
  guint count = 0;

  if (scene != NULL && self->table != NULL && self->known && !self->stale)
    {
      spot = hw_fabric_matrix_at (self->table, world_x, world_y);
      if ((spot.row < 0 || spot.column < 0)
          && hw_scene_get_viewport (scene)->scale < HW_FABRIC_NAMES_SCALE)
        spot = HW_FABRIC_NO_SPOT;
      node = node_of_spot (self, &spot);
    }
  else if (scene != NULL && self->layout != NULL && self->known && !self->stale)
    {
      node = node_at (self, hw_scene_get_viewport (scene)->scale, world_x, world_y);
      if (node < 0)
        {
          const HwItem *item = hw_scene_pick_curve (scene, x, y, REACH);
          cable = item != NULL ? (gint)item->text_index : -1;
          count = item != NULL ? item->count : 0;
        }
    }
  if (node == self->node && cable == self->cable && spot.part == self->spot.part
      && spot.row == self->spot.row && spot.column == self->spot.column)
    return FALSE;
  self->node = node;
  self->cable = cable;
  self->count = count;
  self->spot = spot;
  return TRUE;
}

static void
choose_cell (HwFabricView *self)
{
  char buffer[HW_FABRIC_NAME_SIZE];
  guint part = (guint)self->spot.part;
  guint nodes[2] = { hw_fabric_matrix_row (self->table, part, (guint)self->spot.row),
                     hw_fabric_matrix_column (self->table, part, (guint)self->spot.column) };

  for (int i = 0; i < 2; i++)
    {
      g_free (self->chosen[i]);
      self->chosen[i] = g_strdup (hw_fabric_node_id (self->fabric, nodes[i], buffer));
    }
  hw_diagram_redraw_overlay (self->diagram);
}

static void
choose_none (HwFabricView *self)
{
  g_clear_pointer (&self->chosen[0], g_free);
  g_clear_pointer (&self->chosen[1], g_free);
}

/* A click selects what is a device; of a switch it shows the fabric without it. The second click of
 * two, which goes to its rack, has it back. */
static void
click (gpointer data, guint n, gboolean add)
{
  HwFabricView *self = data;
  HwHandle device = 0;
  gint node = self->node;

  if (!hw_fabric_view_ensure (self) || self->stale)
    return;
  g_clear_pointer (&self->clicked, g_free);
  if (node < 0 && self->spot.part >= 0)
    {
      choose_cell (self);
      return;
    }
  if (node < 0 && self->cable >= 0)
    {
      self->clicked = hw_fabric_cable_key (self->fabric, (guint)self->cable);
      hw_fabric_view_toggle_cables (self);
      return;
    }
  choose_none (self);
  if (node >= 0)
    device = hw_results_fabric_device (
        hw_document_get_results (self->document), self->handle, (guint)node);
  if (node >= 0 && n <= 2 && !add && hw_fabric_is_switch (self->fabric, (guint)node))
    hw_fabric_view_toggle_node (self, (guint)node);
  hw_diagram_click_object (self->diagram, HW_REF (HW_TABLE_DEVICE, device), n, add);
}

static void
forget (gpointer data)
{
  HwFabricView *self = data;

  /* What is derived in the background stays in sight as it was, and is not to be touched: what it
   * stands for may be gone. */
  if (self->document != NULL && self->known
      && hw_results_fabric_waits (hw_document_get_results (self->document), self->handle))
    {
      self->stale = TRUE;
      self->node = self->cable = -1;
      self->spot = HW_FABRIC_NO_SPOT;
      return;
    }
  drop_figures (self);
  if (self->document != NULL && !hw_fabric_choice_exists (self->document, self->handle))
    self->handle = hw_fabric_choice_first (self->document);
}

/* A switch, a server, or the first cable of those that are drawn as one. */
static char *
key (gpointer data)
{
  HwFabricView *self = data;
  HwResults *results;

  if (!self->known || self->document == NULL)
    return NULL;
  results = hw_document_get_results (self->document);
  if (self->node >= 0)
    return hw_results_fabric_node_key (results, self->handle, (guint)self->node);
  return self->cable >= 0 ? hw_results_fabric_cable_key (results, self->handle, (guint)self->cable)
                          : NULL;
}

/* --- the whole --- */

HwFabricView *
hw_fabric_view_new (HwDiagram *diagram)
{
  static const HwDiagramSource source = { extent,
                                          build,
                                          hw_fabric_view_overlay,
                                          point,
                                          hw_fabric_view_describe,
                                          click,
                                          forget,
                                          .key = key,
                                          .place_of = hw_fabric_view_place_of_object };
  HwFabricView *self = g_new0 (HwFabricView, 1);

  self->diagram = diagram;
  self->node = self->cable = -1;
  self->spot = HW_FABRIC_NO_SPOT;
  hw_diagram_set_empty (
      diagram,
      _ ("No fabric yet"),
      _ ("A fabric says which servers it joins and by which switches; the cables follow from it. "
         "Add one, choose its switch, and its members are found by themselves."),
      _ ("_Add a Fabric"),
      "win.add-fabric");
  hw_diagram_set_source (diagram, &source, self);
  return self;
}

void
hw_fabric_view_free (HwFabricView *self)
{
  if (self == NULL)
    return;
  hw_diagram_set_source (self->diagram, NULL, NULL);
  drop_layout (self);
  choose_none (self);
  g_clear_pointer (&self->built, hw_ibnet_free);
  g_free (self->clicked);
  g_clear_object (&self->document);
  g_clear_object (&self->selection);
  g_free (self);
}

void
hw_fabric_view_set_document (HwFabricView *self, HwDocument *document, HwSelection *selection)
{
  g_set_object (&self->document, document);
  g_set_object (&self->selection, selection);
  g_clear_pointer (&self->built, hw_ibnet_free);
  self->handle = 0;
  g_clear_pointer (&self->clicked, g_free);
  hw_diagram_follow (self->diagram, document, selection);
}

HwHandle
hw_fabric_view_get_fabric (HwFabricView *self)
{
  return self->handle != HW_FABRIC_NVLINK ? self->handle : 0;
}

HwHandle
hw_fabric_view_get_shown (HwFabricView *self)
{
  return self->handle;
}

void
hw_fabric_view_set_fabric (HwFabricView *self, HwHandle fabric)
{
  if (self->handle == fabric)
    return;
  drop_layout (self);
  g_clear_pointer (&self->built, hw_ibnet_free);
  g_clear_pointer (&self->clicked, g_free);
  self->handle = fabric;
  hw_diagram_refit (self->diagram);
}

gint
hw_fabric_view_get_cable (HwFabricView *self)
{
  return self->fabric != NULL && self->cable >= 0 ? self->cable
                                                  : hw_fabric_view_find_clicked (self);
}

gint
hw_fabric_view_get_chosen_cable (HwFabricView *self)
{
  return hw_fabric_view_find_clicked (self);
}

gboolean
hw_fabric_view_choose_cable (HwFabricView *self, HwHandle fabric, const char *end)
{
  gboolean again = self->handle == fabric && g_strcmp0 (self->clicked, end) == 0;

  hw_fabric_view_set_fabric (self, fabric);
  g_clear_pointer (&self->clicked, g_free);
  choose_none (self);
  if (!again)
    self->clicked = g_strdup (end);
  hw_diagram_redraw_overlay (self->diagram);
  return !again;
}

void
hw_fabric_view_choose_none (HwFabricView *self)
{
  g_clear_pointer (&self->clicked, g_free);
  choose_none (self);
  hw_diagram_redraw_overlay (self->diagram);
}

void
hw_fabric_view_set_matrix (HwFabricView *self, gboolean matrix)
{
  if (self->matrix == matrix)
    return;
  drop_layout (self);
  self->matrix = matrix;
  hw_diagram_refit (self->diagram);
}

const char *const *
hw_fabric_view_get_lost (HwFabricView *self)
{
  return (const char *const *)self->lost;
}

/* "ROW/COLUMN" */
static char *
dup_cell_name (HwFabricView *self)
{
  char row[HW_FABRIC_NAME_SIZE], column[HW_FABRIC_NAME_SIZE];
  guint part = (guint)self->spot.part;

  return g_strdup_printf (
      "%s/%s",
      hw_fabric_node_id (
          self->fabric, hw_fabric_matrix_row (self->table, part, (guint)self->spot.row), row),
      hw_fabric_node_id (self->fabric,
                         hw_fabric_matrix_column (self->table, part, (guint)self->spot.column),
                         column));
}

char *
hw_fabric_view_dup_pointed (HwFabricView *self)
{
  char buffer[HW_FABRIC_NAME_SIZE];

  if (!self->known)
    return NULL;
  if (self->node >= 0)
    return g_strdup (hw_fabric_node_id (self->fabric, (guint)self->node, buffer));
  if (self->spot.part >= 0)
    return dup_cell_name (self);
  return self->cable >= 0 ? hw_fabric_cable_key (self->fabric, (guint)self->cable) : NULL;
}

char *
hw_fabric_view_dup_node (HwFabricView *self, guint index)
{
  char buffer[HW_FABRIC_NAME_SIZE];

  if (!hw_fabric_view_ensure (self) || index >= hw_fabric_count_nodes (self->fabric))
    return NULL;
  return g_strdup (hw_fabric_node_id (self->fabric, index, buffer));
}

gboolean
hw_fabric_view_get_rect (HwFabricView *self, const char *id, graphene_rect_t *rect)
{
  HwRackBox box;

  if (!hw_fabric_view_ensure (self) || !hw_fabric_view_place_of_node (self, id, &box))
    return FALSE;
  hw_diagram_get_rect (self->diagram, box.x, box.y, box.width, box.height, rect);
  return TRUE;
}
