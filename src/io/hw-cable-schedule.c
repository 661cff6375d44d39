/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cable-schedule.h"

#include <math.h>

#include "hw-csv-text.h"

typedef struct
{
  const HwCableSchedule *schedule;
  const HwFabricCable *cables;
  guint n_cables;
  HwCsvText csv;
} Writer;

static Writer
begin (const HwCableSchedule *schedule, const char *const *header)
{
  Writer self = { .schedule = schedule, .csv = { g_string_new (NULL), FALSE } };

  self.cables = hw_fabric_get_cables (schedule->fabric, &self.n_cables);
  hw_csv_text_add_line (&self.csv, header);
  return self;
}

static char *
end (Writer *self)
{
  return g_string_free (self->csv.text, FALSE);
}

static const char *
port_name (const HwCableSchedule *schedule, guint node, guint port, char *buffer)
{
  return hw_fabric_port_name (schedule->fabric, node, port, schedule->style, buffer);
}

/* Rack, unit and name. */
static void
add_node (Writer *self, guint node)
{
  const HwFabricLocation *location = &self->schedule->locations[node];
  char buffer[HW_FABRIC_NAME_SIZE];

  hw_csv_text_add (&self->csv, location->rack);
  hw_csv_text_add (&self->csv, location->unit);
  hw_csv_text_add (&self->csv, hw_fabric_node_name (self->schedule->fabric, node, buffer));
}

static void
add_port (Writer *self, guint node, guint port)
{
  char buffer[HW_FABRIC_NAME_SIZE];

  hw_csv_text_add (&self->csv, port_name (self->schedule, node, port, buffer));
}

char *
hw_cable_schedule_point_to_point (const HwCableSchedule *schedule)
{
  static const char *const header[]
      = { "Rack", "U", "Name", "HCA/Port", "Rack", "U", "Name", "Port", NULL };
  Writer self = begin (schedule, header);

  for (guint i = 0; i < self.n_cables; i++)
    {
      const HwFabricCable *cable = &self.cables[i];

      add_node (&self, cable->low);
      if (hw_fabric_is_switch (schedule->fabric, cable->low))
        add_port (&self, cable->low, cable->low_port);
      else
        hw_csv_text_add_number (&self.csv, cable->low_port);
      add_node (&self, cable->high);
      add_port (&self, cable->high, cable->high_port);
      hw_csv_text_end_line (&self.csv);
    }
  return end (&self);
}

static void
append_end (GString *text, const HwCableSchedule *schedule, guint node, guint port)
{
  const HwFabricLocation *location = &schedule->locations[node];
  char name[HW_FABRIC_NAME_SIZE], number[HW_FABRIC_NAME_SIZE];

  if (location->rack != NULL)
    g_string_append_printf (text, "%s ", location->rack);
  if (location->unit != NULL)
    g_string_append_printf (text, "U%s ", location->unit);
  g_string_append_printf (text,
                          "%s %s",
                          hw_fabric_node_name (schedule->fabric, node, name),
                          port_name (schedule, node, port, number));
}

char *
hw_cable_schedule_label (const HwCableSchedule *schedule, guint cable, gboolean at_high)
{
  guint n;
  const HwFabricCable *row = &hw_fabric_get_cables (schedule->fabric, &n)[cable];
  GString *text = g_string_new (NULL);

  if (at_high)
    append_end (text, schedule, row->high, row->high_port);
  else
    append_end (text, schedule, row->low, row->low_port);
  g_string_append (text, " / ");
  if (at_high)
    append_end (text, schedule, row->low, row->low_port);
  else
    append_end (text, schedule, row->high, row->high_port);
  return g_string_free (text, FALSE);
}

/* Names of the trays on the way, from the first end. */
static char *
way_text (const HwCableSchedule *schedule, guint cable)
{
  GString *text = g_string_new (NULL);
  guint n_segments, link = schedule->first + cable;
  guint32 last = G_MAXUINT32;
  const HwTraySegment *segments = hw_cabling_get_segments (schedule->cabling, &n_segments);

  for (guint i = 0; i < hw_cabling_get_run (schedule->cabling, link)->n_segments; i++)
    {
      guint32 tray = segments[hw_cabling_get_step (schedule->cabling, link, i)].tray;

      if (tray != last)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " > " : "", schedule->trays[tray]);
      last = tray;
    }
  return g_string_free (text, FALSE);
}

static void
add_run (Writer *self, guint cable)
{
  const HwCableSchedule *schedule = self->schedule;
  const HwCableRun *run;
  g_autofree char *way = NULL;

  if (schedule->cabling == NULL)
    {
      for (int i = 0; i < 4; i++)
        hw_csv_text_add (&self->csv, NULL);
      return;
    }
  run = hw_cabling_get_run (schedule->cabling, schedule->first + cable);
  way = schedule->trays != NULL ? way_text (schedule, cable) : NULL;
  hw_csv_text_add (
      &self->csv, run->type >= 0 && schedule->types != NULL ? schedule->types[run->type].id : NULL);
  hw_csv_text_add_number (&self->csv, run->length_m);
  hw_csv_text_add_number (&self->csv, round (run->way_m * 1000) / 1000);
  hw_csv_text_add (&self->csv, way);
}

char *
hw_cable_schedule_cables (const HwCableSchedule *schedule)
{
  static const char *const header[]
      = { "cable",  "rack A",  "u A",      "name A", "port A", "rack B",  "u B",     "name B",
          "port B", "product", "length m", "way m",  "trays",  "label A", "label B", NULL };
  Writer self = begin (schedule, header);

  for (guint i = 0; i < self.n_cables; i++)
    {
      const HwFabricCable *cable = &self.cables[i];
      g_autofree char *key = hw_fabric_cable_key (schedule->fabric, i);
      g_autofree char *low = hw_cable_schedule_label (schedule, i, FALSE);
      g_autofree char *high = hw_cable_schedule_label (schedule, i, TRUE);

      hw_csv_text_add (&self.csv, key);
      add_node (&self, cable->low);
      add_port (&self, cable->low, cable->low_port);
      add_node (&self, cable->high);
      add_port (&self, cable->high, cable->high_port);
      add_run (&self, i);
      hw_csv_text_add (&self.csv, low);
      hw_csv_text_add (&self.csv, high);
      hw_csv_text_end_line (&self.csv);
    }
  return end (&self);
}

/* --- pull lists --- */

typedef struct
{
  guint32 tray;
  guint32 cable;
  double way_m;
} Pull;

static int
compare_pulls (gconstpointer a, gconstpointer b)
{
  const Pull *x = a;
  const Pull *y = b;

  if (x->tray != y->tray)
    return x->tray < y->tray ? -1 : 1;
  if (x->way_m < y->way_m || x->way_m > y->way_m)
    return x->way_m > y->way_m ? -1 : 1;
  return x->cable < y->cable ? -1 : x->cable > y->cable;
}

static GArray *
collect_pulls (const HwCableSchedule *schedule, guint n_cables)
{
  GArray *pulls = g_array_new (FALSE, FALSE, sizeof (Pull));
  guint n_segments;
  const HwTraySegment *segments = hw_cabling_get_segments (schedule->cabling, &n_segments);

  for (guint i = 0; i < n_cables; i++)
    {
      guint n;
      const guint32 *path = hw_cabling_get_path (schedule->cabling, schedule->first + i, &n);

      for (guint j = 0; j < n; j++)
        {
          Pull pull = { segments[path[j]].tray,
                        i,
                        hw_cabling_get_run (schedule->cabling, schedule->first + i)->way_m };

          if (j == 0 || segments[path[j - 1]].tray != pull.tray)
            g_array_append_val (pulls, pull);
        }
    }
  g_array_sort (pulls, compare_pulls);
  return pulls;
}

char *
hw_cable_schedule_pulls (const HwCableSchedule *schedule)
{
  static const char *const header[]
      = { "tray", "cable", "from rack", "to rack", "product", "length m", "way m", "trays", NULL };
  Writer self = begin (schedule, header);
  g_autoptr (GArray) pulls = NULL;

  if (schedule->cabling == NULL || schedule->trays == NULL)
    return end (&self);
  pulls = collect_pulls (schedule, self.n_cables);
  for (guint i = 0; i < pulls->len; i++)
    {
      const Pull *pull = &g_array_index (pulls, Pull, i);
      const HwFabricCable *cable = &self.cables[pull->cable];
      g_autofree char *key = hw_fabric_cable_key (schedule->fabric, pull->cable);

      hw_csv_text_add (&self.csv, schedule->trays[pull->tray]);
      hw_csv_text_add (&self.csv, key);
      hw_csv_text_add (&self.csv, schedule->locations[cable->low].rack);
      hw_csv_text_add (&self.csv, schedule->locations[cable->high].rack);
      add_run (&self, pull->cable);
      hw_csv_text_end_line (&self.csv);
    }
  return end (&self);
}

/* --- port maps --- */

char *
hw_cable_schedule_ports (const HwCableSchedule *schedule)
{
  static const char *const header[]
      = { "rack", "u", "name", "port", "far rack", "far u", "far name", "far port", NULL };
  Writer self = begin (schedule, header);

  for (guint i = 0; i < hw_fabric_count_switches (schedule->fabric); i++)
    for (guint port = 1; port <= hw_fabric_count_ports (schedule->fabric, i); port++)
      {
        gint cable = hw_fabric_cable_at (schedule->fabric, i, port);
        guint far, far_port;

        add_node (&self, i);
        add_port (&self, i, port);
        if (cable >= 0)
          {
            far = hw_fabric_other_end (&self.cables[cable], i, &far_port);
            add_node (&self, far);
            add_port (&self, far, far_port);
          }
        else
          for (int j = 0; j < 4; j++)
            hw_csv_text_add (&self.csv, NULL);
        hw_csv_text_end_line (&self.csv);
      }
  return end (&self);
}
