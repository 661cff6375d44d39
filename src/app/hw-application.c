/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-application.h"

#include <glib/gi18n.h>

#include "hw-catalogue-reader.h"
#include "hw-message.h"
#include "hw-preferences.h"
#include "hw-style.h"
#include "hw-window.h"

struct _HwApplication
{
  GtkApplication parent_instance;

  HwCatalogue *catalogue;
  GError *catalogue_error; /* why the catalogue is empty, until it was said */
  GSettings *settings;     /* nullable */
  HwStyle *style;
};

G_DEFINE_FINAL_TYPE (HwApplication, hw_application, GTK_TYPE_APPLICATION)

/* --- windows --- */

static void
load_catalogue (HwApplication *self)
{
  g_autofree char *data_dir = hw_data_dir ();

  self->catalogue = hw_catalogue_load (data_dir, &self->catalogue_error);
  if (self->catalogue == NULL)
    self->catalogue = hw_catalogue_new ();
}

static HwWindow *
create_window (HwApplication *self)
{
  HwWindow *window;

  if (self->catalogue == NULL)
    load_catalogue (self);
  window = hw_window_new (GTK_APPLICATION (self), self->catalogue, self->settings);
  gtk_window_present (GTK_WINDOW (window));
  if (self->catalogue_error != NULL)
    {
      hw_message_say (GTK_WINDOW (window),
                      _ ("The catalogue of products cannot be read."),
                      _ ("Designs can be opened, but there is nothing to add to them."),
                      self->catalogue_error->message);
      g_clear_error (&self->catalogue_error);
    }
  return window;
}

/* A window that shows nothing worth keeping, else a new one. */
static HwWindow *
free_window (HwApplication *self)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL;
       item = item->next)
    if (HW_IS_WINDOW (item->data) && hw_window_is_free (item->data))
      return item->data;
  return create_window (self);
}

static void
hw_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    create_window (HW_APPLICATION (application));
}

static void
hw_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    if (hw_window_raise_file (GTK_APPLICATION (application), files[i]) == NULL)
      hw_window_open_file (free_window (HW_APPLICATION (application)), files[i]);
}

/* --- actions --- */

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  create_window (HW_APPLICATION (data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  /* Each asks about its changes; with the last the program ends. */
  for (GList *item = windows; item != NULL; item = item->next)
    if (HW_IS_WINDOW (item->data))
      gtk_window_close (GTK_WINDOW (item->data));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_show_about_dialog (
      gtk_application_get_active_window (GTK_APPLICATION (data)),
      "program-name",
      "Hallwright",
      "logo-icon-name",
      HW_APPLICATION_ID,
      "version",
      HW_VERSION,
      "comments",
      _ ("Designs AI data-centre build-outs: halls, racks, servers, and what follows from them."),
      "license-type",
      GTK_LICENSE_GPL_3_0,
      NULL);
}

static void
scheme_changed_cb (GAction *action, GParamSpec *pspec, HwApplication *self)
{
  g_autoptr (GVariant) state = g_action_get_state (action);

  hw_style_set_scheme (self->style, g_variant_get_string (state, NULL));
}

static void
add_actions (HwApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "new-window", .activate = new_window_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } keys[] = {
    { "app.new-window", { "<Control>n" } },
    { "app.quit", { "<Control>q" } },
    { "win.open", { "<Control>o" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.print", { "<Control>p" } },
    { "win.close", { "<Control>w" } },
    { "win.search", { "<Control>f" } },
    { "win.find", { "<Control><Shift>f" } },
    { "win.view::hall", { "<Control>1" } },
    { "win.view::racks", { "<Control>2" } },
    { "win.view::fabric", { "<Control>3" } },
    { "win.view::cooling", { "<Control>4" } },
    { "win.view::power", { "<Control>5" } },
    { "win.view::phases", { "<Control>6" } },
    { "win.view::report", { "<Control>7" } },
    { "win.zoom-fit", { "<Control>0" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
    { "win.zoom-out", { "<Control>minus" } },
    { "win.show-catalogue", { "F9" } },
    { "win.show-panel", { "<Control>F9" } },
    { "win.shortcuts", { "<Control>question" } },
  };
  g_autoptr (GAction) scheme
      = hw_preferences_create_action (self->settings, "colour-scheme", "system");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].accels);
  g_action_map_add_action (G_ACTION_MAP (self), scheme);
  g_signal_connect_object (scheme, "notify::state", G_CALLBACK (scheme_changed_cb), self, 0);
  scheme_changed_cb (scheme, NULL, self);
}

static void
hw_application_startup (GApplication *application)
{
  HwApplication *self = HW_APPLICATION (application);

  G_APPLICATION_CLASS (hw_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (HW_APPLICATION_ID);
  self->settings = hw_preferences_dup_settings ();
  self->style = hw_style_new (gdk_display_get_default ());
  add_actions (self);
}

HwApplication *
hw_application_new (void)
{
  g_set_application_name ("Hallwright");
  return g_object_new (HW_TYPE_APPLICATION,
                       "application-id",
                       HW_APPLICATION_ID,
                       "flags",
                       G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

static void
hw_application_dispose (GObject *object)
{
  HwApplication *self = HW_APPLICATION (object);

  g_clear_object (&self->style);
  g_clear_object (&self->settings);
  g_clear_object (&self->catalogue);
  g_clear_error (&self->catalogue_error);
  G_OBJECT_CLASS (hw_application_parent_class)->dispose (object);
}

static void
hw_application_class_init (HwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_application_dispose;
  application_class->startup = hw_application_startup;
  application_class->activate = hw_application_activate;
  application_class->open = hw_application_open;
}

static void
hw_application_init (HwApplication *self)
{
}
