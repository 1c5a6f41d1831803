/* tw-json-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-json.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A TwJson is the library's node under another name: nothing to allocate, and a child can outlive its parent. */
static inline JsonNode *
tw_json_to_node (TwJson *self)
{
  return (JsonNode *) self;
}

static inline TwJson *
tw_json_from_node (JsonNode *node)
{
  return (TwJson *) node;
}

char     *tw_json_format_double (double       number);
gboolean  tw_json_check_text    (const char  *text,
                                 gsize        length,
                                 guint        max_depth,
                                 GError     **error);
TwJson   *tw_json_parse_within  (const char  *text,
                                 gsize        length,
                                 guint        max_depth,
                                 GError     **error);

G_END_DECLS
