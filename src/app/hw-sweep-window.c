/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sweep-window.h"

#include <glib/gi18n.h>

#include "hw-ranks.h"
#include "hw-sweep-list.h"
#include "hw-sweep-run.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
/* Milliseconds between two looks at how far it is. */
#define LOOK_MS 100

/* --- the window --- */

typedef enum
{
  COLUMN_COMPONENT,
  COLUMN_PFLOPS,
  COLUMN_GPUS,
  COLUMN_CAPPED,
  COLUMN_OVERLOADS,
  N_COLUMNS,
} Column;

struct _HwSweepWindow
{
  GtkWindow parent_instance;

  GtkWidget *kind;
  GtkWidget *start_button;
  GtkWidget *mark_button;
  GtkWidget *progress_bar;
  GtkWidget *summary;
  GtkWidget *table;

  HwDocument *document;
  HwSweepList *items;
  GtkSingleSelection *selection;
  HwSweep *sweep;  /* nullable */
  HwSweepRun *run; /* (nullable): while it runs */
  guint look;
  gboolean outdated; /* the design is another than what was swept */
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_MARK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwSweepWindow, hw_sweep_window, GTK_TYPE_WINDOW)

/* --- what it found --- */

/* @ranks: (nullable): of all single failures */
static void
summarise (HwSweepWindow *self, const HwRanks *ranks)
{
  g_autofree char *text = NULL;
  guint n = self->sweep->lines->len;

  if (!self->sweep->complete)
    text = g_strdup_printf (
        g_dngettext (NULL,
                     "Cancelled after %.0f failure; the worst of what was found until then",
                     "Cancelled after %.0f failures; the worst of what was found until then",
                     (gulong)self->sweep->evaluated),
        (double)self->sweep->evaluated);
  else if (ranks == NULL)
    text = self->sweep->n_found > n
               ? g_strdup_printf (_ ("%.0f pairs lose something; the worst %u are listed"),
                                  (double)self->sweep->n_found,
                                  n)
               : g_strdup_printf (
                   g_dngettext (NULL, "%u pair loses something", "%u pairs lose something", n), n);
  else
    {
      guint points = ranks->n_points;

      text = g_strdup_printf (g_dngettext (NULL,
                                           "%u single point of failure among %u components",
                                           "%u single points of failure among %u components",
                                           points),
                              points,
                              n);
      gtk_widget_set_sensitive (self->mark_button, points > 0 && !self->outdated);
    }
  gtk_label_set_text (GTK_LABEL (self->summary), text);
}

/* @sweep: (transfer full) (nullable) */
static void
take_sweep (HwSweepWindow *self, HwSweep *sweep)
{
  HwSweep *old = g_steal_pointer (&self->sweep);

  self->sweep = sweep;
  hw_sweep_list_set (self->items, sweep);
  if (old != NULL)
    hw_sweep_run_drop (old);
}

static void
set_running (HwSweepWindow *self, gboolean running)
{
  gtk_button_set_label (GTK_BUTTON (self->start_button), running ? _ ("_Cancel") : _ ("_Start"));
  gtk_widget_set_sensitive (self->kind, !running);
  gtk_widget_set_visible (self->progress_bar, running);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), 0);
  if (!running)
    g_clear_handle_id (&self->look, g_source_remove);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HwSweepWindow) self = data;
  g_autoptr (HwRanks) ranks = NULL;
  HwSweep *sweep = hw_sweep_run_finish (result, &ranks);

  self->run = NULL;
  /* It was closed meanwhile. */
  if (self->document == NULL)
    {
      if (sweep != NULL)
        hw_sweep_run_drop (sweep);
      return;
    }
  set_running (self, FALSE);
  if (sweep == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->summary), _ ("Cancelled"));
      return;
    }
  take_sweep (self, sweep);
  summarise (self, ranks);
  if (ranks != NULL && !self->outdated)
    {
      ranks->marked = TRUE;
      hw_results_take_ranks (hw_document_get_results (self->document), g_steal_pointer (&ranks));
    }
}

static gboolean
look_cb (gpointer data)
{
  HwSweepWindow *self = data;
  const HwSweepProgress *progress
      = self->run != NULL ? hw_sweep_run_get_progress (self->run) : NULL;
  double n = progress != NULL ? g_atomic_int_get (&progress->n) : 0;

  if (n > 0)
    {
      double n_failures = n * progress->per_step;
      g_autofree char *count = hw_quantity_format (HW_DIMENSION_NONE, n_failures, NULL);
      g_autofree char *text = g_strdup_printf (_ ("%s failures to work out"), count);

      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar),
                                     MIN (1, g_atomic_int_get (&progress->done) / n));
      gtk_label_set_text (GTK_LABEL (self->summary), text);
    }
  return G_SOURCE_CONTINUE;
}

static void
start (HwSweepWindow *self)
{
  gboolean pairs = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind)) == 1;

  take_sweep (self, NULL);
  gtk_widget_set_sensitive (self->mark_button, FALSE);
  gtk_label_set_text (GTK_LABEL (self->summary), "");
  self->outdated = FALSE;
  self->run = hw_sweep_run_start (
      self->document, pairs ? HW_SWEEP_PAIRS : HW_SWEEP_SINGLE, finished_cb, g_object_ref (self));
  set_running (self, TRUE);
  self->look = g_timeout_add (LOOK_MS, look_cb, self);
}

static void
start_cb (GtkButton *button, HwSweepWindow *self)
{
  if (self->run != NULL)
    hw_sweep_run_cancel (self->run);
  else
    start (self);
}

/* --- choosing --- */

static char *
dup_id (HwSweepWindow *self, const HwSweepLine *line)
{
  HwResults *results = self->sweep->results;
  HwRef ref = hw_component_object (
      results, &g_array_index (self->sweep->components, HwComponent, line->first));
  char buffer[HW_ID_SIZE];

  if (ref.handle == 0)
    return NULL;
  return g_strdup (hw_design_id_text (hw_results_get_design (results), ref, buffer));
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, HwSweepWindow *self)
{
  HwSweepItem *item = gtk_single_selection_get_selected_item (selection);
  g_autofree char *id
      = item != NULL && self->sweep != NULL ? dup_id (self, hw_sweep_item_get_line (item)) : NULL;

  if (id != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
}

static void
mark_cb (GtkToggleButton *button, HwSweepWindow *self)
{
  g_signal_emit (self, signals[SIGNAL_MARK], 0, gtk_toggle_button_get_active (button));
}

static void
design_changed_cb (HwDesign *design, gpointer set, HwSweepWindow *self)
{
  self->outdated = TRUE;
  gtk_widget_set_sensitive (self->mark_button, FALSE);
}

/* --- columns --- */

static double
value_of (HwSweepItem *item, Column column)
{
  const HwSweepLine *line = hw_sweep_item_get_line (item);

  switch (column)
    {
    case COLUMN_PFLOPS:
      return hw_total_key_value (HW_TOTAL_FP8_DENSE, line->fp8_lost);
    case COLUMN_GPUS:
      return line->gpus_lost;
    case COLUMN_CAPPED:
      return line->gpus_capped;
    case COLUMN_OVERLOADS:
      return line->overloads;
    case COLUMN_COMPONENT:
    case N_COLUMNS:
      break;
    }
  /* Parts as they are listed: network by network. */
  return line->first;
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  double x = value_of ((HwSweepItem *)a, GPOINTER_TO_UINT (data));
  double y = value_of ((HwSweepItem *)b, GPOINTER_TO_UINT (data));

  return x < y ? -1 : x > y;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_UINT (data) == COLUMN_COMPONENT ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  HwSweepItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  HwSweepWindow *self = HW_SWEEP_WINDOW (gtk_widget_get_ancestor (label, HW_TYPE_SWEEP_WINDOW));
  g_autofree char *text = NULL;

  if (GPOINTER_TO_UINT (data) != COLUMN_COMPONENT)
    text = hw_quantity_format (HW_DIMENSION_NONE, value_of (item, GPOINTER_TO_UINT (data)), NULL);
  else if (self != NULL && self->sweep != NULL)
    text = hw_sweep_line_label (self->sweep, hw_sweep_item_get_line (item));
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
}

static void
add_columns (HwSweepWindow *self)
{
  static const char *const titles[N_COLUMNS] = {
    N_ ("Component"), N_ ("PFLOPS lost"), N_ ("GPUs lost"), N_ ("GPUs capped"), N_ ("Overloads")
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkSorter) sorter
          = GTK_SORTER (gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (i), NULL));
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ (titles[i]), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_expand (column, i == COLUMN_COMPONENT);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (self->table), column);
    }
}

static void
set_model (HwSweepWindow *self)
{
  GtkSortListModel *sorted = gtk_sort_list_model_new (
      G_LIST_MODEL (g_object_ref (self->items)),
      g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->table))));

  gtk_sort_list_model_set_incremental (sorted, TRUE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->table), GTK_SELECTION_MODEL (self->selection));
}

/* --- the object --- */

static void
hw_sweep_window_dispose (GObject *object)
{
  HwSweepWindow *self = HW_SWEEP_WINDOW (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_object (&self->document);
  g_clear_object (&self->selection);
  if (self->items != NULL)
    take_sweep (self, NULL);
  g_clear_object (&self->items);
  /* Without a document it is told of no more. */
  if (self->run != NULL)
    hw_sweep_run_cancel (self->run);
  G_OBJECT_CLASS (hw_sweep_window_parent_class)->dispose (object);
}

static void
hw_sweep_window_class_init (HwSweepWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_sweep_window_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         HW_TYPE_SWEEP_WINDOW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
  signals[SIGNAL_MARK] = g_signal_new ("mark",
                                       HW_TYPE_SWEEP_WINDOW,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-sweep-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HwSweepWindow, kind);
  gtk_widget_class_bind_template_child (widget_class, HwSweepWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, HwSweepWindow, mark_button);
  gtk_widget_class_bind_template_child (widget_class, HwSweepWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, HwSweepWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, HwSweepWindow, table);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_sweep_window_init (HwSweepWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = hw_sweep_list_new ();
  add_columns (self);
  set_model (self);
}

HwSweepWindow *
hw_sweep_window_new (GtkWindow *parent, HwDocument *document)
{
  HwSweepWindow *self = g_object_new (HW_TYPE_SWEEP_WINDOW, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (
      hw_document_get_design (document), "changed", G_CALLBACK (design_changed_cb), self, 0);
  start (self);
  return self;
}
