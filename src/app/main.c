/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-application.h"

#include <glib/gi18n.h>

#include "hw-catalogue-reader.h"

int
main (int argc, char *argv[])
{
  g_autoptr (HwApplication) application = NULL;

  bindtextdomain (GETTEXT_PACKAGE, hw_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = hw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
