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

typedef struct
{
  TwOrder       *order;
  gboolean       must_find;
  TwMarketplace *marketplace;
  TwMirror      *mirror;
  GPtrArray     *chosen; /* TwProduct for each line, or NULL */
  guint          next;   /* the line to look at */
  TwProblems     problems;
} Resolve;

static void
clear_product (gpointer product)
{
  g_clear_object (&product);
}

static void
resolve_free (Resolve *resolve)
{
  g_clear_object (&resolve->order);
  g_clear_pointer (&resolve->chosen, g_ptr_array_unref);
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

/* The marketplace may match loosely: only products with exactly that MPN count. */
static void
take_product (GPtrArray  *products,
              TwResource *resource,
              const char *mpn)
{
  if (g_strcmp0 (TW_PRODUCT (resource)->mpn, mpn) == 0)
    g_ptr_array_add (products, g_object_ref (resource));
}

/* Goes on to the next line. */
static void
choose (Resolve   *resolve,
        GPtrArray *products)
{
  TwProduct *product = tw_order_line_choose (get_line (resolve), resolve->next, products, resolve->must_find,
                                             &resolve->problems);

  if (product != NULL)
    resolve->chosen->pdata[resolve->next] = g_object_ref (product);
  resolve->next++;
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
  resolve_next (g_steal_pointer (&task));
}

/* Whether there is something to look up for the line. */
static gboolean
check_line (Resolve *resolve)
{
  TwOrderLine *line = get_line (resolve);
  gboolean has_quantity = tw_resource_has (TW_RESOURCE (line), "quantity");

  if (line->mpn == NULL && line->id == NULL && resolve->must_find)
    tw_order_line_add_problem (resolve->next, "mpn", "Say which product", &resolve->problems);

  if (!has_quantity && resolve->must_find)
    tw_order_line_add_problem (resolve->next, "quantity", "Say how many", &resolve->problems);
  else if (has_quantity && (!tw_decimal_is_integer (line->quantity) || tw_decimal_sign (line->quantity) <= 0))
    tw_order_line_add_problem (resolve->next,
                               "quantity",
                               "Quantities are whole numbers, 1 or more",
                               &resolve->problems);

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

          tw_mirror_list_async (resolve->mirror,
                                query,
                                g_task_get_cancellable (task),
                                resolve_listed_cb,
                                task);
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
  resolve->chosen = g_ptr_array_new_with_free_func (clear_product);
  g_ptr_array_set_size (resolve->chosen, order->products != NULL ? (int) order->products->len : 0);
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
 * @products: (out) (optional) (transfer full) (element-type TwProduct): the catalogue's product for each line, %NULL
 *   for those that were not looked up or name several
 * @error: return location; %TW_ERROR_VALIDATION with all fields that are wrong
 *
 * Returns: (transfer full): the request, %NULL with @error set
 */
TwOrder *
tw_order_resolve_finish (GAsyncResult  *result,
                         GPtrArray    **products,
                         GError       **error)
{
  Resolve *resolve;
  TwOrder *order;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_resolve_async), NULL);

  resolve = g_task_get_task_data (G_TASK (result));
  order = g_task_propagate_pointer (G_TASK (result), error);
  if (order != NULL && products != NULL)
    *products = g_steal_pointer (&resolve->chosen);

  return order;
}

static void
draft_resolved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwOrder *order = tw_order_resolve_finish (result, NULL, &error);

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
 * The local check: who it is for, which product each line means, and whether that many can be ordered. The
 * draft itself stays as it is.
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
