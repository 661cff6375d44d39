/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* What the benchmarks share. They print a line a measure and fail only where nothing could be
 * measured: limits stand in README.md, beside what they were found to be. */

/* The reference design of `plan --template nvl72 --gpus N`. */
HwDesign *bench_design (gint32 gpus);
/* That of `plan --template superpod-b200 --su N`, with its fabric. */
HwDesign *bench_superpod (gint32 units);

/* Its file, written once into the temporary folder. Returns: (transfer full): the path */
char *bench_file (HwDesign *design);

/* Seconds of a clock that only goes forwards. */
double bench_now (void);
/* Seconds that the processor has spent on this thread: what others do meanwhile does not count. */
double bench_thread_now (void);

double bench_median (GArray *seconds);
double bench_worst (GArray *seconds);
/* That which a part of them does not exceed: 0.95 and the like. */
double bench_quantile (GArray *seconds, double part);

/* Resident memory of this process, bytes. */
gsize bench_resident (void);

void bench_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
