/* client-test.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-background-private.h"
#include "client/tw-client.h"
#include "support/tw-test-sandbox.h"

G_BEGIN_DECLS

/* A marketplace of its own, and an account for it. */
typedef struct
{
  TwTestSandbox *sandbox;
  TwAccount     *account;
  TwSecretStore *secrets;
} ClientFixture;

void      client_test_set_up       (ClientFixture *fixture,
                                    const char    *option,
                                    const char    *value,
                                    guint          calls_per_minute,
                                    guint          calls_per_day);
void      client_test_tear_down    (ClientFixture *fixture);
TwClient *client_test_open         (ClientFixture *fixture);
void      client_test_close        (TwClient      *client);
void      client_test_start        (TwClient      *client);
GStrv     client_test_read_log     (ClientFixture *fixture);
guint     client_test_count_log    (ClientFixture *fixture,
                                    const char    *prefix);
gint64    client_test_count_gaps   (TwClient      *client);

G_END_DECLS
