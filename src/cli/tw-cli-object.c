/* tw-cli-object.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-object.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-output.h"
#include "cli/tw-cli-show.h"
#include "cli/tw-cli-value.h"

const TwCliOption tw_cli_object_options[] = {
  { "refresh", TW_CLI_FLAG, NULL, N_("Read it from the marketplace, even if all of it is known") },
  { NULL },
};

/**
 * tw_cli_get_live:
 * @cli: the run
 * @args: what was given
 * @kind: kind of the object
 * @id: its id
 * @error: return location
 *
 * Reads an object from the marketplace, for what has to be as it is now.
 *
 * Returns: (transfer full): the object
 */
TwResource *
tw_cli_get_live (TwCli            *cli,
                 const TwCliArgs  *args,
                 TwKind            kind,
                 const char       *id,
                 GError          **error)
{
  TwClient *client = tw_cli_connect (cli, args, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwAnswer) answer = NULL;

  if (client == NULL)
    return NULL;

  tw_marketplace_get_async (tw_client_get_marketplace (client), kind, id, TW_PRIORITY_PERSON,
                            tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);
  answer = tw_marketplace_get_finish (tw_client_get_marketplace (client), result, error);

  return answer != NULL ? g_steal_pointer (&answer->resource) : NULL;
}

/* What keeps the marketplace from answering now, and says nothing about the object. */
static gboolean
is_out_of_reach (const GError *error)
{
  return g_error_matches (error, TW_ERROR, TW_ERROR_OFFLINE) ||
         g_error_matches (error, TW_ERROR, TW_ERROR_RATE_LIMITED) ||
         g_error_matches (error, TW_ERROR, TW_ERROR_SERVER) || g_error_matches (error, TW_ERROR, TW_ERROR_STORE);
}

static TwMirrorEntry *
get_known (TwCli       *cli,
           TwMirror    *mirror,
           TwKind       kind,
           const char  *key,
           GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_mirror_get_async (mirror, kind, key, tw_cli_get_cancellable (cli), tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);

  return tw_mirror_get_finish (mirror, result, error);
}

static TwMirrorEntry *
fetch (TwCli            *cli,
       const TwCliArgs  *args,
       TwKind            kind,
       const char       *key,
       GError          **error)
{
  TwClient *client = tw_cli_connect (cli, args, error);
  g_autoptr (GAsyncResult) result = NULL;

  if (client == NULL)
    return NULL;

  tw_sync_fetch_detail_async (tw_client_get_sync (client), kind, key, tw_cli_get_cancellable (cli),
                              tw_cli_ready_cb, cli);
  result = tw_cli_wait (cli);

  return tw_sync_fetch_detail_finish (tw_client_get_sync (client), result, error);
}

static void
note_gap (TwMirrorEntry *known,
          const GError  *error)
{
  g_autofree char *time = known->list_time != NULL ? tw_cli_value_dup_time (known->list_time) : NULL;

  tw_cli_warn ("%s", error->message);
  if (known->detail == TW_DETAIL_MISSING)
    tw_cli_note (_("Only what its list says is shown, as of %s; the rest could not be read."),
                 time != NULL ? time : "?");
  else
    tw_cli_note (_("What was known before is shown; it could not be read anew."));
}

/**
 * tw_cli_show_object:
 * @cli: the run
 * @args: what was given; the verb's subject is the object's kind, the first word its id
 * @error: return location
 *
 * Shows an object as the mirror knows it. A detail that is missing or outdated costs one call; when the marketplace
 * is out of reach, what there is is shown with a note.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_show_object (TwCli            *cli,
                    const TwCliArgs  *args,
                    GError          **error)
{
  TwKind kind = tw_cli_args_get_verb (args)->subject;
  TwClient *client = tw_cli_open (cli, args, error);
  const char *key = tw_cli_args_get_word (args, 0);
  g_autoptr (TwMirrorEntry) known = NULL;
  g_autoptr (TwMirrorEntry) fetched = NULL;
  g_autoptr (GError) local_error = NULL;

  if (client == NULL)
    return TW_EXIT_FAILED;

  known = get_known (cli, tw_client_get_mirror (client), kind, key, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return TW_EXIT_FAILED;
    }

  if (known == NULL || known->detail != TW_DETAIL_KNOWN || tw_cli_args_has (args, "refresh"))
    {
      fetched = fetch (cli, args, kind, key, &local_error);
      if (fetched == NULL && (known == NULL || !is_out_of_reach (local_error)))
        {
          /* Translators: the id that was asked for. The reason follows. */
          if (is_out_of_reach (local_error))
            tw_cli_note (_("Nothing is known of %s here, and it could not be read from the marketplace."), key);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return TW_EXIT_FAILED;
        }
      if (fetched == NULL)
        note_gap (known, local_error);
    }

  tw_cli_show_resource (args, fetched != NULL ? fetched->resource : known->resource);

  return TW_EXIT_DONE;
}
