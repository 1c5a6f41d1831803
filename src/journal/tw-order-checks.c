/* tw-order-checks.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-draft-private.h"
#include "journal/tw-order-open-private.h"

/* Values named in an error; a person reads them. */
#define MAX_CHOICES 12

static TwParameter *
find_parameter (TwOrderLine *line,
                const char  *name)
{
  for (guint i = 0; line->parameters != NULL && i < line->parameters->len; i++)
    {
      TwParameter *parameter = g_ptr_array_index (line->parameters, i);

      if (g_strcmp0 (parameter->name, name) == 0)
        return parameter;
    }

  return NULL;
}

/* What to write for a choice: its `value`; the label beside it is for menus. */
static char *
dup_choice (TwJson *choice)
{
  char *text;

  if (tw_json_get_kind (choice) == TW_JSON_OBJECT)
    choice = tw_json_get_member (choice, "value");
  text = choice != NULL ? tw_json_dup_text (choice) : NULL;

  return text != NULL ? text : g_strdup ("…");
}

/* What the marketplace says about a value, with the values it would take. */
static char *
describe_check (TwParameter *check)
{
  const char *message = check->value_error != NULL ? check->value_error : check->message;
  g_autoptr (GString) text = g_string_new (message != NULL ? message : "The marketplace refuses this value");

  for (guint i = 0; i < tw_json_get_length (check->value_choices) && i < MAX_CHOICES; i++)
    {
      g_autofree char *choice = dup_choice (tw_json_get_element (check->value_choices, i));

      g_string_append_printf (text, "%s%s", i == 0 ? " (" : ", ", choice);
    }
  if (tw_json_get_length (check->value_choices) > MAX_CHOICES)
    g_string_append (text, ", …");
  if (tw_json_get_length (check->value_choices) > 0)
    g_string_append_c (text, ')');

  return g_strdup (text->str);
}

static void
take_check (TwOrderLine *line,
            guint        position,
            TwParameter *check,
            TwProblems  *problems)
{
  TwParameter *parameter = find_parameter (line, check->name);
  g_autofree char *field = NULL;
  g_autofree char *message = NULL;

  /* The journal has to know which values are passwords. The type itself is not sent. */
  if (parameter != NULL && check->type != NULL)
    g_object_set (parameter, "type", check->type, NULL);

  if (check->result != TW_VALIDATION_ERROR)
    return;

  field = g_strdup_printf ("products[%u].parameters.%s", position, check->name);
  message = describe_check (check);
  tw_problems_add (problems, field, message);
}

/* Whether it is a line's product that was checked: a line may name it by its id alone. */
static gboolean
is_check_of (TwParameterCheck *check,
             TwOrderLine      *line)
{
  if (line->mpn != NULL)
    return check->mpn == NULL || g_str_equal (check->mpn, line->mpn);

  return check->id == NULL || g_strcmp0 (check->id, line->id) == 0;
}

/**
 * tw_order_check_parameters:
 * @order: a request; its parameters learn which of them are passwords
 * @checks: (element-type TwParameterCheck): what the marketplace says about its parameters
 * @error: return location; %TW_ERROR_VALIDATION with a field for each refused or missing parameter
 *
 * The products of the answer come in the order they were asked; a product that the marketplace added has no
 * line.
 *
 * Returns: whether it takes them all
 */
gboolean
tw_order_check_parameters (TwOrder    *order,
                           GPtrArray  *checks,
                           GError    **error)
{
  TwProblems problems = { NULL };
  guint next = 0;

  for (guint i = 0; i < checks->len && next < order->products->len; i++)
    {
      TwParameterCheck *check = g_ptr_array_index (checks, i);
      TwOrderLine *line = g_ptr_array_index (order->products, next);

      if (!is_check_of (check, line))
        continue;
      for (guint j = 0; check->parameters != NULL && j < check->parameters->len; j++)
        take_check (line, next, g_ptr_array_index (check->parameters, j), &problems);
      next++;
    }

  return tw_problems_end (&problems, error);
}

/**
 * tw_order_check_open:
 * @type: type (#TwOrderType) of an order that is to be placed on a subscription
 * @orders: (element-type TwOrder): the orders on that subscription
 * @error: return location; %TW_ERROR_CONFLICT naming the order in the way
 *
 * While an order is open the marketplace refuses another one of its kind on that subscription; said before
 * the person approves anything.
 *
 * Returns: whether none is in the way
 */
gboolean
tw_order_check_open (int         type,
                     GPtrArray  *orders,
                     GError    **error)
{
  for (guint i = 0; i < orders->len; i++)
    {
      TwOrder *order = g_ptr_array_index (orders, i);

      if (!tw_order_is_open (order) || order->type != type)
        continue;

      g_propagate_error (error, tw_order_open_to_error (order, TW_REASON_ORDER_OPEN));
      return FALSE;
    }

  return TRUE;
}
