/* tw-write-kind.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-marketplace.h"

G_DEFINE_ENUM_TYPE (TwWriteKind, tw_write_kind,
                    G_DEFINE_ENUM_VALUE (TW_WRITE_CREATE_CUSTOMER, "create-customer"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_UPDATE_CUSTOMER, "update-customer"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_CREATE_RESELLER, "create-reseller"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_UPDATE_RESELLER, "update-reseller"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_CREATE_RESELLER_CUSTOMER, "create-reseller-customer"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_PLACE_ORDER, "place-order"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_UPDATE_ORDER, "update-order"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_UPDATE_SUBSCRIPTION, "update-subscription"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_SET_PRICES, "set-prices"),
                    G_DEFINE_ENUM_VALUE (TW_WRITE_SCHEDULE_REPORT, "schedule-report"))

/**
 * tw_write_kind_get_kind:
 * @kind: a write
 *
 * Returns: what kind of object it makes or changes
 */
TwKind
tw_write_kind_get_kind (TwWriteKind kind)
{
  switch (kind)
    {
    case TW_WRITE_CREATE_CUSTOMER:
    case TW_WRITE_UPDATE_CUSTOMER:
    case TW_WRITE_CREATE_RESELLER_CUSTOMER:
      return TW_KIND_CUSTOMER;
    case TW_WRITE_CREATE_RESELLER:
    case TW_WRITE_UPDATE_RESELLER:
      return TW_KIND_RESELLER;
    case TW_WRITE_PLACE_ORDER:
    case TW_WRITE_UPDATE_ORDER:
      return TW_KIND_ORDER;
    case TW_WRITE_UPDATE_SUBSCRIPTION:
    case TW_WRITE_SET_PRICES:
      return TW_KIND_SUBSCRIPTION;
    case TW_WRITE_SCHEDULE_REPORT:
      return TW_KIND_REPORT;
    default:
      g_return_val_if_reached (TW_KIND_CUSTOMER);
    }
}

/**
 * tw_write_kind_is_creation:
 * @kind: a write
 *
 * Returns: whether it makes a new object, so that its body is the creating view of the resource
 */
gboolean
tw_write_kind_is_creation (TwWriteKind kind)
{
  return kind == TW_WRITE_CREATE_CUSTOMER || kind == TW_WRITE_CREATE_RESELLER ||
         kind == TW_WRITE_CREATE_RESELLER_CUSTOMER || kind == TW_WRITE_PLACE_ORDER ||
         kind == TW_WRITE_SCHEDULE_REPORT;
}

/**
 * tw_write_kind_needs_target:
 * @kind: a write
 *
 * Returns: whether it is about an object that exists: the one it changes, or the reseller of a new customer
 */
gboolean
tw_write_kind_needs_target (TwWriteKind kind)
{
  return !tw_write_kind_is_creation (kind) || kind == TW_WRITE_CREATE_RESELLER_CUSTOMER;
}
