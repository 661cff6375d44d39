/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-template.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-operations.h"

#define PERIMETER_MM 1200
/* NVIDIA's rows have at most 20 racks; a row is the block of one pair of aisles. */
#define ROW_RACKS 20
/* Between fronts, between rears, and where one row ends and the next begins. */
#define AISLE_MM 1200
/* A hall may be this many times as long as it is wide before its rows stand in one more column. */
#define LENGTH_RATIO 2

typedef enum
{
  SIZE_SU = 1 << 0,
  SIZE_RACKS = 1 << 1,
  SIZE_GPUS = 1 << 2,
} Sizes;

typedef struct
{
  const char *id;
  const char *label;
  guint64 seed; /* of its ids; never changed */
  Sizes sizes;  /* how its size may be asked for */
  gboolean (*make) (HwDesign *design,
                    const HwTemplateOptions *options,
                    HwCatalogue *catalogue,
                    GError **error);
} Template;

static void
set_title (HwDesign *design, const char *name)
{
  HwDesignRow title = *hw_design_get_title (design);

  title.object.name = hw_design_intern (design, name);
  hw_edit_set (design, HW_TABLE_DESIGN, 1, &title);
}

/* "A" to "Z", "AA" and so on. */
static char *
row_name (guint index)
{
  GString *name = g_string_new (NULL);

  for (guint rest = index + 1; rest > 0; rest = (rest - 1) / 26)
    g_string_prepend_c (name, (char)('A' + (rest - 1) % 26));
  return g_string_free (name, FALSE);
}

/* --- rows of equal racks --- */

/* Racks of one kind in rows, in columns of rows. Rows stand in pairs, front to front. */
typedef struct
{
  gint32 racks;
  gint32 width_mm, depth_mm; /* of a rack */
  gint32 per_row;
  gint32 columns, lines; /* lines of rows, one behind the other */
  gint32 hall_width_mm, hall_depth_mm;
} Block;

static void
lay_out (Block *self)
{
  gint32 rows = (self->racks + ROW_RACKS - 1) / ROW_RACKS;

  self->per_row = MIN (self->racks, ROW_RACKS);
  for (self->columns = 1;; self->columns++)
    {
      self->lines = (rows + self->columns - 1) / self->columns;
      self->hall_width_mm = 2 * PERIMETER_MM + self->columns * self->per_row * self->width_mm
                            + (self->columns - 1) * AISLE_MM;
      self->hall_depth_mm
          = 2 * PERIMETER_MM + self->lines * self->depth_mm + (self->lines - 1) * AISLE_MM;
      if (self->hall_depth_mm <= LENGTH_RATIO * self->hall_width_mm || self->lines <= 2)
        return;
    }
}

static gboolean
fill_row (HwDesign *design,
          const Block *block,
          guint index,
          HwHandle hall,
          HwCatalogue *catalogue,
          const HwProduct *product,
          GError **error)
{
  gint32 line = (gint32)index / block->columns;
  gint32 column = (gint32)index % block->columns;
  gint32 x = PERIMETER_MM + column * (block->per_row * block->width_mm + AISLE_MM);
  gint32 y = PERIMETER_MM + line * (block->depth_mm + AISLE_MM);
  gint32 n = MIN (block->racks - (gint32)index * ROW_RACKS, ROW_RACKS);
  g_autofree char *name = row_name (index);
  HwHandle row = hw_operation_add_row (design, hall, name);

  for (gint32 i = 0; i < n; i++)
    {
      g_autofree char *rack = g_strdup_printf ("%s%02d", name, i + 1);

      if (hw_operation_add_rack (design,
                                 hall,
                                 row,
                                 catalogue,
                                 product,
                                 rack,
                                 x + i * block->width_mm,
                                 y,
                                 line % 2 == 0 ? 0 : 180,
                                 error)
          == 0)
        return FALSE;
    }
  return TRUE;
}

/* --- templates --- */

static gboolean
make_empty (HwDesign *design,
            const HwTemplateOptions *options,
            HwCatalogue *catalogue,
            GError **error)
{
  set_title (design, "New hall");
  return hw_operation_add_hall (design, "Hall 1", 12000, 9000) != 0;
}

static gboolean
make_nvl72 (HwDesign *design,
            const HwTemplateOptions *options,
            HwCatalogue *catalogue,
            GError **error)
{
  const HwProduct *product
      = hw_catalogue_adopt (hw_design_get_catalogue (design), catalogue, "gb200-nvl72", error);
  Block block = { .racks = MAX (options->racks, 1) };
  g_autofree char *name = NULL;
  HwHandle hall;

  if (product == NULL)
    return FALSE;
  if (options->gpus > 0)
    block.racks = (gint32)ceil (options->gpus / hw_product_value (product, HW_FIELD_GPUS));
  if (block.racks > HW_TEMPLATE_RACKS_MAX)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_INVALID,
                   _ ("That takes %d racks; a template makes at most %d."),
                   block.racks,
                   HW_TEMPLATE_RACKS_MAX);
      return FALSE;
    }
  block.width_mm = product->width_mm;
  block.depth_mm = product->depth_mm;
  lay_out (&block);
  name = g_strdup_printf (block.racks == 1 ? "GB200 NVL72, %d rack" : "GB200 NVL72, %d racks",
                          block.racks);
  set_title (design, name);
  hall = hw_operation_add_hall (design, "Hall 1", block.hall_width_mm, block.hall_depth_mm);
  for (guint row = 0; (gint32)row * ROW_RACKS < block.racks; row++)
    if (!fill_row (design, &block, row, hall, catalogue, product, error))
      return FALSE;
  return TRUE;
}

static const Template templates[] = {
  { "empty", N_ ("A hall of 12 by 9 metres with nothing in it"), 1, 0, make_empty },
  { "nvl72",
    N_ ("GB200 NVL72 racks in rows, compute only"),
    2,
    SIZE_RACKS | SIZE_GPUS,
    make_nvl72 },
};

guint
hw_template_count (void)
{
  return G_N_ELEMENTS (templates);
}

const char *
hw_template_id (guint index)
{
  return templates[index].id;
}

const char *
hw_template_label (guint index)
{
  return _ (templates[index].label);
}

static const Template *
find_template (const char *id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (strcmp (templates[i].id, id) == 0)
      return &templates[i];
  g_set_error (error, HW_CORE_ERROR, HW_CORE_ERROR_NOT_FOUND, _ ("There is no template “%s”."), id);
  return NULL;
}

static gboolean
check_size (const Template *self, const HwTemplateOptions *options, GError **error)
{
  const struct
  {
    Sizes size;
    gint32 given;
  } asked[] = {
    { SIZE_SU, options->su },
    { SIZE_RACKS, options->racks },
    { SIZE_GPUS, options->gpus },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      if (asked[i].given == 0)
        continue;
      n++;
      if (asked[i].given > 0 && (self->sizes & asked[i].size) != 0 && n == 1)
        continue;
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_INVALID,
                   _ ("The size of “%s” cannot be given that way."),
                   self->id);
      return FALSE;
    }
  return TRUE;
}

HwDesign *
hw_template_make (const char *id,
                  const HwTemplateOptions *options,
                  HwCatalogue *catalogue,
                  GError **error)
{
  const HwTemplateOptions none = { 0 };
  const Template *template = find_template (id, error);
  g_autoptr (HwDesign) design = NULL;
  gboolean made;

  if (options == NULL)
    options = &none;
  if (template == NULL || !check_size (template, options, error))
    return NULL;
  design = hw_design_new ();
  hw_design_seed_ids (design, template->seed);
  hw_design_build_begin (design);
  made = template->make (design, options, catalogue, error);
  hw_design_build_end (design);
  /* What people add to it gets random ids, as in any design. */
  hw_design_seed_ids (design, 0);
  return made ? g_steal_pointer (&design) : NULL;
}
