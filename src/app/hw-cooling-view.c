/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-view.h"

#include <glib/gi18n.h>

#include "hw-cooling-trim.h"
#include "hw-cooling-words.h"
#include "hw-operations.h"
#include "hw-power-path-draw.h"
#include "hw-ranks-draw.h"
#include "hw-scene-cooling.h"

struct _HwCoolingView
{
  HwDiagram *diagram;
  HwDocument *document;
  HwSelection *selection;

  HwCoolingLayout *layout; /* until the next change of the design */

  HwRef hover;      /* rack or CDU that the pointer is at */
  gboolean at_part; /* or a valve or pump */
  HwCoolingPart pointed;
  HwCoolingTrim trim; /* the valve in the hand */

  gboolean by_temperature;
  gboolean flowing; /* wanted */
  guint tick;       /* 0: nothing moves */
  gint64 drawn_us;  /* frame time of the last step */
};

static HwDesign *
design_of (HwCoolingView *self)
{
  return hw_document_get_design (self->document);
}

static HwResults *
results_of (HwCoolingView *self)
{
  return hw_document_get_results (self->document);
}

static void
drop_layout (HwCoolingView *self)
{
  g_clear_pointer (&self->layout, hw_cooling_layout_free);
  self->hover = HW_REF (HW_TABLE_DESIGN, 0);
  self->at_part = FALSE;
}

static gboolean
ensure_layout (HwCoolingView *self)
{
  if (self->layout == NULL && self->document != NULL)
    {
      self->layout = hw_cooling_layout_new (results_of (self), 0, 0);
      hw_cooling_layout_spread (self->layout);
      hw_cooling_layout_set_by_temperature (self->layout, self->by_temperature);
    }
  return self->layout != NULL && hw_cooling_layout_n_loops (self->layout) > 0;
}

static const HwLoopPlan *
plan_of (HwCoolingView *self, HwHandle loop)
{
  return hw_results_loop_plan (results_of (self), loop);
}

/* --- the diagram's source --- */

static gboolean
extent (gpointer data, double *x, double *y, double *width, double *height)
{
  HwCoolingView *self = data;

  if (!ensure_layout (self))
    return FALSE;
  hw_cooling_layout_extent (self->layout, x, y, width, height);
  return TRUE;
}

static HwScene *
build (gpointer data, const HwTheme *theme, const HwViewport *viewport)
{
  return hw_scene_cooling_build (((HwCoolingView *)data)->layout, theme, viewport);
}

/* What the trial gives, beside the valve. */
static void
add_note (HwCoolingView *self, HwScene *scene)
{
  HwCoolingPart part = { self->trim.loop, TRUE, 0 };
  gboolean suffices = TRUE;
  g_auto (GStrv) lines = hw_cooling_trim_dup_lines (&self->trim, &suffices);
  double x, y, width, height;

  if (lines != NULL && hw_cooling_trim_find (&self->trim, &part.index)
      && hw_cooling_layout_find_part (self->layout, &part, &x, &y, &width, &height))
    hw_scene_cooling_note (
        scene, x + width / 2, y + height / 2, (const char *const *)lines, !suffices);
}

static gboolean
place_of (gpointer data, const HwRank *rank, HwRackBox *box)
{
  HwCoolingView *self = data;

  return hw_cooling_layout_part_rect (
      self->layout, rank->key, &box->x, &box->y, &box->width, &box->height);
}

static gboolean
place_of_object (gpointer data, HwRef object, HwRackBox *box)
{
  HwCoolingView *self = data;

  return ensure_layout (self)
         && hw_cooling_layout_rect (
             self->layout, object, &box->x, &box->y, &box->width, &box->height);
}

static void
overlay (gpointer data, HwScene *scene)
{
  HwCoolingView *self = data;
  g_autoptr (HwPowerPath) path = NULL;
  const GArray *selection;

  if (!ensure_layout (self))
    return;
  selection = hw_selection_get (self->selection);
  if (self->tick != 0)
    hw_scene_cooling_flow (scene, self->layout, self->drawn_us / 1e6);
  path = hw_power_path_new (
      results_of (self), (const HwRef *)(gpointer)selection->data, selection->len);
  hw_scene_cooling_power_path (scene, self->layout, path);
  hw_scene_power_path_note (scene, design_of (self), path, 0);
  hw_scene_cooling_overlay (scene, self->layout, selection, self->hover);
  hw_ranks_draw (scene, results_of (self), place_of, self);
  hw_ranks_legend (scene, results_of (self), place_of, self, 0);
  add_note (self, scene);
}

static gboolean
point (gpointer data, const HwScene *scene, double x, double y, double world_x, double world_y)
{
  HwCoolingView *self = data;
  HwRef hover = HW_REF (HW_TABLE_DESIGN, 0);
  HwCoolingPart part = { 0 };
  gboolean at_part = FALSE, changed;

  if (scene != NULL && ensure_layout (self))
    {
      at_part = hw_cooling_layout_part_at (self->layout, world_x, world_y, &part);
      if (!at_part)
        hover = hw_scene_pick (scene, x, y);
    }
  changed = at_part != self->at_part || !hw_ref_equal (hover, self->hover)
            || (at_part
                && (part.loop != self->pointed.loop || part.index != self->pointed.index
                    || part.is_fitting != self->pointed.is_fitting));
  self->at_part = at_part;
  self->pointed = part;
  self->hover = hover;
  return changed;
}

/* --- words --- */

static char *
describe (gpointer data)
{
  HwCoolingView *self = data;

  if (self->at_part)
    return hw_cooling_describe_part (results_of (self), &self->pointed);
  if (self->hover.handle == 0
      || (self->hover.table != HW_TABLE_RACK && self->hover.table != HW_TABLE_DEVICE))
    return NULL;
  return hw_cooling_describe_rack (results_of (self), self->hover);
}

/* --- clicks --- */

char *
hw_cooling_view_dup_pointed (HwCoolingView *self)
{
  if (!self->at_part)
    return NULL;
  return self->pointed.is_fitting ? hw_loop_fitting_key (
             design_of (self), plan_of (self, self->pointed.loop), self->pointed.index)
                                  : hw_loop_link_key (design_of (self),
                                                      plan_of (self, self->pointed.loop),
                                                      self->pointed.index);
}

/* Sets an override, or sets it back where there is one. */
static void
toggle (HwCoolingView *self, const char *label, const char *key, const char *field)
{
  HwDesign *design = design_of (self);
  gboolean there = hw_design_find_override (design, key, field) != 0;

  hw_design_begin (design, label);
  hw_operation_set_override (design, key, field, there ? NULL : "yes", NULL);
  hw_design_commit (design);
}

static void
click_part (HwCoolingView *self)
{
  g_autofree char *key = hw_cooling_view_dup_pointed (self);
  g_autofree char *label = NULL;

  if (!self->pointed.is_fitting)
    {
      const HwLoopCdu *cdu = hw_cooling_part_cdu (results_of (self), &self->pointed);
      if (cdu == NULL)
        return;
      label = g_strdup_printf (cdu->off ? _ ("Switch on %s") : _ ("Switch off %s"),
                               hw_design_name (design_of (self), cdu->unit));
      toggle (self, label, key, "off");
    }
  else
    {
      const HwLoopFitting *fitting = &g_array_index (
          plan_of (self, self->pointed.loop)->fittings, HwLoopFitting, self->pointed.index);
      if (!hw_cooling_can_shut (fitting))
        return;
      label
          = g_strdup_printf (fitting->closed ? _ ("Open a valve of %s") : _ ("Shut a valve of %s"),
                             hw_design_name (design_of (self), fitting->object));
      toggle (self, label, key, "closed");
    }
}

static void
click (gpointer data, guint n, gboolean add)
{
  HwCoolingView *self = data;

  if (self->at_part)
    {
      if (n == 1)
        click_part (self);
      return;
    }
  hw_diagram_click_object (self->diagram,
                           self->hover.table == HW_TABLE_LOOP ? HW_REF (HW_TABLE_LOOP, 0)
                                                              : self->hover,
                           n,
                           add);
}

static gboolean
take (gpointer data)
{
  HwCoolingView *self = data;
  const HwLoopFitting *fitting;

  if (!self->at_part || !self->pointed.is_fitting)
    return FALSE;
  fitting = &g_array_index (
      plan_of (self, self->pointed.loop)->fittings, HwLoopFitting, self->pointed.index);
  return fitting->role == HW_PART_BALANCING_VALVE
         && hw_cooling_trim_take (&self->trim, results_of (self), fitting->object);
}

static void
drag (gpointer data, double dx, double dy)
{
  hw_cooling_trim_drag (&((HwCoolingView *)data)->trim, dy);
}

static void
drop (gpointer data, gboolean given_up)
{
  HwCoolingView *self = data;

  /* One that was not moved was clicked. */
  if (!hw_cooling_trim_drop (&self->trim, given_up) && self->at_part)
    click_part (self);
}

static void
forget (gpointer data)
{
  drop_layout (data);
}

/* --- what moves --- */

/* A new place of the marks is seen so often. */
#define STEP_US 33000

static gboolean
animates (HwCoolingView *self)
{
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self->diagram)),
                "gtk-enable-animations",
                &animations,
                NULL);
  return self->flowing && animations && gtk_widget_get_mapped (GTK_WIDGET (self->diagram));
}

/* The picture stays: only what lies upon it is drawn. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HwCoolingView *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (!animates (self))
    {
      self->tick = 0;
      hw_diagram_redraw_overlay (self->diagram);
      return G_SOURCE_REMOVE;
    }
  if (now - self->drawn_us >= STEP_US)
    {
      self->drawn_us = now;
      hw_diagram_redraw_overlay (self->diagram);
    }
  return G_SOURCE_CONTINUE;
}

static void
follow_flow (HwCoolingView *self)
{
  if (self->tick == 0 && animates (self))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->diagram), tick_cb, self, NULL);
  hw_diagram_redraw_overlay (self->diagram);
}

static void
unmap_cb (HwCoolingView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->diagram), self->tick);
  self->tick = 0;
}

void
hw_cooling_view_set_flowing (HwCoolingView *self, gboolean flowing)
{
  self->flowing = flowing;
  follow_flow (self);
}

void
hw_cooling_view_set_by_temperature (HwCoolingView *self, gboolean by_temperature)
{
  self->by_temperature = by_temperature;
  if (self->layout != NULL)
    hw_cooling_layout_set_by_temperature (self->layout, by_temperature);
  hw_diagram_redraw (self->diagram);
}

gboolean
hw_cooling_view_trim (HwCoolingView *self, int steps)
{
  HwRef ref = hw_selection_get_primary (self->selection);

  if (ref.handle != 0 && ref.table == HW_TABLE_DEVICE
      && hw_design_get_device (design_of (self), ref.handle)->channel != HW_CHANNEL_REAR_DOOR)
    ref = HW_REF (HW_TABLE_RACK, hw_design_rack_of (design_of (self), ref));
  return ref.handle != 0 && (ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE)
         && self->trim.results == NULL && hw_cooling_trim_step (results_of (self), ref, steps);
}

/* A part, or a rack or CDU as a whole. */
static char *
key (gpointer data)
{
  HwCoolingView *self = data;
  char buffer[HW_ID_SIZE];

  if (self->at_part)
    return hw_cooling_view_dup_pointed (self);
  if (self->hover.handle == 0
      || (self->hover.table != HW_TABLE_RACK && self->hover.table != HW_TABLE_DEVICE))
    return NULL;
  return g_strdup (hw_design_id_text (design_of (self), self->hover, buffer));
}

/* --- the whole --- */

HwCoolingView *
hw_cooling_view_new (HwDiagram *diagram)
{
  static const HwDiagramSource source
      = { extent, build, overlay, point, describe, click,
          forget, take,  drag,    drop,  key,      .place_of = place_of_object };
  HwCoolingView *self = g_new0 (HwCoolingView, 1);

  self->diagram = diagram;
  hw_diagram_set_empty (
      diagram,
      _ ("No cooling loop yet"),
      _ ("A loop names its coolant and its piping; racks and CDUs name the loop, and pipes, valves "
         "and temperatures follow from where they stand."),
      _ ("_Add a Loop"),
      "win.add-loop");
  hw_diagram_set_source (diagram, &source, self);
  g_signal_connect_swapped (diagram, "map", G_CALLBACK (follow_flow), self);
  g_signal_connect_swapped (diagram, "unmap", G_CALLBACK (unmap_cb), self);
  return self;
}

void
hw_cooling_view_free (HwCoolingView *self)
{
  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->diagram, self);
  unmap_cb (self);
  hw_diagram_set_source (self->diagram, NULL, NULL);
  drop_layout (self);
  g_clear_object (&self->document);
  g_clear_object (&self->selection);
  g_free (self);
}

void
hw_cooling_view_set_document (HwCoolingView *self, HwDocument *document, HwSelection *selection)
{
  hw_cooling_trim_drop (&self->trim, TRUE);
  g_set_object (&self->document, document);
  g_set_object (&self->selection, selection);
  hw_diagram_follow (self->diagram, document, selection);
}

HwHandle
hw_cooling_view_get_loop (HwCoolingView *self)
{
  HwRef ref;

  if (self->document == NULL)
    return 0;
  ref = hw_selection_get_primary (self->selection);
  if (ref.handle != 0 && (ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE)
      && hw_loop_of (design_of (self), ref) != 0)
    return hw_loop_of (design_of (self), ref);
  return hw_design_first_child (design_of (self), HW_TABLE_LOOP, 0);
}

gboolean
hw_cooling_view_get_rect (HwCoolingView *self, const char *key, graphene_rect_t *rect)
{
  double x, y, width, height;

  if (!ensure_layout (self)
      || !(hw_cooling_layout_part_rect (self->layout, key, &x, &y, &width, &height)
           || hw_cooling_layout_rect (
               self->layout, hw_design_find (design_of (self), key), &x, &y, &width, &height)))
    return FALSE;
  hw_diagram_get_rect (self->diagram, x, y, width, height, rect);
  return TRUE;
}

/* What an override is about: its part, or else its loop. */
static gboolean
get_override_rect (
    HwCoolingView *self, HwHandle override, double *x, double *y, double *width, double *height)
{
  HwDesign *design = design_of (self);
  const HwOverride *row = hw_design_row (design, HW_TABLE_OVERRIDE, override);
  const char *key = hw_design_text (design, row->key);
  g_autofree char *loop = g_strndup (key, strcspn (key, "/"));

  return hw_cooling_layout_part_rect (self->layout, key, x, y, width, height)
         || hw_cooling_layout_rect (
             self->layout, hw_design_find (design, loop), x, y, width, height);
}

gboolean
hw_cooling_view_show (HwCoolingView *self, HwRef ref)
{
  double x, y, width, height;

  if (!ensure_layout (self))
    return FALSE;
  if (ref.table == HW_TABLE_OVERRIDE
          ? !get_override_rect (self, ref.handle, &x, &y, &width, &height)
          : !hw_cooling_layout_rect (self->layout, ref, &x, &y, &width, &height))
    return FALSE;
  hw_diagram_zoom_to (self->diagram, x, y, width, height);
  if (ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE)
    hw_selection_select_one (self->selection, ref);
  return TRUE;
}
