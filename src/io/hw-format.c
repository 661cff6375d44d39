/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-format.h"

static GQuark
minor_quark (void)
{
  return g_quark_from_static_string ("hw-format-minor");
}

static GQuark
foreign_quark (void)
{
  return g_quark_from_static_string ("hw-format-foreign");
}

gboolean
hw_format_parse (const char *text, guint *major, guint *minor)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 3);
  guint64 numbers[2];

  if (g_strv_length (parts) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, 9999, &numbers[i], NULL))
      return FALSE;
  *major = numbers[0];
  *minor = numbers[1];
  return TRUE;
}

guint
hw_format_get_minor (HwDesign *design)
{
  guint newer = GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (design), minor_quark ()));

  return newer > HW_FORMAT_MINOR ? newer : HW_FORMAT_MINOR;
}

void
hw_format_set_minor (HwDesign *design, guint minor)
{
  g_object_set_qdata (G_OBJECT (design), minor_quark (), GUINT_TO_POINTER (minor));
}

const char *
hw_format_get_foreign (HwCatalogue *catalogue, const char *key)
{
  GHashTable *texts = g_object_get_qdata (G_OBJECT (catalogue), foreign_quark ());

  return texts != NULL ? g_hash_table_lookup (texts, key) : NULL;
}

void
hw_format_set_foreign (HwCatalogue *catalogue, const char *key, const char *text)
{
  GHashTable *texts = g_object_get_qdata (G_OBJECT (catalogue), foreign_quark ());

  if (texts == NULL)
    {
      texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_object_set_qdata_full (
          G_OBJECT (catalogue), foreign_quark (), texts, (GDestroyNotify)g_hash_table_unref);
    }
  g_hash_table_replace (texts, g_strdup (key), g_strdup (text));
}

void
hw_format_adopt_foreign (HwCatalogue *catalogue, HwCatalogue *from)
{
  GHashTable *texts = g_object_get_qdata (G_OBJECT (from), foreign_quark ());
  GHashTableIter iter;
  gpointer key, text;

  if (texts == NULL)
    return;
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &key, &text))
    if (hw_format_get_foreign (catalogue, key) == NULL)
      hw_format_set_foreign (catalogue, key, text);
}

void
hw_format_copy (HwDesign *from, HwDesign *to)
{
  hw_format_set_minor (to, hw_format_get_minor (from));
  hw_format_adopt_foreign (hw_design_get_catalogue (to), hw_design_get_catalogue (from));
}
