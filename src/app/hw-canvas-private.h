/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-canvas.h"

#include "hw-canvas-picture.h"
#include "hw-carry.h"

G_BEGIN_DECLS

/* Shared by the files of the canvas only. */

struct _HwCanvas
{
  GtkWidget parent_instance;

  /* Own children */
  GtkWidget *card; /* consequences of a drag */
  GtkWidget *menu;
  GtkWidget *empty; /* said where there is no hall */

  /* Of the document */
  HwDocument *document;
  HwSelection *selection;
  GSignalGroup *design_signals;
  GSignalGroup *selection_signals;

  /* What is shown */
  HwView view;
  HwHandle hall;
  HwHallOptions hall_options;
  HwRacksOptions racks_options;
  HwRacksLayout *layout;
  HwViewport viewports[HW_N_VIEWS];
  gboolean placed[HW_N_VIEWS];     /* the viewport has been fitted once */
  gboolean follow_fit[HW_N_VIEWS]; /* and nobody moved it since: it fits again after a resize */
  HwCanvasPicture *picture;
  gboolean drew_preview;         /* the picture was drawn while a drag was under way */
  guint telling;                 /* idle source: an allocation has moved the view */
  GskRenderNode *selection_node; /* outlines of the selection, and the legend of the plan */

  GArray *shades; /* places that would take what is carried */
  GskRenderNode *shade_node;

  /* The hand */
  HwRef hover;
  double pointer_x, pointer_y;
  gboolean space_held;
  double pan_x, pan_y; /* how far the drag of the drawing has come */
  double pinch_scale;
  HwCarry *carry;
  HwHandle carry_beside; /* the rack beside which a rack was tried last, in elevations */
  double grab_x, grab_y; /* of what is moved: from its corner to the pointer, world units */
  gboolean banding;
  double band_x0, band_y0, band_x1, band_y1;
  GtkGesture *drag_gesture;
  GtkDropTarget *drop_target;
};

static inline HwViewport *
hw_canvas_viewport (HwCanvas *self)
{
  return &self->viewports[self->view];
}
static inline HwDesign *
hw_canvas_design (HwCanvas *self)
{
  return hw_document_get_design (self->document);
}

/* hw-canvas.c */
/* Only what lies above the picture: hover, ghost, rubber band. */
void hw_canvas_redraw_hand (HwCanvas *self);
/* The picture too. */
void hw_canvas_redraw (HwCanvas *self);
void hw_canvas_emit_view_changed (HwCanvas *self);
G_GNUC_PRINTF (3, 4)
void hw_canvas_notice (HwCanvas *self, gboolean undoable, const char *format, ...);

/* hw-canvas-view.c */
void hw_canvas_fit_now (HwCanvas *self);
/* Fits a view that was never looked at. */
void hw_canvas_ensure_placed (HwCanvas *self);
/* After every change of a viewport by hand. */
void hw_canvas_viewport_moved (HwCanvas *self);
gboolean hw_canvas_world_rect (
    HwCanvas *self, HwRef ref, double *x, double *y, double *width, double *height);

/* hw-canvas-navigate.c */
void hw_canvas_attach_navigation (HwCanvas *self);

/* hw-canvas-select.c */
void hw_canvas_attach_selecting (HwCanvas *self);
HwRef hw_canvas_pick (HwCanvas *self, double x, double y);
void hw_canvas_snapshot_band (HwCanvas *self, GtkSnapshot *snapshot);
void hw_canvas_update_band (HwCanvas *self, double x, double y);
void hw_canvas_end_band (HwCanvas *self, gboolean add);

/* hw-canvas-shade.c */
GArray *hw_canvas_shades_new (void);
/* When something has just been taken, before it is tried anywhere. */
void hw_canvas_prepare_shade (HwCanvas *self);
/* The view has moved. */
void hw_canvas_drop_shade_node (HwCanvas *self);
void hw_canvas_snapshot_shade (HwCanvas *self, GtkSnapshot *snapshot);

/* hw-canvas-carry.c */
void hw_canvas_attach_carrying (HwCanvas *self);
void hw_canvas_carry_to (HwCanvas *self, double x, double y);
/* Drops it; FALSE with a notice where it cannot be. */
gboolean hw_canvas_carry_drop (HwCanvas *self);
void hw_canvas_carry_cancel (HwCanvas *self);
void hw_canvas_allocate_card (HwCanvas *self, int width, int height);

G_END_DECLS
