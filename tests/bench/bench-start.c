/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <unistd.h>

#include "hw-application.h"
#include "hw-bench.h"

/* From the start of the process to the end of its first frame. */

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  _exit (0);
}

static void
realize_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect_after (
      gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer data)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realize_cb (GTK_WIDGET (window), NULL);
  else
    g_signal_connect_after (window, "realize", G_CALLBACK (realize_cb), NULL);
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 900);
  gtk_window_present (GTK_WINDOW (window));
}

static int
show_window (const char *file)
{
  g_autoptr (GtkApplication) application = NULL;
  char *arguments[] = { (char *)"bench", (char *)file, NULL };

  if (file != NULL)
    application = GTK_APPLICATION (hw_application_new ());
  else
    {
      application = gtk_application_new ("io.github.hallwright.Bench", G_APPLICATION_DEFAULT_FLAGS);
      g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
    }
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application))
                               | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), file != NULL ? 2 : 1, arguments);
}

static double
time_child (const char *self, const char *kind, const char *file)
{
  char *arguments[] = { (char *)self, (char *)kind, (char *)file, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;
  double start = bench_now ();

  g_spawn_sync (
      NULL, arguments, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return bench_now () - start;
}

int
main (int argc, char **argv)
{
  g_autofree char *file = NULL;
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));

  if (argc == 3)
    return show_window (g_str_equal (argv[1], "ours") ? argv[2] : NULL);
  file = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "first-blackwell-hall.hallwright", NULL);
  for (int i = 0; i < 9; i++)
    {
      double a = time_child (argv[0], "empty", file);
      double b = time_child (argv[0], "ours", file);
      /* The first of each warms the caches of the disk. */
      if (i > 0)
        {
          g_array_append_val (empty, a);
          g_array_append_val (ours, b);
        }
    }
  bench_say ("start to first frame with the main example: median %.0f ms; an empty window: %.0f "
             "ms; ratio %.2f\n",
             bench_median (ours) * 1e3,
             bench_median (empty) * 1e3,
             bench_median (ours) / bench_median (empty));
  return 0;
}
