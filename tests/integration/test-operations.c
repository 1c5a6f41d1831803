/* test-operations.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-market.h"

#include <string.h>

/*
 * One case per operation of the API, through TwMarketplace. After each the sandbox's statistics say that this
 * operation was called once, and nothing else was.
 */

typedef struct
{
  const char *method;
  const char *path;
  guint       n_calls;
  guint       n_good;
} Mark;

static Mark
begin (LiveMarket *market,
       const char *method,
       const char *path)
{
  g_assert_true (live_market_sign_in (market, NULL));

  return (Mark) {
    method,
    path,
    live_market_count_calls (market, NULL, NULL, 0),
    live_market_count_calls (market, method, path, 200),
  };
}

static void
end (LiveMarket *market,
     Mark        mark)
{
  g_assert_cmpuint (live_market_count_calls (market, mark.method, mark.path, 200), ==, mark.n_good + 1);
  g_assert_cmpuint (live_market_count_calls (market, NULL, NULL, 0), ==, mark.n_calls + 1);
}

static void
assert_text (gpointer    resource,
             const char *name,
             const char *expected)
{
  g_autofree char *text = tw_resource_dup_text (resource, name);

  g_assert_cmpstr (text, ==, expected);
}

/* What a list must be: pages that meet, rows with ids, and a time that is the marketplace's. */
static void
check_list (TwKind      kind,
            const char *path)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwQuery) query = tw_query_new (kind);
  g_autoptr (TwQuery) second_query = tw_query_new (kind);
  g_autoptr (TwPage) second = NULL;
  g_autoptr (TwPage) page = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "GET", path);

  page = live_market_list (market, query, &error);
  g_assert_no_error (error);
  end (market, mark);

  g_assert_cmpuint (page->rows->len, >, 1);
  g_assert_cmpint (page->offset, ==, 0);
  g_assert_cmpint (page->total, >=, page->rows->len);
  g_assert_nonnull (page->server_time);
  for (guint i = 0; i < page->rows->len; i++)
    {
      g_autofree char *key = tw_kind_dup_key (kind, g_ptr_array_index (page->rows, i));

      g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (g_ptr_array_index (page->rows, i), tw_kind_get_resource_type (kind)));
      g_assert_cmpuint (strlen (key), >, 0);
    }

  if (kind == TW_KIND_REPORT)
    return;

  tw_query_set_range (second_query, 1, 1);
  second = live_market_list (market, second_query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->offset, ==, 1);
  g_assert_cmpint (second->total, ==, page->total);
  g_assert_cmpuint (second->rows->len, ==, 1);
  g_assert_true (tw_resource_equal (g_ptr_array_index (second->rows, 0), g_ptr_array_index (page->rows, 1)));
}

static void
check_get (TwKind      kind,
           const char *path,
           const char *status)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autofree char *id = live_market_find_id (market, kind, status);
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "GET", path);

  answer = live_market_get (market, kind, id, &error);
  g_assert_no_error (error);
  end (market, mark);
  assert_text (answer->resource, "id", id);
  g_assert_nonnull (answer->correlation_id);
  g_assert_nonnull (answer->server_time);
}

static void
test_token (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (GError) error = NULL;

  g_assert_null (tw_marketplace_dup_server_time (market->marketplace));
  g_assert_true (live_market_sign_in (market, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (live_market_count_calls (market, "POST", "/token", 200), ==, 1);
  g_assert_cmpuint (live_market_count_calls (market, NULL, NULL, 0), ==, 1);

  /* The token is good for a while: no second login. */
  g_assert_true (live_market_sign_in (market, &error));
  g_assert_cmpuint (live_market_count_calls (market, NULL, NULL, 0), ==, 1);
}

static void
test_customer_list (void)
{
  check_list (TW_KIND_CUSTOMER, "/customers");
}

#define NEW_ACCOUNT \
  "\"name\":\"Distribuidora \\\"Ñandú\\\", S.A.\",\"externalId\":\"CRM-1\",\"language\":\"es\",\"taxRegId\":" \
  "\"NOR010101AAA\",\"address\":{\"streetAddress\":\"Av. Reforma 1\",\"postalCode\":\"06600\",\"city\":" \
  "\"Ciudad de México\",\"state\":\"CMX\",\"countryCode\":\"MX\"},\"contactPersons\":[" \
  "{\"type\":\"admin\",\"firstName\":\"Ana\",\"lastName\":\"Núñez\",\"email\":\"ana@norte.example\"," \
  "\"phoneNumber\":\"52#55#1234567#\",\"login\":\"ana.norte\",\"password\":\"Secreta-2026\"}," \
  "{\"type\":\"billing\",\"firstName\":\"Ana\",\"lastName\":\"Núñez\",\"email\":\"ana@norte.example\"," \
  "\"phoneNumber\":\"52#55#1234567#\"}],\"attributes\":{\"segment\":\"healthcare\"}"

/* What was sent is there again, but for the secret. */
static void
check_account (TwAnswer *answer)
{
  g_autofree char *text = tw_resource_to_json_text (answer->resource, TW_JSON_VIEW_SHOW, FALSE);

  assert_text (answer->resource, "name", "Distribuidora \"Ñandú\", S.A.");
  assert_text (answer->resource, "externalId", "CRM-1");
  assert_text (answer->resource, "address.city", "Ciudad de México");
  assert_text (answer->resource, "attributes.segment", "healthcare");
  g_assert_true (tw_resource_has (answer->resource, "id"));
  g_assert_nonnull (answer->correlation_id);
  g_assert_null (strstr (text, "Secreta-2026"));
}

static void
check_new_account (TwWriteKind  kind,
                   const char  *path,
                   const char  *target_of,
                   const char  *json)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  GType type = tw_kind_get_resource_type (tw_write_kind_get_kind (kind));
  g_autoptr (TwResource) body = live_market_read_resource (type, json);
  g_autofree char *target = target_of != NULL ? live_market_find_id (market, TW_KIND_RESELLER, NULL) : NULL;
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (TwResource) detail = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "POST", path);

  answer = live_market_write (market, kind, target, body, &error);
  g_assert_no_error (error);
  end (market, mark);
  check_account (answer);

  id = tw_resource_dup_text (answer->resource, "id");
  detail = live_market_get_resource (market, tw_write_kind_get_kind (kind), id);
  g_assert_true (tw_resource_equal (detail, answer->resource));
}

static void
test_customer_create (void)
{
  check_new_account (TW_WRITE_CREATE_CUSTOMER, "/customers", NULL, "{" NEW_ACCOUNT "}");
}

static void
test_customer_get (void)
{
  check_get (TW_KIND_CUSTOMER, "/customers/{id}", NULL);
}

static void
check_changed_account (TwWriteKind  kind,
                       const char  *path)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  TwKind of = tw_write_kind_get_kind (kind);
  g_autofree char *id = live_market_find_id (market, of, "active");
  g_autoptr (TwResource) before = live_market_get_resource (market, of, id);
  g_autofree char *name = tw_resource_dup_text (before, "name");
  g_autoptr (TwResource) body = live_market_read_resource (tw_kind_get_resource_type (of),
                                                           "{\"externalId\":\"CRM ü 2\"}");
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "PATCH", path);

  answer = live_market_write (market, kind, id, body, &error);
  g_assert_no_error (error);
  end (market, mark);

  /* Only what was given has changed. */
  assert_text (answer->resource, "id", id);
  assert_text (answer->resource, "externalId", "CRM ü 2");
  assert_text (answer->resource, "name", name);
}

static void
test_customer_update (void)
{
  check_changed_account (TW_WRITE_UPDATE_CUSTOMER, "/customers/{id}");
}

static void
test_order_list (void)
{
  check_list (TW_KIND_ORDER, "/orders");
}

static void
test_order_create (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) order = live_market_create_sale (market, "PO ü/1&2");
  g_autoptr (TwAnswer) answer = NULL;
  TwOrder *placed = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "POST", "/orders");

  answer = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, order, &error);
  g_assert_no_error (error);
  end (market, mark);

  placed = TW_ORDER (answer->resource);
  g_assert_cmpint (placed->status, ==, TW_ORDER_STATUS_SUBMITTED);
  g_assert_cmpint (placed->type, ==, TW_ORDER_TYPE_SALES);
  g_assert_cmpstr (placed->po_number, ==, "PO ü/1&2");
  g_assert_cmpstr (placed->customer_id, ==, order->customer_id);
  g_assert_cmpuint (placed->products->len, ==, 1);
  assert_text (g_ptr_array_index (placed->products, 0), "quantity", "5");
  g_assert_true (tw_resource_has (answer->resource, "total"));
  g_assert_cmpuint (live_market_count_orders (market, "PO ü/1&2"), ==, 1);
}

static void
test_order_estimate (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) order = live_market_create_sale (market, "PO-1");
  g_autoptr (TwOrder) estimate = NULL;
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "POST", "/orders/estimate");

  estimate = live_market_estimate (market, order, &error);
  g_assert_no_error (error);
  end (market, mark);
  g_assert_null (estimate->id);
  g_assert_cmpuint (estimate->details->len, >, 0);
  g_assert_cmpuint (live_market_count_orders (market, "PO-1"), ==, 0);

  /* What was estimated is what it costs. */
  answer = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, order, &error);
  g_assert_no_error (error);
  g_assert_true (tw_money_equal (&estimate->total, &TW_ORDER (answer->resource)->total));
}

static void
test_order_get (void)
{
  check_get (TW_KIND_ORDER, "/orders/{id}", "completed");
}

/* An order that is not completed yet can be withdrawn. */
static void
test_order_update (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) order = live_market_create_sale (market, "PO-1");
  g_autoptr (TwOrder) withdrawal = live_market_read_resource (TW_TYPE_ORDER, "{\"statusCode\":\"CL\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) placed = live_market_write (market, TW_WRITE_PLACE_ORDER, NULL, order, &error);
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (TwAnswer) again = NULL;
  Mark mark = begin (market, "PATCH", "/orders/{id}");

  g_assert_no_error (error);
  answer = live_market_write (market, TW_WRITE_UPDATE_ORDER, TW_ORDER (placed->resource)->id, withdrawal, &error);
  g_assert_no_error (error);
  end (market, mark);
  g_assert_cmpint (TW_ORDER (answer->resource)->status, ==, TW_ORDER_STATUS_CANCELLED);
  g_assert_cmpstr (TW_ORDER (answer->resource)->id, ==, TW_ORDER (placed->resource)->id);

  again = live_market_write (market, TW_WRITE_UPDATE_ORDER, TW_ORDER (placed->resource)->id, withdrawal, &error);
  g_assert_null (again);
  g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_REFUSED);
}

static void
test_product_list (void)
{
  check_list (TW_KIND_PRODUCT, "/products");
}

static TwParameter *
find_parameter (TwParameterCheck *check,
                const char       *name)
{
  for (guint i = 0; check->parameters != NULL && i < check->parameters->len; i++)
    {
      TwParameter *parameter = g_ptr_array_index (check->parameters, i);

      if (g_strcmp0 (parameter->name, name) == 0)
        return parameter;
    }

  return NULL;
}

/* Good and bad values both come with status 200; a name that the product does not know is bad, too. */
static void
test_parameter_validation (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwOrder) order = live_market_create_sale (market, "PO-1");
  g_autoptr (GPtrArray) products = live_market_list_all (market, TW_KIND_PRODUCT);
  TwOrderLine *line = g_ptr_array_index (order->products, 0);
  g_autoptr (TwJson) bad = tw_json_parse ("\"no domain\"", -1, NULL);
  gboolean accepted = FALSE;

  for (guint i = 0; i < products->len && !accepted; i++)
    {
      TwProduct *product = g_ptr_array_index (products, i);
      g_autoptr (GPtrArray) checks = NULL;
      g_autoptr (GError) error = NULL;
      TwParameter *domain = NULL;
      Mark mark = begin (market, "POST", "/validation/parameters");

      g_object_set (line, "mpn", product->mpn, "vendor", product->vendor, "billing-period", product->billing_period,
                    "subscription-period", product->subscription_period, NULL);
      checks = live_market_validate (market, order, &error);
      g_assert_no_error (error);
      end (market, mark);
      g_assert_cmpuint (checks->len, ==, 1);
      g_assert_cmpstr (((TwParameterCheck *) g_ptr_array_index (checks, 0))->mpn, ==, product->mpn);

      domain = find_parameter (g_ptr_array_index (checks, 0), "domain");
      g_assert_nonnull (domain);
      if (domain->result == TW_VALIDATION_ERROR)
        {
          g_assert_nonnull (domain->value_error);
          continue;
        }

      g_assert_cmpint (domain->result, ==, TW_VALIDATION_SUCCESS);
      accepted = TRUE;
      g_object_set (g_ptr_array_index (line->parameters, 0), "value", bad, NULL);
      g_clear_pointer (&checks, g_ptr_array_unref);
      checks = live_market_validate (market, order, &error);
      g_assert_no_error (error);
      domain = find_parameter (g_ptr_array_index (checks, 0), "domain");
      g_assert_cmpint (domain->result, ==, TW_VALIDATION_ERROR);
    }
  g_assert_true (accepted);
}

static void
test_report_list (void)
{
  check_list (TW_KIND_REPORT, "/reports");
}

static void
test_report_create (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwReport) body = live_market_read_resource (TW_TYPE_REPORT,
                                                         "{\"name\":\"Reconciliation\",\"format\":\"csv\",\"startDate\":"
                                                         "\"2026-10-01T00:00:00Z\",\"endDate\":\"2026-10-31T23:59:59Z\"}");
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "POST", "/reports");

  answer = live_market_write (market, TW_WRITE_SCHEDULE_REPORT, NULL, body, &error);
  g_assert_no_error (error);
  end (market, mark);
  g_assert_cmpint (TW_REPORT (answer->resource)->status, ==, TW_REPORT_STATUS_SUBMITTED);
  g_assert_cmpint (TW_REPORT (answer->resource)->type, ==, TW_REPORT_TYPE_ONETIME);
  assert_text (answer->resource, "startDate", "2026-10-01T00:00:00Z");
}

static void
test_report_get (void)
{
  check_get (TW_KIND_REPORT, "/reports/{reportId}", "completed");
}

static void
test_reseller_list (void)
{
  check_list (TW_KIND_RESELLER, "/resellers");
}

static void
test_reseller_create (void)
{
  check_new_account (TW_WRITE_CREATE_RESELLER, "/resellers", NULL, "{" NEW_ACCOUNT ",\"currency\":\"MXN\"}");
}

static void
test_reseller_get (void)
{
  check_get (TW_KIND_RESELLER, "/resellers/{id}", NULL);
}

static void
test_reseller_update (void)
{
  check_changed_account (TW_WRITE_UPDATE_RESELLER, "/resellers/{id}");
}

static void
check_reseller_list (TwKind      kind,
                     const char *path)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (GPtrArray) resellers = live_market_list_all (market, TW_KIND_RESELLER);
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < resellers->len; i++)
    {
      TwReseller *reseller = g_ptr_array_index (resellers, i);
      g_autoptr (TwQuery) query = tw_query_new (kind);
      g_autoptr (TwPage) page = NULL;
      Mark mark = begin (market, "GET", path);

      tw_query_set_filter (query, "parentId", reseller->id);
      page = live_market_list (market, query, &error);
      g_assert_no_error (error);
      end (market, mark);
      n_rows += page->rows->len;
    }
  g_assert_cmpuint (n_rows, >, 0);
}

static void
test_reseller_customer_list (void)
{
  check_reseller_list (TW_KIND_CUSTOMER, "/resellers/{id}/customers");
}

static void
test_reseller_customer_create (void)
{
  check_new_account (TW_WRITE_CREATE_RESELLER_CUSTOMER, "/resellers/{id}/customers", "reseller", "{" NEW_ACCOUNT "}");
}

static void
test_reseller_order_list (void)
{
  check_reseller_list (TW_KIND_ORDER, "/resellers/{id}/orders");
}

static void
test_plan_list (void)
{
  check_list (TW_KIND_PLAN, "/plans");
}

static void
test_plan_get (void)
{
  check_get (TW_KIND_PLAN, "/plans/{id}", NULL);
}

static void
test_subscription_list (void)
{
  check_list (TW_KIND_SUBSCRIPTION, "/subscriptions");
}

static void
test_subscription_get (void)
{
  check_get (TW_KIND_SUBSCRIPTION, "/subscriptions/{id}", "active");
}

/* An active subscription with a product: a few internal ones have none. */
static TwSubscription *
find_subscription (LiveMarket *market)
{
  g_autoptr (GPtrArray) rows = live_market_list_all (market, TW_KIND_SUBSCRIPTION);

  for (guint i = 0; i < rows->len; i++)
    {
      TwSubscription *row = g_ptr_array_index (rows, i);
      g_autoptr (TwSubscription) found = NULL;

      if (row->status != TW_SUBSCRIPTION_STATUS_ACTIVE)
        continue;
      found = live_market_get_resource (market, TW_KIND_SUBSCRIPTION, row->id);
      if (found->products != NULL && found->products->len > 0)
        return g_steal_pointer (&found);
    }

  g_error ("No active subscription has a product");
}

static void
test_subscription_update (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwSubscription) subscription = find_subscription (market);
  g_autoptr (TwSubscription) body = g_object_new (TW_TYPE_SUBSCRIPTION, "renewal-status", !subscription->renewal_status,
                                                  NULL);
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "PATCH", "/subscriptions/{id}");

  answer = live_market_write (market, TW_WRITE_UPDATE_SUBSCRIPTION, subscription->id, body, &error);
  g_assert_no_error (error);
  end (market, mark);
  g_assert_cmpint (TW_SUBSCRIPTION (answer->resource)->renewal_status, ==, !subscription->renewal_status);
  g_assert_cmpstr (TW_SUBSCRIPTION (answer->resource)->id, ==, subscription->id);
}

static void
test_special_pricing (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwSubscription) subscription = find_subscription (market);
  TwSubscriptionProduct *product = g_ptr_array_index (subscription->products, 0);
  TwDecimal amount = { 725, 2 };
  g_autoptr (TwPrice) price = g_object_new (TW_TYPE_PRICE, "currency", product->unit_price->currency, "amount", &amount,
                                            NULL);
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TwSubscription) body = NULL;
  g_autoptr (TwAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  Mark mark = begin (market, "POST", "/subscriptions/{id}/specialPricing");

  g_ptr_array_add (products, g_object_new (TW_TYPE_SUBSCRIPTION_PRODUCT, "mpn", product->mpn, "unit-price", price, NULL));
  body = g_object_new (TW_TYPE_SUBSCRIPTION, "products", products, NULL);
  answer = live_market_write (market, TW_WRITE_SET_PRICES, subscription->id, body, &error);
  g_assert_no_error (error);
  end (market, mark);
  product = g_ptr_array_index (TW_SUBSCRIPTION (answer->resource)->products, 0);
  assert_text (product->unit_price, "amount", "7.25");
}

/* The file of a report comes from a link that is asked for anew. */
static void
test_download (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (GPtrArray) reports = live_market_list_all (market, TW_KIND_REPORT);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  goffset size;
  TwReport *report = NULL;
  Mark mark = begin (market, "GET", "/reports/{reportId}");

  for (guint i = 0; i < reports->len && report == NULL; i++)
    {
      TwReport *row = g_ptr_array_index (reports, i);

      if (row->status == TW_REPORT_STATUS_COMPLETED && g_ascii_strcasecmp (row->format, "csv") == 0 &&
          row->download_url != NULL)
        report = row;
    }
  g_assert_nonnull (report);

  tw_marketplace_download_async (market->marketplace, report->id, stream, NULL, NULL, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  size = tw_marketplace_download_finish (market->marketplace, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (size, >, 0);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, size);
  g_assert_cmpuint (live_market_count_calls (market, mark.method, mark.path, 200), ==, mark.n_good + 1);
}

/* A report whose file does not exist yet says so; nothing is written. */
static void
test_download_early (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (TwReport) body = live_market_read_resource (TW_TYPE_REPORT,
                                                         "{\"name\":\"Soon\",\"format\":\"csv\",\"startDate\":"
                                                         "\"2026-10-01T00:00:00Z\",\"endDate\":\"2026-10-31T23:59:59Z\"}");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = live_market_write (market, TW_WRITE_SCHEDULE_REPORT, NULL, body, &error);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (error);
  tw_marketplace_download_async (market->marketplace, TW_REPORT (answer->resource)->id, stream, NULL, NULL, NULL,
                                 tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_marketplace_download_finish (market->marketplace, result, &error);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);
}

static TwReply *
send_raw (LiveMarket          *market,
          const char          *method,
          const char          *path,
          const char * const  *query,
          const char          *body,
          GError             **error)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  tw_marketplace_request_async (market->marketplace, method, path, query, bytes, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_marketplace_request_finish (market->marketplace, result, error);
}

/* Whatever is answered is the result, refusals too. */
static void
test_raw (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  const char * const query[] = { "limit=2", "name=a=b&c", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) list = NULL;
  g_autoptr (TwReply) missing = NULL;
  g_autoptr (TwReply) refused = NULL;
  Mark mark = begin (market, "GET", "/customers");

  list = send_raw (market, "GET", "/customers", query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->status, ==, 200);
  end (market, mark);

  missing = send_raw (market, "GET", "/customers/0", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (missing->status, ==, 404);

  refused = send_raw (market, "POST", "/orders", NULL, "{}", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refused->status, ==, 400);
}

static void
test_raw_refused (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *parameter;
  } cases[] = {
    { "GET", "customers", NULL },  { "GET", "/customers?limit=1", NULL }, { "GET", "/customers#x", NULL },
    { "GET", "", NULL },           { "GET", "/customers", "limit" },      { "GET", "/customers", "=1" },
    { "GET", "/customers", "" },   { "get", "/customers", NULL },         { "GET /x", "/customers", NULL },
    { "", "/customers", NULL },    { "GET\r\nX: y", "/customers", NULL },
  };
  g_autoptr (LiveMarket) market = live_market_start ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char * const query[] = { cases[i].parameter, NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (TwReply) reply = send_raw (market, cases[i].method, cases[i].path, query, NULL, &error);

      g_assert_null (reply);
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
    }
  g_assert_cmpuint (live_market_count_calls (market, NULL, NULL, 0), ==, 0);
}

static void
test_no_product_detail (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (GError) error = NULL;

  g_assert_null (live_market_get (market, TW_KIND_PRODUCT, "1", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_assert_cmpuint (live_market_count_calls (market, NULL, NULL, 0), ==, 0);
}

/* Days and windows are counted by the marketplace's clock, here years away from this machine's. */
static void
test_server_time (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  g_autoptr (GDateTime) before = NULL;
  g_autoptr (GDateTime) after = NULL;
  g_autofree char *id = NULL;

  g_assert_true (live_market_sign_in (market, NULL));
  before = tw_marketplace_dup_server_time (market->marketplace);
  g_assert_cmpint (g_date_time_get_year (before), ==, 2026);
  live_market_advance (market, "P400D");
  g_clear_pointer (&before, g_date_time_unref);
  before = tw_marketplace_dup_server_time (market->marketplace);
  id = live_market_find_id (market, TW_KIND_PLAN, NULL);
  after = tw_marketplace_dup_server_time (market->marketplace);
  g_assert_cmpint (ABS (g_date_time_difference (after, before) - 400 * G_TIME_SPAN_DAY), <, G_TIME_SPAN_MINUTE);
}

static void
test_capabilities (void)
{
  g_autoptr (LiveMarket) market = live_market_start ();
  TwCapabilities all = TW_CAN_ESTIMATE | TW_CAN_VALIDATE | TW_CAN_LIST_ORDERS | TW_CAN_MANAGE_RESELLERS |
                       TW_CAN_SET_PRICES | TW_CAN_SCHEDULE_REPORTS;

  g_assert_cmpint (tw_marketplace_get_capabilities (market->marketplace), ==, all);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name; /* as the contract names the operation */
    GTestFunc   func;
  } operations[] = {
    { "generateAuthToken", test_token },
    { "getCustomers", test_customer_list },
    { "createCustomer", test_customer_create },
    { "getCustomerById", test_customer_get },
    { "updateCustomer", test_customer_update },
    { "getOrders", test_order_list },
    { "createOrder", test_order_create },
    { "estimateOrder", test_order_estimate },
    { "getOrderDetails", test_order_get },
    { "updateOrder", test_order_update },
    { "getCatalog", test_product_list },
    { "validateParameters", test_parameter_validation },
    { "getReports", test_report_list },
    { "createReport", test_report_create },
    { "getReportById", test_report_get },
    { "getResellers", test_reseller_list },
    { "createReseller", test_reseller_create },
    { "getResellerById", test_reseller_get },
    { "updateReseller", test_reseller_update },
    { "getResellerCustomers", test_reseller_customer_list },
    { "createCustomerForReseller", test_reseller_customer_create },
    { "getResellerOrders", test_reseller_order_list },
    { "getServicePlans", test_plan_list },
    { "getServicePlanById", test_plan_get },
    { "getSubscriptions", test_subscription_list },
    { "getSubscription", test_subscription_get },
    { "updateSubscription", test_subscription_update },
    { "updateSubscriptionSpecialPricing", test_special_pricing },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strconcat ("/operations/", operations[i].name, NULL);

      g_test_add_func (path, operations[i].func);
    }
  g_test_add_func ("/operations/download", test_download);
  g_test_add_func ("/operations/download-early", test_download_early);
  g_test_add_func ("/operations/raw", test_raw);
  g_test_add_func ("/operations/raw-refused", test_raw_refused);
  g_test_add_func ("/operations/no-product-detail", test_no_product_detail);
  g_test_add_func ("/operations/server-time", test_server_time);
  g_test_add_func ("/operations/capabilities", test_capabilities);

  return g_test_run ();
}
