/* tw-cli-reason.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-reason.h"

#include "base/tw-error.h"
#include "base/tw-json-writer.h"

#include <glib/gi18n.h>

/**
 * tw_cli_reason_dup_text:
 * @reason: (nullable): what the journal says
 * @text: (nullable): the same in English, or what the marketplace or the system said
 *
 * Returns: (transfer full) (nullable): what to tell a person, %NULL when there is nothing to tell
 */
char *
tw_cli_reason_dup_text (TwJson     *reason,
                        const char *text)
{
  const char *format = tw_reason_get_format (reason);

  return format != NULL ? tw_reason_fill (reason, gettext (format)) : g_strdup (text);
}

/**
 * tw_cli_reason_dup_error:
 * @error: an error
 *
 * Returns: (transfer full): what to tell a person
 */
char *
tw_cli_reason_dup_error (const GError *error)
{
  return tw_cli_reason_dup_text (tw_error_get_reason (error), error->message);
}

static void
write_text (TwJsonWriter *writer,
            const char   *name,
            const char   *text)
{
  if (text == NULL)
    return;

  tw_json_writer_name (writer, name);
  tw_json_writer_string (writer, text);
}

static TwJson *
translate_looks (TwJson *looks)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);

  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < tw_json_get_length (looks); i++)
    {
      TwJson *look = tw_json_get_element (looks, i);
      const char *text = tw_json_get_string (tw_json_get_member (look, "error"));
      g_autofree char *error = tw_cli_reason_dup_text (tw_json_get_member (look, "reason"), text);

      tw_json_writer_begin_object (writer);
      write_text (writer, "time", tw_json_get_string (tw_json_get_member (look, "time")));
      write_text (writer, "result", tw_json_get_string (tw_json_get_member (look, "result")));
      write_text (writer, "error", error);
      tw_json_writer_end_object (writer);
    }
  tw_json_writer_end_array (writer);

  return tw_json_writer_steal_json (writer);
}

/**
 * tw_cli_reason_translate:
 * @args: what was given
 * @entry: an entry
 *
 * Returns: (transfer full): @entry as a person reads it, with one text for each reason; for JSON and CSV as it is
 */
TwJournalEntry *
tw_cli_reason_translate (const TwCliArgs *args,
                         TwJournalEntry  *entry)
{
  g_autoptr (TwResource) copy = NULL;
  g_autoptr (TwJson) looks = NULL;
  g_autofree char *error = NULL;
  g_autofree char *send_error = NULL;

  if (tw_cli_args_has (args, "json") || tw_cli_args_has (args, "csv"))
    return g_object_ref (entry);

  copy = tw_resource_copy (TW_RESOURCE (entry));
  error = tw_cli_reason_dup_text (entry->reason, entry->error);
  send_error = tw_cli_reason_dup_text (entry->send_reason, entry->send_error);
  g_object_set (copy, "error", error, "send-error", send_error, "reason", NULL, "send-reason", NULL, NULL);
  if (entry->looks != NULL)
    {
      looks = translate_looks (entry->looks);
      g_object_set (copy, "looks", looks, NULL);
    }

  return TW_JOURNAL_ENTRY (g_steal_pointer (&copy));
}
