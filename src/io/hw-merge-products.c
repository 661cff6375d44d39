/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-format.h"
#include "hw-merge-private.h"
#include "hw-product-text.h"

/* One product as the three designs carry it, each nullable. */
typedef struct
{
  const HwProduct *base, *ours, *theirs;
  gboolean clash;
} Sides;

/* Whether both sides changed something, and differently, so that ours has to do. */
static gboolean
takes_theirs (Sides *sides, gboolean ours_is_base, gboolean theirs_is_base, gboolean equal)
{
  if (equal || theirs_is_base)
    return FALSE;
  if (!ours_is_base)
    sides->clash = TRUE;
  return ours_is_base;
}

static const HwFigure *
figure_of (const HwProduct *product, HwField field)
{
  return product != NULL ? hw_product_figure (product, field) : NULL;
}

static const HwFigure *
merge_figure (Sides *sides, HwField field)
{
  const HwFigure *base = figure_of (sides->base, field);
  const HwFigure *ours = figure_of (sides->ours, field);
  const HwFigure *theirs = figure_of (sides->theirs, field);

  return takes_theirs (sides,
                       hw_figure_equal (ours, base),
                       hw_figure_equal (theirs, base),
                       hw_figure_equal (ours, theirs))
             ? theirs
             : ours;
}

/* Names of what both sides changed differently, "mass, price". */
static void
note_clash (Sides *sides, const char *name, GString *names)
{
  if (sides->clash)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
  sides->clash = FALSE;
}

/* Returns: (transfer full): the product out of both; @names: what both changed differently */
static HwProduct *
merge_both (Sides *sides, GString *names)
{
  gboolean known = sides->base != NULL;
  gboolean theirs_frame
      = takes_theirs (sides,
                      known && hw_product_frame_equal (sides->ours, sides->base),
                      known && hw_product_frame_equal (sides->theirs, sides->base),
                      hw_product_frame_equal (sides->ours, sides->theirs));
  HwProduct *product = hw_product_copy (theirs_frame ? sides->theirs : sides->ours);

  note_clash (sides, _ ("description"), names);
  g_array_set_size (product->figures, 0);
  memset (product->index, -1, sizeof product->index);
  /* In the order of ours, then what only theirs has. */
  for (int i = 0; i < 2; i++)
    {
      const GArray *figures = (i == 0 ? sides->ours : sides->theirs)->figures;
      for (guint j = 0; j < figures->len; j++)
        {
          HwField field = g_array_index (figures, HwFigure, j).field;
          const HwFigure *figure;
          if (i == 1 && hw_product_figure (sides->ours, field) != NULL)
            continue;
          figure = merge_figure (sides, field);
          note_clash (sides, hw_field_label (field), names);
          if (figure != NULL)
            hw_product_add_figure (product, figure);
        }
    }
  return product;
}

/* An assembly needs its parts, which the sides may carry differently: they come first. */
static void
merge_product (HwCatalogue *result,
               HwCatalogue *base,
               HwCatalogue *ours,
               HwCatalogue *theirs,
               const char *id,
               GPtrArray *conflicts)
{
  Sides sides = { hw_catalogue_find (base, id),
                  hw_catalogue_find (ours, id),
                  hw_catalogue_find (theirs, id) };
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (HwCatalogue) both = NULL;
  HwCatalogue *from = sides.ours != NULL ? ours : sides.theirs != NULL ? theirs : base;

  if (sides.ours != NULL && sides.theirs != NULL)
    {
      both = hw_catalogue_new ();
      hw_catalogue_add (both, merge_both (&sides, names), NULL);
      from = both;
    }
  if (names->len > 0)
    hw_conflict_add (conflicts,
                     id,
                     sides.ours->name,
                     g_strdup_printf (_ ("Both sides changed %s of the product %s: ours was kept."),
                                      names->str,
                                      sides.ours->name));
  hw_catalogue_adopt (result, from, id, NULL);
}

void
hw_merge_products (HwCatalogue *result,
                   HwCatalogue *base,
                   HwCatalogue *ours,
                   HwCatalogue *theirs,
                   GPtrArray *conflicts)
{
  HwCatalogue *const all[] = { ours, theirs, base };

  for (int assemblies = 0; assemblies < 2; assemblies++)
    for (guint i = 0; i < G_N_ELEMENTS (all); i++)
      for (guint n = 1; n <= hw_catalogue_n_products (all[i]); n++)
        {
          const HwProduct *product = hw_catalogue_get (all[i], n);
          if ((product->kind == HW_KIND_ASSEMBLY) == assemblies
              && hw_catalogue_find (result, product->id) == NULL)
            merge_product (result, base, ours, theirs, product->id, conflicts);
        }
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    hw_format_adopt_foreign (result, all[i]);
}
