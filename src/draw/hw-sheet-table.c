/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>

#define ROLE(page, role) ((page)->theme->colours[role])
#define HEAD 15.0
#define GAP 5.0
#define SIZE 7.0
#define LEAST_SIZE 5.8
#define HEADING_SIZE 8.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

HwTableLine *
hw_table_line_new (HwLineStyle style, guint n, ...)
{
  HwTableLine *line = g_new0 (HwTableLine, 1);
  va_list cells;

  line->style = style;
  line->cells = g_new0 (char *, n + 1);
  va_start (cells, n);
  for (guint i = 0; i < n; i++)
    line->cells[i] = g_strdup (va_arg (cells, const char *));
  va_end (cells);
  return line;
}

void
hw_table_line_free (HwTableLine *line)
{
  g_strfreev (line->cells);
  g_free (line);
}

guint
hw_table_capacity (double height)
{
  return height > HEAD ? (guint)floor ((height - HEAD) / HW_TABLE_LINE) : 0;
}

double
hw_table_height (guint n)
{
  return HEAD + n * HW_TABLE_LINE;
}

static void
draw_cells (HwPage *page,
            const HwColumn *columns,
            guint n_columns,
            const HwTableLine *line,
            double x,
            double y,
            double width)
{
  if (line != NULL && (line->style == HW_LINE_HEADING || line->style == HW_LINE_REMARK))
    {
      gboolean heading = line->style == HW_LINE_HEADING;
      hw_page_text (page,
                    x,
                    y,
                    width,
                    HW_TABLE_LINE,
                    line->cells[0],
                    heading ? HEADING_SIZE : SIZE,
                    heading,
                    HW_ALIGN_START,
                    heading ? HW_ROLE_TEXT : HW_ROLE_TEXT_DIM);
      return;
    }
  for (guint c = 0; c < n_columns; c++)
    {
      double own = columns[c].share * width;
      const char *text = line != NULL ? line->cells[c] : columns[c].title;
      gboolean bold = line == NULL || line->style == HW_LINE_TOTAL;
      HwRole role = line != NULL && line->style == HW_LINE_DIM ? HW_ROLE_TEXT_DIM : HW_ROLE_TEXT;
      double left = c > 0 ? GAP : 0, size = SIZE;
      double need = hw_scene_text_width (page->scene, text, size, bold);
      /* A number that is cut off is another number: rather smaller, and too small not at all. Words
       * are cut off rather than much smaller. */
      if (need > own - left
          && (columns[c].align == HW_ALIGN_END || need * LEAST_SIZE / SIZE <= own - left))
        size *= (own - left) / need;
      hw_page_text (page,
                    x + left,
                    y,
                    own - left,
                    line != NULL ? HW_TABLE_LINE : HEAD,
                    text,
                    size,
                    bold,
                    columns[c].align,
                    role);
      x += own;
    }
}

double
hw_table_draw (HwPage *page,
               const HwColumn *columns,
               guint n_columns,
               const GPtrArray *lines,
               guint first,
               guint n,
               double x,
               double y,
               double width)
{
  HwColour rule = ROLE (page, HW_ROLE_LINE);

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  draw_cells (page, columns, n_columns, NULL, x, y, width);
  y += HEAD;
  hw_scene_line (
      page->scene, no_ref, x, y, x + width, y, ROLE (page, HW_ROLE_LINE_STRONG), 0, FALSE);
  for (guint i = first; i < MIN (first + n, lines->len); i++)
    {
      const HwTableLine *line = g_ptr_array_index (lines, i);
      if (line->style == HW_LINE_TOTAL)
        hw_scene_line (
            page->scene, no_ref, x, y, x + width, y, ROLE (page, HW_ROLE_LINE_STRONG), 0, FALSE);
      draw_cells (page, columns, n_columns, line, x, y, width);
      y += HW_TABLE_LINE;
      /* Lines that belong together are not parted. */
      if (i + 1 < lines->len
          && ((HwTableLine *)g_ptr_array_index (lines, i + 1))->style >= HW_LINE_REMARK)
        continue;
      hw_scene_line (page->scene, no_ref, x, y, x + width, y, rule, 0, FALSE);
    }
  return y;
}

char *
hw_sum_text (const HwSum *sum, HwDimension dimension, const char *currency)
{
  g_autofree char *value = NULL;

  if (hw_sum_is_unknown (sum))
    return g_strdup (_ ("unknown"));
  value = hw_quantity_format (dimension, sum->value, currency);
  if (sum->n_unknown > 0)
    return g_strdup_printf ("≥ %s", value);
  return g_steal_pointer (&value);
}

char *
hw_sum_range_text (const HwSum *sum, HwDimension dimension, const char *currency)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (sum->n_known == 0 || !hw_sum_is_range (sum))
    return g_strdup ("");
  low = hw_quantity_format (dimension, sum->low, currency);
  high = hw_quantity_format (dimension, sum->high, currency);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}
