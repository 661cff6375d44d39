/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-canvas-picture.h"
#include "hw-diagram.h"
#include "hw-navigator.h"

G_BEGIN_DECLS

/* The inside of a diagram, for hw-diagram*.c. */

struct _HwDiagram
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *empty;
  GtkWidget *empty_title;
  GtkWidget *empty_text;
  GtkWidget *empty_button;

  const HwDiagramSource *source; /* nullable */
  gpointer data;
  HwSelection *selection; /* nullable */
  GSignalGroup *results_signals;
  GSignalGroup *selection_signals;
  HwViewport viewport;
  gboolean follow_fit;    /* nobody moved it: it fits again when it or the view changes */
  graphene_rect_t wanted; /* to be shown as soon as there is a size */
  gboolean has_wanted;
  HwCanvasPicture *picture;
  HwNavigator *navigator;
  gboolean holding; /* a part of the source */
  GtkWidget *menu;  /* nullable: of what is pointed at */
  guint telling;    /* idle source: an allocation has changed the scale */
};

/* Whether there is anything to look at. */
gboolean hw_diagram_is_shown (HwDiagram *self);

/* hw-diagram-hand.c: adds the menu, the tooltip, and what follows the pointer. */
void hw_diagram_add_hand (HwDiagram *self);

G_END_DECLS
