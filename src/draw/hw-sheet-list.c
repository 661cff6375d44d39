/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-text.h"

/* Between the columns of a page. */
#define COLUMN_GAP 24.0
/* Below the heading of a sheet. */
#define HEADING 22.0
/* Size of the text of tables. */
#define SIZE 7.0
/* Fewer lines than these are not worth a page. */
#define LEAST_LINES 3

/* A table over several sheets, shared by them. */
typedef struct
{
  int ref_count;
  char *title, *remark;
  HwColumn *columns;
  guint n_columns;
  GPtrArray *lines; /* HwTableLine */
  GArray *breaks;   /* guint: where the columns of pages begin, and the end */
  double width;
} List;

typedef struct
{
  List *list;
  guint first, n; /* columns of the page, in breaks */
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;
  List *list = part->list;

  g_free (part);
  if (--list->ref_count > 0)
    return;
  g_free (list->title);
  g_free (list->remark);
  g_free (list->columns);
  g_ptr_array_unref (list->lines);
  g_array_unref (list->breaks);
  g_free (list);
}

static HwLineStyle
style_of (const GPtrArray *lines, guint index)
{
  return ((const HwTableLine *)g_ptr_array_index (lines, index))->style;
}

/* A page may end before a line, unless that parts a heading from what it heads, or a line from its
 * remarks. */
static gboolean
may_break (const GPtrArray *lines, guint before)
{
  return style_of (lines, before - 1) != HW_LINE_HEADING
         && style_of (lines, before) < HW_LINE_REMARK;
}

GArray *
hw_table_pages (const GPtrArray *lines, guint capacity)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0;

  g_array_append_val (breaks, first);
  while (lines->len - first > capacity)
    {
      guint end = first + capacity, at = end;
      /* What remains is no lone line. */
      if (lines->len - end < LEAST_LINES && capacity > 2 * LEAST_LINES)
        at = end = lines->len - LEAST_LINES;
      while (at > first + 1 && !may_break (lines, at))
        at--;
      if (at <= first + capacity / 2)
        at = end;
      g_array_append_val (breaks, at);
      first = at;
    }
  if (lines->len > 0)
    g_array_append_val (breaks, lines->len);
  return breaks;
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
  HwRackBox frame, block, content, foot;
  guint n;

  hw_sheet_areas (set, &frame, &block, &content, &foot);
  n = columns_of (&content, least);
  return (content.width - (n - 1) * COLUMN_GAP) / n;
}

static void
draw_list (HwPage *page)
{
  const Part *part = page->sheet->data;
  const List *list = part->list;
  double x = page->content.x, y;

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  y = hw_page_heading (page, x, page->content.y, page->content.width, list->title, list->remark);
  for (guint c = 0; c < part->n; c++)
    {
      guint first = g_array_index (list->breaks, guint, part->first + c);
      guint end = g_array_index (list->breaks, guint, part->first + c + 1);
      hw_table_draw (
          page, list->columns, list->n_columns, list->lines, first, end - first, x, y, list->width);
      x += list->width + COLUMN_GAP;
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
  HwRackBox frame, block, content, foot;
  List *list;
  guint across, n_columns_all, n_pages;

  if (lines->len == 0)
    return;
  hw_sheet_areas (set, &frame, &block, &content, &foot);
  list = g_new0 (List, 1);
  list->title = g_strdup (title);
  list->remark = g_strdup (remark);
  list->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  list->n_columns = n_columns;
  list->lines = g_ptr_array_ref (lines);
  list->breaks = hw_table_pages (lines, MAX (hw_table_capacity (content.height - HEADING), 1));
  list->width = hw_sheet_list_width (set, least);
  across = columns_of (&content, least);
  n_columns_all = list->breaks->len - 1;
  n_pages = (n_columns_all + across - 1) / across;
  for (guint p = 0; p < n_pages; p++)
    {
      Part *part = g_new0 (Part, 1);
      HwSheet *sheet
          = hw_sheet_add (set,
                          n_pages > 1 ? g_strdup_printf (_ ("%s, %u of %u"), title, p + 1, n_pages)
                                      : g_strdup (title),
                          draw_list);
      part->list = list;
      part->first = p * across;
      part->n = MIN (across, n_columns_all - part->first);
      list->ref_count++;
      if (n_pages > 1)
        sheet->series = g_strdup (title);
      sheet->data = part;
      sheet->free_data = part_free;
    }
}
