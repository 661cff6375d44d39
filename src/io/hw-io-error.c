/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-io-error.h"

GQuark
hw_io_error_quark (void)
{
  return g_quark_from_static_string ("hw-io-error-quark");
}
