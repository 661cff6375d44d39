/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-rack-device.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ROLE(self, role) ((self)->theme->colours[role])
#define MAX_PIPS 16

static const HwColour no_colour = { 0, 0, 0, 0 };

HwColour
hw_rack_band_colour (const HwTheme *theme, HwFamily family)
{
  HwColour colour = theme->colours[HW_ROLE_FAMILY + family];

  colour.alpha = 0.62;
  return hw_colour_over (colour, theme->colours[HW_ROLE_PAPER]);
}

/* The name at the left and a figure at the right of a line; the figure yields to the name. */
static void
name_and_figure (HwRackPainter *self,
                 HwRef ref,
                 double x,
                 double y,
                 double width,
                 double height,
                 const char *name,
                 const char *figure,
                 HwColour ground)
{
  double size = self->text, figure_size = hw_rack_painter_size (self, 0.95);
  double taken = 0;

  if (figure != NULL)
    {
      /* Half a name says less than a whole one without the figure. */
      double name_width = hw_scene_text_width (self->scene, name, size, FALSE);
      taken = hw_scene_text_width (self->scene, figure, figure_size, FALSE) + size * 0.6;
      if (name_width > width - taken)
        taken = 0;
    }
  hw_scene_text (self->scene,
                 ref,
                 x,
                 y,
                 width - taken,
                 height,
                 name,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT),
                 ground);
  if (taken > 0)
    hw_scene_text (self->scene,
                   ref,
                   x + width - taken,
                   y,
                   taken,
                   height,
                   figure,
                   figure_size,
                   FALSE,
                   HW_ALIGN_END,
                   ROLE (self, HW_ROLE_TEXT_DIM),
                   ground);
}

void
hw_rack_draw_device (HwRackPainter *self,
                     HwHandle device,
                     const HwProduct *product,
                     const HwRackBox *box)
{
  HwRef ref = HW_REF (HW_TABLE_DEVICE, device);
  const HwProductTexts *texts = hw_rack_texts_product (self->texts, product);
  HwColour ground = ROLE (self, HW_ROLE_FAMILY_SOFT + texts->family);
  HwColour strong = ROLE (self, HW_ROLE_FAMILY + texts->family);
  double stripe = self->paper ? MIN (3, 0.32 * self->unit) : CLAMP (0.26 * self->unit, 2, 4);
  double pad = MIN (6, box->width * 0.04);
  double left = box->x + stripe + pad, width = box->width - stripe - 2 * pad;
  double line = self->text * 1.36;
  gboolean tall = box->height >= 2 * line + pad;
  const char *name;

  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_scene_box (self->scene,
                ref,
                box->x,
                box->y,
                box->width,
                box->height,
                ground,
                self->paper || self->unit >= 5 ? ROLE (self, HW_ROLE_LINE) : no_colour);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_box (self->scene, ref, box->x, box->y, stripe, box->height, strong, no_colour);
  /* A server of many units can be read where a switch of one cannot. */
  if (self->detail < HW_DETAIL_LABELS && (!tall || self->detail < HW_DETAIL_BOXES))
    return;
  name = hw_design_name (self->design, ref);
  if (!tall)
    {
      name_and_figure (self, ref, left, box->y, width, box->height, name, texts->key, ground);
      return;
    }
  name_and_figure (self, ref, left, box->y + pad * 0.6, width, line, name, texts->key_tall, ground);
  hw_scene_text (self->scene,
                 ref,
                 left,
                 box->y + pad * 0.6 + line,
                 width,
                 line,
                 texts->secondary,
                 hw_rack_painter_size (self, 0.88),
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT_DIM),
                 ground);
  if (texts->gpus > 0 && texts->gpus <= MAX_PIPS && box->height >= 3.6 * line)
    {
      double pitch = MIN (0.92 * self->unit, width / texts->gpus);
      double side = MIN (pitch * 0.78, self->paper ? 6 : 16);
      strong.alpha = self->paper ? 1 : 0.8;
      hw_scene_pips (self->scene,
                     ref,
                     left,
                     box->y + box->height - side - pad * 1.3,
                     side / 0.78 * texts->gpus,
                     side,
                     texts->gpus,
                     strong);
    }
}

void
hw_rack_draw_door (HwRackPainter *self,
                   HwHandle device,
                   const HwProduct *product,
                   const HwRackBox *box,
                   double height)
{
  HwRef ref = HW_REF (HW_TABLE_DEVICE, device);
  HwFamily family = hw_kind_family (product->kind);
  HwColour ground = ROLE (self, HW_ROLE_FAMILY_SOFT + family);
  HwColour strong = ROLE (self, HW_ROLE_FAMILY + family);
  double thickness = CLAMP (box->height * 0.18, 1, 4);

  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_scene_box (self->scene, ref, box->x, box->y, box->width, box->height, ground, strong);
  hw_scene_box (self->scene, ref, box->x, box->y, thickness, height, strong, no_colour);
  hw_scene_box (self->scene,
                ref,
                box->x + box->width - thickness,
                box->y,
                thickness,
                height,
                strong,
                no_colour);
  hw_scene_box (self->scene,
                ref,
                box->x,
                box->y + height - thickness,
                box->width,
                thickness,
                strong,
                no_colour);
  if (self->detail < HW_DETAIL_LABELS)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 ref,
                 box->x + 2 * thickness,
                 box->y,
                 box->width - 4 * thickness,
                 box->height,
                 hw_design_name (self->design, ref),
                 MIN (self->text, box->height * 0.8),
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT),
                 ground);
}

void
hw_rack_draw_channel (HwRackPainter *self,
                      HwHandle device,
                      const HwProduct *product,
                      const HwRackBox *box)
{
  HwRef ref = HW_REF (HW_TABLE_DEVICE, device);
  HwFamily family = hw_kind_family (product->kind);
  HwColour ground = ROLE (self, HW_ROLE_FAMILY_SOFT + family);
  double stripe = MIN (2, box->width * 0.3);

  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_scene_box (self->scene,
                ref,
                box->x,
                box->y,
                box->width,
                box->height,
                ground,
                ROLE (self, HW_ROLE_FAMILY + family));
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_box (self->scene,
                ref,
                box->x,
                box->y,
                box->width,
                stripe,
                ROLE (self, HW_ROLE_FAMILY + family),
                no_colour);
  if (self->detail == HW_DETAIL_LABELS)
    hw_scene_text_up (self->scene,
                      ref,
                      box->x,
                      box->y + 4,
                      box->width,
                      box->height - 8,
                      hw_design_name (self->design, ref),
                      MIN (self->text, box->width * 0.85),
                      FALSE,
                      HW_ALIGN_CENTRE,
                      ROLE (self, HW_ROLE_TEXT),
                      ground);
}

void
hw_rack_draw_blocked (
    HwRackPainter *self, HwRef ref, const char *name, gboolean reserved, const HwRackBox *box)
{
  HwColour ground = ROLE (self, reserved ? HW_ROLE_WARNING_SOFT : HW_ROLE_SLOT);
  HwItem outline = { .kind = HW_ITEM_BOX, .ref = ref, .x = box->x, .y = box->y };
  double pad = MIN (6, box->width * 0.04), size = hw_rack_painter_size (self, 0.95);
  double width = box->width - 4 * pad, taken;

  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  outline.width = box->width;
  outline.height = box->height;
  outline.fill = ground;
  outline.stroke = ROLE (self, reserved ? HW_ROLE_WARNING : HW_ROLE_BLOCKED);
  outline.dashed = reserved;
  hw_scene_add (self->scene, &outline);
  hw_scene_hatch (self->scene,
                  ref,
                  box->x + 1,
                  box->y + 1,
                  box->width - 2,
                  MAX (box->height - 2, 1),
                  ROLE (self, HW_ROLE_BLOCKED));
  if (self->detail < HW_DETAIL_LABELS || width < 4 * size)
    return;
  /* The name stands on a plain patch: letters among hatching are hard to read. */
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  taken = MIN (hw_scene_text_width (self->scene, name, size, FALSE), width);
  hw_scene_box (self->scene,
                ref,
                box->x + pad,
                box->y + MAX ((box->height - size * 1.3) / 2, 1),
                taken + 2 * pad,
                MIN (size * 1.3, box->height - 2),
                ground,
                no_colour);
  hw_scene_text (self->scene,
                 ref,
                 box->x + 2 * pad,
                 box->y,
                 width,
                 box->height,
                 name,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT_DIM),
                 ground);
}

/* What it is called, where it has no plate above it that says so. Returns: how much of the height
 * that takes */
static double
draw_cabinet_name (HwRackPainter *self,
                   HwRef ref,
                   double x,
                   double y,
                   double width,
                   double height,
                   HwColour ground)
{
  double size = self->paper ? 6.5 : 11, line = size * 1.4;
  const char *name = hw_design_name (self->design, ref);

  if (height < line)
    return 0;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  /* A little smaller rather than cut off. */
  size = MAX (MIN (size, size * width / hw_scene_text_width (self->scene, name, size, TRUE)),
              self->paper ? 4.5 : 7);
  return hw_scene_text (self->scene,
                        ref,
                        x,
                        y,
                        width,
                        line,
                        name,
                        size,
                        TRUE,
                        HW_ALIGN_START,
                        ROLE (self, HW_ROLE_TEXT),
                        ground)
                 > 0
             ? line
             : 0;
}

void
hw_rack_draw_cabinet (HwRackPainter *self,
                      HwHandle rack,
                      const HwProduct *product,
                      double x,
                      double y,
                      double width,
                      double height)
{
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  const HwProductTexts *texts = hw_rack_texts_product (self->texts, product);
  HwColour ground = ROLE (self, HW_ROLE_FAMILY_SOFT + texts->family);
  double stripe = self->paper ? MIN (3, 0.32 * self->unit) : CLAMP (0.26 * self->unit, 2, 4);
  double pad = MIN (8, width * 0.05), line = self->text * 1.4;
  double left = x + stripe + pad, room = width - stripe - 2 * pad, top = y + pad;

  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_rounded (self->scene,
                    ref,
                    x,
                    y,
                    width,
                    height,
                    self->unit >= 6 || self->paper ? 2.5 : 0,
                    ground,
                    ROLE (self, HW_ROLE_LINE_STRONG),
                    self->paper ? 0.8 : 1);
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_scene_box (self->scene,
                ref,
                x,
                y,
                stripe,
                height,
                ROLE (self, HW_ROLE_FAMILY + texts->family),
                no_colour);
  if (!hw_rack_painter_has_plates (self))
    top += draw_cabinet_name (self, ref, left, top, room, height - 2 * pad, ground);
  if (self->detail < HW_DETAIL_BOXES)
    return;
  /* What is too small to be read leaves no gap. */
  if (hw_scene_text (self->scene,
                     ref,
                     left,
                     top,
                     room,
                     line,
                     product->name,
                     self->text,
                     FALSE,
                     HW_ALIGN_START,
                     ROLE (self, HW_ROLE_TEXT),
                     ground)
      > 0)
    top += line;
  if (hw_scene_text (self->scene,
                     ref,
                     left,
                     top,
                     room,
                     line,
                     hw_kind_label (product->kind),
                     hw_rack_painter_size (self, 0.88),
                     FALSE,
                     HW_ALIGN_START,
                     ROLE (self, HW_ROLE_TEXT_DIM),
                     ground)
      > 0)
    top += line;
  if (texts->key_tall != NULL)
    hw_scene_text (self->scene,
                   ref,
                   left,
                   top,
                   room,
                   line,
                   texts->key_tall,
                   self->text,
                   TRUE,
                   HW_ALIGN_START,
                   ROLE (self, HW_ROLE_TEXT),
                   ground);
}
