/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>

#include "hw-ask.h"
#include "hw-geometry.h"

/* Many at once: align, distribute, duplicate, replace. */

#define COPIES_MAX 500
#define GRID_MAX 200
/* More new racks than these are not tried while one still types. */
#define PREVIEW_MAX 2000

static GArray *
dup_racks (HwCanvas *self)
{
  if (self->document == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HwHandle));
  return hw_selection_dup_handles (self->selection, HW_TABLE_RACK);
}

/* The selected racks and features: what stands on the floor. */
static GArray *
dup_floor (HwCanvas *self)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (HwRef));
  const GArray *refs = self->document != NULL ? hw_selection_get (self->selection) : NULL;

  for (guint i = 0; refs != NULL && i < refs->len; i++)
    {
      HwRef ref = g_array_index (refs, HwRef, i);

      if (ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_FEATURE)
        g_array_append_val (things, ref);
    }
  return things;
}

void
hw_canvas_align_selection (HwCanvas *self, HwEdge edge)
{
  g_autoptr (GArray) things = dup_floor (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (things->len < 2)
    return;
  hw_canvas_carry_cancel (self);
  what = hw_canvas_dup_what (self);
  label = g_strdup_printf (_ ("Align %s"), what);
  hw_design_begin (hw_canvas_design (self), label);
  done = hw_operation_align (
      hw_canvas_design (self), (const HwRef *)things->data, things->len, edge, &error);
  hw_canvas_finish (self, done, label, error);
}

void
hw_canvas_distribute_selection (HwCanvas *self, gboolean south)
{
  g_autoptr (GArray) things = dup_floor (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (things->len < 3)
    return;
  hw_canvas_carry_cancel (self);
  what = hw_canvas_dup_what (self);
  label = g_strdup_printf (_ ("Distribute %s"), what);
  hw_design_begin (hw_canvas_design (self), label);
  done = hw_operation_distribute (
      hw_canvas_design (self), (const HwRef *)things->data, things->len, south, &error);
  hw_canvas_finish (self, done, label, error);
}

void
hw_canvas_replace_selection (HwCanvas *self, const char *id)
{
  HwCatalogue *from;
  const HwProduct *product;
  g_autoptr (GArray) refs = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (self->document == NULL || hw_selection_count (self->selection) == 0)
    return;
  product = hw_document_find_product (self->document, id, &from);
  if (product == NULL)
    return;
  hw_canvas_carry_cancel (self);
  refs = g_array_copy ((GArray *)hw_selection_get (self->selection));
  what = hw_canvas_dup_what (self);
  label = g_strdup_printf (_ ("Replace %s with %s"), what, product->name);
  hw_design_begin (hw_canvas_design (self), label);
  done = hw_operation_replace_product (
      hw_canvas_design (self), (const HwRef *)refs->data, refs->len, from, product, &error);
  hw_canvas_finish (self, done, label, error);
}

/* --- over a grid --- */

static GArray *
dup_features (HwCanvas *self)
{
  if (self->document == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HwHandle));
  return hw_selection_dup_handles (self->selection, HW_TABLE_FEATURE);
}

static void
add_refs (GArray *refs, HwTableKind table, const GArray *handles)
{
  for (guint i = 0; i < handles->len; i++)
    {
      HwRef ref = HW_REF (table, g_array_index (handles, HwHandle, i));

      g_array_append_val (refs, ref);
    }
}

/* Inside an open transaction or preview. Returns: (element-type HwRef): the copies, %NULL with
 * @error */
static GArray *
duplicate_grid (
    HwCanvas *self, guint columns, guint rows, gint32 pitch_x_mm, gint32 pitch_y_mm, GError **error)
{
  HwDesign *design = hw_canvas_design (self);
  g_autoptr (GArray) racks = dup_racks (self);
  g_autoptr (GArray) features = dup_features (self);
  g_autoptr (GArray) more_racks = NULL;
  g_autoptr (GArray) more_features = NULL;
  GArray *made;

  more_racks
      = hw_operation_duplicate_grid (design, racks, columns, rows, pitch_x_mm, pitch_y_mm, error);
  if (more_racks == NULL)
    return NULL;
  more_features = hw_operation_duplicate_features (
      design, features, columns, rows, pitch_x_mm, pitch_y_mm, error);
  if (more_features == NULL)
    return NULL;
  made = g_array_new (FALSE, FALSE, sizeof (HwRef));
  add_refs (made, HW_TABLE_RACK, more_racks);
  add_refs (made, HW_TABLE_FEATURE, more_features);
  return made;
}

gboolean
hw_canvas_duplicate_grid (
    HwCanvas *self, guint columns, guint rows, gint32 pitch_x_mm, gint32 pitch_y_mm)
{
  g_autoptr (GArray) racks = dup_racks (self);
  g_autoptr (GArray) features = dup_features (self);
  g_autoptr (GArray) copies = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;

  if (racks->len + features->len == 0)
    return FALSE;
  hw_canvas_carry_cancel (self);
  what = hw_canvas_dup_what (self);
  label = g_strdup_printf (_ ("Duplicate %s over %u × %u"), what, columns, rows);
  hw_design_begin (hw_canvas_design (self), label);
  copies = duplicate_grid (self, columns, rows, pitch_x_mm, pitch_y_mm, &error);
  hw_canvas_finish (self, copies != NULL, label, error);
  if (copies == NULL)
    return FALSE;
  add_refs (copies, HW_TABLE_RACK, racks);
  add_refs (copies, HW_TABLE_FEATURE, features);
  hw_selection_set (self->selection, (const HwRef *)copies->data, copies->len);
  return TRUE;
}

/* What a window asks, and of which canvas. */
typedef struct
{
  HwCanvas *canvas;
  GtkSpinButton *columns, *rows, *pitch_x, *pitch_y, *copies;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;
  HwCanvas *canvas = self->canvas;

  if (canvas->document != NULL && hw_design_in_preview (hw_canvas_design (canvas)))
    hw_design_preview_end (hw_canvas_design (canvas));
  g_object_unref (canvas);
  g_free (self);
}

static guint
whole (GtkSpinButton *field)
{
  return (guint)gtk_spin_button_get_value_as_int (field);
}

/* Tries it in a preview, so that totals and problems show it too. */
static gboolean
grid_changed (HwAsk *ask, gpointer data, char **summary)
{
  Question *self = data;
  HwDesign *design = hw_canvas_design (self->canvas);
  g_autoptr (GArray) racks = dup_racks (self->canvas);
  g_autoptr (GArray) features = dup_features (self->canvas);
  g_autoptr (GArray) copies = NULL;
  g_autoptr (GError) error = NULL;
  guint columns = whole (self->columns), rows = whole (self->rows);
  guint present = racks->len + features->len;
  guint more = (columns * rows - 1) * present;

  if (hw_design_in_preview (design))
    hw_design_preview_end (design);
  if (more == 0)
    {
      *summary = g_strdup (_ ("One column and one row are what there is: nothing is added."));
      return FALSE;
    }
  if (more <= PREVIEW_MAX)
    {
      hw_design_preview_begin (design);
      copies = duplicate_grid (self->canvas,
                               columns,
                               rows,
                               (gint32)whole (self->pitch_x),
                               (gint32)whole (self->pitch_y),
                               &error);
      if (copies == NULL)
        {
          hw_design_preview_end (design);
          *summary = g_strdup (error->message);
          return FALSE;
        }
      hw_design_preview_show (design);
    }
  if (features->len == 0)
    *summary = g_strdup_printf (
        g_dngettext (
            NULL, "%u × %u: adds %u rack, %u in all.", "%u × %u: adds %u racks, %u in all.", more),
        columns,
        rows,
        more,
        more + present);
  else
    *summary = g_strdup_printf (g_dngettext (NULL,
                                             "%u × %u: adds %u object, %u in all.",
                                             "%u × %u: adds %u objects, %u in all.",
                                             more),
                                columns,
                                rows,
                                more,
                                more + present);
  return TRUE;
}

static void
grid_accepted (HwAsk *ask, gpointer data)
{
  Question *self = data;

  hw_canvas_duplicate_grid (self->canvas,
                            whole (self->columns),
                            whole (self->rows),
                            (gint32)whole (self->pitch_x),
                            (gint32)whole (self->pitch_y));
}

static HwArea
extent_of (HwDesign *design, const GArray *racks, const GArray *features)
{
  HwArea all = { G_MAXINT32, G_MAXINT32, 0, 0 };
  gint32 right = 0, bottom = 0;

  for (guint i = 0; i < racks->len + features->len; i++)
    {
      HwArea area;

      if (i < racks->len)
        area = hw_rack_area (design, g_array_index (racks, HwHandle, i));
      else
        {
          const HwFeature *row = hw_design_row (
              design, HW_TABLE_FEATURE, g_array_index (features, HwHandle, i - racks->len));
          area = (HwArea){ row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
        }

      all.x = MIN (all.x, area.x);
      all.y = MIN (all.y, area.y);
      right = MAX (right, area.x + area.width);
      bottom = MAX (bottom, area.y + area.depth);
    }
  all.width = right - all.x;
  all.depth = bottom - all.y;
  return all;
}

static Question *
question_new (HwCanvas *self)
{
  Question *question = g_new0 (Question, 1);

  question->canvas = g_object_ref (self);
  return question;
}

static GtkWindow *
window_of (HwCanvas *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

void
hw_canvas_ask_grid (HwCanvas *self)
{
  g_autoptr (GArray) racks = dup_racks (self);
  g_autoptr (GArray) features = dup_features (self);
  const HwSite *site;
  Question *question;
  HwAsk *ask;
  HwArea all;

  if (racks->len + features->len == 0)
    return;
  hw_canvas_carry_cancel (self);
  site = hw_design_get_site (hw_canvas_design (self));
  all = extent_of (hw_canvas_design (self), racks, features);
  question = question_new (self);
  ask = hw_ask_new (window_of (self), _ ("Duplicate over a Grid"), _ ("_Duplicate"));
  question->columns = hw_ask_add_number (ask, _ ("_Columns"), NULL, 1, GRID_MAX, 1, 0, 2);
  question->rows = hw_ask_add_number (ask, _ ("_Rows"), NULL, 1, GRID_MAX, 1, 0, 1);
  question->pitch_x = hw_ask_add_number (
      ask, _ ("From column to column"), _ ("mm"), 1, 1000000, 100, 0, all.width);
  /* From row to row there is an aisle. */
  question->pitch_y = hw_ask_add_number (
      ask, _ ("From row to row"), _ ("mm"), 1, 1000000, 100, 0, all.depth + site->front_aisle_mm);
  hw_ask_run (ask, grid_changed, grid_accepted, question, question_free);
}

/* --- one after the other --- */

static HwHandle
duplicate_one (HwDesign *design, HwRef ref, GError **error)
{
  if (ref.table == HW_TABLE_RACK)
    return hw_operation_duplicate_rack (design, ref.handle, error);
  if (ref.table == HW_TABLE_DEVICE)
    return hw_operation_duplicate_device (design, ref.handle, error);
  return hw_operation_duplicate_feature (design, ref.handle, error);
}

/* Inside an open transaction or preview. @made: receives the copies */
static gboolean
duplicate_many (HwCanvas *self, guint copies, GArray *made, GError **error)
{
  HwDesign *design = hw_canvas_design (self);
  const GArray *refs = hw_selection_get (self->selection);
  g_autoptr (GArray) racks = dup_racks (self);
  g_autoptr (GArray) sets = g_array_new (FALSE, TRUE, sizeof (HwHandle));
  guint rack = 0;

  /* A set of copies of all racks after the other. */
  g_array_set_size (sets, racks->len * copies);
  for (guint i = 0; i < refs->len; i++)
    {
      HwRef ref = g_array_index (refs, HwRef, i);

      if (ref.table != HW_TABLE_RACK && ref.table != HW_TABLE_DEVICE
          && ref.table != HW_TABLE_FEATURE)
        continue;
      for (guint j = 0; j < copies; j++)
        {
          ref.handle = duplicate_one (design, ref, error);
          if (ref.handle == 0)
            return FALSE;
          if (ref.table == HW_TABLE_RACK)
            g_array_index (sets, HwHandle, j * racks->len + rack) = ref.handle;
          g_array_append_val (made, ref);
        }
      rack += ref.table == HW_TABLE_RACK;
    }
  hw_operation_group_copies (design, racks, sets);
  return TRUE;
}

gboolean
hw_canvas_duplicate_many (HwCanvas *self, guint copies)
{
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (HwRef));
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (self->document == NULL || hw_selection_count (self->selection) == 0)
    return FALSE;
  hw_canvas_carry_cancel (self);
  what = hw_canvas_dup_what (self);
  if (copies == 1)
    label = g_strdup_printf (_ ("Duplicate %s"), what);
  else
    label = g_strdup_printf (
        g_dngettext (NULL, "Duplicate %s %u time", "Duplicate %s %u times", copies), what, copies);
  hw_design_begin (hw_canvas_design (self), label);
  done = duplicate_many (self, copies, made, &error);
  if (done && made->len == 0)
    {
      hw_design_rollback (hw_canvas_design (self));
      return FALSE;
    }
  hw_canvas_finish (self, done, label, error);
  if (done)
    hw_selection_set (self->selection, (const HwRef *)made->data, made->len);
  return done;
}

static gboolean
copies_changed (HwAsk *ask, gpointer data, char **summary)
{
  Question *self = data;
  HwDesign *design = hw_canvas_design (self->canvas);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (HwRef));
  g_autoptr (GError) error = NULL;
  const char *first, *last;

  hw_design_preview_begin (design);
  if (!duplicate_many (self->canvas, whole (self->copies), made, &error))
    {
      hw_design_preview_end (design);
      *summary = g_strdup (error->message);
      return FALSE;
    }
  hw_design_preview_show (design);
  first = hw_design_name (design, g_array_index (made, HwRef, 0));
  last = hw_design_name (design, g_array_index (made, HwRef, made->len - 1));
  *summary = made->len == 1 ? g_strdup_printf (_ ("Adds %s."), first)
                            : g_strdup_printf (_ ("Adds %u: %s to %s."), made->len, first, last);
  return TRUE;
}

static void
copies_accepted (HwAsk *ask, gpointer data)
{
  Question *self = data;

  hw_canvas_duplicate_many (self->canvas, whole (self->copies));
}

void
hw_canvas_ask_copies (HwCanvas *self)
{
  g_autoptr (GArray) racks = dup_racks (self);
  g_autoptr (GArray) features = dup_features (self);
  g_autoptr (GArray) devices = NULL;
  Question *question;
  HwAsk *ask;

  if (self->document == NULL)
    return;
  devices = hw_selection_dup_handles (self->selection, HW_TABLE_DEVICE);
  if (racks->len + features->len + devices->len == 0)
    return;
  hw_canvas_carry_cancel (self);
  question = question_new (self);
  ask = hw_ask_new (window_of (self),
                    racks->len > 0      ? _ ("Duplicate along the Row")
                    : features->len > 0 ? _ ("Duplicate on the Floor")
                                        : _ ("Duplicate up the Rack"),
                    _ ("_Duplicate"));
  question->copies = hw_ask_add_number (ask, _ ("_Copies"), NULL, 1, COPIES_MAX, 1, 0, 4);
  hw_ask_run (ask, copies_changed, copies_accepted, question, question_free);
}
