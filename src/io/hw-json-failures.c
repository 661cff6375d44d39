/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-json-failures.h"

#include <math.h>

static void
write_outage (HwJsonWriter *out, HwResults *results, const HwWhatIf *what_if, guint index)
{
  const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, index);
  g_autofree char *cause = hw_what_if_explain (what_if, results, outage);
  char buffer[HW_ID_SIZE];

  hw_json_writer_begin_object (out, NULL);
  hw_json_writer_string (
      out, "id", hw_design_id_text (hw_results_get_design (results), outage->object, buffer));
  hw_json_writer_string (out, "state", hw_outage_state_name (outage->state));
  hw_json_writer_string (out, "cause", cause);
  hw_json_writer_number (out, "round", outage->round);
  hw_json_writer_number (out, "gpus", outage->gpus);
  hw_json_writer_number (out, "stops_in_s", outage->state == HW_OUTAGE_HOT ? outage->seconds : NAN);
  hw_json_writer_end (out);
}

void
hw_json_write_failures (HwJsonWriter *out, HwResults *results)
{
  const HwWhatIf *what_if = hw_results_what_if (results);
  const char *const *keys = hw_results_get_failed (results);

  if (what_if == NULL)
    return;
  hw_json_writer_begin_object (out, "failures");
  hw_json_writer_begin_array (out, "keys");
  for (guint i = 0; keys[i] != NULL; i++)
    hw_json_writer_string (out, NULL, keys[i]);
  hw_json_writer_end (out);
  hw_json_writer_number (out, "gpus_left", hw_results_left (results, HW_TOTAL_GPUS).value);
  hw_json_writer_number (out, "gpus_lost", what_if->gpus_lost);
  hw_json_writer_number (
      out,
      "pflops_lost",
      hw_total_key_value (HW_TOTAL_FP8_DENSE,
                          hw_what_if_lost (what_if, results, HW_TOTAL_FP8_DENSE)));
  hw_json_writer_number (out, "gpus_capped", what_if->gpus_capped);
  hw_json_writer_number (out, "capped_w", what_if->capped_w);
  hw_json_writer_number (out, "overloads", what_if->overloads);
  hw_json_writer_number (out, "rounds", what_if->rounds);
  hw_json_writer_begin_array (out, "outages");
  for (guint i = 0; i < what_if->outages->len; i++)
    write_outage (out, results, what_if, i);
  hw_json_writer_end (out);
  hw_json_writer_end (out);
}
