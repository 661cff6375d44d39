/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cable-plan-private.h"

#include <math.h>
#include <string.h>

#include "hw-cable-types.h"
#include "hw-fabric-cabling.h"
#include "hw-geometry.h"

/* From a port to where cables rise in its rack, an assumption: half a rack's width and a bend. */
#define IN_RACK_M 0.5
/* How far beside a tray a rack may stand: an assumption. */
#define MOST_REACH_M 3
/* A rack that states no height. */
#define RACK_HEIGHT_MM 2000

/* Drops that no tray reaches, for the two ends of cables of switches still to be placed: never the
 * same rack. */
#define NOWHERE 2

/* The cables of a fabric: what is asked of the design first. */
typedef struct
{
  HwFabric *fabric; /* held */
  HwFabricStand *stands;
  guint8 *lacks_modules; /* by node */
  double slack_m;
} Network;

struct _HwCableLaying
{
  HwResults *results;     /* (transfer none): while the design is asked only */
  HwCatalogue *catalogue; /* which has the texts of the types */
  guint serial;           /* of the edits before it */
  HwCablePlan *plan;
  GArray *networks;    /* Network, by part of the plan */
  GArray *drops;       /* HwTrayDrop */
  GHashTable *by_rack; /* rack → index of its drop */
  GArray *links;       /* HwCableLink */
  GArray *lacks;       /* guint8 for each end of each link: its device's power is without modules */
  guint32 first_cage;
};

typedef struct _HwCableLaying Work;

static void
network_clear (gpointer data)
{
  Network *self = data;

  hw_fabric_free (self->fabric);
  g_free (self->stands);
  g_free (self->lacks_modules);
}

static guint32
drop_of_rack (Work *work, HwHandle rack)
{
  HwDesign *design = work->results->design;
  gpointer index = g_hash_table_lookup (work->by_rack, GUINT_TO_POINTER (rack));
  const HwProduct *product;
  HwArea area;
  HwTrayDrop drop;

  if (index != NULL)
    return GPOINTER_TO_UINT (index);
  product = hw_design_rack_product (design, rack);
  area = hw_rack_area (design, rack);
  drop = (HwTrayDrop){ area.x + area.width / 2,
                       area.y + area.depth / 2,
                       product->height_mm > 0 ? product->height_mm : RACK_HEIGHT_MM,
                       hw_design_get_rack (design, rack)->object.parent };
  g_array_append_val (work->drops, drop);
  g_hash_table_insert (
      work->by_rack, GUINT_TO_POINTER (rack), GUINT_TO_POINTER (work->drops->len - 1));
  return work->drops->len - 1;
}

static guint8
cage_ports (const HwProduct *product)
{
  double ports = hw_product_value (product, HW_FIELD_PORTS);
  double cages = hw_product_value (product, HW_FIELD_CAGES);

  return ports > 0 && cages > 0 && ports / cages > 1.5 ? 2 : 1;
}

/* Middle of the device, its rack's slots from the floor on. */
static gint32
height_of (HwDesign *design, const HwDevice *device, const HwProduct *product)
{
  double half = hw_rack_pitch_m (hw_design_rack_product (design, device->object.parent)) * 500;

  if (device->channel != HW_CHANNEL_NONE)
    return device->height_mm;
  return (gint32)lround (half * (device->position + product->half_units / 2.0));
}

/* What a manufacturer publishes as typical for a switch is measured with passive cables; its
 * nameplate, and what follows from that, has the transceivers in it. So have servers. */
static gboolean
lacks_modules (const HwProduct *product)
{
  const HwFigure *expected;

  if ((product->kind != HW_KIND_INFINIBAND_SWITCH && product->kind != HW_KIND_ETHERNET_SWITCH))
    return FALSE;
  expected = hw_product_figure (product, HW_FIELD_POWER_EXPECTED);
  return expected != NULL && expected->state == HW_FIGURE_VALUE;
}

static void
find_stands (Work *work, HwHandle handle, Network *network)
{
  HwDesign *design = work->results->design;
  guint n = hw_fabric_count_nodes (network->fabric);
  gboolean compute = hw_design_get_fabric (design, handle)->kind == HW_FABRIC_COMPUTE;

  network->stands = g_new0 (HwFabricStand, MAX (n, 1));
  network->lacks_modules = g_new0 (guint8, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      HwHandle device = hw_results_fabric_device (work->results, handle, i);
      HwFabricStand *stand = &network->stands[i];
      const HwProduct *product;

      stand->drop = G_MAXUINT32;
      if (device == 0)
        continue;
      product = hw_design_device_product (design, device);
      network->lacks_modules[i] = lacks_modules (product);
      stand->drop = drop_of_rack (work, hw_design_get_device (design, device)->object.parent);
      stand->height_mm = height_of (design, hw_design_get_device (design, device), product);
      /* Ports for storage and management have cages of their own. */
      stand->cage_ports
          = compute || hw_fabric_is_switch (network->fabric, i) ? cage_ports (product) : 1;
    }
}

static void
add_fabric (Work *work, HwHandle handle)
{
  HwFabric *fabric = hw_results_fabric (work->results, handle);
  HwCablePlanPart part = { handle, 0, 0 };
  Network network = { NULL };

  if (fabric == NULL)
    return;
  network.fabric = hw_fabric_hold (fabric);
  network.slack_m = hw_design_get_fabric (work->results->design, handle)->slack_mm / 1000.0;
  find_stands (work, handle, &network);
  g_array_append_val (work->networks, network);
  g_array_append_val (work->plan->parts, part);
}

/* --- links --- */

static void
link_fabric (Work *work, guint index)
{
  const Network *network = &g_array_index (work->networks, Network, index);
  HwCablePlanPart *part = &g_array_index (work->plan->parts, HwCablePlanPart, index);
  g_autoptr (GArray) links
      = hw_fabric_cable_links (network->fabric, network->stands, network->slack_m);
  const HwFabricCable *cables = hw_fabric_get_cables (network->fabric, &part->n);
  guint32 last_cage = work->first_cage;

  part->first = work->links->len;
  for (guint i = 0; i < links->len; i++)
    {
      HwCableLink *link = &g_array_index (links, HwCableLink, i);
      guint8 pair[2]
          = { network->lacks_modules[cables[i].low], network->lacks_modules[cables[i].high] };
      gboolean waits = FALSE;

      for (guint32 side = 0; side < 2; side++)
        {
          HwCableEnd *end = &link->ends[side];

          end->cage += work->first_cage;
          last_cage = MAX (last_cage, end->cage);
          waits |= end->drop == G_MAXUINT32;
          if (end->drop == G_MAXUINT32)
            end->drop = side;
        }
      work->plan->n_waiting += waits;
      g_array_append_vals (work->lacks, pair, 2);
    }
  g_array_append_vals (work->links, links->data, links->len);
  work->first_cage = last_cage + 1;
}

/* --- what is to be bought --- */

static void
count_item (Work *work, const char *id, double length_m, double draws)
{
  GArray *items = work->plan->items;
  HwCableItem item = { id, NULL, length_m, 1, draws };

  for (guint i = 0; i < items->len; i++)
    {
      HwCableItem *there = &g_array_index (items, HwCableItem, i);

      if (there->length_m < length_m || there->length_m > length_m || strcmp (there->id, id) != 0)
        continue;
      there->count++;
      there->draw_count += draws;
      return;
    }
  g_array_append_val (items, item);
}

static void
count_transceivers (Work *work, guint link, const HwCableType *type, GHashTable *seen)
{
  for (guint side = 0; side < 2; side++)
    {
      const HwCableEnd *end = &g_array_index (work->links, HwCableLink, link).ends[side];
      const char *id = end->cage_ports == 2 ? type->twin : type->single;

      if (g_hash_table_add (seen, GUINT_TO_POINTER (end->cage + 1)))
        count_item (work, id, 0, g_array_index (work->lacks, guint8, 2 * link + side));
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const HwCableItem *x = a;
  const HwCableItem *y = b;
  int order;

  if ((x->length_m > 0) != (y->length_m > 0))
    return x->length_m > 0 ? -1 : 1;
  order = strcmp (x->id, y->id);
  return order != 0 ? order : (x->length_m > y->length_m) - (x->length_m < y->length_m);
}

static void
count_items (Work *work)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  HwCablePlan *plan = work->plan;

  for (guint i = 0; i < work->links->len; i++)
    {
      const HwCableRun *run = hw_cabling_get_run (plan->cabling, i);
      const HwCableType *type
          = run->type >= 0 ? &g_array_index (plan->types, HwCableType, run->type) : NULL;
      double draws = 0;

      plan->n_wayless += isnan (run->way_m);
      plan->n_typeless += !isnan (run->way_m) && type == NULL;
      if (type == NULL || (run->with >= 0 && (guint)run->with < i))
        continue;
      if (type->twin == NULL)
        for (guint side = 0; side < 2; side++)
          draws += g_array_index (work->lacks, guint8, 2 * i + side) ? 0.5 : 0;
      count_item (work, type->id, run->length_m, draws);
      if (type->twin != NULL)
        {
          count_transceivers (work, i, type, seen);
          continue;
        }
    }
  plan->n_wayless -= plan->n_waiting;
  g_array_sort (plan->items, compare_items);
}

/* --- the whole --- */

/* As wide as trays may become, so that nothing goes around those that grow by their fill. */
static GArray *
unlimited (const HwTrayPlan *plan)
{
  GArray *trays = g_array_copy (plan->trays);

  for (guint i = 0; i < trays->len; i++)
    if (hw_tray_plan_origin (plan, i)->by_fill)
      g_array_index (trays, HwTray, i).most_fill = NAN;
  return trays;
}

static void
size_trays (HwCablePlan *self)
{
  g_autofree double *area_m2 = g_new0 (double, MAX (self->trays->trays->len, 1));
  guint n;
  const HwTraySegment *segments = hw_cabling_get_segments (self->cabling, &n);

  for (guint i = 0; i < n; i++)
    area_m2[segments[i].tray]
        = fmax (area_m2[segments[i].tray], hw_cabling_get_fill (self->cabling, i)->area_m2);
  for (guint i = 0; i < self->trays->trays->len; i++)
    if (hw_tray_plan_origin (self->trays, i)->by_fill)
      {
        hw_tray_plan_widen (self->trays, i, area_m2[i]);
        hw_cabling_set_tray (self->cabling, i, hw_tray_plan_get (self->trays, i));
      }
}

HwCableLaying *
hw_results_begin_cables (HwResults *self)
{
  static const HwTrayDrop nowhere = { .room = G_MAXUINT32 };
  HwCableLaying *work = g_new0 (HwCableLaying, 1);
  HwDesign *design = self->design;

  work->results = self;
  work->catalogue = g_object_ref (hw_design_get_catalogue (design));
  work->serial = self->cables.serial;
  work->networks = g_array_new (FALSE, FALSE, sizeof (Network));
  g_array_set_clear_func (work->networks, network_clear);
  work->drops = g_array_new (FALSE, FALSE, sizeof (HwTrayDrop));
  work->by_rack = g_hash_table_new (NULL, NULL);
  work->links = g_array_new (FALSE, FALSE, sizeof (HwCableLink));
  work->lacks = g_array_new (FALSE, FALSE, sizeof (guint8));
  work->plan = g_new0 (HwCablePlan, 1);
  work->plan->trays = hw_tray_plan_new (design, &self->moment);
  work->plan->types = hw_cable_types_from_catalogue (work->catalogue);
  work->plan->parts = g_array_new (FALSE, FALSE, sizeof (HwCablePlanPart));
  work->plan->items = g_array_new (FALSE, FALSE, sizeof (HwCableItem));
  for (guint i = 0; i < NOWHERE; i++)
    g_array_append_val (work->drops, nowhere);
  for (HwHandle fabric = hw_design_first_child (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (design, HW_TABLE_FABRIC, fabric))
    add_fabric (work, fabric);
  work->results = NULL;
  return work;
}

void
hw_cable_laying_run (HwCableLaying *self)
{
  static const HwCablingRule rule = { .in_rack_m = IN_RACK_M, .most_reach_m = MOST_REACH_M };
  HwCablePlan *plan = self->plan;
  g_autoptr (GArray) trays = unlimited (plan->trays);

  for (guint i = 0; i < self->networks->len; i++)
    link_fabric (self, i);
  plan->cabling = hw_cabling_new ((const HwTray *)(gpointer)trays->data,
                                  trays->len,
                                  (const HwTrayDrop *)(gpointer)self->drops->data,
                                  self->drops->len,
                                  (const HwCableLink *)(gpointer)self->links->data,
                                  self->links->len,
                                  (const HwCableType *)(gpointer)plan->types->data,
                                  plan->types->len,
                                  &rule);
  size_trays (plan);
  count_items (self);
}

HwCablePlan *
hw_cable_laying_finish (HwCableLaying *self, HwCablePlan *before)
{
  HwCablePlan *plan = g_steal_pointer (&self->plan);

  for (guint i = 0; i < plan->items->len; i++)
    {
      HwCableItem *item = &g_array_index (plan->items, HwCableItem, i);

      item->product = hw_catalogue_find (self->catalogue, item->id);
    }
  self->plan = before;
  return plan;
}

guint
hw_cable_laying_serial (const HwCableLaying *self)
{
  return self->serial;
}

void
hw_cable_laying_free (HwCableLaying *self)
{
  if (self == NULL)
    return;
  hw_cable_plan_free (self->plan);
  g_array_unref (self->networks);
  g_array_unref (self->drops);
  g_hash_table_unref (self->by_rack);
  g_array_unref (self->links);
  g_array_unref (self->lacks);
  g_object_unref (self->catalogue);
  g_free (self);
}

void
hw_cable_plan_free (HwCablePlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cabling, hw_cabling_free);
  hw_tray_plan_free (self->trays);
  g_array_unref (self->types);
  g_array_unref (self->parts);
  g_array_unref (self->items);
  g_free (self);
}

const HwCablePlanPart *
hw_cable_plan_part (const HwCablePlan *self, HwHandle fabric)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, HwCablePlanPart, i).fabric == fabric)
      return &g_array_index (self->parts, HwCablePlanPart, i);
  return NULL;
}

GArray *
hw_cable_plan_way (const HwCablePlan *self, HwHandle fabric, guint cable)
{
  GArray *way = g_array_new (FALSE, FALSE, sizeof (HwTraySegment));
  const HwCablePlanPart *part = hw_cable_plan_part (self, fabric);
  guint n, n_segments;
  const HwTraySegment *segments = hw_cabling_get_segments (self->cabling, &n_segments);

  if (part == NULL || cable >= part->n)
    return way;
  n = hw_cabling_get_run (self->cabling, part->first + cable)->n_segments;
  for (guint i = 0; i < n; i++)
    g_array_append_val (way, segments[hw_cabling_get_step (self->cabling, part->first + cable, i)]);
  return way;
}

HwTrayLoad
hw_cable_plan_load (const HwCablePlan *self, guint tray)
{
  const HwTray *row = hw_tray_plan_get (self->trays, tray);
  HwTrayLoad load = { 0 };
  guint n;
  const HwTraySegment *segments = hw_cabling_get_segments (self->cabling, &n);

  load.length_m = hypot (row->x2_mm - row->x1_mm, row->y2_mm - row->y1_mm) / 1000;
  for (guint i = 0; i < n; i++)
    {
      const HwTrayFill *fill;

      if (segments[i].tray != tray)
        continue;
      fill = hw_cabling_get_fill (self->cabling, i);
      load.cables = MAX (load.cables, fill->cables);
      load.unknown = MAX (load.unknown, fill->unknown);
      load.fill = fmax (load.fill, hw_cabling_fill_share (self->cabling, i));
      load.mass_kg_m = fmax (load.mass_kg_m, fill->mass_kg_m);
      load.overfull |= hw_cabling_is_overfull (self->cabling, i);
      load.overloaded |= hw_cabling_is_overloaded (self->cabling, i);
    }
  return load;
}
