/* tw-settler.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-settler-private.h"

#include "journal/tw-late-orders.h"
#include "journal/tw-settle-entry-private.h"

/* How often the journal is looked into for what other processes left behind; that makes no call. */
#define IDLE_SECONDS 60

/* How long orders that are read may gather before those that come late are looked for among them. */
#define GATHER_SECONDS 2

G_DEFINE_FINAL_TYPE (TwSettler, tw_settler, G_TYPE_OBJECT)

static void schedule (TwSettler *self,
                      gint64     delay);

static void
background_ran_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  TwSettler *self = TW_SETTLER (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = tw_settler_run_finish (self, result, &error);
  gint64 idle = (self->orders_changed ? GATHER_SECONDS : IDLE_SECONDS) * G_USEC_PER_SEC;
  gint64 due = tw_settler_run_get_next_due (result);

  g_clear_pointer (&entries, g_ptr_array_unref);
  self->busy = FALSE;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Settling goes on later: %s", error->message);

  schedule (self, due < G_MAXINT64 && error == NULL ? MIN (MAX (due - g_get_real_time (), 0), idle) : idle);
}

static void
late_orders_found_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (TwSettler) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_late_orders_find_finish (result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Orders that come late are looked for again later: %s", error->message);

  /* Stopped in between. */
  if (self->background == NULL)
    {
      self->busy = FALSE;
      return;
    }

  tw_settler_run_due_async (self, self->background, background_ran_cb, NULL);
}

static gboolean
timer_cb (gpointer user_data)
{
  TwSettler *self = user_data;

  self->timer_id = 0;
  self->busy = TRUE;
  if (self->orders_changed)
    {
      self->orders_changed = FALSE;
      tw_late_orders_find_async (self->journal,
                                 self->mirror,
                                 self->background,
                                 late_orders_found_cb,
                                 g_object_ref (self));
    }
  else
    tw_settler_run_due_async (self, self->background, background_ran_cb, NULL);

  return G_SOURCE_REMOVE;
}

/* @delay is in microseconds. A run that is under way schedules the next one itself; of two times the earlier holds. */
static void
schedule (TwSettler *self,
          gint64     delay)
{
  gint64 time = g_get_monotonic_time () + delay;

  if (self->background == NULL || self->busy || (self->timer_id != 0 && self->timer_time <= time))
    return;

  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_time = time;
  self->timer_id = g_timeout_add ((guint) (delay / 1000) + 1, timer_cb, self);
  g_source_set_name_by_id (self->timer_id, "tw-settler background");
}

static void
journal_changed_cb (TwSettler      *self,
                    TwJournalEntry *entry)
{
  gint64 due;

  if (entry->state != TW_JOURNAL_UNKNOWN)
    return;

  due = tw_settle_entry_get_due (entry, self->settle_after) - g_get_real_time ();
  schedule (self, CLAMP (due, 0, IDLE_SECONDS * G_USEC_PER_SEC));
}

static void
mirror_changed_cb (TwSettler *self,
                   TwKind     kind)
{
  if (kind != TW_KIND_ORDER)
    return;

  self->orders_changed = TRUE;
  schedule (self, GATHER_SECONDS * G_USEC_PER_SEC);
}

/**
 * tw_settler_start:
 * @self: a settler
 *
 * From now on settles what is unknown by itself, at the priority of work that nobody waits for. Belongs to the
 * thread whose default main context runs.
 */
void
tw_settler_start (TwSettler *self)
{
  g_return_if_fail (TW_IS_SETTLER (self));

  if (self->background != NULL)
    return;

  self->background = g_cancellable_new ();
  self->changed_id = g_signal_connect_object (self->journal,
                                              "changed",
                                              G_CALLBACK (journal_changed_cb),
                                              self,
                                              G_CONNECT_SWAPPED);
  if (self->mirror != NULL)
    self->mirror_changed_id = g_signal_connect_object (self->mirror,
                                                       "changed",
                                                       G_CALLBACK (mirror_changed_cb),
                                                       self,
                                                       G_CONNECT_SWAPPED);
  schedule (self, 0);
}

/**
 * tw_settler_stop:
 * @self: a settler
 *
 * Ends what tw_settler_start() began. A look under way is cut short and leaves no trace.
 */
void
tw_settler_stop (TwSettler *self)
{
  g_return_if_fail (TW_IS_SETTLER (self));

  if (self->background == NULL)
    return;

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_signal_handler (&self->changed_id, self->journal);
  g_clear_signal_handler (&self->mirror_changed_id, self->mirror);
  g_cancellable_cancel (self->background);
  g_clear_object (&self->background);
}

static void
tw_settler_dispose (GObject *object)
{
  TwSettler *self = TW_SETTLER (object);

  if (self->journal != NULL)
    tw_settler_stop (self);
  g_clear_object (&self->marketplace);
  g_clear_object (&self->journal);
  g_clear_object (&self->mirror);

  G_OBJECT_CLASS (tw_settler_parent_class)->dispose (object);
}

static void
tw_settler_class_init (TwSettlerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_settler_dispose;
}

static void
tw_settler_init (TwSettler *self)
{
}

/**
 * tw_settler_new:
 * @marketplace: where to look
 * @journal: the journal
 * @mirror: (nullable): where what was found is kept
 * @settle_after: seconds over which looks without a find are spread before an entry counts as not placed
 *
 * Returns: (transfer full): a settler, not started
 */
TwSettler *
tw_settler_new (TwMarketplace *marketplace,
                TwJournal     *journal,
                TwMirror      *mirror,
                guint          settle_after)
{
  TwSettler *self;

  g_return_val_if_fail (TW_IS_MARKETPLACE (marketplace), NULL);
  g_return_val_if_fail (TW_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (mirror == NULL || TW_IS_MIRROR (mirror), NULL);

  self = g_object_new (TW_TYPE_SETTLER, NULL);
  self->marketplace = g_object_ref (marketplace);
  self->journal = g_object_ref (journal);
  g_set_object (&self->mirror, mirror);
  self->settle_after = settle_after;

  return self;
}
