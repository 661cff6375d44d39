/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-report-private.h"

#include <json-glib/json-glib.h>

#include "hw-canvas-items.h"
#include "hw-cost.h"
#include "hw-cooling.h"
#include "hw-message.h"
#include "hw-product-row.h"

/* The action "win.report-geometry" (path) writes where things are in the window, in pixels of its
 * surface, and what it says, as JSON: for tests, which drive the pointer, and for people who report
 * a fault. It changes nothing but the scroll position of the catalogue.
 *
 * window {x, y, width, height} · canvas {x, y, width, height} · inspector likewise,
 * as far as it is laid out, remedy (first button that mends a problem) too · description (its
 * accessible name) · failures [text] (what failed and what follows) · view · zoom · drawings (how
 * often hall or racks were drawn anew) · title · state · modified · undo · redo · start [text] (of
 * the start page) · bar [text] (above the drawing) · bubble [text] (beside what was asked about) ·
 * notice · messages [title] · windows [title] · cable (whose way the hall shows, -1: none) · items
 * [{label, selected}] (accessible objects of the drawing) · selection [id] · catalogue
 * [{id, x, y, width, height}] (rows in sight) · racks, devices [{id, name, rack?, x, y, width,
 * height}] as drawn in this view, of more than 5000 only those in sight; racks during a drag with
 * shading "free: power" · features, halls, phases, powers, feeds, revisions, loops, fabrics,
 * groups, overrides, prices, exchange-rates likewise · costs {key: value} · slider [{name, x, y,
 * width, height}] (where it stands for each phase, by its id) · figures likewise (of the report, by
 * their keys) · cooling [{name, x, y, width, height}] (valves and pumps of loops by their keys) ·
 * power likewise (units, feeds and racks of the chains, while they are shown) · nodes [{id, x, y,
 * width, height}] of the fabric that is shown, pointed (id of what the pointer is at there), lost
 * [text] (what its failed and missing parts cost), differences [text] (from the fabric as built) ·
 * reservations
 * [{id, name, rack, u, units}] · phase, hall: ids of those shown · count {racks, devices},
 * selected: how many there are in all · floor_field [{state, x_mm, y_mm, width_mm, depth_mm}] ·
 * actions [name] (that can be used) · menu (what the open context menu is about) · totals {key:
 * value} · minimap {x, y, width, height} where it is shown · carried {x, y} where something is in
 * the hand · measuring · length, sides (of the measure) */

/* Names of the actions that can be used now. */
static void
add_actions (JsonBuilder *builder, HwWindow *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));

  json_builder_set_member_name (builder, "actions");
  json_builder_begin_array (builder);
  for (guint i = 0; names[i] != NULL; i++)
    if (g_action_group_get_action_enabled (G_ACTION_GROUP (self), names[i]))
      json_builder_add_string_value (builder, names[i]);
  json_builder_end_array (builder);
}

static void
add_selection (JsonBuilder *builder, HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  const GArray *refs = hw_selection_get (self->selection);
  char buffer[HW_ID_SIZE];

  json_builder_set_member_name (builder, "selection");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (refs->len, HW_REPORT_LISTED); i++)
    json_builder_add_string_value (
        builder, hw_design_id_text (design, g_array_index (refs, HwRef, i), buffer));
  json_builder_end_array (builder);
}

static void
add_totals (JsonBuilder *builder, HwWindow *self)
{
  HwResults *results = hw_document_get_results (self->document);

  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  for (guint i = 0; i < HW_N_TOTALS; i++)
    {
      HwSum sum = hw_results_total (results, i, HW_REF (HW_TABLE_DESIGN, 0));

      json_builder_set_member_name (builder, hw_total_key (i));
      if (hw_sum_is_unknown (&sum))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, hw_total_key_value (i, sum.value));
    }
  json_builder_end_object (builder);
}

static void
add_costs (JsonBuilder *builder, HwWindow *self)
{
  HwSum costs[HW_N_COSTS];

  hw_results_costs (hw_document_get_results (self->document), costs);
  json_builder_set_member_name (builder, "costs");
  json_builder_begin_object (builder);
  for (guint i = 0; i < HW_N_COSTS; i++)
    {
      json_builder_set_member_name (builder, hw_cost_key (i));
      if (hw_sum_is_unknown (&costs[i]))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, costs[i].value);
    }
  json_builder_end_object (builder);
}

/* The id that an action of the window holds. */
static void
add_state (JsonBuilder *builder, HwWindow *self, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), name);

  hw_report_add_string (builder, name, g_variant_get_string (state, NULL));
}

static void
add_view_tools (JsonBuilder *builder, HwWindow *self)
{
  const HwMeasure *measure = hw_canvas_get_measure (self->canvas);
  graphene_rect_t rect;

  if (hw_canvas_get_minimap_rect (self->canvas, &rect))
    {
      json_builder_set_member_name (builder, "minimap");
      json_builder_begin_object (builder);
      hw_report_add_rect (builder, self, GTK_WIDGET (self->canvas), &rect);
      json_builder_end_object (builder);
    }
  if (hw_canvas_get_carrying (self->canvas, &rect.origin))
    {
      rect.size = GRAPHENE_SIZE_INIT (0, 0);
      json_builder_set_member_name (builder, "carried");
      json_builder_begin_object (builder);
      hw_report_add_rect (builder, self, GTK_WIDGET (self->canvas), &rect);
      json_builder_end_object (builder);
    }
  json_builder_set_member_name (builder, "measuring");
  json_builder_add_boolean_value (builder, hw_canvas_get_measuring (self->canvas));
  if (measure != NULL)
    {
      g_autofree char *length = hw_measure_dup_length (measure);
      g_autofree char *sides = hw_measure_dup_sides (measure);

      hw_report_add_string (builder, "length", length);
      hw_report_add_string (builder, "sides", sides);
    }
}

/* Valves and pumps of the loops where they are drawn. */
/* The chooser of networks. */
static void
add_networks (JsonBuilder *builder, HwWindow *self)
{
  GtkDropDown *chooser = GTK_DROP_DOWN (self->fabric_chooser);
  GListModel *names = gtk_drop_down_get_model (chooser);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0,
                                             0,
                                             (float)gtk_widget_get_width (self->fabric_chooser),
                                             (float)gtk_widget_get_height (self->fabric_chooser));

  json_builder_set_member_name (builder, "networks");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "shown");
  json_builder_add_int_value (builder, gtk_drop_down_get_selected (chooser));
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; names != NULL && i < g_list_model_get_n_items (names); i++)
    json_builder_add_string_value (builder,
                                   gtk_string_list_get_string (GTK_STRING_LIST (names), i));
  json_builder_end_array (builder);
  if (gtk_widget_get_mapped (self->fabric_chooser))
    hw_report_add_rect (builder, self, self->fabric_chooser, &rect);
  json_builder_end_object (builder);
}

/* The fabric that is shown, while it is. */
static void
add_fabric (JsonBuilder *builder, HwWindow *self)
{
  g_auto (GStrv) differences = NULL;
  char *id;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->fabric_diagram)))
    return;
  add_networks (builder, self);
  id = hw_fabric_view_dup_pointed (self->fabric_view);
  hw_report_add_string (builder, "pointed", id);
  g_free (id);
  json_builder_set_member_name (builder, "lost");
  json_builder_begin_array (builder);
  for (const char *const *line = hw_fabric_view_get_lost (self->fabric_view);
       line != NULL && *line != NULL;
       line++)
    json_builder_add_string_value (builder, *line);
  json_builder_end_array (builder);
  differences = hw_fabric_view_dup_differences (self->fabric_view);
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (g_strv_length (differences), HW_REPORT_LISTED); i++)
    json_builder_add_string_value (builder, differences[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "nodes");
  json_builder_begin_array (builder);
  for (guint i = 0;
       i < HW_REPORT_LISTED && (id = hw_fabric_view_dup_node (self->fabric_view, i)) != NULL;
       i++)
    {
      graphene_rect_t rect;

      json_builder_begin_object (builder);
      hw_report_add_string (builder, "id", id);
      if (hw_fabric_view_get_rect (self->fabric_view, id, &rect))
        hw_report_add_rect (builder, self, GTK_WIDGET (self->fabric_diagram), &rect);
      json_builder_end_object (builder);
      g_free (id);
    }
  json_builder_end_array (builder);
}

/* Parts of the cooling diagram, while it is shown. */
static void
add_cooling (JsonBuilder *builder, HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  HwResults *results = hw_document_get_results (self->document);

  json_builder_set_member_name (builder, "cooling");
  json_builder_begin_array (builder);
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0);
       loop != 0 && gtk_widget_get_mapped (GTK_WIDGET (self->cooling_diagram));
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const HwLoopPlan *plan = hw_results_loop_plan (results, loop);

      for (guint i = 0; i < plan->fittings->len + plan->links->len; i++)
        {
          g_autofree char *key = i < plan->fittings->len
                                     ? hw_loop_fitting_key (design, plan, i)
                                     : hw_loop_link_key (design, plan, i - plan->fittings->len);
          graphene_rect_t rect;

          if (!hw_cooling_view_get_rect (self->cooling_view, key, &rect))
            continue;
          json_builder_begin_object (builder);
          hw_report_add_string (builder, "name", key);
          hw_report_add_rect (builder, self, GTK_WIDGET (self->cooling_diagram), &rect);
          json_builder_end_object (builder);
        }
    }
  json_builder_end_array (builder);
}

/* Where the large figures of the report stand, by their keys, while it is shown. */
static void
add_figures (JsonBuilder *builder, HwWindow *self)
{
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_array (builder);
  for (HwTotal total = 0;
       total < HW_N_TOTALS && gtk_widget_get_mapped (GTK_WIDGET (self->report_diagram));
       total++)
    {
      graphene_rect_t rect;

      if (!hw_report_view_get_rect (self->report_view, total, &rect))
        continue;
      json_builder_begin_object (builder);
      hw_report_add_string (builder, "name", hw_total_key (total));
      hw_report_add_rect (builder, self, GTK_WIDGET (self->report_diagram), &rect);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Where the slider stands for each phase, while they are shown. */
static void
add_slider (JsonBuilder *builder, HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);

  json_builder_set_member_name (builder, "slider");
  json_builder_begin_array (builder);
  for (HwHandle phase = hw_design_next (design, HW_TABLE_PHASE, 0);
       phase != 0 && gtk_widget_get_mapped (GTK_WIDGET (self->phases_diagram));
       phase = hw_design_next (design, HW_TABLE_PHASE, phase))
    {
      char id[HW_ID_SIZE];
      graphene_rect_t rect;

      hw_design_id_text (design, HW_REF (HW_TABLE_PHASE, phase), id);
      if (!hw_phases_view_get_rect (self->phases_view, id, &rect))
        continue;
      json_builder_begin_object (builder);
      hw_report_add_string (builder, "name", id);
      hw_report_add_rect (builder, self, GTK_WIDGET (self->phases_diagram), &rect);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Parts of the power chains, while they are shown. */
static void
add_power (JsonBuilder *builder, HwWindow *self)
{
  g_auto (GStrv) lost = NULL;
  g_autofree char *pointed = NULL;
  char *key;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->power_diagram)))
    return;
  pointed = hw_power_view_dup_pointed (self->power_view);
  hw_report_add_string (builder, "pointed", pointed);
  lost = hw_power_view_dup_lost (self->power_view);
  json_builder_set_member_name (builder, "lost");
  json_builder_begin_array (builder);
  for (guint i = 0; lost != NULL && lost[i] != NULL; i++)
    json_builder_add_string_value (builder, lost[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "power");
  json_builder_begin_array (builder);
  for (guint i = 0;
       i < HW_REPORT_LISTED && (key = hw_power_view_dup_part (self->power_view, i)) != NULL;
       i++)
    {
      graphene_rect_t rect;

      json_builder_begin_object (builder);
      hw_report_add_string (builder, "name", key);
      if (hw_power_view_get_rect (self->power_view, key, &rect))
        hw_report_add_rect (builder, self, GTK_WIDGET (self->power_diagram), &rect);
      json_builder_end_object (builder);
      g_free (key);
    }
  json_builder_end_array (builder);
}

static void
add_items (JsonBuilder *builder, HwWindow *self)
{
  HwCanvasItems *items = HW_CANVAS_ITEMS (hw_canvas_get_items (self->canvas));

  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < hw_canvas_items_count (items); i++)
    {
      json_builder_begin_object (builder);
      hw_report_add_string (builder, "label", hw_canvas_items_get_label (items, i));
      json_builder_set_member_name (builder, "selected");
      json_builder_add_boolean_value (builder, hw_canvas_items_is_selected (items, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The codes of the problems that are warnings. */
static void
add_warnings (JsonBuilder *builder, HwResults *results)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (results);

  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = problems->pdata[i];

      if (problem->severity == HW_SEVERITY_WARNING)
        json_builder_add_string_value (builder, problem->code);
    }
  json_builder_end_array (builder);
}

static void
add_document (JsonBuilder *builder, HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  g_autofree char *state = NULL;

  g_object_get (self->document, "state", &state, NULL);
  add_state (builder, self, "view");
  json_builder_set_member_name (builder, "zoom");
  json_builder_add_double_value (builder, hw_window_get_zoom (self));
  json_builder_set_member_name (builder, "drawings");
  json_builder_add_int_value (builder, hw_canvas_count_drawings (self->canvas));
  hw_report_add_string (builder, "title", hw_document_get_title (self->document));
  hw_report_add_string (builder, "state", state);
  json_builder_set_member_name (builder, "modified");
  json_builder_add_boolean_value (builder, hw_document_get_modified (self->document));
  json_builder_set_member_name (builder, "preview");
  json_builder_add_boolean_value (builder, hw_design_in_preview (design));
  hw_report_add_string (builder, "undo", hw_design_undo_label (design));
  hw_report_add_string (builder, "redo", hw_design_redo_label (design));
  json_builder_set_member_name (builder, "problems");
  json_builder_add_int_value (
      builder, hw_results_n_problems (hw_document_get_results (self->document), HW_SEVERITY_ERROR));
  add_warnings (builder, hw_document_get_results (self->document));
  hw_report_add_widget (builder, self, "canvas", GTK_WIDGET (self->canvas));
  hw_report_add_widget (builder, self, "problems_panel", GTK_WIDGET (self->problems_panel));
  hw_report_add_widget (builder, self, "inspector", GTK_WIDGET (self->inspector));
  if (hw_problems_panel_get_remedy (self->problems_panel) != NULL)
    hw_report_add_widget (
        builder, self, "remedy", hw_problems_panel_get_remedy (self->problems_panel));
  hw_report_add_string (builder, "description", hw_canvas_get_description (self->canvas));
  json_builder_set_member_name (builder, "cable");
  json_builder_add_int_value (builder, hw_canvas_get_cable (self->canvas));
  add_items (builder, self);
  add_view_tools (builder, self);
  hw_report_add_catalogue (builder, self);
  add_selection (builder, self);
  hw_report_add_counts (builder, self);
  hw_report_add_objects (builder, self, HW_TABLE_RACK, "racks");
  hw_report_add_objects (builder, self, HW_TABLE_DEVICE, "devices");
  hw_report_add_objects (builder, self, HW_TABLE_FEATURE, "features");
  hw_report_add_objects (builder, self, HW_TABLE_TRAY, "trays");
  hw_report_add_objects (builder, self, HW_TABLE_HALL, "halls");
  hw_report_add_objects (builder, self, HW_TABLE_PHASE, "phases");
  hw_report_add_objects (builder, self, HW_TABLE_POWER, "powers");
  hw_report_add_objects (builder, self, HW_TABLE_FEED, "feeds");
  hw_report_add_objects (builder, self, HW_TABLE_REVISION, "revisions");
  hw_report_add_objects (builder, self, HW_TABLE_LOOP, "loops");
  hw_report_add_objects (builder, self, HW_TABLE_FABRIC, "fabrics");
  hw_report_add_objects (builder, self, HW_TABLE_GROUP, "groups");
  hw_report_add_objects (builder, self, HW_TABLE_OVERRIDE, "overrides");
  hw_report_add_objects (builder, self, HW_TABLE_PRICE, "prices");
  hw_report_add_objects (builder, self, HW_TABLE_EXCHANGE_RATE, "exchange-rates");
  add_cooling (builder, self);
  add_slider (builder, self);
  add_figures (builder, self);
  add_fabric (builder, self);
  add_power (builder, self);
  add_state (builder, self, "phase");
  add_state (builder, self, "hall");
  hw_report_add_reservations (builder, self);
  hw_report_add_floor_field (builder, self);
  add_actions (builder, self);
  hw_report_add_string (builder, "menu", hw_canvas_get_menu_kind (self->canvas));
  add_totals (builder, self);
  add_costs (builder, self);
}

static void
add_windows (JsonBuilder *builder)
{
  GListModel *windows = gtk_window_get_toplevels ();

  json_builder_set_member_name (builder, "windows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_visible (GTK_WIDGET (window)))
        json_builder_add_string_value (
            builder, gtk_window_get_title (window) != NULL ? gtk_window_get_title (window) : "");
    }
  json_builder_end_array (builder);
}

/* All that is written below a widget, as people see it. */
static void
add_texts (JsonBuilder *builder, GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    json_builder_add_string_value (builder, gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_texts (builder, child);
}

static void
add_text_list (JsonBuilder *builder, const char *name, GtkWidget *widget)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  add_texts (builder, widget);
  json_builder_end_array (builder);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *bubble;

  json_builder_begin_object (builder);
  hw_report_add_widget (builder, self, "window", GTK_WIDGET (self));
  hw_report_add_string (builder, "notice", hw_notice_get_text (self->notice));
  add_windows (builder);
  if (self->document == NULL)
    add_text_list (builder, "start", GTK_WIDGET (self->start_page));
  else
    {
      add_text_list (builder, "bar", GTK_WIDGET (self->disk_bar));
      add_text_list (builder, "failures", GTK_WIDGET (self->failure_bar));
    }
  bubble = hw_canvas_get_bubble (self->canvas);
  if (bubble == NULL)
    bubble = hw_catalogue_panel_get_bubble (self->catalogue_panel);
  if (bubble != NULL)
    add_text_list (builder, "bubble", bubble);
  if (self->document != NULL)
    add_document (builder, self);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  if (!json_generator_to_file (generator, g_variant_get_string (parameter, NULL), &error))
    hw_message_say (GTK_WINDOW (self), error->message, NULL, NULL);
}

/* Scrolls the catalogue to a product, so that the report has its place. */
static void
reveal_product_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    hw_catalogue_panel_find_row (self->catalogue_panel, g_variant_get_string (parameter, NULL));
}

/* Answers the dialog of this window, as its button with that name would. */
static void
answer_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (HW_IS_MESSAGE (window) && gtk_window_get_transient_for (window) == data)
        {
          hw_message_answer (HW_MESSAGE (window), g_variant_get_string (parameter, NULL));
          return;
        }
    }
}

static const GActionEntry entries[] = {
  { .name = "answer", .activate = answer_cb, .parameter_type = "s" },
  { .name = "report-geometry", .activate = report_cb, .parameter_type = "s" },
  { .name = "reveal-product", .activate = reveal_product_cb, .parameter_type = "s" },
};

void
hw_window_add_report_action (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
