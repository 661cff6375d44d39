/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-network.h"
#include "hw-pipe-parts.h"
#include "hw-pump-curve.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is smaller or larger is a slip of units, and would drive the arithmetic out of its range. */
#define MIN_SIZE_M 1e-6
#define MAX_SIZE_M 1e6
/* Relative roughness at which Swamee and Jain's logarithm comes near its zero. */
#define MAX_RELATIVE_ROUGHNESS 0.5
#define MAX_FIGURE 1e12
#define MAX_HEAD_M 1e6
#define MAX_EXPONENT 10

static gboolean
within (double value, double low, double high)
{
  return value >= low && value <= high;
}

static gboolean
is_loss_curve (guint n, const double *flow, const double *loss)
{
  if (n < 2)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!within (flow[i], 0, MAX_FIGURE) || !within (loss[i], 0, MAX_HEAD_M))
        return FALSE;
      if (i > 0 && (flow[i] <= flow[i - 1] || loss[i] < loss[i - 1]))
        return FALSE;
    }
  return loss[n - 1] > 0;
}

static gboolean
has_bore (HwPipeLinkKind kind)
{
  return kind == HW_PIPE_LINK_PIPE || kind == HW_PIPE_LINK_VALVE
         || kind == HW_PIPE_LINK_FLOW_CONTROL;
}

static gboolean
find_pipe_fault (const HwPipeNetwork *self, const HwPipeLink *link, HwPipeFaultKind *kind)
{
  double viscosity
      = link->viscosity_m2_s != 0 ? link->viscosity_m2_s : hw_pipe_network_get_viscosity (self);

  if (!within (link->length_m, MIN_SIZE_M, MAX_SIZE_M))
    *kind = HW_PIPE_FAULT_LENGTH;
  else if (!within (link->roughness_m, 0, MAX_RELATIVE_ROUGHNESS * link->bore_m))
    *kind = HW_PIPE_FAULT_ROUGHNESS;
  else if (!within (viscosity, 1e-12, 1e3))
    *kind = HW_PIPE_FAULT_VISCOSITY;
  else
    return FALSE;
  return TRUE;
}

static gboolean
find_curve_fault (const HwPipeNetwork *self, const HwPipeLink *link, HwPipeFaultKind *kind)
{
  const double *x = NULL, *y = NULL;
  HwPumpCurve curve;
  guint n = 0;

  if (link->curve < hw_pipe_network_n_curves (self))
    n = hw_pipe_network_curve (self, link->curve, &x, &y);
  if (link->kind == HW_PIPE_LINK_CURVE && !is_loss_curve (n, x, y))
    *kind = HW_PIPE_FAULT_LOSS_CURVE;
  else if (link->kind == HW_PIPE_LINK_PUMP
           && !hw_pump_curve_through (&curve, n, x, y, HW_PUMP_ONE_POINT_FACTOR))
    *kind = HW_PIPE_FAULT_PUMP_CURVE;
  else if (link->kind == HW_PIPE_LINK_PUMP && !within (link->speed, 0, 100))
    *kind = HW_PIPE_FAULT_SPEED;
  else
    return FALSE;
  return TRUE;
}

static gboolean
find_link_fault (const HwPipeNetwork *self, const HwPipeLink *link, HwPipeFaultKind *kind)
{
  if (link->from == link->to)
    *kind = HW_PIPE_FAULT_SAME_NODE;
  else if (has_bore (link->kind) && !within (link->bore_m, MIN_SIZE_M, MAX_SIZE_M))
    *kind = HW_PIPE_FAULT_BORE;
  else if (has_bore (link->kind) && !within (link->minor_loss, 0, MAX_FIGURE))
    *kind = HW_PIPE_FAULT_MINOR_LOSS;
  else if (link->kind == HW_PIPE_LINK_PIPE)
    return find_pipe_fault (self, link, kind);
  else if (link->kind == HW_PIPE_LINK_POWER
           && !(link->coefficient >= 0 && isfinite (link->coefficient)
                && within (link->exponent, 1, MAX_EXPONENT)))
    *kind = HW_PIPE_FAULT_POWER;
  else if (link->kind == HW_PIPE_LINK_FLOW_CONTROL && !within (link->set_flow_m3_s, 0, MAX_FIGURE))
    *kind = HW_PIPE_FAULT_SET_FLOW;
  else
    return find_curve_fault (self, link, kind);
  return TRUE;
}

/* Looks at each link. Returns: the parts that they make of the nodes; all fixed heads are one, with
 * the set behind the last node. @linked: (out): of each node whether anything is at it */
static guint *
join_parts (const HwPipeNetwork *self, guint8 *linked, GArray *faults)
{
  guint n = hw_pipe_network_n_nodes (self), n_links = hw_pipe_network_n_links (self);
  guint *parts = g_new (guint, n + 1);

  hw_pipe_parts_separate (parts, n + 1);
  for (guint i = 0; i < n_links; i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (self, i);
      HwPipeFault fault = { .index = i };

      if (find_link_fault (self, link, &fault.kind))
        g_array_append_val (faults, fault);
      hw_pipe_parts_join (parts, link->from, link->to);
      linked[link->from] = linked[link->to] = TRUE;
    }
  for (guint i = 0; i < n; i++)
    if (hw_pipe_network_node (self, i)->fixed)
      hw_pipe_parts_join (parts, n, i);
  for (guint i = 0; i <= n; i++)
    parts[i] = hw_pipe_parts_root (parts, i);
  return parts;
}

/* By each root how many nodes its part has. @first: (out): of each node whether it is the first of
 * its part */
static guint *
count_parts (const guint *parts, guint n, guint8 *first)
{
  guint *counts = g_new0 (guint, n + 1);

  for (guint i = 0; i < n; i++)
    first[i] = counts[parts[i]]++ == 0;
  return counts;
}

/* Of nodes one fault for each part of the network that has no fixed head, at its first. */
GArray *
hw_pipe_network_faults (const HwPipeNetwork *self)
{
  GArray *faults = g_array_new (FALSE, FALSE, sizeof (HwPipeFault));
  guint n = hw_pipe_network_n_nodes (self);
  g_autofree guint8 *linked = g_new0 (guint8, n + 1);
  g_autofree guint *parts = join_parts (self, linked, faults);
  g_autofree guint8 *first = NULL;
  g_autofree guint *counts = NULL; /* where any part needs it */

  for (guint i = 0; i < n; i++)
    {
      const HwPipeNode *node = hw_pipe_network_node (self, i);
      HwPipeFault fault = { HW_PIPE_FAULT_HEAD, TRUE, i, 0 };

      if (!within (node->fixed ? node->head_m : node->demand_m3_s, -MAX_HEAD_M, MAX_HEAD_M))
        g_array_append_val (faults, fault);
      fault.kind = HW_PIPE_FAULT_LONELY;
      if (!linked[i])
        g_array_append_val (faults, fault);
      if (!linked[i] || parts[i] == parts[n])
        continue;
      if (counts == NULL)
        {
          first = g_new (guint8, n);
          counts = count_parts (parts, n, first);
        }
      fault.kind = HW_PIPE_FAULT_NO_VESSEL;
      fault.n_others = counts[parts[i]] - 1;
      if (first[i])
        g_array_append_val (faults, fault);
    }
  return faults;
}

static char *
node_text (const HwPipeNetwork *self, const HwPipeFault *fault)
{
  const char *id = hw_pipe_network_node (self, fault->index)->id;

  switch (fault->kind)
    {
    case HW_PIPE_FAULT_HEAD:
      return g_strdup_printf (_ ("node “%s”: its head or demand is out of range"), id);
    case HW_PIPE_FAULT_LONELY:
      return g_strdup_printf (_ ("node “%s” has no link: join it or remove it"), id);
    default:
      if (fault->n_others == 0)
        return g_strdup_printf (
            _ ("node “%s” is joined to no fixed head: give it an expansion vessel or reservoir"),
            id);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "node “%s” and %u other are joined to no fixed head: "
                                           "give them an expansion vessel or reservoir",
                                           "node “%s” and %u others are joined to no fixed head: "
                                           "give them an expansion vessel or reservoir",
                                           fault->n_others),
                              id,
                              fault->n_others);
    }
}

static const char *
link_format (HwPipeFaultKind kind)
{
  switch (kind)
    {
    case HW_PIPE_FAULT_LENGTH:
      return N_ ("“%s” has no length: a pipe needs one between 1 µm and 1000 km");
    case HW_PIPE_FAULT_BORE:
      return N_ ("“%s” has no bore: give it one between 1 µm and 1000 km");
    case HW_PIPE_FAULT_ROUGHNESS:
      return N_ ("“%s”: the roughness must be between zero and half the bore");
    case HW_PIPE_FAULT_MINOR_LOSS:
      return N_ ("“%s”: the loss coefficient must be zero or above");
    case HW_PIPE_FAULT_VISCOSITY:
      return N_ ("“%s”: the kinematic viscosity must be above zero, in m²/s");
    case HW_PIPE_FAULT_POWER:
      return N_ ("“%s”: its loss must rise with the flow, with an exponent from 1 to 10");
    case HW_PIPE_FAULT_SET_FLOW:
      return N_ ("“%s”: the set flow must be zero or above");
    case HW_PIPE_FAULT_LOSS_CURVE:
      return N_ ("“%s”: its curve must have two points or more, with rising flow and a loss that "
                 "does not fall");
    case HW_PIPE_FAULT_PUMP_CURVE:
      return N_ ("“%s”: its curve must have points with rising flow and falling head; three points "
                 "must bend as a pump's do");
    case HW_PIPE_FAULT_SPEED:
      return N_ ("“%s”: the speed must be zero or above, 1 is the rated speed");
    default:
      return N_ ("“%s” ends at the node where it begins");
    }
}

char *
hw_pipe_fault_dup_text (const HwPipeNetwork *self, const HwPipeFault *fault)
{
  if (fault->is_node)
    return node_text (self, fault);
  return g_strdup_printf (_ (link_format (fault->kind)),
                          hw_pipe_network_link (self, fault->index)->id);
}
