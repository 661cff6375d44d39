/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What GDK 4.8 never gives back when it talks to the clipboard of X11. Only the addresses of its
 * stacks are known, so that the list of suppressions cannot name them: they are told to the leak
 * sanitizer where they are made. Linked into sanitized builds alone. */

#include <glib-object.h>
#include <sanitizer/lsan_interface.h>
#include <string.h>

#undef g_object_new

/* GDK keeps one reference too many of each stream that it reads the clipboard by, also of those that
 * it opens by itself when another program takes the clipboard: they outlive every reader. */
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

/* Each time that it says which targets it offers it forgets the list of their names, whose head is
 * the last one that it adds, this. */
__attribute__ ((visibility ("default"))) GSList *
g_slist_prepend (GSList *list, gpointer data)
{
  GSList *node = g_slist_alloc ();

  node->data = data;
  node->next = list;
  if (data == g_intern_static_string ("SAVE_TARGETS"))
    __lsan_ignore_object (node);
  return node;
}
