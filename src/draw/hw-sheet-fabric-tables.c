/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cable-plan.h"
#include "hw-fabric-location.h"
#include "hw-fabrics.h"

/* Cable schedules and port maps of fabrics. */

/* Of one fabric alone: some two hundred sheets. */
#define MOST_LINES_ALONE 20000
/* Widths below which names would be cut off. */
#define LEAST_CABLES 520.0
#define LEAST_PORTS 330.0

typedef struct
{
  const HwFabric *fabric;
  const HwFabricLocations *locations;
  HwFabricPortStyle style;
  const HwCablePlan *plan; /* nullable */
  guint first;             /* link of its cabling */
  GPtrArray *lines;        /* HwTableLine */
} Writer;

typedef void (*WriteFunc) (HwSheetSet *set, const char *name, Writer *writer);

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

/* --- cables --- */

/* What is bought for a cable. @length: receives metres, "" where none is long enough. Returns:
 * (transfer none): the id of its product */
static const char *
product_of (const Writer *self, guint cable, char length[16])
{
  const HwCableRun *run;

  *length = '\0';
  if (self->plan == NULL)
    return "";
  run = hw_cabling_get_run (self->plan->cabling, self->first + cable);
  if (!isnan (run->length_m))
    g_snprintf (length, 16, "%g", run->length_m);
  return run->type >= 0 ? g_array_index (self->plan->types, HwCableType, run->type).id : "";
}

/* Who asks for one fabric alone wants its schedule on paper. */
static guint
most_lines (const HwSheetSet *set)
{
  HwRef object = set->options.object;

  return object.table == HW_TABLE_FABRIC && object.handle != 0 ? MOST_LINES_ALONE : HW_MOST_LINES;
}

static void
write_cables (HwSheetSet *set, const char *name, Writer *self)
{
  const HwColumn columns[] = {
    { _ ("Rack"), 0.08, HW_ALIGN_START },  { _ ("U"), 0.05, HW_ALIGN_START },
    { _ ("From"), 0.17, HW_ALIGN_START },  { _ ("Port"), 0.09, HW_ALIGN_START },
    { _ ("Rack"), 0.08, HW_ALIGN_START },  { _ ("U"), 0.05, HW_ALIGN_START },
    { _ ("To"), 0.17, HW_ALIGN_START },    { _ ("Port"), 0.09, HW_ALIGN_START },
    { _ ("Cable"), 0.16, HW_ALIGN_START }, { _ ("m"), 0.06, HW_ALIGN_END },
  };
  g_autofree char *title = g_strdup_printf (_ ("%s, cable schedule"), name);
  g_autofree char *remark = NULL;
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  for (guint i = 0; i < MIN (n, most_lines (set)); i++)
    {
      const HwFabricCable *cable = &cables[i];
      const HwFabricLocation *low = &self->locations->nodes[cable->low];
      const HwFabricLocation *high = &self->locations->nodes[cable->high];
      char names[2][HW_FABRIC_NAME_SIZE], ports[2][HW_FABRIC_NAME_SIZE], length[16];
      const char *product = product_of (self, i, length);

      g_ptr_array_add (self->lines,
                       hw_table_line_new (
                           HW_LINE_PLAIN,
                           10,
                           or_nothing (low->rack),
                           or_nothing (low->unit),
                           hw_fabric_node_name (self->fabric, cable->low, names[0]),
                           hw_fabric_port_name (
                               self->fabric, cable->low, cable->low_port, self->style, ports[0]),
                           or_nothing (high->rack),
                           or_nothing (high->unit),
                           hw_fabric_node_name (self->fabric, cable->high, names[1]),
                           hw_fabric_port_name (
                               self->fabric, cable->high, cable->high_port, self->style, ports[1]),
                           product,
                           length));
    }
  remark = n <= most_lines (set)
               ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u cable", "%u cables", n), n)
               : hw_sheet_part_text (most_lines (set), n, "cables");
  hw_sheet_add_list (
      set, title, remark, columns, G_N_ELEMENTS (columns), self->lines, LEAST_CABLES);
}

/* --- port maps --- */

/* "1/1 to 4/2". */
static char *
ports_text (const Writer *self, guint node, guint first, guint n)
{
  char from[HW_FABRIC_NAME_SIZE], to[HW_FABRIC_NAME_SIZE];

  hw_fabric_port_name (self->fabric, node, first, self->style, from);
  if (n == 1)
    return g_strdup (from);
  hw_fabric_port_name (self->fabric, node, first + n - 1, self->style, to);
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static void
write_switch (Writer *self, guint node)
{
  const HwFabricLocation *own = &self->locations->nodes[node];
  g_autoptr (GArray) runs = hw_fabric_port_runs (self->fabric, node);
  char name[HW_FABRIC_NAME_SIZE];
  GString *title = g_string_new (hw_fabric_node_name (self->fabric, node, name));
  g_autofree char *heading = NULL;

  if (own->rack != NULL)
    g_string_append_printf (title, " · %s", own->rack);
  if (own->unit != NULL)
    g_string_append_printf (title, " U%s", own->unit);
  if (own->rack == NULL)
    g_string_append_printf (title, " · %s", _ ("to place"));
  heading = g_string_free (title, FALSE);
  g_ptr_array_add (self->lines, hw_table_line_new (HW_LINE_HEADING, 1, heading));
  for (guint i = 0; i < runs->len; i++)
    {
      const HwFabricPortRun *run = &g_array_index (runs, HwFabricPortRun, i);
      g_autofree char *ports = ports_text (self, node, run->port, run->n);
      g_autofree char *count = g_strdup_printf ("%u", run->n);
      g_autofree char *far_ports = NULL;
      const HwFabricLocation *far;

      if (run->far < 0)
        {
          g_ptr_array_add (
              self->lines,
              hw_table_line_new (HW_LINE_DIM, 6, ports, _ ("free"), "", "", "", count));
          continue;
        }
      far = &self->locations->nodes[run->far];
      far_ports = ports_text (self, (guint)run->far, run->far_port, run->n);
      g_ptr_array_add (self->lines,
                       hw_table_line_new (HW_LINE_PLAIN,
                                          6,
                                          ports,
                                          hw_fabric_node_name (self->fabric, (guint)run->far, name),
                                          or_nothing (far->rack),
                                          or_nothing (far->unit),
                                          far_ports,
                                          count));
    }
}

static void
write_ports (HwSheetSet *set, const char *name, Writer *self)
{
  const HwColumn columns[] = {
    { _ ("Ports"), 0.23, HW_ALIGN_START },       { _ ("To"), 0.25, HW_ALIGN_START },
    { _ ("Rack"), 0.13, HW_ALIGN_START },        { _ ("U"), 0.08, HW_ALIGN_START },
    { _ ("Ports there"), 0.23, HW_ALIGN_START }, { _ ("Qty"), 0.08, HW_ALIGN_END },
  };
  g_autofree char *title = g_strdup_printf (_ ("%s, port maps"), name);
  g_autofree char *remark = NULL;
  guint n = hw_fabric_count_switches (self->fabric), done = 0;

  /* Whole switches only. */
  for (; done < n && self->lines->len < most_lines (set); done++)
    write_switch (self, done);
  remark = done < n ? g_strdup_printf (
               _ ("the first %u of %u switches; the CSV table “%s” has them all"), done, n, "ports")
                    : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u switch", "%u switches", n),
                                       n);
  hw_sheet_add_list (set, title, remark, columns, G_N_ELEMENTS (columns), self->lines, LEAST_PORTS);
}

/* --- all fabrics --- */

static void
write_all (HwSheetSet *set, WriteFunc write)
{
  g_autoptr (GArray) fabrics = hw_sheet_networks (set, HW_TABLE_FABRIC);
  const HwCablePlan *plan = hw_results_lay_cables (set->results);

  for (guint i = 0; i < fabrics->len; i++)
    {
      HwHandle handle = g_array_index (fabrics, HwHandle, i);
      Writer writer = { .fabric = hw_results_fabric (set->results, handle) };
      const HwCablePlanPart *part = hw_cable_plan_part (plan, handle);
      g_autoptr (HwFabricLocations) locations = NULL;

      writer.plan = part != NULL ? plan : NULL;
      writer.first = part != NULL ? part->first : 0;
      locations = hw_fabric_locations_new (set->results, handle);
      writer.locations = locations;
      writer.style = hw_fabric_port_style (writer.fabric);
      writer.lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
      write (set, hw_design_name (set->design, HW_REF (HW_TABLE_FABRIC, handle)), &writer);
      g_ptr_array_unref (writer.lines);
    }
}

void
hw_sheet_add_cables (HwSheetSet *set)
{
  write_all (set, write_cables);
}

void
hw_sheet_add_ports (HwSheetSet *set)
{
  write_all (set, write_ports);
}
