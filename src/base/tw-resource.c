/* tw-resource.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-resource-private.h"

#include "base/tw-error.h"

#include <string.h>

typedef struct
{
  guint64     present; /* one bit per field: absent and empty are different things */
  GHashTable *raw_enums;
  GPtrArray  *unknown;
} TwResourcePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TwResource, tw_resource, G_TYPE_OBJECT)

static void
unknown_member_free (TwUnknownMember *member)
{
  g_free (member->name);
  tw_json_unref (member->value);
  g_free (member);
}

static const TwField *
get_field (TwResource *self,
           guint       index)
{
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);

  g_assert (index < klass->n_fields);

  return &klass->fields[index];
}

/**
 * tw_resource_is_present:
 * @self: a resource
 * @index: of a field in its table
 *
 * Returns: whether the field was read or set, be it to nothing
 */
gboolean
tw_resource_is_present (TwResource *self,
                        guint       index)
{
  TwResourcePrivate *priv = tw_resource_get_instance_private (self);

  return (priv->present & (G_GUINT64_CONSTANT (1) << index)) != 0;
}

/**
 * tw_resource_set_present:
 * @self: a resource
 * @index: of a field in its table
 * @present: whether it is there
 */
void
tw_resource_set_present (TwResource *self,
                         guint       index,
                         gboolean    present)
{
  TwResourcePrivate *priv = tw_resource_get_instance_private (self);
  guint64 bit = G_GUINT64_CONSTANT (1) << index;

  priv->present = present ? priv->present | bit : priv->present & ~bit;
}

/**
 * tw_resource_get_raw_enum:
 * @self: a resource
 * @index: of an enum field in its table
 *
 * Returns: (transfer none) (nullable): the text as it was read, when its enum has no value for it
 */
const char *
tw_resource_get_raw_enum (TwResource *self,
                          guint       index)
{
  TwResourcePrivate *priv = tw_resource_get_instance_private (self);

  return priv->raw_enums != NULL ? g_hash_table_lookup (priv->raw_enums, GUINT_TO_POINTER (index)) : NULL;
}

/**
 * tw_resource_set_raw_enum:
 * @self: a resource
 * @index: of an enum field in its table
 * @text: (nullable): the text that the enum has no value for; %NULL to forget it
 */
void
tw_resource_set_raw_enum (TwResource *self,
                          guint       index,
                          const char *text)
{
  TwResourcePrivate *priv = tw_resource_get_instance_private (self);

  if (text == NULL)
    {
      if (priv->raw_enums != NULL)
        g_hash_table_remove (priv->raw_enums, GUINT_TO_POINTER (index));
      return;
    }

  if (priv->raw_enums == NULL)
    priv->raw_enums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (priv->raw_enums, GUINT_TO_POINTER (index), g_strdup (text));
}

/**
 * tw_resource_get_unknown:
 * @self: a resource
 *
 * Returns: (transfer none) (nullable) (element-type TwUnknownMember): members that were read and are in no table
 */
GPtrArray *
tw_resource_get_unknown (TwResource *self)
{
  TwResourcePrivate *priv = tw_resource_get_instance_private (self);

  return priv->unknown;
}

/**
 * tw_resource_put_unknown:
 * @self: a resource
 * @name: of a member that is in no table
 * @value: its value; kept
 *
 * Replaces what was kept under the name before.
 */
void
tw_resource_put_unknown (TwResource *self,
                         const char *name,
                         TwJson     *value)
{
  TwResourcePrivate *priv = tw_resource_get_instance_private (self);
  TwUnknownMember *member = NULL;

  if (priv->unknown == NULL)
    priv->unknown = g_ptr_array_new_with_free_func ((GDestroyNotify) unknown_member_free);

  for (guint i = 0; i < priv->unknown->len; i++)
    {
      member = g_ptr_array_index (priv->unknown, i);
      if (g_strcmp0 (member->name, name) == 0)
        {
          TwJson *old = member->value;

          member->value = tw_json_ref (value);
          tw_json_unref (old);
          return;
        }
    }

  member = g_new0 (TwUnknownMember, 1);
  member->name = g_strdup (name);
  member->value = tw_json_ref (value);
  g_ptr_array_add (priv->unknown, member);
}

/**
 * tw_resource_find_index:
 * @self: a resource
 * @name: of a field on the wire
 *
 * Returns: its index in the table, -1 when it has none
 */
int
tw_resource_find_index (TwResource *self,
                        const char *name)
{
  TwResourceClass *klass = TW_RESOURCE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (strcmp (klass->fields[i].name, name) == 0)
      return (int) i;

  return -1;
}

/**
 * tw_resource_enum_by_text:
 * @type: an enum type
 * @text: a text from the wire
 *
 * Returns: (transfer none) (nullable): the value whose nick is @text; %NULL when nobody knows it
 */
GEnumValue *
tw_resource_enum_by_text (GType       type,
                          const char *text)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  /* The class is static once it was made: its values outlive this reference. */
  return g_enum_get_value_by_nick (klass, text);
}

/**
 * tw_resource_clear_field:
 * @self: a resource
 * @index: of a field in its table
 *
 * Frees what the field holds and leaves it zero and absent.
 */
void
tw_resource_clear_field (TwResource *self,
                         guint       index)
{
  const TwField *field = get_field (self, index);
  gpointer at = tw_resource_at (self, field);

  switch (field->kind)
    {
    case TW_FIELD_STRING:
      if ((field->flags & TW_FIELD_SECRET) != 0 && *(char **) at != NULL)
        explicit_bzero (*(char **) at, strlen (*(char **) at));
      g_clear_pointer ((char **) at, g_free);
      break;
    case TW_FIELD_INT:
      *(gint64 *) at = 0;
      break;
    case TW_FIELD_BOOLEAN:
      *(gboolean *) at = FALSE;
      break;
    case TW_FIELD_DECIMAL:
      *(TwDecimal *) at = TW_DECIMAL_INIT (0);
      break;
    case TW_FIELD_MONEY:
      memset (at, 0, sizeof (TwMoney));
      break;
    case TW_FIELD_DATE:
      g_date_clear (at, 1);
      break;
    case TW_FIELD_DATE_TIME:
      g_clear_pointer ((GDateTime **) at, g_date_time_unref);
      break;
    case TW_FIELD_ENUM:
      *(int *) at = 0;
      tw_resource_set_raw_enum (self, index, NULL);
      break;
    case TW_FIELD_OBJECT:
      g_clear_object ((GObject **) at);
      break;
    case TW_FIELD_LIST:
      g_clear_pointer ((GPtrArray **) at, g_ptr_array_unref);
      break;
    case TW_FIELD_MAP:
      g_clear_pointer ((GHashTable **) at, g_hash_table_unref);
      break;
    case TW_FIELD_JSON:
      g_clear_pointer ((TwJson **) at, tw_json_unref);
      break;
    default:
      g_assert_not_reached ();
    }

  tw_resource_set_present (self, index, FALSE);
}

static void
tw_resource_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  TwResource *self = TW_RESOURCE (object);
  const TwField *field = get_field (self, prop_id - 1);
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
  const TwField *field = get_field (self, prop_id - 1);
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

static void
tw_resource_finalize (GObject *object)
{
  TwResource *self = TW_RESOURCE (object);
  TwResourcePrivate *priv = tw_resource_get_instance_private (self);

  for (guint i = 0; i < TW_RESOURCE_GET_CLASS (self)->n_fields; i++)
    tw_resource_clear_field (self, i);
  g_clear_pointer (&priv->raw_enums, g_hash_table_unref);
  g_clear_pointer (&priv->unknown, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_resource_parent_class)->finalize (object);
}

static void
tw_resource_class_init (TwResourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_resource_finalize;
}

static void
tw_resource_init (TwResource *self)
{
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

/**
 * tw_resource_has:
 * @self: a resource
 * @name: a field's name on the wire
 *
 * Returns: whether the field is present; list rows lack many
 */
gboolean
tw_resource_has (TwResource *self,
                 const char *name)
{
  int index = tw_resource_find_index (self, name);

  return index >= 0 && tw_resource_is_present (self, index);
}

/**
 * tw_resource_unset:
 * @self: a resource
 * @name: a field's name on the wire
 *
 * Makes a field absent.
 */
void
tw_resource_unset (TwResource *self,
                   const char *name)
{
  int index = tw_resource_find_index (self, name);

  g_autofree char *property = NULL;

  g_return_if_fail (index >= 0);

  if (!tw_resource_is_present (self, index))
    return;

  property = tw_field_dup_property_name (get_field (self, index));
  tw_resource_clear_field (self, index);
  g_object_notify (G_OBJECT (self), property);
}
