/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-private.h"

#include <math.h>
#include <string.h>

#define NONE G_MAXUINT32
/* How far from the middle of a thin line one still means it, device units. */
#define BAND_REACH 3.0

static const HwColour no_colour = { 0, 0, 0, 0 };

HwScene *
hw_scene_new (const HwTheme *theme, const HwViewport *viewport)
{
  HwScene *self = g_new0 (HwScene, 1);

  self->theme = theme;
  self->viewport = *viewport;
  self->items = g_array_sized_new (FALSE, FALSE, sizeof (HwItem), 512);
  self->next = g_array_sized_new (FALSE, FALSE, sizeof (guint32), 512);
  self->batches = g_array_new (FALSE, FALSE, sizeof (HwBatch));
  self->n_slots = 128;
  self->slots = g_new0 (guint32, self->n_slots);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_text_shape_unref);
  self->cache = hw_text_cache_get ();
  return self;
}

HwScene *
hw_scene_new_view (const HwTheme *theme, const HwViewport *viewport)
{
  HwScene *self = hw_scene_new (theme, viewport);

  hw_scene_box (self,
                HW_REF (HW_TABLE_DESIGN, 0),
                0,
                0,
                viewport->width,
                viewport->height,
                theme->colours[HW_ROLE_GROUND],
                no_colour);
  return self;
}

void
hw_scene_free (HwScene *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
  g_array_unref (self->next);
  g_array_unref (self->batches);
  g_ptr_array_unref (self->texts);
  g_free (self->slots);
  g_free (self);
}

const HwTheme *
hw_scene_get_theme (const HwScene *self)
{
  return self->theme;
}

const HwViewport *
hw_scene_get_viewport (const HwScene *self)
{
  return &self->viewport;
}

guint
hw_scene_n_items (const HwScene *self)
{
  return self->items->len;
}

const HwItem *
hw_scene_get_item (const HwScene *self, guint index)
{
  return &g_array_index (self->items, HwItem, index);
}

const char *
hw_scene_get_text (const HwScene *self, const HwItem *item)
{
  return hw_scene_get_shape (self, item)->text;
}

/* --- batches --- */

static guint32
style_hash (const HwStyle *style)
{
  guint32 words[sizeof (HwStyle) / 4];
  guint32 hash = 0;

  memcpy (words, style, sizeof words);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    hash = (hash ^ words[i]) * 0x9e3779b1u;
  return hash ^ hash >> 15;
}

static void
index_batch (HwScene *self, guint batch)
{
  guint mask = self->n_slots - 1;
  guint at = style_hash (&g_array_index (self->batches, HwBatch, batch).style) & mask;

  while (self->slots[at] != 0)
    at = (at + 1) & mask;
  self->slots[at] = batch + 1;
}

static HwBatch *
find_batch (HwScene *self, const HwStyle *style)
{
  guint mask = self->n_slots - 1;
  HwBatch fresh = { *style, NONE, NONE };

  for (guint at = style_hash (style) & mask; self->slots[at] != 0; at = (at + 1) & mask)
    {
      HwBatch *batch = &g_array_index (self->batches, HwBatch, self->slots[at] - 1);
      if (memcmp (&batch->style, style, sizeof *style) == 0)
        return batch;
    }
  g_array_append_val (self->batches, fresh);
  if (self->batches->len * 2 > self->n_slots)
    {
      self->n_slots *= 2;
      g_free (self->slots);
      self->slots = g_new0 (guint32, self->n_slots);
      for (guint i = 0; i < self->batches->len; i++)
        index_batch (self, i);
    }
  else
    index_batch (self, self->batches->len - 1);
  return &g_array_index (self->batches, HwBatch, self->batches->len - 1);
}

static void
chain (HwScene *self, const HwItem *item, guint32 index)
{
  HwStyle style = { .layer = item->layer, .kind = item->kind };
  HwBatch *batch;

  style.fill = hw_colour_pack (item->fill);
  style.stroke = hw_colour_pack (item->stroke);
  style.flags = (item->dashed ? 1 : 0) | (item->rotated ? 2 : 0);
  style.bold = item->bold != FALSE;
  style.line_width = (float)item->line_width;
  style.radius = (float)item->radius;
  style.size = (float)item->size;
  batch = find_batch (self, &style);
  if (batch->first == NONE)
    batch->first = index;
  else
    g_array_index (self->next, guint32, batch->last) = index;
  batch->last = index;
}

/* --- adding --- */

void
hw_scene_set_layer (HwScene *self, HwLayer layer)
{
  self->layer = layer;
}

void
hw_scene_add (HwScene *self, const HwItem *item)
{
  const guint32 none = NONE;
  guint32 index;
  HwItem *own;
  HwItem part;

  if (self->clipped && self->layer < HW_LAYER_CARD)
    {
      part = *item;
      if (!hw_scene_cut (self, &part))
        return;
      item = &part;
    }
  index = self->items->len;
  g_array_append_vals (self->items, item, 1);
  g_array_append_val (self->next, none);
  own = &g_array_index (self->items, HwItem, index);
  own->layer = self->layer;
  if (own->kind != HW_ITEM_TARGET)
    chain (self, own, index);
}

void
hw_scene_box (HwScene *self,
              HwRef ref,
              double x,
              double y,
              double width,
              double height,
              HwColour fill,
              HwColour stroke)
{
  HwItem item = { .kind = HW_ITEM_BOX, .ref = ref, .x = x, .y = y, .width = width };

  item.height = height;
  item.fill = fill;
  item.stroke = stroke;
  hw_scene_add (self, &item);
}

void
hw_scene_rounded (HwScene *self,
                  HwRef ref,
                  double x,
                  double y,
                  double width,
                  double height,
                  double radius,
                  HwColour fill,
                  HwColour stroke,
                  double line_width)
{
  HwItem item = { .kind = HW_ITEM_BOX, .ref = ref, .x = x, .y = y, .width = width };

  item.height = height;
  item.fill = fill;
  item.stroke = stroke;
  item.line_width = line_width;
  item.radius = MIN (radius, MIN (width, height) / 2);
  hw_scene_add (self, &item);
}

void
hw_scene_line (HwScene *self,
               HwRef ref,
               double x0,
               double y0,
               double x1,
               double y1,
               HwColour stroke,
               double line_width,
               gboolean dashed)
{
  HwItem item = { .kind = HW_ITEM_LINE, .ref = ref, .x = x0, .y = y0, .width = x1 - x0 };

  item.height = y1 - y0;
  item.stroke = stroke;
  item.line_width = line_width;
  item.dashed = dashed;
  hw_scene_add (self, &item);
}

void
hw_scene_curve (HwScene *self,
                double x0,
                double y0,
                double x1,
                double y1,
                HwColour stroke,
                double line_width,
                gboolean dashed,
                guint32 first,
                guint count)
{
  HwItem item = { .kind = HW_ITEM_CURVE, .x = x0, .y = y0, .width = x1 - x0, .height = y1 - y0 };

  item.stroke = stroke;
  item.line_width = line_width;
  item.dashed = dashed;
  item.text_index = first;
  item.count = count;
  hw_scene_add (self, &item);
}

void
hw_scene_hatch (
    HwScene *self, HwRef ref, double x, double y, double width, double height, HwColour stroke)
{
  HwItem item = { .kind = HW_ITEM_HATCH, .ref = ref, .x = x, .y = y, .width = width };

  item.height = height;
  item.stroke = stroke;
  hw_scene_add (self, &item);
}

void
hw_scene_pips (HwScene *self,
               HwRef ref,
               double x,
               double y,
               double width,
               double height,
               guint count,
               HwColour fill)
{
  HwItem item = { .kind = HW_ITEM_PIPS, .ref = ref, .x = x, .y = y, .width = width };

  item.height = height;
  item.count = count;
  item.fill = fill;
  hw_scene_add (self, &item);
}

void
hw_scene_icon (
    HwScene *self, HwRef ref, double x, double y, double size, HwIcon icon, HwColour fill)
{
  HwItem item = { .kind = HW_ITEM_ICON, .ref = ref, .x = x, .y = y, .width = size };

  item.height = size;
  item.count = icon;
  item.fill = fill;
  hw_scene_add (self, &item);
}

void
hw_scene_target (HwScene *self, HwRef ref, double x, double y, double width, double height)
{
  HwItem item = { .kind = HW_ITEM_TARGET, .ref = ref, .x = x, .y = y, .width = width };

  item.height = height;
  item.fill = item.stroke = no_colour;
  hw_scene_add (self, &item);
}

double
hw_scene_text_width (const HwScene *self, const char *text, double size, gboolean bold)
{
  return hw_text_width (self->cache, self->theme->font, text, size, bold);
}

gsize
hw_scene_fill_line (HwScene *scene, const char *text, double size, double width)
{
  gsize taken = 0;

  for (const char *end = text; *end != '\0';)
    {
      gsize length;
      g_autofree char *line = NULL;
      end += strspn (end, " ");
      end += strcspn (end, " ");
      length = (gsize)(end - text);
      line = g_strndup (text, length);
      if (taken > 0 && hw_scene_text_width (scene, line, size, FALSE) > width)
        break;
      taken = length;
    }
  return taken;
}

/* Places @text in a box whose length runs along the text. Returns: the shape, NULL where left out.
 */
static HwTextShape *
fit_text (
    HwScene *self, const char *text, double *size, gboolean bold, double length, double across)
{
  gboolean paper = self->theme->kind == HW_THEME_PRINT;
  g_autofree char *shorter = NULL;
  HwTextShape *shape;

  if (!paper)
    *size = floor (*size * 2 + 1e-6) / 2;
  if (*size < (paper ? 4.5 : 7) || across < *size * HW_TEXT_HEIGHT - 0.01 || *text == '\0')
    return NULL;
  shape = hw_text_shape (self->cache, self->theme->font, text, bold);
  if (shape->width * *size <= length + 0.01)
    return shape;
  hw_text_shape_unref (shape);
  shorter = hw_text_shorten (self->cache, self->theme->font, text, *size, bold, length);
  return shorter != NULL ? hw_text_shape (self->cache, self->theme->font, shorter, bold) : NULL;
}

static double
aligned (HwAlign align, double length, double taken)
{
  return align == HW_ALIGN_START ? 0
         : align == HW_ALIGN_END ? length - taken
                                 : (length - taken) / 2;
}

static void
add_text (HwScene *self, HwItem *item, HwTextShape *shape)
{
  item->text_index = self->texts->len;
  g_ptr_array_add (self->texts, shape);
  hw_scene_add (self, item);
}

double
hw_scene_text (HwScene *self,
               HwRef ref,
               double x,
               double y,
               double width,
               double height,
               const char *text,
               double size,
               gboolean bold,
               HwAlign align,
               HwColour colour,
               HwColour ground)
{
  HwTextShape *shape = fit_text (self, text, &size, bold, width, height);
  HwItem item = { .kind = HW_ITEM_TEXT, .ref = ref };

  if (shape == NULL)
    return 0;
  item.width = shape->width * size;
  item.height = size * HW_TEXT_HEIGHT;
  item.x = x + aligned (align, width, item.width);
  item.y = y + (height - item.height) / 2;
  item.fill = colour;
  item.ground = ground;
  item.size = size;
  item.bold = bold;
  item.align = align;
  add_text (self, &item, shape);
  return item.width;
}

double
hw_scene_text_up (HwScene *self,
                  HwRef ref,
                  double x,
                  double y,
                  double width,
                  double height,
                  const char *text,
                  double size,
                  gboolean bold,
                  HwAlign align,
                  HwColour colour,
                  HwColour ground)
{
  HwTextShape *shape = fit_text (self, text, &size, bold, height, width);
  HwItem item = { .kind = HW_ITEM_TEXT, .ref = ref };

  if (shape == NULL)
    return 0;
  item.height = shape->width * size;
  item.width = size * HW_TEXT_HEIGHT;
  item.y = y + height - item.height - aligned (align, height, item.height);
  item.x = x + (width - item.width) / 2;
  item.fill = colour;
  item.ground = ground;
  item.size = size;
  item.bold = bold;
  item.align = align;
  item.rotated = TRUE;
  add_text (self, &item, shape);
  return item.height;
}

/* --- picking --- */

/* Lines as wide as what they stand for; others are but a part of a drawing. */
static gboolean
is_band (const HwItem *item)
{
  return item->kind == HW_ITEM_LINE && item->line_width > 0;
}

static gboolean
can_pick (const HwItem *item)
{
  return (item->kind == HW_ITEM_BOX || item->kind == HW_ITEM_TARGET || is_band (item))
         && item->ref.handle != 0;
}

static gboolean
is_at (const HwItem *item, double x, double y)
{
  double dx = x - item->x, dy = y - item->y, length, along, across;

  if (!is_band (item))
    return dx >= 0 && dy >= 0 && dx < item->width && dy < item->height;
  length = MAX (hypot (item->width, item->height), 1e-9);
  along = (dx * item->width + dy * item->height) / length;
  across = (dx * item->height - dy * item->width) / length;
  return along >= 0 && along <= length && fabs (across) <= MAX (item->line_width / 2, BAND_REACH);
}

/* Cuts @from to @to, shares of a line, down to where start + share * way is within @least to @most.
 */
static void
cut (double start, double way, double least, double most, double *from, double *to)
{
  double a = way != 0 ? (least - start) / way : 0, b = way != 0 ? (most - start) / way : 1;

  if (way == 0 && (start < least || start > most))
    *to = -1;
  *from = fmax (*from, fmin (a, b));
  *to = fmin (*to, fmax (a, b));
}

static gboolean
touches (const HwItem *item, double x, double y, double width, double height)
{
  double half = item->line_width / 2, from = 0, to = 1;

  if (!is_band (item))
    return item->x <= x + width && item->y <= y + height && item->x + item->width >= x
           && item->y + item->height >= y;
  cut (item->x, item->width, x - half, x + width + half, &from, &to);
  cut (item->y, item->height, y - half, y + height + half, &from, &to);
  return from <= to;
}

HwRef
hw_scene_pick (const HwScene *self, double x, double y)
{
  const HwItem *best = NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      const HwItem *item = &g_array_index (self->items, HwItem, i);
      if (can_pick (item) && is_at (item, x, y) && (best == NULL || item->layer >= best->layer))
        best = item;
    }
  return best != NULL ? best->ref : HW_REF (HW_TABLE_DESIGN, 0);
}

GArray *
hw_scene_pick_area (const HwScene *self, double x, double y, double width, double height)
{
  GArray *refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const HwItem *item = &g_array_index (self->items, HwItem, i);
      guint64 key;
      if (!can_pick (item) || !touches (item, x, y, width, height))
        continue;
      /* Tables are few and handles stay below 2^28: both fit a pointer of 32 bits. */
      key = (guint64)item->ref.table << 28 | item->ref.handle;
      if (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize)key)))
        g_array_append_val (refs, item->ref);
    }
  return refs;
}
