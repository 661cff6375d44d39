/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-number.h"

#define ROLE(page, role) ((page)->theme->colours[role])
/* Length of a zone of the frame, ISO 5457. */
#define ZONE_MM 50
#define FRAME_LINE 2.0
#define BLOCK_LINE 1.0
/* Of a text in the title block, points. */
#define LEAST_SIZE 5.5
/* Room for the length at the end of a scale bar. */
#define SCALE_LABEL 40.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

double
hw_page_text (HwPage *page,
              double x,
              double y,
              double width,
              double height,
              const char *text,
              double size,
              gboolean bold,
              HwAlign align,
              HwRole role)
{
  return hw_scene_text (page->scene,
                        no_ref,
                        x,
                        y,
                        width,
                        height,
                        text,
                        size,
                        bold,
                        align,
                        ROLE (page, role),
                        ROLE (page, HW_ROLE_PAPER));
}

double
hw_page_heading (
    HwPage *page, double x, double y, double width, const char *text, const char *remark)
{
  double taken;

  taken = hw_page_text (page, x, y, width, 16, text, 11, TRUE, HW_ALIGN_START, HW_ROLE_TEXT);
  if (remark != NULL && width - taken > 40)
    hw_page_text (page,
                  x + taken + 12,
                  y + 1,
                  width - taken - 12,
                  16,
                  remark,
                  7.5,
                  FALSE,
                  HW_ALIGN_START,
                  HW_ROLE_TEXT_DIM);
  return y + 22;
}

static void
draw_line (HwPage *page, double x0, double y0, double x1, double y1, double width)
{
  hw_scene_line (
      page->scene, no_ref, x0, y0, x1, y1, ROLE (page, HW_ROLE_LINE_STRONG), width, FALSE);
}

/* Zones: numbers along the top and bottom, letters down the sides, outside the frame. */
static void
draw_zones (HwPage *page, const HwRackBox *frame)
{
  double size = 7, band = 12, tick = 4;
  double zone = ZONE_MM * hw_sheet_mm (page->set);
  guint across = 2 * (guint)round (frame->width / zone / 2);
  guint down = 2 * (guint)round (frame->height / zone / 2);
  double right = frame->x + frame->width, bottom = frame->y + frame->height;

  for (guint i = 0; i < across; i++)
    {
      double x = frame->x + frame->width * i / across, width = frame->width / across;
      char text[12];
      g_snprintf (text, sizeof text, "%u", i + 1);
      hw_page_text (page,
                    x,
                    frame->y - band,
                    width,
                    band,
                    text,
                    size,
                    FALSE,
                    HW_ALIGN_CENTRE,
                    HW_ROLE_TEXT_DIM);
      hw_page_text (
          page, x, bottom, width, band, text, size, FALSE, HW_ALIGN_CENTRE, HW_ROLE_TEXT_DIM);
      if (i > 0)
        {
          draw_line (page, x, frame->y - tick, x, frame->y, 0);
          draw_line (page, x, bottom, x, bottom + tick, 0);
        }
    }
  for (guint i = 0; i < down; i++)
    {
      /* I and O would be taken for figures. */
      static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
      double y = frame->y + frame->height * i / down, height = frame->height / down;
      char text[2] = { letters[i % (sizeof letters - 1)], 0 };
      hw_page_text (page,
                    frame->x - band,
                    y,
                    band,
                    height,
                    text,
                    size,
                    FALSE,
                    HW_ALIGN_CENTRE,
                    HW_ROLE_TEXT_DIM);
      hw_page_text (
          page, right, y, band, height, text, size, FALSE, HW_ALIGN_CENTRE, HW_ROLE_TEXT_DIM);
      if (i > 0)
        {
          draw_line (page, frame->x - tick, y, frame->x, y, 0);
          draw_line (page, right, y, right + tick, y, 0);
        }
    }
}

static void
draw_field (HwPage *page,
            double x,
            double y,
            double width,
            double height,
            const char *label,
            const char *value,
            double size)
{
  double pad = 6, need = hw_scene_text_width (page->scene, value, size, TRUE);

  /* Rather smaller than cut off. */
  if (need > width - 2 * pad)
    size = MAX (size * (width - 2 * pad) / need, LEAST_SIZE);
  hw_page_text (page,
                x + pad,
                y + 2.5,
                width - 2 * pad,
                8,
                label,
                6.5,
                FALSE,
                HW_ALIGN_START,
                HW_ROLE_TEXT_DIM);
  hw_page_text (page,
                x + pad,
                y + 10,
                width - 2 * pad,
                height - 12,
                *value != '\0' ? value : "—",
                size,
                TRUE,
                HW_ALIGN_START,
                HW_ROLE_TEXT);
}

/* "DGX hall — Compute, fabric diagram"; with failed parts it says so. */
static char *
dup_block_title (HwPage *page)
{
  const char *const *failed = page->set->options.failed;
  const char *design = hw_design_name (page->set->design, HW_REF (HW_TABLE_DESIGN, 1));
  guint n = failed != NULL ? g_strv_length ((char **)failed) : 0;
  g_autofree char *without = NULL;

  if (n == 0)
    return g_strdup_printf ("%s — %s", design, page->sheet->title);
  without = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "with %u part failed", "with %u parts failed", n), n);
  return g_strdup_printf ("%s — %s, %s", design, page->sheet->title, without);
}

static void
draw_block (HwPage *page, const HwRackBox *block, guint number)
{
  HwSheetSet *set = page->set;
  HwDesign *design = set->design;
  const HwDesignRow *row = hw_design_get_title (design);
  const char *date = hw_design_text (design, row->date);
  double head = block->height * 0.29, line = (block->height - head) / 3;
  double quarter = block->width / 4;
  g_autofree char *title = dup_block_title (page);
  g_autofree char *scale = page->sheet->scale > 0 ? g_strdup_printf ("1:%d", page->sheet->scale)
                                                  : g_strdup (_ ("none"));
  g_autofree char *sheet = g_strdup_printf (_ ("%u of %u"), number, set->sheets->len);
  g_autofree char *paper = g_strdup_printf (set->options.portrait ? _ ("%s, portrait") : "%s",
                                            set->options.paper->name);
  const char *fields[3][4][2] = {
    { { _ ("Project"), hw_design_text (design, row->project) },
      { NULL, NULL },
      { _ ("Number"), hw_design_text (design, row->number) },
      { _ ("Issuer"), hw_design_text (design, row->issuer) } },
    { { _ ("Drawn"), hw_design_text (design, row->drawn) },
      { _ ("Checked"), hw_design_text (design, row->checked) },
      { _ ("Date"),
        *date != '\0'       ? date
        : set->date != NULL ? set->date
                            : "" },
      { _ ("Revision"), hw_design_text (design, row->revision) } },
    { { _ ("Scale"), scale },
      { _ ("Paper"), paper },
      { _ ("File"), set->file_name != NULL ? set->file_name : "" },
      { _ ("Sheet"), sheet } },
  };

  hw_scene_box (page->scene,
                no_ref,
                block->x,
                block->y,
                block->width,
                block->height,
                ROLE (page, HW_ROLE_PAPER),
                no_colour);
  draw_line (page, block->x, block->y, block->x + block->width, block->y, BLOCK_LINE);
  draw_line (page, block->x, block->y, block->x, block->y + block->height, BLOCK_LINE);
  draw_field (page, block->x, block->y, block->width, head, _ ("Design"), title, 11);
  for (int r = 0; r < 3; r++)
    {
      double y = block->y + head + r * line;
      draw_line (page, block->x, y, block->x + block->width, y, BLOCK_LINE);
      for (int c = 0; c < 4; c++)
        {
          double x = block->x + c * quarter;
          gboolean wide = c < 3 && fields[r][c + 1][0] == NULL;
          if (fields[r][c][0] == NULL)
            continue;
          draw_field (
              page, x, y, wide ? 2 * quarter : quarter, line, fields[r][c][0], fields[r][c][1], 8);
          if (c > 0)
            draw_line (page, x, y, x, y + line, 0);
        }
    }
}

void
hw_sheet_draw_frame (HwPage *page, guint number)
{
  HwRackBox frame, block, content, foot;
  HwItem outline = { .kind = HW_ITEM_BOX, .line_width = FRAME_LINE };

  hw_sheet_areas (page->set, &frame, &block, &content, &foot);
  hw_scene_set_layer (page->scene, HW_LAYER_CARD);
  outline.x = frame.x;
  outline.y = frame.y;
  outline.width = frame.width;
  outline.height = frame.height;
  outline.stroke = ROLE (page, HW_ROLE_LINE_STRONG);
  draw_zones (page, &frame);
  draw_block (page, &block, number);
  hw_scene_add (page->scene, &outline);
}

void
hw_page_matchline (HwPage *page, HwEdge side, double x, double y, double length, const char *text)
{
  gboolean upright = side == HW_EDGE_WEST || side == HW_EDGE_EAST;
  HwColour ink = ROLE (page, HW_ROLE_TEXT), paper = ROLE (page, HW_ROLE_PAPER);
  double shift = side == HW_EDGE_WEST || side == HW_EDGE_NORTH ? -HW_MATCHLINE : 0;

  hw_scene_set_layer (page->scene, HW_LAYER_CARD);
  hw_scene_line (page->scene,
                 no_ref,
                 x,
                 y,
                 upright ? x : x + length,
                 upright ? y + length : y,
                 ink,
                 0.8,
                 TRUE);
  if (upright)
    hw_scene_text_up (page->scene,
                      no_ref,
                      x + shift,
                      y,
                      HW_MATCHLINE,
                      length,
                      text,
                      7.5,
                      TRUE,
                      HW_ALIGN_CENTRE,
                      ink,
                      paper);
  else
    hw_scene_text (page->scene,
                   no_ref,
                   x,
                   y + shift,
                   length,
                   HW_MATCHLINE,
                   text,
                   7.5,
                   TRUE,
                   HW_ALIGN_CENTRE,
                   ink,
                   paper);
}

void
hw_page_scale_bar (HwPage *page, const HwRackBox *box)
{
  static const double lengths[]
      = { 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000, 20000, 25000, 50000 };
  HwColour ink = ROLE (page, HW_ROLE_LINE_STRONG);
  double step = lengths[0], part, y = box->y + 12;
  g_autofree char *scale = g_strdup_printf (_ ("Scale 1:%d"), page->sheet->scale);

  for (guint i = G_N_ELEMENTS (lengths); i-- > 0;)
    if (4 * lengths[i] / page->sheet->scale * hw_sheet_mm (page->set) <= box->width - SCALE_LABEL)
      {
        step = lengths[i];
        break;
      }
  part = step / page->sheet->scale * hw_sheet_mm (page->set);
  hw_scene_set_layer (page->scene, HW_LAYER_CARD);
  hw_page_text (
      page, box->x, box->y - 4, box->width, 12, scale, 7, TRUE, HW_ALIGN_START, HW_ROLE_TEXT);
  for (int i = 0; i < 4; i++)
    hw_scene_box (page->scene,
                  no_ref,
                  box->x + i * part,
                  y,
                  part,
                  4,
                  i % 2 == 0 ? ink : ROLE (page, HW_ROLE_PAPER),
                  ink);
  for (int i = 0; i <= 4; i += 2)
    {
      g_autofree char *text = i == 0
                                  ? g_strdup ("0")
                                  : hw_quantity_format (HW_DIMENSION_LENGTH, step * i / 1000, NULL);
      double width = i < 4 ? MIN (1.8 * part, SCALE_LABEL) : SCALE_LABEL;

      hw_page_text (page,
                    box->x + i * part - (i == 0 ? 0 : width / 2),
                    y + 5,
                    width,
                    10,
                    text,
                    7,
                    FALSE,
                    i == 0 ? HW_ALIGN_START : HW_ALIGN_CENTRE,
                    HW_ROLE_TEXT_DIM);
    }
}
