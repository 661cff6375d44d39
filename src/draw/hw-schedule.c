/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schedule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-number.h"
#include "hw-rack-texts.h"

gboolean
hw_schedule_is_whole (HwDesign *design, HwHandle rack)
{
  const HwProduct *assembly = hw_design_rack_assembly (design, rack);
  guint i = 0;

  if (assembly == NULL)
    return FALSE;
  /* Devices and parts both stand in order from the top. */
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device), i++)
    {
      const HwDevice *row = hw_design_get_device (design, device);
      const HwPart *part;
      if (i >= assembly->parts->len)
        return FALSE;
      part = &g_array_index (assembly->parts, HwPart, i);
      if (part->position != row->position || part->face != row->face
          || strcmp (part->product, hw_design_device_product (design, device)->id) != 0)
        return FALSE;
    }
  return i == assembly->parts->len;
}

static void
add_reservations (HwDesign *design, HwHandle rack, GArray *lines)
{
  for (HwHandle handle = hw_design_first_child (design, HW_TABLE_RESERVATION, rack); handle != 0;
       handle = hw_design_next_child (design, HW_TABLE_RESERVATION, handle))
    {
      const HwReservation *row = hw_design_row (design, HW_TABLE_RESERVATION, handle);
      HwScheduleLine line = { HW_SCHEDULE_RESERVED,
                              rack,
                              handle,
                              0,
                              row->position,
                              (gint16)(row->position + row->half_units) };
      g_array_append_val (lines, line);
    }
}

void
hw_schedule_add_devices (HwDesign *design, HwHandle rack, GArray *lines)
{
  HwScheduleLine *last = NULL;
  const HwDevice *above = NULL;

  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (design, device);
      gint16 half_units = hw_design_device_product (design, device)->half_units;
      HwScheduleLine line = {
        HW_SCHEDULE_DEVICES, rack, device, 1, row->position, (gint16)(row->position + half_units)
      };
      gboolean side = row->channel != HW_CHANNEL_NONE;

      /* Neighbours in units; anywhere at the sides. */
      if (last != NULL && above->product == row->product
          && (above->channel != HW_CHANNEL_NONE) == side
          && (side || (above->face == row->face && last->low == line.high)))
        {
          last->n++;
          last->low = line.low;
        }
      else
        {
          g_array_append_val (lines, line);
          last = &g_array_index (lines, HwScheduleLine, lines->len - 1);
        }
      above = row;
    }
  add_reservations (design, rack, lines);
}

void
hw_schedule_add_rack (HwDesign *design, HwHandle rack, GArray *lines)
{
  const HwProduct *frame = hw_design_rack_product (design, rack);
  HwScheduleLine line = { HW_SCHEDULE_FLOOR, rack, 0, 1, 0, frame->half_units };

  if (frame->kind == HW_KIND_RACK && !hw_schedule_is_whole (design, rack))
    {
      hw_schedule_add_devices (design, rack, lines);
      return;
    }
  if (frame->kind == HW_KIND_RACK)
    line.kind = HW_SCHEDULE_ASSEMBLY;
  g_array_append_val (lines, line);
  add_reservations (design, rack, lines);
}

static char *
range_text (gint16 low, gint16 high)
{
  char from[HW_NUMBER_SIZE], to[HW_NUMBER_SIZE];

  hw_number_format (from, low / 2.0 + 1);
  if (high - low <= 2)
    return g_strdup (from);
  hw_number_format (to, high / 2.0);
  return g_strdup_printf ("%s–%s", from, to);
}

/* A figure in kW or kg, as in the head of its column. */
static char *
figure_text (const HwSum *sum, double factor)
{
  g_autofree char *number = NULL;

  if (hw_sum_is_unknown (sum))
    return g_strdup (_ ("unknown"));
  number = hw_quantity_fixed (sum->value * factor, factor == 1 ? 0 : 1);
  return sum->n_unknown > 0 ? g_strdup_printf ("≥ %s", number) : g_steal_pointer (&number);
}

static HwSum
power_of (HwResults *results, HwRef ref)
{
  HwSum power = hw_results_total (results, HW_TOTAL_IT_NAMEPLATE, ref);
  HwSum other = hw_results_total (results, HW_TOTAL_OTHER_NAMEPLATE, ref);

  hw_sum_add_sum (&power, &other);
  return power;
}

char *
hw_schedule_units_text (HwDesign *design, const HwScheduleLine *line)
{
  if (line->kind == HW_SCHEDULE_FLOOR)
    return g_strdup (_ ("floor"));
  if (line->kind == HW_SCHEDULE_DEVICES
      && hw_design_get_device (design, line->first)->channel == HW_CHANNEL_REAR_DOOR)
    return g_strdup (_ ("rear door"));
  if (line->kind == HW_SCHEDULE_DEVICES
      && hw_design_get_device (design, line->first)->channel != HW_CHANNEL_NONE)
    return g_strdup (_ ("side"));
  return range_text (line->low, line->high);
}

void
hw_schedule_figures (HwResults *results, const HwScheduleLine *line, char **power, char **mass)
{
  HwDesign *design = hw_results_get_design (results);
  HwTableKind table = line->kind == HW_SCHEDULE_DEVICES ? HW_TABLE_DEVICE : HW_TABLE_RACK;
  HwHandle handle = table == HW_TABLE_DEVICE ? line->first : line->rack;
  HwSum all_power = { 0 }, all_mass = { 0 };

  for (guint i = 0; i < line->n; i++)
    {
      HwRef ref = HW_REF (table, handle);
      HwSum own_power = power_of (results, ref);
      HwSum own_mass = hw_results_total (results, HW_TOTAL_MASS, ref);
      hw_sum_add_sum (&all_power, &own_power);
      hw_sum_add_sum (&all_mass, &own_mass);
      if (table == HW_TABLE_DEVICE)
        handle = hw_design_next_child (design, HW_TABLE_DEVICE, handle);
    }
  /* What passes power on, or needs none, is no load. */
  *power = hw_sum_is_unknown (&all_power) || all_power.n_unknown > 0 || all_power.value != 0
               ? figure_text (&all_power, 1e-3)
               : g_strdup ("–");
  *mass = figure_text (&all_mass, 1);
}

static HwTableLine *
table_line (HwPage *page, const HwScheduleLine *line)
{
  HwDesign *design = page->set->design;
  const char *rack = hw_design_name (design, HW_REF (HW_TABLE_RACK, line->rack));
  const char *item;
  g_autofree char *units = hw_schedule_units_text (design, line);
  g_autofree char *count = g_strdup_printf ("%u", line->n);
  g_autofree char *power = NULL;
  g_autofree char *mass = NULL;

  if (line->kind == HW_SCHEDULE_RESERVED)
    {
      g_autofree char *own_rack = g_strdup (rack);
      g_autofree char *text = g_strdup_printf (
          _ ("Reserved: %s"), hw_design_name (design, HW_REF (HW_TABLE_RESERVATION, line->first)));
      return hw_table_line_new (HW_LINE_DIM, 6, own_rack, units, text, "", "", "");
    }
  item = line->kind == HW_SCHEDULE_DEVICES ? hw_design_device_product (design, line->first)->name
                                           : hw_rack_product_name (design, line->rack);
  hw_schedule_figures (page->set->results, line, &power, &mass);
  return hw_table_line_new (HW_LINE_PLAIN, 6, rack, units, item, count, power, mass);
}

void
hw_schedule_draw (
    HwPage *page, const GArray *lines, guint first, guint n, double x, double y, double width)
{
  const HwColumn columns[] = {
    { _ ("Rack"), 0.14, HW_ALIGN_START }, { _ ("U"), 0.13, HW_ALIGN_START },
    { _ ("Item"), 0.36, HW_ALIGN_START }, { _ ("Qty"), 0.08, HW_ALIGN_END },
    { _ ("kW"), 0.145, HW_ALIGN_END },    { _ ("kg"), 0.145, HW_ALIGN_END },
  };
  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);

  for (guint i = first; i < MIN (first + n, lines->len); i++)
    g_ptr_array_add (table, table_line (page, &g_array_index (lines, HwScheduleLine, i)));
  hw_table_draw (page, columns, G_N_ELEMENTS (columns), table, 0, table->len, x, y, width);
}
