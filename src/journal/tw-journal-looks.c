/* tw-journal-looks.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-store-private.h"

#include <time.h>

/* Says which start of this machine it is. */
#define BOOT_ID_PATH "/proc/sys/kernel/random/boot_id"

/*
 * A moment here. Between two moments of one start of the machine, what passed is what its own counter says, sleep
 * included: a clock can be set, and is.
 */
typedef struct
{
  GDateTime *time;
  char      *boot;   /* (nullable) */
  gint64     uptime; /* microseconds */
} Moment;

static void
moment_clear (Moment *self)
{
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_pointer (&self->boot, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Moment, moment_clear)

static void
moment_init_now (Moment *self)
{
  struct timespec up;

  self->time = g_date_time_new_now_utc ();
  if (clock_gettime (CLOCK_BOOTTIME, &up) != 0 || !g_file_get_contents (BOOT_ID_PATH, &self->boot, NULL, NULL))
    return;

  g_strstrip (self->boot);
  self->uptime = (gint64) up.tv_sec * G_USEC_PER_SEC + up.tv_nsec / 1000;
}

static GTimeSpan
moment_since (const Moment *self,
              const Moment *earlier)
{
  if (self->boot != NULL && g_strcmp0 (self->boot, earlier->boot) == 0)
    return self->uptime - earlier->uptime;

  return g_date_time_difference (self->time, earlier->time);
}

/**
 * tw_journal_store_note_look:
 * @connection: a connection to the records, lent by a job
 * @id: id of an entry
 * @result: what a look found
 * @look_error: (nullable): why it failed
 * @reason: (nullable): the same as a code with its values
 * @error: return location
 *
 * Notes one look with its time.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_note_look (TwDatabaseConnection  *connection,
                            const char            *id,
                            TwLookResult           result,
                            const char            *look_error,
                            TwJson                *reason,
                            GError               **error)
{
  g_auto (Moment) now = { NULL };
  g_autofree char *time = NULL;
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                "INSERT INTO journal_looks (entry, time, result, error, boot, uptime, reason)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                error);
  if (statement == NULL)
    return FALSE;

  moment_init_now (&now);
  time = tw_date_time_to_string (now.time);
  tw_statement_bind_text (statement, 1, id);
  tw_statement_bind_text (statement, 2, time);
  tw_statement_bind_text (statement, 3, tw_enum_to_text (TW_TYPE_LOOK_RESULT, result));
  tw_statement_bind_text (statement, 4, look_error);
  tw_statement_bind_text (statement, 5, now.boot);
  if (now.boot != NULL)
    tw_statement_bind_int (statement, 6, now.uptime);
  tw_journal_bind_json (statement, 7, reason);

  return tw_statement_run (statement, error);
}

/**
 * tw_journal_store_has_looks:
 * @connection: a connection to the records, lent by a job
 * @id: id of an entry
 * @result: what the looks that count have found: %TW_LOOK_ABSENT for nothing, %TW_LOOK_SEVERAL for nothing or
 *   something that could be it
 * @settle_after: seconds over which looks must be spread
 * @enough: (out): whether there are enough of them to go by
 * @error: return location
 *
 * Looks too close to each other count as one: the marketplace may be slow, and nobody waits for it by looking
 * more often. Their distance is time that passed here, whatever the marketplace's clock says, and whatever this
 * machine's clock was set to while it ran. A clock that was set back in between begins a new distance. When looks
 * are due is told by the clock, which is adjusted now and then: a hundredth is no matter.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_has_looks (TwDatabaseConnection  *connection,
                            const char            *id,
                            TwLookResult           result,
                            guint                  settle_after,
                            gboolean              *enough,
                            GError               **error)
{
  GTimeSpan distance = (GTimeSpan) settle_after * G_TIME_SPAN_SECOND / (TW_SETTLE_LOOKS - 1) * 99 / 100;
  g_auto (Moment) counted = { NULL };
  g_autoptr (TwStatement) statement = NULL;
  gboolean has_row;
  guint n_looks = 0;

  statement = tw_statement_new (connection,
                                "SELECT time, boot, uptime FROM journal_looks"
                                " WHERE entry = ?1 AND result IN ('absent', ?2) ORDER BY id",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, id);
  tw_statement_bind_text (statement, 2, tw_enum_to_text (TW_TYPE_LOOK_RESULT, result));
  while (TRUE)
    {
      g_auto (Moment) moment = { NULL };
      GTimeSpan passed;

      if (!tw_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      moment.time = tw_date_time_parse (tw_statement_get_text (statement, 0), error);
      if (moment.time == NULL)
        return FALSE;
      moment.boot = tw_statement_dup_text (statement, 1);
      moment.uptime = tw_statement_get_int (statement, 2);

      passed = counted.time != NULL ? moment_since (&moment, &counted) : distance;
      if (passed >= distance)
        n_looks++;
      if (passed >= distance || passed < 0)
        {
          moment_clear (&counted);
          counted = moment;
          moment = (Moment) { NULL };
        }
    }

  *enough = n_looks >= TW_SETTLE_LOOKS;

  return TRUE;
}

/**
 * tw_journal_store_is_taken:
 * @connection: a connection to the records, lent by a job
 * @outcome: an outcome with the id of its object
 * @taken: (out): whether that object is what another entry made
 * @error: return location
 *
 * Updates may well end at the same object; what two entries made are two objects.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_is_taken (TwDatabaseConnection  *connection,
                           TwJournalEntry        *outcome,
                           gboolean              *taken,
                           GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;

  *taken = FALSE;
  if (outcome->result_id == NULL || !tw_write_kind_is_creation (outcome->kind))
    return TRUE;

  statement = tw_statement_new (connection,
                                "SELECT 1 FROM journal"
                                " WHERE result_id = ?1 AND kind = ?2 AND id <> ?3 AND state = 'confirmed'",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, outcome->result_id);
  tw_statement_bind_text (statement, 2, tw_enum_to_text (TW_TYPE_WRITE_KIND, outcome->kind));
  tw_statement_bind_text (statement, 3, outcome->id);

  return tw_statement_step (statement, taken, error);
}

/**
 * tw_journal_store_keep_candidates:
 * @connection: a connection to the records, lent by a job
 * @outcome: an outcome with its candidates
 * @error: return location
 *
 * Of an entry that has been settled meanwhile nothing is kept.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_keep_candidates (TwDatabaseConnection  *connection,
                                  TwJournalEntry        *outcome,
                                  GError               **error)
{
  g_autofree char *text = tw_json_to_string (outcome->candidates, FALSE);
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                "UPDATE journal SET candidates = nullif (?2, '[]')"
                                " WHERE id = ?1 AND state IN ('unknown', 'needs-a-person', 'not-placed')",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, outcome->id);
  tw_statement_bind_text (statement, 2, text);

  return tw_statement_run (statement, error);
}

/**
 * tw_journal_store_list_results:
 * @connection: a connection to the records, lent by a job
 * @kind: a write that makes something
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8 utf8): ids of what entries of that kind made; %NULL with @error set
 */
GHashTable *
tw_journal_store_list_results (TwDatabaseConnection  *connection,
                               TwWriteKind            kind,
                               GError               **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TwStatement) statement = NULL;
  gboolean has_row;

  statement = tw_statement_new (connection,
                                "SELECT result_id FROM journal"
                                " WHERE result_id IS NOT NULL AND kind = ?1 AND state = 'confirmed'",
                                error);
  if (statement == NULL)
    return NULL;

  tw_statement_bind_text (statement, 1, tw_enum_to_text (TW_TYPE_WRITE_KIND, kind));
  while (TRUE)
    {
      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      g_hash_table_add (ids, tw_statement_dup_text (statement, 0));
    }
}
