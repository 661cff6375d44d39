/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What ibnetdiscover printed about a fabric as built: nodes, and links with both ends. */

typedef struct
{
  const char *name; /* node description; of a managed switch without "MF0;" and ":MODEL/U1" */
  guint64 guid;     /* 0: not given */
  gboolean is_switch;
  guint ports;
} HwIbnetNode;

typedef struct
{
  guint32 node[2];
  guint32 port[2];
  double bit_s; /* one direction; 0: not given */
} HwIbnetLink;

typedef struct
{
  GStringChunk *strings;
  GArray *nodes; /* HwIbnetNode */
  GArray *links; /* HwIbnetLink, each once */
} HwIbnet;

void hw_ibnet_free (HwIbnet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIbnet, hw_ibnet_free)

/**
 * hw_ibnet_parse:
 * @text: (array length=n): output of ibnetdiscover, or a netlist of ibsim
 * @file: as people know it, for `FILE:LINE: reason`
 *
 * Returns: (transfer full): %NULL and HW_IO_ERROR_INVALID where a line cannot be understood
 */
HwIbnet *hw_ibnet_parse (const char *text, gsize n, const char *file, GError **error);

/**
 * hw_ibnet_rate:
 * @word: "4xNDR", "2xHDR": width and speed
 *
 * Returns: bit/s of data that the speed is called by, 4 × 100 Gb/s for 4xNDR (InfiniBand
 * Architecture Specification, PortInfo.LinkSpeedActive and its extensions); 0 for others
 */
double hw_ibnet_rate (const char *word);

G_END_DECLS
