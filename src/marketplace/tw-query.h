/* tw-query.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace-types.h"

G_BEGIN_DECLS

/**
 * TwQuery:
 *
 * What to list: a kind, filters on its fields, words, an order and a range. The same query is answered by a
 * marketplace (as far as it can filter) and by the mirror (wholly). A value object; change it only before it is
 * handed out.
 *
 * Filters are named as the fields are (`customerId`, `status`, `type`, `mpn`), plus `since` and `until` (plain
 * dates of creation), `email` of any contact, and `parentId` (the reseller whose customers or orders are meant).
 */
#define TW_TYPE_QUERY (tw_query_get_type ())
G_DECLARE_FINAL_TYPE (TwQuery, tw_query, TW, QUERY, GObject)

TwQuery    *tw_query_new            (TwKind       kind);
TwQuery    *tw_query_copy           (TwQuery     *self);
gboolean    tw_query_equal          (TwQuery     *a,
                                     TwQuery     *b);
TwKind      tw_query_get_kind       (TwQuery     *self);

void        tw_query_set_filter     (TwQuery     *self,
                                     const char  *name,
                                     const char  *value);
const char *tw_query_get_filter     (TwQuery     *self,
                                     const char  *name);
char      **tw_query_list_filters   (TwQuery     *self);

void        tw_query_set_text       (TwQuery     *self,
                                     const char  *words);
const char *tw_query_get_text       (TwQuery     *self);

void        tw_query_set_sort       (TwQuery     *self,
                                     const char  *field,
                                     gboolean     descending);
const char *tw_query_get_sort       (TwQuery     *self,
                                     gboolean    *descending);

void        tw_query_set_range      (TwQuery     *self,
                                     gint64       offset,
                                     gint64       limit);
gint64      tw_query_get_offset     (TwQuery     *self);
gint64      tw_query_get_limit      (TwQuery     *self);

G_END_DECLS
