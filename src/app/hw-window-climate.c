/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-catalogue-reader.h"
#include "hw-file-dialog.h"
#include "hw-message.h"
#include "hw-operations.h"
#include "hw-weather-reader.h"

/* The weather of the site, by which its year is worked out. */

#define SAMPLE "temperate-synthetic.csv"

/* What was read is said in one line; what was made of it, gaps and leap days, below. */
static void
import (HwWindow *self, GFile *file)
{
  HwDesign *design = hw_document_get_design (self->document);
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwWeather) weather = hw_weather_read_file (file, &findings, &error);
  g_autoptr (GString) text = NULL;

  if (weather == NULL)
    {
      hw_message_say (
          GTK_WINDOW (self), _ ("The weather file cannot be read"), NULL, error->message);
      return;
    }
  hw_design_begin (design, _ ("Import weather file"));
  hw_operation_set_climate (design, weather);
  hw_design_commit (design);
  text = g_string_new (NULL);
  g_string_append_printf (text, _ ("The site has the weather of %s"), weather->name);
  for (guint i = 0; i < hw_findings_n_notes (findings); i++)
    g_string_append_printf (text, " · %s", hw_findings_get_note (findings, i)->message);
  hw_window_notice (self, TRUE, text->str);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (HwWindow) self = data;

  if (file != NULL && self->document != NULL)
    import (self, file);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_file_dialog_open (GTK_WINDOW (data), HW_FILE_WEATHER, chosen_cb, g_object_ref (data));
}

/* The same with a file that is known, as a script has it. */
static void
import_from_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  import (data, file);
}

static void
sample_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *folder = hw_data_dir ();
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "climates", SAMPLE, NULL);

  import (data, file);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  HwDesign *design = hw_document_get_design (self->document);

  hw_design_begin (design, _ ("Remove the climate"));
  hw_operation_remove_climate (design);
  hw_design_commit (design);
}

static const GActionEntry entries[] = {
  { .name = "import-weather", .activate = import_cb },
  { .name = "import-weather-from", .activate = import_from_cb, .parameter_type = "s" },
  { .name = "use-sample-climate", .activate = sample_cb },
  { .name = "remove-climate", .activate = remove_cb },
};

void
hw_window_add_climate_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
hw_window_update_climate_actions (HwWindow *self)
{
  gboolean document = self->document != NULL;
  gboolean climate
      = document && hw_design_get_climate (hw_document_get_design (self->document)) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        g_str_equal (entries[i].name, "remove-climate") ? climate : document);
}
