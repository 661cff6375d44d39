/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-error.h"

GQuark
hw_core_error_quark (void)
{
  return g_quark_from_static_string ("hw-core-error-quark");
}
