/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phases-view.h"

#include <glib/gi18n.h>

#include "hw-background-kinds.h"
#include "hw-scene-phases.h"

/* Half the size of what the pointer takes the slider by. */
#define HANDLE 6

struct _HwPhasesView
{
  HwDiagram *diagram;
  HwDocument *document;

  HwPhasesLayout *layout; /* until the next change of the design, the phase or the room */
  int width, height;      /* of the diagram that it was laid out for */

  gint hover;       /* phase that the pointer is at; -1: none */
  gboolean at_axis; /* where the slider goes, not on a bar */
  double world_x;   /* of the pointer */
  gboolean taken;   /* the slider is in the hand */
  double taken_x;   /* where it was pressed */
};

static void
drop_layout (HwPhasesView *self)
{
  g_clear_pointer (&self->layout, hw_phases_layout_free);
}

static gboolean
ensure_layout (HwPhasesView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->diagram));
  int height = gtk_widget_get_height (GTK_WIDGET (self->diagram));

  if (width != self->width || height != self->height)
    drop_layout (self);
  self->width = width;
  self->height = height;
  if (self->layout == NULL && self->document != NULL)
    {
      HwResults *results = hw_document_get_results (self->document);

      self->layout = hw_phases_layout_new (
          results, width - 2 * HW_DIAGRAM_MARGIN, height - 2 * HW_DIAGRAM_MARGIN);
      hw_background_ask_phases (results);
    }
  if (self->layout == NULL || hw_phases_layout_n_phases (self->layout) == 0)
    return FALSE;
  self->hover = MIN (self->hover, (gint)hw_phases_layout_n_phases (self->layout) - 1);
  return TRUE;
}

/* The one way: what the chooser of the window does too. */
static void
choose (HwPhasesView *self, guint index)
{
  HwDesign *design = hw_document_get_design (self->document);
  char buffer[HW_ID_SIZE];

  if (index == hw_phases_layout_get_shown (self->layout)
      && hw_results_get_phase (hw_document_get_results (self->document)) != 0)
    return;
  hw_design_id_text (
      design, HW_REF (HW_TABLE_PHASE, hw_phases_layout_get_phase (self->layout, index)), buffer);
  gtk_widget_activate_action (GTK_WIDGET (self->diagram), "win.phase", "s", buffer);
}

/* --- the diagram's source --- */

static gboolean
extent (gpointer data, double *x, double *y, double *width, double *height)
{
  HwPhasesView *self = data;

  if (!ensure_layout (self))
    return FALSE;
  hw_phases_layout_extent (self->layout, x, y, width, height);
  return TRUE;
}

/* What is shown, for who does not see it. */
static void
tell (HwPhasesView *self)
{
  g_autofree char *text
      = hw_phases_layout_describe (self->layout, hw_phases_layout_get_shown (self->layout));

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->diagram), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static HwScene *
build (gpointer data, const HwTheme *theme, const HwViewport *viewport)
{
  HwPhasesView *self = data;

  tell (self);
  return hw_scene_phases_build (self->layout, theme, viewport);
}

static void
overlay (gpointer data, HwScene *scene)
{
  HwPhasesView *self = data;

  if (!ensure_layout (self))
    return;
  if (self->taken)
    hw_scene_phases_overlay (
        scene, self->layout, (gint)hw_phases_layout_get_shown (self->layout), TRUE);
  else
    hw_scene_phases_overlay (scene, self->layout, self->hover, FALSE);
}

static gboolean
point (gpointer data, const HwScene *scene, double x, double y, double world_x, double world_y)
{
  HwPhasesView *self = data;
  gint hover = -1;

  self->world_x = world_x;
  self->at_axis = FALSE;
  if (scene != NULL && ensure_layout (self))
    {
      self->at_axis = hw_phases_layout_on_slider (self->layout, world_x, world_y);
      hover = self->at_axis ? (gint)hw_phases_layout_nearest (self->layout, world_x)
                            : hw_phases_layout_row_at (self->layout, world_x, world_y);
    }
  if (hover == self->hover)
    return FALSE;
  self->hover = hover;
  return TRUE;
}

static char *
describe (gpointer data)
{
  HwPhasesView *self = data;

  return self->hover >= 0 && ensure_layout (self)
             ? hw_phases_layout_describe (self->layout, (guint)self->hover)
             : NULL;
}

static void
click (gpointer data, guint n, gboolean add)
{
  HwPhasesView *self = data;

  if (self->hover >= 0 && ensure_layout (self))
    choose (self, (guint)self->hover);
}

static void
forget (gpointer data)
{
  drop_layout (data);
}

static gboolean
take (gpointer data)
{
  HwPhasesView *self = data;

  if (!self->at_axis)
    return FALSE;
  self->taken = TRUE;
  self->taken_x = self->world_x;
  choose (self, hw_phases_layout_nearest (self->layout, self->taken_x));
  return TRUE;
}

static void
drag (gpointer data, double dx, double dy)
{
  HwPhasesView *self = data;

  if (ensure_layout (self))
    choose (self,
            hw_phases_layout_nearest (self->layout,
                                      self->taken_x + dx / hw_diagram_get_zoom (self->diagram)));
}

static void
drop (gpointer data, gboolean given_up)
{
  ((HwPhasesView *)data)->taken = FALSE;
}

/* --- the whole --- */

void
hw_phases_view_step (HwPhasesView *self, int steps)
{
  int last;

  if (!ensure_layout (self))
    return;
  last = (int)hw_phases_layout_n_phases (self->layout) - 1;
  choose (self, (guint)CLAMP ((int)hw_phases_layout_get_shown (self->layout) + steps, 0, last));
}

static void
add_keys (HwDiagram *diagram)
{
  static const struct
  {
    guint key;
    int steps;
  } keys[] = {
    { GDK_KEY_Left, -1 },    { GDK_KEY_KP_Left, -1 },   { GDK_KEY_Right, 1 },
    { GDK_KEY_KP_Right, 1 }, { GDK_KEY_Home, -10001 },  { GDK_KEY_KP_Home, -10001 },
    { GDK_KEY_End, 10001 },  { GDK_KEY_KP_End, 10001 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (keys[i].key, 0),
                                         gtk_named_action_new ("win.step-phase"),
                                         "i",
                                         keys[i].steps));
  gtk_widget_add_controller (GTK_WIDGET (diagram), controller);
}

HwPhasesView *
hw_phases_view_new (HwDiagram *diagram)
{
  static const HwDiagramSource source
      = { extent, build, overlay, point, describe, click, forget, take, drag, drop };
  HwPhasesView *self = g_new0 (HwPhasesView, 1);

  self->diagram = diagram;
  self->hover = -1;
  hw_diagram_set_empty (
      diagram,
      _ ("No phases yet"),
      _ ("A phase is a stage of the build-out with its date. Racks and devices are installed in "
         "one and may be removed in a later one; the figures of every phase follow."),
      _ ("_Add a Phase"),
      "win.add-phase");
  hw_diagram_set_source (diagram, &source, self);
  add_keys (diagram);
  return self;
}

void
hw_phases_view_free (HwPhasesView *self)
{
  if (self == NULL)
    return;
  hw_diagram_set_source (self->diagram, NULL, NULL);
  drop_layout (self);
  g_clear_object (&self->document);
  g_free (self);
}

void
hw_phases_view_set_document (HwPhasesView *self, HwDocument *document, HwSelection *selection)
{
  self->taken = FALSE;
  g_set_object (&self->document, document);
  hw_diagram_follow (self->diagram, document, selection);
}

gboolean
hw_phases_view_get_rect (HwPhasesView *self, const char *id, graphene_rect_t *rect)
{
  double x, y, half = HANDLE;

  if (!ensure_layout (self))
    return FALSE;
  for (guint i = 0; i < hw_phases_layout_n_phases (self->layout); i++)
    if (hw_ref_equal (hw_design_find (hw_document_get_design (self->document), id),
                      HW_REF (HW_TABLE_PHASE, hw_phases_layout_get_phase (self->layout, i))))
      {
        hw_phases_layout_slider (self->layout, i, &x, &y);
        hw_diagram_get_rect (self->diagram, x - half, y - half, 2 * half, 2 * half, rect);
        return TRUE;
      }
  return FALSE;
}
