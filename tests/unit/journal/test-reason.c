/* test-reason.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "base/tw-error.h"
#include "journal/tw-reason.h"

#include <string.h>

static TwJson *
parse (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  TwJson *json = tw_json_parse (quoted, -1, &error);

  g_assert_no_error (error);

  return json;
}

/* Each has a sentence of its own, which says all of its values, and comes back from the file as what it was. */
static void
test_all (void)
{
  g_autoptr (GEnumClass) reasons = g_type_class_ref (TW_TYPE_REASON);
  g_autoptr (GHashTable) sentences = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < reasons->n_values; i++)
    {
      g_autoptr (TwJson) plain = tw_reason_new (reasons->values[i].value, NULL);
      g_autoptr (TwJson) full = tw_reason_new (reasons->values[i].value, "[1]", "[2]", "[3]", "[4]", NULL);
      g_autofree char *stored = tw_json_to_string (full, FALSE);
      g_autoptr (TwJson) read = parse (stored);
      const char *format = tw_reason_get_format (plain);
      g_autofree char *text = NULL;
      guint n_values = 0;

      g_assert_nonnull (format);
      g_assert_true (g_hash_table_add (sentences, (gpointer) format));
      g_assert_true (tw_reason_get_format (read) == format);

      for (const char *place = strchr (format, '%'); place != NULL; place = strchr (place + 1, '%'))
        {
          g_assert_cmpint (place[1], ==, 's');
          n_values++;
        }
      g_assert_cmpuint (n_values, <=, 4);

      text = tw_reason_dup_english (read);
      for (guint k = 1; k <= 4; k++)
        {
          g_autofree char *value = g_strdup_printf ("[%u]", k);

          g_assert_true ((strstr (text, value) != NULL) == (k <= n_values));
        }
    }
}

/* What a file says is put in as it is, and as far as it is there. */
static void
test_fill (void)
{
  static const struct
  {
    const char *reason;
    const char *format;
    const char *text;
  } cases[] = {
    { "{'code':'sent-again','values':['7','8']}", "%s, then %s", "7, then 8" },
    { "{'code':'sent-again','values':['7','8']}", "%2$s after %1$s", "8 after 7" },
    { "{'code':'sent-again','values':['7']}", "%s, then %s.", "7, then ." },
    { "{'code':'sent-again','values':['7', 8]}", "%s, then %s.", "7, then ." },
    { "{'code':'sent-again','values':'7'}", "%s.", "." },
    { "{'code':'sent-again'}", "%0$s%9$s.", "." },
    { "{'code':'taken','values':['%n%s%1000d']}", "%s.", "%n%s%1000d." },
    { "{'code':'taken','values':['7']}", "100 % of %s, %d %", "100 % of 7, %d %" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwJson) reason = parse (cases[i].reason);
      g_autofree char *text = tw_reason_fill (reason, cases[i].format);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* A newer release may have written it: then its English text is what there is. */
static void
test_foreign (void)
{
  static const char *const reasons[] = { "{'code':'of-tomorrow'}", "{'code':7}", "{}", "[]", "'taken'", "null" };

  g_assert_null (tw_reason_get_format (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (TwJson) reason = parse (reasons[i]);

      g_assert_null (tw_reason_get_format (reason));
    }
}

/* It goes wherever the error goes. */
static void
test_error (void)
{
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_NO_ENTRY, "12", NULL);
  g_autoptr (GError) error = tw_reason_to_error (reason, TW_ERROR_NOT_FOUND);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) plain = g_error_new_literal (TW_ERROR, TW_ERROR_SERVER, "Nobody there");
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, 0, "No file");

  g_assert_error (copy, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_assert_cmpstr (copy->message, ==, "The journal has no entry 12");
  g_clear_error (&error);
  g_assert_true (tw_json_equal (tw_error_get_reason (copy), reason));
  tw_error_set_reason (copy, NULL);
  g_assert_null (tw_error_get_reason (copy));
  g_assert_null (tw_error_get_reason (plain));
  g_assert_null (tw_error_get_reason (foreign));
  g_assert_null (tw_error_get_reason (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/reason/all", test_all);
  g_test_add_func ("/journal/reason/fill", test_fill);
  g_test_add_func ("/journal/reason/foreign", test_foreign);
  g_test_add_func ("/journal/reason/error", test_error);

  return g_test_run ();
}
