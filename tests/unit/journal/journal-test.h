/* journal-test.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-marketplace.h"
#include "journal/tw-journal.h"
#include "journal/tw-writer.h"
#include "support/tw-test-support.h"

G_BEGIN_DECLS

/* A journal in a folder of its own, with a mirror and a marketplace. */
typedef struct
{
  char            *dir;
  char            *path; /* of the records file */
  TwJournal       *journal;
  TwMirror        *mirror;
  FakeMarketplace *marketplace;
  TwWriter        *writer;
} JournalTest;

void            journal_test_set_up        (JournalTest    *self,
                                            gconstpointer   data);
void            journal_test_tear_down     (JournalTest    *self,
                                            gconstpointer   data);

TwJournal      *journal_test_open          (const char     *path);
void            journal_test_await_writes  (TwJournal      *journal);
GPtrArray      *journal_test_list          (TwJournal      *journal);
TwJournalEntry *journal_test_get_only      (TwJournal      *journal);
void            journal_test_create        (const char     *path,
                                            const char     *sql);
void            journal_test_execute       (const char     *path,
                                            const char     *sql);
gboolean        journal_test_try           (const char     *path,
                                            const char     *sql);
char           *journal_test_query         (const char     *path,
                                            const char     *sql);
void            journal_test_put_products  (TwMirror       *mirror,
                                            GPtrArray      *products);
gboolean        journal_test_dir_contains  (const char     *dir,
                                            const char     *text);
void            journal_test_assert_reason (TwJson         *reason,
                                            const char     *code);
void            journal_test_assert_field  (const GError   *error,
                                            const char     *field);
void            journal_test_assert_money  (const TwMoney  *money,
                                            const char     *text);
void            journal_test_assert_number (TwDecimal       number,
                                            const char     *text);

G_END_DECLS
