/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cost-reader.h"

/* The figures of a cost model, under the keys that `cost` of a design has. */

static void
write_capital (HwJsonWriter *out, const HwCostFigures *figures)
{
  hw_json_writer_begin_object (out, "capex");
  hw_json_writer_number (out, "total", figures->capital_total);
  for (guint i = 0; i < HW_N_CAPITAL_CLASSES; i++)
    hw_json_writer_number (out, hw_capital_class_name (i), figures->capital[i]);
  hw_json_writer_end (out);
}

static void
write_running (HwJsonWriter *out, const HwCostFigures *figures)
{
  double total = 0;

  for (guint i = 0; i < HW_N_RUNNING_CLASSES; i++)
    total += figures->running[i];
  hw_json_writer_begin_object (out, "opex_per_year");
  hw_json_writer_number (out, "total", total * 12);
  for (guint i = 0; i < HW_N_RUNNING_CLASSES; i++)
    hw_json_writer_number (out, hw_running_class_name (i), figures->running[i] * 12);
  hw_json_writer_end (out);
}

static void
write_lines (HwJsonWriter *out, const HwCostModel *model)
{
  g_autoptr (GArray) lines = hw_cost_model_lines (model);

  hw_json_writer_begin_array (out, "lines");
  for (guint i = 0; i < lines->len; i++)
    {
      const HwCostLine *line = &g_array_index (lines, HwCostLine, i);

      hw_json_writer_begin_object (out, NULL);
      hw_json_writer_string (out, "name", line->name);
      hw_json_writer_string (out, "class", line->klass);
      hw_json_writer_number (out, "per_month", line->per_month);
      hw_json_writer_number (out, "share", line->share);
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
}

static void
write_run (HwJsonWriter *out, const HwCostRunFigures *run)
{
  hw_json_writer_begin_object (out, "run");
  hw_json_writer_number (out, "chip_hours", run->chip_hours);
  hw_json_writer_number (out, "hardware_per_chip_hour", run->per_chip_hour);
  hw_json_writer_number (out, "hardware", run->hardware);
  hw_json_writer_number (out, "network", run->network);
  hw_json_writer_number (out, "energy_kwh", run->energy_kwh);
  hw_json_writer_number (out, "energy", run->energy);
  hw_json_writer_number (out, "nominal", run->nominal);
  hw_json_writer_number (out, "total", run->total);
  hw_json_writer_end (out);
}

char *
hw_cost_model_json (const HwCostModel *model)
{
  g_autoptr (HwJsonWriter) out = hw_json_writer_new ();
  HwCostFigures figures;

  hw_cost_model_evaluate (model, &figures);
  hw_json_writer_begin_object (out, NULL);
  hw_json_writer_string (out, "name", model->name);
  hw_json_writer_string (out, "currency", model->currency);
  write_capital (out, &figures);
  write_running (out, &figures);
  hw_json_writer_begin_object (out, "tco");
  hw_json_writer_number (out, "years", model->years);
  hw_json_writer_number (out, "total", figures.ownership);
  hw_json_writer_end (out);
  hw_json_writer_number (out, "per_month", figures.per_month);
  hw_json_writer_number (out, "per_gpu_hour", figures.per_gpu_hour);
  hw_json_writer_number (out, "per_gpu_hour_sold", figures.per_gpu_hour_sold);
  hw_json_writer_number (out, "per_pflops", figures.per_pflops);
  hw_json_writer_string (out, "precision", model->precision);
  hw_json_writer_number (out, "per_mw", figures.per_mw);
  write_lines (out, model);
  if (model->has_run)
    write_run (out, &figures.run);
  hw_json_writer_end (out);
  return hw_json_writer_finish (out);
}
