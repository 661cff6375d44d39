/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-text.h"

/* Between the columns of a page. */
#define COLUMN_GAP 24.0
/* Of the heading of a table. */
#define HEADING 22.0
/* Between tables that share a sheet. */
#define TABLE_GAP 20.0
/* Size of the text of tables. */
#define SIZE 7.0
/* Fewer lines than these are not worth a page, nor columns side by side. */
#define LEAST_LINES 3
#define LEAST_ABREAST 12
/* A long table begins below another where at least this part of the sheet is left. */
#define LEAST_PART 0.2
/* More titles than these would not fit the title block. */
#define MOST_TABLES 5

/* A table, shared by the sheets that it is on. */
typedef struct
{
  int ref_count;
  char *title, *remark;
  HwColumn *columns;
  guint n_columns;
  GPtrArray *lines; /* HwTableLine */
  double width;
} List;

/* What a sheet has of a table. */
typedef struct
{
  List *list;
  double y;       /* below the top of the sheet's content */
  double height;  /* all of it, with its heading */
  GArray *breaks; /* guint: the lines at which its columns begin, and the end */
} Band;

static void
band_free (gpointer data)
{
  Band *band = data;
  List *list = band->list;

  g_array_unref (band->breaks);
  g_free (band);
  if (--list->ref_count > 0)
    return;
  g_free (list->title);
  g_free (list->remark);
  g_free (list->columns);
  g_ptr_array_unref (list->lines);
  g_free (list);
}

static HwLineStyle
style_of (const GPtrArray *lines, guint index)
{
  return ((const HwTableLine *)g_ptr_array_index (lines, index))->style;
}

/* A column may end before a line, unless that parts a heading, or a rack, from what it heads, or a
 * line from its remarks. */
static gboolean
may_break (const GPtrArray *lines, guint before)
{
  HwLineStyle last = style_of (lines, before - 1), next = style_of (lines, before);

  return last != HW_LINE_HEADING && next < HW_LINE_REMARK
         && (last != HW_LINE_TOTAL || next == HW_LINE_TOTAL || next == HW_LINE_HEADING);
}

/* The line before which a column ends that begins with @first and holds @capacity. No heading ends
 * a column, and no lone line is left for the next. */
static guint
column_end (const GPtrArray *lines, guint first, guint capacity)
{
  guint end = first + capacity, at;

  if (lines->len - first <= capacity)
    return lines->len;
  if (lines->len - end < LEAST_LINES && capacity > 2 * LEAST_LINES)
    end = lines->len - LEAST_LINES;
  for (at = end; at > first + 1 && !may_break (lines, at);)
    at--;
  if (at <= first + capacity / 2)
    return end;
  /* Nor does a column end with a heading and little of what it heads. */
  for (guint heading = at - 1; heading > first + capacity / 2 && heading + LEAST_LINES >= at;
       heading--)
    if (style_of (lines, heading) == HW_LINE_HEADING && may_break (lines, heading))
      return heading;
  return at;
}

/* The heading of a group of lines that goes on in a column that begins with @first; %NULL: none
 * does. */
static const HwTableLine *
continued_heading (const GPtrArray *lines, guint first)
{
  if (first >= lines->len || style_of (lines, first) == HW_LINE_HEADING)
    return NULL;
  while (first-- > 0)
    if (style_of (lines, first) == HW_LINE_HEADING)
      return g_ptr_array_index (lines, first);
  return NULL;
}

/* Lines of a column, with the heading that it restates. */
static guint
column_lines (const GPtrArray *lines, guint first, guint end)
{
  return end - first + (continued_heading (lines, first) != NULL ? 1 : 0);
}

/* Where columns of that capacity begin, at most @across, with the end of the last. Returns:
 * (transfer full) (element-type guint) */
static GArray *
columns_from (const GPtrArray *lines, guint first, guint capacity, guint across)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (breaks, first);
  while (first < lines->len && breaks->len <= across)
    {
      gboolean restated = continued_heading (lines, first) != NULL;

      first = column_end (lines, first, restated && capacity > 1 ? capacity - 1 : capacity);
      g_array_append_val (breaks, first);
    }
  return breaks;
}

static guint
last_of (const GArray *breaks)
{
  return g_array_index (breaks, guint, breaks->len - 1);
}

/* Columns side by side for what is left of a table: of about the same height where it ends in them,
 * else full. */
static GArray *
balance (const GPtrArray *lines, guint first, guint capacity, guint across)
{
  GArray *breaks = columns_from (lines, first, capacity, across);
  guint least = MAX ((lines->len - first + across - 1) / across, LEAST_ABREAST);

  if (last_of (breaks) < lines->len)
    return breaks;
  for (; least < capacity; least++)
    {
      GArray *level = columns_from (lines, first, least, across);

      if (last_of (level) == lines->len)
        {
          g_array_unref (breaks);
          return level;
        }
      g_array_unref (level);
    }
  return breaks;
}

static double
band_height (const GPtrArray *lines, const GArray *breaks)
{
  guint most = 0;

  for (guint i = 0; i + 1 < breaks->len; i++)
    most = MAX (most,
                column_lines (
                    lines, g_array_index (breaks, guint, i), g_array_index (breaks, guint, i + 1)));
  return HEADING + hw_table_height (most);
}

static double
width_of (const char *text, gsize n)
{
  g_autofree char *part = g_strndup (text, n);

  return hw_text_width (
      hw_text_cache_get (), hw_theme_get (HW_THEME_PRINT)->font, part, SIZE, FALSE);
}

char **
hw_table_wrap (const char *text, double width)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  const char *start = text;

  while (*start != '\0')
    {
      const char *end = start, *space = NULL, *at = start;
      g_autofree char *line = NULL;
      /* Letters are measured with those before them; few lines are long. */
      while (*at != '\0')
        {
          const char *next = g_utf8_next_char (at);
          if (width_of (start, (gsize)(next - start)) > width)
            break;
          if (*at == ' ')
            space = at;
          at = end = next;
        }
      if (end == start)
        end = g_utf8_next_char (start);
      if (*end != '\0' && *end != ' ' && space != NULL && space > start)
        end = space;
      line = g_strndup (start, (gsize)(end - start));
      g_strv_builder_add (lines, line);
      start = end;
      while (*start == ' ')
        start++;
    }
  return g_strv_builder_end (lines);
}

static guint
columns_of (const HwRackBox *content, double least)
{
  return (guint)MAX (1, floor ((content->width + COLUMN_GAP) / (least + COLUMN_GAP)));
}

double
hw_sheet_list_width (HwSheetSet *set, double least)
{
  HwRackBox content = hw_sheet_whole_area (set);
  guint n = columns_of (&content, least);

  return (content.width - (n - 1) * COLUMN_GAP) / n;
}

char *
hw_sheet_part_text (guint shown, guint n, const char *csv)
{
  return g_strdup_printf (
      _ ("the first %u of %u lines; the CSV table “%s” has them all"), shown, n, csv);
}

char *
hw_sheet_limit_text (guint n, const char *csv)
{
  return hw_sheet_part_text (HW_MOST_LINES, n, csv);
}

/* What a column shows. Returns: (transfer container) (element-type HwTableLine) */
static GPtrArray *
lines_of_column (const List *list, guint first, guint end, const HwTableLine *restated)
{
  GPtrArray *lines = g_ptr_array_new ();

  if (restated != NULL)
    g_ptr_array_add (lines, (gpointer)restated);
  for (guint i = first; i < end; i++)
    g_ptr_array_add (lines, g_ptr_array_index (list->lines, i));
  return lines;
}

static void
draw_column (HwPage *page, const List *list, guint first, guint end, double x, double y)
{
  const HwTableLine *heading = continued_heading (list->lines, first);
  g_autofree char *text
      = heading != NULL ? g_strdup_printf (_ ("%s (continued)"), heading->cells[0]) : NULL;
  char *cells[] = { text, NULL };
  const HwTableLine restated = { HW_LINE_HEADING, cells };
  g_autoptr (GPtrArray) lines
      = lines_of_column (list, first, end, heading != NULL ? &restated : NULL);

  hw_table_draw (page, list->columns, list->n_columns, lines, 0, lines->len, x, y, list->width);
}

static void
draw_band (HwPage *page, const Band *band)
{
  const List *list = band->list;
  double x = page->content.x, y = page->content.y + band->y;

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  y = hw_page_heading (page, x, y, page->content.width, list->title, list->remark);
  for (guint c = 0; c + 1 < band->breaks->len; c++)
    {
      draw_column (page,
                   list,
                   g_array_index (band->breaks, guint, c),
                   g_array_index (band->breaks, guint, c + 1),
                   x,
                   y);
      x += list->width + COLUMN_GAP;
    }
}

static void
draw_lists (HwPage *page)
{
  const GPtrArray *bands = page->sheet->data;

  for (guint i = 0; i < bands->len; i++)
    draw_band (page, g_ptr_array_index (bands, i));
}

static void
bands_free (gpointer data)
{
  g_ptr_array_unref (data);
}

/* The bands of the last sheet where it has tables. */
static GPtrArray *
open_bands (HwSheetSet *set)
{
  HwSheet *last
      = set->sheets->len > 0 ? g_ptr_array_index (set->sheets, set->sheets->len - 1) : NULL;

  return last != NULL && last->draw == draw_lists ? last->data : NULL;
}

/* Where a further table begins on such a sheet. */
static double
end_of (const GPtrArray *bands)
{
  const Band *band = g_ptr_array_index (bands, bands->len - 1);

  return band->y + band->height + TABLE_GAP;
}

static guint
capacity_of (double height)
{
  return hw_table_capacity (MAX (height - HEADING, 0));
}

/* The sheet names all its tables. @part: from 1, of @n that the table has */
static void
add_title (HwSheet *sheet, const List *list, guint part, guint n)
{
  g_autofree char *own
      = n > 1 ? g_strdup_printf (_ ("%s, %u of %u"), list->title, part, n) : g_strdup (list->title);

  if (sheet->title == NULL)
    {
      sheet->title = g_steal_pointer (&own);
      sheet->series = n > 1 ? g_strdup (list->title) : NULL;
    }
  else
    {
      g_autofree char *others = sheet->title;

      sheet->title = g_strdup_printf ("%s · %s", others, own);
      g_clear_pointer (&sheet->series, g_free);
    }
}

void
hw_sheet_add_list (HwSheetSet *set,
                   const char *title,
                   const char *remark,
                   const HwColumn *columns,
                   guint n_columns,
                   GPtrArray *lines,
                   double least)
{
  HwRackBox content = hw_sheet_whole_area (set);
  GPtrArray *bands = open_bands (set);
  List *list;
  guint across, first_sheet, n = 0;
  double y = 0;

  if (lines->len == 0)
    return;
  list = g_new0 (List, 1);
  list->title = g_strdup (title);
  list->remark = g_strdup (remark);
  list->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  list->n_columns = n_columns;
  list->lines = g_ptr_array_ref (lines);
  list->width = hw_sheet_list_width (set, least);
  across = columns_of (&content, least);
  /* Below the table before where it fits, or enough is left to begin it. */
  if (bands != NULL)
    {
      double left = content.height - end_of (bands);
      g_autoptr (GArray) here = balance (lines, 0, MAX (capacity_of (left), 1), across);

      if (bands->len < MOST_TABLES && capacity_of (left) >= LEAST_LINES
          && (last_of (here) == lines->len || left >= LEAST_PART * content.height))
        y = end_of (bands);
    }
  first_sheet = set->sheets->len - (y > 0 ? 1 : 0);
  for (guint first = 0; first < lines->len; n++)
    {
      Band *band = g_new0 (Band, 1);

      if (y <= 0)
        {
          HwSheet *sheet = hw_sheet_add (set, NULL, draw_lists);

          sheet->data = bands = g_ptr_array_new_with_free_func (band_free);
          sheet->free_data = bands_free;
        }
      band->list = list;
      band->y = y;
      band->breaks = balance (lines, first, MAX (capacity_of (content.height - y), 1), across);
      band->height = band_height (lines, band->breaks);
      list->ref_count++;
      first = last_of (band->breaks);
      g_ptr_array_add (bands, band);
      y = 0;
    }
  for (guint i = 0; i < n; i++)
    add_title (g_ptr_array_index (set->sheets, first_sheet + i), list, i + 1, n);
}
