/* test-text.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/tw-cli-text.h"

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    const char *line;
    const char *lines;
  } cases[] = {
    { "plain, größer, 東京", "plain, größer, 東京", "plain, größer, 東京" },
    { "\033[31mred", "\uFFFD[31mred", "\uFFFD[31mred" },
    { "one\ntwo", "one↵two", "one\ntwo" },
    { "one\r\ntwo", "one↵two", "one\ntwo" },
    { "one\rtwo", "one↵two", "one↵two" },
    { "a\tb", "a b", "a\tb" },
    { "\302\2332J", "\uFFFD2J", "\uFFFD2J" },
    { "\342\200\256abc", "\uFFFDabc", "\uFFFDabc" },
    { "\342\201\247abc", "\uFFFDabc", "\uFFFDabc" },
    { "broken \377", "broken \uFFFD", "broken \uFFFD" },
    { "\177", "\uFFFD", "\uFFFD" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = tw_cli_text_clean (cases[i].text, -1, FALSE);
      g_autofree char *lines = tw_cli_text_clean (cases[i].text, -1, TRUE);

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_cmpstr (lines, ==, cases[i].lines);
    }
}

static void
test_width (void)
{
  g_assert_cmpuint (tw_cli_text_width (""), ==, 0);
  g_assert_cmpuint (tw_cli_text_width ("abc"), ==, 3);
  g_assert_cmpuint (tw_cli_text_width ("größe"), ==, 5);
  g_assert_cmpuint (tw_cli_text_width ("東京"), ==, 4);
  /* An e with a combining accent, and a joiner that takes no place. */
  g_assert_cmpuint (tw_cli_text_width ("e\u0301"), ==, 1);
  g_assert_cmpuint (tw_cli_text_width ("a\u200db"), ==, 2);
}

static void
test_fit (void)
{
  static const struct
  {
    const char *text;
    guint       width;
    const char *fitted;
  } cases[] = {
    { "abc", 3, "abc" },
    { "abcd", 3, "ab…" },
    { "abcd", 1, "…" },
    { "東京都", 6, "東京都" },
    { "東京都", 5, "東京…" },
    { "東京都", 4, "東…" },
    { "e\u0301e\u0301e\u0301", 2, "e\u0301…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fitted = tw_cli_text_fit (cases[i].text, cases[i].width);

      g_assert_cmpstr (fitted, ==, cases[i].fitted);
      g_assert_cmpuint (tw_cli_text_width (fitted), <=, cases[i].width);
    }
}

static void
test_escape (void)
{
  g_autofree char *escaped = tw_cli_text_escape ("{\"a\":\"é\302\233\342\200\256\177\u2028\"}\n");

  g_assert_cmpstr (escaped, ==, "{\"a\":\"é\\u009b\\u202e\\u007f\\u2028\"}\n");
}

static void
test_wrap (void)
{
  g_autofree char *wrapped = tw_cli_text_wrap ("one two three\n\nfour", 2, 9);
  g_autofree char *narrow = tw_cli_text_wrap ("unbreakable word", 0, 4);

  g_assert_cmpstr (wrapped, ==, "  one two\n  three\n\n  four\n");
  g_assert_cmpstr (narrow, ==, "unbreakable\nword\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/width", test_width);
  g_test_add_func ("/text/fit", test_fit);
  g_test_add_func ("/text/escape", test_escape);
  g_test_add_func ("/text/wrap", test_wrap);

  return g_test_run ();
}
