/* tw-order-choose.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-draft-private.h"

/* Choices named in an error; a person reads them. */
#define MAX_CHOICES 8

/**
 * tw_order_line_add_problem:
 * @position: which line
 * @member: the member that is wrong
 * @message: what is wrong and what to do, for people
 * @problems: where to note it
 */
void
tw_order_line_add_problem (guint       position,
                           const char *member,
                           const char *message,
                           TwProblems *problems)
{
  g_autofree char *field = g_strdup_printf ("products[%u].%s", position, member);

  tw_problems_add (problems, field, message);
}

static gboolean
is_period (TwPeriod *wanted,
           TwPeriod *offered)
{
  if (wanted == NULL)
    return TRUE;

  return offered != NULL
         && wanted->type == offered->type
         && tw_decimal_compare (wanted->duration, offered->duration) == 0;
}

static gboolean
is_product (TwOrderLine *line,
            TwProduct   *product)
{
  if (line->id != NULL && g_strcmp0 (line->id, product->id) != 0)
    return FALSE;
  if (line->vendor != NULL && g_strcmp0 (line->vendor, product->vendor) != 0)
    return FALSE;

  return is_period (line->subscription_period, product->subscription_period)
         && is_period (line->billing_period, product->billing_period);
}

static void
append_period (GString    *text,
               const char *label,
               TwPeriod   *period)
{
  g_autofree char *iso = NULL;

  if (period == NULL)
    return;

  iso = tw_period_dup_iso (period);
  if (*iso != '\0')
    g_string_append_printf (text, ", %s %s", label, iso);
}

static char *
describe_choices (GPtrArray *products)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < products->len && i < MAX_CHOICES; i++)
    {
      TwProduct *product = g_ptr_array_index (products, i);

      g_string_append_printf (text,
                              "%svendor %s",
                              i == 0 ? "" : "; ",
                              product->vendor != NULL ? product->vendor : "(none)");
      append_period (text, "term", product->subscription_period);
      append_period (text, "billed", product->billing_period);
      if (product->id != NULL)
        g_string_append_printf (text, " (%s)", product->id);
    }
  if (products->len > MAX_CHOICES)
    g_string_append (text, "; …");

  return g_strdup (text->str);
}

static gboolean
has_limit (TwResource *product,
           const char *name,
           TwDecimal   limit)
{
  return tw_resource_has (product, name) && tw_decimal_sign (limit) > 0;
}

/* The marketplace writes them with decimals (`500.0`), people do not. */
static char *
dup_limit (TwDecimal limit)
{
  TwDecimal whole;

  if (tw_decimal_is_integer (limit) && tw_decimal_round (limit, 0, TW_ROUND_DOWN, &whole, NULL))
    return tw_decimal_to_string (whole);

  return tw_decimal_to_string (limit);
}

static void
check_limits (TwOrderLine *line,
              guint        position,
              TwProduct   *product,
              TwProblems  *problems)
{
  TwDecimal quantity = line->quantity;
  g_autofree char *limit = NULL;
  g_autofree char *message = NULL;

  /* A change of plan or term has none; what is no quantity at all was told before. */
  if (!tw_resource_has (TW_RESOURCE (line), "quantity") || !tw_decimal_is_integer (quantity) ||
      tw_decimal_sign (quantity) <= 0)
    return;

  if (has_limit (TW_RESOURCE (product), "minimumQuantity", product->minimum_quantity) &&
      tw_decimal_compare (quantity, product->minimum_quantity) < 0)
    {
      limit = dup_limit (product->minimum_quantity);
      message = g_strdup_printf ("At least %s of this product can be ordered", limit);
    }
  else if (has_limit (TW_RESOURCE (product), "maximumQuantity", product->maximum_quantity) &&
           tw_decimal_compare (quantity, product->maximum_quantity) > 0)
    {
      limit = dup_limit (product->maximum_quantity);
      message = g_strdup_printf ("At most %s of this product can be ordered", limit);
    }

  if (message != NULL)
    tw_order_line_add_problem (position, "quantity", message, problems);
}

/* What the person saw is what the order says: the MPN alone may name another product tomorrow. */
static void
pin_down (TwOrderLine *line,
          TwProduct   *product)
{
  if (product->vendor != NULL)
    g_object_set (line, "vendor", product->vendor, NULL);
  if (product->billing_period != NULL && line->billing_period == NULL)
    {
      g_autoptr (TwPeriod) billing = tw_period_new (product->billing_period->type, 1);

      g_object_set (billing, "duration", &product->billing_period->duration, NULL);
      g_object_set (line, "billing-period", billing, NULL);
    }
  if (product->subscription_period != NULL && line->subscription_period == NULL)
    {
      g_autoptr (TwPeriod) term = tw_period_new (product->subscription_period->type, 1);

      g_object_set (term, "duration", &product->subscription_period->duration, NULL);
      g_object_set (line, "subscription-period", term, NULL);
    }
}

/**
 * tw_order_line_choose:
 * @line: a line of a request; afterwards it says in full which product it means
 * @position: which line
 * @products: (element-type TwProduct): all products that have its MPN
 * @must_find: whether it must name exactly one of them; if not, only what it names is checked
 * @problems: where to note what is wrong
 *
 * Returns: (transfer none) (nullable): the one it names, from @products
 */
TwProduct *
tw_order_line_choose (TwOrderLine *line,
                      guint        position,
                      GPtrArray   *products,
                      gboolean     must_find,
                      TwProblems  *problems)
{
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();
  g_autofree char *choices = NULL;
  g_autofree char *message = NULL;

  for (guint i = 0; i < products->len; i++)
    if (is_product (line, g_ptr_array_index (products, i)))
      g_ptr_array_add (matches, g_ptr_array_index (products, i));

  if (matches->len == 1)
    {
      check_limits (line, position, g_ptr_array_index (matches, 0), problems);
      if (must_find)
        pin_down (line, g_ptr_array_index (matches, 0));
      return g_ptr_array_index (matches, 0);
    }
  if (!must_find)
    return NULL;

  choices = describe_choices (matches->len > 0 ? matches : products);
  if (products->len == 0)
    message = g_strdup_printf ("The catalogue has no product with the MPN %s", line->mpn);
  else if (matches->len == 0)
    message = g_strdup_printf ("%s is not sold like that; there is: %s", line->mpn, choices);
  else
    message = g_strdup_printf ("%s names %u products; choose one by vendor, term or billing period: %s",
                               line->mpn,
                               matches->len,
                               choices);
  tw_order_line_add_problem (position, "mpn", message, problems);

  return NULL;
}
