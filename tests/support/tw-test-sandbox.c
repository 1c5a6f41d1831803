/* tw-test-sandbox.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "support/tw-test-sandbox.h"

#include <libsoup/soup.h>

/* The sandbox says where it listens and who may log in on the first line it prints. */
static void
read_first_line (TwTestSandbox *self)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (self->process);
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (output);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) json = NULL;
  g_autofree char *line = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  line = g_data_input_stream_read_line_utf8 (stream, NULL, NULL, &error);
  g_assert_no_error (error);
  if (line == NULL)
    g_error ("The sandbox ended without saying where it listens");

  json = tw_json_parse (line, -1, &error);
  g_assert_no_error (error);
  self->url = tw_json_dup_member_text (json, "url");
  self->username = tw_json_dup_member_text (json, "username");
  self->password = tw_json_dup_member_text (json, "password");
  self->key = tw_json_dup_member_text (json, "subscriptionKey");
  self->marketplace = tw_json_dup_member_text (json, "marketplace");
  g_assert_nonnull (self->url);
  g_assert_nonnull (self->username);
  g_assert_nonnull (self->password);
  g_assert_nonnull (self->key);
  g_assert_nonnull (self->marketplace);
}

/**
 * tw_test_sandbox_start:
 * @profile: `small` or `large`
 * @...: further arguments of the program, ended by %NULL
 *
 * Starts the sandbox of this build on a free port and waits until it answers. It ends with
 * tw_test_sandbox_stop(), or with the test program when that crashes before.
 *
 * Returns: (transfer full): the running sandbox
 */
TwTestSandbox *
tw_test_sandbox_start (const char *profile,
                       ...)
{
  TwTestSandbox *self = g_new0 (TwTestSandbox, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  const char *build_root = g_getenv ("TW_BUILD_ROOT");
  const char *argument;
  va_list arguments;

  if (build_root == NULL)
    g_error ("TW_BUILD_ROOT is not set: run the tests with 'meson test'");

  g_ptr_array_add (argv, g_build_filename (build_root, "src", "sandbox", "tradewind-sandbox", NULL));
  g_ptr_array_add (argv, g_strdup ("--port=0"));
  g_ptr_array_add (argv, g_strdup ("--json"));
  g_ptr_array_add (argv, g_strdup_printf ("--profile=%s", profile));
  va_start (arguments, profile);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, g_strdup (argument));
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  g_subprocess_launcher_set_child_setup (launcher, tw_test_die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  read_first_line (self);

  return self;
}

/**
 * tw_test_sandbox_stop:
 * @self: (transfer full): a running sandbox
 *
 * Ends the program and waits for it.
 */
void
tw_test_sandbox_stop (TwTestSandbox *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->url);
  g_free (self->username);
  g_free (self->password);
  g_free (self->key);
  g_free (self->marketplace);
  g_free (self);
}

/**
 * tw_test_sandbox_control:
 * @self: a running sandbox
 * @method: HTTP method
 * @path: path of the control interface, as in `/_sandbox/stats`
 * @body: (nullable): JSON text to send
 *
 * Calls the control interface, which is not counted as a call. Any answer but a 2xx fails the test.
 *
 * Returns: (transfer full) (nullable): the answer, %NULL when it is empty
 */
TwJson *
tw_test_sandbox_control (TwTestSandbox *self,
                         const char    *method,
                         const char    *path,
                         const char    *body)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GUri) base = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  TwJson *json;

  base = g_uri_parse (self->url, SOUP_HTTP_URI_FLAGS, &error);
  g_assert_no_error (error);
  uri = g_uri_parse_relative (base, path, SOUP_HTTP_URI_FLAGS, &error);
  g_assert_no_error (error);

  message = soup_message_new_from_uri (method, uri);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message) / 100, ==, 2);
  if (g_bytes_get_size (answer) == 0)
    return NULL;

  json = tw_json_parse_bytes (answer, &error);
  g_assert_no_error (error);

  return json;
}

/**
 * tw_test_sandbox_fault:
 * @self: a running sandbox
 * @method: HTTP method of the calls that shall fail
 * @path: the contract's pattern of their path, as in `/orders/{id}`
 * @action: what goes wrong, as in `drop-after`
 * @times: how often
 * @after: how many calls go well before
 *
 * Makes coming calls fail.
 */
void
tw_test_sandbox_fault (TwTestSandbox *self,
                       const char    *method,
                       const char    *path,
                       const char    *action,
                       guint          times,
                       guint          after)
{
  g_autoptr (TwJson) answer = NULL;
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{\"method\":\"%s\",\"path\":\"%s\",\"action\":\"%s\",\"times\":%u,\"after\":%u}",
                          method,
                          path,
                          action,
                          times,
                          after);
  answer = tw_test_sandbox_control (self, "POST", "/_sandbox/faults", body);
}

/**
 * tw_test_sandbox_count_calls:
 * @self: a running sandbox
 * @method: (nullable): count calls of this method only
 * @path: (nullable): count calls of this pattern only, as in `/orders/{id}`
 *
 * Returns: how many such calls the sandbox has counted, whatever their answer
 */
guint
tw_test_sandbox_count_calls (TwTestSandbox *self,
                             const char    *method,
                             const char    *path)
{
  g_autoptr (TwJson) stats = tw_test_sandbox_control (self, "GET", "/_sandbox/stats", NULL);
  TwJson *calls = tw_json_get_member (stats, "calls");
  guint sum = 0;

  g_assert_nonnull (calls);
  for (guint i = 0; i < tw_json_get_length (calls); i++)
    {
      TwJson *call = tw_json_get_element (calls, i);
      g_autofree char *call_method = tw_json_dup_member_text (call, "method");
      g_autofree char *call_path = tw_json_dup_member_text (call, "path");
      g_autofree char *count = tw_json_dup_member_text (call, "count");

      if (method != NULL && g_strcmp0 (method, call_method) != 0)
        continue;
      if (path != NULL && g_strcmp0 (path, call_path) != 0)
        continue;
      g_assert_nonnull (count);
      sum += g_ascii_strtoull (count, NULL, 10);
    }

  return sum;
}
