/* tw-journal-entry.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-entry.h"

G_DEFINE_ENUM_TYPE (TwJournalState, tw_journal_state,
                    G_DEFINE_ENUM_VALUE (TW_JOURNAL_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (TW_JOURNAL_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (TW_JOURNAL_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (TW_JOURNAL_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (TW_JOURNAL_CONFIRMED, "confirmed"),
                    G_DEFINE_ENUM_VALUE (TW_JOURNAL_REJECTED, "rejected"),
                    G_DEFINE_ENUM_VALUE (TW_JOURNAL_NOT_PLACED, "not-placed"),
                    G_DEFINE_ENUM_VALUE (TW_JOURNAL_NEEDS_A_PERSON, "needs-a-person"))

G_DEFINE_FINAL_TYPE (TwJournalEntry, tw_journal_entry, TW_TYPE_RESOURCE)

#define FIELD(name, kind, member, flags, get_type) \
  { name, kind, G_STRUCT_OFFSET (TwJournalEntry, member), flags, get_type }

static const TwField fields[] = {
  FIELD ("id", TW_FIELD_STRING, id, TW_FIELD_REQUIRED, NULL),
  FIELD ("kind", TW_FIELD_ENUM, kind, TW_FIELD_REQUIRED, tw_write_kind_get_type),
  FIELD ("state", TW_FIELD_ENUM, state, TW_FIELD_REQUIRED, tw_journal_state_get_type),
  FIELD ("mark", TW_FIELD_STRING, mark, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("entryMark", TW_FIELD_STRING, entry_mark, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("retryOf", TW_FIELD_STRING, retry_of, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("created", TW_FIELD_DATE_TIME, created, TW_FIELD_REQUIRED, NULL),
  FIELD ("updated", TW_FIELD_DATE_TIME, updated, TW_FIELD_REQUIRED, NULL),
  FIELD ("target", TW_FIELD_STRING, target, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("customerId", TW_FIELD_STRING, customer_id, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("request", TW_FIELD_JSON, request, TW_FIELD_REQUIRED, NULL),
  FIELD ("estimate", TW_FIELD_JSON, estimate, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("basis", TW_FIELD_JSON, basis, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("resumable", TW_FIELD_BOOLEAN, resumable, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("account", TW_FIELD_STRING, account, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("login", TW_FIELD_STRING, login, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("author", TW_FIELD_STRING, author, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("program", TW_FIELD_STRING, program, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("serverTime", TW_FIELD_DATE_TIME, server_time, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("newestOrderId", TW_FIELD_STRING, newest_order_id, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("newestOrderTime", TW_FIELD_DATE_TIME, newest_order_time, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("knownIds", TW_FIELD_JSON, known_ids, TW_FIELD_TRANSIENT, NULL),
  FIELD ("resultId", TW_FIELD_STRING, result_id, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("answer", TW_FIELD_JSON, answer, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("error", TW_FIELD_STRING, error, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("reason", TW_FIELD_JSON, reason, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("sendError", TW_FIELD_STRING, send_error, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("sendReason", TW_FIELD_JSON, send_reason, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("correlationId", TW_FIELD_STRING, correlation_id, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("looks", TW_FIELD_JSON, looks, TW_FIELD_NO_FLAGS, NULL),
  FIELD ("candidates", TW_FIELD_JSON, candidates, TW_FIELD_NO_FLAGS, NULL),
};

static void
tw_journal_entry_class_init (TwJournalEntryClass *klass)
{
  tw_resource_class_install_fields (TW_RESOURCE_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
tw_journal_entry_init (TwJournalEntry *self)
{
}

/**
 * tw_journal_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its text as stored and printed, as in `not-placed`
 */
const char *
tw_journal_state_to_string (TwJournalState state)
{
  return tw_enum_to_text (TW_TYPE_JOURNAL_STATE, state);
}

/**
 * tw_journal_entry_set_reason:
 * @self: an entry that is not in the journal yet, or an outcome
 * @reason: why it is so
 *
 * Sets the reason, and the error to what it says in English.
 */
void
tw_journal_entry_set_reason (TwJournalEntry *self,
                             TwJson         *reason)
{
  g_autofree char *text = NULL;

  g_return_if_fail (TW_IS_JOURNAL_ENTRY (self));

  text = tw_reason_dup_english (reason);
  g_object_set (self, "error", text, "reason", reason, NULL);
}

/**
 * tw_journal_entry_dup_answer:
 * @self: an entry
 * @error: return location
 *
 * The object as the marketplace answered it when it accepted the write.
 *
 * Returns: (transfer full) (nullable): a resource of the kind that was written; %NULL without an error when
 *   no answer is known
 */
TwResource *
tw_journal_entry_dup_answer (TwJournalEntry  *self,
                             GError         **error)
{
  g_return_val_if_fail (TW_IS_JOURNAL_ENTRY (self), NULL);

  if (self->answer == NULL)
    return NULL;

  return tw_resource_new_from_json (tw_kind_get_resource_type (tw_write_kind_get_kind (self->kind)),
                                    self->answer,
                                    error);
}
