/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-geometry.h"

G_DEFINE_FINAL_TYPE (HwDesign, hw_design, G_TYPE_OBJECT)

static void
hw_design_finalize (GObject *object)
{
  HwDesign *self = HW_DESIGN (object);

  hw_history_clear (self);
  hw_id_index_clear (&self->ids);
  hw_floor_index_clear (&self->floor);
  hw_network_index_clear (&self->networks);
  for (guint i = 0; i < HW_N_TABLES; i++)
    hw_table_free (self->tables[i]);
  g_array_unref (self->names);
  hw_symbol_pool_free (self->symbols);
  g_object_unref (self->catalogue);
  G_OBJECT_CLASS (hw_design_parent_class)->finalize (object);
}

static void
hw_design_class_init (HwDesignClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_design_finalize;

  g_signal_new ("completing",
                HW_TYPE_DESIGN,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                g_cclosure_marshal_VOID__POINTER,
                G_TYPE_NONE,
                1,
                G_TYPE_POINTER);
  g_signal_new ("changed",
                HW_TYPE_DESIGN,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                g_cclosure_marshal_VOID__POINTER,
                G_TYPE_NONE,
                1,
                G_TYPE_POINTER);
  g_signal_new ("history-changed",
                HW_TYPE_DESIGN,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                g_cclosure_marshal_VOID__VOID,
                G_TYPE_NONE,
                0);
}

/* Devices from the top; those in channels after those in units; ties by id. */
static int
device_order (const void *a, const void *b, gpointer data)
{
  const HwDevice *x = a;
  const HwDevice *y = b;

  if ((x->channel != HW_CHANNEL_NONE) != (y->channel != HW_CHANNEL_NONE))
    return x->channel != HW_CHANNEL_NONE ? 1 : -1;
  if (x->channel != y->channel)
    return x->channel - y->channel;
  if (x->channel != HW_CHANNEL_NONE && x->height_mm != y->height_mm)
    return y->height_mm - x->height_mm;
  if (x->channel == HW_CHANNEL_NONE && x->position != y->position)
    return y->position - x->position;
  if (x->face != y->face)
    return x->face - y->face;
  return hw_id_compare (((HwDesign *)data)->symbols, x->object.id, y->object.id);
}

static int
reservation_order (const void *a, const void *b, gpointer data)
{
  const HwReservation *x = a;
  const HwReservation *y = b;

  if (x->position != y->position)
    return y->position - x->position;
  return hw_id_compare (((HwDesign *)data)->symbols, x->object.id, y->object.id);
}

static int
phase_order (const void *a, const void *b, gpointer data)
{
  const HwPhase *x = a;
  const HwPhase *y = b;

  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return hw_id_compare (((HwDesign *)data)->symbols, x->object.id, y->object.id);
}

static int
revision_order (const void *a, const void *b, gpointer data)
{
  const HwRevision *x = a;
  const HwRevision *y = b;
  HwSymbolPool *symbols = ((HwDesign *)data)->symbols;
  int order = strcmp (hw_symbol_pool_get (symbols, x->date), hw_symbol_pool_get (symbols, y->date));

  if (order == 0)
    order = strcmp (hw_symbol_pool_get (symbols, x->object.name),
                    hw_symbol_pool_get (symbols, y->object.name));
  return order != 0 ? order : hw_id_compare (symbols, x->object.id, y->object.id);
}

static int
climate_day_order (const void *a, const void *b, gpointer data)
{
  const HwClimateDay *x = a;
  const HwClimateDay *y = b;
  int order = 100 * (x->month - y->month) + x->day - y->day;

  return order != 0 ? order
                    : hw_id_compare (((HwDesign *)data)->symbols, x->object.id, y->object.id);
}

static int
feature_order (const void *a, const void *b, gpointer data)
{
  const HwFeature *x = a;
  const HwFeature *y = b;

  if (x->y_mm != y->y_mm)
    return x->y_mm < y->y_mm ? -1 : 1;
  if (x->x_mm != y->x_mm)
    return x->x_mm < y->x_mm ? -1 : 1;
  return hw_id_compare (((HwDesign *)data)->symbols, x->object.id, y->object.id);
}

static int
id_order (const void *a, const void *b, gpointer data)
{
  const HwObject *x = a;
  const HwObject *y = b;

  return hw_id_compare (((HwDesign *)data)->symbols, x->id, y->id);
}

/* Places of one device: by the id of the fabric. */
static int
member_order (const void *a, const void *b, gpointer data)
{
  HwDesign *self = data;
  const HwMember *x = a;
  const HwMember *y = b;

  if (x->fabric != y->fabric && x->fabric != 0 && y->fabric != 0)
    return hw_id_compare (self->symbols,
                          ((const HwObject *)hw_design_row (self, HW_TABLE_FABRIC, x->fabric))->id,
                          ((const HwObject *)hw_design_row (self, HW_TABLE_FABRIC, y->fabric))->id);
  return hw_id_compare (self->symbols, x->object.id, y->object.id);
}

static int
override_order (const void *a, const void *b, gpointer data)
{
  const HwOverride *x = a;
  const HwOverride *y = b;
  HwSymbolPool *symbols = ((HwDesign *)data)->symbols;
  int order = strcmp (hw_symbol_pool_get (symbols, x->key), hw_symbol_pool_get (symbols, y->key));

  if (order == 0)
    order = strcmp (hw_symbol_pool_get (symbols, x->field), hw_symbol_pool_get (symbols, y->field));
  return order != 0 ? order : hw_id_compare (symbols, x->object.id, y->object.id);
}

static void
hw_design_init (HwDesign *self)
{
  /* Racks and rows are put in order where an order is asked for: there can be thousands in one
   * hall. */
  static const HwTableOrder orders[HW_N_TABLES] = {
    [HW_TABLE_PHASE] = phase_order,
    [HW_TABLE_FEED] = id_order,
    [HW_TABLE_POWER] = id_order,
    [HW_TABLE_REVISION] = revision_order,
    [HW_TABLE_HALL] = id_order,
    [HW_TABLE_FEATURE] = feature_order,
    [HW_TABLE_RESERVATION] = reservation_order,
    [HW_TABLE_DEVICE] = device_order,
    [HW_TABLE_LOOP] = id_order,
    [HW_TABLE_FABRIC] = id_order,
    [HW_TABLE_MEMBER] = member_order,
    [HW_TABLE_OVERRIDE] = override_order,
    [HW_TABLE_GROUP] = id_order,
    [HW_TABLE_TRAY] = id_order,
    [HW_TABLE_CLIMATE] = id_order,
    [HW_TABLE_CLIMATE_DAY] = climate_day_order,
    [HW_TABLE_PRICE] = id_order,
    [HW_TABLE_EXCHANGE_RATE] = id_order,
  };

  self->catalogue = hw_catalogue_new ();
  self->symbols = hw_symbol_pool_new ();
  for (guint i = 0; i < HW_N_TABLES; i++)
    self->tables[i] = hw_table_new (hw_table_class (i)->row_size,
                                    i == HW_TABLE_RACK     ? 3
                                    : i == HW_TABLE_MEMBER ? 2
                                                           : 1,
                                    orders[i],
                                    self);
  hw_id_index_init (&self->ids);
  hw_floor_index_init (&self->floor);
  hw_network_index_init (&self->networks);
  self->names = g_array_new (FALSE, TRUE, sizeof (guint32));
  hw_history_init (self);
}

HwDesign *
hw_design_new (void)
{
  HwDesign *self = g_object_new (HW_TYPE_DESIGN, NULL);
  HwDesignRow title = { 0 };
  HwSite site = { 0 };
  HwCostRow cost = { 0 };

  hw_row_init (HW_TABLE_DESIGN, &title);
  hw_row_init (HW_TABLE_SITE, &site);
  site.currency = hw_symbol_pool_intern (self->symbols, "USD");
  hw_raw_insert (self, HW_TABLE_DESIGN, 0, &title);
  hw_raw_insert (self, HW_TABLE_SITE, 0, &site);
  hw_row_init (HW_TABLE_COST, &cost);
  hw_raw_insert (self, HW_TABLE_COST, 0, &cost);
  return self;
}

HwCatalogue *
hw_design_get_catalogue (HwDesign *self)
{
  return self->catalogue;
}

const void *
hw_design_row (HwDesign *self, HwTableKind table, HwHandle handle)
{
  g_return_val_if_fail (hw_table_has (self->tables[table], handle), NULL);
  return hw_table_row (self->tables[table], handle);
}

gboolean
hw_design_has (HwDesign *self, HwTableKind table, HwHandle handle)
{
  return hw_table_has (self->tables[table], handle);
}

guint
hw_design_count (HwDesign *self, HwTableKind table)
{
  return hw_table_count (self->tables[table]);
}

HwHandle
hw_design_next (HwDesign *self, HwTableKind table, HwHandle handle)
{
  return hw_table_next (self->tables[table], handle);
}

HwHandle
hw_design_bound (HwDesign *self, HwTableKind table)
{
  return hw_table_bound (self->tables[table]);
}

HwHandle
hw_design_first_child (HwDesign *self, HwTableKind table, HwHandle parent)
{
  return hw_table_first (self->tables[table], 0, parent);
}

HwHandle
hw_design_rack_of (HwDesign *self, HwRef object)
{
  if (object.handle == 0)
    return 0;
  if (object.table == HW_TABLE_DEVICE)
    return hw_design_get_device (self, object.handle)->object.parent;
  return object.table == HW_TABLE_RACK ? object.handle : 0;
}

HwHandle
hw_design_next_child (HwDesign *self, HwTableKind table, HwHandle handle)
{
  return hw_table_after (self->tables[table], 0, handle);
}

HwHandle
hw_design_first_of_fabric (HwDesign *self, HwHandle fabric)
{
  return fabric == 0 ? 0 : hw_table_first (self->tables[HW_TABLE_MEMBER], 1, fabric);
}

HwHandle
hw_design_next_of_fabric (HwDesign *self, HwHandle member)
{
  return hw_table_after (self->tables[HW_TABLE_MEMBER], 1, member);
}

HwHandle
hw_design_first_of_row (HwDesign *self, HwHandle row)
{
  return row == 0 ? 0 : hw_table_first (self->tables[HW_TABLE_RACK], 1, row);
}

HwHandle
hw_design_next_of_row (HwDesign *self, HwHandle rack)
{
  return hw_table_after (self->tables[HW_TABLE_RACK], 1, rack);
}

HwHandle
hw_design_first_of_group (HwDesign *self, HwHandle group)
{
  return group == 0 ? 0 : hw_table_first (self->tables[HW_TABLE_RACK], 2, group);
}

HwHandle
hw_design_next_of_group (HwDesign *self, HwHandle rack)
{
  return hw_table_after (self->tables[HW_TABLE_RACK], 2, rack);
}

const HwProduct *
hw_design_rack_product (HwDesign *self, HwHandle rack)
{
  return hw_catalogue_get (self->catalogue, hw_design_get_rack (self, rack)->product);
}

const HwProduct *
hw_design_rack_assembly (HwDesign *self, HwHandle rack)
{
  return hw_catalogue_get (self->catalogue, hw_design_get_rack (self, rack)->assembly);
}

const HwProduct *
hw_design_device_product (HwDesign *self, HwHandle device)
{
  return hw_catalogue_get (self->catalogue, hw_design_get_device (self, device)->product);
}

const HwProduct *
hw_design_product_of (HwDesign *self, HwRef object)
{
  const HwProduct *assembly;

  if (object.handle != 0 && object.table == HW_TABLE_DEVICE)
    return hw_design_device_product (self, object.handle);
  if (object.handle == 0 || object.table != HW_TABLE_RACK)
    return NULL;
  assembly = hw_design_rack_assembly (self, object.handle);
  return assembly != NULL ? assembly : hw_design_rack_product (self, object.handle);
}

HwSymbol
hw_design_intern (HwDesign *self, const char *text)
{
  return hw_symbol_pool_intern (self->symbols, text);
}

const char *
hw_design_text (HwDesign *self, HwSymbol symbol)
{
  return hw_symbol_pool_get (self->symbols, symbol);
}

HwSymbolPool *
hw_design_get_symbols (HwDesign *self)
{
  return self->symbols;
}

const char *
hw_design_name (HwDesign *self, HwRef ref)
{
  const HwObject *object = ref.handle == 0 ? NULL : hw_design_row (self, ref.table, ref.handle);
  const HwProduct *product = NULL;

  if (object == NULL)
    return "";
  if (ref.table == HW_TABLE_MEMBER)
    return hw_design_name (self, HW_REF (HW_TABLE_DEVICE, object->parent));
  if (ref.table == HW_TABLE_OVERRIDE)
    return hw_design_text (self, ((const HwOverride *)object)->key);
  if (object->name != 0)
    return hw_design_text (self, object->name);
  if (ref.table == HW_TABLE_DEVICE)
    product = hw_design_device_product (self, ref.handle);
  else if (ref.table == HW_TABLE_RACK)
    product = hw_design_rack_product (self, ref.handle);
  return product != NULL ? product->name : _ (hw_table_class (ref.table)->label);
}

const char *
hw_design_id_text (HwDesign *self, HwRef ref, char buffer[HW_ID_SIZE])
{
  const HwObject *object = hw_design_row (self, ref.table, ref.handle);

  return hw_id_text (self->symbols, object->id, buffer);
}

guint
hw_design_name_count (HwDesign *self, const char *name)
{
  HwSymbol symbol = hw_symbol_pool_lookup (self->symbols, name);

  return symbol < self->names->len ? g_array_index (self->names, guint32, symbol) : 0;
}

HwRef
hw_design_find_id (HwDesign *self, HwId id)
{
  return id == 0 ? HW_REF (HW_TABLE_DESIGN, 0) : hw_id_index_find (self, id);
}

void
hw_design_expect_id (HwDesign *self, HwId id)
{
  hw_id_index_expect (self, id);
}

HwRef
hw_design_find (HwDesign *self, const char *id)
{
  return hw_design_find_id (self, hw_id_lookup (self->symbols, id));
}

/* Stafford's variant 13 of the 64-bit finaliser: neighbouring numbers give unlike ids. */
static guint64
scatter (guint64 number)
{
  number = (number ^ number >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  number = (number ^ number >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return number ^ number >> 31;
}

HwId
hw_design_new_id (HwDesign *self, HwTableKind table)
{
  char letter = hw_table_class (table)->letter;
  HwId id;

  do
    {
      guint64 bits;
      if (self->sequence > 0)
        bits = scatter (self->seed + self->sequence++ * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
      else
        bits = (guint64)g_random_int () << 32 | g_random_int ();
      id = hw_id_make (letter, bits);
    }
  while (hw_id_index_find (self, id).handle != 0);
  return id;
}

void
hw_design_set_new_phase (HwDesign *self, HwHandle phase)
{
  self->new_phase = phase;
}

HwHandle
hw_design_get_new_phase (HwDesign *self, HwHandle rack)
{
  const HwPhase *own;
  gboolean first = TRUE;

  if (self->new_phase == 0 || !hw_design_has (self, HW_TABLE_PHASE, self->new_phase))
    return 0;
  if (rack != 0 && hw_design_get_rack (self, rack)->object.install == self->new_phase)
    return 0;
  own = hw_design_row (self, HW_TABLE_PHASE, self->new_phase);
  for (HwHandle phase = hw_design_next (self, HW_TABLE_PHASE, 0); phase != 0 && first;
       phase = hw_design_next (self, HW_TABLE_PHASE, phase))
    first = ((const HwPhase *)hw_design_row (self, HW_TABLE_PHASE, phase))->order >= own->order;
  return first ? 0 : self->new_phase;
}

void
hw_design_seed_ids (HwDesign *self, guint64 seed)
{
  self->seed = seed;
  self->sequence = seed != 0 ? 1 : 0;
}
