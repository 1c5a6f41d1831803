/* tw-order-dialog-wait.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-order-dialog-private.h"

#include "journal/tw-order-open.h"
#include "tw-problem.h"
#include "tw-status.h"

#include <glib/gi18n.h>

/* One order on a subscription waits for another. */
static gboolean
can_wait (TwOrderDialog *self)
{
  return self->draft != NULL && tw_order_draft_get_subscription (self->draft) != NULL;
}

/* The order in the way by its name, and the offer to wait for it. */
static void
explain (TwOrderDialog *self,
         TwOrder       *open)
{
  const char *number = open->order_number != NULL ? open->order_number : open->id;
  g_autofree char *status = tw_status_dup_label (TW_RESOURCE (open), "status");
  /* Translators: the number of an order, and its status */
  g_autofree char *text = g_strdup_printf (_("Order %s (%s) on this subscription is not finished yet, and the "
                                             "marketplace takes one at a time. Nothing was placed.\n"
                                             "Tradewind can keep yours, wait for that order, and tell you when yours "
                                             "can be looked at and placed."),
                                           number, status != NULL ? status : "?");

  tw_order_dialog_show_problem (self, text);
  gtk_widget_set_visible (self->wait_button, TRUE);
}

static void
open_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  g_autoptr (TwOrder) open = tw_order_find_open_finish (result, NULL);

  if (self->workspace != NULL && open != NULL)
    explain (self, open);
}

/* For its siblings: what the marketplace says against the order: in the rows that it names, the rest above them. It may
 * come from another order on the subscription: that is looked for. */
void
tw_order_dialog_show_refusal (TwOrderDialog *self,
                              const GError  *error)
{
  g_autofree char *rest = self->form != NULL ? tw_order_form_take_error (self->form, error)
                                             : tw_problem_dup_text (error);
  TwMarketplace *marketplace = tw_client_get_marketplace (tw_workspace_get_client (self->workspace));

  tw_order_dialog_show_problem (self, rest);
  if (g_error_matches (error, TW_ERROR, TW_ERROR_CONFLICT) && can_wait (self) && marketplace != NULL)
    tw_order_find_open_async (marketplace, tw_order_draft_get_subscription (self->draft), self->cancellable,
                              open_found_cb, g_object_ref (self));
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (TwOrderDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJournalEntry) entry = tw_journal_keep_draft_finish (TW_JOURNAL (source), result, &error);

  if (self->workspace == NULL)
    return;

  tw_order_dialog_show_busy (self, NULL);
  if (entry != NULL)
    tw_order_dialog_show_entry (self, entry->id);
  else
    {
      g_autofree char *text = tw_problem_dup_text (error);

      tw_order_dialog_show_problem (self, text);
    }
}

/* For its siblings: keeps the order as a draft. The activity of the account waits for what is in its way. */
void
tw_order_dialog_wait (TwOrderDialog *self)
{
  TwJournalEntry *entry = self->item != NULL ? tw_activity_item_get_entry (self->item) : NULL;

  if (!can_wait (self))
    return;

  /* What is a draft already goes on waiting. */
  if (entry != NULL && entry->state == TW_JOURNAL_DRAFT)
    {
      tw_order_dialog_show_entry (self, entry->id);
      return;
    }

  tw_order_dialog_show_busy (self, _("Keeping the order…"));
  tw_journal_keep_draft_async (tw_client_get_journal (tw_workspace_get_client (self->workspace)), self->draft, NULL,
                               kept_cb, g_object_ref (self));
}
