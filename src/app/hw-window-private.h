/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-window.h"

#include "hw-canvas.h"
#include "hw-catalogue-panel.h"
#include "hw-inspector.h"
#include "hw-notice.h"
#include "hw-problems-panel.h"
#include "hw-selection.h"
#include "hw-start-page.h"
#include "hw-totals-panel.h"

G_BEGIN_DECLS

/* Shared by the files of the window only. */

struct _HwWindow
{
  GtkApplicationWindow parent_instance;

  /* Template */
  GtkWidget *save_button;
  GtkWidget *history_buttons;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *view_switcher;
  GtkWidget *title_box;
  GtkWidget *document_title;
  GtkWidget *document_state;
  GtkWidget *overlay;
  GtkWidget *stack;
  GtkWidget *left_paned;
  GtkWidget *right_paned;
  GtkWidget *side_panel;
  GtkWidget *status_label;
  GtkWidget *zoom_label;
  GtkWidget *hall_chooser;
  GtkWidget *face_chooser;
  HwStartPage *start_page;
  HwCataloguePanel *catalogue_panel;
  HwCanvas *canvas;
  HwTotalsPanel *totals_panel;
  HwInspector *inspector;
  HwProblemsPanel *problems_panel;
  HwNotice *notice;

  /* Owned */
  HwCatalogue *catalogue;
  GSettings *settings;    /* nullable */
  HwDocument *document;   /* nullable */
  HwSelection *selection; /* nullable */
  GSignalGroup *document_signals;
  GSignalGroup *design_signals;
  GSignalGroup *results_signals;
  GSignalGroup *selection_signals;
  GtkWidget *drawing_set; /* weak, nullable: the window of this document's drawings */
  GArray *halls;          /* HwHandle: those of the hall chooser */

  gboolean loading;          /* choosers follow the canvas, not the person */
  gboolean close_when_saved; /* the person wants to close, and to save first */
};

/* hw-window.c */
void hw_window_notice (HwWindow *self, gboolean undoable, const char *text);

/* hw-window-actions.c */
void hw_window_add_actions (HwWindow *self);
/* Which actions make sense now. */
void hw_window_update_actions (HwWindow *self);

/* hw-window-files.c */
void hw_window_add_file_actions (HwWindow *self);
/* Asks about unsaved changes; whether the window may close at once. */
gboolean hw_window_confirm_close (HwWindow *self);

/* hw-window-report.c */
void hw_window_add_report_action (HwWindow *self);

G_END_DECLS
