/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene.h"

G_BEGIN_DECLS

/* What holds for every picture. */

/* Contrast of every text is 4.5 or more, and it stands on the ground that it says. */
void check_contrast (const HwScene *scene);
/* No two texts meet, and those of devices lie inside their device. */
void check_texts_apart (const HwScene *scene);
/* The first box of an object, of that height unless it is 0; %NULL where there is none. */
const HwItem *check_box_of (const HwScene *scene, HwRef ref, double height);
/* What is above the title block of a sheet stays above it. */
void check_block_is_free (const HwScene *scene);
/* Whether a text of the scene contains @text. */
gboolean check_has_text (const HwScene *scene, const char *text);
/* Painting with a clip gives just the clip of the painting, and painting tiles gives the whole. */
void check_clip (const HwScene *scene);

/* Returns: the scene as an image */
cairo_surface_t *check_paint (const HwScene *scene);

G_END_DECLS
