/* test-session.c
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

/* A marketplace that gives out numbered tokens and takes only the newest. */
typedef struct
{
  TwTestServer      *server;
  TestAuthenticator *authenticator;
  TwRateBudget      *budget;
  TwSession         *session;
  guint              logins;
  guint              calls;
  char              *token;
  gboolean           refuse_token;
  TwTestAnswer       login_answer;
  guint              bad_logins;
  TwTestAnswer       bad_answer;
  guint              bad_calls;
} Fixture;

static void
answer_cb (const TwTestCall *call,
           TwTestAnswer     *answer,
           gpointer          user_data)
{
  Fixture *fixture = user_data;
  const char *token = g_hash_table_lookup (call->headers, "x-token");

  if (strcmp (call->path, "/token") == 0)
    {
      fixture->logins++;
      g_assert_null (token);
      if (fixture->bad_logins > 0)
        {
          fixture->bad_logins--;
          *answer = fixture->login_answer;
          return;
        }
      g_free (fixture->token);
      fixture->token = g_strdup_printf ("token-%u", fixture->logins);
      answer->body = fixture->token;
      return;
    }

  fixture->calls++;
  if (fixture->refuse_token || g_strcmp0 (token, fixture->token) != 0)
    {
      answer->status = 401;
    }
  else if (fixture->bad_calls > 0)
    {
      fixture->bad_calls--;
      *answer = fixture->bad_answer;
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (TwTransport) transport = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = tw_test_server_new (answer_cb, fixture);
  fixture->authenticator = g_object_new (TEST_TYPE_AUTHENTICATOR, NULL);
  transport = tw_transport_new (tw_test_server_get_url (fixture->server), NULL, &error);
  g_assert_no_error (error);
  fixture->budget = tw_rate_budget_new ("key", 0, 0);
  fixture->session = tw_session_new (transport, fixture->budget, TW_AUTHENTICATOR (fixture->authenticator));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->budget);
  g_assert_finalize_object (fixture->authenticator);
  tw_test_server_free (fixture->server);
  g_free (fixture->token);
}

static void
check_status (Fixture    *fixture,
              const char *method,
              guint       status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_session_send (fixture->session, method, "/orders", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, status);
}

static void
check_error (Fixture    *fixture,
             const char *method,
             int         code,
             TwEffect    effect)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = net_test_session_send (fixture->session, method, "/orders", &error);

  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, code);
  g_assert_cmpint (tw_error_get_effect (error), ==, effect);
}

static void
test_token_is_reused (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GDateTime) before = tw_session_dup_server_time (fixture->session);
  g_autoptr (GDateTime) after = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_assert_null (before);
  check_status (fixture, "GET", 200);
  check_status (fixture, "POST", 200);
  g_assert_cmpuint (fixture->logins, ==, 1);
  g_assert_cmpuint (fixture->calls, ==, 2);

  after = tw_session_dup_server_time (fixture->session);
  g_assert_nonnull (after);
  g_assert_cmpint (ABS (g_date_time_difference (after, now)), <, G_TIME_SPAN_MINUTE);
}

/* A token of 5 seconds is over half a second early, one of none at once. */
static void
test_token_ends (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture->authenticator->lifetime = 0;
  check_status (fixture, "GET", 200);
  fixture->authenticator->lifetime = 5;
  check_status (fixture, "GET", 200);
  check_status (fixture, "GET", 200);
  g_assert_cmpuint (fixture->calls, ==, 3);
  g_assert_cmpuint (fixture->logins, >=, 2);
  g_assert_cmpuint (fixture->logins, <=, 3);
}

static void
send_many (Fixture *fixture,
           guint    n_calls,
           guint    status)
{
  g_autofree GAsyncResult **results = g_new0 (GAsyncResult *, n_calls);
  g_autoptr (TwRequest) request = tw_request_new ("GET", "/orders");

  for (guint i = 0; i < n_calls; i++)
    tw_session_send_async (fixture->session, request, NULL, tw_test_store_result, &results[i]);
  for (guint i = 0; i < n_calls; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TwReply) reply = NULL;

      TW_WAIT_FOR (results[i] != NULL);
      reply = tw_session_send_finish (fixture->session, results[i], &error);
      if (status != 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (reply->status, ==, status);
        }
      else
        {
          g_assert_error (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED);
          g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
        }
      g_object_unref (results[i]);
    }
}

static void
test_one_login_for_all (Fixture       *fixture,
                        gconstpointer  data)
{
  send_many (fixture, 30, 200);
  g_assert_cmpuint (fixture->logins, ==, 1);
  g_assert_cmpuint (fixture->calls, ==, 30);
}

/* The token is called back: those calls that meet a 401 are replayed once, and one logs in for all. */
static void
test_one_login_after_401 (Fixture       *fixture,
                          gconstpointer  data)
{
  check_status (fixture, "GET", 200);
  g_free (fixture->token);
  fixture->token = g_strdup ("called back");
  send_many (fixture, 8, 200);
  g_assert_cmpuint (fixture->logins, ==, 2);
  g_assert_cmpuint (fixture->calls, >, 1 + 8);
  g_assert_cmpuint (fixture->calls, <=, 1 + 16);
}

static void
test_write_after_401 (Fixture       *fixture,
                      gconstpointer  data)
{
  check_status (fixture, "GET", 200);
  g_free (fixture->token);
  fixture->token = g_strdup ("called back");
  check_status (fixture, "POST", 200);
  g_assert_cmpuint (fixture->logins, ==, 2);
  g_assert_cmpuint (fixture->calls, ==, 3);
}

/* A 401 that a fresh token does not cure is the answer. */
static void
test_401_again (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->refuse_token = TRUE;
  check_status (fixture, "POST", 401);
  g_assert_cmpuint (fixture->calls, ==, 2);
  g_assert_cmpuint (fixture->logins, ==, 2);
}

/* Marketplaces lock accounts: a wrong password is tried once, until a person says so. */
static void
test_refused_login (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->login_answer = (TwTestAnswer) { .status = 401, .body = "{}" };
  fixture->bad_logins = 1;
  send_many (fixture, 5, 0);
  g_assert_cmpuint (fixture->logins, ==, 1);
  check_error (fixture, "GET", TW_ERROR_AUTH_REQUIRED, TW_EFFECT_NONE);
  g_assert_cmpuint (fixture->logins, ==, 1);
  g_assert_cmpuint (fixture->calls, ==, 0);

  tw_session_sign_in_async (fixture->session, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_session_sign_in_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->logins, ==, 2);
  check_status (fixture, "GET", 200);
  g_assert_cmpuint (fixture->logins, ==, 2);
}

/* A login that fails for another reason is begun anew by the next call, and by itself where that helps. */
static void
test_failed_login (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture->login_answer = (TwTestAnswer) { .status = 500, .body = "{}" };
  fixture->bad_logins = 1;
  check_error (fixture, "POST", TW_ERROR_SERVER, TW_EFFECT_NONE);
  check_status (fixture, "POST", 200);
  g_assert_cmpuint (fixture->logins, ==, 2);
}

static void
test_cut_login (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->login_answer = (TwTestAnswer) { .fault = TW_TEST_FAULT_CUT };
  fixture->bad_logins = 2;
  check_status (fixture, "POST", 200);
  g_assert_cmpuint (fixture->logins, ==, 3);
  g_assert_cmpuint (fixture->calls, ==, 1);
}

/* What is wrong, and the answers after which a read is sent again. */
static void
test_read_again (Fixture       *fixture,
                 gconstpointer  data)
{
  const TwTestAnswer answers[] = {
    { .status = 429, .body = "{}", .headers = "Retry-After: 0" },
    { .status = 429, .body = "{}", .headers = "Retry-After: 0\nX-Gateway: yes" },
    { .status = 502, .body = "<html>" },
    { .status = 503, .body = "{}", .headers = "Retry-After: 0" },
    { .status = 504, .body = "<html>" },
    { .status = 200, .body = "{", .fault = TW_TEST_FAULT_TRUNCATE },
    { .status = 200, .fault = TW_TEST_FAULT_CUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      guint before = fixture->calls;

      fixture->bad_answer = answers[i];
      fixture->bad_calls = 1;
      check_status (fixture, "GET", 200);
      g_assert_cmpuint (fixture->calls - before, >=, 2);
      g_assert_cmpuint (fixture->calls - before, <=, 3);
    }
  g_assert_cmpuint (fixture->logins, ==, 1);
}

static void
test_read_gives_up (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture->bad_answer = (TwTestAnswer) { .status = 503, .body = "{}", .headers = "Retry-After: 0" };
  fixture->bad_calls = 100;
  check_status (fixture, "GET", 503);
  g_assert_cmpuint (fixture->calls, ==, 5);

  fixture->bad_answer.headers = "Retry-After: 3600";
  check_status (fixture, "GET", 503);
  g_assert_cmpuint (fixture->calls, ==, 6);
}

/* After any of these a write may have had its effect: it is sent once. */
static void
test_write_is_not_sent_again (Fixture       *fixture,
                              gconstpointer  data)
{
  const TwTestAnswer answers[] = {
    { .status = 429, .body = "{}", .headers = "Retry-After: 0" },
    { .status = 500, .body = "{}" },
    { .status = 502, .body = "<html>" },
    { .status = 503, .body = "{}", .headers = "Retry-After: 0" },
    { .status = 504, .body = "<html>" },
    { .status = 200, .body = "{", .fault = TW_TEST_FAULT_TRUNCATE },
    { .status = 200, .fault = TW_TEST_FAULT_CUT },
  };
  const char *const methods[] = { "POST", "PUT", "PATCH", "DELETE" };

  check_status (fixture, "GET", 200);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (methods); j++)
        {
          guint before = fixture->calls;

          fixture->bad_answer = answers[i];
          fixture->bad_calls = 1;
          if (answers[i].fault == TW_TEST_FAULT_NONE)
            check_status (fixture, methods[j], answers[i].status);
          else
            check_error (fixture, methods[j], TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN);
          g_assert_cmpuint (fixture->calls - before, ==, 1);
        }
    }
}

/* The gateway turned it away unread: sent again, after the wait it asks for. */
static void
test_throttled_write (Fixture       *fixture,
                      gconstpointer  data)
{
  gint64 begin = g_get_monotonic_time ();

  check_status (fixture, "GET", 200);
  fixture->bad_answer = (TwTestAnswer) {
    .status = 429, .body = "{}", .headers = "Retry-After: 1\nX-Gateway: yes",
  };
  fixture->bad_calls = 1;
  check_status (fixture, "POST", 200);
  g_assert_cmpuint (fixture->calls, ==, 3);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 950 * 1000);
}

static gboolean
is_quota_over (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  TwRateStatus status;

  tw_rate_budget_refresh_async (fixture->budget, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_rate_budget_get_status (fixture->budget, &status);

  return status.quota_over;
}

/* The gateway's answer that the day's calls are used up is the caller's as it is, and ends background work; the
 * platform's 403 does not. */
static void
test_out_of_calls (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture->bad_answer = (TwTestAnswer) { .status = 403, .body = "{}" };
  fixture->bad_calls = 1;
  check_status (fixture, "GET", 403);
  g_assert_false (is_quota_over (fixture));

  fixture->bad_answer.headers = "X-Gateway: yes";
  fixture->bad_calls = 1;
  check_status (fixture, "GET", 403);
  g_assert_true (is_quota_over (fixture));
  g_assert_cmpuint (fixture->calls, ==, 2);

  check_status (fixture, "GET", 200);
  TW_WAIT_FOR (!is_quota_over (fixture));
}

static void
test_cancel_in_pause (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TwRequest) request = tw_request_new ("GET", "/orders");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  guint rounds = 0;

  fixture->bad_answer = (TwTestAnswer) { .status = 503, .body = "{}", .headers = "Retry-After: 80" };
  fixture->bad_calls = 1;
  tw_session_send_async (fixture->session, request, cancellable, tw_test_store_result, &result);
  TW_WAIT_FOR (fixture->calls == 1);
  /* Time for the answer to arrive. */
  TW_WAIT_FOR (rounds++ > 10);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  reply = tw_session_send_finish (fixture->session, result, &error);
  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One who leaves the wait for a login does not take it from the others. */
static void
test_cancel_in_login (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TwRequest) request = tw_request_new ("GET", "/orders");
  g_autoptr (GAsyncResult) leaver = NULL;
  g_autoptr (GAsyncResult) stayer = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  tw_session_send_async (fixture->session, request, cancellable, tw_test_store_result, &leaver);
  tw_session_send_async (fixture->session, request, NULL, tw_test_store_result, &stayer);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (leaver != NULL && stayer != NULL);

  g_assert_null (tw_session_send_finish (fixture->session, leaver, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  reply = tw_session_send_finish (fixture->session, stayer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (fixture->logins, ==, 1);
}

/* The server is gone: a write that was never sent is tried again for a moment, then reported without effect. */
static void
test_unreachable (void)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", tw_test_unused_port ());
  g_autoptr (GError) error = NULL;
  g_autoptr (TwTransport) transport = tw_transport_new (url, NULL, &error);
  g_autoptr (TwRateBudget) budget = tw_rate_budget_new ("key", 0, 0);
  g_autoptr (TestAuthenticator) authenticator = g_object_new (TEST_TYPE_AUTHENTICATOR, NULL);
  g_autoptr (TwSession) session = tw_session_new (transport, budget, TW_AUTHENTICATOR (authenticator));
  g_autoptr (TwReply) reply = net_test_session_send (session, "POST", "/orders", &error);

  g_assert_null (reply);
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_cmpuint (net_test_count_calls (budget), >=, 2);
}

#define ADD(name, function) \
  g_test_add ("/net/session/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("token-is-reused", test_token_is_reused);
  ADD ("token-ends", test_token_ends);
  ADD ("one-login-for-all", test_one_login_for_all);
  ADD ("one-login-after-401", test_one_login_after_401);
  ADD ("write-after-401", test_write_after_401);
  ADD ("401-again", test_401_again);
  ADD ("refused-login", test_refused_login);
  ADD ("failed-login", test_failed_login);
  ADD ("cut-login", test_cut_login);
  ADD ("read-again", test_read_again);
  ADD ("read-gives-up", test_read_gives_up);
  ADD ("write-is-not-sent-again", test_write_is_not_sent_again);
  ADD ("throttled-write", test_throttled_write);
  ADD ("out-of-calls", test_out_of_calls);
  ADD ("cancel-in-pause", test_cancel_in_pause);
  ADD ("cancel-in-login", test_cancel_in_login);
  g_test_add_func ("/net/session/unreachable", test_unreachable);

  return g_test_run ();
}
