/* test-problem.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-entry-text.h"
#include "tw-problem.h"

#include "support/tw-test-support.h"

#include <glib/gi18n.h>
#include <string.h>

static void
test_recovery (void)
{
  g_autoptr (GError) sign_in = g_error_new_literal (TW_ERROR, TW_ERROR_AUTH_REQUIRED, "401");
  g_autoptr (GError) offline = g_error_new_literal (TW_ERROR, TW_ERROR_OFFLINE, "no route");
  g_autoptr (GError) gone = g_error_new_literal (TW_ERROR, TW_ERROR_NOT_FOUND, "404");
  g_autoptr (GError) local = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "disk full");

  g_assert_cmpint (tw_problem_get_recovery (sign_in), ==, TW_RECOVERY_SIGN_IN);
  g_assert_cmpint (tw_problem_get_recovery (offline), ==, TW_RECOVERY_RETRY);
  g_assert_cmpint (tw_problem_get_recovery (gone), ==, TW_RECOVERY_NONE);
  g_assert_cmpint (tw_problem_get_recovery (local), ==, TW_RECOVERY_RETRY);
}

/* What support asks for is there, and what the marketplace said is not lost. */
static void
test_text (void)
{
  g_autoptr (GError) error = g_error_new_literal (TW_ERROR, TW_ERROR_SERVER, "Provisioning is in progress");
  g_autofree char *text = NULL;

  tw_error_set_correlation_id (error, "a8n-1234");
  text = tw_problem_dup_text (error);
  g_assert_nonnull (strstr (text, "Provisioning is in progress"));
  g_assert_nonnull (strstr (text, "a8n-1234"));
}

static void
test_every_code (void)
{
  for (int code = TW_ERROR_AUTH_REQUIRED; code <= TW_ERROR_STORE; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (TW_ERROR, code, "x");

      g_assert_cmpstr (tw_problem_get_title (error), !=, "Something Went Wrong");
      g_assert_true (g_str_has_suffix (tw_problem_get_icon_name (error), "-symbolic"));
    }
}


/* What the journal says is said in the person's language, with the translations of the build. */
static void
test_reason (void)
{
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_TRIED_BEFORE_AS, "4", "1184220", NULL);
  g_autoptr (GError) error = tw_reason_to_error (reason, TW_ERROR_CONFLICT);
  g_autofree char *text = NULL;
  g_autofree char *quoted = NULL;

  if (!tw_test_speak_spanish ())
    {
      g_test_skip ("no locale of this machine can be translated");
      return;
    }

  text = tw_problem_dup_text (error);
  g_assert_nonnull (strstr (text, "La entrada 4 del registro"));
  g_assert_nonnull (strstr (text, "pedido 1184220"));
  g_assert_null (strstr (text, "Nothing was sent"));
  quoted = tw_entry_text_dup_reason (NULL, "Provisioning is in progress");
  g_assert_cmpstr (quoted, ==, "Provisioning is in progress");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/app/problem/recovery", test_recovery);
  g_test_add_func ("/app/problem/text", test_text);
  g_test_add_func ("/app/problem/every-code", test_every_code);
  g_test_add_func ("/app/problem/reason", test_reason);

  return g_test_run ();
}
