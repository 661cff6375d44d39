/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwCoreError:
 * @HW_CORE_ERROR_REFUSED: the change is well formed but cannot be: no room, wrong mounting, locked
 * @HW_CORE_ERROR_INVALID: a value is not one that the attribute can have
 * @HW_CORE_ERROR_NOT_FOUND: an object, product or attribute that was named does not exist
 */
typedef enum
{
  HW_CORE_ERROR_REFUSED,
  HW_CORE_ERROR_INVALID,
  HW_CORE_ERROR_NOT_FOUND,
} HwCoreError;

#define HW_CORE_ERROR (hw_core_error_quark ())
GQuark hw_core_error_quark (void);

G_END_DECLS
