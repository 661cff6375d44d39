/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-choice.h"

#include "hw-preferences.h"
#include "hw-scene-racks.h"

const HwSheetName hw_sheet_names[HW_N_SHEET_NAMES] = {
  { "cover", HW_SHEETS_COVER },         { "hall", HW_SHEETS_HALL },
  { "racks", HW_SHEETS_RACKS },         { "cooling", HW_SHEETS_COOLING },
  { "fabric", HW_SHEETS_FABRIC },       { "devices", HW_SHEETS_DEVICES },
  { "loops", HW_SHEETS_LOOPS },         { "cables", HW_SHEETS_CABLES },
  { "ports", HW_SHEETS_PORTS },         { "bill", HW_SHEETS_BILL },
  { "explanation", HW_SHEETS_EXPLAIN }, { "trays", HW_SHEETS_TRAYS },
  { "phases", HW_SHEETS_PHASES },       { "report", HW_SHEETS_REPORT },
  { "cost", HW_SHEETS_COST },           { "power", HW_SHEETS_POWER },
  { "panels", HW_SHEETS_PANELS },
};

/* Papers by their names of PWG 5101.1. */
static const struct
{
  const char *paper, *pwg;
} papers[] = {
  { "A4", "iso_a4" },      { "A3", "iso_a3" },         { "A2", "iso_a2" },
  { "A1", "iso_a1" },      { "A0", "iso_a0" },         { "Letter", "na_letter" },
  { "Legal", "na_legal" }, { "Tabloid", "na_ledger" }, { "ANSI-C", "na_c" },
  { "ANSI-D", "na_d" },    { "ANSI-E", "na_e" },
};

static const char *const face_names[] = { "front", "rear", "both" };
static const guint8 face_values[] = { HW_FACES_FRONT, HW_FACES_REAR, HW_FACES_BOTH };

static void
load_paper (GSettings *settings, HwSheetOptions *options)
{
  g_autofree char *pwg = g_settings_get_string (settings, "paper-size");
  g_autofree char *orientation = g_settings_get_string (settings, "page-orientation");

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].pwg, pwg))
      options->paper = hw_paper_find (papers[i].paper);
  options->portrait = g_str_equal (orientation, "portrait");
}

void
hw_sheet_choice_load (GSettings *settings, HwSheetOptions *options)
{
  g_auto (GStrv) sheets = NULL;
  g_autofree char *faces = NULL;

  hw_sheet_options_init (options);
  if (hw_preferences_has (settings, "paper-size"))
    load_paper (settings, options);
  if (!hw_preferences_has (settings, "drawing-sheets"))
    return;
  sheets = g_settings_get_strv (settings, "drawing-sheets");
  faces = g_settings_get_string (settings, "drawing-faces");
  options->kinds = 0;
  for (guint i = 0; i < HW_N_SHEET_NAMES; i++)
    if (g_strv_contains ((const char *const *)sheets, hw_sheet_names[i].name))
      options->kinds |= hw_sheet_names[i].kind;
  for (guint i = 0; i < G_N_ELEMENTS (face_names); i++)
    if (g_str_equal (face_names[i], faces))
      options->faces = face_values[i];
  options->scale = g_settings_get_int (settings, "drawing-scale");
  options->plan_scale = g_settings_get_int (settings, "drawing-plan-scale");
  options->racks_per_sheet = (guint)g_settings_get_int (settings, "drawing-racks");
}

void
hw_sheet_choice_store (GSettings *settings, const HwSheetOptions *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sheets = NULL;

  if (!hw_preferences_has (settings, "drawing-sheets"))
    return;
  for (guint i = 0; i < HW_N_SHEET_NAMES; i++)
    if ((options->kinds & hw_sheet_names[i].kind) != 0)
      g_strv_builder_add (builder, hw_sheet_names[i].name);
  sheets = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "drawing-sheets", (const char *const *)sheets);
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (options->paper != NULL && g_str_equal (papers[i].paper, options->paper->name))
      g_settings_set_string (settings, "paper-size", papers[i].pwg);
  g_settings_set_string (
      settings, "page-orientation", options->portrait ? "portrait" : "landscape");
  for (guint i = 0; i < G_N_ELEMENTS (face_values); i++)
    if (face_values[i] == options->faces)
      g_settings_set_string (settings, "drawing-faces", face_names[i]);
  g_settings_set_int (settings, "drawing-scale", options->scale);
  g_settings_set_int (settings, "drawing-plan-scale", options->plan_scale);
  g_settings_set_int (settings, "drawing-racks", (int)options->racks_per_sheet);
}
