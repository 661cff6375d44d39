/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-template-private.h"

#include <math.h>

#include "hw-air-zone.h"
#include "hw-edit.h"
#include "hw-fabric-input.h"
#include "hw-fabric-name.h"
#include "hw-fabric-places.h"
#include "hw-operations.h"
#include "hw-placement.h"

#define PERIMETER_MM 1200
#define AISLE_MM 1200
/* NVIDIA's rows have at most 20 racks. */
#define ROW_RACKS 20
#define LENGTH_RATIO 2
/* A unit of eight GB200 NVL72 racks gives 920 kW to liquid: one carries it, one is spare. */
#define CDU "vertiv-coolchip-cdu-1350"
#define UNIT_CDUS 2
/* Switches in one network rack, an assumption: their cables and their power want room. */
#define RACK_SWITCHES 16
/* Servers stand from the third unit up, an assumption: the lowest are for cables and air. */
#define FIRST_HALF_UNIT 4
/* Standard ratings of breakers, A: NEC 240.6(A). */
static const double breakers_a[]
    = { 15,  20,  25,  30,  35,  40,  45,  50,  60,  70,  80,  90,  100, 110,
        125, 150, 175, 200, 225, 250, 300, 350, 400, 450, 500, 600, 700, 800 };

typedef struct
{
  HwDesign *design;
  HwCatalogue *catalogue;
  const HwSuperpod *plan;
  const HwProduct *node, *frame;
  const HwProduct *cdu; /* nullable: air-cooled */
  gint32 cdu_racks;     /* as many racks take up the width of a unit's CDUs */
  gint32 units;
  HwHandle hall, fabric, loop;
  gint32 width_mm, depth_mm; /* of a rack */
  gint32 unit_racks;         /* of one unit, with those of its leaves */
  gint32 unit_leaf_racks;
  gint32 row_racks; /* in a row of units */
  gint32 row, rack; /* where the next rack goes, and the row's number */
  gint32 columns;   /* of rows beside each other */
  HwHandle row_handle;
  gint32 racks_wide;  /* racks beside each other, so far */
  GArray *leaf_racks; /* HwHandle by unit and number */
} Builder;

/* --- rows --- */

static void
begin_row (Builder *self)
{
  g_autofree char *name = NULL;

  if (self->row_handle != 0)
    self->row++;
  name = hw_template_row_name ((guint)self->row);
  self->row_handle = hw_operation_add_row (self->design, self->hall, name);
  self->rack = 0;
}

/* Rows stand in pairs, front to front. */
static HwHandle
add_rack (Builder *self, const HwProduct *product, gint32 most, GError **error)
{
  g_autofree char *row = NULL;
  g_autofree char *name = NULL;
  gint32 line, column;
  HwHandle rack;

  if (self->row_handle == 0 || self->rack >= most)
    begin_row (self);
  line = self->row / self->columns;
  column = self->row % self->columns;
  row = hw_template_row_name ((guint)self->row);
  name = g_strdup_printf ("%s%02d", row, self->rack + 1);
  rack = hw_operation_add_rack (self->design,
                                self->hall,
                                self->row_handle,
                                self->catalogue,
                                product,
                                name,
                                PERIMETER_MM + column * (ROW_RACKS * self->width_mm + AISLE_MM)
                                    + self->rack * self->width_mm,
                                PERIMETER_MM + line * (self->depth_mm + AISLE_MM),
                                line % 2 == 0 ? 0 : 180,
                                error);
  self->rack++;
  self->racks_wide = MAX (self->racks_wide, column * ROW_RACKS + self->rack);
  return rack;
}

/* --- units --- */

static gboolean
fill_rack (Builder *self, HwHandle rack, gint32 unit, gint32 first, gint32 n, GError **error)
{
  for (gint32 i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("su%02d-dgx-%02d", unit + 1, first + i + 1);
      HwSlot slot = {
        (gint16)(FIRST_HALF_UNIT + i * self->node->half_units), HW_FACE_FRONT, HW_CHANNEL_NONE, 0
      };

      if (hw_operation_add_device (
              self->design, rack, self->catalogue, self->node, name, &slot, error)
          == 0)
        return FALSE;
    }
  return TRUE;
}

static void
connect_loop (Builder *self, HwHandle rack)
{
  HwRack row = *hw_design_get_rack (self->design, rack);

  row.loop = self->loop;
  hw_edit_set (self->design, HW_TABLE_RACK, rack, &row);
}

/* Two CDUs beside the racks of a unit, each of which carries it alone. */
static gboolean
add_cdus (Builder *self, GError **error)
{
  gint32 line = self->row / self->columns, column = self->row % self->columns;
  gint32 x = PERIMETER_MM + column * (ROW_RACKS * self->width_mm + AISLE_MM)
             + self->rack * self->width_mm;

  for (gint32 i = 0; i < UNIT_CDUS; i++)
    {
      g_autofree char *name = g_strdup_printf (
          "%s-cdu-%d", hw_design_name (self->design, HW_REF (HW_TABLE_LOOP, self->loop)), i + 1);
      HwHandle rack;

      rack = hw_operation_add_rack (self->design,
                                    self->hall,
                                    self->row_handle,
                                    self->catalogue,
                                    self->cdu,
                                    name,
                                    x + i * self->cdu->width_mm,
                                    PERIMETER_MM + line * (self->depth_mm + AISLE_MM),
                                    line % 2 == 0 ? 0 : 180,
                                    error);
      if (rack == 0)
        return FALSE;
      connect_loop (self, rack);
    }
  self->rack += self->cdu_racks;
  self->racks_wide = MAX (self->racks_wide, column * ROW_RACKS + self->rack);
  return TRUE;
}

/* One node gives way to the fabric managers. */
static gint32
nodes_of (Builder *self, gint32 unit)
{
  gboolean managed = self->plan->management_ports > 0 && unit == self->units - 1;

  return self->plan->unit_nodes - (managed ? 1 : 0);
}

static gboolean
add_unit (Builder *self, gint32 unit, GError **error)
{
  gint32 per_rack = MAX (self->plan->rack_nodes, 1);

  if (self->plan->rack_nodes == 0)
    self->loop = hw_operation_add_loop (self->design, NULL);
  for (gint32 first = 0; first < nodes_of (self, unit); first += per_rack)
    {
      HwHandle rack = add_rack (
          self, self->plan->rack_nodes > 0 ? self->frame : self->node, self->row_racks, error);
      gint32 n = MIN (per_rack, nodes_of (self, unit) - first);

      if (rack == 0)
        return FALSE;
      if (self->plan->rack_nodes == 0)
        connect_loop (self, rack);
      else if (!fill_rack (self, rack, unit, first, n, error))
        return FALSE;
    }
  if (self->cdu != NULL && !add_cdus (self, error))
    return FALSE;
  for (gint32 i = 0; i < self->unit_leaf_racks; i++)
    {
      HwHandle rack = add_rack (self, self->frame, self->row_racks, error);

      if (rack == 0)
        return FALSE;
      g_array_append_val (self->leaf_racks, rack);
    }
  return TRUE;
}

/* --- the fabric --- */

static gboolean
add_fabric (Builder *self, GError **error)
{
  HwFabricRow row;
  const HwProduct *product = hw_catalogue_adopt (
      hw_design_get_catalogue (self->design), self->catalogue, self->plan->switch_id, error);

  if (product == NULL)
    return FALSE;
  hw_catalogue_adopt_cabling (hw_design_get_catalogue (self->design), self->catalogue);
  self->fabric = hw_operation_add_fabric (self->design, HW_FABRIC_COMPUTE, NULL);
  row = *hw_design_get_fabric (self->design, self->fabric);
  row.switch_product = product->number;
  row.units = self->units;
  row.unit_size = self->plan->unit_size;
  row.planes = (guint8)self->plan->planes;
  row.management_ports = self->plan->management_ports;
  row.share_leaves = self->plan->share_leaves;
  if (self->plan->note != NULL)
    row.object.note = hw_design_intern (self->design, self->plan->note);
  hw_edit_set (self->design, HW_TABLE_FABRIC, self->fabric, &row);
  return TRUE;
}

/* How many switches of @product a rack is given, so that air carries their heat. */
static gint32
switches_in_rack (Builder *self, const HwProduct *product)
{
  double heat_w = hw_product_value (product, HW_FIELD_HEAT_AIR);
  gint32 most = MIN (RACK_SWITCHES,
                     (self->frame->half_units - FIRST_HALF_UNIT) / MAX (product->half_units, 1));

  if (heat_w > 0)
    most = MIN (most, (gint32)(HW_RACK_AIR_LIMIT_W / heat_w));
  return MAX (most, 1);
}

/* Puts a switch into the highest free units. */
static gboolean
mount (Builder *self, HwHandle rack, const HwProduct *product, const char *name, GError **error)
{
  HwSlot slot = {
    (gint16)(self->frame->half_units - product->half_units), HW_FACE_FRONT, HW_CHANNEL_NONE, 0
  };
  HwHandle device;

  for (HwHandle other = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); other != 0;
       other = hw_design_next_child (self->design, HW_TABLE_DEVICE, other))
    slot.position = (gint16)MIN (
        slot.position, hw_design_get_device (self->design, other)->position - product->half_units);
  device
      = hw_operation_add_device (self->design, rack, self->catalogue, product, name, &slot, error);
  return device != 0
         && hw_operation_set_position (self->design, self->fabric, device, name, error) != 0;
}

/* Leaves into the racks of their unit, the others into racks of their own. */
static gboolean
mount_switches (Builder *self, GError **error)
{
  g_autoptr (HwFabricInput) input = hw_fabric_input_new (self->design, self->fabric, NULL);
  g_autoptr (HwFabric) fabric = hw_fabric_derive (&input->description);
  const HwProduct *product = hw_catalogue_find (self->catalogue, self->plan->switch_id);
  g_autofree gint32 *in_unit = g_new0 (gint32, self->units);
  gint32 in_rack = switches_in_rack (self, product);
  gint32 others = 0;
  HwHandle rack = 0;

  for (guint node = 0; node < hw_fabric_count_switches (fabric); node++)
    {
      const HwFabricSwitch *wanted = hw_fabric_get_switch (fabric, node);
      char name[HW_FABRIC_NAME_SIZE];
      HwHandle into;

      if (wanted->role == HW_FABRIC_LEAF)
        into = g_array_index (self->leaf_racks,
                              HwHandle,
                              (gint32)wanted->group * self->unit_leaf_racks
                                  + in_unit[wanted->group]++ / in_rack);
      else
        {
          if (others++ % in_rack == 0)
            rack = add_rack (self, self->frame, ROW_RACKS, error);
          if (rack == 0)
            return FALSE;
          into = rack;
        }
      if (!mount (self, into, product, hw_fabric_switch_name (fabric, node, name), error))
        return FALSE;
    }
  return TRUE;
}

/* --- management --- */

static gboolean
add_management (Builder *self, GError **error)
{
  static const struct
  {
    const char *product, *name;
    gint32 n;
  } parts[] = { { "ufm-appliance-ndr", "ufm", 2 }, { "generic-management-server-2u", "mgmt", 3 } };
  HwHandle rack = add_rack (self, self->frame, ROW_RACKS, error);
  gint16 at = FIRST_HALF_UNIT;

  if (rack == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const HwProduct *product = hw_catalogue_find (self->catalogue, parts[i].product);

      if (product == NULL || (i == 0 && self->plan->management_ports == 0))
        continue;
      for (gint32 j = 0; j < parts[i].n; j++)
        {
          g_autofree char *name = g_strdup_printf ("%s-%02d", parts[i].name, j + 1);
          HwSlot slot = { at, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };

          if (hw_operation_add_device (
                  self->design, rack, self->catalogue, product, name, &slot, error)
              == 0)
            return FALSE;
          at = (gint16)(at + product->half_units);
        }
    }
  return TRUE;
}

/* --- power --- */

static double
rack_load_w (Builder *self, HwHandle rack)
{
  const HwProduct *assembly = hw_design_rack_assembly (self->design, rack);
  double load = 0;

  if (assembly != NULL)
    return hw_product_value (assembly, HW_FIELD_POWER_NAMEPLATE);
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      double power = hw_product_value (hw_design_device_product (self->design, device),
                                       HW_FIELD_POWER_NAMEPLATE);
      load += isnan (power) ? 0 : power;
    }
  return load;
}

/* The smallest standard breaker that carries a load for long under the NEC. */
static double
breaker_a (double load_w, double voltage_v)
{
  double current = load_w / (0.8 * sqrt (3) * voltage_v);

  for (guint i = 0; i < G_N_ELEMENTS (breakers_a); i++)
    if (current <= breakers_a[i])
      return breakers_a[i];
  return breakers_a[G_N_ELEMENTS (breakers_a) - 1];
}

/* Two feeds a rack, each of which carries it alone. */
static void
add_feeds (Builder *self)
{
  double voltage_v = hw_design_get_site (self->design)->voltage_v;

  for (HwHandle rack = hw_design_next (self->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->design, HW_TABLE_RACK, rack))
    {
      double load = rack_load_w (self, rack);
      double current = breaker_a (load, voltage_v);
      HwRack row = *hw_design_get_rack (self->design, rack);
      const char *name = hw_design_text (self->design, row.object.name);
      g_autofree char *a = g_strdup_printf ("%s-A", name);
      g_autofree char *b = g_strdup_printf ("%s-B", name);

      if (!(load > 0))
        continue;
      row.feed_a
          = hw_operation_add_feed (self->design, a, HW_SIDE_A, voltage_v, current, HW_BREAKER_NEC);
      row.feed_b
          = hw_operation_add_feed (self->design, b, HW_SIDE_B, voltage_v, current, HW_BREAKER_NEC);
      hw_edit_set (self->design, HW_TABLE_RACK, rack, &row);
    }
}

/* --- the whole --- */

static gboolean
find_products (Builder *self, GError **error)
{
  self->node = hw_catalogue_adopt (
      hw_design_get_catalogue (self->design), self->catalogue, self->plan->node, error);
  if (self->node == NULL)
    return FALSE;
  self->frame = hw_catalogue_adopt (
      hw_design_get_catalogue (self->design), self->catalogue, self->plan->rack, error);
  if (self->frame == NULL)
    return FALSE;
  if (self->plan->rack_nodes == 0)
    {
      self->cdu = hw_catalogue_adopt (
          hw_design_get_catalogue (self->design), self->catalogue, CDU, error);
      if (self->cdu == NULL)
        return FALSE;
    }
  self->width_mm = MAX (self->frame->width_mm, self->node->width_mm);
  self->width_mm = self->plan->rack_nodes > 0 ? self->frame->width_mm : self->width_mm;
  self->depth_mm = self->plan->rack_nodes > 0 ? self->frame->depth_mm
                                              : MAX (self->frame->depth_mm, self->node->depth_mm);
  if (self->cdu != NULL)
    {
      self->depth_mm = MAX (self->depth_mm, self->cdu->depth_mm);
      self->cdu_racks = (UNIT_CDUS * self->cdu->width_mm + self->width_mm - 1) / self->width_mm;
    }
  return TRUE;
}

/* How many leaves a unit has follows from the rule: it is asked of the fabric, which has its rule
 * and no members yet but for those of the first unit. */
static void
count_unit_racks (Builder *self)
{
  const HwProduct *product = hw_catalogue_find (self->catalogue, self->plan->switch_id);
  gint32 per_rack = MAX (self->plan->rack_nodes, 1);
  double ports = hw_product_value (product, HW_FIELD_PORTS);
  gint32 leaves = self->plan->planes * 8;

  if (self->plan->share_leaves)
    leaves = (gint32)ceil (self->plan->unit_size * 4 / (ports / 2));
  self->unit_leaf_racks
      = (leaves + switches_in_rack (self, product) - 1) / switches_in_rack (self, product);
  self->unit_racks = (self->plan->unit_nodes + per_rack - 1) / per_rack + self->unit_leaf_racks
                     + self->cdu_racks;
  self->row_racks = MAX (ROW_RACKS / self->unit_racks, 1) * self->unit_racks;
}

/* As many rows beside each other as keep the hall from becoming much longer than wide. */
static void
count_columns (Builder *self)
{
  gint32 rows = (self->units * self->unit_racks + self->row_racks - 1) / self->row_racks;

  for (self->columns = 1;; self->columns++)
    if ((rows + self->columns - 1) / self->columns * (self->depth_mm + AISLE_MM)
        <= LENGTH_RATIO * self->columns * ROW_RACKS * self->width_mm)
      return;
}

static gint32
count_nodes (Builder *self)
{
  gint32 nodes = 0;

  for (gint32 unit = 0; unit < self->units; unit++)
    nodes += nodes_of (self, unit);
  return nodes;
}

/* Halls are built in whole tiles. */
static gint32
whole_tiles (const HwHall *hall, gint32 length_mm)
{
  return (length_mm + hall->tile_mm - 1) / hall->tile_mm * hall->tile_mm;
}

/* As large as what stands in it needs. */
static void
close_hall (Builder *self)
{
  HwHall hall = *hw_design_get_hall (self->design, self->hall);

  hall.width_mm
      = 2 * PERIMETER_MM + self->racks_wide * self->width_mm + (self->columns - 1) * AISLE_MM;
  hall.depth_mm
      = 2 * PERIMETER_MM + (self->row / self->columns + 1) * (self->depth_mm + AISLE_MM) - AISLE_MM;
  for (HwHandle rack = hw_design_next (self->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->design, HW_TABLE_RACK, rack))
    {
      HwArea area = hw_rack_area (self->design, rack);

      hall.width_mm = MAX (hall.width_mm, area.x + area.width + PERIMETER_MM);
      hall.depth_mm = MAX (hall.depth_mm, area.y + area.depth + PERIMETER_MM);
    }
  hall.width_mm = whole_tiles (&hall, hall.width_mm);
  hall.depth_mm = whole_tiles (&hall, hall.depth_mm);
  hw_edit_set (self->design, HW_TABLE_HALL, self->hall, &hall);
}

gboolean
hw_template_superpod (
    HwDesign *design, const HwSuperpod *plan, gint32 units, HwCatalogue *catalogue, GError **error)
{
  g_autoptr (GArray) leaf_racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  Builder self = {
    .design = design, .catalogue = catalogue, .plan = plan, .units = units, .leaf_racks = leaf_racks
  };

  if (!find_products (&self, error))
    return FALSE;
  count_unit_racks (&self);
  count_columns (&self);
  /* Room for all; it is made as large as it has to be when all stands. */
  self.hall = hw_operation_add_hall (design, "Hall 1", 10000000, 10000000);
  for (gint32 unit = 0; unit < units; unit++)
    if (!add_unit (&self, unit, error))
      return FALSE;
  begin_row (&self);
  if (!add_management (&self, error) || !add_fabric (&self, error))
    return FALSE;
  hw_fabric_places_give (design, self.fabric);
  if (!mount_switches (&self, error)
      || !hw_template_networks (design, plan, count_nodes (&self), catalogue, error))
    return FALSE;
  add_feeds (&self);
  close_hall (&self);
  return TRUE;
}
