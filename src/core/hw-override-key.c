/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-override-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_OBJECT 2

static gsize
id_length (const char *part)
{
  return strcspn (part, ":");
}

gboolean
hw_override_key_check (const char *key, GError **error)
{
  g_auto (GStrv) parts = hw_override_key_split (key);
  guint n = g_strv_length (parts);
  gboolean good = n >= FIRST_OBJECT;

  for (guint i = 0; i < n; i++)
    good = good && *parts[i] != '\0' && id_length (parts[i]) > 0;
  if (good)
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_INVALID,
               _ ("“%s” is no key: it needs a rule, a role and the objects, as in "
                  "“ib1/cable/dgx01:3”."),
               key);
  return FALSE;
}

char **
hw_override_key_split (const char *key)
{
  return g_strsplit (key, "/", -1);
}

HwRef
hw_override_key_object (HwDesign *design, const char *part)
{
  g_autofree char *id = g_strndup (part, id_length (part));

  return hw_design_find (design, id);
}

guint
hw_override_key_port (const char *part)
{
  gsize length = id_length (part);
  guint64 port = 0;

  if (part[length] != ':'
      || !g_ascii_string_to_unsigned (part + length + 1, 10, 1, G_MAXUINT16, &port, NULL))
    return 0;
  return (guint)port;
}

char *
hw_override_key_rename (const char *key, const char *from, const char *to)
{
  g_auto (GStrv) parts = hw_override_key_split (key);
  gboolean found = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize length = id_length (parts[i]);
      g_autofree char *old = NULL;

      /* The second part is the role. */
      if (i == FIRST_OBJECT - 1 || strlen (from) != length || strncmp (parts[i], from, length) != 0)
        continue;
      old = g_steal_pointer (&parts[i]);
      parts[i] = g_strconcat (to, old + length, NULL);
      found = TRUE;
    }
  return found ? g_strjoinv ("/", parts) : NULL;
}

/* A switch that no device stands for yet goes by its position, "su02-leaf-r3"; whether the fabric
 * has that is known only where it is derived. */
static gboolean
may_be_position (HwRef rule, const char *part)
{
  return rule.table == HW_TABLE_FABRIC && strchr (part, '-') != NULL;
}

/* The utility of a power chain goes by the system that it feeds. */
static gboolean
is_system (HwRef rule, const char *role, const char *part)
{
  static const char *const systems[] = { "a", "b", "c", "d", "reserve", NULL };

  return rule.table == HW_TABLE_POWER && strcmp (role, "utility") == 0
         && g_strv_contains (systems, part);
}

gboolean
hw_override_is_idle (HwDesign *design, HwHandle override)
{
  const HwOverride *row = hw_design_get_override (design, override);
  g_auto (GStrv) parts = hw_override_key_split (hw_design_text (design, row->key));
  HwRef rule = hw_override_key_object (design, parts[0]);
  const char *object = parts[1] != NULL ? parts[FIRST_OBJECT] : NULL;

  if (rule.handle == 0)
    return TRUE;
  return object != NULL && hw_override_key_object (design, object).handle == 0
         && !may_be_position (rule, object) && !is_system (rule, parts[1], object);
}
