/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-window.h"

#include "hw-canvas.h"
#include "hw-catalogue-panel.h"
#include "hw-cooling-view.h"
#include "hw-power-view.h"
#include "hw-diagram.h"
#include "hw-disk-bar.h"
#include "hw-draft-keeper.h"
#include "hw-failure-bar.h"
#include "hw-fabric-view.h"
#include "hw-inspector.h"
#include "hw-notice.h"
#include "hw-phases-view.h"
#include "hw-problems-panel.h"
#include "hw-report-view.h"
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
  int least_panel_width; /* while the panel still asks for the width that it had; 0: not now */
  GtkWidget *side_panel;
  GtkWidget *status_label;
  GtkWidget *zoom_label;
  GtkWidget *hall_chooser;
  GtkWidget *fabric_chooser;
  GtkWidget *matrix_button;
  GtkWidget *phase_chooser;
  GtkWidget *face_chooser;
  HwStartPage *start_page;
  HwCataloguePanel *catalogue_panel;
  GtkWidget *view_stack;
  HwCanvas *canvas;
  HwDiagram *fabric_diagram;
  HwDiagram *cooling_diagram;
  HwDiagram *power_diagram;
  HwDiagram *phases_diagram;
  HwDiagram *report_diagram;
  HwTotalsPanel *totals_panel;
  GtkWidget *side_scroller;
  HwInspector *inspector;
  HwProblemsPanel *problems_panel;
  HwNotice *notice;
  HwDiskBar *disk_bar;
  HwFailureBar *failure_bar;

  /* Owned */
  HwCatalogue *catalogue;
  GSettings *settings;    /* nullable */
  HwDocument *document;   /* nullable */
  HwSelection *selection; /* nullable */
  HwDraftKeeper *keeper;  /* nullable */
  GFileMonitor *monitor;  /* nullable: of the document's file */
  guint disk_check;       /* source that looks at the file */
  GSignalGroup *document_signals;
  GSignalGroup *design_signals;
  GSignalGroup *results_signals;
  GSignalGroup *selection_signals;
  GtkWidget *drawing_set; /* weak, nullable: the window of this document's drawings */
  HwFabricView *fabric_view;
  HwCoolingView *cooling_view;
  HwPowerView *power_view;
  HwPhasesView *phases_view;
  HwReportView *report_view;
  GArray *halls;   /* HwHandle: those of the hall chooser */
  GArray *fabrics; /* HwHandle: those of the fabric chooser */
  GArray *phases;  /* HwHandle: those of the phase chooser, after "all" */

  gboolean loading;          /* choosers follow the canvas, not the person */
  gboolean asking;           /* whether to save before leaving */
  gboolean close_when_saved; /* the person wants to close, and to save first */
};

/* hw-window.c */
void hw_window_notice (HwWindow *self, gboolean undoable, const char *text);
/* Status line and choosers, after what is shown is another. */
void hw_window_update_view (HwWindow *self);

/* hw-window-look.c */
/* Size and panels of the window. */
void hw_window_save_state (HwWindow *self);
void hw_window_restore_state (HwWindow *self);
/* View, hall and place of the document, before it is left and after it is opened. */
void hw_window_keep_look (HwWindow *self);
void hw_window_restore_look (HwWindow *self);

/* hw-window-actions.c */
void hw_window_add_actions (HwWindow *self);
/* As the action "view" calls it. */
const char *hw_window_view_name (HwView view);
/* Which actions make sense now. */
void hw_window_update_actions (HwWindow *self);

/* hw-window-network.c */
void hw_window_init_networks (HwWindow *self);
void hw_window_clear_networks (HwWindow *self);
void hw_window_set_network_document (HwWindow *self);
/* After fabrics have come, gone or got another name. */
void hw_window_update_networks (HwWindow *self);
/* The same where the first NVLink domain has come, or the last has gone. */
void hw_window_update_domains (HwWindow *self);
/* Whether a network's diagram is shown in place of hall or racks. */
gboolean hw_window_shows_network (HwWindow *self);
/* Which commands upon loops make sense now. */
void hw_window_update_network_actions (HwWindow *self);
/* "layout", "fabric", "cooling", "power", "phases" or "report" */
void hw_window_show_page (HwWindow *self, const char *page);
/* Goes to a loop in the cooling diagram; while that is shown also to what else it has. Returns:
 * FALSE where it has no such */
gboolean hw_window_show_in_cooling (HwWindow *self, HwRef ref);
/* The hall shows the way of the cable that was chosen in the fabric, which may be another now. */
void hw_window_follow_cable (HwWindow *self);
/* Of what is shown, diagram or canvas. */
double hw_window_get_zoom (HwWindow *self);
void hw_window_zoom_by (HwWindow *self, double factor);
void hw_window_zoom_fit (HwWindow *self);

/* hw-window-fabric.c */
void hw_window_add_fabric_actions (HwWindow *self);
void hw_window_update_fabric_actions (HwWindow *self);

/* hw-window-failures.c */
void hw_window_add_failure_actions (HwWindow *self);
/* The bar and the actions, after failures, what follows from them, or the selection are others. */
void hw_window_update_failures (HwWindow *self);

/* hw-window-site.c */
void hw_window_add_site_actions (HwWindow *self);
void hw_window_update_site_actions (HwWindow *self);

/* --- cable trays: hw-window-trays.c --- */

void hw_window_add_tray_actions (HwWindow *self);
void hw_window_update_tray_actions (HwWindow *self);

/* hw-window-climate.c */
void hw_window_add_climate_actions (HwWindow *self);
void hw_window_update_climate_actions (HwWindow *self);
/* hw-window-cost.c */
void hw_window_add_cost_actions (HwWindow *self);
void hw_window_update_cost_actions (HwWindow *self);
/* hw-window-power.c */
void hw_window_add_power_actions (HwWindow *self);
void hw_window_update_power_actions (HwWindow *self);

/* hw-window-template.c */
void hw_window_add_template_actions (HwWindow *self);
/* The phase chooser and its action, after the phases have changed. */
void hw_window_update_phases (HwWindow *self);
void hw_window_update_hall_state (HwWindow *self);
/* Selects an object and brings it into sight; a feed, loop, fabric or override in its table. */
void hw_window_show_object (HwWindow *self, HwRef ref);
/* Closes what shows the last document. */
void hw_window_close_structure (HwWindow *self);
/* hw-window-headroom.c */
void hw_window_add_headroom_actions (HwWindow *self);

/* hw-window-edit.c */
void hw_window_add_edit_actions (HwWindow *self);
/* After hw_window_update_actions() has done its part, which calls it. */
void hw_window_update_edit_actions (HwWindow *self);

/* hw-window-files.c */
void hw_window_add_file_actions (HwWindow *self);
/* Returns: (transfer full): %NULL where a dialog says why not */
HwDocument *hw_window_load (HwWindow *self, GFile *file);
/* Opens @file whatever drafts there are of it. */
gboolean hw_window_open_saved (HwWindow *self, GFile *file);
void hw_window_report_unreadable (HwWindow *self,
                                  GFile *file,
                                  HwFindings *findings,
                                  const GError *error);
/* Where to show a document: here, or in a new window where somebody works here. */
HwWindow *hw_window_for_document (HwWindow *self);
/* Saves, whatever stands there; says in a dialog where that fails. */
gboolean hw_window_write_file (HwWindow *self, GFile *file);
void hw_window_ask_where_to_save (HwWindow *self);

/* To the document's file, or where the person chooses. */
void hw_window_save (HwWindow *self);

/* hw-window-close.c */
void hw_window_add_close_actions (HwWindow *self);
/* Asks about unsaved changes; whether the window may close at once. */
gboolean hw_window_confirm_close (HwWindow *self);

/* hw-window-disk.c */
void hw_window_add_disk_actions (HwWindow *self);
/* The document or its file is another. */
void hw_window_watch_file (HwWindow *self);
/* Where the document's file is gone, what is open is all there is: it counts as changed. */
void hw_window_note_vanished (HwWindow *self);
/* Before saving to the document's file. Returns: whether the person is asked what to do */
gboolean hw_window_ask_about_disk (HwWindow *self);

/* hw-window-recovery.c */
void hw_window_add_recovery_actions (HwWindow *self);
/* The document is another: the draft of the one before goes. */
void hw_window_keep_drafts (HwWindow *self);
/* Before opening @file. Returns: whether the person is asked about a draft of it */
gboolean hw_window_offer_recovery (HwWindow *self, GFile *file);

/* hw-window-report.c */
void hw_window_add_report_action (HwWindow *self);

G_END_DECLS
