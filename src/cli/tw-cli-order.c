/* tw-cli-order.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-body.h"
#include "cli/tw-cli-draft.h"
#include "cli/tw-cli-list.h"
#include "cli/tw-cli-object.h"
#include "cli/tw-cli-open-order.h"
#include "cli/tw-cli-place.h"
#include "cli/tw-cli-preview.h"
#include "cli/tw-cli-progress.h"
#include "cli/tw-cli-settle.h"
#include "cli/tw-cli-show.h"
#include "cli/tw-cli-write.h"

/* What asks the marketplace to cancel an order that is not completed (vendor specification 1.15, OrderUpdate). */
#define STATUS_CODE_CANCEL "CL"

static TwExit
estimate (TwCli            *cli,
          const TwCliArgs  *args,
          GError          **error)
{
  g_autoptr (TwOrderDraft) draft = tw_cli_draft_new_sales (cli, args, error);
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  TwOrder *estimated;
  TwClient *client;

  if (draft == NULL || (client = tw_cli_connect (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;

  tw_cli_progress_show (_("Estimating…"), 0, 0);
  tw_order_preview_estimate_async (draft, tw_client_get_marketplace (client), tw_client_get_mirror (client),
                                   tw_client_get_journal (client), tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  tw_cli_progress_hide ();
  preview = tw_order_preview_estimate_finish (result, error);
  if (preview == NULL)
    return TW_EXIT_FAILED;

  estimated = tw_order_preview_get_estimate (preview);
  if (estimated == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("The marketplace gives no estimate of what is charged for this."));
      return TW_EXIT_FAILED;
    }

  if (tw_cli_args_has (args, "json"))
    tw_cli_show_resource (args, TW_RESOURCE (estimated));
  else
    tw_cli_preview_print_estimate (preview);

  return TW_EXIT_DONE;
}

static TwExit
place (TwCli            *cli,
       const TwCliArgs  *args,
       GError          **error)
{
  g_autoptr (TwOrderDraft) draft = NULL;

  if (!tw_cli_place_check (args, error) || (draft = tw_cli_draft_new_sales (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;

  return tw_cli_place (cli, args, draft, error);
}

static gboolean
parse_seats (const TwCliArgs  *args,
             TwSeats          *seats,
             TwDecimal        *quantity,
             GError          **error)
{
  static const struct
  {
    const char *option;
    TwSeats     seats;
  } choices[] = {
    { "seats", TW_SEATS_TOTAL },
    { "add", TW_SEATS_ADD },
    { "remove", TW_SEATS_REMOVE },
  };
  guint n_given = 0;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (tw_cli_args_has (args, choices[i].option))
      {
        n_given++;
        *seats = choices[i].seats;
        *quantity = TW_DECIMAL_INIT (tw_cli_args_get_number (args, choices[i].option, 0));
      }

  if (n_given != 1)
    tw_cli_set_usage_error (error, _("A change needs one of --seats, --add and --remove"));

  return n_given == 1;
}

static TwExit
change (TwCli            *cli,
        const TwCliArgs  *args,
        GError          **error)
{
  g_autoptr (TwOrderDraft) draft = NULL;
  TwSeats seats;
  TwDecimal quantity;

  if (!parse_seats (args, &seats, &quantity, error))
    return TW_EXIT_USAGE;

  draft = tw_order_draft_new_change (tw_cli_args_get_word (args, 0), seats, quantity);
  tw_order_draft_set_mpn (draft, tw_cli_args_get (args, "mpn"));
  tw_order_draft_set_at_renewal (draft, tw_cli_args_has (args, "at-renewal"));

  return tw_cli_place_on_subscription (cli, args, draft, error);
}

static TwExit
renew (TwCli            *cli,
       const TwCliArgs  *args,
       GError          **error)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_renewal (tw_cli_args_get_word (args, 0));

  return tw_cli_place_on_subscription (cli, args, draft, error);
}

static TwExit
cancel (TwCli            *cli,
        const TwCliArgs  *args,
        GError          **error)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_cancellation (tw_cli_args_get_word (args, 0));

  return tw_cli_place_on_subscription (cli, args, draft, error);
}

static TwExit
withdraw (TwCli            *cli,
          const TwCliArgs  *args,
          GError          **error)
{
  g_autoptr (TwResource) body = g_object_new (TW_TYPE_ORDER, "status-code", STATUS_CODE_CANCEL, NULL);

  return tw_cli_write (cli, args, TW_WRITE_UPDATE_ORDER, tw_cli_args_get_word (args, 0), body, error);
}

static TwExit
update (TwCli            *cli,
        const TwCliArgs  *args,
        GError          **error)
{
  g_autoptr (TwResource) body = tw_cli_body_new (cli, args, TW_TYPE_ORDER, TW_JSON_VIEW_UPDATE, error);
  const char *credit_check = tw_cli_args_get (args, "credit-check");
  const char *status_code = tw_cli_args_get (args, "status-code");

  if (body == NULL || (credit_check != NULL && !tw_cli_body_set (body, "creditCheck", credit_check, error)) ||
      (status_code != NULL && !tw_cli_body_set (body, "statusCode", status_code, error)))
    return TW_EXIT_FAILED;

  if (!tw_resource_has (body, "creditCheck") && !tw_resource_has (body, "statusCode"))
    {
      tw_cli_set_usage_error (error, _("Nothing is given; use --data, --credit-check or --status-code"));
      return TW_EXIT_USAGE;
    }

  return tw_cli_write (cli, args, TW_WRITE_UPDATE_ORDER, tw_cli_args_get_word (args, 0), body, error);
}

static const TwCliOption filters[] = {
  { "customer", TW_CLI_TEXT, N_("ID"), N_("Only orders of this customer") },
  { "status", TW_CLI_TEXT, N_("STATUS"), N_("Only orders of this status"),
    "submitted processing error completed cancelled" },
  { "type", TW_CLI_TEXT, N_("TYPE"), N_("Only orders of this type"), "sales change renewal cancellation migration" },
  { "since", TW_CLI_DATE, N_("DATE"), N_("Only orders created on this day or later") },
  { "until", TW_CLI_DATE, N_("DATE"), N_("Only orders created on this day or earlier") },
  { "subscription", TW_CLI_TEXT, N_("ID"), N_("Only orders known to concern this subscription") },
  { "po", TW_CLI_TEXT, N_("TEXT"), N_("Only orders known to have this PO number") },
  { "mpn", TW_CLI_TEXT, N_("MPN"), N_("Only orders known to have a line with this MPN") },
  { NULL },
};

static const TwCliOption change_options[] = {
  { "seats", TW_CLI_NUMBER, N_("TOTAL"), N_("So many seats in all") },
  { "add", TW_CLI_NUMBER, N_("N"), N_("So many more") },
  { "remove", TW_CLI_NUMBER, N_("N"), N_("So many fewer") },
  { "at-renewal", TW_CLI_FLAG, NULL, N_("At the next renewal instead of now") },
  { "mpn", TW_CLI_TEXT, N_("MPN"), N_("Which product, when the subscription has several") },
  { NULL },
};

static const TwCliOption update_options[] = {
  { "credit-check", TW_CLI_TEXT, N_("true|false"), N_("Whether the order passed the credit check"), "true false" },
  { "status-code", TW_CLI_TEXT, N_("CODE"), N_("The marketplace’s status code; CL cancels the order") },
  { NULL },
};

#define PLACE_HELP \
  N_("Shows what the order will change, cost and bind, asks, and places it. Placing an order accepts the vendor’s " \
     "terms. Each order is written to the journal before it is sent, and never sent twice.\n" \
     "Exits with 0 once the marketplace accepted the order, even if waiting for it took too long; with 5 if it was " \
     "refused, or ended in an error or cancelled; with 6 if the outcome is not known.")

const TwCliVerb tw_cli_order_verbs[] = {
  { "list", NULL, N_("List orders, the newest first"), NULL,
    { filters, tw_cli_list_options, tw_cli_rows_options },
    { "order list --status processing", "order list --since 2026-10-01 --csv > orders.csv" },
    tw_cli_list, TW_KIND_ORDER },
  { "show", N_("ID"), N_("Show an order with its lines and charges"), NULL, { tw_cli_object_options },
    { "order show 1184220" }, tw_cli_show_object, TW_KIND_ORDER },
  { "estimate", NULL, N_("Ask the marketplace what an order would cost"),
    N_("Takes what “order place” takes, and places nothing. Activation parameters are not needed for it."),
    { tw_cli_draft_options },
    { "order estimate --customer 1002417 --line MST-CFQ7TTC0LH18=12 --term P1Y --billing P1M" },
    estimate },
  { "place", NULL, N_("Place an order for new products"), PLACE_HELP,
    { tw_cli_draft_options, tw_cli_place_options },
    { "order place --customer 1002417 --line MST-CFQ7TTC0LH18=12 --param domain=heron.example --po PO-4711",
      "order place --data order.json --yes --wait --json" },
    place },
  { "change", N_("SUBSCRIPTION"), N_("Change the seats of a subscription"), PLACE_HELP,
    { change_options, tw_cli_open_order_options, tw_cli_place_options },
    { "order change 1044871 --add 3", "order change 1044871 --seats 20 --at-renewal --yes" },
    change },
  { "renew", N_("SUBSCRIPTION"), N_("Place an order that renews a subscription"), PLACE_HELP,
    { tw_cli_open_order_options, tw_cli_place_options },
    { "order renew 1044871" }, renew },
  { "cancel", N_("SUBSCRIPTION"), N_("Place an order that ends a subscription"), PLACE_HELP,
    { tw_cli_open_order_options, tw_cli_place_options },
    { "order cancel 1044871 --wait" }, cancel },
  { "withdraw", N_("ORDER"), N_("Ask the marketplace to cancel an order that is not completed yet"), NULL, { NULL },
    { "order withdraw 1184220" }, withdraw },
  { "update", N_("ORDER"), N_("Set the credit check or the status code of an order"), NULL,
    { tw_cli_body_data_options, update_options },
    { "order update 1184220 --credit-check true" }, update },
  { "resume", NULL, N_("Send what was approved and never sent"),
    N_("A program that ended at the wrong moment leaves entries in the journal that were approved and not sent yet. "
       "Each is sent once, unless what it was computed from has changed. One with a password, which is never written "
       "down, has to be done again instead."),
    { NULL }, { "order resume" }, tw_cli_resume },
  { NULL },
};
