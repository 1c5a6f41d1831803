/* tw-cli-rows.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-args.h"
#include "base/tw-resource.h"

G_BEGIN_DECLS

/* How the rows of a list are printed. */
extern const TwCliOption tw_cli_rows_options[];

/**
 * TwCliRows:
 *
 * Prints the rows of a list as they come: as a JSON array or as CSV, one by one; as a table, when all are known.
 * Rows may be added in any thread, by one at a time.
 */
typedef struct _TwCliRows TwCliRows;

TwCliRows *tw_cli_rows_new   (const TwCliArgs  *args,
                              GType             type,
                              const char       *table_columns,
                              const char       *csv_columns,
                              GError          **error);
void       tw_cli_rows_free  (TwCliRows        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCliRows, tw_cli_rows_free)

void       tw_cli_rows_begin (TwCliRows        *self);
void       tw_cli_rows_add   (TwCliRows        *self,
                              TwResource       *resource,
                              const char       *customer_name);
void       tw_cli_rows_end   (TwCliRows        *self);
guint      tw_cli_rows_get_n_rows (TwCliRows   *self);

G_END_DECLS
