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
/* A made-up 19-inch rack of 48 U, 0.6 m wide and 1.2 m deep: "eia-48u-600x1200". */
HwProduct *product_rack (void);
/* "tor": @ports of 1 Gb/s, and two uplinks in-band of 100 Gb/s. */
HwProduct *product_top_of_rack (double ports);
/* @products: (transfer full) (array length=n_products). Returns: (transfer full) */
HwCatalogue *catalogue_of (HwProduct *const *products, guint n_products);

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
