/* tw-cli-reseller.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-body.h"
#include "cli/tw-cli-list.h"
#include "cli/tw-cli-object.h"

static const TwCliOption filters[] = {
  { "status", TW_CLI_TEXT, N_("STATUS"), N_("Only resellers of this status"),
    "pending active creditHold adminHold cancelled error" },
  { "country", TW_CLI_TEXT, N_("CODE"), N_("Only resellers of this country (two letters)") },
  { NULL },
};

static const TwCliOption order_filters[] = {
  { "customer", TW_CLI_TEXT, N_("ID"), N_("Only orders of this customer") },
  { "status", TW_CLI_TEXT, N_("STATUS"), N_("Only orders of this status"),
    "submitted processing error completed cancelled" },
  { "since", TW_CLI_DATE, N_("DATE"), N_("Only orders created on this day or later") },
  { "until", TW_CLI_DATE, N_("DATE"), N_("Only orders created on this day or earlier") },
  { NULL },
};

const TwCliVerb tw_cli_reseller_verbs[] = {
  { "list", NULL, N_("List the resellers below you, the newest first"), NULL,
    { filters, tw_cli_list_options, tw_cli_rows_options },
    { "reseller list --refresh" }, tw_cli_list, TW_KIND_RESELLER },
  { "show", N_("ID"), N_("Show a reseller"), NULL, { tw_cli_object_options },
    { "reseller show 1000093" }, tw_cli_show_object, TW_KIND_RESELLER },
  { "create", NULL, N_("Create a reseller"), TW_CLI_BODY_CREATE_HELP,
    { tw_cli_body_data_options, tw_cli_body_account_options, tw_cli_body_reseller_options },
    { "reseller create --data reseller.json" }, tw_cli_write_account, TW_WRITE_CREATE_RESELLER },
  { "update", N_("ID"), N_("Change a reseller; what is not given stays as it is"), TW_CLI_BODY_UPDATE_HELP,
    { tw_cli_body_data_options, tw_cli_body_account_options },
    { "reseller update 1000093 --external-id R-17" }, tw_cli_write_account, TW_WRITE_UPDATE_RESELLER },
  { "customers", N_("ID"), N_("List the customers of a reseller"), NULL, { tw_cli_rows_options },
    { "reseller customers 1000093" }, tw_cli_list_below, TW_KIND_CUSTOMER },
  { "orders", N_("ID"), N_("List the orders of a reseller’s customers"), NULL,
    { order_filters, tw_cli_rows_options },
    { "reseller orders 1000093 --status processing" }, tw_cli_list_below, TW_KIND_ORDER },
  { "create-customer", N_("ID"), N_("Create a customer of a reseller"), TW_CLI_BODY_CREATE_HELP,
    { tw_cli_body_data_options, tw_cli_body_account_options },
    { "reseller create-customer 1000093 --data customer.json" },
    tw_cli_write_account, TW_WRITE_CREATE_RESELLER_CUSTOMER },
  { NULL },
};
