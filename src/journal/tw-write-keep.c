/* tw-write-keep.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-write-keep-private.h"

#define INTERVAL_SECONDS 3

/* An outcome that the journal could not be told yet. It ends with the journal. */
typedef struct
{
  GWeakRef        journal;
  TwJournalEntry *outcome;
} Keep;

static gboolean try_cb (gpointer user_data);

static void
keep_free (Keep *self)
{
  g_weak_ref_clear (&self->journal);
  g_clear_object (&self->outcome);
  g_free (self);
}

static void
schedule (Keep *self)
{
  guint id = g_timeout_add_seconds (INTERVAL_SECONDS, try_cb, self);

  g_source_set_name_by_id (id, "tw-write-keep");
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Keep *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  gboolean moved;

  entry = tw_journal_move_finish (TW_JOURNAL (source), result, &moved, &error);
  if (entry == NULL)
    {
      g_debug ("Journal entry %s waits for its outcome: %s", self->outcome->id, error->message);
      schedule (self);
      return;
    }

  keep_free (self);
}

static gboolean
try_cb (gpointer user_data)
{
  Keep *self = user_data;
  g_autoptr (TwJournal) journal = g_weak_ref_get (&self->journal);

  if (journal != NULL)
    tw_journal_move_async (journal, TW_JOURNAL_SENDING, self->outcome, moved_cb, self);
  else
    keep_free (self);

  return G_SOURCE_REMOVE;
}

/**
 * tw_write_keep_outcome:
 * @journal: the journal, which could not be written
 * @outcome: what came of an entry that this process was sending
 *
 * Tells the journal again and again until it takes it. A window may live for days after its disk was full for a
 * moment; nobody else may touch what it holds for being sent.
 */
void
tw_write_keep_outcome (TwJournal      *journal,
                       TwJournalEntry *outcome)
{
  Keep *self = g_new0 (Keep, 1);

  g_weak_ref_init (&self->journal, journal);
  self->outcome = g_object_ref (outcome);
  schedule (self);
}
