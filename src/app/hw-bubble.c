/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bubble.h"

void
hw_bubble_show (GtkWidget **bubble, GtkWidget *parent, const GdkRectangle *at, GtkWidget *content)
{
  if (*bubble == NULL)
    {
      *bubble = gtk_popover_new ();
      gtk_popover_set_position (GTK_POPOVER (*bubble), GTK_POS_RIGHT);
      gtk_widget_set_parent (*bubble, parent);
    }
  gtk_popover_set_child (GTK_POPOVER (*bubble), content);
  gtk_popover_set_pointing_to (GTK_POPOVER (*bubble), at);
  gtk_popover_popup (GTK_POPOVER (*bubble));
}
