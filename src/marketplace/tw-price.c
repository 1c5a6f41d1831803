/* tw-price.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-price.h"

#include "marketplace/tw-resource-define-private.h"

static const TwField period_fields[] = {
  TW_FIELD_OF (TwPeriod, type, "type", ENUM, TW_FIELD_CREATE, tw_period_unit_get_type),
  TW_FIELD (TwPeriod, duration, "duration", DECIMAL, TW_FIELD_CREATE),
  TW_FIELD (TwPeriod, trial, "trial", BOOLEAN, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwPeriod, active, "active", BOOLEAN, TW_FIELD_NO_FLAGS),
};
TW_DEFINE_RESOURCE (TwPeriod, tw_period, period_fields)

static const TwField price_fields[] = {
  TW_FIELD (TwPrice, currency, "currency", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwPrice, amount, "amount", DECIMAL, TW_FIELD_WRITABLE | TW_FIELD_AS_TEXT),
  TW_FIELD (TwPrice, type, "type", STRING, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwPrice, model, "model", STRING, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwPrice, lower_limit, "lowerLimit", DECIMAL, TW_FIELD_NO_FLAGS),
  TW_FIELD (TwPrice, price_tiers, "priceTiers", JSON, TW_FIELD_WRITABLE),
};
TW_DEFINE_RESOURCE (TwPrice, tw_price, price_fields)

/**
 * tw_period_new:
 * @unit: the unit
 * @count: how many
 *
 * Returns: (transfer full): a period, as requests carry it
 */
TwPeriod *
tw_period_new (TwPeriodUnit unit,
               int          count)
{
  TwDecimal duration = TW_DECIMAL_INIT (count);

  return g_object_new (TW_TYPE_PERIOD, "type", unit, "duration", &duration, NULL);
}

/**
 * tw_period_dup_iso:
 * @self: a period
 *
 * Returns: (transfer full): its short form (`P1Y`), empty when unit or length is none the form can say
 */
char *
tw_period_dup_iso (TwPeriod *self)
{
  gint64 count;

  if (self->type == TW_PERIOD_UNKNOWN || !tw_decimal_to_int64 (self->duration, &count) || count < 1 ||
      count > G_MAXINT)
    return g_strdup ("");

  return tw_period_to_string (self->type, (int) count);
}

/**
 * tw_price_get_money:
 * @self: a price
 * @out: (out caller-allocates): its amount
 *
 * Returns: %FALSE when the price lacks currency or amount
 */
gboolean
tw_price_get_money (TwPrice *self,
                    TwMoney *out)
{
  return self->currency != NULL && tw_resource_has (TW_RESOURCE (self), "amount") &&
         tw_money_init (out, self->amount, self->currency, NULL);
}
