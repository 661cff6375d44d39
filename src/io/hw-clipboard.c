/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-clipboard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-format.h"
#include "hw-fragment.h"
#include "hw-io-error.h"

GBytes *
hw_clipboard_write (HwDesign *design, const HwRef *refs, guint n)
{
  g_autoptr (HwDesign) fragment = hw_fragment_new (design, refs, n);

  if (hw_fragment_count (fragment) == 0)
    return NULL;
  return hw_design_write_bytes (fragment);
}

/* --- as text --- */

/* A field of the table: tabs and line ends would begin another. */
static void
add_field (GString *text, const char *field)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\t');
  for (const char *at = field; *at != '\0'; at++)
    g_string_append_c (text, *at == '\t' || *at == '\n' || *at == '\r' ? ' ' : *at);
}

static void
add_device (GString *text, HwDesign *design, HwHandle handle)
{
  const HwDevice *device = hw_design_get_device (design, handle);
  g_autofree char *unit = g_strdup_printf ("U%g", device->position / 2.0 + 1);

  add_field (text, hw_design_name (design, HW_REF (HW_TABLE_DEVICE, handle)));
  add_field (text, hw_design_device_product (design, handle)->name);
  add_field (text, hw_design_name (design, HW_REF (HW_TABLE_RACK, device->object.parent)));
  if (device->channel == HW_CHANNEL_NONE)
    add_field (text, unit);
  g_string_append_c (text, '\n');
}

char *
hw_clipboard_write_text (HwDesign *design, const HwRef *refs, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      HwRef ref = refs[i];

      if (ref.table == HW_TABLE_DEVICE)
        {
          add_device (text, design, ref.handle);
          continue;
        }
      if (ref.table != HW_TABLE_RACK && ref.table != HW_TABLE_FEATURE)
        continue;
      add_field (text, hw_design_name (design, ref));
      if (ref.table == HW_TABLE_RACK)
        add_field (text, hw_design_rack_product (design, ref.handle)->name);
      g_string_append_c (text, '\n');
      for (HwHandle device = ref.table == HW_TABLE_RACK
                                 ? hw_design_first_child (design, HW_TABLE_DEVICE, ref.handle)
                                 : 0;
           device != 0;
           device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
        add_device (text, design, device);
    }
  return g_string_free (text, FALSE);
}

gboolean
hw_clipboard_sniff (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '<' && strstr (text, HW_FORMAT_FAMILY) != NULL;
}

/* --- reading --- */

HwDesign *
hw_clipboard_read (GBytes *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (HwDesign) fragment = NULL;

  fragment = hw_design_read_bytes (bytes, _ ("clipboard"), NULL, &reason);
  if (fragment == NULL)
    {
      g_auto (GStrv) lines = g_strsplit (reason->message, "\n", 2);

      g_set_error (error,
                   HW_IO_ERROR,
                   reason->code,
                   _ ("What the clipboard holds cannot be pasted: %s"),
                   lines[0] != NULL ? lines[0] : "");
      return NULL;
    }
  if (hw_fragment_count (fragment) == 0)
    {
      g_set_error_literal (error,
                           HW_IO_ERROR,
                           HW_IO_ERROR_INVALID,
                           _ ("What the clipboard holds has no object to paste."));
      return NULL;
    }
  return g_steal_pointer (&fragment);
}
