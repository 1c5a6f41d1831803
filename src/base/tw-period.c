/* tw-period.c
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

/* Years with four digits, as ISO 8601 and all that reads it here expect. */
#define FIRST_YEAR 1
#define LAST_YEAR  9999

#define MONTHS_PER_YEAR 12

/* No term is longer; a larger number is a slip of the finger. */
#define MAX_PERIOD_COUNT 9999

static void
add_days (GDate  *self,
          gint64  count)
{
  GDate last;

  g_date_clear (&last, 1);
  g_date_set_dmy (&last, 31, G_DATE_DECEMBER, LAST_YEAR);

  g_date_set_julian (self, (guint32) CLAMP (g_date_get_julian (self) + count, 1, g_date_get_julian (&last)));
}

static void
add_months (GDate  *self,
            gint64  count)
{
  gint64 months = (gint64) g_date_get_year (self) * MONTHS_PER_YEAR + g_date_get_month (self) - 1 + count;
  GDateYear year;
  GDateMonth month;
  GDateDay day;

  months = CLAMP (months, FIRST_YEAR * MONTHS_PER_YEAR, (LAST_YEAR + 1) * MONTHS_PER_YEAR - 1);
  year = (GDateYear) (months / MONTHS_PER_YEAR);
  month = (GDateMonth) (months % MONTHS_PER_YEAR + 1);
  day = MIN (g_date_get_day (self), g_date_get_days_in_month (month, year));

  g_date_set_dmy (self, day, month, year);
}

/**
 * tw_date_add_period:
 * @self: a valid date, changed in place
 * @unit: unit of the period
 * @count: how many of it, negative to go back
 *
 * Moves a date by whole periods. Where the month is too short its last day is taken: a month after January
 * 31st is February 28th or 29th. Statement days come once a month; an unknown unit moves nothing. The result
 * stays within the years 1 to 9999.
 */
void
tw_date_add_period (GDate        *self,
                    TwPeriodUnit  unit,
                    int           count)
{
  g_return_if_fail (self != NULL && g_date_valid (self));

  switch (unit)
    {
    case TW_PERIOD_DAY:
      add_days (self, count);
      break;
    case TW_PERIOD_MONTH:
    case TW_PERIOD_STATEMENT_DAY:
      add_months (self, count);
      break;
    case TW_PERIOD_YEAR:
      add_months (self, (gint64) count * MONTHS_PER_YEAR);
      break;
    case TW_PERIOD_UNKNOWN:
    default:
      break;
    }
}

/**
 * tw_period_parse:
 * @text: an ISO 8601 duration of one part: `P1Y`, `P1M` or `P14D`
 * @unit: (out): unit of the period
 * @count: (out): how many of it, 1 to 9999
 * @error: return location for a %TW_ERROR_VALIDATION
 *
 * Returns: %TRUE on success; @unit and @count are left alone otherwise
 */
gboolean
tw_period_parse (const char    *text,
                 TwPeriodUnit  *unit,
                 int           *count,
                 GError       **error)
{
  g_autofree char *quoted = NULL;
  TwPeriodUnit parsed = TW_PERIOD_UNKNOWN;
  const char *at = text;
  int number = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (unit != NULL && count != NULL, FALSE);

  if (*at == 'P')
    {
      for (at++; g_ascii_isdigit (*at); at++)
        number = MIN (number * 10 + g_ascii_digit_value (*at), MAX_PERIOD_COUNT + 1);

      if (strcmp (at, "D") == 0)
        parsed = TW_PERIOD_DAY;
      else if (strcmp (at, "M") == 0)
        parsed = TW_PERIOD_MONTH;
      else if (strcmp (at, "Y") == 0)
        parsed = TW_PERIOD_YEAR;
    }

  if (parsed != TW_PERIOD_UNKNOWN && number >= 1 && number <= MAX_PERIOD_COUNT)
    {
      *unit = parsed;
      *count = number;
      return TRUE;
    }

  quoted = tw_quote (text);
  g_set_error (error, TW_ERROR, TW_ERROR_VALIDATION,
               "%s is not a period; write P1Y for a year, P1M for a month or P14D for 14 days", quoted);

  return FALSE;
}

/**
 * tw_period_to_string:
 * @unit: unit of the period
 * @count: how many of it
 *
 * Returns: (transfer full) (nullable): the period as tw_period_parse() reads it; %NULL for the units that
 *   ISO 8601 cannot write (statement days, unknown)
 */
char *
tw_period_to_string (TwPeriodUnit unit,
                     int          count)
{
  switch (unit)
    {
    case TW_PERIOD_DAY:
      return g_strdup_printf ("P%dD", count);
    case TW_PERIOD_MONTH:
      return g_strdup_printf ("P%dM", count);
    case TW_PERIOD_YEAR:
      return g_strdup_printf ("P%dY", count);
    case TW_PERIOD_UNKNOWN:
    case TW_PERIOD_STATEMENT_DAY:
    default:
      return NULL;
    }
}
