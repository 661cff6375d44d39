/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"
#include "hw-cli-fabric.h"
#include "hw-csv.h"
#include "hw-power-dot.h"
#include "hw-scene-racks.h"
#include "hw-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *output, *view, *format, *paper, *object, *table, *faces, *sheets;
  char **failed;
  int page, scale, plan_scale, racks;
  gboolean portrait;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->output);
  g_free (self->view);
  g_free (self->format);
  g_free (self->paper);
  g_free (self->object);
  g_free (self->table);
  g_free (self->faces);
  g_free (self->sheets);
  g_strfreev (self->failed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const struct
{
  const char *name;
  HwSheetKinds kinds;
  HwCsvTable table; /* the schedule that goes with it */
} views[] = {
  { "set", HW_SHEETS_USUAL, HW_CSV_BILL },        { "report", HW_SHEETS_REPORT, HW_CSV_BILL },
  { "hall", HW_SHEETS_HALL, HW_CSV_RACKS },       { "racks", HW_SHEETS_RACKS, HW_CSV_DEVICES },
  { "cooling", HW_SHEETS_COOLING, HW_CSV_PIPES }, { "fabric", HW_SHEETS_FABRIC, HW_CSV_BILL },
  { "power", HW_SHEETS_POWER, HW_CSV_POWER },     { "phases", HW_SHEETS_PHASES, HW_CSV_PHASES },
};

static const struct
{
  const char *name;
  HwSheetKinds kind;
} sheet_kinds[] = {
  { "cover", HW_SHEETS_COVER },     { "hall", HW_SHEETS_HALL },
  { "racks", HW_SHEETS_RACKS },     { "devices", HW_SHEETS_DEVICES },
  { "bill", HW_SHEETS_BILL },       { "explanation", HW_SHEETS_EXPLAIN },
  { "cooling", HW_SHEETS_COOLING }, { "fabric", HW_SHEETS_FABRIC },
  { "loops", HW_SHEETS_LOOPS },     { "cables", HW_SHEETS_CABLES },
  { "ports", HW_SHEETS_PORTS },     { "trays", HW_SHEETS_TRAYS },
  { "report", HW_SHEETS_REPORT },   { "phases", HW_SHEETS_PHASES },
  { "cost", HW_SHEETS_COST },       { "power", HW_SHEETS_POWER },
  { "panels", HW_SHEETS_PANELS },
};

static const char *const face_names[] = { "front", "rear", "both" };
static const guint8 face_values[] = { HW_FACES_FRONT, HW_FACES_REAR, HW_FACES_BOTH };

static const char *const drawn_formats[] = { "pdf", "svg", "png", NULL };

static gboolean
find_view (const char *name, guint *index)
{
  for (*index = 0; *index < G_N_ELEMENTS (views); (*index)++)
    if (strcmp (views[*index].name, name) == 0)
      return TRUE;
  hw_cli_refuse ("export",
                 _ ("there is no view “%s”; choose hall, racks, cooling, fabric, power, phases, "
                    "report or set"),
                 name);
  return FALSE;
}

/* What is asked for, else what the file's name ends in. */
static char *
choose_format (const Options *options)
{
  g_autofree char *base = g_path_get_basename (options->output);
  const char *suffix = strrchr (base, '.');

  if (options->format != NULL)
    return g_ascii_strdown (options->format, -1);
  return suffix != NULL ? g_ascii_strdown (suffix + 1, -1) : NULL;
}

static gboolean
find_object (HwResults *results, const Options *options, HwRef *object)
{
  *object = HW_REF (HW_TABLE_DESIGN, 0);
  if (options->object == NULL)
    return TRUE;
  *object = hw_design_find (hw_results_get_design (results), options->object);
  if (object->handle != 0
      && (object->table == HW_TABLE_HALL || object->table == HW_TABLE_ROW
          || object->table == HW_TABLE_GROUP || object->table == HW_TABLE_RACK
          || object->table == HW_TABLE_LOOP || object->table == HW_TABLE_POWER
          || object->table == HW_TABLE_FABRIC))
    return TRUE;
  hw_cli_refuse (
      "export",
      _ ("“%s” is not a hall, row, group, rack, loop, fabric or power chain of this design"),
      options->object);
  return FALSE;
}

static HwCliStatus
export_table (HwResults *results, const Options *options, HwCsvTable table)
{
  g_autofree char *text = NULL;
  HwRef object;

  if (options->table != NULL && !hw_csv_table_find (options->table, &table))
    return hw_cli_refuse (
        "export",
        _ ("there is no table “%s”; choose bill, devices, racks, pipes, valves, "
           "loop-racks, cdus, power, panels, breakers, trays, bundles, nvlink, phases, cables, "
           "point-to-point, ports or pulls"),
        options->table);
  if (!find_object (results, options, &object))
    return HW_CLI_USAGE;
  text = hw_csv_write (results, table, object);
  return hw_cli_write (options->output, text, strlen (text));
}

static HwCliStatus
export_power_dot (HwResults *results, const Options *options)
{
  g_autofree char *text = NULL;
  HwRef object;

  if (!find_object (results, options, &object))
    return HW_CLI_USAGE;
  text = hw_power_dot_write (results, object.table == HW_TABLE_POWER ? object.handle : 0);
  return hw_cli_write (options->output, text, strlen (text));
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int n)
{
  g_byte_array_append (data, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
find_paper (const char *name, const HwPaper **paper)
{
  g_autoptr (GString) names = NULL;

  *paper = hw_paper_find (name);
  if (*paper != NULL)
    return TRUE;
  names = g_string_new (NULL);
  for (guint i = 0; i < hw_paper_count (); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", hw_paper_get (i)->name);
  hw_cli_refuse ("export", _ ("there is no paper “%s”; choose one of %s"), name, names->str);
  return FALSE;
}

/* "hall,racks". */
static gboolean
find_sheets (const char *text, HwSheetKinds *kinds)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  *kinds = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      HwSheetKinds kind = 0;
      for (guint k = 0; k < G_N_ELEMENTS (sheet_kinds); k++)
        if (strcmp (sheet_kinds[k].name, names[i]) == 0)
          kind = sheet_kinds[k].kind;
      if (kind == 0)
        {
          hw_cli_refuse ("export",
                         _ ("there is no sheet “%s”; choose among cover, hall, racks, cooling, "
                            "report, fabric, power, phases, devices, loops, trays, cables, ports, "
                            "panels, bill, cost and "
                            "explanation"),
                         names[i]);
          return FALSE;
        }
      *kinds |= kind;
    }
  return TRUE;
}

static gboolean
find_faces (const char *name, guint8 *faces)
{
  for (guint i = 0; i < G_N_ELEMENTS (face_names); i++)
    if (strcmp (face_names[i], name) == 0)
      {
        *faces = face_values[i];
        return TRUE;
      }
  hw_cli_refuse ("export", _ ("--faces takes front, rear or both"));
  return FALSE;
}

/* What the sheets are to be; FALSE where an option is wrong. */
static gboolean
sheet_options (HwResults *results, const Options *options, guint view, HwSheetOptions *sheet)
{
  hw_sheet_options_init (sheet);
  sheet->kinds = views[view].kinds;
  sheet->portrait = options->portrait;
  sheet->racks_per_sheet = (guint)options->racks;
  /* Of a plan alone, --scale is that of the plan. */
  sheet->scale = options->scale;
  sheet->plan_scale = options->plan_scale == 0 && sheet->kinds == HW_SHEETS_HALL
                          ? options->scale
                          : options->plan_scale;
  if (options->paper != NULL && !find_paper (options->paper, &sheet->paper))
    return FALSE;
  if (options->sheets != NULL && !find_sheets (options->sheets, &sheet->kinds))
    return FALSE;
  if (options->faces != NULL && !find_faces (options->faces, &sheet->faces))
    return FALSE;
  return find_object (results, options, &sheet->object);
}

static HwCliStatus
export_sheets (
    HwResults *results, const Options *options, const char *format, guint view, const char *input)
{
  g_autofree char *file_name = g_path_get_basename (input);
  g_autoptr (HwSheetSet) sheets = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  HwSheetOptions sheet;
  guint n;

  if (!sheet_options (results, options, view, &sheet))
    return HW_CLI_USAGE;
  sheet.file_name = file_name;
  sheet.failed = (const char *const *)options->failed;
  sheets = hw_sheet_set_new (results, &sheet);
  n = hw_sheet_set_n_sheets (sheets);
  if (hw_sheet_set_is_empty (sheets))
    return hw_cli_refuse ("export", _ ("there is nothing to draw in that view"));
  if (options->page > (int)n)
    return hw_cli_refuse ("export", _ ("there are only %u sheets"), n);
  if (hw_export_sheets (sheets, format, (guint)options->page, append_cb, bytes, &error))
    return hw_cli_write (options->output, bytes->data, bytes->len);
  hw_cli_complain (error->message);
  return HW_CLI_OUTPUT;
}

/* Schedules say what is bought and laid, whether it works or not. */
static void
refuse_failed (void)
{
  hw_cli_refuse ("export", _ ("--fail is for pdf, svg, png, inp, net and roots"));
}

/* What can be seen to be wrong before the design is read. */
static gboolean
check_options (const Options *options, const char *format, guint *view)
{
  if (format != NULL && hw_cli_is_fabric_format (format))
    {
      if (options->table != NULL)
        hw_cli_refuse ("export", _ ("--table is for csv"));
      else if (options->failed != NULL && !hw_cli_leaves_out_failed (format))
        refuse_failed ();
      else
        return TRUE;
    }
  else if (format == NULL
           || (strcmp (format, "csv") != 0 && strcmp (format, "inp") != 0
               && !g_strv_contains (drawn_formats, format)))
    hw_cli_refuse ("export",
                   _ ("the format is not clear; choose pdf, svg, png, csv, inp, net, dot, roots, "
                      "slurm or ibdm by the suffix of the file or by --format"));
  else if (options->page < 0)
    hw_cli_refuse ("export", _ ("--page takes a number from 1"));
  else if (options->scale < 0 || options->plan_scale < 0)
    hw_cli_refuse ("export", _ ("--scale takes a number from 1: 20 is 1:20"));
  else if (options->racks < 0)
    hw_cli_refuse ("export", _ ("--racks takes a number from 1"));
  else if (options->table != NULL && strcmp (format, "csv") != 0)
    hw_cli_refuse ("export", _ ("--table is for csv"));
  else if (options->failed != NULL && strcmp (format, "csv") == 0)
    refuse_failed ();
  else
    return find_view (options->view != NULL ? options->view : "set", view);
  return FALSE;
}

HwCliStatus
hw_cli_export (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The file to write"), "OUT" },
    { "view",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.view,
      N_ ("hall, racks, cooling, fabric, power, phases, report or set"),
      "VIEW" },
    { "format",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.format,
      N_ ("pdf, svg, png or csv; of loops: inp; of a fabric: net, roots, dot, slurm, ibdm"),
      "FORMAT" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &options.paper, N_ ("Size of the sheets: A3"), "PAPER" },
    { "object",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.object,
      N_ ("Only that hall, row, rack, loop, fabric or power chain"),
      "ID" },
    { "table",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.table,
      N_ ("The schedule: bill, devices, racks, trays, bundles, nvlink, phases; of a loop pipes, "
          "valves, "
          "loop-racks, "
          "cdus; of a fabric cables, point-to-point, ports, pulls; of power chains power, panels, "
          "breakers"),
      "NAME" },
    { "sheets",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.sheets,
      N_ ("Which of "
          "cover,report,hall,racks,cooling,fabric,power,phases,devices,loops,trays,cables,ports,"
          "panels,bill,"
          "cost,explanation"),
      "NAMES" },
    { "portrait", 0, 0, G_OPTION_ARG_NONE, &options.portrait, N_ ("Upright sheets"), NULL },
    { "scale",
      0,
      0,
      G_OPTION_ARG_INT,
      &options.scale,
      N_ ("Scale of elevations, of a plan alone: 20 is 1:20"),
      "N" },
    { "plan-scale",
      0,
      0,
      G_OPTION_ARG_INT,
      &options.plan_scale,
      N_ ("Scale of floor plans, over several sheets where needed"),
      "N" },
    { "faces",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.faces,
      N_ ("Faces of racks: front, rear or both"),
      "FACES" },
    { "racks", 0, 0, G_OPTION_ARG_INT, &options.racks, N_ ("Most racks on a sheet"), "N" },
    { "page", 0, 0, G_OPTION_ARG_INT, &options.page, N_ ("Only that sheet"), "N" },
    { "fail",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options.failed,
      N_ ("With that component failed; may be given again"),
      "KEY" },
    { NULL },
  };
  g_autoptr (HwResults) results = NULL;
  g_autofree char *format = NULL;
  guint view = 0;

  if (!hw_cli_parse ("export", entries, 1, &argc, &argv))
    return HW_CLI_USAGE;
  if (options.output == NULL)
    return hw_cli_refuse ("export", _ ("-o is missing"));
  format = choose_format (&options);
  if (!check_options (&options, format, &view))
    return HW_CLI_USAGE;
  results = hw_cli_open_results (argv[1]);
  if (results == NULL)
    return HW_CLI_INPUT;
  if (options.failed != NULL && !hw_cli_set_failed ("export", results, options.failed))
    return HW_CLI_USAGE;
  if (strcmp (format, "inp") == 0)
    return hw_cli_export_network (results, options.object, options.output);
  /* The schedule that goes with the diagram. */
  if (strcmp (format, "csv") == 0 && options.table == NULL && views[view].kinds == HW_SHEETS_FABRIC)
    options.table = g_strdup ("cables");
  if (strcmp (format, "dot") == 0 && g_strcmp0 (options.view, "power") == 0)
    return export_power_dot (results, &options);
  if (hw_cli_is_fabric_format (format)
      || (options.table != NULL && hw_cli_is_fabric_table (options.table)))
    return hw_cli_export_fabric (results, options.object, format, options.table, options.output);
  if (strcmp (format, "csv") == 0)
    return export_table (results, &options, views[view].table);
  return export_sheets (results, &options, format, view, argv[1]);
}
