/* sync-test.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-marketplace.h"
#include "mirror-test-support.h"

#include "mirror/tw-sync.h"

G_BEGIN_DECLS

#define CUSTOMERS TW_KIND_BIT (TW_KIND_CUSTOMER)
#define ORDERS TW_KIND_BIT (TW_KIND_ORDER)
#define SUBSCRIPTIONS TW_KIND_BIT (TW_KIND_SUBSCRIPTION)

/* A marketplace in memory, a mirror, and what brings it up to date. */
typedef struct
{
  MirrorFixture    base;
  FakeMarketplace *marketplace;
  TwSync          *sync;
} SyncFixture;

void           sync_test_set_up      (SyncFixture       *fixture,
                                      gconstpointer      data);
void           sync_test_tear_down   (SyncFixture       *fixture,
                                      gconstpointer      data);
void           sync_test_restart     (SyncFixture       *fixture,
                                      const char        *sql);
TwSyncSummary *sync_test_run_scope   (SyncFixture       *fixture,
                                      const TwSyncScope *scope);
TwSyncSummary *sync_test_run         (SyncFixture       *fixture,
                                      guint              kinds,
                                      gint64             max_details);
gint64         sync_test_count       (SyncFixture       *fixture,
                                      TwKind             kind);
char          *sync_test_take_log    (SyncFixture       *fixture);
gboolean       sync_test_is_complete (SyncFixture       *fixture,
                                      TwKind             kind);

G_END_DECLS
