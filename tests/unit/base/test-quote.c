/* test-quote.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-quote.h"

static void
test_quote (void)
{
  static const struct
  {
    const char *text;
    const char *quoted;
  } cases[] = {
    { "", "“”" },
    { "12,30", "“12,30”" },
    { "Żółw €", "“Żółw €”" },
    { "two\nlines\t\x1b[31m", "“two�lines��[31m”" },
    { "a\xff" "b\xc3", "“a�b�”" },
    /* Right-to-left override, zero width space, line separator. */
    { "a\u202e" "b\u200b\u2028", "“a�b��”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = tw_quote (cases[i].text);

      g_assert_cmpstr (quoted, ==, cases[i].quoted);
    }
}

static void
test_length (void)
{
  g_autofree char *sixty = g_strnfill (60, 'x');
  g_autofree char *more = g_strnfill (1000000, 'x');
  g_autofree char *whole = tw_quote (sixty);
  g_autofree char *cut = tw_quote (more);
  g_autofree char *expected_whole = g_strdup_printf ("“%s”", sixty);
  g_autofree char *expected_cut = g_strdup_printf ("“%s…”", sixty);

  g_assert_cmpstr (whole, ==, expected_whole);
  g_assert_cmpstr (cut, ==, expected_cut);
}

/* A cut never falls inside a character, wherever the characters begin. */
static void
test_length_of_wide_characters (void)
{
  for (guint shift = 0; shift < 4; shift++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *quoted = NULL;

      for (guint i = 0; i < shift; i++)
        g_string_append_c (text, 'x');
      for (guint i = 0; i < 100; i++)
        g_string_append (text, "𝄞");

      quoted = tw_quote (text->str);
      g_assert_true (g_utf8_validate (quoted, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (quoted, -1), ==, 63);
      g_assert_null (g_strstr_len (quoted, -1, "�"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/quote/quote", test_quote);
  g_test_add_func ("/base/quote/length", test_length);
  g_test_add_func ("/base/quote/length-of-wide-characters", test_length_of_wide_characters);

  return g_test_run ();
}
