/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-template.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-operations.h"
#include "hw-template-private.h"

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
  const HwSuperpod *superpod; /* instead of @make */
} Template;

static void
set_title (HwDesign *design, const char *name)
{
  HwDesignRow title = *hw_design_get_title (design);

  title.object.name = hw_design_intern (design, name);
  hw_edit_set (design, HW_TABLE_DESIGN, 1, &title);
}

char *
hw_template_row_name (guint index)
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
  g_autofree char *name = hw_template_row_name (index);
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

/* Servers a unit, units and counts of switches: NVIDIA's reference architectures for DGX H100, B200
 * and B300. Racks of two, four: its site guides. That storage of B200 and H100 goes over a second
 * InfiniBand fabric, and that of B300 and GB200 over Ethernet, is told there too; the products that
 * carry it and in-band management, and the oversubscription of that, are assumed. */
static const HwSuperpod superpods[] = {
  { .name = "DGX B200 SuperPOD",
    .node = "dgx-b200",
    .rack_nodes = 2,
    .unit_nodes = 32,
    .switch_id = "qm9700",
    .rack = "eia-48u-600x1200",
    .planes = 1,
    .unit_size = 32,
    .storage_switch = "qm9700",
    .in_band_switch = "sn4600c",
    .in_band_ratio = 3 },
  { .name = "DGX B200 SuperPOD with UFM",
    .node = "dgx-b200",
    .rack_nodes = 2,
    .unit_nodes = 32,
    .switch_id = "qm9700",
    .rack = "eia-48u-600x1200",
    .planes = 1,
    .unit_size = 32,
    .management_ports = 4,
    .storage_switch = "qm9700",
    .in_band_switch = "sn4600c",
    .in_band_ratio = 3 },
  { .name = "DGX H100 SuperPOD",
    .node = "dgx-h100",
    .rack_nodes = 4,
    .unit_nodes = 32,
    .switch_id = "qm9700",
    .rack = "eia-48u-600x1200",
    .planes = 1,
    .unit_size = 32,
    .management_ports = 4,
    .storage_switch = "qm9700",
    .in_band_switch = "sn4600c",
    .in_band_ratio = 3 },
  { .name = "DGX B300 SuperPOD, Spectrum-X",
    .node = "dgx-b300",
    .rack_nodes = 4,
    .unit_nodes = 64,
    .switch_id = "sn5600",
    .rack = "eia-48u-600x1200",
    .planes = 2,
    .unit_size = 64,
    .note = "Cables are counted in units of 800 Gb/s, as in the published tables.",
    .storage_switch = "sn5600",
    .in_band_switch = "sn4600c",
    .in_band_ratio = 3 },
  { .name = "DGX B300 SuperPOD, Quantum-X800",
    .node = "dgx-b300",
    .rack_nodes = 4,
    .unit_nodes = 72,
    .switch_id = "q3400-ra",
    .rack = "eia-48u-600x1200",
    .planes = 1,
    .unit_size = 72,
    .storage_switch = "sn5600",
    .in_band_switch = "sn4600c",
    .in_band_ratio = 3 },
  { .name = "DGX GB200 SuperPOD",
    .node = "dgx-gb200",
    .unit_nodes = 8,
    .switch_id = "qm9700",
    .rack = "eia-48u-600x1200",
    .planes = 1,
    .unit_size = 144,
    .share_leaves = TRUE,
    .note = "Counts by the rule, not published: 18 leaves a unit, because a leaf may hold the "
            "halves of two rails.",
    .in_band_switch = "sn5600",
    .in_band_ratio = 1 },
};

/* What is published of three clusters that were built: GPUs, nodes, racks, the fabric's speed.
 * NVIDIA on Eos (576 DGX H100, units of 32 nodes on eight racks of four); Microsoft on its NDv6
 * GB300 cluster (64 racks, 800 Gb/s a GPU); Meta on its 24k clusters (3 072 nodes, two a rack), of
 * which this is the one on InfiniBand. Everything else is as in the reference designs. */
static const HwSuperpod built[] = {
  { .name = "Eos-like DGX H100 pod",
    .node = "dgx-h100",
    .rack_nodes = 4,
    .unit_nodes = 32,
    .units = 18,
    .switch_id = "qm9700",
    .rack = "eia-48u-600x1200",
    .planes = 1,
    .unit_size = 32,
    .storage_switch = "qm9700",
    .in_band_switch = "sn4600c",
    .in_band_ratio = 3 },
  { .name = "Azure-like GB300 NVL72 cluster",
    .node = "gb300-nvl72",
    .unit_nodes = 8,
    .units = 8,
    .switch_id = "q3400-ra",
    .rack = "eia-48u-600x1200",
    .planes = 1,
    .unit_size = 144,
    .in_band_switch = "sn5600",
    .in_band_ratio = 1 },
  { .name = "Meta-24k-like H100 cluster",
    .node = "dgx-h100",
    .rack_nodes = 2,
    .unit_nodes = 32,
    .units = 96,
    .switch_id = "qm9700",
    .rack = "eia-48u-600x1200",
    .planes = 1,
    .unit_size = 32,
    .storage_switch = "qm9700",
    .in_band_switch = "sn4600c",
    .in_band_ratio = 3 },
};

static gint32
units_of (const HwSuperpod *plan, const HwTemplateOptions *options, HwCatalogue *catalogue)
{
  const HwProduct *node = hw_catalogue_find (catalogue, plan->node);

  if (options->gpus > 0 && node != NULL)
    return (gint32)ceil (options->gpus
                         / (plan->unit_nodes * hw_product_value (node, HW_FIELD_GPUS)));
  return options->su > 0 ? options->su : MAX (plan->units, 1);
}

static gboolean
make_superpod (HwDesign *design,
               const HwSuperpod *plan,
               const HwTemplateOptions *options,
               HwCatalogue *catalogue,
               GError **error)
{
  gint32 units = units_of (plan, options, catalogue);
  g_autofree char *name = NULL;

  if (units > HW_TEMPLATE_UNITS_MAX)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_INVALID,
                   _ ("That takes %d scalable units; a template makes at most %d."),
                   units,
                   HW_TEMPLATE_UNITS_MAX);
      return FALSE;
    }
  name = g_strdup_printf ("%s, %d SU", plan->name, units);
  set_title (design, name);
  return hw_template_superpod (design, plan, units, catalogue, error);
}

static const Template templates[] = {
  { "empty", N_ ("A hall of 12 by 9 metres with nothing in it"), 1, 0, make_empty },
  { "nvl72",
    N_ ("GB200 NVL72 racks in rows, compute only"),
    2,
    SIZE_RACKS | SIZE_GPUS,
    make_nvl72 },
  { "superpod-b200",
    N_ ("DGX B200 SuperPOD, 32 nodes a scalable unit"),
    3,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &superpods[0] },
  { "superpod-b200-ufm",
    N_ ("DGX B200 SuperPOD with fabric managers, 32 nodes a scalable unit less one"),
    4,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &superpods[1] },
  { "superpod-h100",
    N_ ("DGX H100 SuperPOD with fabric managers, 32 nodes a scalable unit less one"),
    5,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &superpods[2] },
  { "superpod-b300",
    N_ ("DGX B300 SuperPOD on Spectrum-X Ethernet, two planes"),
    6,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &superpods[3] },
  { "superpod-b300-xdr",
    N_ ("DGX B300 SuperPOD on Quantum-X800 InfiniBand"),
    7,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &superpods[4] },
  { "superpod-gb200",
    N_ ("DGX GB200 SuperPOD, 8 racks a scalable unit; counts by the rules, not published"),
    8,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &superpods[5] },
  { "eos-h100",
    N_ ("576 DGX H100 as in NVIDIA's Eos, 18 units of 32 nodes"),
    9,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &built[0] },
  { "azure-gb300",
    N_ ("64 GB300 NVL72 racks as in Microsoft's NDv6 cluster, 8 units of 8 racks"),
    10,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &built[1] },
  { "meta-24k",
    N_ ("3 072 DGX H100, two a rack, as in Meta's 24k cluster on InfiniBand"),
    11,
    SIZE_SU | SIZE_GPUS,
    NULL,
    &built[2] },
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

/* The first of the catalogue, where it has one. */
static gboolean
choose_price_list (HwDesign *design, HwCatalogue *catalogue, GError **error)
{
  const HwProduct *list = NULL;

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue) && list == NULL; i++)
    if (hw_catalogue_get (catalogue, i)->kind == HW_KIND_PRICE_LIST)
      list = hw_catalogue_get (catalogue, i);
  if (list == NULL)
    return TRUE;
  list = hw_catalogue_adopt (hw_design_get_catalogue (design), catalogue, list->id, error);
  if (list != NULL)
    hw_operation_choose_price_list (design, list);
  return list != NULL;
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
  made = template->superpod != NULL
             ? make_superpod (design, template->superpod, options, catalogue, error)
             : template->make (design, options, catalogue, error);
  made = made && choose_price_list (design, catalogue, error);
  hw_design_build_end (design);
  /* What people add to it gets random ids, as in any design. */
  hw_design_seed_ids (design, 0);
  return made ? g_steal_pointer (&design) : NULL;
}
