/* tw-journal-entry.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-reason.h"
#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

/**
 * TwJournalState:
 * @TW_JOURNAL_UNKNOWN: sent, and nobody knows yet with which outcome; never sent again
 * @TW_JOURNAL_DRAFT: being prepared, not approved
 * @TW_JOURNAL_QUEUED: approved by a person, nothing sent yet
 * @TW_JOURNAL_SENDING: one process is sending it
 * @TW_JOURNAL_CONFIRMED: the marketplace accepted it
 * @TW_JOURNAL_REJECTED: the marketplace refused it, or the check right before sending did
 * @TW_JOURNAL_NOT_PLACED: provably without effect at the marketplace: never sent, never arrived, or looked
 *   for and not there; may be sent again, as a new entry
 * @TW_JOURNAL_NEEDS_A_PERSON: several objects at the marketplace could be its outcome
 *
 * Where a write stands. The nicks (`draft`, `queued`, … `needs-a-person`) are stored and printed and never
 * change. A text of a newer program that this one does not know reads as %TW_JOURNAL_UNKNOWN, the state in
 * which nothing is sent.
 */
typedef enum
{
  TW_JOURNAL_UNKNOWN,
  TW_JOURNAL_DRAFT,
  TW_JOURNAL_QUEUED,
  TW_JOURNAL_SENDING,
  TW_JOURNAL_CONFIRMED,
  TW_JOURNAL_REJECTED,
  TW_JOURNAL_NOT_PLACED,
  TW_JOURNAL_NEEDS_A_PERSON,
} TwJournalState;

#define TW_TYPE_JOURNAL_STATE (tw_journal_state_get_type ())
GType       tw_journal_state_get_type  (void) G_GNUC_CONST;
const char *tw_journal_state_to_string (TwJournalState state);

#define TW_TYPE_JOURNAL_ENTRY (tw_journal_entry_get_type ())
G_DECLARE_FINAL_TYPE (TwJournalEntry, tw_journal_entry, TW, JOURNAL_ENTRY, TwResource)

/*
 * One write and what became of it, as it stood when it was read from the journal: a later state is a new
 * object. Its JSON (%TW_JSON_VIEW_SHOW) is what `journal list` prints.
 */
struct _TwJournalEntry
{
  TwResource parent_instance;

  char      *id;
  int        kind;  /* TwWriteKind */
  int        state; /* TwJournalState */
  char      *mark;  /* an order's PO number */
  char      *entry_mark; /* what the order carries beside it: this entry and no other */
  char      *retry_of;   /* id of the entry that was not placed, and that this one tries again */
  GDateTime *created;
  GDateTime *updated;
  char      *target;      /* id of the object that is changed */
  char      *customer_id; /* whose order it is */
  TwJson    *request;     /* secrets as "***" */
  TwJson    *estimate;    /* what the person saw: the marketplace's estimate */
  TwJson    *basis;       /* what the request was computed from: must still hold when it is sent */
  gboolean   resumable;   /* the request is whole: nothing in it is masked */
  char      *account;
  char      *login;   /* where it belongs: user, marketplace and address; unknown in old entries */
  char      *author;  /* user@host */
  char      *program;

  /* The marketplace's clock and the customer's newest order right before sending; for a new customer, reseller or
   * report the newest of these. Before that, the clock when it was approved. */
  GDateTime *server_time;
  char      *newest_order_id;
  GDateTime *newest_order_time;
  TwJson    *known_ids; /* array of ids, the newest first: what was there already, as far back as settling looks */

  char      *result_id;
  TwJson    *answer;
  char      *error;
  TwJson    *reason;      /* the same as a code with its values, where the journal itself says it */
  char      *send_error;  /* how the sending ended, of an entry whose outcome was unknown */
  TwJson    *send_reason;
  char      *correlation_id;

  TwJson    *looks;      /* array of `time`, `result`, `error`, `reason`: each look for an unknown outcome */
  TwJson    *candidates; /* array of objects that could be the outcome, for a person to choose from */
};

void        tw_journal_entry_set_reason (TwJournalEntry  *self,
                                         TwJson          *reason);
TwResource *tw_journal_entry_dup_answer (TwJournalEntry  *self,
                                         GError         **error);

G_END_DECLS
