/* tw-cli-subscription.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/tw-cli-body.h"
#include "cli/tw-cli-list.h"
#include "cli/tw-cli-object.h"
#include "cli/tw-cli-write.h"

static TwExit
update (TwCli            *cli,
        const TwCliArgs  *args,
        GError          **error)
{
  g_autoptr (TwResource) body = tw_cli_body_new (cli, args, TW_TYPE_SUBSCRIPTION, TW_JSON_VIEW_UPDATE, error);
  const char *renew = tw_cli_args_get (args, "renew");

  if (body == NULL || !tw_cli_body_add_attributes (body, args, error))
    return TW_EXIT_FAILED;
  if (renew != NULL)
    g_object_set (body, "renewal-status", strcmp (renew, "on") == 0, NULL);

  if (!tw_cli_args_has (args, "data") && !tw_cli_args_has (args, "attribute") && renew == NULL)
    {
      tw_cli_set_usage_error (error, _("Nothing is given; use --data, --renew or --attribute"));
      return TW_EXIT_USAGE;
    }

  return tw_cli_write (cli, args, TW_WRITE_UPDATE_SUBSCRIPTION, tw_cli_args_get_word (args, 0), body, error);
}

static gboolean
set_price (TwResource       *product,
           const TwCliArgs  *args,
           const char       *option,
           const char       *field,
           GError          **error)
{
  const char *amount = tw_cli_args_get (args, option);
  g_autofree char *amount_field = g_strconcat (field, ".amount", NULL);
  g_autofree char *currency_field = g_strconcat (field, ".currency", NULL);

  return amount == NULL || (tw_cli_body_set (product, amount_field, amount, error) &&
                            tw_cli_body_set (product, currency_field, tw_cli_args_get (args, "currency"), error));
}

static gboolean
add_product (TwResource       *body,
             const TwCliArgs  *args,
             GError          **error)
{
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  TwResource *product = g_object_new (TW_TYPE_SUBSCRIPTION_PRODUCT, "mpn", tw_cli_args_get (args, "line"), NULL);

  g_ptr_array_add (products, product);
  if (!set_price (product, args, "price", "unitPrice", error) ||
      !set_price (product, args, "cost", "unitCost", error))
    return FALSE;

  g_object_set (body, "products", products, NULL);

  return TRUE;
}

static TwExit
pricing (TwCli            *cli,
         const TwCliArgs  *args,
         GError          **error)
{
  gboolean has_amount = tw_cli_args_has (args, "price") || tw_cli_args_has (args, "cost");
  gboolean has_line = tw_cli_args_has (args, "line") && tw_cli_args_has (args, "currency") && has_amount;
  g_autoptr (TwResource) body = NULL;

  if (tw_cli_args_has (args, "data") == has_line)
    {
      tw_cli_set_usage_error (error, _("Prices need --data, or --line and --currency with --price or --cost"));
      return TW_EXIT_USAGE;
    }

  body = tw_cli_body_new (cli, args, TW_TYPE_SUBSCRIPTION, TW_JSON_VIEW_UPDATE, error);
  if (body == NULL || (has_line && !add_product (body, args, error)))
    return TW_EXIT_FAILED;

  return tw_cli_write (cli, args, TW_WRITE_SET_PRICES, tw_cli_args_get_word (args, 0), body, error);
}

static const TwCliOption filters[] = {
  { "customer", TW_CLI_TEXT, N_("ID"), N_("Only subscriptions of this customer") },
  { "status", TW_CLI_TEXT, N_("STATUS"), N_("Only subscriptions of this status"),
    "pending active hold terminated removed" },
  { "since", TW_CLI_DATE, N_("DATE"), N_("Only subscriptions created on this day or later") },
  { "until", TW_CLI_DATE, N_("DATE"), N_("Only subscriptions created on this day or earlier") },
  { "mpn", TW_CLI_TEXT, N_("MPN"), N_("Only subscriptions known to have this product") },
  { NULL },
};

static const TwCliOption update_options[] = {
  { "renew", TW_CLI_TEXT, N_("on|off"), N_("Whether it renews by itself"), "on off" },
  { "attribute", TW_CLI_TEXTS, N_("NAME=VALUE"), N_("Set an attribute; may be given several times") },
  { NULL },
};

static const TwCliOption pricing_options[] = {
  { "line", TW_CLI_TEXT, N_("MPN"), N_("Which product of the subscription") },
  { "price", TW_CLI_TEXT, N_("AMOUNT"), N_("What one unit costs the customer") },
  { "cost", TW_CLI_TEXT, N_("AMOUNT"), N_("What one unit costs you") },
  { "currency", TW_CLI_TEXT, N_("CODE"), N_("Currency of the amounts") },
  { NULL },
};

const TwCliVerb tw_cli_subscription_verbs[] = {
  { "list", NULL, N_("List subscriptions, the newest first"),
    N_("Seats are known of those whose details were read; see “sync --details”."),
    { filters, tw_cli_list_options, tw_cli_rows_options },
    { "subscription list --customer 1002417 --status active" }, tw_cli_list, TW_KIND_SUBSCRIPTION },
  { "show", N_("ID"), N_("Show a subscription with its products and prices"), NULL, { tw_cli_object_options },
    { "subscription show 1044871" }, tw_cli_show_object, TW_KIND_SUBSCRIPTION },
  { "update", N_("ID"), N_("Change whether a subscription renews, and its attributes"),
    N_("Seats change through “order change”, and a subscription ends through “order cancel”."),
    { tw_cli_body_data_options, update_options },
    { "subscription update 1044871 --renew off" }, update },
  { "pricing", N_("ID"), N_("Set special prices of a subscription’s products"), NULL,
    { tw_cli_body_data_options, pricing_options },
    { "subscription pricing 1044871 --line MST-CFQ7TTC0LH18 --price 21.00 --cost 18.30 --currency USD" }, pricing },
  { NULL },
};
