/* live-market.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-market.h"

/* Every activation parameter that a product of the sandbox asks for. */
#define PARAMETERS \
  "{\"parameters\":[{\"name\":\"domain\",\"value\":\"norte.example\"}," \
  "{\"name\":\"admin_email\",\"value\":\"ana@norte.example\"},{\"name\":\"region\",\"value\":\"latam\"}," \
  "{\"name\":\"panel_password\",\"value\":\"Secreta-2026\"}]}"

#define QUANTITY 5

/**
 * live_market_start:
 *
 * Returns: (transfer full): a sandbox of its own and the right login to it
 */
LiveMarket *
live_market_start (void)
{
  return live_market_start_with (TW_ACCOUNT_CLOUDBLUE, NULL, NULL, NULL);
}

/**
 * live_market_start_with:
 * @type: which of the two logins
 * @password: (nullable): the password, %NULL for the right one
 * @subscription_key: (nullable): the key, %NULL for the right one
 * @marketplace: (nullable): the marketplace code, %NULL for the right one
 *
 * Returns: (transfer full): a sandbox of its own and this login to it
 */
LiveMarket *
live_market_start_with (TwAccountType  type,
                        const char    *password,
                        const char    *subscription_key,
                        const char    *marketplace)
{
  LiveMarket *self = g_new0 (LiveMarket, 1);
  g_autoptr (TwTransport) transport = NULL;
  g_autoptr (TwRateBudget) budget = NULL;
  g_autoptr (GError) error = NULL;

  self->sandbox = tw_test_sandbox_start ("small", "--rate=0", "--frozen", NULL);
  self->account = tw_account_new ("sandbox", type);
  g_object_set (self->account,
                "url", self->sandbox->url,
                "username", self->sandbox->username,
                "marketplace", marketplace != NULL ? marketplace : self->sandbox->marketplace,
                "realm", "tenant",
                NULL);
  g_assert_true (tw_account_check (self->account, &error));
  g_assert_no_error (error);

  transport = tw_transport_new (self->sandbox->url, NULL, &error);
  g_assert_no_error (error);
  budget = tw_rate_budget_new (self->sandbox->key, 0, 0);
  self->marketplace = TW_MARKETPLACE (tw_cloudblue_new (self->account,
                                                        transport,
                                                        budget,
                                                        password != NULL ? password : self->sandbox->password,
                                                        subscription_key != NULL ? subscription_key
                                                                                 : self->sandbox->key));

  return self;
}

/**
 * live_market_stop:
 * @self: (transfer full): a market; nothing may be under way
 */
void
live_market_stop (LiveMarket *self)
{
  g_assert_finalize_object (self->marketplace);
  g_assert_finalize_object (self->account);
  tw_test_sandbox_stop (self->sandbox);
  g_free (self);
}

gboolean
live_market_sign_in (LiveMarket  *self,
                     GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_marketplace_sign_in_async (self->marketplace, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_marketplace_sign_in_finish (self->marketplace, result, error);
}

TwPage *
live_market_list (LiveMarket  *self,
                  TwQuery     *query,
                  GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_marketplace_list_async (self->marketplace, query, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_marketplace_list_finish (self->marketplace, result, error);
}

TwAnswer *
live_market_get (LiveMarket  *self,
                 TwKind       kind,
                 const char  *id,
                 GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_marketplace_get_async (self->marketplace, kind, id, TW_PRIORITY_PERSON, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_marketplace_get_finish (self->marketplace, result, error);
}

TwAnswer *
live_market_write (LiveMarket   *self,
                   TwWriteKind   kind,
                   const char   *target,
                   gpointer      body,
                   GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_marketplace_write_async (self->marketplace, kind, target, body, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_marketplace_write_finish (self->marketplace, result, error);
}

TwOrder *
live_market_estimate (LiveMarket  *self,
                      TwOrder     *order,
                      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_marketplace_estimate_async (self->marketplace, order, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_marketplace_estimate_finish (self->marketplace, result, error);
}

GPtrArray *
live_market_validate (LiveMarket  *self,
                      TwOrder     *order,
                      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_marketplace_validate_async (self->marketplace, order, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_marketplace_validate_finish (self->marketplace, result, error);
}

/**
 * live_market_list_all:
 * @self: a market
 * @kind: what to list
 *
 * Returns: (transfer full): the first page of it, 500 rows at most, and at least one
 */
GPtrArray *
live_market_list_all (LiveMarket *self,
                      TwKind      kind)
{
  g_autoptr (TwQuery) query = tw_query_new (kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwPage) page = live_market_list (self, query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->rows->len, >, 0);

  return g_steal_pointer (&page->rows);
}

/**
 * live_market_find_id:
 * @self: a market
 * @kind: what is wanted
 * @status: (nullable): the state it has to be in
 *
 * Returns: (transfer full): the newest such object's id
 */
char *
live_market_find_id (LiveMarket *self,
                     TwKind      kind,
                     const char *status)
{
  g_autoptr (GPtrArray) rows = live_market_list_all (self, kind);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *found = tw_resource_dup_text (g_ptr_array_index (rows, i), "status");

      if (status == NULL || g_strcmp0 (found, status) == 0)
        return tw_resource_dup_text (g_ptr_array_index (rows, i), "id");
    }

  g_error ("The sandbox has no %s that is %s", tw_kind_to_string (kind), status != NULL ? status : "anything");
}

/**
 * live_market_get_resource:
 * @self: a market
 * @kind: what it is
 * @id: its id
 *
 * Returns: (transfer full): its detail
 */
gpointer
live_market_get_resource (LiveMarket *self,
                          TwKind      kind,
                          const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = live_market_get (self, kind, id, &error);

  g_assert_no_error (error);

  return g_steal_pointer (&answer->resource);
}

/**
 * live_market_read_resource:
 * @type: a resource type
 * @json: an object of it, complete or not
 *
 * Returns: (transfer full): the resource
 */
gpointer
live_market_read_resource (GType       type,
                           const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) tree = tw_json_parse (json, -1, &error);
  TwResource *resource = g_object_new (type, NULL);

  g_assert_no_error (error);
  g_assert_true (tw_resource_merge_json (resource, tree, &error));
  g_assert_no_error (error);

  return resource;
}

static TwOrder *
create_sale_of (TwProduct  *product,
                const char *customer_id,
                const char *po_number)
{
  TwDecimal quantity = TW_DECIMAL_INIT (QUANTITY);
  TwOrderLine *line = live_market_read_resource (TW_TYPE_ORDER_LINE, PARAMETERS);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  g_object_set (line,
                "mpn", product->mpn,
                "vendor", product->vendor,
                "quantity", &quantity,
                "billing-period", product->billing_period,
                "subscription-period", product->subscription_period,
                NULL);
  g_ptr_array_add (lines, line);

  return g_object_new (TW_TYPE_ORDER,
                       "type", TW_ORDER_TYPE_SALES,
                       "customer-id", customer_id,
                       "po-number", po_number,
                       "products", lines,
                       NULL);
}

/**
 * live_market_create_sale:
 * @self: a market
 * @po_number: the customer's reference
 *
 * Returns: (transfer full): an order that the sandbox accepts, as its estimate shows; not placed
 */
TwOrder *
live_market_create_sale (LiveMarket *self,
                         const char *po_number)
{
  g_autoptr (GPtrArray) products = live_market_list_all (self, TW_KIND_PRODUCT);
  g_autofree char *customer_id = live_market_find_id (self, TW_KIND_CUSTOMER, "active");

  for (guint i = 0; i < products->len; i++)
    {
      TwProduct *product = g_ptr_array_index (products, i);
      g_autoptr (TwOrder) order = create_sale_of (product, customer_id, po_number);
      g_autoptr (TwOrder) estimate = live_market_estimate (self, order, NULL);

      if (estimate != NULL && g_strstr_len (product->name, -1, "(fails)") == NULL)
        return g_steal_pointer (&order);
    }

  g_error ("No product of the sandbox can be ordered");
}

/**
 * live_market_count_calls:
 * @self: a market
 * @method: (nullable): HTTP method, %NULL for all
 * @path: (nullable): the contract's pattern, as in `/orders/{id}`, %NULL for all
 * @status: what was answered, 0 for all
 *
 * Returns: how many such calls the sandbox has seen
 */
guint
live_market_count_calls (LiveMarket *self,
                         const char *method,
                         const char *path,
                         guint       status)
{
  g_autoptr (TwJson) stats = tw_test_sandbox_control (self->sandbox, "GET", "/_sandbox/stats", NULL);
  TwJson *calls = tw_json_get_member (stats, "calls");
  guint sum = 0;

  for (guint i = 0; i < tw_json_get_length (calls); i++)
    {
      TwJson *call = tw_json_get_element (calls, i);
      g_autofree char *count = tw_json_dup_member_text (call, "count");
      g_autofree char *found = tw_json_dup_member_text (call, "status");

      if ((method == NULL || g_strcmp0 (tw_json_get_string (tw_json_get_member (call, "method")), method) == 0) &&
          (path == NULL || g_strcmp0 (tw_json_get_string (tw_json_get_member (call, "path")), path) == 0) &&
          (status == 0 || g_ascii_strtoull (found, NULL, 10) == status))
        sum += g_ascii_strtoull (count, NULL, 10);
    }

  return sum;
}

/**
 * live_market_count_orders:
 * @self: a market
 * @po_number: the reference of an order
 *
 * Returns: how many orders the sandbox has with that reference, whatever it answered
 */
guint
live_market_count_orders (LiveMarket *self,
                          const char *po_number)
{
  g_autofree char *escaped = g_uri_escape_string (po_number, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/_sandbox/orders?po=", escaped, NULL);
  g_autoptr (TwJson) orders = tw_test_sandbox_control (self->sandbox, "GET", path, NULL);

  g_assert_cmpint (tw_json_get_kind (orders), ==, TW_JSON_ARRAY);

  return tw_json_get_length (orders);
}

/**
 * live_market_advance:
 * @self: a market
 * @duration: how far to move the sandbox's clock, as in `PT5S`
 */
void
live_market_advance (LiveMarket *self,
                     const char *duration)
{
  g_autofree char *body = g_strdup_printf ("{\"advance\":\"%s\"}", duration);
  g_autoptr (TwJson) answer = tw_test_sandbox_control (self->sandbox, "POST", "/_sandbox/clock", body);

  g_assert_nonnull (tw_json_get_string (tw_json_get_member (answer, "now")));
}
