/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"
#include "hw-floor-field.h"
#include "hw-operations.h"
#include "hw-scene-hall.h"
#include "hw-scene-measure.h"
#include "hw-scene-racks.h"
#include "hw-selection.h"
#include "hw-shading.h"

G_BEGIN_DECLS

typedef enum
{
  HW_VIEW_HALL,
  HW_VIEW_RACKS,
  HW_N_VIEWS,
} HwView;

/* What is seen in a view: the point in its middle, in world units, and the pixels a unit. */
typedef struct
{
  double x, y;
  double scale;
} HwPlace;

/* The drawing of a design that one works upon: floor plan or rack elevations of one hall.
 *
 * Signals:
 * "view-changed" (): what is shown, or how large, is another.
 * "notice" (const char *text, gboolean undoable): something to tell the person.
 * "explain" (): the selection was double-clicked where there is nothing to go into. */
#define HW_TYPE_CANVAS (hw_canvas_get_type ())
G_DECLARE_FINAL_TYPE (HwCanvas, hw_canvas, HW, CANVAS, GtkWidget)

/* @document: (nullable), @selection: (nullable): both or none */
void hw_canvas_set_document (HwCanvas *self, HwDocument *document, HwSelection *selection);

HwView hw_canvas_get_view (HwCanvas *self);
void hw_canvas_set_view (HwCanvas *self, HwView view);
HwHandle hw_canvas_get_hall (HwCanvas *self);
void hw_canvas_set_hall (HwCanvas *self, HwHandle hall);
/* Another phase is chosen in the results. */
void hw_canvas_phase_changed (HwCanvas *self);
HwFaces hw_canvas_get_faces (HwCanvas *self);
void hw_canvas_set_faces (HwCanvas *self, HwFaces faces);
HwColourBy hw_canvas_get_colour_by (HwCanvas *self);
void hw_canvas_set_colour_by (HwCanvas *self, HwColourBy colour_by);

/* Whether a rack is shaded by now while something is dragged, and how. */
gboolean hw_canvas_get_shade (HwCanvas *self, HwHandle rack, HwShade *shade);
/* What is known of the floor meanwhile. Returns: (transfer none) (nullable) */
const HwFloorField *hw_canvas_get_floor_field (HwCanvas *self);

/* --- measuring on the floor plan: hw-canvas-measure.c --- */

/* Whether something is in the hand, and where: (out): the pointer upon the canvas. */
gboolean hw_canvas_get_carrying (HwCanvas *self, graphene_point_t *pointer);
gboolean hw_canvas_get_measuring (HwCanvas *self);
void hw_canvas_set_measuring (HwCanvas *self, gboolean measuring);
/* Returns: (transfer none) (nullable): what was measured last */
const HwMeasure *hw_canvas_get_measure (HwCanvas *self);

/* --- looking: hw-canvas-view.c --- */

/* 1: the size at which one works, the same on every screen. */
double hw_canvas_get_zoom (HwCanvas *self);
/* How often hall or racks were drawn anew so far. */
guint hw_canvas_count_drawings (HwCanvas *self);
/* About the middle of the view. */
void hw_canvas_zoom_by (HwCanvas *self, double factor);
void hw_canvas_fit (HwCanvas *self);
void hw_canvas_fit_selection (HwCanvas *self);
void hw_canvas_pan (HwCanvas *self, double dx, double dy);
/* FALSE where @view shows the whole, or nobody looked at it. */
gboolean hw_canvas_get_place (HwCanvas *self, HwView view, HwPlace *place);
/* A place where there is nothing to see any more is not gone to. */
void hw_canvas_set_place (HwCanvas *self, HwView view, const HwPlace *place);
/* Whether cable trays are drawn above the racks of a floor plan; at first they are not. */
void hw_canvas_set_trays (HwCanvas *self, gboolean trays);
/* Whether the pipes of the cooling loops are drawn there; at first they are not. */
void hw_canvas_set_pipes (HwCanvas *self, gboolean pipes);
/* Whether feeds are drawn along the rows; at first they are not. */
void hw_canvas_set_busways (HwCanvas *self, gboolean busways);
/* Cables have been laid: trays are fuller now. */
void hw_canvas_renew_trays (HwCanvas *self);
/* Something has failed, or works again. */
void hw_canvas_renew_failures (HwCanvas *self);
/* The cable of a fabric whose way is shown on the floor plan, and whose ends in the
 * elevations. @fabric: 0: none */
void hw_canvas_set_cable (HwCanvas *self, HwHandle fabric, guint cable);
/* Negative: none. */
gint hw_canvas_get_cable (HwCanvas *self);
/* Whether the whole is shown small in a corner where it is larger than the view; at first it is. */
void hw_canvas_set_minimap (HwCanvas *self, gboolean minimap);
/* Where that is, in the widget's coordinates; FALSE where it is not shown. */
gboolean hw_canvas_get_minimap_rect (HwCanvas *self, graphene_rect_t *rect);
/* Brings an object into sight, in the view that shows it best. */
void hw_canvas_show (HwCanvas *self, HwRef ref);
/* Where an object is drawn, in the widget's coordinates; FALSE where it is not in this view. */
gboolean hw_canvas_get_rect (HwCanvas *self, HwRef ref, graphene_rect_t *rect);

/* What it shows as accessible objects: HwCanvasItems. Returns: (transfer none) */
GtkWidget *hw_canvas_get_items (HwCanvas *self);
/* The accessible name of the drawing: what is selected, where, and what is wrong with it. Returns:
 * (transfer none) (nullable) */
const char *hw_canvas_get_description (HwCanvas *self);

/* --- working: hw-canvas-edit.c --- */

void hw_canvas_delete_selection (HwCanvas *self);
void hw_canvas_duplicate_selection (HwCanvas *self);
void hw_canvas_rotate_selection (HwCanvas *self);
void hw_canvas_select_all (HwCanvas *self);
/* All racks of the rows of what is selected. */
void hw_canvas_select_row (HwCanvas *self);
/* All racks of the groups of what is selected. */
void hw_canvas_select_groups (HwCanvas *self);
/* All racks of a group, besides what is selected or instead. Returns: one of them */
HwRef hw_canvas_select_group (HwCanvas *self, HwHandle group, gboolean add);
/* The group itself, or that of a rack or of the rack of a device; 0: none. */
HwHandle hw_canvas_group_of (HwCanvas *self, HwRef ref);
/* Whether something that is selected belongs to a group. */
gboolean hw_canvas_has_group (HwCanvas *self);
/* Asks for a name, then makes a group of the selected racks; of a whole one it is the new name. */
void hw_canvas_ask_group (HwCanvas *self);
void hw_canvas_ungroup_selection (HwCanvas *self);
/* Contains the aisle between the rows of the selection, or takes its containments away. */
void hw_canvas_contain_aisle (HwCanvas *self);
void hw_canvas_open_aisle (HwCanvas *self);
/* How many rows are in the selection, and whether one of them has its aisle contained. */
guint hw_canvas_count_rows (HwCanvas *self, gboolean *contained);
/* One step to the right (@dx) or up (@dy): a unit or a floor tile, or half a unit or a centimetre.
 */
void hw_canvas_nudge (HwCanvas *self, int dx, int dy, gboolean fine);
/* --- the clipboard: hw-canvas-clipboard.c --- */

/* Whether there was something to copy. */
gboolean hw_canvas_copy_selection (HwCanvas *self);
void hw_canvas_cut_selection (HwCanvas *self);
/* @at_menu: where the context menu was asked for, else at the next free place */
void hw_canvas_paste (HwCanvas *self, gboolean at_menu);

/* --- many at once: hw-canvas-arrange.c --- */

void hw_canvas_align_selection (HwCanvas *self, HwEdge edge);
void hw_canvas_distribute_selection (HwCanvas *self, gboolean south);
/* Ask how many, then do it. */
void hw_canvas_ask_grid (HwCanvas *self);
void hw_canvas_ask_copies (HwCanvas *self);
/* Copies racks over a grid; FALSE with a notice. */
gboolean hw_canvas_duplicate_grid (
    HwCanvas *self, guint columns, guint rows, gint32 pitch_x_mm, gint32 pitch_y_mm);
/* So many copies of each selected object, each beside the one before. */
gboolean hw_canvas_duplicate_many (HwCanvas *self, guint copies);
void hw_canvas_replace_selection (HwCanvas *self, const char *product);

/* --- states and names: hw-canvas-mark.c --- */

void hw_canvas_lock_selection (HwCanvas *self, gboolean locked);
/* Of the units that the context menu was asked for at, else above the selected device. */
void hw_canvas_ask_reservation (HwCanvas *self);
gboolean hw_canvas_can_reserve (HwCanvas *self);
void hw_canvas_rename_selection (HwCanvas *self);

/* What the context menu that is open, or was last, is about: "rack", "device", "reservation",
 * "feature", "units", "floor"; %NULL: there was none. */
const char *hw_canvas_get_menu_kind (HwCanvas *self);

/* Shows @content (transfer full) in a bubble beside an object, or in the middle. */
void hw_canvas_show_bubble (HwCanvas *self, HwRef ref, GtkWidget *content);
/* Returns: (transfer none) (nullable): that bubble while it is open */
GtkWidget *hw_canvas_get_bubble (HwCanvas *self);

/* --- keys: hw-canvas-keys.c --- */

/* Takes the selection into the hand, or drops what is in it. */
void hw_canvas_pick_up (HwCanvas *self);

/* --- from the catalogue --- */

/* At the first place where it fits: in the selected rack, or beside it. */
void hw_canvas_place_product (HwCanvas *self, const char *id);

/* --- floor features: hw-canvas-feature.c --- */

/* @at_pointer: where the pointer was last on the drawing, else in the middle of the view; at the
 * nearest free place. */
void hw_canvas_add_feature (HwCanvas *self, HwFeatureKind kind, gboolean at_pointer);

G_END_DECLS
