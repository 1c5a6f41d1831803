/* tw-days.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-days.h"

#include <string.h>

/* The Julian day (as GDate counts them) of 1 January 1970. */
#define EPOCH_DAY 719163

/**
 * tw_day_of:
 * @seconds: a time
 *
 * Returns: the day it falls on, in UTC
 */
TwDay
tw_day_of (gint64 seconds)
{
  return EPOCH_DAY + seconds / TW_SECONDS_PER_DAY;
}

/**
 * tw_day_start:
 * @day: a day
 *
 * Returns: its first second
 */
gint64
tw_day_start (TwDay day)
{
  return ((gint64) day - EPOCH_DAY) * TW_SECONDS_PER_DAY;
}

/**
 * tw_day_add_term:
 * @day: a day
 * @term: a period
 * @times: how often to add it; may be negative
 *
 * Returns: the day so much later; the last of a month where that month is too short
 */
TwDay
tw_day_add_term (TwDay     day,
                 TwSimTerm term,
                 int       times)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  tw_date_add_period (&date, term.unit, term.count * times);

  return g_date_get_julian (&date);
}

/**
 * tw_day_to_string:
 * @day: a day
 *
 * Returns: (transfer full): `YYYY-MM-DD`
 */
char *
tw_day_to_string (TwDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);

  return g_strdup_printf ("%04u-%02u-%02u",
                          g_date_get_year (&date),
                          g_date_get_month (&date),
                          g_date_get_day (&date));
}

/**
 * tw_day_parse:
 * @text: `YYYY-MM-DD`
 * @out: (out): the day
 *
 * Returns: %FALSE when it is no such day
 */
gboolean
tw_day_parse (const char *text,
              TwDay      *out)
{
  GDate date;

  if (!tw_date_parse (text, &date, NULL))
    return FALSE;
  *out = g_date_get_julian (&date);

  return TRUE;
}

/**
 * tw_time_to_string:
 * @seconds: a time
 *
 * Returns: (transfer full): ISO 8601 in UTC, without fractions
 */
char *
tw_time_to_string (gint64 seconds)
{
  g_autofree char *day = tw_day_to_string (tw_day_of (seconds));
  int second = seconds % TW_SECONDS_PER_DAY;

  return g_strdup_printf ("%sT%02d:%02d:%02dZ", day, second / 3600, second / 60 % 60, second % 60);
}

/**
 * tw_time_to_http:
 * @seconds: a time
 *
 * Returns: (transfer full): the form of the Date header
 */
char *
tw_time_to_http (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

  /* not through strftime: the names are English whatever the locale */
  return g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d GMT",
                          days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time),
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

/**
 * tw_time_parse:
 * @text: an ISO 8601 date-time
 * @out: (out): the time in seconds since 1970
 *
 * Returns: %FALSE when it is none
 */
gboolean
tw_time_parse (const char *text,
               gint64     *out)
{
  g_autoptr (GDateTime) time = tw_date_time_parse (text, NULL);

  if (time == NULL)
    return FALSE;
  *out = g_date_time_to_unix (time);

  return TRUE;
}
