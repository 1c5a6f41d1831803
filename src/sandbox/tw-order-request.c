/* tw-order-request.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-order-request.h"

#include <string.h>

#include "sandbox/tw-activation.h"
#include "sandbox/tw-order-terms.h"

static const struct
{
  const char     *name;
  TwSimOrderType  type;
} types[] = {
  { "sales", TW_SIM_SALES },
  { "change", TW_SIM_CHANGE },
  { "renewal", TW_SIM_RENEWAL },
  { "cancellation", TW_SIM_CANCELLATION },
  { "migration", TW_SIM_MIGRATION },
};

/* Finds a subscription of the customer by the id in a member. */
static gboolean
ask_subscription (TwWorld            *world,
                  JsonObject         *object,
                  const char         *path,
                  TwSimAccount       *customer,
                  TwSimSubscription **subscription,
                  GError            **error)
{
  const char *id = NULL;

  if (!tw_ask_string (object, path, "subscriptionId", TW_ASK_OPTIONAL, &id, error))
    return FALSE;
  if (id == NULL)
    return TRUE;
  *subscription = tw_world_find_subscription (world, id);
  if (*subscription == NULL || (*subscription)->customer != customer)
    return tw_refuse (error, 400, "No entity has been found.");

  return TRUE;
}

static gboolean
read_special_prices (JsonObject    *object,
                     const char    *path,
                     TwSimAccount  *customer,
                     TwSimLine     *line,
                     GError       **error)
{
  if (!tw_ask_money (object, path, "specialPrice", customer->currency, &line->has_special_price, &line->special_price,
                     error)
      || !tw_ask_money (object, path, "specialCost", customer->currency, &line->has_special_cost, &line->special_cost,
                        error))
    return FALSE;
  if (tw_ask_has (object, "deals") && (line->has_special_price || line->has_special_cost))
    return tw_refuse (error, 400, "The field %sdeals cannot be used together with specialPrice or specialCost.", path);

  return TRUE;
}

static gboolean
read_quantity (JsonObject  *object,
               const char  *path,
               TwSimLine   *line,
               GError     **error)
{
  TwSimProduct *product = line->new_product != NULL ? line->new_product : line->product;
  gboolean given;
  TwDecimal quantity;
  gint64 whole;

  if (!tw_ask_quantity (object, path, "quantity", &given, &quantity, error))
    return FALSE;
  if (!given && line->total > 0)
    return TRUE;
  if (!given)
    return tw_refuse (error, 400, "The field %squantity is required.", path);
  if (!tw_decimal_is_integer (quantity) || !tw_decimal_to_int64 (quantity, &whole))
    return tw_refuse (error, 400, "The quantity of the product %s has to be a whole number.", product->mpn);
  if (whole < product->minimum || whole > product->maximum)
    return tw_refuse (error, 400, "The quantity of the product %s has to be between %d and %d.", product->mpn,
                      product->minimum, product->maximum);
  line->total = whole;

  return TRUE;
}

/* The product of a line that changes a subscription: one that is in it, or another of its plan. */
static gboolean
find_product_of_change (TwWorld     *world,
                        JsonObject  *object,
                        const char  *path,
                        TwSimLine   *line,
                        GError     **error)
{
  const char *mpn = NULL;
  const char *id = NULL;

  if (!tw_ask_string (object, path, "mpn", TW_ASK_OPTIONAL, &mpn, error)
      || !tw_ask_string (object, path, "id", TW_ASK_OPTIONAL, &id, error))
    return FALSE;
  if (mpn == NULL && id == NULL)
    return tw_refuse (error, 400, "The field %smpn is required.", path);

  for (guint i = 0; i < line->subscription->plan->products->len; i++)
    {
      TwSimProduct *product = g_ptr_array_index (line->subscription->plan->products, i);

      if ((mpn == NULL || strcmp (product->mpn, mpn) == 0) && (id == NULL || strcmp (product->id, id) == 0))
        {
          line->product = product;
          return TRUE;
        }
    }

  return tw_refuse (error, 400, "The product %s cannot be changed in subscription #%u: it is not of its plan.",
                    mpn != NULL ? mpn : id, line->subscription->id);
}

/* The product that a line switches to, by its part number among the plans it may be switched to. */
static gboolean
read_switch (JsonObject  *object,
             const char  *path,
             TwSimLine   *line,
             GError     **error)
{
  GPtrArray *plans = line->subscription->plan->switches;
  const char *mpn = NULL;
  const char *id = NULL;

  if (!tw_ask_string (object, path, "newMPN", TW_ASK_OPTIONAL, &mpn, error)
      || !tw_ask_string (object, path, "newId", TW_ASK_OPTIONAL, &id, error))
    return FALSE;
  if (mpn == NULL && id == NULL)
    return TRUE;

  for (guint i = 0; i < plans->len; i++)
    {
      TwSimPlan *plan = g_ptr_array_index (plans, i);
      TwSimProduct *product = g_ptr_array_index (plan->products, 0);

      if ((mpn == NULL || strcmp (product->mpn, mpn) == 0) && (id == NULL || strcmp (product->id, id) == 0))
        {
          const TwSimSeat *seat = tw_sim_find_seat (line->subscription, line->product);

          line->new_product = product;
          line->total = seat != NULL ? seat->quantity : 0;
          return TRUE;
        }
    }

  return tw_refuse (error, 400, "Subscription #%u cannot be switched to the product %s.", line->subscription->id,
                    mpn != NULL ? mpn : id);
}

static gboolean
read_line (TwExchange  *x,
           JsonObject  *object,
           const char  *path,
           TwSimOrder  *order,
           TwSimLine   *line,
           GError     **error)
{
  if (order->type == TW_SIM_CHANGE)
    {
      line->subscription = order->subscription;
      if (!ask_subscription (x->world, object, path, order->customer, &line->subscription, error))
        return FALSE;
      if (line->subscription == NULL)
        return tw_refuse (error, 400, "The field %ssubscriptionId is required.", path);
      if (line->subscription->plan->usage)
        return tw_refuse (error, 400, "Subscription #%u has no quantities: it is billed by use.",
                          line->subscription->id);
      if (!find_product_of_change (x->world, object, path, line, error)
          || !read_switch (object, path, line, error))
        return FALSE;
    }
  else if (!tw_order_find_product (x->world, object, path, &line->product, error))
    return FALSE;

  return read_quantity (object, path, line, error)
         && read_special_prices (object, path, order->customer, line, error)
         && tw_activation_read (object, path, &line->parameters, error);
}

static TwSimLine *
find_line (TwSimOrder         *order,
           const TwSimProduct *product)
{
  for (guint i = 0; i < order->lines->len; i++)
    {
      TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);

      if (line->product == product)
        return line;
    }

  return NULL;
}

static gboolean
read_lines (TwExchange  *x,
            TwSimOrder  *order,
            GError     **error)
{
  g_autoptr (GPtrArray) objects = NULL;
  TwAskNeed need = order->new_plan == NULL ? TW_ASK_REQUIRED : TW_ASK_OPTIONAL;

  if (!tw_ask_objects (x->body, "", "products", need, &objects, error))
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("products[%u].", i);
      TwSimLine line = { NULL };
      gboolean understood = read_line (x, g_ptr_array_index (objects, i), path, order, &line, error);
      TwSimLine *other = understood ? find_line (order, line.product) : NULL;

      if (other != NULL && other->subscription == line.subscription)
        understood = tw_refuse (error, 400, "The product %s comes twice.", line.product->mpn);
      g_array_append_val (order->lines, line);
      if (!understood)
        return FALSE;
    }

  return TRUE;
}

/* A product that another one needs is added to a sale when it was left out. */
static void
add_dependencies (TwSimOrder *order)
{
  for (guint i = 0; i < order->lines->len; i++)
    {
      const TwSimLine *line = &g_array_index (order->lines, TwSimLine, i);
      TwSimProduct *needed = line->product->depends_on;
      TwSimLine added = { needed };

      if (needed == NULL || find_line (order, needed) != NULL)
        continue;
      added.total = CLAMP (line->total, needed->minimum, needed->maximum);
      added.parameters = tw_sim_pairs_copy (line->parameters);
      g_array_append_val (order->lines, added);
    }
}

/* What an order of each type has besides its head. */
static gboolean
read_content (TwExchange  *x,
              TwSimOrder  *order,
              GError     **error)
{
  switch (order->type)
    {
    case TW_SIM_RENEWAL:
    case TW_SIM_CANCELLATION:
      {
        g_autoptr (GPtrArray) objects = NULL;

        if (!tw_ask_objects (x->body, "", "products", TW_ASK_OPTIONAL, &objects, error))
          return FALSE;
        if (order->subscription == NULL && objects->len > 0
            && !ask_subscription (x->world, g_ptr_array_index (objects, 0), "products[0].", order->customer,
                                  &order->subscription, error))
          return FALSE;
        return order->subscription != NULL || tw_refuse (error, 400, "The field subscriptionId is required.");
      }
    case TW_SIM_CHANGE:
      if (!tw_order_read_switch (x, order, error) || !read_lines (x, order, error))
        return FALSE;
      if (order->new_plan != NULL && order->lines->len == 0)
        tw_order_add_switch_line (order);
      return TRUE;
    case TW_SIM_MIGRATION:
      if (!read_lines (x, order, error) || !tw_order_read_migration (x, order, error))
        return FALSE;
      add_dependencies (order);
      return TRUE;
    case TW_SIM_SALES:
    default:
      if (!read_lines (x, order, error) || !tw_order_read_alignment (x, order, error))
        return FALSE;
      add_dependencies (order);
      return TRUE;
    }
}

/**
 * tw_order_parse_type:
 * @text: a type as it came in a request
 * @type: (out): the type
 *
 * Returns: %FALSE when orders of such a type cannot be placed
 */
gboolean
tw_order_parse_type (const char     *text,
                     TwSimOrderType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, text) == 0)
      {
        *type = types[i].type;
        return TRUE;
      }

  return FALSE;
}

/**
 * tw_order_find_product:
 * @world: the world
 * @object: a line of a request
 * @path: of it
 * @product: (out): the product it names
 * @error: return location for a refusal
 *
 * Finds a product by its part number or id. A part number need not be unique: vendor, term and billing period
 * narrow it down.
 *
 * Returns: %FALSE when it names none or several
 */
gboolean
tw_order_find_product (TwWorld       *world,
                       JsonObject    *object,
                       const char    *path,
                       TwSimProduct **product,
                       GError       **error)
{
  const char *mpn = NULL;
  const char *id = NULL;
  const char *vendor = NULL;
  TwSimTerm term = { TW_PERIOD_UNKNOWN, 0 };
  TwSimTerm billing = { TW_PERIOD_UNKNOWN, 0 };
  guint found = 0;

  if (!tw_ask_string (object, path, "mpn", TW_ASK_OPTIONAL, &mpn, error)
      || !tw_ask_string (object, path, "id", TW_ASK_OPTIONAL, &id, error)
      || !tw_ask_string (object, path, "vendor", TW_ASK_OPTIONAL, &vendor, error)
      || !tw_ask_term (object, path, "subscriptionPeriod", &term, error)
      || !tw_ask_term (object, path, "billingPeriod", &billing, error))
    return FALSE;
  if (mpn == NULL && id == NULL)
    return tw_refuse (error, 400, "The field %smpn is required.", path);

  for (guint i = 0; i < world->products->len; i++)
    {
      TwSimProduct *candidate = g_ptr_array_index (world->products, i);

      if (!candidate->plan->published
          || (mpn != NULL && strcmp (candidate->mpn, mpn) != 0)
          || (id != NULL && strcmp (candidate->id, id) != 0)
          || (vendor != NULL && strcmp (candidate->vendor, vendor) != 0)
          || !tw_term_fits (&term, candidate->plan->term)
          || !tw_term_fits (&billing, candidate->plan->billing))
        continue;
      *product = candidate;
      found++;
    }
  if (found == 0)
    return tw_refuse (error, 400, "The product with MPN %s has not been found.", mpn != NULL ? mpn : id);
  if (found > 1)
    return tw_refuse (error, 400, "The MPN %s is not unique: add vendor, subscriptionPeriod and billingPeriod.", mpn);

  return TRUE;
}

/**
 * tw_order_request_read:
 * @x: a call that places or estimates an order
 * @purpose: which of both
 * @error: return location for a refusal
 *
 * Reads an order request strictly and holds it against the rules.
 *
 * Returns: (transfer full) (nullable): the order, priced, not yet in the world
 */
TwSimOrder *
tw_order_request_read (TwExchange      *x,
                       TwOrderPurpose   purpose,
                       GError         **error)
{
  g_autoptr (TwSimOrder) order = NULL;
  g_autoptr (GPtrArray) attributes = NULL;
  TwSimAccount *customer;
  TwSimOrderType type;
  const char *type_name = NULL;
  const char *customer_id = NULL;
  const char *po_number = NULL;

  if (!tw_ask_string (x->body, "", "type", TW_ASK_REQUIRED, &type_name, error)
      || !tw_ask_string (x->body, "", "customerId", TW_ASK_REQUIRED, &customer_id, error)
      || !tw_ask_string (x->body, "", "poNumber", TW_ASK_OPTIONAL, &po_number, error)
      || !tw_ask_pairs (x->body, "", "attributes", &attributes, error))
    return NULL;
  customer = tw_world_find_customer (x->world, customer_id);
  if (!tw_order_parse_type (type_name, &type))
    tw_refuse (error, 400, "Unsupported value of the field type.");
  else if (customer == NULL)
    tw_refuse (error, 400, "No entity has been found.");
  else
    order = tw_sim_order_new (type, customer);
  if (order == NULL)
    return NULL;

  order->po_number = g_strdup (po_number);
  if (attributes != NULL)
    {
      g_ptr_array_unref (order->attributes);
      order->attributes = g_steal_pointer (&attributes);
    }
  if (!ask_subscription (x->world, x->body, "", customer, &order->subscription, error)
      || !tw_order_read_schedule (x, order, error)
      || !read_content (x, order, error)
      || !tw_order_rules_check (x->world, order, purpose, error))
    return NULL;

  return g_steal_pointer (&order);
}
