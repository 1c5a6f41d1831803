/* tw-cli-customer.c
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
  { "status", TW_CLI_TEXT, N_("STATUS"), N_("Only customers of this status"),
    "pending active creditHold adminHold cancelled error" },
  { "country", TW_CLI_TEXT, N_("CODE"), N_("Only customers of this country (two letters)") },
  { "email", TW_CLI_TEXT, N_("ADDRESS"), N_("Only customers with a contact of this address") },
  { "external-id", TW_CLI_TEXT, N_("TEXT"), N_("Only the customer with this id in your own systems") },
  { "reseller", TW_CLI_TEXT, N_("ID"), N_("Only customers of this reseller") },
  { NULL },
};

const TwCliVerb tw_cli_customer_verbs[] = {
  { "list", NULL, N_("List customers, the newest first"), NULL,
    { filters, tw_cli_list_options, tw_cli_rows_options },
    { "customer list --text heron", "customer list --country PE --csv --columns id,name,taxRegId" },
    tw_cli_list, TW_KIND_CUSTOMER },
  { "show", N_("ID"), N_("Show a customer"), NULL, { tw_cli_object_options },
    { "customer show 1002417" }, tw_cli_show_object, TW_KIND_CUSTOMER },
  { "create", NULL, N_("Create a customer"), TW_CLI_BODY_CREATE_HELP,
    { tw_cli_body_data_options, tw_cli_body_account_options },
    { "customer create --data customer.json",
      "customer create --name \"Blue Heron\" --country US --state WA --city Seattle --street \"48 Quay Street\" "
      "--postal-code 98101 --language en --contact-first-name Maya --contact-last-name Lindqvist "
      "--contact-email maya@blueheron.example --contact-phone \"1#206#5550142#\"" },
    tw_cli_write_account, TW_WRITE_CREATE_CUSTOMER },
  { "update", N_("ID"), N_("Change a customer; what is not given stays as it is"), TW_CLI_BODY_UPDATE_HELP,
    { tw_cli_body_data_options, tw_cli_body_account_options },
    { "customer update 1002417 --tax-id 91-4402188", "customer update 1002417 --data changes.json" },
    tw_cli_write_account, TW_WRITE_UPDATE_CUSTOMER },
  { NULL },
};
