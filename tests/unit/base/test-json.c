/* test-json.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "base/tw-json-writer.h"

#include <string.h>

static TwJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  TwJson *json = tw_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);

  return json;
}

static void
assert_refused (const char *text,
                gssize      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJson) json = tw_json_parse (text, length, &error);

  if (json != NULL)
    g_test_message ("Read although it is not JSON: %s", text);
  g_assert_null (json);
  g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static char *
nest (guint       depth,
      const char *open,
      const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append_c (text, '1');
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const char * const shapes[][2] = { { "[", "]" }, { "{\"a\":", "}" } };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *deep = nest (TW_JSON_MAX_DEPTH, shapes[i][0], shapes[i][1]);
      g_autofree char *too_deep = nest (TW_JSON_MAX_DEPTH + 1, shapes[i][0], shapes[i][1]);
      g_autofree char *hostile = nest (200000, shapes[i][0], shapes[i][1]);
      g_autofree char *open_only = g_strndup (hostile, 200000 * strlen (shapes[i][0]));
      g_autoptr (TwJson) json = parse (deep);
      g_autofree char *text = tw_json_to_string (json, FALSE);

      g_assert_cmpstr (text, ==, deep);
      assert_refused (too_deep, -1);
      assert_refused (hostile, -1);
      assert_refused (open_only, -1);
    }
}

/* Brackets inside of strings are no nesting, and levels that were closed do not count. */
static void
test_width (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *quoted = g_strdup_printf ("\"\\\"%s\"", brackets);
  g_autoptr (TwJson) json = parse (quoted);
  g_autoptr (GString) wide = g_string_new ("[0");
  g_autoptr (TwJson) list = NULL;

  g_assert_cmpuint (strlen (tw_json_get_string (json)), ==, 1001);

  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, ",[]");
  g_string_append_c (wide, ']');
  list = parse (wide->str);
  g_assert_cmpuint (tw_json_get_length (list), ==, 1001);
}

static void
test_refused (void)
{
  static const char * const cases[] = {
    "", "  ", "\n", "\xef\xbb\xbf",
    /* Comments, other quotes, words of other languages. */
    "// c\n1", "/* c */ 1", "[1 /* c */]", "# c\n1", "'a'", "{'a':1}", "{a:1}", "`a`",
    "NaN", "Infinity", "-Infinity", "undefined", "True", "nul", "nulll", "truefalse", "var a = 1;", "<html>",
    /* What stands behind, beside or in place of the value. */
    "1 2", "{} {}", "{}{}", "[1]]", "[1];", "{\"a\":1} x", "1,", ",", ":", "]", "}",
    /* Structure. */
    "[", "{", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1,}", "{1:2}",
    "{\"a\":1 \"b\":2}", "\"a\" \"b\"", "[true false]",
    /* Numbers: other readers take 010 for 8 and 0x10 for 16. */
    "010", "[010]", "-010", "01.5", "0x10", "0b1", "+1", ".5", "1.", "1.e3", "1e", "1e+", "-", "--1", "- 1", "1-2",
    "1_000", "1,5", "0x", "1e400", "-1e400", "1f", "1..2", "1.2.3",
    /* Strings. */
    "\"abc", "\"abc\\", "\"abc\\\"", "\"\\x\"", "\"\\'\"", "\"\\u12\"", "\"\\uzzzz\"", "\"\\u0000\"", "\"a\\u0000b\"",
    "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800x\"", "\"\\ud800\\u0041\"", "\"\\ud800\\ud800\"", "\"\\ud83d\\u\"",
    /* Bytes that are no UTF-8: cut, overlong, half of a pair, beyond Unicode. */
    "\"\xc3\"", "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf5\x80\x80\x80\"", "\xfe\xff", "{\"\xe9\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i], -1);
}

/* What is broken may hold a password. */
static void
test_no_content_in_errors (void)
{
  static const char * const cases[] = {
    "{\"token\":\"s3cret\" \"b\":1}", "{\n\"a\" \"s3cret\"}", "[\"s3cret\"}", "s3cret", "{s3cret:1}", "[1 \"s3cret\"]",
    "{\"s3cret\"}", "\"s3cret", "\"\\us3cret\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tw_json_parse (cases[i], -1, &error));
      g_assert_null (strstr (error->message, "s3cret"));
    }
}

/* A zero byte is no end of the text when the length is given. */
static void
test_line_in_errors (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tw_json_parse ("{\"a\": 1,\n\"b\": ,\n\"c\": 3}", -1, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "line 2"));
}

static void
test_zero_byte (void)
{
  assert_refused ("\"a\0b\"", 5);
  assert_refused ("1\0", 2);
  assert_refused ("\0", 1);
  assert_refused ("{}\0{}", 5);
}

/* The text of an answer is not terminated: only the bytes given may be read. */
static void
test_length (void)
{
  const char *text = "12345";
  g_autoptr (TwJson) number = tw_json_parse (text, 2, NULL);
  g_autofree char *digits = tw_json_dup_text (number);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[true]garbage", 6);
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  g_autoptr (TwJson) list = tw_json_parse_bytes (bytes, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (digits, ==, "12");
  g_assert_cmpuint (tw_json_get_length (list), ==, 1);
  g_assert_null (tw_json_parse_bytes (none, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);

  /* Cut at every byte, a document is none any more. */
  text = "{\"a\":[1.5e3,\"\\u00e9\\n\",null,false]}";
  for (gsize length = 0; length < strlen (text); length++)
    assert_refused (text, length);
}

/* Nothing behind the text is looked at, not even whether it ends there: the address sanitizer would tell. */
static void
test_unterminated (void)
{
  for (gsize length = 1; length <= 8; length++)
    {
      g_autofree char *text = g_malloc (length);
      g_autoptr (TwJson) number = NULL;
      g_autoptr (GError) error = NULL;

      memset (text, '7', length);
      number = tw_json_parse (text, (gssize) length, &error);
      g_assert_no_error (error);
      g_assert_nonnull (number);
    }
}

static void
test_whitespace_and_mark (void)
{
  g_autoptr (TwJson) marked = parse ("\xef\xbb\xbf[1]");
  g_autoptr (TwJson) spaced = parse (" \t\r\n{ \"a\" : [ 1 , 2 ] }\r\n ");
  g_autoptr (TwJson) plain = parse ("{\"a\":[1,2]}");

  g_assert_cmpuint (tw_json_get_length (marked), ==, 1);
  g_assert_true (tw_json_equal (spaced, plain));
  assert_refused ("[\xef\xbb\xbf" "1]", -1);
}

static void
test_strings (void)
{
  static const struct
  {
    const char *text;
    const char *value;
  } cases[] = {
    { "\"\"", "" },
    { "\"Źdźbło €\"", "Źdźbło €" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
    { "\"\\u00e9\\u20AC\\ud83d\\ude00\"", "é€😀" },
    { "\"\\u0001\"", "\x01" },
    { "\"// no comment ' [\"", "// no comment ' [" },
    { "\"\\\\\"", "\\" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwJson) json = parse (cases[i].text);

      g_assert_cmpint (tw_json_get_kind (json), ==, TW_JSON_STRING);
      g_assert_cmpstr (tw_json_get_string (json), ==, cases[i].value);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    const char *decimal; /* NULL: not to be had exactly */
    const char *written;
  } cases[] = {
    { "0", "0", "0" },
    { "-0", "0", "0" },
    { "-0.0", "0", "-0.0" },
    { "7", "7", "7" },
    { "-12.5", "-12.5", "-12.5" },
    { "19.99", "19.99", "19.99" },
    { "100.10", "100.1", "100.1" },
    { "0.1", "0.1", "0.1" },
    { "1e3", "1000", "1000.0" },
    { "1.5E-2", "0.015", "0.015" },
    { "2E+2", "200", "200.0" },
    { "10.0", "10", "10.0" },
    { "9007199254740993", "9007199254740993", "9007199254740993" }, /* not a double */
    { "999999999999999999", "999999999999999999", "999999999999999999" },
    { "-999999999999999999", "-999999999999999999", "-999999999999999999" },
    { "123456789012.345", "123456789012.345", "123456789012.345" },
    { "1234567890123.4568", NULL, "1234567890123.4568" }, /* 17 digits */
    { "19.989999999999998", "19.99", "19.99" }, /* how some write 19.99: the same double */
    { "0.30000000000000004", NULL, "0.30000000000000004" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwJson) json = parse (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autofree char *written = tw_json_to_string (json, FALSE);
      g_autofree char *text = NULL;
      TwDecimal number;

      g_assert_cmpint (tw_json_get_kind (json), ==, TW_JSON_NUMBER);
      g_assert_cmpstr (written, ==, cases[i].written);
      if (tw_json_get_decimal (json, &number, &error))
        text = tw_decimal_to_string (number);
      else
        g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
      g_assert_cmpstr (text, ==, cases[i].decimal);
    }
}

/* In 64 bits they would wrap: 18446744073709551617 would be 1. */
static void
test_large_numbers (void)
{
  assert_refused ("1000000000000000000", -1);
  assert_refused ("9223372036854775808", -1);
  assert_refused ("[-9223372036854775809]", -1);
  assert_refused ("18446744073709551617", -1);
  assert_refused ("{\"a\":123456789012345678901234567890}", -1);
}

static void
test_decimal_texts (void)
{
  g_autoptr (TwJson) json = parse ("[\"70.50\",\"-1e2\",\"12345678901234567890.123456789\"]");
  g_autoptr (TwJson) bad = parse ("[\"\",\" 1\",\"1,5\",\"abc\",true,null,[],{}]");
  static const char * const texts[] = { "70.50", "-100", "12345678901234567890.123456789" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;
      TwDecimal number;

      g_assert_true (tw_json_get_decimal (tw_json_get_element (json, i), &number, NULL));
      text = tw_decimal_to_string (number);
      g_assert_cmpstr (text, ==, texts[i]);
    }

  for (guint i = 0; i < tw_json_get_length (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      TwDecimal number;

      g_assert_false (tw_json_get_decimal (tw_json_get_element (bad, i), &number, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
    }
}

static void
test_members (void)
{
  g_autoptr (TwJson) json = parse ("{\"z\":1,\"a\":\"x\",\"m\":null,\"\":false,\"t\":[1,2],\"n\":1.50,\"a\":\"y\"}");
  g_auto (GStrv) names = tw_json_list_members (json);
  g_autofree char *joined = g_strjoinv ("|", names);
  g_autofree char *z = tw_json_dup_member_text (json, "z");
  g_autofree char *a = tw_json_dup_member_text (json, "a");
  g_autofree char *n = tw_json_dup_member_text (json, "n");
  g_autofree char *tree = tw_json_dup_text (tw_json_get_member (json, "t"));

  /* In the order of the text; of two members of one name the later counts. */
  g_assert_cmpstr (joined, ==, "z|m||t|n|a");
  g_assert_cmpstr (a, ==, "y");
  g_assert_cmpstr (z, ==, "1");
  g_assert_cmpstr (n, ==, "1.5");
  g_assert_cmpstr (tree, ==, "[1,2]");
  g_assert_null (tw_json_dup_member_text (json, "m"));
  g_assert_null (tw_json_dup_member_text (json, "t"));
  g_assert_null (tw_json_dup_member_text (json, "missing"));
  g_assert_null (tw_json_dup_text (tw_json_get_member (json, "m")));
  g_assert_null (tw_json_get_member (json, "missing"));
  g_assert_null (tw_json_get_member (tw_json_get_member (json, "t"), "a"));
  g_assert_cmpint (tw_json_get_kind (tw_json_get_member (json, "m")), ==, TW_JSON_NULL);
  g_assert_cmpint (tw_json_get_kind (tw_json_get_member (json, "")), ==, TW_JSON_BOOLEAN);
  g_assert_cmpint (tw_json_get_kind (NULL), ==, TW_JSON_NULL);
  g_assert_null (tw_json_get_string (tw_json_get_member (json, "z")));
  g_assert_false (tw_json_get_boolean (tw_json_get_member (json, "a")));
  g_assert_cmpuint (tw_json_get_length (json), ==, 0);
}

/* However many members there are: few are compared one by one, many by a table. */
static void
test_replaced_members (void)
{
  for (guint n_members = 2; n_members <= 64; n_members *= 2)
    {
      g_autoptr (GString) text = g_string_new ("{");
      g_autoptr (TwJson) json = NULL;
      g_autoptr (TwJson) written = NULL;
      g_autofree char *again = NULL;
      g_auto (GStrv) names = NULL;

      for (guint i = 0; i < n_members; i++)
        g_string_append_printf (text, "%s\"%u\":[%u]", i > 0 ? "," : "", i % (n_members / 2), i);
      g_string_append_c (text, '}');

      json = parse (text->str);
      names = tw_json_list_members (json);
      g_assert_cmpuint (g_strv_length (names), ==, n_members / 2);
      for (guint i = 0; i < n_members / 2; i++)
        {
          g_autofree char *value = tw_json_dup_text (tw_json_get_member (json, names[i]));
          g_autofree char *expected = g_strdup_printf ("[%u]", n_members / 2 + i);

          g_assert_cmpstr (value, ==, expected);
        }

      /* What is replaced is neither written nor compared. */
      again = tw_json_to_string (json, FALSE);
      written = parse (again);
      g_assert_true (tw_json_equal (json, written));
      g_assert_null (strstr (again, "[0]"));
    }
}

static void
test_equal (void)
{
  g_autoptr (TwJson) a = parse ("{\"a\":1,\"b\":[true,null,\"x\"],\"c\":1.5}");
  g_autoptr (TwJson) b = parse ("{\"c\":1.5,\"b\":[true,null,\"x\"],\"a\":1}");
  static const char * const others[] = {
    "{\"a\":1,\"b\":[null,true,\"x\"],\"c\":1.5}", "{\"a\":2,\"b\":[true,null,\"x\"],\"c\":1.5}",
    "{\"a\":1,\"b\":[true,null,\"x\"]}", "{\"a\":\"1\",\"b\":[true,null,\"x\"],\"c\":1.5}", "null", "[]",
  };

  g_assert_true (tw_json_equal (a, b));
  g_assert_true (tw_json_equal (NULL, NULL));
  g_assert_false (tw_json_equal (a, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (TwJson) other = parse (others[i]);

      g_assert_false (tw_json_equal (a, other));
      g_assert_false (tw_json_equal (other, a));
    }
}

/* A part stays usable when the whole is gone. */
static void
test_outlive (void)
{
  TwJson *whole = parse ("{\"a\":{\"b\":\"c\"}}");
  g_autoptr (TwJson) part = tw_json_ref (tw_json_get_member (whole, "a"));

  tw_json_unref (whole);
  g_assert_cmpstr (tw_json_get_string (tw_json_get_member (part, "b")), ==, "c");
}

static void
write_sample (TwJsonWriter *writer)
{
  g_autoptr (TwJson) tree = parse ("{\"x\":[],\"y\":{}}");
  TwMoney money;
  TwDecimal decimal;

  g_assert_true (tw_money_parse ("-12.30", "EUR", &money, NULL));
  g_assert_true (tw_decimal_parse ("100.10", &decimal, NULL));
  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "text");
  tw_json_writer_string (writer, "a");
  tw_json_writer_name (writer, "none");
  tw_json_writer_string (writer, NULL);
  tw_json_writer_name (writer, "list");
  tw_json_writer_begin_array (writer);
  tw_json_writer_int (writer, G_MININT64);
  tw_json_writer_boolean (writer, TRUE);
  tw_json_writer_boolean (writer, FALSE);
  tw_json_writer_null (writer);
  tw_json_writer_decimal (writer, decimal);
  tw_json_writer_money (writer, &money);
  tw_json_writer_money (writer, NULL);
  tw_json_writer_end_array (writer);
  tw_json_writer_name (writer, "empty");
  tw_json_writer_begin_object (writer);
  tw_json_writer_end_object (writer);
  tw_json_writer_name (writer, "tree");
  tw_json_writer_json (writer, tree);
  tw_json_writer_name (writer, "gone");
  tw_json_writer_json (writer, NULL);
  tw_json_writer_end_object (writer);
}

static void
test_writer (void)
{
  g_autoptr (TwJsonWriter) plain = tw_json_writer_new (FALSE);
  g_autoptr (TwJsonWriter) pretty = tw_json_writer_new (TRUE);
  g_autofree char *plain_text = NULL;
  g_autofree char *pretty_text = NULL;

  write_sample (plain);
  plain_text = tw_json_writer_steal_text (plain);
  g_assert_cmpstr (plain_text, ==,
                   "{\"text\":\"a\",\"none\":null,\"list\":[-9223372036854775808,true,false,null,100.10,"
                   "{\"amount\":\"-12.30\",\"currency\":\"EUR\"},null],\"empty\":{},\"tree\":{\"x\":[],\"y\":{}},"
                   "\"gone\":null}");

  write_sample (pretty);
  pretty_text = tw_json_writer_steal_text (pretty);
  g_assert_cmpstr (pretty_text, ==,
                   "{\n"
                   "  \"text\": \"a\",\n"
                   "  \"none\": null,\n"
                   "  \"list\": [\n"
                   "    -9223372036854775808,\n"
                   "    true,\n"
                   "    false,\n"
                   "    null,\n"
                   "    100.10,\n"
                   "    {\n"
                   "      \"amount\": \"-12.30\",\n"
                   "      \"currency\": \"EUR\"\n"
                   "    },\n"
                   "    null\n"
                   "  ],\n"
                   "  \"empty\": {},\n"
                   "  \"tree\": {\n"
                   "    \"x\": [],\n"
                   "    \"y\": {}\n"
                   "  },\n"
                   "  \"gone\": null\n"
                   "}");
}

/* Every character that Unicode has survives being written and read. */
static void
test_writer_characters (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  g_autoptr (TwJson) json = NULL;

  for (gunichar c = 1; c < 0x300; c++)
    g_string_append_unichar (all, c);
  g_string_append (all, "\u2028\u2029\ufeff€😀\U0010ffff");

  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, all->str);
  tw_json_writer_string (writer, all->str);
  tw_json_writer_end_object (writer);
  text = tw_json_writer_steal_text (writer);
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true ((guchar) *p >= 0x20 && *p != 0x7f);

  json = parse (text);
  g_assert_cmpstr (tw_json_get_string (tw_json_get_member (json, all->str)), ==, all->str);
}

/* A long list is taken away in pieces; together they are the whole. */
static void
test_writer_chunks (void)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (TwJson) json = NULL;
  g_autofree char *rest = NULL;

  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *chunk = NULL;

      tw_json_writer_begin_object (writer);
      tw_json_writer_name (writer, "n");
      tw_json_writer_int (writer, i);
      tw_json_writer_end_object (writer);
      chunk = tw_json_writer_steal_chunk (writer);
      g_assert_cmpuint (strlen (chunk), <, 20);
      g_string_append (whole, chunk);
    }
  tw_json_writer_end_array (writer);
  rest = tw_json_writer_steal_text (writer);
  g_assert_cmpstr (rest, ==, "]");
  g_string_append (whole, rest);

  json = parse (whole->str);
  g_assert_cmpuint (tw_json_get_length (json), ==, 100);
}

static void
test_writer_again (void)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (TwJson) json = NULL;
  g_autoptr (GBytes) bytes = NULL;

  write_sample (writer);
  bytes = tw_json_writer_steal_bytes (writer);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);

  /* It starts anew: no comma is left over from before. */
  tw_json_writer_begin_array (writer);
  tw_json_writer_string (writer, "x");
  tw_json_writer_end_array (writer);
  json = tw_json_writer_steal_json (writer);
  g_assert_cmpuint (tw_json_get_length (json), ==, 1);
}

/* What came from outside may be as deep as allowed, and is wrapped all the same. */
static void
test_writer_depth (void)
{
  g_autofree char *deep = nest (TW_JSON_MAX_DEPTH, "[", "]");
  g_autoptr (TwJson) tree = parse (deep);
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (TwJson) json = NULL;

  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "answer");
  tw_json_writer_json (writer, tree);
  tw_json_writer_end_object (writer);
  json = tw_json_writer_steal_json (writer);
  g_assert_true (tw_json_equal (tw_json_get_member (json, "answer"), tree));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/width", test_width);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/no-content-in-errors", test_no_content_in_errors);
  g_test_add_func ("/base/json/line-in-errors", test_line_in_errors);
  g_test_add_func ("/base/json/zero-byte", test_zero_byte);
  g_test_add_func ("/base/json/length", test_length);
  g_test_add_func ("/base/json/unterminated", test_unterminated);
  g_test_add_func ("/base/json/whitespace-and-mark", test_whitespace_and_mark);
  g_test_add_func ("/base/json/strings", test_strings);
  g_test_add_func ("/base/json/numbers", test_numbers);
  g_test_add_func ("/base/json/large-numbers", test_large_numbers);
  g_test_add_func ("/base/json/decimal-texts", test_decimal_texts);
  g_test_add_func ("/base/json/members", test_members);
  g_test_add_func ("/base/json/replaced-members", test_replaced_members);
  g_test_add_func ("/base/json/equal", test_equal);
  g_test_add_func ("/base/json/outlive", test_outlive);
  g_test_add_func ("/base/json/writer", test_writer);
  g_test_add_func ("/base/json/writer-characters", test_writer_characters);
  g_test_add_func ("/base/json/writer-chunks", test_writer_chunks);
  g_test_add_func ("/base/json/writer-depth", test_writer_depth);
  g_test_add_func ("/base/json/writer-again", test_writer_again);

  return g_test_run ();
}
