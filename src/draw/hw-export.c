/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "hw-draw-error.h"

/* Pixels of a point: 144 dpi. */
#define PNG_SCALE 2
/* Bytes that are handed on at once. */
#define CHUNK 65536
/* Where neither the design nor the caller states a date: the same bytes come out each time. */
#define NO_DATE "2000-01-01"

GQuark
hw_draw_error_quark (void)
{
  return g_quark_from_static_string ("hw-draw-error-quark");
}

/* Everything is made in memory before the first byte is handed on: a stream that fails would bring
 * Cairo 1.16 down while it finishes fonts, and nothing should be left half written. */
static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_string_append_len (data, (const char *)bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error,
               HW_DRAW_ERROR,
               HW_DRAW_ERROR_WRITE,
               _ ("The drawing could not be written: %s."),
               cairo_status_to_string (status));
  return FALSE;
}

/* A date of the PDF: that of the design where it is one, since the hour of export would differ each
 * time. */
static char *
pdf_date (HwSheetSet *set)
{
  const char *date = hw_design_text (set->design, hw_design_get_title (set->design)->date);
  GDate parsed;
  int year, month, day;

  if (*date == '\0' && set->date != NULL)
    date = set->date;
  g_date_clear (&parsed, 1);
  if (sscanf (date, "%4d-%2d-%2d", &year, &month, &day) == 3
      && g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return g_strdup_printf ("%04d-%02d-%02dT00:00:00Z", year, month, day);
  return g_strdup (NO_DATE "T00:00:00Z");
}

static void
set_metadata (HwSheetSet *set, cairo_surface_t *surface)
{
  HwDesign *design = set->design;
  const HwDesignRow *row = hw_design_get_title (design);
  const char *drawn = hw_design_text (design, row->drawn);
  g_autofree char *date = pdf_date (set);

  cairo_pdf_surface_set_metadata (
      surface, CAIRO_PDF_METADATA_TITLE, hw_design_name (design, HW_REF (HW_TABLE_DESIGN, 1)));
  cairo_pdf_surface_set_metadata (surface,
                                  CAIRO_PDF_METADATA_AUTHOR,
                                  *drawn != '\0' ? drawn : hw_design_text (design, row->issuer));
  cairo_pdf_surface_set_metadata (
      surface, CAIRO_PDF_METADATA_SUBJECT, hw_design_text (design, row->project));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Hallwright " HW_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* Sheets of one long table stand below its title in the outline. @last: parent of the sheet before.
 * Returns: that of sheet @index */
static int
outline_parent (
    HwSheetSet *set, cairo_surface_t *surface, guint first, guint index, const char *link, int last)
{
  const HwSheet *sheet = g_ptr_array_index (set->sheets, index);
  const HwSheet *before = index > first ? g_ptr_array_index (set->sheets, index - 1) : NULL;

  if (sheet->series == NULL)
    return CAIRO_PDF_OUTLINE_ROOT;
  if (before != NULL && g_strcmp0 (before->series, sheet->series) == 0)
    return last;
  return cairo_pdf_surface_add_outline (
      surface, CAIRO_PDF_OUTLINE_ROOT, sheet->series, link, (cairo_pdf_outline_flags_t)0);
}

static cairo_status_t
export_pdf (HwSheetSet *set, guint page, GString *out)
{
  guint first = page > 0 ? page - 1 : 0;
  guint end = page > 0 ? page : set->sheets->len;
  cairo_status_t status;
  cairo_surface_t *surface;
  double width, height;
  cairo_t *cr;
  int parent = CAIRO_PDF_OUTLINE_ROOT;

  hw_sheet_set_get_size (set, first, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (append_cb, out, width, height);
  set_metadata (set, surface);
  cr = cairo_create (surface);
  for (guint i = first; i < end && cairo_status (cr) == CAIRO_STATUS_SUCCESS; i++)
    {
      g_autofree char *link = g_strdup_printf ("page=%u", i - first + 1);
      hw_sheet_set_get_size (set, i, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      hw_sheet_set_paint (set, i, cr);
      parent = outline_parent (set, surface, first, i, link, parent);
      cairo_pdf_surface_add_outline (surface, parent, hw_sheet_set_get_title (set, i), link, 0);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/* Numbers surfaces from 1 in the order in which they come. */
static gboolean
number_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  GHashTable *seen = data;
  g_autofree char *name = g_match_info_fetch (match, 0);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (seen, name));

  if (number == 0)
    {
      number = g_hash_table_size (seen) + 1;
      g_hash_table_insert (seen, g_steal_pointer (&name), GUINT_TO_POINTER (number));
    }
  g_string_append_printf (result, "surface%u", number);
  return FALSE;
}

/* Cairo names surfaces by a count of the process, so that the same drawing would differ each time.
 */
static char *
with_stable_names (const GString *svg)
{
  g_autoptr (GRegex) regex = g_regex_new ("surface[0-9]+", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return g_regex_replace_eval (regex, svg->str, (gssize)svg->len, 0, 0, number_cb, seen, NULL);
}

static cairo_status_t
export_svg (HwSheetSet *set, guint index, GString *out)
{
  double width, height;
  cairo_status_t status;
  g_autoptr (GString) svg = g_string_new (NULL);
  g_autofree char *stable = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  hw_sheet_set_get_size (set, index, &width, &height);
  surface = cairo_svg_surface_create_for_stream (append_cb, svg, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
  cr = cairo_create (surface);
  hw_sheet_set_paint (set, index, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    {
      stable = with_stable_names (svg);
      g_string_append (out, stable);
    }
  return status;
}

static cairo_status_t
export_png (HwSheetSet *set, guint index, GString *out)
{
  double width, height;
  cairo_status_t status;
  cairo_surface_t *surface;
  cairo_t *cr;

  hw_sheet_set_get_size (set, index, &width, &height);
  surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)ceil (width * PNG_SCALE), (int)ceil (height * PNG_SCALE));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, PNG_SCALE, PNG_SCALE);
  hw_sheet_set_paint (set, index, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_cb, out);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
hw_export_sheets (HwSheetSet *self,
                  const char *format,
                  guint page,
                  cairo_write_func_t write,
                  gpointer data,
                  GError **error)
{
  guint index = page > 0 ? page - 1 : 0;
  g_autoptr (GString) out = g_string_new (NULL);
  cairo_status_t status;

  if (page > self->sheets->len)
    {
      g_set_error (error,
                   HW_DRAW_ERROR,
                   HW_DRAW_ERROR_PAGE,
                   g_dngettext (GETTEXT_PACKAGE,
                                "There is no sheet %u; the set has %u sheet.",
                                "There is no sheet %u; the set has %u sheets.",
                                self->sheets->len),
                   page,
                   self->sheets->len);
      return FALSE;
    }
  if (strcmp (format, "pdf") == 0)
    status = export_pdf (self, page, out);
  else if (strcmp (format, "svg") == 0)
    status = export_svg (self, index, out);
  else if (strcmp (format, "png") == 0)
    status = export_png (self, index, out);
  else
    {
      g_set_error (error,
                   HW_DRAW_ERROR,
                   HW_DRAW_ERROR_FORMAT,
                   _ ("Drawings cannot be exported as “%s”; choose pdf, svg or png."),
                   format);
      return FALSE;
    }
  for (gsize at = 0; at < out->len && status == CAIRO_STATUS_SUCCESS; at += CHUNK)
    status = write (
        data, (const unsigned char *)out->str + at, (unsigned int)MIN (out->len - at, CHUNK));
  return check_status (status, error);
}
