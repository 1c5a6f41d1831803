/* tw-cli-open-order.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-open-order.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-output.h"
#include "cli/tw-cli-place.h"
#include "cli/tw-cli-progress.h"
#include "journal/tw-journal-drafts.h"
#include "journal/tw-order-open.h"

const TwCliOption tw_cli_open_order_options[] = {
  { "wait-for-open", TW_CLI_SECONDS, N_("SECONDS"),
    N_("Wait first until no other order on the subscription is open, 10 minutes unless told otherwise") },
  { NULL },
};

static void
looked_cb (TwResource *resource,
           gpointer    user_data)
{
  TwOrder *order = TW_ORDER (resource);
  g_autofree char *label = g_strdup_printf (_("Waiting for order %s…"),
                                            order->order_number != NULL ? order->order_number : order->id);

  tw_cli_progress_show (label, 0, 0);
}

static gboolean
wait_for_open (TwCli            *cli,
               TwClient         *client,
               const TwCliArgs  *args,
               const char       *subscription,
               GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_order_wait_for_open_async (tw_client_get_marketplace (client), tw_client_get_mirror (client), subscription,
                                (guint) tw_cli_args_get_number (args, "wait-for-open", TW_CLI_WAIT_SECONDS), looked_cb,
                                NULL, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();

  return tw_order_wait_for_open_finish (result, error);
}

/* Whether an order on the subscription stands in the journal, and it is not known what came of it. */
static gboolean
is_in_journal (TwCli      *cli,
               TwClient   *client,
               const char *subscription)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  tw_journal_list_open_async (tw_client_get_journal (client), tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  entries = tw_journal_list_finish (tw_client_get_journal (client), result, NULL);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      g_autofree char *id = tw_journal_entry_dup_subscription (g_ptr_array_index (entries, i));

      if (g_strcmp0 (id, subscription) == 0)
        return TRUE;
    }

  return FALSE;
}

/*
 * A refusal may come from an order that is still open: name it, unless our own check did so, and what to do. What the
 * journal knows of may be the very order that is placed again, which nobody shall take back for that.
 */
static void
explain_refusal (TwCli        *cli,
                 TwClient     *client,
                 const char   *subscription,
                 const GError *refusal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwOrder) order = NULL;
  g_autofree char *status = NULL;
  const char *number;

  if (is_in_journal (cli, client, subscription))
    return;

  tw_order_find_open_async (tw_client_get_marketplace (client), subscription, tw_cli_get_cancellable (cli),
                            tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  order = tw_order_find_open_finish (result, NULL);
  if (order == NULL)
    return;

  number = order->order_number != NULL ? order->order_number : order->id;
  if (tw_error_get_http_status (refusal) == 0)
    {
      tw_cli_note (_("With --wait-for-open this program waits for order %s; “order withdraw %s” takes it back."), number,
                   order->id);
      return;
    }

  status = tw_resource_dup_text (TW_RESOURCE (order), "status");
  tw_cli_note (_("Order %s (id %s, %s) on this subscription is still open, and the marketplace takes one at a time. "
                 "With --wait-for-open this program waits for it; “order withdraw %s” takes it back."),
               number, order->id, status != NULL ? status : "?", order->id);
}

/**
 * tw_cli_place_on_subscription:
 * @cli: the run
 * @args: what was given
 * @draft: an order on a subscription
 * @error: why it was not sent; not set once it is reported
 *
 * As tw_cli_place(), after waiting for other orders on the subscription when that was asked for. A refusal that
 * an open order explains is reported here, and explained.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_place_on_subscription (TwCli            *cli,
                              const TwCliArgs  *args,
                              TwOrderDraft     *draft,
                              GError          **error)
{
  const char *subscription = tw_order_draft_get_subscription (draft);
  g_autoptr (GError) local_error = NULL;
  TwClient *client;
  TwExit exit;

  if (!tw_cli_place_check (args, error) || (client = tw_cli_connect (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;
  if (tw_cli_args_has (args, "wait-for-open") && !wait_for_open (cli, client, args, subscription, error))
    return TW_EXIT_FAILED;

  exit = tw_cli_place (cli, args, draft, &local_error);

  /* What was refused comes before what may explain it. */
  if (g_error_matches (local_error, TW_ERROR, TW_ERROR_CONFLICT))
    {
      tw_cli_report_error (local_error, TRUE);
      explain_refusal (cli, client, subscription, local_error);
      return tw_error_to_exit (local_error);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return exit;
}
