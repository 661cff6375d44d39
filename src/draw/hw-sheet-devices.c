/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "hw-name-list.h"
#include "hw-rack-texts.h"
#include "hw-schedule.h"

/* The device schedule: rack by rack what is mounted, where and how it is called. Neighbours of one
 * product are one line; racks of a row that are the same assembly, untouched, stand there once. */

/* Width below which the names would be cut off. */
#define LEAST 500.0

#define NAMES_SHARE 0.30
/* Between the columns of a table, and not to stand at its very edge. */
#define NAMES_GAP 8.0
/* How much more fits into a cell at the least size of a table. */
#define SMALLER 1.19

static char *
device_names (HwDesign *design, HwHandle first, guint n)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (names, g_strdup (hw_design_name (design, HW_REF (HW_TABLE_DEVICE, first))));
      first = hw_design_next_child (design, HW_TABLE_DEVICE, first);
    }
  return hw_name_list (names);
}

/* They stand side by side: the first and the last say which they are. */
static char *
rack_names (HwDesign *design, const HwHandle *racks, guint n)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  char *series;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, g_strdup (hw_design_name (design, HW_REF (HW_TABLE_RACK, racks[i]))));
  first = g_strdup (g_ptr_array_index (names, 0));
  last = g_strdup (g_ptr_array_index (names, n - 1));
  series = hw_name_series (names);
  return series != NULL ? series : g_strdup_printf (_ ("%s to %s"), first, last);
}

/* A little too long is written smaller by the table, longer goes on in further lines. */
static char **
wrap_names (const char *names, double width)
{
  g_auto (GStrv) pieces = hw_table_wrap (names, width * SMALLER);

  return g_strv_length (pieces) > 1 ? hw_table_wrap (names, width) : g_steal_pointer (&pieces);
}

static void
add_device_line (HwSheetSet *set, const HwScheduleLine *line, gboolean part, GPtrArray *lines)
{
  HwDesign *design = set->design;
  HwLineStyle style = part || line->kind == HW_SCHEDULE_RESERVED ? HW_LINE_DIM : HW_LINE_PLAIN;
  g_autofree char *units = hw_schedule_units_text (design, line);
  g_autofree char *count = g_strdup_printf ("%u", line->n);
  g_autofree char *names = NULL;
  g_autofree char *power = NULL;
  g_autofree char *mass = NULL;
  g_auto (GStrv) pieces = NULL;
  const char *item;

  if (line->kind == HW_SCHEDULE_RESERVED)
    {
      g_ptr_array_add (
          lines,
          hw_table_line_new (style,
                             6,
                             units,
                             _ ("reserved"),
                             hw_design_name (design, HW_REF (HW_TABLE_RESERVATION, line->first)),
                             "",
                             "",
                             ""));
      return;
    }
  item = hw_design_device_product (design, line->first)->name;
  names = device_names (design, line->first, line->n);
  pieces = wrap_names (names, NAMES_SHARE * hw_sheet_list_width (set, LEAST) - NAMES_GAP);
  /* What parts of an assembly carry is allocated: the rack's figure is the cited one. */
  if (!part)
    hw_schedule_figures (set->results, line, &power, &mass);
  g_ptr_array_add (lines,
                   hw_table_line_new (style,
                                      6,
                                      units,
                                      item,
                                      pieces[0] != NULL ? pieces[0] : "",
                                      count,
                                      power != NULL ? power : "",
                                      mass != NULL ? mass : ""));
  for (guint i = 1; pieces[0] != NULL && pieces[i] != NULL; i++)
    g_ptr_array_add (lines, hw_table_line_new (HW_LINE_MORE, 6, "", "", pieces[i], "", "", ""));
}

/* @n racks, the same assembly or only one. */
static void
add_racks (HwSheetSet *set, const HwHandle *racks, guint n, GPtrArray *lines)
{
  HwDesign *design = set->design;
  HwHandle first = racks[0];
  HwScheduleLine whole = { HW_SCHEDULE_FLOOR, first, 0, n, 0, 0 };
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (HwScheduleLine));
  g_autofree char *names = rack_names (design, racks, n);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *power = NULL;
  g_autofree char *mass = NULL;
  gboolean parts;

  hw_schedule_figures (set->results, &whole, &power, &mass);
  g_ptr_array_add (lines,
                   hw_table_line_new (HW_LINE_TOTAL,
                                      6,
                                      names,
                                      hw_rack_product_name (design, first),
                                      n > 1 ? _ ("each:") : "",
                                      count,
                                      power,
                                      mass));
  /* Of a complete assembly the devices are listed, its figures are cited as a whole. */
  parts = hw_schedule_is_whole (design, first);
  hw_schedule_add_devices (design, first, own);
  for (guint i = 0; i < own->len; i++)
    add_device_line (set, &g_array_index (own, HwScheduleLine, i), parts, lines);
}

static void
add_row (HwSheetSet *set, HwHandle hall, HwHandle row, GPtrArray *lines)
{
  HwDesign *design = set->design;
  g_autoptr (GArray) racks = hw_design_row_racks (design, hall, row);
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;

  if (racks->len == 0)
    return;
  name = hw_row_title (design, hall, row);
  title = g_strdup_printf ("%s · %s", hw_design_name (design, HW_REF (HW_TABLE_HALL, hall)), name);
  g_ptr_array_add (lines, hw_table_line_new (HW_LINE_HEADING, 1, title));
  for (guint i = 0; i < racks->len;)
    {
      HwHandle first = g_array_index (racks, HwHandle, i);
      const HwProduct *assembly = hw_design_rack_assembly (design, first);
      guint n = 1;
      if (assembly != NULL && hw_schedule_is_whole (design, first)
          && hw_design_first_child (design, HW_TABLE_RESERVATION, first) == 0)
        for (; i + n < racks->len; n++)
          {
            HwHandle next = g_array_index (racks, HwHandle, i + n);
            if (hw_design_rack_assembly (design, next) != assembly
                || !hw_schedule_is_whole (design, next)
                || hw_design_first_child (design, HW_TABLE_RESERVATION, next) != 0)
              break;
          }
      add_racks (set, &g_array_index (racks, HwHandle, i), n, lines);
      i += n;
    }
}

void
hw_sheet_add_devices (HwSheetSet *set)
{
  HwDesign *design = set->design;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  const HwColumn columns[] = {
    { _ ("Rack, U"), 0.14, HW_ALIGN_START },
    { _ ("Item"), 0.28, HW_ALIGN_START },
    { _ ("Names"), NAMES_SHARE, HW_ALIGN_START },
    { _ ("Qty"), 0.07, HW_ALIGN_END },
    { _ ("kW"), 0.105, HW_ALIGN_END },
    { _ ("kg"), 0.105, HW_ALIGN_END },
  };

  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    {
      g_autoptr (GArray) rows = hw_design_hall_rows (design, hall);
      for (guint i = 0; i < rows->len; i++)
        add_row (set, hall, g_array_index (rows, HwHandle, i), lines);
      add_row (set, hall, 0, lines);
    }
  hw_sheet_add_list (set,
                     _ ("Device schedule"),
                     _ ("nameplate power, mass with what is mounted"),
                     columns,
                     G_N_ELEMENTS (columns),
                     lines,
                     LEAST);
}
