/* tw-details.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-details.h"

G_DEFINE_ABSTRACT_TYPE (TwDetails, tw_details, ADW_TYPE_BIN)

static void
tw_details_class_init (TwDetailsClass *klass)
{
}

static void
tw_details_init (TwDetails *self)
{
}

/**
 * tw_details_get_kind:
 * @self: details
 *
 * Returns: the kind of object they show
 */
TwKind
tw_details_get_kind (TwDetails *self)
{
  g_return_val_if_fail (TW_IS_DETAILS (self), TW_KIND_CUSTOMER);

  return TW_DETAILS_GET_CLASS (self)->kind;
}

/**
 * tw_details_dup_title:
 * @self: details
 * @entry: an object of their kind
 *
 * Returns: (transfer full) (nullable): the name of the object
 */
char *
tw_details_dup_title (TwDetails     *self,
                      TwMirrorEntry *entry)
{
  g_return_val_if_fail (TW_IS_DETAILS (self), NULL);

  return TW_DETAILS_GET_CLASS (self)->dup_title (entry);
}

/**
 * tw_details_show:
 * @self: details
 * @client: the account it belongs to
 * @entry: an object of their kind
 */
void
tw_details_show (TwDetails     *self,
                 TwClient      *client,
                 TwMirrorEntry *entry)
{
  g_return_if_fail (TW_IS_DETAILS (self));
  g_return_if_fail (TW_IS_CLIENT (client));

  TW_DETAILS_GET_CLASS (self)->show (self, client, entry);
}

/**
 * tw_details_clear_list:
 * @list: a list
 *
 * Removes every row of @list.
 */
void
tw_details_clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}
