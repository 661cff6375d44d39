/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-items.h"
#include "hw-canvas-private.h"

#include <glib/gi18n.h>

#include "hw-consequence-card.h"
#include "hw-cooling.h"
#include "hw-ranks-draw.h"
#include "hw-ranks.h"
#include "hw-style.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"

enum
{
  SIGNAL_VIEW_CHANGED,
  SIGNAL_NOTICE,
  SIGNAL_EXPLAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwCanvas, hw_canvas, GTK_TYPE_WIDGET)

/* --- telling and drawing again --- */

void
hw_canvas_redraw_hand (HwCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drop_selection_node (HwCanvas *self)
{
  g_clear_pointer (&self->selection_node, gsk_render_node_unref);
}

void
hw_canvas_redraw (HwCanvas *self)
{
  hw_canvas_picture_invalidate (self->picture);
  hw_canvas_shading_invalidate (self->shading);
  hw_canvas_renew_minimap (self);
  drop_selection_node (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hw_canvas_emit_view_changed (HwCanvas *self)
{
  drop_selection_node (self);
  hw_canvas_describe (self);
  hw_canvas_ensure_placed (self);
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

static void
telling_cb (gpointer data)
{
  HwCanvas *self = HW_CANVAS (data);

  self->telling = 0;
  hw_canvas_emit_view_changed (self);
}

void
hw_canvas_notice (HwCanvas *self, gboolean undoable, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, text, undoable);
}

static void
update_empty (HwCanvas *self)
{
  gtk_widget_set_visible (self->empty, self->document != NULL && self->hall == 0);
}

/* --- following the document --- */

static void
rebuild_layout (HwCanvas *self)
{
  g_clear_pointer (&self->layout, hw_racks_layout_free);
  if (self->document != NULL && self->hall != 0)
    self->layout = hw_racks_layout_new (
        hw_canvas_design (self), self->hall, 0, 0, self->racks_options.faces);
}

static void
forget_viewports (HwCanvas *self)
{
  for (guint i = 0; i < HW_N_VIEWS; i++)
    {
      self->placed[i] = FALSE;
      self->wanted[i].scale = 0;
    }
}

static void
design_changed_cb (HwDesign *design, const HwChangeSet *set, HwCanvas *self)
{
  /* Previews are drawn as a ghost; the picture shows what is so, unless it had to be drawn anew
   * meanwhile. The results listen to the design before the canvas does. */
  if (set->cause == HW_CAUSE_PREVIEW_END && self->drew_preview)
    hw_canvas_redraw (self);
  if (set->cause == HW_CAUSE_PREVIEW || set->cause == HW_CAUSE_PREVIEW_END)
    return;

  hw_canvas_shading_reset (self->shading);
  self->hover = HW_REF (HW_TABLE_DESIGN, 0);
  if (self->hall == 0 || !hw_design_has (design, HW_TABLE_HALL, self->hall))
    {
      self->hall = hw_results_main_hall (hw_document_get_results (self->document));
      rebuild_layout (self);
      forget_viewports (self);
    }
  else if (self->layout != NULL)
    hw_racks_layout_update (self->layout, set);
  if (self->follow_fit[self->view])
    hw_canvas_fit_now (self);
  update_empty (self);
  hw_canvas_redraw (self);
  hw_canvas_emit_view_changed (self);
}

static void
selection_changed_cb (HwSelection *selection, HwCanvas *self)
{
  drop_selection_node (self);
  hw_canvas_describe (self);
  hw_canvas_redraw_hand (self);
}

void
hw_canvas_set_document (HwCanvas *self, HwDocument *document, HwSelection *selection)
{
  hw_canvas_stop_glide (self);
  hw_canvas_carry_cancel (self);
  g_set_object (&self->document, document);
  g_set_object (&self->selection, selection);
  self->hover = HW_REF (HW_TABLE_DESIGN, 0);
  self->hall = 0;
  if (document != NULL)
    self->hall = hw_results_main_hall (hw_document_get_results (document));
  rebuild_layout (self);
  forget_viewports (self);

  g_signal_group_set_target (self->design_signals,
                             document != NULL ? hw_document_get_design (document) : NULL);
  g_signal_group_set_target (self->selection_signals, selection);
  update_empty (self);
  hw_canvas_redraw (self);
  hw_canvas_emit_view_changed (self);
}

/* --- what is shown --- */

HwView
hw_canvas_get_view (HwCanvas *self)
{
  return self->view;
}

void
hw_canvas_set_view (HwCanvas *self, HwView view)
{
  if (self->view == view)
    return;
  hw_canvas_stop_glide (self);
  hw_canvas_carry_cancel (self);
  hw_canvas_set_measuring (self, FALSE);
  self->view = view;
  self->hover = HW_REF (HW_TABLE_DESIGN, 0);
  update_empty (self);
  hw_canvas_redraw (self);
  hw_canvas_emit_view_changed (self);
}

HwHandle
hw_canvas_get_hall (HwCanvas *self)
{
  return self->hall;
}

void
hw_canvas_set_hall (HwCanvas *self, HwHandle hall)
{
  if (self->hall == hall)
    return;
  hw_canvas_stop_glide (self);
  self->hall = hall;
  rebuild_layout (self);
  forget_viewports (self);
  update_empty (self);
  hw_canvas_redraw (self);
  hw_canvas_emit_view_changed (self);
}

void
hw_canvas_phase_changed (HwCanvas *self)
{
  hw_canvas_carry_cancel (self);
  hw_canvas_redraw (self);
}

HwFaces
hw_canvas_get_faces (HwCanvas *self)
{
  return self->racks_options.faces;
}

void
hw_canvas_set_faces (HwCanvas *self, HwFaces faces)
{
  if (self->racks_options.faces == faces)
    return;
  self->racks_options.faces = faces;
  rebuild_layout (self);
  self->placed[HW_VIEW_RACKS] = FALSE;
  update_empty (self);
  hw_canvas_redraw (self);
  hw_canvas_emit_view_changed (self);
}

HwColourBy
hw_canvas_get_colour_by (HwCanvas *self)
{
  return self->hall_options.colour_by;
}

void
hw_canvas_set_colour_by (HwCanvas *self, HwColourBy colour_by)
{
  if (self->hall_options.colour_by == colour_by)
    return;
  self->hall_options.colour_by = colour_by;
  update_empty (self);
  hw_canvas_redraw (self);
}

void
hw_canvas_set_trays (HwCanvas *self, gboolean trays)
{
  if (self->hall_options.trays == trays)
    return;
  self->hall_options.trays = trays;
  hw_canvas_redraw (self);
}

void
hw_canvas_set_pipes (HwCanvas *self, gboolean pipes)
{
  if (self->hall_options.pipes == pipes)
    return;
  self->hall_options.pipes = pipes;
  hw_canvas_redraw (self);
}

void
hw_canvas_set_busways (HwCanvas *self, gboolean busways)
{
  if (self->hall_options.busways == busways)
    return;
  self->hall_options.busways = busways;
  hw_canvas_redraw (self);
}

void
hw_canvas_renew_trays (HwCanvas *self)
{
  if ((self->hall_options.trays || self->hall_options.busways || self->cable_fabric != 0)
      && self->view == HW_VIEW_HALL)
    hw_canvas_redraw (self);
}

void
hw_canvas_renew_failures (HwCanvas *self)
{
  HwResults *results = self->document != NULL ? hw_document_get_results (self->document) : NULL;
  gboolean failed
      = results != NULL
        && (hw_results_get_failed (results) != NULL || hw_results_are_ranks_shown (results));

  if (failed || self->drew_failures)
    hw_canvas_redraw (self);
  self->drew_failures = failed;
}

void
hw_canvas_set_cable (HwCanvas *self, HwHandle fabric, guint cable)
{
  if (self->cable_fabric == fabric && self->cable == cable)
    return;
  self->cable_fabric = fabric;
  self->cable = cable;
  g_clear_pointer (&self->selection_node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gint
hw_canvas_get_cable (HwCanvas *self)
{
  return self->cable_fabric != 0 ? (gint)self->cable : -1;
}

gboolean
hw_canvas_get_shade (HwCanvas *self, HwHandle rack, HwShade *shade)
{
  return self->carry != NULL
         && hw_canvas_shading_get (self->shading, hw_canvas_design (self), rack, shade);
}

const HwFloorField *
hw_canvas_get_floor_field (HwCanvas *self)
{
  return self->carry != NULL || self->feature.handle != 0
             ? hw_canvas_shading_get_floor (self->shading)
             : NULL;
}

/* --- the widget --- */

static void
hw_canvas_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
  *minimum_baseline = *natural_baseline = -1;
}

static void
hw_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HwCanvas *self = HW_CANVAS (widget);

  for (guint i = 0; i < HW_N_VIEWS; i++)
    {
      self->viewports[i].width = width;
      self->viewports[i].height = height;
    }
  drop_selection_node (self);
  if (self->document != NULL && self->hall != 0
      && (!self->placed[self->view] || self->follow_fit[self->view]))
    {
      if (self->placed[self->view])
        hw_canvas_fit_now (self);
      else
        hw_canvas_ensure_placed (self);
      /* Labels of others must not change during an allocation. */
      if (self->telling == 0)
        self->telling = g_idle_add_once (telling_cb, self);
    }

  gtk_widget_measure (self->items, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->items, &(GtkAllocation){ 0, 0, width, height }, -1);
  if (gtk_widget_should_layout (self->empty))
    gtk_widget_size_allocate (self->empty, &(GtkAllocation){ 0, 0, width, height }, -1);
  hw_canvas_allocate_card (self, width, height);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
theme_changed_cb (GtkSettings *settings, GParamSpec *pspec, HwCanvas *self)
{
  hw_canvas_redraw (self);
}

static void
hw_canvas_dispose (GObject *object)
{
  HwCanvas *self = HW_CANVAS (object);

  hw_canvas_stop_glide (self);
  g_clear_handle_id (&self->telling, g_source_remove);
  g_clear_handle_id (&self->describing, g_source_remove);
  hw_canvas_drop_minimap (self);
  hw_canvas_shading_reset (self->shading);
  g_clear_pointer (&self->carry, hw_carry_free);
  g_clear_object (&self->design_signals);
  g_clear_object (&self->selection_signals);
  g_clear_pointer (&self->layout, hw_racks_layout_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  g_clear_pointer (&self->items, gtk_widget_unparent);
  g_clear_pointer (&self->empty, gtk_widget_unparent);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->rename, gtk_widget_unparent);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_canvas_parent_class)->dispose (object);
}

static void
hw_canvas_finalize (GObject *object)
{
  HwCanvas *self = HW_CANVAS (object);

  g_free (self->description);
  hw_canvas_picture_free (self->picture);
  hw_canvas_shading_free (self->shading);
  hw_navigator_free (self->navigator);
  drop_selection_node (self);
  G_OBJECT_CLASS (hw_canvas_parent_class)->finalize (object);
}

static void
hw_canvas_class_init (HwCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hw_canvas_dispose;
  object_class->finalize = hw_canvas_finalize;
  widget_class->snapshot = hw_canvas_snapshot;
  widget_class->measure = hw_canvas_measure;
  widget_class->size_allocate = hw_canvas_size_allocate;

  signals[SIGNAL_VIEW_CHANGED] = g_signal_new (
      "view-changed", HW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice",
                                         HW_TYPE_CANVAS,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING,
                                         G_TYPE_BOOLEAN);
  signals[SIGNAL_EXPLAIN] = g_signal_new (
      "explain", HW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "hw-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  hw_canvas_class_add_keys (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-canvas.ui");
  gtk_widget_class_bind_template_child (widget_class, HwCanvas, empty);
  gtk_widget_class_bind_template_child (widget_class, HwCanvas, card);
}

static void
hw_canvas_init (HwCanvas *self)
{
  g_type_ensure (HW_TYPE_CONSEQUENCE_CARD);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = hw_canvas_items_new ();
  gtk_widget_set_parent (self->items, GTK_WIDGET (self));

  hw_hall_options_init (&self->hall_options);
  for (guint i = 0; i < HW_N_VIEWS; i++)
    self->viewports[i].scale = 0.1;
  self->picture = hw_canvas_picture_new (hw_canvas_build_scene, self);
  self->shading = hw_canvas_shading_new (GTK_WIDGET (self));

  self->design_signals = g_signal_group_new (HW_TYPE_DESIGN);
  g_signal_group_connect (self->design_signals, "changed", G_CALLBACK (design_changed_cb), self);
  self->selection_signals = g_signal_group_new (HW_TYPE_SELECTION);
  g_signal_group_connect (
      self->selection_signals, "changed", G_CALLBACK (selection_changed_cb), self);

  hw_canvas_attach_navigation (self);
  hw_canvas_attach_minimap (self);
  hw_canvas_attach_measuring (self);
  hw_canvas_attach_selecting (self);
  hw_canvas_attach_carrying (self);
  hw_canvas_attach_features (self);
  hw_canvas_attach_keys (self);
  hw_style_watch (GTK_WIDGET (self), G_CALLBACK (theme_changed_cb), self);
}
