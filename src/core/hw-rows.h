/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-handle.h"
#include "hw-id.h"

G_BEGIN_DECLS

/* The rows of the tables of a design: plain data, copied whole by edits. Strings are symbols of the
 * design, products are numbers of its catalogue, references are handles. */

/* What every row begins with. */
typedef struct
{
  HwId id;
  HwSymbol name;
  HwHandle parent; /* of the table's parent kind; 0 for design, site, phase, feed, revision, hall */
  HwSymbol note;
  HwSymbol foreign; /* attributes and children of foreign namespaces, as XML text to write back */
  guint16 install;  /* phase; 0: the first */
  guint16 removal;  /* phase; 0: never */
  guint8 locked;
} HwObject;

typedef struct
{
  HwObject object;
  HwSymbol project, number, revision, issuer, drawn, checked, date;
} HwDesignRow;

typedef struct
{
  HwObject object;
  HwSymbol currency; /* ISO 4217 */
  double voltage_v;  /* line to line */
  double altitude_m;
  double expected_factor; /* expected over nameplate where a product has no expected figure */
  double floor_limit_pa;  /* distributed live load of the floor */
  double foot_limit_n;    /* concentrated load */
  gint32 front_aisle_mm, rear_aisle_mm;
} HwSite;

typedef struct
{
  HwObject object;
  gint32 order;
  HwSymbol date;
} HwPhase;

typedef enum
{
  HW_SIDE_A,
  HW_SIDE_B
} HwSide;
typedef enum
{
  HW_BREAKER_NEC,
  HW_BREAKER_IEC
} HwBreakerRule;

typedef struct
{
  HwObject object;
  double voltage_v; /* line to line, or line to neutral on one phase */
  double current_a; /* rating of the breaker */
  guint8 side;      /* HwSide */
  guint8 phases;    /* 1 or 3 */
  guint8 rule;      /* HwBreakerRule */
} HwFeed;

/* What was issued when: named by its letter or number, the note says what changed. */
typedef struct
{
  HwObject object;
  HwSymbol date, drawn;
} HwRevision;

typedef struct
{
  HwObject object;
  gint32 width_mm, depth_mm; /* x and y extent */
  gint32 tile_mm;
} HwHall;

typedef enum
{
  HW_FEATURE_COLUMN,
  HW_FEATURE_KEEP_OUT,
  HW_FEATURE_DOOR,
  HW_FEATURE_NOTE, /* stands in nothing's way */
} HwFeatureKind;

typedef struct
{
  HwObject object;
  gint32 x_mm, y_mm, width_mm, depth_mm;
  guint8 kind; /* HwFeatureKind */
} HwFeature;

typedef struct
{
  HwObject object;
} HwRow;

typedef struct
{
  HwObject object;
  guint32 product;
  guint32 assembly;     /* product number of the assembly that it came from; 0: none */
  HwHandle row;         /* 0: none */
  gint32 x_mm, y_mm;    /* north-west corner of the footprint in the hall */
  double power_limit_w; /* NAN: that of the product, if any */
  HwHandle feed_a, feed_b;
  gint16 rotation; /* 0, 90, 180, 270 degrees clockwise; front to the south at 0 */
} HwRack;

typedef enum
{
  HW_FACE_FRONT,
  HW_FACE_REAR
} HwFace;

typedef enum
{
  HW_CHANNEL_NONE,
  HW_CHANNEL_LEFT_FRONT,
  HW_CHANNEL_RIGHT_FRONT,
  HW_CHANNEL_LEFT_REAR,
  HW_CHANNEL_RIGHT_REAR,
} HwChannel;

typedef struct
{
  HwObject object;
  gint16 position;   /* half units from the bottom */
  gint16 half_units; /* height */
  guint8 face;       /* HwFace */
  guint8 both;       /* blocks both faces */
} HwReservation;

typedef struct
{
  HwObject object;
  guint32 product;
  gint16 position;  /* half units from the bottom, 0 the lowest; unused in a channel */
  gint16 height_mm; /* in a channel: of the lower end above the floor */
  guint8 face;      /* HwFace */
  guint8 channel;   /* HwChannel; none: in units */
} HwDevice;

G_END_DECLS
