/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-text-pairs.h"

/* Printable characters of Latin-1: space to tilde, and the upper half without the blank and the
 * hyphen that Pango treats in their own ways. */
#define N_CHARACTERS 0x100
/* Behind the last character of a text: no text holds it. */
#define END 0
#define NOT_IN_TABLE (-1)
#define UNKNOWN G_MININT32
#define NOT_SIDE_BY_SIDE (G_MININT32 + 1)

/* Of one character before each other, Pango units. */
typedef struct
{
  PangoGlyph glyph;
  gint32 advances[N_CHARACTERS];
} Character;

struct _HwTextPairs
{
  PangoLayout *layout;
  cairo_font_face_t *face;
  Character *characters[N_CHARACTERS]; /* NULL: not met yet */
};

HwTextPairs *
hw_text_pairs_new (PangoLayout *layout)
{
  HwTextPairs *self = g_new0 (HwTextPairs, 1);

  self->layout = layout;
  return self;
}

void
hw_text_pairs_free (HwTextPairs *self)
{
  for (guint i = 0; i < N_CHARACTERS; i++)
    g_free (self->characters[i]);
  g_clear_pointer (&self->face, cairo_font_face_destroy);
  g_object_unref (self->layout);
  g_free (self);
}

cairo_font_face_t *
hw_text_pairs_face (const HwTextPairs *self)
{
  return self->face;
}

/* The character at the place, which is moved behind it. */
static inline int
next_character (const char **at)
{
  const guchar *bytes = (const guchar *)*at;
  int character;

  if (*bytes < 0x80)
    {
      *at += *bytes != '\0';
      return *bytes == '\0' || (*bytes >= 0x20 && *bytes != 0x7f) ? *bytes : NOT_IN_TABLE;
    }
  if ((*bytes & 0xfc) != 0xc0 || (bytes[1] & 0xc0) != 0x80)
    return NOT_IN_TABLE;
  character = (*bytes & 0x03) << 6 | (bytes[1] & 0x3f);
  *at += 2;
  return character > 0xa0 && character != 0xad ? character : NOT_IN_TABLE;
}

/* --- learning --- */

/* Shapes one character or two. Returns: (transfer none) (nullable): their glyphs where there is one
 * for each, from left to right, in the face of all others */
static const PangoGlyphInfo *
shape (HwTextPairs *self, int first, int second)
{
  char text[13];
  int length = g_unichar_to_utf8 ((gunichar)first, text), second_at = length;
  int n = second == END ? 1 : 2;
  PangoLayoutLine *line;
  const PangoGlyphItem *item;
  const PangoGlyphInfo *glyphs;
  cairo_scaled_font_t *scaled;
  cairo_font_face_t *face;

  if (second != END)
    length += g_unichar_to_utf8 ((gunichar)second, text + length);
  pango_layout_set_text (self->layout, text, length);
  line = pango_layout_get_line_readonly (self->layout, 0);
  if (line->runs == NULL || line->runs->next != NULL)
    return NULL;
  item = line->runs->data;
  scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (item->item->analysis.font));
  if (scaled == NULL || item->glyphs->num_glyphs != n || (item->item->analysis.level & 1) != 0)
    return NULL;
  face = cairo_scaled_font_get_font_face (scaled);
  if (self->face == NULL)
    self->face = cairo_font_face_reference (face);
  if (face != self->face)
    return NULL;
  glyphs = item->glyphs->glyphs;
  for (int i = 0; i < n; i++)
    if (glyphs[i].glyph == PANGO_GLYPH_EMPTY || (glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0
        || glyphs[i].geometry.x_offset != 0 || glyphs[i].geometry.y_offset != 0
        || item->glyphs->log_clusters[i] != (i == 0 ? 0 : second_at))
      return NULL;
  return glyphs;
}

static Character *
meet (HwTextPairs *self, int character)
{
  Character *own = self->characters[character];
  const PangoGlyphInfo *glyph;

  if (own != NULL)
    return own;
  own = self->characters[character] = g_new (Character, 1);
  for (int i = 0; i < N_CHARACTERS; i++)
    own->advances[i] = UNKNOWN;
  glyph = shape (self, character, END);
  own->glyph = glyph != NULL ? glyph->glyph : 0;
  own->advances[END] = glyph != NULL ? glyph->geometry.width : NOT_SIDE_BY_SIDE;
  return own;
}

static gint32
learn (HwTextPairs *self, int first, int second)
{
  Character *a = meet (self, first), *b;
  const PangoGlyphInfo *glyphs;

  if (second == END)
    return a->advances[END];
  b = meet (self, second);
  a->advances[second] = NOT_SIDE_BY_SIDE;
  if (a->advances[END] == NOT_SIDE_BY_SIDE || b->advances[END] == NOT_SIDE_BY_SIDE)
    return NOT_SIDE_BY_SIDE;
  glyphs = shape (self, first, second);
  if (glyphs != NULL && glyphs[0].glyph == a->glyph && glyphs[1].glyph == b->glyph
      && glyphs[1].geometry.width == b->advances[END])
    a->advances[second] = glyphs[0].geometry.width;
  return a->advances[second];
}

/* --- asking --- */

static inline gint32
advance (HwTextPairs *self, int first, int second)
{
  const Character *own = self->characters[first];

  return own != NULL && own->advances[second] != UNKNOWN ? own->advances[second]
                                                         : learn (self, first, second);
}

gboolean
hw_text_pairs_measure (HwTextPairs *self, const char *text, gint64 *width)
{
  int first = next_character (&text);

  *width = 0;
  while (first != END)
    {
      int second = first == NOT_IN_TABLE ? NOT_IN_TABLE : next_character (&text);
      gint32 step = second == NOT_IN_TABLE ? NOT_SIDE_BY_SIDE : advance (self, first, second);

      if (step == NOT_SIDE_BY_SIDE)
        return FALSE;
      *width += step;
      first = second;
    }
  return TRUE;
}

gulong
hw_text_pairs_next (const HwTextPairs *self, const char **at, int *step)
{
  const Character *own = self->characters[next_character (at)];
  const char *behind = *at;

  *step = own->advances[next_character (&behind)];
  return own->glyph;
}
