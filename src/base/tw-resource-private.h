/* tw-resource-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-resource.h"

G_BEGIN_DECLS

/* A member that no table knows, kept for whoever reads the object later. */
typedef struct
{
  char   *name;
  TwJson *value;
} TwUnknownMember;

gboolean       tw_resource_is_present   (TwResource    *self,
                                         guint          index);
void           tw_resource_set_present  (TwResource    *self,
                                         guint          index,
                                         gboolean       present);
const char    *tw_resource_get_raw_enum (TwResource    *self,
                                         guint          index);
void           tw_resource_set_raw_enum (TwResource    *self,
                                         guint          index,
                                         const char    *text);
char          *tw_resource_dup_enum_text (TwResource   *self,
                                          guint         index);
GPtrArray     *tw_resource_get_unknown  (TwResource    *self);
void           tw_resource_put_unknown  (TwResource    *self,
                                         const char    *name,
                                         TwJson        *value);
int            tw_resource_find_index   (TwResource    *self,
                                         const char    *name);
void           tw_resource_clear_field  (TwResource    *self,
                                         guint          index);

static inline gpointer
tw_resource_at (TwResource    *self,
                const TwField *field)
{
  return (char *) self + field->offset;
}

GEnumValue    *tw_resource_enum_by_text (GType          type,
                                         const char    *text);

G_END_DECLS
