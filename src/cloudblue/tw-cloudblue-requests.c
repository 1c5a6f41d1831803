/* tw-cloudblue-requests.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cloudblue"

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"

#include <string.h>

/* The largest page that known clients of the real service ask for. */
#define PAGE_LIMIT 500

/* Placing an order can take more than a minute (observed: clients allow 120 to 180 s). */
#define ORDER_TIMEOUT 180

/* How far back reports are listed when the query does not say; a span of 12 months is known to work. */
#define REPORT_MONTHS 12

typedef enum
{
  AS_IT_IS,
  START_OF_DAY, /* a plain date that the API wants as a date-time */
  END_OF_DAY,
} TwParameterForm;

/* A filter of TwQuery and the query parameter that means it; others are unknown there and silently ignored. */
typedef struct
{
  const char      *filter;
  const char      *parameter;
  TwParameterForm  form;
} TwParameterName;

static const TwParameterName account_names[] = {
  { "name", "name" }, { "email", "email" }, { "externalId", "externalId" }, { "resellerId", "resellerId" }, { NULL },
};
static const TwParameterName order_names[] = {
  { "customerId", "customerId" },
  { "subscriptionId", "subscriptionId" },
  { "status", "status" },
  { "since", "creationTimeFrom", START_OF_DAY },
  { "until", "creationTimeTo", END_OF_DAY },
  { "orderNumber", "orderNumber" },
  { "statusCode", "statusCode" },
  { NULL },
};
static const TwParameterName subscription_names[] = {
  { "customerId", "customerId" },   { "status", "status" }, { "since", "creationDateFrom" },
  { "until", "creationDateTo" }, { NULL },
};
static const TwParameterName product_names[] = {
  { "name", "name" }, { "serviceName", "serviceName" }, { "mpn", "mpn" }, { "vendor", "vendor" }, { NULL },
};
static const TwParameterName plan_names[] = { { NULL } };
static const TwParameterName report_names[] = {
  { "name", "name" }, { "format", "format" }, { "status", "status" }, { "type", "type" },
  { "since", "from" }, { "until", "to" },     { NULL },
};

static const struct
{
  const char            *path;
  const TwParameterName *names;
} collections[TW_N_KINDS] = {
  [TW_KIND_CUSTOMER] = { "/customers", account_names },
  [TW_KIND_RESELLER] = { "/resellers", account_names },
  [TW_KIND_ORDER] = { "/orders", order_names },
  [TW_KIND_SUBSCRIPTION] = { "/subscriptions", subscription_names },
  [TW_KIND_PRODUCT] = { "/products", product_names },
  [TW_KIND_PLAN] = { "/plans", plan_names },
  [TW_KIND_REPORT] = { "/reports", report_names },
};

/* An id is one segment of the path, whatever is in it. */
static char *
dup_object_path (const char *collection,
                 const char *id,
                 const char *below)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (collection, "/", escaped, below, NULL);
}

static char *
dup_parameter (const char      *value,
               TwParameterForm  form)
{
  GDate date;
  g_autoptr (GDateTime) time = NULL;

  if (form == AS_IT_IS || !tw_date_parse (value, &date, NULL))
    return g_strdup (value);

  time = form == START_OF_DAY ? tw_date_start_of_day (&date) : tw_date_end_of_day (&date);

  return tw_date_time_to_string (time);
}

/* `from` and `to` are part of every request for reports (guide 1.14), also where the query names none. */
static void
add_report_span (TwRequest *request,
                 TwQuery   *query,
                 GDateTime *now)
{
  g_autoptr (GDateTime) today = now != NULL ? g_date_time_ref (now) : g_date_time_new_now_utc ();
  g_autoptr (GDateTime) first = g_date_time_add_months (today, -REPORT_MONTHS);
  g_autoptr (GDateTime) last = g_date_time_add_days (today, 1);

  if (tw_query_get_filter (query, "since") == NULL)
    {
      g_autofree char *from = g_date_time_format (first, "%Y-%m-%d");

      tw_request_add_query (request, "from", from);
    }

  if (tw_query_get_filter (query, "until") == NULL)
    {
      g_autofree char *to = g_date_time_format (last, "%Y-%m-%d");

      tw_request_add_query (request, "to", to);
    }
}

/**
 * tw_cloudblue_is_id:
 * @id: (nullable): what should be an id
 *
 * Without an id the path would be that of the list; dots alone lead to another folder, escaped or not.
 *
 * Returns: whether @id can stand in a path
 */
gboolean
tw_cloudblue_is_id (const char *id)
{
  return id != NULL && *id != '\0' && strcmp (id, ".") != 0 && strcmp (id, "..") != 0;
}

/**
 * tw_cloudblue_list_request:
 * @query: what to list
 * @now: (nullable): the marketplace's time
 *
 * Returns: (transfer full): the request for one page
 */
TwRequest *
tw_cloudblue_list_request (TwQuery   *query,
                           GDateTime *now)
{
  TwKind kind = tw_query_get_kind (query);
  gboolean below_reseller = kind == TW_KIND_CUSTOMER || kind == TW_KIND_ORDER;
  const char *reseller = below_reseller ? tw_query_get_filter (query, "parentId") : NULL;
  gint64 limit = tw_query_get_limit (query);
  g_autofree char *path = reseller != NULL ? dup_object_path ("/resellers", reseller, collections[kind].path)
                                           : g_strdup (collections[kind].path);
  g_autofree char *offset_text = g_strdup_printf ("%" G_GINT64_FORMAT, tw_query_get_offset (query));
  g_autofree char *limit_text = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                 limit < 0 ? PAGE_LIMIT : CLAMP (limit, 1, PAGE_LIMIT));
  TwRequest *request = tw_request_new ("GET", path);

  for (const TwParameterName *name = collections[kind].names; name->filter != NULL; name++)
    {
      const char *value = tw_query_get_filter (query, name->filter);
      g_autofree char *text = value != NULL ? dup_parameter (value, name->form) : NULL;

      if (text != NULL)
        tw_request_add_query (request, name->parameter, text);
    }

  if (kind == TW_KIND_REPORT)
    {
      /* Not paged: offset and limit are not read there. */
      add_report_span (request, query, now);
      return request;
    }

  tw_request_add_query (request, "offset", offset_text);
  tw_request_add_query (request, "limit", limit_text);

  return request;
}

/**
 * tw_cloudblue_get_request:
 * @kind: what it is; not a product
 * @id: its id
 *
 * Returns: (transfer full): the request for one object
 */
TwRequest *
tw_cloudblue_get_request (TwKind      kind,
                          const char *id)
{
  g_autofree char *path = dup_object_path (collections[kind].path, id, NULL);

  return tw_request_new ("GET", path);
}

static void
set_json_body (TwRequest    *request,
               TwJsonWriter *writer)
{
  g_autoptr (GBytes) body = tw_json_writer_steal_bytes (writer);

  tw_request_set_body (request, "application/json", body);
}

static char *
dup_write_path (TwWriteKind  kind,
                const char  *target,
                const char **method)
{
  const char *collection = collections[tw_write_kind_get_kind (kind)].path;

  switch (kind)
    {
    case TW_WRITE_CREATE_RESELLER_CUSTOMER:
      *method = "POST";
      return dup_object_path ("/resellers", target, "/customers");
    case TW_WRITE_SET_PRICES:
      *method = "POST";
      return dup_object_path (collection, target, "/specialPricing");
    case TW_WRITE_CREATE_CUSTOMER:
    case TW_WRITE_CREATE_RESELLER:
    case TW_WRITE_PLACE_ORDER:
    case TW_WRITE_SCHEDULE_REPORT:
      *method = "POST";
      return g_strdup (collection);
    case TW_WRITE_UPDATE_CUSTOMER:
    case TW_WRITE_UPDATE_RESELLER:
    case TW_WRITE_UPDATE_ORDER:
    case TW_WRITE_UPDATE_SUBSCRIPTION:
    default:
      *method = "PATCH";
      return dup_object_path (collection, target, NULL);
    }
}

/**
 * tw_cloudblue_write_request:
 * @kind: what to do
 * @target: (nullable): id of the object
 * @body: what to send
 *
 * Returns: (transfer full): the request
 */
TwRequest *
tw_cloudblue_write_request (TwWriteKind  kind,
                            const char  *target,
                            TwResource  *body)
{
  const char *method = NULL;
  g_autofree char *path = dup_write_path (kind, target, &method);
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  TwRequest *request = tw_request_new (method, path);

  tw_resource_write_json (body, writer,
                          tw_write_kind_is_creation (kind) ? TW_JSON_VIEW_CREATE : TW_JSON_VIEW_UPDATE);
  set_json_body (request, writer);
  if (kind == TW_WRITE_PLACE_ORDER)
    tw_request_set_timeout (request, ORDER_TIMEOUT);

  return request;
}

/**
 * tw_cloudblue_estimate_request:
 * @order: an order
 *
 * Returns: (transfer full): the request for its price
 */
TwRequest *
tw_cloudblue_estimate_request (TwOrder *order)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  TwRequest *request = tw_request_new ("POST", "/orders/estimate");

  tw_resource_write_json (TW_RESOURCE (order), writer, TW_JSON_VIEW_CREATE);
  set_json_body (request, writer);
  tw_request_set_read (request, TRUE);
  tw_request_set_timeout (request, ORDER_TIMEOUT);

  return request;
}

static void
write_check (TwOrderLine  *line,
             TwJsonWriter *writer)
{
  g_autoptr (TwParameterCheck) check = g_object_new (TW_TYPE_PARAMETER_CHECK,
                                                     "id", line->id,
                                                     "mpn", line->mpn,
                                                     "vendor", line->vendor,
                                                     "billing-period", line->billing_period,
                                                     "subscription-period", line->subscription_period,
                                                     NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  gint64 quantity;

  /* A whole number here, unlike in orders; and the list is required even when it is empty. */
  if (tw_decimal_to_int64 (line->quantity, &quantity))
    g_object_set (check, "quantity", quantity, NULL);
  g_object_set (check, "parameters", line->parameters != NULL ? line->parameters : none, NULL);

  tw_resource_write_json (TW_RESOURCE (check), writer, TW_JSON_VIEW_CREATE);
}

/**
 * tw_cloudblue_validate_request:
 * @order: an order whose lines carry activation parameters
 *
 * Returns: (transfer full): the request that has them checked
 */
TwRequest *
tw_cloudblue_validate_request (TwOrder *order)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  TwRequest *request = tw_request_new ("POST", "/validation/parameters");

  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "customerId");
  tw_json_writer_string (writer, order->customer_id);
  tw_json_writer_name (writer, "type");
  tw_json_writer_string (writer, tw_enum_to_text (TW_TYPE_ORDER_TYPE, order->type));
  tw_json_writer_name (writer, "products");
  tw_json_writer_begin_array (writer);
  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    write_check (g_ptr_array_index (order->products, i), writer);
  tw_json_writer_end_array (writer);
  tw_json_writer_end_object (writer);
  set_json_body (request, writer);
  tw_request_set_read (request, TRUE);

  return request;
}
