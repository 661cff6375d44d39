/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-view.h"

#include <glib/gi18n.h>

#include "hw-cooling.h"
#include "hw-ranks-draw.h"
#include "hw-scene-fabric.h"
#include "hw-scene-power.h"

struct _HwPowerView
{
  HwDiagram *diagram;
  HwDocument *document;
  HwSelection *selection;

  HwPowerLayout *layout; /* until the next change of the design or of what has failed */
  HwPowerPart pointed;
};

static HwResults *
results_of (HwPowerView *self)
{
  return hw_document_get_results (self->document);
}

static void
drop_layout (HwPowerView *self)
{
  g_clear_pointer (&self->layout, hw_power_layout_free);
  self->pointed = HW_POWER_NO_PART;
}

static gboolean
ensure_layout (HwPowerView *self)
{
  if (self->layout == NULL && self->document != NULL)
    self->layout = hw_power_layout_new (results_of (self), 0, 0, FALSE);
  return self->layout != NULL && hw_power_layout_n_blocks (self->layout) > 0;
}

/* --- the diagram's source --- */

static gboolean
extent (gpointer data, double *x, double *y, double *width, double *height)
{
  HwPowerView *self = data;

  if (!ensure_layout (self))
    return FALSE;
  hw_power_layout_extent (self->layout, x, y, width, height);
  return TRUE;
}

static HwScene *
build (gpointer data, const HwTheme *theme, const HwViewport *viewport)
{
  return hw_scene_power_build (((HwPowerView *)data)->layout, theme, viewport);
}

static gboolean
place_of (gpointer data, const HwRank *rank, HwRackBox *box)
{
  HwPowerView *self = data;
  g_auto (GStrv) names = g_strsplit (rank->key, "/", 2);
  HwPowerPart part;

  /* A pipe at a rack is not the rack. */
  return hw_design_find (hw_results_get_design (results_of (self)), names[0]).table != HW_TABLE_LOOP
         && hw_power_layout_find_part (self->layout, rank->key, &part)
         && hw_power_layout_part_rect (
             self->layout, &part, &box->x, &box->y, &box->width, &box->height);
}

static gboolean
place_of_object (gpointer data, HwRef object, HwRackBox *box)
{
  HwPowerView *self = data;
  char id[HW_ID_SIZE];
  HwPowerPart part;

  return ensure_layout (self)
         && hw_power_layout_find_part (
             self->layout,
             hw_design_id_text (hw_results_get_design (results_of (self)), object, id),
             &part)
         && hw_power_layout_part_rect (
             self->layout, &part, &box->x, &box->y, &box->width, &box->height);
}

static void
overlay (gpointer data, HwScene *scene)
{
  HwPowerView *self = data;
  g_auto (GStrv) lost = NULL;

  if (!ensure_layout (self))
    return;
  hw_scene_power_overlay (scene, self->layout, hw_selection_get (self->selection), &self->pointed);
  hw_ranks_draw (scene, results_of (self), place_of, self);
  lost = hw_power_layout_lost_lines (self->layout);
  if (lost != NULL)
    hw_scene_fabric_note (scene, (const char *const *)lost, 0, HW_ROLE_ERROR);
  hw_ranks_legend (scene, results_of (self), place_of, self, 0);
}

static gboolean
point (gpointer data, const HwScene *scene, double x, double y, double world_x, double world_y)
{
  HwPowerView *self = data;
  HwPowerPart part = HW_POWER_NO_PART;

  if (scene != NULL && ensure_layout (self))
    hw_power_layout_part_at (
        self->layout, hw_scene_get_viewport (scene)->scale, world_x, world_y, &part);
  if (hw_power_part_equal (&part, &self->pointed))
    return FALSE;
  self->pointed = part;
  return TRUE;
}

static gboolean
has_failed (HwPowerView *self, const char *key)
{
  const char *const *keys = hw_results_get_failed (results_of (self));

  return keys != NULL && g_strv_contains (keys, key);
}

static char *
describe (gpointer data)
{
  HwPowerView *self = data;
  g_autofree char *text = NULL;
  g_autofree char *part = NULL;

  if (hw_power_part_is_none (&self->pointed) || !ensure_layout (self))
    return NULL;
  text = hw_power_layout_part_text (self->layout, &self->pointed);
  part = hw_power_layout_part_key (self->layout, &self->pointed);
  if (part == NULL)
    return g_strdup_printf (_ ("%s\nRight-click to fail a part of it."), text);
  return g_strdup_printf (has_failed (self, part) ? _ ("%s\nClick to have it back.")
                                                  : _ ("%s\nClick to see the site without it."),
                          text);
}

/* The second click of two, which goes to its rack, has it back. */
static void
click (gpointer data, guint n, gboolean add)
{
  HwPowerView *self = data;
  HwPowerPart part = self->pointed;
  HwRef object = HW_REF (HW_TABLE_RACK, 0);
  g_autofree char *key = NULL;

  if (!ensure_layout (self))
    return;
  if (!hw_power_part_is_none (&part))
    {
      object = hw_power_layout_part_object (self->layout, &part);
      key = hw_power_layout_part_key (self->layout, &part);
    }
  if (key != NULL && n <= 2 && !add)
    {
      hw_results_toggle_failed (results_of (self), (const char *const[]){ key, NULL });
      if (n == 1)
        return;
    }
  hw_diagram_click_object (self->diagram, object, n, add);
}

static void
forget (gpointer data)
{
  drop_layout (data);
}

static char *
key (gpointer data)
{
  HwPowerView *self = data;

  return hw_power_part_is_none (&self->pointed) || !ensure_layout (self)
             ? NULL
             : hw_power_layout_part_key (self->layout, &self->pointed);
}

static HwRef
holder (gpointer data)
{
  HwPowerView *self = data;

  return hw_power_part_is_none (&self->pointed) || !ensure_layout (self)
             ? HW_REF (HW_TABLE_RACK, 0)
             : hw_power_layout_part_object (self->layout, &self->pointed);
}

/* --- the whole --- */

HwPowerView *
hw_power_view_new (HwDiagram *diagram)
{
  static const HwDiagramSource source = { extent,           build,
                                          overlay,          point,
                                          describe,         click,
                                          forget,           .key = key,
                                          .holder = holder, .place_of = place_of_object };
  HwPowerView *self = g_new0 (HwPowerView, 1);

  self->diagram = diagram;
  self->pointed = HW_POWER_NO_PART;
  hw_diagram_set_empty (
      diagram,
      _ ("No power chain yet"),
      _ ("A chain says how power comes from the utility through transformers and UPS to the feeds "
         "that name it, and what of it is doubled; racks name their feeds, and loads, limits and "
         "what a failure takes along follow."),
      _ ("_Add a Power Chain"),
      "win.add-power");
  hw_diagram_set_source (diagram, &source, self);
  return self;
}

void
hw_power_view_free (HwPowerView *self)
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
hw_power_view_set_document (HwPowerView *self, HwDocument *document, HwSelection *selection)
{
  g_set_object (&self->document, document);
  g_set_object (&self->selection, selection);
  hw_diagram_follow (self->diagram, document, selection);
}

/* --- for tests and scripts --- */

static char *
dup_name (HwPowerView *self, const HwPowerPart *part)
{
  char id[HW_ID_SIZE];
  char *key = hw_power_layout_part_key (self->layout, part);

  if (key != NULL)
    return key;
  return g_strdup (hw_design_id_text (
      hw_document_get_design (self->document), HW_REF (HW_TABLE_RACK, part->rack), id));
}

char *
hw_power_view_dup_pointed (HwPowerView *self)
{
  if (hw_power_part_is_none (&self->pointed) || !ensure_layout (self))
    return NULL;
  return dup_name (self, &self->pointed);
}

char **
hw_power_view_dup_lost (HwPowerView *self)
{
  return ensure_layout (self) ? hw_power_layout_lost_lines (self->layout) : NULL;
}

char *
hw_power_view_dup_part (HwPowerView *self, guint index)
{
  HwPowerPart part;

  if (!ensure_layout (self) || !hw_power_layout_get_part (self->layout, index, &part))
    return NULL;
  return dup_name (self, &part);
}

gboolean
hw_power_view_get_rect (HwPowerView *self, const char *key, graphene_rect_t *rect)
{
  HwPowerPart part;
  double x, y, width, height;

  if (!ensure_layout (self) || !hw_power_layout_find_part (self->layout, key, &part)
      || !hw_power_layout_part_rect (self->layout, &part, &x, &y, &width, &height))
    return FALSE;
  hw_diagram_get_rect (self->diagram, x, y, width, height, rect);
  return TRUE;
}
