/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tray.h"

G_BEGIN_DECLS

/* Links of a network laid along trays: how long each is, which cable it takes, which transceivers
 * its ends need, and how full trays become. It knows no design and no fabric: links, ends and kinds
 * of cable are what the caller says.
 *
 * A *cage* is the opening of a device into which a plug goes; a twin-port cage holds two ports.
 * Copper that serves two ports is one cable for both: straight between two twin-port cages, or
 * split from a twin-port cage to two cages of one port. Optics have a fibre for each link and a
 * transceiver in each cage, and both fibres of a transceiver are of one medium: cages that links
 * join, directly or over others, therefore take the same optics. */

typedef enum
{
  HW_MEDIUM_DAC, /* passive copper */
  HW_MEDIUM_ACC, /* active copper */
  HW_MEDIUM_AOC, /* active optical cable, plugs on */
  HW_MEDIUM_MULTIMODE,
  HW_MEDIUM_SINGLE_MODE,
  HW_N_MEDIA,
} HwMedium;

typedef struct
{
  const char *id; /* of a product */
  HwMedium medium;
  double bit_s;    /* of a link that it is made for */
  guint links;     /* that one carries: 2 for twin-port copper, else 1 */
  gboolean splits; /* of two links: they part to two cages */
  double reach_m;
  double only_m;           /* the one length that it is sold in; NAN: whole metres */
  double diameter_m;       /* NAN: not known */
  double mass_kg_m;        /* NAN: not known */
  double cable_w;          /* most power of all plugs of copper or AOC; NAN: not known */
  const char *twin;        /* (nullable): product of the transceiver in a cage of two ports */
  const char *single;      /* (nullable): in a cage of one port */
  double twin_w, single_w; /* most power of them; NAN: not known */
} HwCableType;

typedef struct
{
  guint32 drop;      /* index of the rack's drop */
  gint32 height_mm;  /* of the port above the floor */
  guint32 cage;      /* the same number for ports of one cage; below 2³¹ */
  guint8 cage_ports; /* 1 or 2 */
} HwCableEnd;

typedef struct
{
  HwCableEnd ends[2];
  double bit_s;
  double slack_m; /* of this cable, besides that of the rule */
} HwCableLink;

typedef struct
{
  double slack_m;      /* of each cable, beyond its way */
  double in_rack_m;    /* from a port to where cables rise in its rack, at each end */
  double most_reach_m; /* how far beside a tray a rack may stand */
} HwCablingRule;

typedef struct
{
  double way_m;    /* from port to port, slack not counted; NAN: there is no way */
  double length_m; /* of the stock cable; NAN: none is long enough */
  gint32 type;     /* index into the types; negative: none reaches, or none has the speed */
  gint32 with;     /* the link that shares its cable; negative: none */
  guint32 first_segment, n_segments; /* of hw_cabling_get_path() */
} HwCableRun;

typedef struct
{
  guint cables;
  double area_m2;   /* of those of known diameter */
  double mass_kg_m; /* of those of known mass */
  guint unknown;    /* cables of unknown diameter or mass */
} HwTrayFill;

/* So many of one product. */
typedef struct
{
  const char *id;
  double length_m; /* of cables; 0 for transceivers */
  guint count;
  double power_w; /* of all of them; NAN where not known */
} HwCablingNeed;

typedef struct _HwCabling HwCabling;

/**
 * hw_cabling_new:
 * @types: in order of preference: the first that fits is taken. Strings must outlive the cabling.
 *
 * Links take the shortest way. Where that fills a tray beyond its limit, the links last in order
 * are moved to the shortest way that passes no full tray, as long as there is one.
 */
HwCabling *hw_cabling_new (const HwTray *trays,
                           guint n_trays,
                           const HwTrayDrop *drops,
                           guint n_drops,
                           const HwCableLink *links,
                           guint n_links,
                           const HwCableType *types,
                           guint n_types,
                           const HwCablingRule *rule);
void hw_cabling_free (HwCabling *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCabling, hw_cabling_free)

/* Gives a tray another section, after its cables are laid: their ways stay. */
void hw_cabling_set_tray (HwCabling *self, guint index, const HwTray *tray);

const HwCableRun *hw_cabling_get_run (const HwCabling *self, guint link);
/* Returns: (transfer none) (array length=n): segments that a link passes, from either end */
const guint32 *hw_cabling_get_path (const HwCabling *self, guint link, guint *n);
/* The number of the segment that a link passes as the @index th from its first end on. */
guint32 hw_cabling_get_step (const HwCabling *self, guint link, guint index);
const HwTraySegment *hw_cabling_get_segments (const HwCabling *self, guint *n);
const HwTrayFill *hw_cabling_get_fill (const HwCabling *self, guint segment);
/* Share of the tray's section that cables take, as circles: gaps between them are not counted. */
double hw_cabling_fill_share (const HwCabling *self, guint segment);
gboolean hw_cabling_is_overfull (const HwCabling *self, guint segment);
gboolean hw_cabling_is_overloaded (const HwCabling *self, guint segment);
/* Returns: (transfer full) (element-type HwCablingNeed): cables by type and length, then
 * transceivers */
GArray *hw_cabling_needs (const HwCabling *self);

G_END_DECLS
