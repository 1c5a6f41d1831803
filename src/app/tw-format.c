/* tw-format.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-format.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

/* Puts the locale's separator between the groups that @grouping, as of localeconv(), asks for. */
static void
append_grouped (GString    *text,
                const char *digits,
                gsize       n_digits)
{
  const struct lconv *conventions = localeconv ();
  const char *grouping = conventions->grouping;
  g_autofree gboolean *breaks = g_new0 (gboolean, n_digits + 1);
  gsize position = n_digits;

  while (*grouping > 0 && *grouping != G_MAXINT8 && position > (gsize) *grouping)
    {
      position -= *grouping;
      breaks[position] = TRUE;
      if (grouping[1] != 0)
        grouping++;
    }

  for (gsize i = 0; i < n_digits; i++)
    {
      if (breaks[i])
        g_string_append (text, conventions->thousands_sep);
      g_string_append_c (text, digits[i]);
    }
}

/**
 * tw_format_decimal:
 * @value: a number
 *
 * Returns: (transfer full): @value, digit for digit, with the separators of the locale
 */
char *
tw_format_decimal (TwDecimal value)
{
  g_autofree char *plain = tw_decimal_to_string (value);
  const char *digits = plain[0] == '-' ? plain + 1 : plain;
  const char *point = strchr (digits, '.');
  GString *text = g_string_new (NULL);

  if (digits != plain)
    g_string_append (text, "−");
  append_grouped (text, digits, point != NULL ? (gsize) (point - digits) : strlen (digits));
  if (point != NULL)
    g_string_append_printf (text, "%s%s", localeconv ()->decimal_point, point + 1);

  return g_string_free (text, FALSE);
}

/**
 * tw_format_count:
 * @value: how many there are
 *
 * Returns: (transfer full): @value with the separators of the locale
 */
char *
tw_format_count (gint64 value)
{
  return tw_format_decimal (TW_DECIMAL_INIT (value));
}

/* Drops zeros behind the point that the currency has no use for: 70.5000 USD is 70.50 USD, 0.0125 stays. */
static TwDecimal
trim_to_currency (const TwMoney *money)
{
  TwDecimal value = money->amount;
  guint digits = tw_currency_digits (money->currency);
  TwDecimal whole;

  while (value.scale > digits && value.units % 10 == 0)
    {
      value.units /= 10;
      value.scale--;
    }
  if (value.scale < digits && tw_decimal_round (value, digits, TW_ROUND_HALF_EVEN, &whole, NULL))
    value = whole;

  return value;
}

/**
 * tw_format_money:
 * @money: an amount
 *
 * Returns: (transfer full) (nullable): the amount and its currency, %NULL when nothing is known
 */
char *
tw_format_money (const TwMoney *money)
{
  g_autofree char *amount = NULL;

  if (money->currency[0] == 0)
    return NULL;

  amount = tw_format_decimal (trim_to_currency (money));

  /* Translators: an amount of money and its currency, as in “12.30 USD” */
  return g_strdup_printf (C_("money", "%s %s"), amount, money->currency);
}

/**
 * tw_format_price:
 * @price: (nullable): a price
 *
 * Returns: (transfer full) (nullable): the price, %NULL when it is unknown or depends on the quantity
 */
char *
tw_format_price (TwPrice *price)
{
  TwMoney money;

  if (price == NULL || !tw_price_get_money (price, &money))
    return NULL;

  return tw_format_money (&money);
}

/**
 * tw_format_date:
 * @time: (nullable): a moment
 *
 * Returns: (transfer full) (nullable): its day here, in the locale's short form
 */
char *
tw_format_date (GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%x") : NULL;
}

/**
 * tw_format_day:
 * @time: (nullable): a moment that stands for a day of the marketplace, as the ends of a report's span do
 *
 * Returns: (transfer full) (nullable): that day, in the locale's short form
 */
char *
tw_format_day (GDateTime *time)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%x") : NULL;
}

/**
 * tw_format_date_time:
 * @time: (nullable): a moment
 *
 * Returns: (transfer full) (nullable): the moment here, in the locale's full form
 */
char *
tw_format_date_time (GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%c") : NULL;
}

/**
 * tw_format_age:
 * @time: (nullable): a moment
 * @now: the present
 *
 * Returns: (transfer full): how long ago that was, as a phrase that can stand alone
 */
char *
tw_format_age (GDateTime *time,
               GDateTime *now)
{
  gint64 minutes;

  if (time == NULL)
    return g_strdup (_("Not read yet"));

  minutes = g_date_time_difference (now, time) / G_TIME_SPAN_MINUTE;
  if (minutes < 1)
    return g_strdup (_("Updated just now"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("Updated %d minute ago", "Updated %d minutes ago", (gulong) minutes),
                            (int) minutes);
  if (minutes < 24 * 60)
    return g_strdup_printf (ngettext ("Updated %d hour ago", "Updated %d hours ago", (gulong) minutes / 60),
                            (int) (minutes / 60));

  return g_strdup_printf (ngettext ("Updated %d day ago", "Updated %d days ago", (gulong) minutes / (24 * 60)),
                          (int) (minutes / (24 * 60)));
}

/**
 * tw_format_period:
 * @period: (nullable): a length of time
 *
 * Returns: (transfer full) (nullable): the period in words, %NULL when unknown
 */
char *
tw_format_period (TwPeriod *period)
{
  gint64 count;

  if (period == NULL || !tw_decimal_to_int64 (period->duration, &count) || count < 0)
    return NULL;

  switch ((TwPeriodUnit) period->type)
    {
    case TW_PERIOD_DAY:
      return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) count), (int) count);
    case TW_PERIOD_MONTH:
      return g_strdup_printf (ngettext ("%d month", "%d months", (gulong) count), (int) count);
    case TW_PERIOD_YEAR:
      return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) count), (int) count);
    case TW_PERIOD_STATEMENT_DAY:
      return g_strdup (_("until the statement day"));
    case TW_PERIOD_UNKNOWN:
    default:
      return tw_resource_dup_text (TW_RESOURCE (period), "type");
    }
}

/* How often something is billed. */
static char *
dup_billing (TwPeriod *period)
{
  g_autofree char *text = tw_format_period (period);
  gint64 count;

  if (text == NULL)
    return NULL;

  if (tw_decimal_to_int64 (period->duration, &count) && count == 1 && period->type == TW_PERIOD_MONTH)
    return g_strdup (_("billed monthly"));
  if (tw_decimal_to_int64 (period->duration, &count) && count == 1 && period->type == TW_PERIOD_YEAR)
    return g_strdup (_("billed yearly"));

  /* Translators: a length of time, as in “billed every 3 months” */
  return g_strdup_printf (_("billed every %s"), text);
}

/**
 * tw_format_terms:
 * @subscription_period: (nullable): how long it runs
 * @billing_period: (nullable): how often it is billed
 *
 * Returns: (transfer full) (nullable): both in one phrase, %NULL when neither is known
 */
char *
tw_format_terms (TwPeriod *subscription_period,
                 TwPeriod *billing_period)
{
  g_autofree char *term = tw_format_period (subscription_period);
  g_autofree char *billing = dup_billing (billing_period);

  if (term != NULL && billing != NULL)
    /* Translators: a term and how often it is billed, as in “1 year, billed monthly” */
    return g_strdup_printf (C_("terms", "%s, %s"), term, billing);

  return term != NULL ? g_steal_pointer (&term) : g_steal_pointer (&billing);
}

/**
 * tw_format_charge_type:
 * @type: (nullable): what a charge is for, as the marketplace writes it
 *
 * Returns: (transfer full): the same for people; a word that is not known here stays as it is
 */
char *
tw_format_charge_type (const char *type)
{
  if (g_strcmp0 (type, "recurring") == 0)
    return g_strdup (C_("charge", "Recurring"));
  if (g_strcmp0 (type, "setup") == 0)
    return g_strdup (C_("charge", "Setup"));
  if (g_strcmp0 (type, "overuse") == 0)
    return g_strdup (C_("charge", "Overuse"));

  return g_strdup (type != NULL ? type : C_("charge", "Charge"));
}

/**
 * tw_format_contact_type:
 * @type: role of a contact
 *
 * Returns: (transfer none): its name
 */
const char *
tw_format_contact_type (TwContactType type)
{
  switch (type)
    {
    case TW_CONTACT_BILLING:
      return C_("contact", "Billing");
    case TW_CONTACT_TECHNICAL:
      return C_("contact", "Technical");
    case TW_CONTACT_ADMIN:
    default:
      return C_("contact", "Administrative");
    }
}
