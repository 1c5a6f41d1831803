/* tw-test-support.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long a test waits for a condition before it fails, in microseconds. Generous: machines are slow at times. */
#define TW_TEST_PATIENCE (30 * G_USEC_PER_SEC)

/**
 * TW_WAIT_FOR:
 * @condition: an expression
 *
 * Runs the default main context until @condition holds, and fails the test when it does not in time.
 */
#define TW_WAIT_FOR(condition) \
  G_STMT_START { \
    gint64 tw_wait_end_ = g_get_monotonic_time () + TW_TEST_PATIENCE; \
    while (!(condition) && tw_test_iterate (tw_wait_end_)) \
      ; \
    g_assert_true (condition); \
  } G_STMT_END

gboolean  tw_test_iterate           (gint64          deadline);
void      tw_test_store_result      (GObject        *source,
                                     GAsyncResult   *result,
                                     gpointer        user_data);

char     *tw_test_make_temp_dir     (void);
void      tw_test_remove_dir        (const char     *path);

void      tw_test_die_with_parent   (gpointer        user_data);

gboolean  tw_test_speak_spanish     (void);

G_END_DECLS
