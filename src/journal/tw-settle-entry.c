/* tw-settle-entry.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-settle-entry-private.h"

#include "base/tw-error.h"
#include "journal/tw-mirror-answer-private.h"
#include "journal/tw-settle-look-private.h"
#include "journal/tw-settle-match-private.h"
#include "journal/tw-write-entry-private.h"

/* Between two looks of one's own accord, however soon an account is to settle: one that fails at once is not repeated
 * without end. */
#define MIN_INTERVAL G_USEC_PER_SEC

typedef struct
{
  TwMarketplace  *marketplace;
  TwJournal      *journal;
  TwMirror       *mirror;
  TwJournalEntry *entry;
  guint           settle_after;
  TwPriority      priority;
} Settle;

static void
settle_free (Settle *self)
{
  g_clear_object (&self->marketplace);
  g_clear_object (&self->journal);
  g_clear_object (&self->mirror);
  g_clear_object (&self->entry);
  g_free (self);
}

/* Takes @task. */
static void
end (GTask *task)
{
  Settle *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_object_ref (self->entry), g_object_unref);
  g_object_unref (task);
}

static void
mirrored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  end (user_data);
}

/* Takes @task and @entry: what the journal has of it now. */
static void
take_entry (GTask          *task,
            TwJournalEntry *entry)
{
  Settle *self = g_task_get_task_data (task);
  g_autoptr (TwResource) answer = tw_journal_entry_dup_answer (entry, NULL);

  g_clear_object (&self->entry);
  self->entry = entry;
  tw_mirror_answer_async (self->mirror, tw_write_kind_get_kind (entry->kind), answer, mirrored_cb, task);
}

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwJournalEntry *entry = tw_journal_settle_finish (TW_JOURNAL (source), result, &error);

  if (entry != NULL)
    take_entry (g_steal_pointer (&task), entry);
  else
    g_task_return_error (task, error);
}

static void
reopened_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwJournalEntry *entry = tw_journal_reopen_finish (TW_JOURNAL (source), result, &error);

  if (entry != NULL)
    take_entry (g_steal_pointer (&task), entry);
  else
    g_task_return_error (task, error);
}

static TwJournalEntry *
outcome_new (TwJournalEntry *entry,
             TwJournalState  state,
             TwReason        reason)
{
  g_autoptr (TwJson) json = tw_reason_new (reason, NULL);
  TwJournalEntry *outcome = g_object_new (TW_TYPE_JOURNAL_ENTRY,
                                          "id", entry->id,
                                          "kind", entry->kind,
                                          "state", state,
                                          "correlation-id", entry->correlation_id,
                                          NULL);

  tw_journal_entry_set_reason (outcome, json);

  return outcome;
}

/* What a person is told about an entry that only a person can settle. */
static TwReason
get_question (TwJournalEntry *entry,
              TwFinding      *finding)
{
  if (finding->candidates->len > 0)
    return TW_REASON_AMBIGUOUS;
  if (entry->entry_mark != NULL)
    return TW_REASON_UNMARKED;

  return TW_REASON_UNDATED;
}

/* A look that failed says nothing: the entry stays as it is. */
static TwJournalEntry *
make_failure (TwJournalEntry *entry,
              const GError   *error)
{
  return g_object_new (TW_TYPE_JOURNAL_ENTRY,
                       "id", entry->id,
                       "kind", entry->kind,
                       "state", TW_JOURNAL_UNKNOWN,
                       "error", error->message,
                       "reason", tw_error_get_reason (error),
                       "correlation-id", entry->correlation_id,
                       NULL);
}

/* The state that the entry takes if the finding decides. */
static TwJournalEntry *
make_outcome (TwJournalEntry *entry,
              TwFinding      *finding)
{
  g_autoptr (TwJson) candidates = tw_settle_describe (finding->candidates);
  TwJournalEntry *outcome;

  switch (finding->result)
    {
    case TW_LOOK_FOUND:
      outcome = tw_write_entry_found (entry, finding->object);
      break;
    case TW_LOOK_SEVERAL:
      outcome = outcome_new (entry, TW_JOURNAL_NEEDS_A_PERSON, get_question (entry, finding));
      break;
    case TW_LOOK_ABSENT:
    case TW_LOOK_FAILED:
    default:
      outcome = outcome_new (entry,
                             TW_JOURNAL_NOT_PLACED,
                             tw_write_kind_is_creation (entry->kind)
                               ? TW_REASON_NOT_THERE
                               : TW_REASON_NOTHING_CHANGED);
      break;
    }
  g_object_set (outcome, "candidates", candidates, NULL);

  return outcome;
}

/**
 * tw_settle_entry_make_late:
 * @entry: an order's entry that was not placed
 * @order: the order that came of it after all
 *
 * Returns: (transfer full): its outcome for tw_journal_reopen_async()
 */
TwJournalEntry *
tw_settle_entry_make_late (TwJournalEntry *entry,
                           TwResource     *order)
{
  TwJournalEntry *outcome = tw_write_entry_found (entry, order);
  g_autoptr (GPtrArray) orders = g_ptr_array_new ();
  g_autoptr (TwJson) candidates = NULL;
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_CAME_LATE, NULL);

  g_ptr_array_add (orders, order);
  candidates = tw_settle_describe (orders);
  g_object_set (outcome, "candidates", candidates, NULL);
  tw_journal_entry_set_reason (outcome, reason);

  return outcome;
}

/* Takes @task. What is still not there changes nothing, and neither does what no look can find. */
static void
end_late_look (GTask     *task,
               TwFinding *finding)
{
  Settle *self = g_task_get_task_data (task);
  g_autoptr (TwJournalEntry) outcome = NULL;

  if (finding->result == TW_LOOK_FOUND)
    outcome = tw_settle_entry_make_late (self->entry, finding->object);
  else if (finding->candidates->len > 0)
    outcome = make_outcome (self->entry, finding);

  if (outcome != NULL)
    tw_journal_reopen_async (self->journal, outcome, finding->sure, reopened_cb, task);
  else
    end (task);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Settle *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwFinding) finding = tw_settle_look_finish (result, &error);
  g_autoptr (TwJournalEntry) outcome = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (finding == NULL && self->entry->state == TW_JOURNAL_NOT_PLACED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (self->entry->state == TW_JOURNAL_NOT_PLACED)
    {
      end_late_look (g_steal_pointer (&task), finding);
      return;
    }

  outcome = finding != NULL ? make_outcome (self->entry, finding) : make_failure (self->entry, error);
  tw_journal_settle_async (self->journal,
                           finding != NULL ? finding->result : TW_LOOK_FAILED,
                           finding != NULL && finding->sure,
                           outcome,
                           self->settle_after,
                           noted_cb,
                           g_steal_pointer (&task));
}

static void
results_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Settle *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GHashTable) taken = tw_journal_list_results_finish (TW_JOURNAL (source), result, &error);

  if (taken == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  tw_settle_rule_out (self->entry, taken);
  tw_settle_look_async (self->marketplace,
                        self->entry,
                        taken,
                        self->priority,
                        g_task_get_cancellable (task),
                        looked_cb,
                        g_object_ref (task));
}

/**
 * tw_settle_entry_async:
 * @marketplace: the marketplace
 * @journal: the journal
 * @mirror: (nullable): where an outcome that was found is kept
 * @entry: an entry whose outcome is unknown, to a person as well; or an order's that was not placed, and may have
 *   been after all
 * @settle_after: seconds over which looks without a find must be spread
 * @priority: who waits for it
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Looks once for the outcome of an entry, and writes down what the look means.
 */
void
tw_settle_entry_async (TwMarketplace       *marketplace,
                       TwJournal           *journal,
                       TwMirror            *mirror,
                       TwJournalEntry      *entry,
                       guint                settle_after,
                       TwPriority           priority,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Settle *self = g_new0 (Settle, 1);

  self->marketplace = g_object_ref (marketplace);
  self->journal = g_object_ref (journal);
  g_set_object (&self->mirror, mirror);
  self->entry = g_object_ref (entry);
  self->settle_after = settle_after;
  self->priority = priority;

  g_task_set_source_tag (task, tw_settle_entry_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) settle_free);
  tw_journal_list_results_async (journal, entry->kind, results_listed_cb, task);
}

/**
 * tw_settle_entry_finish:
 * @result: the result
 * @error: return location; not set when the marketplace could not be asked for an unknown entry: that is noted in it
 *
 * Returns: (transfer full): the entry as it is now; %NULL with @error set when the journal failed, the call
 *   was cancelled, or nobody could be asked for an order that was not placed
 */
TwJournalEntry *
tw_settle_entry_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_settle_entry_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_settle_entry_get_due:
 * @entry: an entry whose outcome is unknown
 * @settle_after: seconds over which looks without a find must be spread
 *
 * Returns: when to look next, in microseconds since the epoch: at once, or when the next look counts
 */
gint64
tw_settle_entry_get_due (TwJournalEntry *entry,
                         guint           settle_after)
{
  guint n_looks = tw_json_get_length (entry->looks);
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) last = NULL;
  gint64 now = g_get_real_time ();
  gint64 time;

  if (n_looks == 0)
    return now;

  text = tw_json_dup_member_text (tw_json_get_element (entry->looks, n_looks - 1), "time");
  last = text != NULL ? tw_date_time_parse (text, NULL) : NULL;
  if (last == NULL)
    return now;

  /* A clock that was set back must not keep anybody waiting. */
  time = g_date_time_to_unix (last) * G_USEC_PER_SEC + g_date_time_get_microsecond (last);

  return MIN (time, now) + MAX ((gint64) settle_after * G_USEC_PER_SEC / (TW_SETTLE_LOOKS - 1), MIN_INTERVAL);
}
