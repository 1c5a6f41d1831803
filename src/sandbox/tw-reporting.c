/* tw-reporting.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-reporting.h"

#include <string.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-random.h"

/* When the reports of a month are made, on the first day of the next one. */
#define MONTHLY_SECOND (3 * 3600 + 20 * 60 + 17)

/* Seconds a one-time report takes, half of them submitted. */
#define ONE_TIME_SECONDS 2

/* Seconds of the world's clock that an address works for. */
#define LINK_LIFE 3600

#define SIGNATURE_PREFIX "tw-signed-"

/* What is set up in the panel of this reseller. */
static const struct
{
  const char *name;
  const char *type;
  const char *format;
  const char *customization;
} set_ups[] = {
  { "Every Invoice - %s", "on_invoice", "XLSX", NULL },
  { "Monthly reconciliation", "monthly", "csv", NULL },
  { "Charges, short", "periodic", "csv", "Short view" },
  { "Invoices", "periodic", "json", NULL },
  { "Subscriptions", "monthly", "XML", NULL },
};

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };

static void
monthly_cb (gpointer user_data,
            gpointer subject,
            gint64   time)
{
  TwWorld *world = user_data;
  TwDay today = tw_day_of (time);
  TwDay first = tw_day_add_term (today, (TwSimTerm) { TW_PERIOD_MONTH, 1 }, -1);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, first);
  for (guint i = 0; i < G_N_ELEMENTS (set_ups); i++)
    {
      TwSimReport *report = tw_world_add_report (world);

      report->name = i == 0 ? g_strconcat ("Every Invoice - ", months[g_date_get_month (&date) - 1], NULL)
                            : g_strdup (set_ups[i].name);
      report->customization = g_strdup (set_ups[i].customization);
      report->type = set_ups[i].type;
      report->format = g_strdup (set_ups[i].format);
      report->status = "completed";
      report->created = time + i * 61;
      report->start = tw_day_start (first);
      report->end = tw_day_start (today) - 1;
    }
  tw_agenda_add (world->agenda,
                 tw_day_start (tw_day_add_term (today, (TwSimTerm) { TW_PERIOD_MONTH, 1 }, 1)) + MONTHLY_SECOND,
                 monthly_cb, NULL);
}

static void
process_cb (gpointer world,
            gpointer subject,
            gint64   time)
{
  TwSimReport *report = subject;

  report->status = "processing";
}

static void
complete_cb (gpointer world,
             gpointer subject,
             gint64   time)
{
  TwSimReport *report = subject;

  report->status = "completed";
}

/* The secret part of an address: nobody can work it out without the seed. */
static char *
make_signature (TwWorld           *world,
                const TwSimReport *report,
                gint64             expires)
{
  TwRandom random = tw_random_new (world->options.seed, TW_STREAM_LINK, expires ^ g_str_hash (report->id));
  g_autofree char *secret = tw_random_secret (&random, 43);

  return g_strdup_printf (SIGNATURE_PREFIX "%" G_GINT64_FORMAT "-%s", expires, secret);
}

/**
 * tw_reporting_start:
 * @world: the world
 * @first: the time from which on there are reports
 *
 * Puts the monthly reports onto the agenda.
 */
void
tw_reporting_start (TwWorld *world,
                    gint64   first)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, tw_day_of (first));
  g_date_set_day (&date, 1);
  g_date_add_months (&date, 1);
  tw_agenda_add (world->agenda, tw_day_start (g_date_get_julian (&date)) + MONTHLY_SECOND, monthly_cb, NULL);
}

/**
 * tw_reporting_run:
 * @world: the world
 * @report: a one-time report
 * @time: now
 *
 * Lets a report be made.
 */
void
tw_reporting_run (TwWorld     *world,
                  TwSimReport *report,
                  gint64       time)
{
  report->status = "submitted";
  report->created = time;
  tw_agenda_add (world->agenda, time + ONE_TIME_SECONDS / 2, process_cb, report);
  tw_agenda_add (world->agenda, time + ONE_TIME_SECONDS, complete_cb, report);
}

/**
 * tw_reporting_has_file:
 * @world: the world
 * @report: a report
 *
 * Returns: %TRUE when its file can be downloaded: it is made, and not too old yet
 */
gboolean
tw_reporting_has_file (TwWorld           *world,
                       const TwSimReport *report)
{
  return strcmp (report->status, "completed") == 0
         && tw_world_now (world) - report->created < TW_REPORT_DAYS_KEPT * TW_SECONDS_PER_DAY;
}

/**
 * tw_reporting_sign:
 * @world: the world
 * @report: a report with a file
 *
 * Returns: (transfer full): a signature for its address, valid for an hour, another one each time
 */
char *
tw_reporting_sign (TwWorld     *world,
                   TwSimReport *report)
{
  /* a second more or less makes another signature */
  gint64 expires = tw_world_now (world) + LINK_LIFE + report->links++ % 60;

  return make_signature (world, report, expires);
}

/**
 * tw_reporting_check:
 * @world: the world
 * @report: a report
 * @signature: (nullable): what came with a request for its file
 *
 * Returns: %TRUE when it was made for this report and still holds
 */
gboolean
tw_reporting_check (TwWorld           *world,
                    const TwSimReport *report,
                    const char        *signature)
{
  g_autofree char *right = NULL;
  gint64 expires;

  if (signature == NULL || !g_str_has_prefix (signature, SIGNATURE_PREFIX))
    return FALSE;
  expires = g_ascii_strtoll (signature + strlen (SIGNATURE_PREFIX), NULL, 10);
  right = make_signature (world, report, expires);

  return strcmp (right, signature) == 0 && tw_world_now (world) < expires;
}
