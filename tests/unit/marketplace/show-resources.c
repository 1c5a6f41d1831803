/* show-resources.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "marketplace/tw-marketplace.h"

#include <stdio.h>
#include <string.h>

/*
 * What contract.py compares with the contract. With the argument `tables`: the field tables of all resources.
 * With `convert`: reads an array of `{"type", "view", "json"}` from standard input and answers with an array of
 * `{"json"}` or `{"error"}`: each object read as that resource and written in that view.
 */

static const char * const kinds[] = {
  [TW_FIELD_STRING] = "string", [TW_FIELD_INT] = "int",       [TW_FIELD_BOOLEAN] = "boolean",
  [TW_FIELD_DECIMAL] = "decimal", [TW_FIELD_MONEY] = "money", [TW_FIELD_DATE] = "date",
  [TW_FIELD_DATE_TIME] = "date-time", [TW_FIELD_ENUM] = "enum", [TW_FIELD_OBJECT] = "object",
  [TW_FIELD_LIST] = "list", [TW_FIELD_MAP] = "map", [TW_FIELD_JSON] = "json",
};

static const struct
{
  const char   *name;
  TwFieldFlags  flag;
} flags[] = {
  { "required", TW_FIELD_REQUIRED }, { "create", TW_FIELD_CREATE },   { "update", TW_FIELD_UPDATE },
  { "secret", TW_FIELD_SECRET },     { "as-text", TW_FIELD_AS_TEXT }, { "as-int", TW_FIELD_AS_INT },
  { "transient", TW_FIELD_TRANSIENT },
};

static const struct
{
  const char *name;
  TwJsonView  view;
} views[] = {
  { "show", TW_JSON_VIEW_SHOW },
  { "store", TW_JSON_VIEW_STORE },
  { "create", TW_JSON_VIEW_CREATE },
  { "update", TW_JSON_VIEW_UPDATE },
};

static void
write_words (TwJsonWriter *writer,
             GType         type)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < klass->n_values; i++)
    tw_json_writer_string (writer, klass->values[i].value_nick);
  tw_json_writer_end_array (writer);
}

static void
write_field (TwJsonWriter  *writer,
             const TwField *field)
{
  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "name");
  tw_json_writer_string (writer, field->name);
  tw_json_writer_name (writer, "kind");
  tw_json_writer_string (writer, kinds[field->kind]);
  tw_json_writer_name (writer, "flags");
  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if ((field->flags & flags[i].flag) != 0)
      tw_json_writer_string (writer, flags[i].name);
  tw_json_writer_end_array (writer);

  if (field->kind == TW_FIELD_ENUM)
    {
      tw_json_writer_name (writer, "words");
      write_words (writer, field->get_type ());
    }
  else if (field->get_type != NULL)
    {
      tw_json_writer_name (writer, "type");
      tw_json_writer_string (writer, g_type_name (field->get_type ()));
    }
  tw_json_writer_end_object (writer);
}

/* The types that fields name, in the order in which they are met. */
static void
collect_types (GArray *types,
               GType   type)
{
  guint n_fields;
  const TwField *fields = tw_resource_type_list_fields (type, &n_fields);

  for (guint i = 0; i < types->len; i++)
    if (g_array_index (types, GType, i) == type)
      return;

  g_array_append_val (types, type);
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].kind == TW_FIELD_OBJECT || fields[i].kind == TW_FIELD_LIST)
      collect_types (types, fields[i].get_type ());
}

static GArray *
list_types (void)
{
  GArray *types = g_array_new (FALSE, FALSE, sizeof (GType));

  for (TwKind kind = 0; kind < TW_N_KINDS; kind++)
    collect_types (types, tw_kind_get_resource_type (kind));
  collect_types (types, TW_TYPE_PARAMETER_CHECK);

  return types;
}

static void
print_tables (GArray *types)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (TRUE);
  g_autofree char *text = NULL;

  tw_json_writer_begin_object (writer);
  for (guint i = 0; i < types->len; i++)
    {
      guint n_fields;
      const TwField *fields = tw_resource_type_list_fields (g_array_index (types, GType, i), &n_fields);

      tw_json_writer_name (writer, g_type_name (g_array_index (types, GType, i)));
      tw_json_writer_begin_array (writer);
      for (guint j = 0; j < n_fields; j++)
        write_field (writer, &fields[j]);
      tw_json_writer_end_array (writer);
    }
  tw_json_writer_end_object (writer);
  text = tw_json_writer_steal_text (writer);
  puts (text);
}

static TwJsonView
find_view (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (views[i].name, name) == 0)
      return views[i].view;

  g_error ("There is no view %s", name);
}

static void
convert (TwJsonWriter *writer,
         TwJson       *job)
{
  const char *type_name = tw_json_get_string (tw_json_get_member (job, "type"));
  GType type = g_type_from_name (type_name);
  TwJsonView view = find_view (tw_json_get_string (tw_json_get_member (job, "view")));
  TwJson *json = tw_json_get_member (job, "json");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwResource) resource = NULL;
  gboolean answer = view == TW_JSON_VIEW_SHOW || view == TW_JSON_VIEW_STORE;

  if (type == G_TYPE_INVALID)
    g_error ("There is no resource %s", type_name);

  if (answer)
    {
      resource = tw_resource_new_from_json (type, json, &error);
    }
  else
    {
      resource = g_object_new (type, NULL);
      if (tw_resource_merge_json (resource, json, &error))
        tw_resource_check_sendable (resource, view, &error);
    }

  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, error != NULL ? "error" : "json");
  if (error != NULL)
    tw_json_writer_string (writer, error->message);
  else
    tw_resource_write_json (resource, writer, view);
  tw_json_writer_end_object (writer);
}

static void
convert_all (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (TwJson) jobs = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  char buffer[4096];
  gsize size;

  while ((size = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (text, buffer, size);
  jobs = tw_json_parse (text->str, text->len, &error);
  if (jobs == NULL)
    g_error ("%s", error->message);

  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < tw_json_get_length (jobs); i++)
    convert (writer, tw_json_get_element (jobs, i));
  tw_json_writer_end_array (writer);
  answer = tw_json_writer_steal_text (writer);
  puts (answer);
}

int
main (int   argc,
      char *argv[])
{
  /* Listing them makes them known by name. */
  g_autoptr (GArray) types = list_types ();

  if (argc == 2 && strcmp (argv[1], "tables") == 0)
    print_tables (types);
  else if (argc == 2 && strcmp (argv[1], "convert") == 0)
    convert_all ();
  else
    return 2;

  return 0;
}
