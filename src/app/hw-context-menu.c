/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-context-menu.h"

/* Of a line between sections, and of the frame around all, in pixels. */
#define LINE_HEIGHT 13
#define FRAME_HEIGHT 24

static int
top_of (GtkWidget *menu, GtkWidget *parent, GMenuModel *model, double y)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (parent));
  graphene_point_t at;
  int natural;

  /* Of what is in it: a menu that is not open has no size itself. */
  gtk_widget_measure (gtk_popover_get_child (GTK_POPOVER (menu)),
                      GTK_ORIENTATION_VERTICAL,
                      -1,
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  /* Lines between its sections come in an idle moment. */
  natural += LINE_HEIGHT * g_menu_model_get_n_items (model) + FRAME_HEIGHT;
  if (!gtk_widget_compute_point (parent, root, &GRAPHENE_POINT_INIT (0, (float)y), &at))
    return (int)y;
  return (int)(y - CLAMP (at.y + (float)natural - (float)gtk_widget_get_height (root), 0, at.y));
}

void
hw_context_menu_popup (GtkWidget **menu, GtkWidget *parent, GMenuModel *model, double x, double y)
{
  if (*menu == NULL)
    {
      *menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (*menu), FALSE);
      gtk_widget_set_halign (*menu, GTK_ALIGN_START);
      gtk_widget_set_parent (*menu, parent);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (*menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (*menu),
                               &(GdkRectangle){ (int)x, top_of (*menu, parent, model, y), 1, 1 });
  gtk_popover_popup (GTK_POPOVER (*menu));
}

gboolean
hw_context_menu_is_open (GtkWidget *menu)
{
  return menu != NULL && gtk_widget_get_visible (menu);
}
