/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-error.h"

G_DEFINE_QUARK (hw - core - error - quark, hw_core_error)
