/* test-templates.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dialogs/tw-backup-dialog.h"
#include "dialogs/tw-connect-dialog.h"
#include "dialogs/tw-customer-dialog.h"
#include "dialogs/tw-order-dialog.h"
#include "dialogs/tw-order-preview-view.h"
#include "dialogs/tw-report-dialog.h"
#include "dialogs/tw-restore-dialog.h"
#include "dialogs/tw-sale-form.h"
#include "dialogs/tw-seats-form.h"
#include "pages/tw-activity-page.h"
#include "pages/tw-customer-details.h"
#include "pages/tw-customers-page.h"
#include "pages/tw-details-pane.h"
#include "pages/tw-entry-details.h"
#include "pages/tw-keyring-page.h"
#include "pages/tw-order-details.h"
#include "pages/tw-orders-page.h"
#include "pages/tw-report-details.h"
#include "pages/tw-reports-page.h"
#include "pages/tw-start-page.h"
#include "pages/tw-sync-view.h"
#include "support/tw-test-support.h"
#include "tw-window.h"
#include "widgets/tw-account-row.h"
#include "widgets/tw-attribute-row.h"
#include "widgets/tw-cell.h"
#include "widgets/tw-choice-item.h"
#include "widgets/tw-choice-row.h"
#include "widgets/tw-contact-group.h"
#include "widgets/tw-date-button.h"
#include "widgets/tw-entry-row.h"
#include "widgets/tw-filter-chip.h"
#include "widgets/tw-fold.h"
#include "widgets/tw-form-note.h"
#include "widgets/tw-order-line-group.h"
#include "widgets/tw-property-row.h"
#include "widgets/tw-status-pill.h"
#include "widgets/tw-sync-status.h"

/* A template that does not fit its class is a critical, so it ends the program. */
static void
test_template (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  GtkWidget *widget = g_object_ref_sink (g_object_new (type, NULL));
  gpointer weak = widget;

  g_assert_nonnull (gtk_widget_get_first_child (widget));
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));

  /* What it asked for when it was made may still be on its way. */
  g_object_add_weak_pointer (G_OBJECT (widget), &weak);
  g_object_unref (widget);
  TW_WAIT_FOR (weak == NULL);
}

static GtkWidget *
find_popover (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_POPOVER (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_popover (child);

  return found;
}

/* Presses Enter on each row with choices that is shown; returns how many there are. */
static guint
enter_choices (GtkWidget *widget,
               GtkWidget *dialog)
{
  guint n_rows = 0;

  if (gtk_widget_get_mapped (widget) && (ADW_IS_COMBO_ROW (widget) || TW_IS_CHOICE_ROW (widget)))
    {
      GtkWidget *popover = find_popover (widget);

      g_assert_true (gtk_widget_grab_focus (widget));
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == widget);
      g_signal_emit_by_name (dialog, "activate-default");
      TW_WAIT_FOR (gtk_widget_get_visible (popover));
      gtk_popover_popdown (GTK_POPOVER (popover));

      return 1;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_rows += enter_choices (child, dialog);

  return n_rows;
}

/* Enter on a row with choices shows them; it does not send the form. */
static void
test_enter (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  GtkWidget *dialog = g_object_new (type, NULL);

  gtk_window_present (GTK_WINDOW (dialog));
  TW_WAIT_FOR (gtk_widget_get_mapped (dialog));
  g_assert_cmpuint (enter_choices (dialog, dialog), >, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  GType types[] = {
    TW_TYPE_ACCOUNT_ROW,
    TW_TYPE_ACTIVITY_PAGE,
    TW_TYPE_ATTRIBUTE_ROW,
    TW_TYPE_BACKUP_DIALOG,
    TW_TYPE_CELL,
    TW_TYPE_CHOICE_ITEM,
    TW_TYPE_CHOICE_ROW,
    TW_TYPE_CONNECT_DIALOG,
    TW_TYPE_CONTACT_GROUP,
    TW_TYPE_CUSTOMERS_PAGE,
    TW_TYPE_CUSTOMER_DETAILS,
    TW_TYPE_CUSTOMER_DIALOG,
    TW_TYPE_DATE_BUTTON,
    TW_TYPE_DETAILS_PANE,
    TW_TYPE_ENTRY_DETAILS,
    TW_TYPE_ENTRY_ROW,
    TW_TYPE_FILTER_CHIP,
    TW_TYPE_FOLD,
    TW_TYPE_FORM_NOTE,
    TW_TYPE_KEYRING_PAGE,
    TW_TYPE_ORDERS_PAGE,
    TW_TYPE_ORDER_DETAILS,
    TW_TYPE_ORDER_DIALOG,
    TW_TYPE_ORDER_LINE_GROUP,
    TW_TYPE_ORDER_PREVIEW_VIEW,
    TW_TYPE_PROPERTY_ROW,
    TW_TYPE_REPORTS_PAGE,
    TW_TYPE_REPORT_DETAILS,
    TW_TYPE_REPORT_DIALOG,
    TW_TYPE_SALE_FORM,
    TW_TYPE_SEATS_FORM,
    TW_TYPE_RESTORE_DIALOG,
    TW_TYPE_START_PAGE,
    TW_TYPE_STATUS_PILL,
    TW_TYPE_SYNC_STATUS,
    TW_TYPE_SYNC_VIEW,
    TW_TYPE_WINDOW,
  };
  GType forms[] = { TW_TYPE_CONNECT_DIALOG, TW_TYPE_CUSTOMER_DIALOG, TW_TYPE_REPORT_DIALOG };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/templates/%s", g_type_name (types[i]));

      g_test_add_data_func (path, GSIZE_TO_POINTER (types[i]), test_template);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/enter/%s", g_type_name (forms[i]));

      g_test_add_data_func (path, GSIZE_TO_POINTER (forms[i]), test_enter);
    }

  return g_test_run ();
}
