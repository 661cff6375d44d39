/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-epanet.h"

#include "hw-number.h"
#include "hw-pipe-friction.h"

#include <math.h>
#include <string.h>

#define MAX_ID 31
/* Between the points of a loss that follows a power law: straight lines then err by less than 1e-4
 * of the loss. */
#define POINT_RATIO 1.02
/* Points from and to this part of the flow that loses 1 m. */
#define FIRST_POINT 0.05
#define LAST_POINT 20
/* EPANET has no check valve without length. */
#define SHORT_M 1e-6
#define AT_REST_M3_S 1e-9

typedef struct
{
  const HwPipeNetwork *network;
  const HwHydraulics *solver;
  HwEpanetUnit unit;
  double viscosity_m2_s;
  GString *text;
  GHashTable *laws; /* curve id by "coefficient exponent" */
  GString *curves;
} Writer;

static void
append_number (GString *text, double value)
{
  char buffer[HW_NUMBER_SIZE];

  g_string_append_printf (text, " %s", hw_number_format (buffer, value));
}

/* Whether EPANET takes it as it is. */
static gboolean
is_plain (const char *id)
{
  return *id != '\0' && strlen (id) <= MAX_ID && strpbrk (id, " \t\r\n;,\"[") == NULL;
}

/* An id that EPANET does not take is replaced by a number; what it was stands behind as a comment.
 */
static void
append_node_id (Writer *self, guint node)
{
  const char *id = hw_pipe_network_node (self->network, node)->id;

  if (is_plain (id))
    g_string_append_printf (self->text, " %s", id);
  else
    g_string_append_printf (self->text, " node#%u", node);
}

static void
append_link_id (Writer *self, guint link)
{
  const char *id = hw_pipe_network_link (self->network, link)->id;

  if (is_plain (id))
    g_string_append_printf (self->text, " %s", id);
  else
    g_string_append_printf (self->text, " link#%u", link);
}

static void
append_curve_id (Writer *self, guint curve)
{
  const char *id = hw_pipe_network_curve_id (self->network, curve);

  if (is_plain (id))
    g_string_append_printf (self->text, " %s", id);
  else
    g_string_append_printf (self->text, " curve#%u", curve);
}

static void
end_line (Writer *self, const char *id)
{
  if (!is_plain (id))
    {
      g_autofree char *line = g_strdelimit (g_strdup (id), "\r\n", ' ');
      g_string_append_printf (self->text, " ;%s", line);
    }
  g_string_append_c (self->text, '\n');
}

static void
write_nodes (Writer *self)
{
  guint n = hw_pipe_network_n_nodes (self->network);

  g_string_append (self->text, "[JUNCTIONS]\n;id elevation_m demand\n");
  for (guint i = 0; i < n; i++)
    {
      const HwPipeNode *node = hw_pipe_network_node (self->network, i);

      if (node->fixed)
        continue;
      append_node_id (self, i);
      append_number (self->text, node->elevation_m);
      append_number (self->text, node->demand_m3_s / hw_epanet_m3_s (self->unit));
      end_line (self, node->id);
    }
  g_string_append (self->text, "\n[RESERVOIRS]\n;id head_m\n");
  for (guint i = 0; i < n; i++)
    {
      const HwPipeNode *node = hw_pipe_network_node (self->network, i);

      if (!node->fixed)
        continue;
      append_node_id (self, i);
      append_number (self->text, node->head_m);
      end_line (self, node->id);
    }
}

static void
start_link (Writer *self, guint link)
{
  const HwPipeLink *values = hw_pipe_network_link (self->network, link);

  append_link_id (self, link);
  append_node_id (self, values->from);
  append_node_id (self, values->to);
}

/* EPANET knows one viscosity, the lowest here: the further loss of a pipe whose liquid is more
 * viscous goes into its loss coefficient, so that it loses the same at the flow that was solved. */
static double
loss_coefficient (Writer *self, guint link)
{
  const HwPipeLink *pipe = hw_pipe_network_link (self->network, link);
  double flow = self->solver != NULL ? fabs (hw_hydraulics_flow (self->solver, link)) : 0;
  double area = G_PI / 4 * pipe->bore_m * pipe->bore_m;
  double reynolds = flow / area * pipe->bore_m;
  double relative = pipe->roughness_m / pipe->bore_m;
  double own = pipe->viscosity_m2_s > 0 ? pipe->viscosity_m2_s
                                        : hw_pipe_network_get_viscosity (self->network);

  double difference;

  if (pipe->kind != HW_PIPE_LINK_PIPE || flow < AT_REST_M3_S || own == self->viscosity_m2_s)
    return pipe->minor_loss;
  difference = hw_pipe_friction_factor (reynolds / own, relative)
               - hw_pipe_friction_factor (reynolds / self->viscosity_m2_s, relative);
  /* In the transition to turbulence the more viscous may lose less. */
  return MAX (pipe->minor_loss + pipe->length_m / pipe->bore_m * difference, 0);
}

static gboolean
is_pipe (const HwPipeLink *link)
{
  return link->kind == HW_PIPE_LINK_PIPE || (link->kind == HW_PIPE_LINK_VALVE && link->check);
}

static void
write_pipes (Writer *self)
{
  g_string_append (
      self->text, "\n[PIPES]\n;id from to length_m bore_mm roughness_mm loss_coefficient status\n");
  for (guint i = 0; i < hw_pipe_network_n_links (self->network); i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (self->network, i);

      if (!is_pipe (link))
        continue;
      start_link (self, i);
      append_number (self->text, link->kind == HW_PIPE_LINK_PIPE ? link->length_m : SHORT_M);
      append_number (self->text, link->bore_m * 1000);
      /* It takes no roughness of zero. */
      append_number (self->text, MAX (link->roughness_m * 1000, 1e-6));
      append_number (self->text, loss_coefficient (self, i));
      g_string_append (self->text, link->closed ? " Closed" : link->check ? " CV" : " Open");
      end_line (self, link->id);
    }
}

static void
write_pumps (Writer *self)
{
  g_string_append (self->text, "\n[PUMPS]\n;id from to parameters\n");
  for (guint i = 0; i < hw_pipe_network_n_links (self->network); i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (self->network, i);

      if (link->kind != HW_PIPE_LINK_PUMP)
        continue;
      start_link (self, i);
      g_string_append (self->text, " HEAD");
      append_curve_id (self, link->curve);
      if (link->speed != 1)
        {
          g_string_append (self->text, " SPEED");
          append_number (self->text, link->speed);
        }
      end_line (self, link->id);
    }
}

/* The points of a power law, once for all links that have it. */
static const char *
law_curve (Writer *self, const HwPipeLink *link)
{
  g_autofree char *key = g_strdup_printf ("%.17g %.17g", link->coefficient, link->exponent);
  const char *known = g_hash_table_lookup (self->laws, key);
  double unit = pow (1 / MAX (link->coefficient, 1e-9), 1 / link->exponent);
  char *id;

  if (known != NULL)
    return known;
  id = g_strdup_printf ("law#%u", g_hash_table_size (self->laws) + 1);
  g_string_append_printf (self->curves, " %s 0 0\n", id);
  for (double part = FIRST_POINT; part < LAST_POINT; part *= POINT_RATIO)
    {
      g_string_append_printf (self->curves, " %s", id);
      append_number (self->curves, part * unit / hw_epanet_m3_s (self->unit));
      append_number (self->curves, link->coefficient * pow (part * unit, link->exponent));
      g_string_append_c (self->curves, '\n');
    }
  g_hash_table_insert (self->laws, g_steal_pointer (&key), id);
  return id;
}

static void
write_valves (Writer *self)
{
  g_string_append (self->text, "\n[VALVES]\n;id from to bore_mm type setting loss_coefficient\n");
  for (guint i = 0; i < hw_pipe_network_n_links (self->network); i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (self->network, i);

      if (is_pipe (link) || link->kind == HW_PIPE_LINK_PUMP)
        continue;
      start_link (self, i);
      /* The bore of a curve is for its velocity only, but must be there. */
      append_number (self->text, link->bore_m > 0 ? link->bore_m * 1000 : 100);
      if (link->kind == HW_PIPE_LINK_VALVE)
        {
          g_string_append (self->text, " TCV");
          append_number (self->text, link->minor_loss);
        }
      else if (link->kind == HW_PIPE_LINK_FLOW_CONTROL)
        {
          g_string_append (self->text, " FCV");
          append_number (self->text, link->set_flow_m3_s / hw_epanet_m3_s (self->unit));
          append_number (self->text, link->minor_loss);
        }
      else if (link->kind == HW_PIPE_LINK_POWER)
        g_string_append_printf (self->text, " GPV %s", law_curve (self, link));
      else
        {
          g_string_append (self->text, " GPV");
          append_curve_id (self, link->curve);
        }
      end_line (self, link->id);
    }
}

static void
write_curves (Writer *self)
{
  g_string_append_printf (self->text, "\n[CURVES]\n;id flow head_m\n%s", self->curves->str);
  for (guint i = 0; i < hw_pipe_network_n_curves (self->network); i++)
    {
      const double *x, *y;
      guint n = hw_pipe_network_curve (self->network, i, &x, &y);

      for (guint k = 0; k < n; k++)
        {
          append_curve_id (self, i);
          append_number (self->text, x[k] / hw_epanet_m3_s (self->unit));
          append_number (self->text, y[k]);
          g_string_append_c (self->text, '\n');
        }
    }
}

static void
write_status (Writer *self)
{
  g_string_append (self->text, "\n[STATUS]\n;id status\n");
  for (guint i = 0; i < hw_pipe_network_n_links (self->network); i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (self->network, i);

      if (is_pipe (link) || !link->closed)
        continue;
      append_link_id (self, i);
      g_string_append (self->text, " Closed\n");
    }
}

static double
lowest_viscosity (const HwPipeNetwork *network)
{
  double lowest = hw_pipe_network_get_viscosity (network);

  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    {
      double own = hw_pipe_network_link (network, i)->viscosity_m2_s;
      if (own > 0 && (lowest == 0 || own < lowest))
        lowest = own;
    }
  return lowest;
}

char *
hw_epanet_write (const HwPipeNetwork *network,
                 const HwHydraulics *solver,
                 const char *title,
                 HwEpanetUnit unit,
                 double specific_gravity)
{
  g_autoptr (GHashTable) laws = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) curves = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (title, "\n", -1);
  Writer self = { .network = network,
                  .solver = solver,
                  .unit = unit,
                  .viscosity_m2_s = lowest_viscosity (network),
                  .text = g_string_new ("[TITLE]\n"),
                  .laws = laws,
                  .curves = curves };

  /* A bracket would begin a section. */
  for (char **line = lines; *line != NULL; line++)
    g_string_append_printf (self.text, "%s%s\n", g_strstrip (*line)[0] == '[' ? " ." : "", *line);
  g_string_append_c (self.text, '\n');
  write_nodes (&self);
  write_pipes (&self);
  write_pumps (&self);
  write_valves (&self);
  write_curves (&self);
  write_status (&self);
  g_string_append_printf (
      self.text, "\n[OPTIONS]\nUNITS %s\nHEADLOSS D-W\nVISCOSITY", hw_epanet_unit_name (unit));
  append_number (self.text, self.viscosity_m2_s);
  g_string_append (self.text, "\nSPECIFIC GRAVITY");
  append_number (self.text, specific_gravity);
  g_string_append (self.text, "\nTRIALS 200\nACCURACY 0.00001\n\n[TIMES]\nDURATION 0\n\n[END]\n");
  return g_string_free (self.text, FALSE);
}
