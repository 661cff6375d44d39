/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-view-private.h"

#include <glib/gi18n.h>

#include "hw-cable-plan.h"
#include "hw-fabric-location.h"
#include "hw-fabric-name.h"

/* What is at the pointer in the view of a fabric, in words. */

static gboolean
is_out (HwFabricView *self, guint node)
{
  const HwFabricFailure *failure
      = hw_results_fabric_failure (hw_document_get_results (self->document), self->handle);

  return failure != NULL && failure->nodes[node];
}

static char *
describe_node (HwFabricView *self, guint node)
{
  char buffer[HW_FABRIC_NAME_SIZE];
  const char *name = hw_fabric_node_name (self->fabric, node, buffer);
  guint used = hw_fabric_count_used (self->fabric, node);
  guint ports = hw_fabric_count_ports (self->fabric, node);
  const char *form;

  if (!hw_fabric_is_switch (self->fabric, node))
    return g_strdup_printf (_ ("%s: %u of %u ports are cabled"), name, used, ports);
  if (is_out (self, node))
    return g_strdup_printf (_ ("%s is taken for failed. Click to have it back."), name);
  form = hw_fabric_get_switch (self->fabric, node)->device < 0
             ? _ ("%s: to be placed; %u of its %u ports are needed")
             : _ ("%s: %u of %u ports are used. Click to see the fabric without it.");
  return g_strdup_printf (form, name, used, ports);
}

static void
append_end (HwFabricView *self, GString *text, guint node, guint port)
{
  char name[HW_FABRIC_NAME_SIZE], port_name[HW_FABRIC_NAME_SIZE];
  HwFabricPortStyle style = hw_fabric_port_style (self->fabric);

  g_string_append_printf (text,
                          _ ("%s, port %s"),
                          hw_fabric_node_name (self->fabric, node, name),
                          hw_fabric_port_name (self->fabric, node, port, style, port_name));
}

/* "15 m, fibre-om4-mpo12, by Tray A > Cross tray 2", where the cables are laid. */
static void
append_way (HwFabricView *self, GString *text)
{
  const HwCablePlan *plan = hw_results_cables (hw_document_get_results (self->document));
  const HwCablePlanPart *part = plan != NULL ? hw_cable_plan_part (plan, self->handle) : NULL;
  const HwCableRun *run;
  g_autoptr (GArray) way = NULL;
  guint32 last = G_MAXUINT32;

  if (part == NULL || (guint)self->cable >= part->n)
    return;
  run = hw_cabling_get_run (plan->cabling, part->first + (guint)self->cable);
  if (run->type < 0)
    return;
  g_string_append_printf (text,
                          _ ("\n%g m, %s"),
                          run->length_m,
                          g_array_index (plan->types, HwCableType, run->type).id);
  way = hw_cable_plan_way (plan, self->handle, (guint)self->cable);
  for (guint i = 0; i < way->len; i++)
    {
      guint32 tray = g_array_index (way, HwTraySegment, i).tray;

      if (tray != last)
        g_string_append_printf (text,
                                last == G_MAXUINT32 ? _ (", by %s") : " > %s",
                                hw_tray_plan_origin (plan->trays, tray)->name);
      last = tray;
    }
}

static char *
describe_cable (HwFabricView *self)
{
  guint n;
  const HwFabricCable *cable = &hw_fabric_get_cables (self->fabric, &n)[self->cable];
  GString *text = g_string_new (NULL);

  if (self->count > 1)
    g_string_append_printf (
        text, g_dngettext (NULL, "%u cable", "%u cables", self->count), self->count);
  else
    {
      append_end (self, text, cable->low, cable->low_port);
      g_string_append (text, " ↔ ");
      append_end (self, text, cable->high, cable->high_port);
      append_way (self, text);
    }
  g_string_append (text, "\n");
  g_string_append (text,
                   !hw_fabric_view_is_pair (self) ? _ ("Zoom in to tell them apart.")
                   : self->count > 1
                       ? _ ("Click to see the fabric without them, or to have them back.")
                       : _ ("Click to see the fabric without it, or to have it back."));
  return g_string_free (text, FALSE);
}

/* Lines of a cell; the rest are counted. */
#define MOST_LINES 8

/* "port 9/1 ↔ port 3/2, all to all: 512 flows up, 496 down" */
static void
append_link (HwFabricView *self, GString *text, guint index)
{
  char low[HW_FABRIC_NAME_SIZE], high[HW_FABRIC_NAME_SIZE];
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  const HwFabricCable *cable = &cables[index];
  HwFabricPortStyle style = hw_fabric_port_style (self->fabric);
  const HwFabricFailure *failure
      = hw_results_fabric_failure (hw_document_get_results (self->document), self->handle);

  g_string_append_printf (
      text,
      _ ("\nport %s ↔ port %s"),
      hw_fabric_port_name (self->fabric, cable->low, cable->low_port, style, low),
      hw_fabric_port_name (self->fabric, cable->high, cable->high_port, style, high));
  if (!hw_fabric_works (failure, cables, index))
    g_string_append (text, _ (", does not work"));
  else if (self->load != NULL)
    g_string_append_printf (text,
                            _ (", all to all: %u flows up, %u down"),
                            self->load->all_to_all[index].up,
                            self->load->all_to_all[index].down);
}

static void
append_links (HwFabricView *self, GString *text, guint low, guint high)
{
  guint found = 0, n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  for (guint port = 1; port <= hw_fabric_count_ports (self->fabric, low); port++)
    {
      gint index = hw_fabric_cable_at (self->fabric, low, port);

      if (index < 0 || cables[index].low != low || cables[index].high != high)
        continue;
      if (found++ < MOST_LINES)
        append_link (self, text, (guint)index);
    }
  if (found > MOST_LINES)
    g_string_append_printf (
        text,
        g_dngettext (NULL, "\nand %u more", "\nand %u more", found - MOST_LINES),
        found - MOST_LINES);
}

/* "leaf-3 · spine-1: 8 cables, 2 of them failed", and each with its ports and load */
static char *
describe_cell (HwFabricView *self)
{
  char row[HW_FABRIC_NAME_SIZE], column[HW_FABRIC_NAME_SIZE];
  guint part = (guint)self->spot.part;
  HwFabricMatrixCell cell
      = hw_fabric_matrix_cell (self->table, part, (guint)self->spot.row, (guint)self->spot.column);
  guint low = hw_fabric_matrix_row (self->table, part, (guint)self->spot.row);
  guint high = hw_fabric_matrix_column (self->table, part, (guint)self->spot.column);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      g_dngettext (NULL, "%s · %s: %u cable", "%s · %s: %u cables", cell.cables),
      hw_fabric_node_name (self->fabric, low, row),
      hw_fabric_node_name (self->fabric, high, column),
      cell.cables);
  if (cell.dead > 0)
    g_string_append_printf (
        text,
        g_dngettext (NULL, ", %u of them does not work", ", %u of them do not work", cell.dead),
        cell.dead);
  append_links (self, text, low, high);
  return g_string_free (text, FALSE);
}

char *
hw_fabric_view_describe (gpointer data)
{
  HwFabricView *self = data;

  if (self->node >= 0)
    return describe_node (self, (guint)self->node);
  if (self->spot.part >= 0)
    return describe_cell (self);
  return self->cable >= 0 ? describe_cable (self) : NULL;
}
