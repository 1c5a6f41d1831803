/* tw-order-form.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-order-form.h"

typedef struct
{
  TwForm   *rows;
  gboolean  ready;
} TwOrderFormPrivate;

enum
{
  PROP_0,
  PROP_READY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TwOrderForm, tw_order_form, ADW_TYPE_BIN)

static TwOrderFormPrivate *
get_private (TwOrderForm *self)
{
  return tw_order_form_get_instance_private (self);
}

static void
tw_order_form_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, get_private (TW_ORDER_FORM (object))->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_order_form_dispose (GObject *object)
{
  g_clear_object (&get_private (TW_ORDER_FORM (object))->rows);

  G_OBJECT_CLASS (tw_order_form_parent_class)->dispose (object);
}

static void
tw_order_form_class_init (TwOrderFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tw_order_form_get_property;
  object_class->dispose = tw_order_form_dispose;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_order_form_init (TwOrderForm *self)
{
  get_private (self)->rows = tw_form_new ();
}

/**
 * tw_order_form_set_workspace:
 * @self: a form
 * @workspace: the account that orders
 */
void
tw_order_form_set_workspace (TwOrderForm *self,
                             TwWorkspace *workspace)
{
  g_return_if_fail (TW_IS_ORDER_FORM (self));

  TW_ORDER_FORM_GET_CLASS (self)->set_workspace (self, workspace);
}

/**
 * tw_order_form_make_draft:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): the order as it was stated; %NULL when something is missing, which is marked
 *   then
 */
TwOrderDraft *
tw_order_form_make_draft (TwOrderForm *self)
{
  g_return_val_if_fail (TW_IS_ORDER_FORM (self), NULL);

  tw_form_clear (tw_order_form_get_rows (self));

  return TW_ORDER_FORM_GET_CLASS (self)->make_draft (self);
}

/**
 * tw_order_form_dup_customer_name:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): name of the customer whose order it is
 */
char *
tw_order_form_dup_customer_name (TwOrderForm *self)
{
  g_return_val_if_fail (TW_IS_ORDER_FORM (self), NULL);

  return TW_ORDER_FORM_GET_CLASS (self)->dup_customer_name (self);
}

/**
 * tw_order_form_reset:
 * @self: a form
 *
 * Forgets what was stated.
 */
void
tw_order_form_reset (TwOrderForm *self)
{
  g_return_if_fail (TW_IS_ORDER_FORM (self));

  tw_form_clear (tw_order_form_get_rows (self));
  TW_ORDER_FORM_GET_CLASS (self)->reset (self);
}

/**
 * tw_order_form_is_ready:
 * @self: a form
 *
 * Returns: whether enough was stated to ask what it costs
 */
gboolean
tw_order_form_is_ready (TwOrderForm *self)
{
  g_return_val_if_fail (TW_IS_ORDER_FORM (self), FALSE);

  return get_private (self)->ready;
}

/**
 * tw_order_form_take_error:
 * @self: a form
 * @error: why the order was refused
 *
 * Marks the rows of the fields that the error names.
 *
 * Returns: (transfer full) (nullable): what is left to say about @error
 */
char *
tw_order_form_take_error (TwOrderForm  *self,
                          const GError *error)
{
  g_return_val_if_fail (TW_IS_ORDER_FORM (self), NULL);

  return tw_form_take_error (tw_order_form_get_rows (self), error);
}

/**
 * tw_order_form_get_rows:
 * @self: a form
 *
 * Returns: (transfer none): which of its rows stand for which fields
 */
TwForm *
tw_order_form_get_rows (TwOrderForm *self)
{
  g_return_val_if_fail (TW_IS_ORDER_FORM (self), NULL);

  return get_private (self)->rows;
}

/**
 * tw_order_form_set_ready:
 * @self: a form
 * @ready: whether enough was stated to ask what it costs
 */
void
tw_order_form_set_ready (TwOrderForm *self,
                         gboolean     ready)
{
  TwOrderFormPrivate *priv;

  g_return_if_fail (TW_IS_ORDER_FORM (self));

  priv = get_private (self);
  if (priv->ready == ready)
    return;

  priv->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

/**
 * tw_order_form_propose_po_number:
 * @self: a form
 * @row: where its PO number is typed
 *
 * Fills in a PO number that nobody has used.
 */
void
tw_order_form_propose_po_number (TwOrderForm *self,
                                 GtkEditable *row)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *po_number = tw_propose_po_number (now);

  g_return_if_fail (TW_IS_ORDER_FORM (self));

  gtk_editable_set_text (row, po_number);
}
