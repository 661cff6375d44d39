/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-text.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "hw-text-pairs.h"

/* Shapes of one generation. The cache holds two: what is still asked for is carried into the newer
 * one, the rest goes. A full window shows some 6000 labels. */
#define GENERATION 24000
/* Pango measures in 1/1024: at this size the advances of size one are exact to 1e-5. */
#define REFERENCE_SIZE 100
#define ELLIPSIS "…"

typedef struct
{
  const char *font; /* interned */
  gboolean bold;
  PangoLayout *layout;
  HwTextPairs *pairs;
} Font;

struct _HwTextCache
{
  PangoContext *context;
  GArray *fonts;           /* Font: few */
  const char *known;       /* the font asked for last, interned */
  GHashTable *young, *old; /* HwTextShape, keyed by itself */
  HwGlyphs *glyphs;
};

static guint
shape_hash (gconstpointer key)
{
  const HwTextShape *shape = key;

  return g_str_hash (shape->text) ^ (shape->bold ? 0x9e3779b9u : 0);
}

static gboolean
shape_equal (gconstpointer a, gconstpointer b)
{
  const HwTextShape *left = a, *right = b;

  return left->bold == right->bold && left->font == right->font
         && strcmp (left->text, right->text) == 0;
}

void
hw_text_shape_unref (HwTextShape *shape)
{
  if (--shape->ref_count > 0)
    return;
  for (guint i = 0; i < shape->n_runs; i++)
    cairo_font_face_destroy (shape->runs[i].face);
  g_free (shape->text);
  g_free (shape->glyphs);
  g_free (shape->clusters);
  g_free (shape->runs);
  g_free (shape);
}

static GHashTable *
new_generation (void)
{
  return g_hash_table_new_full (shape_hash, shape_equal, NULL, (GDestroyNotify)hw_text_shape_unref);
}

static HwTextCache *
cache_new (void)
{
  HwTextCache *self = g_new0 (HwTextCache, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 72);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);
  self->fonts = g_array_new (FALSE, FALSE, sizeof (Font));
  self->young = new_generation ();
  self->old = new_generation ();
  self->glyphs = hw_glyphs_new ();
  return self;
}

static void
cache_free (gpointer data)
{
  HwTextCache *self = data;

  g_hash_table_unref (self->young);
  g_hash_table_unref (self->old);
  hw_glyphs_free (self->glyphs);
  for (guint i = 0; i < self->fonts->len; i++)
    {
      hw_text_pairs_free (g_array_index (self->fonts, Font, i).pairs);
      g_object_unref (g_array_index (self->fonts, Font, i).layout);
    }
  g_array_unref (self->fonts);
  g_object_unref (self->context);
  g_free (self);
}

HwTextCache *
hw_text_cache_get (void)
{
  static GPrivate cache = G_PRIVATE_INIT (cache_free);
  HwTextCache *self = g_private_get (&cache);

  if (self == NULL)
    {
      self = cache_new ();
      g_private_set (&cache, self);
    }
  return self;
}

HwGlyphs *
hw_text_cache_get_glyphs (HwTextCache *self)
{
  return self->glyphs;
}

static PangoLayout *
layout_new (HwTextCache *self, const char *font, gboolean bold)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *description = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_set_family (description, font);
  pango_font_description_set_weight (description, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (description, REFERENCE_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  /* Figures stand under each other in columns. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/* Returns: (transfer none): until the next call */
static const Font *
find_font (HwTextCache *self, const char *family, gboolean bold)
{
  Font font = { .bold = bold != FALSE };

  if (self->known == NULL || strcmp (self->known, family) != 0)
    self->known = g_intern_string (family);
  font.font = self->known;
  for (guint i = 0; i < self->fonts->len; i++)
    {
      const Font *own = &g_array_index (self->fonts, Font, i);
      if (own->font == font.font && own->bold == font.bold)
        return own;
    }
  font.layout = layout_new (self, font.font, font.bold);
  font.pairs = hw_text_pairs_new (pango_layout_copy (font.layout));
  g_array_append_val (self->fonts, font);
  return &g_array_index (self->fonts, Font, self->fonts->len - 1);
}

/* Clusters of a run in the order of its text. */
static void
add_clusters (GArray *clusters, const PangoGlyphItem *run, gboolean backward)
{
  const PangoGlyphString *glyphs = run->glyphs;
  int end = backward ? -1 : glyphs->num_glyphs;
  int step = backward ? -1 : 1;

  for (int i = backward ? glyphs->num_glyphs - 1 : 0; i != end;)
    {
      cairo_text_cluster_t cluster = { 0, 0 };
      int from = glyphs->log_clusters[i];
      int next;
      do
        {
          /* Nothing at all stands for the bytes of controls. */
          if (glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
            cluster.num_glyphs++;
          i += step;
        }
      while (i != end && glyphs->log_clusters[i] == from);
      next = i != end ? glyphs->log_clusters[i] : run->item->length;
      cluster.num_bytes = next - from;
      g_array_append_val (clusters, cluster);
    }
}

static void
take_line (HwTextShape *shape, PangoLayoutLine *line)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (HwTextRun));
  const double unit = 1.0 / (PANGO_SCALE * REFERENCE_SIZE);
  double x = 0;

  shape->plain = TRUE;
  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      const PangoGlyphItem *item = l->data;
      gboolean backward = (item->item->analysis.level & 1) != 0;
      HwTextRun run = { 0 };
      cairo_scaled_font_t *scaled
          = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (item->item->analysis.font));

      if (scaled == NULL)
        continue;
      run.face = cairo_font_face_reference (cairo_scaled_font_get_font_face (scaled));
      run.first_glyph = glyphs->len;
      run.first_byte = item->item->offset;
      run.n_bytes = item->item->length;
      run.first_cluster = clusters->len;
      run.flags = backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0;
      for (int i = 0; i < item->glyphs->num_glyphs; i++)
        {
          const PangoGlyphInfo *info = &item->glyphs->glyphs[i];
          cairo_glyph_t glyph
              = { info->glyph, x + info->geometry.x_offset * unit, info->geometry.y_offset * unit };
          x += info->geometry.width * unit;
          if (info->glyph == PANGO_GLYPH_EMPTY)
            continue;
          /* What no font has is shown as the font's box for missing glyphs. */
          if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG)
            glyph.index = 0;
          g_array_append_val (glyphs, glyph);
        }
      add_clusters (clusters, item, backward);
      run.n_clusters = clusters->len - run.first_cluster;
      run.n_glyphs = glyphs->len - run.first_glyph;
      g_array_append_val (runs, run);
      shape->plain &= !backward;
    }
  shape->width = x;
  shape->n_glyphs = glyphs->len;
  shape->n_clusters = clusters->len;
  shape->n_runs = runs->len;
  shape->glyphs = (cairo_glyph_t *)g_array_free (g_steal_pointer (&glyphs), FALSE);
  shape->clusters = (cairo_text_cluster_t *)g_array_free (g_steal_pointer (&clusters), FALSE);
  shape->runs = (HwTextRun *)g_array_free (g_steal_pointer (&runs), FALSE);
}

/* What Pango would give for a text whose glyphs stand side by side. */
static void
take_pairs (HwTextShape *shape, const HwTextPairs *pairs, gint64 width)
{
  const double unit = 1.0 / (PANGO_SCALE * REFERENCE_SIZE);
  guint n = (guint)g_utf8_strlen (shape->text, -1);
  const char *at = shape->text;
  gint64 x = 0;

  shape->plain = TRUE;
  shape->width = (double)width * unit;
  shape->n_glyphs = shape->n_clusters = n;
  shape->glyphs = g_new (cairo_glyph_t, n);
  shape->clusters = g_new (cairo_text_cluster_t, n);
  for (guint i = 0; i < n; i++)
    {
      const char *character = at;
      int advance;
      gulong glyph = hw_text_pairs_next (pairs, &at, &advance);
      shape->glyphs[i] = (cairo_glyph_t){ glyph, (double)x * unit, 0 };
      shape->clusters[i] = (cairo_text_cluster_t){ (int)(at - character), 1 };
      x += advance;
    }
  if (n == 0)
    return;
  shape->n_runs = 1;
  shape->runs = g_new0 (HwTextRun, 1);
  shape->runs[0].face = cairo_font_face_reference (hw_text_pairs_face (pairs));
  shape->runs[0].n_glyphs = shape->runs[0].n_clusters = n;
  shape->runs[0].n_bytes = (guint)(at - shape->text);
}

static HwTextShape *
shape_new (const Font *font, const char *text)
{
  HwTextShape *shape = g_new0 (HwTextShape, 1);
  gint64 width;

  shape->ref_count = 1;
  shape->font = font->font;
  shape->bold = font->bold;
  shape->text = g_strdup (text);
  if (hw_text_pairs_measure (font->pairs, text, &width))
    take_pairs (shape, font->pairs, width);
  else
    {
      pango_layout_set_text (font->layout, text, -1);
      take_line (shape, pango_layout_get_line_readonly (font->layout, 0));
    }
  return shape;
}

/* Returns: (transfer none) */
static HwTextShape *
find_shape (HwTextCache *self, const char *family, const char *text, gboolean bold)
{
  const Font *font = find_font (self, family, bold);
  HwTextShape key = { .font = font->font, .bold = font->bold, .text = (char *)text };
  HwTextShape *shape = g_hash_table_lookup (self->young, &key);

  if (shape != NULL)
    return shape;
  if (g_hash_table_size (self->young) >= GENERATION)
    {
      g_hash_table_unref (self->old);
      self->old = g_steal_pointer (&self->young);
      self->young = new_generation ();
    }
  shape = g_hash_table_lookup (self->old, &key);
  if (shape != NULL)
    shape->ref_count++;
  else
    shape = shape_new (font, text);
  g_hash_table_add (self->young, shape);
  return shape;
}

HwTextShape *
hw_text_shape (HwTextCache *self, const char *font, const char *text, gboolean bold)
{
  HwTextShape *shape = find_shape (self, font, text, bold);

  shape->ref_count++;
  return shape;
}

double
hw_text_width (HwTextCache *self, const char *font, const char *text, double size, gboolean bold)
{
  const Font *own = find_font (self, font, bold);
  gint64 width;

  if (hw_text_pairs_measure (own->pairs, text, &width))
    return (double)width / (PANGO_SCALE * REFERENCE_SIZE) * size;
  return find_shape (self, font, text, bold)->width * size;
}

/* @text up to @n_bytes, without blanks at its end, and an ellipsis. */
static char *
cut (const char *text, gsize n_bytes)
{
  while (n_bytes > 0 && (text[n_bytes - 1] == ' ' || text[n_bytes - 1] == ','))
    n_bytes--;
  return g_strdup_printf ("%.*s" ELLIPSIS, (int)n_bytes, text);
}

char *
hw_text_shorten (
    HwTextCache *self, const char *font, const char *text, double size, gboolean bold, double width)
{
  double room = width / size - find_shape (self, font, ELLIPSIS, bold)->width;
  const HwTextShape *shape = find_shape (self, font, text, bold);
  gsize n_bytes = 0;

  if (shape->plain)
    {
      guint glyph = 0;
      gsize byte = 0;
      for (guint i = 0; i < shape->n_clusters; i++)
        {
          double end;
          glyph += shape->clusters[i].num_glyphs;
          byte += shape->clusters[i].num_bytes;
          end = glyph < shape->n_glyphs ? shape->glyphs[glyph].x : shape->width;
          if (end > room)
            break;
          n_bytes = byte;
        }
    }
  else
    {
      /* Where the order of glyphs is not that of the text, beginnings are shaped to be measured. */
      glong low = 0, high = g_utf8_strlen (text, -1);
      while (low < high)
        {
          glong middle = (low + high + 1) / 2;
          gsize end = g_utf8_offset_to_pointer (text, middle) - text;
          g_autofree char *part = g_strndup (text, end);
          if (hw_text_width (self, font, part, 1, bold) <= room)
            low = middle;
          else
            high = middle - 1;
        }
      n_bytes = g_utf8_offset_to_pointer (text, low) - text;
    }
  if (g_utf8_strlen (text, n_bytes) < 3)
    return NULL;
  return cut (text, n_bytes);
}
