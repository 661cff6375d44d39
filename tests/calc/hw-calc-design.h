/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-operations.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* What the tests of this folder share, whichever made-up catalogue they use. */
typedef struct
{
  HwCatalogue *catalogue;
  HwDesign *design;
  HwResults *results;
  HwHandle hall, row;
} Fixture;

/* A design with one hall and its row "A", and its results. @catalogue: (transfer full) */
void fixture_open (Fixture *fixture, HwCatalogue *catalogue, int width_mm, int depth_mm);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

void fixture_remove (Fixture *fixture, HwTableKind table, HwHandle handle);
void fixture_set (
    Fixture *fixture, HwTableKind table, HwHandle handle, const char *attribute, const char *text);

/* A made-up device of 1 kW for 19-inch racks. @speed: bit/s of each of @ports; none: 0 */
HwProduct *
product_with_ports (const char *id, HwProductKind kind, double units, double ports, double speed);

/* Figures of made-up products. */
void figure_ranged (HwProduct *product, HwField field, double value, double low, double high);
void figure_value (HwProduct *product, HwField field, double value);
void figure_unknown (HwProduct *product, HwField field);
void figure_unsupported (HwProduct *product, HwField field);
/* All rates that are not given yet are not supported. */
void figure_no_other_rates (HwProduct *product);
/* What an assembly grants to each part with the product @id. */
void figure_allocate (
    HwProduct *assembly, const char *id, HwField field, double value, double low, double high);

G_END_DECLS
