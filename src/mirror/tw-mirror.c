/* tw-mirror.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-call-private.h"

#include "tw-mirror-resources.h"

#define RESOURCE_FOLDER "/io/github/tradewind/Tradewind/mirror/sql"

/* When nothing comes for so long, in milliseconds, while lists are received for the first time or after, what was
 * postponed for them is done. */
#define LOAD_PATIENCE 500

struct _TwMirror
{
  GObject      parent_instance;

  TwDatabase  *database;
  TwListState *states; /* by TwKind */
  GQueue       writes; /* GTask: calls that were not given to the writing thread yet, in their order */
  GSource     *load_source; /* waits for a time to do what was postponed */
  gboolean     has_postponed; /* when the file was opened */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwMirror, tw_mirror, G_TYPE_OBJECT)

static void
forget_load (TwMirror *self)
{
  if (self->load_source != NULL)
    g_source_destroy (self->load_source);
  g_clear_pointer (&self->load_source, g_source_unref);
}

static void
tw_mirror_dispose (GObject *object)
{
  TwMirror *self = TW_MIRROR (object);

  forget_load (self);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (tw_mirror_parent_class)->dispose (object);
}

static void
tw_mirror_finalize (GObject *object)
{
  TwMirror *self = TW_MIRROR (object);

  g_clear_pointer (&self->states, tw_mirror_free_states);

  G_OBJECT_CLASS (tw_mirror_parent_class)->finalize (object);
}

static void
tw_mirror_class_init (TwMirrorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_mirror_dispose;
  object_class->finalize = tw_mirror_finalize;

  /**
   * TwMirror::changed:
   * @self: a mirror
   * @kind: of which kind
   *
   * Rows of that kind came, changed or vanished, or show another customer's name.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL,
                                   G_TYPE_NONE,
                                   1, TW_TYPE_KIND);
}

static void
tw_mirror_init (TwMirror *self)
{
}

/* The numbered SQL files, in order. */
static char **
load_migrations (void)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GResource *resource = tw_mirror_get_resource ();

  while (TRUE)
    {
      g_autofree char *path = g_strdup_printf (RESOURCE_FOLDER "/%03u.sql", texts->len + 1);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      gsize size;
      const char *text;

      if (bytes == NULL)
        break;

      text = g_bytes_get_data (bytes, &size);
      g_ptr_array_add (texts, g_strndup (text, size));
    }

  g_ptr_array_add (texts, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

static gboolean
load_states_job (TwDatabaseConnection  *connection,
                 gpointer               data,
                 GCancellable          *cancellable,
                 GError               **error)
{
  TwMirror *self = data;

  self->states = tw_mirror_read_states (connection, error);

  return self->states != NULL && tw_mirror_load_is_left (connection, &self->has_postponed, error);
}

static gboolean
finish_loads_job (TwDatabaseConnection  *connection,
                  gpointer               data,
                  GCancellable          *cancellable,
                  GError               **error)
{
  return tw_mirror_load_finish (connection, error);
}

static void
silence_used_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TwMirror) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_database_run_finish (TW_DATABASE (source), result, &error))
    {
      /* The next start tries again; until then lists are slower and searching finds less. */
      g_warning ("The indexes of a list could not be made: %s", error->message);
      return;
    }

  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    g_signal_emit (self, signals[CHANGED], 0, kind);
}

static gboolean
silence_cb (gpointer user_data)
{
  TwMirror *self = user_data;

  forget_load (self);
  tw_database_run_async (self->database, TW_DATABASE_WRITE, finish_loads_job, NULL, NULL, NULL, silence_used_cb,
                         g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
await_silence (TwMirror *self)
{
  forget_load (self);
  self->load_source = g_timeout_source_new (LOAD_PATIENCE);
  g_source_set_callback (self->load_source, silence_cb, self, NULL);
  g_source_attach (self->load_source, g_main_context_get_thread_default ());
}

static void
loads_ended_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (tw_database_run_finish (TW_DATABASE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
states_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TwMirror *self = g_task_get_source_object (task);
  gboolean is_unfinished = FALSE;

  if (!tw_database_run_finish (self->database, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* A program that received a list for the first time may have ended in the middle of it. */
  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    is_unfinished |= self->states[kind].page_time != NULL && self->states[kind].full_time == NULL;
  if (is_unfinished)
    {
      tw_database_run_async (self->database, TW_DATABASE_WRITE, finish_loads_job, NULL, NULL,
                             g_task_get_cancellable (task), loads_ended_cb, g_object_ref (task));
      return;
    }

  if (self->has_postponed)
    await_silence (self);
  g_task_return_boolean (task, TRUE);
}

static void
database_opened_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TwMirror *self = g_task_get_source_object (task);

  self->database = tw_database_open_finish (result, &error);
  if (self->database == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  tw_database_run_async (self->database, TW_DATABASE_READ, load_states_job, self, NULL,
                         g_task_get_cancellable (task), states_loaded_cb, g_object_ref (task));
}

/**
 * tw_mirror_open_async:
 * @path: the file, made when missing, made anew when damaged
 * @cancellable: (nullable): a cancellable
 * @callback: called when the mirror can be read
 * @user_data: for @callback
 */
void
tw_mirror_open_async (const char          *path,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (TwMirror) self = NULL;
  g_auto (GStrv) migrations = NULL;
  GTask *task;

  g_return_if_fail (path != NULL);

  self = g_object_new (TW_TYPE_MIRROR, NULL);
  migrations = load_migrations ();
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_mirror_open_async);
  tw_database_open_async (path, TW_DATABASE_CACHE, (const char * const *) migrations, cancellable,
                          database_opened_cb, task);
}

/**
 * tw_mirror_open_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_STORE naming the file
 *
 * Returns: (transfer full): the mirror, %NULL with @error set
 */
TwMirror *
tw_mirror_open_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_mirror_open_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return TW_MIRROR (g_async_result_get_source_object (result));
}

/**
 * tw_mirror_get_list_state:
 * @self: a mirror
 * @kind: a kind
 *
 * Returns: (transfer none): how old that list is; valid until the next write
 */
const TwListState *
tw_mirror_get_list_state (TwMirror *self,
                          TwKind    kind)
{
  g_return_val_if_fail (TW_IS_MIRROR (self), NULL);
  g_return_val_if_fail ((guint) kind < TW_N_KINDS, NULL);

  return &self->states[kind];
}

/**
 * tw_mirror_get_database:
 * @self: a mirror
 *
 * Returns: (transfer none): its database
 */
TwDatabase *
tw_mirror_get_database (TwMirror *self)
{
  return self->database;
}

/**
 * tw_mirror_get_writes:
 * @self: a mirror
 *
 * Returns: (transfer none) (element-type GTask): calls that are to write, in their order
 */
GQueue *
tw_mirror_get_writes (TwMirror *self)
{
  return &self->writes;
}

static void
set_time (GDateTime **time,
          gint64      microseconds)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  g_clear_pointer (time, g_date_time_unref);
  *time = g_date_time_add (seconds, microseconds % G_USEC_PER_SEC);
}

/* Orders and subscriptions show their customer's name. */
static gboolean
concerns (const TwMirrorCall *call,
          TwKind              kind)
{
  gboolean changed = call->change.n_new > 0 || call->change.n_changed > 0 || call->change.n_vanished > 0;

  if (call->is_foreign)
    return TRUE;

  return changed && (kind == call->kind
                     || (call->kind == TW_KIND_CUSTOMER
                         && (kind == TW_KIND_ORDER || kind == TW_KIND_SUBSCRIPTION)));
}

/**
 * tw_mirror_note_write:
 * @self: a mirror
 * @call: a write that was committed
 *
 * Takes over the age of its list, and tells everybody which rows changed: any, when another program wrote
 * too.
 */
void
tw_mirror_note_write (TwMirror     *self,
                      TwMirrorCall *call)
{
  TwListState *state;

  if (call->is_foreign)
    {
      tw_mirror_free_states (self->states);
      self->states = g_steal_pointer (&call->states);
    }

  if (call->has_postponed)
    await_silence (self);

  state = &self->states[call->kind];
  if (call->is_page || call->is_complete)
    set_time (&state->page_time, call->now);
  if (call->is_complete)
    {
      set_time (&state->complete_time, call->now);
      set_time (&state->full_time, call->now);
      state->total = call->total;
    }
  if (call->front != NULL)
    {
      set_time (&state->complete_time, call->now);
      state->total = call->total;
      g_strfreev (state->front);
      state->front = g_steal_pointer (&call->front);
    }

  for (guint kind = 0; kind < TW_N_KINDS; kind++)
    if (concerns (call, kind))
      g_signal_emit (self, signals[CHANGED], 0, kind);
}
