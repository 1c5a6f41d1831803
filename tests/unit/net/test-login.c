/* test-login.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net-test.h"
#include "test-authenticator.h"

#include <string.h>

/* A marketplace that takes any token, and the calls that are left of those it allows. */
typedef struct
{
  TwTestServer *server;
  TwTransport  *transport;
  guint         logins;
  guint         calls;
  guint         n_refused;
} Fixture;

static void
answer_cb (const TwTestCall *call,
           TwTestAnswer     *answer,
           gpointer          user_data)
{
  Fixture *fixture = user_data;

  if (strcmp (call->path, "/token") == 0)
    {
      fixture->logins++;
      answer->body = "token";
      if (fixture->logins <= fixture->n_refused)
        *answer = (TwTestAnswer) { .status = 429, .body = "{}", .headers = "Retry-After: 0" };
    }
  else
    {
      fixture->calls++;
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = tw_test_server_new (answer_cb, fixture);
  fixture->transport = tw_transport_new (tw_test_server_get_url (fixture->server), NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->transport);
  tw_test_server_free (fixture->server);
}

static void
use_up (TwRateBudget *budget,
        guint         n_calls)
{
  for (guint i = 0; i < n_calls; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      tw_rate_budget_acquire_async (budget, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &result);
      TW_WAIT_FOR (result != NULL);
      tw_rate_budget_acquire_finish (budget, result, &error);
      g_assert_no_error (error);
    }
}

static TwSession *
new_session (Fixture      *fixture,
             TwRateBudget *budget)
{
  g_autoptr (TestAuthenticator) authenticator = g_object_new (TEST_TYPE_AUTHENTICATOR, NULL);

  return tw_session_new (fixture->transport, budget, TW_AUTHENTICATOR (authenticator));
}

static void
send (TwSession     *session,
      TwPriority     priority,
      GCancellable  *cancellable,
      GAsyncResult **result)
{
  g_autoptr (TwRequest) request = tw_request_new ("GET", "/orders");

  tw_request_set_priority (request, priority);
  tw_session_send_async (session, request, cancellable, tw_test_store_result, result);
}

/* The calls that are kept for people are not spent on logins of background work, which could then do nothing. */
static void
test_reserve (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TwRateBudget) budget = tw_rate_budget_new (NULL, 0, 20);
  g_autoptr (TwSession) session = new_session (fixture, budget);
  g_autoptr (GAsyncResult) background = NULL;
  g_autoptr (GAsyncResult) person = NULL;
  g_autoptr (TwReply) none = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  use_up (budget, 18);
  send (session, TW_PRIORITY_FRESH, NULL, &background);
  TW_WAIT_FOR (background != NULL);
  none = tw_session_send_finish (session, background, &error);
  g_assert_error (error, TW_ERROR, TW_ERROR_RATE_LIMITED);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_cmpuint (fixture->logins, ==, 0);
  g_clear_error (&error);

  send (session, TW_PRIORITY_PERSON, NULL, &person);
  TW_WAIT_FOR (person != NULL);
  reply = tw_session_send_finish (session, person, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (fixture->logins, ==, 1);
}

/* A login that background work has begun does not make a person wait in its line. */
static void
test_overtake (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TwRateBudget) budget = tw_rate_budget_new (NULL, 20, 0);
  g_autoptr (TwSession) session = new_session (fixture, budget);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) background = NULL;
  g_autoptr (GAsyncResult) person = NULL;
  g_autoptr (TwReply) none = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  use_up (budget, 18);
  send (session, TW_PRIORITY_DETAIL, cancellable, &background);
  send (session, TW_PRIORITY_PERSON, NULL, &person);
  TW_WAIT_FOR (person != NULL);
  reply = tw_session_send_finish (session, person, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (fixture->logins, ==, 1);
  g_assert_cmpuint (fixture->calls, ==, 1);

  /* With the same token it waits for the next minute. */
  g_assert_null (background);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (background != NULL);
  none = tw_session_send_finish (session, background, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One that is turned away is tried again, and noted, whoever says that there are too many calls. */
static void
test_throttled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TwRateBudget) budget = tw_rate_budget_new (NULL, 60, 0);
  g_autoptr (TwSession) session = new_session (fixture, budget);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  TwRateStatus status;

  fixture->n_refused = 1;
  send (session, TW_PRIORITY_FRESH, NULL, &result);
  TW_WAIT_FOR (result != NULL);
  reply = tw_session_send_finish (session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (fixture->logins, ==, 2);
  tw_rate_budget_get_status (budget, &status);
  g_assert_cmpuint (status.pace, <, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/net/login/reserve", Fixture, NULL, set_up, test_reserve, tear_down);
  g_test_add ("/net/login/overtake", Fixture, NULL, set_up, test_overtake, tear_down);
  g_test_add ("/net/login/throttled", Fixture, NULL, set_up, test_throttled, tear_down);

  return g_test_run ();
}
