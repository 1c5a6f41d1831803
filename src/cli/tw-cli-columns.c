/* tw-cli-columns.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-columns.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/tw-cli-args.h"
#include "cli/tw-cli-value.h"

/* For programs exactly as on the wire, otherwise as a person reads it. */
typedef char *(*Compute) (TwResource *resource,
                          const char *customer_name,
                          gboolean    exact);

struct _TwCliColumn
{
  char          *path;
  const TwField *field;     /* (nullable): the one at the path's end, when it ends at one */
  gboolean       is_direct; /* whether that is the resource's own */
  gboolean       is_number;
  Compute        compute;   /* (nullable) */
};

static char *
compute_customer_name (TwResource *resource,
                       const char *customer_name,
                       gboolean    exact)
{
  return g_strdup (customer_name);
}

static char *
compute_seats (TwResource *resource,
               const char *customer_name,
               gboolean    exact)
{
  return tw_cli_value_dup_seats (TW_SUBSCRIPTION (resource), exact);
}

static char *
compute_cost (TwResource *resource,
              const char *customer_name,
              gboolean    exact)
{
  return tw_cli_value_dup_price (TW_PRODUCT (resource)->costs, exact);
}

static char *
compute_price (TwResource *resource,
               const char *customer_name,
               gboolean    exact)
{
  return tw_cli_value_dup_price (TW_PRODUCT (resource)->prices, exact);
}

static const struct
{
  GType       (*get_type) (void);
  const char   *name;
  gboolean      is_number;
  Compute       compute;
} computed[] = {
  { tw_order_get_type, "customerName", FALSE, compute_customer_name },
  { tw_subscription_get_type, "customerName", FALSE, compute_customer_name },
  { tw_subscription_get_type, "seats", TRUE, compute_seats },
  { tw_product_get_type, "cost", TRUE, compute_cost },
  { tw_product_get_type, "price", TRUE, compute_price },
};

static void
column_free (gpointer data)
{
  TwCliColumn *self = data;

  g_free (self->path);
  g_free (self);
}

static gboolean
is_hidden (const TwField *field)
{
  return (field->flags & (TW_FIELD_SECRET | TW_FIELD_TRANSIENT)) != 0;
}

/* Follows a path through the field tables. */
static gboolean
find_field (TwCliColumn *self,
            GType        type,
            const char  *path)
{
  const char *dot = strchr (path, '.');
  g_autofree char *name = dot != NULL ? g_strndup (path, dot - path) : g_strdup (path);
  const TwField *field = tw_resource_type_find_field (type, name);

  if (field == NULL || is_hidden (field))
    return FALSE;

  if (dot == NULL)
    {
      self->field = field;
      self->is_number = tw_cli_value_is_number (field->kind);
      return TRUE;
    }

  self->is_direct = FALSE;
  switch (field->kind)
    {
    case TW_FIELD_OBJECT:
      return find_field (self, field->get_type (), dot + 1);
    case TW_FIELD_MONEY:
      self->is_number = strcmp (dot + 1, "amount") == 0;
      return self->is_number || strcmp (dot + 1, "currency") == 0;
    case TW_FIELD_MAP:
      return TRUE;
    case TW_FIELD_STRING:
    case TW_FIELD_INT:
    case TW_FIELD_BOOLEAN:
    case TW_FIELD_DECIMAL:
    case TW_FIELD_DATE:
    case TW_FIELD_DATE_TIME:
    case TW_FIELD_ENUM:
    case TW_FIELD_LIST:
    case TW_FIELD_JSON:
    default:
      return FALSE;
    }
}

static TwCliColumn *
column_new (GType       type,
            const char *path)
{
  TwCliColumn *self = g_new0 (TwCliColumn, 1);

  self->path = g_strdup (path);
  self->is_direct = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (computed); i++)
    if (computed[i].get_type () == type && strcmp (computed[i].name, path) == 0)
      {
        self->compute = computed[i].compute;
        self->is_number = computed[i].is_number;
        return self;
      }

  if (find_field (self, type, path))
    return self;

  column_free (self);

  return NULL;
}

static void
append_names (GString    *names,
              GType       type,
              const char *prefix)
{
  guint n_fields;
  const TwField *fields = tw_resource_type_list_fields (type, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (is_hidden (&fields[i]))
        continue;

      g_string_append_printf (names, "%s%s%s", names->len > 0 ? ", " : "", prefix, fields[i].name);
      if (fields[i].kind == TW_FIELD_MONEY)
        g_string_append_printf (names, ", %s%s.amount, %s%s.currency", prefix, fields[i].name, prefix,
                                fields[i].name);
      else if (fields[i].kind == TW_FIELD_OBJECT && *prefix == '\0')
        {
          g_autofree char *inner = g_strconcat (fields[i].name, ".", NULL);

          append_names (names, fields[i].get_type (), inner);
        }
    }
}

static char *
dup_names (GType type)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (computed); i++)
    if (computed[i].get_type () == type)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", computed[i].name);
  append_names (names, type, "");

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * tw_cli_columns_parse:
 * @type: a resource type
 * @names: names of columns, separated by commas
 * @error: a usage error that lists the columns there are
 *
 * Returns: (transfer full) (element-type TwCliColumn): the columns
 */
GPtrArray *
tw_cli_columns_parse (GType        type,
                      const char  *names,
                      GError     **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (column_free);
  g_auto (GStrv) words = g_strsplit (names, ",", -1);

  for (char **word = words; *word != NULL; word++)
    {
      TwCliColumn *column = column_new (type, g_strstrip (*word));

      if (column == NULL)
        {
          g_autofree char *all = dup_names (type);

          tw_cli_set_usage_error (error, _("There is no column “%s”; the columns are: %s"), *word, all);
          return NULL;
        }
      g_ptr_array_add (columns, column);
    }

  return g_steal_pointer (&columns);
}

/**
 * tw_cli_column_get_name:
 * @self: a column
 *
 * Returns: (transfer none): its name
 */
const char *
tw_cli_column_get_name (const TwCliColumn *self)
{
  return self->path;
}

/**
 * tw_cli_column_is_number:
 * @self: a column
 *
 * Returns: whether its cells are aligned to the right
 */
gboolean
tw_cli_column_is_number (const TwCliColumn *self)
{
  return self->is_number;
}

/**
 * tw_cli_column_is_text:
 * @self: a column
 *
 * Returns: whether its cells are texts that can be read when they are cut; ids, numbers, dates and states cannot
 */
gboolean
tw_cli_column_is_text (const TwCliColumn *self)
{
  return self->field != NULL ? tw_cli_value_is_text (self->field) : self->compute == compute_customer_name;
}

/**
 * tw_cli_column_dup_text:
 * @self: a column
 * @resource: a row
 * @customer_name: (nullable): name of the row's customer
 *
 * Returns: (transfer full) (nullable): the cell for a program: dots in decimals, ISO dates, the words of the wire
 */
char *
tw_cli_column_dup_text (const TwCliColumn *self,
                        TwResource        *resource,
                        const char        *customer_name)
{
  if (self->compute != NULL)
    return self->compute (resource, customer_name, TRUE);
  if (self->field != NULL && self->is_direct && self->field->kind == TW_FIELD_OBJECT)
    return tw_cli_value_dup_field (resource, self->field);

  return tw_resource_dup_text (resource, self->path);
}

/**
 * tw_cli_column_dup_display:
 * @self: a column
 * @resource: a row
 * @customer_name: (nullable): name of the row's customer
 * @style: (out): how the cell is set apart
 *
 * Returns: (transfer full) (nullable): the cell for a person
 */
char *
tw_cli_column_dup_display (const TwCliColumn *self,
                           TwResource        *resource,
                           const char        *customer_name,
                           TwCliStyle        *style)
{
  g_autofree char *text = tw_cli_column_dup_text (self, resource, customer_name);

  *style = tw_cli_value_get_style (self->path, text);
  if (self->compute != NULL)
    return self->compute (resource, customer_name, FALSE);
  if (self->field != NULL && self->is_direct)
    return tw_cli_value_dup_field (resource, self->field);

  return g_steal_pointer (&text);
}
