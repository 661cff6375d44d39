/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-template.h"

G_BEGIN_DECLS

/* The reference designs of DGX SuperPODs, by scalable units: compute, network and management racks
 * in rows, the rule of the compute fabric with its switches placed, feeds for every rack, and for
 * liquid-cooled racks the rules of their loops. */
typedef struct
{
  const char *name;  /* "DGX B200 SuperPOD" */
  const char *node;  /* product of a server, or assembly of a whole rack */
  gint32 rack_nodes; /* servers a rack; 0: the assembly is the rack */
  gint32 unit_nodes; /* servers, or racks, a unit */
  const char *switch_id;
  const char *rack; /* product for servers and switches */
  gint32 planes;
  gint32 unit_size;        /* members of a unit in the fabric; 0: as many as fill its leaves */
  gint32 management_ports; /* one node fewer, and two fabric managers instead */
  gboolean share_leaves;
  const char *note; /* (nullable): what the rule rests on */
} HwSuperpod;

/* "A" for 0 to "Z", "AA" and so on. Returns: (transfer full) */
char *hw_template_row_name (guint index);

/* Makes @units of it in a design that is being built. */
gboolean hw_template_superpod (
    HwDesign *design, const HwSuperpod *plan, gint32 units, HwCatalogue *catalogue, GError **error);

G_END_DECLS
