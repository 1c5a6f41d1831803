/* tw-database.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-database-private.h"

/*
 * A thread with its connection. The reader opens its connection with its first job.
 *
 * connection: touched by the thread alone, until it has ended
 */
typedef struct
{
  GAsyncQueue          *jobs;
  GThread              *thread;
  TwDatabaseConnection *connection;
} Worker;

struct _TwDatabase
{
  GObject          parent_instance;

  char            *path;
  TwDatabaseRole   role;
  char           **migrations;
  Worker           workers[2]; /* by TwDatabaseAccess */
};

G_DEFINE_FINAL_TYPE (TwDatabase, tw_database, G_TYPE_OBJECT)

/* One job on its way through a thread and back. Without a task it ends the thread. */
typedef struct
{
  GTask            *task;
  Worker           *worker;
  TwDatabaseAccess  access;
  TwDatabaseFunc    func;
  gpointer          data;
  GDestroyNotify    data_free;
  GError           *error;
} Job;

static void
job_free (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job);
}

/* Back in the context of the caller: references end where they began. */
static gboolean
job_done_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
job_send_back (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "tw-database job");
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, job_done_cb, job, (GDestroyNotify) job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static gboolean
run_in_transaction (TwDatabaseConnection  *connection,
                    Job                   *job,
                    GError               **error)
{
  const char *begin = job->access == TW_DATABASE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN";
  gboolean ok;

  if (!tw_database_connection_execute (connection, begin, error))
    return FALSE;

  ok = job->func (connection, job->data, connection->cancellable, error);

  /* From here on the job is decided: nothing may interrupt the end of the transaction. */
  connection->cancellable = NULL;

  if (ok)
    ok = tw_database_connection_execute (connection, "COMMIT", error);
  if (!ok && !sqlite3_get_autocommit (connection->handle))
    sqlite3_exec (connection->handle, "ROLLBACK", NULL, NULL, NULL);

  return ok;
}

static void
job_run (Job *job)
{
  TwDatabase *database = g_task_get_source_object (job->task);
  Worker *worker = job->worker;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
    return;

  if (worker->connection == NULL)
    worker->connection = tw_database_connection_open_reader (database->path, &job->error);
  if (worker->connection == NULL)
    return;

  worker->connection->cancellable = g_task_get_cancellable (job->task);
  if (!run_in_transaction (worker->connection, job, &job->error))
    g_assert (job->error != NULL);
  worker->connection->cancellable = NULL;
}

/* The first job of the writer. */
static void
job_open (Job *job)
{
  TwDatabase *database = g_task_get_source_object (job->task);

  job->worker->connection = tw_database_connection_open_writer (database->path,
                                                                database->role,
                                                                (const char * const *) database->migrations,
                                                                &job->error);
}

static gpointer
worker_thread (gpointer data)
{
  Worker *worker = data;

  while (TRUE)
    {
      Job *job = g_async_queue_pop (worker->jobs);

      if (job->task == NULL)
        {
          job_free (job);
          return NULL;
        }

      if (job->func == NULL)
        job_open (job);
      else
        job_run (job);

      job_send_back (job);
    }
}

static void
worker_start (Worker     *worker,
              const char *name)
{
  worker->jobs = g_async_queue_new ();
  worker->thread = g_thread_new (name, worker_thread, worker);
}

/* Every job holds a reference on the database, so none is waiting here: this takes no longer than closing. */
static void
worker_stop (Worker   *worker,
             gboolean *damaged)
{
  if (worker->thread == NULL)
    return;

  g_async_queue_push (worker->jobs, g_new0 (Job, 1));
  g_thread_join (worker->thread);
  g_async_queue_unref (worker->jobs);

  if (worker->connection != NULL)
    {
      *damaged |= worker->connection->damaged;
      tw_database_connection_close (worker->connection);
    }
}

static void
tw_database_finalize (GObject *object)
{
  TwDatabase *self = TW_DATABASE (object);
  gboolean damaged = FALSE;

  worker_stop (&self->workers[TW_DATABASE_READ], &damaged);
  worker_stop (&self->workers[TW_DATABASE_WRITE], &damaged);

  /* Damage that showed while reading: the next start begins with a new file. */
  if (damaged && self->role == TW_DATABASE_CACHE)
    tw_database_set_file_aside (self->path);

  g_free (self->path);
  g_strfreev (self->migrations);

  G_OBJECT_CLASS (tw_database_parent_class)->finalize (object);
}

static void
tw_database_class_init (TwDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_database_finalize;

  /* Nobody asks SQLite how much memory it uses: counting it makes all threads wait for each other. It fails when
   * something else has begun to use SQLite, which does no harm. */
  (void) sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
}

static void
tw_database_init (TwDatabase *self)
{
}

static void
push_job (TwDatabase       *self,
          TwDatabaseAccess  access,
          TwDatabaseFunc    func,
          gpointer          data,
          GDestroyNotify    data_free,
          GTask            *task)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->worker = &self->workers[access];
  job->access = access;
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  g_async_queue_push (job->worker->jobs, job);
}

/**
 * tw_database_open_async:
 * @path: the file, made when missing
 * @role: see #TwDatabaseRole
 * @migrations: (array zero-terminated=1): SQL in order; element i brings the file from version i to i + 1
 * @cancellable: (nullable): a cancellable
 * @callback: called when the file is open and of the newest version
 * @user_data: for @callback
 */
void
tw_database_open_async (const char           *path,
                        TwDatabaseRole        role,
                        const char * const   *migrations,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  g_autoptr (TwDatabase) self = NULL;
  GTask *task;

  g_return_if_fail (path != NULL);
  g_return_if_fail (migrations != NULL);

  self = g_object_new (TW_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);
  self->role = role;
  self->migrations = g_strdupv ((char **) migrations);
  worker_start (&self->workers[TW_DATABASE_READ], "tw-db-read");
  worker_start (&self->workers[TW_DATABASE_WRITE], "tw-db-write");

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_database_open_async);
  push_job (self, TW_DATABASE_WRITE, NULL, NULL, NULL, task);
}

/**
 * tw_database_open_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_STORE naming the file
 *
 * Returns: (transfer full): the database, %NULL with @error set
 */
TwDatabase *
tw_database_open_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_database_open_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return TW_DATABASE (g_async_result_get_source_object (result));
}

/**
 * tw_database_get_path:
 * @self: a database
 *
 * Returns: (transfer none): its file
 */
const char *
tw_database_get_path (TwDatabase *self)
{
  g_return_val_if_fail (TW_IS_DATABASE (self), NULL);

  return self->path;
}

/**
 * tw_database_run_async:
 * @self: a database
 * @access: what @func does
 * @func: the job, run in a thread of the database inside a transaction
 * @data: for @func, which may leave its result there
 * @data_free: (nullable): frees @data, in the context of the caller, after @callback was called
 * @cancellable: (nullable): a cancellable; a write that has begun to commit is not undone
 * @callback: called when the job is done
 * @user_data: for @callback
 */
void
tw_database_run_async (TwDatabase           *self,
                       TwDatabaseAccess      access,
                       TwDatabaseFunc        func,
                       gpointer              data,
                       GDestroyNotify        data_free,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_DATABASE (self));
  g_return_if_fail (func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_database_run_async);
  g_task_set_check_cancellable (task, FALSE);
  push_job (self, access, func, data, data_free, task);
}

/**
 * tw_database_run_finish:
 * @self: a database
 * @result: the result
 * @error: return location
 *
 * Returns: whether the job succeeded and, if it wrote, was committed
 */
gboolean
tw_database_run_finish (TwDatabase    *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_database_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
