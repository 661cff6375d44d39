/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * hw_preferences_dup_settings:
 *
 * What a person prefers, kept over sessions. In a bare build folder the schema may be missing; the
 * program then runs with its defaults.
 *
 * Returns: (transfer full) (nullable): the settings
 */
GSettings *hw_preferences_dup_settings (void);

/* Whether @settings is there and knows @key. */
gboolean hw_preferences_has (GSettings *settings, const char *key);

/**
 * hw_preferences_create_action:
 * @key: a string setting
 * @fallback: its value where there are no settings
 *
 * Returns: (transfer full): an action of that name whose state is the setting
 */
GAction *hw_preferences_create_action (GSettings *settings, const char *key, const char *fallback);

G_END_DECLS
