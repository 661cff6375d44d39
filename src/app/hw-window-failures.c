/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include "hw-cooling.h"
#include "hw-ranks.h"
#include "hw-sweep-window.h"

/* What fails by a command, the bar that tells what follows, and the sweep over all that can fail.
 */

/* Ids of the selected racks and devices. Returns: (transfer full) */
static GPtrArray *
selected_keys (HwWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  const GArray *refs = hw_selection_get (self->selection);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  char buffer[HW_ID_SIZE];

  for (guint i = 0; i < refs->len; i++)
    {
      HwRef ref = g_array_index (refs, HwRef, i);

      /* The selection may learn later that an object is gone. */
      if ((ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE || ref.table == HW_TABLE_FEED)
          && hw_design_has (design, ref.table, ref.handle))
        g_ptr_array_add (keys, g_strdup (hw_design_id_text (design, ref, buffer)));
    }
  g_ptr_array_add (keys, NULL);
  return keys;
}

static gboolean
is_failed (const char *const *failed, const char *key)
{
  return failed != NULL && g_strv_contains (failed, key);
}

static guint
count_failed (HwWindow *self, const GPtrArray *keys)
{
  const char *const *failed = hw_results_get_failed (hw_document_get_results (self->document));
  guint n = 0;

  for (guint i = 0; keys->pdata[i] != NULL; i++)
    n += is_failed (failed, keys->pdata[i]);
  return n;
}

/* Where all of them have failed they work again, else all of them fail. */
static void
toggle_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  g_autoptr (GPtrArray) keys = NULL;

  if (self->document == NULL)
    return;
  keys = selected_keys (self);
  if (keys->len > 1)
    hw_results_toggle_failed (hw_document_get_results (self->document),
                              (const char *const *)keys->pdata);
}

/* A part by its key, as scripts and other views have it. */
static void
toggle_key_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  const char *key = g_variant_get_string (parameter, NULL);

  if (self->document != NULL && hw_results_can_fail (hw_document_get_results (self->document), key))
    hw_results_toggle_failed (hw_document_get_results (self->document),
                              (const char *const[]){ key, NULL });
}

static void
sweep_chosen_cb (HwSweepWindow *sweep, const char *id, HwWindow *self)
{
  HwRef ref = hw_design_find (hw_document_get_design (self->document), id);

  if (ref.handle != 0)
    hw_window_show_object (self, ref);
}

static void
sweep_mark_cb (HwSweepWindow *sweep, gboolean shown, HwWindow *self)
{
  g_action_group_change_action_state (
      G_ACTION_GROUP (self), "show-single-points", g_variant_new_boolean (shown));
}

static void
show_single_points_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  HwWindow *self = data;

  g_simple_action_set_state (action, value);
  if (self->document != NULL)
    hw_results_show_ranks (hw_document_get_results (self->document), g_variant_get_boolean (value));
}

static void
sweep_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwSweepWindow *sweep;

  if (self->document == NULL)
    return;
  sweep = hw_sweep_window_new (GTK_WINDOW (self), self->document);
  g_signal_connect_object (sweep, "chosen", G_CALLBACK (sweep_chosen_cb), self, 0);
  g_signal_connect_object (sweep, "mark", G_CALLBACK (sweep_mark_cb), self, 0);
  gtk_window_present (GTK_WINDOW (sweep));
}

static void
chosen_cb (HwFailureBar *bar, guint table, guint handle, HwWindow *self)
{
  if (self->document != NULL
      && hw_design_has (hw_document_get_design (self->document), table, handle))
    hw_window_show_object (self, HW_REF (table, handle));
}

static const GActionEntry entries[] = {
  { .name = "fail-selected", .activate = toggle_cb },
  { .name = "restore-selected", .activate = toggle_cb },
  { .name = "toggle-failed", .activate = toggle_key_cb, .parameter_type = "s" },
  { .name = "sweep", .activate = sweep_cb },
  { .name = "show-single-points", .state = "true", .change_state = show_single_points_cb },
};

static void
enable (HwWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
hw_window_update_failures (HwWindow *self)
{
  g_autoptr (GPtrArray) keys = NULL;
  guint n_keys = 0, n_failed = 0;

  hw_failure_bar_update (self->failure_bar,
                         self->document != NULL ? hw_document_get_results (self->document) : NULL);
  if (self->document != NULL && self->selection != NULL)
    {
      keys = selected_keys (self);
      n_keys = keys->len - 1;
      n_failed = count_failed (self, keys);
    }
  enable (self, "fail-selected", n_keys > n_failed);
  enable (self, "restore-selected", n_keys > 0 && n_keys == n_failed);
  enable (self, "toggle-failed", self->document != NULL);
  enable (self, "sweep", self->document != NULL);
}

void
hw_window_add_failure_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (self->failure_bar, "chosen", G_CALLBACK (chosen_cb), self);
}
