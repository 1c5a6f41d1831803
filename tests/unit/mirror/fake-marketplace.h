/* fake-marketplace.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

/*
 * A marketplace in memory: lists of JSON objects, newest first, read by pages. What it is asked is written
 * down, and a test may change it, or let a call fail, between two answers.
 */
#define FAKE_TYPE_MARKETPLACE (fake_marketplace_get_type ())
G_DECLARE_FINAL_TYPE (FakeMarketplace, fake_marketplace, FAKE, MARKETPLACE, GObject)

/* What it makes of a list that is asked for by date of creation. */
typedef enum
{
  FAKE_SINCE_IGNORED,
  FAKE_SINCE_HEEDED,
  FAKE_SINCE_REVERSED,
  FAKE_SINCE_FORGETFUL,
  FAKE_SINCE_OLDEST_FIRST,
  FAKE_SINCE_REFUSED,
} FakeSince;

typedef void (*FakeMarketplaceFunc) (FakeMarketplace *self,
                                     TwKind           kind,
                                     gint64           offset,
                                     gpointer         user_data);

FakeMarketplace *fake_marketplace_new              (void);
void             fake_marketplace_add              (FakeMarketplace     *self,
                                                    TwKind               kind,
                                                    const char          *id,
                                                    const char          *json);
void             fake_marketplace_add_many         (FakeMarketplace     *self,
                                                    TwKind               kind,
                                                    guint                first,
                                                    guint                last);
void             fake_marketplace_set_detail       (FakeMarketplace     *self,
                                                    TwKind               kind,
                                                    const char          *id,
                                                    const char          *json);
void             fake_marketplace_remove           (FakeMarketplace     *self,
                                                    TwKind               kind,
                                                    const char          *id);
void             fake_marketplace_set_page_cap     (FakeMarketplace     *self,
                                                    guint                cap);
void             fake_marketplace_shift_total      (FakeMarketplace     *self,
                                                    gint64               shift);
void             fake_marketplace_empty_page       (FakeMarketplace     *self,
                                                    gint64               offset);
void             fake_marketplace_ignore_offset    (FakeMarketplace     *self);
void             fake_marketplace_fail_list        (FakeMarketplace     *self,
                                                    TwKind               kind,
                                                    gint64               offset,
                                                    int                  code);
void             fake_marketplace_fail_details     (FakeMarketplace     *self,
                                                    int                  code);
void             fake_marketplace_fail_detail      (FakeMarketplace     *self,
                                                    TwKind               kind,
                                                    const char          *id,
                                                    int                  code);
void             fake_marketplace_set_since        (FakeMarketplace     *self,
                                                    FakeSince            since);
void             fake_marketplace_set_capabilities (FakeMarketplace     *self,
                                                    TwCapabilities       capabilities);
void             fake_marketplace_before_answer    (FakeMarketplace     *self,
                                                    FakeMarketplaceFunc  func,
                                                    gpointer             user_data);
char            *fake_marketplace_take_log         (FakeMarketplace     *self);
guint            fake_marketplace_get_most_at_once (FakeMarketplace     *self);
TwPriority       fake_marketplace_get_list_priority (FakeMarketplace    *self,
                                                     TwKind              kind);

G_END_DECLS
