/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include <string.h>

/* Another program that owns the clipboard: TYPE CONTENT. It says "ready" and stays until it is
 * ended. */
int
main (int argc, char **argv)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkContentProvider) content = NULL;

  if (argc != 3)
    return 2;
  if (!gtk_init_check ())
    return 77;
  bytes = g_bytes_new (argv[2], strlen (argv[2]));
  content = gdk_content_provider_new_for_bytes (argv[1], bytes);
  gdk_clipboard_set_content (gdk_display_get_clipboard (gdk_display_get_default ()), content);
  g_print ("ready\n");
  fflush (stdout);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
