/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-ask.h"
#include "hw-template.h"

/* New designs from the reference templates, which the command line has as `plan`. */

#define GPUS_MAX 1000000
/* What is offered first: four scalable units of DGX B200. */
#define GPUS_FIRST 1024

typedef struct
{
  HwWindow *window;
  char *id;
  GtkSpinButton *gpus;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_object_unref (self->window);
  g_free (self->id);
  g_free (self);
}

static void
make (HwWindow *self, const char *id, gint32 gpus)
{
  const HwTemplateOptions options = { .gpus = gpus };
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_template_make (id, &options, self->catalogue, &error);
  g_autoptr (HwDocument) document = NULL;

  if (design == NULL)
    {
      hw_window_notice (self, FALSE, error->message);
      return;
    }
  document = hw_document_new_for_design (self->catalogue, design);
  hw_window_set_document (hw_window_for_document (self), document);
}

static const char *
label_of (const char *id)
{
  for (guint i = 0; i < hw_template_count (); i++)
    if (g_str_equal (hw_template_id (i), id))
      return hw_template_label (i);
  return NULL;
}

static gboolean
changed (HwAsk *ask, gpointer data, char **summary)
{
  Question *self = data;

  *summary = g_strdup_printf (_ ("%s. The number is rounded up to whole racks or scalable units."),
                              label_of (self->id));
  return TRUE;
}

static void
accepted (HwAsk *ask, gpointer data)
{
  Question *self = data;

  make (self->window, self->id, gtk_spin_button_get_value_as_int (self->gpus));
}

static void
ask_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *id = g_variant_get_string (parameter, NULL);
  Question *question;
  HwAsk *ask;

  if (label_of (id) == NULL)
    return;
  question = g_new0 (Question, 1);
  question->window = g_object_ref (data);
  question->id = g_strdup (id);
  ask = hw_ask_new (GTK_WINDOW (data), _ ("Reference Design"), _ ("_Create"));
  question->gpus
      = hw_ask_add_number (ask, _ ("_GPUs, at least"), NULL, 1, GPUS_MAX, 256, 0, GPUS_FIRST);
  hw_ask_run (ask, changed, accepted, question, question_free);
}

static void
make_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *id;
  gint32 gpus;

  g_variant_get (parameter, "(&si)", &id, &gpus);
  if (label_of (id) != NULL)
    make (HW_WINDOW (data), id, gpus);
}

static const GActionEntry entries[] = {
  { .name = "ask-template", .activate = ask_cb, .parameter_type = "s" },
  { .name = "new-from-template", .activate = make_cb, .parameter_type = "(si)" },
};

void
hw_window_add_template_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
