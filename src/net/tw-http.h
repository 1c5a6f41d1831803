/* tw-http.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/tw-error.h"

G_BEGIN_DECLS

/**
 * TwPriority:
 * @TW_PRIORITY_PERSON: a person waits for the answer
 * @TW_PRIORITY_FRESH: keeps lists fresh
 * @TW_PRIORITY_DETAIL: fills in details that nobody asked for yet
 *
 * Who goes first when calls are short.
 */
typedef enum
{
  TW_PRIORITY_PERSON,
  TW_PRIORITY_FRESH,
  TW_PRIORITY_DETAIL,
} TwPriority;

/**
 * TwRequest:
 *
 * One HTTP request to be: method, path below the base address, query, headers, body and how it may be treated.
 * Reference counted; not changed once it is sent.
 */
typedef struct _TwRequest TwRequest;

#define TW_TYPE_REQUEST (tw_request_get_type ())
GType       tw_request_get_type     (void) G_GNUC_CONST;
TwRequest  *tw_request_new          (const char  *method,
                                     const char  *path);
TwRequest  *tw_request_ref          (TwRequest   *self);
void        tw_request_unref        (TwRequest   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwRequest, tw_request_unref)

void        tw_request_add_query    (TwRequest   *self,
                                     const char  *name,
                                     const char  *value);
void        tw_request_set_header   (TwRequest   *self,
                                     const char  *name,
                                     const char  *value);
void        tw_request_set_body     (TwRequest   *self,
                                     const char  *content_type,
                                     GBytes      *body);
void        tw_request_set_timeout  (TwRequest   *self,
                                     guint        seconds);
void        tw_request_set_priority (TwRequest   *self,
                                     TwPriority   priority);
void        tw_request_set_secret   (TwRequest   *self,
                                     gboolean     secret);
void        tw_request_set_read     (TwRequest   *self,
                                     gboolean     read);
const char *tw_request_get_method   (TwRequest   *self);
const char *tw_request_get_path     (TwRequest   *self);
TwPriority  tw_request_get_priority (TwRequest   *self);
gboolean    tw_request_is_read      (TwRequest   *self);

/**
 * TwReply:
 * @status: HTTP status
 * @content_type: (nullable): media type without parameters
 * @body: the body, empty when there was none
 * @correlation_id: (nullable): X-Correlation-ID
 * @retry_after: seconds of Retry-After, -1 when missing
 * @date: (nullable): the answer's Date, the marketplace's clock
 * @headers: (element-type utf8 utf8): all headers, names in lower case
 *
 * One whole HTTP answer, whatever its status.
 */
typedef struct
{
  guint       status;
  char       *content_type;
  GBytes     *body;
  char       *correlation_id;
  int         retry_after;
  GDateTime  *date;
  GHashTable *headers;
} TwReply;

#define TW_TYPE_REPLY (tw_reply_get_type ())
GType       tw_reply_get_type   (void) G_GNUC_CONST;
TwReply    *tw_reply_new        (guint          status,
                                 const char    *content_type,
                                 GBytes        *body);
TwReply    *tw_reply_copy       (const TwReply *self);
void        tw_reply_free       (TwReply       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwReply, tw_reply_free)

const char *tw_reply_get_header (const TwReply *self,
                                 const char    *name);

G_END_DECLS
