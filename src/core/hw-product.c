/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-product.h"
#include "hw-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *label;
  HwDimension dimension;
} fields[HW_N_FIELDS] = {
  [HW_FIELD_RACK_UNITS] = { "rack-units", N_ ("Height in rack units"), HW_DIMENSION_RACK_UNITS },
  [HW_FIELD_HEIGHT] = { "height", N_ ("Height"), HW_DIMENSION_LENGTH },
  [HW_FIELD_WIDTH] = { "width", N_ ("Width"), HW_DIMENSION_LENGTH },
  [HW_FIELD_DEPTH] = { "depth", N_ ("Depth"), HW_DIMENSION_LENGTH },
  [HW_FIELD_CAPACITY_UNITS]
  = { "capacity-units", N_ ("Rack units offered"), HW_DIMENSION_RACK_UNITS },
  [HW_FIELD_USABLE_DEPTH] = { "usable-depth", N_ ("Usable depth"), HW_DIMENSION_LENGTH },
  [HW_FIELD_MASS] = { "mass", N_ ("Mass"), HW_DIMENSION_MASS },
  [HW_FIELD_LOAD_STATIC] = { "load-static", N_ ("Static load limit"), HW_DIMENSION_MASS },
  [HW_FIELD_LOAD_DYNAMIC] = { "load-dynamic", N_ ("Rolling load limit"), HW_DIMENSION_MASS },
  [HW_FIELD_POWER_LIMIT] = { "power-limit", N_ ("Power limit"), HW_DIMENSION_POWER },
  [HW_FIELD_GPUS] = { "gpus", N_ ("GPUs"), HW_DIMENSION_NONE },
  [HW_FIELD_CPUS] = { "cpus", N_ ("CPUs"), HW_DIMENSION_NONE },
  [HW_FIELD_FP4_DENSE] = { "fp4-dense", N_ ("FP4 dense"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_FP4_SPARSE] = { "fp4-sparse", N_ ("FP4 sparse"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_FP8_DENSE] = { "fp8-dense", N_ ("FP8 dense"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_FP8_SPARSE] = { "fp8-sparse", N_ ("FP8 sparse"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_INT8_DENSE] = { "int8-dense", N_ ("INT8 dense"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_INT8_SPARSE] = { "int8-sparse", N_ ("INT8 sparse"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_FP16_DENSE] = { "fp16-dense", N_ ("FP16/BF16 dense"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_FP16_SPARSE] = { "fp16-sparse", N_ ("FP16/BF16 sparse"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_TF32_DENSE] = { "tf32-dense", N_ ("TF32 dense"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_TF32_SPARSE] = { "tf32-sparse", N_ ("TF32 sparse"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_FP64_DENSE] = { "fp64-dense", N_ ("FP64 dense"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_FP64_SPARSE] = { "fp64-sparse", N_ ("FP64 sparse"), HW_DIMENSION_OPERATIONS },
  [HW_FIELD_HBM] = { "hbm", N_ ("HBM"), HW_DIMENSION_BYTES },
  [HW_FIELD_HBM_BANDWIDTH] = { "hbm-bandwidth", N_ ("HBM bandwidth"), HW_DIMENSION_BYTE_RATE },
  [HW_FIELD_CPU_MEMORY] = { "cpu-memory", N_ ("CPU memory"), HW_DIMENSION_BYTES },
  [HW_FIELD_NVLINK_BANDWIDTH]
  = { "nvlink-bandwidth", N_ ("NVLink bandwidth"), HW_DIMENSION_BYTE_RATE },
  [HW_FIELD_GPU_POWER] = { "gpu-power", N_ ("Power of one GPU"), HW_DIMENSION_POWER },
  [HW_FIELD_POWER_NAMEPLATE] = { "power-nameplate", N_ ("Power, nameplate"), HW_DIMENSION_POWER },
  [HW_FIELD_POWER_EXPECTED] = { "power-expected", N_ ("Power, expected"), HW_DIMENSION_POWER },
  [HW_FIELD_POWER_TYPICAL] = { "power-typical", N_ ("Power, typical"), HW_DIMENSION_POWER },
  [HW_FIELD_POWER_PEAK] = { "power-peak", N_ ("Power, electrical peak"), HW_DIMENSION_POWER },
  [HW_FIELD_PSU_COUNT] = { "psu-count", N_ ("Power supplies"), HW_DIMENSION_NONE },
  [HW_FIELD_PSU_RATING] = { "psu-rating", N_ ("Rating of a supply"), HW_DIMENSION_POWER },
  [HW_FIELD_POWER_CAPACITY]
  = { "power-capacity", N_ ("Power delivered at most"), HW_DIMENSION_POWER },
  [HW_FIELD_HEAT_LIQUID] = { "heat-liquid", N_ ("Heat to liquid"), HW_DIMENSION_POWER },
  [HW_FIELD_HEAT_AIR] = { "heat-air", N_ ("Heat to air"), HW_DIMENSION_POWER },
  [HW_FIELD_AIRFLOW] = { "airflow", N_ ("Airflow"), HW_DIMENSION_FLOW },
  [HW_FIELD_INLET_TEMPERATURE_MIN]
  = { "inlet-temperature-min", N_ ("Lowest air inlet"), HW_DIMENSION_TEMPERATURE },
  [HW_FIELD_INLET_TEMPERATURE_MAX]
  = { "inlet-temperature-max", N_ ("Highest air inlet"), HW_DIMENSION_TEMPERATURE },
  [HW_FIELD_COOLANT_FLOW_MAX]
  = { "coolant-flow-max", N_ ("Highest coolant flow"), HW_DIMENSION_FLOW },
  [HW_FIELD_COOLANT_SUPPLY_MIN]
  = { "coolant-supply-min", N_ ("Lowest coolant supply"), HW_DIMENSION_TEMPERATURE },
  [HW_FIELD_COOLANT_SUPPLY_MAX]
  = { "coolant-supply-max", N_ ("Highest coolant supply"), HW_DIMENSION_TEMPERATURE },
  [HW_FIELD_COOLANT_RETURN_MAX]
  = { "coolant-return-max", N_ ("Highest coolant return"), HW_DIMENSION_TEMPERATURE },
  [HW_FIELD_COOLANT_VOLUME] = { "coolant-volume", N_ ("Coolant volume"), HW_DIMENSION_VOLUME },
  [HW_FIELD_COOLING_CAPACITY] = { "cooling-capacity", N_ ("Cooling capacity"), HW_DIMENSION_POWER },
  [HW_FIELD_APPROACH] = { "approach", N_ ("Approach temperature"), HW_DIMENSION_DIFFERENCE },
  [HW_FIELD_COOLANT_FLOW] = { "coolant-flow", N_ ("Coolant flow"), HW_DIMENSION_FLOW },
  [HW_FIELD_EXTERNAL_HEAD] = { "external-head", N_ ("External head"), HW_DIMENSION_PRESSURE },
  [HW_FIELD_PUMPS] = { "pumps", N_ ("Pumps"), HW_DIMENSION_NONE },
  [HW_FIELD_PORTS] = { "ports", N_ ("Ports"), HW_DIMENSION_NONE },
  [HW_FIELD_PORT_SPEED] = { "port-speed", N_ ("Speed of a port"), HW_DIMENSION_BIT_RATE },
  [HW_FIELD_THROUGHPUT] = { "throughput", N_ ("Throughput"), HW_DIMENSION_BIT_RATE },
  [HW_FIELD_CAGES] = { "cages", N_ ("Cages"), HW_DIMENSION_NONE },
  [HW_FIELD_STORAGE_PORTS] = { "storage-ports", N_ ("Storage ports"), HW_DIMENSION_NONE },
  [HW_FIELD_STORAGE_SPEED]
  = { "storage-speed", N_ ("Speed of a storage port"), HW_DIMENSION_BIT_RATE },
  [HW_FIELD_IN_BAND_PORTS] = { "in-band-ports", N_ ("In-band ports"), HW_DIMENSION_NONE },
  [HW_FIELD_IN_BAND_SPEED]
  = { "in-band-speed", N_ ("Speed of an in-band port"), HW_DIMENSION_BIT_RATE },
  [HW_FIELD_REACH] = { "reach", N_ ("Reach"), HW_DIMENSION_LENGTH },
  [HW_FIELD_DIAMETER] = { "diameter", N_ ("Diameter"), HW_DIMENSION_LENGTH },
  [HW_FIELD_INPUT_VOLTAGE] = { "input-voltage", N_ ("Input voltage"), HW_DIMENSION_VOLTAGE },
  [HW_FIELD_INPUT_CURRENT] = { "input-current", N_ ("Input current"), HW_DIMENSION_CURRENT },
  [HW_FIELD_PRICE] = { "price", N_ ("Price"), HW_DIMENSION_MONEY },
  [HW_FIELD_APPARENT_CAPACITY]
  = { "apparent-capacity", N_ ("Apparent power delivered at most"), HW_DIMENSION_APPARENT },
  [HW_FIELD_NO_LOAD_LOSS] = { "no-load-loss", N_ ("Loss without load"), HW_DIMENSION_POWER },
  [HW_FIELD_LOAD_LOSS] = { "load-loss", N_ ("Loss by load, at the rating"), HW_DIMENSION_POWER },
  [HW_FIELD_EFFICIENCY_25]
  = { "efficiency-25", N_ ("Efficiency at a quarter of the rating"), HW_DIMENSION_SHARE },
  [HW_FIELD_EFFICIENCY_50]
  = { "efficiency-50", N_ ("Efficiency at half the rating"), HW_DIMENSION_SHARE },
  [HW_FIELD_EFFICIENCY_75]
  = { "efficiency-75", N_ ("Efficiency at three quarters of the rating"), HW_DIMENSION_SHARE },
  [HW_FIELD_EFFICIENCY_100]
  = { "efficiency-100", N_ ("Efficiency at the rating"), HW_DIMENSION_SHARE },
  [HW_FIELD_AUTONOMY] = { "autonomy", N_ ("Time on the battery at the rating"), HW_DIMENSION_TIME },
  [HW_FIELD_FUEL_RATE] = { "fuel-rate", N_ ("Fuel at the rating"), HW_DIMENSION_FLOW },
  [HW_FIELD_FUEL_VOLUME] = { "fuel-volume", N_ ("Fuel in its tank"), HW_DIMENSION_VOLUME },
  [HW_FIELD_COST + HW_COST_ELECTRICITY]
  = { "electricity-price", N_ ("Electricity, a kWh"), HW_DIMENSION_MONEY },
  [HW_FIELD_COST + HW_COST_PUE]
  = { "assumed-pue", N_ ("PUE where none is computed"), HW_DIMENSION_NONE },
  [HW_FIELD_COST + HW_COST_SOLD]
  = { "sold-utilisation", N_ ("GPU-hours sold, of all"), HW_DIMENSION_SHARE },
  [HW_FIELD_COST + HW_COST_INTEREST]
  = { "interest-rate", N_ ("Interest a year"), HW_DIMENSION_SHARE },
  [HW_FIELD_COST + HW_COST_IT_MONTHS]
  = { "it-months", N_ ("Life of the equipment, months"), HW_DIMENSION_NONE },
  [HW_FIELD_COST + HW_COST_NETWORK_MONTHS]
  = { "network-months", N_ ("Life of the network, months"), HW_DIMENSION_NONE },
  [HW_FIELD_COST + HW_COST_FACILITY_MONTHS]
  = { "facility-months", N_ ("Life of the facility, months"), HW_DIMENSION_NONE },
  [HW_FIELD_COST + HW_COST_RESIDUAL]
  = { "residual-ratio", N_ ("Residual value of the equipment"), HW_DIMENSION_SHARE },
  [HW_FIELD_COST + HW_COST_FACILITY]
  = { "facility-price-per-w", N_ ("Facility, a W of IT power"), HW_DIMENSION_MONEY },
  [HW_FIELD_COST + HW_COST_FACILITY_FACTOR]
  = { "facility-factor", N_ ("Facility for AI over a conventional one"), HW_DIMENSION_NONE },
  [HW_FIELD_COST + HW_COST_PLANT]
  = { "plant-share", N_ ("Plant, share of the facility"), HW_DIMENSION_SHARE },
  [HW_FIELD_COST + HW_COST_COOLING_PLANT]
  = { "cooling-plant-share", N_ ("Cooling, share of the plant"), HW_DIMENSION_SHARE },
  [HW_FIELD_COST + HW_COST_INSTALLATION]
  = { "installation-ratio", N_ ("Installation, of the equipment"), HW_DIMENSION_SHARE },
  [HW_FIELD_COST + HW_COST_CONTINGENCY]
  = { "contingency-ratio", N_ ("Contingency, of facility and installation"), HW_DIMENSION_SHARE },
  [HW_FIELD_COST + HW_COST_MAINTENANCE]
  = { "maintenance-ratio", N_ ("Maintenance a year, of the equipment"), HW_DIMENSION_SHARE },
  [HW_FIELD_COST + HW_COST_FACILITY_MAINTENANCE] = { "facility-upkeep-per-w-month",
                                                     N_ ("Upkeep of the facility, a W and month"),
                                                     HW_DIMENSION_MONEY },
  [HW_FIELD_COST + HW_COST_STAFF]
  = { "staff-per-mw-year", N_ ("Staff, a MW and year"), HW_DIMENSION_MONEY },
  [HW_FIELD_COST + HW_COST_WATER_USE]
  = { "water-l-per-kwh", N_ ("Water, litres a kWh of IT"), HW_DIMENSION_NONE },
  [HW_FIELD_COST + HW_COST_WATER]
  = { "water-price-per-m3", N_ ("Water, a m³"), HW_DIMENSION_MONEY },
  [HW_FIELD_COST + HW_COST_YEARS] = { "tco-years", N_ ("Years of ownership"), HW_DIMENSION_NONE },
};

G_STATIC_ASSERT (HW_N_FIELDS - HW_FIELD_COST == HW_N_COST_INPUTS);

static const struct
{
  const char *name;
  const char *label;
  HwFamily family;
  gboolean it;
} kinds[HW_N_KINDS] = {
  [HW_KIND_SERVER] = { "server", N_ ("Server"), HW_FAMILY_COMPUTE, TRUE },
  [HW_KIND_COMPUTE_TRAY] = { "compute-tray", N_ ("Compute tray"), HW_FAMILY_COMPUTE, TRUE },
  [HW_KIND_SUPERCHIP] = { "superchip", N_ ("Superchip"), HW_FAMILY_COMPUTE, TRUE },
  [HW_KIND_GPU] = { "gpu", N_ ("GPU"), HW_FAMILY_COMPUTE, TRUE },
  [HW_KIND_NVLINK_SWITCH] = { "nvlink-switch", N_ ("NVLink switch"), HW_FAMILY_NVLINK, TRUE },
  [HW_KIND_INFINIBAND_SWITCH]
  = { "infiniband-switch", N_ ("InfiniBand switch"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_ETHERNET_SWITCH]
  = { "ethernet-switch", N_ ("Ethernet switch"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_MANAGEMENT] = { "management", N_ ("Management"), HW_FAMILY_STORAGE, TRUE },
  [HW_KIND_STORAGE] = { "storage", N_ ("Storage"), HW_FAMILY_STORAGE, TRUE },
  [HW_KIND_POWER_SHELF] = { "power-shelf", N_ ("Power shelf"), HW_FAMILY_POWER, TRUE },
  [HW_KIND_RACK_PDU] = { "rack-pdu", N_ ("Rack PDU"), HW_FAMILY_POWER, TRUE },
  [HW_KIND_CDU_RACK] = { "cdu-rack", N_ ("In-rack CDU"), HW_FAMILY_COOLING, FALSE },
  [HW_KIND_CDU_ROW] = { "cdu-row", N_ ("Row CDU"), HW_FAMILY_COOLING, FALSE },
  [HW_KIND_SIDECAR] = { "sidecar", N_ ("Side-car, liquid to air"), HW_FAMILY_COOLING, FALSE },
  [HW_KIND_REAR_DOOR] = { "rear-door", N_ ("Rear-door exchanger"), HW_FAMILY_COOLING, FALSE },
  [HW_KIND_CRAH] = { "crah", N_ ("Air handler"), HW_FAMILY_COOLING, FALSE },
  [HW_KIND_FAN_WALL] = { "fan-wall", N_ ("Fan wall"), HW_FAMILY_COOLING, FALSE },
  [HW_KIND_UPS] = { "ups", N_ ("UPS"), HW_FAMILY_POWER, FALSE },
  [HW_KIND_TRANSFORMER] = { "transformer", N_ ("Transformer"), HW_FAMILY_POWER, FALSE },
  [HW_KIND_GENERATOR] = { "generator", N_ ("Generator"), HW_FAMILY_POWER, FALSE },
  [HW_KIND_SWITCHGEAR] = { "switchgear", N_ ("Switchgear"), HW_FAMILY_POWER, FALSE },
  [HW_KIND_PDU] = { "pdu", N_ ("Floor PDU"), HW_FAMILY_POWER, FALSE },
  [HW_KIND_RACK] = { "rack", N_ ("Rack"), HW_FAMILY_RACK, TRUE },
  [HW_KIND_BLANKING] = { "blanking", N_ ("Blanking panel"), HW_FAMILY_OTHER, TRUE },
  [HW_KIND_GENERIC] = { "generic", N_ ("Generic"), HW_FAMILY_OTHER, TRUE },
  [HW_KIND_COPPER_CABLE] = { "copper-cable", N_ ("Copper cable"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_COPPER_SPLITTER]
  = { "copper-splitter", N_ ("Copper splitter cable"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_ACTIVE_COPPER_CABLE]
  = { "active-copper-cable", N_ ("Active copper cable"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_ACTIVE_OPTICAL_CABLE]
  = { "active-optical-cable", N_ ("Active optical cable"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_MULTIMODE_FIBRE]
  = { "multimode-fibre", N_ ("Multimode fibre"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_SINGLE_MODE_FIBRE]
  = { "single-mode-fibre", N_ ("Single-mode fibre"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_MULTIMODE_TRANSCEIVER]
  = { "multimode-transceiver", N_ ("Multimode transceiver"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_SINGLE_MODE_TRANSCEIVER]
  = { "single-mode-transceiver", N_ ("Single-mode transceiver"), HW_FAMILY_NETWORK, TRUE },
  [HW_KIND_PRICE_LIST] = { "price-list", N_ ("Price list"), HW_FAMILY_OTHER, FALSE },
  [HW_KIND_ASSEMBLY] = { "assembly", N_ ("Rack-scale system"), HW_FAMILY_COMPUTE, TRUE },
};

static const char *const families[HW_N_FAMILIES] = {
  [HW_FAMILY_COMPUTE] = N_ ("Compute"), [HW_FAMILY_NVLINK] = N_ ("NVLink"),
  [HW_FAMILY_NETWORK] = N_ ("Network"), [HW_FAMILY_COOLING] = N_ ("Cooling"),
  [HW_FAMILY_POWER] = N_ ("Power"),     [HW_FAMILY_STORAGE] = N_ ("Storage and management"),
  [HW_FAMILY_RACK] = N_ ("Racks"),      [HW_FAMILY_OTHER] = N_ ("Other"),
};

static const char *const mountings[HW_N_MOUNTINGS] = {
  [HW_MOUNTING_EIA] = "eia",
  [HW_MOUNTING_OCP] = "ocp",
  [HW_MOUNTING_MGX] = "mgx",
  [HW_MOUNTING_SIDE] = "side",
  [HW_MOUNTING_FLOOR] = "floor",
  [HW_MOUNTING_DOOR] = "door",
  [HW_MOUNTING_COMPONENT] = "component",
};

const char *
hw_field_name (HwField field)
{
  return fields[field].name;
}

const char *
hw_field_label (HwField field)
{
  return _ (fields[field].label);
}

HwDimension
hw_field_dimension (HwField field)
{
  return fields[field].dimension;
}

gboolean
hw_field_find (const char *name, HwField *field)
{
  for (guint i = 0; i < HW_N_FIELDS; i++)
    if (strcmp (fields[i].name, name) == 0)
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}

const char *
hw_kind_name (HwProductKind kind)
{
  return kinds[kind].name;
}

const char *
hw_kind_label (HwProductKind kind)
{
  return _ (kinds[kind].label);
}

char *
hw_kind_and_name (const char *kind, const char *name)
{
  g_autofree char *folded_kind = g_utf8_casefold (kind, -1);
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  gsize length = strlen (folded_kind);

  /* A name that goes on with letters is another word. */
  if (g_str_has_prefix (folded_name, folded_kind)
      && !g_unichar_isalpha (g_utf8_get_char (folded_name + length)))
    return g_strdup (name);
  return g_strdup_printf (_ ("%s %s"), kind, name);
}

gboolean
hw_kind_find (const char *name, HwProductKind *kind)
{
  for (guint i = 0; i < HW_N_KINDS; i++)
    if (strcmp (kinds[i].name, name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

HwFamily
hw_kind_family (HwProductKind kind)
{
  return kinds[kind].family;
}

const char *
hw_family_label (HwFamily family)
{
  return _ (families[family]);
}

gboolean
hw_kind_is_cabling (HwProductKind kind)
{
  return kind >= HW_KIND_COPPER_CABLE && kind <= HW_KIND_SINGLE_MODE_TRANSCEIVER;
}

gboolean
hw_kind_is_it (HwProductKind kind)
{
  return kinds[kind].it;
}

const char *
hw_mounting_name (HwMounting mounting)
{
  return mountings[mounting];
}

gboolean
hw_mounting_find (const char *name, HwMounting *mounting)
{
  for (guint i = 0; i < HW_N_MOUNTINGS; i++)
    if (strcmp (mountings[i], name) == 0)
      {
        *mounting = i;
        return TRUE;
      }
  return FALSE;
}

void
hw_figure_clear (HwFigure *figure)
{
  g_clear_pointer (&figure->note, g_free);
  g_clear_pointer (&figure->reason, g_free);
}

void
hw_figure_copy (HwFigure *to, const HwFigure *from)
{
  *to = *from;
  to->note = g_strdup (from->note);
  to->reason = g_strdup (from->reason);
}

static void
part_clear (gpointer data)
{
  HwPart *part = data;

  g_free (part->product);
  g_free (part->name);
}

static void
allocation_clear (gpointer data)
{
  HwAllocation *allocation = data;

  g_free (allocation->product);
  hw_figure_clear (&allocation->figure);
}

HwProduct *
hw_product_new (const char *id, const char *name, HwProductKind kind, HwMounting mounting)
{
  HwProduct *product = g_new0 (HwProduct, 1);

  product->id = g_strdup (id);
  product->name = g_strdup (name);
  product->kind = kind;
  product->mounting = mounting;
  product->figures = g_array_new (FALSE, FALSE, sizeof (HwFigure));
  g_array_set_clear_func (product->figures, (GDestroyNotify)hw_figure_clear);
  memset (product->index, -1, sizeof product->index);
  product->parts = g_array_new (FALSE, FALSE, sizeof (HwPart));
  g_array_set_clear_func (product->parts, part_clear);
  product->allocations = g_array_new (FALSE, FALSE, sizeof (HwAllocation));
  g_array_set_clear_func (product->allocations, allocation_clear);
  return product;
}

void
hw_product_free (HwProduct *product)
{
  if (product == NULL)
    return;
  g_free (product->id);
  g_free (product->name);
  g_free (product->maker);
  g_free (product->description);
  g_free (product->rack);
  g_array_unref (product->figures);
  g_array_unref (product->parts);
  g_array_unref (product->allocations);
  g_free (product);
}

HwProduct *
hw_product_copy (const HwProduct *product)
{
  HwProduct *copy = hw_product_new (product->id, product->name, product->kind, product->mounting);

  copy->maker = g_strdup (product->maker);
  copy->description = g_strdup (product->description);
  copy->rack = g_strdup (product->rack);
  for (guint i = 0; i < product->figures->len; i++)
    hw_product_add_figure (copy, &g_array_index (product->figures, HwFigure, i));
  for (guint i = 0; i < product->parts->len; i++)
    {
      HwPart part = g_array_index (product->parts, HwPart, i);
      part.product = g_strdup (part.product);
      part.name = g_strdup (part.name);
      g_array_append_val (copy->parts, part);
    }
  for (guint i = 0; i < product->allocations->len; i++)
    {
      const HwAllocation *from = &g_array_index (product->allocations, HwAllocation, i);
      HwAllocation allocation = { g_strdup (from->product), { 0 } };
      hw_figure_copy (&allocation.figure, &from->figure);
      g_array_append_val (copy->allocations, allocation);
    }
  return copy;
}

gboolean
hw_product_add_figure (HwProduct *product, const HwFigure *figure)
{
  HwFigure copy;

  if (product->index[figure->field] >= 0)
    return FALSE;
  hw_figure_copy (&copy, figure);
  product->index[figure->field] = (gint8)product->figures->len;
  g_array_append_val (product->figures, copy);
  return TRUE;
}

const HwFigure *
hw_product_figure (const HwProduct *product, HwField field)
{
  gint8 index = product->index[field];

  return index < 0 ? NULL : &g_array_index (product->figures, HwFigure, index);
}

double
hw_product_value (const HwProduct *product, HwField field)
{
  const HwFigure *figure = hw_product_figure (product, field);

  if (figure == NULL || figure->state == HW_FIGURE_UNKNOWN || figure->state == HW_FIGURE_ABSENT)
    return NAN;
  return figure->state == HW_FIGURE_UNSUPPORTED ? 0 : figure->value;
}

gboolean
hw_product_is_device (const HwProduct *product)
{
  return product->kind != HW_KIND_RACK && product->kind != HW_KIND_ASSEMBLY
         && product->mounting != HW_MOUNTING_FLOOR && product->mounting != HW_MOUNTING_COMPONENT;
}

gboolean
hw_product_is_floor (const HwProduct *product)
{
  return product->kind == HW_KIND_RACK || product->kind == HW_KIND_ASSEMBLY
         || product->mounting == HW_MOUNTING_FLOOR;
}
