/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schedule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-number.h"

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
hw_schedule_add_rack (HwDesign *design, HwHandle rack, GArray *lines)
{
  const HwProduct *frame = hw_design_rack_product (design, rack);
  HwScheduleLine *last = NULL;
  const HwDevice *above = NULL;

  if (frame->kind != HW_KIND_RACK || hw_schedule_is_whole (design, rack))
    {
      HwScheduleLine line
          = { frame->kind != HW_KIND_RACK ? HW_SCHEDULE_FLOOR : HW_SCHEDULE_ASSEMBLY,
              rack,
              0,
              1,
              0,
              frame->half_units };
      g_array_append_val (lines, line);
      add_reservations (design, rack, lines);
      return;
    }
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (design, device);
      gint16 half_units = hw_design_device_product (design, device)->half_units;
      HwScheduleLine line = {
        HW_SCHEDULE_DEVICES, rack, device, 1, row->position, (gint16)(row->position + half_units)
      };

      if (last != NULL && above->product == row->product && above->face == row->face
          && (above->channel == HW_CHANNEL_NONE) == (row->channel == HW_CHANNEL_NONE)
          && (row->channel != HW_CHANNEL_NONE || last->low == line.high))
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
  number = factor == 1
               ? hw_quantity_format (HW_DIMENSION_NONE, (double)(gint64)(sum->value + 0.5), NULL)
               : g_strdup_printf ("%.1f", sum->value * factor);
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

static HwTableLine *
table_line (HwPage *page, const HwScheduleLine *line)
{
  HwDesign *design = page->set->design;
  HwResults *results = page->set->results;
  HwRef rack = HW_REF (HW_TABLE_RACK, line->rack);
  HwSum power = { 0 }, mass = { 0 };
  const char *item = NULL;
  g_autofree char *units = NULL;
  g_autofree char *count = g_strdup_printf ("%u", line->n);
  g_autofree char *power_text = NULL;
  g_autofree char *mass_text = NULL;

  if (line->kind == HW_SCHEDULE_RESERVED)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("Reserved: %s"), hw_design_name (design, HW_REF (HW_TABLE_RESERVATION, line->first)));
      units = range_text (line->low, line->high);
      return hw_table_line_new (
          HW_LINE_DIM, 6, hw_design_name (design, rack), units, text, "", "", "");
    }
  if (line->kind == HW_SCHEDULE_DEVICES)
    {
      HwHandle device = line->first;
      item = hw_design_device_product (design, device)->name;
      for (guint i = 0; i < line->n; i++)
        {
          HwRef ref = HW_REF (HW_TABLE_DEVICE, device);
          HwSum own_power = power_of (results, ref);
          HwSum own_mass = hw_results_total (results, HW_TOTAL_MASS, ref);
          hw_sum_add_sum (&power, &own_power);
          hw_sum_add_sum (&mass, &own_mass);
          device = hw_design_next_child (design, HW_TABLE_DEVICE, device);
        }
      units = hw_design_get_device (design, line->first)->channel != HW_CHANNEL_NONE
                  ? g_strdup (_ ("side"))
                  : range_text (line->low, line->high);
    }
  else
    {
      item = line->kind == HW_SCHEDULE_ASSEMBLY ? hw_design_rack_assembly (design, line->rack)->name
                                                : hw_design_rack_product (design, line->rack)->name;
      power = power_of (results, rack);
      mass = hw_results_total (results, HW_TOTAL_MASS, rack);
      units = line->kind == HW_SCHEDULE_ASSEMBLY ? range_text (line->low, line->high)
                                                 : g_strdup (_ ("floor"));
    }
  power_text = figure_text (&power, 1e-3);
  mass_text = figure_text (&mass, 1);
  return hw_table_line_new (
      HW_LINE_PLAIN, 6, hw_design_name (design, rack), units, item, count, power_text, mass_text);
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
