/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-design-copy.h"

#include <glib/gstdio.h>
#include <libxml/xmlwriter.h>

#include "hw-design-writer.h"

/* Of the draft keeper: µs that a piece of its copy takes. */
#define PIECE 2000

typedef struct
{
  char *id, *name, *product, *unit;
} Plain;

static GArray *
plain_devices (HwDesign *design)
{
  GArray *plain = g_array_new (FALSE, FALSE, sizeof (Plain));
  const HwAttribute *unit = hw_table_class_attribute (hw_table_class (HW_TABLE_DEVICE), "u");
  char buffer[HW_ID_SIZE];

  for (HwHandle device = hw_design_next (design, HW_TABLE_DEVICE, 0); device != 0;
       device = hw_design_next (design, HW_TABLE_DEVICE, device))
    {
      Plain row
          = { g_strdup (hw_design_id_text (design, HW_REF (HW_TABLE_DEVICE, device), buffer)),
              g_strdup (hw_design_name (design, HW_REF (HW_TABLE_DEVICE, device))),
              g_strdup (hw_design_device_product (design, device)->id),
              hw_design_attribute_text (design, unit, hw_design_get_device (design, device)) };
      g_array_append_val (plain, row);
    }
  return plain;
}

/* The named reference: libxml2's xmlTextWriter writing the same elements from a plain array. */
static double
text_writer (const GArray *plain, const char *path)
{
  double start = bench_now ();
  xmlTextWriterPtr writer = xmlNewTextWriterFilename (path, 0);

  xmlTextWriterSetIndent (writer, 1);
  xmlTextWriterSetIndentString (writer, BAD_CAST " ");
  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElement (writer, BAD_CAST "design");
  for (guint i = 0; i < plain->len; i++)
    {
      const Plain *row = &g_array_index (plain, Plain, i);
      xmlTextWriterStartElement (writer, BAD_CAST "device");
      xmlTextWriterWriteAttribute (writer, BAD_CAST "id", BAD_CAST row->id);
      xmlTextWriterWriteAttribute (writer, BAD_CAST "name", BAD_CAST row->name);
      xmlTextWriterWriteAttribute (writer, BAD_CAST "product", BAD_CAST row->product);
      xmlTextWriterWriteAttribute (writer, BAD_CAST "u", BAD_CAST row->unit);
      xmlTextWriterWriteAttribute (writer, BAD_CAST "face", BAD_CAST "front");
      xmlTextWriterEndElement (writer);
    }
  xmlTextWriterEndElement (writer);
  xmlTextWriterEndDocument (writer);
  xmlFreeTextWriter (writer);
  return bench_now () - start;
}

/* What the main thread does for a draft: a copy in pieces, which another thread writes. */
static void
measure_copy (HwDesign *design)
{
  g_autoptr (HwDesignCopy) copy = hw_design_copy_new (design);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (HwDesign) whole = NULL;
  double total = 0, taken;
  gboolean done;

  do
    {
      double start = bench_thread_now ();
      done = hw_design_copy_step (copy, g_get_monotonic_time () + PIECE);
      if (done)
        whole = hw_design_copy_finish (copy);
      taken = bench_thread_now () - start;
      total += taken;
      g_array_append_val (pieces, taken);
    }
  while (!done);
  bench_say ("copy for a draft: %u pieces, longest %.2f ms, together %.1f ms of the main thread\n",
             pieces->len,
             bench_worst (pieces) * 1e3,
             total * 1e3);
}

int
main (int argc, char **argv)
{
  g_autoptr (HwDesign) design = bench_design (1000000);
  g_autoptr (GArray) plain = plain_devices (design);
  g_autofree char *path = bench_file (design);
  g_autofree char *other = g_strconcat (path, ".plain", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < 5; i++)
    {
      double start = bench_now (), taken;
      g_autoptr (GError) error = NULL;
      hw_design_write_file (design, file, &error);
      taken = bench_now () - start;
      g_assert_no_error (error);
      g_array_append_val (ours, taken);
      taken = text_writer (plain, other);
      g_array_append_val (theirs, taken);
    }
  bench_say ("save: median %.3f s; xmlTextWriter from a plain array: %.3f s; ratio %.2f\n",
             bench_median (ours),
             bench_median (theirs),
             bench_median (ours) / bench_median (theirs));
  g_unlink (path);
  g_unlink (other);
  measure_copy (design);
  return 0;
}
