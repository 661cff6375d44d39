/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-problems-panel.h"

#include <glib/gi18n.h>

#include "hw-cooling-work.h"
#include "hw-fabric-work.h"
#include "hw-problem-list.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"

struct _HwProblemsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *errors;
  GtkWidget *warnings;
  GtkWidget *notes;
  GtkWidget *waiting;
  GtkWidget *none;
  GtkWidget *scroller;
  GtkWidget *list;

  HwDocument *document;
  GSignalGroup *results_signals;
  HwProblemList *problems;
  guint pending; /* idle source */
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwProblemsPanel, hw_problems_panel, GTK_TYPE_WIDGET)

static void
show_count (GtkWidget *badge, guint n, const char *name)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_tooltip_text (badge, name);
  gtk_widget_set_visible (badge, n > 0);
}

/* Loops and fabrics whose problems are not among them yet. */
static void
show_waiting (HwProblemsPanel *self, guint loops, guint fabrics)
{
  g_autofree char *text = NULL;

  if (loops > 0)
    text = g_strdup_printf (
        g_dngettext (NULL, "%u loop being computed", "%u loops being computed", loops), loops);
  else
    text = g_strdup_printf (
        g_dngettext (NULL, "%u fabric being computed", "%u fabrics being computed", fabrics),
        fabrics);
  gtk_label_set_text (GTK_LABEL (self->waiting), text);
  gtk_widget_set_visible (self->waiting, loops + fabrics > 0);
}

static char *
dup_first (HwProblemsPanel *self)
{
  g_autoptr (HwProblemItem) item = g_list_model_get_item (G_LIST_MODEL (self->problems), 0);

  return item != NULL ? g_strdup (hw_problem_item_get_title (item)) : NULL;
}

static void
take (HwProblemsPanel *self)
{
  guint errors, warnings, notes, loops = 0, fabrics = 0;
  g_autofree char *worst = dup_first (self);
  g_autofree char *now = NULL;

  hw_problem_list_take (self->problems,
                        self->document != NULL ? hw_document_get_results (self->document) : NULL);
  /* A new worst problem is to be seen. */
  now = dup_first (self);
  if (now != NULL && g_strcmp0 (worst, now) != 0)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", 0);
  if (self->document != NULL)
    {
      loops = hw_results_loops_wait (hw_document_get_results (self->document));
      fabrics = hw_results_fabrics_wait (hw_document_get_results (self->document));
    }
  errors = hw_problem_list_count (self->problems, HW_SEVERITY_ERROR);
  warnings = hw_problem_list_count (self->problems, HW_SEVERITY_WARNING);
  notes = hw_problem_list_count (self->problems, HW_SEVERITY_NOTE);
  show_count (self->errors, errors, _ ("Errors"));
  show_count (self->warnings, warnings, _ ("Warnings"));
  show_count (self->notes, notes, _ ("Notes"));
  show_waiting (self, loops, fabrics);
  gtk_widget_set_visible (self->none, errors + warnings + notes + loops + fabrics == 0);
  gtk_widget_set_visible (self->scroller, errors + warnings + notes > 0);
}

static gboolean
pending_cb (gpointer data)
{
  HwProblemsPanel *self = HW_PROBLEMS_PANEL (data);

  self->pending = 0;
  /* A drag has no problems of its own; its end asks again. */
  if (self->document == NULL || !hw_design_in_preview (hw_document_get_design (self->document)))
    take (self);
  return G_SOURCE_REMOVE;
}

static void
results_changed_cb (HwResults *results, gboolean preview, HwProblemsPanel *self)
{
  if (self->pending == 0 && !hw_design_in_preview (hw_results_get_design (results)))
    self->pending = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, pending_cb, self, NULL);
}

void
hw_problems_panel_set_document (HwProblemsPanel *self, HwDocument *document)
{
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->results_signals,
                             document != NULL ? hw_document_get_results (document) : NULL);
  if (self->pending == 0)
    self->pending = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, pending_cb, self, NULL);
}

/* --- rows --- */

/* What can be mended by one command upon what the problem is about. */
static const struct
{
  const char *code, *label, *action;
} remedies[] = {
  { "fabric-to-place", N_ ("Place Them"), "win.place-needs" },
  { "power-to-place", N_ ("Place Them"), "win.place-needs" },
};

static void
show_remedy (HwProblemsPanel *self, GtkWidget *button, HwProblemItem *problem)
{
  HwDesign *design = self->document != NULL ? hw_document_get_design (self->document) : NULL;
  HwRef ref = hw_problem_item_get_ref (problem);
  char id[HW_ID_SIZE];

  gtk_widget_set_visible (button, FALSE);
  if (design == NULL || ref.handle == 0 || !hw_design_has (design, ref.table, ref.handle))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_str_equal (remedies[i].code, hw_problem_item_get_code (problem)))
      {
        gtk_button_set_label (GTK_BUTTON (button), _ (remedies[i].label));
        gtk_actionable_set_action_target (
            GTK_ACTIONABLE (button), "s", hw_design_id_text (design, ref, id));
        gtk_actionable_set_action_name (GTK_ACTIONABLE (button), remedies[i].action);
        gtk_widget_set_visible (button, TRUE);
      }
}

GtkWidget *
hw_problems_panel_get_remedy (HwProblemsPanel *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *card = gtk_widget_get_first_child (row);
      GtkWidget *button = card != NULL ? gtk_widget_get_last_child (card) : NULL;

      if (button != NULL && gtk_widget_get_mapped (button))
        return button;
    }
  return NULL;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *advice = gtk_label_new (NULL);
  GtkWidget *remedy = gtk_button_new ();

  for (GtkWidget *label = title; label != NULL; label = label == title ? advice : NULL)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
      gtk_box_append (GTK_BOX (card), label);
    }
  gtk_widget_set_halign (remedy, GTK_ALIGN_START);
  gtk_widget_set_margin_top (remedy, 4);
  gtk_widget_add_css_class (remedy, "small-control");
  gtk_box_append (GTK_BOX (card), remedy);
  gtk_widget_add_css_class (card, "problem");
  gtk_widget_add_css_class (title, "problem-title");
  gtk_widget_add_css_class (advice, "problem-advice");
  gtk_list_item_set_child (item, card);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  HwProblemItem *problem = HW_PROBLEM_ITEM (gtk_list_item_get_item (item));
  GtkWidget *card = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (card);
  GtkWidget *advice = gtk_widget_get_next_sibling (title);
  GtkWidget *remedy = gtk_widget_get_next_sibling (advice);
  const char *text = hw_problem_item_get_advice (problem);
  const char *severity = hw_severity_name (hw_problem_item_get_severity (problem));
  const char *classes[] = { "problem", severity, NULL };
  g_autofree char *name = NULL;

  gtk_widget_set_css_classes (card, classes);
  gtk_label_set_text (GTK_LABEL (title), hw_problem_item_get_title (problem));
  gtk_label_set_text (GTK_LABEL (advice), text);
  show_remedy (HW_PROBLEMS_PANEL (data), remedy, problem);
  /* A button says itself what to do. */
  gtk_widget_set_visible (advice, *text != '\0' && !gtk_widget_get_visible (remedy));
  name = g_strdup_printf ("%s: %s. %s", severity, hw_problem_item_get_title (problem), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
activate_cb (GtkListView *list, guint position, HwProblemsPanel *self)
{
  g_autoptr (HwProblemItem) item = g_list_model_get_item (G_LIST_MODEL (self->problems), position);
  HwRef ref;

  if (item == NULL)
    return;
  ref = hw_problem_item_get_ref (item);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, &ref);
}

static void
hw_problems_panel_dispose (GObject *object)
{
  HwProblemsPanel *self = HW_PROBLEMS_PANEL (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  g_clear_object (&self->results_signals);
  g_clear_object (&self->document);
  g_clear_object (&self->problems);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_problems_panel_parent_class)->dispose (object);
}

static void
hw_problems_panel_class_init (HwProblemsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_problems_panel_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            HW_TYPE_PROBLEMS_PANEL,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-problems-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, HwProblemsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, HwProblemsPanel, errors);
  gtk_widget_class_bind_template_child (widget_class, HwProblemsPanel, warnings);
  gtk_widget_class_bind_template_child (widget_class, HwProblemsPanel, notes);
  gtk_widget_class_bind_template_child (widget_class, HwProblemsPanel, waiting);
  gtk_widget_class_bind_template_child (widget_class, HwProblemsPanel, none);
  gtk_widget_class_bind_template_child (widget_class, HwProblemsPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, HwProblemsPanel, list);
}

static void
hw_problems_panel_init (HwProblemsPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->problems = hw_problem_list_new ();
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->problems))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), selection);
  g_object_unref (factory);
  g_object_unref (selection);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);

  self->results_signals = g_signal_group_new (HW_TYPE_RESULTS);
  g_signal_group_connect (self->results_signals, "changed", G_CALLBACK (results_changed_cb), self);
}
