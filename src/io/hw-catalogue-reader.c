/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-catalogue-parser.h"
#include "hw-format.h"
#include "hw-io-error.h"
#include "hw-xml-reader.h"

typedef struct
{
  HwCatalogue *catalogue;
  HwXmlReader *reader;
  HwCatalogueParser *parser;
  gboolean open; /* the root element */
} Reader;

const char *
hw_locale_dir (void)
{
  const char *dir = g_getenv ("HALLWRIGHT_LOCALE_DIR");

  return dir != NULL && *dir != '\0' ? dir : HW_LOCALE_DIR;
}

char *
hw_data_dir (void)
{
  const char *path = g_getenv ("HALLWRIGHT_DATA_DIR");

  return g_strdup (path != NULL && *path != '\0' ? path : HW_PACKAGE_DATA_DIR);
}

static HwXmlVerdict
start_root (Reader *self, const char *name, const HwXmlAttribute *attributes, guint n)
{
  const HwXmlAttribute *format = NULL;
  GString *kept = NULL;
  guint minor;

  if (strcmp (name, "catalogue") != 0)
    {
      hw_xml_reader_find (self->reader,
                          _ ("this is no catalogue: its root element is “%s”, not “catalogue”"),
                          name);
      return HW_XML_SKIP;
    }
  for (guint i = 0; i < n; i++)
    if (attributes[i].prefix == NULL && strcmp (attributes[i].name, "format") == 0)
      format = &attributes[i];
  if (!hw_xml_reader_root (self->reader, format, &minor))
    return HW_XML_SKIP;
  for (guint i = 0; i < n; i++)
    if (&attributes[i] != format)
      hw_xml_reader_other_attribute (self->reader, name, &attributes[i], &kept);
  if (kept != NULL)
    g_string_free (kept, TRUE);
  self->open = TRUE;
  return HW_XML_ENTER;
}

static HwXmlVerdict
start_cb (gpointer data, const char *name, const HwXmlAttribute *attributes, guint n)
{
  Reader *self = data;

  return self->open ? hw_catalogue_parser_start (self->parser, name, attributes, n)
                    : start_root (self, name, attributes, n);
}

static void
end_cb (gpointer data)
{
  Reader *self = data;

  if (hw_catalogue_parser_is_done (self->parser))
    self->open = FALSE;
  else
    hw_catalogue_parser_end (self->parser);
}

static void
kept_cb (gpointer data, const char *text)
{
  hw_catalogue_parser_kept (((Reader *)data)->parser, text);
}

static gboolean
read_one (HwCatalogueParser *parser, HwFindings *found, GFile *file, GError **error)
{
  static const HwXmlHandler handler = { start_cb, end_cb, kept_cb };
  Reader self = { .parser = parser };
  g_autoptr (HwXmlReader) reader = hw_xml_reader_new (&handler, &self, found);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &reason);

  if (stream == NULL)
    {
      g_set_error (error,
                   HW_IO_ERROR,
                   HW_IO_ERROR_READ,
                   "%s: %s",
                   hw_findings_get_file (found),
                   reason->message);
      return FALSE;
    }
  self.reader = reader;
  hw_catalogue_parser_attach (parser, reader);
  return hw_xml_reader_run (reader, G_INPUT_STREAM (stream), error);
}

static gboolean
read_all (GPtrArray *files, HwCatalogue *catalogue, HwFindings **findings, GError **error)
{
  g_autoptr (HwFindings) found = hw_findings_new ("");
  g_autoptr (HwCatalogueParser) parser = hw_catalogue_parser_new (catalogue, found);
  gboolean good = TRUE;

  for (guint i = 0; good && i < files->len; i++)
    {
      GFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_file_get_parse_name (file);

      hw_findings_set_file (found, name);
      good = read_one (parser, found, file, error);
    }
  if (good)
    hw_catalogue_parser_finish (parser);
  good = good && hw_findings_check (found, error);
  if (findings != NULL)
    *findings = g_steal_pointer (&found);
  return good;
}

gboolean
hw_catalogue_read_file (GFile *file, HwCatalogue *catalogue, HwFindings **findings, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_ptr_array_add (files, file);
  return read_all (files, catalogue, findings, error);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

gboolean
hw_catalogue_read_dir (const char *path,
                       HwCatalogue *catalogue,
                       HwFindings **findings,
                       GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &reason);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  const char *name;

  if (findings != NULL)
    *findings = NULL;
  if (dir == NULL)
    {
      g_set_error_literal (error, HW_IO_ERROR, HW_IO_ERROR_READ, reason->message);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (paths, g_build_filename (path, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (files, g_file_new_for_path (g_ptr_array_index (paths, i)));
  return read_all (files, catalogue, findings, error);
}

HwCatalogue *
hw_catalogue_load (const char *data_dir, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, "catalogue", NULL);
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_new ();

  if (!hw_catalogue_read_dir (path, catalogue, NULL, error))
    return NULL;
  return g_steal_pointer (&catalogue);
}
