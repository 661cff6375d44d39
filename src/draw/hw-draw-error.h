/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwDrawError:
 * @HW_DRAW_ERROR_FORMAT: no such format
 * @HW_DRAW_ERROR_PAGE: the set has no such sheet
 * @HW_DRAW_ERROR_WRITE: the output could not be written
 */
typedef enum
{
  HW_DRAW_ERROR_FORMAT,
  HW_DRAW_ERROR_PAGE,
  HW_DRAW_ERROR_WRITE,
} HwDrawError;

#define HW_DRAW_ERROR (hw_draw_error_quark ())
GQuark hw_draw_error_quark (void);

G_END_DECLS
