/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"

#include <libxml/parser.h>
#include <glib/gstdio.h>

#include "hw-design-reader.h"
#include "hw-results.h"

static void
start_element (void *data,
               const xmlChar *name,
               const xmlChar *prefix,
               const xmlChar *uri,
               int n_namespaces,
               const xmlChar **namespaces,
               int n_attributes,
               int n_defaulted,
               const xmlChar **attributes)
{
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
}

/* The named reference: libxml2's SAX2 push parser with empty handlers over the same bytes. */
static double
bare_parse (const char *path)
{
  xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
                            .startElementNs = start_element,
                            .endElementNs = end_element };
  g_autofree char *block = g_malloc (64 * 1024);
  double start = bench_now ();
  FILE *file = g_fopen (path, "rb");
  xmlParserCtxtPtr context = xmlCreatePushParserCtxt (&handler, NULL, NULL, 0, path);
  gsize n;

  while ((n = fread (block, 1, 64 * 1024, file)) > 0)
    g_assert_cmpint (xmlParseChunk (context, block, (int)n, 0), ==, 0);
  g_assert_cmpint (xmlParseChunk (context, NULL, 0, 1), ==, 0);
  xmlFreeParserCtxt (context);
  fclose (file);
  return bench_now () - start;
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (double));
  gsize bytes;
  GStatBuf status_of_file;

  /* The design is made by another process where memory is measured: here its pages would count. */
  if (argc == 2)
    path = g_strdup (argv[1]);
  else
    {
      g_autoptr (HwDesign) design = bench_design (1000000);
      g_autofree char *made = bench_file (design);
      char *arguments[] = { argv[0], made, NULL };
      g_autoptr (GError) error = NULL;
      int status = 0;
      g_spawn_sync (NULL,
                    arguments,
                    NULL,
                    G_SPAWN_CHILD_INHERITS_STDIN,
                    NULL,
                    NULL,
                    NULL,
                    NULL,
                    &status,
                    &error);
      g_unlink (made);
      g_assert_no_error (error);
      return status == 0 ? 0 : 1;
    }
  file = g_file_new_for_path (path);
  g_stat (path, &status_of_file);
  bytes = (gsize)status_of_file.st_size;
  for (int i = 0; i < 5; i++)
    {
      gsize before = bench_resident ();
      double start = bench_now ();
      g_autoptr (GError) error = NULL;
      g_autoptr (HwDesign) design = hw_design_read_file (file, NULL, &error);
      g_autoptr (HwResults) results = NULL;
      double taken, parse;
      g_assert_no_error (error);
      results = hw_results_new (design);
      taken = bench_now () - start;
      if (i == 0)
        bench_say ("memory after loading %.1f MB of file: %.1f MB resident, %.2f × the file (%.1f "
                   "MB before)\n",
                   bytes * 1e-6,
                   bench_resident () * 1e-6,
                   (double)bench_resident () / (double)bytes,
                   before * 1e-6);
      g_array_append_val (whole, taken);
      parse = bare_parse (path);
      g_array_append_val (bare, parse);
    }
  bench_say ("load with checks and totals: median %.3f s; bare SAX2 parse: %.3f s; ratio %.2f\n",
             bench_median (whole),
             bench_median (bare),
             bench_median (whole) / bench_median (bare));
  return 0;
}
