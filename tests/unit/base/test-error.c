/* test-error.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"

#include <gio/gio.h>

/* An error that nobody classified must not let an order be sent again. */
static void
test_defaults (void)
{
  g_autoptr (GError) error = g_error_new_literal (TW_ERROR, TW_ERROR_SERVER, "x");
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  const GError *errors[] = { error, foreign, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_cmpint (tw_error_get_effect (errors[i]), ==, TW_EFFECT_UNKNOWN);
      g_assert_cmpuint (tw_error_get_http_status (errors[i]), ==, 0);
      g_assert_cmpint (tw_error_get_retry_after (errors[i]), ==, -1);
      g_assert_null (tw_error_get_correlation_id (errors[i]));
      g_assert_null (tw_error_get_fields (errors[i]));
    }
}

static void
assert_filled (const GError *error)
{
  TwFieldError *second = NULL;

  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_REFUSED);
  g_assert_cmpuint (tw_error_get_http_status (error), ==, 400);
  g_assert_cmpint (tw_error_get_retry_after (error), ==, 7);
  g_assert_cmpstr (tw_error_get_correlation_id (error), ==, "a8n-2");
  g_assert_cmpuint (tw_error_get_fields (error)->len, ==, 2);
  second = g_ptr_array_index (tw_error_get_fields (error), 1);
  g_assert_cmpstr (second->field, ==, "address.postalCode");
  g_assert_cmpstr (second->message, ==, "too short");
}

/* Everything travels with copies and survives context put in front. */
static void
test_copy (void)
{
  GError *error = g_error_new_literal (TW_ERROR, TW_ERROR_VALIDATION, "x");
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) moved = NULL;

  tw_error_set_effect (error, TW_EFFECT_REFUSED);
  tw_error_set_http_status (error, 400);
  tw_error_set_retry_after (error, 7);
  tw_error_set_correlation_id (error, "a8n-1");
  tw_error_set_correlation_id (error, "a8n-2");
  tw_error_add_field (error, "name", "missing");
  tw_error_add_field (error, "address.postalCode", "too short");

  copy = g_error_copy (error);
  g_propagate_prefixed_error (&moved, error, "In front: ");
  assert_filled (moved);
  assert_filled (copy);

  /* The copy is one: what is added to it stays there. */
  tw_error_add_field (copy, "other", "more");
  tw_error_set_correlation_id (copy, NULL);
  assert_filled (moved);
  g_assert_null (tw_error_get_correlation_id (copy));
}

static void
test_field_error (void)
{
  g_autoptr (TwFieldError) field = tw_field_error_new ("name", "missing");
  g_autoptr (TwFieldError) copy = g_boxed_copy (TW_TYPE_FIELD_ERROR, field);

  g_assert_true (copy != field && copy->field != field->field);
  g_assert_cmpstr (copy->field, ==, "name");
  g_assert_cmpstr (copy->message, ==, "missing");
}

static void
test_exit (void)
{
  static const struct
  {
    TwError code;
    TwExit  exit;
  } cases[] = {
    { TW_ERROR_AUTH_REQUIRED, TW_EXIT_SIGN_IN },    { TW_ERROR_FORBIDDEN, TW_EXIT_REFUSED },
    { TW_ERROR_NOT_FOUND, TW_EXIT_REFUSED },        { TW_ERROR_CONFLICT, TW_EXIT_REFUSED },
    { TW_ERROR_VALIDATION, TW_EXIT_REFUSED },       { TW_ERROR_RATE_LIMITED, TW_EXIT_OUT_OF_REACH },
    { TW_ERROR_SERVER, TW_EXIT_OUT_OF_REACH },      { TW_ERROR_PROTOCOL, TW_EXIT_FAILED },
    { TW_ERROR_OFFLINE, TW_EXIT_OUT_OF_REACH },     { TW_ERROR_STORE, TW_EXIT_FAILED },
  };
  g_autoptr (GError) usage = g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "x");
  g_autoptr (GError) io = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) strange = g_error_new_literal (TW_ERROR, 999, "x");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (TW_ERROR, cases[i].code, "x");

      g_assert_cmpint (tw_error_to_exit (error), ==, cases[i].exit);
    }
  g_assert_cmpint (tw_error_to_exit (NULL), ==, TW_EXIT_DONE);
  g_assert_cmpint (tw_error_to_exit (usage), ==, TW_EXIT_USAGE);
  g_assert_cmpint (tw_error_to_exit (io), ==, TW_EXIT_FAILED);
  g_assert_cmpint (tw_error_to_exit (strange), ==, TW_EXIT_FAILED);

  /* Scripts rely on the numbers. */
  g_assert_cmpint (TW_EXIT_SIGN_IN, ==, 3);
  g_assert_cmpint (TW_EXIT_OUT_OF_REACH, ==, 4);
  g_assert_cmpint (TW_EXIT_REFUSED, ==, 5);
  g_assert_cmpint (TW_EXIT_UNKNOWN, ==, 6);
  g_assert_cmpint (TW_EXIT_INCOMPLETE, ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/error/defaults", test_defaults);
  g_test_add_func ("/base/error/copy", test_copy);
  g_test_add_func ("/base/error/field-error", test_field_error);
  g_test_add_func ("/base/error/exit", test_exit);

  return g_test_run ();
}
