/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-canvas.h"

#include "hw-canvas-picture.h"
#include "hw-canvas-shading.h"
#include "hw-carry.h"
#include "hw-navigator.h"

G_BEGIN_DECLS

/* Shared by the files of the canvas only. */

typedef struct _HwCanvasGlide HwCanvasGlide;

struct _HwCanvas
{
  GtkWidget parent_instance;

  /* Own children */
  GtkWidget *card; /* consequences of a drag */
  GtkWidget *menu;
  GtkWidget *rename; /* nullable: a field for the name of an object, beside it */
  GtkWidget *bubble; /* nullable: what was asked about an object */
  GtkWidget *empty;  /* said where there is no hall */
  GtkWidget *items;  /* what is drawn, for assistive technology */

  /* Of the document */
  HwDocument *document;
  HwSelection *selection;
  GSignalGroup *design_signals;
  GSignalGroup *selection_signals;

  /* What is shown */
  HwView view;
  HwHandle hall;
  HwHallOptions hall_options;
  HwHandle cable_fabric; /* of the cable whose way is shown; 0: none */
  guint cable;
  HwRacksOptions racks_options;
  HwRacksLayout *layout;
  HwViewport viewports[HW_N_VIEWS];
  gboolean placed[HW_N_VIEWS];     /* the viewport has been fitted once */
  gboolean follow_fit[HW_N_VIEWS]; /* and nobody moved it since: it fits again after a resize */
  HwPlace wanted[HW_N_VIEWS];      /* where it is to be once there is room; scale 0: nowhere */
  HwCanvasGlide *glide;            /* (nullable): under way into a rack */
  HwCanvasPicture *picture;
  HwCanvasShading *shading;

  /* The small picture in the corner */
  gboolean minimap; /* wanted */
  GskRenderNode *minimap_node;
  HwViewport minimap_viewport; /* of the node */
  HwView minimap_view;
  gboolean minimap_old; /* the picture has changed */
  guint minimap_source;

  gboolean drew_failures;        /* it shows what failures made of racks and devices */
  gboolean drew_preview;         /* the picture was drawn while a drag was under way */
  guint telling;                 /* idle source: an allocation has moved the view */
  guint describing;              /* idle source: the accessible name is another */
  char *description;             /* that */
  GskRenderNode *selection_node; /* outlines of the selection, and the legend of the plan */

  /* The hand */
  HwRef hover;
  double pointer_x, pointer_y;
  HwNavigator *navigator;
  HwCarry *carry;
  gboolean carry_by_key;
  HwHandle key_rack; /* where the keys want it */
  HwSlot key_slot;
  gint32 key_x, key_y;
  double menu_x, menu_y; /* where the context menu was asked for */
  HwHandle menu_rack;    /* and the empty units there; 0: none */
  HwSlot menu_slot;
  const char *menu_kind;
  HwHandle carry_beside; /* the rack beside which a rack was tried last, in elevations */
  double grab_x, grab_y; /* of what is moved: from its corner to the pointer, world units */
  gboolean measuring;    /* the measure is in the hand */
  gboolean measured;     /* and has measured something */
  HwMeasure measure;
  HwRef feature_held; /* the floor feature, or cable tray, under the pressed pointer */
  HwRef feature;      /* and once it is dragged, or picked up by key; handle 0: none */
  gboolean feature_by_key;
  gint32 feature_x, feature_y; /* where it is wanted */
  gboolean feature_fits;       /* there */
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

/* hw-canvas-paint.c */
/* The picture of @data, a canvas. */
HwScene *hw_canvas_build_scene (const HwViewport *viewport, gpointer data);
void hw_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* hw-canvas-describe.c */
/* What is selected, or where it is, is another. */
void hw_canvas_describe (HwCanvas *self);
/* "dgx-02, DGX B200, A03 at U1–U10, 14.3 kW": an object without its problems. Returns: (transfer
 * full) */
char *hw_canvas_dup_brief (HwCanvas *self, HwRef ref);

/* hw-canvas-view.c */
void hw_canvas_fit_now (HwCanvas *self);
/* Fits a view that was never looked at. */
void hw_canvas_ensure_placed (HwCanvas *self);
/* After every change of a viewport by hand. */
void hw_canvas_viewport_moved (HwCanvas *self);
/* A step of zoom, with a point of the widget where it is. */
void hw_canvas_zoom_at (HwCanvas *self, double x, double y, double factor);
/* Goes from the plan into the elevation of a rack; moving the view otherwise stops it. */
void hw_canvas_enter_rack (HwCanvas *self, HwHandle rack);
void hw_canvas_stop_glide (HwCanvas *self);
gboolean hw_canvas_world_rect (
    HwCanvas *self, HwRef ref, double *x, double *y, double *width, double *height);

/* hw-canvas-navigate.c */
void hw_canvas_attach_navigation (HwCanvas *self);

/* hw-canvas-edit.c */
/* "dgx-02", "3 racks", "5 objects". Returns: (transfer full) */
char *hw_canvas_dup_what (HwCanvas *self);
/* Ends the open transaction: commits and tells @label (nullable), or takes it back and says why. */
void hw_canvas_finish (HwCanvas *self, gboolean done, const char *label, const GError *error);

/* hw-canvas-keys.c */
void hw_canvas_class_add_keys (GtkWidgetClass *klass);
void hw_canvas_attach_keys (HwCanvas *self);
/* Moves what is carried by key: as hw_canvas_nudge(). */
void hw_canvas_carry_step (HwCanvas *self, int dx, int dy, gboolean fine);

/* hw-canvas-menu.c */
void hw_canvas_show_menu (HwCanvas *self, HwRef ref, double x, double y);

/* hw-canvas-select.c */
void hw_canvas_attach_selecting (HwCanvas *self);
HwRef hw_canvas_pick (HwCanvas *self, double x, double y);
void hw_canvas_snapshot_band (HwCanvas *self, GtkSnapshot *snapshot);
void hw_canvas_update_band (HwCanvas *self, double x, double y);
/* @state: Shift adds, Ctrl toggles */
void hw_canvas_end_band (HwCanvas *self, GdkModifierType state);

/* hw-canvas-minimap.c */
void hw_canvas_attach_minimap (HwCanvas *self);
void hw_canvas_snapshot_minimap (HwCanvas *self, GtkSnapshot *snapshot);
/* What it shows is another: it is drawn again soon. */
void hw_canvas_renew_minimap (HwCanvas *self);
void hw_canvas_drop_minimap (HwCanvas *self);

/* hw-canvas-measure.c */
void hw_canvas_attach_measuring (HwCanvas *self);
void hw_canvas_snapshot_measure (HwCanvas *self, GtkSnapshot *snapshot);
/* hw-canvas-feature.c */
/* To joints and centimetres, inside the walls. */
void hw_canvas_snap_area (const HwHall *hall, HwArea *area);

/* hw-canvas-tray.c */
/* What lies in a placed tray. Returns: (transfer full) (nullable): not while cables are laid */
char *hw_canvas_dup_tray_load (HwCanvas *self, HwHandle tray);
/* The trays above a place of the window, where they are shown, a line each. Returns: (transfer
 * full) (nullable) */
char *hw_canvas_dup_trays_at (HwCanvas *self, double x, double y);
/* Adds the cables in the trays there, each to be followed. */
void hw_canvas_add_tray_cables (HwCanvas *self, GMenu *menu, double x, double y);
/* Appends an item with a name that people gave: an underscore of it is no mnemonic. */
void hw_canvas_append_named (GMenu *menu, const char *name, const char *action, const char *target);

/* hw-canvas-feature-move.c */
void hw_canvas_attach_features (HwCanvas *self);
void hw_canvas_snapshot_feature (HwCanvas *self, GtkSnapshot *snapshot);
/* Where it could stand, below all that. Returns: whether one is in the hand */
gboolean hw_canvas_snapshot_feature_field (HwCanvas *self, GtkSnapshot *snapshot);
/* Takes the selected feature into the hand, or drops the one that is; whether there was one. */
gboolean hw_canvas_feature_pick_up (HwCanvas *self);
/* Moves what is held by key: as hw_canvas_nudge(); whether there was one. */
gboolean hw_canvas_feature_step (HwCanvas *self, int dx, int dy, gboolean fine);
void hw_canvas_feature_cancel (HwCanvas *self);

/* hw-canvas-carry.c */
void hw_canvas_attach_carrying (HwCanvas *self);
void hw_canvas_carry_to (HwCanvas *self, double x, double y);
/* Drops it; FALSE with a notice where it cannot be. */
gboolean hw_canvas_carry_drop (HwCanvas *self);
void hw_canvas_carry_cancel (HwCanvas *self);
/* Begins to carry @ref, or the selection that it belongs to. */
void hw_canvas_take (HwCanvas *self, HwRef ref);
gboolean hw_canvas_can_take (HwCanvas *self, HwRef ref);
void hw_canvas_show_card (HwCanvas *self);
void hw_canvas_allocate_card (HwCanvas *self, int width, int height);

G_END_DECLS
