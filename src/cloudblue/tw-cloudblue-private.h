/* tw-cloudblue-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cloudblue/tw-cloudblue.h"

G_BEGIN_DECLS

/* Login and headers; holds the secrets. */
#define TW_TYPE_CLOUDBLUE_LOGIN (tw_cloudblue_login_get_type ())
G_DECLARE_FINAL_TYPE (TwCloudblueLogin, tw_cloudblue_login, TW, CLOUDBLUE_LOGIN, GObject)

TwCloudblueLogin *tw_cloudblue_login_new (TwAccount  *account,
                                          const char *password,
                                          const char *subscription_key);

/* Requests; ids are checked before. */
gboolean   tw_cloudblue_is_id            (const char    *id);
TwRequest *tw_cloudblue_list_request     (TwQuery       *query,
                                          GDateTime     *now);
TwRequest *tw_cloudblue_get_request      (TwKind         kind,
                                          const char    *id);
TwRequest *tw_cloudblue_write_request    (TwWriteKind    kind,
                                          const char    *target,
                                          TwResource    *body);
TwRequest *tw_cloudblue_estimate_request (TwOrder       *order);
TwRequest *tw_cloudblue_validate_request (TwOrder       *order);

/* Faults: the one place where a status and an error body become an error. */
GError    *tw_cloudblue_fault_to_error   (const TwReply *reply,
                                          TwRequest     *request);
GError    *tw_cloudblue_login_to_error   (const TwReply *reply,
                                          TwAccountType  type);
gboolean   tw_cloudblue_is_gateway_fault (const TwReply *reply);
gboolean   tw_cloudblue_is_platform_fault (const TwReply *reply);

/* The adapter's way to its account, and the calls of the interface that have files of their own. */
TwSession *tw_cloudblue_get_session      (TwCloudblue          *self);
void       tw_cloudblue_download_async   (TwMarketplace        *marketplace,
                                          const char           *report_id,
                                          GOutputStream        *stream,
                                          TwProgressFunc        progress,
                                          gpointer              progress_data,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
goffset    tw_cloudblue_download_finish  (TwMarketplace        *marketplace,
                                          GAsyncResult         *result,
                                          GError              **error);
void       tw_cloudblue_request_async    (TwMarketplace        *marketplace,
                                          const char           *method,
                                          const char           *path,
                                          const char * const   *query,
                                          GBytes               *body,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwReply   *tw_cloudblue_request_finish   (TwMarketplace        *marketplace,
                                          GAsyncResult         *result,
                                          GError              **error);

/* Bodies, read in a worker thread. */
typedef enum
{
  TW_CLOUDBLUE_ONE,      /* a single object → TwAnswer */
  TW_CLOUDBLUE_ESTIMATE, /* an order that was not placed → TwAnswer */
  TW_CLOUDBLUE_PAGE,     /* an envelope → TwPage */
} TwCloudblueShape;

void      tw_cloudblue_read_async       (TwReply              *reply,
                                         TwCloudblueShape      shape,
                                         GType                 type,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
TwAnswer *tw_cloudblue_read_one_finish  (GAsyncResult         *result,
                                         GError              **error);
TwPage   *tw_cloudblue_read_page_finish (GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
