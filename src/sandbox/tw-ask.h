/* tw-ask.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox/tw-exchange.h"

G_BEGIN_DECLS

/*
 * Reading a request's body strictly: a member of the wrong type, or one that is required and missing, is
 * refused with 400 and its JSON path. @path is the path of the object with its dot ("address."), "" at the top.
 * A member that is null counts as missing.
 */

typedef enum
{
  TW_ASK_OPTIONAL,
  TW_ASK_REQUIRED,
} TwAskNeed;

JsonObject *tw_ask_parse    (const char  *text,
                             gsize        length,
                             GError     **error);
gboolean    tw_ask_has      (JsonObject  *object,
                             const char  *name);
gboolean    tw_ask_only     (JsonObject  *object,
                             const char  *path,
                             const char  *names,
                             GError     **error);
gboolean    tw_ask_string   (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             TwAskNeed    need,
                             const char **value,
                             GError     **error);
gboolean    tw_ask_bool     (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             gboolean    *value,
                             GError     **error);
gboolean    tw_ask_object   (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             TwAskNeed    need,
                             JsonObject **value,
                             GError     **error);
gboolean    tw_ask_objects  (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             TwAskNeed    need,
                             GPtrArray  **value,
                             GError     **error);
gboolean    tw_ask_quantity (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             gboolean    *given,
                             TwDecimal   *value,
                             GError     **error);
gboolean    tw_ask_money    (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             const char  *currency,
                             gboolean    *given,
                             TwDecimal   *value,
                             GError     **error);
gboolean    tw_ask_term     (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             TwSimTerm   *value,
                             GError     **error);
gboolean    tw_ask_day      (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             TwDay       *value,
                             GError     **error);
gboolean    tw_ask_pairs    (JsonObject  *object,
                             const char  *path,
                             const char  *name,
                             GPtrArray  **value,
                             GError     **error);

G_END_DECLS
