/* tw-database-watch.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-database-watch.h"

#include "mirror/tw-database-private.h"
#include "mirror/tw-mirror-call-private.h"
#include "mirror/tw-mirror-look.h"

/* Writes follow each other: it is looked once in so many milliseconds while they do. */
#define LOOK_EVERY 250

/*
 * Each commit is written to the side file of the database: that the file changed says that somebody wrote, which may
 * have been this program. SQLite's own number tells: it changes when another connection has written, and the one
 * that writes here is asked.
 *
 * mirror: (nullable): told as well, since it knows by itself what to make of it
 * version: that number, as last seen; -1 before the first look
 * looking: a look is under way
 * again: the file changed since that began
 */
struct _TwDatabaseWatch
{
  GObject       parent_instance;

  TwDatabase   *database;
  TwMirror     *mirror;
  GFileMonitor *monitor;
  GCancellable *cancellable;
  GSource      *timer;
  gint64        version;
  gboolean      looking;
  gboolean      again;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwDatabaseWatch, tw_database_watch, G_TYPE_OBJECT)

static void look_soon (TwDatabaseWatch *self);

/*
 * watch: whose look it is
 * known: the number when the file was opened, or the database itself last asked for it
 * version: the number now
 */
typedef struct
{
  TwDatabaseWatch *watch;
  gint64           known;
  gint64           version;
} Look;

/* In the writing thread. */
static gboolean
look_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  Look *look = data;
  g_autoptr (TwStatement) statement = tw_statement_new (connection, "PRAGMA data_version", error);

  if (statement == NULL || !tw_statement_step (statement, NULL, error))
    return FALSE;

  look->known = connection->data_version;
  look->version = tw_statement_get_int (statement, 0);

  return TRUE;
}

static void
mirror_looked_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!tw_mirror_look_finish (TW_MIRROR (source), result, &error))
    g_debug ("%s", error->message);
}

static void
take_version (TwDatabaseWatch *self,
              const Look      *look)
{
  gint64 before = self->version >= 0 ? self->version : look->known;

  self->version = look->version;
  if (look->version == before)
    return;

  if (self->mirror != NULL)
    tw_mirror_look_async (self->mirror, self->cancellable, mirror_looked_cb, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Look *look = user_data;
  g_autoptr (TwDatabaseWatch) self = look->watch;
  g_autoptr (GError) error = NULL;

  self->looking = FALSE;
  if (!tw_database_run_finish (TW_DATABASE (source), result, &error))
    g_debug ("%s", error->message);
  else if (self->monitor != NULL)
    take_version (self, look);

  if (self->again && self->monitor != NULL)
    look_soon (self);
}

static void
begin_look (TwDatabaseWatch *self)
{
  Look *look = g_new0 (Look, 1);

  self->looking = TRUE;
  self->again = FALSE;
  look->watch = g_object_ref (self);
  tw_database_run_async (self->database, TW_DATABASE_WRITE, look_job, look, NULL, self->cancellable,
                         looked_cb, look);
}

static gboolean
timer_cb (gpointer user_data)
{
  TwDatabaseWatch *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  begin_look (self);

  return G_SOURCE_REMOVE;
}

static void
look_soon (TwDatabaseWatch *self)
{
  self->again |= self->looking;
  if (self->looking || self->timer != NULL)
    return;

  self->timer = g_timeout_source_new (LOOK_EVERY);
  g_source_set_static_name (self->timer, "tw-database-watch");
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
file_changed_cb (TwDatabaseWatch   *self,
                 GFile             *file,
                 GFile             *other,
                 GFileMonitorEvent  event)
{
  look_soon (self);
}

static void
tw_database_watch_dispose (GObject *object)
{
  TwDatabaseWatch *self = TW_DATABASE_WATCH (object);

  tw_database_watch_stop (self);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tw_database_watch_parent_class)->dispose (object);
}

static void
tw_database_watch_class_init (TwDatabaseWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_database_watch_dispose;

  /**
   * TwDatabaseWatch::changed:
   * @self: a watch
   *
   * Another program has written.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
tw_database_watch_init (TwDatabaseWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->version = -1;
}

/**
 * tw_database_watch_new:
 * @database: an open database
 *
 * A file that cannot be watched, on some network file systems, is no error: then nothing is noticed before this
 * program writes itself.
 *
 * Returns: (transfer full): a watch, which keeps @database open until it is stopped
 */
TwDatabaseWatch *
tw_database_watch_new (TwDatabase *database)
{
  TwDatabaseWatch *self;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TW_IS_DATABASE (database), NULL);

  self = g_object_new (TW_TYPE_DATABASE_WATCH, NULL);
  self->database = g_object_ref (database);
  path = g_strconcat (tw_database_get_path (database), "-wal", NULL);
  file = g_file_new_for_path (path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    {
      g_info ("%s", error->message);
      return self;
    }

  g_file_monitor_set_rate_limit (self->monitor, LOOK_EVERY);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  begin_look (self);

  return self;
}

/**
 * tw_database_watch_new_for_mirror:
 * @mirror: a mirror
 *
 * As tw_database_watch_new(); the mirror tells its own listeners what is new.
 *
 * Returns: (transfer full): a watch, which keeps @mirror open until it is stopped
 */
TwDatabaseWatch *
tw_database_watch_new_for_mirror (TwMirror *mirror)
{
  TwDatabaseWatch *self;

  g_return_val_if_fail (TW_IS_MIRROR (mirror), NULL);

  self = tw_database_watch_new (tw_mirror_get_database (mirror));
  self->mirror = g_object_ref (mirror);

  return self;
}

/**
 * tw_database_watch_stop:
 * @self: a watch
 *
 * Ends it, and lets the database go.
 */
void
tw_database_watch_stop (TwDatabaseWatch *self)
{
  g_return_if_fail (TW_IS_DATABASE_WATCH (self));

  g_cancellable_cancel (self->cancellable);
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->mirror);
  g_clear_object (&self->database);
}
