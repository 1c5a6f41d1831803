/* tw-cli-request.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/tw-cli-input.h"
#include "cli/tw-cli-output.h"

/* Headers that say who somebody is. */
static const char *const secret_headers[] = { "authorization", "proxy-authorization", "set-cookie",
                                              "x-subscription-key", NULL };

static void
note_reply (const TwReply *reply)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (reply->headers), (GCompareFunc) strcmp);

  tw_cli_note ("HTTP %u", reply->status);
  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (secret_headers, l->data))
      tw_cli_note ("%s: %s", (const char *) l->data, tw_reply_get_header (reply, l->data));
}

static TwExit
exit_of_status (guint status)
{
  if (status < 400)
    return TW_EXIT_DONE;
  if (status == 401)
    return TW_EXIT_SIGN_IN;
  if (status == 429 || status >= 500)
    return TW_EXIT_OUT_OF_REACH;

  return TW_EXIT_REFUSED;
}

static gboolean
is_write (const char *method)
{
  return strcmp (method, "GET") != 0 && strcmp (method, "HEAD") != 0;
}

static gboolean
check (const char       *method,
       const char       *path,
       const TwCliArgs  *args,
       GError          **error)
{
  for (const char *p = method; *p != '\0'; p++)
    if (!g_ascii_isalpha (*p))
      {
        tw_cli_set_usage_error (error, _("“%s” is no HTTP method"), method);
        return FALSE;
      }

  if (*path != '/')
    {
      tw_cli_set_usage_error (error, _("The path starts with a slash and goes on from the account’s address, as in "
                                       "/customers"));
      return FALSE;
    }

  for (const char *const *pair = tw_cli_args_get_all (args, "query"); *pair != NULL; pair++)
    if (strchr (*pair, '=') == NULL)
      {
        tw_cli_set_usage_error (error, _("--query takes NAME=VALUE, not “%s”"), *pair);
        return FALSE;
      }

  return TRUE;
}

static TwExit
request (TwCli            *cli,
         const TwCliArgs  *args,
         GError          **error)
{
  g_autofree char *method = g_ascii_strup (tw_cli_args_get_word (args, 0), -1);
  const char *path = tw_cli_args_get_word (args, 1);
  const char *data = tw_cli_args_get (args, "data");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (GError) local_error = NULL;
  TwClient *client;

  if (!check (method, path, args, error) || (data != NULL && (body = tw_cli_input_read (cli, data, error)) == NULL) ||
      (client = tw_cli_connect (cli, args, error)) == NULL)
    return TW_EXIT_FAILED;

  tw_marketplace_request_async (tw_client_get_marketplace (client), method, path, tw_cli_args_get_all (args, "query"),
                                body, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  reply = tw_marketplace_request_finish (tw_client_get_marketplace (client), result, &local_error);
  if (reply == NULL)
    {
      gboolean may_have_worked = is_write (method) && tw_error_get_effect (local_error) == TW_EFFECT_UNKNOWN;

      if (!may_have_worked)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return TW_EXIT_FAILED;
        }
      tw_cli_report_error (local_error, FALSE);
      tw_cli_note (_("Nobody knows whether the request took effect; look at the marketplace before you repeat it."));
      return TW_EXIT_UNKNOWN;
    }

  if (tw_cli_args_has (args, "verbose"))
    note_reply (reply);
  tw_cli_output_write_data (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));

  return exit_of_status (reply->status);
}

static const TwCliOption request_options[] = {
  { "query", TW_CLI_TEXTS, N_("NAME=VALUE"), N_("A parameter of the query; may be given several times") },
  { "data", TW_CLI_FILE, N_("FILE|-"), N_("Send the JSON of a file, or of the standard input") },
  { NULL },
};

const TwCliVerb tw_cli_request_verbs[] = {
  { NULL, N_("METHOD PATH"), N_("Send any request to the marketplace’s API"),
    N_("Signs in and sends the request once. The body of the answer comes out as it is, whatever its status; "
       "--verbose tells status and headers. Such a request is not written to the journal, and nothing it contains is "
       "checked."),
    { request_options },
    { "request GET /customers --query limit=5", "request PATCH /orders/1184220 --data change.json --verbose" },
    request },
  { NULL },
};
