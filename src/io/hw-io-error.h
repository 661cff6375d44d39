/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwIoError:
 * @HW_IO_ERROR_READ: the bytes cannot be had
 * @HW_IO_ERROR_INVALID: they are not what they should be; the message has one `FILE:LINE: reason` a
 * line
 * @HW_IO_ERROR_VERSION: a newer version of Hallwright wrote them
 * @HW_IO_ERROR_WRITE: the output cannot be written; what stood there before still does
 */
typedef enum
{
  HW_IO_ERROR_READ,
  HW_IO_ERROR_INVALID,
  HW_IO_ERROR_VERSION,
  HW_IO_ERROR_WRITE,
} HwIoError;

#define HW_IO_ERROR (hw_io_error_quark ())
GQuark hw_io_error_quark (void);

G_END_DECLS
