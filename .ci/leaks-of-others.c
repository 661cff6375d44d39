/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GDK 4.8 keeps one reference too many of each stream that it reads the clipboard of X11 by, also
 * of those that it opens by itself when another program takes the clipboard: they outlive every
 * reader. Only the addresses of their stacks are known, so that the list of suppressions cannot
 * name them: they are told to the leak sanitizer where they are made. Linked into sanitized builds
 * alone. */

#include <glib-object.h>
#include <sanitizer/lsan_interface.h>
#include <string.h>

#undef g_object_new

__attribute__ ((visibility ("default"))) gpointer
g_object_new (GType type, const char *first_property, ...)
{
  GObject *object;
  va_list properties;

  va_start (properties, first_property);
  object = g_object_new_valist (type, first_property, properties);
  va_end (properties);
  if (strcmp (g_type_name (type), "GdkX11SelectionInputStream") == 0)
    __lsan_ignore_object (object);
  return object;
}
