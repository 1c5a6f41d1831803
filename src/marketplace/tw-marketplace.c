/* tw-marketplace.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-marketplace.h"

G_DEFINE_INTERFACE (TwMarketplace, tw_marketplace, G_TYPE_OBJECT)

static void
tw_marketplace_default_init (TwMarketplaceInterface *iface)
{
}

/**
 * tw_marketplace_get_capabilities:
 * @self: a marketplace
 *
 * Returns: what it can do beyond the common ground
 */
TwCapabilities
tw_marketplace_get_capabilities (TwMarketplace *self)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), 0);

  return TW_MARKETPLACE_GET_IFACE (self)->get_capabilities (self);
}

/**
 * tw_marketplace_dup_server_time:
 * @self: a marketplace
 *
 * What is compared with the marketplace's times is the marketplace's own clock: the last answer's Date and the
 * time since.
 *
 * Returns: (transfer full) (nullable): the marketplace's time, %NULL before the first answer
 */
GDateTime *
tw_marketplace_dup_server_time (TwMarketplace *self)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), NULL);

  return TW_MARKETPLACE_GET_IFACE (self)->dup_server_time (self);
}

/**
 * tw_marketplace_sign_in_async:
 * @self: a marketplace
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Logs in now. Every other call does so by itself when it must.
 */
void
tw_marketplace_sign_in_async (TwMarketplace       *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (TW_IS_MARKETPLACE (self));

  TW_MARKETPLACE_GET_IFACE (self)->sign_in_async (self, cancellable, callback, user_data);
}

/**
 * tw_marketplace_sign_in_finish:
 * @self: a marketplace
 * @result: the result
 * @error: %TW_ERROR_AUTH_REQUIRED when refused; its fields say which of `password`, `subscriptionKey` and
 *   `marketplace` was meant, as far as the answer tells
 *
 * Returns: whether the login was accepted
 */
gboolean
tw_marketplace_sign_in_finish (TwMarketplace  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), FALSE);

  return TW_MARKETPLACE_GET_IFACE (self)->sign_in_finish (self, result, error);
}

/**
 * tw_marketplace_list_async:
 * @self: a marketplace
 * @query: what to list; filters the marketplace does not know are not applied
 * @priority: who waits for it
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Fetches one page. Rows are list rows: they lack what only details have.
 */
void
tw_marketplace_list_async (TwMarketplace       *self,
                           TwQuery             *query,
                           TwPriority           priority,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (TW_IS_MARKETPLACE (self));
  g_return_if_fail (TW_IS_QUERY (query));

  TW_MARKETPLACE_GET_IFACE (self)->list_async (self, query, priority, cancellable, callback, user_data);
}

/**
 * tw_marketplace_list_finish:
 * @self: a marketplace
 * @result: the result
 * @error: what went wrong
 *
 * Returns: (transfer full): the page
 */
TwPage *
tw_marketplace_list_finish (TwMarketplace  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), NULL);

  return TW_MARKETPLACE_GET_IFACE (self)->list_finish (self, result, error);
}

/**
 * tw_marketplace_get_async:
 * @self: a marketplace
 * @kind: what it is
 * @id: its id
 * @priority: who waits for it
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Fetches one object whole. Products have no such call.
 */
void
tw_marketplace_get_async (TwMarketplace       *self,
                          TwKind               kind,
                          const char          *id,
                          TwPriority           priority,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (TW_IS_MARKETPLACE (self));
  g_return_if_fail (id != NULL && *id != '\0');

  TW_MARKETPLACE_GET_IFACE (self)->get_async (self, kind, id, priority, cancellable, callback, user_data);
}

/**
 * tw_marketplace_get_finish:
 * @self: a marketplace
 * @result: the result
 * @error: %TW_ERROR_NOT_FOUND for an unknown id
 *
 * Returns: (transfer full): the answer
 */
TwAnswer *
tw_marketplace_get_finish (TwMarketplace  *self,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), NULL);

  return TW_MARKETPLACE_GET_IFACE (self)->get_finish (self, result, error);
}

/**
 * tw_marketplace_write_async:
 * @self: a marketplace
 * @kind: what to do
 * @target: (nullable): id of the object that is changed, or of the reseller of a new customer
 * @body: what to send: the creating or changing view of it
 * @cancellable: (nullable): to stop waiting; what was sent may still have its effect
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Sends one write, once. For the journal's writer alone: whoever calls this directly may place an order twice.
 */
void
tw_marketplace_write_async (TwMarketplace       *self,
                            TwWriteKind          kind,
                            const char          *target,
                            TwResource          *body,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (TW_IS_MARKETPLACE (self));
  g_return_if_fail (!tw_write_kind_needs_target (kind) || (target != NULL && *target != '\0'));
  g_return_if_fail (TW_IS_RESOURCE (body));

  TW_MARKETPLACE_GET_IFACE (self)->write_async (self, kind, target, body, cancellable, callback, user_data);
}

/**
 * tw_marketplace_write_finish:
 * @self: a marketplace
 * @result: the result
 * @error: what went wrong; tw_error_get_effect() says what is known of the effect
 *
 * Returns: (transfer full): the object as it is now
 */
TwAnswer *
tw_marketplace_write_finish (TwMarketplace  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), NULL);

  return TW_MARKETPLACE_GET_IFACE (self)->write_finish (self, result, error);
}

/**
 * tw_marketplace_estimate_async:
 * @self: a marketplace with %TW_CAN_ESTIMATE
 * @order: the order as it would be placed
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Prices an order without placing it.
 */
void
tw_marketplace_estimate_async (TwMarketplace       *self,
                               TwOrder             *order,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (TW_IS_MARKETPLACE (self));
  g_return_if_fail (TW_IS_ORDER (order));

  TW_MARKETPLACE_GET_IFACE (self)->estimate_async (self, order, cancellable, callback, user_data);
}

/**
 * tw_marketplace_estimate_finish:
 * @self: a marketplace
 * @result: the result
 * @error: what went wrong
 *
 * Returns: (transfer full): the estimate: an order without id, number and status
 */
TwOrder *
tw_marketplace_estimate_finish (TwMarketplace  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), NULL);

  return TW_MARKETPLACE_GET_IFACE (self)->estimate_finish (self, result, error);
}

/**
 * tw_marketplace_validate_async:
 * @self: a marketplace with %TW_CAN_VALIDATE
 * @order: an order whose lines carry activation parameters
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Has the marketplace check the activation parameters of an order's lines.
 */
void
tw_marketplace_validate_async (TwMarketplace       *self,
                               TwOrder             *order,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (TW_IS_MARKETPLACE (self));
  g_return_if_fail (TW_IS_ORDER (order));

  TW_MARKETPLACE_GET_IFACE (self)->validate_async (self, order, cancellable, callback, user_data);
}

/**
 * tw_marketplace_validate_finish:
 * @self: a marketplace
 * @result: the result
 * @error: what went wrong; a refused parameter is no error here but a result
 *
 * Returns: (transfer full) (element-type TwParameterCheck): one check for each line
 */
GPtrArray *
tw_marketplace_validate_finish (TwMarketplace  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), NULL);

  return TW_MARKETPLACE_GET_IFACE (self)->validate_finish (self, result, error);
}

/**
 * tw_marketplace_download_async:
 * @self: a marketplace
 * @report_id: id of a completed report
 * @stream: where the file goes; not closed
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: data of @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Fetches a report's signed link anew and streams the file.
 */
void
tw_marketplace_download_async (TwMarketplace       *self,
                               const char          *report_id,
                               GOutputStream       *stream,
                               TwProgressFunc       progress,
                               gpointer             progress_data,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (TW_IS_MARKETPLACE (self));
  g_return_if_fail (report_id != NULL && *report_id != '\0');
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  TW_MARKETPLACE_GET_IFACE (self)->download_async (self, report_id, stream, progress, progress_data, cancellable,
                                                   callback, user_data);
}

/**
 * tw_marketplace_download_finish:
 * @self: a marketplace
 * @result: the result
 * @error: %TW_ERROR_NOT_FOUND when the report has no file (any more), %TW_ERROR_CONFLICT when it is not ready
 *
 * Returns: the file's size in bytes, -1 on an error
 */
goffset
tw_marketplace_download_finish (TwMarketplace  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), -1);

  return TW_MARKETPLACE_GET_IFACE (self)->download_finish (self, result, error);
}

/**
 * tw_marketplace_request_async:
 * @self: a marketplace
 * @method: an HTTP method
 * @path: a path below the account's address (`/orders/1184220`)
 * @query: (nullable): `NAME=VALUE` texts
 * @body: (nullable): a JSON body
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: data of @callback
 *
 * Sends any request, signed. Sent at most once unless it is a read.
 */
void
tw_marketplace_request_async (TwMarketplace       *self,
                              const char          *method,
                              const char          *path,
                              const char * const  *query,
                              GBytes              *body,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (TW_IS_MARKETPLACE (self));
  g_return_if_fail (method != NULL && path != NULL);

  TW_MARKETPLACE_GET_IFACE (self)->request_async (self, method, path, query, body, cancellable, callback,
                                                  user_data);
}

/**
 * tw_marketplace_request_finish:
 * @self: a marketplace
 * @result: the result
 * @error: only when there was no answer
 *
 * Returns: (transfer full): the answer, whatever its status
 */
TwReply *
tw_marketplace_request_finish (TwMarketplace  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (TW_IS_MARKETPLACE (self), NULL);

  return TW_MARKETPLACE_GET_IFACE (self)->request_finish (self, result, error);
}
