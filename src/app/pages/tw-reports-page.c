/* tw-reports-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-reports-page.h"

#include "pages/tw-report-details.h"
#include "tw-format.h"

#include <glib/gi18n.h>

struct _TwReportsPage
{
  TwListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (TwReportsPage, tw_reports_page, TW_TYPE_LIST_PAGE)

static TwReport *
get_report (TwRow *row)
{
  return TW_REPORT (tw_row_get_resource (row));
}

static char *
dup_name (TwRow *row)
{
  return g_strdup (get_report (row)->name);
}

static char *
dup_from (TwRow *row)
{
  return tw_format_day (get_report (row)->start_date);
}

static char *
dup_to (TwRow *row)
{
  return tw_format_day (get_report (row)->end_date);
}

static char *
dup_format (TwRow *row)
{
  const char *format = get_report (row)->format;

  return format != NULL ? g_ascii_strup (format, -1) : NULL;
}

static char *
dup_status (TwRow *row)
{
  return tw_status_dup_label (tw_row_get_resource (row), "status");
}

static TwStatusTone
get_status_tone (TwRow *row)
{
  return tw_status_read_tone (tw_row_get_resource (row), "status");
}

static char *
dup_created (TwRow *row)
{
  return tw_format_date (get_report (row)->creation_date);
}

static char *
dup_created_time (TwRow *row)
{
  return tw_format_date_time (get_report (row)->creation_date);
}

static const TwColumn columns[] = {
  { N_("Name"), "name", 220, TRUE, TW_CELL_TEXT, dup_name, NULL, NULL },
  { N_("From"), "startDate", 90, FALSE, TW_CELL_TEXT, dup_from, NULL, NULL },
  { N_("To"), "endDate", 90, FALSE, TW_CELL_TEXT, dup_to, NULL, NULL },
  { N_("Format"), "format", 80, FALSE, TW_CELL_TEXT, dup_format, NULL, NULL },
  { N_("Status"), "status", 120, FALSE, TW_CELL_STATUS, dup_status, NULL, get_status_tone },
  { N_("Created"), "creationDate", 90, FALSE, TW_CELL_TEXT, dup_created, dup_created_time, NULL },
};

static void
tw_reports_page_class_init (TwReportsPageClass *klass)
{
  TwListPageClass *page_class = TW_LIST_PAGE_CLASS (klass);

  page_class->kind = TW_KIND_REPORT;
  page_class->title = N_("Reports");
  page_class->new_label = N_("_Schedule Report");
  page_class->new_action = "win.schedule-report";
  page_class->search_hint = N_("Search reports");
  page_class->loading_title = N_("Reading Reports…");
  page_class->empty_title = N_("No Reports Yet");
  page_class->empty_text = N_("Schedule one for last month and save it as a file.");
  page_class->columns = columns;
  page_class->n_columns = G_N_ELEMENTS (columns);
  page_class->details_type = TW_TYPE_REPORT_DETAILS;
}

static void
tw_reports_page_init (TwReportsPage *self)
{
  TwFilterChip *status = TW_FILTER_CHIP (tw_filter_chip_new ("status", _("Status")));
  TwFilterChip *type = TW_FILTER_CHIP (tw_filter_chip_new ("type", _("Type")));

  tw_list_page_add_choices (status, TW_TYPE_REPORT_STATUS);
  tw_list_page_add_choices (type, TW_TYPE_REPORT_TYPE);
  tw_list_page_add_chip (TW_LIST_PAGE (self), status);
  tw_list_page_add_chip (TW_LIST_PAGE (self), type);
}
