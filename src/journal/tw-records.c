/* tw-records.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records.h"

/*
 * Never changed once released: a later form of the file is a further text. Times are ISO 8601 in UTC, JSON is
 * text, ids of the marketplace are text. The trigger holds the one rule that must not depend on any program
 * being right: what was sent once is never on its way again.
 */
static const char *const migrations[] = {
  "CREATE TABLE journal (\n"
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
  "  kind TEXT NOT NULL,\n"
  "  state TEXT NOT NULL CHECK (state IN ('draft', 'queued', 'sending', 'confirmed', 'rejected', 'unknown',\n"
  "                                       'not-placed', 'needs-a-person')),\n"
  "  mark TEXT,\n"
  "  created TEXT NOT NULL,\n"
  "  updated TEXT NOT NULL,\n"
  "  target TEXT,\n"
  "  customer_id TEXT,\n"
  "  request TEXT NOT NULL,\n"
  "  estimate TEXT,\n"
  "  basis TEXT,\n"
  "  resumable INTEGER NOT NULL,\n"
  "  account TEXT NOT NULL,\n"
  "  author TEXT NOT NULL,\n"
  "  program TEXT NOT NULL,\n"
  "  owner INTEGER,\n"
  "  server_time TEXT,\n"
  "  newest_order_id TEXT,\n"
  "  newest_order_time TEXT,\n"
  "  result_id TEXT,\n"
  "  answer TEXT,\n"
  "  error TEXT,\n"
  "  correlation_id TEXT,\n"
  "  CHECK ((state = 'sending') = (owner IS NOT NULL))\n"
  ");\n"
  "CREATE INDEX journal_by_state ON journal (state, id);\n"
  "CREATE INDEX journal_by_mark ON journal (mark, id);\n"
  "CREATE TRIGGER journal_steps BEFORE UPDATE OF state ON journal\n"
  "  WHEN OLD.state <> NEW.state AND NOT (\n"
  "    (OLD.state = 'draft' AND NEW.state = 'queued')\n"
  "    OR (OLD.state = 'queued' AND NEW.state IN ('sending', 'rejected', 'not-placed'))\n"
  "    OR (OLD.state = 'sending' AND NEW.state IN ('confirmed', 'rejected', 'unknown', 'not-placed'))\n"
  "    OR (OLD.state = 'unknown' AND NEW.state IN ('confirmed', 'not-placed', 'needs-a-person'))\n"
  "    OR (OLD.state = 'needs-a-person' AND NEW.state IN ('confirmed', 'not-placed')))\n"
  "  BEGIN SELECT raise (ABORT, 'a journal entry cannot take this step'); END;\n",

  /* Settling: our own mark, the entry that is tried again, each look at the marketplace and what it found. */
  "ALTER TABLE journal ADD COLUMN entry_mark TEXT;\n"
  "ALTER TABLE journal ADD COLUMN retry_of INTEGER REFERENCES journal (id);\n"
  "ALTER TABLE journal ADD COLUMN candidates TEXT;\n"
  "CREATE TABLE journal_looks (\n"
  "  id INTEGER PRIMARY KEY,\n"
  "  entry INTEGER NOT NULL REFERENCES journal (id),\n"
  "  time TEXT NOT NULL,\n"
  "  result TEXT NOT NULL CHECK (result IN ('found', 'absent', 'several', 'failed')),\n"
  "  error TEXT\n"
  ");\n"
  "CREATE INDEX journal_looks_by_entry ON journal_looks (entry, id);\n"
  "CREATE INDEX journal_by_result ON journal (result_id) WHERE result_id IS NOT NULL;\n",

  NULL,
};

/**
 * tw_records_open_async:
 * @path: path of the account's records file, see tw_account_dup_records_path()
 * @cancellable: (nullable): to stop waiting
 * @callback: called when it is open
 * @user_data: data of @callback
 *
 * Opens the records of an account, makes them when there are none, and brings an older file up to date after
 * a copy of it was made.
 */
void
tw_records_open_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (path != NULL);

  tw_database_open_async (path, TW_DATABASE_RECORDS, migrations, cancellable, callback, user_data);
}

/**
 * tw_records_open_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_STORE names the file
 *
 * Returns: (transfer full): the open records, %NULL with @error set
 */
TwDatabase *
tw_records_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  return tw_database_open_finish (result, error);
}
