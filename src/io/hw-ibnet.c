/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-ibnet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-findings.h"

#define MOST_PORTS 254

typedef struct
{
  HwFindings *findings;
  guint line;
  HwIbnet *net;
  GHashTable *by_id;  /* quoted id → node + 1 */
  GHashTable *ports;  /* node << 8 | port → link + 1: the ends that were met */
  GPtrArray *pending; /* Pending: links to nodes that come later */
  gint node;
  guint64 guid;
} Parser;

/* A port line; its far node may stand further down. */
typedef struct
{
  guint line;
  guint32 node, port, far_port;
  char *far_id;
  double bit_s;
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_free (pending->far_id);
  g_free (pending);
}

void
hw_ibnet_free (HwIbnet *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_array_unref (self->nodes);
  g_array_unref (self->links);
  g_free (self);
}

double
hw_ibnet_rate (const char *word)
{
  static const struct
  {
    const char *name;
    double gbit_s; /* of one lane */
  } speeds[] = {
    { "SDR", 2.5 }, { "DDR", 5 },  { "QDR", 10 },  { "FDR10", 10 }, { "FDR", 14 },
    { "EDR", 25 },  { "HDR", 50 }, { "NDR", 100 }, { "XDR", 200 },
  };
  char *end;
  guint64 lanes = g_ascii_strtoull (word, &end, 10);

  if (end == word || *end != 'x' || lanes == 0 || lanes > 12)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      gsize length = strlen (speeds[i].name);

      if (strncmp (end + 1, speeds[i].name, length) == 0 && !g_ascii_isalnum (end[1 + length]))
        return (double)lanes * speeds[i].gbit_s * 1e9;
    }
  return 0;
}

/* The text between the next pair of quotes; @at is moved behind them. */
static char *
quoted (const char **at)
{
  const char *open = strchr (*at, '"');
  const char *close = open != NULL ? strchr (open + 1, '"') : NULL;

  if (close == NULL)
    return NULL;
  *at = close + 1;
  return g_strndup (open + 1, (gsize)(close - open - 1));
}

/* "MF0;leaf-01:MQM9700/U1" is leaf-01: the subnet agent of a managed switch says so. */
static const char *
plain_description (Parser *self, const char *description)
{
  const char *semicolon = strchr (description, ';');
  const char *colon;

  if (strncmp (description, "MF0;", 4) != 0 || semicolon == NULL)
    return g_string_chunk_insert (self->net->strings, description);
  colon = strchr (semicolon, ':');
  return g_string_chunk_insert_len (
      self->net->strings, semicolon + 1, colon != NULL ? colon - semicolon - 1 : -1);
}

static void
parse_node (Parser *self, const char *line, gboolean is_switch)
{
  const char *at = line;
  HwIbnetNode node = { .guid = self->guid, .is_switch = is_switch };
  g_autofree char *id = NULL;
  g_autofree char *description = NULL;

  at += strcspn (at, " \t");
  node.ports = (guint)MIN (g_ascii_strtoull (at, NULL, 10), MOST_PORTS + 1);
  id = quoted (&at);
  self->node = -1;
  self->guid = 0;
  if (id == NULL || *id == '\0' || node.ports < 1 || node.ports > MOST_PORTS)
    {
      hw_findings_add (
          self->findings, self->line, _ ("a node needs 1 to 254 ports and a name in quotes"));
      return;
    }
  if (g_hash_table_contains (self->by_id, id))
    {
      hw_findings_add (self->findings, self->line, _ ("there is a node \"%s\" already"), id);
      return;
    }
  if (strchr (at, '#') != NULL)
    description = quoted (&at);
  node.name
      = plain_description (self, description != NULL && *description != '\0' ? description : id);
  self->node = (gint)self->net->nodes->len;
  g_array_append_val (self->net->nodes, node);
  g_hash_table_insert (
      self->by_id, g_steal_pointer (&id), GUINT_TO_POINTER (self->net->nodes->len));
}

static gboolean
parse_port (const char **at, guint32 *port)
{
  char *end;
  guint64 number;

  if (**at != '[')
    return FALSE;
  number = g_ascii_strtoull (*at + 1, &end, 10);
  if (end == *at + 1 || *end != ']' || number < 1 || number > MOST_PORTS)
    return FALSE;
  *port = (guint32)number;
  *at = end + 1;
  return TRUE;
}

/* The width and speed stand last behind the comment sign. */
static double
rate_of (const char *rest)
{
  const char *comment = strrchr (rest, '#');
  double bit_s = 0;

  if (comment == NULL)
    return 0;
  for (const char *word = comment + 1; *word != '\0' && bit_s <= 0;)
    {
      word += strspn (word, " \t\r");
      bit_s = hw_ibnet_rate (word);
      word += strcspn (word, " \t\r");
    }
  return bit_s;
}

static void
parse_link (Parser *self, const char *line)
{
  const char *at = line;
  Pending *pending;
  guint32 port, far_port = 1;
  g_autofree char *far = NULL;

  if (!parse_port (&at, &port)
      || port > g_array_index (self->net->nodes, HwIbnetNode, self->node).ports)
    {
      hw_findings_add (self->findings, self->line, _ ("the node has no such port"));
      return;
    }
  far = quoted (&at);
  if (far == NULL || (*at == '[' && !parse_port (&at, &far_port)))
    {
      hw_findings_add (
          self->findings, self->line, _ ("a port needs the name of a node in quotes and its port"));
      return;
    }
  pending = g_new0 (Pending, 1);
  pending->line = self->line;
  pending->node = (guint32)self->node;
  pending->port = port;
  pending->far_port = far_port;
  pending->far_id = g_steal_pointer (&far);
  pending->bit_s = rate_of (at);
  g_ptr_array_add (self->pending, pending);
}

static gpointer
end_key (guint32 node, guint32 port)
{
  return GUINT_TO_POINTER (node * 256 + port);
}

/* A link stands at both its ends; the second time it says what is known. */
static void
join (Parser *self, const Pending *pending)
{
  guint far = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, pending->far_id));
  HwIbnetLink link = { .bit_s = pending->bit_s };
  guint own, other;

  if (far == 0 || pending->far_port > g_array_index (self->net->nodes, HwIbnetNode, far - 1).ports)
    {
      hw_findings_add (self->findings,
                       pending->line,
                       _ ("there is no port %u of a node \"%s\""),
                       pending->far_port,
                       pending->far_id);
      return;
    }
  link.node[0] = pending->node;
  link.port[0] = pending->port;
  link.node[1] = far - 1;
  link.port[1] = pending->far_port;
  own = GPOINTER_TO_UINT (g_hash_table_lookup (self->ports, end_key (link.node[0], link.port[0])));
  other
      = GPOINTER_TO_UINT (g_hash_table_lookup (self->ports, end_key (link.node[1], link.port[1])));
  if (own != other)
    {
      hw_findings_add (self->findings, pending->line, _ ("the port has another link already"));
      return;
    }
  if (own > 0)
    {
      HwIbnetLink *known = &g_array_index (self->net->links, HwIbnetLink, own - 1);

      if (known->bit_s <= 0 || (link.bit_s > 0 && link.bit_s < known->bit_s))
        known->bit_s = link.bit_s;
      return;
    }
  g_array_append_val (self->net->links, link);
  for (int end = 0; end < 2; end++)
    g_hash_table_insert (self->ports,
                         end_key (link.node[end], link.port[end]),
                         GUINT_TO_POINTER (self->net->links->len));
}

static void
parse_line (Parser *self, const char *line)
{
  if (strncmp (line, "Switch", 6) == 0 && g_ascii_isspace (line[6]))
    parse_node (self, line, TRUE);
  else if ((strncmp (line, "Ca", 2) == 0 && g_ascii_isspace (line[2]))
           || (strncmp (line, "Hca", 3) == 0 && g_ascii_isspace (line[3]))
           || (strncmp (line, "Rt", 2) == 0 && g_ascii_isspace (line[2])))
    parse_node (self, line, FALSE);
  else if (strncmp (line, "switchguid=", 11) == 0 || strncmp (line, "caguid=", 7) == 0
           || strncmp (line, "rtguid=", 7) == 0)
    self->guid = g_ascii_strtoull (strchr (line, '=') + 1, NULL, 0);
  else if (*line == '[' && self->node >= 0)
    parse_link (self, line);
  else if (*line == '[')
    hw_findings_add (self->findings, self->line, _ ("a port outside a node"));
  else if (*line != '#' && *line != '\0' && strchr (line, '=') == NULL)
    hw_findings_add (self->findings,
                     self->line,
                     _ ("this is not output of ibnetdiscover; a node, a port or a comment is "
                        "expected"));
}

HwIbnet *
hw_ibnet_parse (const char *text, gsize n, const char *file, GError **error)
{
  g_autoptr (HwIbnet) net = g_new0 (HwIbnet, 1);
  g_autoptr (HwFindings) findings = hw_findings_new (file);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ports = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) pending = g_ptr_array_new_with_free_func (pending_free);
  Parser self = {
    .findings = findings, .net = net, .by_id = by_id, .ports = ports, .pending = pending, .node = -1
  };
  const char *end = text + n;

  net->strings = g_string_chunk_new (4096);
  net->nodes = g_array_new (FALSE, FALSE, sizeof (HwIbnetNode));
  net->links = g_array_new (FALSE, FALSE, sizeof (HwIbnetLink));
  while (text < end && !hw_findings_is_full (findings))
    {
      const char *stop = memchr (text, '\n', (gsize)(end - text));
      gsize length = (gsize)((stop != NULL ? stop : end) - text);
      g_autofree char *line = g_strchomp (g_utf8_make_valid (text, (gssize)length));

      self.line++;
      parse_line (&self, line);
      text += length + 1;
    }
  for (guint i = 0; i < pending->len && !hw_findings_is_full (findings); i++)
    join (&self, pending->pdata[i]);
  if (net->nodes->len == 0 && hw_findings_count (findings) == 0)
    hw_findings_add (
        findings, 0, _ ("there is no node in it; give it the output of ibnetdiscover"));
  if (!hw_findings_check (findings, error))
    return NULL;
  return g_steal_pointer (&net);
}
