/* tw-cost.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-cost.h"

#include "tw-format.h"

#include <glib/gi18n.h>

/* How long it takes, in words that stand after "about". */
static char *
dup_duration (gint64 duration)
{
  gint64 minutes = (duration + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE;
  gint64 hours = (duration + G_TIME_SPAN_HOUR - 1) / G_TIME_SPAN_HOUR;
  gint64 days = (duration + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY;

  if (minutes < 120)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), (int) minutes);
  if (hours < 48)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) hours), (int) hours);

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}

static char *
dup_details_text (TwRateBudget *budget,
                  gint64        details)
{
  gint64 duration = tw_rate_budget_estimate (budget, TW_PRIORITY_DETAIL, details);
  g_autofree char *count = tw_format_count (details);
  g_autofree char *words = NULL;

  if (duration == 0)
    /* Translators: a number of calls */
    return g_strdup_printf (_("Details (an order’s lines, a subscription’s seats) follow while the window is open, a "
                              "call each: %s calls."), count);

  words = dup_duration (duration);

  /* Translators: a number of calls, and how long they take: “6 days” */
  return g_strdup_printf (_("Details (an order’s lines, a subscription’s seats) follow while the window is open, a "
                            "call each: %s calls, about %s."), count, words);
}

/**
 * tw_cost_dup_text:
 * @budget: the calls left
 * @list_calls: calls that the lists take
 * @details: details to be read later, a call each
 *
 * What the first reading of an account costs, in sentences.
 *
 * Returns: (transfer full): text for people
 */
char *
tw_cost_dup_text (TwRateBudget *budget,
                  guint         list_calls,
                  gint64        details)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TwRateStatus status;

  tw_rate_budget_get_status (budget, &status);
  g_string_append_printf (text, ngettext ("%u call for the lists.", "%u calls for the lists.", list_calls), list_calls);
  if (details > 0)
    {
      g_autofree char *part = dup_details_text (budget, details);

      g_string_append_printf (text, " %s", part);
    }
  if (status.calls_per_day > 0)
    {
      g_autofree char *count = tw_format_count (status.calls_per_day);

      g_string_append_c (text, ' ');
      /* Translators: a number */
      g_string_append_printf (text, _("The %s calls of a day are shared with your other programs that use the same "
                                      "key."), count);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * tw_cost_dup_summary:
 * @budget: the calls left
 * @list_calls: calls that the lists take
 * @details: details to be read later, a call each
 *
 * The same in one short line.
 *
 * Returns: (transfer full): text for people
 */
char *
tw_cost_dup_summary (TwRateBudget *budget,
                     guint         list_calls,
                     gint64        details)
{
  gint64 duration = tw_rate_budget_estimate (budget, TW_PRIORITY_DETAIL, details);
  g_autofree char *words = NULL;

  if (details == 0 || duration == 0)
    return g_strdup_printf (ngettext ("First reading: %u call for the lists", "First reading: %u calls for the lists",
                                      list_calls), list_calls);

  words = dup_duration (duration);

  /* Translators: a number of calls, and how long something takes: “6 days” */
  return g_strdup_printf (ngettext ("First reading: %u call now, details over about %s",
                                    "First reading: %u calls now, details over about %s", list_calls),
                          list_calls, words);
}
