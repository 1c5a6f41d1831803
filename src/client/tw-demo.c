/* tw-demo.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-demo.h"

#include "base/tw-error.h"
#include "base/tw-json.h"

#include <glib/gstdio.h>

#define DEMO_NAME "Demo"
#define PROGRAM "tradewind-sandbox"

struct _TwDemo
{
  GObject parent_instance;

  GSubprocess   *process;
  TwAccount     *account;
  TwSecretStore *secrets;
};

G_DEFINE_FINAL_TYPE (TwDemo, tw_demo, G_TYPE_OBJECT)

static void
tw_demo_dispose (GObject *object)
{
  TwDemo *self = TW_DEMO (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_clear_object (&self->account);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (tw_demo_parent_class)->dispose (object);
}

static void
tw_demo_class_init (TwDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_demo_dispose;
}

static void
tw_demo_init (TwDemo *self)
{
}

/* Beside the running program, in the build tree, where it was installed, or on the path. */
static char *
find_program (GError **error)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self_path != NULL ? g_path_get_dirname (self_path) : g_strdup (".");
  g_autofree char *sibling = g_build_filename ("..", "sandbox", PROGRAM, NULL);
  g_autofree char *beside = g_build_filename (folder, PROGRAM, NULL);
  g_autofree char *built = g_canonicalize_filename (sibling, folder);
  g_autofree char *installed = g_build_filename (TW_BINDIR, PROGRAM, NULL);
  const char *places[] = { beside, built, installed };
  char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_file_test (places[i], G_FILE_TEST_IS_EXECUTABLE))
      return g_strdup (places[i]);

  found = g_find_program_in_path (PROGRAM);
  if (found == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "The program of the demo marketplace, %s, is missing. It was looked for as %s, %s and %s, and in the "
                 "folders of PATH", PROGRAM, beside, built, installed);

  return found;
}

/* Each demo starts with nothing: what an earlier one left would belong to another world. */
static void
empty_data_folder (TwAccount *account)
{
  static const char * const suffixes[] = { "", "-wal", "-shm", ".lock" };
  g_autofree char *mirror = tw_account_dup_mirror_path (account);
  g_autofree char *records = tw_account_dup_records_path (account);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *mirror_file = g_strconcat (mirror, suffixes[i], NULL);
      g_autofree char *records_file = g_strconcat (records, suffixes[i], NULL);

      g_unlink (mirror_file);
      g_unlink (records_file);
    }
}

static gboolean
take_greeting (TwDemo      *self,
               const char  *line,
               GError     **error)
{
  g_autoptr (TwJson) greeting = tw_json_parse (line, -1, error);
  g_autofree char *url = tw_json_dup_member_text (greeting, "url");
  g_autofree char *marketplace = tw_json_dup_member_text (greeting, "marketplace");
  g_autofree char *username = tw_json_dup_member_text (greeting, "username");

  if (greeting == NULL)
    return FALSE;

  self->account = g_object_new (TW_TYPE_ACCOUNT,
                                "name", DEMO_NAME,
                                "account-type", TW_ACCOUNT_CLOUDBLUE,
                                "url", url,
                                "marketplace", marketplace,
                                "username", username,
                                "demo", TRUE,
                                NULL);

  return tw_account_check (self->account, error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tw_secret_store_store_finish (TW_SECRET_STORE (source), result, &error))
    g_task_return_pointer (task, g_object_ref (g_task_get_task_data (task)), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
greeted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwDemo *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                                     &error);
  g_autoptr (TwJson) greeting = NULL;
  g_autofree char *password = NULL;
  g_autofree char *key = NULL;

  if (line == NULL && error == NULL)
    g_set_error_literal (&error, TW_ERROR, TW_ERROR_OFFLINE, "The demo marketplace ended before it was ready");
  if (line == NULL || !take_greeting (self, line, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  empty_data_folder (self->account);
  greeting = tw_json_parse (line, -1, NULL);
  password = tw_json_dup_member_text (greeting, "password");
  key = tw_json_dup_member_text (greeting, "subscriptionKey");
  tw_secret_store_store_async (self->secrets, DEMO_NAME, password, key, g_task_get_cancellable (task), stored_cb,
                               g_object_ref (task));
}

/**
 * tw_demo_start_async:
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Starts the demo marketplace and waits until it answers.
 */
void
tw_demo_start_async (GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  TwDemo *self = g_object_new (TW_TYPE_DEMO, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *program = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, tw_demo_start_async);
  g_task_set_task_data (task, self, g_object_unref);
  self->secrets = tw_secret_store_new_in_memory ();

  program = find_program (&error);
  if (program != NULL)
    self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--port", "0", "--profile",
                                      "small", "--start", "now", "--json", "--exit-with-parent", NULL);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, cancellable, greeted_cb, g_object_ref (task));
}

/**
 * tw_demo_start_finish:
 * @result: the result
 * @error: why there is no demo; %G_IO_ERROR_NOT_FOUND says where its program was looked for
 *
 * Returns: (transfer full): the demo; it ends when the last reference is dropped
 */
TwDemo *
tw_demo_start_finish (GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_demo_get_account:
 * @self: a demo
 *
 * Returns: (transfer none): its account, marked as a demo
 */
TwAccount *
tw_demo_get_account (TwDemo *self)
{
  g_return_val_if_fail (TW_IS_DEMO (self), NULL);

  return self->account;
}

/**
 * tw_demo_get_secrets:
 * @self: a demo
 *
 * Returns: (transfer none): where its secrets are: in memory
 */
TwSecretStore *
tw_demo_get_secrets (TwDemo *self)
{
  g_return_val_if_fail (TW_IS_DEMO (self), NULL);

  return self->secrets;
}
