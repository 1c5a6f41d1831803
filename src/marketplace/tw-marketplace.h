/* tw-marketplace.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-account.h"
#include "marketplace/tw-customer.h"
#include "marketplace/tw-order.h"
#include "marketplace/tw-product.h"
#include "marketplace/tw-query.h"
#include "marketplace/tw-report.h"
#include "marketplace/tw-subscription.h"
#include "net/tw-transport.h"

G_BEGIN_DECLS

/**
 * TwWriteKind:
 *
 * Every call that changes something at a marketplace. Its text (`place-order`) is stored in the journal.
 */
typedef enum
{
  TW_WRITE_CREATE_CUSTOMER,
  TW_WRITE_UPDATE_CUSTOMER,
  TW_WRITE_CREATE_RESELLER,
  TW_WRITE_UPDATE_RESELLER,
  TW_WRITE_CREATE_RESELLER_CUSTOMER,
  TW_WRITE_PLACE_ORDER,
  TW_WRITE_UPDATE_ORDER,
  TW_WRITE_UPDATE_SUBSCRIPTION,
  TW_WRITE_SET_PRICES,
  TW_WRITE_SCHEDULE_REPORT,
} TwWriteKind;

#define TW_TYPE_WRITE_KIND (tw_write_kind_get_type ())
GType      tw_write_kind_get_type          (void) G_GNUC_CONST;
TwKind     tw_write_kind_get_kind          (TwWriteKind kind);
gboolean   tw_write_kind_is_creation       (TwWriteKind kind);
gboolean   tw_write_kind_needs_target      (TwWriteKind kind);

/**
 * TwPage:
 * @rows: (element-type TwResource): the rows, in the marketplace's order
 * @offset: rows before these
 * @total: rows that match in all, -1 when the marketplace did not count them
 * @server_time: (nullable): the answer's Date
 */
typedef struct
{
  GPtrArray *rows;
  gint64     offset;
  gint64     total;
  GDateTime *server_time;
} TwPage;

TwPage *tw_page_new  (void);
void    tw_page_free (TwPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPage, tw_page_free)

/**
 * TwAnswer:
 * @resource: (nullable): the object as the marketplace answered it
 * @correlation_id: (nullable): the marketplace's id of the call
 * @server_time: (nullable): the answer's Date
 */
typedef struct
{
  TwResource *resource;
  char       *correlation_id;
  GDateTime  *server_time;
} TwAnswer;

TwAnswer *tw_answer_new  (void);
void      tw_answer_free (TwAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwAnswer, tw_answer_free)

/**
 * TwCapabilities:
 *
 * What a marketplace can do beyond the common ground.
 */
typedef enum
{
  TW_CAN_ESTIMATE = 1 << 0,
  TW_CAN_VALIDATE = 1 << 1,
  TW_CAN_LIST_ORDERS = 1 << 2,
  TW_CAN_MANAGE_RESELLERS = 1 << 3,
  TW_CAN_SET_PRICES = 1 << 4,
  TW_CAN_SCHEDULE_REPORTS = 1 << 5,
} TwCapabilities;

/**
 * TwMarketplace:
 *
 * One signed-in marketplace. Every call is asynchronous, goes through the account's rate budget, and belongs
 * to the thread that made the object. A failed write's error says what is known of its effect
 * (tw_error_get_effect()).
 */
#define TW_TYPE_MARKETPLACE (tw_marketplace_get_type ())
G_DECLARE_INTERFACE (TwMarketplace, tw_marketplace, TW, MARKETPLACE, GObject)

struct _TwMarketplaceInterface
{
  GTypeInterface parent_iface;

  TwCapabilities (*get_capabilities) (TwMarketplace *self);
  GDateTime     *(*dup_server_time)  (TwMarketplace *self);

  void        (*sign_in_async)   (TwMarketplace *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
  gboolean    (*sign_in_finish)  (TwMarketplace *self, GAsyncResult *result, GError **error);
  void        (*list_async)      (TwMarketplace *self, TwQuery *query, TwPriority priority,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  TwPage     *(*list_finish)     (TwMarketplace *self, GAsyncResult *result, GError **error);
  void        (*get_async)       (TwMarketplace *self, TwKind kind, const char *id, TwPriority priority,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  TwAnswer   *(*get_finish)      (TwMarketplace *self, GAsyncResult *result, GError **error);
  void        (*write_async)     (TwMarketplace *self, TwWriteKind kind, const char *target, TwResource *body,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  TwAnswer   *(*write_finish)    (TwMarketplace *self, GAsyncResult *result, GError **error);
  void        (*estimate_async)  (TwMarketplace *self, TwOrder *order, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
  TwOrder    *(*estimate_finish) (TwMarketplace *self, GAsyncResult *result, GError **error);
  void        (*validate_async)  (TwMarketplace *self, TwOrder *order, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
  GPtrArray  *(*validate_finish) (TwMarketplace *self, GAsyncResult *result, GError **error);
  void        (*download_async)  (TwMarketplace *self, const char *report_id, GOutputStream *stream,
                                  TwProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
  goffset     (*download_finish) (TwMarketplace *self, GAsyncResult *result, GError **error);
  void        (*request_async)   (TwMarketplace *self, const char *method, const char *path,
                                  const char * const *query, GBytes *body, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
  TwReply    *(*request_finish)  (TwMarketplace *self, GAsyncResult *result, GError **error);
};

TwCapabilities tw_marketplace_get_capabilities (TwMarketplace        *self);
GDateTime     *tw_marketplace_dup_server_time  (TwMarketplace        *self);

void           tw_marketplace_sign_in_async    (TwMarketplace        *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       tw_marketplace_sign_in_finish   (TwMarketplace        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           tw_marketplace_list_async       (TwMarketplace        *self,
                                                TwQuery              *query,
                                                TwPriority            priority,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
TwPage        *tw_marketplace_list_finish      (TwMarketplace        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           tw_marketplace_get_async        (TwMarketplace        *self,
                                                TwKind                kind,
                                                const char           *id,
                                                TwPriority            priority,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
TwAnswer      *tw_marketplace_get_finish       (TwMarketplace        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           tw_marketplace_write_async      (TwMarketplace        *self,
                                                TwWriteKind           kind,
                                                const char           *target,
                                                TwResource           *body,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
TwAnswer      *tw_marketplace_write_finish     (TwMarketplace        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           tw_marketplace_estimate_async   (TwMarketplace        *self,
                                                TwOrder              *order,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
TwOrder       *tw_marketplace_estimate_finish  (TwMarketplace        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           tw_marketplace_validate_async   (TwMarketplace        *self,
                                                TwOrder              *order,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray     *tw_marketplace_validate_finish  (TwMarketplace        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           tw_marketplace_download_async   (TwMarketplace        *self,
                                                const char           *report_id,
                                                GOutputStream        *stream,
                                                TwProgressFunc        progress,
                                                gpointer              progress_data,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
goffset        tw_marketplace_download_finish  (TwMarketplace        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           tw_marketplace_request_async    (TwMarketplace        *self,
                                                const char           *method,
                                                const char           *path,
                                                const char * const   *query,
                                                GBytes               *body,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
TwReply       *tw_marketplace_request_finish   (TwMarketplace        *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
