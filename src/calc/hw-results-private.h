/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-composition.h"
#include "hw-cooling-private.h"
#include "hw-energy-private.h"
#include "hw-power-private.h"
#include "hw-rules.h"

G_BEGIN_DECLS

/* The inside of HwResults, for hw-results*.c and what explains and lists them. */

/* What racks and room coolers add up to in the air of a hall, in whole milliwatts and millilitres a
 * second: what is added is taken off again without a rest. */
typedef struct
{
  gint64 heat_mw, flow_ml_s;
  gint64 capacity_mw, capacity_ml_s;
  gint64 pump_mw; /* lost by the pumps of CDUs at their rating */
  guint n_assumed, n_coolers, n_unknown;
  guint n_exchanging; /* doors and side-cars, whose share only a solved loop tells */
} HwAirTally;

/* How the air of halls is divided. */
typedef struct _HwAirZones HwAirZones;

/* What a rack contributed last. */
typedef struct
{
  HwComposition *composition; /* NULL: it does not stand */
  HwHandle hall;
  HwSymbol name;
  guint32 visit; /* number of the change that looked at it last */
  guint32 rules; /* bits of those that it breaks */
  HwHandle feeds[HW_POWER_TAPS];
  gint64 load_mw; /* that these carry */
  HwHandle air_hall, air_row;
  HwAirTally air;
} HwRackMemory;

/* What the racks of a feed add up to, in whole milliwatts: what is added is taken off again without
 * a rest. */
typedef struct
{
  gint64 load_mw, failover_mw;
  guint n_racks;
  guint32 rules; /* bits of those that it breaks */
} HwFeedTally;

/* Cables as they were last laid; see hw-cable-plan.h. */
typedef struct
{
  struct _HwCablePlan *plan; /* nullable */
  gboolean current;          /* no edit has touched them since */
  guint serial;              /* counts the edits that did */
} HwCablesMemory;

/* Totals phase by phase as they were last asked for; see hw-phase-series.h. */
typedef struct
{
  GArray *points; /* HwPhasePoint; NULL until asked for */
  guint lacks;    /* HwPhaseSeriesLacks */
  guint serial;   /* counts the changes that outdated them */
  gboolean in_background;
} HwPhaseSeries;

struct _HwResults
{
  GObject parent_instance;

  HwDesign *design;
  gulong changed_id;
  HwHandle phase;
  HwMoment moment;
  gboolean expected;

  HwPriceBook *prices;
  HwContributors *contributors;
  HwCompositions *compositions;
  HwCounts *total;
  GPtrArray *halls;   /* HwCounts by handle, NULL where nothing stands yet */
  GArray *memories;   /* HwRackMemory by handle */
  GArray *figures;    /* HwRackFigures by handle */
  GArray *feeds;      /* HwFeedTally by handle */
  GPtrArray *fabrics; /* HwFabricMemory by handle; NULL until somebody asks for one */
  gboolean fabrics_in_background;
  void (*fabrics_asked) (gpointer data); /* nullable: somebody asked for one that waits */
  gpointer fabrics_asked_data;
  guint64 fabrics_serial; /* of what is remembered of them */
  GArray *spent_fabrics;  /* HwFabricMemory; nullable: for another thread to let go */
  HwCablesMemory cables;
  GArray *air;           /* HwAirTally by hall */
  GArray *air_rows;      /* of them that of each row */
  GHashTable *air_loose; /* room coolers that stand in no row */
  HwAirZones *air_zones; /* NULL until somebody asks */
  HwCooling *cooling;
  HwEnergyMemory *energy;
  GArray *peaks; /* HwFeedPeak by feed; NULL until somebody asks */
  HwPower *power;
  struct _HwPowerPath *path; /* nullable: that was asked for last */
  struct _HwRanks *ranks;    /* nullable */
  guint8 ranks_state;        /* HwRanksState */
  gboolean ranks_hidden;
  struct _HwWhatIf *what_if; /* NULL: nothing has failed, or to be found */
  gboolean stopping;         /* it is being found */
  guint32 visit;

  guint broken[HW_N_RULES]; /* racks or feeds by rule */
  GHashTable *names;        /* racks of one name in one hall */
  GHashTable *never;        /* table and handle of what is removed before it is installed */
  guint n_duplicate_names;  /* names that several racks have */
  GPtrArray *problems;      /* HwProblem, sorted; NULL until asked for */
  HwPhaseSeries series;
};

/**
 * hw_results_counts:
 * @found: (out) (transfer full) (nullable): counts that had to be made for the call
 *
 * Counts of what stands in the design, a hall, a row, a rack, or of one device.
 */
const HwCounts *hw_results_counts (HwResults *self, HwRef scope, HwCounts **found);
/* What products and cables come to, without what rear doors move from air to liquid. */
HwSum hw_results_products_total (HwResults *self, HwTotal total, HwRef scope);
/* Returns: (transfer full): of a rack */
HwExplanation *hw_results_explain_products (HwResults *self, HwTotal total, HwRef rack);
/* The contributor that a device counts as: allocated to its assembly, or on its own. */
guint hw_results_device_contributor (HwResults *self, HwHandle device);
static inline HwRackMemory *
hw_results_rack_memory (HwResults *self, HwHandle rack)
{
  return &g_array_index (self->memories, HwRackMemory, rack);
}

static inline HwRackFigures *
hw_results_rack_figures (HwResults *self, HwHandle rack)
{
  return &g_array_index (self->figures, HwRackFigures, rack);
}

/* hw-results-racks.c: looks at a rack anew. */
void hw_results_visit_rack (HwResults *self, HwHandle rack);
void hw_results_visit_all (HwResults *self);
/* What follows for one rack from its composition, its own limit, its feeds and the site. */
void hw_results_judge_rack (HwResults *self, HwHandle rack);
/* For as many racks as the design has. */
void hw_results_make_room (HwResults *self);
/* Counts racks or feeds that have come to break rules or no longer do. */
void hw_results_count_broken (HwResults *self, guint before, guint after);
/* Takes a rack off the feeds that it is remembered with, and adds it to those that it has now with
 * the load of @figures; %NULL: with none. */
void hw_feeds_move_rack (HwResults *self,
                         HwRackMemory *memory,
                         const HwRack *row,
                         const HwRackFigures *figures);
/* The same for the air of its hall. */
void hw_air_move_rack (HwResults *self,
                       HwRackMemory *memory,
                       HwHandle rack,
                       const HwRackFigures *figures);
void hw_air_zones_free (HwAirZones *self);
/* Rows, or what stands in them, have changed. */
void hw_air_zones_forget (HwResults *self);
/* Judges a feed, which may be gone, by its limit. */
void hw_feeds_judge (HwResults *self, HwHandle feed);
/* What stops by what has failed, cables and what fabrics cut off left out. Returns: (transfer none)
 * (nullable): until the next change; NULL where nothing has failed */
struct _HwWhatIf *hw_results_stopped (HwResults *self);
/* Forgets the path that is kept for the next frame. */
void hw_power_path_forget (HwResults *results);
/* Something that what follows from failures depends on has changed. */
void hw_results_forget_stopped (HwResults *self);
/* Something that is no change of the design has changed the figures. */
void hw_results_changed (HwResults *self);
/* The totals of phases are others. */
void hw_phase_series_forget (HwResults *self);
/* Loops have been solved: forgets what lacks the energy that they take. */
void hw_phase_series_touch_energy (HwResults *self);
/* What is removed before it is installed: of the whole design, and after a change that left the
 * order of the phases. */
void hw_phases_check_all (HwResults *self);
void hw_phases_check (HwResults *self, const HwChangeSet *set);
/* Appends it, by table and id. @refs: (element-type HwRef) */
void hw_phases_list (HwResults *self, GArray *refs);
/* Appends the phases that break one of the rules of phases, in their order. */
void hw_phases_list_broken (HwDesign *design, HwRule rule, GArray *refs);
/* The phase before that makes @phase break the rule of orders or that of dates; 0: none. */
HwHandle hw_phase_compared (HwDesign *design, HwRule rule, HwHandle phase);
/* NULL where the rack does not stand. */
const HwComposition *hw_results_composition (HwResults *self, HwHandle rack);

G_END_DECLS
