/* tw-sync.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/* Kinds as bits of a set. */
#define TW_KIND_BIT(kind) (1u << (kind))

/* Lists that come newest first are read to their ends once so many seconds, unless told otherwise. */
#define TW_SYNC_FULL_INTERVAL (24 * 60 * 60)

/* Rows asked for per page: the largest page that clients of the real service use. */
#define TW_SYNC_PAGE_SIZE 500

/* Details that a sync reads unless told otherwise, and "all of them". */
#define TW_SYNC_SOME_DETAILS 50
#define TW_SYNC_ALL_DETAILS G_MAXINT64

/**
 * TwSyncScope:
 * @kinds: lists to read, as TW_KIND_BIT()s; 0 for customers, subscriptions and orders, and of the others
 *   those not read for a day
 * @full: lists are read to their ends; with @kinds 0: the others too, whenever they were read
 * @recent: orders are asked for by date of creation, where the marketplace heeds that: a shorter answer, which
 *   shows no more than what is new; what it shows is judged by what is known, as without it
 * @details_only: no list is read, only details that are missing, of @kinds or all
 * @max_details: at most so many details after the lists: outdated ones first, then of the newest objects; those
 *   that failed not long ago are left alone. Subscriptions that the last of them outdate may come on top, at most
 *   one for each call under way
 *
 * How much to bring up to date. Customers, subscriptions and orders come newest first: they are read down to
 * where they are known, and to their ends once an interval (see tw_sync_set_full_interval()), which shows
 * what else changed and what is gone. Open orders that the pages read did not show are always read by id,
 * when orders are among the lists. An order's detail names its subscription: when it changed after what is
 * known of that, its detail is read at once.
 */
typedef struct
{
  guint    kinds;
  gboolean full;
  gboolean recent;
  gboolean details_only;
  gint64   max_details;
} TwSyncScope;

/**
 * TwSyncPart:
 * @listed: the list was brought up to date
 * @calls: calls made
 * @rows: list rows received
 * @details: details received
 * @missing_details: details still missing
 * @change: what changed in the mirror
 * @error: (nullable): what ended this part early
 * @put_off: (nullable): why no more details were read for now: background work has used its part of the calls
 *
 * What a sync did for one kind.
 */
typedef struct
{
  gboolean        listed;
  guint           calls;
  guint           rows;
  guint           details;
  gint64          missing_details;
  TwMirrorChange  change;
  GError         *error;
  GError         *put_off;
} TwSyncPart;

/**
 * TwSyncSummary:
 * @parts: by #TwKind
 *
 * What a sync did.
 */
typedef struct
{
  TwSyncPart parts[TW_N_KINDS];
} TwSyncSummary;

void          tw_sync_summary_free      (TwSyncSummary       *self);
void          tw_sync_summary_add       (TwSyncSummary       *self,
                                         const TwSyncSummary *next);
const GError *tw_sync_summary_get_error (TwSyncSummary       *self);
guint         tw_sync_summary_get_calls (TwSyncSummary       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSyncSummary, tw_sync_summary_free)

/**
 * TwSync:
 *
 * Brings a mirror up to date from its marketplace. Properties, all read-only: `busy`; while busy `kind` (of
 * the part that last moved), `rows` and `total` (list rows received and expected so far), `details` and
 * `total-details` (the same of details), `calls`. Signal `cost` (guint list_calls, gint64 details): the first
 * sync of an account knows how many calls its lists take in all, and how many details there are to read
 * later.
 */
#define TW_TYPE_SYNC (tw_sync_get_type ())
G_DECLARE_FINAL_TYPE (TwSync, tw_sync, TW, SYNC, GObject)

TwSync        *tw_sync_new                 (TwMarketplace        *marketplace,
                                            TwMirror             *mirror);
void           tw_sync_set_full_interval   (TwSync               *self,
                                            gint64                seconds);
gint64         tw_sync_get_full_interval   (TwSync               *self);
gboolean       tw_sync_can_list            (TwSync               *self,
                                            TwKind                kind);
gboolean       tw_sync_error_is_of_object  (const GError         *error);
gboolean       tw_sync_is_busy             (TwSync               *self);
TwKind         tw_sync_get_kind            (TwSync               *self);
gint64         tw_sync_get_rows            (TwSync               *self);
gint64         tw_sync_get_total           (TwSync               *self);
gint64         tw_sync_get_details         (TwSync               *self);
gint64         tw_sync_get_total_details   (TwSync               *self);
guint          tw_sync_get_calls           (TwSync               *self);

void           tw_sync_run_async           (TwSync               *self,
                                            const TwSyncScope    *scope,
                                            TwPriority            priority,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
TwSyncSummary *tw_sync_run_finish          (TwSync               *self,
                                            GAsyncResult         *result,
                                            GError              **error);
void           tw_sync_fetch_detail_async  (TwSync               *self,
                                            TwKind                kind,
                                            const char           *key,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
TwMirrorEntry *tw_sync_fetch_detail_finish (TwSync               *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
