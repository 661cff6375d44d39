/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hw-clipboard.h"
#include "hw-fragment.h"

/* Copy, cut and paste through the clipboard of the desktop, so that it works between windows and
 * programs too. */

static GdkClipboard *
clipboard_of (HwCanvas *self)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (self));
}

gboolean
hw_canvas_copy_selection (HwCanvas *self)
{
  HwDesign *design;
  const GArray *refs;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GdkContentProvider) content = NULL;

  if (self->document == NULL || hw_selection_count (self->selection) == 0)
    return FALSE;
  design = hw_canvas_design (self);
  refs = hw_selection_get (self->selection);
  bytes = hw_clipboard_write (design, (const HwRef *)refs->data, refs->len);
  if (bytes == NULL)
    {
      hw_canvas_notice (
          self, FALSE, "%s", _ ("Only racks, devices and features of the floor can be copied."));
      return FALSE;
    }
  text = hw_clipboard_write_text (design, (const HwRef *)refs->data, refs->len);
  content = gdk_content_provider_new_union (
      (GdkContentProvider *[]){
          gdk_content_provider_new_for_bytes (HW_CLIPBOARD_TYPE, bytes),
          gdk_content_provider_new_typed (G_TYPE_STRING, text),
      },
      2);
  return gdk_clipboard_set_content (clipboard_of (self), content);
}

/* --- pasting --- */

typedef struct
{
  HwCanvas *canvas;
  HwDocument *document; /* that it was asked for; another may be open when the bytes come */
  HwPasteTarget target;
  GInputStream *stream;
  GOutputStream *bytes;
} Paste;

static void
paste_free (Paste *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->bytes);
  g_clear_object (&self->document);
  g_object_unref (self->canvas);
  g_free (self);
}

/* The one object that was chosen. */
static HwRef
chosen_one (HwDesign *fragment)
{
  HwHandle rack = hw_design_next (fragment, HW_TABLE_RACK, 0);

  if (rack == 0)
    return HW_REF (HW_TABLE_FEATURE, hw_design_next (fragment, HW_TABLE_FEATURE, 0));
  if (hw_fragment_is_carrier (fragment, rack))
    return HW_REF (HW_TABLE_DEVICE, hw_design_next (fragment, HW_TABLE_DEVICE, 0));
  return HW_REF (HW_TABLE_RACK, rack);
}

static char *
dup_label (HwDesign *fragment)
{
  guint count = hw_fragment_count (fragment);

  if (count == 1)
    return g_strdup_printf (_ ("Paste %s"), hw_design_name (fragment, chosen_one (fragment)));
  return g_strdup_printf (g_dngettext (NULL, "Paste %u object", "Paste %u objects", count), count);
}

static void
paste_fragment (Paste *self, HwDesign *fragment)
{
  HwCanvas *canvas = self->canvas;
  HwDesign *design = hw_canvas_design (canvas);
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = dup_label (fragment);
  g_autofree char *lost = NULL;
  g_autofree char *told = NULL;

  hw_canvas_carry_cancel (canvas);
  hw_design_begin (design, label);
  made = hw_operation_paste (design, fragment, &self->target, &lost, &error);
  if (lost != NULL)
    told = g_strdup_printf (
        _ ("%s. This design does not have %s; what referred to that is cleared."), label, lost);
  hw_canvas_finish (canvas, made != NULL, told != NULL ? told : label, error);
  if (made != NULL)
    hw_selection_set (canvas->selection, (const HwRef *)made->data, made->len);
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *self = data;
  HwCanvas *canvas = self->canvas;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HwDesign) fragment = NULL;

  /* The window may show another design by now, or none. */
  if (canvas->document == self->document && canvas->hall != 0)
    {
      if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) >= 0)
        {
          bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
          fragment = hw_clipboard_read (bytes, &error);
        }
      if (fragment != NULL)
        paste_fragment (self, fragment);
      else
        hw_canvas_notice (canvas, FALSE, "%s", error->message);
    }
  paste_free (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *self = data;
  g_autoptr (GError) error = NULL;

  self->stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  if (self->stream == NULL)
    {
      hw_canvas_notice (self->canvas, FALSE, "%s", error->message);
      paste_free (self);
      return;
    }
  self->bytes = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (self->bytes,
                                self->stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                    | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT,
                                NULL,
                                spliced_cb,
                                self);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->canvas->document == self->document && self->canvas->hall != 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (HwDesign) fragment = NULL;

      if (text == NULL || !hw_clipboard_sniff (text))
        hw_canvas_notice (self->canvas,
                          FALSE,
                          "%s",
                          _ ("The clipboard holds a text, but nothing of a design; copy racks or "
                             "devices first."));
      else
        {
          bytes = g_bytes_new (text, strlen (text));
          fragment = hw_clipboard_read (bytes, &error);
          if (fragment != NULL)
            paste_fragment (self, fragment);
          else
            hw_canvas_notice (self->canvas, FALSE, "%s", error->message);
        }
    }
  paste_free (self);
}

void
hw_canvas_paste (HwCanvas *self, gboolean at_menu)
{
  static const char *types[] = { HW_CLIPBOARD_TYPE, NULL };
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard_of (self));
  const HwViewport *viewport = hw_canvas_viewport (self);
  Paste *paste;

  if (self->document == NULL || self->hall == 0)
    return;
  paste = g_new0 (Paste, 1);
  paste->canvas = g_object_ref (self);
  paste->document = g_object_ref (self->document);
  paste->target.hall = self->hall;
  paste->target.rack = hw_selection_get_rack (self->selection);
  if (at_menu && self->view == HW_VIEW_RACKS && self->menu_rack != 0)
    paste->target.rack = self->menu_rack;
  if (at_menu && self->view == HW_VIEW_HALL)
    {
      paste->target.at_point = TRUE;
      paste->target.x_mm = (gint32)lround (hw_viewport_world_x (viewport, self->menu_x));
      paste->target.y_mm = (gint32)lround (hw_viewport_world_y (viewport, self->menu_y));
    }

  if (gdk_content_formats_contain_mime_type (formats, HW_CLIPBOARD_TYPE))
    gdk_clipboard_read_async (clipboard_of (self), types, G_PRIORITY_DEFAULT, NULL, read_cb, paste);
  else if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
           || gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8")
           || gdk_content_formats_contain_mime_type (formats, "text/plain"))
    gdk_clipboard_read_text_async (clipboard_of (self), NULL, text_cb, paste);
  else
    {
      hw_canvas_notice (self, FALSE, "%s", _ ("There is nothing to paste."));
      paste_free (paste);
    }
}
