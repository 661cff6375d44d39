/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-port-list.h"

#include <glib/gi18n.h>

#include "hw-device-ports.h"
#include "hw-fabric-location.h"
#include "hw-fact-row.h"

struct _HwPortList
{
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkWidget *rows;

  HwResults *results; /* until the next change */
  HwHandle device;
  char *shown; /* what the rows say; nullable */
};

G_DEFINE_FINAL_TYPE (HwPortList, hw_port_list, GTK_TYPE_WIDGET)

/* "Compute, 9/1" and "su01-leaf-r3, 2/1": the end here and the end there. */
static void
dup_ends (HwPortList *self, const HwDevicePort *port, char **here, char **there)
{
  const HwFabric *fabric = hw_results_fabric (self->results, port->fabric);
  HwFabricPortStyle style = hw_fabric_port_style (fabric);
  HwDesign *design = hw_results_get_design (self->results);
  char name[HW_FABRIC_NAME_SIZE], buffer[HW_FABRIC_NAME_SIZE];

  *here = g_strdup_printf (_ ("%s, port %s"),
                           hw_design_name (design, HW_REF (HW_TABLE_FABRIC, port->fabric)),
                           hw_fabric_port_name (fabric, port->node, port->port, style, buffer));
  *there = g_strdup_printf (_ ("%s, port %s"),
                            hw_fabric_node_name (fabric, port->far, name),
                            hw_fabric_port_name (fabric, port->far, port->far_port, style, buffer));
}

/* Rows that say the same stay, and with them the focus. */
static void
fill (HwPortList *self, const GArray *ports)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *shown = NULL;
  GtkWidget *child;

  for (guint i = 0; i < ports->len; i++)
    {
      const HwDevicePort *port = &g_array_index (ports, HwDevicePort, i);
      char *here, *there;

      dup_ends (self, port, &here, &there);
      g_ptr_array_add (texts, here);
      g_ptr_array_add (texts, there);
      g_ptr_array_add (texts,
                       hw_results_fabric_cable_key (self->results, port->fabric, port->cable));
    }
  g_ptr_array_add (texts, NULL);
  shown = g_strjoinv ("\n", (char **)texts->pdata);
  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (guint i = 0; i + 2 < texts->len; i += 3)
    {
      GtkWidget *row = hw_fact_row_new (texts->pdata[i]);

      hw_fact_row_show (HW_FACT_ROW (row), texts->pdata[i + 1], NULL, HW_FACT_PLAIN);
      hw_fact_row_set_action (HW_FACT_ROW (row), "win.trace-cable", texts->pdata[i + 2]);
      gtk_box_append (GTK_BOX (self->rows), row);
    }
}

/* A switch may have 144 ports: lines are made when they are asked for. */
static void
update (HwPortList *self)
{
  g_autoptr (GArray) ports = NULL;
  g_autofree char *title = NULL;

  if (self->results == NULL)
    return;
  ports = self->device != 0 ? hw_results_device_ports (self->results, self->device) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), ports != NULL && ports->len > 0);
  if (ports == NULL)
    return;
  title = g_strdup_printf (g_dngettext (NULL, "%u cable", "%u cables", ports->len), ports->len);
  gtk_expander_set_label (GTK_EXPANDER (self->expander), title);
  if (gtk_expander_get_expanded (GTK_EXPANDER (self->expander)))
    fill (self, ports);
}

void
hw_port_list_show (HwPortList *self, HwResults *results, HwHandle device)
{
  g_set_object (&self->results, results);
  self->device = device;
  update (self);
}

static void
hw_port_list_dispose (GObject *object)
{
  HwPortList *self = HW_PORT_LIST (object);

  g_clear_object (&self->results);
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (hw_port_list_parent_class)->dispose (object);
}

static void
hw_port_list_class_init (HwPortListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_port_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_port_list_init (HwPortList *self)
{
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->expander = gtk_expander_new (NULL);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->rows);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               _ ("Choose a cable to follow it in the hall and the fabric"));
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (update), self);
}
