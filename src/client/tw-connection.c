/* tw-connection.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-connection-private.h"

#include "cloudblue/tw-cloudblue.h"
#include "net/tw-transport.h"

/**
 * tw_connection_new:
 * @account: an account
 * @secrets: its secrets
 * @budget: (out) (transfer full): its calls
 * @error: what is wrong with address or certificate file
 *
 * The one place that knows which adapter an account's type means. Calls are counted per subscription key; an
 * account without one is counted by address and user. The demo is this process's own, and leaves no count behind.
 *
 * Returns: (transfer full): the account's marketplace; nothing is sent yet
 */
TwMarketplace *
tw_connection_new (TwAccount        *account,
                   const TwSecrets  *secrets,
                   TwRateBudget    **budget,
                   GError          **error)
{
  g_autofree char *login = g_strconcat (tw_account_get_url (account), " ", tw_account_get_username (account), NULL);
  const char *counted_by = secrets->key != NULL ? secrets->key : login;
  g_autoptr (TwTransport) transport = NULL;

  if (!tw_account_check (account, error))
    return NULL;

  transport = tw_transport_new (tw_account_get_url (account), tw_account_get_ca_file (account), error);
  if (transport == NULL)
    return NULL;

  *budget = tw_rate_budget_new (tw_account_is_demo (account) ? NULL : counted_by,
                                tw_account_get_calls_per_minute (account), tw_account_get_calls_per_day (account));

  switch (tw_account_get_account_type (account))
    {
    case TW_ACCOUNT_CLOUDBLUE:
    case TW_ACCOUNT_CLOUDBLUE_HOSTED:
    default:
      return TW_MARKETPLACE (tw_cloudblue_new (account, transport, *budget, secrets->password, secrets->key));
    }
}
