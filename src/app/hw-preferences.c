/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-preferences.h"

GSettings *
hw_preferences_dup_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, HW_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}

gboolean
hw_preferences_has (GSettings *settings, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings == NULL)
    return FALSE;
  g_object_get (settings, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

GAction *
hw_preferences_create_action (GSettings *settings, const char *key, const char *fallback)
{
  if (hw_preferences_has (settings, key))
    return g_settings_create_action (settings, key);
  return G_ACTION (
      g_simple_action_new_stateful (key, G_VARIANT_TYPE_STRING, g_variant_new_string (fallback)));
}
