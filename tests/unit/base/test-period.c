/* test-period.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-date.h"

#include "base/tw-error.h"

static void
test_parse (void)
{
  static const struct
  {
    const char   *text;
    TwPeriodUnit  unit;
    int           count;
  } cases[] = {
    { "P1D", TW_PERIOD_DAY, 1 },
    { "P14D", TW_PERIOD_DAY, 14 },
    { "P1M", TW_PERIOD_MONTH, 1 },
    { "P36M", TW_PERIOD_MONTH, 36 },
    { "P1Y", TW_PERIOD_YEAR, 1 },
    { "P9999Y", TW_PERIOD_YEAR, 9999 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      TwPeriodUnit unit;
      int count;

      g_assert_true (tw_period_parse (cases[i].text, &unit, &count, &error));
      g_assert_no_error (error);
      g_assert_cmpint (unit, ==, cases[i].unit);
      g_assert_cmpint (count, ==, cases[i].count);

      text = tw_period_to_string (unit, count);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_parse_refused (void)
{
  static const char *const texts[] = {
    "", "P", "1Y", "PY", "P1", "p1y", "P1y", "P0M", "P00D", "P-1M", "P+1M", "P1.5Y", "P1W", "PT1M", "P1Y6M",
    "P1M ", " P1M", "P10000D", "P4294967297D", "P99999999999999999999M", "P\xd9\xa1M", "\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (texts[i], NULL);
      TwPeriodUnit unit = TW_PERIOD_STATEMENT_DAY;
      int count = 42;

      g_test_message ("parsing “%s”", escaped);
      g_assert_false (tw_period_parse (texts[i], &unit, &count, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (unit, ==, TW_PERIOD_STATEMENT_DAY);
      g_assert_cmpint (count, ==, 42);
    }
}

static void
test_unwritable (void)
{
  g_assert_null (tw_period_to_string (TW_PERIOD_STATEMENT_DAY, 1));
  g_assert_null (tw_period_to_string (TW_PERIOD_UNKNOWN, 1));
}

static void
test_add (void)
{
  static const struct
  {
    const char   *start;
    TwPeriodUnit  unit;
    int           count;
    const char   *end;
  } cases[] = {
    { "2026-10-02", TW_PERIOD_DAY, 0, "2026-10-02" },
    { "2026-10-31", TW_PERIOD_DAY, 1, "2026-11-01" },
    { "2026-01-01", TW_PERIOD_DAY, -1, "2025-12-31" },
    { "2028-02-28", TW_PERIOD_DAY, 1, "2028-02-29" },
    { "2026-01-31", TW_PERIOD_MONTH, 1, "2026-02-28" },
    { "2028-01-31", TW_PERIOD_MONTH, 1, "2028-02-29" },
    { "2026-01-31", TW_PERIOD_MONTH, 3, "2026-04-30" },
    { "2026-12-15", TW_PERIOD_MONTH, 1, "2027-01-15" },
    { "2026-01-15", TW_PERIOD_MONTH, -1, "2025-12-15" },
    { "2026-03-31", TW_PERIOD_MONTH, -13, "2025-02-28" },
    { "2026-05-31", TW_PERIOD_STATEMENT_DAY, 1, "2026-06-30" },
    { "2026-10-02", TW_PERIOD_YEAR, 1, "2027-10-02" },
    { "2028-02-29", TW_PERIOD_YEAR, 1, "2029-02-28" },
    { "2028-02-29", TW_PERIOD_YEAR, 4, "2032-02-29" },
    { "2028-02-29", TW_PERIOD_YEAR, -1, "2027-02-28" },
    { "2026-10-02", TW_PERIOD_UNKNOWN, 1, "2026-10-02" },
    /* The calendar ends somewhere. */
    { "2026-10-02", TW_PERIOD_DAY, G_MAXINT, "9999-12-31" },
    { "2026-10-02", TW_PERIOD_DAY, G_MININT, "0001-01-01" },
    { "2026-10-02", TW_PERIOD_MONTH, G_MAXINT, "9999-12-02" },
    { "2026-10-02", TW_PERIOD_YEAR, G_MAXINT, "9999-12-02" },
    { "2026-10-02", TW_PERIOD_YEAR, G_MININT, "0001-01-02" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      GDate day;

      g_test_message ("%s and %d of unit %d", cases[i].start, cases[i].count, cases[i].unit);
      tw_date_parse (cases[i].start, &day, &error);
      g_assert_no_error (error);
      tw_date_add_period (&day, cases[i].unit, cases[i].count);
      text = tw_date_to_string (&day);
      g_assert_cmpstr (text, ==, cases[i].end);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/period/parse", test_parse);
  g_test_add_func ("/base/period/parse-refused", test_parse_refused);
  g_test_add_func ("/base/period/unwritable", test_unwritable);
  g_test_add_func ("/base/period/add", test_add);

  return g_test_run ();
}
