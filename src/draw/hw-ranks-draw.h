/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-racks-layout.h"
#include "hw-ranks.h"
#include "hw-scene-hall.h"

G_BEGIN_DECLS

/* The ranks of single points of failure upon a picture, where a sweep has found them and they are
 * shown. */

/* Where a rank is, world units; FALSE where it is not in the picture. */
typedef gboolean (*HwRankPlace) (gpointer data, const HwRank *rank, HwRackBox *box);

void hw_ranks_draw (HwScene *scene, HwResults *results, HwRankPlace place_of, gpointer data);
void hw_ranks_draw_hall (HwScene *scene, HwResults *results, HwHandle hall);
void hw_ranks_draw_racks (HwScene *scene, HwResults *results, HwRacksLayout *layout);
/* A card in the lower right corner that says what the ranks are that are in the picture. @below:
 * what stands there already; Returns: with the card */
double hw_ranks_legend (
    HwScene *scene, HwResults *results, HwRankPlace place_of, gpointer data, double below);
void hw_ranks_legend_hall (HwScene *scene, HwResults *results, HwHandle hall, double below);
void hw_ranks_legend_racks (HwScene *scene, HwResults *results, HwRacksLayout *layout);

G_END_DECLS
