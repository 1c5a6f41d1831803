/* tw-date.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-date.h"

#include <string.h>

#include "base/tw-error.h"
#include "base/tw-quote.h"

/* What ISO 8601 and all that reads it here can write with four digits. */
#define LAST_YEAR 9999

/* GDateTime keeps no more than microseconds. */
#define FRACTION_DIGITS 6

typedef struct
{
  int    year;
  int    month;
  int    day;
  int    hour;
  int    minute;
  int    second;
  int    microsecond;
  gint64 offset_minutes;
} Fields;

/* Reads exactly @n_digits digits. */
static gboolean
scan_number (const char **at,
             guint        n_digits,
             int         *out)
{
  int number = 0;

  for (guint i = 0; i < n_digits; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      number = number * 10 + g_ascii_digit_value (**at);
    }
  *out = number;

  return TRUE;
}

static gboolean
scan_character (const char **at,
                char         character)
{
  if (**at != character)
    return FALSE;
  (*at)++;

  return TRUE;
}

/* Reads one of @names, all three letters long, and tells which one. */
static gboolean
scan_name (const char        **at,
           const char *const  *names,
           int                *out)
{
  for (int i = 0; names[i] != NULL; i++)
    if (strncmp (*at, names[i], 3) == 0)
      {
        *at += 3;
        *out = i;
        return TRUE;
      }

  return FALSE;
}

/* Reads `YYYY-MM-DD`. */
static gboolean
scan_date (const char **at,
           Fields      *fields)
{
  return scan_number (at, 4, &fields->year)
         && scan_character (at, '-')
         && scan_number (at, 2, &fields->month)
         && scan_character (at, '-')
         && scan_number (at, 2, &fields->day);
}

/* Reads `hh:mm:ss`. */
static gboolean
scan_time (const char **at,
           Fields      *fields)
{
  return scan_number (at, 2, &fields->hour)
         && scan_character (at, ':')
         && scan_number (at, 2, &fields->minute)
         && scan_character (at, ':')
         && scan_number (at, 2, &fields->second);
}

/* Reads `.digits`, if there is a fraction; digits behind the microsecond are cut off. */
static gboolean
scan_fraction (const char **at,
               Fields      *fields)
{
  guint n_digits = 0;

  if (!scan_character (at, '.'))
    return TRUE;

  for (; g_ascii_isdigit (**at); (*at)++)
    if (n_digits < FRACTION_DIGITS)
      {
        fields->microsecond = fields->microsecond * 10 + g_ascii_digit_value (**at);
        n_digits++;
      }

  if (n_digits == 0)
    return FALSE;

  for (; n_digits < FRACTION_DIGITS; n_digits++)
    fields->microsecond *= 10;

  return TRUE;
}

/* Reads `Z`, `+hh:mm`, `+hhmm`, `+hh` or nothing. */
static gboolean
scan_zone (const char **at,
           Fields      *fields)
{
  int sign = **at == '-' ? -1 : 1;
  int hours = 0;
  int minutes = 0;

  if (**at == '\0' || scan_character (at, 'Z'))
    return TRUE;

  if (**at != '+' && **at != '-')
    return FALSE;
  (*at)++;

  if (!scan_number (at, 2, &hours))
    return FALSE;
  if (**at != '\0')
    {
      if (**at == ':')
        (*at)++;
      if (!scan_number (at, 2, &minutes))
        return FALSE;
    }

  fields->offset_minutes = sign * (hours * 60 + minutes);

  return hours < 24 && minutes < 60;
}

/* %NULL when a field is out of its range, and when the UTC time falls outside of the years there are. */
static GDateTime *
fields_to_utc (const Fields *fields)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) utc = NULL;

  local = g_date_time_new_utc (fields->year,
                               fields->month,
                               fields->day,
                               fields->hour,
                               fields->minute,
                               fields->second);
  if (local == NULL)
    return NULL;

  utc = g_date_time_add (local, fields->microsecond - fields->offset_minutes * G_TIME_SPAN_MINUTE);

  return utc != NULL && g_date_time_get_year (utc) <= LAST_YEAR ? g_steal_pointer (&utc) : NULL;
}

/**
 * tw_date_time_parse:
 * @text: an ISO 8601 date-time with seconds, as in `2026-10-02T14:08:51Z`
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Reads a point of time. Fractions of a second are kept to the microsecond, any offset is converted, a time
 * without a zone is taken for UTC, and a blank may stand for the `T` (very old records of the marketplace
 * have it).
 *
 * Returns: (transfer full): the time in UTC
 */
GDateTime *
tw_date_time_parse (const char  *text,
                    GError     **error)
{
  GDateTime *utc = NULL;
  Fields fields = { 0 };
  const char *at = text;

  g_return_val_if_fail (text != NULL, NULL);

  if (scan_date (&at, &fields)
      && (scan_character (&at, 'T') || scan_character (&at, ' '))
      && scan_time (&at, &fields)
      && scan_fraction (&at, &fields)
      && scan_zone (&at, &fields)
      && *at == '\0')
    utc = fields_to_utc (&fields);

  if (utc == NULL)
    {
      g_autofree char *quoted = tw_quote (text);

      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
                   "%s is not a date with time; write it as 2026-10-02T14:08:51Z", quoted);
    }

  return utc;
}

/* Fills in @n_digits digits: a list prints tens of thousands of times. */
static void
put_digits (char *at,
            guint n_digits,
            int   number)
{
  for (char *p = at + n_digits; p > at; number /= 10)
    *--p = (char) ('0' + number % 10);
}

/**
 * tw_date_time_to_string:
 * @self: a time in any zone
 *
 * Writes a point of time the way the marketplace does. A fraction appears only when it is not zero, without
 * zeros at its end.
 *
 * Returns: (transfer full): the UTC time as ISO 8601, as in `2026-10-02T14:08:51Z`
 */
char *
tw_date_time_to_string (GDateTime *self)
{
  g_autoptr (GDateTime) utc = NULL;
  char text[] = "0000-00-00T00:00:00.000000Z";
  char *end = text + strlen ("0000-00-00T00:00:00");
  int year;
  int month;
  int day;

  g_return_val_if_fail (self != NULL, NULL);

  utc = g_date_time_to_utc (self);
  g_date_time_get_ymd (utc, &year, &month, &day);
  put_digits (text, 4, year);
  put_digits (text + 5, 2, month);
  put_digits (text + 8, 2, day);
  put_digits (text + 11, 2, g_date_time_get_hour (utc));
  put_digits (text + 14, 2, g_date_time_get_minute (utc));
  put_digits (text + 17, 2, g_date_time_get_second (utc));

  if (g_date_time_get_microsecond (utc) != 0)
    {
      put_digits (end + 1, 6, g_date_time_get_microsecond (utc));
      for (end += 7; end[-1] == '0'; end--)
        ;
    }
  strcpy (end, "Z");

  return g_strdup (text);
}

/**
 * tw_date_time_parse_http:
 * @text: (nullable): value of a header such as Date or Retry-After
 *
 * Reads the date format that HTTP servers must send, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 7231, IMF-fixdate),
 * in every locale. The two obsolete formats are not read.
 *
 * Returns: (transfer full) (nullable): the time in UTC, %NULL when @text is something else
 */
GDateTime *
tw_date_time_parse_http (const char *text)
{
  static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", NULL };
  g_autoptr (GDateTime) utc = NULL;
  Fields fields = { 0 };
  const char *at = text;
  int weekday;

  if (text == NULL)
    return NULL;

  if (!scan_name (&at, weekdays, &weekday)
      || !scan_character (&at, ',')
      || !scan_character (&at, ' ')
      || !scan_number (&at, 2, &fields.day)
      || !scan_character (&at, ' ')
      || !scan_name (&at, months, &fields.month)
      || !scan_character (&at, ' ')
      || !scan_number (&at, 4, &fields.year)
      || !scan_character (&at, ' ')
      || !scan_time (&at, &fields)
      || strcmp (at, " GMT") != 0)
    return NULL;

  fields.month++;
  utc = fields_to_utc (&fields);
  if (utc == NULL || g_date_time_get_day_of_week (utc) != weekday + 1)
    return NULL;

  return g_steal_pointer (&utc);
}

/**
 * tw_date_parse:
 * @text: a date as `YYYY-MM-DD`
 * @out: (out caller-allocates): the date
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success, %FALSE for any other form and for days that do not exist; @out is left alone
 *   then
 */
gboolean
tw_date_parse (const char  *text,
               GDate       *out,
               GError     **error)
{
  Fields fields = { 0 };
  const char *at = text;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (!scan_date (&at, &fields)
      || *at != '\0'
      || !g_date_valid_dmy ((GDateDay) fields.day, (GDateMonth) fields.month, (GDateYear) fields.year))
    {
      g_autofree char *quoted = tw_quote (text);

      g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
                   "%s is not a date; write it as 2026-10-02", quoted);
      return FALSE;
    }

  g_date_clear (out, 1);
  g_date_set_dmy (out, (GDateDay) fields.day, (GDateMonth) fields.month, (GDateYear) fields.year);

  return TRUE;
}

/**
 * tw_date_to_string:
 * @self: a valid date
 *
 * Returns: (transfer full): the date as `YYYY-MM-DD`
 */
char *
tw_date_to_string (const GDate *self)
{
  g_return_val_if_fail (self != NULL && g_date_valid (self), NULL);

  return g_strdup_printf ("%04d-%02d-%02d",
                          g_date_get_year (self),
                          g_date_get_month (self),
                          g_date_get_day (self));
}

static GDateTime *
time_of_day (const GDate *self,
             int          hour,
             int          minute,
             int          second)
{
  return g_date_time_new_utc (g_date_get_year (self),
                              g_date_get_month (self),
                              g_date_get_day (self),
                              hour,
                              minute,
                              second);
}

/**
 * tw_date_start_of_day:
 * @self: a valid date
 *
 * Returns: (transfer full): its first second in UTC
 */
GDateTime *
tw_date_start_of_day (const GDate *self)
{
  g_return_val_if_fail (self != NULL && g_date_valid (self), NULL);

  return time_of_day (self, 0, 0, 0);
}

/**
 * tw_date_end_of_day:
 * @self: a valid date
 *
 * Returns: (transfer full): its last second in UTC, which is how the marketplace writes the end of a range
 */
GDateTime *
tw_date_end_of_day (const GDate *self)
{
  g_return_val_if_fail (self != NULL && g_date_valid (self), NULL);

  return time_of_day (self, 23, 59, 59);
}

/**
 * tw_date_of_time:
 * @time: a time in any zone
 * @out: (out caller-allocates): the day in UTC on which it falls
 */
void
tw_date_of_time (GDateTime *time,
                 GDate     *out)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_if_fail (time != NULL);
  g_return_if_fail (out != NULL);

  utc = g_date_time_to_utc (time);
  g_date_clear (out, 1);
  g_date_set_dmy (out,
                  (GDateDay) g_date_time_get_day_of_month (utc),
                  (GDateMonth) g_date_time_get_month (utc),
                  (GDateYear) g_date_time_get_year (utc));
}
