/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-style.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_SETTINGS "org.freedesktop.portal.Settings"
#define APPEARANCE "org.freedesktop.appearance"
#define COLOUR_SCHEME "color-scheme"
/* Of the portal: 0 no preference, 1 dark, 2 light. */
#define PORTAL_DARK 1

struct _HwStyle
{
  GObject parent_instance;

  GdkDisplay *display;
  GtkCssProvider *shapes;
  GtkCssProvider *colours;
  char *scheme;
  gboolean system_dark;
  GDBusConnection *bus;
  guint subscription;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HwStyle, hw_style, G_TYPE_OBJECT)

static gboolean
is_dark (GtkSettings *settings)
{
  g_autofree char *theme = NULL;
  gboolean prefer_dark;

  g_object_get (
      settings, "gtk-application-prefer-dark-theme", &prefer_dark, "gtk-theme-name", &theme, NULL);
  return prefer_dark || (theme != NULL && g_str_has_suffix (theme, "-dark"));
}

static void
load_colours (HwStyle *self)
{
  GtkSettings *settings = gtk_settings_get_for_display (self->display);

  gtk_css_provider_load_from_resource (
      self->colours, is_dark (settings) ? RESOURCES "style-dark.css" : RESOURCES "style-light.css");
  /* Names of colours resolve when a sheet is parsed into styles; loading the shapes again makes
   * sure that no widget keeps a colour of the other scheme. */
  gtk_css_provider_load_from_resource (self->shapes, RESOURCES "style.css");
}

static void
apply (HwStyle *self)
{
  GtkSettings *settings = gtk_settings_get_for_display (self->display);
  gboolean dark = g_strcmp0 (self->scheme, "dark") == 0
                  || (g_strcmp0 (self->scheme, "light") != 0 && self->system_dark);

  g_object_set (settings, "gtk-application-prefer-dark-theme", dark, NULL);
}

static void
take_portal_value (HwStyle *self, GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  /* Read() of the portal wraps its answer once too often. */
  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *unwrapped = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = unwrapped;
    }
  if (g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    {
      self->system_dark = g_variant_get_uint32 (inner) == PORTAL_DARK;
      apply (self);
    }
}

static void
portal_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) value = NULL;

  /* Without a portal the desktop has no say, and the light scheme stands. When the style is gone,
   * its cancellable has ended the call. */
  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (reply == NULL)
    return;
  value = g_variant_get_child_value (reply, 0);
  take_portal_value (HW_STYLE (data), value);
}

static void
portal_changed_cb (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *parameters,
                   gpointer data)
{
  const char *group;
  const char *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &group, &key, &value);
  if (g_str_equal (group, APPEARANCE) && g_str_equal (key, COLOUR_SCHEME))
    take_portal_value (HW_STYLE (data), value);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  HwStyle *self;

  if (bus == NULL)
    return;

  /* The style may be gone by now only if its cancellable ended this call. */
  self = HW_STYLE (data);
  self->bus = g_object_ref (bus);
  self->subscription = g_dbus_connection_signal_subscribe (bus,
                                                           PORTAL_NAME,
                                                           PORTAL_SETTINGS,
                                                           "SettingChanged",
                                                           PORTAL_PATH,
                                                           NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           portal_changed_cb,
                                                           self,
                                                           NULL);
  g_dbus_connection_call (bus,
                          PORTAL_NAME,
                          PORTAL_PATH,
                          PORTAL_SETTINGS,
                          "Read",
                          g_variant_new ("(ss)", APPEARANCE, COLOUR_SCHEME),
                          G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          self->cancellable,
                          portal_read_cb,
                          self);
}

/* Where no desktop names a font, GTK falls back to "Sans 10": then the window takes the font of the
 * drawings. */
static void
choose_font (GtkSettings *settings)
{
  g_autofree char *font = NULL;

  g_object_get (settings, "gtk-font-name", &font, NULL);
  if (font == NULL || g_str_equal (font, "Sans 10"))
    g_object_set (settings, "gtk-font-name", "Cantarell, Inter, Sans 11", NULL);
}

HwStyle *
hw_style_new (GdkDisplay *display)
{
  HwStyle *self = g_object_new (HW_TYPE_STYLE, NULL);
  GtkSettings *settings = gtk_settings_get_for_display (display);

  self->display = g_object_ref (display);
  choose_font (settings);
  load_colours (self);
  gtk_style_context_add_provider_for_display (
      display, GTK_STYLE_PROVIDER (self->colours), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (
      display, GTK_STYLE_PROVIDER (self->shapes), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (settings,
                           "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (load_colours),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      settings, "notify::gtk-theme-name", G_CALLBACK (load_colours), self, G_CONNECT_SWAPPED);
  return self;
}

void
hw_style_set_scheme (HwStyle *self, const char *scheme)
{
  g_free (self->scheme);
  self->scheme = g_strdup (scheme);
  apply (self);

  if (g_strcmp0 (scheme, "system") == 0 && self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_cb, self);
    }
}

const HwTheme *
hw_style_get_theme (GtkWidget *widget)
{
  return hw_theme_get (is_dark (gtk_widget_get_settings (widget)) ? HW_THEME_DARK : HW_THEME_LIGHT);
}

void
hw_style_watch (GtkWidget *widget, GCallback callback, gpointer object)
{
  GtkSettings *settings = gtk_widget_get_settings (widget);

  g_signal_connect_object (
      settings, "notify::gtk-application-prefer-dark-theme", callback, object, 0);
  g_signal_connect_object (settings, "notify::gtk-theme-name", callback, object, 0);
}

GdkRGBA
hw_style_colour (HwColour colour)
{
  return (GdkRGBA){ colour.red, colour.green, colour.blue, colour.alpha };
}

static void
hw_style_dispose (GObject *object)
{
  HwStyle *self = HW_STYLE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->bus != NULL && self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);
  g_clear_object (&self->shapes);
  g_clear_object (&self->colours);
  g_clear_object (&self->display);
  g_clear_pointer (&self->scheme, g_free);
  G_OBJECT_CLASS (hw_style_parent_class)->dispose (object);
}

static void
hw_style_class_init (HwStyleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_style_dispose;
}

static void
hw_style_init (HwStyle *self)
{
  self->shapes = gtk_css_provider_new ();
  self->colours = gtk_css_provider_new ();
}
