/* test-account-check.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "client/tw-account-check.h"
#include "support/tw-test-sandbox.h"

/* What a check of one account says, against one marketplace. */
typedef struct
{
  TwTestSandbox *sandbox;
  TwAccount     *account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->sandbox = tw_test_sandbox_start ("small", "--rate", "0", NULL);
  fixture->account = g_object_new (TW_TYPE_ACCOUNT,
                                   "name", "test",
                                   "url", fixture->sandbox->url,
                                   "marketplace", fixture->sandbox->marketplace,
                                   "username", fixture->sandbox->username,
                                   NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->account);
  tw_test_sandbox_stop (fixture->sandbox);
}

static gint64
check (TwAccount         *account,
       const char        *password,
       const char        *key,
       TwAccountProblem  *problem,
       GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_account_check_async (account, password, key, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_account_check_finish (result, problem, error);
}

static void
assert_problem (Fixture          *fixture,
                const char       *password,
                const char       *key,
                TwAccountProblem  expected,
                int               code)
{
  g_autoptr (GError) error = NULL;
  TwAccountProblem problem;

  g_assert_cmpint (check (fixture->account, password, key, &problem, &error), ==, -1);
  g_assert_error (error, TW_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_cmpint (problem, ==, expected);
  g_assert_null (strstr (error->message, fixture->sandbox->password));
  g_assert_null (strstr (error->message, fixture->sandbox->key));
}

static void
test_works (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  gint64 customers = check (fixture->account, fixture->sandbox->password, fixture->sandbox->key, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (customers, ==, 40);
}

static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  assert_problem (fixture, "wrong", fixture->sandbox->key, TW_ACCOUNT_PROBLEM_PASSWORD, TW_ERROR_AUTH_REQUIRED);
  /* A refused login is not tried again: that could lock the user out. */
  g_assert_cmpint (tw_test_sandbox_count_calls (fixture->sandbox, "POST", "/token"), ==, 1);
}

static void
test_wrong_key (Fixture       *fixture,
                gconstpointer  data)
{
  assert_problem (fixture, fixture->sandbox->password, "wrong", TW_ACCOUNT_PROBLEM_KEY, TW_ERROR_AUTH_REQUIRED);
}

static void
test_wrong_marketplace (Fixture       *fixture,
                        gconstpointer  data)
{
  g_object_set (fixture->account, "marketplace", "zz", NULL);
  assert_problem (fixture, fixture->sandbox->password, fixture->sandbox->key, TW_ACCOUNT_PROBLEM_MARKETPLACE,
                  TW_ERROR_AUTH_REQUIRED);
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  g_object_set (fixture->account, "url", "http://127.0.0.1:1/", NULL);
  assert_problem (fixture, fixture->sandbox->password, fixture->sandbox->key, TW_ACCOUNT_PROBLEM_UNREACHABLE,
                  TW_ERROR_OFFLINE);
}

static void
test_plain_http (Fixture       *fixture,
                 gconstpointer  data)
{
  g_object_set (fixture->account, "url", "http://api.example.com/marketplace", NULL);
  assert_problem (fixture, fixture->sandbox->password, fixture->sandbox->key, TW_ACCOUNT_PROBLEM_OTHER,
                  TW_ERROR_VALIDATION);
}

/* Every token is refused, and the marketplace's clock is a day away. */
static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  tw_test_sandbox_fault (fixture->sandbox, "GET", "/customers", "expire-token", 5, 0);
  assert_problem (fixture, fixture->sandbox->password, fixture->sandbox->key, TW_ACCOUNT_PROBLEM_CLOCK,
                  TW_ERROR_AUTH_REQUIRED);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *, gconstpointer);
  } cases[] = {
    { "/client/account-check/works", test_works },
    { "/client/account-check/wrong-password", test_wrong_password },
    { "/client/account-check/wrong-key", test_wrong_key },
    { "/client/account-check/wrong-marketplace", test_wrong_marketplace },
    { "/client/account-check/unreachable", test_unreachable },
    { "/client/account-check/plain-http", test_plain_http },
    { "/client/account-check/clock", test_clock },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);

  return g_test_run ();
}
