/* test-account-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "marketplace/tw-account.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define N_WRITERS 4
#define N_ACCOUNTS 10

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "tradewind", "accounts.ini", NULL);
}

static TwAccount *
create_account (const char *name)
{
  TwAccount *account = tw_account_new (name, TW_ACCOUNT_CLOUDBLUE);

  g_object_set (account, "url", "https://api.cloud.im/marketplace/na", "marketplace", "us", "username", "me.api", NULL);

  return account;
}

static void
put (TwAccountStore *store,
     const char     *name)
{
  g_autoptr (TwAccount) account = create_account (name);
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_account_store_put (store, account, &error));
  g_assert_no_error (error);
}

static void
write_file (const char *text)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
read_file (void)
{
  g_autofree char *path = dup_path ();
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static TwAccountStore *
load (void)
{
  TwAccountStore *store = tw_account_store_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_account_store_load (store, &error));
  g_assert_no_error (error);

  return store;
}

static char *
list_names (TwAccountStore *store)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (TwAccount) account = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", tw_account_get_name (account));
    }

  return g_strdup (names->str);
}

static void
assert_names (TwAccountStore *store,
              const char     *expected)
{
  g_autofree char *names = list_names (store);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_missing_file (void)
{
  TwAccountStore *store = load ();
  g_autofree char *path = dup_path ();

  assert_names (store, "");
  g_assert_null (tw_account_store_get_default (store));
  g_assert_null (tw_account_store_find (store, "a"));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (store), 0));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (store)) == TW_TYPE_ACCOUNT);

  /* Looking makes no file. */
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (store);
}

static void
test_round_trip (void)
{
  TwAccountStore *store = load ();
  TwAccountStore *again = NULL;
  g_autoptr (TwAccount) account = tw_account_new ("Käufer = 100 % #1; x", TW_ACCOUNT_CLOUDBLUE_HOSTED);
  g_autoptr (TwAccount) found = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (account, "url", "https://host.example/a%20b?x=1;2#é", "realm", "ten\\ant", "username", " spaced ",
                "calls-per-minute", 0, "calls-per-day", G_MAXINT, "settle-after", 7, "full-sync-every", 3600, "ca-file", "/tmp/ca \"x\".pem",
                "client-id", "c;d\tétage", NULL);
  g_assert_true (tw_account_store_put (store, account, &error));
  g_assert_no_error (error);

  again = load ();
  found = tw_account_store_find (again, "Käufer = 100 % #1; x");
  g_assert_nonnull (found);
  g_assert_cmpint (tw_account_get_account_type (found), ==, TW_ACCOUNT_CLOUDBLUE_HOSTED);
  g_assert_cmpstr (tw_account_get_url (found), ==, "https://host.example/a%20b?x=1;2#é");
  g_assert_cmpstr (tw_account_get_realm (found), ==, "ten\\ant");
  g_assert_cmpstr (tw_account_get_username (found), ==, " spaced ");
  g_assert_cmpuint (tw_account_get_calls_per_minute (found), ==, 0);
  g_assert_cmpuint (tw_account_get_calls_per_day (found), ==, G_MAXINT);
  g_assert_cmpuint (tw_account_get_settle_after (found), ==, 7);
  g_assert_cmpuint (tw_account_get_full_sync_every (found), ==, 3600);
  g_assert_cmpstr (tw_account_get_ca_file (found), ==, "/tmp/ca \"x\".pem");
  g_assert_cmpstr (tw_account_get_client_id (found), ==, "c;d\tétage");
  g_assert_null (tw_account_get_marketplace (found));

  g_assert_finalize_object (store);
  g_assert_finalize_object (again);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  guint *length = user_data;

  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (removed, ==, *length);
  *length = added;
}

static void
test_edit (void)
{
  TwAccountStore *store = load ();
  g_autoptr (TwAccount) changed = create_account ("b");
  g_autoptr (TwAccount) found = NULL;
  g_autoptr (GError) error = NULL;
  guint length = 0;

  g_signal_connect (store, "items-changed", G_CALLBACK (items_changed_cb), &length);
  put (store, "c");
  put (store, "a");
  put (store, "b");
  assert_names (store, "a|b|c");
  g_assert_cmpuint (length, ==, 3);

  /* One name is one account. */
  g_object_set (changed, "username", "other.api", "marketplace", "br", NULL);
  g_assert_true (tw_account_store_put (store, changed, &error));
  assert_names (store, "a|b|c");
  found = tw_account_store_find (store, "b");
  g_assert_cmpstr (tw_account_get_username (found), ==, "other.api");

  g_assert_true (tw_account_store_remove (store, "b", &error));
  g_assert_no_error (error);
  assert_names (store, "a|c");
  g_assert_cmpuint (length, ==, 2);
  g_assert_false (tw_account_store_remove (store, "b", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_assert_finalize_object (store);
}

static void
test_default (void)
{
  TwAccountStore *store = load ();
  TwAccountStore *again = NULL;
  g_autoptr (GError) error = NULL;

  put (store, "a");
  put (store, "b");
  g_assert_null (tw_account_store_get_default (store));
  g_assert_true (tw_account_store_set_default (store, "b", &error));
  g_assert_cmpstr (tw_account_store_get_default (store), ==, "b");
  again = load ();
  g_assert_cmpstr (tw_account_store_get_default (again), ==, "b");
  assert_names (again, "a|b");

  g_assert_false (tw_account_store_set_default (store, "none", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tw_account_store_set_default (store, ".general", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_assert_cmpstr (tw_account_store_get_default (store), ==, "b");

  /* It goes with its account. */
  g_assert_true (tw_account_store_remove (store, "b", NULL));
  g_assert_null (tw_account_store_get_default (store));
  put (store, "b");
  g_assert_null (tw_account_store_get_default (store));
  g_assert_finalize_object (store);
  g_assert_finalize_object (again);
}

/* What another process did meanwhile counts. */
static void
test_stale (void)
{
  TwAccountStore *store = load ();
  TwAccountStore *other = load ();
  g_autoptr (GError) error = NULL;

  put (store, "a");
  put (other, "b");
  assert_names (other, "a|b");
  assert_names (store, "a");

  g_assert_true (tw_account_store_set_default (store, "b", &error));
  assert_names (store, "a|b");
  g_assert_true (tw_account_store_remove (store, "b", &error));
  g_assert_false (tw_account_store_set_default (other, "b", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tw_account_store_remove (other, "b", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_assert_finalize_object (store);
  g_assert_finalize_object (other);
}

static void
test_refused (void)
{
  TwAccountStore *store = load ();
  g_autoptr (TwAccount) bad = create_account ("../../x");
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;

  g_assert_false (tw_account_store_put (store, bad, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (store);
}

/* Names the file; what was loaded before stays, and nothing is overwritten. */
static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    const char *part; /* of the message */
  } cases[] = {
    { "no group at all", "accounts.ini" },
    { "[a]\nurl", "accounts.ini" },
    { "\xff\xfe", "accounts.ini" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwAccountStore *store = tw_account_store_new (NULL);
      g_autoptr (TwAccount) account = create_account ("good");
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      write_file ("[good]\ntype=cloudblue\n");
      g_assert_true (tw_account_store_load (store, NULL));
      write_file (cases[i].text);

      g_assert_false (tw_account_store_load (store, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      assert_names (store, "good");
      g_clear_error (&error);

      g_assert_false (tw_account_store_put (store, account, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
      text = read_file ();
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_finalize_object (store);
    }
}

/* One account that cannot be used does not stand in the way of others, and nothing of it is lost. */
static void
test_unusable (void)
{
  static const struct
  {
    const char *group;
    const char *type_name;
    const char *problem;
  } cases[] = {
    { "[b]\nurl=https://x", "unknown", "type “” is not known" },
    { "[b]\ntype=icp\nurl=https://x\nsecond-url=https://y", "icp", "type “icp” is not known" },
    { "[b]\ntype=unknown", "unknown", "type “unknown” is not known" },
    { "[b]\ntype=later\ncalls-per-day=plenty", "later", "type “later” is not known" },
    { "[b]\ntype=cloudblue\ncalls-per-day=many", "cloudblue", "calls-per-day is not a number" },
    { "[b]\ntype=cloudblue\nsettle-after=-1", "cloudblue", "settle-after is not a number" },
    { "[b]\ntype=cloudblue\ncalls-per-minute=99999999999", "cloudblue", "calls-per-minute is not a number" },
    { "[b]\ntype=cloudblue\nusername=a\\qb", "cloudblue", "username is not a text" },
    { "[b]\ntype=cloudblue\nusername=\xff", "cloudblue", "username is not a text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("[a]\ntype=cloudblue\nusername=me\n\n# by hand\n", cases[i].group,
                                           "\n\n[.general]\ndefault=b\n", NULL);
      g_autofree char *written = NULL;
      g_autofree char *after_removal = NULL;
      g_autoptr (TwAccount) good = NULL;
      g_autoptr (TwAccount) bad = NULL;
      g_autoptr (TwAccount) namesake = create_account ("b");
      g_autoptr (GError) error = NULL;
      TwAccountStore *store;

      write_file (text);
      store = load ();
      assert_names (store, "a|b");
      good = tw_account_store_find (store, "a");
      bad = tw_account_store_find (store, "b");
      g_assert_null (tw_account_get_problem (good));
      g_assert_true (tw_account_is_usable (good, &error));
      g_assert_cmpstr (tw_account_get_username (good), ==, "me");
      g_test_message ("%s", tw_account_get_problem (bad));
      g_assert_nonnull (strstr (tw_account_get_problem (bad), cases[i].problem));
      g_assert_cmpstr (tw_account_get_type_name (bad), ==, cases[i].type_name);
      g_assert_cmpstr (tw_account_store_get_default (store), ==, "b");
      g_assert_false (tw_account_check (bad, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_STORE);
      g_assert_nonnull (strstr (error->message, "“b”"));
      g_clear_error (&error);

      /* Others can be written; its own lines stay as they are, and nobody takes its place. */
      put (store, "a");
      put (store, "c");
      g_assert_false (tw_account_store_put (store, namesake, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
      g_assert_nonnull (strstr (error->message, cases[i].problem));
      written = read_file ();
      g_assert_nonnull (strstr (written, cases[i].group));
      g_assert_nonnull (strstr (written, "# by hand"));
      assert_names (store, "a|b|c");

      /* Whoever wants can remove it. */
      g_assert_true (tw_account_store_remove (store, "b", NULL));
      after_removal = read_file ();
      g_assert_null (strstr (after_removal, "[b]"));
      put (store, "b");
      g_assert_finalize_object (store);
    }
}

/* Keys and comments of others survive our writing. */
static void
test_foreign_content (void)
{
  TwAccountStore *store = NULL;
  g_autofree char *text = NULL;

  write_file ("# by hand\n[.general]\nsync-interval=15\ndefault=gone\n\n[a]\ntype=cloudblue\nusername=me\nnew-key=x\n");
  store = load ();
  assert_names (store, "a");
  g_assert_null (tw_account_store_get_default (store));
  put (store, "a");
  put (store, "b");
  text = read_file ();
  g_assert_nonnull (strstr (text, "# by hand"));
  g_assert_nonnull (strstr (text, "sync-interval=15"));
  g_assert_nonnull (strstr (text, "new-key=x"));
  g_assert_finalize_object (store);
}

static void
assert_mode (const char *path,
             guint       mode)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 07777, ==, mode);
}

static void
test_permissions (void)
{
  TwAccountStore *store = load ();
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  mode_t old_mask = umask (0);

  put (store, "a");
  assert_mode (folder, 0700);
  assert_mode (path, 0600);
  assert_mode (lock, 0600);

  /* A file that was open to others is closed with the next change. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  put (store, "b");
  assert_mode (path, 0600);
  umask (old_mask);
  g_assert_finalize_object (store);
}

/* Where nothing can be written there is an error, and what is known stays. */
static void
test_unwritable (void)
{
  g_autofree char *file = g_build_filename (g_get_user_config_dir (), "file", NULL);
  g_autofree char *path = g_build_filename (file, "accounts.ini", NULL);
  TwAccountStore *store = tw_account_store_new (path);
  g_autoptr (TwAccount) account = create_account ("a");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_assert_false (tw_account_store_put (store, account, &error));
  g_assert_nonnull (error);
  assert_names (store, "");
  g_assert_finalize_object (store);
}

/* Several processes write at the same time: nothing is lost. */
static void
test_processes (void)
{
  GSubprocess *writers[N_WRITERS];
  g_autofree char *path = dup_path ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  TwAccountStore *store = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_WRITERS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      writers[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--writer", path, number, NULL);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < N_WRITERS; i++)
    {
      g_assert_true (g_subprocess_wait_check (writers[i], NULL, &error));
      g_assert_no_error (error);
      g_object_unref (writers[i]);
    }

  store = load ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, N_WRITERS * N_ACCOUNTS);
  g_assert_finalize_object (store);
}

/* What a process of test_processes() does. */
static int
run_writer (const char *path,
            const char *number)
{
  g_autoptr (TwAccountStore) store = tw_account_store_new (path);

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("account %s.%u", number, i);

      put (store, name);
    }

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--writer") == 0)
    return run_writer (argv[2], argv[3]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/marketplace/account-store/missing-file", test_missing_file);
  g_test_add_func ("/marketplace/account-store/round-trip", test_round_trip);
  g_test_add_func ("/marketplace/account-store/edit", test_edit);
  g_test_add_func ("/marketplace/account-store/default", test_default);
  g_test_add_func ("/marketplace/account-store/stale", test_stale);
  g_test_add_func ("/marketplace/account-store/refused", test_refused);
  g_test_add_func ("/marketplace/account-store/bad-files", test_bad_files);
  g_test_add_func ("/marketplace/account-store/unusable", test_unusable);
  g_test_add_func ("/marketplace/account-store/foreign-content", test_foreign_content);
  g_test_add_func ("/marketplace/account-store/permissions", test_permissions);
  g_test_add_func ("/marketplace/account-store/unwritable", test_unwritable);
  g_test_add_func ("/marketplace/account-store/processes", test_processes);

  return g_test_run ();
}
