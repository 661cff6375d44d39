/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-print-operation.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-preferences.h"
#include "hw-sheet-choice.h"

#define SETTINGS_FILE "print.ini"
#define DEFAULT_PAPER "A3"
/* Names of paper and measures of the platform agree within this. */
#define SAME_SIZE_MM 2.0

struct _HwPrintOperation
{
  GtkPrintOperation parent_instance;

  HwDocument *document;
  GSettings *settings; /* nullable */
  HwSheetKinds kinds;  /* 0: as chosen */
  HwRef only;
  HwSheetSet *sheets;
  char *file_name;
  char *date;
};

G_DEFINE_FINAL_TYPE (HwPrintOperation, hw_print_operation, GTK_TYPE_PRINT_OPERATION)

/* --- paper --- */

static const HwPaper *
find_paper (GtkPageSetup *setup)
{
  double width = gtk_page_setup_get_paper_width (setup, GTK_UNIT_MM);
  double height = gtk_page_setup_get_paper_height (setup, GTK_UNIT_MM);
  double longer = MAX (width, height);
  double shorter = MIN (width, height);

  for (guint i = 0; i < hw_paper_count (); i++)
    {
      const HwPaper *paper = hw_paper_get (i);

      if (fabs (MAX (paper->width_mm, paper->height_mm) - longer) < SAME_SIZE_MM
          && fabs (MIN (paper->width_mm, paper->height_mm) - shorter) < SAME_SIZE_MM)
        return paper;
    }
  return hw_paper_find (DEFAULT_PAPER);
}

static GtkPageSetup *
page_setup_new (const HwPaper *paper, gboolean portrait)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autofree char *name = g_strdup_printf ("hallwright_%s", paper->name);
  GtkPaperSize *size = gtk_paper_size_new_custom (name,
                                                  paper->name,
                                                  MIN (paper->width_mm, paper->height_mm),
                                                  MAX (paper->width_mm, paper->height_mm),
                                                  GTK_UNIT_MM);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (
      setup, portrait ? GTK_PAGE_ORIENTATION_PORTRAIT : GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_paper_size_free (size);
  return setup;
}

static gboolean
is_portrait (GtkPageSetup *setup)
{
  GtkPageOrientation orientation = gtk_page_setup_get_orientation (setup);

  return orientation == GTK_PAGE_ORIENTATION_PORTRAIT
         || orientation == GTK_PAGE_ORIENTATION_REVERSE_PORTRAIT;
}

/* --- memory --- */

static char *
settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "hallwright", SETTINGS_FILE, NULL);
}

static void
recall (HwPrintOperation *self)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);
  g_autofree char *path = settings_path ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = NULL;
  HwSheetOptions options;

  hw_sheet_choice_load (self->settings, &options);
  setup = page_setup_new (options.paper, options.portrait);
  gtk_print_settings_load_file (settings, path, NULL);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
}

static void
remember (HwPrintOperation *self)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (operation);
  g_autofree char *path = settings_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  HwSheetOptions options;

  /* The printer in a file of its own, the paper with what else is chosen of drawings. */
  if (setup != NULL)
    {
      hw_sheet_choice_load (self->settings, &options);
      options.paper = find_paper (setup);
      options.portrait = is_portrait (setup);
      hw_sheet_choice_store (self->settings, &options);
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return;
  if (settings != NULL)
    gtk_print_settings_to_key_file (settings, file, NULL);
  /* Nothing is lost but a convenience where it cannot be written. */
  g_key_file_save_to_file (file, path, NULL);
}

/* --- pages --- */

static void
lay_out (HwPrintOperation *self, GtkPageSetup *setup)
{
  HwSheetOptions options;
  GFile *file = hw_document_get_file (self->document);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_free (self->file_name);
  g_free (self->date);
  self->file_name = file != NULL ? g_file_get_basename (file) : NULL;
  self->date = g_date_time_format (now, "%Y-%m-%d");

  hw_sheet_choice_load (self->settings, &options);
  options.paper = find_paper (setup);
  options.portrait = is_portrait (setup);
  options.file_name = self->file_name;
  options.date = self->date;
  if (self->kinds != 0)
    {
      options.kinds = self->kinds;
      options.object = self->only;
    }
  g_clear_pointer (&self->sheets, hw_sheet_set_free);
  self->sheets = hw_sheet_set_new (hw_document_get_results (self->document), &options);
}

static void
hw_print_operation_begin_print (GtkPrintOperation *operation, GtkPrintContext *context)
{
  HwPrintOperation *self = HW_PRINT_OPERATION (operation);

  lay_out (self, gtk_print_context_get_page_setup (context));
  gtk_print_operation_set_n_pages (operation, (int)hw_sheet_set_n_sheets (self->sheets));
}

static void
hw_print_operation_request_page_setup (GtkPrintOperation *operation,
                                       GtkPrintContext *context,
                                       int page,
                                       GtkPageSetup *setup)
{
  HwPrintOperation *self = HW_PRINT_OPERATION (operation);
  double width, height;

  hw_sheet_set_get_size (self->sheets, (guint)page, &width, &height);
  gtk_page_setup_set_orientation (
      setup, width >= height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
hw_print_operation_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page)
{
  HwPrintOperation *self = HW_PRINT_OPERATION (operation);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height;
  double scale;

  /* The sheet has its own margins and lies on the full page. On paper that we do not know it is
   * scaled to fit. */
  hw_sheet_set_get_size (self->sheets, (guint)page, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width,
               gtk_print_context_get_height (context) / height);
  if (fabs (scale - 1) > 0.01)
    cairo_scale (cr, scale, scale);
  hw_sheet_set_paint (self->sheets, (guint)page, cr);
}

static void
hw_print_operation_done (GtkPrintOperation *operation, GtkPrintOperationResult result)
{
  HwPrintOperation *self = HW_PRINT_OPERATION (operation);

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    remember (self);
  g_clear_pointer (&self->sheets, hw_sheet_set_free);
}

void
hw_print_operation_narrow (HwPrintOperation *self, HwSheetKinds kinds, HwRef only)
{
  self->kinds = kinds;
  self->only = only;
}

gboolean
hw_print_operation_print (HwPrintOperation *self, GtkWindow *parent, GError **error)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);

  /* The operation keeps itself until it is done; the window goes on meanwhile. */
  gtk_print_operation_set_allow_async (operation, TRUE);
  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

gboolean
hw_print_operation_export (HwPrintOperation *self, const char *path, GError **error)
{
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (GTK_PRINT_OPERATION (self));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  /* The same sheets as on paper, with outline and links, written in one step. */
  lay_out (self, setup);
  if (!hw_export_sheets (self->sheets, "pdf", 0, write_cb, bytes, error))
    return FALSE;
  return g_file_set_contents (path, (const char *)bytes->data, bytes->len, error);
}

HwPrintOperation *
hw_print_operation_new (HwDocument *document)
{
  HwPrintOperation *self = g_object_new (HW_TYPE_PRINT_OPERATION,
                                         "use-full-page",
                                         TRUE,
                                         "unit",
                                         GTK_UNIT_POINTS,
                                         "embed-page-setup",
                                         TRUE,
                                         NULL);

  self->document = g_object_ref (document);
  self->settings = hw_preferences_dup_settings ();
  gtk_print_operation_set_job_name (GTK_PRINT_OPERATION (self), hw_document_get_title (document));
  recall (self);
  return self;
}

static void
hw_print_operation_finalize (GObject *object)
{
  HwPrintOperation *self = HW_PRINT_OPERATION (object);

  g_clear_pointer (&self->sheets, hw_sheet_set_free);
  g_clear_object (&self->document);
  g_clear_object (&self->settings);
  g_free (self->file_name);
  g_free (self->date);
  G_OBJECT_CLASS (hw_print_operation_parent_class)->finalize (object);
}

static void
hw_print_operation_class_init (HwPrintOperationClass *klass)
{
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hw_print_operation_finalize;
  operation_class->begin_print = hw_print_operation_begin_print;
  operation_class->request_page_setup = hw_print_operation_request_page_setup;
  operation_class->draw_page = hw_print_operation_draw_page;
  operation_class->done = hw_print_operation_done;
}

static void
hw_print_operation_init (HwPrintOperation *self)
{
}
