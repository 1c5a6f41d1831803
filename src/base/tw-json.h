/* tw-json.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-date.h"
#include "base/tw-decimal.h"
#include "base/tw-money.h"

G_BEGIN_DECLS

/**
 * TwJson:
 *
 * An immutable JSON value, reference counted and safe to pass between threads; a part of a document keeps all of it.
 */
typedef struct _TwJson TwJson;

#define TW_TYPE_JSON (tw_json_get_type ())
GType   tw_json_get_type (void) G_GNUC_CONST;
TwJson *tw_json_ref      (TwJson *self);
void    tw_json_unref    (TwJson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwJson, tw_json_unref)

typedef enum
{
  TW_JSON_NULL,
  TW_JSON_BOOLEAN,
  TW_JSON_NUMBER,
  TW_JSON_STRING,
  TW_JSON_ARRAY,
  TW_JSON_OBJECT,
} TwJsonKind;

/* Deeper input is refused before it is parsed. */
#define TW_JSON_MAX_DEPTH 64

TwJson     *tw_json_parse          (const char       *text,
                                    gssize            length,
                                    GError          **error);
TwJson     *tw_json_parse_bytes    (GBytes           *bytes,
                                    GError          **error);
char       *tw_json_to_string      (TwJson           *self,
                                    gboolean          pretty);

TwJsonKind  tw_json_get_kind       (TwJson           *self);
gboolean    tw_json_equal          (TwJson           *a,
                                    TwJson           *b);

/* Objects and arrays. A member or element is borrowed from its container. */
TwJson     *tw_json_get_member     (TwJson           *self,
                                    const char       *name);
char      **tw_json_list_members   (TwJson           *self);
guint       tw_json_get_length     (TwJson           *self);
TwJson     *tw_json_get_element    (TwJson           *self,
                                    guint             index);

/* Scalars. */
const char *tw_json_get_string     (TwJson           *self);
gboolean    tw_json_get_boolean    (TwJson           *self);
gboolean    tw_json_get_decimal    (TwJson           *self,
                                    TwDecimal        *out,
                                    GError          **error);
char       *tw_json_dup_text       (TwJson           *self);

/* Shorthand for members that are strings or numbers: their text, NULL when absent, null or of another kind. */
char       *tw_json_dup_member_text (TwJson          *self,
                                     const char      *name);

G_END_DECLS
