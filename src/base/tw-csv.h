/* tw-csv.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TwCsvWriter:
 *
 * Writes CSV as RFC 4180 has it (commas, quotes where needed, CRLF), row by row, so that long lists can be
 * streamed. Cells that a spreadsheet would run as a formula are neutralised. Not thread-safe.
 */
typedef struct _TwCsvWriter TwCsvWriter;

TwCsvWriter *tw_csv_writer_new         (void);
void         tw_csv_writer_free        (TwCsvWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCsvWriter, tw_csv_writer_free)

void         tw_csv_writer_add_cell    (TwCsvWriter *self,
                                        const char  *text);
void         tw_csv_writer_end_row     (TwCsvWriter *self);
char        *tw_csv_writer_steal_chunk (TwCsvWriter *self);

G_END_DECLS
