/* tw-date-button.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-date-button.h"

/*
 * The one place that knows GtkCalendar's way of choosing a day, which newer releases of the toolkit replace.
 */
struct _TwDateButton
{
  GtkWidget parent_instance;

  GDate          date;

  GtkMenuButton *button;
  GtkCalendar   *calendar;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwDateButton, tw_date_button, GTK_TYPE_WIDGET)

static void
update_label (TwDateButton *self)
{
  char text[64] = "";

  g_date_strftime (text, sizeof text, "%x", &self->date);
  gtk_menu_button_set_label (self->button, text);
}

static void
day_selected_cb (TwDateButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (day), g_date_time_get_month (day),
                  (GDateYear) g_date_time_get_year (day));
  if (g_date_compare (&date, &self->date) == 0)
    return;

  self->date = date;
  update_label (self);
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tw_date_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_DATE_BUTTON);

  G_OBJECT_CLASS (tw_date_button_parent_class)->dispose (object);
}

static void
tw_date_button_class_init (TwDateButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_date_button_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, TwDateButton, button);
  gtk_widget_class_bind_template_child (widget_class, TwDateButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tw_date_button_init (TwDateButton *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_date_clear (&self->date, 1);
  g_date_set_dmy (&self->date, (GDateDay) g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  gtk_widget_init_template (GTK_WIDGET (self));
  update_label (self);
}

/**
 * tw_date_button_get_date:
 * @self: a date button
 * @date: (out caller-allocates): the day it shows
 */
void
tw_date_button_get_date (TwDateButton *self,
                         GDate        *date)
{
  g_return_if_fail (TW_IS_DATE_BUTTON (self));

  *date = self->date;
}

/**
 * tw_date_button_set_date:
 * @self: a date button
 * @date: a valid day to show
 */
void
tw_date_button_set_date (TwDateButton *self,
                         const GDate  *date)
{
  g_autoptr (GDateTime) day = NULL;

  g_return_if_fail (TW_IS_DATE_BUTTON (self));
  g_return_if_fail (g_date_valid (date));

  self->date = *date;
  day = g_date_time_new_local (g_date_get_year (date), (int) g_date_get_month (date), g_date_get_day (date), 12, 0, 0);
  gtk_calendar_select_day (self->calendar, day);
  update_label (self);
}
