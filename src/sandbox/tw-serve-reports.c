/* tw-serve-reports.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "sandbox/tw-ask.h"
#include "sandbox/tw-days.h"
#include "sandbox/tw-exchange.h"
#include "sandbox/tw-report.h"
#include "sandbox/tw-reporting.h"

/* One list row in so many lacks the link that the report has by id. */
#define LINKLESS_EVERY 3

static const char *const statuses[] = { "submitted", "processing", "error", "completed", NULL };
static const char *const types[] = { "periodic", "daily", "monthly", "onetime", "on_invoice", NULL };
static const char *const formats[] = { "csv", "xml", "xlsx", "json", NULL };

static void
write_members (TwExchange  *x,
               TwSimReport *report,
               gboolean     with_link)
{
  TwOut *out = &x->out;

  tw_out_begin_object (out, NULL);
  tw_out_string (out, "id", report->id);
  tw_out_string (out, "name", report->name);
  tw_out_string (out, "customizationName", report->customization);
  tw_out_string (out, "status", report->status);
  tw_out_string (out, "type", report->type);
  tw_out_string (out, "format", report->format);
  tw_out_time (out, "creationDate", report->created);
  tw_out_time (out, "startDate", report->start);
  tw_out_time (out, "endDate", report->end);
  if (with_link && tw_reporting_has_file (x->world, report))
    {
      g_autofree char *signature = tw_reporting_sign (x->world, report);
      g_autofree char *format = g_ascii_strdown (report->format, -1);
      g_autofree char *url = g_strdup_printf ("%s/_reports/%s.%s?sig=%s", x->base_url, report->id, format, signature);

      tw_out_string (out, "downloadUrl", url);
    }
  tw_out_end_object (out);
}

/* Reads a filter with one of some values; the case of formats differs. */
static gboolean
read_choice (TwExchange         *x,
             const char         *name,
             const char *const  *choices,
             const char        **value,
             GError            **error)
{
  g_autofree char *folded = NULL;

  *value = tw_exchange_query (x, name);
  if (*value == NULL)
    return TRUE;
  folded = choices == formats ? g_ascii_strdown (*value, -1) : g_strdup (*value);
  if (!g_strv_contains (choices, folded))
    return tw_refuse (error, 400, "Unsupported value of the %s filter.", name);

  return TRUE;
}

static gboolean
read_day (TwExchange  *x,
          const char  *name,
          TwDay       *day,
          GError     **error)
{
  const char *text = tw_exchange_query (x, name);

  *day = 0;
  if (text != NULL && !tw_day_parse (text, day))
    return tw_refuse (error, 400, "Unsupported value of the %s filter: a date such as 2026-10-01 is needed.", name);

  return TRUE;
}

static gboolean
read_time (TwExchange  *x,
           const char  *name,
           TwAskNeed    need,
           gint64      *time,
           GError     **error)
{
  const char *text = NULL;

  if (!tw_ask_string (x->body, "", name, need, &text, error))
    return FALSE;
  if (text != NULL && (strchr (text, 'T') == NULL || !tw_time_parse (text, time)))
    return tw_refuse (error, 400, "The field %s has to be a time, such as 2026-10-01T00:00:00Z.", name);

  return TRUE;
}

/**
 * tw_serve_report_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /reports`: those exported in a period of days. The page parameters are not read.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_report_list (TwExchange  *x,
                      GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name = tw_exchange_query (x, "name");
  const char *status;
  const char *type;
  const char *format;
  TwDay from;
  TwDay to;

  if (!read_choice (x, "status", statuses, &status, error)
      || !read_choice (x, "type", types, &type, error)
      || !read_choice (x, "format", formats, &format, error)
      || !read_day (x, "from", &from, error)
      || !read_day (x, "to", &to, error))
    return FALSE;

  for (guint i = 0; i < x->world->reports->len; i++)
    {
      TwSimReport *report = g_ptr_array_index (x->world->reports, i);
      TwDay created = tw_day_of (report->created);

      if ((name == NULL || tw_text_contains (report->name, name))
          && (status == NULL || strcmp (report->status, status) == 0)
          && (type == NULL || strcmp (report->type, type) == 0)
          && (format == NULL || g_ascii_strcasecmp (report->format, format) == 0)
          && (from == 0 || created >= from)
          && (to == 0 || created <= to))
        g_ptr_array_add (found, report);
    }

  tw_out_begin_object (&x->out, NULL);
  tw_out_begin_array (&x->out, "data");
  for (guint i = found->len; i > 0; i--)
    write_members (x, g_ptr_array_index (found, i - 1), i % LINKLESS_EVERY != 0);
  tw_out_end_array (&x->out);
  tw_out_begin_object (&x->out, "pagination");
  tw_out_int (&x->out, "offset", 0);
  tw_out_int (&x->out, "limit", found->len);
  tw_out_int (&x->out, "total", found->len);
  tw_out_end_object (&x->out);
  tw_out_end_object (&x->out);

  return TRUE;
}

/**
 * tw_serve_report_create:
 * @x: the call
 * @error: return location for a refusal
 *
 * `POST /reports`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_report_create (TwExchange  *x,
                        GError     **error)
{
  gint64 now = tw_world_now (x->world);
  const char *name = NULL;
  const char *customization = NULL;
  const char *format = "csv";
  TwSimReport *report;
  gint64 start = 0;
  gint64 end = now;

  if (!tw_ask_string (x->body, "", "name", TW_ASK_REQUIRED, &name, error)
      || !tw_ask_string (x->body, "", "customizationName", TW_ASK_OPTIONAL, &customization, error)
      || !tw_ask_string (x->body, "", "format", TW_ASK_OPTIONAL, &format, error)
      || !read_time (x, "startDate", TW_ASK_REQUIRED, &start, error)
      || !read_time (x, "endDate", TW_ASK_OPTIONAL, &end, error))
    return FALSE;
  if (!g_strv_contains (formats, format))
    return tw_refuse (error, 400, "The field format has to be csv, xml, xlsx or json.");
  if (end < start)
    return tw_refuse (error, 400, "The field endDate may not be before startDate.");

  report = tw_world_add_report (x->world);
  report->name = g_strdup (name);
  report->customization = g_strdup (customization);
  report->type = "onetime";
  report->format = g_strdup (format);
  report->start = start;
  report->end = end;
  tw_reporting_run (x->world, report, now);
  write_members (x, report, TRUE);

  return TRUE;
}

/**
 * tw_serve_report:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /reports/{reportId}`: with a new download address each time.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_report (TwExchange  *x,
                 GError     **error)
{
  TwSimReport *report = tw_world_find_report (x->world, x->id);

  if (report == NULL)
    return tw_refuse_unknown (x, error);
  write_members (x, report, TRUE);

  return TRUE;
}
