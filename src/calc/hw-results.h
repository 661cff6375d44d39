/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"
#include "hw-explanation.h"
#include "hw-nvlink.h"
#include "hw-problem.h"
#include "hw-total.h"

G_BEGIN_DECLS

/* What follows from a design, kept up to date from its change sets: an edit costs the racks that it
 * touches. Sums are counts of contributors (products, allocations, remainders) times their figures,
 * so that the incremental total is the same number as a fresh one.
 *
 * Signal "changed" (gboolean preview): after each change of the design has been taken in. */
#define HW_TYPE_RESULTS (hw_results_get_type ())
G_DECLARE_FINAL_TYPE (HwResults, hw_results, HW, RESULTS, GObject)

/* Follows @design from now on. */
HwResults *hw_results_new (HwDesign *design);
HwDesign *hw_results_get_design (HwResults *self);

/* The phase whose totals are asked; 0: the last, when all stands. Counts anew. */
void hw_results_set_phase (HwResults *self, HwHandle phase);
HwHandle hw_results_get_phase (HwResults *self);
/* Whether an object stands in the phase whose totals are asked. */
gboolean hw_results_stands (HwResults *self, const HwObject *object);
/* Whether it comes only after that phase. */
gboolean hw_results_is_planned (HwResults *self, const HwObject *object);
/* Heat at expected instead of nameplate load. */
void hw_results_set_expected (HwResults *self, gboolean expected);
gboolean hw_results_get_expected (HwResults *self);

/**
 * hw_results_total:
 * @scope: handle 0: the design; or a hall, a row, a rack, a device
 */
HwSum hw_results_total (HwResults *self, HwTotal total, HwRef scope);

/* Returns: the hall that is shown before one is chosen: with most GPUs, then with most devices; 0:
 * there is none */
HwHandle hw_results_main_hall (HwResults *self);

/* What a view or a rule wants to know of a rack; for its phase. All known at once, no walk. */
typedef struct
{
  double nameplate_w; /* of IT equipment */
  double expected_w;
  double other_w; /* CDU and the like, nameplate */
  double limit_w; /* NAN: none known */
  double liquid_w, air_w;
  double door_w;       /* that its rear door takes from its air, by its rating */
  double airflow_m3_s; /* that its devices move */
  double mass_kg;
  double load_limit_kg; /* of what is mounted, NAN: not known */
  double mounted_kg;
  double fp8_dense;
  double footprint_pa; /* m·g / (w·d); NAN where the footprint is not known */
  double spread_pa;    /* with half the aisles */
  double foot_n;       /* m·g / 4 */
  gint16 used_half_units, half_units;
  guint16 n_devices;
  guint16 n_unknown_power, n_unknown_mass;
  guint32 gpus;
  HwNvlink nvlink;        /* of its compute and switch trays */
  guint8 severity;        /* worst of its problems, HW_SEVERITY_NOTE + 1: none */
  guint8 present;         /* stands in the chosen phase */
  guint8 airflow_assumed; /* follows from the heat and an assumed rise */
} HwRackFigures;

/* What the limit is compared with: everything in the rack, nameplate. */
static inline double
hw_rack_figures_load (const HwRackFigures *figures)
{
  return figures->nameplate_w + figures->other_w;
}

/* Whether a load is within a rating, rounding aside (DESIGN.md 9.3). */
static inline gboolean
hw_within (double load, double rating)
{
  return load <= rating * (1 + 1e-9);
}

/* Returns: (transfer none): until the next change; those of an empty rack where it does not stand
 * in the phase or at all */
const HwRackFigures *hw_results_rack (HwResults *self, HwHandle rack);

/* --- explanations --- */

/* Returns: (transfer full) */
HwExplanation *hw_results_explain (HwResults *self, HwTotal total, HwRef scope);
/**
 * hw_results_explain_key:
 * @key: a key of DESIGN.md 8.2, with "@ID" behind for one hall, row, rack or device, and for the
 *   feed, loop or fabric of "power.feeds.load_w" and the like; "power.feeds.ID.load_w" is the same
 *
 * Returns: (transfer full) (nullable): %NULL with @error where there is no such key or object
 */
HwExplanation *hw_results_explain_key (HwResults *self, const char *key, GError **error);

/* --- problems --- */

/* Returns: (transfer container) (element-type HwProblem): sorted by severity, then by place; until
 * the next change */
GPtrArray *hw_results_problems (HwResults *self);
guint hw_results_n_problems (HwResults *self, HwSeverity severity);
/* Problems of one object: (transfer container) (element-type HwProblem) */
GPtrArray *hw_results_problems_of (HwResults *self, HwRef ref);

/* --- bill of materials --- */

typedef struct
{
  const HwProduct *product; /* of the design's catalogue */
  gboolean within;          /* counts inside complete assemblies: shown, its sums are empty */
  gboolean share;           /* of an assembly that lacks parts: its remainder, or a part with what
                               is allocated to it */
  gboolean cabling;  /* a cable or transceiver of the fabrics; its power is in the nameplate of the
                        devices that it is plugged into, its mass is not counted */
  gboolean by_metre; /* sold in any length: the product's name tells none */
  double length_m;   /* of each cable; 0: none has one */
  guint count;
  HwSum unit_price;
  HwSum price; /* count · unit price */
  HwSum mass_kg, nameplate_w;
} HwBillLine;

/* Returns: (transfer full) (element-type HwBillLine): whole assemblies as one line each, then
 * single products by family and name, cables and transceivers of the fabrics, then the parts within
 * assemblies. An assembly that is no longer complete says so by its remainder and parts. */
GArray *hw_results_bill (HwResults *self);
/* The same without cables and transceivers: it lays none, and so can be asked while drawing. */
GArray *hw_results_bill_placed (HwResults *self);

/* --- consequences of what is being dragged --- */

typedef struct
{
  HwSum totals[HW_N_TOTALS];
} HwSnapshot;

/* The design's totals now, to compare with those of a preview. */
void hw_results_snapshot (HwResults *self, HwSnapshot *snapshot);

typedef struct
{
  char *label;         /* "FP8 dense" */
  char *text;          /* "+36 PFLOPS", "42.9 of 40 kW" */
  HwSeverity severity; /* HW_SEVERITY_NOTE + 1: fine */
} HwConsequence;

/**
 * hw_results_consequences:
 * @before: as it was without the preview
 * @rack: the rack that receives, 0: none
 *
 * Returns: (transfer full) (element-type HwConsequence): what to show beside the pointer, few
 * lines, most important first: compute, power, heat, price, mass, the loops that it touches, rack
 * load against its limit, floor load.
 */
GArray *hw_results_consequences (HwResults *self, const HwSnapshot *before, HwHandle rack);

G_END_DECLS
