/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-site-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-cost-window.h"
#include "hw-fabric-needs.h"
#include "hw-fabric-work.h"
#include "hw-power-needs.h"
#include "hw-fabrics.h"
#include "hw-find-window.h"
#include "hw-message.h"
#include "hw-operations.h"
#include "hw-structure-window.h"

/* The structure of a site: halls, feeds, rules of networks, and the revisions of its
 * drawings. Each is an action; choosers in the status line follow the states of "hall" and "phase".
 */

static HwDesign *
design_of (HwWindow *self)
{
  return hw_document_get_design (self->document);
}

HwHandle
hw_site_find (HwWindow *self, HwTableKind table, GVariant *parameter)
{
  HwRef ref;

  if (self->document == NULL)
    return 0;
  ref = hw_design_find (design_of (self), g_variant_get_string (parameter, NULL));
  return ref.table == table ? ref.handle : 0;
}

void
hw_site_finish (HwWindow *self, gboolean done, const char *label, const GError *error)
{
  if (done)
    {
      hw_design_commit (design_of (self));
      hw_window_notice (self, TRUE, label);
      return;
    }
  hw_design_rollback (design_of (self));
  hw_message_say (GTK_WINDOW (self), label, error->message, NULL);
}

void
hw_site_set_state (HwWindow *self, const char *name, HwTableKind table, HwHandle handle)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
  char buffer[HW_ID_SIZE];
  const char *id = "";

  if (handle != 0)
    id = hw_design_id_text (design_of (self), HW_REF (table, handle), buffer);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (id));
}

/* --- feeds --- */

/* Sides take turns: the feeds of a site come in pairs. The breaker is that of the site's voltage.
 */
static void
add_feed_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwDesign *design;
  g_autofree char *name = NULL;
  guint n;

  if (self->document == NULL)
    return;
  design = design_of (self);
  n = hw_design_count (design, HW_TABLE_FEED);
  name = g_strdup_printf ("%s%u", n % 2 == 0 ? "A" : "B", n / 2 + 1);
  hw_design_begin (design, _ ("Add a feed"));
  hw_operation_add_feed (design,
                         name,
                         n % 2 == 0 ? HW_SIDE_A : HW_SIDE_B,
                         hw_design_get_site (design)->voltage_v,
                         60,
                         HW_BREAKER_NEC);
  hw_design_commit (design);
}

/* --- tables --- */

/* The table that an action is about, by its name: "feeds", "remove-feed". */
static HwTableKind
table_of (GSimpleAction *action)
{
  const char *name = g_action_get_name (G_ACTION (action));
  const char *dash = strchr (name, '-');
  g_autofree char *element = g_strdup (dash != NULL ? dash + 1 : name);

  if (dash == NULL)
    element[strlen (element) - 1] = '\0';
  return hw_table_class_for_element (element)->table;
}

static void
list_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    hw_structure_window_present (GTK_WINDOW (self), self->document, table_of (action), 0);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwTableKind table = table_of (action);
  HwRef ref = HW_REF (table, hw_site_find (self, table, parameter));
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (ref.handle == 0)
    return;
  label = g_strdup_printf (_ ("Remove %s"), hw_design_name (design_of (self), ref));
  hw_design_begin (design_of (self), label);
  done = hw_operation_remove (design_of (self), &ref, 1, &error);
  hw_site_finish (self, done, label, error);
}

/* --- revisions --- */

/* Of today, by whoever draws. */
static void
add_revision_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwDesign *design;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = NULL;
  g_autofree char *drawn = NULL;

  if (self->document == NULL)
    return;
  design = design_of (self);
  name = hw_operation_next_revision_name (design);
  drawn = g_strdup (hw_design_text (design, hw_design_get_title (design)->drawn));
  hw_design_begin (design, _ ("Add a revision"));
  hw_operation_add_revision (design, name, date, drawn, NULL);
  hw_design_commit (design);
}

static void
remove_revision_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle revision = hw_site_find (self, HW_TABLE_REVISION, parameter);
  g_autofree char *label = NULL;

  if (revision == 0)
    return;
  label = g_strdup_printf (_ ("Remove %s"),
                           hw_design_name (design_of (self), HW_REF (HW_TABLE_REVISION, revision)));
  hw_design_begin (design_of (self), label);
  hw_operation_remove_revision (design_of (self), revision);
  hw_site_finish (self, TRUE, label, NULL);
}

/* --- rules of networks, overrides --- */

static void
add_power_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document == NULL)
    return;
  hw_design_begin (design_of (self), _ ("Add a power chain"));
  hw_operation_add_power (design_of (self), NULL);
  hw_design_commit (design_of (self));
}

static void
add_loop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document == NULL)
    return;
  hw_design_begin (design_of (self), _ ("Add a cooling loop"));
  hw_operation_add_loop (design_of (self), NULL);
  hw_design_commit (design_of (self));
}

static void
remove_idle_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document == NULL)
    return;
  hw_design_begin (design_of (self), _ ("Remove idle overrides"));
  hw_operation_remove_idle_overrides (design_of (self));
  if (hw_design_commit (design_of (self)))
    hw_window_notice (self, TRUE, _ ("Remove idle overrides"));
  else
    hw_window_notice (self, FALSE, _ ("No override is idle"));
}

/* "%u switches placed, %u of them into %u new racks" */
static char *
dup_placed (const HwPlacing *placing)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      g_dngettext (NULL, "Place %u switch", "Place %u switches", placing->placed),
      placing->placed);
  if (placing->new_racks > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text,
                              g_dngettext (NULL, "%u new rack", "%u new racks", placing->new_racks),
                              placing->new_racks);
    }
  return g_string_free (text, FALSE);
}

/* What could be placed is kept where something is left, and said why. */
static void
place_needs (HwWindow *self, HwHandle fabric)
{
  HwDesign *design = design_of (self);
  HwPlacing placing;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  hw_design_begin (design, _ ("Place what the fabric needs"));
  hw_fabric_place_needs (
      design, fabric, hw_document_get_catalogue (self->document), &placing, &error);
  text = dup_placed (&placing);
  if (hw_design_commit (design))
    hw_window_notice (self, TRUE, text);
  else if (error == NULL)
    hw_window_notice (self, FALSE, _ ("The fabric needs nothing more"));
  if (error != NULL)
    hw_message_say (GTK_WINDOW (self), _ ("Not everything could be placed"), error->message, NULL);
}

/* Units of a chain go into the hall that is shown. */
static void
place_units (HwWindow *self, HwHandle power)
{
  HwDesign *design = design_of (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n;

  hw_design_begin (design, _ ("Place what the power chain needs"));
  n = hw_power_place_needs (
      hw_document_get_results (self->document), power, hw_canvas_get_hall (self->canvas), &error);
  text = g_strdup_printf (g_dngettext (NULL, "Place %u unit", "Place %u units", n), n);
  hw_site_finish (self, n > 0, text, error);
}

/* The fabric or chain of that id; "": the first that needs something. */
static void
place_needs_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle fabric = hw_site_find (self, HW_TABLE_FABRIC, parameter);
  HwHandle power = hw_site_find (self, HW_TABLE_POWER, parameter);
  g_autoptr (GArray) needs = NULL;

  if (self->document == NULL)
    return;
  if (power != 0)
    {
      place_units (self, power);
      return;
    }
  hw_results_derive_fabrics (hw_document_get_results (self->document));
  if (fabric == 0)
    {
      needs = hw_results_needs (hw_document_get_results (self->document));
      if (needs->len > 0 && g_array_index (needs, HwNeed, 0).rule.table == HW_TABLE_FABRIC)
        fabric = g_array_index (needs, HwNeed, 0).rule.handle;
    }
  if (fabric != 0)
    place_needs (self, fabric);
  else
    hw_window_notice (self, FALSE, _ ("The fabric needs nothing more"));
}

/* --- halls --- */

void
hw_window_update_hall_state (HwWindow *self)
{
  HwHandle hall = hw_canvas_get_hall (self->canvas);

  if (self->document != NULL && hall != 0 && hw_design_has (design_of (self), HW_TABLE_HALL, hall))
    hw_site_set_state (self, "hall", HW_TABLE_HALL, hall);
}

static void
hall_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  HwWindow *self = data;
  HwHandle hall = hw_site_find (self, HW_TABLE_HALL, value);

  if (hall != 0)
    hw_canvas_set_hall (self->canvas, hall);
}

static void
rename_hall_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwHandle hall = hw_canvas_get_hall (self->canvas);

  if (self->document == NULL || hall == 0)
    return;
  g_action_group_change_action_state (
      G_ACTION_GROUP (self), "show-panel", g_variant_new_boolean (TRUE));
  hw_selection_select_one (self->selection, HW_REF (HW_TABLE_HALL, hall));
  hw_inspector_edit_name (self->inspector);
}

static void
remove_hall_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwRef ref = HW_REF (HW_TABLE_HALL, hw_canvas_get_hall (self->canvas));
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (self->document == NULL || ref.handle == 0)
    return;
  label = g_strdup_printf (_ ("Remove %s"), hw_design_name (design_of (self), ref));
  hw_design_begin (design_of (self), label);
  done = hw_operation_remove (design_of (self), &ref, 1, &error);
  hw_site_finish (self, done, label, error);
}

/* --- floor features --- */

static void
add_feature (HwWindow *self, GVariant *kind, gboolean at_pointer)
{
  static const char *const names[] = { "column", "keep-out", "door", "note" };
  const char *name = g_variant_get_string (kind, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      hw_canvas_add_feature (self->canvas, (HwFeatureKind)i, at_pointer);
}

static void
add_feature_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  add_feature (data, parameter, FALSE);
}

static void
add_feature_here_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  add_feature (data, parameter, TRUE);
}

/* --- finding --- */

void
hw_window_show_object (HwWindow *self, HwRef ref)
{
  if (self->document == NULL || ref.handle == 0
      || !hw_design_has (design_of (self), ref.table, ref.handle))
    return;
  if (ref.table == HW_TABLE_POWER || ref.table == HW_TABLE_FEED || ref.table == HW_TABLE_LOOP
      || ref.table == HW_TABLE_FABRIC || ref.table == HW_TABLE_OVERRIDE
      || ref.table == HW_TABLE_TRAY || ref.table == HW_TABLE_PRICE
      || ref.table == HW_TABLE_EXCHANGE_RATE)
    {
      /* All views show what a feed or chain feeds. */
      if (ref.table == HW_TABLE_POWER || ref.table == HW_TABLE_FEED)
        hw_selection_select_one (self->selection, ref);
      hw_structure_window_present (GTK_WINDOW (self), self->document, ref.table, ref.handle);
      return;
    }
  hw_window_show_page (self, "layout");
  if (ref.table == HW_TABLE_GROUP)
    {
      hw_canvas_set_view (self->canvas, HW_VIEW_HALL);
      hw_canvas_show (self->canvas, hw_canvas_select_group (self->canvas, ref.handle, FALSE));
      hw_canvas_fit_selection (self->canvas);
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
      return;
    }
  hw_canvas_show (self->canvas, ref);
  hw_selection_select_one (self->selection, ref);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
chosen_cb (HwFindWindow *window, const HwRef *ref, HwWindow *self)
{
  hw_window_show_object (self, *ref);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwFindWindow *window;

  if (self->document == NULL)
    return;
  window = hw_find_window_new (GTK_WINDOW (self), self->document);
  g_signal_connect_object (window, "chosen", G_CALLBACK (chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

/* --- the catalogue --- */

/* ("power", "15"): see hw_catalogue_filter_set() */
static void
filter_catalogue_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *key, *value;

  g_variant_get (parameter, "(&s&s)", &key, &value);
  hw_catalogue_panel_set_filter (((HwWindow *)data)->catalogue_panel, key, value);
}

/* --- all of them --- */

/* What belonged to the last document. */
void
hw_window_close_structure (HwWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if ((HW_IS_STRUCTURE_WINDOW (item->data) || HW_IS_FIND_WINDOW (item->data)
         || HW_IS_COST_WINDOW (item->data))
        && gtk_window_get_transient_for (item->data) == GTK_WINDOW (self))
      gtk_window_destroy (item->data);
}

static const GActionEntry entries[] = {
  { .name = "phases", .activate = list_cb },
  { .name = "powers", .activate = list_cb },
  { .name = "add-power", .activate = add_power_cb },
  { .name = "remove-power", .activate = remove_cb, .parameter_type = "s" },
  { .name = "feeds", .activate = list_cb },
  { .name = "add-feed", .activate = add_feed_cb },
  { .name = "remove-feed", .activate = remove_cb, .parameter_type = "s" },
  { .name = "revisions", .activate = list_cb },
  { .name = "add-revision", .activate = add_revision_cb },
  { .name = "remove-revision", .activate = remove_revision_cb, .parameter_type = "s" },
  { .name = "loops", .activate = list_cb },
  { .name = "add-loop", .activate = add_loop_cb },
  { .name = "remove-loop", .activate = remove_cb, .parameter_type = "s" },
  { .name = "fabrics", .activate = list_cb },
  { .name = "remove-fabric", .activate = remove_cb, .parameter_type = "s" },
  { .name = "groups", .activate = list_cb },
  { .name = "remove-group", .activate = remove_cb, .parameter_type = "s" },
  { .name = "place-needs", .activate = place_needs_cb, .parameter_type = "s" },
  { .name = "trays", .activate = list_cb },
  { .name = "remove-tray", .activate = remove_cb, .parameter_type = "s" },
  { .name = "overrides", .activate = list_cb },
  { .name = "remove-override", .activate = remove_cb, .parameter_type = "s" },
  { .name = "remove-idle-overrides", .activate = remove_idle_cb },
  { .name = "hall", .parameter_type = "s", .state = "''", .change_state = hall_cb },
  { .name = "add-feature", .activate = add_feature_cb, .parameter_type = "s" },
  { .name = "add-feature-here", .activate = add_feature_here_cb, .parameter_type = "s" },
  { .name = "filter-catalogue", .activate = filter_catalogue_cb, .parameter_type = "(ss)" },
  { .name = "find", .activate = find_cb },
  { .name = "rename-hall", .activate = rename_hall_cb },
  { .name = "remove-hall", .activate = remove_hall_cb },
};

void
hw_window_add_site_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  hw_window_add_phase_actions (self);
}

/* Which of them make sense now. */
void
hw_window_update_site_actions (HwWindow *self)
{
  gboolean document = self->document != NULL;
  gboolean hall = document && hw_canvas_get_hall (self->canvas) != 0;

  hw_window_update_phase_actions (self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name);
      gboolean of_hall = g_str_has_suffix (entries[i].name, "-hall");

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), of_hall ? hall : document);
    }
}
