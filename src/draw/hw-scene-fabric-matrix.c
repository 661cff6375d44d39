/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-fabric-matrix.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-fabric-draw.h"
#include "hw-fabric-name.h"

#define ROLE(self, role) ((self)->theme->colours[role])
/* Device units: cells narrower than these have no rules between them, and no numbers. */
#define RULED 6.0
#define NUMBERED 19.0
/* Of what is written, device units. */
#define LEAST_SIZE 7.0
#define SUM_SIZE 10.5

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

typedef struct
{
  HwScene *scene;
  const HwFabricPicture *picture;
  const HwFabricMatrix *matrix;
  const HwTheme *theme;
  HwViewport view;
  double cell_width, cell_height; /* device units */
} Painter;

/* What of a table is in sight. */
typedef struct
{
  guint index;
  const HwFabricMatrixPart *part;
  guint row, row_end, column, column_end;
} Window;

static double
device_x (const Painter *self, const HwFabricMatrixPart *part, double column)
{
  return hw_viewport_x (&self->view, part->x + column * HW_FABRIC_CELL_WIDTH);
}

static double
device_y (const Painter *self, const HwFabricMatrixPart *part, double row)
{
  return hw_viewport_y (&self->view, part->y + row * HW_FABRIC_CELL_HEIGHT);
}

static gboolean
is_named (const Painter *self)
{
  return self->view.scale >= HW_FABRIC_NAMES_SCALE;
}

static guint
clamp_index (double value, guint n)
{
  return (guint)CLAMP (value, 0, n);
}

/* --- cells --- */

/* As dark as it holds cables, beside the most that a cell of its table usually has. */
static HwColour
shade (const Painter *self, const HwFabricMatrixPart *part, HwFabricMatrixCell cell)
{
  HwColour colour = ROLE (self, HW_ROLE_FAMILY + HW_FAMILY_NETWORK);

  if (cell.dead > 0)
    return ROLE (self, HW_ROLE_ERROR_SOFT);
  if (cell.cables != part->usual)
    return ROLE (self, HW_ROLE_WARNING_SOFT);
  if (cell.cables == 0)
    return ROLE (self, HW_ROLE_PAPER);
  colour.alpha *= self->theme->kind == HW_THEME_PRINT ? 0.12 : 0.16 + MIN (cell.cables, 8) * 0.02;
  return hw_colour_over (colour, ROLE (self, HW_ROLE_PAPER));
}

static gboolean
is_usual (const HwFabricMatrixPart *part, HwFabricMatrixCell cell)
{
  return cell.cables == part->usual && cell.dead == 0;
}

/* Runs of cells that differ from the others in the same way. */
static void
draw_runs (Painter *self, const Window *window, guint row)
{
  const HwFabricMatrixPart *part = window->part;
  double height = MAX (self->cell_height, 1.5);

  for (guint column = window->column; column < window->column_end;)
    {
      HwFabricMatrixCell cell = hw_fabric_matrix_cell (self->matrix, window->index, row, column);
      guint end = column + 1;

      for (; end < window->column_end; end++)
        {
          HwFabricMatrixCell other = hw_fabric_matrix_cell (self->matrix, window->index, row, end);

          if (other.cables != cell.cables || (other.dead > 0) != (cell.dead > 0))
            break;
        }
      if (!is_usual (part, cell))
        hw_scene_box (self->scene,
                      no_ref,
                      device_x (self, part, column),
                      device_y (self, part, row),
                      MAX ((end - column) * self->cell_width, 1.5),
                      height,
                      shade (self, part, cell),
                      self->cell_width >= RULED
                          ? no_colour
                          : ROLE (self, cell.dead > 0 ? HW_ROLE_ERROR : HW_ROLE_WARNING));
      column = end;
    }
}

static void
draw_rules (Painter *self, const Window *window)
{
  const HwFabricMatrixPart *part = window->part;
  double left = device_x (self, part, window->column), top = device_y (self, part, window->row);
  double width = (window->column_end - window->column) * self->cell_width;
  double height = (window->row_end - window->row) * self->cell_height;

  if (self->cell_width < RULED)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  for (guint i = window->column + 1; i < window->column_end; i++)
    hw_scene_line (self->scene,
                   no_ref,
                   device_x (self, part, i),
                   top,
                   device_x (self, part, i),
                   top + height,
                   ROLE (self, HW_ROLE_GROUND),
                   1,
                   FALSE);
  for (guint i = window->row + 1; i < window->row_end; i++)
    hw_scene_line (self->scene,
                   no_ref,
                   left,
                   device_y (self, part, i),
                   left + width,
                   device_y (self, part, i),
                   ROLE (self, HW_ROLE_GROUND),
                   1,
                   FALSE);
}

static void
draw_numbers (Painter *self, const Window *window)
{
  const HwFabricMatrixPart *part = window->part;
  double size = MIN (11.5, self->cell_height * 0.55);

  if (self->cell_width < NUMBERED)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  for (guint row = window->row; row < window->row_end; row++)
    for (guint column = window->column; column < window->column_end; column++)
      {
        HwFabricMatrixCell cell = hw_fabric_matrix_cell (self->matrix, window->index, row, column);
        gboolean usual = is_usual (part, cell);
        char text[16];

        g_snprintf (text, sizeof text, "%u", cell.cables - cell.dead);
        hw_scene_text (self->scene,
                       no_ref,
                       device_x (self, part, column),
                       device_y (self, part, row),
                       self->cell_width,
                       self->cell_height,
                       text,
                       size,
                       !usual,
                       HW_ALIGN_CENTRE,
                       ROLE (self, HW_ROLE_TEXT),
                       shade (self, part, cell));
      }
}

static void
draw_cells (Painter *self, const Window *window)
{
  const HwFabricMatrixPart *part = window->part;
  HwFabricMatrixCell usual = { (guint16)part->usual, 0 };

  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_box (self->scene,
                no_ref,
                device_x (self, part, window->column),
                device_y (self, part, window->row),
                (window->column_end - window->column) * self->cell_width,
                (window->row_end - window->row) * self->cell_height,
                shade (self, part, usual),
                ROLE (self, HW_ROLE_LINE));
  draw_rules (self, window);
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  for (guint row = window->row; row < window->row_end; row++)
    draw_runs (self, window, row);
  draw_numbers (self, window);
}

/* --- names --- */

static gboolean
is_out (const Painter *self, guint node)
{
  return self->picture->failure != NULL && self->picture->failure->nodes[node];
}

static void
draw_names (Painter *self, const Window *window)
{
  const HwFabricMatrixPart *part = window->part;
  double size = MIN (11, self->cell_height * 0.62), length;
  char buffer[HW_FABRIC_NAME_SIZE];

  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  length = (part->row_names - 8) * self->view.scale;
  for (guint i = window->row; is_named (self) && i < window->row_end; i++)
    {
      guint node = hw_fabric_matrix_row (self->matrix, window->index, i);

      hw_scene_text (self->scene,
                     no_ref,
                     device_x (self, part, 0) - length - 5,
                     device_y (self, part, i),
                     length,
                     self->cell_height,
                     hw_fabric_node_name (self->picture->fabric, node, buffer),
                     size,
                     FALSE,
                     HW_ALIGN_END,
                     ROLE (self, is_out (self, node) ? HW_ROLE_ERROR : HW_ROLE_TEXT),
                     ROLE (self, HW_ROLE_GROUND));
    }
  length = (part->column_names - 8) * self->view.scale;
  for (guint i = window->column; is_named (self) && i < window->column_end; i++)
    {
      guint node = hw_fabric_matrix_column (self->matrix, window->index, i);

      hw_scene_text_up (self->scene,
                        no_ref,
                        device_x (self, part, i),
                        device_y (self, part, 0) - length - 5,
                        self->cell_width,
                        length,
                        hw_fabric_node_name (self->picture->fabric, node, buffer),
                        size,
                        FALSE,
                        HW_ALIGN_START,
                        ROLE (self, is_out (self, node) ? HW_ROLE_ERROR : HW_ROLE_TEXT),
                        ROLE (self, HW_ROLE_GROUND));
    }
}

/* "12 leaves × 4 spines, 8 cables each" */
static char *
dup_title (const HwFabricMatrixPart *part)
{
  gboolean leaves = part->level == HW_FABRIC_CABLE_SPINE;
  g_autofree char *rows = g_strdup_printf (
      leaves ? g_dngettext (GETTEXT_PACKAGE, "%u leaf", "%u leaves", part->n_rows)
             : g_dngettext (GETTEXT_PACKAGE, "%u spine", "%u spines", part->n_rows),
      part->n_rows);
  g_autofree char *columns = g_strdup_printf (
      leaves ? g_dngettext (GETTEXT_PACKAGE, "%u spine", "%u spines", part->n_columns)
             : g_dngettext (GETTEXT_PACKAGE, "%u core", "%u cores", part->n_columns),
      part->n_columns);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      g_dngettext (
          GETTEXT_PACKAGE, "%s × %s, %u cable each", "%s × %s, %u cables each", part->usual),
      rows,
      columns,
      part->usual);
  if (part->unequal > 0)
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, " · %u pair differs", " · %u pairs differ", part->unequal),
        part->unequal);
  if (part->elsewhere > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         " · %u cable leads elsewhere",
                                         " · %u cables lead elsewhere",
                                         part->elsewhere),
                            part->elsewhere);
  return g_string_free (text, FALSE);
}

static void
draw_part_title (Painter *self, const Window *window)
{
  const HwFabricMatrixPart *part = window->part;
  g_autofree char *title = dup_title (part);
  g_autofree char *brief = g_strdup_printf ("%u × %u", part->n_rows, part->n_columns);
  double size = CLAMP (13 * self->view.scale, 8, 13);
  double names = is_named (self) ? part->column_names : 0;
  /* Names are not written larger than at a scale of 1. */
  double near = MIN (self->view.scale, 1);
  double left = device_x (self, part, 0) - (names > 0 ? part->row_names * near : 0);
  double right = device_x (self, part, part->n_columns);

  /* It would stand upon the table above. */
  if (size * 1.2 + names * near > (HW_FABRIC_PART_TITLE + part->column_names) * self->view.scale)
    return;
  if (hw_scene_text_width (self->scene, title, size, TRUE) <= right - left)
    {
      g_free (brief);
      brief = g_steal_pointer (&title);
    }
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 no_ref,
                 left,
                 device_y (self, part, 0) - names * near - size * 1.8,
                 right - left,
                 size * 1.5,
                 brief,
                 size,
                 TRUE,
                 HW_ALIGN_START,
                 ROLE (self, part->unequal + part->elsewhere > 0 ? HW_ROLE_WARNING : HW_ROLE_TEXT),
                 ROLE (self, HW_ROLE_GROUND));
}

/* From afar a table says how many cables it holds. */
static gboolean
draw_count (Painter *self, const Window *window)
{
  const HwFabricMatrixPart *part = window->part;
  double width = part->n_columns * self->cell_width, height = part->n_rows * self->cell_height;
  g_autofree char *text = NULL;
  double size = MIN (12, height * 0.4);

  if (self->cell_width >= NUMBERED)
    return TRUE;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u cable", "%u cables", part->cables),
                          part->cables);
  if (self->cell_width >= RULED)
    return TRUE;
  if (size < LEAST_SIZE || hw_scene_text_width (self->scene, text, size, FALSE) > width - 4)
    return FALSE;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 no_ref,
                 device_x (self, part, 0),
                 device_y (self, part, 0) + (height - size * 1.5) / 2,
                 width,
                 size * 1.5,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_CENTRE,
                 ROLE (self, HW_ROLE_TEXT),
                 shade (self, part, (HwFabricMatrixCell){ (guint16)part->usual, 0 }));
  return TRUE;
}

/* From farther off all of them together do, below them. */
static void
draw_sum (Painter *self, const HwFabricMatrixPart *parts, guint n)
{
  double x, y, width, height, below;
  g_autofree char *text = NULL;
  guint cables = 0;

  for (guint i = 0; i < n; i++)
    cables += parts[i].cables;
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u cable in %u tables", "%u cables in %u tables", cables),
      cables,
      n);
  hw_fabric_matrix_extent (self->matrix, &x, &y, &width, &height);
  below = hw_viewport_y (&self->view, y + height) + SUM_SIZE;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 no_ref,
                 hw_viewport_x (&self->view, x),
                 below,
                 hw_scene_text_width (self->scene, text, SUM_SIZE, FALSE) + 2,
                 SUM_SIZE * 1.5,
                 text,
                 SUM_SIZE,
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT),
                 ROLE (self, HW_ROLE_GROUND));
}

/* Returns: whether it says how many cables it holds, if it is in sight */
static gboolean
draw_part (Painter *self, guint index, const HwFabricMatrixPart *part)
{
  const HwViewport *view = &self->view;
  double right = view->x + view->width / view->scale, bottom = view->y + view->height / view->scale;
  Window window = { .index = index, .part = part };

  if (part->x + part->n_columns * HW_FABRIC_CELL_WIDTH < view->x
      || part->x - part->row_names > right
      || part->y + part->n_rows * HW_FABRIC_CELL_HEIGHT < view->y
      || part->y - part->column_names - HW_FABRIC_PART_TITLE > bottom)
    return TRUE;
  window.column = clamp_index (floor ((view->x - part->x) / HW_FABRIC_CELL_WIDTH), part->n_columns);
  window.column_end
      = clamp_index (ceil ((right - part->x) / HW_FABRIC_CELL_WIDTH), part->n_columns);
  window.row = clamp_index (floor ((view->y - part->y) / HW_FABRIC_CELL_HEIGHT), part->n_rows);
  window.row_end = clamp_index (ceil ((bottom - part->y) / HW_FABRIC_CELL_HEIGHT), part->n_rows);
  draw_cells (self, &window);
  draw_names (self, &window);
  draw_part_title (self, &window);
  return draw_count (self, &window);
}

void
hw_scene_fabric_matrix_draw (HwScene *scene,
                             const HwFabricPicture *picture,
                             const HwFabricMatrix *matrix,
                             const HwViewport *view)
{
  Painter self = { .scene = scene,
                   .picture = picture,
                   .matrix = matrix,
                   .theme = hw_scene_get_theme (scene),
                   .view = *view,
                   .cell_width = HW_FABRIC_CELL_WIDTH * view->scale,
                   .cell_height = HW_FABRIC_CELL_HEIGHT * view->scale };
  double x, y, width, height;
  guint n;
  const HwFabricMatrixPart *parts = hw_fabric_matrix_parts (matrix, &n);
  gboolean told = TRUE;

  for (guint i = 0; i < n; i++)
    told = draw_part (&self, i, &parts[i]) && told;
  if (!told)
    draw_sum (&self, parts, n);
  hw_fabric_matrix_extent (matrix, &x, &y, &width, &height);
  hw_fabric_draw_title (scene, picture, view, &(HwRackBox){ x, y, width, -y });
  if (n == 0)
    hw_scene_text (scene,
                   no_ref,
                   hw_viewport_x (view, x),
                   hw_viewport_y (view, 0),
                   width * view->scale,
                   20 * view->scale,
                   _ ("This fabric has one tier: no leaf is joined to a spine."),
                   13 * MIN (view->scale, 1),
                   FALSE,
                   HW_ALIGN_START,
                   ROLE (&self, HW_ROLE_TEXT),
                   ROLE (&self, HW_ROLE_GROUND));
}

HwScene *
hw_scene_fabric_matrix_build (const HwFabricPicture *picture,
                              const HwFabricMatrix *matrix,
                              const HwTheme *theme,
                              const HwViewport *viewport)
{
  HwScene *scene = hw_scene_new_view (theme, viewport);

  hw_scene_fabric_matrix_draw (scene, picture, matrix, viewport);
  return scene;
}

void
hw_scene_fabric_matrix_mark (HwScene *scene,
                             const HwFabricMatrix *matrix,
                             const HwFabricMatrixSpot *spot,
                             gboolean chosen)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  const HwViewport *view = hw_scene_get_viewport (scene);
  guint n;
  const HwFabricMatrixPart *part;
  HwColour veil = theme->colours[HW_ROLE_ACCENT];
  HwRackBox box;

  veil.alpha *= 0.2;
  if (spot->part < 0)
    return;
  part = &hw_fabric_matrix_parts (matrix, &n)[spot->part];
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  for (int i = 0; i < 2 && !chosen; i++)
    {
      HwFabricMatrixSpot line = *spot;

      if ((i == 0 ? spot->row : spot->column) < 0)
        continue;
      if (i == 0)
        line.column = -1;
      else
        line.row = -1;
      box = hw_fabric_matrix_box (matrix, &line);
      if (i == 0)
        box.width += part->n_columns * HW_FABRIC_CELL_WIDTH;
      else
        box.height += part->n_rows * HW_FABRIC_CELL_HEIGHT;
      hw_scene_box (scene,
                    no_ref,
                    hw_viewport_x (view, box.x),
                    hw_viewport_y (view, box.y),
                    box.width * view->scale,
                    box.height * view->scale,
                    veil,
                    no_colour);
    }
  box = hw_fabric_matrix_box (matrix, spot);
  hw_scene_rounded (scene,
                    no_ref,
                    hw_viewport_x (view, box.x),
                    hw_viewport_y (view, box.y),
                    box.width * view->scale,
                    box.height * view->scale,
                    2,
                    no_colour,
                    theme->colours[HW_ROLE_ACCENT],
                    chosen ? 2.5 : 1.5);
}

void
hw_scene_fabric_matrix_flag (
    HwScene *scene, const HwFabricMatrix *matrix, guint low, guint high, HwRole role)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  HwFabricMatrixSpot spot;
  HwRackBox box;

  if (!hw_fabric_matrix_find (matrix, low, high, &spot)
      && !hw_fabric_matrix_find (matrix, high, low, &spot))
    return;
  box = hw_fabric_matrix_box (matrix, &spot);
  hw_scene_set_layer (scene, HW_LAYER_DETAIL);
  hw_scene_rounded (scene,
                    no_ref,
                    hw_viewport_x (view, box.x),
                    hw_viewport_y (view, box.y),
                    MAX (box.width * view->scale, 2),
                    MAX (box.height * view->scale, 2),
                    0,
                    no_colour,
                    hw_scene_get_theme (scene)->colours[role],
                    2);
}
