/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"
#include "hw-ibnet.h"

G_BEGIN_DECLS

/* The fabric as built compared with the fabric as designed. */

typedef enum
{
  HW_CONFORM_MISSING, /* neither end of a cable has a link */
  HW_CONFORM_SWAPPED, /* an end of a cable is linked to another port */
  HW_CONFORM_SLOW,    /* a link runs below the speed that it is designed for */
  HW_CONFORM_UNKNOWN, /* a link between ports that have no cable, or of nodes that are not there */
} HwConformKind;

typedef struct
{
  HwConformKind kind;
  gint32 cable; /* of the fabric; negative: unknown */
  gint32 link;  /* of the dump; negative: missing */
  gint32 other; /* swapped: a second link, at the cable's upper end; negative: none */
  /* Of an unknown link: the fabric's nodes at its ends; negative: it is none of them. */
  gint32 node[2];
} HwConformity;

/**
 * hw_fabric_conform:
 *
 * Nodes are found by name: what hw-fabric-labels.h calls them; for members' ports also "NAME
 * mlx5_2" and "NAME HCA-3", as hosts call themselves.
 *
 * Returns: (transfer full) (element-type HwConformity): by cable, then unknown links
 */
GArray *hw_fabric_conform (const HwFabric *fabric, const HwIbnet *built);

/* "missing", "swapped", "slow", "unknown" */
const char *hw_conform_kind_name (HwConformKind kind);
/* Returns: (transfer full): a translated sentence with both ends */
char *hw_conformity_message (const HwFabric *fabric,
                             const HwIbnet *built,
                             const HwConformity *conformity);

G_END_DECLS
