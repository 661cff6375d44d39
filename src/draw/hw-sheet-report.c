/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "hw-ranks.h"
#include "hw-scene-report.h"

static void
draw_report (HwPage *page)
{
  HwRackBox area = hw_sheet_whole_area (page->set);

  hw_results_need_ranks (page->set->results);
  hw_report_draw (page->scene, page->set->results, &area, 1);
}

void
hw_sheet_add_report (HwSheetSet *set)
{
  hw_sheet_add (set, g_strdup (_ ("Report")), draw_report);
}
