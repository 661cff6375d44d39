/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-places.h"

#include "hw-fabric-input.h"
#include "hw-fabric-name.h"
#include "hw-operations.h"

/* Those of top-of-rack switches have one already in the input, stored or not. */
static gboolean
is_stored (HwDesign *design, HwHandle fabric, HwHandle device)
{
  HwHandle member = hw_design_member_of (design, fabric, device);
  const HwMember *row = member != 0 ? hw_design_get_member (design, member) : NULL;

  return row != NULL && (row->position != 0 || (row->unit > 0 && row->slot > 0));
}

/* Whether the input has a place for it: but for top-of-rack switches it is the stored one, which
 * is found sooner so than among the members of the design. */
static gboolean
is_whole (const HwFabricInput *input, guint member)
{
  HwFabricPlace place = g_array_index (input->members, HwFabricMember, member).place;

  return place.unit >= 0 && place.slot >= 0;
}

static guint
give_nodes (HwDesign *design, HwHandle handle, const HwFabricInput *input, const HwFabric *fabric)
{
  gboolean told = !input->description.rule.uplinked;
  guint given = 0;

  for (guint i = 0; i < input->members->len; i++)
    {
      HwFabricPlace place = hw_fabric_get_place (fabric, i);
      HwHandle device = g_array_index (input->member_devices, HwHandle, i);

      if (place.unit < 0 || (told && is_whole (input, i)) || is_stored (design, handle, device))
        continue;
      if (hw_operation_set_place (design,
                                  handle,
                                  device,
                                  hw_fabric_is_appliance (fabric, i) ? HW_MEMBER_MANAGER
                                                                     : HW_MEMBER_NODE,
                                  place.unit + 1,
                                  place.slot + 1,
                                  (guint)place.rail + 1,
                                  NULL)
          != 0)
        given++;
    }
  return given;
}

static guint
give_switches (HwDesign *design,
               HwHandle handle,
               const HwFabricInput *input,
               const HwFabric *fabric)
{
  guint given = 0;

  for (guint i = 0; i < input->devices->len; i++)
    {
      gint node = hw_fabric_device_switch (fabric, i);
      HwHandle device = g_array_index (input->switch_devices, HwHandle, i);
      char name[HW_FABRIC_NAME_SIZE];

      if (node < 0 || is_stored (design, handle, device))
        continue;
      if (hw_operation_set_position (
              design, handle, device, hw_fabric_switch_name (fabric, (guint)node, name), NULL)
          != 0)
        given++;
    }
  return given;
}

/* Returns: how many were given; @vacancy tells where the next ones would stand */
static guint
give_all (HwDesign *design, HwHandle handle, HwFabricVacancy *vacancy)
{
  g_autoptr (HwFabricInput) input = hw_fabric_input_new (design, handle, NULL);
  g_autoptr (HwFabric) fabric = NULL;
  guint given;

  *vacancy = (HwFabricVacancy){ 0 };
  if (input->n_unplaced == 0 || !hw_fabric_input_is_complete (input))
    return 0;
  fabric = hw_fabric_derive_places (&input->description);
  given
      = give_nodes (design, handle, input, fabric) + give_switches (design, handle, input, fabric);
  hw_fabric_vacancy_learn (vacancy, design, input, fabric);
  return given;
}

guint
hw_fabric_places_give (HwDesign *design, HwHandle handle)
{
  HwFabricVacancy vacancy;

  return give_all (design, handle, &vacancy);
}

/* --- what is remembered between transactions --- */

#define KEY "hw-fabric-places"

typedef struct
{
  HwFabricVacancy vacancy;
  gboolean is_new; /* of this transaction, with all that it changes */
} Memory;

/* @self: (element-type Memory): by fabric */
static Memory *
memory_of (GArray *self, HwHandle fabric)
{
  if (fabric >= self->len)
    g_array_set_size (self, fabric + 1);
  return &g_array_index (self, Memory, fabric);
}

gboolean
hw_fabric_places_are_known (HwDesign *design, HwHandle fabric)
{
  GArray *self = g_object_get_data (G_OBJECT (design), KEY);

  return self == NULL || memory_of (self, fabric)->vacancy.known;
}

void
hw_fabric_places_know (HwDesign *design, HwHandle fabric, const HwFabricVacancy *vacancy)
{
  GArray *self = g_object_get_data (G_OBJECT (design), KEY);

  if (self != NULL)
    memory_of (self, fabric)->vacancy = *vacancy;
}

/* --- fabrics that a transaction touches --- */

typedef struct
{
  gboolean whole;  /* its members and switches are all asked */
  GArray *joining; /* HwHandle: else only these devices */
} Touched;

static void
touched_free (gpointer data)
{
  Touched *self = data;

  g_array_unref (self->joining);
  g_free (self);
}

static Touched *
touch (GHashTable *all, HwHandle fabric)
{
  Touched *self = g_hash_table_lookup (all, GUINT_TO_POINTER (fabric));

  if (self == NULL)
    {
      self = g_new0 (Touched, 1);
      self->joining = g_array_new (FALSE, FALSE, sizeof (HwHandle));
      g_hash_table_insert (all, GUINT_TO_POINTER (fabric), self);
    }
  return self;
}

/* Fabrics that a device may have joined: those that take its product. @comes: it is new, and stood
 * in none. */
static void
touch_device (HwDesign *design, HwHandle device, gboolean comes, GHashTable *all)
{
  const HwProduct *product;

  if (!hw_design_has (design, HW_TABLE_DEVICE, device))
    return;
  product = hw_design_device_product (design, device);
  for (HwHandle fabric = hw_design_first_child (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (design, HW_TABLE_FABRIC, fabric))
    {
      const HwFabricRow *row = hw_design_get_fabric (design, fabric);

      if (hw_fabric_takes_switch (design, row, product))
        touch (all, fabric)->whole = TRUE;
      else if (hw_fabric_takes_node (design, row, product))
        {
          /* Managers stand elsewhere than others. */
          if (!comes || product->kind == HW_KIND_MANAGEMENT)
            touch (all, fabric)->whole = TRUE;
          else if (hw_fabric_would_join (design, fabric, device))
            g_array_append_val (touch (all, fabric)->joining, device);
        }
    }
}

static void
touch_rack (HwDesign *design, HwHandle rack, GHashTable *all)
{
  if (!hw_design_has (design, HW_TABLE_RACK, rack))
    return;
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    touch_device (design, device, FALSE, all);
}

static void
touch_by (HwDesign *design, const HwChange *change, GHashTable *all)
{
  switch (change->table)
    {
    case HW_TABLE_DEVICE:
      if (change->kind == HW_CHANGE_INSERT
          || (change->kind == HW_CHANGE_SET
              && ((const HwDevice *)change->before)->product
                     != ((const HwDevice *)change->after)->product))
        touch_device (design, change->handle, change->kind == HW_CHANGE_INSERT, all);
      break;
    case HW_TABLE_RACK:
      /* Into the hall of another fabric. */
      if (change->kind == HW_CHANGE_SET
          && ((const HwRack *)change->before)->object.parent
                 != ((const HwRack *)change->after)->object.parent)
        touch_rack (design, change->handle, all);
      break;
    case HW_TABLE_FABRIC:
      if (change->kind != HW_CHANGE_REMOVE)
        touch (all, change->handle)->whole = TRUE;
      break;
    case HW_TABLE_MEMBER:
      if (change->kind != HW_CHANGE_REMOVE)
        touch (all, ((const HwMember *)change->after)->fabric)->whole = TRUE;
      break;
    default:
      break;
    }
}

/* --- those that join one rack, by what is remembered --- */

/* The order of those without a place in one rack, as in hw_fabric_input_new(). */
static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  HwHandle x = *(const HwHandle *)a, y = *(const HwHandle *)b;
  const HwDevice *first = hw_design_get_device (data, x);
  const HwDevice *second = hw_design_get_device (data, y);

  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  if ((first->face == HW_FACE_REAR) != (second->face == HW_FACE_REAR))
    return first->face == HW_FACE_REAR ? 1 : -1;
  return x < y ? -1 : x > y;
}

static gboolean
stand_in_one_rack (HwDesign *design, GArray *devices)
{
  for (guint i = 1; i < devices->len; i++)
    if (hw_design_get_device (design, g_array_index (devices, HwHandle, i))->object.parent
        != hw_design_get_device (design, g_array_index (devices, HwHandle, 0))->object.parent)
      return FALSE;
  return TRUE;
}

/* Returns: FALSE: some or all still want a place */
static gboolean
give_joining (HwDesign *design, HwHandle fabric, GArray *devices, HwFabricVacancy *vacancy)
{
  guint nodes = vacancy->nodes + devices->len;
  HwFabricPlace place = HW_FABRIC_NO_PLACE;

  if (!stand_in_one_rack (design, devices))
    return FALSE;
  g_array_sort_with_data (devices, compare_places, design);
  for (guint i = 0; i < devices->len; i++)
    {
      HwHandle device = g_array_index (devices, HwHandle, i);

      if (!hw_fabric_vacancy_find (vacancy, design, fabric, device, nodes, &place)
          || hw_operation_set_place (design,
                                     fabric,
                                     device,
                                     HW_MEMBER_NODE,
                                     place.unit + 1,
                                     place.slot + 1,
                                     (guint)place.rail + 1,
                                     NULL)
                 == 0)
        return FALSE;
    }
  return TRUE;
}

/* Whether a transaction lets something go, whose place others may take in it. */
static gboolean
frees (const HwChangeSet *set)
{
  for (guint i = 0; i < set->n_changes; i++)
    if (set->changes[i].kind == HW_CHANGE_REMOVE)
      return TRUE;
  return FALSE;
}

static void
completing_cb (HwDesign *design, const HwChangeSet *set, GArray *memories)
{
  g_autoptr (GHashTable) all = NULL;
  gboolean whole;

  /* What is only looked at takes no place. */
  if (hw_design_count (design, HW_TABLE_FABRIC) == 0 || hw_design_in_preview (design))
    return;
  all = g_hash_table_new_full (NULL, NULL, NULL, touched_free);
  for (guint i = 0; i < set->n_changes; i++)
    touch_by (design, &set->changes[i], all);
  whole = frees (set);
  /* In the order of files: what several would take goes to the first. */
  for (HwHandle fabric = hw_design_first_child (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (design, HW_TABLE_FABRIC, fabric))
    {
      const Touched *touched = g_hash_table_lookup (all, GUINT_TO_POINTER (fabric));
      Memory *memory = memory_of (memories, fabric);

      if (touched == NULL
          || (!whole && !touched->whole
              && give_joining (design, fabric, touched->joining, &memory->vacancy)))
        continue;
      give_all (design, fabric, &memory->vacancy);
      memory->is_new = TRUE;
    }
}

static void
changed_cb (HwDesign *design, const HwChangeSet *set, GArray *memories)
{
  if (set->cause == HW_CAUSE_PREVIEW || set->cause == HW_CAUSE_PREVIEW_END)
    return;
  for (HwHandle fabric = 0; fabric < memories->len; fabric++)
    {
      Memory *memory = memory_of (memories, fabric);

      if (set->cause == HW_CAUSE_RESET)
        memory->vacancy.known = FALSE;
      for (guint i = 0; i < set->n_changes && memory->vacancy.known && !memory->is_new; i++)
        hw_fabric_vacancy_follow (&memory->vacancy, fabric, &set->changes[i]);
      memory->is_new = FALSE;
    }
}

void
hw_fabric_places_follow (HwDesign *design)
{
  GArray *memories = g_array_new (FALSE, TRUE, sizeof (Memory));

  g_object_set_data_full (G_OBJECT (design), KEY, memories, (GDestroyNotify)g_array_unref);
  g_signal_connect (design, "completing", G_CALLBACK (completing_cb), memories);
  g_signal_connect (design, "changed", G_CALLBACK (changed_cb), memories);
}
