/* mirror-test-data.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mirror-test-support.h"

#define CUSTOMERS \
  "[{\"id\":\"12\",\"externalId\":\"E-1\",\"name\":\"Ágora & Cía.\",\"status\":\"active\",\"resellerId\":\"3\"," \
  "\"taxRegId\":\"B-99\",\"address\":{\"countryCode\":\"ES\"}," \
  "\"contactPersons\":[{\"type\":\"admin\",\"email\":\"Ana@agora.example\"},{\"type\":\"billing\",\"email\":\"b@x.example\"}]}," \
  "{\"id\":\"9\",\"externalId\":\"E-2\",\"name\":\"zebra\",\"status\":\"creditHold\",\"address\":{\"countryCode\":\"MX\"}}," \
  "{\"id\":\"10\",\"externalId\":\"E-3\",\"name\":\"Beta Ltd\",\"status\":\"active\",\"resellerId\":\"3\"," \
  "\"address\":{\"countryCode\":\"ES\"}}]"

#define ORDERS \
  "[{\"id\":\"104\",\"orderNumber\":\"SO104\",\"type\":\"sales\",\"customerId\":\"12\",\"status\":\"completed\"," \
  "\"statusCode\":\"CP\",\"creationDate\":\"2026-10-31T23:59:59Z\",\"total\":{\"currency\":\"USD\",\"amount\":\"9.5\"}}," \
  "{\"id\":\"103\",\"orderNumber\":\"CH103\",\"type\":\"change\",\"customerId\":\"9\",\"status\":\"processing\"," \
  "\"statusCode\":\"LO\",\"creationDate\":\"2026-10-02T10:00:00Z\",\"total\":{\"currency\":\"USD\",\"amount\":\"-10.25\"}}," \
  "{\"id\":\"102\",\"orderNumber\":\"SO102\",\"type\":\"sales\",\"customerId\":\"9\",\"status\":\"error\"," \
  "\"creationDate\":\"2026-10-02T10:00:00Z\",\"total\":{\"currency\":\"EUR\",\"amount\":\"100\"}}," \
  "{\"id\":\"101\",\"orderNumber\":\"RN101\",\"type\":\"renewal\",\"customerId\":\"10\",\"status\":\"completed\"," \
  "\"creationDate\":\"2026-09-01T00:00:00Z\"}]"

#define ORDER_DETAIL \
  "{\"id\":\"102\",\"orderNumber\":\"SO102\",\"type\":\"sales\",\"customerId\":\"9\",\"status\":\"error\"," \
  "\"creationDate\":\"2026-10-02T10:00:00Z\",\"total\":{\"currency\":\"EUR\",\"amount\":\"100\"}," \
  "\"poNumber\":\"TW-2026-A7\",\"subscriptionId\":\"500\"," \
  "\"products\":[{\"mpn\":\"CSP E3\",\"name\":\"Hojas de cálculo\",\"quantity\":2}]}"

#define SUBSCRIPTIONS \
  "[{\"id\":\"500\",\"name\":\"Éxito 365\",\"customerId\":\"12\",\"status\":\"active\",\"creationDate\":\"2026-01-01\"," \
  "\"renewalDate\":\"2027-01-01\",\"expirationDate\":\"2027-01-01\"," \
  "\"totalPrice\":{\"currency\":\"USD\",\"amount\":\"70\"}}," \
  "{\"id\":\"501\",\"name\":\"Azure plan\",\"customerId\":\"9\",\"status\":\"pending\",\"creationDate\":\"2026-02-01\"," \
  "\"renewalDate\":\"2026-12-01\",\"totalPrice\":{\"currency\":\"USD\",\"amount\":\"7.000\"}}]"

#define SUBSCRIPTION_DETAIL \
  "{\"id\":\"501\",\"name\":\"Azure plan\",\"customerId\":\"9\",\"status\":\"pending\",\"creationDate\":\"2026-02-01\"," \
  "\"renewalDate\":\"2026-12-01\",\"totalPrice\":{\"currency\":\"USD\",\"amount\":\"7.000\"}," \
  "\"products\":[{\"mpn\":\"AZ-1\",\"name\":\"Azure\",\"quantity\":12,\"vendorSubscriptionId\":\"vend-77\"}]}"

#define PRODUCTS \
  "[{\"id\":\"p1\",\"mpn\":\"B-MPN\",\"vendor\":\"Microsoft\",\"name\":\"ábaco\",\"serviceName\":\"Office\"}," \
  "{\"id\":\"p2\",\"mpn\":\"A-MPN\",\"vendor\":\"Acronis\",\"name\":\"Zoom\",\"serviceName\":\"Backup\"}]"

#define REPORTS \
  "[{\"id\":\"r-1\",\"name\":\"October\",\"status\":\"completed\",\"type\":\"monthly\",\"format\":\"XLSX\"," \
  "\"creationDate\":\"2026-11-01T01:00:00Z\",\"startDate\":\"2026-10-01T00:00:00Z\",\"endDate\":\"2026-10-31T00:00:00Z\"}," \
  "{\"id\":\"r-2\",\"name\":\"ad hoc\",\"status\":\"error\",\"type\":\"onetime\",\"format\":\"csv\"," \
  "\"creationDate\":\"2026-11-02T01:00:00Z\",\"startDate\":\"2026-09-01T00:00:00Z\",\"endDate\":\"2026-09-30T00:00:00Z\"}]"

/* A few objects of every kind, some with their details, with awkward names. */
void
mirror_test_fill (TwMirror *mirror)
{
  mirror_test_put_page (mirror, TW_KIND_CUSTOMER, CUSTOMERS);
  mirror_test_put_page (mirror, TW_KIND_RESELLER,
                        "[{\"id\":\"3\",\"name\":\"Distribución Ñandú\",\"status\":\"active\",\"externalId\":\"R3\"},"
                        "{\"id\":\"4\",\"name\":\"Alfa\",\"status\":\"pending\"}]");
  mirror_test_put_page (mirror, TW_KIND_ORDER, ORDERS);
  mirror_test_put_detail (mirror, TW_KIND_ORDER, ORDER_DETAIL);
  mirror_test_put_page (mirror, TW_KIND_SUBSCRIPTION, SUBSCRIPTIONS);
  mirror_test_put_detail (mirror, TW_KIND_SUBSCRIPTION, SUBSCRIPTION_DETAIL);
  mirror_test_put_page (mirror, TW_KIND_PRODUCT, PRODUCTS);
  mirror_test_put_page (mirror, TW_KIND_PLAN,
                        "[{\"id\":\"1\",\"name\":\"Plan b\",\"published\":true},"
                        "{\"id\":\"2\",\"name\":\"plan A\",\"published\":false}]");
  mirror_test_put_page (mirror, TW_KIND_REPORT, REPORTS);
}
