/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates of phases as people write them: "2027", "2027-Q2", "2027-06", "2027-06-30". */

typedef enum
{
  HW_PHASE_DATE_NONE,   /* nothing stated */
  HW_PHASE_DATE_KNOWN,  /* a day of the calendar, or the first of the time that is stated */
  HW_PHASE_DATE_UNREAL, /* like a date, but no calendar has it: 2026-02-30, or in no
                           form that is read: 2026-1-1 */
  HW_PHASE_DATE_WORDS,  /* not written as a date */
} HwPhaseDate;

/**
 * hw_phase_date_read:
 * @day: (out): where known, the first day of it, counted as g_date_get_julian() does; else 0
 */
HwPhaseDate hw_phase_date_read (const char *text, guint32 *day);

G_END_DECLS
