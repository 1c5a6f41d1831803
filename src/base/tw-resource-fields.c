/* tw-resource-fields.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-resource-private.h"

#include <string.h>

static void
tw_resource_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  TwResource *self = TW_RESOURCE (object);
  const TwField *field = &TW_RESOURCE_GET_CLASS (self)->fields[prop_id - 1];
  gpointer at = tw_resource_at (self, field);
  gboolean present = tw_resource_is_present (self, prop_id - 1);

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      g_value_set_string (value, *(char **) at);
      break;
    case TW_FIELD_INT:
      g_value_set_int64 (value, *(gint64 *) at);
      break;
    case TW_FIELD_BOOLEAN:
      g_value_set_boolean (value, *(gboolean *) at);
      break;
    case TW_FIELD_ENUM:
      g_value_set_enum (value, *(int *) at);
      break;
    case TW_FIELD_DECIMAL:
    case TW_FIELD_MONEY:
    case TW_FIELD_DATE:
      g_value_set_boxed (value, present ? at : NULL);
      break;
    case TW_FIELD_DATE_TIME:
    case TW_FIELD_LIST:
    case TW_FIELD_MAP:
    case TW_FIELD_JSON:
      g_value_set_boxed (value, *(gpointer *) at);
      break;
    case TW_FIELD_OBJECT:
      g_value_set_object (value, *(gpointer *) at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_resource_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  TwResource *self = TW_RESOURCE (object);
  const TwField *field = &TW_RESOURCE_GET_CLASS (self)->fields[prop_id - 1];
  gpointer at = tw_resource_at (self, field);
  gboolean present = TRUE;
  g_auto (GValue) old = G_VALUE_INIT;

  g_value_init (&old, G_PARAM_SPEC_VALUE_TYPE (pspec));
  tw_resource_get_property (object, prop_id, &old, pspec);
  if (tw_resource_is_present (self, prop_id - 1) && g_param_values_cmp (pspec, &old, value) == 0)
    return;

  tw_resource_clear_field (self, prop_id - 1);
  switch (field->kind)
    {
    case TW_FIELD_STRING:
      *(char **) at = g_value_dup_string (value);
      present = *(char **) at != NULL;
      break;
    case TW_FIELD_INT:
      *(gint64 *) at = g_value_get_int64 (value);
      break;
    case TW_FIELD_BOOLEAN:
      *(gboolean *) at = g_value_get_boolean (value);
      break;
    case TW_FIELD_ENUM:
      *(int *) at = g_value_get_enum (value);
      break;
    case TW_FIELD_DECIMAL:
      if ((present = g_value_get_boxed (value) != NULL))
        *(TwDecimal *) at = *(TwDecimal *) g_value_get_boxed (value);
      break;
    case TW_FIELD_MONEY:
      if ((present = g_value_get_boxed (value) != NULL))
        *(TwMoney *) at = *(TwMoney *) g_value_get_boxed (value);
      break;
    case TW_FIELD_DATE:
      if ((present = g_value_get_boxed (value) != NULL))
        *(GDate *) at = *(GDate *) g_value_get_boxed (value);
      break;
    case TW_FIELD_DATE_TIME:
    case TW_FIELD_LIST:
    case TW_FIELD_MAP:
    case TW_FIELD_JSON:
      *(gpointer *) at = g_value_dup_boxed (value);
      present = *(gpointer *) at != NULL;
      break;
    case TW_FIELD_OBJECT:
      *(gpointer *) at = g_value_dup_object (value);
      present = *(gpointer *) at != NULL;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  tw_resource_set_present (self, prop_id - 1, present);
  g_object_notify_by_pspec (object, pspec);
}

static GParamSpec *
create_pspec (const TwField *field)
{
  g_autofree char *name = tw_field_dup_property_name (field);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case TW_FIELD_INT:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case TW_FIELD_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case TW_FIELD_DECIMAL:
      return g_param_spec_boxed (name, NULL, NULL, TW_TYPE_DECIMAL, flags);
    case TW_FIELD_MONEY:
      return g_param_spec_boxed (name, NULL, NULL, TW_TYPE_MONEY, flags);
    case TW_FIELD_DATE:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_DATE, flags);
    case TW_FIELD_DATE_TIME:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_DATE_TIME, flags);
    case TW_FIELD_ENUM:
      return g_param_spec_enum (name, NULL, NULL, field->get_type (), 0, flags);
    case TW_FIELD_OBJECT:
      return g_param_spec_object (name, NULL, NULL, field->get_type (), flags);
    case TW_FIELD_LIST:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_PTR_ARRAY, flags);
    case TW_FIELD_MAP:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_HASH_TABLE, flags);
    case TW_FIELD_JSON:
      return g_param_spec_boxed (name, NULL, NULL, TW_TYPE_JSON, flags);
    default:
      g_assert_not_reached ();
    }
}

/**
 * tw_resource_class_install_fields:
 * @klass: the class, in its class_init
 * @fields: (array length=n_fields): the field table, static
 * @n_fields: its length, %TW_FIELDS_MAX at most
 *
 * Gives the class its fields, and each field its property.
 */
void
tw_resource_class_install_fields (TwResourceClass *klass,
                                  const TwField   *fields,
                                  guint            n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_return_if_fail (n_fields <= TW_FIELDS_MAX);

  klass->fields = fields;
  klass->n_fields = n_fields;

  /* GObject does not let a class inherit these two. */
  object_class->get_property = tw_resource_get_property;
  object_class->set_property = tw_resource_set_property;

  for (guint i = 0; i < n_fields; i++)
    g_object_class_install_property (object_class, i + 1, create_pspec (&fields[i]));
}

/**
 * tw_resource_type_list_fields:
 * @type: a resource type
 * @n_fields: (out): how many
 *
 * Returns: (transfer none) (array length=n_fields): the type's field table
 */
const TwField *
tw_resource_type_list_fields (GType  type,
                              guint *n_fields)
{
  g_autoptr (TwResourceClass) klass = g_type_class_ref (type);

  *n_fields = klass->n_fields;

  return klass->fields;
}

/**
 * tw_resource_type_find_field:
 * @type: a resource type
 * @name: a field's name on the wire
 *
 * Returns: (transfer none) (nullable): the field
 */
const TwField *
tw_resource_type_find_field (GType       type,
                             const char *name)
{
  guint n_fields;
  const TwField *fields = tw_resource_type_list_fields (type, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (strcmp (fields[i].name, name) == 0)
      return &fields[i];

  return NULL;
}

/**
 * tw_field_dup_property_name:
 * @field: a field
 *
 * Returns: (transfer full): the property's name: `customerId` is `customer-id`, `newMPN` is `new-mpn`
 */
char *
tw_field_dup_property_name (const TwField *field)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = field->name; *p != '\0'; p++)
    {
      if (g_ascii_isupper (*p) && p > field->name && g_ascii_islower (p[-1]))
        g_string_append_c (name, '-');
      g_string_append_c (name, *p == '_' ? '-' : g_ascii_tolower (*p));
    }

  return g_strdup (name->str);
}
