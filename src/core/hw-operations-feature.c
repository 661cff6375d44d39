/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <string.h>

#include "hw-edit.h"

/* Columns, keep-outs, doors and notes of the floor: added, moved, alone and with racks, and copied.
 */

static const HwFeature *
get_feature (HwDesign *design, HwHandle feature)
{
  return hw_design_row (design, HW_TABLE_FEATURE, feature);
}

HwHandle
hw_operation_add_feature (HwDesign *design,
                          HwHandle hall,
                          HwFeatureKind kind,
                          const char *name,
                          const HwArea *area,
                          GError **error)
{
  HwFeature row = { 0 };

  hw_row_init (HW_TABLE_FEATURE, &row);
  row.object.parent = hall;
  row.object.install = (guint16)hw_design_get_new_phase (design, 0);
  row.object.name = hw_design_intern (design, name);
  row.kind = (guint8)kind;
  row.x_mm = area->x;
  row.y_mm = area->y;
  row.width_mm = area->width;
  row.depth_mm = area->depth;
  if (!hw_operation_check_row (design, HW_REF (HW_TABLE_FEATURE, 0), &row, error))
    return 0;
  return hw_edit_insert (design, HW_TABLE_FEATURE, &row);
}

/* --- moving --- */

/* Without looking at what stands there. */
static void
shift (HwDesign *design, const GArray *features, guint n, gint32 dx_mm, gint32 dy_mm)
{
  for (guint i = 0; i < n; i++)
    {
      HwHandle feature = g_array_index (features, HwHandle, i);
      HwFeature moved = *get_feature (design, feature);

      moved.x_mm += dx_mm;
      moved.y_mm += dy_mm;
      hw_edit_set (design, HW_TABLE_FEATURE, feature, &moved);
    }
}

static gboolean
all_stand (HwDesign *design, const GArray *features, GError **error)
{
  for (guint i = 0; i < features->len; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_FEATURE, g_array_index (features, HwHandle, i));

      if (!hw_operation_check_row (design, ref, get_feature (design, ref.handle), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
shift_trays (HwDesign *design, const GArray *trays, gint32 dx_mm, gint32 dy_mm, GError **error)
{
  guint i;

  for (i = 0; trays != NULL && i < trays->len; i++)
    if (!hw_operation_shift_tray (design, g_array_index (trays, HwHandle, i), dx_mm, dy_mm, error))
      break;
  if (trays == NULL || i == trays->len)
    return TRUE;
  while (i-- > 0)
    hw_operation_shift_tray (design, g_array_index (trays, HwHandle, i), -dx_mm, -dy_mm, NULL);
  return FALSE;
}

static gboolean
shift_standing (HwDesign *design,
                const GArray *racks,
                const GArray *features,
                gint32 dx_mm,
                gint32 dy_mm,
                GError **error)
{
  for (guint i = 0; i < features->len; i++)
    if (!hw_operation_check_unlocked (
            design, HW_REF (HW_TABLE_FEATURE, g_array_index (features, HwHandle, i)), error))
      return FALSE;
  /* Racks find the features where these go, and then features find the racks. */
  shift (design, features, features->len, dx_mm, dy_mm);
  if (racks->len == 0 || hw_operation_shift_racks (design, racks, dx_mm, dy_mm, error))
    {
      if (all_stand (design, features, error))
        return TRUE;
      for (guint i = 0; i < racks->len; i++)
        {
          HwHandle rack = g_array_index (racks, HwHandle, i);
          HwRack back = *hw_design_get_rack (design, rack);

          back.x_mm -= dx_mm;
          back.y_mm -= dy_mm;
          hw_edit_set (design, HW_TABLE_RACK, rack, &back);
        }
    }
  shift (design, features, features->len, -dx_mm, -dy_mm);
  return FALSE;
}

gboolean
hw_operation_shift_floor (HwDesign *design,
                          const GArray *racks,
                          const GArray *features,
                          const GArray *trays,
                          gint32 dx_mm,
                          gint32 dy_mm,
                          GError **error)
{
  /* Trays hang above all that stands, and are in nobody's way. */
  if (!shift_trays (design, trays, dx_mm, dy_mm, error))
    return FALSE;
  if (shift_standing (design, racks, features, dx_mm, dy_mm, error))
    return TRUE;
  shift_trays (design, trays, -dx_mm, -dy_mm, NULL);
  return FALSE;
}

/* --- copies --- */

/* The greatest number that follows @stem in names of the hall. */
static guint64
last_number (HwDesign *design, HwHandle hall, const char *stem)
{
  gsize length = strlen (stem);
  guint64 last = 0;

  for (HwHandle other = hw_design_first_child (design, HW_TABLE_FEATURE, hall); other != 0;
       other = hw_design_next_child (design, HW_TABLE_FEATURE, other))
    {
      const char *name = hw_design_text (design, get_feature (design, other)->object.name);

      if (strncmp (name, stem, length) == 0 && g_ascii_isdigit (name[length]))
        last = MAX (last, g_ascii_strtoull (name + length, NULL, 10));
    }
  return last;
}

/* "Column 4" where "Column 3" is the last of the hall. @numbers: the last number by stem, of those
 * that were asked for. */
static HwSymbol
next_name (HwDesign *design, HwHandle hall, HwSymbol like, GHashTable *numbers)
{
  const char *text = hw_design_text (design, like);
  gsize end = strlen (text);
  g_autofree char *name = NULL;
  char *stem;
  guint64 *number;

  if (end == 0)
    return 0;
  while (end > 0 && g_ascii_isdigit (text[end - 1]))
    end--;
  stem = text[end] != '\0' ? g_strndup (text, end) : g_strconcat (text, " ", NULL);
  number = g_hash_table_lookup (numbers, stem);
  if (number == NULL)
    {
      number = g_new (guint64, 1);
      *number = MAX (last_number (design, hall, stem), 1);
      g_hash_table_insert (numbers, g_strdup (stem), number);
    }
  name = g_strdup_printf ("%s%" G_GUINT64_FORMAT, stem, ++*number);
  g_free (stem);
  return hw_design_intern (design, name);
}

static GHashTable *
numbers_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* @copy: at its new place. Returns: 0 where it is in the way */
static HwHandle
insert_copy (HwDesign *design, HwFeature *copy, GHashTable *numbers, GError **error)
{
  copy->object.id = 0;
  copy->object.locked = FALSE;
  if (!hw_operation_check_row (design, HW_REF (HW_TABLE_FEATURE, 0), copy, error))
    return 0;
  copy->object.name = next_name (design, copy->object.parent, copy->object.name, numbers);
  return hw_edit_insert (design, HW_TABLE_FEATURE, copy);
}

static gboolean
meets_another (HwDesign *design, const HwFeature *row)
{
  HwArea area = { row->x_mm, row->y_mm, row->width_mm, row->depth_mm };

  for (HwHandle other = hw_design_first_child (design, HW_TABLE_FEATURE, row->object.parent);
       other != 0;
       other = hw_design_next_child (design, HW_TABLE_FEATURE, other))
    {
      const HwFeature *there = get_feature (design, other);
      HwArea taken = { there->x_mm, there->y_mm, there->width_mm, there->depth_mm };

      if (hw_area_intersects (&area, &taken))
        return TRUE;
    }
  return FALSE;
}

/* To the whole tiles that hold it. */
static gint32
step_of (const HwHall *hall, gint32 length)
{
  gint32 tile = MAX (hall->tile_mm, 1);

  return (length + tile - 1) / tile * tile;
}

HwHandle
hw_operation_duplicate_feature (HwDesign *design, HwHandle feature, GError **error)
{
  const HwFeature row = *get_feature (design, feature);
  const HwHall *hall = hw_design_get_hall (design, row.object.parent);
  gint32 step_x = step_of (hall, row.width_mm), step_y = step_of (hall, row.depth_mm);
  gint32 far_x = hall->width_mm / step_x, far_y = hall->depth_mm / step_y;
  /* A door keeps to its wall. */
  gboolean along_y = row.kind == HW_FEATURE_DOOR && row.depth_mm > row.width_mm;
  gboolean across = row.kind != HW_FEATURE_DOOR;
  HwFit fit = { HW_OBSTACLE_OUTSIDE_HALL, HW_REF (HW_TABLE_HALL, row.object.parent), 0, 0 };
  g_autoptr (GHashTable) numbers = numbers_new ();

  /* Along its line to both sides, then in the lines beside it. */
  for (gint32 line = 0; line <= (across ? far_y : 0); line++)
    for (gint32 i = line == 0 ? 1 : 0; i <= (along_y ? far_y : far_x); i++)
      for (int turn = 0; turn < 4; turn++)
        {
          HwFeature copy = row;
          gint32 along = (turn % 2 == 0 ? i : -i) * (along_y ? step_y : step_x);
          gint32 aside = (turn < 2 ? line : -line) * step_y;
          HwHandle handle;

          copy.x_mm += along_y ? 0 : along;
          copy.y_mm += along_y ? along : aside;
          if (copy.x_mm < 0 || copy.y_mm < 0 || meets_another (design, &copy))
            continue;
          handle = insert_copy (design, &copy, numbers, NULL);
          if (handle != 0)
            return handle;
        }
  hw_operation_refuse (design, &fit, error);
  return 0;
}

GArray *
hw_operation_duplicate_features (HwDesign *design,
                                 const GArray *features,
                                 guint columns,
                                 guint rows,
                                 gint32 pitch_x_mm,
                                 gint32 pitch_y_mm,
                                 GError **error)
{
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GHashTable) numbers = numbers_new ();

  for (guint line = 0; line < rows; line++)
    for (guint column = 0; column < columns; column++)
      for (guint i = 0; (line > 0 || column > 0) && i < features->len; i++)
        {
          HwFeature copy = *get_feature (design, g_array_index (features, HwHandle, i));
          gint64 x = copy.x_mm + (gint64)pitch_x_mm * column;
          gint64 y = copy.y_mm + (gint64)pitch_y_mm * line;
          HwHandle handle;

          /* Anything beyond the walls is refused; the sum stays within 32 bits. */
          copy.x_mm = (gint32)MIN (x, G_MAXINT32 / 2);
          copy.y_mm = (gint32)MIN (y, G_MAXINT32 / 2);
          handle = insert_copy (design, &copy, numbers, error);
          if (handle == 0)
            {
              for (guint j = copies->len; j-- > 0;)
                hw_edit_remove (design, HW_TABLE_FEATURE, g_array_index (copies, HwHandle, j));
              return NULL;
            }
          g_array_append_val (copies, handle);
        }
  return g_steal_pointer (&copies);
}
