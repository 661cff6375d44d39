/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schema-private.h"

#include <math.h>
#include <string.h>

static const HwTableClass *const classes[HW_N_TABLES] = {
  [HW_TABLE_DESIGN] = &hw_design_class,
  [HW_TABLE_SITE] = &hw_site_class,
  [HW_TABLE_COST] = &hw_cost_class,
  [HW_TABLE_PRICE] = &hw_price_class,
  [HW_TABLE_EXCHANGE_RATE] = &hw_exchange_rate_class,
  [HW_TABLE_PHASE] = &hw_phase_class,
  [HW_TABLE_FEED] = &hw_feed_class,
  [HW_TABLE_POWER] = &hw_power_class,
  [HW_TABLE_LOOP] = &hw_loop_class,
  [HW_TABLE_REVISION] = &hw_revision_class,
  [HW_TABLE_HALL] = &hw_hall_class,
  [HW_TABLE_FABRIC] = &hw_fabric_class,
  [HW_TABLE_GROUP] = &hw_group_class,
  [HW_TABLE_FEATURE] = &hw_feature_class,
  [HW_TABLE_ROW] = &hw_row_class,
  [HW_TABLE_TRAY] = &hw_tray_class,
  [HW_TABLE_RACK] = &hw_rack_class,
  [HW_TABLE_RESERVATION] = &hw_reservation_class,
  [HW_TABLE_DEVICE] = &hw_device_class,
  [HW_TABLE_MEMBER] = &hw_member_class,
  [HW_TABLE_CLIMATE] = &hw_climate_class,
  [HW_TABLE_CLIMATE_DAY] = &hw_climate_day_class,
  [HW_TABLE_OVERRIDE] = &hw_override_class,
};

const HwTableClass *
hw_table_class (HwTableKind table)
{
  return classes[table];
}

gboolean
hw_table_is_single (HwTableKind table)
{
  return classes[table]->letter == 0;
}

const HwTableClass *
hw_table_class_for_element (const char *element)
{
  for (guint i = 0; i < HW_N_TABLES; i++)
    if (strcmp (classes[i]->element, element) == 0)
      return classes[i];
  return NULL;
}

const HwAttribute *
hw_table_class_attribute (const HwTableClass *klass, const char *name)
{
  for (guint i = 0; i < klass->n_attributes; i++)
    if (strcmp (klass->attributes[i].name, name) == 0)
      return &klass->attributes[i];
  return NULL;
}

#define AT(type, row, attribute) (*(type *)((char *)(row) + (attribute)->offset))

void
hw_row_init (HwTableKind table, void *row)
{
  const HwTableClass *klass = classes[table];

  for (guint i = 0; i < klass->n_attributes; i++)
    {
      const HwAttribute *attribute = &klass->attributes[i];
      switch (attribute->type)
        {
        case HW_TYPE_INTEGER:
          AT (gint32, row, attribute) = (gint32)attribute->missing;
          break;
        case HW_TYPE_NUMBER:
          AT (double, row, attribute) = attribute->missing;
          break;
        case HW_TYPE_CHOICE:
          AT (guint8, row, attribute) = attribute->missing < 0 ? 0 : (guint8)attribute->missing;
          break;
        case HW_TYPE_BYTE:
          AT (guint8, row, attribute) = (guint8)attribute->missing;
          break;
        case HW_TYPE_POSITION:
        case HW_TYPE_HALF_UNITS:
        case HW_TYPE_SMALL:
          AT (gint16, row, attribute) = (gint16)attribute->missing;
          break;
        case HW_TYPE_STRING:
        case HW_TYPE_REF:
        case HW_TYPE_PHASE:
        case HW_TYPE_PRODUCT:
        case HW_TYPE_BOOLEAN:
        case HW_TYPE_ROTATION:
          break; /* zero */
        }
    }
}

HwHandle
hw_attribute_get_ref (const HwAttribute *attribute, const void *row)
{
  if (attribute->type == HW_TYPE_PHASE)
    return AT (guint16, row, attribute);
  return AT (HwHandle, row, attribute);
}

void
hw_attribute_set_ref (const HwAttribute *attribute, void *row, HwHandle handle)
{
  if (attribute->type == HW_TYPE_PHASE)
    AT (guint16, row, attribute) = (guint16)handle;
  else
    AT (HwHandle, row, attribute) = handle;
}

static gsize
type_size (HwAttributeType type)
{
  switch (type)
    {
    case HW_TYPE_NUMBER:
      return sizeof (double);
    case HW_TYPE_STRING:
    case HW_TYPE_REF:
    case HW_TYPE_PRODUCT:
    case HW_TYPE_INTEGER:
      return sizeof (guint32);
    case HW_TYPE_PHASE:
    case HW_TYPE_POSITION:
    case HW_TYPE_HALF_UNITS:
    case HW_TYPE_SMALL:
    case HW_TYPE_ROTATION:
      return sizeof (guint16);
    case HW_TYPE_CHOICE:
    case HW_TYPE_BYTE:
    case HW_TYPE_BOOLEAN:
      return sizeof (guint8);
    }
  g_return_val_if_reached (0);
}

void
hw_attribute_copy (const HwAttribute *attribute, void *to, const void *from)
{
  memcpy ((char *)to + attribute->offset,
          (const char *)from + attribute->offset,
          type_size (attribute->type));
}

gboolean
hw_attribute_equal (const HwAttribute *attribute, const void *a, const void *b)
{
  if (attribute->type == HW_TYPE_NUMBER)
    return AT (double, a, attribute) == AT (double, b, attribute)
           || (isnan (AT (double, a, attribute)) && isnan (AT (double, b, attribute)));
  return memcmp ((const char *)a + attribute->offset,
                 (const char *)b + attribute->offset,
                 type_size (attribute->type))
         == 0;
}

gboolean
hw_attribute_is_missing (const HwAttribute *attribute, const void *row)
{
  switch (attribute->type)
    {
    case HW_TYPE_NUMBER:
      return AT (double, row, attribute) == attribute->missing
             || (isnan (AT (double, row, attribute)) && isnan (attribute->missing));
    case HW_TYPE_INTEGER:
      return AT (gint32, row, attribute) == (gint32)attribute->missing;
    case HW_TYPE_CHOICE:
    case HW_TYPE_BYTE:
      return attribute->missing >= 0 && AT (guint8, row, attribute) == (guint8)attribute->missing;
    case HW_TYPE_POSITION:
    case HW_TYPE_HALF_UNITS:
    case HW_TYPE_SMALL:
      return AT (gint16, row, attribute) == (gint16)attribute->missing;
    case HW_TYPE_STRING:
    case HW_TYPE_REF:
    case HW_TYPE_PRODUCT:
      return AT (guint32, row, attribute) == 0;
    case HW_TYPE_PHASE:
    case HW_TYPE_ROTATION:
      return AT (guint16, row, attribute) == 0;
    case HW_TYPE_BOOLEAN:
      return AT (guint8, row, attribute) == 0;
    }
  g_return_val_if_reached (TRUE);
}
