/* tw-unsettled.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-unsettled.h"

#include "journal/tw-records-wanting.h"

#include <string.h>

/* Writes follow each other: it is counted once in so many milliseconds while they do. */
#define COUNT_EVERY 250

/* The end of a process that was sending changes no file: it is looked for, in milliseconds. */
#define LOOK_FOR_END_EVERY 5000

/*
 * since: when this program began, or last had the account open
 * sending: a living process is at it
 * stale: something was written since it was counted
 */
typedef struct
{
  char      *path;
  GDateTime *since;
  guint      n_wanting;
  gboolean   sending;
  gboolean   counting;
  gboolean   stale;
} Account;

struct _TwUnsettled
{
  GObject parent_instance;

  TwAccountStore *store;
  GHashTable     *accounts; /* name to Account */
  char           *open;
  GFileMonitor   *monitor;
  GCancellable   *cancellable;
  guint           count_id;
  guint           look_id;
  guint           changed_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwUnsettled, tw_unsettled, G_TYPE_OBJECT)

static void count_later (TwUnsettled *self,
                         guint        milliseconds);

static Account *
account_new (TwAccount *account)
{
  Account *self = g_new0 (Account, 1);

  self->path = tw_account_dup_records_path (account);
  self->since = g_date_time_new_now_utc ();
  self->stale = TRUE;

  return self;
}

static void
account_free (Account *self)
{
  g_free (self->path);
  g_date_time_unref (self->since);
  g_free (self);
}

typedef struct
{
  TwUnsettled *unsettled;
  char        *name;
} Counting;

static void
counting_free (Counting *self)
{
  g_object_unref (self->unsettled);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Counting, counting_free)

static gboolean
changed_cb (gpointer user_data)
{
  TwUnsettled *self = user_data;

  self->changed_id = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Later: the menu item that an account was chosen by is still at it, and goes with the count in it. */
static void
notify_changed (TwUnsettled *self)
{
  if (self->changed_id != 0)
    return;

  self->changed_id = g_idle_add (changed_cb, self);
  g_source_set_name_by_id (self->changed_id, "tw-unsettled changed");
}

static void
set_count (TwUnsettled *self,
           Account     *account,
           guint        n_wanting)
{
  if (account->n_wanting == n_wanting)
    return;

  account->n_wanting = n_wanting;
  notify_changed (self);
}

static gboolean
look_cb (gpointer user_data)
{
  TwUnsettled *self = user_data;
  GHashTableIter iter;
  Account *account;

  self->look_id = 0;
  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &account))
    account->stale |= account->sending;
  count_later (self, 0);

  return G_SOURCE_REMOVE;
}

static void
look_for_end (TwUnsettled *self)
{
  if (self->look_id != 0)
    return;

  self->look_id = g_timeout_add (LOOK_FOR_END_EVERY, look_cb, self);
  g_source_set_name_by_id (self->look_id, "tw-unsettled look");
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Counting) counting = user_data;
  TwUnsettled *self = counting->unsettled;
  Account *account = g_hash_table_lookup (self->accounts, counting->name);
  g_autoptr (GError) error = NULL;
  guint n_wanting = 0;
  guint n_sending = 0;

  /* What cannot be read is told when the account is opened. */
  if (!tw_records_count_wanting_finish (result, &n_wanting, &n_sending, &error))
    g_debug ("%s", error->message);
  if (account == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  account->counting = FALSE;
  account->sending = n_sending > 0;
  if (g_strcmp0 (counting->name, self->open) != 0)
    set_count (self, account, n_wanting);
  if (account->stale)
    count_later (self, COUNT_EVERY);
  if (account->sending)
    look_for_end (self);
}

static gboolean
count_cb (gpointer user_data)
{
  TwUnsettled *self = user_data;
  GHashTableIter iter;
  const char *name;
  Account *account;

  self->count_id = 0;
  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &account))
    {
      Counting *counting;

      if (account->counting || !account->stale || g_strcmp0 (name, self->open) == 0)
        continue;

      account->counting = TRUE;
      account->stale = FALSE;
      counting = g_new0 (Counting, 1);
      counting->unsettled = g_object_ref (self);
      counting->name = g_strdup (name);
      tw_records_count_wanting_async (account->path, account->since, self->cancellable, counted_cb, counting);
    }

  return G_SOURCE_REMOVE;
}

static void
count_later (TwUnsettled *self,
             guint        milliseconds)
{
  if (self->count_id != 0)
    return;

  self->count_id = g_timeout_add (milliseconds, count_cb, self);
  g_source_set_name_by_id (self->count_id, "tw-unsettled count");
}

/* All records are in one folder. What is written to a database is written to the file beside it first. */
static void
folder_changed_cb (TwUnsettled       *self,
                   GFile             *file,
                   GFile             *other,
                   GFileMonitorEvent  event)
{
  g_autofree char *path = g_file_get_path (other != NULL ? other : file);
  gboolean stale = FALSE;
  GHashTableIter iter;
  Account *account;

  g_hash_table_iter_init (&iter, self->accounts);
  while (path != NULL && g_hash_table_iter_next (&iter, NULL, (gpointer *) &account))
    if (g_str_has_prefix (path, account->path)
        && (path[strlen (account->path)] == '\0' || g_str_has_suffix (path, "-wal")))
      stale = account->stale = TRUE;

  if (stale)
    count_later (self, COUNT_EVERY);
}

static void
watch_folder (TwUnsettled *self,
              const char  *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GError) error = NULL;

  if (self->monitor != NULL)
    return;

  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (folder_changed_cb), self, G_CONNECT_SWAPPED);
  else
    g_info ("%s", error->message);
}

static void
accounts_changed_cb (TwUnsettled *self)
{
  guint n_accounts = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  GHashTableIter iter;
  const char *name;

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, NULL))
    {
      g_autoptr (TwAccount) account = tw_account_store_find (self->store, name);

      if (account == NULL)
        g_hash_table_iter_remove (&iter);
    }

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr (TwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->store), i);
      Account *known = g_hash_table_lookup (self->accounts, tw_account_get_name (account));

      if (known != NULL)
        continue;
      known = account_new (account);
      g_hash_table_insert (self->accounts, g_strdup (tw_account_get_name (account)), known);
      watch_folder (self, known->path);
    }

  count_later (self, 0);
  notify_changed (self);
}

static void
tw_unsettled_dispose (GObject *object)
{
  TwUnsettled *self = TW_UNSETTLED (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->changed_id, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (tw_unsettled_parent_class)->dispose (object);
}

static void
tw_unsettled_finalize (GObject *object)
{
  TwUnsettled *self = TW_UNSETTLED (object);

  g_hash_table_unref (self->accounts);
  g_object_unref (self->cancellable);
  g_free (self->open);

  G_OBJECT_CLASS (tw_unsettled_parent_class)->finalize (object);
}

static void
tw_unsettled_class_init (TwUnsettledClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_unsettled_dispose;
  object_class->finalize = tw_unsettled_finalize;

  /**
   * TwUnsettled::changed:
   * @self: the counts
   *
   * Some count is another one now, or there are other accounts.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
tw_unsettled_init (TwUnsettled *self)
{
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) account_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * tw_unsettled_new:
 * @store: the accounts
 *
 * Returns: (transfer full): the counts, 0 until they are read
 */
TwUnsettled *
tw_unsettled_new (TwAccountStore *store)
{
  TwUnsettled *self = g_object_new (TW_TYPE_UNSETTLED, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  accounts_changed_cb (self);

  return self;
}

/**
 * tw_unsettled_set_open:
 * @self: the counts
 * @name: (nullable): name of the account that is open or about to be, %NULL for none
 *
 * The account that is open is not counted; what fails in the one that was shows from now on. An account that is put
 * away to be opened again, with other records perhaps, stays the one that is open: nobody reads its file meanwhile.
 */
void
tw_unsettled_set_open (TwUnsettled *self,
                       const char  *name)
{
  Account *account;

  g_return_if_fail (TW_IS_UNSETTLED (self));

  if (g_strcmp0 (self->open, name) == 0)
    return;

  account = self->open != NULL ? g_hash_table_lookup (self->accounts, self->open) : NULL;
  if (account != NULL)
    {
      g_date_time_unref (account->since);
      account->since = g_date_time_new_now_utc ();
      account->stale = TRUE;
      count_later (self, 0);
    }

  g_free (self->open);
  self->open = g_strdup (name);
  account = name != NULL ? g_hash_table_lookup (self->accounts, name) : NULL;
  if (account != NULL)
    set_count (self, account, 0);
}

/**
 * tw_unsettled_get_count:
 * @self: the counts
 * @name: name of an account
 *
 * Returns: how many of its changes want to be looked at, 0 for the one that is open
 */
guint
tw_unsettled_get_count (TwUnsettled *self,
                        const char  *name)
{
  Account *account;

  g_return_val_if_fail (TW_IS_UNSETTLED (self), 0);

  account = g_hash_table_lookup (self->accounts, name);

  return account != NULL ? account->n_wanting : 0;
}

/**
 * tw_unsettled_get_total:
 * @self: the counts
 *
 * Returns: how many changes want to be looked at in all accounts that are not open
 */
guint
tw_unsettled_get_total (TwUnsettled *self)
{
  GHashTableIter iter;
  Account *account;
  guint total = 0;

  g_return_val_if_fail (TW_IS_UNSETTLED (self), 0);

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &account))
    total += account->n_wanting;

  return total;
}
