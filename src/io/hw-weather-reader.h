/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-findings.h"
#include "hw-weather.h"

G_BEGIN_DECLS

/* A year of weather from a file: EPW, the format of EnergyPlus (Auxiliary Programs, "EnergyPlus
 * Weather File (EPW) Data Dictionary"), or CSV with a heading line
 *
 *   time,dry_bulb_c,rh            relative humidity in per cent
 *   time,dry_bulb_c,dew_point_c
 *
 * with times like 2023-01-31T23:00 of the hour's beginning, in local standard time. Lines before it
 * like "# name: Place" tell name, source, latitude, longitude and altitude.
 *
 * Every hour of the year must stand once; a leap day is left out, and up to six hours in a row that
 * are marked as missing are filled by a straight line: notes of @findings say so. */

/* @name: as people know the file, in `FILE:LINE: reason`. @findings: (out) (optional) (transfer
 * full). Returns: (transfer full): %NULL with @error where the file is invalid */
HwWeather *
hw_weather_read_bytes (GBytes *bytes, const char *name, HwFindings **findings, GError **error);
HwWeather *hw_weather_read_file (GFile *file, HwFindings **findings, GError **error);

G_END_DECLS
