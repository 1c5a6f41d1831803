/* tw-order-draft-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-order-draft.h"

G_BEGIN_DECLS

struct _TwOrderDraft
{
  GObject     parent_instance;

  TwOrder    *order;
  char       *subscription_id;
  gboolean    has_seats;
  TwSeats     seats;
  TwDecimal   quantity;
  char       *mpn; /* which product of the subscription changes */

  /* For the lines that do not say otherwise. */
  char       *vendor;
  TwPeriod   *term;
  TwPeriod   *billing;
  GPtrArray  *parameters; /* TwParameter */
};

/* Collects what is wrong with a request into one error, so that a form can mark every row at once. */
typedef struct
{
  GError *error;
} TwProblems;

void         tw_problems_add             (TwProblems    *self,
                                          const char    *field,
                                          const char    *message);
gboolean     tw_problems_end             (TwProblems    *self,
                                          GError       **error);

/* What a draft says beyond its order; what siblings need to make a request of it. */
TwSeats      tw_order_draft_get_seats    (TwOrderDraft  *self,
                                          TwDecimal     *quantity);
gboolean     tw_order_draft_has_seats    (TwOrderDraft  *self);
const char  *tw_order_draft_get_mpn      (TwOrderDraft  *self);
TwOrder     *tw_order_draft_dup_request  (TwOrderDraft  *self);
gboolean     tw_po_number_is_proposed    (const char    *po_number);

/* A draft's change as the exact request, given the subscription as the marketplace answered it. */
TwOrder     *tw_order_draft_apply        (TwOrderDraft    *self,
                                          TwSubscription  *subscription,
                                          GError         **error);
TwSubscriptionProduct *
             tw_subscription_find_product (TwSubscription *subscription,
                                           const char     *mpn);

/*
 * Finds the products of a request's lines in the catalogue and checks quantities against their limits. With
 * @must_find every line must name exactly one, and says so afterwards.
 */
void         tw_order_resolve_async      (TwOrder              *order,
                                          gboolean              must_find,
                                          TwMarketplace        *marketplace,
                                          TwMirror             *mirror,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TwOrder     *tw_order_resolve_finish     (GAsyncResult         *result,
                                          GPtrArray           **products,
                                          GError              **error);

/* Catalogue products of a line's MPN: the one it means, and whether that many can be ordered. */
TwProduct   *tw_order_line_choose        (TwOrderLine          *line,
                                          guint                 position,
                                          GPtrArray            *products,
                                          gboolean              must_find,
                                          TwProblems           *problems);
void         tw_order_line_add_problem   (guint                 position,
                                          const char           *member,
                                          const char           *message,
                                          TwProblems           *problems);

/* What the marketplace says against an order, before it is placed. */
gboolean     tw_order_check_parameters   (TwOrder              *order,
                                          GPtrArray            *checks,
                                          GError              **error);
gboolean     tw_order_check_open         (int                   type,
                                          GPtrArray            *orders,
                                          GError              **error);

G_END_DECLS
