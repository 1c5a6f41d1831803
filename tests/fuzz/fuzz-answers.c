/* fuzz-answers.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/tw-error.h"
#include "cloudblue/tw-cloudblue-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Whatever is read can be written, and reads back as the same. */
static void
check_resource (GType   type,
                TwJson *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwResource) resource = tw_resource_new_from_json (type, json, &error);
  g_autoptr (TwResource) again = NULL;
  g_autoptr (TwResource) copy = NULL;
  g_autoptr (TwJson) written = NULL;
  g_autofree char *text = NULL;

  if (resource == NULL)
    {
      g_assert_true (g_error_matches (error, TW_ERROR, TW_ERROR_PROTOCOL));
      return;
    }

  text = tw_resource_to_json_text (resource, TW_JSON_VIEW_STORE, FALSE);
  written = tw_json_parse (text, -1, NULL);
  g_assert_nonnull (written);
  again = tw_resource_new_from_json (type, written, &error);
  g_assert_no_error (error);
  copy = tw_resource_copy (resource);
  g_assert_true (tw_resource_equal (resource, copy));
}

static void
check_fault (GBytes *body,
             guint   status)
{
  g_autoptr (TwReply) reply = tw_reply_new (status, "application/json", body);
  g_autoptr (GError) error = tw_cloudblue_fault_to_error (reply, NULL);

  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strpbrk (error->message, "\n\r\033"));
  /* Only what is proven may count as without effect. */
  g_assert_true (status < 500 || tw_error_get_effect (error) != TW_EFFECT_NONE);
}

static void
check_text (const char *text)
{
  TwDecimal number;
  GDate date;
  GDateTime *time = tw_date_time_parse (text, NULL);

  if (tw_decimal_parse (text, &number, NULL))
    {
      g_autofree char *printed = tw_decimal_to_string (number);
      TwDecimal again;

      g_assert_true (tw_decimal_parse (printed, &again, NULL));
      g_assert_cmpint (tw_decimal_compare (number, again), ==, 0);
    }

  tw_date_parse (text, &date, NULL);
  g_clear_pointer (&time, g_date_time_unref);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (TwJson) json = tw_json_parse_bytes (body, NULL);

  check_text (text);
  check_fault (body, 400);
  check_fault (body, 500);
  if (json != NULL)
    for (TwKind kind = TW_KIND_CUSTOMER; kind < TW_N_KINDS; kind++)
      check_resource (tw_kind_get_resource_type (kind), json);

  return 0;
}
