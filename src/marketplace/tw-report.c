/* tw-report.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-report.h"

#include "marketplace/tw-resource-define-private.h"

static const TwField report_fields[] = {
  TW_FIELD (TwReport, id, "id", STRING, TW_FIELD_REQUIRED),
  TW_FIELD (TwReport, name, "name", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwReport, customization_name, "customizationName", STRING, TW_FIELD_CREATE),
  TW_FIELD_OF (TwReport, status, "status", ENUM, TW_FIELD_NO_FLAGS, tw_report_status_get_type),
  TW_FIELD_OF (TwReport, type, "type", ENUM, TW_FIELD_NO_FLAGS, tw_report_type_get_type),
  TW_FIELD (TwReport, format, "format", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwReport, creation_date, "creationDate", DATE_TIME, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwReport, start_date, "startDate", DATE_TIME, TW_FIELD_CREATE),
  TW_FIELD (TwReport, end_date, "endDate", DATE_TIME, TW_FIELD_CREATE),
  TW_FIELD (TwReport, download_url, "downloadUrl", STRING, TW_FIELD_TRANSIENT),
};
TW_DEFINE_RESOURCE (TwReport, tw_report, report_fields)
