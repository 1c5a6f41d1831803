/* tw-client.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-background.h"
#include "journal/tw-settler.h"
#include "journal/tw-writer.h"
#include "keyring/tw-secret-store.h"
#include "mirror/tw-sync.h"
#include "net/tw-rate-budget.h"

G_BEGIN_DECLS

/**
 * TwClient:
 *
 * One account, wired: its mirror and journal (open from the start, so that reading works offline and with a
 * locked keyring) and, once connected, its marketplace, sync, writer, settler and background life. Properties:
 * `account`, `connected`. What other programs write to the mirror it shows by itself, once
 * tw_client_follow_others() was called; when they write to the journal, signal `journal-written` is emitted.
 */
#define TW_TYPE_CLIENT (tw_client_get_type ())
G_DECLARE_FINAL_TYPE (TwClient, tw_client, TW, CLIENT, GObject)

void           tw_client_open_async      (TwAccount            *account,
                                          TwSecretStore        *secrets,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwClient      *tw_client_open_finish     (GAsyncResult         *result,
                                          GError              **error);
TwClient      *tw_client_open_finish_with_mirror_error (GAsyncResult  *result,
                                                        GError       **mirror_error,
                                                        GError       **error);

/* Fetches the secrets from the keyring and makes the marketplace; no call is made yet. At once when done. */
void           tw_client_connect_async   (TwClient             *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean       tw_client_connect_finish  (TwClient             *self,
                                          GAsyncResult         *result,
                                          GError              **error);

TwAccount     *tw_client_get_account     (TwClient             *self);
TwMirror      *tw_client_get_mirror      (TwClient             *self);
TwJournal     *tw_client_get_journal     (TwClient             *self);
const char    *tw_client_get_notice      (TwClient             *self);
void           tw_client_forget_notice   (TwClient             *self);
gboolean       tw_client_is_connected    (TwClient             *self);

/* NULL until connected. */
TwMarketplace *tw_client_get_marketplace (TwClient             *self);
TwSync        *tw_client_get_sync        (TwClient             *self);
TwWriter      *tw_client_get_writer      (TwClient             *self);
TwSettler     *tw_client_get_settler     (TwClient             *self);
TwBackground  *tw_client_get_background  (TwClient             *self);
TwRateBudget  *tw_client_get_budget      (TwClient             *self);

/* For programs that stay open. */
void           tw_client_follow_others   (TwClient             *self);
void           tw_client_leave_others    (TwClient             *self);

G_END_DECLS
