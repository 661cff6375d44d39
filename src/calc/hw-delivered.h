/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* What published runs get out of the peak (power-and-cost.md, section 6.2), and what follows for a
 * design. Always an estimate. */

/* Model FLOPs utilisation of dense BF16 peak that is planned with. */
#define HW_MFU 0.40
#define HW_MFU_LOW 0.35
#define HW_MFU_HIGH 0.45
/* HPL over FP64 peak of Eos: 121.40 of 188.65 PFLOPS. */
#define HW_HPL_RATIO (121.40 / 188.65)

typedef enum
{
  HW_MEASURED_MFU,    /* part of dense BF16 peak */
  HW_MEASURED_HPL,    /* FP64 operations a second of each GPU */
  HW_MEASURED_MLPERF, /* minutes of MLPerf Training, Llama 3.1 405B */
} HwMeasuredKind;

typedef struct
{
  HwMeasuredKind kind;
  const char *what; /* "Llama 3 405B on H100" */
  guint gpus;       /* 0: not stated */
  double value;
  const char *source, *address;
  gboolean unconfirmed; /* not read in a primary source */
} HwMeasured;

/* Returns: (transfer none) (array length=n): static */
const HwMeasured *hw_measured (guint *n);

/* A training run. */
typedef struct
{
  const char *name;
  double parameters, tokens;
} HwTrainingJob;

/* Llama 3 405B: 405 · 10⁹ parameters, 15.6 · 10¹² tokens (arXiv 2407.21783). */
extern const HwTrainingJob hw_training_job_example;

/* The job that a design states; what it does not state is of the example. Returns: its name is
 * valid until the next change */
HwTrainingJob hw_training_job_of (HwDesign *design);

/* Operations of a dense transformer's training: 6 · N · D. */
double hw_training_operations (const HwTrainingJob *job);

/**
 * hw_training_time_s:
 * @peak: dense BF16, operations a second
 * @mfu: part of it that the model gets
 * @ratio: of the time that is effective
 *
 * Returns: s; INFINITY where nothing is delivered
 */
double hw_training_time_s (const HwTrainingJob *job, double peak, double mfu, double ratio);

G_END_DECLS
