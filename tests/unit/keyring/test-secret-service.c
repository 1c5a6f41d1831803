/* test-secret-service.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "keyring/tw-secret-store.h"
#include "support/tw-test-support.h"

#include <string.h>

/* Run by test-secret-service.sh, once for each state that a real keyring can be in. */

typedef struct
{
  const char         *name;
  TwSecretStoreState  state;
} Situation;

static const Situation SITUATIONS[] = {
  { "open", TW_SECRET_STORE_READY },
  { "locked", TW_SECRET_STORE_LOCKED },
  { "no-keyring", TW_SECRET_STORE_NO_KEYRING },
  { "no-service", TW_SECRET_STORE_NO_SERVICE },
  { "no-bus", TW_SECRET_STORE_NO_SERVICE },
};

static const Situation *situation;

static gboolean
store (TwSecretStore  *secrets,
       GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_secret_store_store_async (secrets,
                               "north",
                               "s3same-password",
                               "s3same-key",
                               NULL,
                               tw_test_store_result,
                               &result);
  TW_WAIT_FOR (result != NULL);

  return tw_secret_store_store_finish (secrets, result, error);
}

static TwSecrets *
lookup (TwSecretStore  *secrets,
        GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_secret_store_lookup_async (secrets, "north", NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_secret_store_lookup_finish (secrets, result, error);
}

static gboolean
clear (TwSecretStore  *secrets,
       GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_secret_store_clear_async (secrets, "north", NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_secret_store_clear_finish (secrets, result, error);
}

static void
check_store_error (GError **error)
{
  g_assert_error (*error, TW_ERROR, TW_ERROR_STORE);
  g_assert_cmpstr ((*error)->message, ==, tw_secret_store_state_explain (situation->state));
  g_assert_null (strstr ((*error)->message, "s3same"));
  g_clear_error (error);
}

static void
test_state (void)
{
  g_autoptr (TwSecretStore) secrets = tw_secret_store_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwSecretStoreState state = TW_SECRET_STORE_READY;

  tw_secret_store_check_async (secrets, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_secret_store_check_finish (secrets, result, &state, &error));
  g_assert_no_error (error);
  g_assert_cmpint (state, ==, situation->state);
}

static void
test_open (TwSecretStore *secrets)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwSecrets) missing = lookup (secrets, &error);
  g_autoptr (TwSecrets) kept = NULL;
  g_autoptr (TwSecrets) gone = NULL;

  g_assert_null (missing);
  g_assert_error (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED);
  g_clear_error (&error);

  g_assert_true (store (secrets, &error));
  g_assert_no_error (error);
  kept = lookup (secrets, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->password, ==, "s3same-password");
  g_assert_cmpstr (kept->key, ==, "s3same-key");

  g_assert_true (clear (secrets, &error));
  g_assert_no_error (error);
  g_assert_true (clear (secrets, &error));
  g_assert_no_error (error);
  gone = lookup (secrets, &error);
  g_assert_null (gone);
  g_assert_error (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED);
}

static void
test_use (void)
{
  g_autoptr (TwSecretStore) secrets = tw_secret_store_new ();
  g_autoptr (GError) error = NULL;

  if (situation->state == TW_SECRET_STORE_READY)
    {
      test_open (secrets);
      return;
    }

  g_assert_null (lookup (secrets, &error));
  check_store_error (&error);
  g_assert_false (store (secrets, &error));
  check_store_error (&error);

  /* Where nothing can be, nothing need be cleared. */
  if (situation->state == TW_SECRET_STORE_NO_KEYRING)
    {
      g_assert_true (clear (secrets, &error));
      g_assert_no_error (error);
    }
  else
    {
      g_assert_false (clear (secrets, &error));
      check_store_error (&error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *state_path = NULL;
  g_autofree char *use_path = NULL;

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (SITUATIONS); i++)
    if (argc == 2 && g_str_equal (argv[1], SITUATIONS[i].name))
      situation = &SITUATIONS[i];
  if (situation == NULL)
    g_error ("Say which situation this is");

  state_path = g_strdup_printf ("/keyring/%s/state", situation->name);
  use_path = g_strdup_printf ("/keyring/%s/use", situation->name);
  g_test_add_func (state_path, test_state);
  g_test_add_func (use_path, test_use);

  return g_test_run ();
}
