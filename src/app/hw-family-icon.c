/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-family-icon.h"

#include <math.h>

#include "hw-style.h"

#define SIZE 28
#define RADIUS 5
#define GROUND_ALPHA 0.18

struct _HwFamilyIcon
{
  GtkWidget parent_instance;

  HwFamily family;
};

G_DEFINE_FINAL_TYPE (HwFamilyIcon, hw_family_icon, GTK_TYPE_WIDGET)

/* All shapes are drawn in a square of 28, filled unless they say otherwise. */

static void
draw_servers (cairo_t *cr)
{
  for (int i = 0; i < 3; i++)
    cairo_rectangle (cr, 5, 6 + 6 * i, 18, 4);
  cairo_fill (cr);
}

static void
draw_mesh (cairo_t *cr)
{
  static const double nodes[][2] = { { 7, 8 }, { 21, 8 }, { 7, 20 }, { 21, 20 } };

  cairo_set_line_width (cr, 1.5);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    for (guint j = i + 1; j < G_N_ELEMENTS (nodes); j++)
      {
        cairo_move_to (cr, nodes[i][0], nodes[i][1]);
        cairo_line_to (cr, nodes[j][0], nodes[j][1]);
      }
  cairo_stroke (cr);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, nodes[i][0], nodes[i][1], 3, 0, 2 * G_PI);
    }
  cairo_fill (cr);
}

static void
draw_ports (cairo_t *cr)
{
  for (int row = 0; row < 2; row++)
    for (int column = 0; column < 4; column++)
      cairo_rectangle (cr, 5 + 5 * column, 9 + 6 * row, 3, 4);
  cairo_fill (cr);
}

static void
draw_drop (cairo_t *cr)
{
  cairo_move_to (cr, 14, 4.5);
  cairo_curve_to (cr, 17, 10, 21, 13, 21, 17);
  cairo_arc (cr, 14, 17, 7, 0, G_PI);
  cairo_curve_to (cr, 7, 13, 11, 10, 14, 4.5);
  cairo_fill (cr);
}

static void
draw_bolt (cairo_t *cr)
{
  cairo_move_to (cr, 16, 4);
  cairo_line_to (cr, 7, 16);
  cairo_line_to (cr, 13, 16);
  cairo_line_to (cr, 12, 24);
  cairo_line_to (cr, 21, 12);
  cairo_line_to (cr, 15, 12);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_disks (cairo_t *cr)
{
  for (int i = 0; i < 3; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, 14, 8.5 + 5.5 * i);
      cairo_scale (cr, 9, 2.4);
      cairo_new_sub_path (cr);
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_restore (cr);
    }
  cairo_fill (cr);
}

static void
draw_rack (cairo_t *cr)
{
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, 8, 5, 12, 18);
  cairo_stroke (cr);
  for (int i = 0; i < 3; i++)
    cairo_rectangle (cr, 11, 8.5 + 4 * i, 6, 2);
  cairo_fill (cr);
}

static void
draw_other (cairo_t *cr)
{
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, 7, 7, 14, 14);
  cairo_stroke (cr);
}

static void (*const shapes[HW_N_FAMILIES]) (cairo_t *) = {
  [HW_FAMILY_COMPUTE] = draw_servers, [HW_FAMILY_NVLINK] = draw_mesh,
  [HW_FAMILY_NETWORK] = draw_ports,   [HW_FAMILY_COOLING] = draw_drop,
  [HW_FAMILY_POWER] = draw_bolt,      [HW_FAMILY_STORAGE] = draw_disks,
  [HW_FAMILY_RACK] = draw_rack,       [HW_FAMILY_OTHER] = draw_other,
};

static void
hw_family_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HwFamilyIcon *self = HW_FAMILY_ICON (widget);
  const HwTheme *theme = hw_style_get_theme (widget);
  HwColour colour = theme->colours[HW_ROLE_FAMILY + self->family];
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((gtk_widget_get_width (widget) - SIZE) / 2.0f,
                                               (gtk_widget_get_height (widget) - SIZE) / 2.0f,
                                               SIZE,
                                               SIZE);
  GskRoundedRect outline;
  GdkRGBA ground = hw_style_colour (colour);
  cairo_t *cr;

  ground.alpha = GROUND_ALPHA;
  gsk_rounded_rect_init_from_rect (&outline, &bounds, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &bounds);
  gtk_snapshot_pop (snapshot);

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_translate (cr, bounds.origin.x, bounds.origin.y);
  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
  shapes[self->family](cr);
  cairo_destroy (cr);
}

static void
hw_family_icon_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = SIZE;
  *minimum_baseline = *natural_baseline = -1;
}

void
hw_family_icon_set_family (HwFamilyIcon *self, HwFamily family)
{
  self->family = family;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
hw_family_icon_class_init (HwFamilyIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = hw_family_icon_snapshot;
  widget_class->measure = hw_family_icon_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hw_family_icon_init (HwFamilyIcon *self)
{
}
