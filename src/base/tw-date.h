/* tw-date.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TwPeriodUnit:
 *
 * Unit of a billing or subscription period, as the marketplace writes it (`day`, `month`, `year`,
 * `statement_day`).
 */
typedef enum
{
  TW_PERIOD_UNKNOWN,
  TW_PERIOD_DAY,
  TW_PERIOD_MONTH,
  TW_PERIOD_YEAR,
  TW_PERIOD_STATEMENT_DAY,
} TwPeriodUnit;

/* Date-times are UTC inside and ISO 8601 at the edges; plain dates are GDate. */
GDateTime *tw_date_time_parse      (const char    *text,
                                    GError       **error);
char      *tw_date_time_to_string  (GDateTime     *self);
GDateTime *tw_date_time_parse_http (const char    *text);

gboolean   tw_date_parse           (const char    *text,
                                    GDate         *out,
                                    GError       **error);
char      *tw_date_to_string       (const GDate   *self);
GDateTime *tw_date_start_of_day    (const GDate   *self);
GDateTime *tw_date_end_of_day      (const GDate   *self);
void       tw_date_of_time         (GDateTime     *time,
                                    GDate         *out);
void       tw_date_add_period      (GDate         *self,
                                    TwPeriodUnit   unit,
                                    int            count);

/* ISO 8601 durations of one part, as people type them for a term: P1M, P1Y, P14D. */
gboolean   tw_period_parse         (const char    *text,
                                    TwPeriodUnit  *unit,
                                    int           *count,
                                    GError       **error);
char      *tw_period_to_string     (TwPeriodUnit   unit,
                                    int            count);

G_END_DECLS
