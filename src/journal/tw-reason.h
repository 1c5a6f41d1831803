/* tw-reason.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-json.h"

G_BEGIN_DECLS

/**
 * TwReason:
 * @TW_REASON_INTERRUPTED: the program ended while it was sending
 * @TW_REASON_SENT_BEFORE: it was about to be sent, and may have been sent before
 * @TW_REASON_RESTORED: it comes from a backup, and may have been sent after that was made
 * @TW_REASON_NOT_WRITTEN: what came of it could not be written down; value: the failure
 * @TW_REASON_NOT_SENT: it was not sent, and nobody said why
 * @TW_REASON_NOT_THERE: what it would have made is not at the marketplace
 * @TW_REASON_NOTHING_CHANGED: what it would have changed is as it was
 * @TW_REASON_AMBIGUOUS: something at the marketplace could be it
 * @TW_REASON_UNMARKED: nothing carries its mark, and nobody knows when it was sent
 * @TW_REASON_UNDATED: nobody knows when it was sent
 * @TW_REASON_CAME_LATE: it showed up after it had counted as not placed
 * @TW_REASON_SENT_AGAIN: it showed up, and was sent again; values: order, the other entry
 * @TW_REASON_PLACED_TWICE: the same, and the other order is known; values: order, the other entry, its order
 * @TW_REASON_PERSON_SAID: a person said that it was not placed
 * @TW_REASON_STATUS_CHANGED: values: subscription, status before, status now
 * @TW_REASON_END_CHANGED: values: subscription, its end before, its end now
 * @TW_REASON_SEATS_CHANGED: values: subscription, MPN, seats before, seats now
 * @TW_REASON_PRODUCTS_CHANGED: value: subscription
 * @TW_REASON_ORDER_OPEN: another order is in the way; values: its number, id and status
 * @TW_REASON_ORDER_STILL_OPEN: the same, after waiting for it
 * @TW_REASON_ENTRY_OPEN: another entry on the subscription is in the way; value: its id
 * @TW_REASON_EXTERNAL_ID_OPEN: another entry makes what has the same id; values: that entry, the id
 * @TW_REASON_TRIED_BEFORE: what this tries again may be at the marketplace; value: that entry
 * @TW_REASON_TRIED_BEFORE_AS: the same; values: that entry, its order
 * @TW_REASON_SECRET: it holds what is never written down; value: entry
 * @TW_REASON_OTHER_LOGIN: values: entry, its login, the account, the account's login
 * @TW_REASON_TOO_MANY: a list is too long to be looked through; value: rows read
 * @TW_REASON_TAKEN: an object is another entry's; value: the object
 * @TW_REASON_NOT_ASKED: a person has nothing to say about it; values: entry, state
 * @TW_REASON_NO_DRAFT: value: entry
 * @TW_REASON_NO_ENTRY: value: an id that no entry has
 * @TW_REASON_OTHER_CUSTOMER: an object cannot be it; values: object, entry, customer, the entry's customer
 * @TW_REASON_OTHER_MARK: values: object, entry, mark
 * @TW_REASON_OTHER_TYPE: values: object, entry, type
 * @TW_REASON_OTHER_SUBSCRIPTION: values: object, entry, subscription
 * @TW_REASON_KNOWN_BEFORE: values: object, entry
 * @TW_REASON_OTHER_TARGET: values: object, entry, what the entry was to change
 *
 * What the journal itself says of an entry: why it stands where it does, or is not sent. The nicks are stored and
 * never change. What the marketplace or the system said has no reason: it is quoted as it came.
 */
typedef enum
{
  TW_REASON_INTERRUPTED,
  TW_REASON_SENT_BEFORE,
  TW_REASON_RESTORED,
  TW_REASON_NOT_WRITTEN,
  TW_REASON_NOT_SENT,
  TW_REASON_NOT_THERE,
  TW_REASON_NOTHING_CHANGED,
  TW_REASON_AMBIGUOUS,
  TW_REASON_UNMARKED,
  TW_REASON_UNDATED,
  TW_REASON_CAME_LATE,
  TW_REASON_SENT_AGAIN,
  TW_REASON_PLACED_TWICE,
  TW_REASON_PERSON_SAID,
  TW_REASON_STATUS_CHANGED,
  TW_REASON_END_CHANGED,
  TW_REASON_SEATS_CHANGED,
  TW_REASON_PRODUCTS_CHANGED,
  TW_REASON_ORDER_OPEN,
  TW_REASON_ORDER_STILL_OPEN,
  TW_REASON_ENTRY_OPEN,
  TW_REASON_EXTERNAL_ID_OPEN,
  TW_REASON_TRIED_BEFORE,
  TW_REASON_TRIED_BEFORE_AS,
  TW_REASON_SECRET,
  TW_REASON_OTHER_LOGIN,
  TW_REASON_TOO_MANY,
  TW_REASON_TAKEN,
  TW_REASON_NOT_ASKED,
  TW_REASON_NO_DRAFT,
  TW_REASON_NO_ENTRY,
  TW_REASON_OTHER_CUSTOMER,
  TW_REASON_OTHER_MARK,
  TW_REASON_OTHER_TYPE,
  TW_REASON_OTHER_SUBSCRIPTION,
  TW_REASON_KNOWN_BEFORE,
  TW_REASON_OTHER_TARGET,
} TwReason;

#define TW_TYPE_REASON (tw_reason_get_type ())
GType       tw_reason_get_type   (void) G_GNUC_CONST;

TwJson     *tw_reason_new         (TwReason    reason,
                                   ...) G_GNUC_NULL_TERMINATED;
GError     *tw_reason_to_error    (TwJson     *self,
                                   int         code);
const char *tw_reason_get_format  (TwJson     *self);
char       *tw_reason_fill        (TwJson     *self,
                                   const char *format);
char       *tw_reason_dup_english (TwJson     *self);

G_END_DECLS
