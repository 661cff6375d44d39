/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-template.h"

G_BEGIN_DECLS

/* The reference designs of DGX SuperPODs, and clusters built like them, by scalable units: compute,
 * network and management racks in rows, the rules of all networks with their switches placed, feeds
 * for every rack, and for liquid-cooled racks the rules of their loops. */
typedef struct
{
  const char *name;  /* "DGX B200 SuperPOD" */
  const char *node;  /* product of a server, or assembly of a whole rack */
  gint32 rack_nodes; /* servers a rack; 0: the assembly is the rack */
  gint32 unit_nodes; /* servers, or racks, a unit */
  gint32 units;      /* that the built one has; 0: no one has built it */
  const char *switch_id;
  const char *rack; /* product for servers and switches */
  gint32 planes;
  gint32 unit_size;        /* members of a unit in the fabric; 0: as many as fill its leaves */
  gint32 management_ports; /* one node fewer, and two fabric managers instead */
  gboolean share_leaves;
  const char *note;           /* (nullable): what the rule rests on */
  const char *storage_switch; /* (nullable): storage goes over the in-band network */
  const char *in_band_switch;
  gint32 in_band_ratio; /* oversubscription */
} HwSuperpod;

/* "A" for 0 to "Z", "AA" and so on. Returns: (transfer full) */
char *hw_template_row_name (guint index);

/* Makes @units of it in a design that is being built. */
gboolean hw_template_superpod (
    HwDesign *design, const HwSuperpod *plan, gint32 units, HwCatalogue *catalogue, GError **error);

/* Adds the networks for storage, in-band and out-of-band management to a design that has its
 * @nodes and its compute fabric, and places their switches. */
gboolean hw_template_networks (
    HwDesign *design, const HwSuperpod *plan, gint32 nodes, HwCatalogue *catalogue, GError **error);

G_END_DECLS
