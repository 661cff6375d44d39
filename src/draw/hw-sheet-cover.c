/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-number.h"

/* Above the tables of the first cover. */
#define TITLE_HEIGHT 92.0
/* Of the large figures, where the paper is high enough for them and all totals. */
#define HEADLINES_HEIGHT 66.0
/* On narrower paper the totals, which have more columns, need more of the width. */
#define NARROW 600.0
#define COLUMN_GAP 30.0
/* On the cover. */
#define MOST_REVISIONS 6
/* Of a sheet of the index. */
#define LEAST_INDEX 5

typedef struct
{
  guint first, n; /* entries of the index */
  gboolean cover; /* with title, totals and assumptions */
  double title;   /* height of the title, with the large figures where they have room */
} Part;

static const HwTotal shown[] = {
  HW_TOTAL_RACKS,
  HW_TOTAL_DEVICES,
  HW_TOTAL_GPUS,
  HW_TOTAL_FP4_DENSE,
  HW_TOTAL_FP8_DENSE,
  HW_TOTAL_FP16_DENSE,
  HW_TOTAL_FP64_DENSE,
  HW_TOTAL_HBM,
  HW_TOTAL_IT_NAMEPLATE,
  HW_TOTAL_IT_EXPECTED,
  HW_TOTAL_OTHER_NAMEPLATE,
  HW_TOTAL_LIQUID,
  HW_TOTAL_AIR,
  HW_TOTAL_UNITS_USED,
  HW_TOTAL_UNITS,
  HW_TOTAL_FLOOR,
  HW_TOTAL_MASS,
  HW_TOTAL_CAPEX,
};

static void
take (GPtrArray *lines,
      HwLineStyle style,
      const char *label,
      const char *a,
      const char *b,
      const char *c)
{
  g_ptr_array_add (lines, hw_table_line_new (style, 4, label, a, b, c));
}

static void
draw_totals (HwPage *page, double x, double y, double width)
{
  HwSheetSet *set = page->set;
  const char *currency = hw_design_text (set->design, hw_design_get_site (set->design)->currency);
  const HwColumn columns[] = { { _ ("Total"), 0.40, HW_ALIGN_START },
                               { _ ("Value"), 0.19, HW_ALIGN_END },
                               { _ ("Range"), 0.28, HW_ALIGN_END },
                               { _ ("Unknown"), 0.13, HW_ALIGN_END } };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      HwDimension dimension = hw_total_dimension (shown[i]);
      HwSum sum = hw_results_total (set->results, shown[i], HW_REF (HW_TABLE_DESIGN, 0));
      g_autofree char *value = hw_sum_text (&sum, dimension, currency);
      g_autofree char *range = hw_sum_range_text (&sum, dimension, currency);
      g_autofree char *unknown
          = sum.n_unknown > 0 ? g_strdup_printf ("%u", sum.n_unknown) : g_strdup ("");
      take (lines, HW_LINE_PLAIN, hw_total_label (shown[i]), value, range, unknown);
    }
  hw_table_draw (page, columns, G_N_ELEMENTS (columns), lines, 0, lines->len, x, y, width);
}

static void
assume (GPtrArray *lines, const char *label, HwDimension dimension, double value)
{
  g_autofree char *text
      = isnan (value) ? g_strdup (_ ("not stated")) : hw_quantity_format (dimension, value, NULL);

  g_ptr_array_add (lines, hw_table_line_new (HW_LINE_PLAIN, 2, label, text));
}

static double
draw_assumptions (HwPage *page, double x, double y, double width)
{
  const HwSite *site = hw_design_get_site (page->set->design);
  const HwColumn columns[]
      = { { _ ("Assumption"), 0.72, HW_ALIGN_START }, { _ ("Value"), 0.28, HW_ALIGN_END } };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);

  assume (lines, _ ("Voltage, line to line"), HW_DIMENSION_VOLTAGE, site->voltage_v);
  {
    char number[HW_NUMBER_SIZE];
    g_autofree char *altitude
        = g_strdup_printf (_ ("%s m"), hw_number_format (number, site->altitude_m));
    g_ptr_array_add (lines, hw_table_line_new (HW_LINE_PLAIN, 2, _ ("Altitude"), altitude));
  }
  assume (lines,
          _ ("Expected over nameplate, if not known"),
          HW_DIMENSION_SHARE,
          site->expected_factor);
  assume (lines, _ ("Floor, distributed load"), HW_DIMENSION_PRESSURE, site->floor_limit_pa);
  assume (lines, _ ("Floor, concentrated load"), HW_DIMENSION_FORCE, site->foot_limit_n);
  assume (lines, _ ("Front aisle"), HW_DIMENSION_LENGTH, site->front_aisle_mm / 1000.0);
  assume (lines, _ ("Rear aisle"), HW_DIMENSION_LENGTH, site->rear_aisle_mm / 1000.0);
  return hw_table_draw (page, columns, G_N_ELEMENTS (columns), lines, 0, lines->len, x, y, width);
}

/* A line of the index: a sheet, or those of one long table. */
typedef struct
{
  guint first, n;
} Entry;

static GArray *
index_entries (HwSheetSet *set)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < set->sheets->len; i++)
    {
      const HwSheet *sheet = g_ptr_array_index (set->sheets, i);
      const HwSheet *before = i > 0 ? g_ptr_array_index (set->sheets, i - 1) : NULL;
      Entry entry = { i, 1 };
      if (before != NULL && sheet->series != NULL && g_strcmp0 (sheet->series, before->series) == 0)
        g_array_index (entries, Entry, entries->len - 1).n++;
      else
        g_array_append_val (entries, entry);
    }
  return entries;
}

static void
draw_index (HwPage *page, const Part *part, double x, double y, double width)
{
  const HwColumn columns[] = { { _ ("Sheet"), 0.13, HW_ALIGN_START },
                               { _ ("Content"), 0.7, HW_ALIGN_START },
                               { _ ("Scale"), 0.17, HW_ALIGN_END } };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  g_autoptr (GArray) entries = index_entries (page->set);

  for (guint i = part->first; i < MIN (part->first + part->n, entries->len); i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      const HwSheet *sheet = g_ptr_array_index (page->set->sheets, entry->first);
      g_autofree char *number
          = entry->n > 1 ? g_strdup_printf ("%u–%u", entry->first + 1, entry->first + entry->n)
                         : g_strdup_printf ("%u", entry->first + 1);
      g_autofree char *scale
          = sheet->scale > 0 ? g_strdup_printf ("1:%d", sheet->scale) : g_strdup ("");
      g_ptr_array_add (
          lines,
          hw_table_line_new (
              HW_LINE_PLAIN, 3, number, entry->n > 1 ? sheet->series : sheet->title, scale));
    }
  hw_table_draw (page, columns, G_N_ELEMENTS (columns), lines, 0, lines->len, x, y, width);
}

/* The latest revisions, the oldest of them first. Returns: (transfer full) (element-type
 * HwTableLine) */
static GPtrArray *
revision_lines (HwSheetSet *set)
{
  HwDesign *design = set->design;
  const HwDesignRow *title = hw_design_get_title (design);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);

  for (HwHandle revision = hw_design_first_child (design, HW_TABLE_REVISION, 0); revision != 0;
       revision = hw_design_next_child (design, HW_TABLE_REVISION, revision))
    {
      const HwRevision *row = hw_design_row (design, HW_TABLE_REVISION, revision);
      g_ptr_array_add (lines,
                       hw_table_line_new (HW_LINE_PLAIN,
                                          4,
                                          hw_design_text (design, row->object.name),
                                          hw_design_text (design, row->date),
                                          hw_design_text (design, row->drawn),
                                          hw_design_text (design, row->object.note)));
    }
  if (lines->len > MOST_REVISIONS)
    g_ptr_array_remove_range (lines, 0, lines->len - MOST_REVISIONS);
  /* A design that keeps no list has the revision of its title block. */
  if (lines->len == 0 && title->revision != 0)
    take (lines,
          HW_LINE_PLAIN,
          hw_design_text (design, title->revision),
          hw_design_text (design, title->date),
          hw_design_text (design, title->drawn),
          "");
  return lines;
}

static double
revisions_height (HwSheetSet *set)
{
  g_autoptr (GPtrArray) lines = revision_lines (set);

  return lines->len > 0 ? 15 + lines->len * HW_TABLE_LINE + 16 : 0;
}

static double
draw_revisions (HwPage *page, double x, double y, double width)
{
  const HwColumn columns[] = { { _ ("Revision"), 0.19, HW_ALIGN_START },
                               { _ ("Date"), 0.24, HW_ALIGN_START },
                               { _ ("Drawn"), 0.15, HW_ALIGN_START },
                               { _ ("Change"), 0.42, HW_ALIGN_START } };
  g_autoptr (GPtrArray) lines = revision_lines (page->set);

  if (lines->len == 0)
    return y;
  return hw_table_draw (page, columns, G_N_ELEMENTS (columns), lines, 0, lines->len, x, y, width)
         + 16;
}

/* The figures that are asked for first, large. */
static void
draw_headlines (HwPage *page, double x, double y, double width)
{
  static const HwTotal headlines[]
      = { HW_TOTAL_FP8_DENSE, HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_LIQUID, HW_TOTAL_CAPEX };
  const char *currency
      = hw_design_text (page->set->design, hw_design_get_site (page->set->design)->currency);
  double gap = 12, own = (width - 3 * gap) / 4, height = 50;

  for (guint i = 0; i < G_N_ELEMENTS (headlines); i++)
    {
      HwSum sum = hw_results_total (page->set->results, headlines[i], HW_REF (HW_TABLE_DESIGN, 0));
      HwDimension dimension = hw_total_dimension (headlines[i]);
      g_autofree char *unit = NULL;
      g_autofree char *digits = hw_quantity_split (dimension, sum.value, currency, &unit);
      g_autofree char *number
          = hw_sum_is_unknown (&sum)
                ? g_strdup (_ ("unknown"))
                : g_strdup_printf ("%s%s", sum.n_unknown > 0 ? "≥ " : "", digits);
      double left = x + i * (own + gap), taken;
      hw_scene_set_layer (page->scene, HW_LAYER_BODY);
      hw_scene_rounded (page->scene,
                        HW_REF (HW_TABLE_DESIGN, 0),
                        left,
                        y,
                        own,
                        height,
                        4,
                        (HwColour){ 0, 0, 0, 0 },
                        page->theme->colours[HW_ROLE_LINE],
                        0.6);
      hw_page_text (page,
                    left + 9,
                    y + 6,
                    own - 18,
                    11,
                    hw_total_label (headlines[i]),
                    7,
                    FALSE,
                    HW_ALIGN_START,
                    HW_ROLE_TEXT_DIM);
      taken = hw_page_text (
          page, left + 9, y + 19, own - 18, 24, number, 19, TRUE, HW_ALIGN_START, HW_ROLE_TEXT);
      if (!hw_sum_is_unknown (&sum))
        hw_page_text (page,
                      left + 9 + taken + 4,
                      y + 22,
                      MAX (own - 22 - taken, 0),
                      22,
                      unit,
                      9,
                      FALSE,
                      HW_ALIGN_START,
                      HW_ROLE_TEXT_DIM);
    }
}

static void
draw_problems (HwPage *page, double x, double y, double width)
{
  guint errors = hw_results_n_problems (page->set->results, HW_SEVERITY_ERROR);
  guint warnings = hw_results_n_problems (page->set->results, HW_SEVERITY_WARNING);
  guint notes = hw_results_n_problems (page->set->results, HW_SEVERITY_NOTE);
  g_autofree char *error_text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors", errors), errors);
  g_autofree char *warning_text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", warnings), warnings);
  g_autofree char *note_text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u note", "%u notes", notes), notes);
  g_autofree char *text
      = g_strdup_printf (_ ("Checks: %s, %s, %s"), error_text, warning_text, note_text);

  if (errors + warnings > 0)
    {
      HwIcon icon = errors > 0 ? HW_ICON_ERROR : HW_ICON_WARNING;
      HwRole role = errors > 0 ? HW_ROLE_ERROR : HW_ROLE_WARNING;
      hw_scene_icon (
          page->scene, HW_REF (HW_TABLE_DESIGN, 0), x, y + 2, 9, icon, page->theme->colours[role]);
      x += 14;
      width -= 14;
    }
  hw_page_text (page, x, y, width, 13, text, 8, FALSE, HW_ALIGN_START, HW_ROLE_TEXT);
}

static void
draw_cover (HwPage *page)
{
  const Part *part = page->sheet->data;
  HwDesign *design = page->set->design;
  const HwDesignRow *row = hw_design_get_title (design);
  HwRackBox whole = hw_sheet_whole_area (page->set);
  const HwRackBox *c = &whole;
  double left = (c->width - COLUMN_GAP) * (c->width < NARROW ? 0.6 : 0.52),
         right = c->width - COLUMN_GAP - left;
  double right_x = c->x + left + COLUMN_GAP, y = c->y;

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  if (!part->cover)
    {
      y = hw_page_heading (page, c->x, y, c->width, _ ("Sheet index, continued"), NULL);
      draw_index (page, part, c->x, y, MIN (c->width, 560));
      return;
    }
  hw_page_text (page,
                c->x,
                y + 6,
                c->width,
                34,
                hw_design_name (design, HW_REF (HW_TABLE_DESIGN, 1)),
                26,
                TRUE,
                HW_ALIGN_START,
                HW_ROLE_TEXT);
  hw_page_text (page,
                c->x,
                y + 42,
                c->width,
                18,
                hw_design_text (design, row->project),
                12,
                FALSE,
                HW_ALIGN_START,
                HW_ROLE_TEXT_DIM);
  draw_problems (page, c->x, y + 64, c->width);
  if (part->title > TITLE_HEIGHT)
    draw_headlines (page, c->x, y + TITLE_HEIGHT - 2, c->width);
  y += part->title;
  draw_totals (page, c->x, y, left);
  y = draw_assumptions (page, right_x, y, right) + 16;
  y = draw_revisions (page, right_x, y, right);
  draw_index (page, part, right_x, y, right);
}

/* Sheets that the index of the cover holds below a title of that height. */
static guint
cover_capacity (HwSheetSet *set, double title)
{
  /* Below the title, seven assumptions with their head, a gap, and revisions. */
  return hw_table_capacity (hw_sheet_whole_area (set).height - title - 15 - 7 * HW_TABLE_LINE - 16
                            - revisions_height (set));
}

/* The large figures are left out where totals, or all of the index, have room only without them. */
static double
title_height (HwSheetSet *set, guint n_entries)
{
  double whole = TITLE_HEIGHT + HEADLINES_HEIGHT;

  if (hw_table_capacity (hw_sheet_whole_area (set).height - whole) < G_N_ELEMENTS (shown))
    return TITLE_HEIGHT;
  if (cover_capacity (set, whole) < n_entries && cover_capacity (set, TITLE_HEIGHT) >= n_entries)
    return TITLE_HEIGHT;
  return whole;
}

void
hw_sheet_add_cover (HwSheetSet *set)
{
  g_autoptr (GArray) entries = index_entries (set);
  guint others = entries->len, n_pages = 1, first = 0;
  /* The cover is an entry too. */
  double title = title_height (set, others + 1);
  guint on_cover = cover_capacity (set, title);
  guint on_more = MAX (hw_table_capacity (hw_sheet_whole_area (set).height - 22), 1);

  /* The index lists its own sheets too, so that their number is found step by step. */
  while (others + n_pages > on_cover + (n_pages - 1) * on_more)
    n_pages++;
  /* The last page holds no lone line. */
  if (n_pages > 1)
    {
      guint last = others + n_pages - on_cover - (n_pages - 2) * on_more;
      if (last < LEAST_INDEX && on_cover > 2 * LEAST_INDEX)
        on_cover -= LEAST_INDEX - last;
    }
  for (guint p = 0; p < n_pages; p++)
    {
      Part *part = g_new0 (Part, 1);
      HwSheet *sheet
          = hw_sheet_add (set,
                          p == 0 ? g_strdup (_ ("Cover")) : g_strdup (_ ("Sheet index, continued")),
                          draw_cover);
      part->cover = p == 0;
      part->title = title;
      part->first = first;
      part->n = p == 0 ? on_cover : on_more;
      first += part->n;
      sheet->data = part;
      sheet->free_data = g_free;
      /* To its place before the others. */
      g_ptr_array_insert (
          set->sheets, (int)p, g_ptr_array_steal_index (set->sheets, set->sheets->len - 1));
    }
}
