/* tw-http-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-http.h"

G_BEGIN_DECLS

/* libsoup has no name for it. */
#define TW_STATUS_TOO_MANY_REQUESTS 429

/* A name with its value: a header, or a part of the query. */
typedef struct
{
  char *name;
  char *value;
} TwPair;

struct _TwRequest
{
  gatomicrefcount  ref_count;
  const char      *method;
  char            *path;
  GPtrArray       *query;
  GPtrArray       *headers;
  char            *content_type;
  GBytes          *body;
  guint            timeout;
  TwPriority       priority;
  gboolean         secret;
  gboolean         read;
};

TwRequest *tw_request_copy       (TwRequest  *self);
char      *tw_request_dup_query  (TwRequest  *self);

int        tw_retry_after_parse  (const char *text,
                                  GDateTime  *now);

G_END_DECLS
