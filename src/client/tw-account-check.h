/* tw-account-check.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-account.h"

G_BEGIN_DECLS

/**
 * TwAccountProblem:
 * @TW_ACCOUNT_PROBLEM_OTHER: what the error says
 * @TW_ACCOUNT_PROBLEM_PASSWORD: user name or password is wrong
 * @TW_ACCOUNT_PROBLEM_KEY: the subscription key is wrong, or new and not active yet (that can take a day)
 * @TW_ACCOUNT_PROBLEM_MARKETPLACE: the marketplace code (or the realm) is wrong
 * @TW_ACCOUNT_PROBLEM_UNREACHABLE: no answer from that address
 * @TW_ACCOUNT_PROBLEM_CERTIFICATE: the server's certificate cannot be trusted
 * @TW_ACCOUNT_PROBLEM_CLOCK: this computer's clock is minutes off the marketplace's
 *
 * Why an account cannot be used.
 */
typedef enum
{
  TW_ACCOUNT_PROBLEM_OTHER,
  TW_ACCOUNT_PROBLEM_PASSWORD,
  TW_ACCOUNT_PROBLEM_KEY,
  TW_ACCOUNT_PROBLEM_MARKETPLACE,
  TW_ACCOUNT_PROBLEM_UNREACHABLE,
  TW_ACCOUNT_PROBLEM_CERTIFICATE,
  TW_ACCOUNT_PROBLEM_CLOCK,
} TwAccountProblem;

/* Logs in and counts the customers, with secrets that need not be in the keyring yet. */
void   tw_account_check_async  (TwAccount            *account,
                                const char           *password,
                                const char           *subscription_key,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gint64 tw_account_check_finish (GAsyncResult         *result,
                                TwAccountProblem     *problem,
                                GError              **error);

G_END_DECLS
