/* tw-account-check.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-account-check.h"

#include "base/tw-error.h"
#include "client/tw-connection-private.h"

#include <string.h>

/* A clock this far off makes certificates and tokens fail in ways that look like something else. */
#define CLOCK_TOLERANCE (5 * G_TIME_SPAN_MINUTE)

typedef struct
{
  TwMarketplace    *marketplace;
  TwAccountProblem  problem;
} TwCheck;

static void
check_free (TwCheck *check)
{
  g_clear_object (&check->marketplace);
  g_free (check);
}

static gboolean
is_clock_off (TwMarketplace *marketplace)
{
  g_autoptr (GDateTime) theirs = tw_marketplace_dup_server_time (marketplace);
  g_autoptr (GDateTime) ours = g_date_time_new_now_utc ();
  GTimeSpan difference = theirs != NULL ? g_date_time_difference (theirs, ours) : 0;

  return ABS (difference) > CLOCK_TOLERANCE;
}

static TwAccountProblem
find_problem (TwCheck      *check,
              const GError *error)
{
  static const struct
  {
    const char       *field;
    TwAccountProblem  problem;
  } fields[] = {
    { "certificate", TW_ACCOUNT_PROBLEM_CERTIFICATE }, { "subscriptionKey", TW_ACCOUNT_PROBLEM_KEY },
    { "password", TW_ACCOUNT_PROBLEM_PASSWORD },       { "marketplace", TW_ACCOUNT_PROBLEM_MARKETPLACE },
    { "realm", TW_ACCOUNT_PROBLEM_MARKETPLACE },
  };
  GPtrArray *refused = tw_error_get_fields (error);

  for (guint i = 0; refused != NULL && i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < refused->len; j++)
      if (strcmp (((TwFieldError *) g_ptr_array_index (refused, j))->field, fields[i].field) == 0)
        return fields[i].problem;

  if (g_error_matches (error, TW_ERROR, TW_ERROR_OFFLINE))
    return TW_ACCOUNT_PROBLEM_UNREACHABLE;

  /* The login worked and the token did not: the clocks disagree about its time. */
  if (g_error_matches (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED) && is_clock_off (check->marketplace))
    return TW_ACCOUNT_PROBLEM_CLOCK;

  return TW_ACCOUNT_PROBLEM_OTHER;
}

static void
fail (GTask  *task,
      GError *error)
{
  TwCheck *check = g_task_get_task_data (task);

  check->problem = find_problem (check, error);
  g_task_return_error (task, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  if (page != NULL)
    g_task_return_int (task, page->total >= 0 ? page->total : page->rows->len);
  else
    fail (task, error);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TwQuery) query = tw_query_new (TW_KIND_CUSTOMER);
  GError *error = NULL;

  if (!tw_marketplace_sign_in_finish (TW_MARKETPLACE (source), result, &error))
    {
      fail (task, error);
      return;
    }

  tw_query_set_range (query, 0, 1);
  tw_marketplace_list_async (TW_MARKETPLACE (source), query, TW_PRIORITY_PERSON, g_task_get_cancellable (task),
                             listed_cb, g_object_ref (task));
}

/**
 * tw_account_check_async:
 * @account: an account, which need not be stored
 * @password: its password
 * @subscription_key: (nullable): its key at the gateway
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Finds out whether an account works: logs in and counts the customers it sees.
 */
void
tw_account_check_async (TwAccount           *account,
                        const char          *password,
                        const char          *subscription_key,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (TwSecrets) secrets = tw_secrets_new (password, subscription_key);
  g_autoptr (TwRateBudget) budget = NULL;
  TwCheck *check = g_new0 (TwCheck, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, tw_account_check_async);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);

  check->marketplace = tw_connection_new (account, secrets, &budget, &error);
  if (check->marketplace == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  tw_marketplace_sign_in_async (check->marketplace, cancellable, signed_in_cb, g_object_ref (task));
}

/**
 * tw_account_check_finish:
 * @result: the result
 * @problem: (out) (optional): why it does not work
 * @error: the same in words
 *
 * Returns: how many customers the account sees, -1 when it does not work
 */
gint64
tw_account_check_finish (GAsyncResult      *result,
                         TwAccountProblem  *problem,
                         GError           **error)
{
  TwCheck *check = g_task_get_task_data (G_TASK (result));

  if (problem != NULL)
    *problem = check->problem;

  return g_task_propagate_int (G_TASK (result), error);
}
