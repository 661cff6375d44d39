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
/* Where neither the design nor the caller states a date: the same bytes come out each time. */
#define NO_DATE "2000-01-01"

G_DEFINE_QUARK (hw - draw - error - quark, hw_draw_error)

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

static gboolean
export_pdf (HwSheetSet *set, guint page, cairo_write_func_t write, gpointer data, GError **error)
{
  guint first = page > 0 ? page - 1 : 0;
  guint end = page > 0 ? page : set->sheets->len;
  cairo_status_t status;
  cairo_surface_t *surface;
  double width, height;
  cairo_t *cr;

  hw_sheet_set_get_size (set, first, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (write, data, width, height);
  set_metadata (set, surface);
  cr = cairo_create (surface);
  for (guint i = first; i < end && cairo_status (cr) == CAIRO_STATUS_SUCCESS; i++)
    {
      g_autofree char *link = g_strdup_printf ("page=%u", i - first + 1);
      hw_sheet_set_get_size (set, i, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      hw_sheet_set_paint (set, i, cr);
      cairo_pdf_surface_add_outline (
          surface, CAIRO_PDF_OUTLINE_ROOT, hw_sheet_set_get_title (set, i), link, 0);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return check_status (status, error);
}

static gboolean
export_svg (HwSheetSet *set, guint index, cairo_write_func_t write, gpointer data, GError **error)
{
  double width, height;
  cairo_status_t status;
  cairo_surface_t *surface;
  cairo_t *cr;

  hw_sheet_set_get_size (set, index, &width, &height);
  surface = cairo_svg_surface_create_for_stream (write, data, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
  cr = cairo_create (surface);
  hw_sheet_set_paint (set, index, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return check_status (status, error);
}

static gboolean
export_png (HwSheetSet *set, guint index, cairo_write_func_t write, gpointer data, GError **error)
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
    status = cairo_surface_write_to_png_stream (surface, write, data);
  cairo_surface_destroy (surface);
  return check_status (status, error);
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
    return export_pdf (self, page, write, data, error);
  if (strcmp (format, "svg") == 0)
    return export_svg (self, index, write, data, error);
  if (strcmp (format, "png") == 0)
    return export_png (self, index, write, data, error);
  g_set_error (error,
               HW_DRAW_ERROR,
               HW_DRAW_ERROR_FORMAT,
               _ ("Drawings cannot be exported as “%s”; choose pdf, svg or png."),
               format);
  return FALSE;
}
