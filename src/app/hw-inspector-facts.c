/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-inspector-facts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-air-zone.h"
#include "hw-fact-row.h"
#include "hw-figure-card.h"

/* From nine tenths of a limit on it is said to be near. */
#define NEAR 0.9
/* Capacity holds up to the limit and the rounding of sums. */
#define TOLERANCE (1 + 1e-9)

static void
add_fact (GtkBox *box, const char *label, const char *value, const char *key, HwFactState state)
{
  GtkWidget *row = hw_fact_row_new (label);

  hw_fact_row_show (HW_FACT_ROW (row), value, key, state);
  gtk_box_append (box, row);
}

static char *
dup_key (HwDesign *design, HwTotal total, HwRef ref)
{
  char buffer[HW_ID_SIZE];

  return g_strdup_printf ("%s@%s", hw_total_key (total), hw_design_id_text (design, ref, buffer));
}

static HwFactState
state_of (double value, double limit)
{
  if (isnan (limit) || limit <= 0)
    return HW_FACT_PLAIN;
  if (value > limit * TOLERANCE)
    return HW_FACT_OVER;
  return value > limit * NEAR ? HW_FACT_NEAR : HW_FACT_PLAIN;
}

static char *
dup_of_limit (HwDimension dimension, double value, double limit)
{
  g_autofree char *used = hw_quantity_format (dimension, value, NULL);
  g_autofree char *available = NULL;

  if (isnan (limit))
    return g_steal_pointer (&used);
  available = hw_quantity_format (dimension, limit, NULL);
  return g_strdup_printf (_ ("%s of %s"), used, available);
}

/* A sum over the object; left out where there is nothing of it. */
static void
add_total (GtkBox *box, HwResults *results, HwRef ref, const char *label, HwTotal total)
{
  HwDesign *design = hw_results_get_design (results);
  HwSum sum = hw_results_total (results, total, ref);
  const char *currency = hw_design_text (design, hw_design_get_site (design)->currency);
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;

  if (sum.n_known + sum.n_unknown == 0 || (sum.n_unknown == 0 && sum.high == 0))
    return;
  text = hw_sum_dup_text (&sum, hw_total_dimension (total), currency);
  key = dup_key (design, total, ref);
  add_fact (box, label, text, key, HW_FACT_PLAIN);
}

static void
add_limited (GtkBox *box,
             HwDesign *design,
             HwRef ref,
             const char *label,
             HwTotal total,
             HwDimension dimension,
             double value,
             double limit)
{
  g_autofree char *text = dup_of_limit (dimension, value, limit);
  g_autofree char *key = dup_key (design, total, ref);

  add_fact (box, label, text, key, state_of (value, limit));
}

static const char *
containment_name (HwDesign *design, HwHandle row)
{
  return hw_design_text (design,
                         ((const HwRow *)hw_design_row (design, HW_TABLE_ROW, row))->containment);
}

/* Whose air a room cooler cools. */
static void
add_cooled (GtkBox *box, HwResults *results, HwHandle rack)
{
  HwDesign *design = hw_results_get_design (results);
  HwHandle hall = hw_design_get_rack (design, rack)->object.parent;
  HwHandle zone;

  if (!hw_air_is_cooler (hw_design_rack_product (design, rack)))
    return;
  zone = hw_results_air_zone_of (results, rack);
  add_fact (box,
            _ ("Cools the air of"),
            zone != 0 ? containment_name (design, zone)
                      : hw_design_name (design, HW_REF (HW_TABLE_HALL, hall)),
            NULL,
            HW_FACT_PLAIN);
}

static void
add_rack (GtkBox *box, HwResults *results, HwRef ref)
{
  HwDesign *design = hw_results_get_design (results);
  const HwSite *site = hw_design_get_site (design);
  const HwRackFigures *rack = hw_results_rack (results, ref.handle);
  g_autofree char *units = NULL;

  if (rack->half_units > 0)
    {
      units
          = g_strdup_printf (_ ("%g of %g U"), rack->used_half_units / 2.0, rack->half_units / 2.0);
      add_fact (box, _ ("Units in use"), units, NULL, HW_FACT_PLAIN);
    }
  /* A CDU in the rack draws from the same entry. */
  if (hw_rack_figures_load (rack) > 0 || !isnan (rack->limit_w))
    add_limited (box,
                 design,
                 ref,
                 rack->other_w > 0 ? _ ("Rack power") : _ ("IT power, nameplate"),
                 HW_TOTAL_IT_NAMEPLATE,
                 HW_DIMENSION_POWER,
                 hw_rack_figures_load (rack),
                 rack->limit_w);
  add_total (box, results, ref, _ ("IT power, expected"), HW_TOTAL_IT_EXPECTED);
  add_total (box, results, ref, _ ("Other power"), HW_TOTAL_OTHER_NAMEPLATE);
  add_total (box, results, ref, _ ("Heat to liquid"), HW_TOTAL_LIQUID);
  add_total (box, results, ref, _ ("Heat to air"), HW_TOTAL_AIR);
  add_total (box, results, ref, _ ("Compute, FP8 dense"), HW_TOTAL_FP8_DENSE);
  add_total (box, results, ref, _ ("GPUs"), HW_TOTAL_GPUS);
  add_total (box, results, ref, _ ("Mass"), HW_TOTAL_MASS);
  if (!isnan (rack->load_limit_kg))
    add_limited (box,
                 design,
                 ref,
                 _ ("Mounted load"),
                 HW_TOTAL_MASS,
                 HW_DIMENSION_MASS,
                 rack->mounted_kg,
                 rack->load_limit_kg);
  if (rack->spread_pa > 0)
    add_limited (box,
                 design,
                 ref,
                 _ ("Floor load, spread"),
                 HW_TOTAL_MASS,
                 HW_DIMENSION_PRESSURE,
                 rack->spread_pa,
                 site->floor_limit_pa);
  if (rack->foot_n > 0)
    add_limited (box,
                 design,
                 ref,
                 _ ("Load of one foot"),
                 HW_TOTAL_MASS,
                 HW_DIMENSION_FORCE,
                 rack->foot_n,
                 site->foot_limit_n);
  add_total (box, results, ref, _ ("Capital"), HW_TOTAL_CAPEX);
}

/* How far a device reaches into its rack. */
static void
add_depth (GtkBox *box, HwDesign *design, HwHandle handle)
{
  const HwDevice *device = hw_design_get_device (design, handle);
  const HwProduct *product = hw_design_device_product (design, handle);
  gint32 room = hw_design_rack_product (design, device->object.parent)->usable_depth_mm;
  g_autofree char *depth = NULL;
  g_autofree char *available = NULL;
  g_autofree char *text = NULL;

  if (product->depth_mm <= 0)
    return;
  depth = hw_quantity_format (HW_DIMENSION_NONE, product->depth_mm, NULL);
  available = hw_quantity_format (HW_DIMENSION_NONE, room, NULL);
  if (room > 0)
    text = g_strdup_printf (_ ("%s of %s mm"), depth, available);
  else
    text = g_strdup_printf (_ ("%s mm"), depth);
  add_fact (box,
            _ ("Depth"),
            text,
            NULL,
            room > 0 && product->depth_mm > room ? HW_FACT_OVER : HW_FACT_PLAIN);
}

static void
add_any (GtkBox *box, HwResults *results, HwRef ref)
{
  add_total (box, results, ref, _ ("Racks"), HW_TOTAL_RACKS);
  add_total (box, results, ref, _ ("GPUs"), HW_TOTAL_GPUS);
  add_total (box, results, ref, _ ("Compute, FP8 dense"), HW_TOTAL_FP8_DENSE);
  add_total (box, results, ref, _ ("IT power, nameplate"), HW_TOTAL_IT_NAMEPLATE);
  add_total (box, results, ref, _ ("IT power, expected"), HW_TOTAL_IT_EXPECTED);
  add_total (box, results, ref, _ ("Other power"), HW_TOTAL_OTHER_NAMEPLATE);
  add_total (box, results, ref, _ ("Heat to liquid"), HW_TOTAL_LIQUID);
  add_total (box, results, ref, _ ("Heat to air"), HW_TOTAL_AIR);
  add_total (box, results, ref, _ ("Mass"), HW_TOTAL_MASS);
  add_total (box, results, ref, _ ("Capital"), HW_TOTAL_CAPEX);
}

/* The air of a zone, against what its coolers carry.
 * @heat_label: @flow_label: (transfer full) */
static void
add_air_zone (GtkBox *box,
              HwResults *results,
              HwHandle hall,
              HwHandle zone,
              char *heat_label,
              char *flow_label)
{
  HwAirZone air = hw_results_air_zone (results, hall, zone);
  gboolean known = air.n_coolers > 0 && air.n_unknown == 0;
  double heat_limit = known ? air.capacity_w : NAN, flow_limit = known ? air.capacity_m3_s : NAN;
  g_autofree char *heat_name = heat_label;
  g_autofree char *flow_name = flow_label;
  g_autofree char *heat = NULL;
  g_autofree char *flow = NULL;

  if (!(air.heat_w > 0) && air.n_coolers == 0)
    return;
  heat = dup_of_limit (HW_DIMENSION_POWER, air.heat_w, heat_limit);
  flow = known ? g_strdup_printf (_ ("%.1f of %.1f m³/s"), air.flow_m3_s, air.capacity_m3_s)
               : g_strdup_printf (_ ("%.1f m³/s"), air.flow_m3_s);
  add_fact (box, heat_name, heat, NULL, state_of (air.heat_w, heat_limit));
  add_fact (box, flow_name, flow, NULL, state_of (air.flow_m3_s, flow_limit));
}

/* Of a row the air of the zone that it is in, where its aisle is contained. */
static void
add_air_of_row (GtkBox *box, HwResults *results, HwHandle handle)
{
  HwDesign *design = hw_results_get_design (results);
  const HwRow *row = hw_design_row (design, HW_TABLE_ROW, handle);
  HwHandle zone = hw_results_air_zone_of_row (results, handle);
  const char *name = containment_name (design, handle);

  if (*name == '\0')
    return;
  add_fact (box, _ ("Contained aisle"), name, NULL, HW_FACT_PLAIN);
  if (zone == 0)
    add_fact (box, _ ("Its room coolers"), _ ("those of the hall"), NULL, HW_FACT_PLAIN);
  else
    add_air_zone (box,
                  results,
                  row->object.parent,
                  zone,
                  g_strdup (_ ("Heat in the air")),
                  g_strdup (_ ("Air moved")));
}

/* Of a hall that of each of its zones. */
static void
add_air_of_hall (GtkBox *box, HwResults *results, HwHandle hall)
{
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (GArray) zones = hw_results_air_zones (results, hall);

  for (guint i = 0; i < zones->len; i++)
    {
      HwHandle zone = g_array_index (zones, HwHandle, i);
      const char *name
          = zone != 0 ? containment_name (design, zone) : _ ("outside of containments");
      gboolean one = zones->len == 1;

      add_air_zone (box,
                    results,
                    hall,
                    zone,
                    one ? g_strdup (_ ("Heat in the air"))
                        : g_strdup_printf (_ ("Heat in the air, %s"), name),
                    one ? g_strdup (_ ("Air moved")) : g_strdup_printf (_ ("Air moved, %s"), name));
    }
}

void
hw_inspector_facts_fill (GtkBox *box, HwResults *results, HwRef ref)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  if (ref.handle == 0)
    return;
  if (ref.table == HW_TABLE_RACK)
    add_rack (box, results, ref);
  else if (ref.table == HW_TABLE_DEVICE || ref.table == HW_TABLE_HALL || ref.table == HW_TABLE_ROW)
    add_any (box, results, ref);
  if (ref.table == HW_TABLE_RACK)
    add_cooled (box, results, ref.handle);
  if (ref.table == HW_TABLE_ROW)
    add_air_of_row (box, results, ref.handle);
  if (ref.table == HW_TABLE_HALL)
    add_air_of_hall (box, results, ref.handle);
  if (ref.table == HW_TABLE_DEVICE)
    add_depth (box, hw_results_get_design (results), ref.handle);
}
