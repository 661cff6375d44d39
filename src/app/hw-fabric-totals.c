/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-totals.h"

#include <glib/gi18n.h>

#include "hw-fabric-work.h"
#include "hw-fabrics.h"
#include "hw-fact-row.h"

typedef enum
{
  ROW_PORTS,
  ROW_SWITCHES,
  ROW_CABLES,
  ROW_RATIO,
  ROW_BISECTION,
  N_ROWS,
} Row;

/* One fabric. */
typedef struct
{
  GtkWidget *title;
  GtkWidget *rows[N_ROWS];
} Section;

struct _HwFabricTotals
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GArray *sections; /* Section */
};

G_DEFINE_FINAL_TYPE (HwFabricTotals, hw_fabric_totals, GTK_TYPE_WIDGET)

static void
add_section (HwFabricTotals *self)
{
  static const char *const labels[N_ROWS] = { N_ ("Ports in use"),
                                              N_ ("Switches"),
                                              N_ ("Cables"),
                                              N_ ("Oversubscription"),
                                              N_ ("Bisection, one direction") };
  Section section = { .title = gtk_label_new (NULL) };

  gtk_label_set_xalign (GTK_LABEL (section.title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (section.title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_top (section.title, 10);
  gtk_widget_add_css_class (section.title, "panel-title");
  gtk_box_append (GTK_BOX (self->box), section.title);
  for (guint i = 0; i < N_ROWS; i++)
    {
      section.rows[i] = hw_fact_row_new (_ (labels[i]));
      gtk_box_append (GTK_BOX (self->box), section.rows[i]);
    }
  g_array_append_val (self->sections, section);
}

static void
drop_section (HwFabricTotals *self)
{
  const Section *section = &g_array_index (self->sections, Section, self->sections->len - 1);

  gtk_box_remove (GTK_BOX (self->box), section->title);
  for (guint i = 0; i < N_ROWS; i++)
    gtk_box_remove (GTK_BOX (self->box), section->rows[i]);
  g_array_set_size (self->sections, self->sections->len - 1);
}

static char *
dup_count (guint count)
{
  return hw_quantity_format (HW_DIMENSION_NONE, count, NULL);
}

static char *
dup_part (guint part, guint whole)
{
  g_autofree char *some = dup_count (part);
  g_autofree char *all = dup_count (whole);

  return g_strdup_printf (_ ("%s of %s"), some, all);
}

static char *
dup_value (const HwFabricFigures *figures,
           const HwFabricGrowth *growth,
           Row row,
           guint cables,
           guint radix)
{
  guint switches = hw_fabric_growth_switches (growth);
  guint ports = figures->ports_used + growth->ports;

  switch (row)
    {
    case ROW_PORTS:
      for (guint i = HW_FABRIC_CABLE_SPINE; i < HW_N_FABRIC_LEVELS; i++)
        ports += 2 * growth->links[i];
      return dup_part (ports, figures->ports + switches * radix);
    case ROW_SWITCHES:
      for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
        switches += figures->switches[i];
      return dup_count (switches);
    case ROW_CABLES:
      for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
        cables += figures->cables[i];
      return dup_count (cables);
    case ROW_RATIO:
      return hw_fabric_figures_ratio (figures);
    default:
      return hw_fabric_figures_bisection (figures);
    }
}

/* What has failed is seen in one view only, and its figures in all. */
static void
show_title (const Section *section, HwResults *results, HwHandle fabric)
{
  const char *name
      = hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_FABRIC, fabric));
  g_autofree char *text = NULL;

  if (hw_results_fabric_waits (results, fabric))
    text = g_strdup_printf (_ ("%s, being computed"), name);
  else if (hw_results_fabric_failure (results, fabric) != NULL)
    text = g_strdup_printf (_ ("%s, with parts failed"), name);
  else
    text = g_strdup (name);
  gtk_label_set_text (GTK_LABEL (section->title), text);
}

static void
show_section (const Section *section, HwDocument *document, HwHandle fabric, gboolean preview)
{
  static const char *const keys[N_ROWS] = { "fabrics.ports",
                                            "fabrics.switches",
                                            "fabrics.cables",
                                            "fabrics.oversubscription",
                                            "fabrics.bisection_bytes_per_s" };
  HwDesign *design = hw_document_get_design (document);
  HwResults *results = hw_document_get_results (document);
  const HwFabricInput *input = hw_results_fabric_input (results, fabric);
  const HwFabricFigures *figures = hw_results_fabric_figures (results, fabric);
  guint radix = input != NULL ? input->description.rule.radix : 0;
  HwRef ref = HW_REF (HW_TABLE_FABRIC, fabric);
  HwFabricGrowth growth = { 0 };
  guint cables = 0;
  char id[HW_ID_SIZE];

  if (preview && hw_results_fabric_growth (results, fabric, &growth))
    for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
      cables += (growth.links[i] + input->link_ports - 1) / input->link_ports;
  show_title (section, results, fabric);
  hw_design_id_text (design, ref, id);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *value = dup_value (figures, &growth, i, cables, radix);
      g_autofree char *key = g_strdup_printf ("%s@%s", keys[i], id);
      gboolean grows = (i == ROW_SWITCHES && hw_fabric_growth_switches (&growth) > 0)
                       || ((i == ROW_CABLES || i == ROW_PORTS) && growth.ports > 0);

      hw_fact_row_show (
          HW_FACT_ROW (section->rows[i]), value, key, grows ? HW_FACT_PREVIEW : HW_FACT_PLAIN);
    }
}

void
hw_fabric_totals_show (HwFabricTotals *self, HwDocument *document, gboolean preview)
{
  HwDesign *design = hw_document_get_design (document);
  guint n = 0;

  for (HwHandle fabric = hw_design_first_child (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (design, HW_TABLE_FABRIC, fabric))
    {
      if (n == self->sections->len)
        add_section (self);
      show_section (&g_array_index (self->sections, Section, n++), document, fabric, preview);
    }
  while (self->sections->len > n)
    drop_section (self);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

GtkWidget *
hw_fabric_totals_new (void)
{
  return g_object_new (HW_TYPE_FABRIC_TOTALS, NULL);
}

static void
hw_fabric_totals_dispose (GObject *object)
{
  HwFabricTotals *self = HW_FABRIC_TOTALS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_fabric_totals_parent_class)->dispose (object);
}

static void
hw_fabric_totals_finalize (GObject *object)
{
  g_array_unref (HW_FABRIC_TOTALS (object)->sections);
  G_OBJECT_CLASS (hw_fabric_totals_parent_class)->finalize (object);
}

static void
hw_fabric_totals_class_init (HwFabricTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_fabric_totals_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_fabric_totals_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_fabric_totals_init (HwFabricTotals *self)
{
  self->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
