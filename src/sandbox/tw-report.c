/* tw-report.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-report.h"
#include "sandbox/tw-report-invoices.h"

#include <string.h>

/* Where the rows of one file come from. Invoices and subscriptions are in memory anyway; charges, of which there
 * can be very many, are made one by one. */
typedef struct
{
  TwWorld      *world;
  TwChargeIter *charges;
  TwCharge      charge;
  GPtrArray    *rows;
  guint         position;
} ReportSource;

static ReportSource *
report_source_new (TwWorld *world)
{
  ReportSource *self = g_new0 (ReportSource, 1);

  self->world = tw_world_ref (world);
  return self;
}

static void
report_source_free (ReportSource *self)
{
  g_clear_pointer (&self->charges, tw_charge_iter_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  tw_world_unref (self->world);
  g_free (self);
}

static gconstpointer
next_charge (gpointer source)
{
  ReportSource *self = source;

  return tw_charge_iter_next (self->charges, &self->charge) ? &self->charge : NULL;
}

static gconstpointer
next_in_memory (gpointer source)
{
  ReportSource *self = source;

  return self->position < self->rows->len ? g_ptr_array_index (self->rows, self->position++) : NULL;
}

static TwDay
day_of_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  GDate day;

  tw_date_of_time (time, &day);
  return g_date_get_julian (&day);
}

/* Subscriptions that were there on at least one day of the period. */
static GPtrArray *
list_subscriptions (TwWorld               *world,
                    const TwReportRequest *request)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < world->subscriptions->len; i++)
    {
      TwSimSubscription *subscription = g_ptr_array_index (world->subscriptions, i);

      if (day_of_time (subscription->created) <= g_date_get_julian (&request->to) &&
          (subscription->ended == 0 || subscription->ended > g_date_get_julian (&request->from)))
        g_ptr_array_add (rows, subscription);
    }

  return rows;
}

/* The names of reports are whatever a reseller called its set-ups, "Every Invoice - …" is a charges report of one.
 * Nothing documents how a set-up tells its data set and view: here the first word of its name and a customization
 * called "short" do. */
static gboolean
begins_with_word (const char *name,
                  const char *word)
{
  size_t length = strlen (word);

  return g_ascii_strncasecmp (name, word, length) == 0 && !g_ascii_isalnum (name[length]);
}

static gboolean
wants_short_view (const TwReportRequest *request)
{
  g_autofree char *folded = NULL;

  if (request->customization == NULL)
    return FALSE;

  folded = g_utf8_strdown (request->customization, -1);
  return strstr (folded, "short") != NULL;
}

/**
 * tw_report_open:
 * @world: (transfer none): whose charges; the stream keeps a reference
 * @request: (transfer none): what to make, used during the call only
 *
 * Opens a report file. Which data set it holds depends on the report's name: "Invoices…" and "Subscriptions…" are
 * those, all others hold the charges of the period, in the full view unless the customization says "short".
 *
 * Returns: (transfer full): the file, to be pulled on the thread of the world
 */
TwReportStream *
tw_report_open (TwWorld               *world,
                const TwReportRequest *request)
{
  const TwReportColumnSet *columns;
  TwReportRowFunc next_row;
  ReportSource *source;

  g_return_val_if_fail (world != NULL, NULL);
  g_return_val_if_fail (request != NULL && request->name != NULL, NULL);
  g_return_val_if_fail (g_date_valid (&request->from) && g_date_valid (&request->to), NULL);

  source = report_source_new (world);
  if (begins_with_word (request->name, "Invoices"))
    {
      g_autoptr (TwChargeIter) charges = tw_charge_iter_new (world, &request->from, &request->to);

      columns = &tw_report_columns_invoices;
      next_row = next_in_memory;
      source->rows = tw_report_invoices_new (charges, tw_world_today (world));
    }
  else if (begins_with_word (request->name, "Subscriptions"))
    {
      columns = &tw_report_columns_subscriptions;
      next_row = next_in_memory;
      source->rows = list_subscriptions (world, request);
    }
  else
    {
      columns = wants_short_view (request) ? &tw_report_columns_charges_short : &tw_report_columns_charges;
      next_row = next_charge;
      source->charges = tw_charge_iter_new (world, &request->from, &request->to);
    }

  return tw_report_stream_new (request->format, columns, next_row, source, (GDestroyNotify) report_source_free);
}
