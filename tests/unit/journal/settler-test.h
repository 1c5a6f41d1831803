/* settler-test.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal-test.h"
#include "journal/tw-settler.h"

G_BEGIN_DECLS

/* Long enough that no test waits for it; looks are dated back instead. */
#define SETTLE_AFTER 300

#define LINES   "'products': [{'mpn': 'SEAT', 'quantity': 12}]"
#define REQUEST "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-7', " LINES "}"

/* An order as the marketplace answers it, made at a minute past nine. */
#define ORDER(id, minute, rest)                                                                              \
  "{'id': '" id "', 'type': 'sales', 'customerId': '1002417', 'status': 'submitted',"                        \
  " 'creationDate': '2026-11-02T09:" minute ":00Z', " rest "}"
#define PO_7 "'poNumber': 'PO-7', "

/* A journal whose writes get lost, and what finds out about them. */
typedef struct
{
  JournalTest  base;
  TwSettler   *settler;
} SettlerTest;

#define SETTLER_ADD_WITH(path, data, function) \
  g_test_add (path, SettlerTest, data, settler_test_set_up, function, settler_test_tear_down)
#define SETTLER_ADD(path, function) SETTLER_ADD_WITH (path, NULL, function)
#define SETTLER_ADD_CASES(path, cases, function) \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) \
    { \
      g_autofree char *name = g_strconcat (path, cases[i].name, NULL); \
      SETTLER_ADD_WITH (name, &cases[i], function); \
    }

void            settler_test_set_up       (SettlerTest     *self,
                                           gconstpointer    data);
void            settler_test_tear_down    (SettlerTest     *self,
                                           gconstpointer    data);
void            settler_test_add_order    (SettlerTest     *self,
                                           const char      *json);
void            settler_test_add_own_order (SettlerTest     *self,
                                            TwJournalEntry  *entry,
                                            const char      *id,
                                            guint            position);
TwJournalEntry *settler_test_lose_write   (SettlerTest     *self,
                                           TwWriteKind      kind,
                                           const char      *target,
                                           const char      *json);
TwJournalEntry *settler_test_try_place    (SettlerTest     *self,
                                           const char      *json,
                                           GError         **error);
TwJournalEntry *settler_test_place        (SettlerTest     *self,
                                           const char      *json);
TwJournalEntry *settler_test_lose_order   (SettlerTest     *self);
GPtrArray      *settler_test_run          (TwSettler       *settler,
                                           const char      *id);
TwJournalEntry *settler_test_look         (SettlerTest     *self,
                                           const char      *id);
void            settler_test_assert_state (SettlerTest     *self,
                                           TwJournalEntry  *lost,
                                           TwJournalState   state,
                                           const char      *result_id);
void            settler_test_assert_settles (SettlerTest     *self,
                                             TwJournalEntry  *lost,
                                             TwJournalState   state,
                                             const char      *result_id);
TwJournalEntry *settler_test_resolve      (SettlerTest     *self,
                                           const char      *id,
                                           const char      *object_id,
                                           GError         **error);
void            settler_test_date_back    (SettlerTest     *self,
                                           const char      *seconds);
TwJournalEntry *settler_test_give_up      (SettlerTest     *self);
gboolean        settler_test_says         (SettlerTest     *self,
                                           const char      *sql,
                                           const char      *expected);

G_END_DECLS
