/* tw-resource-define-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-resource.h"

G_BEGIN_DECLS

/* One line of a field table; the last argument is the type of an enum, an object or a list's elements. */
#define TW_FIELD(Type, member, name, kind, flags) \
  { name, TW_FIELD_##kind, G_STRUCT_OFFSET (Type, member), flags, NULL }
#define TW_FIELD_OF(Type, member, name, kind, flags, get_type) \
  { name, TW_FIELD_##kind, G_STRUCT_OFFSET (Type, member), flags, get_type }

/* Defines a final resource type whose whole behaviour is its field table. */
#define TW_DEFINE_RESOURCE(Type, prefix, fields) \
  G_DEFINE_FINAL_TYPE (Type, prefix, TW_TYPE_RESOURCE) \
\
  static void prefix##_class_init (Type##Class *klass) \
  { \
    tw_resource_class_install_fields (TW_RESOURCE_CLASS (klass), fields, G_N_ELEMENTS (fields)); \
  } \
\
  static void prefix##_init (Type *self) \
  { \
  }

G_END_DECLS
