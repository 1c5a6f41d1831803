/* tw-serve-validation.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "sandbox/tw-activation.h"
#include "sandbox/tw-order-request.h"

/* One product of the request. */
typedef struct
{
  TwSimProduct *product;
  GPtrArray    *parameters;
  char         *draft_id;
} Item;

static void
item_clear (Item *item)
{
  g_clear_pointer (&item->parameters, g_ptr_array_unref);
  g_free (item->draft_id);
}

static void
write_choices (TwOut                  *out,
               const TwActivationRule *rule)
{
  guint n_choices;
  const TwActivationChoice *choices = tw_activation_choices (rule, &n_choices);

  if (choices == NULL)
    return;
  tw_out_begin_array (out, "valueChoices");
  for (guint i = 0; i < n_choices; i++)
    {
      tw_out_begin_object (out, NULL);
      tw_out_string (out, "label", choices[i].label);
      tw_out_string (out, "value", choices[i].value);
      tw_out_bool (out, "default", i == 0);
      tw_out_end_object (out);
    }
  tw_out_end_array (out);
}

/* The verdict on one parameter; secrets are not sent back. */
static void
write_verdict (TwExchange             *x,
               TwSimAccount           *customer,
               const TwActivationRule *rule,
               const char             *name,
               const char             *value)
{
  const char *reason = value != NULL ? tw_activation_check (x->world, customer, rule, value) : "The value is missing.";
  TwOut *out = &x->out;

  tw_out_begin_object (out, NULL);
  tw_out_string (out, "name", name);
  tw_out_string (out, "result", reason == NULL ? "success" : "error");
  tw_out_string (out, "message", reason == NULL ? "The value can be used." : "The value was refused.");
  if (!tw_activation_is_secret (name))
    tw_out_string (out, "value", value);
  tw_out_string (out, "valueError", reason);
  write_choices (out, rule);
  tw_out_string (out, "type", rule->type);
  tw_out_end_object (out);
}

/* Every parameter that the product asks for, then those that it does not know. */
static void
write_verdicts (TwExchange   *x,
                TwSimAccount *customer,
                const Item   *item)
{
  guint n_rules;
  const TwActivationRule *rules = tw_activation_list (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    {
      const char *name = rules[i].name;
      const char *value;

      if (!(item->product->needs & rules[i].need))
        continue;
      value = tw_sim_pairs_get (item->parameters, name);
      if (value == NULL && rules[i].alias != NULL)
        {
          value = tw_sim_pairs_get (item->parameters, rules[i].alias);
          if (value != NULL)
            name = rules[i].alias;
        }
      write_verdict (x, customer, &rules[i], name, value);
    }

  for (guint i = 0; i < item->parameters->len; i++)
    {
      TwSimPair *pair = g_ptr_array_index (item->parameters, i);

      if (tw_activation_find (item->product, pair->name) != NULL)
        continue;
      tw_out_begin_object (&x->out, NULL);
      tw_out_string (&x->out, "name", pair->name);
      tw_out_string (&x->out, "result", "error");
      tw_out_string (&x->out, "message", "The product has no such parameter.");
      tw_out_string (&x->out, "valueError", "Unknown name; capital and small letters differ.");
      tw_out_end_object (&x->out);
    }
}

static gboolean
read_item (TwExchange  *x,
           JsonObject  *object,
           const char  *path,
           Item        *item,
           GError     **error)
{
  const char *draft_id = NULL;
  gboolean given;
  TwDecimal quantity;

  if (!tw_order_find_product (x->world, object, path, &item->product, error)
      || !tw_ask_string (object, path, "draftRequestId", TW_ASK_OPTIONAL, &draft_id, error)
      || !tw_ask_quantity (object, path, "quantity", &given, &quantity, error)
      || !tw_activation_read (object, path, &item->parameters, error))
    return FALSE;
  if (!tw_ask_has (object, "parameters"))
    return tw_refuse (error, 400, "The field %sparameters is required.", path);
  item->draft_id = draft_id != NULL ? g_strdup (draft_id) : tw_world_uuid (x->world);

  return TRUE;
}

static void
write_item (TwExchange   *x,
            TwSimAccount *customer,
            const Item   *item)
{
  TwOut *out = &x->out;

  tw_out_begin_object (out, NULL);
  tw_out_string (out, "id", item->product->id);
  tw_out_string (out, "mpn", item->product->mpn);
  tw_out_string (out, "vendor", item->product->vendor);
  tw_out_term (out, "billingPeriod", item->product->plan->billing);
  tw_out_term (out, "subscriptionPeriod", item->product->plan->term);
  tw_out_string (out, "draftRequestId", item->draft_id);
  tw_out_begin_array (out, "parameters");
  write_verdicts (x, customer, item);
  tw_out_end_array (out);
  tw_out_end_object (out);
}

/**
 * tw_serve_parameter_validation:
 * @x: the call
 * @error: return location for a refusal
 *
 * `POST /validation/parameters`: a parameter that is refused is no error of the call.
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_parameter_validation (TwExchange  *x,
                               GError     **error)
{
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Item));
  const char *customer_id = NULL;
  const char *type_name = "sales";
  TwSimAccount *customer;
  TwSimOrderType type;

  g_array_set_clear_func (items, (GDestroyNotify) item_clear);
  if (!tw_ask_string (x->body, "", "customerId", TW_ASK_REQUIRED, &customer_id, error)
      || !tw_ask_string (x->body, "", "type", TW_ASK_OPTIONAL, &type_name, error)
      || !tw_ask_objects (x->body, "", "products", TW_ASK_REQUIRED, &objects, error))
    return FALSE;
  customer = tw_world_find_customer (x->world, customer_id);
  if (customer == NULL)
    return tw_refuse (error, 400, "No entity has been found.");
  if (!tw_order_parse_type (type_name, &type))
    return tw_refuse (error, 400, "Unsupported value of the field type.");

  g_array_set_size (items, objects->len);
  for (guint i = 0; i < objects->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("products[%u].", i);

      if (!read_item (x, g_ptr_array_index (objects, i), path, &g_array_index (items, Item, i), error))
        return FALSE;
    }

  tw_out_begin_object (&x->out, NULL);
  tw_out_begin_array (&x->out, "data");
  for (guint i = 0; i < items->len; i++)
    write_item (x, customer, &g_array_index (items, Item, i));
  tw_out_end_array (&x->out);
  tw_out_begin_object (&x->out, "pagination");
  tw_out_int (&x->out, "offset", 0);
  tw_out_int (&x->out, "limit", 10);
  tw_out_int (&x->out, "total", items->len);
  tw_out_end_object (&x->out);
  tw_out_end_object (&x->out);

  return TRUE;
}
