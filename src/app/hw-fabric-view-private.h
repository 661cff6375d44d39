/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-view.h"

#include "hw-fabric-conform.h"
#include "hw-fabric-load.h"
#include "hw-fabrics.h"
#include "hw-scene-fabric-matrix.h"

G_BEGIN_DECLS

/* Shared by the files of the view of a fabric only. */

struct _HwFabricView
{
  HwDiagram *diagram;
  HwDocument *document;
  HwSelection *selection;
  HwHandle handle;
  gboolean matrix; /* tables in place of the diagram */

  /* Until the next change of the design, or, but for the layout, of what has failed */
  HwFabric *fabric;       /* held; nullable */
  gboolean known;         /* what is said of it is that of now */
  gboolean stale;         /* it is as it was before edits, until another thread has derived it */
  HwFabricLayout *layout; /* nullable: tables are shown */
  HwFabricMatrix *table;  /* nullable: the diagram is shown */
  char *title, *remark, *switch_label;
  HwFabricImpact *impact; /* nullable: all works */
  char **lost;            /* nullable: what the impact says */
  GCancellable *asking;   /* nullable: for the load of its links */
  HwFabricLoad *load;     /* nullable: not known yet, or to be told by tables only */

  HwIbnet *built;      /* nullable: as it was built, to be compared with */
  GArray *differences; /* HwConformity; nullable: until the next change of the design */
  char **told;         /* nullable: what the card says of them */

  gint node;   /* the pointer is at; negative: none */
  gint cable;  /* or at this one */
  guint count; /* of cables that the curve there stands for */
  HwFabricMatrixSpot spot;

  char *clicked;   /* key of the cable that was clicked last; nullable */
  char *chosen[2]; /* nullable: ids of the row and column of the cell that was clicked */
};

/* What is drawn, once it is ensured. */
HwFabricPicture hw_fabric_view_picture (HwFabricView *self);
/* As those of %HwDiagramSource. */
void hw_fabric_view_overlay (gpointer data, HwScene *scene);
gboolean hw_fabric_view_place_of_object (gpointer data, HwRef object, HwRackBox *box);
/* Where a node is, world units; FALSE where it is not in the picture. */
gboolean hw_fabric_view_place_of_node (HwFabricView *self, const char *id, HwRackBox *box);
/* The chosen cable by its key, which it keeps when the fabric is derived anew. Negative: none was,
 * or it is gone. */
gint hw_fabric_view_find_clicked (HwFabricView *self);
/* Derives and lays out what is to be shown; FALSE where there is nothing. */
gboolean hw_fabric_view_ensure (HwFabricView *self);

/* hw-fabric-view-describe.c: what is pointed at, in words: (transfer full) (nullable) */
char *hw_fabric_view_describe (gpointer data);

/* hw-fabric-view-lost.c */
/* Says what is lost by what has failed or is missing. */
void hw_fabric_view_find_lost (HwFabricView *self);
void hw_fabric_view_forget_lost (HwFabricView *self);
/* Whether the curve at the pointer stands for cables of one pair, which can fail by a click. */
gboolean hw_fabric_view_is_pair (HwFabricView *self);
void hw_fabric_view_toggle_node (HwFabricView *self, guint node);
/* The cables that the curve at the pointer stands for. */
void hw_fabric_view_toggle_cables (HwFabricView *self);

/* hw-fabric-view-built.c: what differs from the fabric as built, where that is known */
void hw_fabric_view_find_differences (HwFabricView *self);
void hw_fabric_view_forget_differences (HwFabricView *self);
void hw_fabric_view_mark_differences (HwFabricView *self,
                                      HwScene *scene,
                                      const HwFabricPicture *picture);

G_END_DECLS
