/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-delivered.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MFU_SOURCE "Model FLOPs Utilization, S. Gong"
#define MFU_ADDRESS "https://stevengong.co/notes/Model-FLOPs-Utilization"

const HwTrainingJob hw_training_job_example = { "Llama 3 405B", 405e9, 15.6e12 };

static const HwMeasured measured[] = {
  { HW_MEASURED_MFU, N_ ("Llama 3 405B on H100"), 8192, 0.43, MFU_SOURCE, MFU_ADDRESS },
  { HW_MEASURED_MFU, N_ ("Llama 3 405B on H100"), 16384, 0.41, MFU_SOURCE, MFU_ADDRESS },
  { HW_MEASURED_MFU,
    N_ ("Llama 3 405B on H100, long sequences"),
    16384,
    0.38,
    MFU_SOURCE,
    MFU_ADDRESS },
  { HW_MEASURED_MFU,
    N_ ("Median of known runs"),
    0,
    0.375,
    "Training cost trends, Epoch AI",
    "https://github.com/epoch-research/training-cost-trends" },
  { HW_MEASURED_HPL,
    N_ ("Eos, H100"),
    4608,
    26.3e12,
    "El supercomputador más potente de NVIDIA, PDM",
    "https://pdm.com.co/el-supercomputador-mas-potente-de-nvidia-esta-listo" },
  { HW_MEASURED_HPL,
    N_ ("Isambard-AI, GH200"),
    5040,
    171.8e12 / 4,
    "Isambard-AI, G. Lockwood",
    "https://glennklockwood.com/garden/systems/Isambard-AI" },
  { HW_MEASURED_MLPERF,
    N_ ("GB200 NVL72, v5.0"),
    2496,
    27.3,
    "CoreWeave, NVIDIA and IBM set MLPerf record",
    "https://www.coreweave.com/blog/coreweave-nvidia-and-ibm-set-mlperf-record-with-largest-"
    "nvidia-gb200-blackwell-cluster-achieving-over-2x-faster-training",
    TRUE },
  { HW_MEASURED_MLPERF,
    N_ ("Best of v5.0"),
    0,
    20.8,
    "NVIDIA Blackwell delivers up to 2.6x higher performance in MLPerf Training v5.0",
    "https://developer.nvidia.com/blog/nvidia-blackwell-delivers-up-to-2-6x-higher-performance-in-"
    "mlperf-training-v5-0/" },
  { HW_MEASURED_MLPERF,
    N_ ("Blackwell, v5.1"),
    2560,
    18.79,
    "NVIDIA sweeps MLPerf Training v5.1",
    "https://epium.com/news/nvidia-sweeps-mlperf-training-v51" },
};

const HwMeasured *
hw_measured (guint *n)
{
  *n = G_N_ELEMENTS (measured);
  return measured;
}

HwTrainingJob
hw_training_job_of (HwDesign *design)
{
  const HwDesignRow *row = hw_design_get_title (design);
  const char *name = hw_design_text (design, row->job);
  HwTrainingJob job = hw_training_job_example;
  gboolean own = !isnan (row->job_parameters) || !isnan (row->job_tokens);

  if (*name != '\0')
    job.name = name;
  else if (own)
    job.name = _ ("The training job");
  if (!isnan (row->job_parameters))
    job.parameters = row->job_parameters;
  if (!isnan (row->job_tokens))
    job.tokens = row->job_tokens;
  return job;
}

double
hw_training_operations (const HwTrainingJob *job)
{
  return 6 * job->parameters * job->tokens;
}

double
hw_training_time_s (const HwTrainingJob *job, double peak, double mfu, double ratio)
{
  double rate = peak * mfu * ratio;

  return rate > 0 ? hw_training_operations (job) / rate : INFINITY;
}
