/* tw-routes.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-routes.h"

#include <string.h>

/* The 28 operations of the contract, and the login of CloudBlue-hosted tenants. */
static const TwRoute routes[] = {
  { "POST", TW_ROUTE_TOKEN, NULL },
  { "POST", TW_ROUTE_OAUTH, NULL },
  { "GET", "/customers", tw_serve_customer_list },
  { "POST", "/customers", tw_serve_customer_create },
  { "GET", "/customers/{id}", tw_serve_customer },
  { "PATCH", "/customers/{id}", tw_serve_customer_update },
  { "GET", "/orders", tw_serve_order_list },
  { "POST", "/orders", tw_serve_order_create },
  { "POST", "/orders/estimate", tw_serve_order_estimate },
  { "GET", "/orders/{id}", tw_serve_order },
  { "PATCH", "/orders/{id}", tw_serve_order_update },
  { "GET", "/products", tw_serve_product_list },
  { "POST", "/validation/parameters", tw_serve_parameter_validation },
  { "GET", "/reports", tw_serve_report_list },
  { "POST", "/reports", tw_serve_report_create },
  { "GET", "/reports/{reportId}", tw_serve_report },
  { "GET", "/resellers", tw_serve_reseller_list },
  { "POST", "/resellers", tw_serve_reseller_create },
  { "GET", "/resellers/{id}", tw_serve_reseller },
  { "PATCH", "/resellers/{id}", tw_serve_reseller_update },
  { "GET", "/resellers/{id}/customers", tw_serve_reseller_customer_list },
  { "POST", "/resellers/{id}/customers", tw_serve_reseller_customer_create },
  { "GET", "/resellers/{id}/orders", tw_serve_reseller_order_list },
  { "GET", "/plans", tw_serve_plan_list },
  { "GET", "/plans/{id}", tw_serve_plan },
  { "GET", "/subscriptions", tw_serve_subscription_list },
  { "GET", "/subscriptions/{id}", tw_serve_subscription },
  { "PATCH", "/subscriptions/{id}", tw_serve_subscription_update },
  { "POST", "/subscriptions/{id}/specialPricing", tw_serve_subscription_pricing },
};

static const char *const bases[] = { "/marketplace/na", "/marketplace/eu" };

/* Whether @path has the form of @pattern; then @id is what stands for the placeholder. */
static gboolean
matches (const char  *pattern,
         const char  *path,
         char       **id)
{
  const char *open = strchr (pattern, '{');
  const char *close = open != NULL ? strchr (open, '}') : NULL;
  gsize head;
  gsize length;

  if (open == NULL)
    return strcmp (pattern, path) == 0;

  head = open - pattern;
  if (strncmp (pattern, path, head) != 0)
    return FALSE;
  length = strcspn (path + head, "/");
  if (length == 0 || strcmp (close + 1, path + head + length) != 0)
    return FALSE;
  g_free (*id);
  *id = g_strndup (path + head, length);

  return TRUE;
}

/**
 * tw_routes_strip_base:
 * @path: of a request
 *
 * Takes away the base path it is served under, and a slash at its end.
 *
 * Returns: (transfer full): the path as the contract has it
 */
char *
tw_routes_strip_base (const char *path)
{
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      gsize n = strlen (bases[i]);

      if (strncmp (path, bases[i], n) == 0 && (path[n] == '/' || path[n] == '\0'))
        {
          path += n;
          break;
        }
    }
  length = strlen (path);
  while (length > 1 && path[length - 1] == '/')
    length--;

  return g_strndup (path, length);
}

/**
 * tw_routes_find:
 * @method: of a request
 * @path: of a request, as tw_routes_strip_base() gives it
 * @id: (out) (transfer full) (nullable): what stood for the placeholder
 * @path_known: (out): whether the path exists, maybe with other methods
 *
 * Returns: (transfer none) (nullable): the operation
 */
const TwRoute *
tw_routes_find (const char  *method,
                const char  *path,
                char       **id,
                gboolean    *path_known)
{
  *id = NULL;
  *path_known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (matches (routes[i].pattern, path, id))
      {
        *path_known = TRUE;
        if (strcmp (routes[i].method, method) == 0)
          return &routes[i];
      }

  return NULL;
}
