/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "hw-fabric-draw.h"
#include "hw-fabric-impact.h"
#include "hw-fabric-remark.h"
#include "hw-nvlink-fabric.h"
#include "hw-scene-fabric.h"

/* A unit of the diagram on paper at most, in points: texts of its nodes are then 9 points. */
#define LARGEST 1.0
/* Of a count in the foot. */
#define COUNT_WIDTH 92.0
#define LOST_HEIGHT 14.0

/* How many switches and cables there are, beside the title block. @grouped: the diagram has boxes
 * for groups of switches */
static void
draw_counts (HwPage *page, HwHandle handle, const HwFabric *fabric, gboolean grouped)
{
  const char *product = hw_fabric_switch_label (page->set->results, handle);
  double x = page->foot.x, right = page->foot.x + page->foot.width, y = page->foot.y;
  gboolean nvlink = handle == HW_FABRIC_NVLINK, uplinked = hw_fabric_get_rule (fabric)->uplinked;
  GString *about = g_string_new (product);
  g_autofree char *line = NULL;
  guint n_cables;

  hw_fabric_get_cables (fabric, &n_cables);
  if (grouped)
    g_string_append_printf (about,
                            "%s%s",
                            about->len > 0 ? " · " : "",
                            nvlink     ? _ ("numbers: switch trays of a rack, below them racks")
                            : uplinked ? _ ("numbers: how many switches, below them which one")
                                       : _ ("numbers: switches of a group, below them scalable "
                                            "units"));
  line = g_string_free (about, FALSE);
  hw_scene_set_layer (page->scene, HW_LAYER_CARD);
  hw_page_text (page, x, y, right - x, 11, line, 7.5, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM);
  for (guint i = 0; i <= HW_N_FABRIC_ROLES; i++)
    {
      gboolean cables = i == HW_N_FABRIC_ROLES;
      guint count = cables ? n_cables : hw_fabric_count_role (fabric, (HwFabricRole)i, NULL);
      g_autofree char *text = g_strdup_printf ("%u", count);

      /* NVLink runs in the backplanes of racks. */
      if (count == 0 || x + COUNT_WIDTH > right || (nvlink && cables))
        continue;
      hw_page_text (page,
                    x,
                    y + 16,
                    COUNT_WIDTH - 8,
                    10,
                    nvlink   ? _ ("Switch trays")
                    : cables ? _ ("Cables")
                             : hw_fabric_role_label ((HwFabricRole)i),
                    7,
                    FALSE,
                    HW_ALIGN_START,
                    HW_ROLE_TEXT_DIM);
      hw_page_text (
          page, x, y + 26, COUNT_WIDTH - 8, 16, text, 12, TRUE, HW_ALIGN_START, HW_ROLE_TEXT);
      x += COUNT_WIDTH;
    }
}

/* Below the heading, what is lost by what has failed. Returns: where the rest begins */
static double
draw_lost (HwPage *page, HwHandle handle, double y)
{
  HwFabricBaseline *baseline = hw_results_fabric_baseline (page->set->results, handle);
  const HwFabricFailure *failure = hw_results_fabric_failure (page->set->results, handle);
  const HwRackBox *area = &page->content;
  g_autoptr (HwFabricImpact) impact = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  if (failure == NULL)
    return y;
  impact = hw_fabric_impact_new (baseline, failure);
  lines = hw_fabric_impact_lines (hw_fabric_baseline_get_fabric (baseline), impact, NULL);
  text = g_strjoinv (" · ", lines);
  hw_page_text (page, area->x, y, area->width, 10, text, 7.5, TRUE, HW_ALIGN_START, HW_ROLE_ERROR);
  return y + LOST_HEIGHT;
}

static void
draw_fabric (HwPage *page)
{
  HwHandle handle = GPOINTER_TO_UINT (page->sheet->data);
  const HwFabric *fabric = hw_results_fabric (page->set->results, handle);
  g_autoptr (HwFabricLayout) layout = hw_fabric_layout_new (fabric);
  g_autofree char *remark = hw_fabric_remark (page->set->results, handle);
  /* The page has title and remark in its heading, the product of the switches in its foot. */
  HwFabricPicture picture = { .fabric = fabric,
                              .layout = layout,
                              .design = page->set->design,
                              .failure = hw_results_fabric_failure (page->set->results, handle) };
  HwRackBox area = page->content;
  HwViewport view = *hw_scene_get_viewport (page->scene);
  double x, y, width, height;

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  area.y = hw_page_heading (page, area.x, area.y, area.width, page->sheet->title, remark);
  area.y = draw_lost (page, handle, area.y);
  area.height -= area.y - page->content.y;
  hw_fabric_layout_extent (layout, &x, &y, &width, &height);
  hw_fabric_layout_spread (layout, area.height / area.width * width);
  hw_fabric_layout_extent (layout, &x, &y, &width, &height);
  /* Without the room for the diagram's own title, which is above 0. */
  height += MIN (y, 0);
  y = MAX (y, 0);
  view.scale = MIN (MIN (area.width / width, area.height / height), LARGEST);
  view.x = x - (area.x + (area.width - width * view.scale) / 2) / view.scale;
  view.y = y - (area.y + (area.height - height * view.scale) / 2) / view.scale;
  hw_scene_fabric_draw (page->scene, &picture, &view);
  draw_counts (page, handle, fabric, !hw_fabric_layout_is_open (layout, view.scale, TRUE));
}

static void
add_sheet (HwSheetSet *set, HwHandle fabric, const char *name)
{
  HwSheet *sheet
      = hw_sheet_add (set, g_strdup_printf (_ ("%s, fabric diagram"), name), draw_fabric);

  sheet->data = GUINT_TO_POINTER (fabric);
}

/* The NVLink domains are no object that could be asked for, and come with all the fabrics. */
void
hw_sheet_add_fabrics (HwSheetSet *set)
{
  g_autoptr (GArray) fabrics = hw_sheet_networks (set, HW_TABLE_FABRIC);

  for (guint i = 0; i < fabrics->len; i++)
    {
      HwHandle fabric = g_array_index (fabrics, HwHandle, i);

      add_sheet (set, fabric, hw_design_name (set->design, HW_REF (HW_TABLE_FABRIC, fabric)));
    }
  if (set->options.object.handle == 0 && hw_nvlink_is_anywhere (set->results))
    add_sheet (set, HW_FABRIC_NVLINK, _ ("NVLink domains"));
}
