/* tw-records-survey.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwRecordsSurvey:
 * @n_entries: journal entries of the copy
 * @n_open: those of them that were approved or on their way, and become unknown when the copy is restored
 * @accounts: names of the accounts that wrote them
 * @newest: (nullable): when any of them last took a step, %NULL without entries
 * @file_time: when the file was written, as far as the file system knows
 * @n_present: entries of the records that the copy would replace, 0 when there are none, -1 when they cannot be read
 * @n_missing: those of them that the copy does not have
 * @missing_since: (nullable): when the first of these was written
 * @n_changed: those of them that have taken steps the copy does not know of
 *
 * What a copy of records holds, and what restoring it would change.
 */
typedef struct
{
  gint64      n_entries;
  gint64      n_open;
  char      **accounts;
  GDateTime  *newest;
  GDateTime  *file_time;
  gint64      n_present;
  gint64      n_missing;
  GDateTime  *missing_since;
  gint64      n_changed;
} TwRecordsSurvey;

void             tw_records_survey_free   (TwRecordsSurvey      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwRecordsSurvey, tw_records_survey_free)

void             tw_records_survey_async  (const char           *source,
                                           const char           *path,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
TwRecordsSurvey *tw_records_survey_finish (GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
