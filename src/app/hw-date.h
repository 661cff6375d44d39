/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A date as files have it, "2026-11-24", for people: "24 November 2026". What is no such date is
 * left as it is. Returns: (transfer full) */
char *hw_date_text (const char *date);

G_END_DECLS
