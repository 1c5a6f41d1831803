/* test-csv.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-csv.h"

static char *
write_cell (const char *text)
{
  g_autoptr (TwCsvWriter) writer = tw_csv_writer_new ();

  tw_csv_writer_add_cell (writer, text);

  return tw_csv_writer_steal_chunk (writer);
}

static void
test_rows (void)
{
  g_autoptr (TwCsvWriter) writer = tw_csv_writer_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *nothing = NULL;

  tw_csv_writer_add_cell (writer, "a");
  tw_csv_writer_add_cell (writer, NULL);
  tw_csv_writer_add_cell (writer, "");
  tw_csv_writer_add_cell (writer, "b");
  tw_csv_writer_end_row (writer);
  first = tw_csv_writer_steal_chunk (writer);
  g_assert_cmpstr (first, ==, "a,,,b\r\n");

  tw_csv_writer_add_cell (writer, "1");
  tw_csv_writer_end_row (writer);
  tw_csv_writer_add_cell (writer, "2");
  tw_csv_writer_end_row (writer);
  second = tw_csv_writer_steal_chunk (writer);
  g_assert_cmpstr (second, ==, "1\r\n2\r\n");

  nothing = tw_csv_writer_steal_chunk (writer);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_quoting (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { "plain", "plain" },
    { "Lima, Perú", "\"Lima, Perú\"" },
    { "the \"best\"", "\"the \"\"best\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "two\r\nlines", "\"two\r\nlines\"" },
    { "\"", "\"\"\"\"" },
    { " spaces ", " spaces " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = write_cell (cases[i].text);

      g_assert_cmpstr (cell, ==, cases[i].cell);
    }
}

static void
test_formulas (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0" },
    { "+SUM(A1)", "'+SUM(A1)" },
    { "-2+3", "'-2+3" },
    { "@here", "'@here" },
    { "\t=1", "'\t=1" },
    { "\r=1", "\"'\r=1\"" },
    { "=1,2", "\"'=1,2\"" },
    { "=\"x\"", "\"'=\"\"x\"\"\"" },
    { "-", "'-" },
    { "-12.50", "-12.50" },
    { "-0.0001", "-0.0001" },
    { "a=b", "a=b" },
    { "12-3", "12-3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = write_cell (cases[i].text);

      g_assert_cmpstr (cell, ==, cases[i].cell);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/quoting", test_quoting);
  g_test_add_func ("/csv/formulas", test_formulas);

  return g_test_run ();
}
