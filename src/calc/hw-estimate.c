/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-estimate.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-delivered.h"
#include "hw-estimate-private.h"
#include "hw-reliability.h"

/* Of a restart and of writing a checkpoint, as the published example has them, s. */
#define RESTART_S 300.0
#define WRITE_S 20.0
#define LLAMA_SOURCE "The Llama 3 Herd of Models, arXiv 2407.21783"
#define LLAMA_ADDRESS "https://arxiv.org/abs/2407.21783"
#define CLUSTERS_SOURCE                                                                            \
  "Revisiting Reliability in Large-Scale ML Research Clusters, arXiv 2410.21680"
#define CLUSTERS_ADDRESS "https://arxiv.org/html/2410.21680v2"

static const HwRef whole = { HW_TABLE_DESIGN, 0 };

static const struct
{
  const char *key;
  const char *label;
  HwDimension dimension;
} estimates[HW_N_ESTIMATES] = {
  [HW_ESTIMATE_TRAINING]
  = { "delivered.training_flops", N_ ("Training, BF16 (estimate)"), HW_DIMENSION_OPERATIONS },
  [HW_ESTIMATE_HPL] = { "delivered.hpl_flops", N_ ("HPL (estimate)"), HW_DIMENSION_OPERATIONS },
  [HW_ESTIMATE_JOB]
  = { "delivered.training_time_s", N_ ("Training job done in (estimate)"), HW_DIMENSION_TIME },
  [HW_ESTIMATE_MTTI]
  = { "reliability.mtti_s", N_ ("Interrupted every (estimate)"), HW_DIMENSION_TIME },
  [HW_ESTIMATE_ETTR] = { "reliability.training_time_ratio",
                         N_ ("Effective training time (estimate)"),
                         HW_DIMENSION_SHARE },
  [HW_ESTIMATE_FEEDS]
  = { "reliability.feed_outage_s", N_ ("Feeds out a year (unconfirmed)"), HW_DIMENSION_TIME },
  [HW_ESTIMATE_LOOPS]
  = { "reliability.loop_outage_s", N_ ("CDUs out a year (assumed)"), HW_DIMENSION_TIME },
};

const char *
hw_estimate_key (HwEstimate estimate)
{
  return estimates[estimate].key;
}

const char *
hw_estimate_label (HwEstimate estimate)
{
  return _ (estimates[estimate].label);
}

gboolean
hw_estimate_find (const char *key, HwEstimate *estimate)
{
  for (guint i = 0; i < HW_N_ESTIMATES; i++)
    if (strcmp (estimates[i].key, key) == 0)
      {
        *estimate = i;
        return TRUE;
      }
  return FALSE;
}

const char *
hw_estimate_section (HwEstimate estimate)
{
  return estimate < HW_ESTIMATE_MTTI ? _ ("Delivered") : _ ("Reliability");
}

HwExplanation *
hw_estimate_add (HwExplanation *node,
                 const char *label,
                 HwDimension dimension,
                 double value,
                 double low,
                 double high)
{
  HwExplanation *child = hw_explanation_add (node, hw_explanation_new (label, dimension));

  hw_sum_add (&child->sum, 1, value, low, high);
  child->basis = 'A';
  child->confidence = 'l';
  return child;
}

void
hw_estimate_cite (HwExplanation *node, char basis, const char *source, const char *address)
{
  node->basis = basis;
  node->confidence = 'm';
  node->source = g_strdup (source);
  node->address = g_strdup (address);
}

void
hw_estimate_unknown (HwExplanation *node, const char *reason)
{
  node->sum = (HwSum){ .n_unknown = 1 };
  g_free (node->note);
  node->note = g_strdup (reason);
}

/* --- delivered --- */

static void
add_measured (HwExplanation *node, HwMeasuredKind kind)
{
  guint n;
  const HwMeasured *measured = hw_measured (&n);

  for (guint i = 0; i < n; i++)
    {
      const HwMeasured *run = &measured[i];
      HwExplanation *child;
      g_autofree char *label = run->gpus > 0
                                   ? g_strdup_printf (_ ("%s, %u GPUs"), _ (run->what), run->gpus)
                                   : g_strdup (_ (run->what));
      double value = kind == HW_MEASURED_MLPERF ? run->value * 60 : run->value;

      if (run->kind != kind)
        continue;
      child = hw_estimate_add (node,
                               label,
                               kind == HW_MEASURED_MFU   ? HW_DIMENSION_SHARE
                               : kind == HW_MEASURED_HPL ? HW_DIMENSION_OPERATIONS
                                                         : HW_DIMENSION_TIME,
                               value,
                               value,
                               value);
      hw_estimate_cite (child, 'T', run->source, run->address);
      child->note = g_strdup (kind == HW_MEASURED_HPL ? _ ("Of each GPU.")
                              : run->unconfirmed      ? _ ("Unconfirmed.")
                                                      : NULL);
    }
}

static void
explain_training (HwResults *results, HwExplanation *node)
{
  HwExplanation *peak
      = hw_explanation_add (node, hw_results_explain (results, HW_TOTAL_FP16_DENSE, whole));
  HwExplanation *part = hw_estimate_add (
      node, _ ("Model FLOPs utilisation"), HW_DIMENSION_SHARE, HW_MFU, HW_MFU_LOW, HW_MFU_HIGH);

  node->formula = g_strdup (_ ("peak of dense BF16 × model FLOPs utilisation"));
  node->note = g_strdup (_ ("Estimate. Training in FP8 gets more, at a lower part of its peak."));
  add_measured (part, HW_MEASURED_MFU);
  node->sum = peak->sum;
  node->sum.value *= HW_MFU;
  node->sum.low *= HW_MFU_LOW;
  node->sum.high *= HW_MFU_HIGH;
}

static void
explain_hpl (HwResults *results, HwExplanation *node)
{
  HwExplanation *peak
      = hw_explanation_add (node, hw_results_explain (results, HW_TOTAL_FP64_DENSE, whole));
  HwExplanation *part = hw_estimate_add (node,
                                         _ ("HPL over peak, as of Eos"),
                                         HW_DIMENSION_SHARE,
                                         HW_HPL_RATIO,
                                         HW_HPL_RATIO,
                                         HW_HPL_RATIO);

  node->formula = g_strdup (_ ("peak of FP64 × what Eos (4 608 H100) got of its own"));
  node->note = g_strdup (_ ("Estimate: of one system, of another GPU where this is not Hopper."));
  add_measured (part, HW_MEASURED_HPL);
  if (peak->sum.n_unknown > 0 || !(peak->sum.value > 0))
    {
      hw_estimate_unknown (node,
                           _ ("HPL computes in FP64, and the FP64 rate of some GPU is not known."));
      return;
    }
  node->sum = peak->sum;
  node->sum.value *= HW_HPL_RATIO;
  node->sum.low *= HW_HPL_RATIO;
  node->sum.high *= HW_HPL_RATIO;
}

/* @own: of a person; NAN: of the example */
static void
add_size (HwExplanation *node, const char *label, double own, double example)
{
  double value = isnan (own) ? example : own;
  HwExplanation *child = hw_estimate_add (node, label, HW_DIMENSION_NONE, value, value, value);

  child->ref = HW_REF (HW_TABLE_DESIGN, 1);
  if (isnan (own))
    {
      hw_estimate_cite (child, 'T', LLAMA_SOURCE, LLAMA_ADDRESS);
      child->note = g_strdup (_ ("Of Llama 3 405B, as the design states no other."));
      return;
    }
  child->basis = 'U';
  child->note = g_strdup (_ ("Your own figure."));
}

static void
explain_job (HwResults *results, HwExplanation *node)
{
  const HwDesignRow *row = hw_design_get_title (hw_results_get_design (results));
  HwTrainingJob job = hw_training_job_of (hw_results_get_design (results));
  HwExplanation *rate
      = hw_explanation_add (node, hw_estimate_explain (results, HW_ESTIMATE_TRAINING));
  HwExplanation *ratio = hw_explanation_add (node, hw_estimate_explain (results, HW_ESTIMATE_ETTR));
  /* Small clusters are hardly ever interrupted, or nobody knows how often. */
  gboolean unknown = hw_sum_is_unknown (&ratio->sum);
  double operations = hw_training_operations (&job);

  g_free (node->label);
  node->label = g_strdup_printf (_ ("%s trained in (estimate)"), job.name);
  add_size (node, _ ("Parameters"), row->job_parameters, hw_training_job_example.parameters);
  add_size (node, _ ("Tokens"), row->job_tokens, hw_training_job_example.tokens);
  add_measured (node, HW_MEASURED_MLPERF);
  node->formula
      = g_strdup (_ ("6 × parameters × tokens / (training rate × effective training time)"));
  node->note = g_strdup (
      unknown
          ? _ ("Estimate, without interruptions. Runs of the MLPerf benchmark are short ones of "
               "Llama 3.1 405B, for comparison.")
          : _ ("Estimate. Runs of the MLPerf benchmark are short ones of Llama 3.1 405B, for "
               "comparison."));
  if (!(rate->sum.low > 0))
    {
      hw_estimate_unknown (node, _ ("No BF16 rate is known."));
      return;
    }
  hw_sum_add (&node->sum,
              1,
              operations / (rate->sum.value * (unknown ? 1 : ratio->sum.value)),
              operations / (rate->sum.high * (unknown ? 1 : ratio->sum.high)),
              operations / (rate->sum.low * (unknown ? 1 : ratio->sum.low)));
  node->sum.n_unknown = rate->sum.n_unknown;
}

/* --- interruptions --- */

static void
explain_mtti (HwResults *results, HwExplanation *node)
{
  HwSum gpus = hw_results_total (results, HW_TOTAL_GPUS, whole);
  HwMtti mtti = hw_mtti (gpus.value);
  HwExplanation *child
      = hw_explanation_add (node, hw_results_explain (results, HW_TOTAL_GPUS, whole));
  HwMtti each = hw_mtti (1);

  child = hw_estimate_add (node,
                           _ ("GPU time for each interruption"),
                           HW_DIMENSION_TIME,
                           each.value * 3600,
                           each.value * 3600,
                           each.high * 3600);
  hw_estimate_cite (child, 'C', LLAMA_SOURCE, LLAMA_ADDRESS);
  child->note
      = g_strdup (_ ("419 unplanned interruptions of 16 384 H100 in 54 days; 324 of them of "
                     "hardware."));
  child = hw_estimate_add (node,
                           _ ("The same of another operator, the lower end"),
                           HW_DIMENSION_TIME,
                           mtti.low * 3600,
                           mtti.low * 3600,
                           mtti.low * 3600);
  hw_estimate_cite (child, 'E', CLUSTERS_SOURCE, CLUSTERS_ADDRESS);
  child->note = g_strdup (
      _ ("7.9 h measured at 1 024 A100, 6.5 failures in 1 000 days of nodes of eight."));
  node->formula = g_strdup (_ ("GPU time for each interruption / GPUs"));
  if (gpus.value < HW_MTTI_LEAST_GPUS)
    {
      hw_estimate_unknown (
          node,
          _ ("The rate is of thousands of GPUs. It does not hold for fewer than 1 024: there, four "
             "times as many interruptions were measured as it gives."));
      return;
    }
  node->note = g_strdup (gpus.value > HW_MTTI_MOST_GPUS
                             ? _ ("Estimate beyond 131 072 GPUs, where nothing was published.")
                             : _ ("Estimate: a run on all GPUs."));
  hw_sum_add (&node->sum, 1, mtti.value * 3600, mtti.low * 3600, mtti.high * 3600);
}

static double
ratio_of (double mtti_s)
{
  return hw_training_time_ratio (
      mtti_s, RESTART_S, WRITE_S, hw_checkpoint_interval_s (WRITE_S, mtti_s));
}

static void
explain_ettr (HwResults *results, HwExplanation *node)
{
  HwExplanation *mtti = hw_explanation_add (node, hw_estimate_explain (results, HW_ESTIMATE_MTTI));
  const HwSum *sum = &mtti->sum;
  double low, interval_s = hw_checkpoint_interval_s (WRITE_S, sum->value);
  HwExplanation *child;

  hw_estimate_add (node, _ ("Restart"), HW_DIMENSION_TIME, RESTART_S, RESTART_S, RESTART_S);
  hw_estimate_add (node, _ ("Writing a checkpoint"), HW_DIMENSION_TIME, WRITE_S, WRITE_S, WRITE_S);
  node->formula = g_strdup (_ ("(1 − (restart + interval / 2) / time between interruptions) / (1 + "
                               "writing / interval)"));
  hw_estimate_cite (node, 'E', CLUSTERS_SOURCE, CLUSTERS_ADDRESS);
  if (hw_sum_is_unknown (sum))
    {
      hw_estimate_unknown (node, _ ("How often so few GPUs are interrupted is not known."));
      return;
    }
  child = hw_estimate_add (node,
                           _ ("Interval between checkpoints"),
                           HW_DIMENSION_TIME,
                           interval_s,
                           hw_checkpoint_interval_s (WRITE_S, sum->low),
                           hw_checkpoint_interval_s (WRITE_S, sum->high));
  child->basis = 'C';
  child->formula = g_strdup (_ ("√(2 × writing × time between interruptions)"));
  low = ratio_of (sum->low);
  if (isnan (ratio_of (sum->value)))
    {
      hw_estimate_unknown (node,
                           _ ("Interruptions take so much that the formula no longer holds: plan "
                              "for faster restarts and checkpoints."));
      return;
    }
  node->note = g_strdup (
      isnan (low) ? _ ("Estimate. At the lower end losses are so large that the formula no longer "
                       "holds; it may be less.")
                  : _ ("Estimate. For Llama 3 more than nine tenths are published."));
  hw_sum_add (&node->sum,
              1,
              ratio_of (sum->value),
              isnan (low) ? ratio_of (sum->value) : low,
              ratio_of (sum->high));
}

HwExplanation *
hw_estimate_explain (HwResults *results, HwEstimate estimate)
{
  static void (*const explain[HW_N_ESTIMATES]) (HwResults * results, HwExplanation * node)
      = { explain_training,
          explain_hpl,
          explain_job,
          explain_mtti,
          explain_ettr,
          hw_estimate_explain_feeds,
          hw_estimate_explain_loops };
  HwExplanation *node
      = hw_explanation_new (_ (estimates[estimate].label), estimates[estimate].dimension);

  explain[estimate](results, node);
  return node;
}
