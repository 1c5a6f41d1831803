/* tw-window-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-window-page.h"

G_DEFINE_INTERFACE (TwWindowPage, tw_window_page, GTK_TYPE_WIDGET)

static void
tw_window_page_default_init (TwWindowPageInterface *iface)
{
}

/**
 * tw_window_page_get_title:
 * @self: a page
 *
 * Returns: (transfer none): what it is called
 */
const char *
tw_window_page_get_title (TwWindowPage *self)
{
  g_return_val_if_fail (TW_IS_WINDOW_PAGE (self), NULL);

  return TW_WINDOW_PAGE_GET_IFACE (self)->get_title (self);
}

/**
 * tw_window_page_get_kind:
 * @self: a page
 *
 * Returns: the list whose age is shown beside it, and that a refresh is sure to read
 */
TwKind
tw_window_page_get_kind (TwWindowPage *self)
{
  g_return_val_if_fail (TW_IS_WINDOW_PAGE (self), TW_KIND_CUSTOMER);

  return TW_WINDOW_PAGE_GET_IFACE (self)->get_kind (self);
}

/**
 * tw_window_page_get_new_label:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): label of the window's button while it shows
 */
const char *
tw_window_page_get_new_label (TwWindowPage *self)
{
  g_return_val_if_fail (TW_IS_WINDOW_PAGE (self), NULL);

  return TW_WINDOW_PAGE_GET_IFACE (self)->get_new_label (self);
}

/**
 * tw_window_page_get_new_action:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): action of that button
 */
const char *
tw_window_page_get_new_action (TwWindowPage *self)
{
  g_return_val_if_fail (TW_IS_WINDOW_PAGE (self), NULL);

  return TW_WINDOW_PAGE_GET_IFACE (self)->get_new_action (self);
}

/**
 * tw_window_page_set_workspace:
 * @self: a page
 * @workspace: (nullable): the account to show
 */
void
tw_window_page_set_workspace (TwWindowPage *self,
                              TwWorkspace  *workspace)
{
  g_return_if_fail (TW_IS_WINDOW_PAGE (self));

  TW_WINDOW_PAGE_GET_IFACE (self)->set_workspace (self, workspace);
}

/**
 * tw_window_page_show_item:
 * @self: a page
 * @key: key of an item
 *
 * Shows an item.
 */
void
tw_window_page_show_item (TwWindowPage *self,
                          const char   *key)
{
  g_return_if_fail (TW_IS_WINDOW_PAGE (self));

  TW_WINDOW_PAGE_GET_IFACE (self)->show_item (self, key);
}

/**
 * tw_window_page_get_item:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): key of the item it shows
 */
const char *
tw_window_page_get_item (TwWindowPage *self)
{
  g_return_val_if_fail (TW_IS_WINDOW_PAGE (self), NULL);

  return TW_WINDOW_PAGE_GET_IFACE (self)->get_item (self);
}

/**
 * tw_window_page_focus_search:
 * @self: a page
 *
 * Puts the focus into where something is searched for.
 */
void
tw_window_page_focus_search (TwWindowPage *self)
{
  g_return_if_fail (TW_IS_WINDOW_PAGE (self));

  TW_WINDOW_PAGE_GET_IFACE (self)->focus_search (self);
}
