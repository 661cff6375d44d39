/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-quantity.h"

G_BEGIN_DECLS

/* The figures that a product can have; the names in files are those of hw_field_name(). */
typedef enum
{
  HW_FIELD_RACK_UNITS,
  HW_FIELD_HEIGHT,
  HW_FIELD_WIDTH,
  HW_FIELD_DEPTH,
  HW_FIELD_CAPACITY_UNITS,
  HW_FIELD_USABLE_DEPTH,
  HW_FIELD_MASS,
  HW_FIELD_LOAD_STATIC,
  HW_FIELD_LOAD_DYNAMIC,
  HW_FIELD_POWER_LIMIT,
  HW_FIELD_GPUS,
  HW_FIELD_CPUS,
  HW_FIELD_FP4_DENSE,
  HW_FIELD_FP4_SPARSE,
  HW_FIELD_FP8_DENSE,
  HW_FIELD_FP8_SPARSE,
  HW_FIELD_INT8_DENSE,
  HW_FIELD_INT8_SPARSE,
  HW_FIELD_FP16_DENSE,
  HW_FIELD_FP16_SPARSE,
  HW_FIELD_TF32_DENSE,
  HW_FIELD_TF32_SPARSE,
  HW_FIELD_FP64_DENSE,
  HW_FIELD_FP64_SPARSE,
  HW_FIELD_HBM,
  HW_FIELD_HBM_BANDWIDTH,
  HW_FIELD_CPU_MEMORY,
  HW_FIELD_NVLINK_BANDWIDTH,
  HW_FIELD_GPU_POWER,
  HW_FIELD_POWER_NAMEPLATE,
  HW_FIELD_POWER_EXPECTED,
  HW_FIELD_POWER_TYPICAL,
  HW_FIELD_POWER_PEAK,
  HW_FIELD_PSU_COUNT,
  HW_FIELD_PSU_RATING,
  HW_FIELD_POWER_CAPACITY,
  HW_FIELD_HEAT_LIQUID,
  HW_FIELD_HEAT_AIR,
  HW_FIELD_AIRFLOW,
  HW_FIELD_INLET_TEMPERATURE_MIN,
  HW_FIELD_INLET_TEMPERATURE_MAX,
  HW_FIELD_COOLANT_FLOW_MAX,
  HW_FIELD_COOLANT_SUPPLY_MIN,
  HW_FIELD_COOLANT_SUPPLY_MAX,
  HW_FIELD_COOLANT_RETURN_MAX,
  HW_FIELD_COOLANT_VOLUME,
  HW_FIELD_COOLING_CAPACITY,
  HW_FIELD_APPROACH,
  HW_FIELD_COOLANT_FLOW,
  HW_FIELD_EXTERNAL_HEAD,
  HW_FIELD_PUMPS,
  HW_FIELD_PORTS,
  HW_FIELD_PORT_SPEED,
  HW_FIELD_THROUGHPUT,
  HW_FIELD_CAGES,
  HW_FIELD_STORAGE_PORTS, /* PORTS and PORT_SPEED are those into the compute fabric */
  HW_FIELD_STORAGE_SPEED,
  HW_FIELD_IN_BAND_PORTS, /* of a switch: its uplinks into the in-band network */
  HW_FIELD_IN_BAND_SPEED,
  HW_FIELD_REACH,
  HW_FIELD_DIAMETER,
  HW_FIELD_INPUT_VOLTAGE,
  HW_FIELD_INPUT_CURRENT,
  HW_FIELD_PRICE,
  HW_FIELD_APPARENT_CAPACITY, /* beside POWER_CAPACITY, where a source states both */
  HW_FIELD_NO_LOAD_LOSS,      /* of transformers, and of whatever is given by two losses */
  HW_FIELD_LOAD_LOSS,         /* at the rating; goes with the square of the load */
  HW_FIELD_EFFICIENCY_25,     /* at that part of the rating, per cent */
  HW_FIELD_EFFICIENCY_50,
  HW_FIELD_EFFICIENCY_75,
  HW_FIELD_EFFICIENCY_100,
  HW_FIELD_AUTONOMY,    /* of a battery at the rating */
  HW_FIELD_FUEL_RATE,   /* at the rating */
  HW_FIELD_FUEL_VOLUME, /* of the tank */
  HW_FIELD_COST,        /* of a price list, the first of as many as HwCostInput has, in its order */
  HW_N_FIELDS = HW_FIELD_COST + 20,
} HwField;

/* "power-nameplate" and the like. */
const char *hw_field_name (HwField field);
/* For people, translated: "Power, nameplate". */
const char *hw_field_label (HwField field);
HwDimension hw_field_dimension (HwField field);
gboolean hw_field_find (const char *name, HwField *field);

typedef enum
{
  HW_KIND_SERVER,
  HW_KIND_COMPUTE_TRAY,
  HW_KIND_SUPERCHIP,
  HW_KIND_GPU,
  HW_KIND_NVLINK_SWITCH,
  HW_KIND_INFINIBAND_SWITCH,
  HW_KIND_ETHERNET_SWITCH,
  HW_KIND_MANAGEMENT,
  HW_KIND_STORAGE,
  HW_KIND_POWER_SHELF,
  HW_KIND_RACK_PDU,
  HW_KIND_CDU_RACK,
  HW_KIND_CDU_ROW,
  HW_KIND_SIDECAR,
  HW_KIND_REAR_DOOR,
  HW_KIND_CRAH,
  HW_KIND_FAN_WALL,
  HW_KIND_UPS,
  HW_KIND_TRANSFORMER,
  HW_KIND_GENERATOR,
  HW_KIND_SWITCHGEAR,
  HW_KIND_PDU, /* on the floor: distribution, with or without a transformer */
  HW_KIND_RACK,
  HW_KIND_BLANKING,
  HW_KIND_GENERIC,
  HW_KIND_COPPER_CABLE,    /* passive */
  HW_KIND_COPPER_SPLITTER, /* passive, from one cage to two */
  HW_KIND_ACTIVE_COPPER_CABLE,
  HW_KIND_ACTIVE_OPTICAL_CABLE, /* its transceivers are part of it */
  HW_KIND_MULTIMODE_FIBRE,
  HW_KIND_SINGLE_MODE_FIBRE,
  HW_KIND_MULTIMODE_TRANSCEIVER,
  HW_KIND_SINGLE_MODE_TRANSCEIVER,
  HW_KIND_PRICE_LIST, /* what the cost of building and running is reckoned with */
  HW_KIND_ASSEMBLY,
  HW_N_KINDS,
} HwProductKind;

/* The families by which colour, catalogue groups and cost classes go. */
typedef enum
{
  HW_FAMILY_COMPUTE,
  HW_FAMILY_NVLINK,
  HW_FAMILY_NETWORK,
  HW_FAMILY_COOLING,
  HW_FAMILY_POWER,
  HW_FAMILY_STORAGE,
  HW_FAMILY_RACK,
  HW_FAMILY_OTHER,
  HW_N_FAMILIES,
} HwFamily;

const char *hw_kind_name (HwProductKind kind);
const char *hw_kind_label (HwProductKind kind);
/* "Transformer TX-A", but "UPS-A" and "Hall 1" where the name says its kind itself. @kind: in the
 * language of people. Returns: (transfer full) */
char *hw_kind_and_name (const char *kind, const char *name);
gboolean hw_kind_find (const char *name, HwProductKind *kind);
HwFamily hw_kind_family (HwProductKind kind);
const char *hw_family_label (HwFamily family);
/* Whether @kind is a cable or transceiver. */
gboolean hw_kind_is_cabling (HwProductKind kind);
/* Whether the power of @kind counts as IT power: not CDUs, pumps, side-cars, fans, UPS. */
gboolean hw_kind_is_it (HwProductKind kind);

typedef enum
{
  HW_MOUNTING_EIA,
  HW_MOUNTING_OCP,
  HW_MOUNTING_MGX,
  HW_MOUNTING_SIDE,
  HW_MOUNTING_FLOOR,
  HW_MOUNTING_DOOR,
  HW_MOUNTING_COMPONENT,
  HW_N_MOUNTINGS,
} HwMounting;

const char *hw_mounting_name (HwMounting mounting);
gboolean hw_mounting_find (const char *name, HwMounting *mounting);

typedef struct
{
  char *id;
  char *address; /* nullable */
  char *title;
  char *date; /* ISO 8601, nullable */
} HwSource;

typedef enum
{
  HW_FIGURE_ABSENT,
  HW_FIGURE_VALUE,
  HW_FIGURE_UNKNOWN,
  HW_FIGURE_UNSUPPORTED, /* zero, and known to be */
} HwFigureState;

typedef struct
{
  HwField field;
  HwFigureState state;
  double value;   /* SI */
  double low;     /* SI; equal to value where no range is known */
  double high;    /* SI */
  double printed; /* as the source prints it, in unit */
  double printed_low, printed_high;
  gboolean ranged;
  const HwUnit *unit;     /* nullable */
  char basis;             /* D T C E A, or 0 */
  char confidence;        /* h m l, or 0 */
  const HwSource *source; /* nullable; owned by the catalogue */
  char *note;             /* nullable */
  char *reason;           /* of unknown and unsupported */
} HwFigure;

/* One device of an assembly. */
typedef struct
{
  char *product; /* id */
  char *name;
  gint16 position; /* half units from the bottom, 0 the lowest */
  guint8 face;     /* HwFace */
} HwPart;

/* What one part of that product carries of the assembly's figure. */
typedef struct
{
  char *product; /* id of the part's or the rack's product */
  HwFigure figure;
} HwAllocation;

typedef struct
{
  char *id;
  char *name;
  char *maker;       /* nullable */
  char *description; /* nullable */
  HwProductKind kind;
  HwMounting mounting;
  GArray *figures;          /* HwFigure, at most one a field */
  gint8 index[HW_N_FIELDS]; /* into figures, -1 absent */
  /* assemblies only */
  char *rack;          /* product id */
  GArray *parts;       /* HwPart, from the top */
  GArray *allocations; /* HwAllocation */
  /* set by the catalogue that holds it */
  guint32 number; /* 1 for the first of its catalogue */
  /* derived from the figures when the catalogue takes the product; of an assembly those of its rack
   */
  gint16 half_units;      /* height of a device, or capacity of a rack; 0 where it has none */
  gint32 width_mm;        /* 0 where unknown */
  gint32 depth_mm;        /* 0 where unknown: counts as full depth */
  gint32 height_mm;       /* 0 where unknown */
  gint32 usable_depth_mm; /* racks; the depth where not stated */
} HwProduct;

HwProduct *
hw_product_new (const char *id, const char *name, HwProductKind kind, HwMounting mounting);
void hw_product_free (HwProduct *product);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwProduct, hw_product_free)

/* Returns: (transfer full): a deep copy; its sources are still those of the old catalogue */
HwProduct *hw_product_copy (const HwProduct *product);

/* Takes a copy of @figure; FALSE where the field is there already. */
gboolean hw_product_add_figure (HwProduct *product, const HwFigure *figure);

/* Returns: (nullable): the figure, absent where %NULL */
const HwFigure *hw_product_figure (const HwProduct *product, HwField field);

/* SI value of a figure; NAN where absent or unknown, 0 where unsupported. */
double hw_product_value (const HwProduct *product, HwField field);

/* Whether it goes into a slot of a rack, or stands on the floor. */
gboolean hw_product_is_device (const HwProduct *product);
gboolean hw_product_is_floor (const HwProduct *product);

void hw_figure_clear (HwFigure *figure);
void hw_figure_copy (HwFigure *to, const HwFigure *from);

G_END_DECLS
