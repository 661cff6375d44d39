/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-view.h"

#include <glib/gi18n.h>

#include "hw-fabric-choice.h"
#include "hw-fabric-name.h"
#include "hw-fabrics.h"
#include "hw-network-remark.h"
#include "hw-scene-fabric.h"

/* How far from a cable the pointer still means it, logical pixels. */
#define REACH 5.0
/* Nodes are drawn one by one from this scale on. */
#define NODES_SCALE 0.15

struct _HwFabricView
{
  HwDiagram *diagram;
  HwDocument *document;
  HwSelection *selection;
  HwHandle handle;

  /* Until the next change of the design */
  HwFabric *fabric; /* (transfer none) (nullable) */
  HwFabricLayout *layout;
  char *title, *remark, *switch_label;

  gint node;   /* the pointer is at; negative: none */
  gint cable;  /* or at this one */
  guint count; /* of cables that the curve there stands for */
};

static HwDesign *
design_of (HwFabricView *self)
{
  return hw_document_get_design (self->document);
}

static void
drop_layout (HwFabricView *self)
{
  self->fabric = NULL;
  self->node = self->cable = -1;
  g_clear_pointer (&self->layout, hw_fabric_layout_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->remark, g_free);
  g_clear_pointer (&self->switch_label, g_free);
}

/* --- what it is --- */

static char *
dup_remark (HwFabricView *self)
{
  static const char *const kinds[HW_N_FABRIC_KINDS]
      = { N_ ("rail-optimised fat tree"), N_ ("fat tree"), N_ ("rail-group-aligned fat tree") };
  const HwFabricRule *rule = hw_fabric_get_rule (self->fabric);
  const HwFabricFigures *figures
      = hw_results_fabric_figures (hw_document_get_results (self->document), self->handle);
  g_autofree char *speed
      = hw_quantity_format (HW_DIMENSION_BIT_RATE, rule->port_bit_s / MAX (rule->split, 1), NULL);
  g_autofree char *bisection
      = hw_quantity_format (HW_DIMENSION_BYTE_RATE, figures->bisection_byte_s, NULL);
  GString *text = g_string_new (_ (kinds[rule->kind]));

  g_string_append (text, " · ");
  g_string_append_printf (
      text, g_dngettext (NULL, "%u tier", "%u tiers", figures->tiers), figures->tiers);
  g_string_append (text, " · ");
  g_string_append_printf (
      text, g_dngettext (NULL, "%u node", "%u nodes", figures->members), figures->members);
  g_string_append_printf (text, " · %u × %s · ", figures->links[HW_FABRIC_CABLE_MEMBER], speed);
  if (figures->oversubscription > 1 + 1e-9)
    g_string_append_printf (text, _ ("oversubscribed %.3g:1"), figures->oversubscription);
  else
    g_string_append (text, _ ("non-blocking"));
  g_string_append (text, " · ");
  g_string_append_printf (text, _ ("bisection %s each way"), bisection);
  return g_string_free (text, FALSE);
}

static gboolean
ensure_layout (HwFabricView *self)
{
  if (self->layout != NULL)
    return TRUE;
  if (self->document == NULL || !hw_fabric_choice_exists (self->document, self->handle))
    return FALSE;
  self->fabric = hw_results_fabric (hw_document_get_results (self->document), self->handle);
  if (self->fabric == NULL || hw_fabric_count_nodes (self->fabric) == 0)
    {
      self->fabric = NULL;
      return FALSE;
    }
  self->layout = hw_fabric_layout_new (self->fabric);
  self->title = g_strdup (hw_fabric_choice_name (self->document, self->handle));
  self->remark = hw_network_remark (hw_document_get_results (self->document), self->handle);
  if (self->remark == NULL)
    self->remark = dup_remark (self);
  self->switch_label = hw_fabric_choice_dup_switch (self->document, self->handle);
  return TRUE;
}

static HwFabricPicture
picture_of (HwFabricView *self)
{
  return (HwFabricPicture){ self->fabric, self->layout, design_of (self),
                            self->title,  self->remark, self->switch_label };
}

/* --- the diagram's source --- */

static gboolean
extent (gpointer data, double *x, double *y, double *width, double *height)
{
  HwFabricView *self = data;

  if (!ensure_layout (self))
    return FALSE;
  hw_fabric_layout_extent (self->layout, x, y, width, height);
  return TRUE;
}

static HwScene *
build (gpointer data, const HwTheme *theme, const HwViewport *viewport)
{
  HwFabricPicture picture = picture_of (data);

  return hw_scene_fabric_build (&picture, theme, viewport);
}

static void
overlay (gpointer data, HwScene *scene)
{
  HwFabricView *self = data;
  HwFabricPicture picture = picture_of (self);
  const GArray *selected = hw_selection_get (self->selection);
  char buffer[HW_ID_SIZE];

  /* More than a few traces together show nothing. */
  for (guint i = 0; i < MIN (selected->len, 16); i++)
    {
      HwRef ref = g_array_index (selected, HwRef, i);
      gint node
          = hw_fabric_find_node (self->fabric, hw_design_id_text (design_of (self), ref, buffer));
      if (node >= 0)
        hw_scene_fabric_trace (scene, &picture, node, -1);
    }
  hw_scene_fabric_trace (scene, &picture, self->node, self->cable);
  hw_scene_fabric_legend (scene, &picture);
}

static gboolean
point (gpointer data, const HwScene *scene, double x, double y, double world_x, double world_y)
{
  HwFabricView *self = data;
  gint node = -1, cable = -1;
  guint count = 0;

  if (scene != NULL && self->layout != NULL)
    {
      if (hw_scene_get_viewport (scene)->scale >= NODES_SCALE)
        node = hw_fabric_layout_node_at (self->layout, world_x, world_y);
      if (node < 0)
        {
          const HwItem *item = hw_scene_pick_curve (scene, x, y, REACH);
          cable = item != NULL ? (gint)item->text_index : -1;
          count = item != NULL ? item->count : 0;
        }
    }
  if (node == self->node && cable == self->cable)
    return FALSE;
  self->node = node;
  self->cable = cable;
  self->count = count;
  return TRUE;
}

static char *
describe_node (HwFabricView *self, guint node)
{
  char buffer[HW_FABRIC_NAME_SIZE];
  const char *name = hw_fabric_node_name (self->fabric, node, buffer);
  guint used = hw_fabric_count_used (self->fabric, node);
  guint ports = hw_fabric_count_ports (self->fabric, node);

  if (hw_fabric_is_switch (self->fabric, node))
    {
      const char *form = hw_fabric_get_switch (self->fabric, node)->device < 0
                             ? _ ("%s: to be placed; %u of its %u ports are needed")
                             : _ ("%s: %u of %u ports are used");
      return g_strdup_printf (form, name, used, ports);
    }
  return g_strdup_printf (_ ("%s: %u of %u ports are cabled"), name, used, ports);
}

static void
append_end (HwFabricView *self, GString *text, guint node, guint port)
{
  char name[HW_FABRIC_NAME_SIZE], port_name[HW_FABRIC_NAME_SIZE];
  const HwFabricRule *rule = hw_fabric_get_rule (self->fabric);
  HwFabricPortStyle style = rule->cage_ports > 1 ? HW_FABRIC_PORT_CAGE : HW_FABRIC_PORT_NUMBER;

  g_string_append_printf (text,
                          _ ("%s, port %s"),
                          hw_fabric_node_name (self->fabric, node, name),
                          hw_fabric_port_name (self->fabric, node, port, style, port_name));
}

static char *
describe_cable (HwFabricView *self)
{
  guint n;
  const HwFabricCable *cable = &hw_fabric_get_cables (self->fabric, &n)[self->cable];
  GString *text;

  if (self->count > 1)
    return g_strdup_printf (g_dngettext (NULL, "%u cable", "%u cables", self->count), self->count);
  text = g_string_new (NULL);
  append_end (self, text, cable->low, cable->low_port);
  g_string_append (text, " ↔ ");
  append_end (self, text, cable->high, cable->high_port);
  return g_string_free (text, FALSE);
}

static char *
describe (gpointer data)
{
  HwFabricView *self = data;

  if (self->node >= 0)
    return describe_node (self, (guint)self->node);
  return self->cable >= 0 ? describe_cable (self) : NULL;
}

static void
click (gpointer data, guint n, gboolean add)
{
  HwFabricView *self = data;
  HwHandle device = 0;

  if (self->node >= 0)
    device = hw_results_fabric_device (
        hw_document_get_results (self->document), self->handle, (guint)self->node);
  hw_diagram_click_object (self->diagram, HW_REF (HW_TABLE_DEVICE, device), n, add);
}

static void
forget (gpointer data)
{
  HwFabricView *self = data;

  drop_layout (self);
  if (self->document != NULL && !hw_fabric_choice_exists (self->document, self->handle))
    self->handle = hw_fabric_choice_first (self->document);
}

/* --- the whole --- */

HwFabricView *
hw_fabric_view_new (HwDiagram *diagram)
{
  static const HwDiagramSource source = { extent, build, overlay, point, describe, click, forget };
  HwFabricView *self = g_new0 (HwFabricView, 1);

  self->diagram = diagram;
  self->node = self->cable = -1;
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
  g_clear_object (&self->document);
  g_clear_object (&self->selection);
  g_free (self);
}

void
hw_fabric_view_set_document (HwFabricView *self, HwDocument *document, HwSelection *selection)
{
  g_set_object (&self->document, document);
  g_set_object (&self->selection, selection);
  self->handle = 0;
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
  self->handle = fabric;
  hw_diagram_refit (self->diagram);
}

char *
hw_fabric_view_dup_pointed (HwFabricView *self)
{
  char buffer[HW_FABRIC_NAME_SIZE];

  if (self->fabric == NULL)
    return NULL;
  if (self->node >= 0)
    return g_strdup (hw_fabric_node_id (self->fabric, (guint)self->node, buffer));
  return self->cable >= 0 ? hw_fabric_cable_key (self->fabric, (guint)self->cable) : NULL;
}

char *
hw_fabric_view_dup_node (HwFabricView *self, guint index)
{
  char buffer[HW_FABRIC_NAME_SIZE];

  if (!ensure_layout (self) || index >= hw_fabric_count_nodes (self->fabric))
    return NULL;
  return g_strdup (hw_fabric_node_id (self->fabric, index, buffer));
}

gboolean
hw_fabric_view_get_rect (HwFabricView *self, const char *id, graphene_rect_t *rect)
{
  HwRackBox box;
  gint node;

  if (!ensure_layout (self) || (node = hw_fabric_find_node (self->fabric, id)) < 0)
    return FALSE;
  box = hw_fabric_layout_node (self->layout, (guint)node);
  hw_diagram_get_rect (self->diagram, box.x, box.y, box.width, box.height, rect);
  return TRUE;
}
