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
tw_resource_finalize (GObject *object)
{
  TwResource *self = TW_RESOURCE (object);
  TwResourcePrivate *priv = tw_resource_get_instance_private (self);

  for (guint i = 0; i < TW_RESOURCE_GET_CLASS (self)->n_fields; i++)
    if (tw_resource_is_present (self, i))
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
