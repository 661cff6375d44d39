/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"
#include "hw-scene.h"
#include "hw-selection.h"
#include "hw-zoom-centre.h"

G_BEGIN_DECLS

/* What a diagram shows: the drawing of one network. Coordinates named world are those of the
 * drawing; a scene's are those of its viewport. */
typedef struct
{
  /* Where the drawing is; FALSE where there is nothing to draw. */
  gboolean (*extent) (gpointer data, double *x, double *y, double *width, double *height);
  HwScene *(*build) (gpointer data, const HwTheme *theme, const HwViewport *viewport);
  /* What lies upon the picture and changes with the hand and the selection. */
  void (*overlay) (gpointer data, HwScene *scene);
  /* The pointer is at a world point, and at @x, @y of the scene last built; @scene: %NULL: it has
   * left. Returns: whether what it points at is another */
  gboolean (*point) (
      gpointer data, const HwScene *scene, double x, double y, double world_x, double world_y);
  /* What is pointed at, in words. Returns: (transfer full) (nullable) */
  char *(*describe) (gpointer data);
  /* What is pointed at was clicked, @n times; @add: with Ctrl or Shift. */
  void (*click) (gpointer data, guint n, gboolean add);
  /* The design is another: what was derived from it is gone. */
  void (*forget) (gpointer data);
  /* A part is pressed. Returns: whether it is in the hand now: instead of click() follow some
   * drag() and a drop(). NULL: none ever
   * is, and then the next two are not called */
  gboolean (*take) (gpointer data);
  /* The pointer has come so far from where it was pressed, in the widget's pixels. */
  void (*drag) (gpointer data, double dx, double dy);
  /* It has let go; @given_up: by Escape or the like. */
  void (*drop) (gpointer data, gboolean given_up);
  /* The key by which what is pointed at fails. Returns: (transfer full) (nullable). NULL: nothing
   * can */
  char *(*key) (gpointer data);
  /* It is a page to be read: fitted by its width, from its top, so large that its texts can be. */
  gboolean page;
  /* Whose parts can fail where what is pointed at has no key; handle 0: nothing. NULL: nothing
   * ever */
  HwRef (*holder) (gpointer data);
  /* Where objects are. NULL: none is in it */
  HwObjectPlace place_of;
} HwDiagramSource;

/* Around a drawing that is fitted into the view, pixels. */
#define HW_DIAGRAM_MARGIN 28

/* A drawing of a network that one looks at, moves about in and points into.
 *
 * Signal "view-changed" (): how large it is shown is another. */
#define HW_TYPE_DIAGRAM (hw_diagram_get_type ())
G_DECLARE_FINAL_TYPE (HwDiagram, hw_diagram, HW, DIAGRAM, GtkWidget)

/* @source: (nullable): static. Fits the drawing into the view. */
void hw_diagram_set_source (HwDiagram *self, const HwDiagramSource *source, gpointer data);
/* Draws what this document has from now on, and tells its source to forget what was before.
 * @document: (nullable), @selection: (nullable): both or none */
void hw_diagram_follow (HwDiagram *self, HwDocument *document, HwSelection *selection);
/* An object was clicked, as click() of the source has it: selects it, and goes to its rack at the
 * second click. Handle 0: beside all of them. */
void hw_diagram_click_object (HwDiagram *self, HwRef ref, guint n, gboolean add);
/* What is said where there is nothing to draw, with the action that mends it. */
void hw_diagram_set_empty (
    HwDiagram *self, const char *title, const char *text, const char *button, const char *action);
/* The drawing is another; where nobody moved it, it is fitted again. */
void hw_diagram_redraw (HwDiagram *self);
/* The same, and it is fitted into the view: it is of something else. */
void hw_diagram_refit (HwDiagram *self);
/* Only what lies upon it is. */
void hw_diagram_redraw_overlay (HwDiagram *self);

/* 1: at its own size. */
double hw_diagram_get_zoom (HwDiagram *self);
void hw_diagram_zoom_by (HwDiagram *self, double factor);
void hw_diagram_fit (HwDiagram *self);
/* Where a world rectangle is in the widget. */
void hw_diagram_get_rect (
    HwDiagram *self, double x, double y, double width, double height, graphene_rect_t *rect);
/* Brings a world rectangle into sight. */
void hw_diagram_show (HwDiagram *self, double x, double y, double width, double height);
/* The same, and near enough to be read; before it has a size, as soon as it has one. */
void hw_diagram_zoom_to (HwDiagram *self, double x, double y, double width, double height);

G_END_DECLS
