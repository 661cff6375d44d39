/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "hw-catalogue-reader.h"
#include "hw-design-writer.h"
#include "hw-template.h"

static HwDesign *
make (const char *id, HwTemplateOptions options)
{
  g_autofree char *data = hw_data_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_load (data, &error);
  HwDesign *design;

  g_assert_no_error (error);
  design = hw_template_make (id, &options, catalogue, &error);
  g_assert_no_error (error);
  return design;
}

HwDesign *
bench_design (gint32 gpus)
{
  return make ("nvl72", (HwTemplateOptions){ .gpus = gpus });
}

HwDesign *
bench_superpod (gint32 units)
{
  return make ("superpod-b200", (HwTemplateOptions){ .su = units });
}

char *
bench_file (HwDesign *design)
{
  char *path = g_build_filename (g_get_tmp_dir (), "hallwright-bench-XXXXXX", NULL);
  int handle = g_mkstemp (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  close (handle);
  hw_design_write_file (design, file, &error);
  g_assert_no_error (error);
  return path;
}

double
bench_now (void)
{
  return (double)g_get_monotonic_time () * 1e-6;
}

double
bench_thread_now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

double
bench_median (GArray *seconds)
{
  g_array_sort (seconds, compare);
  return g_array_index (seconds, double, seconds->len / 2);
}

double
bench_worst (GArray *seconds)
{
  g_array_sort (seconds, compare);
  return g_array_index (seconds, double, seconds->len - 1);
}

double
bench_quantile (GArray *seconds, double part)
{
  g_array_sort (seconds, compare);
  return g_array_index (seconds, double, (guint)(part * (seconds->len - 1) + 0.5));
}

gsize
bench_resident (void)
{
  g_autofree char *text = NULL;
  unsigned long size = 0, resident = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &size, &resident), ==, 2);
  return resident * (gsize)sysconf (_SC_PAGESIZE);
}

void
bench_say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  fflush (stdout);
}
