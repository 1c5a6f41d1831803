/* test-decimal-oracle.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "base/tw-decimal.h"
#include "base/tw-error.h"

/* Exact arithmetic compared with Python's decimal module, case by case; decimal-cases.py writes them. */

#define N_CASES 100000
#define SEED "20260715"

/* Enough to see a pattern, not enough to fill the log. */
#define MAX_REPORTED 20

typedef struct
{
  const char *python;
  const char *script;
} Options;

static TwDecimal
decimal (const char *text)
{
  g_autoptr (GError) error = NULL;
  TwDecimal parsed = { 0 };

  tw_decimal_parse (text, &parsed, &error);
  g_assert_no_error (error);

  return parsed;
}

static TwRounding
rounding (const char *name)
{
  if (g_str_equal (name, "half-even"))
    return TW_ROUND_HALF_EVEN;
  if (g_str_equal (name, "half-up"))
    return TW_ROUND_HALF_UP;
  g_assert_cmpstr (name, ==, "down");

  return TW_ROUND_DOWN;
}

static guint
scale (const char *text)
{
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

/* What the library makes of one case, in the words of the script. */
static char *
compute (char **fields)
{
  g_autoptr (GError) error = NULL;
  const char *operation = fields[0];
  TwDecimal out = { 0 };
  gboolean done;

  if (g_str_equal (operation, "parse"))
    done = tw_decimal_parse (fields[1], &out, &error);
  else if (g_str_equal (operation, "add"))
    done = tw_decimal_add (decimal (fields[1]), decimal (fields[2]), &out, &error);
  else if (g_str_equal (operation, "subtract"))
    done = tw_decimal_subtract (decimal (fields[1]), decimal (fields[2]), &out, &error);
  else if (g_str_equal (operation, "multiply"))
    done = tw_decimal_multiply (decimal (fields[1]), decimal (fields[2]), &out, &error);
  else if (g_str_equal (operation, "divide"))
    done = tw_decimal_divide (decimal (fields[1]), decimal (fields[2]),
                              scale (fields[3]), rounding (fields[4]), &out, &error);
  else if (g_str_equal (operation, "round"))
    done = tw_decimal_round (decimal (fields[1]), scale (fields[2]), rounding (fields[3]), &out, &error);
  else if (g_str_equal (operation, "compare"))
    return g_strdup_printf ("%d", tw_decimal_compare (decimal (fields[1]), decimal (fields[2])));
  else
    {
      g_assert_cmpstr (operation, ==, "negate");
      out = tw_decimal_negate (decimal (fields[1]));
      done = TRUE;
    }

  if (!done)
    {
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      return g_strdup ("error");
    }
  g_assert_no_error (error);

  return tw_decimal_to_string (out);
}

static void
test_oracle (gconstpointer user_data)
{
  const Options *options = user_data;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_compared = 0;
  guint n_different = 0;
  guint n_errors = 0;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                              options->python, options->script, G_STRINGIFY (N_CASES), SEED, NULL);
  g_assert_no_error (error);

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      g_autofree char *actual = NULL;
      g_auto (GStrv) fields = NULL;
      const char *expected;

      if (line == NULL)
        break;

      fields = g_strsplit (line, "\t", -1);
      expected = fields[g_strv_length (fields) - 1];
      actual = compute (fields);

      n_compared++;
      if (g_str_equal (expected, "error"))
        n_errors++;
      if (!g_str_equal (actual, expected) && n_different++ < MAX_REPORTED)
        g_test_message ("%s: got %s", line, actual);
    }
  g_assert_no_error (error);

  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);

  g_test_message ("%u cases compared, %u of them refused, %u different", n_compared, n_errors, n_different);
  g_assert_cmpuint (n_different, ==, 0);
  g_assert_cmpuint (n_compared, ==, N_CASES);
  /* Both sides of the limits are met often. */
  g_assert_cmpuint (n_errors, >, N_CASES / 20);
  g_assert_cmpuint (n_errors, <, N_CASES / 2);
}

int
main (int   argc,
      char *argv[])
{
  Options options;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  if (argc != 3)
    {
      g_printerr ("usage: %s PYTHON DECIMAL-CASES.PY\n", argv[0]);
      return 2;
    }
  options = (Options) { argv[1], argv[2] };

  g_test_add_data_func ("/base/decimal/oracle", &options, test_oracle);

  return g_test_run ();
}
