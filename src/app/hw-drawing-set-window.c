/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-drawing-set-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-preferences.h"
#include "hw-sheet-choice.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
/* Around the page in its preview. */
#define MARGIN 12

struct _HwDrawingSetWindow
{
  GtkWindow parent_instance;

  GtkCheckButton *cover, *hall, *racks, *cooling, *fabric;
  GtkCheckButton *devices, *loops, *cables, *ports, *bill, *explanation, *trays, *phases, *report,
      *cost, *power, *panels;
  GtkDropDown *paper, *orientation, *scale, *plan_scale, *faces;
  GtkSpinButton *racks_per_sheet;
  GtkDrawingArea *preview;
  GtkLabel *page_label;
  GtkButton *previous, *next;

  HwDocument *document;
  HwResults *results;     /* what the preview follows */
  GSettings *settings;    /* nullable */
  HwSheetOptions options; /* as chosen, also where nothing can be remembered */
  HwSheetSet *sheets;
  guint page;
  guint idle;
  gboolean loading; /* widgets are being set, not used */
};

G_DEFINE_FINAL_TYPE (HwDrawingSetWindow, hw_drawing_set_window, GTK_TYPE_WINDOW)

/* As the drop-downs list them. */
static const int scales[] = { 0, 10, 12, 15, 20, 25, 50 };
static const int plan_scales[] = { 0, 20, 25, 50, 100, 200, 500 };

static GtkCheckButton *
check_of (HwDrawingSetWindow *self, guint sheet)
{
  GtkCheckButton *checks[HW_N_SHEET_NAMES]
      = { self->cover,  self->hall,   self->racks, self->cooling, self->fabric,      self->devices,
          self->loops,  self->cables, self->ports, self->bill,    self->explanation, self->trays,
          self->phases, self->report, self->cost,  self->power,   self->panels };

  return checks[sheet];
}

/* --- pages --- */

static void
show_page (HwDrawingSetWindow *self)
{
  guint n = hw_drawing_set_window_n_pages (self);
  g_autofree char *text = NULL;

  self->page = n > 0 ? MIN (self->page, n - 1) : 0;
  text = n > 0 ? g_strdup_printf (_ ("Sheet %u of %u: %s"),
                                  self->page + 1,
                                  n,
                                  hw_sheet_set_get_title (self->sheets, self->page))
               : g_strdup (_ ("Nothing to draw"));
  gtk_label_set_text (self->page_label, text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous), self->page > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), self->page + 1 < n);
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
}

static gboolean
lay_out_cb (gpointer data)
{
  HwDrawingSetWindow *self = data;
  GFile *file = hw_document_get_file (self->document);
  g_autofree char *file_name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  HwSheetOptions options = self->options;

  self->idle = 0;
  options.file_name = file_name;
  options.date = date;
  g_clear_pointer (&self->sheets, hw_sheet_set_free);
  self->sheets = hw_sheet_set_new (self->results, &options);
  show_page (self);
  return G_SOURCE_REMOVE;
}

/* Soon, and once for many changes. */
static void
queue_layout (HwDrawingSetWindow *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (lay_out_cb, self);
}

static void
results_changed_cb (HwResults *results, gboolean preview, HwDrawingSetWindow *self)
{
  /* The sheets hold handles of what may be gone. */
  g_clear_pointer (&self->sheets, hw_sheet_set_free);
  queue_layout (self);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  HwDrawingSetWindow *self = data;
  double page_width, page_height, scale;

  if (hw_drawing_set_window_n_pages (self) == 0)
    return;
  hw_sheet_set_get_size (self->sheets, self->page, &page_width, &page_height);
  scale = MIN ((width - 2 * MARGIN) / page_width, (height - 2 * MARGIN) / page_height);
  if (scale <= 0)
    return;
  cairo_translate (
      cr, floor ((width - page_width * scale) / 2), floor ((height - page_height * scale) / 2));
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.25);
  cairo_rectangle (cr, 2 / scale, 3 / scale, page_width, page_height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, page_width, page_height);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  hw_sheet_set_paint (self->sheets, self->page, cr);
}

static void
turn (HwDrawingSetWindow *self, int by)
{
  guint n = hw_drawing_set_window_n_pages (self);

  if ((by < 0 && self->page == 0) || (by > 0 && self->page + 1 >= n))
    return;
  self->page += (guint)by;
  show_page (self);
}

static void
previous_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  turn (HW_DRAWING_SET_WINDOW (widget), -1);
}

static void
next_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  turn (HW_DRAWING_SET_WINDOW (widget), 1);
}

/* --- choices --- */

static guint
index_of (const int *values, guint n, int value)
{
  for (guint i = 0; i < n; i++)
    if (values[i] == value)
      return i;
  return 0;
}

static void
load (HwDrawingSetWindow *self)
{
  HwSheetOptions options;

  self->loading = TRUE;
  hw_sheet_choice_load (self->settings, &self->options);
  options = self->options;
  for (guint i = 0; i < HW_N_SHEET_NAMES; i++)
    gtk_check_button_set_active (check_of (self, i), (options.kinds & hw_sheet_names[i].kind) != 0);
  for (guint i = 0; i < hw_paper_count (); i++)
    if (hw_paper_get (i) == options.paper)
      gtk_drop_down_set_selected (self->paper, i);
  gtk_drop_down_set_selected (self->orientation, options.portrait ? 1 : 0);
  gtk_drop_down_set_selected (self->scale, index_of (scales, G_N_ELEMENTS (scales), options.scale));
  gtk_drop_down_set_selected (
      self->plan_scale, index_of (plan_scales, G_N_ELEMENTS (plan_scales), options.plan_scale));
  gtk_drop_down_set_selected (self->faces, options.faces);
  gtk_spin_button_set_value (self->racks_per_sheet, options.racks_per_sheet);
  self->loading = FALSE;
}

static void
chosen (HwDrawingSetWindow *self)
{
  HwSheetOptions options = self->options;

  if (self->loading)
    return;
  options.kinds = 0;
  for (guint i = 0; i < HW_N_SHEET_NAMES; i++)
    if (gtk_check_button_get_active (check_of (self, i)))
      options.kinds |= hw_sheet_names[i].kind;
  options.paper = hw_paper_get (gtk_drop_down_get_selected (self->paper));
  options.portrait = gtk_drop_down_get_selected (self->orientation) == 1;
  options.scale = scales[MIN (gtk_drop_down_get_selected (self->scale), G_N_ELEMENTS (scales) - 1)];
  options.plan_scale = plan_scales[MIN (gtk_drop_down_get_selected (self->plan_scale),
                                        G_N_ELEMENTS (plan_scales) - 1)];
  options.faces = (guint8)gtk_drop_down_get_selected (self->faces);
  options.racks_per_sheet = (guint)gtk_spin_button_get_value_as_int (self->racks_per_sheet);
  self->options = options;
  hw_sheet_choice_store (self->settings, &options);
  queue_layout (self);
}

/* A drop-down of "fits" and scales. */
static void
fill_scales (GtkDropDown *drop_down, const int *values, guint n)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = values[i] == 0 ? g_strdup (_ ("The largest that fits"))
                                             : g_strdup_printf ("1:%d", values[i]);
      gtk_string_list_append (list, text);
    }
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
}

static void
fill (HwDrawingSetWindow *self)
{
  const char *const orientations[] = { _ ("Landscape"), _ ("Portrait"), NULL };
  const char *const faces[] = { _ ("Front"), _ ("Rear"), _ ("Front and rear"), NULL };
  g_autoptr (GtkStringList) papers = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) orientation_list = gtk_string_list_new (orientations);
  g_autoptr (GtkStringList) face_list = gtk_string_list_new (faces);
  GtkDropDown *drop_downs[]
      = { self->paper, self->orientation, self->scale, self->plan_scale, self->faces };
  const char *labels[] = { _ ("Paper"),
                           _ ("Orientation"),
                           _ ("Scale of elevations"),
                           _ ("Scale of floor plans"),
                           _ ("Faces of racks") };

  for (guint i = 0; i < hw_paper_count (); i++)
    gtk_string_list_append (papers, hw_paper_get (i)->name);
  self->loading = TRUE;
  gtk_drop_down_set_model (self->paper, G_LIST_MODEL (papers));
  gtk_drop_down_set_model (self->orientation, G_LIST_MODEL (orientation_list));
  gtk_drop_down_set_model (self->faces, G_LIST_MODEL (face_list));
  fill_scales (self->scale, scales, G_N_ELEMENTS (scales));
  fill_scales (self->plan_scale, plan_scales, G_N_ELEMENTS (plan_scales));
  self->loading = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (drop_downs); i++)
    {
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (drop_downs[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, labels[i], -1);
      g_signal_connect_swapped (drop_downs[i], "notify::selected", G_CALLBACK (chosen), self);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->racks_per_sheet),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Most racks on a sheet, 0: as many as fit"),
                                  -1);
  g_signal_connect_swapped (self->racks_per_sheet, "value-changed", G_CALLBACK (chosen), self);
  for (guint i = 0; i < HW_N_SHEET_NAMES; i++)
    g_signal_connect_swapped (check_of (self, i), "toggled", G_CALLBACK (chosen), self);
}

/* Before the list of choices would scroll by the same keys. */
static void
add_page_keys (HwDrawingSetWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (controller);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      keys,
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Page_Up, 0),
                        gtk_named_action_new ("set.previous")));
  gtk_shortcut_controller_add_shortcut (
      keys,
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Page_Down, 0),
                        gtk_named_action_new ("set.next")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* --- object --- */

guint
hw_drawing_set_window_get_page (HwDrawingSetWindow *self)
{
  return self->page;
}

guint
hw_drawing_set_window_n_pages (HwDrawingSetWindow *self)
{
  return self->sheets != NULL ? hw_sheet_set_n_sheets (self->sheets) : 0;
}

static void
window_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  /* Ours are called as those of the window that has the document. */
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent),
                                g_str_equal (action, "set.print") ? "win.print" : "win.export-pdf",
                                NULL);
}

HwDrawingSetWindow *
hw_drawing_set_window_new (GtkWindow *parent, HwDocument *document)
{
  HwDrawingSetWindow *self = g_object_new (
      HW_TYPE_DRAWING_SET_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->document = g_object_ref (document);
  self->results = g_object_ref (hw_document_get_results (document));
  g_signal_connect_object (
      self->results, "changed", G_CALLBACK (results_changed_cb), self, (GConnectFlags)0);
  load (self);
  lay_out_cb (self);
  return self;
}

static void
hw_drawing_set_window_dispose (GObject *object)
{
  HwDrawingSetWindow *self = HW_DRAWING_SET_WINDOW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->sheets, hw_sheet_set_free);
  g_clear_object (&self->results);
  g_clear_object (&self->document);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (hw_drawing_set_window_parent_class)->dispose (object);
}

static void
hw_drawing_set_window_class_init (HwDrawingSetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_drawing_set_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-drawing-set-window.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, HwDrawingSetWindow, name)
  CHILD (cover);
  CHILD (hall);
  CHILD (racks);
  CHILD (cooling);
  CHILD (fabric);
  CHILD (devices);
  CHILD (loops);
  CHILD (power);
  CHILD (panels);
  CHILD (cables);
  CHILD (ports);
  CHILD (bill);
  CHILD (explanation);
  CHILD (trays);
  CHILD (phases);
  CHILD (report);
  CHILD (cost);
  CHILD (paper);
  CHILD (orientation);
  CHILD (scale);
  CHILD (plan_scale);
  CHILD (faces);
  CHILD (racks_per_sheet);
  CHILD (preview);
  CHILD (page_label);
  CHILD (previous);
  CHILD (next);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "set.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "set.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "set.print", NULL, window_action_cb);
  gtk_widget_class_install_action (widget_class, "set.export", NULL, window_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_drawing_set_window_init (HwDrawingSetWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "hallwright");
  self->settings = hw_preferences_dup_settings ();
  gtk_drawing_area_set_draw_func (self->preview, draw_cb, self, NULL);
  fill (self);
  add_page_keys (self);
}
