/* tw-test-sandbox.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-json.h"
#include "support/tw-test-support.h"

G_BEGIN_DECLS

/**
 * TwTestSandbox:
 * @url: base address of the marketplace
 * @username: API user
 * @password: its password
 * @key: subscription key
 * @marketplace: marketplace code
 * @process: the running program
 *
 * A sandbox marketplace running as a process of its own on the loopback interface.
 */
typedef struct
{
  char        *url;
  char        *username;
  char        *password;
  char        *key;
  char        *marketplace;
  GSubprocess *process;
} TwTestSandbox;

TwTestSandbox *tw_test_sandbox_start       (const char    *profile,
                                            ...) G_GNUC_NULL_TERMINATED;
void           tw_test_sandbox_stop        (TwTestSandbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwTestSandbox, tw_test_sandbox_stop)

TwJson        *tw_test_sandbox_control     (TwTestSandbox *self,
                                            const char    *method,
                                            const char    *path,
                                            const char    *body);
void           tw_test_sandbox_fault       (TwTestSandbox *self,
                                            const char    *method,
                                            const char    *path,
                                            const char    *action,
                                            guint          times,
                                            guint          after);
guint          tw_test_sandbox_count_calls (TwTestSandbox *self,
                                            const char    *method,
                                            const char    *path);

G_END_DECLS
