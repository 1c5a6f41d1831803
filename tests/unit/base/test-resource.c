/* test-resource.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "base/tw-resource.h"

#include <string.h>

/* Two resource types with a field of every kind: the real ones are tested with the contract, in their layer. */

typedef enum
{
  COLOUR_UNKNOWN,
  COLOUR_RED,
  COLOUR_DARK_BLUE,
} Colour;

static GType colour_get_type (void);

G_DEFINE_ENUM_TYPE (Colour, colour,
                    G_DEFINE_ENUM_VALUE (COLOUR_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (COLOUR_RED, "red"),
                    G_DEFINE_ENUM_VALUE (COLOUR_DARK_BLUE, "darkBlue"))

G_DECLARE_FINAL_TYPE (Part, part, TEST, PART, TwResource)

struct _Part
{
  TwResource parent_instance;

  char      *id;
  TwDecimal  quantity;
  TwMoney    cost;
};

static const TwField part_fields[] = {
  { "id", TW_FIELD_STRING, G_STRUCT_OFFSET (Part, id), TW_FIELD_REQUIRED, NULL },
  { "quantity", TW_FIELD_DECIMAL, G_STRUCT_OFFSET (Part, quantity), TW_FIELD_CREATE, NULL },
  { "cost", TW_FIELD_MONEY, G_STRUCT_OFFSET (Part, cost), TW_FIELD_CREATE, NULL },
};

G_DEFINE_FINAL_TYPE (Part, part, TW_TYPE_RESOURCE)

static void
part_class_init (PartClass *klass)
{
  tw_resource_class_install_fields (TW_RESOURCE_CLASS (klass), part_fields, G_N_ELEMENTS (part_fields));
}

static void
part_init (Part *self)
{
}

G_DECLARE_FINAL_TYPE (Thing, thing, TEST, THING, TwResource)

struct _Thing
{
  TwResource parent_instance;

  char       *id;
  char       *group_id;
  gint64      count;
  gboolean    active;
  TwDecimal   rate;
  TwDecimal   limit;
  TwMoney     total;
  GDate       day;
  GDateTime  *moment;
  int         colour;
  Part       *part;
  GPtrArray  *parts;
  GHashTable *attributes;
  TwJson     *tree;
  char       *password;
  char       *link;
  char       *new_mpn;
};

#define OFFSET(member) G_STRUCT_OFFSET (Thing, member)

static const TwField thing_fields[] = {
  { "id", TW_FIELD_STRING, OFFSET (id), TW_FIELD_NO_FLAGS, NULL },
  { "groupId", TW_FIELD_STRING, OFFSET (group_id), TW_FIELD_AS_INT | TW_FIELD_UPDATE, NULL },
  { "count", TW_FIELD_INT, OFFSET (count), TW_FIELD_WRITABLE, NULL },
  { "active", TW_FIELD_BOOLEAN, OFFSET (active), TW_FIELD_UPDATE, NULL },
  { "rate", TW_FIELD_DECIMAL, OFFSET (rate), TW_FIELD_CREATE, NULL },
  { "limit", TW_FIELD_DECIMAL, OFFSET (limit), TW_FIELD_CREATE | TW_FIELD_AS_TEXT, NULL },
  { "total", TW_FIELD_MONEY, OFFSET (total), TW_FIELD_CREATE, NULL },
  { "day", TW_FIELD_DATE, OFFSET (day), TW_FIELD_CREATE, NULL },
  { "moment", TW_FIELD_DATE_TIME, OFFSET (moment), TW_FIELD_CREATE, NULL },
  { "colour", TW_FIELD_ENUM, OFFSET (colour), TW_FIELD_WRITABLE, colour_get_type },
  { "part", TW_FIELD_OBJECT, OFFSET (part), TW_FIELD_CREATE, part_get_type },
  { "parts", TW_FIELD_LIST, OFFSET (parts), TW_FIELD_CREATE, part_get_type },
  { "attributes", TW_FIELD_MAP, OFFSET (attributes), TW_FIELD_WRITABLE, NULL },
  { "tree", TW_FIELD_JSON, OFFSET (tree), TW_FIELD_CREATE, NULL },
  { "password", TW_FIELD_STRING, OFFSET (password), TW_FIELD_CREATE | TW_FIELD_SECRET, NULL },
  { "downloadUrl", TW_FIELD_STRING, OFFSET (link), TW_FIELD_TRANSIENT, NULL },
  { "newMPN", TW_FIELD_STRING, OFFSET (new_mpn), TW_FIELD_NO_FLAGS, NULL },
};

G_DEFINE_FINAL_TYPE (Thing, thing, TW_TYPE_RESOURCE)

static void
thing_class_init (ThingClass *klass)
{
  tw_resource_class_install_fields (TW_RESOURCE_CLASS (klass), thing_fields, G_N_ELEMENTS (thing_fields));
}

static void
thing_init (Thing *self)
{
}

#define FULL \
  "{\"id\":\"7\",\"groupId\":12,\"count\":3,\"active\":false,\"rate\":1.25,\"limit\":\"5000.0\"," \
  "\"total\":{\"amount\":\"70.50\",\"currency\":\"USD\"},\"day\":\"2026-02-28\"," \
  "\"moment\":\"2026-10-02T14:08:51Z\",\"colour\":\"darkBlue\"," \
  "\"part\":{\"id\":\"p1\",\"quantity\":2,\"cost\":{\"amount\":\"-1\",\"currency\":\"EUR\"}}," \
  "\"parts\":[{\"id\":\"p2\"},{\"id\":\"p3\",\"quantity\":0.5}]," \
  "\"attributes\":{\"PONumber\":\"4711\",\"a b\":\"\"},\"tree\":{\"x\":[1,{\"y\":null}]}," \
  "\"newMPN\":\"M-2\""

static Thing *
read_thing (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) json = tw_json_parse (text, -1, &error);
  TwResource *thing = NULL;

  g_assert_no_error (error);
  thing = tw_resource_new_from_json (thing_get_type (), json, &error);
  g_assert_no_error (error);

  return TEST_THING (thing);
}

static char *
show (gpointer   resource,
      TwJsonView view)
{
  return tw_resource_to_json_text (resource, view, FALSE);
}

static void
assert_shows (gpointer    resource,
              TwJsonView  view,
              const char *expected)
{
  g_autofree char *text = show (resource, view);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_text (gpointer    resource,
             const char *name,
             const char *expected)
{
  g_autofree char *text = tw_resource_dup_text (resource, name);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_full (void)
{
  Thing *thing = read_thing (FULL "}");
  Part *part = g_ptr_array_index (thing->parts, 1);
  g_autofree char *limit = tw_decimal_to_string (thing->limit);

  g_assert_cmpstr (thing->id, ==, "7");
  g_assert_cmpstr (thing->group_id, ==, "12");
  g_assert_cmpint (thing->count, ==, 3);
  g_assert_false (thing->active);
  g_assert_cmpstr (limit, ==, "5000.0");
  g_assert_cmpint (thing->colour, ==, COLOUR_DARK_BLUE);
  g_assert_cmpstr (thing->part->id, ==, "p1");
  g_assert_cmpuint (thing->parts->len, ==, 2);
  g_assert_cmpstr (part->id, ==, "p3");
  g_assert_cmpstr (g_hash_table_lookup (thing->attributes, "PONumber"), ==, "4711");
  g_assert_cmpint (g_date_time_get_hour (thing->moment), ==, 14);

  for (guint i = 0; i < G_N_ELEMENTS (thing_fields); i++)
    g_assert_cmpint (tw_resource_has (TW_RESOURCE (thing), thing_fields[i].name), ==,
                     strcmp (thing_fields[i].name, "password") != 0 && strcmp (thing_fields[i].name, "downloadUrl") != 0);

  assert_shows (thing, TW_JSON_VIEW_STORE, FULL "}");
  g_assert_finalize_object (thing);
}

/* Absent, null and empty: the first two are one, the third is another. */
static void
test_absent_null_empty (void)
{
  Thing *none = read_thing ("{}");
  Thing *nulls = read_thing ("{\"id\":null,\"count\":null,\"total\":null,\"parts\":null,\"attributes\":null,\"tree\":null,"
                             "\"part\":null,\"day\":null,\"moment\":null,\"colour\":null,\"active\":null,\"rate\":null}");
  Thing *empty = read_thing ("{\"id\":\"\",\"count\":0,\"active\":false,\"rate\":0,\"parts\":[],\"attributes\":{},"
                             "\"tree\":[]}");

  g_assert_true (tw_resource_equal (TW_RESOURCE (none), TW_RESOURCE (nulls)));
  g_assert_false (tw_resource_equal (TW_RESOURCE (none), TW_RESOURCE (empty)));
  g_assert_false (tw_resource_has (TW_RESOURCE (nulls), "count"));
  g_assert_true (tw_resource_has (TW_RESOURCE (empty), "count"));
  g_assert_true (tw_resource_has (TW_RESOURCE (empty), "parts"));
  g_assert_false (tw_resource_has (TW_RESOURCE (empty), "noSuchField"));
  assert_shows (nulls, TW_JSON_VIEW_SHOW, "{}");
  assert_shows (empty, TW_JSON_VIEW_SHOW,
                "{\"id\":\"\",\"count\":0,\"active\":false,\"rate\":0,\"parts\":[],\"attributes\":{},\"tree\":[]}");
  assert_text (nulls, "id", NULL);
  assert_text (empty, "id", "");

  g_assert_finalize_object (none);
  g_assert_finalize_object (nulls);
  g_assert_finalize_object (empty);
}

/* The wire is loose about ids, quantities and limits. */
static void
test_loose_forms (void)
{
  Thing *thing = read_thing ("{\"id\":1234567,\"groupId\":\"12\",\"count\":\"3\",\"rate\":\"2.0\",\"limit\":5000.5,"
                             "\"total\":{\"currency\":\"USD\",\"amount\":70.5},\"moment\":\"2026-10-02T16:08:51+02:00\","
                             "\"attributes\":{\"n\":1,\"b\":true,\"gone\":null}}");

  assert_shows (thing, TW_JSON_VIEW_STORE,
                "{\"id\":\"1234567\",\"groupId\":12,\"count\":3,\"rate\":2.0,\"limit\":\"5000.5\","
                "\"total\":{\"amount\":\"70.5\",\"currency\":\"USD\"},\"moment\":\"2026-10-02T14:08:51Z\","
                "\"attributes\":{\"b\":\"true\",\"n\":\"1\"}}");
  g_assert_finalize_object (thing);
}

/* An id that the wire has as an integer is text for people, and never changes its digits. */
static void
test_ids_as_integers (void)
{
  static const struct
  {
    const char *text;
    const char *stored;
  } cases[] = {
    { "12", "{\"groupId\":12}" },
    { "007", "{\"groupId\":\"007\"}" },
    { "1e3", "{\"groupId\":\"1e3\"}" },
    { "12.0", "{\"groupId\":\"12.0\"}" },
    { "abc", "{\"groupId\":\"abc\"}" },
    { "", "{\"groupId\":\"\"}" },
    { "1234567890123456789", "{\"groupId\":\"1234567890123456789\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Thing *thing = g_object_new (thing_get_type (), "group-id", cases[i].text, NULL);
      g_autofree char *shown = g_strdup_printf ("{\"groupId\":\"%s\"}", cases[i].text);
      Thing *again = NULL;

      assert_shows (thing, TW_JSON_VIEW_STORE, cases[i].stored);
      assert_shows (thing, TW_JSON_VIEW_SHOW, shown);
      again = read_thing (cases[i].stored);
      g_assert_true (tw_resource_equal (TW_RESOURCE (thing), TW_RESOURCE (again)));
      g_assert_finalize_object (thing);
      g_assert_finalize_object (again);
    }
}

/* What was stored can be read again, also when no JSON number could carry it exactly. */
static void
test_long_decimals (void)
{
  static const char * const texts[] = {
    "999999999999999", "1000000000000000", "-12345678901234567890", "0.123456789012345678", "123456789012.345",
    "-0.000000000000000001", "99999999999999999999999999999999999999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *wire = g_strdup_printf ("{\"rate\":\"%s\"}", texts[i]);
      Thing *thing = read_thing (wire);
      g_autofree char *stored = show (thing, TW_JSON_VIEW_STORE);
      Thing *again = read_thing (stored);

      assert_text (again, "rate", texts[i]);
      g_assert_finalize_object (thing);
      g_assert_finalize_object (again);
    }
}

static void
test_long_integers (void)
{
  static const char * const texts[] = { "999999999999999", "1000000000000000", "9223372036854775807",
                                        "-9223372036854775808" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *wire = g_strdup_printf ("{\"count\":\"%s\"}", texts[i]);
      Thing *thing = read_thing (wire);
      g_autofree char *stored = show (thing, TW_JSON_VIEW_STORE);
      Thing *again = read_thing (stored);

      assert_text (again, "count", texts[i]);
      g_assert_finalize_object (thing);
      g_assert_finalize_object (again);
    }
}

static void
test_unknown_members (void)
{
  Thing *thing = read_thing ("{\"zeta\":{\"a\":[1,2.50]},\"id\":\"7\",\"alpha\":null,\"Id\":\"8\"}");
  TwResource *copy = tw_resource_copy (TW_RESOURCE (thing));
  g_autoptr (TwJson) more = tw_json_parse ("{\"alpha\":1}", -1, NULL);
  g_autoptr (GError) error = NULL;
  const char *expected = "{\"id\":\"7\",\"zeta\":{\"a\":[1,2.5]},\"alpha\":null,\"Id\":\"8\"}";

  assert_shows (thing, TW_JSON_VIEW_STORE, expected);
  assert_shows (copy, TW_JSON_VIEW_SHOW, expected);
  assert_shows (thing, TW_JSON_VIEW_CREATE, "{}");
  assert_shows (thing, TW_JSON_VIEW_UPDATE, "{}");

  /* A later answer replaces what it names. */
  g_assert_true (tw_resource_merge_json (TW_RESOURCE (thing), more, &error));
  assert_shows (thing, TW_JSON_VIEW_SHOW, "{\"id\":\"7\",\"zeta\":{\"a\":[1,2.5]},\"alpha\":1,\"Id\":\"8\"}");

  g_assert_finalize_object (thing);
  g_assert_finalize_object (copy);
}

static void
test_unknown_enum (void)
{
  Thing *thing = read_thing ("{\"colour\":\"beige\"}");
  Thing *other = read_thing ("{\"colour\":\"mauve\"}");
  Thing *word = read_thing ("{\"colour\":\"unknown\"}");
  TwResource *copy = tw_resource_copy (TW_RESOURCE (thing));

  g_assert_cmpint (thing->colour, ==, COLOUR_UNKNOWN);
  assert_shows (thing, TW_JSON_VIEW_STORE, "{\"colour\":\"beige\"}");
  assert_text (thing, "colour", "beige");
  assert_text (word, "colour", "unknown");
  g_assert_true (tw_resource_equal (TW_RESOURCE (thing), copy));
  g_assert_false (tw_resource_equal (TW_RESOURCE (thing), TW_RESOURCE (other)));
  g_assert_false (tw_resource_equal (TW_RESOURCE (thing), TW_RESOURCE (word)));

  /* The kept text goes when a value is set. */
  g_object_set (thing, "colour", COLOUR_RED, NULL);
  assert_text (thing, "colour", "red");

  g_assert_finalize_object (thing);
  g_assert_finalize_object (other);
  g_assert_finalize_object (word);
  g_assert_finalize_object (copy);
}

static void
test_wrong_types (void)
{
  static const struct
  {
    const char *text;
    const char *start; /* of the message: the exact path, and what is wrong there */
  } cases[] = {
    { "[]", "an object is expected, found an array" },
    { "null", "an object is expected, found null" },
    { "{\"id\":true}", "id: a string is expected, found a boolean" },
    { "{\"id\":{}}", "id: a string is expected, found an object" },
    { "{\"count\":1.5}", "count: a whole number is expected" },
    { "{\"count\":\"many\"}", "count: a number is expected" },
    { "{\"count\":[]}", "count: a number is expected, found an array" },
    { "{\"active\":\"true\"}", "active: true or false is expected, found a string" },
    { "{\"active\":1}", "active: true or false is expected, found a number" },
    { "{\"rate\":false}", "rate: a number is expected, found a boolean" },
    { "{\"rate\":0.30000000000000004}", "rate: a number is expected" },
    { "{\"limit\":\"5,000\"}", "limit: a number is expected" },
    { "{\"total\":70.5}", "total: an object of currency and amount is expected, found a number" },
    { "{\"total\":{\"currency\":\"USD\"}}", "total.amount: a number is expected, found null" },
    { "{\"total\":{\"currency\":\"USD\",\"amount\":\"x: y\"}}", "total.amount: a number is expected" },
    { "{\"total\":{\"amount\":\"1\"}}", "total.currency: a string is expected, found null" },
    { "{\"total\":{\"amount\":\"1\",\"currency\":\"usd\"}}", "total.currency: " },
    { "{\"total\":{\"amount\":\"1\",\"currency\":7}}", "total.currency: a string is expected, found a number" },
    { "{\"day\":\"2026-02-30\"}", "day: " },
    { "{\"day\":20260228}", "day: a date (YYYY-MM-DD) is expected, found a number" },
    { "{\"moment\":\"yesterday\"}", "moment: " },
    { "{\"moment\":[]}", "moment: a time (ISO 8601) is expected, found an array" },
    { "{\"colour\":3}", "colour: a string is expected, found a number" },
    { "{\"part\":\"p1\"}", "part: an object is expected, found a string" },
    { "{\"part\":{}}", "part.id: is missing" },
    { "{\"part\":{\"id\":\"a\",\"cost\":{\"amount\":\"1:2\",\"currency\":\"USD\"}}}", "part.cost.amount: " },
    { "{\"parts\":{}}", "parts: an array is expected, found an object" },
    { "{\"parts\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\",\"quantity\":\"two\"}]}",
      "parts[2].quantity: a number is expected" },
    { "{\"parts\":[null]}", "parts[0]: an object is expected, found null" },
    { "{\"parts\":[{\"id\":\"a\"},\"b\"]}", "parts[1]: an object is expected, found a string" },
    { "{\"parts\":[{\"id\":\"a\"},{\"id\":null}]}", "parts[1].id: is missing" },
    { "{\"attributes\":[]}", "attributes: an object is expected, found an array" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwJson) json = tw_json_parse (cases[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (tw_resource_new_from_json (thing_get_type (), json, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
      if (!g_str_has_prefix (error->message, cases[i].start))
        g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].start));
    }
}

/* Money with more digits than its currency has is kept, and so is a scale of zeros. */
static void
test_money_forms (void)
{
  static const char * const amounts[] = { "0", "-0.01", "70.50", "70.5000", "0.0375", "123456789012345678901234.56" };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *wire = g_strdup_printf ("{\"total\":{\"amount\":\"%s\",\"currency\":\"CLP\"}}", amounts[i]);
      Thing *thing = read_thing (wire);

      assert_shows (thing, TW_JSON_VIEW_SHOW, wire);
      assert_text (thing, "total.amount", amounts[i]);
      assert_text (thing, "total.currency", "CLP");
      g_assert_finalize_object (thing);
    }
}

static void
test_list_from_json (void)
{
  g_autoptr (TwJson) good = tw_json_parse ("[{\"id\":\"a\"},{\"id\":2}]", -1, NULL);
  g_autoptr (TwJson) bad = tw_json_parse ("[{\"id\":\"a\"},{\"quantity\":1}]", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = tw_resource_list_from_json (part_get_type (), good, "data", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  assert_text (g_ptr_array_index (list, 1), "id", "2");

  g_assert_null (tw_resource_list_from_json (part_get_type (), bad, "data", &error));
  g_assert_cmpstr (error->message, ==, "data[1].id: is missing");
  g_clear_error (&error);
  g_assert_null (tw_resource_list_from_json (part_get_type (), NULL, "data", &error));
  g_assert_cmpstr (error->message, ==, "data: an array is expected, found null");
}

static void
test_merge (void)
{
  Thing *thing = read_thing (FULL "}");
  g_autoptr (TwJson) change = tw_json_parse ("{\"id\":null,\"count\":9,\"attributes\":{\"new\":\"1\"},\"colour\":\"red\"}",
                                             -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_resource_merge_json (TW_RESOURCE (thing), change, &error));
  g_assert_false (tw_resource_has (TW_RESOURCE (thing), "id"));
  g_assert_cmpint (thing->count, ==, 9);
  g_assert_cmpint (thing->colour, ==, COLOUR_RED);
  assert_text (thing, "attributes", "{\"new\":\"1\"}");
  assert_text (thing, "total", "70.50 USD");
  g_assert_finalize_object (thing);
}

static void
test_views (void)
{
  Thing *thing = read_thing (FULL ",\"password\":\"s3cret\",\"downloadUrl\":\"https://x?sig=1\",\"other\":1}");
  g_autofree char *stored = show (thing, TW_JSON_VIEW_STORE);
  g_autofree char *shown = show (thing, TW_JSON_VIEW_SHOW);
  g_autofree char *created = show (thing, TW_JSON_VIEW_CREATE);
  g_autofree char *journalled = show (thing, TW_JSON_VIEW_JOURNAL_CREATE);
  const char *views[] = { stored, shown, journalled };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_assert_null (strstr (views[i], "s3cret"));
      g_assert_null (strstr (views[i], "sig="));
    }
  g_assert_nonnull (strstr (stored, "\"other\":1"));
  g_assert_null (strstr (stored, "password"));

  g_assert_nonnull (strstr (created, "\"password\":\"s3cret\""));
  g_assert_nonnull (strstr (journalled, "\"password\":\"***\""));
  g_assert_null (strstr (created, "sig="));
  g_assert_null (strstr (created, "other"));

  /* Only what a changing call may carry; an id that goes out as the integer it is there. */
  assert_shows (thing, TW_JSON_VIEW_UPDATE,
                "{\"groupId\":12,\"count\":3,\"active\":false,\"colour\":\"darkBlue\","
                "\"attributes\":{\"PONumber\":\"4711\",\"a b\":\"\"}}");
  assert_shows (thing, TW_JSON_VIEW_JOURNAL_UPDATE,
                "{\"groupId\":12,\"count\":3,\"active\":false,\"colour\":\"darkBlue\","
                "\"attributes\":{\"PONumber\":\"4711\",\"a b\":\"\"}}");

  /* The view goes all the way down: the parts' ids are not for sending. */
  g_assert_nonnull (strstr (created, "\"parts\":[{},{\"quantity\":0.5}]"));

  assert_text (thing, "password", NULL);
  assert_text (thing, "downloadUrl", NULL);
  g_assert_finalize_object (thing);
}

static void
test_pretty (void)
{
  Thing *thing = read_thing ("{\"id\":\"7\",\"parts\":[]}");
  g_autofree char *text = tw_resource_to_json_text (TW_RESOURCE (thing), TW_JSON_VIEW_SHOW, TRUE);

  g_assert_cmpstr (text, ==, "{\n  \"id\": \"7\",\n  \"parts\": []\n}");
  g_assert_finalize_object (thing);
}

static void
test_dup_text (void)
{
  Thing *thing = read_thing (FULL ",\"other\":1}");
  static const char * const cases[][2] = {
    { "id", "7" }, { "groupId", "12" }, { "count", "3" }, { "active", "false" }, { "rate", "1.25" },
    { "limit", "5000.0" }, { "total", "70.50 USD" }, { "total.amount", "70.50" }, { "total.currency", "USD" },
    { "total.other", NULL }, { "day", "2026-02-28" }, { "moment", "2026-10-02T14:08:51Z" }, { "colour", "darkBlue" },
    { "part.id", "p1" }, { "part.cost.amount", "-1" }, { "part.none", NULL }, { "part.id.none", NULL },
    { "parts", "[{\"id\":\"p2\"},{\"id\":\"p3\",\"quantity\":0.5}]" }, { "parts.id", NULL },
    { "attributes.PONumber", "4711" }, { "attributes.a b", "" }, { "attributes.none", NULL },
    { "attributes", "{\"PONumber\":\"4711\",\"a b\":\"\"}" }, { "tree", "{\"x\":[1,{\"y\":null}]}" },
    { "tree.x", "[1,{\"y\":null}]" }, { "tree.none.deeper", NULL }, { "id.rest", NULL }, { "none", NULL },
    { "other", NULL }, { "", NULL }, { ".", NULL }, { "part.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (thing, cases[i][0], cases[i][1]);

  g_assert_finalize_object (thing);
}

static void
test_set_text (void)
{
  Thing *thing = g_object_new (thing_get_type (), NULL);
  static const char * const cases[][2] = {
    { "id", "7" }, { "count", "-12" }, { "active", "true" }, { "rate", "1.250" }, { "total", "70.50 USD" },
    { "day", "2026-02-28" }, { "moment", "2026-10-02T14:08:51Z" }, { "colour", "red" }, { "tree", "{\"a\":[1]}" },
    { "part.quantity", "2.0" }, { "part.cost", "-3 EUR" }, { "attributes.PONumber", "4711" },
  };

  /* What was set is what is read, and what is sent. */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (tw_resource_set_text (TW_RESOURCE (thing), cases[i][0], cases[i][1], &error));
      g_assert_no_error (error);
      assert_text (thing, cases[i][0], cases[i][1]);
    }
  assert_shows (thing, TW_JSON_VIEW_CREATE,
                "{\"count\":-12,\"rate\":1.250,\"total\":{\"amount\":\"70.50\",\"currency\":\"USD\"},"
                "\"day\":\"2026-02-28\",\"moment\":\"2026-10-02T14:08:51Z\",\"colour\":\"red\","
                "\"part\":{\"quantity\":2.0,\"cost\":{\"amount\":\"-3\",\"currency\":\"EUR\"}},"
                "\"attributes\":{\"PONumber\":\"4711\"},\"tree\":{\"a\":[1]}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (tw_resource_set_text (TW_RESOURCE (thing), cases[i][0], NULL, NULL));
      assert_text (thing, cases[i][0], NULL);
    }
  g_assert_finalize_object (thing);
}

/* Making a part of something absent absent makes nothing present. */
static void
test_set_text_absent (void)
{
  Thing *thing = g_object_new (thing_get_type (), NULL);

  g_assert_true (tw_resource_set_text (TW_RESOURCE (thing), "part.quantity", NULL, NULL));
  g_assert_true (tw_resource_set_text (TW_RESOURCE (thing), "attributes.PONumber", NULL, NULL));
  g_assert_true (tw_resource_set_text (TW_RESOURCE (thing), "id", NULL, NULL));
  assert_shows (thing, TW_JSON_VIEW_SHOW, "{}");
  g_assert_finalize_object (thing);
}

static void
test_set_text_refused (void)
{
  Thing *thing = read_thing ("{\"count\":1,\"colour\":\"red\",\"day\":\"2026-01-01\",\"active\":true,\"rate\":1}");
  static const char * const cases[][2] = {
    { "count", "1.5" }, { "count", "" }, { "count", "99999999999999999999" }, { "active", "yes" }, { "rate", "1,5" },
    { "total", "70.50" }, { "total", "70.50 usd" }, { "total", " USD" }, { "total.amount", "1" }, { "day", "28.2.2026" },
    { "moment", "2026-02-30T00:00:00Z" }, { "colour", "beige" }, { "colour", "Red" }, { "tree", "{" },
    { "part", "{}" }, { "parts", "[]" }, { "attributes", "{}" }, { "none", "1" }, { "part.none", "1" },
    { "part.quantity", "two" }, { "id.rest", "1" }, { "parts.id", "1" }, { "part.cost.amount", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TwFieldError *refused = NULL;

      g_assert_false (tw_resource_set_text (TW_RESOURCE (thing), cases[i][0], cases[i][1], &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      g_assert_true (g_str_has_prefix (error->message, cases[i][0]));

      /* The whole path, so that a form finds its row. */
      g_assert_cmpuint (tw_error_get_fields (error)->len, ==, 1);
      refused = g_ptr_array_index (tw_error_get_fields (error), 0);
      g_assert_cmpstr (refused->field, ==, cases[i][0]);
      g_assert_cmpuint (strlen (refused->message), >, 0);
      assert_text (thing, cases[i][0], NULL);
    }

  /* Nothing of the old values is left to be sent by mistake, and no empty objects. */
  assert_shows (thing, TW_JSON_VIEW_SHOW, "{}");
  g_assert_finalize_object (thing);
}

static void
test_copy_and_equal (void)
{
  static const char * const changes[] = {
    "{\"id\":\"8\"}", "{\"groupId\":13}", "{\"count\":4}", "{\"active\":true}", "{\"rate\":1.26}", "{\"limit\":1}",
    "{\"total\":{\"amount\":\"70.50\",\"currency\":\"EUR\"}}", "{\"total\":{\"amount\":\"70.51\",\"currency\":\"USD\"}}",
    "{\"day\":\"2026-02-27\"}", "{\"moment\":\"2026-10-02T14:08:52Z\"}", "{\"colour\":\"red\"}",
    "{\"part\":{\"id\":\"p9\"}}", "{\"parts\":[{\"id\":\"p2\"}]}", "{\"parts\":[{\"id\":\"p2\"},{\"id\":\"p3\"}]}",
    "{\"attributes\":{\"PONumber\":\"4711\"}}", "{\"attributes\":{\"PONumber\":\"4711\",\"c\":\"\"}}",
    "{\"tree\":{\"x\":[]}}", "{\"newMPN\":null}", "{\"password\":\"x\"}",
  };
  Thing *thing = read_thing (FULL "}");
  g_autoptr (TwJson) same = tw_json_parse ("{\"total\":{\"amount\":\"70.5\",\"currency\":\"USD\"},\"rate\":\"1.250\"}",
                                           -1, NULL);
  TwResource *copy = tw_resource_copy (TW_RESOURCE (thing));
  TwResource *part = tw_resource_copy (TW_RESOURCE (thing->part));

  g_assert_true (tw_resource_equal (TW_RESOURCE (thing), copy));
  g_assert_false (tw_resource_equal (TW_RESOURCE (thing), part));
  assert_shows (copy, TW_JSON_VIEW_STORE, FULL "}");

  /* 70.5 is 70.50. */
  g_assert_true (tw_resource_merge_json (copy, same, NULL));
  g_assert_true (tw_resource_equal (TW_RESOURCE (thing), copy));

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      TwResource *changed = tw_resource_copy (TW_RESOURCE (thing));
      g_autoptr (TwJson) change = tw_json_parse (changes[i], -1, NULL);

      g_assert_true (tw_resource_merge_json (changed, change, NULL));
      g_assert_false (tw_resource_equal (TW_RESOURCE (thing), changed));
      g_assert_false (tw_resource_equal (changed, TW_RESOURCE (thing)));
      g_assert_finalize_object (changed);
    }

  /* Nothing is shared: changing the copy leaves the first as it was. */
  g_assert_true (tw_resource_set_text (copy, "part.id", "changed", NULL));
  g_assert_true (tw_resource_set_text (copy, "attributes.PONumber", "changed", NULL));
  assert_shows (thing, TW_JSON_VIEW_STORE, FULL "}");

  g_assert_finalize_object (part);
  g_assert_finalize_object (copy);
  g_assert_finalize_object (thing);
}

static void
test_check_sendable (void)
{
  static const struct
  {
    const char *text;
    TwJsonView  view;
    const char *field; /* NULL: all of it would be sent */
  } cases[] = {
    { "{}", TW_JSON_VIEW_CREATE, NULL },
    { "{\"count\":1,\"password\":\"x\",\"total\":{\"amount\":\"1\",\"currency\":\"USD\"}}", TW_JSON_VIEW_CREATE, NULL },
    { "{\"count\":1,\"active\":true}", TW_JSON_VIEW_UPDATE, NULL },
    { "{\"count\":1,\"rate\":1}", TW_JSON_VIEW_UPDATE, "rate" },
    { "{\"id\":\"1\"}", TW_JSON_VIEW_CREATE, "id" },
    { "{\"cuont\":1}", TW_JSON_VIEW_CREATE, "cuont" },
    { "{\"downloadUrl\":\"x\"}", TW_JSON_VIEW_CREATE, "downloadUrl" },
    { "{\"part\":{\"id\":\"1\"}}", TW_JSON_VIEW_CREATE, "part.id" },
    { "{\"parts\":[{\"id\":\"1\"}]}", TW_JSON_VIEW_CREATE, "parts[0].id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Thing *thing = read_thing (cases[i].text);
      g_autoptr (GError) error = NULL;
      gboolean sendable = tw_resource_check_sendable (TW_RESOURCE (thing), cases[i].view, &error);

      if (cases[i].field == NULL)
        {
          g_assert_no_error (error);
          g_assert_true (sendable);
        }
      else
        {
          TwFieldError *refused = NULL;

          g_assert_false (sendable);
          g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
          refused = g_ptr_array_index (tw_error_get_fields (error), 0);
          g_assert_cmpstr (refused->field, ==, cases[i].field);
        }
      g_assert_finalize_object (thing);
    }
}

/* An item with an unknown member deep inside a list. */
static void
test_check_sendable_unknown_part (void)
{
  Part *part = g_object_new (part_get_type (), NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TwJson) json = tw_json_parse ("{\"quantity\":1,\"qty\":2}", -1, NULL);
  g_autoptr (GError) error = NULL;
  Thing *thing = NULL;
  TwFieldError *refused = NULL;

  g_assert_true (tw_resource_merge_json (TW_RESOURCE (part), json, NULL));
  g_ptr_array_add (parts, part);
  thing = g_object_new (thing_get_type (), "parts", parts, NULL);
  g_assert_false (tw_resource_check_sendable (TW_RESOURCE (thing), TW_JSON_VIEW_CREATE, &error));
  refused = g_ptr_array_index (tw_error_get_fields (error), 0);
  g_assert_cmpstr (refused->field, ==, "parts[0].qty");
  g_assert_finalize_object (thing);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  guint *count = user_data;

  (*count)++;
}

static void
test_properties (void)
{
  Thing *thing = g_object_new (thing_get_type (), NULL);
  guint n_properties;
  guint count = 0;
  TwDecimal *rate = NULL;
  TwMoney *total = NULL;
  g_autofree char *id = NULL;

  g_free (g_object_class_list_properties (G_OBJECT_GET_CLASS (thing), &n_properties));
  g_assert_cmpuint (n_properties, ==, G_N_ELEMENTS (thing_fields));
  for (guint i = 0; i < G_N_ELEMENTS (thing_fields); i++)
    {
      g_autofree char *name = tw_field_dup_property_name (&thing_fields[i]);

      g_assert_nonnull (g_object_class_find_property (G_OBJECT_GET_CLASS (thing), name));
    }
  g_assert_nonnull (g_object_class_find_property (G_OBJECT_GET_CLASS (thing), "new-mpn"));
  g_assert_nonnull (g_object_class_find_property (G_OBJECT_GET_CLASS (thing), "download-url"));

  /* A value type that is absent is NULL, not zero. */
  g_object_get (thing, "rate", &rate, "total", &total, NULL);
  g_assert_null (rate);
  g_assert_null (total);

  g_signal_connect (thing, "notify", G_CALLBACK (count_cb), &count);
  g_object_set (thing, "id", "7", "count", G_GINT64_CONSTANT (0), NULL);
  g_assert_cmpuint (count, ==, 2);
  g_object_set (thing, "id", "7", "count", G_GINT64_CONSTANT (0), NULL);
  g_assert_cmpuint (count, ==, 2);
  g_assert_true (tw_resource_has (TW_RESOURCE (thing), "count"));

  g_assert_true (tw_resource_set_text (TW_RESOURCE (thing), "id", "8", NULL));
  g_assert_cmpuint (count, ==, 3);
  g_assert_true (tw_resource_set_text (TW_RESOURCE (thing), "attributes.a", "1", NULL));
  g_assert_cmpuint (count, ==, 4);
  g_assert_true (tw_resource_set_text (TW_RESOURCE (thing), "part.id", "1", NULL));
  g_assert_cmpuint (count, ==, 5);

  /* Also when it becomes absent, in whatever way. */
  g_object_set (thing, "id", NULL, NULL);
  g_assert_false (tw_resource_has (TW_RESOURCE (thing), "id"));
  g_assert_cmpuint (count, ==, 6);
  tw_resource_unset (TW_RESOURCE (thing), "count");
  g_assert_cmpuint (count, ==, 7);
  tw_resource_unset (TW_RESOURCE (thing), "count");
  g_assert_cmpuint (count, ==, 7);

  g_object_get (thing, "id", &id, NULL);
  g_assert_null (id);
  g_assert_finalize_object (thing);
}

/* Every property gives back what it was given. */
static void
test_property_values (void)
{
  Thing *full = read_thing (FULL ",\"password\":\"x\",\"downloadUrl\":\"y\"}");
  Thing *thing = g_object_new (thing_get_type (), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (thing_fields); i++)
    {
      g_autofree char *name = tw_field_dup_property_name (&thing_fields[i]);
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (full), name, &value);
      g_object_set_property (G_OBJECT (thing), name, &value);
    }

  g_assert_true (tw_resource_equal (TW_RESOURCE (full), TW_RESOURCE (thing)));
  g_assert_finalize_object (full);
  g_assert_finalize_object (thing);
}

static void
test_find_field (void)
{
  const TwField *field = tw_resource_type_find_field (thing_get_type (), "newMPN");
  guint n_fields;

  g_assert_nonnull (field);
  g_assert_cmpstr (field->name, ==, "newMPN");
  g_assert_null (tw_resource_type_find_field (thing_get_type (), "new-mpn"));
  g_assert_true (tw_resource_type_list_fields (part_get_type (), &n_fields) == part_fields);
  g_assert_cmpuint (n_fields, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/resource/full", test_full);
  g_test_add_func ("/base/resource/absent-null-empty", test_absent_null_empty);
  g_test_add_func ("/base/resource/loose-forms", test_loose_forms);
  g_test_add_func ("/base/resource/ids-as-integers", test_ids_as_integers);
  g_test_add_func ("/base/resource/long-decimals", test_long_decimals);
  g_test_add_func ("/base/resource/long-integers", test_long_integers);
  g_test_add_func ("/base/resource/unknown-members", test_unknown_members);
  g_test_add_func ("/base/resource/unknown-enum", test_unknown_enum);
  g_test_add_func ("/base/resource/wrong-types", test_wrong_types);
  g_test_add_func ("/base/resource/money-forms", test_money_forms);
  g_test_add_func ("/base/resource/list-from-json", test_list_from_json);
  g_test_add_func ("/base/resource/merge", test_merge);
  g_test_add_func ("/base/resource/views", test_views);
  g_test_add_func ("/base/resource/pretty", test_pretty);
  g_test_add_func ("/base/resource/dup-text", test_dup_text);
  g_test_add_func ("/base/resource/set-text", test_set_text);
  g_test_add_func ("/base/resource/set-text-absent", test_set_text_absent);
  g_test_add_func ("/base/resource/set-text-refused", test_set_text_refused);
  g_test_add_func ("/base/resource/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/base/resource/check-sendable", test_check_sendable);
  g_test_add_func ("/base/resource/check-sendable-unknown-part", test_check_sendable_unknown_part);
  g_test_add_func ("/base/resource/properties", test_properties);
  g_test_add_func ("/base/resource/property-values", test_property_values);
  g_test_add_func ("/base/resource/find-field", test_find_field);

  return g_test_run ();
}
