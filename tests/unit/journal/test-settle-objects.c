/* test-settle-objects.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "settler-test.h"

/* A customer is known by external id and name; one that was there before is another one. */
static void
test_customer (SettlerTest   *fixture,
               gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = NULL;

  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '1', 'name': 'Heron', 'externalId': 'K-7'}");
  lost = settler_test_lose_write (fixture, TW_WRITE_CREATE_CUSTOMER, NULL, "{'name': 'Heron', 'externalId': 'K-7'}");
  g_assert_cmpstr (lost->newest_order_id, ==, "1");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '2', 'name': 'Heron', 'externalId': 'K-8'}");
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '3', 'name': 'Crane', 'externalId': 'K-7'}");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '4', 'name': 'Heron', 'externalId': 'K-7'}");
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "4");
}

/* Who has the id of the person's own systems under another name may be it: nobody else was to get that id. */
static void
test_renamed_customer (SettlerTest   *fixture,
                       gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_write (fixture,
                                                             TW_WRITE_CREATE_CUSTOMER,
                                                             NULL,
                                                             "{'name': 'Heron', 'externalId': 'K-7'}");

  fake_marketplace_add (fixture->base.marketplace, TW_TYPE_CUSTOMER,
                        "{'id': '3', 'name': 'HERON S.A.', 'externalId': 'K-7'}");
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
}

/* A customer of a reseller is looked for there. */
static void
test_reseller_customer (SettlerTest   *fixture,
                        gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = settler_test_lose_write (fixture,
                                                             TW_WRITE_CREATE_RESELLER_CUSTOMER,
                                                             "20",
                                                             "{'name': 'Heron'}");

  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '4', 'name': 'Heron', 'resellerId': '21'}");
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, TW_TYPE_CUSTOMER, "{'id': '5', 'name': 'Heron', 'resellerId': '20'}");
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "5");
}

/* An object before and after a change: the change has taken place when everything that was sent is there. */
typedef struct
{
  const char  *name;
  TwWriteKind  kind;
  const char  *sent;
  const char  *before;
  const char  *after;
} UpdateCase;

static const UpdateCase update_cases[] = {
  { "customer",
    TW_WRITE_UPDATE_CUSTOMER,
    "{'name': 'Crane', 'contactPersons': [{'type': 'admin', 'email': 'a@crane.example', 'password': 'geheim'}]}",
    "{'id': '7', 'name': 'Crane', 'contactPersons': [{'type': 'admin', 'email': 'a@heron.example'}]}",
    "{'id': '7', 'name': 'Crane', 'contactPersons': [{'type': 'billing', 'email': 'b@crane.example'},"
    " {'type': 'admin', 'email': 'a@crane.example', 'firstName': 'Ana'}]}" },
  { "reseller", TW_WRITE_UPDATE_RESELLER, "{'taxRegId': 'T-2'}", "{'id': '7', 'taxRegId': 'T-1'}",
    "{'id': '7', 'taxRegId': 'T-2'}" },
  { "subscription", TW_WRITE_UPDATE_SUBSCRIPTION, "{'renewalStatus': false, 'attributes': {'dept': 'IT'}}",
    "{'id': '7', 'renewalStatus': false}",
    "{'id': '7', 'renewalStatus': false, 'attributes': {'PONumber': 'x', 'dept': 'IT'}}" },
  { "prices", TW_WRITE_SET_PRICES,
    "{'products': [{'mpn': 'SEAT', 'unitPrice': {'currency': 'USD', 'amount': '12.50'}}]}",
    "{'id': '7', 'products': [{'mpn': 'SEAT', 'unitPrice': {'currency': 'USD', 'amount': '12.00'}}]}",
    "{'id': '7', 'products': [{'mpn': 'SEAT', 'unitPrice': {'currency': 'USD', 'amount': '12.5'}}]}" },
  { "order", TW_WRITE_UPDATE_ORDER, "{'creditCheck': true}", "{'id': '7', 'creditCheck': false}",
    "{'id': '7', 'creditCheck': true}" },
  { "withdrawal", TW_WRITE_UPDATE_ORDER, "{'statusCode': 'CL'}",
    "{'id': '7', 'status': 'processing', 'statusCode': 'LO'}",
    "{'id': '7', 'status': 'cancelled', 'statusCode': 'XX'}" },
};

static void
test_update (SettlerTest   *fixture,
             gconstpointer  data)
{
  const UpdateCase *update = data;
  FakeMarketplace *marketplace = fixture->base.marketplace;
  GType type = tw_kind_get_resource_type (tw_write_kind_get_kind (update->kind));
  g_autoptr (TwJournalEntry) lost = NULL;

  fake_marketplace_add (marketplace, type, update->before);
  lost = settler_test_lose_write (fixture, update->kind, "7", update->sent);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, type, update->after);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "7");
}

#define REPORT(id, minute, name, format, end) \
  "{'id': '" id "', 'name': '" name "', 'format': '" format "', 'startDate': '2026-10-01T00:00:00Z'," \
  " 'endDate': '" end "', 'creationDate': '2026-11-02T0" minute ":00Z'}"

static void
test_report (SettlerTest   *fixture,
             gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = settler_test_lose_write (fixture,
                                                             TW_WRITE_SCHEDULE_REPORT,
                                                             NULL,
                                                             "{'name': 'October', 'format': 'csv',"
                                                             " 'startDate': '2026-10-01T00:00:00Z',"
                                                             " 'endDate': '2026-10-31T23:59:59Z'}");

  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r1", "8:10", "October", "CSV", "2026-10-31T00:00:00Z"));
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r2", "9:10", "October", "CSV", "2026-10-30T00:00:00Z"));
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r3", "9:10", "October", "XML", "2026-10-31T00:00:00Z"));
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r4", "9:10", "Oktober", "CSV", "2026-10-31T00:00:00Z"));
  settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
  fake_marketplace_add (marketplace, TW_TYPE_REPORT, REPORT ("r5", "9:10", "October", "CSV", "2026-10-31T00:00:00Z"));
  settler_test_assert_settles (fixture, lost, TW_JOURNAL_CONFIRMED, "r5");
}

/* What was to be changed is there no more: then neither is the change. */
static void
test_gone (SettlerTest   *fixture,
           gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_write (fixture,
                                                             TW_WRITE_UPDATE_CUSTOMER,
                                                             "7",
                                                             "{'name': 'Crane'}");

  for (guint i = 0; i < 2; i++)
    {
      settler_test_assert_state (fixture, lost, TW_JOURNAL_UNKNOWN, NULL);
      settler_test_date_back (fixture, "151");
    }
  settler_test_assert_state (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  SETTLER_ADD ("/journal/settle-objects/customer", test_customer);
  SETTLER_ADD ("/journal/settle-objects/renamed-customer", test_renamed_customer);
  SETTLER_ADD ("/journal/settle-objects/reseller-customer", test_reseller_customer);
  SETTLER_ADD_CASES ("/journal/settle-objects/update/", update_cases, test_update)
  SETTLER_ADD ("/journal/settle-objects/report", test_report);
  SETTLER_ADD ("/journal/settle-objects/gone", test_gone);

  return g_test_run ();
}
