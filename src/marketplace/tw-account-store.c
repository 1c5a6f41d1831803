/* tw-account-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-account.h"

#include "marketplace/tw-account-file-private.h"

#include "base/tw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* The group that is no account: brackets cannot be part of an account's name, a leading dot neither. */
#define GENERAL_GROUP ".general"
#define DEFAULT_KEY "default"

struct _TwAccountStore
{
  GObject parent_instance;

  char      *path;
  GPtrArray *accounts;
  char      *default_name;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwAccountStore, tw_account_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return TW_TYPE_ACCOUNT;
}

static guint
get_n_items (GListModel *model)
{
  return TW_ACCOUNT_STORE (model)->accounts->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  TwAccountStore *self = TW_ACCOUNT_STORE (model);

  return position < self->accounts->len ? g_object_ref (g_ptr_array_index (self->accounts, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
tw_account_store_finalize (GObject *object)
{
  TwAccountStore *self = TW_ACCOUNT_STORE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->default_name, g_free);

  G_OBJECT_CLASS (tw_account_store_parent_class)->finalize (object);
}

static void
tw_account_store_class_init (TwAccountStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_account_store_finalize;
}

static void
tw_account_store_init (TwAccountStore *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
fail_errno (GError     **error,
            const char  *what,
            const char  *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s “%s”: %s", what, path, g_strerror (saved));

  return FALSE;
}

static int
compare_accounts (gconstpointer a,
                  gconstpointer b)
{
  return g_utf8_collate (tw_account_get_name (*(TwAccount **) a), tw_account_get_name (*(TwAccount **) b));
}

static GKeyFile *
read_file (TwAccountStore  *self,
           GError         **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_KEEP_COMMENTS, &local_error) &&
      !g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_STORE, "“%s” cannot be read: %s", self->path, local_error->message);
      return NULL;
    }

  return g_steal_pointer (&file);
}

/* The accounts that the file names, in the order in which they are shown. */
static GPtrArray *
read_accounts (GKeyFile *file)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    if (strcmp (*group, GENERAL_GROUP) != 0)
      g_ptr_array_add (accounts, tw_account_read_group (file, *group));
  g_ptr_array_sort (accounts, compare_accounts);

  return g_steal_pointer (&accounts);
}

/* Replaces what is known by what the file says, and tells the views. */
static void
take_accounts (TwAccountStore *self,
               GKeyFile       *file)
{
  guint n_old = self->accounts->len;

  g_ptr_array_unref (self->accounts);
  self->accounts = read_accounts (file);
  g_free (self->default_name);
  self->default_name = g_key_file_get_string (file, GENERAL_GROUP, DEFAULT_KEY, NULL);
  if (self->default_name != NULL && !g_key_file_has_group (file, self->default_name))
    g_clear_pointer (&self->default_name, g_free);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, self->accounts->len);
}

static gboolean
write_file (TwAccountStore  *self,
            GKeyFile        *file,
            GError         **error)
{
  gsize length;
  g_autofree char *text = g_key_file_to_data (file, &length, NULL);

  /* Newer GLib keeps the permissions of the file that it replaces. */
  if (g_chmod (self->path, 0600) != 0 && errno != ENOENT)
    return fail_errno (error, "Cannot close to others", self->path);

  return g_file_set_contents_full (self->path, text, length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

typedef gboolean (*EditFunc) (GKeyFile  *file,
                              gpointer   data,
                              GError   **error);

/* Returns a descriptor whose closing ends the lock, -1 on failure. */
static int
lock_file (TwAccountStore  *self,
           GError         **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *path = g_strconcat (self->path, ".lock", NULL);
  int lock;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_errno (error, "Cannot make the folder", folder);
      return -1;
    }

  lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock >= 0 && TEMP_FAILURE_RETRY (flock (lock, LOCK_EX)) == 0)
    return lock;

  fail_errno (error, "Cannot lock", path);
  if (lock >= 0)
    close (lock);

  return -1;
}

/* Reads, edits and writes the file while no other process does. */
static gboolean
edit_file (TwAccountStore  *self,
           EditFunc         edit,
           gpointer         data,
           GError         **error)
{
  g_autoptr (GKeyFile) file = NULL;
  gboolean done;
  int lock = lock_file (self, error);

  if (lock < 0)
    return FALSE;

  file = read_file (self, error);
  done = file != NULL && edit (file, data, error) && write_file (self, file, error);
  close (lock);

  if (done)
    take_accounts (self, file);

  return done;
}

/* What another process has done meanwhile counts, not what is known here. */
static gboolean
check_account_group (GKeyFile    *file,
                     const char  *name,
                     GError     **error)
{
  if (strcmp (name, GENERAL_GROUP) != 0 && g_key_file_has_group (file, name))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, "There is no account “%s”", name);

  return FALSE;
}

/**
 * tw_account_store_new:
 * @path: (nullable): the file, %NULL for the usual one
 *
 * Returns: (transfer full): a store, empty until tw_account_store_load()
 */
TwAccountStore *
tw_account_store_new (const char *path)
{
  TwAccountStore *self = g_object_new (TW_TYPE_ACCOUNT_STORE, NULL);

  self->path = path != NULL ? g_strdup (path)
                            : g_build_filename (g_get_user_config_dir (), "tradewind", "accounts.ini", NULL);

  return self;
}

/**
 * tw_account_store_load:
 * @self: a store
 * @error: %TW_ERROR_STORE naming the file
 *
 * Reads the file, a few lines; a missing one holds no accounts.
 *
 * Returns: whether it could be read
 */
gboolean
tw_account_store_load (TwAccountStore  *self,
                       GError         **error)
{
  g_autoptr (GKeyFile) file = NULL;

  g_return_val_if_fail (TW_IS_ACCOUNT_STORE (self), FALSE);

  file = read_file (self, error);
  if (file == NULL)
    return FALSE;

  take_accounts (self, file);

  return TRUE;
}

static gboolean
edit_put (GKeyFile  *file,
          gpointer   data,
          GError   **error)
{
  const char *name = tw_account_get_name (data);
  g_autoptr (TwAccount) known = NULL;

  if (g_key_file_has_group (file, name))
    known = tw_account_read_group (file, name);
  if (known != NULL && tw_account_get_problem (known) != NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   "There is another account “%s”, which this version cannot use (%s); remove it first, or choose "
                   "another name", name, tw_account_get_problem (known));
      return FALSE;
    }

  tw_account_write_group (data, file);

  return TRUE;
}

/**
 * tw_account_store_put:
 * @self: a store
 * @account: an account that passes tw_account_check()
 * @error: what is wrong with it, or with the file
 *
 * Adds an account, or replaces the one of the same name, unless that is one with a problem: what it says would be
 * lost.
 *
 * Returns: whether it is on disk
 */
gboolean
tw_account_store_put (TwAccountStore  *self,
                      TwAccount       *account,
                      GError         **error)
{
  g_return_val_if_fail (TW_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (TW_IS_ACCOUNT (account), FALSE);

  return tw_account_check (account, error) && edit_file (self, edit_put, account, error);
}

static gboolean
edit_remove (GKeyFile  *file,
             gpointer   data,
             GError   **error)
{
  g_autofree char *default_name = g_key_file_get_string (file, GENERAL_GROUP, DEFAULT_KEY, NULL);

  if (!check_account_group (file, data, error))
    return FALSE;

  g_key_file_remove_group (file, data, NULL);
  if (g_strcmp0 (default_name, data) == 0)
    g_key_file_remove_key (file, GENERAL_GROUP, DEFAULT_KEY, NULL);

  return TRUE;
}

/**
 * tw_account_store_remove:
 * @self: a store
 * @name: an account's name
 * @error: %TW_ERROR_NOT_FOUND, or what is wrong with the file
 *
 * Forgets an account. Its secrets, mirror and records are other people's business.
 *
 * Returns: whether it is gone
 */
gboolean
tw_account_store_remove (TwAccountStore  *self,
                         const char      *name,
                         GError         **error)
{
  g_return_val_if_fail (TW_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return edit_file (self, edit_remove, (gpointer) name, error);
}

/**
 * tw_account_store_find:
 * @self: a store
 * @name: an account's name
 *
 * Returns: (transfer full) (nullable): the account
 */
TwAccount *
tw_account_store_find (TwAccountStore *self,
                       const char     *name)
{
  g_return_val_if_fail (TW_IS_ACCOUNT_STORE (self), NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      TwAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_strcmp0 (tw_account_get_name (account), name) == 0)
        return g_object_ref (account);
    }

  return NULL;
}

/**
 * tw_account_store_get_default:
 * @self: a store
 *
 * Returns: (nullable): name of the default account
 */
const char *
tw_account_store_get_default (TwAccountStore *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT_STORE (self), NULL);

  return self->default_name;
}

static gboolean
edit_default (GKeyFile  *file,
              gpointer   data,
              GError   **error)
{
  if (!check_account_group (file, data, error))
    return FALSE;

  g_key_file_set_string (file, GENERAL_GROUP, DEFAULT_KEY, data);

  return TRUE;
}

/**
 * tw_account_store_set_default:
 * @self: a store
 * @name: an account's name
 * @error: %TW_ERROR_NOT_FOUND, or what is wrong with the file
 *
 * Returns: whether it is the default now
 */
gboolean
tw_account_store_set_default (TwAccountStore  *self,
                              const char      *name,
                              GError         **error)
{
  g_return_val_if_fail (TW_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return edit_file (self, edit_default, (gpointer) name, error);
}
