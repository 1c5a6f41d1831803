/* tw-cli-list.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-list.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-output.h"
#include "cli/tw-cli-settle.h"
#include "cli/tw-cli-sync.h"
#include "cli/tw-cli-value.h"

const TwCliOption tw_cli_list_options[] = {
  { "text", TW_CLI_TEXT, N_("WORDS"), N_("Only those in which each of these words begins a word") },
  { "refresh", TW_CLI_FLAG, NULL, N_("Read the list from the marketplace first") },
  { NULL },
};

/* What the lists show at first; CSV takes amounts and currencies apart. */
static const struct
{
  const char *table;
  const char *csv;
} columns[TW_N_KINDS] = {
  [TW_KIND_CUSTOMER] = { "id,name,status,address.city,address.countryCode,externalId",
                         "id,externalId,name,status,taxRegId,language,address.streetAddress,address.postalCode,"
                         "address.city,address.state,address.countryCode,resellerId" },
  [TW_KIND_RESELLER] = { "id,name,status,currency,address.city,address.countryCode,externalId",
                         "id,externalId,name,status,currency,taxRegId,language,address.city,address.countryCode" },
  [TW_KIND_ORDER] = { "id,orderNumber,type,status,customerName,total,creationDate,poNumber",
                      "id,orderNumber,type,status,customerId,customerName,poNumber,total.amount,total.currency,"
                      "creationDate,provisioningDate,subscriptionId" },
  [TW_KIND_SUBSCRIPTION] = { "id,name,customerName,status,seats,billingPeriod,renewalDate,renewalStatus",
                             "id,name,customerId,customerName,status,seats,subscriptionPeriod,billingPeriod,"
                             "creationDate,renewalDate,expirationDate,renewalStatus" },
  [TW_KIND_PRODUCT] = { "mpn,name,vendor,subscriptionPeriod,billingPeriod,cost,price",
                        "id,mpn,name,serviceName,vendor,subscriptionPeriod,billingPeriod,minimumQuantity,"
                        "maximumQuantity,cost,price" },
  [TW_KIND_PLAN] = { "id,name,billingPeriod,billingModel,published",
                     "id,name,shortDescription,billingPeriod,billingModel,published" },
  [TW_KIND_REPORT] = { "id,name,status,format,startDate,endDate",
                       "id,name,customizationName,status,type,format,startDate,endDate,creationDate" },
};

/* Options whose filters are called differently in queries. */
static const struct
{
  const char *option;
  const char *filter;
} filters[] = {
  { "country", "countryCode" },
  { "customer", "customerId" },
  { "email", "email" },
  { "external-id", "externalId" },
  { "format", "format" },
  { "mpn", "mpn" },
  { "po", "poNumber" },
  { "reseller", "resellerId" },
  { "since", "since" },
  { "status", "status" },
  { "subscription", "subscriptionId" },
  { "type", "type" },
  { "until", "until" },
  { "vendor", "vendor" },
};

/* Rows asked for at once when a list is not in the mirror. */
#define PAGE_ROWS 500

static gboolean
add_entry_cb (TwMirrorEntry *entry,
              gpointer       data)
{
  tw_cli_rows_add (data, entry->resource, entry->customer_name);

  /* Nobody reads on: there is no use in going on. */
  return !ferror (stdout);
}

static TwQuery *
make_query (const TwCliArgs *args,
            TwKind           kind)
{
  TwQuery *query = tw_query_new (kind);

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (tw_cli_args_get (args, filters[i].option) != NULL)
      tw_query_set_filter (query, filters[i].filter, tw_cli_args_get (args, filters[i].option));
  tw_query_set_text (query, tw_cli_args_get (args, "text"));
  tw_query_set_range (query, 0, tw_cli_args_get_number (args, "limit", -1));

  return query;
}

static gboolean
refresh (TwCli            *cli,
         const TwCliArgs  *args,
         TwKind            kind,
         GError          **error)
{
  TwClient *client = tw_cli_connect (cli, args, error);
  TwSyncScope scope = { TW_KIND_BIT (kind), FALSE, 0 };

  if (client == NULL)
    return FALSE;

  /* Customers' names stand beside their orders and subscriptions. */
  if ((kind == TW_KIND_ORDER || kind == TW_KIND_SUBSCRIPTION) &&
      tw_mirror_get_list_state (tw_client_get_mirror (client), TW_KIND_CUSTOMER)->complete_time == NULL)
    scope.kinds |= TW_KIND_BIT (TW_KIND_CUSTOMER);

  if (!tw_cli_sync_lists (cli, client, &scope, error))
    return FALSE;
  if (kind == TW_KIND_ORDER)
    tw_cli_settle_due (cli, client);

  return TRUE;
}

/* An empty table says why it is empty; the age is for who looks at the terminal. */
static void
note_state (TwMirror  *mirror,
            TwKind     kind,
            TwCliRows *rows)
{
  const TwListState *state = tw_mirror_get_list_state (mirror, kind);
  g_autofree char *time = NULL;

  if (state->page_time == NULL)
    {
      tw_cli_note (_("This list was not read from the marketplace yet; run “tradewind-cli sync”, or add --refresh."));
      return;
    }
  if (!tw_cli_output_is_terminal (stderr))
    return;

  if (tw_cli_rows_get_n_rows (rows) == 0)
    tw_cli_note (_("Nothing in the local copy matches."));
  time = tw_cli_value_dup_time (state->page_time);
  tw_cli_note (_("As of %s."), time);
}

/**
 * tw_cli_kind_get_title:
 * @kind: a kind
 *
 * Returns: (transfer none): what its list is called, translated
 */
const char *
tw_cli_kind_get_title (TwKind kind)
{
  static const char *const titles[TW_N_KINDS] = {
    [TW_KIND_CUSTOMER] = N_("Customers"),
    [TW_KIND_RESELLER] = N_("Resellers"),
    [TW_KIND_ORDER] = N_("Orders"),
    [TW_KIND_SUBSCRIPTION] = N_("Subscriptions"),
    [TW_KIND_PRODUCT] = N_("Products"),
    [TW_KIND_PLAN] = N_("Plans"),
    [TW_KIND_REPORT] = N_("Reports"),
  };

  return _(titles[kind]);
}

/**
 * tw_cli_kind_get_columns:
 * @kind: a kind
 *
 * Returns: (transfer none): the columns of its table, separated by commas
 */
const char *
tw_cli_kind_get_columns (TwKind kind)
{
  return columns[kind].table;
}

/* A printer of rows with the kind's own columns. */
static TwCliRows *
create_rows (const TwCliArgs  *args,
             TwKind            kind,
             GError          **error)
{
  return tw_cli_rows_new (args, tw_kind_get_resource_type (kind), columns[kind].table, columns[kind].csv, error);
}

/**
 * tw_cli_list:
 * @cli: the run
 * @args: what was given; the verb's subject is the kind to list
 * @error: return location
 *
 * Lists what the mirror knows of a kind, refreshed before if that was asked for.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_list (TwCli            *cli,
             const TwCliArgs  *args,
             GError          **error)
{
  TwKind kind = tw_cli_args_get_verb (args)->subject;
  g_autoptr (TwCliRows) rows = create_rows (args, kind, error);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  TwClient *client;
  TwMirror *mirror;

  if (rows == NULL || (client = tw_cli_open_lists (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;
  if (tw_cli_args_has (args, "refresh") && !refresh (cli, args, kind, error))
    return TW_EXIT_FAILED;

  mirror = tw_client_get_mirror (client);
  query = make_query (args, kind);
  tw_cli_rows_begin (rows);
  tw_mirror_stream_async (mirror, query, add_entry_cb, rows, NULL, tw_cli_get_cancellable (cli), tw_cli_ready_cb,
                          cli);
  result = tw_cli_wait (cli);
  if (!tw_mirror_stream_finish (mirror, result, error))
    return TW_EXIT_FAILED;
  tw_cli_rows_end (rows);
  note_state (mirror, kind, rows);

  return TW_EXIT_DONE;
}

/**
 * tw_cli_list_below:
 * @cli: the run
 * @args: what was given; the verb's subject is the kind to list, the first word the reseller's id
 * @error: return location
 *
 * Lists what a reseller has, page by page from the marketplace: it may be more than this account's own lists hold.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_list_below (TwCli            *cli,
                   const TwCliArgs  *args,
                   GError          **error)
{
  TwKind kind = tw_cli_args_get_verb (args)->subject;
  g_autoptr (TwCliRows) rows = create_rows (args, kind, error);
  g_autoptr (TwQuery) query = NULL;
  gint64 limit = tw_cli_args_get_number (args, "limit", G_MAXINT64);
  gint64 offset = 0;
  TwClient *client;

  if (rows == NULL || (client = tw_cli_connect (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;

  query = make_query (args, kind);
  tw_query_set_filter (query, "parentId", tw_cli_args_get_word (args, 0));
  tw_cli_rows_begin (rows);

  while (offset < limit)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (TwPage) page = NULL;

      tw_query_set_range (query, offset, MIN (PAGE_ROWS, limit - offset));
      tw_marketplace_list_async (tw_client_get_marketplace (client), query, TW_PRIORITY_PERSON,
                                 tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
      result = tw_cli_wait (cli);
      page = tw_marketplace_list_finish (tw_client_get_marketplace (client), result, error);
      if (page == NULL)
        return TW_EXIT_FAILED;

      for (guint i = 0; i < page->rows->len; i++)
        tw_cli_rows_add (rows, g_ptr_array_index (page->rows, i), NULL);
      offset += page->rows->len;
      if (page->rows->len == 0 || (page->total >= 0 && offset >= page->total))
        break;
    }
  tw_cli_rows_end (rows);

  return TW_EXIT_DONE;
}
