/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-example-tile.h"

#include <glib/gi18n.h>

#include "hw-design-reader.h"
#include "hw-results.h"
#include "hw-scene-hall.h"
#include "hw-style.h"

#define PICTURE_WIDTH 288
#define PICTURE_HEIGHT 162
#define PICTURE_MARGIN 14

struct _HwExampleTile
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *picture;
  GtkWidget *name;
  GtkWidget *figures;
  char *path;
  HwResults *results; /* of the loaded example */
};

G_DEFINE_FINAL_TYPE (HwExampleTile, hw_example_tile, GTK_TYPE_WIDGET)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  HwExampleTile *self = HW_EXAMPLE_TILE (data);
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  HwColour ground = theme->colours[HW_ROLE_GROUND];
  HwViewport viewport = { .width = width, .height = height };
  HwHallOptions options;
  HwHandle hall;
  double x, y, hall_width, hall_depth;
  g_autoptr (HwScene) scene = NULL;

  cairo_set_source_rgb (cr, ground.red, ground.green, ground.blue);
  cairo_paint (cr);
  if (self->results == NULL)
    return;
  hall = hw_results_main_hall (self->results);
  if (hall == 0)
    return;
  hw_hall_options_init (&options);
  options.grid = FALSE;
  options.names = FALSE;
  options.legend = FALSE;
  hw_scene_hall_extent (
      hw_results_get_design (self->results), hall, &x, &y, &hall_width, &hall_depth);
  hw_viewport_fit (&viewport, x, y, hall_width, hall_depth, PICTURE_MARGIN);
  scene = hw_scene_hall_build (self->results, hall, &options, theme, &viewport);
  hw_scene_paint (scene, cr);
}

static char *
dup_figures (HwResults *results)
{
  static const HwTotal totals[] = { HW_TOTAL_FP8_DENSE, HW_TOTAL_IT_NAMEPLATE };
  HwRef design = HW_REF (HW_TABLE_DESIGN, 0);
  HwSum gpus = hw_results_total (results, HW_TOTAL_GPUS, design);
  GString *line = g_string_new (NULL);
  g_autofree char *count = hw_quantity_format (HW_DIMENSION_NONE, gpus.value, NULL);

  g_string_append_printf (line, g_dngettext (NULL, "%s GPU", "%s GPUs", (gulong)gpus.value), count);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      HwSum sum = hw_results_total (results, totals[i], design);
      g_autofree char *text = NULL;

      if (hw_sum_is_unknown (&sum))
        continue;
      text = hw_quantity_format (hw_total_dimension (totals[i]), sum.value, NULL);
      g_string_append_printf (line, " · %s", text);
    }
  return g_string_free (line, FALSE);
}

gboolean
hw_example_tile_load (HwExampleTile *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (HwDesign) design = hw_design_read_file (file, NULL, NULL);
  g_autofree char *figures = NULL;
  g_autofree char *label = NULL;
  const char *name;

  if (design == NULL)
    return FALSE;
  self->results = hw_results_new (design);
  name = hw_design_text (design, hw_design_get_title (design)->object.name);
  if (*name != '\0')
    gtk_label_set_text (GTK_LABEL (self->name), name);
  figures = dup_figures (self->results);
  gtk_label_set_text (GTK_LABEL (self->figures), figures);
  label = g_strdup_printf (
      _ ("Example %s, %s"), gtk_label_get_text (GTK_LABEL (self->name)), figures);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (self->picture);
  return TRUE;
}

static void
theme_changed_cb (GtkSettings *settings, GParamSpec *pspec, HwExampleTile *self)
{
  gtk_widget_queue_draw (self->picture);
}

GtkWidget *
hw_example_tile_new (const char *path)
{
  HwExampleTile *self = g_object_new (HW_TYPE_EXAMPLE_TILE, NULL);
  g_autofree char *name = g_path_get_basename (path);
  char *suffix = strrchr (name, '.');

  if (suffix != NULL)
    *suffix = '\0';
  self->path = g_strdup (path);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.open-example");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", path);
  return GTK_WIDGET (self);
}

static void
hw_example_tile_dispose (GObject *object)
{
  HwExampleTile *self = HW_EXAMPLE_TILE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->results);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (hw_example_tile_parent_class)->dispose (object);
}

static void
hw_example_tile_class_init (HwExampleTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_example_tile_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_example_tile_init (HwExampleTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->picture = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->picture), PICTURE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->picture), PICTURE_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->picture), draw_cb, self, NULL);
  gtk_widget_add_css_class (self->picture, "tile-picture");
  gtk_box_append (GTK_BOX (box), self->picture);

  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "tile-name");
  self->figures = gtk_label_new (" ");
  gtk_label_set_xalign (GTK_LABEL (self->figures), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->figures), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->figures, "tile-figures");
  gtk_widget_set_margin_top (texts, 10);
  gtk_widget_set_margin_bottom (texts, 12);
  gtk_widget_set_margin_start (texts, 14);
  gtk_widget_set_margin_end (texts, 14);
  gtk_box_append (GTK_BOX (texts), self->name);
  gtk_box_append (GTK_BOX (texts), self->figures);
  gtk_box_append (GTK_BOX (box), texts);

  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "tile");
  gtk_widget_set_overflow (self->button, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  hw_style_watch (GTK_WIDGET (self), G_CALLBACK (theme_changed_cb), self);
}
