/* test-date.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-date.h"

#include "base/tw-error.h"

static GDate
date (const char *text)
{
  g_autoptr (GError) error = NULL;
  GDate parsed;

  g_date_clear (&parsed, 1);
  tw_date_parse (text, &parsed, &error);
  g_assert_no_error (error);

  return parsed;
}

static void
assert_date (const GDate *actual,
             const char  *expected)
{
  g_autofree char *text = tw_date_to_string (actual);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_time (GDateTime  *actual,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (actual);
  g_assert_cmpint (g_date_time_get_utc_offset (actual), ==, 0);
  text = tw_date_time_to_string (actual);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_time_parse (void)
{
  static const struct
  {
    const char *text;
    const char *printed;
  } cases[] = {
    { "2026-10-02T14:08:51Z", "2026-10-02T14:08:51Z" },
    { "2026-10-02T14:08:51+00:00", "2026-10-02T14:08:51Z" },
    { "2026-10-02T14:08:51-00:00", "2026-10-02T14:08:51Z" },
    { "2026-10-02T14:08:51+0200", "2026-10-02T12:08:51Z" },
    { "2026-10-02T14:08:51+02", "2026-10-02T12:08:51Z" },
    { "2026-10-02T00:08:51+05:30", "2026-10-01T18:38:51Z" },
    { "2026-12-31T23:08:51-03:30", "2027-01-01T02:38:51Z" },
    { "2026-10-02T14:08:51", "2026-10-02T14:08:51Z" },
    { "2026-10-02 14:08:51", "2026-10-02T14:08:51Z" },
    { "2026-10-02 14:08:51+00:00", "2026-10-02T14:08:51Z" },
    { "2026-10-02T14:08:51.000Z", "2026-10-02T14:08:51Z" },
    { "2026-10-02T14:08:51.5Z", "2026-10-02T14:08:51.5Z" },
    { "2026-10-02T14:08:51.123", "2026-10-02T14:08:51.123Z" },
    { "2026-10-02T14:08:51.000001Z", "2026-10-02T14:08:51.000001Z" },
    { "2026-10-02T14:08:51.1234569-01:00", "2026-10-02T15:08:51.123456Z" },
    { "2028-02-29T00:00:00Z", "2028-02-29T00:00:00Z" },
    { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
    { "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDateTime) time = NULL;

      g_test_message ("parsing %s", cases[i].text);
      time = tw_date_time_parse (cases[i].text, &error);
      g_assert_no_error (error);
      assert_time (time, cases[i].printed);
    }
}

static void
test_time_parse_refused (void)
{
  static const char *const texts[] = {
    "", "2026", "2026-10-02", "14:08:51", "2026-10-02T14:08", "2026-10-02T14:08Z", "20261002T140851Z",
    "2026-10-02T14:08:51ZZ", "2026-10-02T14:08:51 Z", "2026-10-02T14:08:51.Z", "2026-10-02T14:08:51,5Z",
    "2026-10-02T14:08:51+", "2026-10-02T14:08:51+2", "2026-10-02T14:08:51+02:", "2026-10-02T14:08:51+02:0",
    "2026-10-02T14:08:51+24:00", "2026-10-02T14:08:51+02:60", "2026-10-02T14:08:51+02:00Z",
    "2026-10-02T14:08:51 +02:00", "2026-10-02  14:08:51", "2026-10-02t14:08:51z", "+2026-10-02T14:08:51Z",
    "2026-13-02T14:08:51Z", "2026-00-02T14:08:51Z", "2026-10-32T14:08:51Z", "2026-02-29T14:08:51Z",
    "2026-10-02T24:00:00Z", "2026-10-02T14:60:51Z", "2026-10-02T14:08:60Z", "0000-10-02T14:08:51Z",
    "2026-1-2T14:08:51Z", "2026-W40-5T14:08:51Z", "2026-275T14:08:51Z", "\xff", "٢٠٢٦-10-02T14:08:51Z",
    /* Outside of the years there are, once in UTC. */
    "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:00-00:01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (texts[i], NULL);

      g_test_message ("parsing “%s”", escaped);
      g_assert_null (tw_date_time_parse (texts[i], &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
    }
}

static void
test_time_of_other_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-3 * 60 * 60);
  g_autoptr (GDateTime) local = g_date_time_new (zone, 2026, 10, 31, 22, 30, 0);
  g_autofree char *text = tw_date_time_to_string (local);
  GDate day;

  g_assert_cmpstr (text, ==, "2026-11-01T01:30:00Z");

  tw_date_of_time (local, &day);
  assert_date (&day, "2026-11-01");
}

static void
test_http_parse (void)
{
  g_autoptr (GDateTime) example = tw_date_time_parse_http ("Sun, 06 Nov 1994 08:49:37 GMT");
  g_autoptr (GDateTime) last = tw_date_time_parse_http ("Thu, 31 Dec 2026 23:59:59 GMT");

  assert_time (example, "1994-11-06T08:49:37Z");
  assert_time (last, "2026-12-31T23:59:59Z");
}

static void
test_http_parse_refused (void)
{
  static const char *const texts[] = {
    "", "120", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Mon, 06 Nov 1994 08:49:37 GMT",
    "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 31 Nov 1994 08:49:37 GMT", "sun, 06 nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 25:49:37 GMT", "1994-11-06T08:49:37Z",
  };

  g_assert_null (tw_date_time_parse_http (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (tw_date_time_parse_http (texts[i]));
}

static void
test_date_parse (void)
{
  static const char *const texts[] = { "2026-10-02", "2028-02-29", "0001-01-01", "9999-12-31" };
  static const char *const refused[] = {
    "", "2026-10", "2026-10-2", "2026-10-02 ", " 2026-10-02", "2026-10-02T00:00:00Z", "20261002",
    "02.10.2026", "10/02/2026", "2026-02-29", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32",
    "0000-01-01", "2026-257-01", "-026-10-02", "2026-10-\xff\xff",
  };
  GDate out = date ("2000-01-01");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GDate parsed = date (texts[i]);

      assert_date (&parsed, texts[i]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (refused[i], NULL);

      g_test_message ("parsing “%s”", escaped);
      g_assert_false (tw_date_parse (refused[i], &out, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      assert_date (&out, "2000-01-01");
    }
}

static void
test_day_limits (void)
{
  GDate day = date ("2026-10-31");
  g_autoptr (GDateTime) start = tw_date_start_of_day (&day);
  g_autoptr (GDateTime) end = tw_date_end_of_day (&day);
  GDate again;

  assert_time (start, "2026-10-31T00:00:00Z");
  assert_time (end, "2026-10-31T23:59:59Z");
  tw_date_of_time (start, &again);
  assert_date (&again, "2026-10-31");
  tw_date_of_time (end, &again);
  assert_date (&again, "2026-10-31");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/date/time-parse", test_time_parse);
  g_test_add_func ("/base/date/time-parse-refused", test_time_parse_refused);
  g_test_add_func ("/base/date/time-of-other-zone", test_time_of_other_zone);
  g_test_add_func ("/base/date/http-parse", test_http_parse);
  g_test_add_func ("/base/date/http-parse-refused", test_http_parse_refused);
  g_test_add_func ("/base/date/date-parse", test_date_parse);
  g_test_add_func ("/base/date/day-limits", test_day_limits);

  return g_test_run ();
}
