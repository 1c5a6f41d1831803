/* test-retry.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net/tw-retry-private.h"
#include "net-test.h"

/* More than any call is ever repeated. */
#define MANY 20

static guint
count_repeats (TwReply  *reply,
               gboolean  throttled,
               gboolean  read,
               guint    *total_ms)
{
  guint pause;
  guint repeats = 0;

  *total_ms = 0;
  while (repeats < MANY && tw_retry_reply (reply, throttled, read, repeats, &pause))
    {
      *total_ms += pause;
      repeats++;
    }

  return repeats;
}

static void
test_replies (void)
{
  guint total;

  for (guint status = 200; status < 600; status++)
    {
      g_autoptr (TwReply) reply = tw_reply_new (status, NULL, NULL);
      gboolean passing = status == 502 || status == 503 || status == 504;
      guint repeats = count_repeats (reply, FALSE, TRUE, &total);

      g_assert_cmpuint (repeats > 0, ==, passing);
      g_assert_cmpuint (repeats, <, MANY);
      g_assert_cmpuint (total, <, 20 * 1000);
      g_assert_cmpuint (count_repeats (reply, FALSE, FALSE, &total), ==, 0);
    }
}

static void
test_throttled (void)
{
  g_autoptr (TwReply) reply = tw_reply_new (429, NULL, NULL);
  guint total;

  g_assert_cmpuint (count_repeats (reply, TRUE, FALSE, &total), >, 0);
  g_assert_cmpuint (count_repeats (reply, TRUE, FALSE, &total), <, MANY);
  g_assert_cmpuint (total, ==, 0);
  reply->retry_after = 3600;
  g_assert_cmpuint (count_repeats (reply, TRUE, FALSE, &total), ==, 0);
}

static void
test_retry_after (void)
{
  g_autoptr (TwReply) reply = tw_reply_new (503, NULL, NULL);
  guint pause;

  reply->retry_after = 7;
  g_assert_true (tw_retry_reply (reply, FALSE, TRUE, 0, &pause));
  g_assert_cmpuint (pause, ==, 7000);
}

/* Calls that failed together must not come back together. */
static void
test_jitter (void)
{
  g_autoptr (TwReply) reply = tw_reply_new (503, NULL, NULL);
  g_autoptr (GHashTable) pauses = g_hash_table_new (NULL, NULL);
  guint pause;

  for (guint i = 0; i < 50; i++)
    {
      g_assert_true (tw_retry_reply (reply, FALSE, TRUE, 0, &pause));
      g_hash_table_add (pauses, GUINT_TO_POINTER (pause));
    }
  g_assert_cmpuint (g_hash_table_size (pauses), >, 10);
}

static gboolean
retried (TwFailure failure,
         TwEffect  effect,
         gboolean  read)
{
  g_autoptr (GError) error = g_error_new_literal (TW_ERROR, TW_ERROR_OFFLINE, "no answer");
  guint pause;

  tw_error_set_effect (error, effect);
  g_assert_false (tw_retry_failure (error, failure, read, MANY, &pause));

  return tw_retry_failure (error, failure, read, 0, &pause);
}

static void
test_failures (void)
{
  g_autoptr (GError) protocol = g_error_new_literal (TW_ERROR, TW_ERROR_PROTOCOL, "no HTTP");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  guint pause;

  g_assert_true (retried (TW_FAILURE_UNREACHABLE, TW_EFFECT_NONE, TRUE));
  g_assert_true (retried (TW_FAILURE_UNREACHABLE, TW_EFFECT_NONE, FALSE));
  g_assert_false (retried (TW_FAILURE_UNREACHABLE, TW_EFFECT_UNKNOWN, FALSE));
  g_assert_true (retried (TW_FAILURE_CUT, TW_EFFECT_UNKNOWN, TRUE));
  g_assert_false (retried (TW_FAILURE_CUT, TW_EFFECT_UNKNOWN, FALSE));
  g_assert_false (retried (TW_FAILURE_TIMED_OUT, TW_EFFECT_UNKNOWN, TRUE));
  g_assert_false (retried (TW_FAILURE_TIMED_OUT, TW_EFFECT_UNKNOWN, FALSE));
  g_assert_false (retried (TW_FAILURE_FINAL, TW_EFFECT_NONE, TRUE));
  g_assert_false (tw_retry_failure (protocol, TW_FAILURE_FINAL, TRUE, 0, &pause));
  g_assert_false (tw_retry_failure (cancelled, TW_FAILURE_CUT, TRUE, 0, &pause));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/retry/replies", test_replies);
  g_test_add_func ("/net/retry/throttled", test_throttled);
  g_test_add_func ("/net/retry/retry-after", test_retry_after);
  g_test_add_func ("/net/retry/jitter", test_jitter);
  g_test_add_func ("/net/retry/failures", test_failures);

  return g_test_run ();
}
