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
  HwHandle parent; /* of the table's parent kind; 0 where that is the table itself */
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
  HwSymbol job;                      /* name of what is trained, for people */
  double job_parameters, job_tokens; /* of it; NAN: as hw_training_job_example has it */
} HwDesignRow;

typedef struct
{
  HwObject object;
  HwSymbol currency; /* ISO 4217 */
  double voltage_v;  /* line to line */
  double altitude_m;
  double air_c;           /* of the rooms, where equipment takes it in */
  double humidity;        /* relative, of that air */
  double expected_factor; /* expected over nameplate where a product has no expected figure */
  double floor_limit_pa;  /* distributed live load of the floor */
  double foot_limit_n;    /* concentrated load */
  gint32 front_aisle_mm, rear_aisle_mm;
  double utilisation;  /* mean load of a year over the expected one */
  double carbon_g_kwh; /* of its electricity; NAN: that of the country */
  guint8 country;      /* of hw-country.h; 0: not chosen */
  guint8 rejection;    /* HwRejectionKind */
} HwSite;

/* How facility water gets rid of its heat outdoors. */
typedef enum
{
  HW_REJECTION_DRY_TRIMMED, /* a dry cooler, and a chiller for what it does not reach */
  HW_REJECTION_DRY_COOLER,
  HW_REJECTION_CHILLER,   /* air-cooled */
  HW_REJECTION_ADIABATIC, /* a dry cooler whose air is wetted when it is warm, and a chiller */
  HW_REJECTION_TOWER,     /* cooling tower, and a chiller for what it does not reach */
  HW_N_REJECTIONS,
} HwRejectionKind;

/* Whose weather the site has; its days are rows of their own. */
typedef struct
{
  HwObject object;
  HwSymbol source;
  double latitude_deg, longitude_deg, altitude_m; /* NAN: not known */
} HwClimate;

/* One day of it: 24 temperatures each, see hw-weather.h. */
typedef struct
{
  HwObject object;
  HwSymbol dry_bulb, dew_point;
  guint8 month, day; /* from 1 */
} HwClimateDay;
/* What the cost of a design depends on besides its products, in the order of HW_FIELD_COST; see
 * hw-cost.h for what follows from them. Money is in the currency of the site here, and in USD where
 * a price list states it. */
typedef enum
{
  HW_COST_ELECTRICITY,          /* money a kWh */
  HW_COST_PUE,                  /* facility over IT energy, where nothing computes it */
  HW_COST_SOLD,                 /* share of all GPU-hours that is sold */
  HW_COST_INTEREST,             /* a year */
  HW_COST_IT_MONTHS,            /* life of the equipment */
  HW_COST_NETWORK_MONTHS,       /* life of network and cables */
  HW_COST_FACILITY_MONTHS,      /* life of the facility */
  HW_COST_RESIDUAL,             /* of the equipment's price, at the end of its life */
  HW_COST_FACILITY,             /* money a W of IT nameplate power: building, power and cooling */
  HW_COST_FACILITY_FACTOR,      /* of a hall for AI over a conventional one */
  HW_COST_PLANT,                /* share of the facility that is power and cooling plant */
  HW_COST_COOLING_PLANT,        /* share of that plant that is cooling */
  HW_COST_INSTALLATION,         /* of the equipment's price */
  HW_COST_CONTINGENCY,          /* of facility and installation */
  HW_COST_MAINTENANCE,          /* of the equipment's price, a year */
  HW_COST_FACILITY_MAINTENANCE, /* money a W and month, without electricity */
  HW_COST_STAFF,                /* money a MW of IT nameplate power and year */
  HW_COST_WATER_USE,            /* L a kWh of IT energy */
  HW_COST_WATER,                /* money a m³ */
  HW_COST_YEARS,                /* of the total cost of ownership */
  HW_N_COST_INPUTS,
} HwCostInput;

typedef struct
{
  HwObject object;
  guint32 list;                    /* product: the price list; 0: none */
  double inputs[HW_N_COST_INPUTS]; /* a person's own; NAN: as the list has it */
} HwCostRow;

/* The price of one product that a person states; it goes before that of the catalogue. */
typedef struct
{
  HwObject object;
  guint32 product;
  double value, low, high; /* value NAN: still to be stated; low and high NAN: as value */
  HwSymbol currency;       /* 0: that of the site */
  HwSymbol date;
  HwSymbol source;
} HwPrice;

typedef struct
{
  HwObject object;
  HwSymbol currency; /* ISO 4217 */
  double rate;       /* units of the site's currency for one unit */
  HwSymbol date;
} HwExchangeRate;

typedef struct
{
  HwObject object;
  gint32 order;
  HwSymbol date;
} HwPhase;

/* Of a feed, and the system of a power chain that a feed or a unit belongs to. */
typedef enum
{
  HW_SIDE_A,
  HW_SIDE_B,
  HW_SIDE_C,
  HW_SIDE_D,
  HW_SIDE_RESERVE, /* takes over for any one of the others */
  HW_N_SYSTEMS,
} HwSide;
typedef enum
{
  HW_BREAKER_NEC,
  HW_BREAKER_IEC
} HwBreakerRule;

typedef enum
{
  HW_SCHEME_N,
  HW_SCHEME_N_PLUS_1, /* one system with a spare unit at each stage */
  HW_SCHEME_2N,
  HW_SCHEME_3N_2,    /* three systems that carry what two may */
  HW_SCHEME_4N_3,    /* four that carry what three may */
  HW_SCHEME_CATCHER, /* blocks, and a reserve that takes over for any one of them */
} HwPowerScheme;
typedef enum
{
  HW_UTILITY_EACH, /* one a system */
  HW_UTILITY_SHARED,
  HW_UTILITY_NONE, /* generators alone */
} HwUtility;

/* How the feeds of a chain reach their racks. */
typedef enum
{
  HW_DISTRIBUTION_BUSWAY, /* one along each row, with tap-offs */
  HW_DISTRIBUTION_PANEL,  /* remote power panels at the ends of rows, with a cable to each rack */
  HW_DISTRIBUTION_PDU,    /* a cable from the floor PDU to each rack */
} HwDistribution;

/* The rule of a power chain, from the utility to the feeds that name it. Floor products name the
 * chain and system that they are a unit of. */
typedef struct
{
  HwObject object;
  /* Products to place where a stage needs units; 0: the chain has no such stage. */
  guint32 transformer, generator, switchgear, ups, pdu;
  double voltage_v;           /* line to line, behind the transformers; NAN: that of the site */
  double power_factor;        /* of what hangs on it */
  double tap_a;               /* breaker of the tap of a rack; NAN: none of its own */
  double derating;            /* of all breakers, beside their rule */
  double utility_voltage_v;   /* line to line, before the transformers; NAN: not known */
  double busway_a;            /* rating of each busway; NAN: not known */
  double conductor_ohm_per_m; /* of each conductor of busways, or of cables to racks, at its
                                 temperature in use; NAN: not known */
  double rise_m;              /* up and down, of each conductor from a unit to the next */
  guint8 scheme;              /* HwPowerScheme */
  guint8 blocks;              /* of the catcher scheme, without the reserve */
  guint8 utility;             /* HwUtility */
  guint8 rule;                /* HwBreakerRule: of taps and units with breakers */
  guint8 distribution;        /* HwDistribution */
} HwPowerRow;

typedef struct
{
  HwObject object;
  HwHandle power;   /* chain that it is fed by; 0: it is a source itself */
  double voltage_v; /* line to line, or line to neutral on one phase */
  double current_a; /* rating of the breaker */
  guint8 side;      /* HwSide */
  guint8 phases;    /* 1 or 3 */
  guint8 rule;      /* HwBreakerRule */
} HwFeed;

typedef enum
{
  HW_COOLANT_PG25,           /* 25 % propylene glycol by volume, plain */
  HW_COOLANT_PG25_INHIBITED, /* as sold */
  HW_COOLANT_PG30,
  HW_COOLANT_WATER,
} HwCoolant;
typedef enum
{
  HW_LOOP_DIRECT_RETURN,
  HW_LOOP_REVERSE_RETURN,
  HW_LOOP_RING_MAIN,
} HwLoopTopology;
typedef enum
{
  HW_PIPE_STAINLESS, /* welded, EN ISO 1127 */
  HW_PIPE_COPPER,    /* EN 1057 */
} HwPipeMaterial;
typedef enum
{
  HW_SPARE_NONE, /* N */
  HW_SPARE_ONE,  /* N + 1 */
  HW_SPARE_ALL,  /* 2 N */
} HwSpare;

/* The rule of a closed liquid loop. Its racks, side-cars and row CDUs name it; in-rack CDUs belong
 * to the loop of their rack. */
typedef struct
{
  HwObject object;
  guint32 cdu;             /* product to place where more are needed; 0: not chosen */
  double supply_c;         /* to the racks */
  double return_c;         /* that the required flow is for */
  double facility_c;       /* water to the CDU; NAN: as cold as the CDU's approach needs */
  double facility_lpm;     /* water of each CDU; NAN: the flow of the loop */
  double pressure_pa;      /* held across the index rack; NAN: what its required flow needs */
  double static_pa;        /* gauge, at the expansion vessel */
  double branch_limit_m_s; /* velocity up to DN 50 */
  double header_limit_m_s; /* velocity above */
  double gradient_limit_pa_m;
  gint32 branch_dn, header_dn; /* nominal diameters; 0: by the limits */
  guint8 coolant;              /* HwCoolant */
  guint8 topology;             /* HwLoopTopology */
  guint8 material;             /* HwPipeMaterial */
  guint8 spare;                /* HwSpare: of CDUs */
} HwLoop;

/* What was issued when: named by its letter or number, the note says what changed. */
typedef struct
{
  HwObject object;
  HwSymbol date, drawn;
} HwRevision;

typedef enum
{
  HW_TRAYS_DERIVED, /* above each row and across them, besides those placed */
  HW_TRAYS_PLACED,  /* none but those placed */
} HwTrays;

typedef struct
{
  HwObject object;
  gint32 width_mm, depth_mm; /* x and y extent */
  gint32 tile_mm;
  /* The rule of its cable trays, and what placed ones have where they say nothing. */
  double tray_fill;                    /* most share of the section that cables take */
  double bypass_air;                   /* share of the coolers' air that passes the racks by */
  gint32 tray_height_mm;               /* floor of the trays above the hall's */
  gint32 tray_width_mm, tray_depth_mm; /* inside */
  gint32 cross_tray_width_mm; /* of those that join rows; 0, as tray_width_mm: by the fill */
  guint8 trays;               /* HwTrays */
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

typedef enum
{
  HW_FABRIC_COMPUTE,
  HW_FABRIC_STORAGE,
  HW_FABRIC_IN_BAND,
  HW_FABRIC_OUT_OF_BAND,
} HwFabricUse;
typedef enum
{
  HW_TOPOLOGY_RAIL_OPTIMISED, /* port r of every member of a unit on leaf r */
  HW_TOPOLOGY_FAT_TREE,       /* members on leaves in their order */
  HW_TOPOLOGY_RAIL_GROUP,     /* rails of several units together, as in GB200 SuperPODs */
} HwFabricTopology;
typedef enum
{
  HW_TIERS_AUTOMATIC, /* as few as carry the members */
  HW_TIERS_ONE,
  HW_TIERS_TWO,
  HW_TIERS_THREE,
} HwTiers;
typedef enum
{
  HW_MEMBERS_AUTOMATIC, /* every device that has ports for it */
  HW_MEMBERS_CHOSEN,    /* devices with a place in it, and no others */
} HwMembers;

/* The rule of a network. */
typedef struct
{
  HwObject object;
  HwHandle hall;           /* whose devices are members; 0: all halls */
  guint32 member_product;  /* that members are of; 0: any */
  guint32 switch_product;  /* 0: not chosen */
  gint32 member_ports;     /* of a member; 0: as its product states, else 1 */
  gint32 down_ports;       /* of a leaf towards members; 0: by the oversubscription */
  gint32 unit_size;        /* members a scalable unit; 0: as many as fill its leaves */
  gint32 units;            /* planned; 0: those that there are */
  gint32 block_units;      /* units under one set of spines; 0: by the fewest switches */
  gint32 management_ports; /* for fabric managers, of the whole fabric */
  gint32 storage_ports;    /* for storage, of the whole fabric */
  gint32 growth_ports;     /* left free on each leaf */
  gint32 slack_mm;         /* of each cable, beyond its way */
  double port_bit_s;       /* of a link; NAN: as the members' product states */
  double oversubscription; /* of a leaf: bandwidth down over bandwidth up */
  guint8 kind;             /* HwFabricUse */
  guint8 topology;         /* HwFabricTopology */
  guint8 tiers;            /* HwTiers */
  guint8 members;          /* HwMembers */
  guint8 planes;           /* whole fabrics beside each other, each with a part of every port */
  guint8 keep_units;       /* units without members keep their switches */
  guint8 share_leaves;     /* a leaf may hold the ends of two rails */
} HwFabricRow;

/* Racks that belong together, of whichever rows and halls: a pod, a scalable unit. */
typedef struct
{
  HwObject object;
} HwGroup;

typedef struct
{
  HwObject object;
  HwSymbol
      containment; /* of the aisle that the row gives on; rows that name the same share its air */
} HwRow;

/* A straight, level tray that a person placed. */
typedef struct
{
  HwObject object;
  HwHandle row;                      /* whose derived tray it stands in for; 0: none */
  double load_limit_kg_m;            /* NAN: not known */
  gint32 x1_mm, y1_mm, x2_mm, y2_mm; /* centre line */
  gint32 height_mm;                  /* of its floor above the hall's; 0: as the hall's rule */
  gint32 width_mm, depth_mm;         /* inside; 0: as the hall's rule */
} HwTrayRow;

typedef struct
{
  HwObject object;
  guint32 product;
  guint32 assembly;     /* product number of the assembly that it came from; 0: none */
  HwHandle row;         /* 0: none */
  HwHandle group;       /* 0: none */
  gint32 x_mm, y_mm;    /* north-west corner of the footprint in the hall */
  double power_limit_w; /* NAN: that of the product, if any */
  HwHandle feed_a, feed_b, feed_c;
  HwHandle loop;   /* of liquid cooling; 0: none */
  HwHandle power;  /* chain that it is a unit of: UPS and the like; 0: none */
  gint16 rotation; /* 0, 90, 180, 270 degrees clockwise; front to the south at 0 */
  guint8 system;   /* HwSide: of that chain */
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
  HW_CHANNEL_REAR_DOOR, /* in place of the rear door */
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
  HwHandle loop;    /* of a rear door, where it is not that of its rack; 0: it is */
} HwDevice;

typedef enum
{
  HW_MEMBER_NODE,    /* server, tray, storage */
  HW_MEMBER_SWITCH,  /* has a position instead of unit and slot */
  HW_MEMBER_MANAGER, /* takes single ports: UFM, gateways */
} HwMemberRole;

/* The place of a device (its parent) in a fabric. Once given it stays, so that an edit elsewhere
 * cables nothing anew. */
typedef struct
{
  HwObject object;
  HwHandle fabric;
  HwSymbol
      position; /* of a switch: the name of the one that it is, "su02-leaf-r3"; 0: none given */
  gint32 unit;  /* scalable unit, 1 the first; 0: none given */
  gint32 slot;  /* in the unit, 1 the first; 0: none given */
  guint8 rail;  /* of a manager's first port, 1 the first; 1 for nodes */
  guint8 role;  /* HwMemberRole */
} HwMember;

/* One field of one derived thing that a person changed; see hw-override-key.h. */
typedef struct
{
  HwObject object;
  HwSymbol key, field, value;
} HwOverride;

G_END_DECLS
