/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-sheet.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which sheets of a drawing set a person wants, on what paper: remembered over sessions. */

/* Sheets by the name under which they are remembered. */
typedef struct
{
  const char *name;
  HwSheetKinds kind;
} HwSheetName;

#define HW_N_SHEET_NAMES 17
extern const HwSheetName hw_sheet_names[HW_N_SHEET_NAMES];

/* @settings: (nullable): as of hw_preferences_dup_settings() */
void hw_sheet_choice_load (GSettings *settings, HwSheetOptions *options);
void hw_sheet_choice_store (GSettings *settings, const HwSheetOptions *options);

G_END_DECLS
