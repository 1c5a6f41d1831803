/* tw-order-resolve.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-draft-private.h"

#include "base/tw-error.h"

/* Choices named in an error; a person reads them. */
#define MAX_CHOICES 8

typedef struct
{
  TwOrder       *order;
  gboolean       must_find;
  TwMarketplace *marketplace;
  TwMirror      *mirror;
  guint          next; /* the line to look at */
  TwProblems     problems;
} Resolve;

static void
resolve_free (Resolve *resolve)
{
  g_clear_object (&resolve->order);
  g_clear_object (&resolve->marketplace);
  g_clear_object (&resolve->mirror);
  g_clear_error (&resolve->problems.error);
  g_free (resolve);
}

static void resolve_next (GTask *task);

static TwOrderLine *
get_line (Resolve *resolve)
{
  return g_ptr_array_index (resolve->order->products, resolve->next);
}

static void
add_problem (Resolve    *resolve,
             const char *member,
             const char *message)
{
  g_autofree char *field = g_strdup_printf ("products[%u].%s", resolve->next, member);

  tw_problems_add (&resolve->problems, field, message);
}

static gboolean
is_period (TwPeriod *wanted,
           TwPeriod *offered)
{
  if (wanted == NULL)
    return TRUE;

  return offered != NULL
         && wanted->type == offered->type
         && tw_decimal_compare (wanted->duration, offered->duration) == 0;
}

static gboolean
is_product (TwOrderLine *line,
            TwProduct   *product)
{
  if (line->id != NULL && g_strcmp0 (line->id, product->id) != 0)
    return FALSE;
  if (line->vendor != NULL && g_strcmp0 (line->vendor, product->vendor) != 0)
    return FALSE;

  return is_period (line->subscription_period, product->subscription_period)
         && is_period (line->billing_period, product->billing_period);
}

static void
append_period (GString    *text,
               const char *label,
               TwPeriod   *period)
{
  g_autofree char *iso = NULL;

  if (period == NULL)
    return;

  iso = tw_period_dup_iso (period);
  if (*iso != '\0')
    g_string_append_printf (text, ", %s %s", label, iso);
}

static char *
describe_choices (GPtrArray *products)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < products->len && i < MAX_CHOICES; i++)
    {
      TwProduct *product = g_ptr_array_index (products, i);

      g_string_append_printf (text,
                              "%svendor %s",
                              i == 0 ? "" : "; ",
                              product->vendor != NULL ? product->vendor : "(none)");
      append_period (text, "term", product->subscription_period);
      append_period (text, "billed", product->billing_period);
      if (product->id != NULL)
        g_string_append_printf (text, " (%s)", product->id);
    }
  if (products->len > MAX_CHOICES)
    g_string_append (text, "; …");

  return g_strdup (text->str);
}

static gboolean
has_limit (TwResource *product,
           const char *name,
           TwDecimal   limit)
{
  return tw_resource_has (product, name) && tw_decimal_sign (limit) > 0;
}

/* The marketplace writes them with decimals (`500.0`), people do not. */
static char *
dup_limit (TwDecimal limit)
{
  TwDecimal whole;

  if (tw_decimal_is_integer (limit) && tw_decimal_round (limit, 0, TW_ROUND_DOWN, &whole, NULL))
    return tw_decimal_to_string (whole);

  return tw_decimal_to_string (limit);
}

static void
check_limits (Resolve   *resolve,
              TwProduct *product)
{
  TwDecimal quantity = get_line (resolve)->quantity;
  g_autofree char *limit = NULL;
  g_autofree char *message = NULL;

  /* A change of plan or term has none. */
  if (!tw_resource_has (TW_RESOURCE (get_line (resolve)), "quantity"))
    return;

  if (has_limit (TW_RESOURCE (product), "minimumQuantity", product->minimum_quantity) &&
      tw_decimal_compare (quantity, product->minimum_quantity) < 0)
    {
      limit = dup_limit (product->minimum_quantity);
      message = g_strdup_printf ("At least %s of this product can be ordered", limit);
    }
  else if (has_limit (TW_RESOURCE (product), "maximumQuantity", product->maximum_quantity) &&
           tw_decimal_compare (quantity, product->maximum_quantity) > 0)
    {
      limit = dup_limit (product->maximum_quantity);
      message = g_strdup_printf ("At most %s of this product can be ordered", limit);
    }

  if (message != NULL)
    add_problem (resolve, "quantity", message);
}

/* What the person saw is what the order says: the MPN alone may name another product tomorrow. */
static void
pin_down (TwOrderLine *line,
          TwProduct   *product)
{
  if (product->vendor != NULL)
    g_object_set (line, "vendor", product->vendor, NULL);
  if (product->billing_period != NULL && line->billing_period == NULL)
    {
      g_autoptr (TwPeriod) billing = tw_period_new (product->billing_period->type, 1);

      g_object_set (billing, "duration", &product->billing_period->duration, NULL);
      g_object_set (line, "billing-period", billing, NULL);
    }
  if (product->subscription_period != NULL && line->subscription_period == NULL)
    {
      g_autoptr (TwPeriod) term = tw_period_new (product->subscription_period->type, 1);

      g_object_set (term, "duration", &product->subscription_period->duration, NULL);
      g_object_set (line, "subscription-period", term, NULL);
    }
}

/* @products: all that have the line's MPN. */
static void
choose (Resolve   *resolve,
        GPtrArray *products)
{
  TwOrderLine *line = get_line (resolve);
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();
  g_autofree char *choices = NULL;
  g_autofree char *message = NULL;

  for (guint i = 0; i < products->len; i++)
    if (is_product (line, g_ptr_array_index (products, i)))
      g_ptr_array_add (matches, g_ptr_array_index (products, i));

  if (matches->len == 1)
    {
      check_limits (resolve, g_ptr_array_index (matches, 0));
      if (resolve->must_find)
        pin_down (line, g_ptr_array_index (matches, 0));
      return;
    }
  if (!resolve->must_find)
    return;

  choices = describe_choices (matches->len > 0 ? matches : products);
  if (products->len == 0)
    message = g_strdup_printf ("The catalogue has no product with the MPN %s", line->mpn);
  else if (matches->len == 0)
    message = g_strdup_printf ("%s is not sold like that; there is: %s", line->mpn, choices);
  else
    message = g_strdup_printf ("%s names %u products; choose one by vendor, term or billing period: %s",
                               line->mpn,
                               matches->len,
                               choices);
  add_problem (resolve, "mpn", message);
}

/* The marketplace may match loosely: only products with exactly that MPN count. */
static void
take_product (GPtrArray  *products,
              TwResource *resource,
              const char *mpn)
{
  if (g_strcmp0 (TW_PRODUCT (resource)->mpn, mpn) == 0)
    g_ptr_array_add (products, g_object_ref (resource));
}

static void
resolve_asked_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Resolve *resolve = g_task_get_task_data (task);
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < page->rows->len; i++)
    take_product (products, g_ptr_array_index (page->rows, i), get_line (resolve)->mpn);

  choose (resolve, products);
  resolve->next++;
  resolve_next (g_steal_pointer (&task));
}

static TwQuery *
query_new (Resolve *resolve)
{
  TwQuery *query = tw_query_new (TW_KIND_PRODUCT);

  tw_query_set_filter (query, "mpn", get_line (resolve)->mpn);
  tw_query_set_range (query, 0, 100);

  return query;
}

/* What the mirror does not know is asked of the marketplace: the catalogue may not be there yet. */
static void
ask_marketplace (GTask *task)
{
  Resolve *resolve = g_task_get_task_data (task);
  g_autoptr (TwQuery) query = query_new (resolve);

  tw_marketplace_list_async (resolve->marketplace,
                             query,
                             TW_PRIORITY_PERSON,
                             g_task_get_cancellable (task),
                             resolve_asked_cb,
                             task);
}

static void
resolve_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Resolve *resolve = g_task_get_task_data (task);
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) entries = NULL;
  GError *error = NULL;

  entries = tw_mirror_list_finish (TW_MIRROR (source), result, &error);
  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    {
      TwMirrorEntry *entry = g_ptr_array_index (entries, i);

      if (!entry->vanished)
        take_product (products, entry->resource, get_line (resolve)->mpn);
    }

  if (products->len == 0 && resolve->must_find && resolve->marketplace != NULL)
    {
      ask_marketplace (g_steal_pointer (&task));
      return;
    }

  choose (resolve, products);
  resolve->next++;
  resolve_next (g_steal_pointer (&task));
}

/* Whether there is something to look up for the line. */
static gboolean
check_line (Resolve *resolve)
{
  TwOrderLine *line = get_line (resolve);
  gboolean has_quantity = tw_resource_has (TW_RESOURCE (line), "quantity");

  if (line->mpn == NULL && line->id == NULL && resolve->must_find)
    add_problem (resolve, "mpn", "Say which product");

  if (!has_quantity && resolve->must_find)
    add_problem (resolve, "quantity", "Say how many");
  else if (has_quantity && (!tw_decimal_is_integer (line->quantity) || tw_decimal_sign (line->quantity) <= 0))
    add_problem (resolve, "quantity", "Quantities are whole numbers, 1 or more");

  return line->mpn != NULL;
}

static void
resolve_next (GTask *task)
{
  Resolve *resolve = g_task_get_task_data (task);
  GPtrArray *lines = resolve->order->products;
  GError *error = NULL;

  while (lines != NULL && resolve->next < lines->len)
    {
      if (check_line (resolve) && resolve->mirror != NULL)
        {
          g_autoptr (TwQuery) query = query_new (resolve);

          tw_mirror_list_async (resolve->mirror, query, g_task_get_cancellable (task), resolve_listed_cb, task);
          return;
        }
      if (get_line (resolve)->mpn != NULL && resolve->must_find && resolve->marketplace != NULL)
        {
          ask_marketplace (task);
          return;
        }
      resolve->next++;
    }

  if (tw_problems_end (&resolve->problems, &error))
    g_task_return_pointer (task, g_steal_pointer (&resolve->order), g_object_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * tw_order_resolve_async:
 * @order: (transfer full): a request; its lines are changed
 * @must_find: whether each line must name exactly one product of the catalogue, which it then states in full
 * @marketplace: (nullable): asked for products that the mirror does not know
 * @mirror: (nullable): where the catalogue is looked up first
 * @cancellable: (nullable): to stop
 * @callback: called when all lines are looked at
 * @user_data: data of @callback
 */
void
tw_order_resolve_async (TwOrder             *order,
                        gboolean             must_find,
                        TwMarketplace       *marketplace,
                        TwMirror            *mirror,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Resolve *resolve = g_new0 (Resolve, 1);

  resolve->order = order;
  resolve->must_find = must_find;
  g_set_object (&resolve->marketplace, marketplace);
  g_set_object (&resolve->mirror, mirror);
  g_task_set_source_tag (task, tw_order_resolve_async);
  g_task_set_task_data (task, resolve, (GDestroyNotify) resolve_free);

  if (must_find && order->customer_id == NULL)
    tw_problems_add (&resolve->problems, "customerId", "Say which customer the order is for");
  if (must_find && (order->products == NULL || order->products->len == 0))
    tw_problems_add (&resolve->problems, "products", "Add at least one product");

  resolve_next (task);
}

/**
 * tw_order_resolve_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_VALIDATION with all fields that are wrong
 *
 * Returns: (transfer full): the request, %NULL with @error set
 */
TwOrder *
tw_order_resolve_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_resolve_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
draft_resolved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwOrder *order = tw_order_resolve_finish (result, &error);

  if (order != NULL)
    g_task_return_pointer (task, order, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * tw_order_draft_resolve_async:
 * @self: a draft of a sales or migration order
 * @marketplace: (nullable): asked for products that the mirror does not know
 * @mirror: (nullable): where the catalogue is looked up first
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * The local check: who it is for, which product each line means, and whether that many can be ordered. The draft
 * itself stays as it is.
 */
void
tw_order_draft_resolve_async (TwOrderDraft        *self,
                              TwMarketplace       *marketplace,
                              TwMirror            *mirror,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_ORDER_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_order_draft_resolve_async);
  tw_order_resolve_async (tw_order_draft_dup_request (self),
                          TRUE,
                          marketplace,
                          mirror,
                          cancellable,
                          draft_resolved_cb,
                          task);
}

/**
 * tw_order_draft_resolve_finish:
 * @self: a draft
 * @result: the result
 * @error: return location; %TW_ERROR_VALIDATION with all fields that are wrong
 *
 * Returns: (transfer full): the exact request, %NULL with @error set
 */
TwOrder *
tw_order_draft_resolve_finish (TwOrderDraft  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_draft_resolve_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
