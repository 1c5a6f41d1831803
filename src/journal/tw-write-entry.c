/* tw-write-entry.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-write-entry-private.h"

#include "base/tw-error.h"
#include "journal/tw-journal-mask-private.h"

static TwJson *
dup_json (TwResource  *resource,
          TwJsonView   view,
          GError     **error)
{
  g_autofree char *text = tw_resource_to_json_text (resource, view, FALSE);

  return tw_json_parse (text, -1, error);
}

static TwJson *
dup_masked (TwResource  *resource,
            TwJsonView   view,
            GHashTable  *secrets,
            GError     **error)
{
  g_autoptr (TwJson) json = dup_json (resource, view, error);

  return json != NULL ? tw_journal_mask (json, secrets) : NULL;
}

/* The views a request is sent in, and written down in. */
static TwJsonView
get_view (TwWriteKind kind,
          gboolean    journal)
{
  if (tw_write_kind_is_creation (kind))
    return journal ? TW_JSON_VIEW_JOURNAL_CREATE : TW_JSON_VIEW_CREATE;

  return journal ? TW_JSON_VIEW_JOURNAL_UPDATE : TW_JSON_VIEW_UPDATE;
}

static void
set_author (TwJournalEntry *entry)
{
  g_autofree char *author = g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
  g_autofree char *valid = g_utf8_make_valid (author, -1);
  const char *program = g_get_prgname ();

  g_object_set (entry, "author", valid, "program", program != NULL ? program : "tradewind", NULL);
}

static void
set_order (TwJournalEntry *entry,
           TwOrder        *order)
{
  if (order->po_number != NULL && *order->po_number != '\0')
    g_object_set (entry, "mark", order->po_number, NULL);
  g_object_set (entry, "customer-id", order->customer_id, NULL);
}

/**
 * tw_write_entry_new:
 * @journal: the journal it is for
 * @kind: what is going to be done
 * @target: (nullable): id of the object that is changed
 * @body: what is going to be sent
 * @estimate: (nullable): the estimate the person saw
 * @basis: (nullable): what must still hold
 * @error: return location
 *
 * Returns: (transfer full): an entry to append, without secrets; %NULL with @error set
 */
TwJournalEntry *
tw_write_entry_new (TwJournal    *journal,
                    TwWriteKind   kind,
                    const char   *target,
                    TwResource   *body,
                    TwOrder      *estimate,
                    TwJson       *basis,
                    GError      **error)
{
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GHashTable) secrets = tw_journal_list_secrets (body);
  g_autoptr (TwJson) request = dup_masked (body, get_view (kind, TRUE), secrets, error);
  g_autoptr (TwJson) whole = NULL;
  g_autoptr (TwJson) seen = NULL;

  if (request == NULL)
    return NULL;
  whole = dup_json (body, get_view (kind, FALSE), error);
  if (whole == NULL)
    return NULL;
  if (estimate != NULL)
    {
      seen = dup_masked (TW_RESOURCE (estimate), TW_JSON_VIEW_STORE, secrets, error);
      if (seen == NULL)
        return NULL;
    }

  entry = g_object_new (TW_TYPE_JOURNAL_ENTRY,
                        "kind", kind,
                        "account", tw_journal_get_account (journal),
                        "login", tw_journal_get_login (journal),
                        "target", target,
                        "request", request,
                        "estimate", seen,
                        "basis", basis,
                        "resumable", tw_json_equal (request, whole),
                        NULL);
  set_author (entry);
  if (kind == TW_WRITE_PLACE_ORDER)
    set_order (entry, TW_ORDER (body));

  return g_steal_pointer (&entry);
}

static TwJournalEntry *
outcome_new (TwJournalEntry *entry,
             TwJournalState  state,
             const GError   *error)
{
  return g_object_new (TW_TYPE_JOURNAL_ENTRY,
                       "id", entry->id,
                       "kind", entry->kind,
                       "state", state,
                       "error", error != NULL ? error->message : NULL,
                       "reason", tw_error_get_reason (error),
                       "correlation-id", tw_error_get_correlation_id (error),
                       NULL);
}

/* What a failed send says about its effect. The safe reading of an error nobody classified is unknown. */
static TwJournalState
get_state (const GError *error)
{
  switch (tw_error_get_effect (error))
    {
    case TW_EFFECT_REFUSED:
      return TW_JOURNAL_REJECTED;
    case TW_EFFECT_NONE:
      return TW_JOURNAL_NOT_PLACED;
    case TW_EFFECT_UNKNOWN:
    default:
      return TW_JOURNAL_UNKNOWN;
    }
}

/**
 * tw_write_entry_outcome:
 * @entry: an entry that was sent
 * @body: what was sent
 * @answer: (nullable): what the marketplace answered
 * @error: (nullable): or how the send failed
 *
 * Returns: (transfer full): what became of it: state, result id, answer without secrets, error
 */
TwJournalEntry *
tw_write_entry_outcome (TwJournalEntry *entry,
                        TwResource     *body,
                        TwAnswer       *answer,
                        const GError   *error)
{
  g_autoptr (GHashTable) secrets = NULL;
  g_autoptr (TwJson) json = NULL;
  g_autofree char *id = NULL;
  TwJournalEntry *outcome;

  if (answer == NULL)
    return outcome_new (entry, get_state (error), error);

  outcome = outcome_new (entry, TW_JOURNAL_CONFIRMED, NULL);
  g_object_set (outcome, "correlation-id", answer->correlation_id, NULL);
  if (answer->resource == NULL)
    return outcome;

  /* The marketplace accepted it: an answer that cannot be kept changes nothing about that. */
  secrets = tw_journal_list_secrets (body);
  json = dup_masked (answer->resource, TW_JSON_VIEW_STORE, secrets, NULL);
  id = tw_resource_dup_text (answer->resource, "id");
  g_object_set (outcome, "answer", json, "result-id", id, NULL);

  return outcome;
}

/* Names of the parameters whose values the journal does not have. */
static void
add_masked_names (TwJson     *json,
                  GHashTable *names)
{
  if (tw_json_get_kind (json) == TW_JSON_ARRAY)
    {
      for (guint i = 0; i < tw_json_get_length (json); i++)
        add_masked_names (tw_json_get_element (json, i), names);
    }
  else if (tw_json_get_kind (json) == TW_JSON_OBJECT)
    {
      g_auto (GStrv) members = tw_json_list_members (json);
      g_autofree char *value = tw_json_dup_member_text (json, "value");
      char *name = tw_json_dup_member_text (json, "name");

      if (name != NULL && g_strcmp0 (value, TW_JOURNAL_MASK) == 0)
        g_hash_table_add (names, name);
      else
        g_free (name);
      for (guint i = 0; members[i] != NULL; i++)
        add_masked_names (tw_json_get_member (json, members[i]), names);
    }
}

/**
 * tw_write_entry_list_masked:
 * @entry: an entry
 *
 * Returns: (transfer full) (element-type utf8 utf8): a set of the names of parameters that the journal has no values of
 */
GHashTable *
tw_write_entry_list_masked (TwJournalEntry *entry)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_masked_names (entry->request, names);

  return names;
}

/**
 * tw_write_entry_asks_for:
 * @entry: an entry
 * @body: what somebody wants to send
 *
 * Passwords are not compared: the journal does not have them.
 *
 * Returns: whether that is what @entry asks for
 */
gboolean
tw_write_entry_asks_for (TwJournalEntry *entry,
                         TwResource     *body)
{
  g_autoptr (GHashTable) secrets = tw_write_entry_list_masked (entry);
  g_autoptr (TwJson) request = NULL;

  request = dup_masked (body, get_view (entry->kind, TRUE), secrets, NULL);

  return request != NULL && tw_json_equal (request, entry->request);
}

/**
 * tw_write_entry_found:
 * @entry: an entry whose outcome was unknown
 * @object: what the marketplace made or changed, as it answered it
 *
 * Returns: (transfer full): its outcome: confirmed, with the object's id and the answer without secrets
 */
TwJournalEntry *
tw_write_entry_found (TwJournalEntry *entry,
                      TwResource     *object)
{
  g_autoptr (GHashTable) secrets = tw_write_entry_list_masked (entry);
  g_autoptr (TwJson) json = NULL;
  g_autofree char *id = tw_resource_dup_text (object, "id");
  TwJournalEntry *outcome = outcome_new (entry, TW_JOURNAL_CONFIRMED, NULL);

  json = dup_masked (object, TW_JSON_VIEW_STORE, secrets, NULL);
  g_object_set (outcome, "correlation-id", entry->correlation_id, "answer", json, "result-id", id, NULL);

  return outcome;
}

/**
 * tw_write_entry_dup_body:
 * @entry: an entry
 * @error: return location; %TW_ERROR_CONFLICT when secrets of the request were not written down
 *
 * Returns: (transfer full): what it sends; %NULL with @error set
 */
TwResource *
tw_write_entry_dup_body (TwJournalEntry  *entry,
                         GError         **error)
{
  GType type = tw_kind_get_resource_type (tw_write_kind_get_kind (entry->kind));
  g_autoptr (TwResource) body = NULL;

  if (!entry->resumable)
    {
      g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_SECRET, entry->id, NULL);

      g_propagate_error (error, tw_reason_to_error (reason, TW_ERROR_CONFLICT));
      return NULL;
    }

  body = g_object_new (type, NULL);
  if (!tw_resource_merge_json (body, entry->request, error))
    return NULL;

  return g_steal_pointer (&body);
}

/**
 * tw_write_entry_mark_body:
 * @entry: an entry about to be sent
 * @body: its request
 *
 * An order's request may carry attributes of anybody's choice (vendor specification 1.15, OrderRequest): ours
 * says which entry it came from, so that it is known again without a doubt.
 *
 * Returns: (transfer full): the request to send
 */
TwResource *
tw_write_entry_mark_body (TwJournalEntry *entry,
                          TwResource     *body)
{
  g_autoptr (GHashTable) attributes = NULL;
  TwResource *marked;

  if (entry->entry_mark == NULL || !TW_IS_ORDER (body))
    return g_object_ref (body);

  marked = tw_resource_copy (body);
  attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (TW_ORDER (body)->attributes != NULL)
    {
      GHashTableIter iter;
      gpointer name;
      gpointer value;

      g_hash_table_iter_init (&iter, TW_ORDER (body)->attributes);
      while (g_hash_table_iter_next (&iter, &name, &value))
        g_hash_table_insert (attributes, g_strdup (name), g_strdup (value));
    }
  g_hash_table_insert (attributes, g_strdup (TW_WRITE_MARK_ATTRIBUTE), g_strdup (entry->entry_mark));
  g_object_set (marked, "attributes", attributes, NULL);

  return marked;
}

/**
 * tw_write_entry_unsent:
 * @entry: an entry that will not be sent
 * @error: why: a check right before sending refused it, or could not be done
 *
 * Returns: (transfer full): what became of it: rejected when it would be wrong to send it, else not placed
 */
TwJournalEntry *
tw_write_entry_unsent (TwJournalEntry *entry,
                       const GError   *error)
{
  gboolean refused = g_error_matches (error, TW_ERROR, TW_ERROR_CONFLICT);

  return outcome_new (entry, refused ? TW_JOURNAL_REJECTED : TW_JOURNAL_NOT_PLACED, error);
}

/**
 * tw_write_entry_to_error:
 * @entry: an entry that was rejected or not placed by another process
 *
 * Returns: (transfer full): that outcome as an error
 */
GError *
tw_write_entry_to_error (TwJournalEntry *entry)
{
  gboolean rejected = entry->state == TW_JOURNAL_REJECTED;
  TwError code = rejected ? TW_ERROR_CONFLICT : TW_ERROR_OFFLINE;
  g_autoptr (TwJson) unsent = tw_reason_new (TW_REASON_NOT_SENT, NULL);
  GError *error;

  if (entry->error == NULL)
    {
      error = tw_reason_to_error (unsent, code);
    }
  else
    {
      error = g_error_new_literal (TW_ERROR, code, entry->error);
      tw_error_set_reason (error, entry->reason);
    }
  tw_error_set_effect (error, rejected ? TW_EFFECT_REFUSED : TW_EFFECT_NONE);
  tw_error_set_correlation_id (error, entry->correlation_id);

  return error;
}
