/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-diagram-private.h"

#include "hw-style.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
#define MIN_SCALE 0.002
#define MAX_SCALE 6.0
/* At most this large when all of it is shown. */
#define FIT_SCALE 1.6
/* Of a page to be read. */
#define LARGEST_PAGE 1.6

enum
{
  SIGNAL_VIEW_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwDiagram, hw_diagram, GTK_TYPE_WIDGET)

static gboolean
extent (HwDiagram *self, double *x, double *y, double *width, double *height)
{
  return self->source != NULL && self->source->extent (self->data, x, y, width, height);
}

gboolean
hw_diagram_is_shown (HwDiagram *self)
{
  double x, y, width, height;

  return extent (self, &x, &y, &width, &height);
}

/* --- looking --- */

/* The whole page where that is large enough to be read, else its top. */
static void
fit_page (HwDiagram *self, double x, double y, double width, double height)
{
  HwViewport *view = &self->viewport;
  double whole = (view->height - 2 * HW_DIAGRAM_MARGIN) / height;
  double wide = CLAMP ((view->width - 2 * HW_DIAGRAM_MARGIN) / width, 1, LARGEST_PAGE);

  view->scale = wide;
  view->x = x + width / 2 - view->width / 2 / wide;
  view->y = y - HW_DIAGRAM_MARGIN / wide;
  if (whole > wide)
    view->y = y + height / 2 - view->height / 2 / wide;
}

static void
fit_now (HwDiagram *self)
{
  double x, y, width, height;

  if (!extent (self, &x, &y, &width, &height) || self->viewport.width <= 2 * HW_DIAGRAM_MARGIN
      || self->viewport.height <= 2 * HW_DIAGRAM_MARGIN)
    return;
  hw_viewport_fit (&self->viewport, x, y, width, height, HW_DIAGRAM_MARGIN);
  if (self->source->page)
    fit_page (self, x, y, width, height);
  else if (self->viewport.scale > FIT_SCALE)
    hw_viewport_zoom_at (&self->viewport,
                         self->viewport.width / 2,
                         self->viewport.height / 2,
                         FIT_SCALE / self->viewport.scale);
  self->follow_fit = TRUE;
}

static void
moved (HwDiagram *self)
{
  self->follow_fit = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

double
hw_diagram_get_zoom (HwDiagram *self)
{
  return self->viewport.scale;
}

static gboolean
is_active (gpointer data)
{
  return hw_diagram_is_shown (data);
}

static void
zoom_at (gpointer data, double x, double y, double factor)
{
  HwDiagram *self = data;
  double scale = CLAMP (self->viewport.scale * factor, MIN_SCALE, MAX_SCALE);

  if (!hw_diagram_is_shown (self) || scale == self->viewport.scale)
    return;
  hw_viewport_zoom_at (&self->viewport, x, y, scale / self->viewport.scale);
  moved (self);
}

static void
pan (gpointer data, double dx, double dy)
{
  HwDiagram *self = data;

  hw_viewport_pan (&self->viewport, dx, dy);
  moved (self);
}

void
hw_diagram_zoom_by (HwDiagram *self, double factor)
{
  double x, y;

  hw_zoom_centre (&self->viewport,
                  self->selection,
                  self->source != NULL ? self->source->place_of : NULL,
                  self->data,
                  &x,
                  &y);
  zoom_at (self, x, y, factor);
}

void
hw_diagram_fit (HwDiagram *self)
{
  fit_now (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

void
hw_diagram_get_rect (
    HwDiagram *self, double x, double y, double width, double height, graphene_rect_t *rect)
{
  const HwViewport *view = &self->viewport;

  *rect = GRAPHENE_RECT_INIT (
      hw_viewport_x (view, x), hw_viewport_y (view, y), width * view->scale, height * view->scale);
}

void
hw_diagram_show (HwDiagram *self, double x, double y, double width, double height)
{
  graphene_rect_t rect;
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, self->viewport.width, self->viewport.height);

  hw_diagram_get_rect (self, x, y, width, height, &rect);
  if (self->viewport.width <= 0 || graphene_rect_contains_rect (&view, &rect))
    return;
  pan (self,
       self->viewport.width / 2 - rect.origin.x - rect.size.width / 2,
       self->viewport.height / 2 - rect.origin.y - rect.size.height / 2);
}

/* To its own size at most, and no smaller than it is shown. */
static void
zoom_now (HwDiagram *self, const graphene_rect_t *area)
{
  HwViewport fit = self->viewport;
  graphene_rect_t rect;

  hw_viewport_fit (
      &fit, area->origin.x, area->origin.y, area->size.width, area->size.height, HW_DIAGRAM_MARGIN);
  if (self->viewport.scale < MIN (fit.scale, 1))
    self->viewport.scale = MIN (fit.scale, 1);
  hw_diagram_get_rect (
      self, area->origin.x, area->origin.y, area->size.width, area->size.height, &rect);
  hw_viewport_pan (&self->viewport,
                   self->viewport.width / 2 - rect.origin.x - rect.size.width / 2,
                   self->viewport.height / 2 - rect.origin.y - rect.size.height / 2);
  self->follow_fit = FALSE;
}

void
hw_diagram_zoom_to (HwDiagram *self, double x, double y, double width, double height)
{
  self->wanted = GRAPHENE_RECT_INIT (x, y, width, height);
  self->has_wanted = TRUE;
  if (self->viewport.width > 2 * HW_DIAGRAM_MARGIN)
    {
      self->has_wanted = FALSE;
      zoom_now (self, &self->wanted);
      moved (self);
    }
}

/* --- what is shown --- */

void
hw_diagram_redraw_overlay (HwDiagram *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hw_diagram_redraw (HwDiagram *self)
{
  hw_canvas_picture_invalidate (self->picture);
  /* A network that nobody sees is not derived for it. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (self->empty, self->source != NULL && !hw_diagram_is_shown (self));
  if (self->follow_fit)
    fit_now (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hw_diagram_refit (HwDiagram *self)
{
  self->follow_fit = TRUE;
  hw_diagram_redraw (self);
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

void
hw_diagram_set_source (HwDiagram *self, const HwDiagramSource *source, gpointer data)
{
  self->source = source;
  self->data = data;
  hw_diagram_refit (self);
}

void
hw_diagram_set_empty (
    HwDiagram *self, const char *title, const char *text, const char *button, const char *action)
{
  gtk_label_set_text (GTK_LABEL (self->empty_title), title);
  gtk_label_set_text (GTK_LABEL (self->empty_text), text);
  gtk_button_set_label (GTK_BUTTON (self->empty_button), button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action);
}

/* --- following a document --- */

static void
results_changed_cb (HwResults *results, gboolean preview, HwDiagram *self)
{
  if (self->source == NULL)
    return;
  self->source->forget (self->data);
  hw_diagram_redraw (self);
}

void
hw_diagram_follow (HwDiagram *self, HwDocument *document, HwSelection *selection)
{
  if (self->source != NULL)
    self->source->forget (self->data);
  g_set_object (&self->selection, selection);
  g_signal_group_set_target (self->results_signals,
                             document != NULL ? hw_document_get_results (document) : NULL);
  g_signal_group_set_target (self->selection_signals, selection);
  hw_diagram_refit (self);
}

void
hw_diagram_click_object (HwDiagram *self, HwRef ref, guint n, gboolean add)
{
  if (ref.handle == 0)
    {
      if (!add)
        hw_selection_clear (self->selection);
      return;
    }
  if (add)
    hw_selection_toggle (self->selection, ref);
  else
    hw_selection_select_one (self->selection, ref);
  if (n == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-in-racks", NULL);
}

static HwScene *
build_scene (const HwViewport *viewport, gpointer data)
{
  HwDiagram *self = data;

  return self->source->build (self->data, hw_style_get_theme (GTK_WIDGET (self)), viewport);
}

/* --- the widget --- */

static void
hw_diagram_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HwDiagram *self = HW_DIAGRAM (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (hw_diagram_is_shown (self) && width > 0 && height > 0)
    {
      g_autoptr (HwScene) scene = hw_scene_new (hw_style_get_theme (widget), &self->viewport);

      hw_canvas_picture_snapshot (
          self->picture, snapshot, &self->viewport, gtk_widget_get_scale_factor (widget));
      self->source->overlay (self->data, scene);
      hw_canvas_append_scene (snapshot, scene, gtk_widget_get_scale_factor (widget));
    }
  gtk_widget_snapshot_child (widget, self->empty, snapshot);
}

static void
hw_diagram_measure (GtkWidget *widget,
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
telling_cb (gpointer data)
{
  HwDiagram *self = data;

  self->telling = 0;
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

static void
hw_diagram_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HwDiagram *self = HW_DIAGRAM (widget);

  self->viewport.width = width;
  self->viewport.height = height;
  if (self->follow_fit || self->has_wanted)
    {
      if (self->has_wanted)
        zoom_now (self, &self->wanted);
      else
        fit_now (self);
      self->has_wanted = FALSE;
      /* Labels of others must not change during an allocation. */
      if (self->telling == 0)
        self->telling = g_idle_add_once (telling_cb, self);
    }
  if (gtk_widget_should_layout (self->empty))
    gtk_widget_size_allocate (self->empty, &(GtkAllocation){ 0, 0, width, height }, -1);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
hw_diagram_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hw_diagram_parent_class)->map (widget);
  hw_diagram_redraw (HW_DIAGRAM (widget));
}

static void
theme_changed_cb (GtkSettings *settings, GParamSpec *pspec, HwDiagram *self)
{
  hw_diagram_redraw (self);
}

static void
hw_diagram_dispose (GObject *object)
{
  HwDiagram *self = HW_DIAGRAM (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  self->source = NULL;
  g_clear_object (&self->results_signals);
  g_clear_object (&self->selection_signals);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->empty, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_diagram_parent_class)->dispose (object);
}

static void
hw_diagram_finalize (GObject *object)
{
  HwDiagram *self = HW_DIAGRAM (object);

  hw_canvas_picture_free (self->picture);
  hw_navigator_free (self->navigator);
  G_OBJECT_CLASS (hw_diagram_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_Delete, "win.delete" },    { GDK_KEY_KP_Delete, "win.delete" },
    { GDK_KEY_BackSpace, "win.delete" }, { GDK_KEY_Escape, "win.restore-failed" },
    { GDK_KEY_f, "win.zoom-fit" },       { GDK_KEY_plus, "win.zoom-in" },
    { GDK_KEY_equal, "win.zoom-in" },    { GDK_KEY_KP_Add, "win.zoom-in" },
    { GDK_KEY_minus, "win.zoom-out" },   { GDK_KEY_KP_Subtract, "win.zoom-out" },
  };

  /* Of the balancing valve of what is selected; all the way: back to the rule. */
  static const struct
  {
    guint key;
    int steps;
  } trims[] = {
    { GDK_KEY_Up, 1 },       { GDK_KEY_KP_Up, 1 },   { GDK_KEY_Down, -1 },
    { GDK_KEY_KP_Down, -1 }, { GDK_KEY_Home, 1000 }, { GDK_KEY_KP_Home, 1000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, 0, keys[i].action, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (trims); i++)
    gtk_widget_class_add_binding_action (
        klass, trims[i].key, GDK_CONTROL_MASK, "win.trim-valve", "i", trims[i].steps);
}

static void
hw_diagram_class_init (HwDiagramClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hw_diagram_dispose;
  object_class->finalize = hw_diagram_finalize;
  widget_class->map = hw_diagram_map;
  widget_class->snapshot = hw_diagram_snapshot;
  widget_class->measure = hw_diagram_measure;
  widget_class->size_allocate = hw_diagram_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-diagram.ui");
  gtk_widget_class_bind_template_child (widget_class, HwDiagram, empty);
  gtk_widget_class_bind_template_child (widget_class, HwDiagram, empty_title);
  gtk_widget_class_bind_template_child (widget_class, HwDiagram, empty_text);
  gtk_widget_class_bind_template_child (widget_class, HwDiagram, empty_button);
  gtk_widget_class_set_css_name (widget_class, "diagram");
  add_keys (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[SIGNAL_VIEW_CHANGED] = g_signal_new ("view-changed",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               0);
}

static void
hw_diagram_init (HwDiagram *self)
{
  static const HwNavigatorMoves moves = { is_active, zoom_at, pan, NULL };
  GtkWidget *widget = GTK_WIDGET (self);

  self->viewport.scale = 1;
  self->follow_fit = TRUE;
  gtk_widget_init_template (widget);
  self->picture = hw_canvas_picture_new (build_scene, self);
  self->results_signals = g_signal_group_new (HW_TYPE_RESULTS);
  g_signal_group_connect (self->results_signals, "changed", G_CALLBACK (results_changed_cb), self);
  self->selection_signals = g_signal_group_new (HW_TYPE_SELECTION);
  g_signal_group_connect_swapped (
      self->selection_signals, "changed", G_CALLBACK (hw_diagram_redraw_overlay), self);
  self->navigator = hw_navigator_new (widget, &moves, self);
  hw_diagram_add_hand (self);
  hw_style_watch (widget, G_CALLBACK (theme_changed_cb), self);
}
