/* tw-cli-place.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-place.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-draft.h"
#include "cli/tw-cli-input.h"
#include "cli/tw-cli-output.h"
#include "cli/tw-cli-preview.h"
#include "cli/tw-cli-progress.h"
#include "cli/tw-cli-show.h"
#include "cli/tw-cli-write.h"
#include "journal/tw-watch.h"

const TwCliOption tw_cli_place_options[] = {
  { "po", TW_CLI_TEXT, N_("TEXT"), N_("Your PO number; one is proposed when none is given") },
  { "yes", TW_CLI_FLAG, NULL, N_("Place it without asking") },
  { "wait", TW_CLI_SECONDS, N_("SECONDS"),
    N_("Wait until it is completed or failed, 10 minutes unless told otherwise") },
  { NULL },
};

/**
 * tw_cli_place_check:
 * @args: what was given
 * @error: a usage error
 *
 * Returns: whether there is somebody to approve the order, or it was approved with `--yes`
 */
gboolean
tw_cli_place_check (const TwCliArgs  *args,
                    GError          **error)
{
  if (tw_cli_args_has (args, "yes") || tw_cli_input_is_terminal ())
    return TRUE;

  tw_cli_set_usage_error (error, _("There is no terminal to ask on; agree with --yes"));

  return FALSE;
}

static TwOrderPreview *
prepare (TwCli         *cli,
         TwClient      *client,
         TwOrderDraft  *draft,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_cli_progress_show (_("Preparing…"), 0, 0);
  tw_order_preview_prepare_async (draft, tw_client_get_marketplace (client), tw_client_get_mirror (client),
                                  tw_client_get_journal (client), tw_cli_get_cancellable (cli), tw_cli_ready_cb,
                                  cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();

  return tw_order_preview_prepare_finish (result, error);
}

static gboolean
check_secrets (const TwCliArgs  *args,
               TwOrder          *order,
               GError          **error)
{
  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    {
      TwOrderLine *line = g_ptr_array_index (order->products, i);

      if (!tw_cli_draft_check_secrets (args, line->parameters, error))
        return FALSE;
    }

  return TRUE;
}

static TwJournalEntry *
send (TwCli           *cli,
      TwClient        *client,
      TwOrderPreview  *preview,
      GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  /* The API may take minutes over an order. */
  tw_cli_progress_show (_("Placing the order…"), 0, 0);
  tw_writer_place_async (tw_client_get_writer (client), preview, tw_cli_get_cancellable (cli), tw_cli_ready_cb,
                         cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();

  return tw_writer_place_finish (tw_client_get_writer (client), result, error);
}

static void
looked_cb (TwResource *resource,
           gpointer    user_data)
{
  g_autofree char *id = tw_resource_dup_text (resource, "id");
  g_autofree char *status = tw_resource_dup_text (resource, "status");
  g_autofree char *label = g_strdup_printf ("%s: %s", id != NULL ? id : "", status != NULL ? status : "");

  tw_cli_progress_show (label, 0, 0);
}

/**
 * tw_cli_watch:
 * @cli: the run
 * @args: what was given
 * @kind: %TW_KIND_ORDER or %TW_KIND_REPORT
 * @resource: an order or a report that was just made
 * @error: only when the run was interrupted or the marketplace no longer knows it
 *
 * Waits until it is final, if `--wait` was given.
 *
 * Returns: (transfer full): the object as it was seen last
 */
TwResource *
tw_cli_watch (TwCli            *cli,
              const TwCliArgs  *args,
              TwKind            kind,
              TwResource       *resource,
              GError          **error)
{
  TwClient *client = tw_cli_connect (cli, args, error);
  g_autofree char *id = tw_resource_dup_text (resource, "id");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  TwResource *last;

  if (client == NULL)
    return NULL;
  if (!tw_cli_args_has (args, "wait"))
    return g_object_ref (resource);

  looked_cb (resource, NULL);
  tw_watch_async (tw_client_get_marketplace (client), tw_client_get_mirror (client), kind, id,
                  (guint) tw_cli_args_get_number (args, "wait", TW_CLI_WAIT_SECONDS), looked_cb, NULL,
                  tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();
  last = tw_watch_finish (result, &local_error);

  /* It was accepted: that nobody could see how it went on is worth a word, not a failure. */
  if (last == NULL)
    {
      tw_cli_warn ("%s", local_error->message);
      return g_object_ref (resource);
    }

  return last;
}

static TwExit
get_exit (TwOrder *order)
{
  if (order->status == TW_ORDER_STATUS_ERROR || order->status == TW_ORDER_STATUS_CANCELLED)
    return TW_EXIT_REFUSED;

  return TW_EXIT_DONE;
}

static void
note_end (const TwCliArgs *args,
          TwOrder         *order)
{
  g_autofree char *status = tw_resource_dup_text (TW_RESOURCE (order), "status");
  const char *name = order->order_number != NULL ? order->order_number : order->id;

  if (order->status == TW_ORDER_STATUS_ERROR)
    tw_cli_warn (_("The marketplace accepted order %s, and then failed to carry it out. Its reason stands in the "
                   "marketplace’s panel only."),
                 name);
  else if (order->status == TW_ORDER_STATUS_CANCELLED)
    tw_cli_warn (_("Order %s was cancelled at the marketplace."), name);
  else if (tw_cli_args_has (args, "wait") && !tw_order_status_is_final (order->status))
    tw_cli_note (_("Order %s is not completed yet (%s)."), name, status != NULL ? status : "?");
}

/* What was approved before and not sent yet is approved again; what was sent needs nobody's consent any more. */
static gboolean
needs_consent (const TwCliArgs *args,
               TwOrderPreview  *preview)
{
  TwJournalEntry *entry = tw_order_preview_get_entry (preview);

  return !tw_cli_args_has (args, "yes") && (entry == NULL || entry->state == TW_JOURNAL_QUEUED);
}

/**
 * tw_cli_place:
 * @cli: the run
 * @args: what was given
 * @draft: an order
 * @error: what the marketplace refused it with, or why it was not sent
 *
 * Shows what an order will change, cost and bind; places it once it is approved; shows what came of it. An order that
 * stands in the journal, with an outcome still to come, is gone on with.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_place (TwCli            *cli,
              const TwCliArgs  *args,
              TwOrderDraft     *draft,
              GError          **error)
{
  TwClient *client;
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwResource) placed = NULL;
  g_autoptr (TwResource) last = NULL;
  g_autoptr (GError) local_error = NULL;
  TwExit exit;

  if (!tw_cli_place_check (args, error) || (client = tw_cli_connect (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;

  if (tw_cli_args_get (args, "po") != NULL)
    tw_order_draft_set_po_number (draft, tw_cli_args_get (args, "po"));
  preview = prepare (cli, client, draft, error);
  if (preview == NULL || !check_secrets (args, tw_order_preview_get_order (preview), error))
    return TW_EXIT_FAILED;

  tw_cli_preview_print (preview);
  if (needs_consent (args, preview) && !tw_cli_input_confirm (cli, _("Place this order?"), &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        tw_cli_note (_("Nothing was placed."));
      return TW_EXIT_FAILED;
    }

  entry = send (cli, client, preview, error);
  if (entry == NULL)
    return TW_EXIT_FAILED;

  placed = tw_cli_write_take_answer (cli, args, entry, &exit, error);
  if (placed == NULL)
    return exit;

  last = tw_cli_watch (cli, args, TW_KIND_ORDER, placed, error);
  if (last == NULL)
    return TW_EXIT_FAILED;

  tw_cli_show_resource (args, last);
  note_end (args, TW_ORDER (last));

  return get_exit (TW_ORDER (last));
}
