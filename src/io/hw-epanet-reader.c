/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-epanet.h"

#include "hw-epanet-fields.h"
#include "hw-io-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ID 31
/* No network is larger; it bounds what a file that is none can cost. */
#define MAX_BYTES (256 * 1024 * 1024)
#define BLOCK (64 * 1024)

static gboolean
is_id (HwEpanetReader *self, const char *id)
{
  if (strlen (id) > MAX_ID || !g_utf8_validate (id, -1, NULL))
    {
      hw_epanet_complain (self, _ ("“%s” is no id: it may have 31 characters"), id);
      return FALSE;
    }
  return TRUE;
}

static void
add_node (HwEpanetReader *self, HwPipeNode *node)
{
  node->id = self->line->fields[0];
  if (!is_id (self, node->id))
    return;
  if (hw_pipe_network_add_node (self->result->network, node) == G_MAXUINT)
    hw_epanet_complain (self, _ ("there is a node “%s” already"), node->id);
  else
    g_array_append_val (self->node_lines, self->line->number);
}

static void
read_junction (HwEpanetReader *self)
{
  HwPipeNode node = { 0 };

  if (!hw_epanet_has_fields (self, 1, 4)
      || !hw_epanet_optional_number (self, 1, _ ("elevation"), &node.elevation_m)
      || !hw_epanet_optional_number (self, 2, _ ("demand"), &node.demand_m3_s))
    return;
  if (self->line->n > 3)
    {
      hw_epanet_complain (self,
                          _ ("demand pattern “%s”: patterns are not read; give the demand itself"),
                          self->line->fields[3]);
      return;
    }
  node.demand_m3_s *= hw_epanet_m3_s (self->result->unit) * self->demand_factor;
  add_node (self, &node);
}

static void
read_reservoir (HwEpanetReader *self)
{
  HwPipeNode node = { .fixed = TRUE };

  if (!hw_epanet_has_fields (self, 2, 3) || !hw_epanet_number (self, 1, _ ("head"), &node.head_m))
    return;
  if (self->line->n > 2)
    {
      hw_epanet_complain (self,
                          _ ("head pattern “%s”: patterns are not read; give the head itself"),
                          self->line->fields[2]);
      return;
    }
  node.elevation_m = node.head_m;
  add_node (self, &node);
}

static void
read_tank (HwEpanetReader *self)
{
  HwPipeNode node = { .fixed = TRUE };
  double level = 0, least, most;

  if (self->line->n <= 3)
    {
      read_reservoir (self);
      return;
    }
  if (!hw_epanet_has_fields (self, 6, 9)
      || !hw_epanet_number (self, 1, _ ("elevation"), &node.elevation_m)
      || !hw_epanet_number (self, 2, _ ("level"), &level)
      || !hw_epanet_number (self, 3, _ ("lowest level"), &least)
      || !hw_epanet_number (self, 4, _ ("highest level"), &most))
    return;
  if (level < least || level > most)
    {
      hw_epanet_complain (
          self, _ ("the level of tank “%s” is not between its limits"), self->line->fields[0]);
      return;
    }
  node.head_m = node.elevation_m + level;
  add_node (self, &node);
}

/* Several demands of a node add up, and replace the one with the junction. */
static void
read_demands (HwEpanetReader *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < hw_epanet_lines_n (self->lines, HW_EPANET_DEMANDS); i++)
    {
      HwPipeNode node;
      double demand;
      guint index;

      self->line = hw_epanet_lines_get (self->lines, HW_EPANET_DEMANDS, i);
      if (!hw_epanet_has_fields (self, 2, 4) || !hw_epanet_number (self, 1, _ ("demand"), &demand))
        continue;
      if (self->line->n > 2)
        {
          hw_epanet_complain (
              self,
              _ ("demand pattern “%s”: patterns are not read; give the demand itself"),
              self->line->fields[2]);
          continue;
        }
      if (!hw_pipe_network_find_node (self->result->network, self->line->fields[0], &index))
        {
          hw_epanet_complain (self, _ ("there is no node “%s”"), self->line->fields[0]);
          continue;
        }
      node = *hw_pipe_network_node (self->result->network, index);
      if (g_hash_table_add (seen, GUINT_TO_POINTER (index)))
        node.demand_m3_s = 0;
      node.demand_m3_s += demand * hw_epanet_m3_s (self->result->unit) * self->demand_factor;
      hw_pipe_network_set_node (self->result->network, index, &node);
    }
}

/* Points of one curve stand in several lines, and need not stand together. */
static void
read_curves (HwEpanetReader *self)
{
  guint n_lines = hw_epanet_lines_n (self->lines, HW_EPANET_CURVES);
  double unit = hw_epanet_m3_s (self->result->unit);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GHashTable) points
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);

  for (guint i = 0; i < n_lines; i++)
    {
      double x, y;
      GArray *curve;

      self->line = hw_epanet_lines_get (self->lines, HW_EPANET_CURVES, i);
      if (!hw_epanet_has_fields (self, 3, 3) || !is_id (self, self->line->fields[0])
          || !hw_epanet_number (self, 1, _ ("flow"), &x)
          || !hw_epanet_number (self, 2, _ ("head"), &y))
        continue;
      x *= unit;
      curve = g_hash_table_lookup (points, self->line->fields[0]);
      if (curve == NULL)
        {
          curve = g_array_new (FALSE, FALSE, sizeof (double));
          g_hash_table_insert (points, self->line->fields[0], curve);
          g_ptr_array_add (order, self->line->fields[0]);
        }
      g_array_append_val (curve, x);
      g_array_append_val (curve, y);
    }
  for (guint i = 0; i < order->len; i++)
    {
      GArray *curve = g_hash_table_lookup (points, g_ptr_array_index (order, i));
      guint n = curve->len / 2;
      g_autofree double *x = g_new (double, n);
      g_autofree double *y = g_new (double, n);

      for (guint k = 0; k < n; k++)
        {
          x[k] = g_array_index (curve, double, 2 * k);
          y[k] = g_array_index (curve, double, 2 * k + 1);
        }
      hw_pipe_network_add_curve (self->result->network, g_ptr_array_index (order, i), n, x, y);
    }
}

/* The first three fields of a link. */
static gboolean
read_ends (HwEpanetReader *self, HwPipeLink *link)
{
  guint *ends[] = { &link->from, &link->to };

  link->id = self->line->fields[0];
  if (!is_id (self, link->id))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!hw_pipe_network_find_node (self->result->network, self->line->fields[i + 1], ends[i]))
      {
        hw_epanet_complain (self, _ ("there is no node “%s”"), self->line->fields[i + 1]);
        return FALSE;
      }
  return TRUE;
}

static void
add_link (HwEpanetReader *self, const HwPipeLink *link, double open_loss)
{
  if (hw_pipe_network_add_link (self->result->network, link) == G_MAXUINT)
    hw_epanet_complain (self, _ ("there is a link “%s” already"), link->id);
  else
    {
      g_array_append_val (self->link_lines, self->line->number);
      g_array_append_val (self->open_loss, open_loss);
    }
}

static gboolean
read_status_word (HwEpanetReader *self, const char *word, HwPipeLink *link)
{
  if (hw_epanet_is_word (word, "CLOSED"))
    link->closed = TRUE;
  else if (hw_epanet_is_word (word, "CV"))
    link->check = TRUE;
  else if (!hw_epanet_is_word (word, "OPEN"))
    {
      hw_epanet_complain (self, _ ("“%s” is no status: Open, Closed or CV"), word);
      return FALSE;
    }
  return TRUE;
}

static void
read_pipe (HwEpanetReader *self)
{
  HwPipeLink link = { .kind = HW_PIPE_LINK_PIPE };
  guint field = 6;

  if (!hw_epanet_has_fields (self, 6, 8) || !read_ends (self, &link)
      || !hw_epanet_number (self, 3, _ ("length"), &link.length_m)
      || !hw_epanet_number (self, 4, _ ("bore"), &link.bore_m)
      || !hw_epanet_number (self, 5, _ ("roughness"), &link.roughness_m))
    return;
  link.bore_m /= 1000;
  link.roughness_m /= 1000;
  /* The minor loss may be left out before the status. */
  if (field < self->line->n && hw_epanet_to_number (self->line->fields[field], &link.minor_loss))
    field++;
  if (field < self->line->n && !read_status_word (self, self->line->fields[field++], &link))
    return;
  if (field < self->line->n)
    hw_epanet_complain (self, _ ("“%s” is too much"), self->line->fields[field]);
  else
    add_link (self, &link, 0);
}

static gboolean
find_curve (HwEpanetReader *self, const char *id, guint *curve)
{
  if (hw_pipe_network_find_curve (self->result->network, id, curve))
    return TRUE;
  hw_epanet_complain (self, _ ("there is no curve “%s”"), id);
  return FALSE;
}

static void
read_pump (HwEpanetReader *self)
{
  HwPipeLink link = { .kind = HW_PIPE_LINK_PUMP, .speed = 1 };
  gboolean has_curve = FALSE;

  if (!hw_epanet_has_fields (self, 3, HW_EPANET_MAX_FIELDS) || !read_ends (self, &link))
    return;
  for (guint i = 3; i < self->line->n; i += 2)
    {
      const char *word = self->line->fields[i];

      if (i + 1 == self->line->n)
        {
          hw_epanet_complain (self, _ ("the value of “%s” is missing"), word);
          return;
        }
      if (hw_epanet_is_word (word, "HEAD"))
        {
          if (!find_curve (self, self->line->fields[i + 1], &link.curve))
            return;
          has_curve = TRUE;
        }
      else if (hw_epanet_is_word (word, "SPEED"))
        {
          if (!hw_epanet_number (self, i + 1, _ ("speed"), &link.speed))
            return;
        }
      else
        {
          hw_epanet_complain (self, _ ("“%s” of a pump is not read: give HEAD with a curve"), word);
          return;
        }
    }
  if (!has_curve)
    hw_epanet_complain (self, _ ("pump “%s” has no curve: give HEAD with one"), link.id);
  else
    add_link (self, &link, 0);
}

static void
read_valve (HwEpanetReader *self)
{
  HwPipeLink link = { 0 };
  double open_loss;
  const char *type;
  gboolean good;

  if (!hw_epanet_has_fields (self, 6, 7) || !read_ends (self, &link)
      || !hw_epanet_number (self, 3, _ ("bore"), &link.bore_m)
      || !hw_epanet_optional_number (self, 6, _ ("loss coefficient"), &open_loss))
    return;
  link.bore_m /= 1000;
  link.minor_loss = open_loss;
  type = self->line->fields[4];
  if (hw_epanet_is_word (type, "TCV"))
    {
      link.kind = HW_PIPE_LINK_VALVE;
      good = hw_epanet_number (self, 5, _ ("loss coefficient"), &link.minor_loss);
    }
  else if (hw_epanet_is_word (type, "FCV"))
    {
      link.kind = HW_PIPE_LINK_FLOW_CONTROL;
      good = hw_epanet_number (self, 5, _ ("flow"), &link.set_flow_m3_s);
      link.set_flow_m3_s *= hw_epanet_m3_s (self->result->unit);
    }
  else if (hw_epanet_is_word (type, "GPV"))
    {
      link.kind = HW_PIPE_LINK_CURVE;
      good = find_curve (self, self->line->fields[5], &link.curve);
    }
  else
    {
      hw_epanet_complain (self, _ ("valve type “%s” is not read: TCV, FCV and GPV are"), type);
      return;
    }
  if (good)
    add_link (self, &link, open_loss);
}

/* A number sets what the valve or pump is set to. */
static void
set_by_number (HwEpanetReader *self, HwPipeLink *link, double value)
{
  switch (link->kind)
    {
    case HW_PIPE_LINK_PUMP:
      link->speed = value;
      break;
    case HW_PIPE_LINK_VALVE:
      link->minor_loss = value;
      break;
    case HW_PIPE_LINK_FLOW_CONTROL:
      link->set_flow_m3_s = value * hw_epanet_m3_s (self->result->unit);
      break;
    default:
      hw_epanet_complain (
          self, _ ("link “%s” cannot be set to a number: Open or Closed"), link->id);
    }
}

static void
read_status (HwEpanetReader *self)
{
  HwPipeLink link;
  double value;
  guint index;

  if (!hw_epanet_has_fields (self, 2, 2))
    return;
  if (!hw_pipe_network_find_link (self->result->network, self->line->fields[0], &index))
    {
      hw_epanet_complain (self, _ ("there is no link “%s”"), self->line->fields[0]);
      return;
    }
  link = *hw_pipe_network_link (self->result->network, index);
  if (link.check)
    {
      hw_epanet_complain (self, _ ("check valve “%s” opens and closes by itself"), link.id);
      return;
    }
  if (hw_epanet_to_number (self->line->fields[1], &value))
    set_by_number (self, &link, value);
  else if (hw_epanet_is_word (self->line->fields[1], "CLOSED"))
    link.closed = TRUE;
  else if (!hw_epanet_is_word (self->line->fields[1], "OPEN"))
    hw_epanet_complain (self, _ ("“%s” is no status: Open or Closed"), self->line->fields[1]);
  else
    {
      link.closed = FALSE;
      /* Fully open, whatever it was set to. */
      if (link.kind == HW_PIPE_LINK_FLOW_CONTROL)
        link.kind = HW_PIPE_LINK_VALVE;
      if (link.kind == HW_PIPE_LINK_VALVE)
        link.minor_loss = g_array_index (self->open_loss, double, index);
      if (link.kind == HW_PIPE_LINK_PUMP && link.speed == 0)
        link.speed = 1;
    }
  hw_pipe_network_set_link (self->result->network, index, &link);
}

static void
refuse (HwEpanetReader *self)
{
  hw_epanet_complain (
      self, _ ("%s are not read: they would change the flows"), self->line->section);
}

static void
read_title (HwEpanetReader *self)
{
  GString *title = g_string_new (NULL);

  for (guint i = 0; i < hw_epanet_lines_n (self->lines, HW_EPANET_TITLE); i++)
    g_string_append_printf (
        title, "%s\n", hw_epanet_lines_get (self->lines, HW_EPANET_TITLE, i)->text);
  self->result->title = g_string_free (title, FALSE);
  g_strstrip (self->result->title);
}

static void
check_network (HwEpanetReader *self)
{
  g_autoptr (GArray) faults = hw_pipe_network_faults (self->result->network);

  for (guint i = 0; i < faults->len; i++)
    {
      const HwPipeFault *fault = &g_array_index (faults, HwPipeFault, i);
      g_autofree char *text = hw_pipe_fault_dup_text (self->result->network, fault);
      GArray *lines = fault->is_node ? self->node_lines : self->link_lines;

      hw_findings_add (self->findings, g_array_index (lines, guint, fault->index), "%s", text);
    }
}

HwEpanet *
hw_epanet_read (const char *name, const char *text, gsize n, HwFindings **findings, GError **error)
{
  g_autoptr (HwEpanet) result = g_new0 (HwEpanet, 1);
  g_autoptr (HwFindings) own = hw_findings_new (name);
  g_autoptr (HwEpanetLines) lines = hw_epanet_lines_new (text, n, own);
  g_autoptr (GArray) node_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) link_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) open_loss = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean good;
  HwEpanetReader self = { .result = result,
                          .findings = own,
                          .lines = lines,
                          .node_lines = node_lines,
                          .link_lines = link_lines,
                          .open_loss = open_loss,
                          .demand_factor = 1 };

  result->network = hw_pipe_network_new ();
  result->specific_gravity = 1;
  result->accuracy = 1e-3;
  result->trials = 200;
  read_title (&self);
  hw_epanet_read_options (&self);
  hw_epanet_read_section (&self, HW_EPANET_JUNCTIONS, read_junction);
  hw_epanet_read_section (&self, HW_EPANET_RESERVOIRS, read_reservoir);
  hw_epanet_read_section (&self, HW_EPANET_TANKS, read_tank);
  read_demands (&self);
  read_curves (&self);
  hw_epanet_read_section (&self, HW_EPANET_PIPES, read_pipe);
  hw_epanet_read_section (&self, HW_EPANET_PUMPS, read_pump);
  hw_epanet_read_section (&self, HW_EPANET_VALVES, read_valve);
  hw_epanet_read_section (&self, HW_EPANET_STATUS, read_status);
  hw_epanet_read_section (&self, HW_EPANET_REFUSED, refuse);
  if (hw_pipe_network_n_links (result->network) == 0)
    hw_findings_add (own, hw_epanet_lines_last (lines), _ ("there is no pipe, pump or valve"));
  /* What could not be read would be missing, and seem to be wrong. */
  if (hw_findings_count (own) == 0)
    check_network (&self);
  good = hw_findings_check (own, error);
  if (findings != NULL)
    *findings = g_steal_pointer (&own);
  return good ? g_steal_pointer (&result) : NULL;
}

HwEpanet *
hw_epanet_read_stream (GInputStream *stream,
                       const char *name,
                       HwFindings **findings,
                       GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  g_autoptr (GError) own = NULL;
  gssize n;

  do
    {
      n = g_input_stream_read (stream, block, BLOCK, NULL, &own);
      if (n > 0)
        g_byte_array_append (bytes, block, (guint)n);
    }
  while (n > 0 && bytes->len <= MAX_BYTES);
  if (n < 0)
    g_set_error (error, HW_IO_ERROR, HW_IO_ERROR_READ, "%s: %s", name, own->message);
  else if (n > 0)
    g_set_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID, _ ("%s: this file is too large"), name);
  else
    return hw_epanet_read (
        name, bytes->len > 0 ? (const char *)bytes->data : "", bytes->len, findings, error);
  return NULL;
}

void
hw_epanet_free (HwEpanet *self)
{
  if (self == NULL)
    return;
  hw_pipe_network_free (self->network);
  g_free (self->title);
  g_free (self);
}
