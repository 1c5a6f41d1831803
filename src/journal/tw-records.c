/* tw-records.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records.h"

#include "journal/tw-records-backup-private.h"

/* What releases before the sixth form of the file wrote as an error, and what it is called since. */
#define REASON_OF(column) \
  "CASE " column \
  "  WHEN 'The program ended while this was being sent.' THEN '{\"code\":\"interrupted\"}'\n" \
  "  WHEN 'It was not sent now: it may have been sent before.' THEN '{\"code\":\"sent-before\"}'\n" \
  "  WHEN 'Restored from a backup: it may have been sent after the backup was made.'\n" \
  "    THEN '{\"code\":\"restored\"}'\n" \
  "  WHEN 'The marketplace was looked through repeatedly, and it is not there.' THEN '{\"code\":\"not-there\"}'\n" \
  "  WHEN 'The marketplace was asked repeatedly, and nothing has changed there.'\n" \
  "    THEN '{\"code\":\"nothing-changed\"}'\n" \
  "  WHEN 'What is at the marketplace could be this, and nobody can tell for sure.'\n" \
  "    THEN '{\"code\":\"ambiguous\"}'\n" \
  "  WHEN 'Nothing at the marketplace carries the mark of this, and nobody knows when it was sent.'\n" \
  "    THEN '{\"code\":\"unmarked\"}'\n" \
  "  WHEN 'Nobody knows when this was sent, so nobody can look for it.' THEN '{\"code\":\"undated\"}'\n" \
  "  WHEN 'The marketplace has it after all: it came only after this had counted as not placed.'\n" \
  "    THEN '{\"code\":\"came-late\"}'\n" \
  "  WHEN 'A person said that it was not placed.' THEN '{\"code\":\"person-said\"}'\n" \
  "  END"

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

  /* A marketplace may be slower than anybody waited: what counted as not placed may show up. And how long the machine
   * had been up at each look, so that a clock that is set forward makes no time pass. */
  "DROP TRIGGER journal_steps;\n"
  "CREATE TRIGGER journal_steps BEFORE UPDATE OF state ON journal\n"
  "  WHEN OLD.state <> NEW.state AND NOT (\n"
  "    (OLD.state = 'draft' AND NEW.state = 'queued')\n"
  "    OR (OLD.state = 'queued' AND NEW.state IN ('sending', 'rejected', 'not-placed'))\n"
  "    OR (OLD.state = 'sending' AND NEW.state IN ('confirmed', 'rejected', 'unknown', 'not-placed'))\n"
  "    OR (OLD.state = 'unknown' AND NEW.state IN ('confirmed', 'not-placed', 'needs-a-person'))\n"
  "    OR (OLD.state = 'not-placed' AND NEW.state IN ('confirmed', 'needs-a-person'))\n"
  "    OR (OLD.state = 'needs-a-person' AND NEW.state IN ('confirmed', 'not-placed')))\n"
  "  BEGIN SELECT raise (ABORT, 'a journal entry cannot take this step'); END;\n"
  "CREATE INDEX journal_by_retry ON journal (retry_of) WHERE retry_of IS NOT NULL;\n"
  "ALTER TABLE journal_looks ADD COLUMN boot TEXT;\n"
  "ALTER TABLE journal_looks ADD COLUMN uptime INTEGER;\n",

  /* All that was there before sending, not the newest alone; and how a sending ended, when that is settled. */
  "ALTER TABLE journal ADD COLUMN known_ids TEXT;\n"
  "ALTER TABLE journal ADD COLUMN send_error TEXT;\n",

  /* An account's name may be given to another marketplace: where an entry belongs. */
  "ALTER TABLE journal ADD COLUMN login TEXT;\n",

  /* What the journal itself says, so that it can be said in another language; of what it said before that, what is
   * always the same. */
  "ALTER TABLE journal ADD COLUMN reason TEXT;\n"
  "ALTER TABLE journal ADD COLUMN send_reason TEXT;\n"
  "ALTER TABLE journal_looks ADD COLUMN reason TEXT;\n"
  "UPDATE journal SET reason = " REASON_OF ("error") ", send_reason = " REASON_OF ("send_error") "\n"
  "  WHERE error IS NOT NULL OR send_error IS NOT NULL;\n",

  NULL,
};

/**
 * tw_records_get_newest_version:
 *
 * Returns: the version of the file that this release writes
 */
gint64
tw_records_get_newest_version (void)
{
  return G_N_ELEMENTS (migrations) - 1;
}

typedef struct
{
  char *path;
  char *notice;
} Open;

static void
open_free (Open *self)
{
  g_free (self->path);
  g_free (self->notice);
  g_free (self);
}

static void
database_opened_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwDatabase *records = tw_database_open_finish (result, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Open *self = task_data;
  GError *error = NULL;

  if (!tw_records_prepare (self->path, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->notice = tw_records_dup_notice (self->path);
  g_task_return_boolean (task, TRUE);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Open *prepared = g_task_get_task_data (G_TASK (result));
  Open *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->notice = g_steal_pointer (&prepared->notice);
  tw_database_open_async (self->path,
                          TW_DATABASE_RECORDS,
                          migrations,
                          g_task_get_cancellable (task),
                          database_opened_cb,
                          g_object_ref (task));
}

static void
set_path (GTask      *task,
          const char *path)
{
  Open *self = g_new0 (Open, 1);

  self->path = g_strdup (path);
  g_task_set_task_data (task, self, (GDestroyNotify) open_free);
}

/**
 * tw_records_open_async:
 * @path: path of the account's records file, see tw_account_dup_records_path()
 * @cancellable: (nullable): to stop waiting
 * @callback: called when it is open
 * @user_data: data of @callback
 *
 * Opens the records of an account, makes them when there are none, and brings an older file up to date after
 * a copy of it was made. A copy of what is new in them is made before. The newest copy takes the place of a file that
 * is damaged, empty or gone.
 */
void
tw_records_open_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) preparation = NULL;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_records_open_async);
  set_path (task, path);

  preparation = g_task_new (NULL, NULL, prepared_cb, g_object_ref (task));
  g_task_set_source_tag (preparation, tw_records_prepare);
  set_path (preparation, path);
  g_task_run_in_thread (preparation, prepare_thread);
}

/**
 * tw_records_open_finish:
 * @result: the result
 * @notice: (out) (optional) (nullable): what a person has to be told: that a backup took the place of the file, and
 *   what may be missing; the same at every opening until tw_records_forget_notice()
 * @error: return location; %TW_ERROR_STORE names the file
 *
 * Returns: (transfer full): the open records, %NULL with @error set
 */
TwDatabase *
tw_records_open_finish (GAsyncResult  *result,
                        char         **notice,
                        GError       **error)
{
  Open *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_records_open_async), NULL);

  self = g_task_get_task_data (G_TASK (result));
  if (notice != NULL)
    *notice = g_steal_pointer (&self->notice);

  return g_task_propagate_pointer (G_TASK (result), error);
}
