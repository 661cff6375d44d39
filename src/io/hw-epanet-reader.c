/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-epanet.h"

#include "hw-epanet-lines.h"
#include "hw-io-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* EPANET's unit of kinematic viscosity: 1.1e-5 ft²/s. */
#define VISCOSITY_UNIT_M2_S (1.1e-5 * 0.3048 * 0.3048)
/* A viscosity above this is a multiple of that unit. */
#define VISCOSITY_LIMIT 1e-3
#define MAX_ID 31
/* No network is larger; it bounds what a file that is none can cost. */
#define MAX_BYTES (256 * 1024 * 1024)
#define BLOCK (64 * 1024)

typedef struct
{
  HwEpanet *result;
  HwFindings *findings;
  HwEpanetLines *lines;
  const HwEpanetLine *line;
  GArray *node_lines; /* of guint */
  GArray *link_lines;
  GArray *open_loss; /* of double: K of each link's valve when fully open */
  double demand_factor;
  gboolean has_units;
  gboolean has_friction;
} Reader;

/* Cubic feet a second in each unit, as EPANET rounds them: src/types.h of EPANET 2.3.5. */
static const struct
{
  const char *name;
  double per_cubic_foot_s;
} units[HW_N_EPANET_UNITS] = { { "LPS", 28.317 }, { "LPM", 1699.0 }, { "CMH", 101.94 } };

double
hw_epanet_m3_s (HwEpanetUnit unit)
{
  return 0.3048 * 0.3048 * 0.3048 / units[unit].per_cubic_foot_s;
}

const char *
hw_epanet_unit_name (HwEpanetUnit unit)
{
  return units[unit].name;
}

static void complain (Reader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
complain (Reader *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *valid = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  valid = g_utf8_make_valid (message, -1);
  hw_findings_add (self->findings, self->line->number, "%s", valid);
}

static gboolean
is_word (const char *field, const char *word)
{
  return g_ascii_strcasecmp (field, word) == 0;
}

static gboolean
to_number (const char *field, double *value)
{
  char *end;

  /* Neither hexadecimal nor "nan". */
  if (field[strspn (field, "0123456789+-.eE")] != '\0')
    return FALSE;
  *value = g_ascii_strtod (field, &end);
  return end != field && *end == '\0' && isfinite (*value);
}

/* @what: for people, e.g. "length". Returns: FALSE where the field is missing or no number */
static gboolean
number (Reader *self, guint field, const char *what, double *value)
{
  *value = 0;
  if (field >= self->line->n)
    complain (self, _ ("the %s is missing"), what);
  else if (!to_number (self->line->fields[field], value))
    complain (self, _ ("“%s” is no number for the %s"), self->line->fields[field], what);
  else
    return TRUE;
  return FALSE;
}

/* As number(), but it may be missing. */
static gboolean
optional_number (Reader *self, guint field, const char *what, double *value)
{
  *value = 0;
  return field >= self->line->n || number (self, field, what, value);
}

static gboolean
has_fields (Reader *self, guint least, guint most)
{
  if (self->line->n < least)
    complain (self, _ ("something is missing in %s"), self->line->section);
  else if (self->line->n > most)
    complain (self, _ ("“%s” is too much"), self->line->fields[most]);
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_id (Reader *self, const char *id)
{
  if (strlen (id) > MAX_ID || !g_utf8_validate (id, -1, NULL))
    {
      complain (self, _ ("“%s” is no id: it may have 31 characters"), id);
      return FALSE;
    }
  return TRUE;
}

static void
add_node (Reader *self, HwPipeNode *node)
{
  node->id = self->line->fields[0];
  if (!is_id (self, node->id))
    return;
  if (hw_pipe_network_add_node (self->result->network, node) == G_MAXUINT)
    complain (self, _ ("there is a node “%s” already"), node->id);
  else
    g_array_append_val (self->node_lines, self->line->number);
}

static void
read_junction (Reader *self)
{
  HwPipeNode node = { 0 };

  if (!has_fields (self, 1, 4) || !optional_number (self, 1, _ ("elevation"), &node.elevation_m)
      || !optional_number (self, 2, _ ("demand"), &node.demand_m3_s))
    return;
  if (self->line->n > 3)
    {
      complain (self,
                _ ("demand pattern “%s”: patterns are not read; give the demand itself"),
                self->line->fields[3]);
      return;
    }
  node.demand_m3_s *= hw_epanet_m3_s (self->result->unit) * self->demand_factor;
  add_node (self, &node);
}

static void
read_reservoir (Reader *self)
{
  HwPipeNode node = { .fixed = TRUE };

  if (!has_fields (self, 2, 3) || !number (self, 1, _ ("head"), &node.head_m))
    return;
  if (self->line->n > 2)
    {
      complain (self,
                _ ("head pattern “%s”: patterns are not read; give the head itself"),
                self->line->fields[2]);
      return;
    }
  node.elevation_m = node.head_m;
  add_node (self, &node);
}

static void
read_tank (Reader *self)
{
  HwPipeNode node = { .fixed = TRUE };
  double level = 0, least, most;

  if (self->line->n <= 3)
    {
      read_reservoir (self);
      return;
    }
  if (!has_fields (self, 6, 9) || !number (self, 1, _ ("elevation"), &node.elevation_m)
      || !number (self, 2, _ ("level"), &level) || !number (self, 3, _ ("lowest level"), &least)
      || !number (self, 4, _ ("highest level"), &most))
    return;
  if (level < least || level > most)
    {
      complain (
          self, _ ("the level of tank “%s” is not between its limits"), self->line->fields[0]);
      return;
    }
  node.head_m = node.elevation_m + level;
  add_node (self, &node);
}

/* Several demands of a node add up, and replace the one with the junction. */
static void
read_demands (Reader *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < hw_epanet_lines_n (self->lines, HW_EPANET_DEMANDS); i++)
    {
      HwPipeNode node;
      double demand;
      guint index;

      self->line = hw_epanet_lines_get (self->lines, HW_EPANET_DEMANDS, i);
      if (!has_fields (self, 2, 4) || !number (self, 1, _ ("demand"), &demand))
        continue;
      if (self->line->n > 2)
        {
          complain (self,
                    _ ("demand pattern “%s”: patterns are not read; give the demand itself"),
                    self->line->fields[2]);
          continue;
        }
      if (!hw_pipe_network_find_node (self->result->network, self->line->fields[0], &index))
        {
          complain (self, _ ("there is no node “%s”"), self->line->fields[0]);
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
read_curves (Reader *self)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
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
      if (!has_fields (self, 3, 3) || !is_id (self, self->line->fields[0])
          || !number (self, 1, _ ("flow"), &x) || !number (self, 2, _ ("head"), &y))
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
read_ends (Reader *self, HwPipeLink *link)
{
  guint *ends[] = { &link->from, &link->to };

  link->id = self->line->fields[0];
  if (!is_id (self, link->id))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!hw_pipe_network_find_node (self->result->network, self->line->fields[i + 1], ends[i]))
      {
        complain (self, _ ("there is no node “%s”"), self->line->fields[i + 1]);
        return FALSE;
      }
  return TRUE;
}

static void
add_link (Reader *self, const HwPipeLink *link, double open_loss)
{
  if (hw_pipe_network_add_link (self->result->network, link) == G_MAXUINT)
    complain (self, _ ("there is a link “%s” already"), link->id);
  else
    {
      g_array_append_val (self->link_lines, self->line->number);
      g_array_append_val (self->open_loss, open_loss);
    }
}

static gboolean
read_status_word (Reader *self, const char *word, HwPipeLink *link)
{
  if (is_word (word, "CLOSED"))
    link->closed = TRUE;
  else if (is_word (word, "CV"))
    link->check = TRUE;
  else if (!is_word (word, "OPEN"))
    {
      complain (self, _ ("“%s” is no status: Open, Closed or CV"), word);
      return FALSE;
    }
  return TRUE;
}

static void
read_pipe (Reader *self)
{
  HwPipeLink link = { .kind = HW_PIPE_LINK_PIPE };
  guint field = 6;

  if (!has_fields (self, 6, 8) || !read_ends (self, &link)
      || !number (self, 3, _ ("length"), &link.length_m)
      || !number (self, 4, _ ("bore"), &link.bore_m)
      || !number (self, 5, _ ("roughness"), &link.roughness_m))
    return;
  link.bore_m /= 1000;
  link.roughness_m /= 1000;
  /* The minor loss may be left out before the status. */
  if (field < self->line->n && to_number (self->line->fields[field], &link.minor_loss))
    field++;
  if (field < self->line->n && !read_status_word (self, self->line->fields[field++], &link))
    return;
  if (field < self->line->n)
    complain (self, _ ("“%s” is too much"), self->line->fields[field]);
  else
    add_link (self, &link, 0);
}

static gboolean
find_curve (Reader *self, const char *id, guint *curve)
{
  if (hw_pipe_network_find_curve (self->result->network, id, curve))
    return TRUE;
  complain (self, _ ("there is no curve “%s”"), id);
  return FALSE;
}

static void
read_pump (Reader *self)
{
  HwPipeLink link = { .kind = HW_PIPE_LINK_PUMP, .speed = 1 };
  gboolean has_curve = FALSE;

  if (!has_fields (self, 3, HW_EPANET_MAX_FIELDS) || !read_ends (self, &link))
    return;
  for (guint i = 3; i < self->line->n; i += 2)
    {
      const char *word = self->line->fields[i];

      if (i + 1 == self->line->n)
        {
          complain (self, _ ("the value of “%s” is missing"), word);
          return;
        }
      if (is_word (word, "HEAD"))
        {
          if (!find_curve (self, self->line->fields[i + 1], &link.curve))
            return;
          has_curve = TRUE;
        }
      else if (is_word (word, "SPEED"))
        {
          if (!number (self, i + 1, _ ("speed"), &link.speed))
            return;
        }
      else
        {
          complain (self, _ ("“%s” of a pump is not read: give HEAD with a curve"), word);
          return;
        }
    }
  if (!has_curve)
    complain (self, _ ("pump “%s” has no curve: give HEAD with one"), link.id);
  else
    add_link (self, &link, 0);
}

static void
read_valve (Reader *self)
{
  HwPipeLink link = { 0 };
  double open_loss;
  const char *type;
  gboolean good;

  if (!has_fields (self, 6, 7) || !read_ends (self, &link)
      || !number (self, 3, _ ("bore"), &link.bore_m)
      || !optional_number (self, 6, _ ("loss coefficient"), &open_loss))
    return;
  link.bore_m /= 1000;
  link.minor_loss = open_loss;
  type = self->line->fields[4];
  if (is_word (type, "TCV"))
    {
      link.kind = HW_PIPE_LINK_VALVE;
      good = number (self, 5, _ ("loss coefficient"), &link.minor_loss);
    }
  else if (is_word (type, "FCV"))
    {
      link.kind = HW_PIPE_LINK_FLOW_CONTROL;
      good = number (self, 5, _ ("flow"), &link.set_flow_m3_s);
      link.set_flow_m3_s *= hw_epanet_m3_s (self->result->unit);
    }
  else if (is_word (type, "GPV"))
    {
      link.kind = HW_PIPE_LINK_CURVE;
      good = find_curve (self, self->line->fields[5], &link.curve);
    }
  else
    {
      complain (self, _ ("valve type “%s” is not read: TCV, FCV and GPV are"), type);
      return;
    }
  if (good)
    add_link (self, &link, open_loss);
}

/* A number sets what the valve or pump is set to. */
static void
set_by_number (Reader *self, HwPipeLink *link, double value)
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
      complain (self, _ ("link “%s” cannot be set to a number: Open or Closed"), link->id);
    }
}

static void
read_status (Reader *self)
{
  HwPipeLink link;
  double value;
  guint index;

  if (!has_fields (self, 2, 2))
    return;
  if (!hw_pipe_network_find_link (self->result->network, self->line->fields[0], &index))
    {
      complain (self, _ ("there is no link “%s”"), self->line->fields[0]);
      return;
    }
  link = *hw_pipe_network_link (self->result->network, index);
  if (link.check)
    {
      complain (self, _ ("check valve “%s” opens and closes by itself"), link.id);
      return;
    }
  if (to_number (self->line->fields[1], &value))
    set_by_number (self, &link, value);
  else if (is_word (self->line->fields[1], "CLOSED"))
    link.closed = TRUE;
  else if (!is_word (self->line->fields[1], "OPEN"))
    complain (self, _ ("“%s” is no status: Open or Closed"), self->line->fields[1]);
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
read_unit (Reader *self)
{
  for (guint i = 0; i < HW_N_EPANET_UNITS; i++)
    if (self->line->n == 2 && is_word (self->line->fields[1], units[i].name))
      {
        self->result->unit = i;
        self->has_units = TRUE;
        return;
      }
  self->has_units = TRUE;
  complain (self,
            _ ("units “%s” are not read: LPS, LPM and CMH are"),
            self->line->n > 1 ? self->line->fields[1] : "");
}

static void
read_friction (Reader *self)
{
  self->has_friction = TRUE;
  if (self->line->n != 2 || !is_word (self->line->fields[1], "D-W"))
    complain (self,
              _ ("head loss “%s” is not read: D-W (Darcy-Weisbach) is"),
              self->line->n > 1 ? self->line->fields[1] : "");
}

static void
read_viscosity (Reader *self)
{
  double value;

  if (!number (self, 1, _ ("viscosity"), &value))
    return;
  if (!(value > 0))
    complain (self, _ ("the viscosity must be above zero"));
  else
    hw_pipe_network_set_viscosity (self->result->network,
                                   value > VISCOSITY_LIMIT ? value * VISCOSITY_UNIT_M2_S : value);
}

/* A figure that must be above zero. */
static void
read_positive (Reader *self, guint field, const char *what, double *value)
{
  double found;

  if (!number (self, field, what, &found))
    return;
  if (found > 0)
    *value = found;
  else
    complain (self, _ ("the %s must be above zero"), what);
}

static void
read_option (Reader *self)
{
  /* They change how EPANET goes about it, or what it reports, not what comes out. */
  static const char *const ignored[]
      = { "UNBALANCED", "QUALITY",  "DIFFUSIVITY", "TOLERANCE", "MAP",       "PRESSURE",
          "CHECKFREQ",  "MAXCHECK", "DAMPLIMIT",   "PATTERN",   "HEADERROR", "FLOWCHANGE",
          "EMITTER",    "SEGMENTS", "MINIMUM",     "REQUIRED",  "BACKFLOW" };
  const char *word = self->line->fields[0];
  const char *second = self->line->n > 1 ? self->line->fields[1] : "";
  double trials = self->result->trials;

  if (is_word (word, "UNITS"))
    read_unit (self);
  else if (is_word (word, "HEADLOSS"))
    read_friction (self);
  else if (is_word (word, "VISCOSITY"))
    read_viscosity (self);
  else if (is_word (word, "ACCURACY"))
    read_positive (self, 1, _ ("accuracy"), &self->result->accuracy);
  else if (is_word (word, "TRIALS"))
    {
      read_positive (self, 1, _ ("number of trials"), &trials);
      self->result->trials = (guint)CLAMP (trials, 1, 1e6);
    }
  else if (is_word (word, "SPECIFIC") && is_word (second, "GRAVITY"))
    read_positive (self, 2, _ ("specific gravity"), &self->result->specific_gravity);
  else if (is_word (word, "DEMAND") && is_word (second, "MULTIPLIER"))
    read_positive (self, 2, _ ("demand multiplier"), &self->demand_factor);
  else if (is_word (word, "DEMAND") && is_word (second, "MODEL"))
    {
      if (self->line->n != 3 || !is_word (self->line->fields[2], "DDA"))
        complain (self, _ ("demand models other than DDA are not read"));
    }
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
        if (is_word (word, ignored[i]))
          return;
      complain (self, _ ("there is no option “%s”"), word);
    }
}

static void
read_time (Reader *self)
{
  double duration;

  if (!is_word (self->line->fields[0], "DURATION") || self->line->n < 2)
    return;
  if (!to_number (self->line->fields[1], &duration) || duration != 0)
    hw_findings_note (self->findings,
                      self->line->number,
                      _ ("only the first state is solved, not what happens over the duration"));
}

static void
refuse (Reader *self)
{
  complain (self, _ ("%s are not read: they would change the flows"), self->line->section);
}

static void
read_section (Reader *self, HwEpanetSection section, void (*read) (Reader *))
{
  for (guint i = 0; i < hw_epanet_lines_n (self->lines, section); i++)
    {
      self->line = hw_epanet_lines_get (self->lines, section, i);
      read (self);
    }
}

static void
read_title (Reader *self)
{
  GString *title = g_string_new (NULL);

  for (guint i = 0; i < hw_epanet_lines_n (self->lines, HW_EPANET_TITLE); i++)
    g_string_append_printf (
        title, "%s\n", hw_epanet_lines_get (self->lines, HW_EPANET_TITLE, i)->text);
  self->result->title = g_string_free (title, FALSE);
  g_strstrip (self->result->title);
}

/* What EPANET takes where nothing is said is not known here. */
static void
check_options (Reader *self)
{
  guint last = hw_epanet_lines_last (self->lines);

  if (!self->has_units)
    hw_findings_add (self->findings,
                     last,
                     _ ("[OPTIONS] has no UNITS, which means gallons: LPS, LPM or CMH are read"));
  if (!self->has_friction)
    hw_findings_add (self->findings,
                     last,
                     _ ("[OPTIONS] has no HEADLOSS, which means Hazen-Williams: D-W is read"));
  if (hw_pipe_network_n_links (self->result->network) == 0)
    hw_findings_add (self->findings, last, _ ("there is no pipe, pump or valve"));
}

static void
check_network (Reader *self)
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
  Reader self = { .result = result,
                  .findings = own,
                  .lines = lines,
                  .node_lines = node_lines,
                  .link_lines = link_lines,
                  .open_loss = open_loss,
                  .demand_factor = 1 };

  result->network = hw_pipe_network_new ();
  hw_pipe_network_set_viscosity (result->network, VISCOSITY_UNIT_M2_S);
  result->specific_gravity = 1;
  result->accuracy = 1e-3;
  result->trials = 200;
  read_title (&self);
  read_section (&self, HW_EPANET_OPTIONS, read_option);
  read_section (&self, HW_EPANET_JUNCTIONS, read_junction);
  read_section (&self, HW_EPANET_RESERVOIRS, read_reservoir);
  read_section (&self, HW_EPANET_TANKS, read_tank);
  read_demands (&self);
  read_curves (&self);
  read_section (&self, HW_EPANET_PIPES, read_pipe);
  read_section (&self, HW_EPANET_PUMPS, read_pump);
  read_section (&self, HW_EPANET_VALVES, read_valve);
  read_section (&self, HW_EPANET_STATUS, read_status);
  read_section (&self, HW_EPANET_TIMES, read_time);
  read_section (&self, HW_EPANET_REFUSED, refuse);
  check_options (&self);
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
