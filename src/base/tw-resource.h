/* tw-resource.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-json-writer.h"

G_BEGIN_DECLS

/**
 * TwFieldKind:
 * @TW_FIELD_STRING: `char *`; the wire may also carry a number (ids come as either)
 * @TW_FIELD_INT: `gint64`; the wire may also carry a whole number as text
 * @TW_FIELD_BOOLEAN: `gboolean`
 * @TW_FIELD_DECIMAL: #TwDecimal; the wire may carry a number or text
 * @TW_FIELD_MONEY: #TwMoney; an object of `currency` and `amount`
 * @TW_FIELD_DATE: #GDate; a plain date
 * @TW_FIELD_DATE_TIME: `GDateTime *`, UTC
 * @TW_FIELD_ENUM: `int` of the enum type; text nobody knows maps to 0 and is kept, see tw_resource_dup_text()
 * @TW_FIELD_OBJECT: `TwResource *` of the resource type
 * @TW_FIELD_LIST: `GPtrArray *` of the resource type, elements never %NULL
 * @TW_FIELD_MAP: `GHashTable *` of string to string (custom attributes)
 * @TW_FIELD_JSON: `TwJson *`: a rare tree, kept, shown and sent as it is
 */
typedef enum
{
  TW_FIELD_STRING,
  TW_FIELD_INT,
  TW_FIELD_BOOLEAN,
  TW_FIELD_DECIMAL,
  TW_FIELD_MONEY,
  TW_FIELD_DATE,
  TW_FIELD_DATE_TIME,
  TW_FIELD_ENUM,
  TW_FIELD_OBJECT,
  TW_FIELD_LIST,
  TW_FIELD_MAP,
  TW_FIELD_JSON,
} TwFieldKind;

/**
 * TwFieldFlags:
 * @TW_FIELD_REQUIRED: an answer without it is an error
 * @TW_FIELD_CREATE: sent when the object is created (an order: placed or estimated)
 * @TW_FIELD_UPDATE: sent when the object is changed
 * @TW_FIELD_SECRET: sent, never shown or stored: `"***"` in the journal
 * @TW_FIELD_AS_TEXT: a decimal or integer that the wire writes as text
 * @TW_FIELD_AS_INT: a string (an id) that the wire wants as an integer
 * @TW_FIELD_TRANSIENT: neither stored nor shown (a signed download link)
 */
typedef enum
{
  TW_FIELD_NO_FLAGS = 0,
  TW_FIELD_REQUIRED = 1 << 0,
  TW_FIELD_CREATE = 1 << 1,
  TW_FIELD_UPDATE = 1 << 2,
  TW_FIELD_SECRET = 1 << 3,
  TW_FIELD_AS_TEXT = 1 << 4,
  TW_FIELD_AS_INT = 1 << 5,
  TW_FIELD_TRANSIENT = 1 << 6,
  TW_FIELD_WRITABLE = TW_FIELD_CREATE | TW_FIELD_UPDATE,
} TwFieldFlags;

/**
 * TwField:
 * @name: name on the wire, as in the CloudBlue API (`customerId`)
 * @kind: what it holds
 * @offset: where in the instance struct
 * @flags: see #TwFieldFlags
 * @get_type: type function of an enum, an object or a list's elements
 *
 * One field of a resource. From this one line come the GObject property (`customer-id`), JSON in and out, the
 * CSV column, copy and equality.
 */
typedef struct
{
  const char   *name;
  TwFieldKind   kind;
  gsize         offset;
  TwFieldFlags  flags;
  GType       (*get_type) (void);
} TwField;

#define TW_FIELDS_MAX 64

/**
 * TwJsonView:
 * @TW_JSON_VIEW_STORE: everything known, for the mirror; no secrets, no transient fields
 * @TW_JSON_VIEW_SHOW: the same for people and scripts: money always `{"amount","currency"}`
 * @TW_JSON_VIEW_CREATE: what a creating call may carry
 * @TW_JSON_VIEW_UPDATE: what a changing call may carry
 * @TW_JSON_VIEW_JOURNAL_CREATE: as @TW_JSON_VIEW_CREATE, secrets as `"***"`
 * @TW_JSON_VIEW_JOURNAL_UPDATE: as @TW_JSON_VIEW_UPDATE, secrets as `"***"`
 *
 * Which fields are written.
 */
typedef enum
{
  TW_JSON_VIEW_STORE,
  TW_JSON_VIEW_SHOW,
  TW_JSON_VIEW_CREATE,
  TW_JSON_VIEW_UPDATE,
  TW_JSON_VIEW_JOURNAL_CREATE,
  TW_JSON_VIEW_JOURNAL_UPDATE,
} TwJsonView;

#define TW_TYPE_RESOURCE (tw_resource_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwResource, tw_resource, TW, RESOURCE, GObject)

/**
 * TwResourceClass:
 * @fields: the field table, set by tw_resource_class_install_fields()
 * @n_fields: its length
 *
 * Instance structs of subclasses are public: fields are read directly (`order->customer_id`) and set through
 * properties or tw_resource_set_text(), which note that the field is present.
 */
struct _TwResourceClass
{
  GObjectClass   parent_class;

  const TwField *fields;
  guint          n_fields;
};

void           tw_resource_class_install_fields (TwResourceClass  *klass,
                                                 const TwField    *fields,
                                                 guint             n_fields);
const TwField *tw_resource_type_list_fields     (GType             type,
                                                 guint            *n_fields);
const TwField *tw_resource_type_find_field      (GType             type,
                                                 const char       *name);
char          *tw_field_dup_property_name       (const TwField    *field);

TwResource    *tw_resource_new_from_json        (GType             type,
                                                 TwJson           *json,
                                                 GError          **error);
GPtrArray     *tw_resource_list_from_json       (GType             type,
                                                 TwJson           *json,
                                                 const char       *name,
                                                 GError          **error);
gboolean       tw_resource_merge_json           (TwResource       *self,
                                                 TwJson           *json,
                                                 GError          **error);
void           tw_resource_write_json           (TwResource       *self,
                                                 TwJsonWriter     *writer,
                                                 TwJsonView        view);
char          *tw_resource_to_json_text         (TwResource       *self,
                                                 TwJsonView        view,
                                                 gboolean          pretty);
gboolean       tw_resource_check_sendable       (TwResource       *self,
                                                 TwJsonView        view,
                                                 GError          **error);

gboolean       tw_resource_has                  (TwResource       *self,
                                                 const char       *name);
void           tw_resource_unset                (TwResource       *self,
                                                 const char       *name);
char          *tw_resource_dup_text             (TwResource       *self,
                                                 const char       *name);
gboolean       tw_resource_set_text             (TwResource       *self,
                                                 const char       *name,
                                                 const char       *text,
                                                 GError          **error);
TwResource    *tw_resource_copy                 (TwResource       *self);
gboolean       tw_resource_equal                (TwResource       *a,
                                                 TwResource       *b);

G_END_DECLS
