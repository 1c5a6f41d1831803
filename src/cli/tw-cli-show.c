/* tw-cli-show.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-show.h"

#include <string.h>

#include "cli/tw-cli-grid.h"
#include "cli/tw-cli-text.h"
#include "cli/tw-cli-value.h"

/* What people look at first in the lines of an object; all of it is in the JSON. */
static const struct
{
  GType       (*get_type) (void);
  const char   *fields[10];
} favourites[] = {
  { tw_order_line_get_type,
    { "name", "mpn", "quantity", "subscriptionPeriod", "billingPeriod", "extendedPrice", "subscriptionId",
      "parameters" } },
  { tw_charge_get_type,
    { "type", "description", "quantity", "unitPrice", "extendedPrice", "taxAmount", "salesExtendedPrice" } },
  { tw_subscription_product_get_type,
    { "name", "mpn", "quantity", "unitPrice", "unitCost", "extendedPrice", "vendorSubscriptionId" } },
  { tw_parameter_get_type, { "name", "value" } },
};

/* Fields whose values take lines of their own below the others. */
static gboolean
has_parts (const TwField *field)
{
  GType type;

  if (field->kind == TW_FIELD_LIST || field->kind == TW_FIELD_MAP || field->kind == TW_FIELD_JSON)
    return TRUE;
  if (field->kind != TW_FIELD_OBJECT)
    return FALSE;

  type = field->get_type ();

  return type != TW_TYPE_PERIOD && type != TW_TYPE_PRICE;
}

static void
print_heading (const char *name,
               guint       indent)
{
  g_autofree char *line = g_strdup_printf ("%*s%s%s%s\n", (int) indent, "",
                                           tw_cli_output_get_style (stdout, TW_CLI_STYLE_BOLD),
                                           tw_cli_value_get_title (name),
                                           tw_cli_output_end_style (stdout, TW_CLI_STYLE_BOLD));

  tw_cli_output_write (line);
}

/* Names and values side by side; what has parts is left for later. */
static void
print_facts (TwResource *resource,
             guint       indent)
{
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();
  guint n_fields;
  const TwField *fields = tw_resource_type_list_fields (G_OBJECT_TYPE (resource), &n_fields);

  tw_cli_grid_set_indent (grid, indent);
  tw_cli_grid_add_column (grid, NULL, FALSE);
  tw_cli_grid_add_column (grid, NULL, FALSE);
  tw_cli_grid_wrap_last (grid);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *text = NULL;

      if (!tw_resource_has (resource, fields[i].name) || has_parts (&fields[i]))
        continue;

      text = tw_cli_value_dup_field (resource, &fields[i]);
      if (text == NULL)
        continue;

      tw_cli_grid_add_styled (grid, tw_cli_value_get_title (fields[i].name), TW_CLI_STYLE_DIM);
      tw_cli_grid_add_styled (grid, text, tw_cli_value_get_style (fields[i].name, text));
    }

  tw_cli_grid_print (grid, stdout);
}

static void
print_map (GHashTable *map,
           guint       indent)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (map), (GCompareFunc) strcmp);
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();

  tw_cli_grid_set_indent (grid, indent);
  tw_cli_grid_add_column (grid, NULL, FALSE);
  tw_cli_grid_add_column (grid, NULL, FALSE);
  tw_cli_grid_wrap_last (grid);
  for (GList *l = names; l != NULL; l = l->next)
    {
      tw_cli_grid_add_styled (grid, l->data, TW_CLI_STYLE_DIM);
      tw_cli_grid_add_cell (grid, g_hash_table_lookup (map, l->data));
    }
  tw_cli_grid_print (grid, stdout);
}

static gboolean
any_has (GPtrArray     *list,
         const TwField *field)
{
  for (guint i = 0; i < list->len; i++)
    {
      TwResource *item = g_ptr_array_index (list, i);
      g_autofree char *text = tw_cli_value_dup_field (item, field);

      if (text != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_favourite (GType       type,
              const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (favourites); i++)
    if (favourites[i].get_type () == type)
      return g_strv_contains (favourites[i].fields, name);

  return TRUE;
}

/* A column for each field that any of the items has, of those that people look at. */
static void
print_list (GPtrArray *list,
            GType      type,
            guint      indent)
{
  g_autoptr (TwCliGrid) grid = tw_cli_grid_new ();
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  guint n_fields;
  const TwField *fields = tw_resource_type_list_fields (type, &n_fields);

  tw_cli_grid_set_indent (grid, indent);
  for (guint i = 0; i < n_fields; i++)
    if (is_favourite (type, fields[i].name) && any_has (list, &fields[i]))
      {
        tw_cli_grid_add_column (grid, tw_cli_value_get_title (fields[i].name),
                                tw_cli_value_is_number (fields[i].kind));
        if (!tw_cli_value_is_text (&fields[i]))
          tw_cli_grid_keep_whole (grid);
        g_ptr_array_add (columns, (gpointer) &fields[i]);
      }
  if (columns->len == 0)
    return;

  for (guint i = 0; i < list->len; i++)
    for (guint k = 0; k < columns->len; k++)
      {
        const TwField *field = g_ptr_array_index (columns, k);
        g_autofree char *text = tw_cli_value_dup_field (g_ptr_array_index (list, i), field);

        tw_cli_grid_add_styled (grid, text, tw_cli_value_get_style (field->name, text));
      }

  tw_cli_grid_print (grid, stdout);
}

static void
print_tree (TwJson *json,
            guint   indent)
{
  g_autofree char *text = tw_json_to_string (json, TRUE);
  g_autofree char *clean = tw_cli_text_clean (text, -1, TRUE);
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *indented = g_strdup_printf ("%*s%s\n", (int) indent, "", *line);

      tw_cli_output_write (indented);
    }
}

static void
print_parts (TwResource    *resource,
             const TwField *field,
             guint          indent)
{
  g_autofree char *property = tw_field_dup_property_name (field);
  g_autoptr (TwResource) object = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GHashTable) map = NULL;
  g_autoptr (TwJson) json = NULL;

  switch (field->kind)
    {
    case TW_FIELD_OBJECT:
      g_object_get (resource, property, &object, NULL);
      print_heading (field->name, indent);
      print_facts (object, indent + 2);
      break;
    case TW_FIELD_LIST:
      g_object_get (resource, property, &list, NULL);
      if (list->len == 0)
        break;
      print_heading (field->name, indent);
      print_list (list, field->get_type (), indent + 2);
      break;
    case TW_FIELD_MAP:
      g_object_get (resource, property, &map, NULL);
      if (g_hash_table_size (map) == 0)
        break;
      print_heading (field->name, indent);
      print_map (map, indent + 2);
      break;
    case TW_FIELD_JSON:
      g_object_get (resource, property, &json, NULL);
      print_heading (field->name, indent);
      print_tree (json, indent + 2);
      break;
    case TW_FIELD_STRING:
    case TW_FIELD_INT:
    case TW_FIELD_BOOLEAN:
    case TW_FIELD_DECIMAL:
    case TW_FIELD_MONEY:
    case TW_FIELD_DATE:
    case TW_FIELD_DATE_TIME:
    case TW_FIELD_ENUM:
    default:
      g_assert_not_reached ();
    }
}

/**
 * tw_cli_show_resource:
 * @args: what was given
 * @resource: an object
 *
 * Prints an object: as JSON when that was asked for, otherwise its facts and below them what has parts.
 */
void
tw_cli_show_resource (const TwCliArgs *args,
                      TwResource      *resource)
{
  guint n_fields;
  const TwField *fields;

  if (tw_cli_args_has (args, "json"))
    {
      g_autofree char *text = tw_resource_to_json_text (resource, TW_JSON_VIEW_SHOW, TRUE);

      tw_cli_output_write_json (text);
      tw_cli_output_write ("\n");
      return;
    }

  print_facts (resource, 0);
  fields = tw_resource_type_list_fields (G_OBJECT_TYPE (resource), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (tw_resource_has (resource, fields[i].name) && has_parts (&fields[i]))
      print_parts (resource, &fields[i], 0);
}

/**
 * tw_cli_show_json:
 * @writer: a writer whose containers are all closed
 *
 * Prints the document that was written.
 */
void
tw_cli_show_json (TwJsonWriter *writer)
{
  g_autofree char *text = tw_json_writer_steal_text (writer);

  tw_cli_output_write_json (text);
  tw_cli_output_write ("\n");
}
